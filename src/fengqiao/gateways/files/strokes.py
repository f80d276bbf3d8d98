"""A signature as it was drawn: strokes of points, checked and written as a picture of our own making.

What comes in are numbers, not a file: there is nothing in it that could be opened, linked or run.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

MIME: Final = "image/svg+xml"
MOST_STROKES: Final = 300
MOST_POINTS: Final = 20_000
EDGE: Final = 4_000
SHORTEST: Final = 40
"""A pen that hardly moved has signed nothing."""


class NoSignature(Exception):  # noqa: N818  it names what was found
    """The strokes are no signature; `zh` and `en` say why."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en


def drawn(strokes: Sequence[Sequence[int]]) -> bytes:
    """An SVG of strokes, each x, y, x, y … in a square of 4000; NoSignature for what is none."""
    if not 1 <= len(strokes) <= MOST_STROKES or sum(len(stroke) for stroke in strokes) > 2 * MOST_POINTS:
        raise NoSignature("签名笔画过少或过多", "too few or too many strokes")
    for stroke in strokes:
        if len(stroke) < 2 or len(stroke) % 2 or not all(0 <= value <= EDGE for value in stroke):
            raise NoSignature("签名笔画有误", "a stroke is pairs of numbers from 0 to 4000")
    points = [list(zip(stroke[::2], stroke[1::2], strict=True)) for stroke in strokes]
    if sum(_length(line) for line in points) < SHORTEST:
        raise NoSignature("请签名", "sign first")
    lines = "".join('<polyline points="' + " ".join(f"{x},{y}" for x, y in line) + '"/>' for line in points)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {EDGE} {EDGE}" fill="none" stroke="#000"'
        f' stroke-width="24" stroke-linecap="round" stroke-linejoin="round">{lines}</svg>'
    ).encode()


def trimmed(picture: bytes) -> str:
    """An SVG of `drawn` without the empty field around the strokes, as paper shows it. ValueError for any other file."""
    text = picture.decode()
    numbers = [int(each) for line in _POINTS.findall(text) for each in re.findall(r"\d+", line)]
    if not numbers or not text.startswith("<svg "):
        raise ValueError("not a picture of strokes")
    across, down = numbers[::2], numbers[1::2]
    left, top = min(across) - _EDGE_WIDTH, min(down) - _EDGE_WIDTH
    width, height = max(across) - left + _EDGE_WIDTH, max(down) - top + _EDGE_WIDTH
    return _VIEW.sub(f'viewBox="{left} {top} {width} {height}"', text, count=1)


_POINTS: Final = re.compile(r'points="([0-9, ]*)"')
_VIEW: Final = re.compile(r'viewBox="[0-9 ]*"')
_EDGE_WIDTH: Final = 24


def _length(line: Sequence[tuple[int, int]]) -> int:
    return sum(abs(x - u) + abs(y - v) for (x, y), (u, v) in pairwise(line))
