"""Moments: one time zone, aware datetimes only, and a clear answer where the calendar ends."""

from datetime import UTC, date, datetime, time, timedelta, timezone

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
"""The country's only zone. It has had no summer time since 1992, so a fixed offset is exact and needs no zone data."""

DAY = timedelta(days=1)
MICROSECOND = timedelta(microseconds=1)


class OutOfCalendar(ValueError):  # noqa: N818  # it names what happened, as the glossary does
    """A moment or a day lies before year 1 or after year 9999, where no calendar answers."""


def wall(moment: datetime) -> datetime:
    """Give the Shanghai wall time of an aware moment.

    Raises ValueError for a naive moment, OutOfCalendar where the wall time leaves years 1 to 9999.
    """
    if moment.utcoffset() is None:
        raise ValueError(f"a moment needs a time zone: {moment.isoformat()}")
    try:
        return moment.astimezone(SHANGHAI)
    except OverflowError:
        raise OutOfCalendar(f"outside the calendar: {moment.isoformat()}") from None


def utc(moment: datetime) -> datetime:
    """Give an aware moment in UTC; raises as `wall` does."""
    if moment.utcoffset() is None:
        raise ValueError(f"a moment needs a time zone: {moment.isoformat()}")
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise OutOfCalendar(f"outside the calendar: {moment.isoformat()}") from None


def day_of(moment: datetime) -> date:
    """Give the Shanghai day on which an aware moment falls; raises as `wall` does."""
    return wall(moment).date()


def moment_on(day: date, at: time) -> datetime:
    """Give the moment, in UTC, at which a Shanghai wall clock shows this day and time."""
    return utc(datetime.combine(day, at, tzinfo=SHANGHAI))


def later(moment: datetime, span: timedelta) -> datetime:
    """Add a span of wall time; raises OutOfCalendar where the sum leaves years 1 to 9999."""
    try:
        return utc(wall(moment) + span)
    except OverflowError:
        raise OutOfCalendar(f"outside the calendar: {moment.isoformat()} and {span}") from None


def day_after(day: date, days: int = 1) -> date:
    """Give the day so many calendar days later; raises OutOfCalendar past year 9999."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        raise OutOfCalendar(f"outside the calendar: {day.isoformat()} and {days} days") from None
