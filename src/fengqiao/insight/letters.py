"""Letters that the system proposes and a supervisor has not issued yet, in one statement (DOMAIN 2.8)."""
# ruff: noqa: S608 -- composed of the constants here and in `scopes`, values come as parameters only

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Final

from fengqiao.insight.scopes import Reading, Viewer, of_territory
from fengqiao.ledger.codec import CodecError
from fengqiao.ledger.connection import UnitOfWork
from fengqiao.ledger.snapshots import known_record
from fengqiao.ledger.store import load
from fengqiao.lifecycle.attention import LETTER
from fengqiao.matters.matter import Matter, Proposal

MOST: Final = 200


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal and the matter it is about."""

    code: str
    title: str
    version: int
    due_at: datetime | None
    proposal: Proposal


def proposed(work: UnitOfWork, viewer: Viewer, *, most: int = MOST) -> list[Proposed]:
    """The proposals in a viewer's territory, the most pressing matter first."""
    if viewer.reading is not Reading.TERRITORY:
        return []
    rows = work.execute(_statement(of_territory(viewer)), {**viewer.params(), "most": most}).fetchall()
    found = []
    for matter_id, code, version, due_at, title, snapshot in rows:
        matter: Matter | None
        try:
            matter = known_record(snapshot)
        except CodecError:
            matter = load(work, matter_id).matter  # written by another version of the program
        if matter is not None:
            found += [Proposed(code, title, version, due_at, one) for one in matter.proposals]
    return found


@lru_cache(maxsize=16)
def _statement(scope: str) -> str:
    return (
        "SELECT m.id, m.code, m.version, m.due_at, coalesce(x.title, ''), m.snapshot FROM ledger.matter AS m"
        " LEFT JOIN ledger.text AS x ON x.tenant = ledger.tenant() AND x.id = m.text_id AND x.erased_at IS NULL"
        " WHERE m.tenant = ledger.tenant() AND m.is_open AND m.attention <> '{}'"
        f" AND m.attention && ARRAY['{LETTER}'] AND {scope} ORDER BY m.next_due, m.id LIMIT %(most)s"
    )
