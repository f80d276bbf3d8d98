"""What operators watch: how much waits, since when, and what was given up."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from fengqiao.ledger.connection import UnitOfWork

# Each part asks what a partial index holds, so that what was done long ago costs nothing.
BACKLOG: Final = """
SELECT (SELECT count(*) FROM ledger.outbox
         WHERE tenant = ledger.tenant() AND done_at IS NULL AND dead_at IS NULL),
       (SELECT min(created_at) FROM ledger.outbox
         WHERE tenant = ledger.tenant() AND done_at IS NULL AND dead_at IS NULL),
       (SELECT count(*) FROM ledger.outbox WHERE tenant = ledger.tenant() AND dead_at IS NOT NULL),
       (SELECT count(*) FROM ledger.delivery WHERE tenant = ledger.tenant() AND state = 'pending'),
       (SELECT min(created_at) FROM ledger.delivery WHERE tenant = ledger.tenant() AND state = 'pending'),
       (SELECT count(*) FROM ledger.delivery WHERE tenant = ledger.tenant() AND state = 'dead'),
       (SELECT count(*) FROM ledger.matter WHERE tenant = ledger.tenant() AND wake_at <= %(now)s),
       (SELECT min(wake_at) FROM ledger.matter WHERE tenant = ledger.tenant() AND wake_at <= %(now)s)
"""
CODES: Final = (
    "SELECT id, code FROM ledger.matter WHERE tenant = ledger.tenant() AND id = ANY(%(ids)s::uuid[])"
)


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits in a queue, since when the oldest waits, and how much was given up."""

    waiting: int
    oldest: datetime | None
    dead: int


@dataclass(frozen=True, slots=True)
class Backlog:
    """Events to react to, messages to send, and moments that have come and were not noted yet."""

    reactions: Queue
    messages: Queue
    moments: Queue


def backlog(work: UnitOfWork, *, now: datetime) -> Backlog:
    """How far the worker is behind, in one statement."""
    row = work.execute(BACKLOG, {"now": now}).fetchone()
    assert row is not None
    return Backlog(Queue(*row[:3]), Queue(*row[3:6]), Queue(row[6], row[7], 0))


def codes_of(work: UnitOfWork, ids: list[str]) -> dict[str, str]:
    """The codes of matters by id."""
    return {row[0]: row[1] for row in work.execute(CODES, {"ids": ids})} if ids else {}
