"""The county as the rules read it: complete, frozen, fast, and never older than its number."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from fengqiao.clocks import Limit, LimitUnit, due
from fengqiao.directory.models import (
    CalendarDay,
    CalendarYear,
    Category,
    County,
    LimitsProfile,
    OfficePeriod,
    Unit,
)
from fengqiao.directory.snapshot import UnknownCounty, county, current_version, forget, load
from fengqiao.directory.throwaway import ThrowawayCounty, throwaway_county
from fengqiao.people import Level, UnitCategory

pytestmark = pytest.mark.database


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+08:00")


def test_it_holds_everything_a_rule_may_ask(made: ThrowawayCounty) -> None:
    found = county(made.tenant)
    assert len(found.units.by_code) == 106
    assert len(found.categories) == 250
    assert len(found.groups) == 51
    assert len([code for code in found.templates if not code.startswith(("CLAUSE_", "REPLY_"))]) == 18
    assert found.templates["CLAUSE_D03_1"].body.startswith("{用人单位}")
    assert found.areas[made.village] == "松溪村"
    assert found.grids[made.grid].unit == "GRID"
    assert found.throwaway
    housing = found.units.by_code["HOUSING"]
    assert (housing.level, housing.category, housing.area) == (
        Level.COUNTY,
        UnitCategory.DEPARTMENT,
        made.tenant,
    )
    water = found.categories["D0101"]
    assert (water.limit_amount, water.limit_unit, water.co_unit_types) == (
        7,
        "calendar_day",
        ("COMMUNITY", "OWNERS", "HEATING"),
    )


def test_a_second_question_costs_one_look_or_none(made: ThrowawayCounty) -> None:
    first = county(made.tenant)
    with CaptureQueriesContext(connection) as asked:
        assert county(made.tenant) is first
        assert county(made.tenant, version=first.version) is first
    assert len(asked) == 1


def test_whoever_may_be_a_moment_late_asks_nothing(
    made: ThrowawayCounty, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [1000.0]
    monkeypatch.setattr("fengqiao.directory.snapshot.monotonic", lambda: clock[0])
    first = county(made.tenant)
    Unit.objects.filter(tenant=made.tenant, code="HOUSING").update(name_zh="住建局")
    clock[0] += 0.9
    with CaptureQueriesContext(connection) as asked:
        assert county(made.tenant, max_age=1.0) is first
    assert len(asked) == 0
    clock[0] += 0.2
    assert county(made.tenant, max_age=1.0).unit_name("HOUSING") == "住建局"
    assert county(made.tenant, version=-1).version == current_version(made.tenant)


def test_loading_takes_a_dozen_statements_whatever_the_size(made: ThrowawayCounty) -> None:
    with CaptureQueriesContext(connection) as asked:
        load(made.tenant)
    assert len(asked) <= 12


def test_a_change_is_seen_at_the_next_look(made: ThrowawayCounty) -> None:
    first = county(made.tenant)
    Unit.objects.filter(tenant=made.tenant, code="HOUSING").update(name_zh="住建局")
    second = county(made.tenant)
    assert second.unit_name("HOUSING") == "住建局"
    assert first.unit_name("HOUSING") == "住房和城乡建设局"
    assert second.version > first.version


def test_a_change_that_was_rolled_back_is_not_remembered(made: ThrowawayCounty) -> None:
    with transaction.atomic():
        Unit.objects.filter(tenant=made.tenant, code="HOUSING").update(name_zh="甲")
        assert county(made.tenant).unit_name("HOUSING") == "甲"
        transaction.set_rollback(True)
    Unit.objects.filter(tenant=made.tenant, code="HOUSING").update(name_zh="乙")
    assert county(made.tenant).unit_name("HOUSING") == "乙"


def test_an_unknown_county_is_named(db: None) -> None:
    forget()
    with pytest.raises(UnknownCounty, match="110101"):
        county("110101")
    with pytest.raises(UnknownCounty):
        load("110101")


def test_a_retired_unit_lends_its_name_and_takes_no_part(made: ThrowawayCounty) -> None:
    Unit.objects.filter(tenant=made.tenant, code="HOUSING").update(is_active=False)
    found = county(made.tenant)
    assert found.units.get("HOUSING") is None
    assert found.unit_name("HOUSING") == "住房和城乡建设局"
    assert found.unit_name("HOUSING", english=True) == "Housing and urban-rural development bureau"
    assert found.unit_name("NOBODY") == "NOBODY"
    assert found.unit_for_type("HOUSING", made.village) is None


def test_a_category_that_is_switched_off_disappears(made: ThrowawayCounty) -> None:
    Category.objects.filter(tenant=made.tenant, code="D0101").update(is_active=False)
    assert "D0101" not in county(made.tenant).categories


def test_the_calendar_knows_holidays_make_up_days_and_what_is_not_published(made: ThrowawayCounty) -> None:
    calendar = county(made.tenant).calendar
    assert not calendar.is_workday(date(2026, 2, 16))
    assert calendar.is_workday(date(2026, 2, 14))
    found = due(at("2026-02-13 16:00"), Limit(3, LimitUnit.WORKING_DAY), calendar=calendar)
    assert (found.at, found.provisional) == (at("2026-02-25 17:30"), False)
    assert due(at("2030-01-01 09:00"), Limit(3, LimitUnit.WORKING_DAY), calendar=calendar).provisional


def test_a_countys_own_day_goes_before_the_nations(made: ThrowawayCounty) -> None:
    day = date(2026, 2, 16)
    CalendarDay.objects.create(tenant=made.tenant, date=day, is_workday=True, name="值班")
    other = throwaway_county()
    assert county(made.tenant).calendar.is_workday(day)
    assert not county(other.tenant).calendar.is_workday(day)
    CalendarYear.objects.create(tenant=made.tenant, year=2026, published=False)
    assert county(made.tenant).calendar.is_provisional(day)
    assert not county(other.tenant).calendar.is_provisional(day)


def test_office_hours_follow_the_season(made: ThrowawayCounty) -> None:
    OfficePeriod.objects.create(
        tenant=made.tenant,
        name="夏季",
        first=date(2026, 6, 1),
        last=date(2026, 9, 30),
        yearly=True,
        sessions="08:00-12:00, 15:00-18:00",
    )
    County.objects.filter(tenant=made.tenant).update(sessions="09:30-13:00,15:30-19:00")
    calendar = county(made.tenant).calendar
    one_day = Limit(1, LimitUnit.WORKING_DAY)
    assert due(at("2027-07-01 10:00"), one_day, calendar=calendar).at == at("2027-07-02 18:00")
    assert due(at("2026-11-02 10:00"), one_day, calendar=calendar).at == at("2026-11-03 19:00")


def test_profiles_take_from_the_countys_default(made: ThrowawayCounty) -> None:
    LimitsProfile.objects.filter(tenant=made.tenant, code="default").update(
        values={"max_reopen": 5, "yellow_at_remaining_ratio": 0.5}
    )
    LimitsProfile.objects.create(
        tenant=made.tenant, code="relaxed", name="宽", values={"accept_working_days": 1}
    )
    County.objects.filter(tenant=made.tenant).update(profile="relaxed")
    found = county(made.tenant)
    assert found.profile.accept == Limit(1, LimitUnit.WORKING_DAY)
    assert (found.profile.max_reopen, found.profile.yellow_ratio) == (5, Decimal("0.5"))
    assert found.profiles["default"].accept == Limit(3, LimitUnit.MINUTE)


def test_a_profile_that_is_gone_leaves_the_default_in_force(made: ThrowawayCounty) -> None:
    County.objects.filter(tenant=made.tenant).update(profile="gone")
    found = county(made.tenant)
    assert found.profile == found.profiles["default"]


def test_before_the_first_edition_there_is_none(made: ThrowawayCounty) -> None:
    found = county(made.tenant)
    assert found.edition_at(datetime(1999, 12, 31, tzinfo=UTC)) is None
    edition = found.edition_at(datetime(2026, 1, 1, tzinfo=UTC))
    assert edition is not None
    assert edition.number == 1


def test_many_counties_do_not_pile_up_in_memory(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fengqiao.directory.snapshot._MOST_KEPT", 2)
    forget()
    codes = [throwaway_county().tenant for _ in range(3)]
    first = county(codes[0])
    for code in codes[1:]:
        county(code)
    assert county(codes[2]) is county(codes[2])
    assert county(codes[0]) is not first
    assert current_version(codes[0]) == first.version
