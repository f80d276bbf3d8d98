"""What a model says of a message: the likeliest categories, how sure it is, and the words that spoke for each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from fengqiao.gateways.classifier.features import (
    LONGEST_READ,
    Floats,
    Numbers,
    Reading,
    balanced,
    features,
    read,
)
from fengqiao.gateways.classifier.model import Dense, Model, Sparse
from fengqiao.triage.suggestions import Suggestion, Triage
from fengqiao.triage.urgent import urgent

LEAST: Final = 3
"""Categories that are always named, so that a person has something to choose from."""
_WORTH_WORDS: Final = 0.05
_MOST_SPANS: Final = 3
_LONGEST_SPAN: Final = 12
_GAP: Final = 2
"""Characters that two loud ones may be apart and still be one span: what was left out between them."""


def suggest(text: str, *, model: Model, most: int = LEAST) -> Triage:
    """Say which categories a message may belong to, the likeliest first, at least three where the model has them.

    Text without a known word gets the categories that are likely anyway, and the model abstains.
    """
    reading = read(text, bare=model.bare)
    known, values, found = _known(reading, model)
    heard = hear(known, values, model)
    chances = softmax(heard.scores * model.slope)
    order = np.argsort(-chances, kind="stable")[: max(most, LEAST)].tolist()

    def words(label: int) -> tuple[str, ...]:
        return _words(reading, found, model.longest, _spoke(heard, known, values, label=label, model=model))

    suggestions = tuple(
        Suggestion(
            model.labels[label],
            round(float(chances[label]), 4),
            words(label) if rank == 0 or chances[label] >= _WORTH_WORDS else (),
        )
        for rank, label in enumerate(order)
    )
    unsure = not known.size or suggestions[0].score < model.threshold
    whole = reading.text if len(text) <= LONGEST_READ else text  # normal already: read quicker
    return Triage(suggestions, urgent(whole), abstained=unsure, model=model.name)


def suggest_many(texts: Iterable[str], *, model: Model, most: int = LEAST) -> Iterator[Triage]:
    """Say the same of many messages, one after the other, as they come."""
    return (suggest(text, model=model, most=most) for text in texts)


@dataclass(frozen=True, slots=True)
class Heard:
    """What a message's features told: the labels' scores, and where the weights behind them stand in a sparse model."""

    scores: Floats
    entries: Numbers
    labels: Numbers
    ends: Numbers


def hear(known: Numbers, values: Floats, model: Model) -> Heard:
    """Weigh a message: features by their place in the model, and their values."""
    entries = of = ends = np.zeros(0, np.int64)
    scores = model.bias + model.mass * values.sum()
    match model.weights:
        case Dense(weights):
            scores += values @ weights[known]
        case Sparse(starts, labels, weights):
            begins = starts[known]
            sizes = starts[known + 1] - begins
            ends = np.cumsum(sizes)
            entries = np.repeat(begins - ends + sizes, sizes) + np.arange(sizes.sum())
            of = labels[entries]
            told = np.repeat(values, sizes) * weights[entries]
            scores += np.bincount(of, told, len(model.labels)).astype(np.float32)
    return Heard(scores, entries, of, ends)


def _spoke(heard: Heard, known: Numbers, values: Floats, *, label: int, model: Model) -> Floats:
    """How much each feature spoke for the label, beyond what it says for labels in general."""
    match model.weights:
        case Dense(weights):
            own = weights[known, label]
        case Sparse(_, _, weights):
            own = np.zeros(known.size, np.float32)
            its = np.flatnonzero(heard.labels == label)
            own[np.searchsorted(heard.ends, its, side="right")] = weights[heard.entries[its]]
    told: Floats = (own - model.usual[known]) * values
    return told


def softmax(scores: Floats) -> Floats:
    """Chances that add up to 1, of scores in the last dimension."""
    powers: Floats = np.exp(scores - scores.max(axis=-1, keepdims=True))
    chances: Floats = (powers / powers.sum(axis=-1, keepdims=True)).astype(np.float32)
    return chances


def _known(reading: Reading, model: Model) -> tuple[Numbers, Floats, list[Numbers]]:
    """The features of the message that the model knows, their values, and for each list of features where they stand.

    A place of -1 is a feature that the model does not know.
    """
    parts = features(reading, longest=model.longest, head=model.head)
    hashes, back, times = np.unique(np.concatenate(parts), return_inverse=True, return_counts=True)
    if not hashes.size or not model.hashes.size:
        return np.zeros(0, np.int64), np.zeros(0, np.float32), []
    at, is_known = model.find(hashes)
    known = at[is_known]
    values = ((1 + np.log(times[is_known])) * model.rarity[known]).astype(np.float32)
    values = balanced(hashes[is_known], values)
    order = np.where(is_known, np.cumsum(is_known) - 1, -1)[back]
    return known, values, np.split(order, np.cumsum([part.size for part in parts])[:-1])


def _words(reading: Reading, found: list[Numbers], longest: int, spoke: Floats) -> tuple[str, ...]:
    """The spans of the message that spoke loudest, as they stand in it, in the order of their weight."""
    if not found or not spoke.size:
        return ()
    loud = np.zeros(reading.kept.size + 1, np.float64)
    told_by = np.append(spoke, 0)  # the last one is what an unknown feature says
    for number, places in enumerate(found):
        size = number % longest + 1
        told = told_by[places] / size
        loud[: told.size] += told
        loud[size : size + told.size] -= told
    loud = np.cumsum(loud)[:-1]
    edge = 0.3 * loud.max()
    if edge <= 0:
        return ()
    at = np.flatnonzero(loud > edge)
    places = reading.places[at]
    first = np.flatnonzero(np.concatenate([[True], (np.diff(at) > 1) | (np.diff(places) > _GAP)]))
    last = np.append(first[1:], at.size) - 1
    words: list[str] = []
    for span in np.argsort(-np.add.reduceat(loud[at], first), kind="stable").tolist():
        word = reading.text[places[first[span]] : places[last[span]] + 1][:_LONGEST_SPAN]
        if len(word) > 1 and word not in words:
            words.append(word)
        if len(words) == _MOST_SPANS:
            break
    return tuple(words)
