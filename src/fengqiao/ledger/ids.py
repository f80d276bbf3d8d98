"""Identifiers made before the insert, because the chain covers them: UUID version 7, rising within a process."""

import os
import re
import threading
import time
from datetime import UTC, datetime
from typing import Final

_TAIL_BITS = 74
_WRITTEN: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_lock = threading.Lock()
_state = [0, 0]  # the millisecond and the tail of the last one


def uuid7() -> str:
    """Give a new id: 48 bits of milliseconds, then 74 random bits that only grow within one millisecond."""
    millisecond = time.time_ns() // 1_000_000
    with _lock:
        if millisecond > _state[0]:
            # The top bit stays free, so that the tail has room to grow in.
            _state[:] = millisecond, int.from_bytes(os.urandom(10)) >> (80 - _TAIL_BITS + 1)
        else:
            _state[1] += 1 + int.from_bytes(os.urandom(4))
        return _written(_state[0], _state[1])


def is_uuid(text: str) -> bool:
    """Whether a text is an id as this program writes one; the database raises at what is none."""
    return bool(_WRITTEN.fullmatch(text))


def earliest(moment: datetime) -> str:
    """Give the lowest id that can have been made at or after a moment: a bound for reads by time."""
    milliseconds = round(moment.timestamp() * 1000)
    return _written(max(milliseconds, 0), 0)


def made_at(identifier: str) -> datetime:
    """Tell when an id was made, to the millisecond."""
    return datetime.fromtimestamp(int(identifier.replace("-", "")[:12], 16) / 1000, UTC)


def _written(millisecond: int, tail: int) -> str:
    number = millisecond << 80 | 0x7 << 76 | (tail >> 62) << 64 | 0b10 << 62 | tail & (1 << 62) - 1
    text = f"{number:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
