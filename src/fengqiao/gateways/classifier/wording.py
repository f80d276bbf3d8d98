"""The words of a message that spoke loudest for a category, as they stand in it."""

from typing import Final

import numpy as np

from fengqiao.gateways.classifier.features import Floats
from fengqiao.gateways.classifier.reading import Readings
from fengqiao.gateways.classifier.weighing import Known

_MOST_SPANS: Final = 3
_LONGEST_SPAN: Final = 12
_LOUD: Final = 0.3
"""Of the loudest character of a message: from there on a character is part of a span."""
_GAP: Final = 2
"""Characters of the text that two kept ones may be apart and still be one span."""


def words(readings: Readings, of: Known, spoke: Floats) -> list[tuple[str, ...]]:
    """For each message the spans that spoke loudest, in the order of their weight; none where nothing spoke for it."""
    loud = _loud(readings, of, spoke)
    loudest = np.zeros(len(readings.texts))
    there = np.flatnonzero(np.diff(readings.bounds))
    if there.size:
        loudest[there] = np.maximum.reduceat(loud, readings.bounds[there])
    owner = readings.owner
    edge = np.where(loudest > 0, _LOUD * loudest, np.inf)
    at = np.flatnonzero(loud > edge.take(owner))
    if not at.size:
        return [()] * len(readings.texts)
    whose, places = owner.take(at), readings.places.take(at)
    begins = np.ones(at.size, np.bool_)
    begins[1:] = (np.diff(at) > 1) | (np.diff(places) > _GAP) | (np.diff(whose) > 0)
    first = np.flatnonzero(begins)
    last = np.append(first[1:], at.size) - 1
    order = np.lexsort((-np.add.reduceat(loud.take(at), first), whose.take(first)))
    spans = zip(
        whose.take(first).take(order).tolist(),
        places.take(first).take(order).tolist(),
        places.take(last).take(order).tolist(),
        strict=True,
    )
    said: list[list[str]] = [[] for _ in readings.texts]
    for message, start, end in spans:
        its = said[message]
        if start == end or len(its) == _MOST_SPANS:
            continue
        word = readings.texts[message][start : min(end + 1, start + _LONGEST_SPAN)]
        if word not in its:
            its.append(word)
    return [tuple(its) for its in said]


def _loud(readings: Readings, of: Known, spoke: Floats) -> Floats:
    """How much each kept character spoke: an n-gram shares what it says among its characters."""
    loud = np.zeros(readings.kept.size, np.float32)
    for size, (begins, which) in enumerate(zip(of.begins, of.which, strict=True), start=1):
        told = np.zeros(readings.kept.size, np.float32)
        told[begins] = spoke.take(which) / size
        for after in range(size):
            loud[after:] += told[: told.size - after]
    return loud
