"""Appending: one statement writes the row, the events and everything beside them, or nothing (ARCHITECTURE section 1)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NoReturn

import msgspec
from psycopg import errors

from fengqiao.ledger.append_sql import PARTS, append_statement
from fengqiao.ledger.chain import link
from fengqiao.ledger.connection import UnitOfWork
from fengqiao.ledger.records import NOTHING_BESIDE, Beside
from fengqiao.ledger.rows import order_rows, registration_row, row_of
from fengqiao.ledger.snapshots import packed, remember
from fengqiao.ledger.store import NOTHING, Loaded
from fengqiao.ledger.stored_events import stored
from fengqiao.matters.events.intake import MatterRegistered
from fengqiao.matters.matter import Matter
from fengqiao.matters.recorded import Recorded

Rows = dict[str, list[dict[str, Any]]]

VERSION: Final = "SELECT version FROM ledger.matter WHERE tenant = ledger.tenant() AND id = %(id)s::uuid"
_to_json = msgspec.json.Encoder().encode


class LostRace(Exception):  # noqa: N818  it names what happened
    """Somebody else was faster: the matter stands at `version` now (0: there is no such matter)."""

    def __init__(self, matter_id: str, version: int) -> None:
        super().__init__(f"matter {matter_id} stands at version {version}")
        self.matter_id = matter_id
        self.version = version


class AlreadyDone(Exception):  # noqa: N818  it names what happened
    """This was written before, under the same idempotency key or number of the source: load it again."""


@dataclass(frozen=True, slots=True)
class Append:
    """An act to be written: the matter after it, its events, what it was decided on, and what comes along.

    `reacts`: the seqs of the events that the worker must look at.
    """

    matter: Matter
    recorded: tuple[Recorded, ...]
    before: Loaded = NOTHING
    reacts: Collection[int] = ()
    beside: Beside = NOTHING_BESIDE


def append_and_commit(work: UnitOfWork, act: Append) -> None:
    """Write one act that ends its unit of work: the commit travels with it. Raises as `append` does.

    An act that comes too late writes nothing, so what was committed then is nothing.
    """
    if act.matter.id not in _write(work, (act,), last=True):
        _too_late(work, act)


def append(work: UnitOfWork, *acts: Append) -> None:
    """Write one act, or several that belong together, in one statement.

    LostRace when a matter is not at the version that was decided on; AlreadyDone when the source's number or the
    idempotency key is taken. Either spoils the unit of work: nothing of it is kept. ValueError for events that do not
    follow on what was loaded.
    """
    written = _write(work, acts)
    late = next((act for act in acts if act.matter.id not in written), None)
    if late is not None:
        _too_late(work, late)


def append_many(work: UnitOfWork, acts: Sequence[Append]) -> frozenset[str]:
    """Write many registrations in one statement; gives the ids written, the others' source numbers were taken.

    A few hundred at a time are best. AlreadyDone when an idempotency key was taken: then nothing is kept.
    """
    if any(act.before.matter is not None for act in acts):
        raise ValueError("only registrations are written in bulk")
    return _write(work, acts) if acts else frozenset()


def _too_late(work: UnitOfWork, act: Append) -> NoReturn:
    """Say why an act was not written; the unit of work keeps nothing more."""
    if act.before.matter is None:
        work.spoilt = True
        raise AlreadyDone(act.matter.id)
    version = version_of(work, act.matter.id)
    work.spoilt = True
    raise LostRace(act.matter.id, version)


def version_of(work: UnitOfWork, matter_id: str) -> int:
    """At which version a matter stands now; 0 when there is none."""
    row = work.execute(VERSION, {"id": matter_id}).fetchone()
    return row[0] if row is not None else 0


def _write(work: UnitOfWork, acts: Sequence[Append], *, last: bool = False) -> frozenset[str]:
    rows: Rows = {part: [] for part in PARTS}
    for act in acts:
        _add_matter(rows, act, tenant=work.tenant)
        _add_beside(rows, act.matter.id, act.beside, act.recorded[-1])
    given = {part: _to_json(each).decode() for part, each in rows.items() if each}
    statement = append_statement(tuple(given), many=len(acts) > 1)
    try:
        return frozenset(row[0] for row in work.execute_raw(statement, list(given.values()), last=last))
    except errors.UniqueViolation as error:
        if error.diag.constraint_name == "idempotency_pkey":
            raise AlreadyDone(str(error)) from error
        raise


def _add_matter(rows: Rows, act: Append, *, tenant: str) -> None:
    """The row, the events with their hashes, what reacts, and the orders that are not as they were."""
    matter, before = act.matter, act.before
    seqs = [each.seq for each in act.recorded]
    if not seqs or seqs != list(range(before.version + 1, matter.version + 1)):
        raise ValueError(f"events {seqs} do not lead from version {before.version} to {matter.version}")
    head = before.head_hash
    for recorded in act.recorded:
        entry = stored(recorded)
        head = link(head, entry, tenant=tenant, matter_id=matter.id)
        rows["events"].append({"matter_id": matter.id, "hash": head, **_columns(entry)})
        if recorded.seq in act.reacts:
            at = {"created_at": recorded.at, "next_at": recorded.at}
            rows["reacting"].append({"matter_id": matter.id, "seq": recorded.seq, "kind": entry.kind, **at})
    row = {**row_of(matter), "head_hash": head, "snapshot": packed(matter)}
    if before.matter is None:
        first = act.recorded[0].event
        if not isinstance(first, MatterRegistered):
            raise ValueError("a matter begins with its registration")
        rows["new"].append({**row, **registration_row(first)})
    else:
        rows["old"].append({**row, "expected": before.version})
        remember(row["snapshot"], matter)
    stood = order_rows(before.matter) if before.matter is not None else []
    rows["orders"] += [order for order in order_rows(matter) if order not in stood]


def _add_beside(rows: Rows, matter_id: str, beside: Beside, last: Recorded) -> None:
    of = {"matter_id": matter_id}
    rows["texts"] += [{**of, **_columns(text)} for text in beside.texts]
    rows["persons"] += [{**of, **_columns(person)} for person in beside.persons]
    rows["notes"] += [{**of, **_columns(note)} for note in beside.notes]
    rows["signatures"] += [{**of, **_columns(signature)} for signature in beside.signatures]
    rows["drawn"] += [{**of, **_columns(file)} for file in beside.drawn]
    added = {"event_seq": last.seq, "added_at": last.at}
    rows["attachments"] += [{**of, **_columns(file), **added} for file in beside.attachments]
    if beside.tracking is not None:
        rows["tracking"].append({**of, **_columns(beside.tracking)})
    if beside.answer is not None:
        answer = beside.answer
        rows["answers"].append(
            {**of, "scope": answer.scope, "key": answer.key, "answer": answer.text, "at": last.at}
        )
    if beside.words:
        rows["words"].append({**of, "tokens": beside.words})
    if beside.suggestion is not None:
        note = {**of, **_columns(beside.suggestion)}
        rows["suggestions"].append({**note, "suggestions": msgspec.Raw(note["suggestions"].encode())})


def _columns(record: Any) -> Mapping[str, Any]:
    """The fields of a flat record."""
    return {name: getattr(record, name) for name in record.__slots__}
