"""Counties from the template: complete, idempotent, and throwaway ones that leave nothing behind."""

from time import perf_counter

import pytest
from django.apps import apps

from fengqiao.clocks import DEFAULT_PROFILE, limits_profile
from fengqiao.directory.counties import PROFILES, template_rows
from fengqiao.directory.county_template import Town, Village, load_template
from fengqiao.directory.grids import locate
from fengqiao.directory.models import Category, County, DirectoryModel, DutyVersion, History, Unit, UnitType
from fengqiao.directory.snapshot import UnknownCounty, county
from fengqiao.directory.throwaway import ThrowawayCounty, remove, throwaway_county
from fengqiao.places import Datum, Point, from_wgs84

pytestmark = pytest.mark.database
TENANT = "330998"
TOWNS = (
    Town("001", "望溪街道", "Wangxi Street", (Village("001", "枫林社区", "Fenglin Community"),)),
    Town("101", "石桥镇", "Shiqiao Town", (Village("201", "上桥村", "Shangqiao Village"),)),
)


def load(*towns: Town) -> County:
    return load_template(TENANT, name="青枫县", name_en="Qingfeng County", towns=towns)


def test_guards_and_attributes_are_those_of_the_rulings(made: ThrowawayCounty) -> None:
    found = county(made.tenant).categories.values()
    assert {one.code for one in found if one.no_mediation} == {"D0208", "D1302"}
    assert {one.code for one in found if one.restricted} == {
        "D0203", "D0208", "D1301", "D1302", "H0702", "R0702", "R0703", "R0904",
    }  # fmt: skip
    assert {one.code for one in found if one.confirmation_excluded} == {"D0106", "D1101", "D1102"}
    assert {one.kind for one in found if one.photos} == {"city_event", "city_component", "hazard"}


def test_units_that_take_no_order_are_marked(made: ThrowawayCounty) -> None:
    units = county(made.tenant).units.by_code.values()
    assert {unit.code for unit in units if unit.external} == {"CITY_PLATFORM"}
    assert {unit.code for unit in units if unit.transfer_target_only} == {"DISCIPLINE"}


def test_every_leaf_keeps_limit_and_keywords_of_the_file(made: ThrowawayCounty) -> None:
    found = county(made.tenant).categories
    rows = [row for row in template_rows("categories") if row["default_unit_type"]]
    assert {row["code"] for row in rows} == set(found)
    for row in rows:
        leaf = found[row["code"]]
        assert (leaf.limit_amount, leaf.limit_unit) == (int(row["deadline_value"]), row["deadline_unit"])
        assert "|".join(leaf.keywords) == row["keywords_zh"]
        assert (leaf.kind, leaf.urgency, leaf.parent) == (row["kind"], row["urgency"], row["parent_code"])


def test_shipped_profiles_are_understood_by_the_clocks() -> None:
    read = {code: limits_profile(values) for code, (_, _, values) in PROFILES.items()}
    assert read["default"] == DEFAULT_PROFILE
    assert str(read["relaxed"].accept.unit) == "working_day"


def test_a_county_has_its_units_where_they_belong(db: None) -> None:
    load(*TOWNS)
    units = county(TENANT).units
    names = {code: unit.name_zh for code, unit in units.by_code.items()}
    assert names["COUNTY_CENTER"] == "青枫县综治中心"
    assert names["COUNTY_COORD"] == "协调调度组"
    assert names["PLC"] == "青枫县委政法委"
    assert names["TOWN_GOV_001"] == "望溪街道办事处"
    assert names["TOWN_GOV_101"] == "石桥镇人民政府"
    assert names["MC_VILLAGE_101201"] == "上桥村人民调解委员会"
    assert {unit.code for unit in units.of_type("COMMUNITY")} == {"COMMUNITY_001001"}
    assert {unit.code for unit in units.of_type("VILLAGE")} == {"VILLAGE_101201"}
    assert units.by_code["MC_VILLAGE_101201"].parent == "MC_TOWN_101"
    assert units.by_code["POLICE_STATION_101"].parent == "POLICE"
    assert units.by_code["OWNERS_001001"].parent == "COMMUNITY_001001"
    assert units.by_code["CITY_HOTLINE"].area == "3309"
    station = units.nearest("POLICE_STATION", TENANT + "101201")
    assert station is not None
    assert station.code == "POLICE_STATION_101"


def test_a_village_has_its_villagers_committee_where_the_template_says_community(db: None) -> None:
    load(*TOWNS)
    lines = DutyVersion.objects.get(tenant=TENANT).lines.all()
    assert {(line.area, line.lead.code) for line in lines} == {(TENANT + "101201", "VILLAGE_101201")}


def test_loading_again_adds_what_is_missing_and_keeps_what_people_changed(db: None) -> None:
    load(TOWNS[0])
    Category.objects.filter(tenant=TENANT, code="D0101").update(limit_amount=9)
    Unit.objects.filter(tenant=TENANT, code="HOUSING").update(name_zh="建设局")
    UnitType.objects.filter(tenant=TENANT, code="TELECOM").update(name_zh="电信")
    before = History.objects.count()
    load(TOWNS[0])
    assert History.objects.count() == before
    load(*TOWNS)
    found = county(TENANT)
    assert found.categories["D0101"].limit_amount == 9
    assert found.unit_name("HOUSING") == "建设局"
    assert found.areas[TENANT + "101201"] == "上桥村"
    assert len(found.units.of_type("TOWN_CENTER")) == 2


def test_a_throwaway_countys_units_carry_their_types_codes(made: ThrowawayCounty) -> None:
    units = county(made.tenant).units
    assert set(units.by_code) == {row["code"] for row in template_rows("units")}
    assert all(code == unit.type for code, unit in units.by_code.items())
    nearest = [units.nearest(type_code, made.grid) for type_code in units.by_code]
    assert [unit.code for unit in nearest if unit is not None] == list(units.by_code)


def test_a_throwaway_countys_grid_holds_every_point_of_the_rehearsal(db: None) -> None:
    far = Point(98.51, 39.74, Datum.WGS84)
    made = throwaway_county(points=[far, from_wgs84(Point(119.141, 28.081, Datum.WGS84), Datum.GCJ02)])
    found = county(made.tenant)
    for point in (made.point, far, Point(119.141, 28.081, Datum.WGS84)):
        located = locate(found, point)
        assert located.grid is not None
        assert (located.grid.code, located.inside) == (made.grid, True)
    assert locate(found, Point(100, 30, Datum.WGS84)).inside is False


def test_a_rehearsal_brings_its_limits_and_hours(db: None) -> None:
    made = throwaway_county(profile={"accept_working_days": 1}, sessions=["09:00-12:00", "13:00-18:00"])
    found = county(made.tenant)
    assert str(found.profile.accept.unit) == "working_day"
    assert str(found.calendar.timetable.default) == "09:00-12:00, 13:00-18:00"


def test_a_code_that_is_taken_is_refused(made: ThrowawayCounty) -> None:
    with pytest.raises(ValueError, match="exists"):
        throwaway_county(tenant=made.tenant)


def test_removing_a_throwaway_county_leaves_nothing(made: ThrowawayCounty) -> None:
    county(made.tenant)
    remove(made.tenant)
    tables = [
        model for model in apps.get_app_config("directory").get_models() if issubclass(model, DirectoryModel)
    ]
    assert len(tables) == 28
    assert not any(model._default_manager.filter(tenant=made.tenant).exists() for model in tables)
    assert not History.objects.filter(tenant=made.tenant).exists()
    with pytest.raises(UnknownCounty):
        county(made.tenant)


def test_a_real_county_cannot_be_thrown_away(db: None) -> None:
    load()
    with pytest.raises(ValueError, match="not a throwaway"):
        remove(TENANT)
    assert county(TENANT).name == "青枫县"


def test_making_one_is_quick_enough_for_hundreds(made: ThrowawayCounty) -> None:
    """Counted in statements, which do not depend on the machine; 50 ms where it was measured."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    begun = perf_counter()
    with CaptureQueriesContext(connection) as asked:
        throwaway_county()
    assert len(asked) <= 60
    assert perf_counter() - begun < 5
