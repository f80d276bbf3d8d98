"""Whole words of messages around places in them: what spoke is told by characters, what is shown is told in words."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final

from fengqiao.gateways.classifier.fillers import DROPPED

LONGEST: Final = 12
"""Characters of a phrase, so that a reason is read at a glance; one word that is longer by itself says nothing."""
MOST_DIGITS: Final = 4
"""More of them make a telephone or identity number, which speaks for no category and is shown to nobody."""


class Clause:
    """A stretch of letters and digits in words. Three "" stand at both ends for the words beyond."""

    def __init__(self, begin: int, words: list[str]) -> None:
        self._starts = list(accumulate(map(len, words), initial=begin))
        self._words = ["", "", "", *words, "", "", ""]

    def around(self, start: int, end: int) -> str:
        """The words from character `start` to character `end`, both included; "" where none is worth showing.

        A word that turns or completes its neighbour (不, 没有, …不了) is never shown without it.
        """
        first, stop = bisect_right(self._starts, start) + 2, bisect_right(self._starts, end) + 3
        first, stop = self._trimmed(first, stop)
        if first == stop:
            return ""
        first, stop = self._with_what_leads(first), self._with_what_follows(stop)
        first, stop = self._trimmed(first, self._short(first, stop))
        if stop > first and len(self._words[stop - 1]) == 1 and self._words[stop] == "了":
            stop += 1  # 坏了, 泡了: a verb of one character reads badly by itself
        shown = self._words[first:stop]
        return "" if any(map(_is_number, shown)) else "".join(shown)

    def _with_what_leads(self, first: int) -> int:
        if self._words[first] in _COMPLETING and self._words[first - 1]:
            first -= 1
        for back in (1, 2, 3):
            word = self._words[first - back]
            if word in _TURNING:
                return first - back
            if word not in _BETWEEN:
                break
        return first

    def _with_what_follows(self, stop: int) -> int:
        if self._words[stop] in _COMPLETING:
            return stop + 1
        turned = self._turned(stop)
        while turned and (following := self._words[stop]):
            stop += 1
            turned = following in _BETWEEN
        return stop

    def _turned(self, stop: int) -> bool:
        """Whether the words before `stop` end with one that turns the next, with or without something between."""
        for back in (1, 2, 3):
            word = self._words[stop - back]
            if word in _TURNING:
                return True
            if word not in _BETWEEN:
                break
        return False

    def _trimmed(self, first: int, stop: int) -> tuple[int, int]:
        """Without the words at both ends that say nothing; one that turns what follows stays."""
        while first < stop and self._words[first] in DROPPED and self._words[first] not in _TURNING:
            first += 1
        while first < stop and self._words[stop - 1] in DROPPED and not self._ends_well(stop):
            stop -= 1
        return first, stop

    def _ends_well(self, stop: int) -> bool:
        """Whether a word that says nothing may end a phrase: it turns a word that follows, which is still to come."""
        return self._words[stop - 1] in _TURNING and bool(self._words[stop])

    def _short(self, first: int, stop: int) -> int:
        """Where a phrase stops that is not too long: behind a whole word, and behind what a turning word turns."""
        while stop > first and (
            self._starts[stop - 3] - self._starts[first - 3] > LONGEST
            or (self._words[stop] and self._turned(stop))
        ):
            stop -= 1
        return stop


def clauses(stretches: Sequence[tuple[int, str]]) -> Iterator[Clause]:
    """Stretches of letters and digits, each with the place it begins at in its message, cut into words in one go.

    New words are not guessed, for guesses tear true ones apart. The dictionary is large: asked for a whole message, it
    costs as much as all the weighing, and asked for each stretch alone twice as much as for many together.
    """
    if not stretches:
        return
    import rjieba  # noqa: PLC0415  34 MB of words: a process that explains nothing does not carry them

    words = rjieba.cut("\n".join(text for _, text in stretches), False)  # noqa: FBT003  it has no use by name
    words.append("\n")
    behind = 0
    for begin, _ in stretches:
        end = words.index("\n", behind)
        yield Clause(begin, words[behind:end])
        behind = end + 1


def stretch(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch of letters and digits that holds the characters from `start` to `end`: it begins, it stops."""
    before = _ANY.match(text[max(0, start - _FAR) : start][::-1])
    behind = _ANY.match(text, end + 1, end + _FAR)
    assert before is not None
    assert behind is not None
    return start - before.end(), behind.end()


def longest_part(spoken: str) -> tuple[int, int]:
    """Of what spoke the longest part without punctuation or spaces: its first and last character."""
    part = max(_STRETCH.finditer(spoken), key=lambda one: one.end() - one.start())
    return part.start(), part.end() - 1


def _is_number(word: str) -> bool:
    return len(word) > MOST_DIGITS and sum(map(str.isdigit, word)) > MOST_DIGITS


_STRETCH: Final = re.compile(r"[^\W_]+")
_ANY: Final = re.compile(r"[^\W_]*")
_FAR: Final = 24
"""Characters before and behind that are looked at where no punctuation ends a stretch."""

_TURN: Final = "不 没 没有 未 无 别 勿 不能 不会 不让 不给 不肯 不敢 不想 不要 不得 无法 无人 没人 从不 并未"
_PART: Final = "太 够 再 怎么 很 大 能 会 给 让 敢 肯 想 要 有 人 得到 及时 按时"
_COMPLETE: Final = "不了 不到 不上 不起 不住 不下 不动 不出 不来 不去 不着 不开 不完 不成"

_TURNING: Final = frozenset(_TURN.split())
_BETWEEN: Final = frozenset(_PART.split())
"""Words that may stand between one that turns and what it turns: 没有人管, 不太亮, 不给发票."""
_COMPLETING: Final = frozenset(_COMPLETE.split())
