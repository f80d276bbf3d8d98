"""The outbox: events that have reactions, claimed by workers, carried out at least once, in the order they happened.

A claim moves `next_at` past its lease, so what a killed worker held comes again. An event waits while an earlier one
of its matter is held or put off, and comes along with it otherwise: what a lease moved behind in the queue is not
overtaken. A dead one lets the others pass.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from fengqiao.ledger.connection import UnitOfWork

LEASE: Final = timedelta(seconds=60)
MOST_ATTEMPTS: Final = 12
LONGEST_WAIT: Final = timedelta(hours=1)

CLAIM: Final = """
WITH first AS MATERIALIZED (
    SELECT c.matter_id, c.seq FROM ledger.outbox AS c
     WHERE c.tenant = ledger.tenant() AND c.next_at <= %(now)s AND c.done_at IS NULL AND c.dead_at IS NULL
       AND NOT EXISTS (SELECT FROM ledger.outbox AS e
                        WHERE e.tenant = c.tenant AND e.matter_id = c.matter_id AND e.seq < c.seq
                          AND e.done_at IS NULL AND e.dead_at IS NULL)
     ORDER BY c.next_at, c.matter_id, c.seq LIMIT %(most)s FOR UPDATE SKIP LOCKED
)
UPDATE ledger.outbox AS o SET next_at = %(leased)s, attempts = o.attempts + 1 FROM first
 WHERE o.tenant = ledger.tenant() AND o.matter_id = first.matter_id AND o.seq >= first.seq
   AND o.next_at <= %(now)s AND o.done_at IS NULL AND o.dead_at IS NULL
   AND NOT EXISTS (SELECT FROM ledger.outbox AS e
                    WHERE e.tenant = o.tenant AND e.matter_id = o.matter_id AND e.seq < o.seq
                      AND e.done_at IS NULL AND e.dead_at IS NULL AND e.next_at > %(now)s)
RETURNING o.matter_id, o.seq, o.kind, o.attempts
"""
DONE: Final = """
UPDATE ledger.outbox AS o SET done_at = %(now)s, last_error = ''
  FROM unnest(%(ids)s::uuid[], %(seqs)s::int[]) AS d (matter_id, seq)
 WHERE o.tenant = ledger.tenant() AND o.matter_id = d.matter_id AND o.seq = d.seq AND o.done_at IS NULL
"""
FAILED: Final = """
UPDATE ledger.outbox SET last_error = %(error)s, next_at = %(next_at)s, dead_at = %(dead_at)s
 WHERE tenant = ledger.tenant() AND matter_id = %(matter_id)s::uuid AND seq = %(seq)s AND done_at IS NULL
"""
DEAD: Final = """
SELECT matter_id, seq, kind, attempts, dead_at, last_error FROM ledger.outbox
 WHERE tenant = ledger.tenant() AND dead_at IS NOT NULL ORDER BY dead_at DESC LIMIT %(most)s
"""
REQUEUE: Final = """
UPDATE ledger.outbox SET dead_at = NULL, attempts = 0, next_at = %(now)s
 WHERE tenant = ledger.tenant() AND matter_id = %(matter_id)s::uuid AND seq = %(seq)s AND dead_at IS NOT NULL
RETURNING seq
"""
PURGE: Final = "DELETE FROM ledger.outbox WHERE tenant = ledger.tenant() AND done_at < %(before)s"
WAITING: Final = """
SELECT count(*) FILTER (WHERE dead_at IS NULL), count(*) FILTER (WHERE dead_at IS NOT NULL), min(created_at)
       FILTER (WHERE dead_at IS NULL) FROM ledger.outbox WHERE tenant = ledger.tenant() AND done_at IS NULL
"""


@dataclass(frozen=True, slots=True)
class Due:
    """An event to react to; `attempts` counts this one."""

    matter_id: str
    seq: int
    kind: str
    attempts: int


@dataclass(frozen=True, slots=True)
class Dead:
    """An event whose reaction was given up, and why."""

    matter_id: str
    seq: int
    kind: str
    attempts: int
    dead_at: datetime
    last_error: str


@dataclass(frozen=True, slots=True)
class Backlog:
    """How much waits, how much was given up, and since when the oldest waits."""

    waiting: int
    dead: int
    oldest: datetime | None


def claim(work: UnitOfWork, *, now: datetime, most: int = 50, lease: timedelta = LEASE) -> list[Due]:
    """Take the events of that many matters that are due, for the time of the lease; of a matter in their order."""
    rows = work.execute(CLAIM, {"now": now, "leased": now + lease, "most": most})
    return sorted((Due(*row) for row in rows), key=lambda due: (due.matter_id, due.seq))


def done(work: UnitOfWork, handled: Sequence[Due], *, now: datetime) -> None:
    """These reactions were carried out."""
    ids, seqs = [each.matter_id for each in handled], [each.seq for each in handled]
    work.execute(DONE, {"ids": ids, "seqs": seqs, "now": now})


def failed(work: UnitOfWork, due: Due, error: str, *, now: datetime, permanent: bool = False) -> None:
    """Try again later, or give up when the error is permanent or was met too often."""
    dead = permanent or due.attempts >= MOST_ATTEMPTS
    row = {"matter_id": due.matter_id, "seq": due.seq, "error": error[:500]}
    work.execute(FAILED, {**row, "next_at": now + wait(due.attempts), "dead_at": now if dead else None})


def dead(work: UnitOfWork, *, most: int = 200) -> list[Dead]:
    """The dead-letter list, latest first."""
    return [Dead(*row) for row in work.execute(DEAD, {"most": most})]


def requeue(work: UnitOfWork, matter_id: str, seq: int, *, now: datetime) -> bool:
    """Give a dead event another round of attempts; False when it is not dead."""
    row = {"matter_id": matter_id, "seq": seq, "now": now}
    return work.execute(REQUEUE, row).fetchone() is not None


def purge(work: UnitOfWork, *, before: datetime) -> int:
    """Remove what was done before a moment; gives how many. The events themselves stay."""
    return work.execute(PURGE, {"before": before}).rowcount


def backlog(work: UnitOfWork) -> Backlog:
    """What the county's operators watch."""
    row = work.execute(WAITING).fetchone()
    return Backlog(*row) if row is not None else Backlog(0, 0, None)


def wait(attempts: int) -> timedelta:
    """Five seconds after the first failure, then twice as long each time, an hour at most."""
    return min(timedelta(seconds=5 << min(attempts - 1, 20)), LONGEST_WAIT)
