"""Tables out and in: nothing is lost on the way, and every fault names its row and field."""

import io
from datetime import UTC, datetime, timedelta

import pytest
import tablib
import xlsxwriter
from django.utils import translation

from fengqiao.directory.duties import new_draft, publish, save_ruling
from fengqiao.directory.exchange.files import UnreadableFile, read_table, write_table
from fengqiao.directory.exchange.resources import DirectoryResource, faults, import_table
from fengqiao.directory.exchange.tables import TABLES, DutyLineTable
from fengqiao.directory.models import (
    CalendarDay,
    Category,
    DirectoryModel,
    DutyLine,
    DutyVersion,
    Grid,
    History,
    Unit,
    UnitType,
    User,
)
from fengqiao.directory.snapshot import county
from fengqiao.directory.throwaway import ThrowawayCounty
from fengqiao.places import Datum, Point

pytestmark = pytest.mark.database
NOW = datetime(2026, 11, 2, 6, 30, tzinfo=UTC)
LATER = NOW + timedelta(days=30)


def bring(tenant: str, row: type[DirectoryModel], *lines: list[str]) -> list[tuple[int, str, str]]:
    """Import lines, the first being the head; returns the faults."""
    table = tablib.Dataset(*lines[1:], headers=lines[0])
    return faults(import_table(TABLES[row](tenant=tenant), table))


def where(found: list[tuple[int, str, str]]) -> list[tuple[int, str]]:
    """Rows and fields at fault, each once."""
    return sorted({(row, field) for row, field, _ in found})


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_what_goes_out_comes_in_unchanged(demo: str, ending: str, language: str) -> None:
    with translation.override(language):
        for row, table in TABLES.items():
            if row is DutyLine:
                continue
            out = table(tenant=demo).export(table(tenant=demo).get_queryset())
            back = read_table(write_table(out, ending=ending), name=f"x.{ending}") if len(out) else out
            assert [list(line) for line in back] == [list(line) for line in out]
            if row in {Category, UnitType, Grid, User}:
                result = import_table(table(tenant=demo), back)
                assert faults(result) == []
                assert result.totals["skip"] == len(out) > 0


@pytest.mark.parametrize(
    "head", [["代码", "名称"], ["code", "NAME"], ["代码 Code", " 名称 Name "], ["Code", "name_zh"]]
)
def test_headers_are_known_in_either_language(made: ThrowawayCounty, head: list[str]) -> None:
    assert bring(made.tenant, Unit, head, ["HOUSING", "住建局"]) == []
    assert county(made.tenant).unit_name("HOUSING") == "住建局"


def test_a_new_row_belongs_to_the_county_and_is_recorded(made: ThrowawayCounty) -> None:
    head = ["代码", "类型", "名称", "层级", "类别", "管辖区划", "别名", "在用"]
    line = ["NEW", "HOUSING", "新单位", "县级", "Department", f"{made.tenant}000000", "甲|乙 | ", ""]
    assert bring(made.tenant, Unit, head, line) == []
    unit = Unit.objects.get(tenant=made.tenant, code="NEW")
    assert (unit.area, unit.aliases, unit.is_active, unit.level) == (
        made.tenant,
        ["甲", "乙"],
        True,
        "county",
    )
    assert History.objects.filter(kind="unit", row=unit.pk, change="created").exists()


def test_every_fault_names_its_row_and_field(made: ThrowawayCounty) -> None:
    head = ["代码", "类型", "名称", "层级", "类别", "管辖区划"]
    found = bring(
        made.tenant,
        Unit,
        head,
        ["GOOD", "HOUSING", "好", "县级", "行业部门", made.tenant],
        ["BAD 1", "NOTHING", "", "某级", "行业部门", "110101"],
        ["BAD2", "HOUSING", "x" * 101, "county", "department", "12345"],
    )
    assert where(found) == [
        (3, "area"), (3, "code"), (3, "level"), (3, "name_zh"), (3, "type"), (4, "area"), (4, "name_zh"),
    ]  # fmt: skip
    assert not Unit.objects.filter(code="GOOD").exists(), "a file with faults changes nothing"
    with translation.override("en"):
        again = bring(made.tenant, Unit, head, ["BAD", "NOTHING", "x", "县级", "行业部门", made.tenant])
    assert again == [(2, "type", "No Unit type “NOTHING”")]


@pytest.mark.parametrize(
    ("head", "words"),
    [
        (["代码", "级别"], "不认识的列：级别"),
        (["代码", "code", "名称"], "重复的列"),
        (["名称"], "缺少列：代码 Code"),
        ([""], "不认识的列"),
    ],
)
def test_a_wrong_head_is_refused_by_name(made: ThrowawayCounty, head: list[str], words: str) -> None:
    found = bring(made.tenant, Unit, head, ["x"] * len(head))
    assert len(found) == 1
    assert found[0][:2] == (0, "")
    assert words in found[0][2]


def test_a_row_above_may_be_pointed_to(made: ThrowawayCounty) -> None:
    head = ["code", "type", "name_zh", "level", "category", "area", "parent"]
    lines = [
        ["N1", "HOUSING", "甲", "county", "department", made.tenant, ""],
        ["N2", "MUNICIPAL", "乙", "county", "public_service", made.tenant, "N1"],
    ]
    assert bring(made.tenant, Unit, head, *lines) == []
    assert county(made.tenant).units.is_below("N2", "N1")


def test_a_circle_of_units_is_refused(made: ThrowawayCounty) -> None:
    found = bring(made.tenant, Unit, ["代码", "上级单位"], ["HOUSING", "DRAINAGE"])
    assert where(found) == [(2, "parent")]


def test_the_yearly_notice_comes_in_as_a_table(made: ThrowawayCounty) -> None:
    head = ["日期", "上班", "名称", "依据"]
    lines = [
        ["2027年2月6日", "否", "春节", "国办发明电"],
        ["2027/2/20", "是", "春节调休", "国办发明电"],
        ["2027-10-01", "no", "国庆节", ""],
    ]
    assert bring("", CalendarDay, head, *lines) == []
    calendar = county(made.tenant).calendar
    days = CalendarDay.objects.filter(tenant="", date__year=2027).order_by("date")
    assert [(day.date.isoformat(), day.is_workday) for day in days] == [
        ("2027-02-06", False), ("2027-02-20", True), ("2027-10-01", False),
    ]  # fmt: skip
    assert calendar.is_workday(days[1].date)
    found = bring(
        "",
        CalendarDay,
        head,
        ["2027-02-30", "也许", "x", "x"],
        ["", "", "x", ""],
        ["0000-01-01", "是", "", ""],
    )
    assert where(found) == [
        (2, "date"),
        (2, "is_workday"),
        (3, "date"),
        (3, "is_workday"),
        (4, "date"),
    ]


def test_a_category_without_its_limit_is_refused(made: ThrowawayCounty) -> None:
    head = ["代码", "名称", "末级", "事项类型", "默认承办单位类型", "办理时限", "时限单位", "协办单位类型"]
    found = bring(made.tenant, Category, head, ["Z01", "新", "是", "投诉", "HOUSING", "", "", "GAS"])
    assert where(found) == [(2, "limit_amount")]
    found = bring(
        made.tenant, Category, head, ["Z01", "新", "是", "投诉", "HOUSING", "三", "工作日", "NOBODY"]
    )
    assert where(found) == [(2, "limit_amount")]
    found = bring(
        made.tenant, Category, head, ["Z01", "新", "是", "投诉", "HOUSING", "3", "工作日", "NOBODY"]
    )
    assert where(found) == [(2, "co_unit_types")]
    assert (
        bring(made.tenant, Category, head, ["Z01", "新", "是", "投诉", "HOUSING", "3", "工作日", "GAS|FIRE"])
        == []
    )
    leaf = county(made.tenant).categories["Z01"]
    assert (leaf.limit_amount, leaf.limit_unit, leaf.co_unit_types) == (3, "working_day", ("GAS", "FIRE"))


def test_grids_come_in_with_their_outlines(made: ThrowawayCounty) -> None:
    from fengqiao.directory.grids import locate

    head = ["网格编码", "名称", "责任单位", "范围"]
    ring = "[[100,30],[101,30],[101,31],[100,31],[100,30]]"
    code = made.village + "009"
    outline = f'{{"type":"Polygon","coordinates":[{ring}]}}'
    assert bring(made.tenant, Grid, head, [code, "新网格", "GRID", outline]) == []
    grid = locate(county(made.tenant), Point(100.5, 30.5, Datum.WGS84)).grid
    assert grid is not None
    assert grid.code == code
    found = bring(
        made.tenant,
        Grid,
        head,
        [code, "新网格", "GRID", "{oops"],
        [made.village + "010", "x", "GRID", '"text"'],
    )
    assert where(found) == [(2, "outline"), (3, "outline")]


def test_accounts_come_in_without_a_password(made: ThrowawayCounty) -> None:
    assert bring(made.tenant, User, ["用户名", "姓名"], ["zhang.san", "张三"]) == []
    user = User.objects.get(username="zhang.san")
    assert (user.tenant, user.has_usable_password(), user.must_change_password) == (made.tenant, False, True)
    assert "password" not in TABLES[User].columns


def test_another_countys_account_cannot_be_taken_over_by_a_file(made: ThrowawayCounty) -> None:
    User.objects.create_user("li", "Secret-12345", tenant="330998", display_name="李")
    found = bring(made.tenant, User, ["用户名", "姓名"], ["li", "冒名"])
    assert where(found) == [(2, "username")]
    assert User.objects.get(username="li").display_name == "李"


def test_the_duty_directory_goes_out_as_a_version_and_comes_in_as_a_draft(made: ThrowawayCounty) -> None:
    version = save_ruling(
        made.tenant, category="R0201", area=made.village, lead="BUS", co=["TRANSPORT"], basis="会商", matter_code="M1", at=NOW
    )  # fmt: skip
    out = DutyLineTable(tenant=made.tenant, version=version)
    table = read_table(write_table(out.export(out.get_queryset()), ending="xlsx"), name="duty.XLSX")
    assert table.headers[:3] == ["分类 Category", "区划 Area", "主办 Lead"]
    refused = faults(import_table(DutyLineTable(tenant=made.tenant), table))
    assert "草稿" in refused[0][2]
    draft = new_draft(made.tenant, effective_from=LATER)
    table.append(["E01", "", "SANITATION", "URBAN_LE|MUNICIPAL", "一件事", "Department", "会议纪要", ""])
    result = import_table(DutyLineTable(tenant=made.tenant), table)
    assert faults(result) == []
    assert (result.totals["skip"], result.totals["new"]) == (1, 1)
    publish(draft, at=NOW)
    line = DutyLine.objects.get(version=draft, category="E01")
    assert (line.lead.code, line.co, line.lane, line.source) == (
        "SANITATION", ["URBAN_LE", "MUNICIPAL"], "one_thing", "edit",
    )  # fmt: skip
    closed = faults(import_table(DutyLineTable(tenant=made.tenant, version=draft), table))
    assert "草稿" in closed[0][2]


def test_faulty_duty_lines_name_the_field(made: ThrowawayCounty) -> None:
    draft = new_draft(made.tenant, effective_from=LATER)
    head = ["分类", "区划", "主办", "协办", "流转通道"]
    table = tablib.Dataset(
        ["E01", "", "NOBODY", "", ""],
        ["XYZ", "", "HOUSING", "", ""],
        ["E01", "110101", "HOUSING", "", ""],
        ["E01", "", "HOUSING", "HOUSING", ""],
        ["E01", "", "HOUSING", "NOBODY", "快"],
        headers=head,
    )
    found = faults(import_table(DutyLineTable(tenant=made.tenant, version=draft), table))
    assert where(found) == [
        (2, "lead"), (3, "category"), (4, "area"), (5, "area"), (5, "co"), (6, "area"), (6, "co"), (6, "lane"),
    ]  # fmt: skip
    assert not DutyVersion.objects.get(pk=draft.pk).lines.exists()


def test_chinese_office_programs_are_understood() -> None:
    for content in (
        "代码,名称\r\nA,甲\r\n".encode("gb18030"),
        "\ufeff代码;名称\nA;甲\n".encode(),
        "代码\t名称\n\nA\t甲\n\n".encode(),
        '代码,名称\nA,"甲"\n'.encode("utf-8-sig"),
    ):
        table = read_table(content, name="x.csv")
        assert table.headers == ["代码", "名称"]
        assert list(table) == [("A", "甲")]


def test_numbers_dates_and_codes_of_a_workbook_keep_their_shape() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["a", "b", "c", "d", "e"])
        sheet.write_row(1, 0, [620902101, 1.5, True, "007"])
        sheet.write_datetime(
            1,
            4,
            datetime(2026, 2, 14),  # noqa: DTZ001 a workbook has no zones
            book.add_format({"num_format": "yyyy-mm-dd"}),
        )
    table = read_table(out.getvalue(), name="x.xlsx")
    assert list(table) == [("620902101", "1.5", "是", "007", "2026-02-14")]


def test_a_cell_that_looks_like_a_formula_is_none_when_it_comes_back() -> None:
    table = tablib.Dataset(["=1+1", "@x"], ["-3", "'quoted"], headers=["a", "b"])
    assert b"'=1+1" in write_table(table, ending="csv")
    for ending in ("csv", "xlsx"):
        assert list(read_table(write_table(table, ending=ending), name=f"x.{ending}")) == list(table)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "x.csv"),
        (b"\n\n \n", "x.csv"),
        (b"", "x.xlsx"),
        (b"not a workbook", "x.xlsx"),
        (b"PK\x03\x04broken", "x.xlsx"),
        (b"a,b\n1,2,3\n", "x.csv"),
        (b'a,b\n"1,2\n', "x.csv"),
        (b"\xff\xfe\x00\xff\xff", "x.csv"),
        (b"a,b\n1,2\n", "x.ods"),
    ],
)
def test_broken_files_are_refused_in_both_languages(content: bytes, name: str) -> None:
    with pytest.raises(UnreadableFile, match=" / "):
        read_table(content, name=name)


def test_control_characters_are_refused_by_field(made: ThrowawayCounty) -> None:
    found = bring(made.tenant, Unit, ["代码", "名称"], ["HOUSING", "住\x00建"])
    assert where(found) == [(2, "name_zh")]


def test_rare_characters_are_kept(made: ThrowawayCounty) -> None:
    name = "𠮷野家😀\u202eabc\u0301"
    assert bring(made.tenant, Unit, ["代码", "名称"], ["HOUSING", name]) == []
    assert county(made.tenant).unit_name("HOUSING") == name


def test_every_table_has_columns_of_its_model_and_a_name() -> None:
    for row, table in TABLES.items():
        assert issubclass(table, DirectoryResource)
        fields = {field.name for field in row._meta.concrete_fields}
        assert set(table.columns) <= fields
        assert set(table.names) <= set(table.columns)
