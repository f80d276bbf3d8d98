"""What a holiday notice would change: which due moments of open matters move. The rule is the one that moves them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Final

from fengqiao.clocks import SHANGHAI, Calendar
from fengqiao.insight.scopes import Viewer, in_scope
from fengqiao.ledger.connection import UnitOfWork
from fengqiao.ledger.snapshots import unpacked
from fengqiao.lifecycle.decide import decide
from fengqiao.matters.commands import Recompute
from fengqiao.matters.events.handling import ClockRecomputed
from fengqiao.matters.facts import Facts
from fengqiao.matters.matter import Matter
from fengqiao.shared.refused import Refused

MOST_SHOWN: Final = 200

OPEN: Final = """
SELECT m.code, m.visibility = 'normal' OR {scope}, {scope}, m.snapshot
  FROM ledger.matter AS m
 WHERE m.tenant = ledger.tenant() AND m.is_open AND m.resolved_at IS NULL AND m.due_at >= %(since)s
 ORDER BY m.due_at, m.id
"""


@dataclass(frozen=True, slots=True)
class MovedDue:
    """An open matter whose due moment would move."""

    code: str
    category: str
    before: datetime
    after: datetime
    may_open: bool


@dataclass(frozen=True, slots=True)
class CalendarPreview:
    """Open matters that are due in the year or later: `looked` at, `moved`, and the first of these to be shown."""

    looked: int
    moved: int
    items: tuple[MovedDue, ...]


def with_notice(calendar: Calendar, year: int, days: Mapping[date, bool]) -> Calendar:
    """The calendar as it will be when the notice of a year is in."""
    kept = {day: worked for day, worked in calendar.days.items() if day.year != year}
    return Calendar(
        days=kept | dict(days), published=calendar.published | {year}, timetable=calendar.timetable
    )


def preview(
    work: UnitOfWork, viewer: Viewer, facts: Facts, calendar: Calendar, *, year: int
) -> CalendarPreview:
    """Reckon again, in memory, what the system would reckon again; `facts` are the system's own."""
    known = replace(facts, calendar=calendar)
    asked = {**viewer.params(), "since": datetime(year, 1, 1, tzinfo=SHANGHAI).astimezone(UTC)}
    looked = moved = 0
    items: list[MovedDue] = []
    with work.stream(OPEN.format(scope=in_scope(viewer)), asked, size=500) as rows:
        for code, shown, may_open, snapshot in rows:
            looked += 1
            matter = unpacked(bytes(snapshot))
            after = _due_again(matter, known)
            if after is None or matter.handle is None or after == matter.handle.due:
                continue
            moved += 1
            if shown and len(items) < MOST_SHOWN:
                items.append(MovedDue(code, matter.category, matter.handle.due, after, bool(may_open)))
    return CalendarPreview(looked, moved, tuple(items))


def _due_again(matter: Matter, facts: Facts) -> datetime | None:
    try:
        events = decide(matter, Recompute(), facts)
    except Refused:
        return None  # its state has no clock that could move
    return next((each.handle.due for each in events if isinstance(each, ClockRecomputed)), None)
