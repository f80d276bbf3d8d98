"""The national working calendar: seeded from chinesecalendar, continued by importing the yearly notice."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import chinese_calendar
from chinese_calendar.constants import Holiday, holidays, workdays
from django.core.exceptions import ValidationError
from django.db import transaction

from fengqiao.clocks.notices import NoticeDay
from fengqiao.directory.labels import label
from fengqiao.directory.models import CalendarDay, CalendarYear, County

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


def publish_year(tenant: str, year: int, days: Iterable[NoticeDay], *, source: str) -> None:
    """Write a county's days of a year in the place of those that it had begun, and say that the notice is in.

    ValidationError when somebody else published the year meanwhile.
    """
    with transaction.atomic():
        County.objects.select_for_update().get(tenant=tenant)
        if CalendarYear.objects.filter(tenant__in=["", tenant], year=year, published=True).exists():
            raise ValidationError({"year": label(f"{year}年已经公布", f"The notice of {year} is in already")})
        CalendarDay.objects.filter(tenant=tenant, date__year=year).delete()
        CalendarDay.objects.bulk_create(
            CalendarDay(tenant=tenant, date=each.day, is_workday=each.worked, name=each.name, source=source)
            for each in days
        )
        own = CalendarYear.objects.filter(tenant=tenant, year=year).first() or CalendarYear(
            tenant=tenant, year=year
        )
        own.published, own.source = True, source
        own.full_clean()
        own.save()


def years(tenant: str) -> list[tuple[int, bool, str]]:
    """(year, published, source) of the years that a county goes by, the latest first; its own go before the country's."""
    rows = CalendarYear.objects.filter(tenant__in=["", tenant]).order_by("tenant")
    known = {
        year: (year, out, source) for year, out, source in rows.values_list("year", "published", "source")
    }
    return [known[year] for year in sorted(known, reverse=True)]


def days_since(tenant: str, year: int) -> list[tuple[date, bool, str]]:
    """(day, worked, name) of what differs from the week from a year on, by date."""
    rows = CalendarDay.objects.filter(tenant__in=["", tenant], date__gte=date(year, 1, 1)).order_by("tenant")
    known = {day: (day, worked, name) for day, worked, name in rows.values_list("date", "is_workday", "name")}
    return [known[day] for day in sorted(known)]
