"""What a machine read in a piece of evidence: asked for by a person, claimed by a worker, kept as an encrypted draft."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from fengqiao.ledger.connection import UnitOfWork
from fengqiao.ledger.sealed import KeyRing

LEASE: Final = timedelta(minutes=10)
"""So long a worker may read one file; a worker that died has its file taken over after that."""
MOST_TRIES: Final = 2
"""A file that killed its worker twice is given up, until a person asks again."""

ASK: Final = """
WITH asked AS (
INSERT INTO sealed.evidence_reading AS r (tenant, evidence_id, state, asked_at, asked_by, due_at)
VALUES (ledger.tenant(), %(id)s::uuid, 'asked', %(at)s, %(by)s, %(at)s)
ON CONFLICT (tenant, evidence_id) DO UPDATE
   SET state = 'asked', asked_at = excluded.asked_at, asked_by = excluded.asked_by, due_at = excluded.due_at, tries = 0,
       ended_at = NULL, fault = '', pages = 0, key_id = '', draft = NULL
 WHERE r.state NOT IN ('asked', 'reading')
RETURNING state, asked_at
)
SELECT state, asked_at FROM asked
UNION ALL
SELECT state, asked_at FROM sealed.evidence_reading
 WHERE tenant = ledger.tenant() AND evidence_id = %(id)s::uuid AND NOT EXISTS (SELECT FROM asked)
"""
CLAIM: Final = """
UPDATE sealed.evidence_reading AS r SET state = 'reading', tries = r.tries + 1, due_at = %(lease)s
 WHERE r.tenant = ledger.tenant() AND r.evidence_id = (
    SELECT w.evidence_id FROM sealed.evidence_reading AS w
     WHERE w.tenant = ledger.tenant() AND w.due_at <= %(now)s
     ORDER BY w.due_at LIMIT 1 FOR UPDATE SKIP LOCKED)
RETURNING r.evidence_id, r.tries
"""
# Only whoever holds the claim ends it: a worker that comes too late finds another try counted.
END: Final = """
UPDATE sealed.evidence_reading SET state = %(state)s, due_at = NULL, ended_at = %(at)s, fault = %(fault)s,
       pages = %(pages)s, key_id = %(key_id)s, draft = %(draft)s
 WHERE tenant = ledger.tenant() AND evidence_id = %(id)s::uuid AND state = 'reading' AND tries = %(tries)s
"""
ONE: Final = (
    "SELECT state, asked_at, ended_at, fault, pages, key_id, draft FROM sealed.evidence_reading"
    " WHERE tenant = ledger.tenant() AND evidence_id = %(id)s::uuid"
)


@dataclass(frozen=True, slots=True)
class Claimed:
    """A file to read: the piece of evidence, and which try this is."""

    evidence_id: str
    tries: int


@dataclass(frozen=True, slots=True)
class Reading:
    """How a reading stands: asked, reading, read (with its draft), blank, or failed (with its fault)."""

    state: str
    asked_at: datetime
    ended_at: datetime | None
    fault: str
    pages: int
    draft: str


def ask(work: UnitOfWork, evidence_id: str, *, at: datetime, by: str) -> Reading:
    """Ask for a file to be read, also anew; one that is asked for already stays as it is. Gives how it stands now."""
    row = work.execute(ASK, {"id": evidence_id, "at": at, "by": by}).fetchone()
    state, asked_at = row if row is not None else ("asked", at)  # somebody else asked in the same moment
    return Reading(state, asked_at, None, "", 0, "")


def claim(work: UnitOfWork, *, now: datetime) -> Claimed | None:
    """Take the file that has waited longest, for as long as the lease."""
    row = work.execute(CLAIM, {"now": now, "lease": now + LEASE}).fetchone()
    return None if row is None else Claimed(str(row[0]), row[1])


def end_read(work: UnitOfWork, ring: KeyRing, one: Claimed, draft: str, *, pages: int, at: datetime) -> None:
    """Keep what was read; without a character the page is blank."""
    sealed = ring.encrypt(draft.encode(), bound_to=_bound(one.evidence_id)) if draft else None
    values = {
        "state": "read" if draft else "blank",
        "draft": sealed,
        "key_id": ring.current.id if draft else "",
    }
    work.execute(
        END, {"id": one.evidence_id, "tries": one.tries, "at": at, "fault": "", "pages": pages} | values
    )


def end_failed(work: UnitOfWork, one: Claimed, fault: str, *, at: datetime) -> None:
    """Say that nothing came of it, and why; a person may ask again."""
    values = {"state": "failed", "draft": None, "key_id": "", "pages": 0, "fault": fault}
    work.execute(END, {"id": one.evidence_id, "tries": one.tries, "at": at} | values)


def find(work: UnitOfWork, ring: KeyRing, evidence_id: str) -> Reading | None:
    """How the reading of a piece of evidence stands; None when nobody asked."""
    row = work.execute(ONE, {"id": evidence_id}).fetchone()
    if row is None:
        return None
    state, asked_at, ended_at, fault, pages, key_id, draft = row
    text = (
        ring.decrypt(bytes(draft), key_id=key_id, bound_to=_bound(evidence_id)).decode()
        if draft is not None
        else ""
    )
    return Reading(state, asked_at, ended_at, fault, pages, text)


def _bound(evidence_id: str) -> str:
    return f"evidence-reading|{evidence_id}"
