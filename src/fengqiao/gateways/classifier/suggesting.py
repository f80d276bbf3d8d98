"""What a model says of a message: the likeliest categories, how sure it is, and the words that spoke for each."""

from collections.abc import Iterable, Iterator
from typing import Final

import numpy as np

from fengqiao.gateways.classifier.features import Floats, Numbers, Reading, grams, read
from fengqiao.gateways.classifier.model import Dense, Model, Sparse
from fengqiao.triage.suggestions import Suggestion, Triage
from fengqiao.triage.urgent import urgent

LEAST: Final = 3
"""Categories that are always named, so that a person has something to choose from."""
_MOST_SPANS: Final = 3
_LONGEST_SPAN: Final = 12


def suggest(text: str, *, model: Model, most: int = LEAST) -> Triage:
    """Say which categories a message may belong to, the likeliest first, at least three where the model has them.

    Text without a known word gets the categories that are likely anyway, and the model abstains.
    """
    reading = read(text)
    known, values, found = _known(reading, model)
    scores = scored(known, values, model)
    chances = softmax(scores * model.slope)
    order = np.argsort(-chances, kind="stable")[: max(most, LEAST)]
    usual = scores.mean()
    suggestions = tuple(
        Suggestion(
            model.labels[label],
            round(float(chances[label]), 4),
            _words(reading, found, _spoke(known, values, int(label), model)) if scores[label] > usual else (),
        )
        for label in order
    )
    unsure = not known.size or suggestions[0].score < model.threshold
    return Triage(suggestions, urgent(text), abstained=unsure, model=model.name)


def suggest_many(texts: Iterable[str], *, model: Model, most: int = LEAST) -> Iterator[Triage]:
    """Say the same of many messages, one after the other, as they come."""
    return (suggest(text, model=model, most=most) for text in texts)


def scored(known: Numbers, values: Floats, model: Model) -> Floats:
    """The scores of all labels for a message: features by their place in the model, and their values."""
    scores = model.bias + model.mass * values.sum()
    match model.weights:
        case Dense(weights):
            return (scores + values @ weights[known]).astype(np.float32)
        case Sparse(starts, labels, weights):
            sizes = starts[known + 1] - starts[known]
            entries = np.repeat(starts[known] - np.concatenate([[0], np.cumsum(sizes)[:-1]]), sizes)
            entries += np.arange(entries.size)
            told = np.bincount(labels[entries], np.repeat(values, sizes) * weights[entries], len(model.labels))
            return (scores + told).astype(np.float32)


def softmax(scores: Floats) -> Floats:
    """Chances that add up to 1, of scores in the last dimension."""
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


def _known(reading: Reading, model: Model) -> tuple[Numbers, Floats, list[Numbers]]:
    """The features of the message that the model knows, with values of length 1 altogether, and for n = 1 … where.

    A place of -1 is an n-gram that the model does not know.
    """
    by_size = grams(reading.kept, model.longest)
    hashes, back, times = np.unique(np.concatenate(by_size), return_inverse=True, return_counts=True)
    if not hashes.size or not model.hashes.size:
        return np.zeros(0, np.int64), np.zeros(0, np.float32), []
    at = np.minimum(np.searchsorted(model.hashes, hashes), model.hashes.size - 1)
    is_known = model.hashes[at] == hashes
    known = at[is_known]
    values = ((1 + np.log(times[is_known])) * model.rarity[known]).astype(np.float32)
    values /= max(float(np.sqrt(values @ values)), 1e-9)
    order = np.where(is_known, np.cumsum(is_known) - 1, -1)[back]
    return known, values, np.split(order, np.cumsum([size.size for size in by_size])[:-1])


def _spoke(known: Numbers, values: Floats, label: int, model: Model) -> Floats:
    """How much each feature spoke for the label, beyond what it says for labels in general."""
    match model.weights:
        case Dense(weights):
            rows = weights[known]
            return (values * (rows[:, label] - rows.mean(axis=1))).astype(np.float32)
        case Sparse(starts, labels, weights):
            told = np.zeros(known.size, np.float32)
            for number, feature in enumerate(known):
                first, last = starts[feature], starts[feature + 1]
                at = first + np.searchsorted(labels[first:last], label)
                if at < last and labels[at] == label:
                    told[number] = weights[at] - weights[first:last].sum() / len(model.labels)
            return told * values


def _words(reading: Reading, found: list[Numbers], spoke: Floats) -> tuple[str, ...]:
    """The spans of the message that spoke loudest, as they stand in it, in the order of their weight."""
    if not found or not spoke.size:
        return ()
    loud = np.zeros(reading.kept.size + 1, np.float64)
    for size, features in enumerate(found, start=1):
        told = np.where(features >= 0, spoke[features], 0) / size
        loud[: told.size] += told
        loud[size : size + told.size] -= told
    loud = np.cumsum(loud)[:-1]
    edge = 0.3 * loud.max()
    if edge <= 0:
        return ()
    above = np.flatnonzero(loud > edge)
    apart = np.flatnonzero((np.diff(above) > 1) | (np.diff(reading.places[above]) > 2)) + 1
    spans = sorted(np.split(above, apart), key=lambda span: -float(loud[span].sum()))
    words = (reading.text[reading.places[s[0]] : reading.places[s[-1]] + 1][:_LONGEST_SPAN] for s in spans)
    return tuple(dict.fromkeys(word for word in words if len(word) > 1))[:_MOST_SPANS]
