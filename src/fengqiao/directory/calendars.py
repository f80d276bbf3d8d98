"""The national working calendar: seeded from chinesecalendar, continued by importing the yearly notice."""

from __future__ import annotations

from datetime import date

import chinese_calendar
from chinese_calendar.constants import Holiday, holidays, workdays
from django.db import transaction

from fengqiao.directory.models import CalendarDay, CalendarYear

SOURCE = f"国务院办公厅节假日安排 (chinesecalendar {chinese_calendar.__version__})"


def known_days() -> dict[date, tuple[bool, str]]:
    """(worked, name) for every free day and make-up day of the years that the package knows."""
    named = {holiday.value: holiday.chinese for holiday in Holiday}
    free = {day: (False, named[name]) for day, name in holidays.items()}
    return free | {day: (True, f"{named[name]}调休上班") for day, name in workdays.items()}


def seed_calendar() -> int:
    """Add the national days and years that are not there yet, and leave every other row alone; returns how many days.

    A year that people have begun to enter by hand stays theirs.
    """
    with transaction.atomic():
        days = known_days()
        years = {day.year for day in days}
        present = set(CalendarYear.objects.filter(tenant="", year__in=years).values_list("year", flat=True))
        begun = set(CalendarDay.objects.filter(tenant="").dates("date", "year"))
        missing = years - present - {first.year for first in begun}
        made = CalendarDay.objects.bulk_create(
            CalendarDay(tenant="", date=day, is_workday=worked, name=name, source=SOURCE)
            for day, (worked, name) in sorted(days.items())
            if day.year in missing
        )
        CalendarYear.objects.bulk_create(
            CalendarYear(tenant="", year=year, published=True, source=SOURCE) for year in sorted(missing)
        )
    return len(made)
