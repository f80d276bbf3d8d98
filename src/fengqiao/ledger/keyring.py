"""Where the key ring stands: a file of mode 600 in the data folder, in a backup only wrapped by a passphrase."""

import json
import os
import secrets
import stat
import tempfile
from base64 import b64decode, b64encode
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from fengqiao.ledger.sealed import Key, KeyRing, KeyRingError

FILE: Final = "ring.json"
_NONCE: Final = 12
_SALT: Final = 16


def open_ring(folder: Path) -> KeyRing:
    """Read the ring, making one with a first key where there is none. KeyRingError when others may read it."""
    path = folder / FILE
    if not path.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _create(path)
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise KeyRingError(f"{path} is open to other accounts; give it mode 600 and rotate the keys")
    return _parsed(path.read_bytes(), path.name)


def rotate(folder: Path) -> KeyRing:
    """Add a key and make it the current one; the others stay to open what they sealed."""
    ring = open_ring(folder)
    _replace(folder / FILE, {**_secrets(ring), **_fresh(after=len(ring.keys))})
    return open_ring(folder)


def wrap(ring: KeyRing, passphrase: str) -> bytes:
    """The ring encrypted under a passphrase (scrypt, AES-256-GCM), for a backup."""
    salt, nonce = os.urandom(_SALT), os.urandom(_NONCE)
    return salt + nonce + AESGCM(_stretched(passphrase, salt)).encrypt(nonce, _written(_secrets(ring)), None)


def unwrap(wrapped: bytes, passphrase: str, *, folder: Path) -> KeyRing:
    """Put a wrapped ring into a data folder that has none. KeyRingError for a wrong passphrase or a ring in place."""
    if (folder / FILE).exists():
        raise KeyRingError(f"{folder} has a key ring already")
    salt, nonce, rest = wrapped[:_SALT], wrapped[_SALT : _SALT + _NONCE], wrapped[_SALT + _NONCE :]
    try:
        plain = AESGCM(_stretched(passphrase, salt)).decrypt(nonce, rest, None)
    except (InvalidTag, ValueError) as error:
        raise KeyRingError("the passphrase does not open the key ring of this backup") from error
    ring = _parsed(plain, "backup")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _replace(folder / FILE, _secrets(ring))
    return ring


def _create(path: Path) -> None:
    """Exactly one of several processes that start at once makes the first key."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".ring-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(_written(_fresh(after=0)))
            file.flush()
            os.fsync(file.fileno())
        os.link(name, path)
    except FileExistsError:
        return
    finally:
        Path(name).unlink()


def _replace(path: Path, keys: Mapping[str, bytes]) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".ring-")
    with os.fdopen(handle, "wb") as file:
        file.write(_written(keys))
        file.flush()
        os.fsync(file.fileno())
    Path(name).replace(path)


def _fresh(*, after: int) -> dict[str, bytes]:
    """Ids say their order; the random part keeps rings of two installations apart."""
    return {f"k{after + 1}-{secrets.token_hex(3)}": secrets.token_bytes(32)}


def _secrets(ring: KeyRing) -> dict[str, bytes]:
    return {key.id: key.secret for key in ring.keys.values()}


def _written(keys: Mapping[str, bytes]) -> bytes:
    rows = {key_id: b64encode(secret).decode() for key_id, secret in keys.items()}
    return json.dumps({"current": list(keys)[-1], "keys": rows}, indent=1).encode()


def _parsed(text: bytes, name: str) -> KeyRing:
    try:
        data = json.loads(text)
        keys = {key_id: Key(key_id, b64decode(secret)) for key_id, secret in data["keys"].items()}
        return KeyRing(keys[data["current"]], keys)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise KeyRingError(f"the key ring {name} is damaged; restore it from a backup") from error


def _stretched(passphrase: str, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=32, n=2**15, r=8, p=1).derive(passphrase.encode())
