"""From messages to the characters that count: one width of characters, no opening, no punctuation, all numbers alike."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

import numpy as np
import numpy.typing as npt

from fengqiao.gateways.classifier.fillers import Codes, fillers

LONGEST_READ: Final = 5_000
"""Characters of a message that are weighed; what follows is attachments, quotations and repetition."""

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Readings:
    """Messages as they were read, one after the other: many are read in hardly more steps than one.

    `kept[bounds[m]:bounds[m + 1]]` are the code points that count of message m, `places` where they stand in its text.
    """

    texts: list[str]
    bounds: Numbers
    kept: Codes
    places: Numbers

    @property
    def owner(self) -> Numbers:
        """For each kept character, whose it is."""
        return np.repeat(np.arange(len(self.texts)), np.diff(self.bounds))


def read(texts: Iterable[str], *, bare: bool) -> Readings:
    """Read messages: one width of characters, no clerk's opening, no punctuation, every number alike.

    A bare reading also drops the words that say nothing of a category: texts come with and without them.
    """
    plain = [_plain(text) for text in texts]
    whole, points = _points(plain)
    if points is None:  # lone surrogates are no characters
        plain = [text.encode("utf-8", "replace").decode() for text in plain]
        whole, points = _points(plain)
    assert points is not None
    starts = np.fromiter(accumulate((len(text) + 1 for text in plain), initial=0), np.int64, len(plain) + 1)
    codes = _KEPT_AS[np.minimum(points, _LAST)]
    rare = points > _LAST
    if rare.any():
        codes[rare] = np.where((points[rare] >= 0x20000) & (points[rare] <= 0x323AF), points[rare], 0)
    digit = codes == _DIGIT
    codes[1:][digit[1:] & digit[:-1]] = 0
    for start, text in zip(starts.tolist(), plain, strict=False):
        opening = _OPENING.match(text)
        if opening and opening.end() < len(text):
            codes[start : start + opening.end()] = 0
    if bare:
        codes[fillers(whole, points)] = 0
    places = np.flatnonzero(codes)
    bounds = np.searchsorted(places, starts)
    return Readings(plain, bounds, codes[places], places - np.repeat(starts[:-1], np.diff(bounds)))


def _plain(text: str) -> str:
    text = text[:LONGEST_READ]
    for wide, narrow in _WIDE:  # most messages are normal after this, which is quickly seen
        text = text.replace(wide, narrow)
    return unicodedata.normalize("NFKC", text).replace("_x000d_", " ").replace("_x000D_", " ")


def _points(plain: list[str]) -> tuple[str, Codes | None]:
    """The texts with a character behind each that keeps it from the next, and the code points of it all."""
    whole = "".join(f"{text}\0" for text in plain)
    try:
        return whole, np.frombuffer(whole.encode("utf-32-le"), np.uint32)
    except UnicodeEncodeError:
        return whole, None


_WIDE: Final = tuple(
    zip("\uff0c\uff1a\uff1b\uff01\uff1f\uff08\uff09\uff05\u3000\xa0", ",:;!?()%  ", strict=True)
)
_OPENING: Final = re.compile(
    r"\s*(?:[0-9年月日:点分 ]{3,20},?)?(?:来电人|来访人|来信人|反映人|诉求人|市民|群众|居民|村民|网格员|巡查员|坐席)"
    r"[^,,:。]{0,10}?(?:来电|来访|来信)?(?:反映|称|表示|上报|发现|咨询|求助|投诉|诉求)(?:称)?[:,]?"
)

_LAST: Final = np.uint32(0xFFFF)
_DIGIT: Final = ord("0")
_KEPT_AS: Final = np.zeros(0x10000, np.uint32)
"""What a character of the basic plane is kept as, 0 where it is dropped."""
for _first, _final in ((0x61, 0x7A), (0x3400, 0x9FFF)):
    _KEPT_AS[_first : _final + 1] = np.arange(_first, _final + 1)
_KEPT_AS[ord("A") : ord("Z") + 1] = _KEPT_AS[ord("a") : ord("z") + 1]
_KEPT_AS[ord("0") : ord("9") + 1] = _DIGIT
