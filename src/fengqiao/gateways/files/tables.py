"""Tables from outside: CSV, XLSX and JSONL, also gzipped, in UTF-8 or GB18030, read row by row."""

import codecs
import csv
import gzip
import io
import json
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import BinaryIO, Final, TextIO

import python_calamine

from fengqiao.shared.workbook import DAMAGE, NO_WORKBOOK, PIECE, fault_of

MOST_CHARACTERS: Final = 1_000_000
"""Of one cell; longer ones make the row unreadable instead of filling the memory."""

_LOOK: Final = 1 << 16
_DAMAGE: Final = (EOFError, OSError, zlib.error)
csv.field_size_limit(MOST_CHARACTERS)


class TableFault(Exception):  # noqa: N818  it names what is wrong in a file
    """A file that cannot be read as a table at all; `why_zh` and `why_en` say why."""

    def __init__(self, why_zh: str, why_en: str) -> None:
        super().__init__(f"{why_zh} / {why_en}")
        self.why_zh = why_zh
        self.why_en = why_en


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line it begins at, its cells as text by column, or what makes it unreadable."""

    line: int
    cells: dict[str, str]
    fault: str = ""


def rows(path: Path) -> Iterator[Row]:
    """The rows of a table, streamed; a broken one comes with its fault and the next one follows.

    The kind is told by the name (.csv, .tsv, .xlsx, .jsonl, each also with .gz). TableFault when the file is no table.
    """
    kind = _kind(path)
    if kind == "xlsx":
        yield from _xlsx(path)
        return
    with _text(path) as file:
        yield from _jsonl(file) if kind == "jsonl" else _csv(file, "\t" if kind == "tsv" else ",")


def columns(path: Path) -> tuple[str, ...]:
    """The names of the columns: the header's, or the keys of the first rows of JSONL."""
    names: dict[str, None] = {}
    for number, row in enumerate(rows(path)):
        names.update(dict.fromkeys(row.cells))
        if number >= 100 or (names and _kind(path) != "jsonl"):
            break
    return tuple(names)


def _kind(path: Path) -> str:
    suffixes = [suffix.lower() for suffix in path.suffixes if suffix.lower() != ".gz"]
    kind = {
        ".csv": "csv",
        ".txt": "csv",
        ".tsv": "tsv",
        ".xlsx": "xlsx",
        ".jsonl": "jsonl",
        ".ndjson": "jsonl",
    }.get(suffixes[-1] if suffixes else "")
    if kind is None:
        raise TableFault(
            "只能读取 CSV、TSV、XLSX、JSONL 文件", "only CSV, TSV, XLSX and JSONL files are read"
        )
    return kind


@contextmanager
def _bytes(path: Path) -> Iterator[BinaryIO]:
    """The file's bytes, unpacked when it begins like gzip, whatever it is called."""
    with path.open("rb") as raw:
        packed = raw.read(2) == b"\x1f\x8b"
        raw.seek(0)
        if not packed:
            yield raw
            return
        with gzip.GzipFile(fileobj=raw) as unpacked:
            try:
                yield unpacked  # type: ignore[misc]
            except _DAMAGE as fault:
                raise TableFault("压缩文件损坏", f"the gzip file is damaged: {fault}") from fault


@contextmanager
def _text(path: Path) -> Iterator[TextIO]:
    with _bytes(path) as file:
        encoding = _encoding(file)
        yield io.TextIOWrapper(file, encoding=encoding, errors="replace", newline="")


def _encoding(file: BinaryIO) -> str:
    """UTF-8 (with or without its mark) or GB18030, by the first part of the file that is not plain ASCII."""
    head = file.read(_LOOK)
    if head.startswith(codecs.BOM_UTF8):
        encoding = "utf-8-sig"
    elif head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    else:
        with suppress(*_DAMAGE):  # rows before the damage are still read, and it is said when they end
            while head.isascii() and (more := file.read(_LOOK)):
                head = more
        encoding = "utf-8" if _is_utf8(head) else "gb18030"
    file.seek(0)
    return encoding


def _is_utf8(part: bytes) -> bool:
    """Whether the part is UTF-8, but for a character that its end cuts. What stood before it is ASCII and cuts none."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(part)
    except UnicodeDecodeError:
        return False
    return True


def _csv(file: TextIO, delimiter: str) -> Iterator[Row]:
    reader = csv.reader(file, delimiter=delimiter, strict=False)
    try:
        header = [name.strip() for name in next(reader)]
    except StopIteration:
        return
    except csv.Error as fault:
        raise TableFault("表头无法读取", f"the header cannot be read: {fault}") from fault
    line = reader.line_num + 1
    while True:
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error as fault:
            yield Row(line, {}, fault=f"行无法读取 / the line cannot be read: {fault}")
            line = reader.line_num + 1
            continue
        if values:
            yield _row(line, header, values)
        line = reader.line_num + 1


def _row(line: int, header: list[str], values: list[str]) -> Row:
    """A row of cells under the header; what is too short or too long is a fault of that row alone."""
    cells = dict(zip(header, values, strict=False))
    if len(values) != len(header):
        return Row(
            line,
            cells,
            fault=f"应有 {len(header)} 列，实有 {len(values)} 列 / {len(header)} columns expected, {len(values)} found",
        )
    if any("\ufffd" in value for value in values):
        return Row(line, cells, fault="编码有误 / not in the encoding of the file")
    return Row(line, cells)


def _jsonl(file: TextIO) -> Iterator[Row]:
    for line, text in enumerate(file, start=1):
        if not text.strip():
            continue
        if len(text) > MOST_CHARACTERS * 4:
            yield Row(line, {}, fault="行过长 / the line is too long")
            continue
        try:
            data = json.loads(text)
        except (ValueError, RecursionError) as fault:
            yield Row(line, {}, fault=f"不是 JSON / not JSON: {fault}")
            continue
        if not isinstance(data, dict):
            yield Row(line, {}, fault="不是 JSON 对象 / not a JSON object")
            continue
        yield Row(line, {str(name): _cell(value) for name, value in data.items()})


def _xlsx(path: Path) -> Iterator[Row]:
    try:
        with _bytes(path) as file:
            content = file.read()
        fault_found = _fault_of_workbook(content)
        if fault_found is not None:
            raise TableFault(*fault_found)
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        table = book.get_sheet_by_index(0).iter_rows()
    except (python_calamine.CalamineError, zipfile.BadZipFile, OSError, IndexError) as fault:
        raise TableFault("不是有效的 XLSX 文件", f"not a valid XLSX file: {fault}") from fault
    header: list[str] | None = None
    for line, values in enumerate(table, start=1):
        cells = [_cell(value) for value in values]
        if not any(cells):
            continue
        if header is None:
            header = [name.strip() for name in cells]
        else:
            yield _row(line, header, cells)


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


def _cell(value: object) -> str:
    """A value as text: whole numbers without a point, moments in ISO form, nothing for None."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float() if value.is_integer():
            return str(int(value))
        case datetime() | date():
            return value.isoformat(sep=" ") if isinstance(value, datetime) else value.isoformat()
        case list() | dict():
            return json.dumps(value, ensure_ascii=False)
        case _:
            return str(value)
