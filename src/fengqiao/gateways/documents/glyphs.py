"""Which characters a font can draw, read from its cmap table (OpenType 1.9, formats 4 and 12)."""

import struct
import unicodedata
from bisect import bisect_right
from pathlib import Path
from typing import Final

GETA: Final = "〓"
"""What Chinese printers set for a character that they do not have; its number follows in brackets."""

_UNICODE: Final = frozenset({(0, 3), (0, 4), (0, 6), (3, 1), (3, 10)})
_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs"})
_PRIVATE: Final = "Co"
"""What another program drew itself: our fonts have something else there."""
_MARK: Final = "Mn"
"""Variation selectors among them: without a glyph of its own such a mark changes nothing that could be seen."""


class Coverage:
    """The characters that at least one of some fonts can draw, as sorted ranges."""

    def __init__(self, ranges: list[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(ranges):
            if self._ends and start <= self._ends[-1] + 1:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def __contains__(self, character: str) -> bool:
        number = ord(character)
        at = bisect_right(self._starts, number) - 1
        return at >= 0 and number <= self._ends[at]

    def printable(self, text: str) -> str:
        """The text with nothing in it that no font can draw: an unknown character becomes 〓 and its number.

        Invisible characters without a drawing are left out; line ends stay.
        """
        return "".join(self._drawn(character) for character in text)

    def _drawn(self, character: str) -> str:
        if character == "\t":
            return " "
        kind = unicodedata.category(character)
        if kind in _INVISIBLE:
            return "\n" if character == "\n" else ""
        if character in self and kind != _PRIVATE:
            return character
        if kind == _MARK:
            return ""
        return f"{GETA}(U+{ord(character):04X})"


def coverage_of(fonts: list[Path]) -> Coverage:
    """What these font files can draw together. OSError or ValueError for what is no font."""
    return Coverage([one for font in fonts for one in ranges_of(font.read_bytes())])


def ranges_of(font: bytes) -> list[tuple[int, int]]:
    """The ranges of characters of one TrueType or OpenType font, both ends included."""
    try:
        (tables,) = struct.unpack_from(">H", font, 4)
        for at in range(12, 12 + 16 * tables, 16):
            tag, _, offset, _ = struct.unpack_from(">4sLLL", font, at)
            if tag == b"cmap":
                return _cmap(font, offset)
    except struct.error as broken:
        raise ValueError("the font file is cut off") from broken
    raise ValueError("not a font with a table of characters")


def _cmap(font: bytes, base: int) -> list[tuple[int, int]]:
    (count,) = struct.unpack_from(">H", font, base + 2)
    found: list[tuple[int, int]] = []
    for at in range(base + 4, base + 4 + 8 * count, 8):
        platform, encoding, offset = struct.unpack_from(">HHL", font, at)
        if (platform, encoding) not in _UNICODE:
            continue
        (kind,) = struct.unpack_from(">H", font, base + offset)
        if kind == 4:
            found += _segments(font, base + offset)
        elif kind == 12:
            found += _groups(font, base + offset)
    return found


def _segments(font: bytes, at: int) -> list[tuple[int, int]]:
    """Format 4: segments of the basic plane; a segment may hold characters that map to no glyph."""
    (double,) = struct.unpack_from(">H", font, at + 6)
    count = double // 2
    ends = struct.unpack_from(f">{count}H", font, at + 14)
    starts = struct.unpack_from(f">{count}H", font, at + 16 + double)
    deltas = struct.unpack_from(f">{count}H", font, at + 16 + 2 * double)
    place = at + 16 + 3 * double
    offsets = struct.unpack_from(f">{count}H", font, place)
    found = []
    for index, (start, end, delta, offset) in enumerate(zip(starts, ends, deltas, offsets, strict=True)):
        if start == 0xFFFF:
            continue
        for number in range(start, end + 1):
            glyph = number + delta
            if offset:
                (glyph,) = struct.unpack_from(">H", font, place + 2 * index + offset + 2 * (number - start))
            if glyph & 0xFFFF:
                found.append((number, number))
    return found


def _groups(font: bytes, at: int) -> list[tuple[int, int]]:
    """Format 12: groups of any plane; the first character of a font's first group may map to no glyph."""
    (count,) = struct.unpack_from(">L", font, at + 12)
    found = []
    for number in range(count):
        start, end, glyph = struct.unpack_from(">LLL", font, at + 16 + 12 * number)
        if glyph == 0:
            start += 1
        if start <= end:
            found.append((start, end))
    return found
