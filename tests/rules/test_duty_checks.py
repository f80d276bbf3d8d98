"""What is wrong with a duty directory is found before it holds, and the line is named."""

import re

from test_duty import OTHER_TOWN, OTHER_VILLAGE, TENANT, TOWN, VILLAGE, category, county, line

from fengqiao.dispatch.duty_checks import Fault, check
from fengqiao.people import Level, UnitCategory, UnitInfo

LEAVES = {code: category(code) for code in ("E0101", "E0102", "E0201")}
AREAS = {TENANT: "本县", TOWN: "松溪镇", OTHER_TOWN: "竹坪镇"}


def found(*lines, leaves=LEAVES, units=None, in_force=()):
    return check(lines, categories=leaves, areas=AREAS, county_units=units or county(), in_force=in_force)


def told(*lines, **more):
    return [(each.fault, each.line, each.field, each.grave) for each in found(*lines, **more)]


def test_a_sound_directory_has_no_finding():
    assert found(line(1, "E0101", "", "HOUSING", "URBAN_LE"), line(2, "E02", TOWN, "POLICE_STATION@a")) == []


def test_a_lead_that_does_not_exist_is_grave_for_dispatch_passes_the_line_over():
    assert told(line(7, "E0101", "", "GONE")) == [(Fault.UNKNOWN_UNIT, 7, "lead", True)]


def test_an_assist_that_does_not_exist_or_takes_no_orders_is_grave_for_it_is_left_out():
    lines = line(7, "E0101", "", "HOUSING", "GONE"), line(8, "E0102", "", "HOUSING", "DISCIPLINE")
    assert told(*lines) == [
        (Fault.UNKNOWN_UNIT, 7, "co", True),
        (Fault.UNKNOWN_UNIT, 8, "co", True),
    ]


def test_a_lead_that_only_takes_transfers_is_told():
    assert told(line(7, "E0101", "", "DISCIPLINE")) == [(Fault.TRANSFER_ONLY, 7, "lead", False)]


def test_a_category_and_a_place_that_nobody_knows_are_told():
    assert told(line(7, "X99", "", "HOUSING"), line(8, "E0101", TENANT + "999", "HOUSING")) == [
        (Fault.UNKNOWN_CATEGORY, 7, "category", False),
        (Fault.UNKNOWN_AREA, 8, "area", False),
    ]


def test_mediation_that_is_forbidden_is_grave_where_no_category_of_the_line_may_be_mediated():
    leaves = {"D0208": category("D0208", no_mediation=True), "D0201": category("D0201")}
    lines = line(7, "D0208", "", "MC_VILLAGE@1"), line(8, "D02", "", "MC_VILLAGE@1")
    assert told(*lines, leaves=leaves) == [
        (Fault.MEDIATION, 7, "lead", True),
        (Fault.MEDIATION, 8, "lead", False),
    ]


def test_a_group_whose_categories_all_have_lines_of_their_own_is_never_asked():
    exact = line(1, "E0101", "", "HOUSING"), line(2, "E0102", "", "HOUSING")
    assert told(*exact, line(3, "E01", "", "URBAN_LE")) == [(Fault.NEVER_ASKED, 3, "category", False)]
    assert told(exact[0], line(3, "E01", "", "URBAN_LE")) == []
    assert told(*exact, line(3, "E01", TOWN, "HOUSING")) == []


def test_a_smaller_place_with_a_wider_category_overlaps_a_wider_place_with_an_exact_one():
    exact, wide = line(1, "E0101", "", "HOUSING"), line(2, "E01", TOWN, "URBAN_LE")
    assert told(exact, wide) == [(Fault.OVERLAP, 2, "area", False)]
    assert "第1号" in found(exact, wide)[0].zh
    assert "松溪镇" in found(exact, wide)[0].zh


def test_nothing_overlaps_where_the_same_unit_leads_or_the_places_differ():
    assert told(line(1, "E0101", "", "HOUSING"), line(2, "E01", TOWN, "HOUSING")) == []
    assert told(line(1, "E0101", OTHER_TOWN, "HOUSING"), line(2, "E01", TOWN, "URBAN_LE")) == []
    assert told(line(1, "E01", "", "HOUSING"), line(2, "E0101", TOWN, "URBAN_LE")) == []


def test_a_gap_says_which_category_in_which_towns_and_who_takes_it():
    leaves = {"E0101": category("E0101", "NOBODY")}
    gaps = found(line(1, "E02", "", "HOUSING"), leaves=leaves | {"E0201": category("E0201")})
    assert [(each.fault, each.category, each.line, each.grave) for each in gaps] == [
        (Fault.GAP, "E0101", None, False),
        (Fault.GAP, "E0101", None, False),
    ]
    assert "松溪镇" in gaps[0].zh
    assert "由属地中心承接" in gaps[0].zh
    assert "竹坪镇" in gaps[1].zh
    assert "由县综治中心兜底" in gaps[1].zh
    assert found(line(1, "E01", "", "HOUSING"), leaves=leaves) == []


def test_what_villages_answer_for_needs_nobody_at_the_town():
    villages = {VILLAGE: "松溪村", OTHER_VILLAGE: "竹溪村"}
    leaves = {"D0101": category("D0101", "MC_VILLAGE")}
    areas = {TENANT: "本县", TOWN: "松溪镇", **villages}
    assert check([], categories=leaves, areas=areas, county_units=county()) == []
    gap = check([], categories=leaves, areas=areas | {TOWN + "203": "石桥村"}, county_units=county())
    assert "在石桥村没有条目" in gap[0].zh


def test_many_towns_are_counted_and_not_all_named():
    towns = {f"{TENANT}{number}": f"镇{number}" for number in range(101, 109)}
    gap = check([], categories={"E0101": category("E0101", "NOBODY")}, areas=towns, county_units=county())
    assert "（7）" in next(each.zh for each in gap if "兜底" in each.zh)
    assert "(7)" in next(each.en for each in gap if "catch-all" in each.en)


def test_a_ruling_in_force_that_the_version_has_no_line_for_is_told():
    ruling = line(1, "E0101", TOWN, "HOUSING")
    assert told(in_force=[ruling]) == [(Fault.RULING_MISSING, None, "", False)]
    assert told(line(5, "E0101", TOWN, "URBAN_LE"), in_force=[ruling]) == []


def test_grave_findings_come_first_then_by_line():
    lines = line(1, "X99", "", "HOUSING"), line(2, "E0101", "", "GONE"), line(3, "E0102", "", "DISCIPLINE")
    assert [each.line for each in found(*lines)] == [2, 1, 3]


def test_every_finding_speaks_both_languages():
    desk = UnitInfo("MC", "MC", "调委会", "Committee", Level.COUNTY, UnitCategory.MEDIATION, None, TENANT)
    leaves = {"D0208": category("D0208", no_mediation=True), "E0101": category("E0101", "NOBODY")}
    every = found(
        line(1, "D0208", "", "MC", "GONE"), line(2, "X", TENANT + "999", "GONE"), line(3, "E01", TOWN, "DISCIPLINE"),
        line(4, "E0101", "", "HOUSING"), leaves=leaves, units=county(desk), in_force=[line(9, "E0201", "", "MC")],
    )  # fmt: skip
    assert {each.fault for each in every} >= {
        Fault.MEDIATION, Fault.UNKNOWN_UNIT, Fault.UNKNOWN_CATEGORY, Fault.UNKNOWN_AREA, Fault.TRANSFER_ONLY,
        Fault.OVERLAP, Fault.RULING_MISSING,
    }  # fmt: skip
    for each in every:
        assert not each.zh.isascii()
        assert not re.search("[\u3400-\u9fff]", each.en.replace("松溪镇", "").replace("竹坪镇", "")), each.en
