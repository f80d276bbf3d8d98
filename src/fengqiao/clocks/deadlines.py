"""When a limit ends, and the countings that need the working calendar (DOMAIN 2.7, 2.8; RULINGS 14)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import assert_never

from fengqiao.clocks.limits import Limit, LimitUnit
from fengqiao.clocks.moments import MICROSECOND, day_after, day_of, later, utc
from fengqiao.clocks.working_calendar import Calendar

_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Due:
    """A due moment with what gave it; `at` is its last instant, in UTC, and belongs to the limit.

    `provisional`: a year whose notice is not out had a say, so it is computed again when the notice arrives.
    """

    start: datetime
    limit: Limit
    at: datetime
    provisional: bool


def due(start: datetime, limit: Limit, *, calendar: Calendar) -> Due:
    """Give the moment at which a limit that starts at `start` ends.

    Minutes and hours run on the wall clock. Working hours run inside office sessions and may end at a session's
    close. Day limits do not count the day of the start and end at the close of their last day; calendar days that
    end on a free day move to the next working day. Raises OutOfCalendar past year 9999, ValueError for a naive start.
    """
    match limit.unit:
        case LimitUnit.MINUTE:
            at = later(start, timedelta(minutes=limit.amount))
        case LimitUnit.HOUR:
            at = later(start, timedelta(hours=limit.amount))
        case LimitUnit.WORKING_HOUR:
            at = calendar.add_office_time(start, timedelta(hours=limit.amount))
        case LimitUnit.WORKING_DAY:
            at = calendar.closing(calendar.workday_after(day_of(start), limit.amount))
        case LimitUnit.CALENDAR_DAY:
            at = close_of(day_after(day_of(start), limit.amount), calendar=calendar)
        case _ as never:
            assert_never(never)
    return Due(utc(start), limit, at, rests_on_unpublished(start, at, unit=limit.unit, calendar=calendar))


def rests_on_unpublished(start: datetime, end: datetime, *, unit: LimitUnit, calendar: Calendar) -> bool:
    """Tell whether a limit between two moments rests on a year without a notice; wall-clock limits never do."""
    if not (unit.by_office_time or unit.by_day):
        return False
    return calendar.is_provisional_between(day_of(start), day_of(end))


def close_of(day: date, *, calendar: Calendar) -> datetime:
    """Give the close of office on this day, or on the next working day if it is free."""
    return calendar.closing(calendar.workday_from(day))


def own_time(start: datetime, end: datetime, *, unit: LimitUnit, calendar: Calendar) -> timedelta:
    """Measure between two moments in the limit's own clock: office time or wall time (RULINGS 15)."""
    return calendar.office_time(start, end) if unit.by_office_time else end - start


def add_own_time(start: datetime, span: timedelta, *, unit: LimitUnit, calendar: Calendar) -> datetime:
    """Give the earliest moment by which so much of the limit's own time has passed."""
    return calendar.add_office_time(start, span) if unit.by_office_time else later(start, span)


def office_time(start: datetime, end: datetime, *, calendar: Calendar) -> timedelta:
    """Measure the time inside office sessions between two moments; negative when `end` is the earlier."""
    return calendar.office_time(start, end)


def add_office_time(start: datetime, span: timedelta, *, calendar: Calendar) -> datetime:
    """Give the earliest moment by which so much office time has passed; see `Calendar.add_office_time`."""
    return calendar.add_office_time(start, span)


def elapsed_working_hours(start: datetime, end: datetime, *, calendar: Calendar) -> Fraction:
    """Give the exact number of working hours between two moments (RULINGS 18, 30)."""
    return Fraction(calendar.office_time(start, end) // MICROSECOND, _HOUR // MICROSECOND)


def working_days_between(start: datetime, end: datetime, *, calendar: Calendar) -> int:
    """Count the working days after the day of `start` up to the day of `end`; 0 when that is not later."""
    return calendar.workdays_between(day_of(start), day_of(end))


def overdue_working_days(due_at: datetime, at: datetime, *, calendar: Calendar) -> int:
    """Count the working days after the due's day up to the day of `at`; 0 when `at` is not after the due."""
    return working_days_between(due_at, at, calendar=calendar) if at > due_at else 0


def nth_working_day_opening(after: datetime, n: int, *, calendar: Calendar) -> datetime:
    """Give the opening of office on the n-th working day after the day of a moment (supervision ladder, DOMAIN 2.8).

    Raises ValueError if n is below 1, OutOfCalendar past year 9999.
    """
    return calendar.opening(calendar.workday_after(day_of(after), n))
