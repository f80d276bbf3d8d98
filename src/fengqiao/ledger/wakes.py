"""Matters whose next moment has come: claimed for a while by a worker, so that a killed one's claim runs out."""

from datetime import datetime, timedelta
from typing import Final

from fengqiao.ledger.connection import UnitOfWork
from fengqiao.ledger.outbox import LEASE

CLAIM: Final = """
WITH due AS MATERIALIZED (
    SELECT id FROM ledger.matter
     WHERE tenant = ledger.tenant() AND wake_at <= %(now)s
       AND (leased_until IS NULL OR leased_until <= %(now)s)
     ORDER BY wake_at LIMIT %(most)s FOR NO KEY UPDATE SKIP LOCKED
)
UPDATE ledger.matter AS m SET leased_until = %(leased)s FROM due
 WHERE m.tenant = ledger.tenant() AND m.id = due.id
RETURNING m.wake_at, m.id
"""
SETTLE: Final = """
UPDATE ledger.matter SET wake_at = %(wake_at)s, leased_until = NULL
 WHERE tenant = ledger.tenant() AND id = %(id)s::uuid AND version = %(version)s
"""
NEXT: Final = "SELECT min(wake_at) FROM ledger.matter WHERE tenant = ledger.tenant() AND wake_at IS NOT NULL"


def claim(work: UnitOfWork, *, now: datetime, most: int = 50, lease: timedelta = LEASE) -> list[str]:
    """Take matters whose moment has come, the longest waiting first; an append to a matter ends its claim."""
    rows = work.execute(CLAIM, {"now": now, "leased": now + lease, "most": most}).fetchall()
    return [matter_id for _, matter_id in sorted(rows)]


def settle(work: UnitOfWork, matter_id: str, *, version: int, wake_at: datetime | None) -> None:
    """Set the next moment of a matter in which nothing had to be noted; a matter that moved on keeps its own."""
    work.execute(SETTLE, {"id": matter_id, "version": version, "wake_at": wake_at})


def next_moment(work: UnitOfWork) -> datetime | None:
    """The earliest moment that a matter of the county waits for: a virtual clock goes there."""
    row = work.execute(NEXT).fetchone()
    return row[0] if row is not None else None
