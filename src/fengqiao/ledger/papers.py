"""Numbered papers: one for each event and template, numbered without a gap within its series.

The number is taken in the transaction that writes the row, so a paper that is not made uses up no number; a paper that
is void keeps its own.
"""
# ruff: noqa: S608 -- composed of constants, values come as parameters only

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from fengqiao.ledger.access import log_entry, logged_with
from fengqiao.ledger.connection import UnitOfWork
from fengqiao.ledger.ids import is_uuid, uuid7
from fengqiao.ledger.store import OWN_COLUMNS, Along
from fengqiao.ledger.trips import Row
from fengqiao.matters.papers import number_in
from fengqiao.people.actors import Actor


@dataclass(frozen=True, slots=True)
class Paper:
    """A document record; its PDF and DOCX are made from it."""

    id: str
    template: str
    number: str
    version: int
    event_seq: int
    recipients: tuple[str, ...]
    copies: tuple[str, ...]
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Found:
    """A paper by its id: of which matter and event it is, who issued it, and which of its issues are printed."""

    paper: Paper
    matter_id: str
    unit: str
    void: bool
    printed: tuple[int, ...]


MADE: Final = (
    "SELECT 1 FROM ledger.document WHERE tenant = ledger.tenant()"
    " AND matter_id = %(matter)s AND event_seq = %(seq)s AND template = %(template)s"
)
NUMBER: Final = (
    "INSERT INTO ledger.counter AS c (tenant, name, n) VALUES (ledger.tenant(), %(name)s, 1)"
    " ON CONFLICT (tenant, name) DO UPDATE SET n = c.n + 1 RETURNING n"
)
INSERT: Final = """
WITH made AS (
    INSERT INTO ledger.document (tenant, id, matter_id, event_seq, version, template, template_version, number,
                                 recipients, copies, made_at, unit, series, n)
    SELECT ledger.tenant(), %(id)s, %(matter)s, %(seq)s,
           (SELECT count(*) + 1 FROM ledger.document WHERE tenant = ledger.tenant() AND matter_id = %(matter)s
               AND template = %(template)s AND event_seq < %(seq)s),
           %(template)s, %(template_version)s, %(number)s, %(recipients)s, %(copies)s, %(at)s, %(unit)s,
           %(series)s, %(n)s
    RETURNING tenant, id
)
INSERT INTO ledger.printing (tenant, document_id, issue, asked_at, next_at)
SELECT tenant, id, 1, %(at)s, %(at)s FROM made
"""
LIST: Final = (
    "SELECT id, template, number, version, event_seq, recipients, copies, made_at FROM ledger.document"
    " WHERE tenant = ledger.tenant() AND matter_id = %(matter)s ORDER BY event_seq, template"
)
_FOUND: Final = (
    "d.id, d.template, d.number, d.version, d.event_seq, d.recipients, d.copies, d.made_at, d.matter_id, d.unit,"
    " EXISTS (SELECT FROM ledger.void AS v WHERE v.tenant = d.tenant AND v.document_id = d.id),"
    " ARRAY(SELECT p.issue FROM ledger.printing AS p WHERE p.tenant = d.tenant AND p.document_id = d.id"
    " AND p.printed_at IS NOT NULL ORDER BY p.issue)"
)
FIND: Final = (
    f"SELECT {_FOUND} FROM ledger.document AS d WHERE d.tenant = ledger.tenant() AND d.id = %(id)s::uuid"
)
VOID: Final = (
    """
WITH made AS (
    INSERT INTO ledger.void (tenant, document_id, at, person, unit, reason)
    VALUES (ledger.tenant(), %(id)s, %(at)s, %(person)s, %(unit)s, %(reason)s) ON CONFLICT DO NOTHING RETURNING 1
), """
    + logged_with("made")
    + "SELECT 1"
)
RECEIVE: Final = (
    "INSERT INTO ledger.receipt (tenant, document_id, issue, recipient, way, at, person, unit)"
    " VALUES (ledger.tenant(), %(id)s, %(issue)s, %(recipient)s, %(way)s, %(at)s, %(person)s, %(unit)s)"
    " ON CONFLICT DO NOTHING"
)


def make_paper(
    work: UnitOfWork,
    *,
    matter_id: str,
    seq: int,
    template: str,
    template_version: str,
    unit: str,
    series: str,
    recipients: Sequence[str],
    copies: Sequence[str],
    at: datetime,
) -> bool:
    """Make the paper of an event, once, with the next number of its series, and ask for its printing.

    Its version is counted per matter. False if it stands.
    """
    key = {"matter": matter_id, "seq": seq, "template": template}
    if work.execute(MADE, key).fetchone() is not None:
        return False
    row = work.execute(NUMBER, {"name": f"paper/{series}"}).fetchone()
    assert row is not None
    work.execute(
        INSERT,
        key
        | {
            "id": uuid7(),
            "template_version": template_version,
            "number": number_in(series, row[0]),
            "series": series,
            "n": row[0],
            "unit": unit,
            "recipients": list(recipients),
            "copies": list(copies),
            "at": at,
        },
    )
    return True


def papers_of(work: UnitOfWork, matter_id: str) -> tuple[Paper, ...]:
    """The papers of a matter, in the order they were made."""
    return tuple(_paper(row) for row in work.execute(LIST, {"matter": matter_id}).fetchall())


def find_paper(work: UnitOfWork, document_id: str) -> Found | None:
    """One paper by its id."""
    row = work.execute(FIND, {"id": document_id}).fetchone()
    return None if row is None else _found(row)


def along(document_id: str) -> Along | None:
    """What asks for a paper together with its matter; None for what is no id."""
    if not is_uuid(document_id):
        return None
    join = (
        "LEFT JOIN ledger.document AS d"
        " ON d.tenant = ledger.tenant() AND d.id = %(document)s::uuid AND d.matter_id = m.id"
    )
    return Along(_FOUND, join, {"document": document_id})


def came_along(row: Row) -> Found | None:
    """The paper that was asked for together with its matter, if it is one of its."""
    found = row[OWN_COLUMNS:]
    return _found(found) if found and found[0] is not None else None


def make_void(
    work: UnitOfWork, document_id: str, *, matter_id: str, actor: Actor, reason: str, at: datetime
) -> None:
    """A paper does not count any more, with a trace; its number is not used again. Once more changes nothing."""
    row = {"id": document_id, "at": at, "person": actor.person, "unit": actor.unit, "reason": reason}
    entry = log_entry(
        work.tenant, actor, act="void_paper", at=at, matter_id=matter_id, subject=document_id, purpose=reason,
        result="done",
    )  # fmt: skip
    work.execute(VOID, row | entry)


def note_receipt(
    work: UnitOfWork, document_id: str, issue: int, *, recipient: str, way: str, actor: Actor, at: datetime
) -> bool:
    """Somebody got an issue of a paper; False when that was noted before, which stays as it is."""
    row = {"id": document_id, "issue": issue, "recipient": recipient, "way": way, "at": at}
    return work.execute(RECEIVE, row | {"person": actor.person, "unit": actor.unit}).rowcount == 1


def _found(row: Row) -> Found:
    return Found(_paper(row), matter_id=row[8], unit=row[9], void=row[10], printed=tuple(row[11]))


def _paper(row: tuple[Any, ...]) -> Paper:
    identifier, template, number, version, seq, recipients, copies, made_at = row[:8]
    return Paper(identifier, template, number, version, seq, tuple(recipients), tuple(copies), made_at)
