"""The citizen's way back: the secret in the QR code, or the code with four digits or a PIN (RULINGS 38)."""

from datetime import datetime, timedelta
from hmac import compare_digest
from typing import Final

from fengqiao.ledger.connection import UnitOfWork
from fengqiao.ledger.sealed import KeyRing, secret_hash

MOST_TRIES: Final = 5
LOCKED_FOR: Final = timedelta(hours=1)

OPENED_BY_QR: Final = (
    "SELECT matter_id FROM sealed.tracking WHERE tenant = ledger.tenant() AND secret_hash = %(hash)s"
)
BY_MATTER: Final = (
    "SELECT secret_hash, pin_hash, wrong_tries, locked_until FROM sealed.tracking"
    " WHERE tenant = ledger.tenant() AND matter_id = %(matter)s::uuid"
)
BY_MATTER_LOCKED: Final = f"{BY_MATTER} FOR UPDATE"
TRIED: Final = (
    "UPDATE sealed.tracking SET wrong_tries = %(tries)s, locked_until = %(until)s"
    " WHERE tenant = ledger.tenant() AND matter_id = %(matter)s::uuid"
)


class Locked(Exception):  # noqa: N818  it names the state
    """Five wrong tries: the typed way is closed until `until`; the QR code still opens."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until.isoformat())
        self.until = until


def secret_of(work: UnitOfWork, ring: KeyRing, matter_id: str) -> str | None:
    """The QR secret of a matter, made again from the ring; None when it has no way back."""
    row = work.execute(BY_MATTER, {"matter": matter_id}).fetchone()
    if row is None:
        return None
    secrets = ring.query_secrets(work.tenant, matter_id)
    return next((one for one in secrets if compare_digest(secret_hash(one), bytes(row[0]))), None)


def matter_of_secret(work: UnitOfWork, secret: str) -> str | None:
    """The matter that a QR secret opens."""
    row = work.execute(OPENED_BY_QR, {"hash": secret_hash(secret.strip().lower())}).fetchone()
    return str(row[0]) if row is not None else None


def try_typed(work: UnitOfWork, ring: KeyRing, matter_id: str, typed: str, *, at: datetime) -> bool:
    """Whether typed digits or a PIN open a matter; wrong ones are counted. Locked after five, for an hour.

    The count must be committed also when it was wrong: the caller does not roll back.
    """
    row = work.execute(BY_MATTER_LOCKED, {"matter": matter_id}).fetchone()
    if row is None:
        return False
    _, pin_hash, tries, until = row
    if until is not None and until > at:
        raise Locked(until)
    tries = 0 if until is not None else tries
    kept = ring.pin_hashes(work.tenant, matter_id, typed)
    right = pin_hash is not None and any(compare_digest(one, bytes(pin_hash)) for one in kept)
    tries = 0 if right else tries + 1
    locked = at + LOCKED_FOR if tries >= MOST_TRIES else None
    work.execute(TRIED, {"matter": matter_id, "tries": tries, "until": locked})
    return right
