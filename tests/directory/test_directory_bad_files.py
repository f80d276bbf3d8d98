"""Tables that are wrong in nasty ways: each is refused in both languages, naming the row, and nothing of it is kept."""

import io
import time
import zipfile
from typing import Any

import pytest
import tablib
import xlsxwriter
from django.utils import translation

from fengqiao.directory.exchange.files import UnreadableFile, read_table
from fengqiao.directory.exchange.resources import faults, import_table
from fengqiao.directory.exchange.tables import TABLES
from fengqiao.directory.models import History, Unit
from fengqiao.directory.throwaway import ThrowawayCounty
from fengqiao.gateways.files.tables import TableFault, rows
from fengqiao.shared.workbook import MOST_BYTES

pytestmark = pytest.mark.database
SHEET = "xl/worksheets/sheet1.xml"


def bring(made: ThrowawayCounty, content: bytes, name: str = "x.csv") -> list[tuple[int, str, str]]:
    return faults(import_table(TABLES[Unit](tenant=made.tenant), read_table(content, name=name)))


def workbook(*lines: list[Any]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, line in enumerate(lines):
            sheet.write_row(number, 0, line)
    return out.getvalue()


def with_sheet(cells: bytes, *, more: dict[str, bytes] | None = None) -> bytes:
    """A workbook whose first sheet holds these cells, whatever they are."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook(["a"]))) as whole,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book,
    ):
        for part in whole.infolist():
            content = whole.read(part)
            if part.filename == SHEET:
                start, end = content.index(b"<sheetData>"), content.index(b"</sheetData>")
                content = content[:start] + b"<sheetData>" + cells + content[end:]
            book.writestr(part.filename, content)
        for name, content in (more or {}).items():
            book.writestr(name, content)
    return out.getvalue()


def test_rows_are_counted_as_the_office_program_shows_them(made: ThrowawayCounty) -> None:
    lines = ["代码,名称", "", "HOUSING,好", ",", "", "BAD 1,坏"]
    found = bring(made, "\r\n".join(lines).encode())
    assert {(row, field) for row, field, _ in found} >= {(6, "code")}
    assert {row for row, _, _ in found} == {6}
    found = bring(made, workbook(["代码", "名称"], [], ["HOUSING", "好"], [], ["BAD 1", "坏"]), "x.xlsx")
    assert {row for row, _, _ in found} == {5}
    assert Unit.objects.get(tenant=made.tenant, code="HOUSING").name_zh != "好"


def test_a_name_that_stands_there_twice_is_refused_at_its_second_row(made: ThrowawayCounty) -> None:
    text = "代码,名称\nHOUSING,甲\nFIRE,乙\n HOUSING ,丙\n"
    before = History.objects.count()
    for language, words in (("zh-hans", "重复"), ("en", "stands in the file before")):
        with translation.override(language):
            found = bring(made, text.encode())
        assert [(row, field) for row, field, _ in found] == [(4, "code")]
        assert words in found[0][2]
        assert "HOUSING" in found[0][2]
    assert Unit.objects.get(tenant=made.tenant, code="HOUSING").name_zh not in {"甲", "丙"}
    assert History.objects.count() == before


def test_text_that_is_utf8_but_for_some_bytes_is_not_taken_for_another_encoding(
    made: ThrowawayCounty,
) -> None:
    broken = "code,name_zh\nHOUSING,住房和城乡建设局\nFIRE,消防救援大队\n".encode().replace(
        "援".encode(), b"\xe6\x8f"
    )
    with pytest.raises(UnreadableFile, match=r"第3行.* / Row 3"):
        read_table(broken, name="x.csv")
    whole = "code,name_zh\nFIRE,消防救援大队\n"
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
        assert list(read_table(whole.encode(encoding), name="x.csv")) == [("FIRE", "消防救援大队")]


def test_too_large_a_file_is_refused_at_once() -> None:
    began = time.process_time()
    for content in (b"code,name_zh\n" + b"A,b\n" * (13 << 20), b"PK\x03\x04" + bytes(50 << 20)):
        for name in ("x.csv", "x.xlsx"):
            with pytest.raises(UnreadableFile, match=r"超过 20 MB.* / The file has more"):
                read_table(content, name=name)
    with pytest.raises(UnreadableFile, match="最多50000行"):
        read_table(b"code,name_zh\n" + b"A,b\n" * 50_001, name="x.csv")
    assert time.process_time() - began < 20


BOMBS = {
    "unpacks to very much": lambda: with_sheet(
        b'<row r="1"><c r="A1" t="str"><v>' + b"a" * (MOST_BYTES + 1) + b"</v></c></row>"
    ),
    "has a part that nobody asked for": lambda: with_sheet(b"", more={"xl/x.bin": bytes(MOST_BYTES + 1)}),
    "spans a whole sheet by two cells": lambda: with_sheet(
        b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    ),
    "spans it with rows in disorder": lambda: with_sheet(
        b'<row r="1048576"><c r="A1048576"><v>1</v></c></row><row r="1"><c r="XFD1"><v>1</v></c></row>'
    ),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_workbook_that_would_burst_the_memory_is_refused_unread(bomb: str, tmp_path: Any) -> None:
    content = BOMBS[bomb]()
    assert len(content) < 2 << 20
    with pytest.raises(UnreadableFile, match=r"工作簿太大.* / the workbook is too large"):
        read_table(content, name="x.xlsx")
    (tmp_path / "x.xlsx").write_bytes(content)
    with pytest.raises(TableFault, match=r"工作簿太大.* / the workbook is too large"):
        list(rows(tmp_path / "x.xlsx"))


def test_a_workbook_that_lies_about_its_size_is_refused() -> None:
    content = bytearray(with_sheet(b'<row r="1"><c r="A1"><v>' + b"7" * 100_000 + b"</v></c></row>"))
    book = zipfile.ZipFile(io.BytesIO(bytes(content)))
    size = book.getinfo(SHEET).file_size.to_bytes(4, "little")
    small = (100).to_bytes(4, "little")
    assert content.count(size) == 2
    with pytest.raises(UnreadableFile, match="不是有效的 XLSX"):
        read_table(bytes(content).replace(size, small), name="x.xlsx")


@pytest.mark.parametrize(
    "cell",
    [
        b'<c r="B2"><f>A2</f></c>',
        b'<c r="B2" s="1"><f>A2</f><v></v></c>',
        b'<c r="B2"><f t="shared" si="0"/><v/></c>',
        b'<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
        b'<c r="B2" t="e"><v>#REF!</v></c>',
    ],
)
def test_a_formula_without_its_value_is_named_and_blanks_nothing(made: ThrowawayCounty, cell: bytes) -> None:
    head = b'<row r="1"><c r="A1" t="str"><v>code</v></c><c r="B1" t="str"><v>name_zh</v></c></row>'
    row = b'<row r="2"><c r="A2" t="str"><v>HOUSING</v></c>' + cell + b"</row>"
    with pytest.raises(UnreadableFile, match=r"单元格 B2 .* / the formula of cell B2"):
        read_table(with_sheet(head + row), name="x.xlsx")
    good = row.replace(cell, b'<c r="B2" t="str"><f>"x"</f><v>ok</v></c>')
    assert list(read_table(with_sheet(head + good), name="x.xlsx")) == [("HOUSING", "ok")]
    assert list(read_table(workbook(["a"], [1.5]), name="x.xlsx")) == [("1.5",)]


def test_a_half_bad_file_of_many_rows_leaves_nothing_behind(made: ThrowawayCounty) -> None:
    table = tablib.Dataset(headers=["代码", "类型", "名称", "层级", "类别", "管辖区划"])
    for number in range(60):
        kind = "NOTHING" if number == 41 else "HOUSING"
        table.append([f"U{number}", kind, "单位", "县级", "行业部门", made.tenant])
    before = Unit.objects.count(), History.objects.count()
    found = faults(import_table(TABLES[Unit](tenant=made.tenant), table))
    assert [(row, field) for row, field, _ in found] == [(43, "type")]
    assert "NOTHING" in found[0][2]
    assert (Unit.objects.count(), History.objects.count()) == before
