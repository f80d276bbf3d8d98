"""Tokens of machines: made from the key ring, one for each source, so that none has to be stored.

A token is `source.hex`. It stands as long as the key that made it stays in the ring.
"""

from hmac import compare_digest
from typing import Final

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from fengqiao.ledger.sealed import Key, KeyRing, keyed
from fengqiao.matters.words import SIGNAL_CHANNELS

_BODY: Final = "body:"
_KIOSK: Final = "kiosk:"
SOURCES: Final = frozenset(channel.value for channel in SIGNAL_CHANNELS)


def token_of(ring: KeyRing, tenant: str, source: str) -> str:
    """The token of a source; ValueError for what is no source of signals."""
    if source not in SOURCES:
        raise ValueError(f"no source of signals is called {source!r}")
    return f"{source}.{_made(ring.current, tenant, source)}"


def source_of(ring: KeyRing, tenant: str, token: str) -> str | None:
    """The source whose token this is, None for any other text."""
    source, _, shown = token.partition(".")
    if source not in SOURCES or not shown.isascii():
        return None
    right = [compare_digest(_made(key, tenant, source), shown) for key in ring.keys.values()]
    return source if any(right) else None


def body_token_of(ring: KeyRing, tenant: str, body: str) -> str:
    """The token of a docked body's system, `body:code.hex`."""
    name = f"{_BODY}{body}"
    return f"{name}.{_made(ring.current, tenant, name)}"


def docked_body_of(ring: KeyRing, tenant: str, token: str) -> str | None:
    """The docked body whose token this is, None for any other text."""
    return _named(ring, tenant, token, _BODY)


def kiosk_token_of(ring: KeyRing, tenant: str, hall: str) -> str:
    """The key of the kiosk in a hall, `kiosk:unit.hex`."""
    name = f"{_KIOSK}{hall}"
    return f"{name}.{_made(ring.current, tenant, name)}"


def kiosk_hall_of(ring: KeyRing, tenant: str, token: str) -> str | None:
    """The hall whose kiosk shows this key, None for any other text."""
    return _named(ring, tenant, token, _KIOSK)


def _named(ring: KeyRing, tenant: str, token: str, kind: str) -> str | None:
    name, _, shown = token.rpartition(".")
    if not name.startswith(kind) or not shown.isascii():
        return None
    right = [compare_digest(_made(key, tenant, name), shown) for key in ring.keys.values()]
    return name.removeprefix(kind) if any(right) else None


def _made(key: Key, tenant: str, source: str) -> str:
    secret = HKDF(SHA256(), 32, salt=None, info=b"fengqiao/source/1").derive(key.secret)
    return keyed(secret, tenant, source).hex()
