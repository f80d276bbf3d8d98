"""Merging (并案): one pothole, thirty reporters, one job, thirty answers; and back again."""

from fengqiao.matters.clockwork import open_visit
from fengqiao.matters.commands import DropFollower, FollowMain, MergeInto, TakeFollower, Unmerge
from fengqiao.matters.events import Event
from fengqiao.matters.events.triage import (
    FollowerDropped,
    FollowerTaken,
    MainLeft,
    MainResolved,
    MatterMerged,
    MatterUnmerged,
)
from fengqiao.matters.facts import Facts
from fengqiao.matters.guards import is_barred
from fengqiao.matters.matter import Matter, Merged
from fengqiao.matters.words import State
from fengqiao.shared.refused import Refusal, Refused, invalid
from fengqiao.shared.texts import names_a_rule


def merge_into(matter: Matter, command: MergeInto, facts: Facts) -> list[Event]:
    """G9 for the follower. It must not lead others: chains are merged into one main matter."""
    if is_barred(matter, facts):  # its story must not come to a table by another matter's door
        raise Refused(
            Refusal.MEDIATION_FORBIDDEN,
            zh="此类事项须单独办理，不得并案",
            en="it is handled on its own, never merged",
        )
    if command.rule and not names_a_rule(command.rule):
        raise invalid("rule", "并案依据须为简短的一行", "the rule is named in one short line")
    if not command.main or command.main == matter.id:
        raise invalid("main", "请选择另一个主事项", "name another matter as the main one")
    if matter.followers:
        raise invalid(
            "followers",
            "该事项已有并入的事项，请以它为主事项",
            "it leads other matters; make it the main one",
        )
    return [MatterMerged(main=command.main, rule=command.rule)]


def take_follower(matter: Matter, command: TakeFollower, facts: Facts) -> list[Event]:
    """G9 for the main matter."""
    del facts
    if command.follower in matter.followers:
        raise Refused(Refusal.WRONG_STATE)
    return [FollowerTaken(follower=command.follower)]


def unmerge(matter: Matter, command: Unmerge, facts: Facts) -> list[Event]:
    """The follower stands alone again, with the clocks it had. Not after its requester was answered."""
    del facts
    if not isinstance(matter.stage, Merged) or matter.stage.main_resolved_at is not None:
        raise Refused(Refusal.WRONG_STATE)
    if command.reason is None:
        raise Refused(Refusal.REASON_REQUIRED, field="reason")
    return [MatterUnmerged(main=matter.stage.main, reason=command.reason)]


def drop_follower(matter: Matter, command: DropFollower, facts: Facts) -> list[Event]:
    """The main matter's side of an unmerge."""
    del facts
    if command.follower not in matter.followers:
        raise Refused(Refusal.WRONG_STATE)
    return [FollowerDropped(follower=command.follower)]


def follow_main(matter: Matter, command: FollowMain, facts: Facts) -> list[Event]:
    """The main matter came to its end: this requester is told, and visited when there is a result.

    Said twice, it happens once.
    """
    if not isinstance(matter.stage, Merged):
        raise Refused(Refusal.WRONG_STATE)
    if command.how is not State.RESOLVED or command.resolved_at is None:
        return [] if matter.stage.main_left is command.how else [MainLeft(how=command.how)]
    if matter.stage.main_resolved_at == command.resolved_at:
        return []
    return [MainResolved(resolved_at=command.resolved_at, visit=open_visit(matter, facts))]
