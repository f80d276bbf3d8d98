"""The snapshot column: a whole record in few bytes, and the latest ones of this process, so that an act follows quickly.

A record is remembered under its bytes: what is found is what would be read from them, whoever wrote since.
"""

import zlib
from collections import OrderedDict
from threading import Lock
from typing import Final

from fengqiao.ledger import codec
from fengqiao.lifecycle.leaving import as_left
from fengqiao.matters.matter import Matter

MOST: Final = 256
LARGEST: Final = 16 * 1024
"""Bytes of a snapshot that is remembered: with hundreds of parties a record is better read again."""

_latest: OrderedDict[bytes, Matter] = OrderedDict()
_turn = Lock()


def packed(matter: Matter) -> bytes:
    """Zlib over the canonical JSON of the whole record."""
    return zlib.compress(codec.canonical(codec.encode(matter, Matter)), 1)


def unpacked(snapshot: bytes) -> Matter:
    """Read the record of a snapshot; CodecError when it was written by a program with other fields."""
    matter: Matter = codec.from_text(zlib.decompress(snapshot), Matter)
    return as_left(matter)


def known_record(snapshot: bytes) -> Matter:
    """The same, without reading it where this process had it lately."""
    with _turn:
        matter = _latest.get(snapshot)
        if matter is not None:
            _latest.move_to_end(snapshot)
            return matter
    matter = unpacked(snapshot)
    remember(snapshot, matter)
    return matter


def remember(snapshot: bytes, matter: Matter) -> None:
    """Keep what is read from these bytes; the one that was not asked for longest is forgotten."""
    if len(snapshot) > LARGEST:
        return
    with _turn:
        _latest[snapshot] = as_left(matter)
        _latest.move_to_end(snapshot)
        if len(_latest) > MOST:
            _latest.popitem(last=False)
