"""Office hours: the sessions of a day, and which sessions hold in which season."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Self

_SESSION = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])-([01][0-9]|2[0-3]):([0-5][0-9])")
_LEAP_YEAR = [date(2024, 1, 1) + timedelta(days=n) for n in range(366)]


@dataclass(frozen=True)
class OfficeSessions:
    """The hours in which an office is open on one day: (opens, closes) pairs of Shanghai wall times.

    Pairs are in order, apart from each other, and at least one; ValueError otherwise.
    """

    spans: tuple[tuple[time, time], ...]

    def __post_init__(self) -> None:
        spans = tuple((opens, closes) for opens, closes in self.spans)
        object.__setattr__(self, "spans", spans)
        if not spans:
            raise ValueError("an office needs at least one session a day")
        edges = [edge for span in spans for edge in span]
        if any(edge.tzinfo is not None for edge in edges):
            raise ValueError("session times are wall times without a zone")
        for earlier, following in pairwise(edges):
            if following <= earlier:
                raise ValueError(f"sessions overlap or stand out of order: {self}")

    @classmethod
    def parse(cls, sessions: Iterable[str]) -> Self:
        """Read sessions such as ["08:30-12:00", "14:00-17:30"]; ValueError names the one that is not understood."""
        return cls(tuple(_session(text) for text in sessions))

    @property
    def opens(self) -> time:
        """The first opening of the day."""
        return self.spans[0][0]

    @property
    def closes(self) -> time:
        """The last closing of the day."""
        return self.spans[-1][1]

    @property
    def length(self) -> timedelta:
        """Office time of one day."""
        return timedelta(
            microseconds=sum(since_midnight(end) - since_midnight(start) for start, end in self.spans)
        )

    def __str__(self) -> str:
        return ", ".join(f"{start:%H:%M}-{end:%H:%M}" for start, end in self.spans)


@dataclass(frozen=True)
class Period:
    """A season with other hours, such as the summer timetable; `first` and `last` are both in it.

    With `yearly` only month and day count, and the season may reach over New Year. ValueError when it ends
    before it begins.
    """

    first: date
    last: date
    sessions: OfficeSessions
    yearly: bool = False

    def __post_init__(self) -> None:
        if self.last < self.first and not self.yearly:
            raise ValueError(f"a period ends before it begins: {self.first} to {self.last}")

    def holds(self, day: date) -> bool:
        """Tell whether the period covers this day."""
        if not self.yearly:
            return self.first <= day <= self.last
        first, this, last = ((each.month, each.day) for each in (self.first, day, self.last))
        return first <= this <= last if first <= last else this >= first or this <= last


@dataclass(frozen=True)
class Timetable:
    """The office hours of a county: default sessions, and periods with others.

    A period with dates goes before a yearly one; two of the same sort may not overlap (ValueError).
    """

    default: OfficeSessions
    periods: tuple[Period, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "periods", tuple(sorted(self.periods, key=lambda p: (p.yearly, p.first))))
        dated = [period for period in self.periods if not period.yearly]
        for one, following in pairwise(dated):
            if following.first <= one.last:
                raise ValueError(f"periods overlap on {following.first}")
        yearly = [period for period in self.periods if period.yearly]
        for day in _LEAP_YEAR:
            if sum(period.holds(day) for period in yearly) > 1:
                raise ValueError(f"yearly periods overlap on {day:%m-%d}")

    def sessions(self, day: date) -> OfficeSessions:
        """Give the sessions that hold on this day, if it is a working day."""
        return next((period.sessions for period in self.periods if period.holds(day)), self.default)

    def changes_in(self, year: int) -> bool:
        """Tell whether a period with dates touches this year, so that the year is not like others."""
        return any(p.first.year <= year <= p.last.year for p in self.periods if not p.yearly)


def since_midnight(at: time | datetime) -> int:
    """Give the microseconds from midnight to this wall time."""
    return ((at.hour * 60 + at.minute) * 60 + at.second) * 1_000_000 + at.microsecond


def _session(text: str) -> tuple[time, time]:
    match = _SESSION.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"a session reads like 08:30-12:00, not {text!r}")
    hour, minute, end_hour, end_minute = map(int, match.groups())
    return time(hour, minute), time(end_hour, end_minute)


DEFAULT_SESSIONS = OfficeSessions.parse(["08:30-12:00", "14:00-17:30"])
"""7 working hours a day (DOMAIN 2.7)."""

DEFAULT_TIMETABLE = Timetable(DEFAULT_SESSIONS)
