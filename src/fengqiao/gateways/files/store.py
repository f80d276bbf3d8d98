"""Where the bytes of files stand: a folder for each county, names by keyed hash, everything encrypted.

A file is complete or not there: it is written beside, synced and renamed. Pictures have a small form under `<name>.t`.
"""

import contextlib
import os
import re
from collections.abc import Iterator
from pathlib import Path
from secrets import token_hex
from typing import Final, Protocol

SMALL: Final = ".t"
_NAME: Final = re.compile(r"[0-9a-f]{64}")


class Sealer(Protocol):
    """What encrypts files: the key ring does."""

    def encrypt(self, plain: bytes, *, bound_to: str) -> bytes:
        """Encrypt with the current key, bound to a name."""
        ...

    def decrypt(self, sealed: bytes, *, key_id: str, bound_to: str) -> bytes:
        """Decrypt what was encrypted with the key of this id; raises when bytes or name were changed."""
        ...


class NoFile(LookupError):  # noqa: N818  it names what happened
    """There is no such file, or its key is lost."""


def is_name(name: str) -> bool:
    """Whether a text has the form of a file's name."""
    return _NAME.fullmatch(name) is not None


def write(folder: Path, ring: Sealer, tenant: str, *, name: str, body: bytes, small: bytes | None) -> None:
    """Keep a file and a picture's small form, encrypted with the current key; writing it again renews it."""
    place = _path(folder, tenant, name)
    if not place.parent.is_dir():
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    for path, plain in ((place.with_name(name + SMALL), small), (place, body)):
        if plain is not None:
            _put(path, ring.encrypt(plain, bound_to=_bound(tenant, path.name)))


def read(folder: Path, ring: Sealer, tenant: str, *, name: str, key_id: str, small: bool = False) -> bytes:
    """The bytes of a file. NoFile when it is gone, Unsealable when it was changed or stands in another's place."""
    path = _path(folder, tenant, name)
    path = path.with_name(name + SMALL) if small else path
    try:
        sealed = path.read_bytes()
    except FileNotFoundError:
        raise NoFile(name) from None
    return ring.decrypt(sealed, key_id=key_id, bound_to=_bound(tenant, path.name))


def remove(folder: Path, tenant: str, name: str) -> None:
    """Delete a file and its small form, if they are there."""
    path = _path(folder, tenant, name)
    for each in (path, path.with_name(name + SMALL)):
        each.unlink(missing_ok=True)


def names(folder: Path, tenant: str) -> Iterator[tuple[str, float]]:
    """Every file of a county with the moment of its last writing (seconds since 1970)."""
    for path in sorted((folder / tenant).glob("??/*")):
        if is_name(path.name):
            with contextlib.suppress(FileNotFoundError):
                yield path.name, path.stat().st_mtime


def _path(folder: Path, tenant: str, name: str) -> Path:
    if not is_name(name) or not tenant.isdecimal():
        raise NoFile(name[:64])
    return folder / tenant / name[:2] / name


def _bound(tenant: str, name: str) -> str:
    """What a file's bytes belong to: moved to another name or county they do not open."""
    return f"file|{tenant}|{name}"


def _put(path: Path, sealed: bytes) -> None:
    """Write beside, sync and rename. By the plain functions of the system: half of a signature's cost were paths."""
    target = str(path)
    beside = f"{os.path.dirname(target)}/.new-{token_hex(8)}"  # noqa: PTH120
    try:
        with open(beside, "xb", opener=_for_us_alone) as file:
            file.write(sealed)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, target)  # noqa: PTH105
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(beside)  # noqa: PTH108
        raise


def _for_us_alone(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)
