"""What a model says of a message: the likeliest categories, how sure it is, and the words that spoke for each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from fengqiao.gateways.classifier.features import LONGEST_READ, Floats, Numbers, Reading, grams, read
from fengqiao.gateways.classifier.model import Dense, Model, Sparse
from fengqiao.triage.suggestions import Suggestion, Triage
from fengqiao.triage.urgent import urgent

LEAST: Final = 3
"""Categories that are always named, so that a person has something to choose from."""
_WORTH_WORDS: Final = 0.05
_MOST_SPANS: Final = 3
_LONGEST_SPAN: Final = 12


def suggest(text: str, *, model: Model, most: int = LEAST) -> Triage:
    """Say which categories a message may belong to, the likeliest first, at least three where the model has them.

    Text without a known word gets the categories that are likely anyway, and the model abstains.
    """
    reading = read(text, bare=model.bare)
    known, values, found = _known(reading, model)
    heard = hear(known, values, model)
    chances = softmax(heard.scores * model.slope)
    order = np.argsort(-chances, kind="stable")[: max(most, LEAST)].tolist()
    suggestions = tuple(
        Suggestion(
            model.labels[label],
            round(float(chances[label]), 4),
            _words(reading, found, heard.spoke(label)) if rank == 0 or chances[label] >= _WORTH_WORDS else (),
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
    """What the features of a message told: the labels' scores, and `told[i]` by feature `owner[i]` for `label[i]`."""

    scores: Floats
    features: int
    owner: Numbers
    label: Numbers
    told: Floats

    def spoke(self, label: int) -> Floats:
        """How much each feature spoke for the label, beyond what it says for labels in general."""
        its = self.label == label
        own = np.bincount(self.owner[its], self.told[its], self.features)
        usual = np.bincount(self.owner, self.told, self.features) / self.scores.size
        return (own - usual).astype(np.float32)


def hear(known: Numbers, values: Floats, model: Model) -> Heard:
    """Weigh a message: features by their place in the model, and their values."""
    size = len(model.labels)
    match model.weights:
        case Dense(weights):
            told = (weights[known] * values[:, None]).ravel()
            owner = np.repeat(np.arange(known.size), size)
            label = np.tile(np.arange(size), known.size)
            sums = told.reshape(known.size, size).sum(axis=0)
        case Sparse(starts, labels, weights):
            sizes = starts[known + 1] - starts[known]
            owner = np.repeat(np.arange(known.size), sizes)
            entries = (starts[known] - np.cumsum(sizes) + sizes)[owner] + np.arange(owner.size)
            label, told = labels[entries], values[owner] * weights[entries]
            sums = np.bincount(label, told, size)
    scores = (model.bias + model.mass * values.sum() + sums).astype(np.float32)
    return Heard(scores, known.size, owner, label, told)


def softmax(scores: Floats) -> Floats:
    """Chances that add up to 1, of scores in the last dimension."""
    powers: Floats = np.exp(scores - scores.max(axis=-1, keepdims=True))
    chances: Floats = (powers / powers.sum(axis=-1, keepdims=True)).astype(np.float32)
    return chances


def _known(reading: Reading, model: Model) -> tuple[Numbers, Floats, list[Numbers]]:
    """The features of the message that the model knows, with values of length 1 altogether, and for n = 1 … where.

    A place of -1 is an n-gram that the model does not know.
    """
    by_size = grams(reading.kept, model.longest)
    hashes, back, times = np.unique(np.concatenate(by_size), return_inverse=True, return_counts=True)
    if not hashes.size or not model.hashes.size:
        return np.zeros(0, np.int64), np.zeros(0, np.float32), []
    at, is_known = model.find(hashes)
    known = at[is_known]
    values = ((1 + np.log(times[is_known])) * model.rarity[known]).astype(np.float32)
    values /= max(float(np.sqrt(values @ values)), 1e-9)
    order = np.where(is_known, np.cumsum(is_known) - 1, -1)[back]
    return known, values, np.split(order, np.cumsum([size.size for size in by_size])[:-1])


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
    spans: list[tuple[float, int, int]] = []
    last = -9
    for at in np.flatnonzero(loud > edge).tolist():
        place = int(reading.places[at])
        if spans and at == last + 1 and place - spans[-1][2] <= 2:
            spans[-1] = (spans[-1][0] + float(loud[at]), spans[-1][1], place)
        else:
            spans.append((float(loud[at]), place, place))
        last = at
    spans.sort(key=lambda span: (-span[0], span[1]))
    words = (reading.text[first : final + 1][:_LONGEST_SPAN] for _, first, final in spans)
    return tuple(dict.fromkeys(word for word in words if len(word) > 1))[:_MOST_SPANS]
