"""When a limit ends: the vectors of the acceptance file, each rule once, and every minute of a year by counting."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest
import yaml
from clocks_by_minute import CALENDARS, COUNTERS, PLAIN, SEASONAL, at, modest, moment, shown
from hypothesis import given
from hypothesis import strategies as st

from fengqiao.clocks import Calendar, Limit, LimitUnit, OutOfCalendar, day_of, due

ACCEPTANCE = yaml.safe_load(
    (Path(__file__).parents[1] / "scenarios" / "acceptance.yaml").read_text(encoding="utf-8")
)
VECTORS = ACCEPTANCE["calendar_vectors"]
EXPECTED = [
    (scenario["id"], step["expect"])
    for scenario in ACCEPTANCE["scenarios"]
    for step in scenario["steps"]
    if "due_basis" in step.get("expect", {})
]
STARTS = st.integers(0, 280 * 24 * 60).map(moment)
SMALL = {"minute": 300, "hour": 100, "working_hour": 40, "working_day": 20, "calendar_day": 40}
LIMITS = st.sampled_from(list(LimitUnit)).flatmap(
    lambda unit: st.integers(1, SMALL[unit]).map(lambda amount: Limit(amount, unit))
)


def test_there_are_vectors() -> None:
    assert len(VECTORS) >= 14
    assert len(EXPECTED) >= 20


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: f"{v['start']}+{v['amount']}{v['unit']}")
def test_the_vectors_of_the_acceptance_file(vector: dict[str, Any]) -> None:
    limit = Limit(vector["amount"], LimitUnit(vector["unit"]))
    found = due(at(vector["start"]), limit, calendar=PLAIN)
    assert shown(found.at) == vector["due"]
    assert not found.provisional


@pytest.mark.parametrize("expect", [each for _, each in EXPECTED], ids=[name for name, _ in EXPECTED])
def test_every_due_of_the_scenarios_follows_from_its_basis(expect: dict[str, Any]) -> None:
    start, amount, unit = expect["due_basis"]
    assert shown(due(at(start), Limit(amount, LimitUnit(unit)), calendar=PLAIN).at) == expect["due_at"]


@pytest.mark.parametrize(
    ("start", "amount", "unit", "expected"),
    [
        ("2026-10-19 09:12", 3, LimitUnit.MINUTE, "2026-10-19 09:15"),
        ("2026-05-02 10:06", 24, LimitUnit.HOUR, "2026-05-03 10:06"),
        ("2026-10-12 09:30:15", 1, LimitUnit.WORKING_HOUR, "2026-10-12 10:3015.000000"),
        ("2026-10-12 08:30", 7, LimitUnit.WORKING_HOUR, "2026-10-12 17:30"),
        ("2026-10-12 08:30", 14, LimitUnit.WORKING_HOUR, "2026-10-13 17:30"),
        ("2026-10-12 11:00", 1, LimitUnit.WORKING_HOUR, "2026-10-12 12:00"),
        ("2026-10-12 12:30", 1, LimitUnit.WORKING_HOUR, "2026-10-12 15:00"),
        ("2026-10-12 17:30", 1, LimitUnit.WORKING_HOUR, "2026-10-13 09:30"),
        ("2026-10-12 00:00", 1, LimitUnit.WORKING_DAY, "2026-10-13 17:30"),
        ("2026-10-12 23:59", 1, LimitUnit.WORKING_DAY, "2026-10-13 17:30"),
        ("2026-09-30 10:00", 1, LimitUnit.CALENDAR_DAY, "2026-10-08 17:30"),
        ("2026-10-09 10:00", 1, LimitUnit.CALENDAR_DAY, "2026-10-10 17:30"),
        ("2026-11-02 17:30", 10, LimitUnit.WORKING_DAY, "2026-11-16 17:30"),
    ],
)
def test_each_rule_once(start: str, amount: int, unit: LimitUnit, expected: str) -> None:
    assert shown(due(at(start), Limit(amount, unit), calendar=PLAIN).at) == expected


def test_a_day_limit_ends_with_the_hours_of_its_last_day() -> None:
    for start, expected in (
        ("2026-04-29 10:00", "2026-04-30 17:30"),
        ("2026-04-30 10:00", "2026-05-06 18:30"),
    ):
        assert shown(due(at(start), Limit(1, LimitUnit.WORKING_DAY), calendar=SEASONAL).at) == expected


def test_a_start_is_taken_in_any_zone_and_kept_in_utc() -> None:
    found = due(datetime(2026, 10, 9, 17, 0, tzinfo=UTC), Limit(1, LimitUnit.WORKING_DAY), calendar=PLAIN)
    assert found.start.tzinfo is UTC
    assert found.at.tzinfo is UTC
    assert shown(found.at) == "2026-10-12 17:30"


@modest
@given(STARTS, LIMITS, st.booleans())
def test_due_is_what_counting_minutes_gives(start: datetime, limit: Limit, seasonal: bool) -> None:
    found = due(start, limit, calendar=CALENDARS[seasonal])
    assert found.at == COUNTERS[seasonal].due(start, limit.amount, limit.unit)


@modest
@given(STARTS, st.timedeltas(timedelta(), timedelta(days=9)), LIMITS)
def test_a_later_start_or_a_larger_amount_is_never_due_earlier(
    start: datetime, delay: timedelta, limit: Limit
) -> None:
    first = due(start, limit, calendar=SEASONAL).at
    assert first >= start
    assert due(start + delay, limit, calendar=SEASONAL).at >= first
    assert due(start, Limit(limit.amount + 1, limit.unit), calendar=SEASONAL).at >= first


def test_a_due_in_a_year_without_a_notice_is_provisional() -> None:
    late = at("2026-12-30 10:00")
    assert due(late, Limit(3, LimitUnit.WORKING_DAY), calendar=PLAIN).provisional
    assert due(late, Limit(20, LimitUnit.WORKING_HOUR), calendar=PLAIN).provisional
    assert due(late, Limit(3, LimitUnit.CALENDAR_DAY), calendar=PLAIN).provisional
    assert not due(late, Limit(1, LimitUnit.WORKING_DAY), calendar=PLAIN).provisional
    assert not due(late, Limit(72, LimitUnit.HOUR), calendar=PLAIN).provisional


def test_the_notice_of_a_year_moves_the_due() -> None:
    start, limit = at("2026-12-31 10:00"), Limit(1, LimitUnit.WORKING_DAY)
    noticed = Calendar(
        {**PLAIN.days, date(2027, 1, 1): False, date(2027, 1, 3): True}, frozenset({2026, 2027})
    )
    assert shown(due(start, limit, calendar=PLAIN).at) == "2027-01-01 17:30"
    found = due(start, limit, calendar=noticed)
    assert shown(found.at) == "2027-01-03 17:30"
    assert not found.provisional


@pytest.mark.parametrize("unit", list(LimitUnit))
def test_limits_past_the_last_year_say_so(unit: LimitUnit) -> None:
    for amount in (40, 3000):
        with pytest.raises(OutOfCalendar):
            due(at("9999-12-31 23:50"), Limit(amount, unit), calendar=PLAIN)


@modest
@given(st.datetimes(timezones=st.just(UTC)), LIMITS)
def test_no_moment_breaks_the_clock(start: datetime, limit: Limit) -> None:
    try:
        found = due(start, limit, calendar=PLAIN)
    except OutOfCalendar:
        assert start.year in {1, 9999}
    else:
        assert found.at >= start
        assert found.provisional is (
            limit.unit not in {LimitUnit.MINUTE, LimitUnit.HOUR}
            and {day_of(start).year, day_of(found.at).year} != {2026}
        )


@pytest.mark.parametrize("amount", [0, -1, 10_000_000, 1.5, "3", None, True])
def test_impossible_amounts_are_refused(amount: Any) -> None:
    for unit in LimitUnit:
        with pytest.raises(ValueError):
            Limit(amount, unit)


@pytest.mark.parametrize(
    ("unit", "most"),
    [
        (LimitUnit.MINUTE, 5_270_400),
        (LimitUnit.HOUR, 87_840),
        (LimitUnit.WORKING_HOUR, 29_280),
        (LimitUnit.WORKING_DAY, 3_660),
        (LimitUnit.CALENDAR_DAY, 3_660),
    ],
)
def test_a_limit_is_at_most_ten_years(unit: LimitUnit, most: int) -> None:
    assert Limit(most, unit).amount == most
    with pytest.raises(ValueError, match=str(most)):
        Limit(most + 1, unit)


def test_impossible_units_are_refused_and_known_names_are_read() -> None:
    with pytest.raises(ValueError):
        Limit(1, cast("LimitUnit", "week"))
    assert Limit(1, cast("LimitUnit", "working_day")) == Limit(1, LimitUnit.WORKING_DAY)
    assert isinstance(Limit(1, cast("LimitUnit", "working_day")).unit, LimitUnit)
