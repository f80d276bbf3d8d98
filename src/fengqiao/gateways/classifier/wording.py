"""The words of a message that spoke loudest for a category, as they stand in it.

Its features are runs of characters, which end anywhere; what is shown are the whole words around the loud ones.
"""

from collections.abc import Iterator
from typing import Final

import numpy as np

from fengqiao.gateways.classifier.features import Floats
from fengqiao.gateways.classifier.fillers import Flags
from fengqiao.gateways.classifier.phrases import LONGEST, Clause, clauses, longest_part, stretch
from fengqiao.gateways.classifier.reading import Readings
from fengqiao.gateways.classifier.weighing import Known

Span = tuple[int, int, int]
"""A message, and the first and last place of it that belong to the span."""

_MOST: Final = 3
"""Spans of a message, and so words: looking for more costs more than it tells."""
_LOUD: Final = 0.3
"""Of the loudest character of a message: from there on a character is part of a span."""
_GAP: Final = 2
"""Characters of the text that two kept ones may be apart and still be one span."""


class Wording:
    """What speaks in messages, told in their own words; each stretch is cut into words once, and only if it speaks."""

    def __init__(self, readings: Readings) -> None:
        self._readings = readings
        self._cut: dict[Span, Clause] = {}

    def words(self, of: Known, spoke: Floats, worth: Flags) -> list[tuple[str, ...]]:
        """For each message worth it the words that spoke loudest, in the order of their weight; none if nothing spoke."""
        chosen = self._chosen(_spans(self._readings, _loud(self._readings, of, spoke), worth))
        said: list[list[str]] = [[] for _ in self._readings.texts]
        for stretched, start, end in self._within(chosen):
            if word := self._cut[stretched].around(start, end):
                _say(word, said[stretched[0]])
        return [tuple(its) for its in said]

    def _chosen(self, spans: Iterator[Span]) -> list[Span]:
        """The loudest spans of each message; those of one character are left, unless they are the loudest."""
        heard: list[list[str]] = [[] for _ in self._readings.texts]
        chosen = []
        for message, start, end in spans:
            its = heard[message]
            if len(its) == _MOST or (start == end and its):
                continue
            spoken = self._readings.texts[message][start : end + 1]
            if not any(spoken in one or one in spoken for one in its):
                its.append(spoken)
                chosen.append((message, start, end))
        return chosen

    def _within(self, chosen: list[Span]) -> list[tuple[Span, int, int]]:
        """For each span the stretch that it lies in, which is cut, and the place in it that speaks."""
        placed = []
        for message, begin, last in chosen:
            text, start, end = self._readings.texts[message], begin, min(last, begin + LONGEST)
            if not (spoken := text[start : end + 1]).isalnum():  # a comma stands between
                first, final = longest_part(spoken)
                start, end = begin + first, begin + final
            placed.append(((message, *stretch(text, start, end)), start, end))
        new = [key for key in dict.fromkeys(key for key, _, _ in placed) if key not in self._cut]
        stretches = [(start, self._readings.texts[message][start:stop]) for message, start, stop in new]
        self._cut.update(zip(new, clauses(stretches), strict=True))
        return placed


def _say(word: str, its: list[str]) -> None:
    """Take a word up unless it is in one that stands there; one character by itself stands only for want of better."""
    if any(word in one for one in its):
        return
    if its and len(word) == 1:
        return
    if its and len(its[0]) == 1:
        its.clear()
    its.append(word)


def _spans(readings: Readings, loud: Floats, worth: Flags) -> Iterator[Span]:
    """Of messages worth it: message, first and last place of each loud span, the loudest spans of a message first."""
    loudest = np.zeros(len(readings.texts))
    there = np.flatnonzero(np.diff(readings.bounds))
    if there.size:
        loudest[there] = np.maximum.reduceat(loud, readings.bounds[there])
    owner = readings.owner
    edge = np.where(worth & (loudest > 0), _LOUD * loudest, np.inf)
    at = np.flatnonzero(loud > edge.take(owner))
    if not at.size:
        return iter(())
    whose, places = owner.take(at), readings.places.take(at)
    begins = np.ones(at.size, np.bool_)
    begins[1:] = (np.diff(at) > 1) | (np.diff(places) > _GAP) | (np.diff(whose) > 0)
    first = np.flatnonzero(begins)
    last = np.append(first[1:], at.size) - 1
    order = np.lexsort((-np.add.reduceat(loud.take(at), first), whose.take(first)))
    return zip(
        whose.take(first).take(order).tolist(),
        places.take(first).take(order).tolist(),
        places.take(last).take(order).tolist(),
        strict=True,
    )


def _loud(readings: Readings, of: Known, spoke: Floats) -> Floats:
    """How much each kept character spoke: an n-gram shares what it says among its characters."""
    loud = np.zeros(readings.kept.size, np.float32)
    for size, (begins, which) in enumerate(zip(of.begins, of.which, strict=True), start=1):
        told = np.zeros(readings.kept.size, np.float32)
        told[begins] = spoke.take(which) / size
        for after in range(size):
            loud[after:] += told[: told.size - after]
    return loud
