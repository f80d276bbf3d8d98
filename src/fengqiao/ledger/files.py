"""Uploaded files: named by a keyed hash, counted by their uses; a file that nothing uses may go after a day.

The bytes stand in the file gateway. A file's row is written when the upload is complete, its uses with the acts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from fengqiao.ledger.connection import UnitOfWork

KEEP: Final = """
INSERT INTO ledger.file AS f (tenant, name, size, mime, key_id, uses, created_at)
VALUES (ledger.tenant(), %(name)s, %(size)s, %(mime)s, %(key_id)s, 0, %(at)s)
ON CONFLICT (tenant, name) DO UPDATE
   SET created_at = greatest(f.created_at, excluded.created_at), key_id = excluded.key_id
"""
KNOWN: Final = "SELECT name FROM ledger.file WHERE tenant = ledger.tenant() AND name = ANY(%(names)s)"
OF_MATTER: Final = """
SELECT a.id, a.file_name, a.kind, a.event_seq, a.added_at, f.size, f.mime, f.key_id
  FROM ledger.attachment AS a JOIN ledger.file AS f ON f.tenant = a.tenant AND f.name = a.file_name
 WHERE a.tenant = ledger.tenant() AND a.matter_id = %(matter_id)s::uuid ORDER BY a.event_seq, a.id
"""
ONE: Final = """
SELECT a.matter_id, a.file_name, a.kind, f.size, f.mime, f.key_id
  FROM ledger.attachment AS a JOIN ledger.file AS f ON f.tenant = a.tenant AND f.name = a.file_name
 WHERE a.tenant = ledger.tenant() AND a.id = %(id)s::uuid
"""
DETACH: Final = """
WITH gone AS (DELETE FROM ledger.attachment WHERE tenant = ledger.tenant() AND id = %(id)s::uuid RETURNING file_name)
UPDATE ledger.file AS f SET uses = f.uses - 1 FROM gone WHERE f.tenant = ledger.tenant() AND f.name = gone.file_name
"""
MANY_UNUSED: Final = """
SELECT count(*) >= %(most)s FROM (
    SELECT FROM ledger.file WHERE tenant = ledger.tenant() AND uses = 0 LIMIT %(most)s) AS unused
"""
UNUSED: Final = """
DELETE FROM ledger.file WHERE (tenant, name) IN (
    SELECT tenant, name FROM ledger.file
     WHERE tenant = ledger.tenant() AND uses = 0 AND created_at < %(before)s
     ORDER BY created_at LIMIT %(most)s FOR UPDATE SKIP LOCKED)
RETURNING name
"""


@dataclass(frozen=True, slots=True)
class Attached:
    """A file of a matter; `key_id` is "" for a file that is not encrypted."""

    id: str
    file_name: str
    kind: str
    event_seq: int
    added_at: datetime
    size: int
    mime: str
    key_id: str


@dataclass(frozen=True, slots=True)
class Found:
    """Where one attachment belongs and how its file is read."""

    matter_id: str
    file_name: str
    kind: str
    size: int
    mime: str
    key_id: str


def keep(work: UnitOfWork, name: str, *, size: int, mime: str, at: datetime, key_id: str = "") -> None:
    """Write down a complete upload; the same content again starts its day of grace anew, under the key it has now."""
    work.execute(KEEP, {"name": name, "size": size, "mime": mime, "key_id": key_id, "at": at})


def known(work: UnitOfWork, names: Sequence[str]) -> frozenset[str]:
    """Which of these names stand for complete uploads."""
    return frozenset(row[0] for row in work.execute(KNOWN, {"names": list(names)}))


def many_unused(work: UnitOfWork, *, most: int) -> bool:
    """Whether so many uploads wait for their first use."""
    row = work.execute(MANY_UNUSED, {"most": most}).fetchone()
    return row is not None and bool(row[0])


def of_matter(work: UnitOfWork, matter_id: str) -> list[Attached]:
    """The files of a matter, in the order in which they came."""
    return [Attached(*row) for row in work.execute(OF_MATTER, {"matter_id": matter_id})]


def find(work: UnitOfWork, attachment_id: str) -> Found | None:
    """One attachment by its id."""
    row = work.execute(ONE, {"id": attachment_id}).fetchone()
    return None if row is None else Found(*row)


def detach(work: UnitOfWork, attachment_id: str) -> None:
    """End one use of a file."""
    work.execute(DETACH, {"id": attachment_id})


def drop_unused(work: UnitOfWork, *, before: datetime, most: int = 200) -> list[str]:
    """Forget files that nothing uses since before a moment; gives the names whose bytes may now be deleted."""
    return [row[0] for row in work.execute(UNUSED, {"before": before, "most": most})]
