"""Running numbers, taken in blocks so that a registration needs no statement of its own for its code.

A process that ends leaves the rest of its block unused: numbers are unique, not without gaps.
"""

import os
import threading
from collections import OrderedDict
from typing import Final

from fengqiao.ledger.connection import UnitOfWork, unit_of_work

BLOCK: Final = 20
"""Small enough that codes of one day stay short, large enough that a counter's row is rarely waited for."""

_MOST_KEPT: Final = 512
TAKE: Final = (
    "INSERT INTO ledger.counter AS c (tenant, name, n) VALUES (ledger.tenant(), %(name)s, %(size)s)"
    " ON CONFLICT (tenant, name) DO UPDATE SET n = c.n + %(size)s RETURNING n"
)

MARK: Final = "SELECT n FROM ledger.counter WHERE tenant = ledger.tenant() AND name = %(name)s"
SET_MARK: Final = (
    "INSERT INTO ledger.counter AS c (tenant, name, n) VALUES (ledger.tenant(), %(name)s, %(value)s)"
    " ON CONFLICT (tenant, name) DO UPDATE SET n = excluded.n"
)

_blocks: OrderedDict[tuple[int, str, str], tuple[int, int]] = OrderedDict()
_lock = threading.Lock()


def next_number(tenant: str, name: str) -> int:
    """The next number of a counter, from 1; a block is taken in a transaction of its own when none is left."""
    key = os.getpid(), tenant, name
    with _lock:
        low, high = _blocks.pop(key, (1, 0))
        if low > high:
            low, high = _take(tenant, name, BLOCK)
        _blocks[key] = (low + 1, high)
        while len(_blocks) > _MOST_KEPT:
            _blocks.popitem(last=False)
        return low


def take_numbers(tenant: str, name: str, size: int) -> range:
    """A block of that many numbers at once, for a bulk import."""
    low, high = _take(tenant, name, size)
    return range(low, high + 1)


def forget_blocks() -> None:
    """Drop the blocks of this process, as between test databases."""
    with _lock:
        _blocks.clear()


def _take(tenant: str, name: str, size: int) -> tuple[int, int]:
    with unit_of_work(tenant) as work:
        row = work.execute(TAKE, {"name": name, "size": size}).fetchone()
    assert row is not None
    return row[0] - size + 1, row[0]


def read_mark(work: UnitOfWork, name: str) -> int | None:
    """How far something has come, kept beside the counters; None when it never began."""
    row = work.execute(MARK, {"name": name}).fetchone()
    return int(row[0]) if row is not None else None


def set_mark(work: UnitOfWork, name: str, value: int) -> None:
    """Note how far something has come."""
    work.execute(SET_MARK, {"name": name, "value": value})
