"""Notes for the next shift of a post at a unit: one stands open, those that were read are kept for a while."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from fengqiao.ledger.connection import UnitOfWork
from fengqiao.ledger.ids import uuid7

KEEP: Final = timedelta(days=30)
"""How long a note is kept after it was read, or after it was written last when nobody read it."""

PAST: Final = 10
_OF_POST: Final = "h.tenant = ledger.tenant() AND h.unit = %(unit)s AND h.post = %(post)s"
_COLUMNS: Final = "h.id::text, h.version, h.words, h.codes, h.written_by, h.written_at, h.acknowledged_at"
STANDING: Final = f"""
(SELECT {_COLUMNS} FROM ledger.handover AS h WHERE {_OF_POST} AND h.acknowledged_at IS NULL)
UNION ALL
(SELECT {_COLUMNS} FROM ledger.handover AS h WHERE {_OF_POST} AND h.acknowledged_at IS NOT NULL
  ORDER BY h.acknowledged_at DESC LIMIT {PAST})
"""  # noqa: S608
BEGIN: Final = """
INSERT INTO ledger.handover (tenant, id, unit, post, words, codes, written_by, written_at)
VALUES (ledger.tenant(), %(id)s, %(unit)s, %(post)s, %(words)s, %(codes)s, %(by)s, %(at)s)
ON CONFLICT (tenant, unit, post) WHERE acknowledged_at IS NULL DO NOTHING RETURNING id
"""
CHANGE: Final = f"""
UPDATE ledger.handover AS h
   SET version = h.version + 1, words = %(words)s, codes = %(codes)s, written_by = %(by)s, written_at = %(at)s
 WHERE {_OF_POST} AND h.acknowledged_at IS NULL AND h.version = %(version)s RETURNING h.id
"""  # noqa: S608
ACKNOWLEDGE: Final = f"""
UPDATE ledger.handover AS h SET acknowledged_at = %(at)s
 WHERE {_OF_POST} AND h.acknowledged_at IS NULL AND h.version = %(version)s RETURNING h.id
"""  # noqa: S608
FORGET: Final = (
    "DELETE FROM ledger.handover WHERE tenant = ledger.tenant()"
    " AND coalesce(acknowledged_at, written_at) < %(before)s"
)


class NoteChanged(Exception):  # noqa: N818  it names what happened
    """Somebody else wrote, or took over, since the note was read."""


@dataclass(frozen=True, slots=True)
class HandoverNote:
    """A note: words, the codes of matters, who wrote it last and when, and when it was read (None: it is open)."""

    id: str
    version: int
    words: str
    codes: Sequence[str]
    written_by: str
    written_at: datetime
    acknowledged_at: datetime | None


def standing(work: UnitOfWork, unit: str, post: str) -> tuple[HandoverNote | None, list[HandoverNote]]:
    """The open note of a post at a unit, and the last ones that were read, in one statement."""
    notes = [HandoverNote(*row) for row in work.execute(STANDING, {"unit": unit, "post": post})]
    past = [note for note in notes if note.acknowledged_at is not None]
    return next((note for note in notes if note.acknowledged_at is None), None), past


def write(
    work: UnitOfWork,
    unit: str,
    post: str,
    *,
    version: int,
    words: str,
    codes: Sequence[str],
    by: str,
    at: datetime,
) -> None:
    """Begin a note (version 0) or change the open one; NoteChanged when another one stands."""
    said: dict[str, Any] = {
        "id": uuid7(), "unit": unit, "post": post, "version": version, "words": words, "codes": list(codes), "by": by,
        "at": at,
    }  # fmt: skip
    if work.execute(CHANGE if version else BEGIN, said).fetchone() is None:
        raise NoteChanged


def acknowledge(work: UnitOfWork, unit: str, post: str, *, version: int, at: datetime) -> None:
    """Take over: the note as it was read is closed; NoteChanged when another one stands."""
    said = {"unit": unit, "post": post, "version": version, "at": at}
    if work.execute(ACKNOWLEDGE, said).fetchone() is None:
        raise NoteChanged


def forget_notes(work: UnitOfWork, *, before: datetime) -> int:
    """Delete what is no longer kept; gives how many went."""
    return work.execute(FORGET, {"before": before}).rowcount
