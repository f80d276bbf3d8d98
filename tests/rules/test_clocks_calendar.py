"""The working calendar: days, make-up days, sessions, seasons, years without a notice, the ends of time."""

import copy
import pickle
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import cast

import pytest
from clocks_by_minute import CALENDARS, COUNTERS, PLAIN, SEASONAL, WORKED, at, modest, moment, shown
from hypothesis import given
from hypothesis import strategies as st

from fengqiao.clocks import (
    SHANGHAI,
    Calendar,
    OfficeSessions,
    OutOfCalendar,
    Timetable,
    add_office_time,
    day_of,
    elapsed_working_hours,
    nth_working_day_opening,
    office_time,
    overdue_working_days,
    working_days_between,
)

MOMENTS = st.integers(0, 300 * 24 * 60).map(moment)
FINE_MOMENTS = st.timedeltas(timedelta(days=-200), timedelta(days=600)).map(lambda span: moment(0) + span)
SPANS = st.timedeltas(timedelta(microseconds=1), timedelta(hours=900))
US = timedelta(microseconds=1)


def test_make_up_days_are_worked_and_holidays_are_free() -> None:
    for day in ("01-04", "02-14", "02-28", "05-09", "09-20", "10-10"):
        assert PLAIN.is_workday(date.fromisoformat(f"2026-{day}"))
    for day in ("01-01", "02-16", "02-23", "05-05", "09-25", "10-07", "10-17"):
        assert not PLAIN.is_workday(date.fromisoformat(f"2026-{day}"))
    assert PLAIN.next_workday(date(2026, 2, 14)) == date(2026, 2, 24)


def test_a_moment_is_taken_for_its_shanghai_day() -> None:
    late_on_saturday_in_london = datetime(2026, 10, 9, 23, 0, tzinfo=UTC)
    assert day_of(late_on_saturday_in_london) == date(2026, 10, 10)
    assert PLAIN.is_workday(late_on_saturday_in_london)
    assert shown(PLAIN.closing(late_on_saturday_in_london)) == "2026-10-10 17:30"
    assert not PLAIN.is_workday(datetime(2026, 10, 10, 16, 0, tzinfo=UTC))


def test_a_free_day_has_no_sessions_but_the_timetable_knows_its_hours() -> None:
    assert PLAIN.sessions(date(2026, 10, 1)) is None
    assert PLAIN.sessions(date(2026, 10, 8)) == OfficeSessions.parse(["08:30-12:00", "14:00-17:30"])
    assert shown(PLAIN.opening(date(2026, 10, 1))) == "2026-10-01 08:30"


def test_a_naive_moment_is_refused() -> None:
    naive = at("2026-10-12 09:00").replace(tzinfo=None)
    for ask in (
        lambda: day_of(naive),
        lambda: PLAIN.add_office_time(naive, timedelta(hours=1)),
        lambda: PLAIN.is_workday(naive),
        lambda: elapsed_working_hours(naive, naive, calendar=PLAIN),
    ):
        with pytest.raises(ValueError, match="time zone"):
            ask()


def test_a_year_without_a_notice_is_provisional_and_follows_the_week() -> None:
    assert not PLAIN.is_provisional(date(2026, 12, 31))
    assert PLAIN.is_provisional(date(2027, 1, 1))
    assert PLAIN.is_provisional(datetime(2026, 12, 31, 16, 0, tzinfo=UTC))
    assert PLAIN.is_workday(date(2027, 1, 1))
    assert not PLAIN.is_workday(date(2027, 1, 2))
    assert PLAIN.is_provisional_between(date(2026, 12, 1), date(2027, 1, 1))
    assert not PLAIN.is_provisional_between(date(2026, 1, 1), date(2026, 12, 31))


@modest
@given(st.dates(date.min, date.max))
def test_every_year_has_an_answer(day: date) -> None:
    calendar = Calendar({}, frozenset({2026}))
    assert calendar.is_workday(day) is (day.isoweekday() < 6)
    assert calendar.is_provisional(day) is (day.year != 2026)
    if date(1, 1, 2) < day < date(9999, 12, 20):
        following = calendar.next_workday(day)
        assert calendar.is_workday(following)
        assert 1 <= (following - day).days <= 3
        midnight = datetime(day.year, day.month, day.day, tzinfo=SHANGHAI)
        hours = 7 if calendar.is_workday(day) else 0
        assert calendar.office_time(midnight, midnight + timedelta(days=1)) == timedelta(hours=hours)


def test_the_ends_of_the_calendar_answer_clearly() -> None:
    early = Calendar({}, frozenset(), Timetable(OfficeSessions.parse(["06:00-12:00"])))
    asks: tuple[Callable[[], object], ...] = (
        lambda: PLAIN.next_workday(date(9999, 12, 31)),
        lambda: PLAIN.add_office_time(at("9999-12-31 17:00"), timedelta(hours=1)),
        lambda: early.opening(date(1, 1, 1)),
        lambda: day_of(datetime(9999, 12, 31, 20, 0, tzinfo=UTC)),
        lambda: nth_working_day_opening(at("9999-12-30 10:00"), 9, calendar=PLAIN),
    )
    for ask in asks:
        with pytest.raises(OutOfCalendar):
            ask()
    centuries = PLAIN.office_time(at("0001-01-02 00:00"), at("9999-12-31 23:59"))
    assert centuries > timedelta(hours=7 * 250 * 9990)


def test_impossible_calendars_are_refused() -> None:
    with pytest.raises(ValueError, match="worked"):
        Calendar({date(2026, 1, 1): cast("bool", 1)}, frozenset())
    with pytest.raises(ValueError, match="years"):
        Calendar({}, frozenset({0}))
    with pytest.raises(ValueError, match="years"):
        Calendar({}, frozenset({10_000}))
    assert not Calendar({}, frozenset({1, 9999})).is_provisional(date(9999, 12, 31))


def test_a_calendar_is_a_value() -> None:
    days = {date(2026, 1, 1): False}
    calendar = Calendar(days, frozenset({2026}))
    calendar.next_workday(date(2026, 1, 1))
    days[date(2026, 1, 2)] = False
    assert calendar == Calendar({date(2026, 1, 1): False}, frozenset({2026}))
    assert calendar.is_workday(date(2026, 1, 2))
    assert hash(calendar) == hash(Calendar({}, frozenset({2026})))
    for twin in (pickle.loads(pickle.dumps(calendar)), copy.deepcopy(calendar)):
        assert twin == calendar
        assert twin.next_workday(date(2026, 1, 1)) == date(2026, 1, 2)


@modest
@given(MOMENTS, MOMENTS, st.booleans())
def test_office_time_is_the_number_of_open_minutes(one: datetime, other: datetime, seasonal: bool) -> None:
    start, end = sorted((one, other))
    calendar = CALENDARS[seasonal]
    minutes = COUNTERS[seasonal].office_minutes(start, end)
    assert office_time(start, end, calendar=calendar) == timedelta(minutes=minutes)
    assert office_time(end, start, calendar=calendar) == -timedelta(minutes=minutes)
    assert elapsed_working_hours(start, end, calendar=calendar) * 60 == minutes


@modest
@given(FINE_MOMENTS, FINE_MOMENTS, FINE_MOMENTS)
def test_office_time_adds_up_over_years_and_never_exceeds_the_wall(
    a: datetime, b: datetime, c: datetime
) -> None:
    for calendar in (PLAIN, SEASONAL):
        assert office_time(a, c, calendar=calendar) == office_time(a, b, calendar=calendar) + office_time(
            b, c, calendar=calendar
        )
    assert abs(office_time(a, b, calendar=PLAIN)) <= abs(b - a)


@modest
@given(FINE_MOMENTS, SPANS)
def test_added_office_time_is_found_again_and_is_the_earliest_such_moment(
    start: datetime, span: timedelta
) -> None:
    end = add_office_time(start, span, calendar=SEASONAL)
    assert end.tzinfo is UTC
    assert office_time(start, end, calendar=SEASONAL) == span
    assert office_time(start, end - US, calendar=SEASONAL) == span - US


def test_office_time_is_not_taken_away() -> None:
    assert add_office_time(at("2026-10-11 10:00"), timedelta(), calendar=PLAIN) == at("2026-10-11 10:00")
    with pytest.raises(ValueError, match="added"):
        add_office_time(at("2026-10-12 10:00"), -US, calendar=PLAIN)


@modest
@given(MOMENTS, MOMENTS)
def test_working_days_between_is_a_walk_over_the_days(start: datetime, end: datetime) -> None:
    day, last, walked = day_of(start), day_of(end), 0
    while day < last:
        day += timedelta(days=1)
        walked += WORKED[day]
    assert working_days_between(start, end, calendar=PLAIN) == walked
    if walked:
        opening = nth_working_day_opening(start, walked, calendar=PLAIN)
        assert day_of(opening) <= last
        assert nth_working_day_opening(start, walked + 1, calendar=PLAIN) > end or day_of(opening) == last


def test_the_ladder_stands_on_openings_after_the_due() -> None:
    due_at = at("2026-10-21 17:30")
    steps = [shown(nth_working_day_opening(due_at, n, calendar=PLAIN)) for n in (1, 3, 5)]
    assert steps == ["2026-10-22 08:30", "2026-10-26 08:30", "2026-10-28 08:30"]
    on_a_sunday = at("2026-10-18 08:00")
    assert shown(nth_working_day_opening(on_a_sunday, 1, calendar=PLAIN)) == "2026-10-19 08:30"
    with pytest.raises(ValueError, match="from 1"):
        nth_working_day_opening(due_at, 0, calendar=PLAIN)


def test_overdue_days_begin_with_the_day_after_the_due() -> None:
    due_at = at("2026-10-21 17:30")
    for moment_, days in (
        ("2026-10-20 10:00", 0),
        ("2026-10-21 17:30", 0),
        ("2026-10-21 17:31", 0),
        ("2026-10-22 00:01", 1),
        ("2026-10-25 12:00", 2),
        ("2026-10-27 16:00", 4),
    ):
        assert overdue_working_days(due_at, at(moment_), calendar=PLAIN) == days
    assert working_days_between(at("2026-03-16 10:22"), at("2026-03-24 15:00"), calendar=PLAIN) == 6


def test_handling_hours_are_exact() -> None:
    spent = elapsed_working_hours(at("2026-10-19 09:14"), at("2026-10-21 17:05"), calendar=PLAIN)
    assert f"{float(spent):.2f}" == "19.85"
    third = elapsed_working_hours(at("2026-10-19 09:00"), at("2026-10-19 09:20"), calendar=PLAIN)
    assert third * 3 == 1


def test_a_limit_may_end_with_the_last_session_of_a_year() -> None:
    end = add_office_time(at("2026-12-31 16:00"), timedelta(hours=1.5), calendar=PLAIN)
    assert shown(end) == "2026-12-31 17:30"
    assert (
        shown(add_office_time(at("2026-12-31 16:00"), timedelta(hours=2), calendar=PLAIN))
        == "2027-01-01 09:00"
    )


def test_a_year_with_holidays_is_not_taken_for_a_like_one_without() -> None:
    # Both begin on a Thursday and have 365 days; only 2026 has entries of its own.
    for years in ((2026, 2037), (2037, 2026)):
        calendar = Calendar({date(2026, 10, 1): False}, frozenset({2026}))
        hours = {
            year: calendar.office_time(at(f"{year}-10-01 00:00"), at(f"{year}-10-02 00:00")) for year in years
        }
        assert hours == {2026: timedelta(), 2037: timedelta(hours=7)}


def test_like_years_with_entries_of_their_own_are_kept_apart() -> None:
    calendar = Calendar({date(2026, 10, 1): False, date(2037, 10, 2): False}, frozenset({2026, 2037}))
    hours = {
        day: calendar.office_time(at(f"{day} 00:00"), at(f"{day} 23:59")) // timedelta(hours=1)
        for day in ("2026-10-01", "2026-10-02", "2037-10-01", "2037-10-02")
    }
    assert list(hours.values()) == [0, 7, 7, 0]
