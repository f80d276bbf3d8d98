"""What is kept for a while only: raw payloads of sources (30 days, encrypted; DOMAIN 5.1) and answers to repeated keys."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from fengqiao.ledger.connection import UnitOfWork
from fengqiao.ledger.ids import uuid7
from fengqiao.ledger.sealed import KeyRing

KEPT_FOR: Final = timedelta(days=30)

KEEP: Final = """
INSERT INTO sealed.inbound_raw (tenant, id, source_system, external_id, received_at, key_id, ciphertext)
VALUES (ledger.tenant(), %(id)s::uuid, %(source)s, %(number)s, %(at)s, %(key_id)s, %(ciphertext)s)
"""
READ: Final = """
SELECT source_system, external_id, received_at, key_id, ciphertext FROM sealed.inbound_raw
 WHERE tenant = ledger.tenant() AND id = %(id)s::uuid
"""
PURGE: Final = """
DELETE FROM sealed.inbound_raw WHERE tenant = ledger.tenant() AND received_at < %(before)s
"""
FORGET_ANSWERS: Final = "DELETE FROM ledger.idempotency WHERE tenant = ledger.tenant() AND at < %(before)s"


@dataclass(frozen=True, slots=True)
class Payload:
    """What a source sent, word for word."""

    source_system: str
    external_id: str
    received_at: datetime
    body: bytes


def keep_payload(
    work: UnitOfWork, ring: KeyRing, body: bytes, *, source_system: str, external_id: str, at: datetime
) -> str:
    """Keep what a source sent, encrypted; gives its id."""
    identifier = uuid7()
    row = {
        "id": identifier,
        "source": source_system,
        "number": external_id,
        "at": at,
        "key_id": ring.current.id,
        "ciphertext": ring.encrypt(body, bound_to=_bound(work, identifier)),
    }
    work.execute(KEEP, row)
    return identifier


def read_payload(work: UnitOfWork, ring: KeyRing, payload_id: str) -> Payload | None:
    """Open what a source sent; None when it was dropped already. Unsealable when it was tampered with."""
    row = work.execute(READ, {"id": payload_id}).fetchone()
    if row is None:
        return None
    source, number, at, key_id, ciphertext = row
    return Payload(
        source, number, at, ring.decrypt(ciphertext, key_id=key_id, bound_to=_bound(work, payload_id))
    )


def purge_payloads(work: UnitOfWork, *, now: datetime) -> int:
    """Drop what is older than thirty days; gives how many."""
    return work.execute(PURGE, {"before": now - KEPT_FOR}).rowcount


def forget_answers(work: UnitOfWork, *, before: datetime) -> int:
    """Forget the keys of writes before a moment: who repeats one after that writes anew. Gives how many."""
    return work.execute(FORGET_ANSWERS, {"before": before}).rowcount


def _bound(work: UnitOfWork, payload_id: str) -> str:
    return f"payload|{work.tenant}|{payload_id}"
