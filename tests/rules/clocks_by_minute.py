"""A second clock, written to be slow and plain: it knows every minute of 2026 as open or closed and counts them.

It shares no code with the clocks room; the properties in test_clocks_*.py compare the two.
"""

from datetime import date, datetime, timedelta, timezone

import chinese_calendar
from hypothesis import settings

from fengqiao.clocks import Calendar, OfficeSessions, Period, Timetable

modest = settings(max_examples=40, deadline=None)
"""Enough to find a wrong minute, few enough that the rules tests stay under five seconds."""

ZONE = timezone(timedelta(hours=8))
NEW_YEAR = datetime(2026, 1, 1, tzinfo=ZONE)
MINUTES = 365 * 24 * 60
USUAL = ["08:30-12:00", "14:00-17:30"]
SUMMER = ["08:00-12:00", "15:00-18:30"]
SUMMER_FIRST, SUMMER_LAST = date(2026, 5, 1), date(2026, 9, 30)
DAYS_2026 = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]
WORKED = {day: chinese_calendar.is_workday(day) for day in DAYS_2026}

PLAIN = Calendar(WORKED, frozenset({2026}), Timetable(OfficeSessions.parse(USUAL)))
SEASONAL = Calendar(
    WORKED,
    frozenset({2026}),
    Timetable(
        OfficeSessions.parse(USUAL), (Period(SUMMER_FIRST, SUMMER_LAST, OfficeSessions.parse(SUMMER)),)
    ),
)


def at(text: str) -> datetime:
    """Read "2026-10-12 09:30" (seconds allowed) as Shanghai time."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def shown(of: datetime) -> str:
    """Write a moment as the scenarios do, with seconds only where there are any."""
    local = of.astimezone(ZONE)
    return f"{local:%Y-%m-%d %H:%M}" + (f"{local:%S.%f}" if local.second or local.microsecond else "")


class MinuteCounter:
    """Counts open minutes of 2026; a minute is known by its place in the year."""

    def __init__(self, *, seasonal: bool) -> None:
        self.seasonal = seasonal
        self.open = bytearray(MINUTES)
        for day in range(365):
            hours = self.hours(DAYS_2026[day]) if WORKED[DAYS_2026[day]] else []
            for opens, closes in hours:
                for minute in range(opens, closes):
                    self.open[day * 24 * 60 + minute] = 1

    def hours(self, day: date) -> list[tuple[int, int]]:
        texts = SUMMER if self.seasonal and SUMMER_FIRST <= day <= SUMMER_LAST else USUAL
        return [(_minute(text[:5]), _minute(text[6:])) for text in texts]

    def office_minutes(self, start: datetime, end: datetime) -> int:
        return sum(self.open[place(start) : place(end)])

    def after(self, start: datetime, minutes: int) -> datetime:
        """Give the end of the so-many-th open minute from `start`."""
        now = place(start)
        while minutes:
            minutes -= self.open[now]
            now += 1
        return moment(now)

    def close(self, day: date) -> datetime:
        """Give the end of office of this day, or of the next one that is worked."""
        while not WORKED[day]:
            day += timedelta(days=1)
        return datetime(day.year, day.month, day.day, tzinfo=ZONE) + timedelta(minutes=self.hours(day)[-1][1])

    def due(self, start: datetime, amount: int, unit: str) -> datetime:
        day = start.astimezone(ZONE).date()
        if unit == "minute":
            return start + timedelta(minutes=amount)
        if unit == "hour":
            return start + timedelta(minutes=60 * amount)
        if unit == "working_hour":
            return self.after(start, 60 * amount)
        if unit == "calendar_day":
            return self.close(day + timedelta(days=amount))
        while amount:
            day += timedelta(days=1)
            amount -= WORKED[day]
        return self.close(day)

    def own_minutes(self, start: datetime, end: datetime, unit: str) -> int:
        return self.office_minutes(start, end) if unit.startswith("working") else place(end) - place(start)

    def after_own(self, start: datetime, minutes: int, unit: str) -> datetime:
        return (
            self.after(start, minutes) if unit.startswith("working") else start + timedelta(minutes=minutes)
        )


def _minute(text: str) -> int:
    return int(text[:2]) * 60 + int(text[3:])


def place(of: datetime) -> int:
    return (of - NEW_YEAR) // timedelta(minutes=1)


def moment(of: int) -> datetime:
    return NEW_YEAR + timedelta(minutes=of)


COUNTERS = {False: MinuteCounter(seasonal=False), True: MinuteCounter(seasonal=True)}
CALENDARS = {False: PLAIN, True: SEASONAL}
