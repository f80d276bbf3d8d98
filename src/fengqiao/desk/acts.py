"""The two functions behind every door: open a matter, and act on one.

decode (door) → load (1 query) → decide (pure) → append (1 statement) → encode (door). Nothing is sent inside a
transaction: events with reactions stand in the outbox for the worker.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from fengqiao.clocks import SHANGHAI
from fengqiao.desk import forms
from fengqiao.desk.booking import insist_on_free_time
from fengqiao.desk.entries import Entry
from fengqiao.desk.persons import Person
from fengqiao.desk.ports import Ports
from fengqiao.directory.duties import propose
from fengqiao.directory.snapshot import CountyDirectory
from fengqiao.ledger.access import note_access
from fengqiao.ledger.appending import AlreadyDone, Append, LostRace, append, append_and_commit
from fengqiao.ledger.connection import UnitOfWork, unit_of_work
from fengqiao.ledger.counters import next_number
from fengqiao.ledger.ids import uuid7
from fengqiao.ledger.records import NOTHING_BESIDE, AttachmentRow, Beside, PersonRow, TrackingRow
from fengqiao.ledger.records import Answer as FirstAnswer
from fengqiao.ledger.store import NOTHING, Loaded, asking, load
from fengqiao.ledger.tokens import tokens_of
from fengqiao.lifecycle.decide import decide
from fengqiao.lifecycle.evolve import evolve
from fengqiao.lifecycle.law import ASKS_FOR_OFFICERS
from fengqiao.lifecycle.react import react
from fengqiao.matters.codes import matter_code
from fengqiao.matters.commands import Command, Dispatch
from fengqiao.matters.facts import Facts
from fengqiao.matters.matter import Matter
from fengqiao.matters.recorded import Recorded
from fengqiao.people.actors import Actor, Post
from fengqiao.shared.refused import Refused
from fengqiao.triage.urgent import urgent

REGISTERED = "registered"
HANDLED = "handled"
PUBLIC = "public"
"""Whose keys those without an account make."""


class NotFound(LookupError):  # noqa: N818  it names what happened
    """There is no such matter in this county."""


@dataclass(frozen=True, slots=True)
class Ref:
    """How a door names a matter: by id, by code, or by the source's own number."""

    id: str = ""
    code: str = ""
    source: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """What an act came to. `repeated`: the same key was answered before, and nothing happened now.

    `booked`: the number of the latest booking when it was answered first, 0 where it is not known.
    """

    matter: Matter
    recorded: tuple[Recorded, ...] = ()
    created: bool = False
    repeated: bool = False
    prompt: str = ""
    notes: tuple[str, ...] = ()
    booked: int = 0


def open_matter(
    ports: Ports,
    actor: Actor,
    entry: Entry,
    *,
    key: str = "",
    said: str = "",
    then: Sequence[Command] = (),
    photos: Sequence[AttachmentRow] = (),
    along: Callable[[UnitOfWork, Matter], None] | None = None,
) -> Done:
    """Register a matter, and in the same act what follows at once (`then`: an acceptance).

    `along` is written in the same transaction, after the matter, or neither is. Repeating the key, or the source's own
    number, gives the matter that stands; AlreadyDone when the key came with something else, of which `said` is a hash.
    Raises Refused.
    """
    found = urgent(entry.body)
    register = entry.register if found is None else replace(entry.register, prompt=found.prompt)
    matter_id = uuid7()
    day = ports.now().astimezone(SHANGHAI).date()
    number = next_number(ports.tenant, f"matter/{day:%Y%m%d}/{register.category[:1]}")
    facts = ports.facts(
        actor, matter_id=matter_id, code=matter_code(ports.tenant, day, register.category, number)
    )
    matter, recorded = carry_out(None, (register, *then), facts)
    beside = Beside(
        texts=tuple(entry.texts.rows),
        persons=_sealed(ports, entry.persons),
        tracking=_tracking(ports, entry, matter_id),
        attachments=tuple(photos),
        answer=_answer(actor, key, said, matter, REGISTERED) if key else None,
        words=tokens_of(matter.code, entry.body, tenant=ports.tenant),
    )
    try:
        with unit_of_work(ports.tenant) as work:
            act = written(matter, recorded, NOTHING, beside)
            if along is None:
                append_and_commit(work, act)
            else:
                append(work, act)
                along(work, matter)
    except AlreadyDone:
        return _already(ports, actor, entry, key, said)
    prompt = next((e.event.prompt for e in recorded if hasattr(e.event, "prompt")), "")
    return Done(matter, tuple(recorded), created=True, prompt=prompt, notes=entry.notes)


def handle(
    ports: Ports,
    actor: Actor,
    ref: Ref,
    action: str,
    data: Mapping[str, Any],
    *,
    key: str = "",
    said: str = "",
    expected: int | None = None,
    photos: Sequence[AttachmentRow] = (),
    found: Loaded | None = None,
) -> Done:
    """Act on a standing matter.

    `found`: what `asked_first` gave when the request came in; it serves the first try.

    `expected`: the version the actor saw; another one raises LostRace at once. Without it a race that is lost is
    decided once more on the newer matter. Raises Refused (it is logged), NotFound, LostRace, and AlreadyDone when the
    key came with something else before, of which `said` is a hash.
    """

    def once(seen: Loaded | None) -> Done:
        texts = forms.Texts()
        command = forms.read(action, data, texts)
        beside = Beside(
            texts=tuple(texts.rows),
            persons=_sealed(ports, texts.persons),
            attachments=tuple(photos),
            notes=tuple(ports.ring.seal_note(ports.tenant, note) for note in texts.notes),
        )
        return act(
            ports, actor, ref, command, beside=beside, key=key, said=said, expected=expected, found=seen
        )

    return tried(ports, actor, ref, action, once, expected=expected, keyed=bool(key), found=found)


def tried(
    ports: Ports,
    actor: Actor,
    ref: Ref,
    action: str,
    once: Callable[[Loaded | None], Done],
    *,
    expected: int | None,
    keyed: bool = False,
    found: Loaded | None = None,
) -> Done:
    """Do an act, once more after a lost race unless a version was named; a refusal is noted in the access log.

    `keyed`: the race may have been lost to a repetition of the same act, which is then answered as such. `found`: what was
    found when the request came in; it serves the first try.
    """
    try:
        try:
            return once(found)
        except LostRace:
            if expected is not None and not keyed:
                raise
            return once(None)
    except Refused as refused:
        log_refusal(ports, actor, ref, action, refused)
        raise


def act(
    ports: Ports,
    actor: Actor,
    ref: Ref,
    command: Command,
    *,
    beside: Beside = NOTHING_BESIDE,
    key: str = "",
    said: str = "",
    expected: int | None = None,
    found: Loaded | None = None,
) -> Done:
    """One command on one matter: load unless it was `found` already, decide, append."""

    def decided(loaded: Loaded, standing: Matter) -> tuple[Matter, tuple[Recorded, ...]]:
        facts = replace(ports.facts(actor), officers=loaded.officers or frozenset())
        return carry_out(standing, (with_duty_line(ports, standing, command),), facts)

    officers_of = ports.county().units.police if type(command) in ASKS_FOR_OFFICERS else ()
    return decided_on(
        ports,
        actor,
        ref,
        decided,
        beside=beside,
        key=key,
        said=said,
        expected=expected,
        found=found,
        officers_of=officers_of,
    )


def decided_on(
    ports: Ports,
    actor: Actor,
    ref: Ref,
    decided: Callable[[Loaded, Matter], tuple[Matter, tuple[Recorded, ...]]],
    *,
    beside: Beside = NOTHING_BESIDE,
    key: str = "",
    said: str = "",
    expected: int | None = None,
    found: Loaded | None = None,
    officers_of: tuple[str, ...] = (),
) -> Done:
    """What is `decided` on one matter, appended as one act; nothing is written where nothing follows from it."""
    scope = _scope(actor, HANDLED)
    with unit_of_work(ports.tenant) as work:
        loaded = found
        if loaded is None or (officers_of and loaded.officers_of != officers_of):
            loaded = load(
                work,
                ref.id,
                code=ref.code,
                source=ref.source,
                idempotency=(scope, key) if key else None,
                officers_of=officers_of,
            )
        if loaded.matter is None:
            raise NotFound(ref)
        if loaded.answer is not None and loaded.answered == loaded.matter.id:
            _insist_on_the_same(loaded, said)
            return Done(loaded.matter, repeated=True, booked=_booked(loaded))
        if expected is not None and expected != loaded.version:
            raise LostRace(loaded.matter.id, loaded.version)
        matter, recorded = decided(loaded, loaded.matter)
        if not recorded:
            return Done(loaded.matter)
        if key:
            beside = replace(beside, answer=_answer(actor, key, said, matter, HANDLED))
        insist_on_free_time(work, loaded.matter, matter)
        append_and_commit(work, written(matter, recorded, loaded, beside))
    return Done(matter, tuple(recorded))


def key_of_act(ref: Ref, action: str, key: str) -> str:
    """One key may serve for several acts of one form: what it did is told apart by act and matter."""
    return f"{ref.code or ref.id}/{action}/{key}" if key else ""


def asked_first(
    person: str, ref: Ref, action: str, key: str, county: CountyDirectory | None
) -> tuple[str, dict[str, Any]]:
    """The query with which an act of somebody signed in begins, for a door that knows it before it knows the actor.

    `key` is one of `key_of_act`. `county`: as it was a moment ago; when it has changed, the act asks once more.
    """
    return asking(
        ref.id,
        code=ref.code,
        source=ref.source,
        idempotency=_asked(person, key),
        officers_of=county.units.police if county is not None and _asks_for_officers(action) else (),
    )


def find_first(work: UnitOfWork, ports: Ports, matter_id: str, action: str, key: str) -> Loaded:
    """What an act of a requester or a party begins with, for a door that has to know the matter before it acts."""
    return load(
        work,
        matter_id,
        idempotency=_asked(PUBLIC, key_of_act(Ref(id=matter_id), action, key)),
        officers_of=ports.county().units.police if _asks_for_officers(action) else (),
    )


def _asks_for_officers(action: str) -> bool:
    return action in forms.ACTIONS and forms.ACTIONS[action].command in ASKS_FOR_OFFICERS


def _asked(person: str, key: str) -> tuple[str, str] | None:
    return (_scope_of(person, HANDLED), key) if key else None


def carry_out(
    matter: Matter | None, commands: Sequence[Command], facts: Facts
) -> tuple[Matter, tuple[Recorded, ...]]:
    """Decide commands one after the other and evolve; all of it or, by Refused, nothing."""
    recorded: list[Recorded] = []
    for command in commands:
        for event in decide(matter, command, facts):
            seq = matter.version + 1 if matter is not None else 1
            recorded.append(Recorded(seq=seq, at=facts.now, actor=facts.actor, event=event))
            matter = evolve(matter, recorded[-1])
    if matter is None:
        raise ValueError("nothing was decided")
    return matter, tuple(recorded)


def written(
    matter: Matter, recorded: Sequence[Recorded], before: Loaded, beside: Beside = NOTHING_BESIDE
) -> Append:
    """The act as the ledger takes it; events with reactions are named for the worker."""
    reacts = frozenset(one.seq for one in recorded if react(matter, one.event))
    return Append(matter=matter, recorded=tuple(recorded), before=before, reacts=reacts, beside=beside)


def _sealed(ports: Ports, persons: Sequence[Person]) -> tuple[PersonRow, ...]:
    return tuple(ports.ring.seal(ports.tenant, p.party.id, p.party.role, p.values) for p in persons)


def log_refusal(ports: Ports, actor: Actor, ref: Ref, action: str, refused: Refused) -> None:
    """A refusal changes nothing but the audit (SCENARIO_FORMAT 3.4)."""
    with unit_of_work(ports.tenant) as work:
        matter_id = find_id(work, ref)
        result = f"refused:{refused.code.value}"
        note_access(work, actor, act=action, at=ports.now(), matter_id=matter_id, result=result)


def find_id(work: UnitOfWork, ref: Ref) -> str | None:
    """The id of a named matter, if it exists."""
    loaded = load(work, ref.id, code=ref.code, source=ref.source)
    return loaded.matter.id if loaded.matter is not None else None


def with_duty_line(ports: Ports, matter: Matter, command: Command) -> Command:
    """A dispatch to whom the duty directory proposes keeps the line and version that chose it."""
    if (
        not isinstance(command, Dispatch)
        or not command.lead
        or matter.category not in ports.county().categories
    ):
        return command
    choice = propose(ports.county(), matter.category, matter.place.area, at=ports.now())
    if choice.lead != command.lead:
        return replace(command, rule="person")
    return replace(command, line_id=choice.line_id, version=choice.version, rule=choice.rule.value)


def _tracking(ports: Ports, entry: Entry, matter_id: str) -> TrackingRow | None:
    """The way back for somebody who reports: by the QR secret, or by code with four digits or a PIN."""
    if entry.register.signal or entry.register.history:
        return None
    typed = entry.pin or "".join(c for c in entry.phone if c.isdigit())[-4:]
    return ports.ring.tracking(ports.tenant, matter_id, typed=typed)


def _scope(actor: Actor, kind: str) -> str:
    return _scope_of(actor.person if actor.post is not Post.CITIZEN else PUBLIC, kind)


def _scope_of(person: str, kind: str) -> str:
    return f"{kind}/{person}"


def _answer(actor: Actor, key: str, said: str, matter: Matter, kind: str) -> FirstAnswer:
    told = {"id": matter.id, "code": matter.code, "version": matter.version, "said": said}
    if matter.bookings:
        told["booked"] = len(matter.bookings)
    return FirstAnswer(scope=_scope(actor, kind), key=key, text=msgspec.json.encode(told).decode())


def _insist_on_the_same(loaded: Loaded, said: str) -> None:
    """A key that comes back with other words is not answered as if they had been taken."""
    first = msgspec.json.decode(loaded.answer or "{}").get("said", "")
    if first and said and first != said:
        raise AlreadyDone(loaded.answered)


def _booked(loaded: Loaded) -> int:
    """The number of the booking that the key made, if it made one."""
    return int(msgspec.json.decode(loaded.answer or "{}").get("booked", 0))


def _already(ports: Ports, actor: Actor, entry: Entry, key: str, said: str) -> Done:
    """The matter that the same key, or the same number of the source, made before."""
    register = entry.register
    with unit_of_work(ports.tenant) as work:
        if key:
            first = load(work, idempotency=(_scope(actor, REGISTERED), key))
            if first.answered is not None:
                _insist_on_the_same(first, said)
                if first.matter is not None:
                    return Done(first.matter, repeated=True)
        matter = load(work, source=(register.source_system, register.external_id)).matter
    if matter is None:
        raise LookupError("the write was done before, but its matter is gone")
    return Done(matter, repeated=True)
