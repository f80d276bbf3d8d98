"""Merging and unmerging: acts on several matters at once, locked in the order of their ids, all or nothing."""

from collections.abc import Sequence

from fengqiao.desk.acts import Done, NotFound, Ref, carry_out, find_id, log_refusal, written
from fengqiao.desk.booking import insist_on_free_time
from fengqiao.desk.forms import Texts
from fengqiao.desk.ports import Ports
from fengqiao.ledger.appending import append
from fengqiao.ledger.connection import unit_of_work
from fengqiao.ledger.records import Beside
from fengqiao.ledger.store import load, load_many
from fengqiao.matters.commands import DropFollower, MergeInto, TakeFollower, Unmerge
from fengqiao.matters.matter import Merged
from fengqiao.people.actors import Actor
from fengqiao.shared.refused import Refused, invalid

MOST_FOLLOWERS = 500


def merge(ports: Ports, actor: Actor, main: Ref, followers: Sequence[Ref], *, rule: str = "") -> Done:
    """Merge matters into a main one. Raises Refused (logged, nothing is merged), NotFound, LostRace."""
    try:
        return _merge(ports, actor, main, followers, rule)
    except Refused as refused:
        log_refusal(ports, actor, main, "merge", refused)
        raise


def _merge(ports: Ports, actor: Actor, main: Ref, followers: Sequence[Ref], rule: str) -> Done:
    if not followers:
        raise invalid("followers", "请选择要并入的事项", "name the matters to merge")
    if len(followers) > MOST_FOLLOWERS:
        raise invalid("followers", f"一次最多并入 {MOST_FOLLOWERS} 件", f"at most {MOST_FOLLOWERS} at a time")
    facts = ports.facts(actor)
    with unit_of_work(ports.tenant) as work:
        ids = [find_id(work, ref) for ref in (main, *followers)]
        if None in ids:
            raise NotFound(main)
        main_id, *follower_ids = [str(one) for one in ids]
        if len({main_id, *follower_ids}) != len(ids):
            raise invalid("followers", "同一事项不能重复并入", "a matter is named twice")
        loaded = load_many(work, [main_id, *follower_ids])
        taken, commands = [], []
        for follower in follower_ids:
            matter, recorded = carry_out(loaded[follower].matter, (MergeInto(main_id, rule),), facts)
            taken.append(written(matter, recorded, loaded[follower]))
            commands.append(TakeFollower(follower))
        matter, recorded = carry_out(loaded[main_id].matter, commands, facts)
        for follower, act in zip(follower_ids, taken, strict=True):
            insist_on_free_time(work, loaded[follower].matter, act.matter)
        append(work, written(matter, recorded, loaded[main_id]), *taken)
    return Done(matter, recorded)


def unmerge(ports: Ports, actor: Actor, main: Ref, follower: Ref, *, reason: str) -> Done:
    """Give a follower its own history and clocks back. Raises Refused (logged), NotFound, LostRace."""
    try:
        return _unmerge(ports, actor, main, follower, reason)
    except Refused as refused:
        log_refusal(ports, actor, follower, "unmerge", refused)
        raise


def _unmerge(ports: Ports, actor: Actor, main: Ref, follower: Ref, reason: str) -> Done:
    facts, texts = ports.facts(actor), Texts()
    command = Unmerge(reason=texts.keep("reason", reason.strip()) if reason.strip() else None)
    with unit_of_work(ports.tenant) as work:
        main_id, seen = find_id(work, main), load(work, code=follower.code)
        if main_id is None or seen.matter is None:
            raise NotFound(follower if main_id else main)
        if not isinstance(seen.matter.stage, Merged):
            carry_out(seen.matter, (command,), facts)  # refuses, and says why
        # Looked at without a lock, so that both are locked in the order of their ids, as everywhere.
        loaded = load_many(work, [seen.matter.id, main_id])
        freed, led = loaded[seen.matter.id], loaded[main_id]
        if getattr(getattr(freed.matter, "stage", None), "main", "") != main_id:
            raise NotFound(follower)
        matter, recorded = carry_out(freed.matter, (command,), facts)
        rest, dropped = carry_out(led.matter, (DropFollower(matter.id),), facts)
        append(
            work,
            written(matter, recorded, freed, Beside(texts=tuple(texts.rows))),
            written(rest, dropped, led),
        )
    return Done(matter, recorded)
