"""Office hours: sessions in order, seasons with dates and seasons that come every year."""

from datetime import UTC, date, time, timedelta

import pytest
from clocks_by_minute import SEASONAL, at, shown

from fengqiao.clocks import DEFAULT_TIMETABLE, Calendar, OfficeSessions, Period, Timetable


def test_the_summer_timetable_holds_from_its_first_to_its_last_day() -> None:
    assert shown(SEASONAL.closing(date(2026, 4, 30))) == "2026-04-30 17:30"
    assert shown(SEASONAL.closing(date(2026, 5, 6))) == "2026-05-06 18:30"
    assert shown(SEASONAL.opening(date(2026, 9, 30))) == "2026-09-30 08:00"
    assert shown(SEASONAL.opening(date(2026, 10, 8))) == "2026-10-08 08:30"


def test_a_yearly_season_holds_every_year_and_may_reach_over_new_year() -> None:
    winter = OfficeSessions.parse(["09:00-12:00", "13:30-17:00"])
    yearly = Timetable(
        DEFAULT_TIMETABLE.default, (Period(date(2025, 11, 1), date(2026, 2, 28), winter, yearly=True),)
    )
    for day in (date(2025, 11, 1), date(2031, 12, 31), date(2032, 1, 1), date(2033, 2, 28)):
        assert yearly.sessions(day) == winter
    for day in (date(2025, 10, 31), date(2032, 2, 29), date(2033, 3, 1)):
        assert yearly.sessions(day) == DEFAULT_TIMETABLE.default


def test_a_season_within_the_year_holds_on_its_edges_and_not_beside_them() -> None:
    short = OfficeSessions.parse(["09:00-15:00"])
    summer = Period(date(2020, 6, 15), date(2020, 6, 15), short, yearly=True)
    once = Period(date(2026, 6, 15), date(2026, 6, 15), short)
    for day, holds in ((date(2026, 6, 14), False), (date(2026, 6, 15), True), (date(2026, 6, 16), False)):
        assert summer.holds(day) is once.holds(day) is holds
    assert summer.holds(date(2031, 6, 15))
    assert not once.holds(date(2031, 6, 15))


def test_a_period_with_dates_counts_in_every_year_it_touches() -> None:
    around = Period(date(2026, 12, 28), date(2028, 1, 7), OfficeSessions.parse(["09:00-15:00"]))
    calendar = Calendar({}, frozenset(), Timetable(DEFAULT_TIMETABLE.default, (around,)))
    for day, hours in (
        ("2025-12-29", 7),
        ("2026-12-25", 7),
        ("2026-12-28", 6),
        ("2027-06-01", 6),
        ("2028-01-07", 6),
        ("2028-01-10", 7),
        ("2029-01-10", 7),
    ):
        spent = calendar.office_time(at(f"{day} 00:00"), at(f"{day} 23:59"))
        assert spent == timedelta(hours=hours), day


def test_a_period_with_dates_goes_before_a_yearly_one() -> None:
    short, long = OfficeSessions.parse(["09:00-15:00"]), OfficeSessions.parse(["08:00-18:00"])
    table = Timetable(
        DEFAULT_TIMETABLE.default,
        (
            Period(date(2020, 6, 1), date(2020, 8, 31), long, yearly=True),
            Period(date(2026, 7, 1), date(2026, 7, 3), short),
        ),
    )
    found = [
        table.sessions(date(2026, month, day)) for month, day in ((6, 30), (7, 1), (7, 3), (7, 4), (9, 1))
    ]
    assert found == [long, short, short, long, DEFAULT_TIMETABLE.default]
    calendar = Calendar({}, frozenset(), table)
    hours = [calendar.office_time(at(f"2026-07-0{d} 00:00"), at(f"2026-07-0{d} 23:59")) for d in (2, 6)]
    assert hours == [timedelta(hours=6), timedelta(hours=10)]
    assert calendar.office_time(at("2027-07-01 00:00"), at("2027-07-02 00:00")) == timedelta(hours=10)


@pytest.mark.parametrize(
    "sessions",
    [
        [],
        ["12:00-08:30"],
        ["08:30-08:30"],
        ["14:00-17:30", "08:30-12:00"],
        ["08:30-12:00", "11:00-17:30"],
        ["08:30-24:00"],
        ["8:30-12:00"],
        ["08:30–12:00"],
        ["08:30-12:00; drop"],
        [""],
        "08:30-12:00",
    ],
)
def test_impossible_sessions_are_refused(sessions: list[str]) -> None:
    with pytest.raises(ValueError):
        OfficeSessions.parse(sessions)


def test_impossible_timetables_are_refused() -> None:
    default = DEFAULT_TIMETABLE.default
    with pytest.raises(ValueError, match="ends before"):
        Period(date(2026, 5, 2), date(2026, 5, 1), default)
    with pytest.raises(ValueError, match="overlap"):
        Timetable(
            default,
            (
                Period(date(2026, 5, 1), date(2026, 5, 9), default),
                Period(date(2026, 5, 9), date(2026, 6, 1), default),
            ),
        )
    with pytest.raises(ValueError, match="overlap"):
        Timetable(
            default,
            (
                Period(date(2025, 10, 1), date(2026, 3, 1), default, yearly=True),
                Period(date(2026, 2, 1), date(2026, 5, 1), default, yearly=True),
            ),
        )
    with pytest.raises(ValueError, match="zone"):
        OfficeSessions(((time(8, tzinfo=UTC), time(12, tzinfo=UTC)),))


def test_sessions_say_how_long_they_are() -> None:
    assert DEFAULT_TIMETABLE.default.length == timedelta(hours=7)
    assert str(DEFAULT_TIMETABLE.default) == "08:30-12:00, 14:00-17:30"
