"""CSV and XLSX as people's office programs write them, read into plain tables and written back."""

from __future__ import annotations

import codecs
import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from functools import partial
from typing import IO, Any

import python_calamine
import tablib
import xlsxwriter
from import_export.formats.base_formats import Format

from fengqiao.directory.labels import label
from fengqiao.shared.workbook import DAMAGE, NO_WORKBOOK, PIECE, fault_of

_MOST_BYTES = 20 * 1024 * 1024
_MOST_ROWS = 50_000
_BROKEN = "\ufffd"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Table(tablib.Dataset):  # type: ignore[misc]  # tablib ships no types
    """A table that remembers at which row of its file each of its rows stood: empty ones are left out."""

    numbers: tuple[int, ...] = ()


class UnreadableFile(ValueError):  # noqa: N818  it names what happened
    """The file is not what its name says; the message is in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh} / {en}")


class Csv(Format):  # type: ignore[misc]  # import-export ships no types
    """Text with commas (or semicolons, or tabs) in UTF-8 or GB18030; written in UTF-8 with the mark Excel needs."""

    def __init__(self, encoding: str | None = None) -> None:
        """Take the encoding that the admin passes; the bytes themselves say more."""

    def get_title(self) -> str:
        """The name of the format in the form."""
        return "csv"

    def get_extension(self) -> str:
        """The ending of file names."""
        return "csv"

    def get_content_type(self) -> str:
        """What the browser is told."""
        return "text/csv; charset=utf-8"

    def can_import(self) -> bool:
        """Both ways."""
        return True

    def can_export(self) -> bool:
        """Both ways."""
        return True

    def create_dataset(self, in_stream: bytes | IO[bytes]) -> tablib.Dataset:
        """Read a file; UnreadableFile when it is no text or has ragged rows."""
        text = _decoded(_bytes(in_stream))
        sample = text[: text.find("\n") if "\n" in text else len(text)]
        delimiter = max(",;\t", key=sample.count)
        try:
            rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
        except csv.Error as error:
            raise UnreadableFile(f"CSV 格式有误：{error}", f"Not a clean CSV: {error}") from None
        return _table([[_unescaped(cell) for cell in row] for row in rows])

    def export_data(self, dataset: tablib.Dataset, **_: Any) -> bytes:
        """Write a table; cells that a spreadsheet would take for formulas are quoted."""
        out = io.StringIO(newline="")
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(dataset.headers or [])
        writer.writerows([[_escaped(_text(cell)) for cell in row] for row in dataset])
        return out.getvalue().encode("utf-8-sig")


class Xlsx(Format):  # type: ignore[misc]
    """The first sheet of a workbook; numbers that are whole come in without their decimal point."""

    def __init__(self, encoding: str | None = None) -> None:
        """Take the encoding that the admin passes; a workbook has its own."""

    def get_title(self) -> str:
        """The name of the format in the form."""
        return "xlsx"

    def get_extension(self) -> str:
        """The ending of file names."""
        return "xlsx"

    def get_content_type(self) -> str:
        """What the browser is told."""
        return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    def can_import(self) -> bool:
        """Both ways."""
        return True

    def can_export(self) -> bool:
        """Both ways."""
        return True

    def create_dataset(self, in_stream: bytes | IO[bytes]) -> tablib.Dataset:
        """Read a workbook; UnreadableFile when it is none."""
        content = _bytes(in_stream)
        fault = _fault_of_workbook(content)
        if fault is not None:
            raise UnreadableFile(*fault)
        try:
            book = python_calamine.load_workbook(io.BytesIO(content))
            rows = book.get_sheet_by_index(0).to_python()
        except (python_calamine.CalamineError, IndexError) as error:
            raise UnreadableFile(f"不是有效的 XLSX 文件：{error}", f"Not an XLSX workbook: {error}") from None
        return _table([[_text(cell) for cell in row] for row in rows])

    def export_data(self, dataset: tablib.Dataset, **_: Any) -> bytes:
        """Write a table: a frozen bold head, every cell as text, so that codes keep their zeros."""
        out = io.BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        with xlsxwriter.Workbook(out, options) as book:
            sheet = book.add_worksheet()
            bold = book.add_format({"bold": True})
            for column, header in enumerate(dataset.headers or []):
                sheet.write_string(0, column, str(header), bold)
                sheet.set_column(column, column, 18)
            sheet.freeze_panes(1, 0)
            for number, row in enumerate(dataset, start=1):
                for column, cell in enumerate(row):
                    sheet.write_string(number, column, _text(cell))
        return out.getvalue()


def read_table(content: bytes, *, name: str) -> tablib.Dataset:
    """Read a file by the ending of its name; UnreadableFile for other endings and broken content."""
    ending = name.rpartition(".")[2].lower()
    if ending == "xlsx":
        return Xlsx().create_dataset(content)
    if ending == "csv":
        return Csv().create_dataset(content)
    raise UnreadableFile("请上传 CSV 或 XLSX 文件", "Upload a CSV or XLSX file")


def write_table(table: tablib.Dataset, *, ending: str) -> bytes:
    """Write a table as ``csv`` or ``xlsx``."""
    forms: dict[str, Csv | Xlsx] = {"csv": Csv(), "xlsx": Xlsx()}
    return forms[ending].export_data(table)


def _table(rows: list[list[str]]) -> tablib.Dataset:
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    if not filled:
        raise UnreadableFile("文件是空的", "The file is empty")
    if len(filled) > _MOST_ROWS:
        raise UnreadableFile(f"最多{_MOST_ROWS}行", f"At most {_MOST_ROWS} rows")
    headers = [cell.strip() for cell in filled[0]]
    while headers and not headers[-1]:
        headers.pop()
    table = Table(headers=headers)
    numbered = [
        (number, row) for number, row in enumerate(rows, start=1) if any(cell.strip() for cell in row)
    ]
    for number, row in numbered[1:]:
        if any(cell.strip() for cell in row[len(headers) :]):
            raise UnreadableFile(f"第{number}行的列比表头多", f"Row {number} has more cells than the head")
        table.append([*row[: len(headers)], *[""] * (len(headers) - len(row))])
    table.numbers = tuple(number for number, _ in numbered[1:])
    return table


def _fault_of_workbook(content: bytes) -> tuple[str, str] | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            return fault_of(book, _parts(book))
    except DAMAGE:
        return NO_WORKBOOK


def _parts(book: zipfile.ZipFile) -> Iterator[Iterator[bytes]]:
    for part in book.infolist():
        with book.open(part) as stream:
            yield iter(partial(stream.read, PIECE), b"")


def _bytes(source: bytes | IO[bytes]) -> bytes:
    content = source if isinstance(source, bytes) else source.read()
    if len(content) > _MOST_BYTES:
        most = _MOST_BYTES >> 20
        raise UnreadableFile(
            f"文件超过 {most} MB，请拆分后上传", f"The file has more than {most} MB; split it"
        )
    return content


def _decoded(content: bytes) -> str:
    """The text of a file. One that is UTF-8 but for some bytes is refused: GB18030 would make other words of it."""
    marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ["utf-16"] if marked else ["utf-8-sig", "gb18030"]:
        if encoding == "gb18030":
            _insist_on_no_broken_utf8(content)
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableFile("不是 UTF-8 或 GB18030 文本", "Neither UTF-8 nor GB18030 text")


def _insist_on_no_broken_utf8(content: bytes) -> None:
    text = content.decode("utf-8", errors="replace")
    broken = text.count(_BROKEN)
    readable = sum(not character.isascii() for character in text) - broken
    if readable > broken:
        row = text.count("\n", 0, text.index(_BROKEN)) + 1
        raise UnreadableFile(
            f"第{row}行的文字编码已损坏（UTF-8）", f"Row {row} holds characters that are broken (UTF-8)"
        )


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(label("是", "yes")) if cell else str(label("否", "no"))
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return (
            cell.isoformat(" ", "minutes")
            if cell.time().isoformat() != "00:00:00"
            else cell.date().isoformat()
        )
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)


def _escaped(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _unescaped(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell
