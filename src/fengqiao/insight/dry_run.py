"""The dry run of a duty directory: who would have led the matters of the last weeks, had this version been in force.

Nothing is written. The rule asks for nothing but category and place, so matters that share both are dispatched again
once: however many there are, it takes one statement that counts them by category and place, and one for a page of
those that would have gone elsewhere.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from fengqiao.directory.duties import Placed, replay
from fengqiao.directory.models import DutyVersion
from fengqiao.directory.snapshot import CountyDirectory
from fengqiao.insight.scopes import Viewer, in_scope
from fengqiao.ledger.connection import UnitOfWork
from fengqiao.ledger.ids import is_uuid

MOST: Final = 50

PLACES: Final = """
SELECT m.category, m.area, count(*)
  FROM ledger.matter AS m
 WHERE m.tenant = ledger.tenant() AND m.first_dispatched_at >= %(since)s AND m.first_dispatched_at < %(until)s
 GROUP BY m.category, m.area
 ORDER BY m.category, m.area
"""
# A restricted matter is named only to whoever may open it; it is counted all the same.
MATTERS: Final = """
SELECT m.id, m.code, m.category, m.area, m.first_dispatched_at, m.first_unit, {scope}
  FROM ledger.matter AS m
  JOIN unnest(%(categories)s::text[], %(areas)s::text[]) AS moved (category, area)
    ON moved.category = m.category AND moved.area = m.area
 WHERE m.tenant = ledger.tenant() AND m.first_dispatched_at >= %(since)s AND m.first_dispatched_at < %(until)s
   AND (m.visibility = 'normal' OR {scope})
   AND (%(below_at)s::timestamptz IS NULL OR (m.first_dispatched_at, m.id) < (%(below_at)s, %(below_id)s::uuid))
 ORDER BY m.first_dispatched_at DESC, m.id DESC LIMIT %(most)s
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which span, which of the groups ("" for any), and below which row of an earlier page."""

    since: datetime
    until: datetime
    category: str = ""
    before: str = ""
    after: str = ""
    cursor: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """How many matters of a category would have gone from one lead to another."""

    category: str
    before: str
    after: str
    count: int


@dataclass(frozen=True, slots=True)
class Moved:
    """A matter that would have gone elsewhere. `went`: whom it was really dispatched to first."""

    code: str
    category: str
    area: str
    at: datetime
    went: str
    before: str
    after: str
    may_open: bool


@dataclass(frozen=True, slots=True)
class DryRun:
    """What a version would have changed.

    `compared` were dispatched again, `moved` of them to another lead; `others` would only have had other assists or
    another lane; `unknown` are of categories that are no longer in use. `items` is a page of the moved, newest first.
    """

    compared: int
    moved: int
    others: int
    unknown: int
    moves: tuple[Move, ...]
    items: tuple[Moved, ...]
    next_cursor: str | None


def dry_run(
    work: UnitOfWork, viewer: Viewer, version: DutyVersion, asked: Asked, county: CountyDirectory
) -> DryRun:
    """Dispatch again by `version` and by the directory in force now, in two statements of the ledger."""
    span = {"since": asked.since, "until": asked.until}
    counts = {(category, area): n for category, area, n in work.execute(PLACES, span)}
    keys = {f"{category}/{area}": (category, area) for category, area in counts}
    again = [Placed(key, *pair) for key, pair in keys.items()]
    found = replay(version, again, at=viewer.at, county=county)
    leads = {keys[each.matter]: (each.before.lead, each.after.lead) for each in found.differences}
    moved = {pair: lead for pair, lead in leads.items() if lead[0] != lead[1]}
    groups: Counter[tuple[str, str, str]] = Counter()
    for pair, lead in moved.items():
        groups[pair[0], *lead] += counts[pair]
    unknown = sum(counts[keys[key]] for key in found.unknown)
    items, cursor = _page(work, viewer, asked, moved)
    return DryRun(
        compared=sum(counts.values()) - unknown,
        moved=sum(groups.values()),
        others=sum(counts[pair] for pair in leads if pair not in moved),
        unknown=unknown,
        moves=tuple(
            Move(*group, n) for group, n in sorted(groups.items(), key=lambda each: (-each[1], each[0]))
        ),
        items=items,
        next_cursor=cursor,
    )


def _page(
    work: UnitOfWork, viewer: Viewer, asked: Asked, moved: dict[tuple[str, str], tuple[str, str]]
) -> tuple[tuple[Moved, ...], str | None]:
    wanted = {
        pair: lead
        for pair, lead in moved.items()
        if asked.category in {"", pair[0]} and asked.before in {"", lead[0]} and asked.after in {"", lead[1]}
    }
    if not wanted:
        return (), None
    below = _below(asked.cursor)
    params = {
        **viewer.params(),
        "since": asked.since,
        "until": asked.until,
        "categories": [category for category, _ in wanted],
        "areas": [area for _, area in wanted],
        "below_at": below[0],
        "below_id": below[1],
        "most": MOST + 1,
    }
    rows: Sequence[tuple[Any, ...]] = work.execute(MATTERS.format(scope=in_scope(viewer)), params).fetchall()
    items = tuple(
        Moved(code, category, area, at, went, *wanted[category, area], bool(seen))
        for _, code, category, area, at, went, seen in rows[:MOST]
    )
    last = rows[MOST - 1] if len(rows) > MOST else None
    return items, f"{last[4].isoformat()}_{last[0]}" if last is not None else None


def _below(cursor: str) -> tuple[datetime | None, str | None]:
    at, _, key = cursor.partition("_")
    if not is_uuid(key):
        return None, None
    try:
        return datetime.fromisoformat(at), key
    except ValueError:
        return None, None
