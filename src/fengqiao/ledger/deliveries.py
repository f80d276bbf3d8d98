"""Messages on their way to people and source systems: planned once per effect, sent at least once, in any order."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

import msgspec

from fengqiao.ledger.connection import UnitOfWork
from fengqiao.ledger.ids import uuid7
from fengqiao.ledger.outbox import LEASE, MOST_ATTEMPTS, wait

NOTICE: Final = "notice"
SYNC: Final = "sync"
REFERRAL: Final = "referral"
"""Between mediation and a docked body: a dispute that goes over, or how a referred one went on."""

PLAN: Final = """
INSERT INTO ledger.delivery (tenant, id, matter_id, event_seq, urgent, effect_key, kind, recipient_kind, recipient,
                             channel, template, payload, created_at, next_at)
SELECT ledger.tenant(), d.id, d.matter_id, d.event_seq, d.urgent, d.effect_key, d.kind, d.recipient_kind, d.recipient,
       d.channel, d.template, d.payload, d.at, d.at
  FROM json_to_recordset(%(rows)s::json)
       AS d (id uuid, matter_id uuid, event_seq int, urgent bool, effect_key text, kind text, recipient_kind text,
             recipient text, channel text, template text, payload jsonb, at timestamptz)
ON CONFLICT (tenant, effect_key) DO NOTHING
"""
CLAIM: Final = """
WITH due AS MATERIALIZED (
    SELECT id FROM ledger.delivery
     WHERE tenant = ledger.tenant() AND state = 'pending' AND next_at <= %(now)s
     ORDER BY next_at LIMIT %(most)s FOR UPDATE SKIP LOCKED
)
UPDATE ledger.delivery AS d SET next_at = %(leased)s, attempts = d.attempts + 1 FROM due
 WHERE d.tenant = ledger.tenant() AND d.id = due.id
RETURNING d.id, d.matter_id, d.event_seq, d.effect_key, d.kind, d.recipient_kind, d.recipient, d.channel,
          d.template, d.payload, d.urgent, d.attempts
"""
SENT: Final = """
UPDATE ledger.delivery SET state = 'sent', sent_at = %(now)s, last_error = ''
 WHERE tenant = ledger.tenant() AND id = ANY(%(ids)s::uuid[]) AND state <> 'sent'
"""
FAILED: Final = """
UPDATE ledger.delivery SET last_error = %(error)s, next_at = %(next_at)s, state = %(state)s
 WHERE tenant = ledger.tenant() AND id = %(id)s::uuid AND state = 'pending'
"""
DEAD: Final = """
SELECT id, matter_id, event_seq, effect_key, kind, recipient_kind, recipient, channel, template, payload, urgent,
       attempts, created_at, last_error
  FROM ledger.delivery WHERE tenant = ledger.tenant() AND state = 'dead' ORDER BY created_at DESC LIMIT %(most)s
"""
REQUEUE: Final = """
UPDATE ledger.delivery SET state = 'pending', attempts = 0, next_at = %(now)s
 WHERE tenant = ledger.tenant() AND id = %(id)s::uuid AND state = 'dead' RETURNING id
"""
OF_MATTER: Final = """
SELECT id, matter_id, event_seq, effect_key, kind, recipient_kind, recipient, channel, template, payload, urgent,
       attempts, state, created_at, sent_at
  FROM ledger.delivery WHERE tenant = ledger.tenant() AND matter_id = %(matter_id)s::uuid ORDER BY event_seq, id
"""
PURGE: Final = """
DELETE FROM ledger.delivery WHERE tenant = ledger.tenant() AND state = 'sent' AND sent_at < %(before)s
"""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message. `effect_key` names the effect that asked for it, e.g. matter:seq:number.

    `recipient_kind`: party, unit, unit_leader, post, source or body; `recipient`: the id or code of it. `payload` holds codes
    and ids, no personal data: the sender opens the sealed person when it sends.
    """

    matter_id: str
    event_seq: int
    effect_key: str
    kind: str
    recipient_kind: str
    recipient: str
    channel: str
    template: str
    payload: dict[str, Any] = field(default_factory=dict)
    urgent: bool = False
    id: str = ""
    attempts: int = 0


@dataclass(frozen=True, slots=True)
class DeadDelivery:
    """A message that was given up, since when it waited, and why."""

    delivery: Delivery
    created_at: datetime
    last_error: str


@dataclass(frozen=True, slots=True)
class Sent:
    """A message of a matter and how it fared: pending, sent or dead."""

    delivery: Delivery
    state: str
    created_at: datetime
    sent_at: datetime | None


def plan(work: UnitOfWork, wanted: Sequence[Delivery], *, at: datetime) -> int:
    """Put messages into the queue; gives how many are new, those of an effect that was planned before are not."""
    if not wanted:
        return 0
    rows = [
        {
            "id": each.id or uuid7(),
            "matter_id": each.matter_id,
            "event_seq": each.event_seq,
            "urgent": each.urgent,
            "effect_key": each.effect_key,
            "kind": each.kind,
            "recipient_kind": each.recipient_kind,
            "recipient": each.recipient,
            "channel": each.channel,
            "template": each.template,
            "payload": each.payload,
            "at": at,
        }
        for each in wanted
    ]
    return work.execute(PLAN, {"rows": msgspec.json.encode(rows).decode()}).rowcount


def claim(work: UnitOfWork, *, now: datetime, most: int = 50, lease: timedelta = LEASE) -> list[Delivery]:
    """Take messages that are due, for the time of the lease."""
    rows = work.execute(CLAIM, {"now": now, "leased": now + lease, "most": most})
    return [_delivery(row) for row in rows]


def sent(work: UnitOfWork, ids: Sequence[str], *, now: datetime) -> None:
    """These messages left."""
    work.execute(SENT, {"ids": list(ids), "now": now})


def failed(
    work: UnitOfWork, delivery: Delivery, error: str, *, now: datetime, permanent: bool = False
) -> None:
    """Try again later, or give up when the gateway calls the error permanent or it was met too often."""
    dead = permanent or delivery.attempts >= MOST_ATTEMPTS
    row = {"id": delivery.id, "error": error[:500], "next_at": now + wait(delivery.attempts)}
    work.execute(FAILED, {**row, "state": "dead" if dead else "pending"})


def dead(work: UnitOfWork, *, most: int = 200) -> list[DeadDelivery]:
    """The dead-letter list, latest first."""
    return [DeadDelivery(_delivery(row), row[12], row[13]) for row in work.execute(DEAD, {"most": most})]


def requeue(work: UnitOfWork, delivery_id: str, *, now: datetime) -> bool:
    """Give a dead message another round of attempts; False when it is not dead."""
    return work.execute(REQUEUE, {"id": delivery_id, "now": now}).fetchone() is not None


def of_matter(work: UnitOfWork, matter_id: str) -> list[Sent]:
    """Every message of a matter, in the order of its events."""
    rows = work.execute(OF_MATTER, {"matter_id": matter_id})
    return [Sent(_delivery(row), row[12], row[13], row[14]) for row in rows]


def purge(work: UnitOfWork, *, before: datetime) -> int:
    """Remove what was sent before a moment; gives how many."""
    return work.execute(PURGE, {"before": before}).rowcount


def _delivery(row: tuple[Any, ...]) -> Delivery:
    identifier, matter_id, seq, effect, kind, to_kind, to, channel, template, payload, urgent, attempts = row[
        :12
    ]
    return Delivery(
        matter_id, seq, effect, kind, to_kind, to, channel, template, payload, urgent, identifier, attempts
    )
