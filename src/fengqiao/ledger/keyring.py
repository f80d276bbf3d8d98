"""Where the key ring stands: a file of mode 600 among the keys of the data folder."""

import json
import os
import secrets
import stat
import tempfile
from base64 import b64decode, b64encode
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from fengqiao.ledger.sealed import Key, KeyRing, KeyRingError

FILE: Final = "ring.json"


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


def _create(path: Path) -> None:
    """Exactly one of several processes that start at once makes the first key."""
    made = _beside(path, _fresh(after=0))
    try:
        path.hardlink_to(made)
    except FileExistsError:
        return
    finally:
        made.unlink()


def _replace(path: Path, keys: Mapping[str, bytes]) -> None:
    _beside(path, keys).replace(path)


def _beside(path: Path, keys: Mapping[str, bytes]) -> Path:
    """Write the keys whole into a file of mode 600 next to the ring, for whoever owns the folder."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".ring-")
    with os.fdopen(handle, "wb") as file:
        if os.geteuid() == 0:
            folder = path.parent.stat()
            os.fchown(file.fileno(), folder.st_uid, folder.st_gid)
        file.write(_written(keys))
        file.flush()
        os.fsync(file.fileno())
    return Path(name)


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
