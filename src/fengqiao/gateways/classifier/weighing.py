"""Weighing messages: which of a model's features stand in them, how much each counts, what they say of the labels."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from fengqiao.gateways.classifier.features import Floats, Grams
from fengqiao.gateways.classifier.model import Dense, Model, Sparse
from fengqiao.gateways.classifier.reading import Numbers, Readings


@dataclass(frozen=True, slots=True)
class Known:
    """The different features of messages that a model knows, message by message.

    `owner` is the message and `value` the weight of each; a message's values have length 1 altogether. `begins[n - 1]`
    are the kept characters where a known n-gram begins, and `which[n - 1]` tells for each of them its place in here.
    """

    owner: Numbers
    feature: Numbers
    value: Floats
    begins: list[Numbers]
    which: list[Numbers]


def known(readings: Readings, found: list[Grams], model: Model) -> Known:
    """Find the features of messages in the model."""
    whose = readings.owner
    begins, keys = [], []
    for one in found:
        at, is_known = model.find(one.hashes)
        hits = np.flatnonzero(is_known)
        begins.append(one.begins.take(hits))
        keys.append(whose.take(begins[-1]) * model.hashes.size + at.take(hits))
    key = np.concatenate(keys)
    order = np.argsort(key)
    ordered = key.take(order)
    is_new = np.ones(key.size, np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=is_new[1:])
    first = np.flatnonzero(is_new)
    which = np.empty(key.size, np.int64)
    which[order] = np.cumsum(is_new) - 1
    owner, feature = np.divmod(ordered.take(first), max(model.hashes.size, 1))
    times = np.diff(first, append=key.size)
    value = ((1 + np.log(times)) * model.rarity.take(feature)).astype(np.float32)
    edges = np.cumsum([0, *(one.size for one in begins)]).tolist()
    return Known(
        owner,
        feature,
        of_length_one(owner, value, len(readings.texts)),
        begins,
        [which[start:end] for start, end in pairwise(edges)],
    )


def of_length_one(owner: Numbers, value: Floats, messages: int) -> Floats:
    """The values of features, so that those of each message have length 1 altogether."""
    length = np.sqrt(np.bincount(owner, value * value, messages))
    return (value / np.maximum(length, _LEAST_LENGTH).take(owner)).astype(np.float32)


def weigh(owner: Numbers, feature: Numbers, value: Floats, messages: int, model: Model) -> Floats:
    """The scores of messages [message, label], of their features in the order of the messages."""
    size = len(model.labels)
    scores = model.bias + model.mass * np.bincount(owner, value, messages)[:, None]
    match model.weights:
        case Dense(weights):
            told = weights.take(feature, axis=0) * value[:, None]
            bounds = np.searchsorted(owner, np.arange(messages + 1))
            there = np.flatnonzero(np.diff(bounds))
            if there.size:
                scores[there] += np.add.reduceat(told, bounds[there], axis=0)
        case Sparse(starts, labels, weights):
            begins = starts.take(feature)
            sizes = starts.take(feature + 1) - begins
            entries = np.repeat(begins - np.cumsum(sizes) + sizes, sizes) + np.arange(sizes.sum())
            where = np.repeat(owner * size, sizes) + labels.take(entries)
            told = np.repeat(value, sizes) * weights.take(entries)
            scores += np.bincount(where, told, messages * size).reshape(messages, size)
    return scores.astype(np.float32)


def spoke(of: Known, chosen: Numbers, model: Model) -> Floats:
    """How much each feature spoke for the label chosen for its message, beyond what it says for labels in general."""
    label = chosen.take(of.owner)
    told: Floats = (model.weights.of(of.feature, label) - model.usual.take(of.feature)) * of.value
    return told


def softmax(scores: Floats) -> Floats:
    """Chances that add up to 1, of scores in the last dimension."""
    powers: Floats = np.exp(scores - scores.max(axis=-1, keepdims=True))
    chances: Floats = (powers / powers.sum(axis=-1, keepdims=True)).astype(np.float32)
    return chances


_LEAST_LENGTH: Final = 1e-9
