"""Which matters changed since a mark: every one of them, once, in the order in which the transactions ended.

A number given out at the insert says nothing about when the transaction ends, so a reader that goes by it passes over
what ends late. Here a row counts from the moment on which every older transaction has ended: nothing can come before it
any more. A write that takes long holds up the reader for as long, and loses it nothing.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Self

from fengqiao.ledger.connection import UnitOfWork

SETTLED: Final = "SELECT pg_snapshot_xmin(pg_current_snapshot())::text"
SINCE: Final = """
SELECT c.xact::text, c.position, c.matter_id FROM ledger.change AS c
 WHERE c.tenant = ledger.tenant() AND (c.xact, c.position) > (%(xact)s::text::xid8, %(position)s::bigint)
   AND c.xact < pg_snapshot_xmin(pg_current_snapshot())
 ORDER BY c.xact, c.position LIMIT %(most)s
"""
FORGET: Final = "DELETE FROM ledger.change WHERE tenant = ledger.tenant() AND at < %(before)s"

_WRITTEN: Final = re.compile(r"([0-9]{1,19})-([0-9]{1,18})")


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A place in the order of changes: transaction, then number within all."""

    xact: int
    position: int

    def __str__(self) -> str:
        """As a stream names it: 74211-58."""
        return f"{self.xact}-{self.position}"

    @classmethod
    def read(cls, text: str) -> Self | None:
        """The mark that a stream named; None for what is none."""
        found = _WRITTEN.fullmatch(text)
        return cls(int(found[1]), int(found[2])) if found is not None else None


START: Final = Mark(0, 0)
"""Lies before every change."""


@dataclass(frozen=True, slots=True)
class Change:
    """One matter changed."""

    mark: Mark
    matter_id: str


def settled(work: UnitOfWork) -> Mark:
    """The mark of now: whatever ends from now on lies behind it."""
    row = work.execute(SETTLED).fetchone()
    assert row is not None
    return Mark(int(row[0]), 0)


def changes_since(work: UnitOfWork, mark: Mark, *, most: int) -> list[Change]:
    """What changed behind a mark, oldest first, at most so many."""
    asked = {"xact": str(mark.xact), "position": mark.position, "most": most}
    return [Change(Mark(int(row[0]), row[1]), row[2]) for row in work.execute(SINCE, asked)]


def forget_changes(work: UnitOfWork, *, before: datetime) -> int:
    """Drop what every stream has read long ago; gives how much went."""
    return work.execute(FORGET, {"before": before}).rowcount
