"""A look into an XLSX workbook before anything reads it: whether it would burst the memory, or lose cells unseen.

Its bytes are a zip; what a reader would make of it is reckoned from the sheets' own XML, piece by piece.
"""

import re
import zipfile
import zlib
from collections.abc import Iterable
from typing import Final

MOST_BYTES: Final = 200 * 1024 * 1024
"""Of all parts, unpacked."""
MOST_CELLS: Final = 20_000_000
"""Of one sheet, from its first to its last cell: readers make room for the empty ones between them, too."""
PIECE: Final = 1 << 20
"""Bytes of a part that are unpacked at a time."""
DAMAGE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
)
_LONGEST_CELL: Final = 4096  # as far as a cell is looked at across two pieces
_PLACE: Final = re.compile(rb'<c\b[^>]*?\br="([A-Z]{1,4})([0-9]{1,8})"')
_ROW: Final = re.compile(rb'<row\b[^>]*?\br="([0-9]{1,8})"')
_WORTHLESS: Final = re.compile(
    rb'<c\b[^>]*?\br="([A-Z]{1,4}[0-9]{1,8})"[^>]*?(?:\bt="e"[^>]*>|>\s*<f\b[^>]*?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>)'
)

Words = tuple[str, str]
NO_WORKBOOK: Final = ("不是有效的 XLSX 文件", "not a valid XLSX workbook")
_TOO_LARGE: Final = (
    f"工作簿太大：解开后超过 {MOST_BYTES >> 20} MB，或表格范围超过 {MOST_CELLS} 格；请删去空白行列后另存",
    f"the workbook is too large: more than {MOST_BYTES >> 20} MB unpacked, or over {MOST_CELLS} cells from first to last",
)


def fault_of(book: zipfile.ZipFile, parts: Iterable[Iterable[bytes]]) -> Words | None:
    """What keeps a workbook from being read, in Chinese and English; None when nothing does.

    `parts`: every part of the book in pieces, unpacked one after the other to its end, for its own word on its size may
    be wrong, and then its checksum does not fit. What unpacking raises then (`DAMAGE`) is the caller's `NO_WORKBOOK`.
    """
    if sum(part.file_size for part in book.infolist()) > MOST_BYTES:
        return _TOO_LARGE
    return next(filter(None, map(_fault_of_part, parts)), None)


def _fault_of_part(pieces: Iterable[bytes]) -> Words | None:
    last_row = last_column = 0
    rest = b""
    for piece in pieces:
        text = rest + piece
        rows = [int(row) for row in _ROW.findall(text)]
        places = _PLACE.findall(text)
        last_row = max([last_row, *rows, *(int(row) for _, row in places)])
        last_column = max([last_column, *map(_column, {letters for letters, _ in places})])
        if last_row * last_column > MOST_CELLS:
            return _TOO_LARGE
        worthless = _WORTHLESS.search(text)
        if worthless:
            cell = worthless.group(1).decode()
            return (
                f"单元格 {cell} 的公式没有结果或结果有误；请改为数值后重新上传",
                f"the formula of cell {cell} has no value or an error; replace it by its value",
            )
        rest = text[-_LONGEST_CELL:]
    return None


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
