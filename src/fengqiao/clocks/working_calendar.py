"""The working calendar of one county: which days are worked, at which hours, and how sure that is (DOMAIN 2.7)."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time, timedelta
from functools import cache
from types import MappingProxyType
from typing import Self

from fengqiao.clocks.moments import MICROSECOND, OutOfCalendar, moment_on, wall
from fengqiao.clocks.timetable import DEFAULT_TIMETABLE, OfficeSessions, Timetable, since_midnight

_SATURDAY = 5
_DAYS_KEPT = 4000


@dataclass(frozen=True, slots=True)
class _Year:
    """One year counted out: microseconds throughout, days by their place in the year from 0."""

    before: tuple[int, ...]
    """Office time from New Year to the start of each day; one more entry than days."""
    workdays: tuple[int, ...]
    """The places of the working days."""
    spans: tuple[tuple[tuple[int, int], ...], ...]
    """The sessions of each day, from midnight; none on a free day."""


@dataclass(frozen=True)
class Calendar:
    """Working days, office hours and the years whose notice is published.

    `days` says of single days whether they are worked (holidays, make-up days); every other day follows the week.
    `published` are the years whose holiday notice is in `days`; another year is provisional. A calendar is a value:
    it does no I/O, and counts a year out once, when first asked about it.
    Days may be given as aware moments, too. Every day of years 1 to 9999 is answered; OutOfCalendar beyond.
    """

    days: Mapping[date, bool] = field(hash=False)
    published: frozenset[int]
    timetable: Timetable = DEFAULT_TIMETABLE
    _exceptional: frozenset[int] = field(init=False, repr=False, compare=False)
    _years: dict[int, _Year] = field(init=False, repr=False, compare=False, default_factory=dict)
    _alike: dict[tuple[int, int], _Year] = field(init=False, repr=False, compare=False, default_factory=dict)
    _edges: dict[date, tuple[datetime, datetime]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        days = {_plain(day): worked for day, worked in self.days.items()}
        if not all(isinstance(worked, bool) for worked in days.values()):
            raise ValueError("a day is worked (True) or free (False)")
        published = frozenset(self.published)
        if not all(MINYEAR <= year <= MAXYEAR for year in published):
            raise ValueError(f"years run from {MINYEAR} to {MAXYEAR}")
        object.__setattr__(self, "days", MappingProxyType(days))
        object.__setattr__(self, "published", published)
        object.__setattr__(self, "_exceptional", frozenset(day.year for day in days))

    def __reduce__(self) -> tuple[type[Self], tuple[dict[date, bool], frozenset[int], Timetable]]:
        """Travel without the counted years, which are only a cache."""
        return type(self), (dict(self.days), self.published, self.timetable)

    def is_workday(self, day: date) -> bool:
        """Tell whether this day is worked: by its own entry, else by the week."""
        day = _plain(day)
        return self.days.get(day, day.weekday() < _SATURDAY)

    def sessions(self, day: date) -> OfficeSessions | None:
        """Give the office hours of this day; None on a free day."""
        return self.timetable.sessions(_plain(day)) if self.is_workday(day) else None

    def opening(self, day: date) -> datetime:
        """Give the first opening of this day in UTC, by the timetable even on a free day."""
        return self._opening_and_closing(_plain(day))[0]

    def closing(self, day: date) -> datetime:
        """Give the last closing of this day in UTC, by the timetable even on a free day."""
        return self._opening_and_closing(_plain(day))[1]

    def next_workday(self, day: date) -> date:
        """Give the first working day after this day."""
        return self.workday_after(day, 1)

    def workday_from(self, day: date) -> date:
        """Give this day if it is worked, else the next working day."""
        return _plain(day) if self.is_workday(day) else self.workday_after(day, 1)

    def workday_after(self, day: date, n: int) -> date:
        """Give the n-th working day after this day, which itself does not count; ValueError if n is below 1."""
        if n < 1:
            raise ValueError(f"working days are counted from 1, not {n}")
        day = _plain(day)
        year, counted = day.year, self._year(day.year)
        place = bisect_right(counted.workdays, _place(day)) + n - 1
        while place >= len(counted.workdays):
            place -= len(counted.workdays)
            year += 1
            counted = self._year(year)
        return date(year, 1, 1) + timedelta(days=counted.workdays[place])

    def workdays_between(self, after: date, until: date) -> int:
        """Count the working days after one day up to and with another; 0 when that is not later."""
        after, until = _plain(after), _plain(until)
        if until <= after:
            return 0
        whole = sum(len(self._year(year).workdays) for year in range(after.year, until.year))
        return whole + self._worked_by(until) - self._worked_by(after)

    def is_provisional(self, day: date) -> bool:
        """Tell whether the year of this day still waits for its notice: the week alone says what is worked."""
        return _plain(day).year not in self.published

    def is_provisional_between(self, first: date, last: date) -> bool:
        """Tell whether any year from the first day to the last waits for its notice."""
        return any(year not in self.published for year in range(_plain(first).year, _plain(last).year + 1))

    def office_time(self, start: datetime, end: datetime) -> timedelta:
        """Measure the time inside office sessions between two moments; negative when `end` is the earlier."""
        if end < start:
            return -self.office_time(end, start)
        first, last = wall(start), wall(end)
        worked = self._worked_until(last) - self._worked_until(first)
        for year in range(first.year, last.year):
            worked += self._year(year).before[-1]
        return timedelta(microseconds=worked)

    def add_office_time(self, start: datetime, span: timedelta) -> datetime:
        """Give the earliest moment, in UTC, by which so much office time has passed since `start`.

        A span that ends with a session ends at its close, not at the next opening (RULINGS 14); a span of nothing
        ends where it starts. Raises ValueError for a negative span, OutOfCalendar past year 9999.
        """
        left = span // MICROSECOND
        if left < 0:
            raise ValueError(f"office time is added, not taken away: {span}")
        begin = wall(start)
        if left == 0:
            return begin.astimezone(UTC)
        year, counted = begin.year, self._year(begin.year)
        target = self._worked_until(begin) + left
        while target > counted.before[-1]:
            target -= counted.before[-1]
            year += 1
            counted = self._year(year)
        place = bisect_left(counted.before, target) - 1
        rest = target - counted.before[place]
        for opens, closes in counted.spans[place]:
            if rest <= closes - opens:
                midnight = moment_on(date(year, 1, 1), time.min)
                return midnight + timedelta(days=place, microseconds=opens + rest)
            rest -= closes - opens
        raise AssertionError("the office time of a day is the sum of its sessions")

    def _opening_and_closing(self, day: date) -> tuple[datetime, datetime]:
        edges = self._edges.get(day)
        if edges is None:
            sessions = self.timetable.sessions(day)
            edges = moment_on(day, sessions.opens), moment_on(day, sessions.closes)
            if len(self._edges) < _DAYS_KEPT:
                self._edges[day] = edges
        return edges

    def _worked_by(self, day: date) -> int:
        return bisect_right(self._year(day.year).workdays, _place(day))

    def _worked_until(self, moment: datetime) -> int:
        counted = self._year(moment.year)
        place = _place(moment)
        worked = counted.before[place]
        now = since_midnight(moment)
        for opens, closes in counted.spans[place]:
            if now > opens:
                worked += min(now, closes) - opens
        return worked

    def _year(self, year: int) -> _Year:
        counted = self._years.get(year)
        if counted is None:
            counted = self._years[year] = self._count(year)
        return counted

    def _count(self, year: int) -> _Year:
        if not MINYEAR <= year <= MAXYEAR:
            raise OutOfCalendar(f"outside the calendar: year {year}")
        if year in self._exceptional or self.timetable.changes_in(year):
            return self._count_out(year)
        # A year without entries of its own depends only on its first weekday and its length, so fourteen serve all.
        new_year = date(year, 1, 1)
        pattern = (new_year.weekday(), date(year, 12, 31).timetuple().tm_yday)
        counted = self._alike.get(pattern)
        if counted is None:
            counted = self._alike[pattern] = self._count_out(year)
        return counted

    def _count_out(self, year: int) -> _Year:
        before, workdays = [0], []
        spans: list[tuple[tuple[int, int], ...]] = []
        in_microseconds: dict[OfficeSessions, tuple[tuple[int, int], ...]] = {}
        for place in range(date(year, 12, 31).timetuple().tm_yday):
            sessions = self.sessions(date(year, 1, 1) + timedelta(days=place))
            today: tuple[tuple[int, int], ...] = ()
            if sessions is not None:
                workdays.append(place)
                if sessions not in in_microseconds:
                    in_microseconds[sessions] = tuple(
                        (since_midnight(opens), since_midnight(closes)) for opens, closes in sessions.spans
                    )
                today = in_microseconds[sessions]
            spans.append(today)
            before.append(before[-1] + sum(closes - opens for opens, closes in today))
        return _Year(tuple(before), tuple(workdays), tuple(spans))


def _plain(day: date) -> date:
    """Give the Shanghai day: a moment is a day, too, and would otherwise never equal an entry."""
    return wall(day).date() if isinstance(day, datetime) else day


def _place(day: date) -> int:
    return day.toordinal() - _new_year(day.year)


@cache
def _new_year(year: int) -> int:
    return date(year, 1, 1).toordinal()
