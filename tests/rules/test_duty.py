"""The duty directory always ends with an owner, and the most specific line wins."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengqiao.dispatch import ChoiceRule, DutyLine, DutySource, DutyTable, choose
from fengqiao.matters import CategoryInfo, Kind, Urgency
from fengqiao.people import Level, UnitCategory, UnitInfo, Units

TENANT = "620902"
TOWN, OTHER_TOWN = TENANT + "101", TENANT + "102"
VILLAGE, OTHER_VILLAGE = TOWN + "201", TOWN + "202"


def unit(code: str, level: Level, area: str, **more: object) -> UnitInfo:
    values: dict[str, object] = {
        "type": code.partition("@")[0], "name_zh": code, "name_en": code, "category": UnitCategory.DEPARTMENT,
        "parent": None,
    } | more  # fmt: skip
    return UnitInfo(code=code, level=level, area=area, **values)  # type: ignore[arg-type]


def county(*more: UnitInfo) -> Units:
    mediation = {"category": UnitCategory.MEDIATION}
    return Units.of(
        TENANT,
        [
            unit("COUNTY_CENTER", Level.COUNTY, TENANT),
            unit("COUNTY_COORD", Level.COUNTY, TENANT),
            unit("HOUSING", Level.COUNTY, TENANT),
            unit("URBAN_LE", Level.COUNTY, TENANT),
            unit("DISCIPLINE", Level.COUNTY, TENANT, transfer_target_only=True),
            unit("POLICE_STATION@a", Level.TOWN, TOWN),
            unit("POLICE_STATION@b", Level.TOWN, OTHER_TOWN),
            unit("TOWN_CENTER@a", Level.TOWN, TOWN),
            unit("MC_VILLAGE@1", Level.VILLAGE, VILLAGE, **mediation),
            unit("MC_VILLAGE@2", Level.VILLAGE, OTHER_VILLAGE, **mediation),
            *more,
        ],
    )


def category(code: str = "E0102", default: str = "URBAN_LE", **more: object) -> CategoryInfo:
    values: dict[str, object] = {
        "co_unit_types": (),
        "kind": Kind.CITY_EVENT,
        "urgency": Urgency.NORMAL,
    } | more
    return CategoryInfo(
        code=code, parent=code[:3], name_zh="占道", name_en="Blocking", default_unit_type=default,
        limit_amount=1, limit_unit="working_day", **values,  # type: ignore[arg-type]
    )  # fmt: skip


def line(number: int, code: str, area: str, lead: str, *co: str) -> DutyLine:
    return DutyLine(number, 4, code, area, lead, co, source=DutySource.RULING)


def test_the_smallest_area_wins_before_the_longest_category() -> None:
    lines = DutyTable.of(
        [
            line(1, "E0102", "", "HOUSING"),
            line(2, "E", VILLAGE, "TOWN_CENTER@a"),
            line(3, "E01", TOWN, "POLICE_STATION@a"),
            line(4, "E0102", TOWN, "URBAN_LE", "HOUSING"),
        ]
    )
    at = {place: choose(category(), place, lines=lines, county_units=county()) for place in
          (VILLAGE + "003", VILLAGE, OTHER_VILLAGE, OTHER_TOWN, "")}  # fmt: skip
    assert [found.line_id for found in at.values()] == [2, 2, 4, 1, 1]
    assert at[OTHER_VILLAGE].co == ("HOUSING",)
    assert at[OTHER_VILLAGE].version == 4
    assert "第4版" in at[OTHER_VILLAGE].why


def test_the_default_unit_is_the_one_of_the_territory() -> None:
    none = DutyTable.of([])
    station = category("D0107", "POLICE_STATION")
    found = choose(station, VILLAGE, lines=none, county_units=county())
    assert (found.lead, found.rule) == ("POLICE_STATION@a", ChoiceRule.CATEGORY_DEFAULT)
    assert choose(station, OTHER_TOWN, lines=none, county_units=county()).lead == "POLICE_STATION@b"
    mediation = category("D0101", "MC_VILLAGE")
    assert choose(mediation, OTHER_VILLAGE, lines=none, county_units=county()).lead == "MC_VILLAGE@2"


def test_without_a_default_unit_the_town_takes_it_and_without_a_town_the_coordinator() -> None:
    none = DutyTable.of([])
    unknown = category("R9901", "HEATING")
    assert choose(unknown, VILLAGE, lines=none, county_units=county()).rule is ChoiceRule.TERRITORY
    last = choose(unknown, OTHER_TOWN, lines=none, county_units=county())
    assert (last.lead, last.rule) == ("COUNTY_COORD", ChoiceRule.FALLBACK)


@pytest.mark.parametrize("place", ["", "110101", "110101001001", TENANT])
def test_a_place_outside_or_unknown_still_has_an_owner(place: str) -> None:
    found = choose(category("D0101", "MC_VILLAGE"), place, lines=DutyTable.of([]), county_units=county())
    assert found.lead == "COUNTY_COORD"


def test_where_mediation_is_forbidden_no_mediation_unit_is_proposed() -> None:
    lines = DutyTable.of(
        [line(1, "D0208", "", "MC_VILLAGE@1"), line(2, "D02", "", "HOUSING", "MC_VILLAGE@1")]
    )
    guarded = category(
        "D0208", "MC_VILLAGE", no_mediation=True, co_unit_types=("MC_VILLAGE", "POLICE_STATION")
    )
    by_line = choose(guarded, VILLAGE, lines=lines, county_units=county())
    assert (by_line.line_id, by_line.lead, by_line.co) == (2, "HOUSING", ())
    by_default = choose(guarded, VILLAGE, lines=DutyTable.of([]), county_units=county())
    assert (by_default.lead, by_default.co) == ("TOWN_CENTER@a", ("POLICE_STATION@a",))


def test_a_transfer_target_is_named_but_takes_no_order() -> None:
    found = choose(category("R0904", "DISCIPLINE"), VILLAGE, lines=DutyTable.of([]), county_units=county())
    assert found.lead == "DISCIPLINE"
    assert found.transfer_only
    assisted = choose(
        category("R0904", "HOUSING", co_unit_types=("DISCIPLINE",)), "", lines=DutyTable.of([]),
        county_units=county(),
    )  # fmt: skip
    assert assisted.co == ()
    assert not assisted.transfer_only


def test_a_line_to_a_unit_that_is_gone_is_passed_over() -> None:
    lines = DutyTable.of(
        [line(1, "E0102", VILLAGE, "GONE"), line(2, "E0102", "", "HOUSING", "GONE", "HOUSING")]
    )
    found = choose(category(), VILLAGE, lines=lines, county_units=county())
    assert (found.line_id, found.co) == (2, ())


def test_a_county_without_units_is_a_fault_of_configuration() -> None:
    with pytest.raises(LookupError, match=TENANT):
        choose(category(), "", lines=DutyTable.of([]), county_units=Units.of(TENANT, []))


codes = st.sampled_from(["", "D", "D01", "D0101", "D0208", "E", "E01", "E0102", "R0904"])
areas = st.sampled_from(["", TENANT, TOWN, OTHER_TOWN, VILLAGE, OTHER_VILLAGE, VILLAGE + "001", "110101"])
unit_codes = st.sampled_from([*county().by_code, "GONE"])
tables = st.lists(
    st.builds(
        lambda number, code, area, lead, co: line(number, code, area, lead, *co),
        st.integers(1, 10**6), codes, areas, unit_codes, st.lists(unit_codes, max_size=3),
    ),
    unique_by=lambda one: one.id,
    max_size=12,
)  # fmt: skip
categories = st.builds(
    lambda code, default, co, guard: category(code, default, co_unit_types=tuple(co), no_mediation=guard),
    st.sampled_from(["D0101", "D0208", "E0102", "R0904"]),
    st.sampled_from(["MC_VILLAGE", "POLICE_STATION", "URBAN_LE", "DISCIPLINE", "HEATING"]),
    st.lists(st.sampled_from(["MC_VILLAGE", "HOUSING", "DISCIPLINE", "NONE"]), max_size=3),
    st.booleans(),
)


@given(categories, areas, tables)
def test_there_is_always_an_owner_that_may_own(info: CategoryInfo, area: str, table: list[DutyLine]) -> None:
    units = county()
    found = choose(info, area, lines=DutyTable.of(table), county_units=units)
    lead = units.by_code[found.lead]
    assert lead.takes_orders != found.transfer_only
    assert not (info.no_mediation and lead.mediates)
    assert found.lead not in found.co
    assert len(set(found.co)) == len(found.co)
    for code in found.co:
        assert units.by_code[code].takes_orders
        assert not (info.no_mediation and units.by_code[code].mediates)
    assert (found.line_id is None) == (found.rule is not ChoiceRule.DUTY_LINE)
    assert found.why_zh
    assert found.why_en


@given(categories, areas, tables)
def test_the_index_finds_what_a_reading_of_all_lines_finds(
    info: CategoryInfo, area: str, table: list[DutyLine]
) -> None:
    units = county()
    place = units.place(area)
    found = choose(info, area, lines=DutyTable.of(table), county_units=units)
    best = _by_reading(info, place, table, units)
    assert found.line_id == (best.id if best else None)


def _by_reading(info: CategoryInfo, place: str, table: Iterable[DutyLine], units: Units) -> DutyLine | None:
    last: dict[tuple[str, str], DutyLine] = {}
    for one in sorted(table, key=lambda one: one.id):
        last[one.area, one.category] = one
    speaking = [
        one
        for one in last.values()
        if info.code.startswith(one.category)
        and place.startswith(one.area)
        and one.lead in units.by_code
        and not (info.no_mediation and units.by_code[one.lead].mediates)
    ]
    return max(speaking, key=lambda one: (len(one.area), len(one.category)), default=None)


def test_levels_are_ordered_from_the_village_up() -> None:
    assert Level.of("grid") is Level.VILLAGE
    assert Level.VILLAGE < Level.TOWN < Level.COUNTY < Level.CITY
    assert max([Level.TOWN, Level.VILLAGE, Level.COUNTY]) is Level.COUNTY
    with pytest.raises(ValueError, match="province"):
        Level.of("province")


def test_a_sub_unit_stands_below_its_department() -> None:
    units = county(unit("MUNICIPAL", Level.COUNTY, TENANT, parent="HOUSING"))
    assert units.is_below("MUNICIPAL", "HOUSING")
    assert not units.is_below("HOUSING", "MUNICIPAL")
    assert [child.code for child in units.children("HOUSING")] == ["MUNICIPAL"]
    looped = county(unit("A", Level.COUNTY, TENANT, parent="B"), unit("B", Level.COUNTY, TENANT, parent="A"))
    assert not looped.is_below("A", "HOUSING")
