"""Clocks as they are drawn: the full bar of a timer, and the mini bar of a list's row (DESIGN, clock bar)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from fengqiao.clocks import (
    Calendar,
    DueBasis,
    Limit,
    LimitUnit,
    Timer,
    moment_in_words,
    remaining,
    segments,
    sentence,
)
from fengqiao.insight.words import CLOCK_CAUSE, TIMER, word
from fengqiao.matters.clockwork import light_at

_UNIT: Final = {
    LimitUnit.MINUTE: ("分钟", "minutes"),
    LimitUnit.HOUR: ("小时", "hours"),
    LimitUnit.WORKING_HOUR: ("个工作小时", "working hours"),
    LimitUnit.WORKING_DAY: ("个工作日", "working days"),
    LimitUnit.CALENDAR_DAY: ("天", "calendar days"),
}
_NOTHING: Final = timedelta()


def full_bar(timer: Timer, at: datetime, *, calendar: Calendar, english: bool = False) -> dict[str, Any]:
    """A timer with its running and paused segments, its rule and its sentence; moments aware, `ratio` of what is used."""
    locale = "en" if english else "zh"
    light = "paused" if timer.is_paused else light_at(timer, at).value
    return {
        "name": timer.name,
        "title": word(TIMER, timer.name, english=english),
        "start": timer.start,
        "due": timer.due,
        "original_due": timer.original_due,
        "light": light,
        "ratio": _used(timer, at, calendar=calendar),
        "stopped_at": timer.stopped_at,
        "provisional": timer.provisional,
        "limit_amount": timer.limit.amount,
        "limit_unit": timer.limit.unit.value,
        "segments": [
            {
                "since": span.since,
                "until": span.until,
                "running": span.kind == "running",
                "cause": span.cause or "",
                "why": word(CLOCK_CAUSE, span.cause, english=english) if span.cause else "",
            }
            for span in segments(timer, max(at, timer.start))
        ],
        "rule": _rule(timer, english=english),
        "sentence": sentence(remaining(timer, at, calendar=calendar), locale=locale),
    }


@dataclass(frozen=True, slots=True)
class RowClock:
    """What a list's row knows of its main clock; `unit` is the clock by which the limit runs."""

    start: datetime
    due: datetime
    yellow_at: datetime | None
    unit: LimitUnit
    paused: str = ""
    stopped_at: datetime | None = None


class MiniBars:
    """The mini bars of one list, all at one moment: limits that end together are measured once.

    A bar is light, sentence and how much of the limit is used (0 to 1), from a row's columns alone. The whole limit is
    what lies between the yellow moment and the due, divided by the yellow ratio: so pauses, extensions and rounds need
    not be known.
    """

    def __init__(
        self, at: datetime, *, calendar: Calendar, yellow_ratio: Decimal, english: bool = False
    ) -> None:
        self._at = at
        self._calendar = calendar
        self._yellow = float(yellow_ratio)
        self._english = english
        self._left: dict[tuple[datetime, LimitUnit], timedelta] = {}
        self._said: dict[tuple[datetime, LimitUnit], str] = {}

    def bar(self, clock: RowClock) -> dict[str, Any]:
        """The bar of a row."""
        if clock.paused:
            cause = word(CLOCK_CAUSE, clock.paused, english=self._english)
            words = f"Clock paused: {cause}" if self._english else f"已暂停计时：{cause}"
            return {"light": "paused", "sentence": words, "ratio": 0.0}
        held = self._at if clock.stopped_at is None else clock.stopped_at
        if held > clock.due:
            light, ratio = "red", 1.0
        else:
            light = "yellow" if clock.yellow_at is not None and held >= clock.yellow_at else "green"
            ratio = self._used(clock, held)
        return {"light": light, "sentence": self._sentence(clock), "ratio": ratio}

    def _sentence(self, clock: RowClock) -> str:
        key = clock.due, clock.unit
        if clock.stopped_at is not None or key not in self._said:
            left = remaining(_timer(clock), self._at, calendar=self._calendar)
            said = sentence(left, locale="en" if self._english else "zh")
            if clock.stopped_at is not None:
                return said
            self._said[key] = said
        return self._said[key]

    def _used(self, clock: RowClock, at: datetime) -> float:
        left = self._to_due(clock, at)
        if clock.yellow_at is not None and self._yellow:
            whole = _own_time(clock.yellow_at, clock.due, clock.unit, self._calendar) / self._yellow
        else:
            whole = _own_time(clock.start, clock.due, clock.unit, self._calendar)
        return _part(whole - left, whole)

    def _to_due(self, clock: RowClock, at: datetime) -> timedelta:
        if clock.stopped_at is not None:
            return _own_time(at, clock.due, clock.unit, self._calendar)
        key = clock.due, clock.unit
        if key not in self._left:
            self._left[key] = _own_time(at, clock.due, clock.unit, self._calendar)
        return self._left[key]


def until_words(due: datetime, at: datetime, *, english: bool = False) -> str:
    """A due moment as it is said: 今天 17:30, 10月22日 17:30."""
    return moment_in_words(due, at, locale="en" if english else "zh")


def _rule(timer: Timer, *, english: bool) -> str:
    """The limit in words, with what was added to it."""

    def said(limit: Limit) -> str:
        zh, en = _UNIT[limit.unit]
        return f"{limit.amount} {en}" if english else f"{limit.amount} {zh}"

    parts = [
        said(timer.limit),
        *(f"{'extended by ' if english else '延期 '}{said(each.limit)}" for each in timer.extensions),
    ]
    return (", " if english else "，").join(parts)


def _used(timer: Timer, at: datetime, *, calendar: Calendar) -> float:
    """How much of a timer's limit is used, between 0 and 1."""
    left = remaining(timer, at, calendar=calendar)
    if left.overdue:
        return 1.0
    whole = _own_time(timer.start, timer.due, timer.limit.unit, calendar)
    for pause in timer.pauses:
        if pause.until is not None and pause.since < timer.due:
            whole -= _own_time(pause.since, min(pause.until, timer.due), timer.limit.unit, calendar)
    return _part(whole - left.left, whole)


def _part(used: timedelta, whole: timedelta) -> float:
    return round(min(max(used / whole, 0.0), 1.0), 3) if whole > _NOTHING else 1.0


def _own_time(first: datetime, last: datetime, unit: LimitUnit, calendar: Calendar) -> timedelta:
    return calendar.office_time(first, last) if unit.by_office_time else last - first


def _timer(clock: RowClock) -> Timer:
    """A timer that says what is left as the real one would; its limit's amount is not asked for."""
    return Timer(
        name="handle",
        start=min(clock.start, clock.due),
        limit=Limit(1, clock.unit),
        due=clock.due,
        original_due=clock.due,
        due_basis=DueBasis(clock.start, 1, clock.unit),
        yellow_at=clock.yellow_at or clock.due,
        yellow_ratio=Decimal(0),
        provisional=False,
        stopped_at=clock.stopped_at,
    )
