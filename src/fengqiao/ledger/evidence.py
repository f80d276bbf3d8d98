"""Files brought as proof of a matter: whose, by whom, and whether the others may see them yet.

A file's bytes and its row (`ledger.file`) are there before; this counts it as used, so that it is not cleared away.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from fengqiao.ledger.connection import UnitOfWork
from fengqiao.ledger.ids import uuid7
from fengqiao.ledger.sealed import KeyRing

# The same file of the same party in the same matter stands once, however often it is sent.
ADD: Final = """
WITH added AS (
    INSERT INTO sealed.evidence (tenant, id, matter_id, party_id, file_name, pages, key_id, title, added_at, added_by,
                                 added_post)
    VALUES (ledger.tenant(), %(id)s::uuid, %(matter_id)s::uuid, %(party)s, %(file)s, %(pages)s, %(key_id)s, %(title)s,
            %(at)s, %(by)s, %(post)s)
    ON CONFLICT ON CONSTRAINT evidence_once DO NOTHING RETURNING id, file_name
), counted AS (
    UPDATE ledger.file AS f SET uses = f.uses + 1 FROM added WHERE f.tenant = ledger.tenant() AND f.name = added.file_name
)
SELECT id FROM added
UNION ALL
SELECT id FROM sealed.evidence WHERE tenant = ledger.tenant() AND matter_id = %(matter_id)s::uuid
   AND party_id = %(party)s AND file_name = %(file)s
"""
COUNT: Final = (
    "SELECT count(*) FROM sealed.evidence WHERE tenant = ledger.tenant() AND matter_id = %(matter_id)s::uuid"
    " AND (%(party)s::text IS NULL OR party_id = %(party)s)"
)
_COLUMNS: Final = """
SELECT e.id, e.matter_id, e.party_id, e.file_name, e.pages, e.key_id, e.title, e.added_at, e.added_by, e.added_post,
       e.shared_at, f.size, f.mime, f.key_id AS file_key, coalesce(r.state, '') AS reading
  FROM sealed.evidence AS e JOIN ledger.file AS f ON f.tenant = e.tenant AND f.name = e.file_name
  LEFT JOIN sealed.evidence_reading AS r ON r.tenant = e.tenant AND r.evidence_id = e.id
 WHERE e.tenant = ledger.tenant() AND """
OF_MATTER: Final = _COLUMNS + "e.matter_id = %(matter_id)s::uuid ORDER BY e.added_at, e.id"
ONE: Final = _COLUMNS + "e.id = %(id)s::uuid"
SHARE: Final = (
    "UPDATE sealed.evidence SET shared_at = %(at)s, shared_by = %(by)s"
    " WHERE tenant = ledger.tenant() AND id = %(id)s::uuid AND shared_at IS NULL"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence. `party` is "" for what belongs to no party; `reading` is the state of its reading, or ""."""

    id: str
    matter_id: str
    party: str
    file_name: str
    pages: int
    title: str
    added_at: datetime
    added_by: str
    added_post: str
    shared_at: datetime | None
    size: int
    mime: str
    file_key: str
    reading: str


def add(
    work: UnitOfWork,
    ring: KeyRing,
    *,
    matter_id: str,
    party: str,
    file_name: str,
    pages: int,
    title: str,
    at: datetime,
    by: str,
    post: str,
) -> str:
    """Write down a piece of evidence; gives its id, or that of the piece which stands already."""
    values = {
        "id": (new := uuid7()),
        "matter_id": matter_id,
        "party": party,
        "file": file_name,
        "pages": pages,
        "key_id": ring.current.id,
        "title": ring.encrypt(title.encode(), bound_to=_bound(matter_id, file_name)),
        "at": at,
        "by": by,
        "post": post,
    }
    row = work.execute(ADD, values).fetchone()
    return str(row[0]) if row is not None else new


def count(work: UnitOfWork, matter_id: str, *, party: str | None = None) -> int:
    """How many pieces a matter has, or only one party of it."""
    row = work.execute(COUNT, {"matter_id": matter_id, "party": party}).fetchone()
    return int(row[0]) if row is not None else 0


def of_matter(work: UnitOfWork, ring: KeyRing, matter_id: str) -> list[Piece]:
    """All pieces of a matter, as they came; who may see which is asked elsewhere."""
    return [_piece(ring, row) for row in work.execute(OF_MATTER, {"matter_id": matter_id})]


def find(work: UnitOfWork, ring: KeyRing, evidence_id: str) -> Piece | None:
    """One piece by its id."""
    row = work.execute(ONE, {"id": evidence_id}).fetchone()
    return None if row is None else _piece(ring, row)


def share(work: UnitOfWork, evidence_id: str, *, at: datetime, by: str) -> None:
    """From now on the others see it, too; doing it again changes nothing."""
    work.execute(SHARE, {"id": evidence_id, "at": at, "by": by})


def _piece(ring: KeyRing, row: Any) -> Piece:
    matter_id, file_name = str(row[1]), row[3]
    title = ring.decrypt(bytes(row[6]), key_id=row[5], bound_to=_bound(matter_id, file_name)).decode()
    return Piece(str(row[0]), matter_id, row[2], file_name, row[4], title, *row[7:])


def _bound(matter_id: str, file_name: str) -> str:
    return f"evidence|{matter_id}|{file_name}"
