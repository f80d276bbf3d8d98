"""Tables come from many programs; a broken row is named and the next one is still read."""

import gzip
import json
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter

from fengqiao.gateways.files.tables import MOST_CHARACTERS, Row, TableFault, columns, rows

TEXT = "编号,内容\n1,井盖坏了\n2,路灯不亮\n"
EXPECTED = [{"编号": "1", "内容": "井盖坏了"}, {"编号": "2", "内容": "路灯不亮"}]


def written(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("packed", [False, True])
def test_a_csv_is_read_in_the_encodings_that_offices_write(
    tmp_path: Path, encoding: str, packed: bool
) -> None:
    content = TEXT.encode(encoding)
    path = written(tmp_path, "a.csv.gz" if packed else "a.csv", gzip.compress(content) if packed else content)
    found = list(rows(path))
    assert [row.cells for row in found] == EXPECTED
    assert [row.line for row in found] == [2, 3]
    assert columns(path) == ("编号", "内容")


def test_gzip_is_told_by_the_content_not_by_the_name(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", gzip.compress(TEXT.encode()))
    assert [row.cells for row in rows(path)] == EXPECTED


def test_a_character_cut_by_the_look_ahead_does_not_change_the_encoding(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", ("内容\n" + "x" * ((1 << 16) - 8) + "坏" * 10 + "\n").encode())
    (row,) = rows(path)
    assert row.cells["内容"].endswith("坏" * 10)


def test_gb18030_that_begins_far_into_the_file_is_read_too(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", b"text\n" + b"plain\n" * 20_000 + "井盖坏了\n".encode("gb18030"))
    assert list(rows(path))[-1].cells == {"text": "井盖坏了"}


def test_quoted_line_breaks_commas_and_quotes_stay_in_their_cell(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", 'a,b\n"第一行\n第二行, ""急""",1\nx,2\n'.encode())
    assert [(row.line, row.cells) for row in rows(path)] == [
        (2, {"a": '第一行\n第二行, "急"', "b": "1"}),
        (4, {"a": "x", "b": "2"}),
    ]


def test_rows_too_short_or_too_long_are_faults_of_their_own(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", b"a,b\n1\n1,2,3\n1,2\n\n3,4\n")
    found = list(rows(path))
    assert [bool(row.fault) for row in found] == [True, True, False, False]
    assert [row.line for row in found] == [2, 3, 4, 6]
    assert "columns" in found[0].fault
    assert "列" in found[0].fault


def test_bytes_outside_the_encoding_spoil_only_their_row(tmp_path: Path) -> None:
    path = written(
        tmp_path, "a.csv", "a\n好\n".encode() + b"x" * (1 << 17) + b"\n\xff\xfe\n" + "好\n".encode()
    )
    found = list(rows(path))
    assert [bool(row.fault) for row in found] == [False, False, True, False]


def test_a_huge_cell_spoils_only_its_row(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", b"a,b\n1," + b"x" * (MOST_CHARACTERS + 1) + b"\n2,y\n")
    found = list(rows(path))
    assert found[0].fault
    assert found[-1].cells == {"a": "2", "b": "y"}
    assert not found[-1].fault


def test_nul_characters_do_not_stop_a_table(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", b"a,b\n1,x\x00y\n2,z\n")
    assert list(rows(path))[-1] == Row(3, {"a": "2", "b": "z"})


@pytest.mark.parametrize("content", [b"", b"\n", "编号,内容\n".encode()])
def test_a_table_without_rows_is_empty(tmp_path: Path, content: bytes) -> None:
    assert list(rows(written(tmp_path, "a.csv", content))) == []


def test_a_tsv_is_split_at_tabs(tmp_path: Path) -> None:
    path = written(tmp_path, "a.tsv", b"a\tb\n1,5\t2\n")
    assert [row.cells for row in rows(path)] == [{"a": "1,5", "b": "2"}]


def test_jsonl_names_the_broken_line_and_reads_on(tmp_path: Path) -> None:
    lines = ['{"a": 1, "b": "x"}', "{broken", "", "[1, 2]", "[" * 100_000, '{"c": null, "d": [1, "好"]}']
    path = written(tmp_path, "a.jsonl", "\n".join(lines).encode())
    found = list(rows(path))
    assert [(row.line, bool(row.fault)) for row in found] == [
        (1, False),
        (2, True),
        (4, True),
        (5, True),
        (6, False),
    ]
    assert found[0].cells == {"a": "1", "b": "x"}
    assert found[-1].cells == {"c": "", "d": '[1, "好"]'}


def test_the_columns_of_jsonl_are_the_keys_of_its_first_rows(tmp_path: Path) -> None:
    path = written(tmp_path, "a.jsonl", b'{"a": 1}\n{"b": 2}\n{"a": 3, "c": 4}\n')
    assert columns(path) == ("a", "b", "c")


def test_separators_inside_a_json_string_are_no_line_ends(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "a.jsonl",
        (json.dumps({"a": "x\u2028y\u0085z"}, ensure_ascii=False) + '\n{"a": "w"}\n').encode(),
    )
    assert [(row.line, row.cells["a"]) for row in rows(path)] == [(1, "x\u2028y\u0085z"), (2, "w")]


def test_a_jsonl_line_without_end_is_a_fault_not_a_crash(tmp_path: Path) -> None:
    path = written(tmp_path, "a.jsonl", b'{"a": "' + b"x" * (5 * MOST_CHARACTERS) + b'"}\n{"a": "y"}\n')
    found = list(rows(path))
    assert found[0].fault
    assert found[-1].cells == {"a": "y"}


def test_numbers_too_long_for_python_spoil_only_their_row(tmp_path: Path) -> None:
    path = written(tmp_path, "a.jsonl", b'{"a": ' + b"9" * 10_000 + b'}\n{"a": 1e999}\n{"a": 2}\n')
    found = list(rows(path))
    assert found[0].fault
    assert found[-1].cells == {"a": "2"}


def sheet(path: Path, table: list[list[object]], *, first: int = 0) -> Path:
    book = xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd hh:mm"})
    page = book.add_worksheet()
    for line, values in enumerate(table, start=first):
        for column, value in enumerate(values):
            page.write(line, column, value)
    book.close()
    return path


def test_a_sheet_is_read_with_its_numbers_and_moments(tmp_path: Path) -> None:
    path = sheet(
        tmp_path / "a.xlsx",
        [
            ["编号", " 时间 ", "数"],
            [12, datetime.fromisoformat("2026-02-13T16:00"), 1.5],
            ["", "", ""],
            ["0013", "", True],
        ],
    )
    found = list(rows(path))
    assert [(row.line, row.cells) for row in found] == [
        (2, {"编号": "12", "时间": "2026-02-13 16:00:00", "数": "1.5"}),
        (4, {"编号": "0013", "时间": "", "数": "true"}),
    ]


def test_the_lines_of_a_sheet_are_those_that_its_program_shows(tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.xlsx", [["a"], ["x"]], first=4)
    assert [(row.line, row.cells) for row in rows(path)] == [(6, {"a": "x"})]


def test_a_packed_sheet_is_read(tmp_path: Path) -> None:
    plain = sheet(tmp_path / "a.xlsx", [["a"], ["x"]])
    path = written(tmp_path, "b.xlsx.gz", gzip.compress(plain.read_bytes()))
    assert [row.cells for row in rows(path)] == [{"a": "x"}]


def test_an_empty_sheet_has_no_rows(tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.xlsx", [])
    assert list(rows(path)) == []
    assert columns(path) == ()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xlsx", b"this is no sheet"),
        ("a.xlsx", b""),
        ("a.pdf", b"%PDF"),
        ("none", b"a,b"),
        ("a.csv.gz", gzip.compress(TEXT.encode() * 1000)[:-40]),
        ("a.csv.gz", gzip.compress(TEXT.encode() * 1000)[:60] + b"\xff" * 200),
        ("a.jsonl.gz", b"\x1f\x8b garbage that is not gzip"),
    ],
)
def test_what_is_no_table_is_said_in_both_languages(tmp_path: Path, name: str, content: bytes) -> None:
    with pytest.raises(TableFault) as caught:
        list(rows(written(tmp_path, name, content)))
    assert caught.value.why_zh
    assert caught.value.why_en


def test_rows_before_the_damage_of_a_packed_file_are_still_given(tmp_path: Path) -> None:
    lines = "".join(f"{number},{number * 7919 % 10007}\n" for number in range(50_000))
    path = written(tmp_path, "a.csv.gz", gzip.compress(("a,b\n" + lines).encode())[:-2000])
    given = rows(path)
    assert next(given).cells == {"a": "0", "b": "0"}
    with pytest.raises(TableFault):
        list(given)
