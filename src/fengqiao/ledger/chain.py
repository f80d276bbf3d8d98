"""The audit chain of a matter: each event's hash covers the one before, its columns and its body."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final

from fengqiao.ledger.codec import canonical, in_utc

GENESIS: Final = bytes(32)
"""What the first event of a chain follows."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An event as it is stored: its columns and the canonical JSON of what happened."""

    seq: int
    v: int
    at: datetime
    kind: str
    person: str
    post: str
    unit: str
    body: str


def link(previous: bytes, entry: Entry, *, tenant: str, matter_id: str) -> bytes:
    """Give the SHA-256 over the previous hash, the canonical envelope and the stored bytes of the body."""
    envelope = {
        "at": in_utc(entry.at),
        "kind": entry.kind,
        "matter": matter_id,
        "person": entry.person,
        "post": entry.post,
        "seq": entry.seq,
        "tenant": tenant,
        "unit": entry.unit,
        "v": entry.v,
    }
    return sha256(previous + canonical(envelope) + entry.body.encode()).digest()
