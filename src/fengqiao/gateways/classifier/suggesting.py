"""What a model says of a message: the likeliest categories, how sure it is, and the words that spoke for each."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

import numpy as np

from fengqiao.gateways.classifier.features import grams
from fengqiao.gateways.classifier.model import Model
from fengqiao.gateways.classifier.reading import LONGEST_READ, read
from fengqiao.gateways.classifier.weighing import known, softmax, spoke, weigh
from fengqiao.gateways.classifier.wording import Wording
from fengqiao.triage.suggestions import Suggestion, Triage
from fengqiao.triage.urgent import urgent

LEAST: Final = 3
"""Categories that are always named, so that a person has something to choose from."""
BATCH: Final = 32
"""Messages that are weighed in one go: enough to share what a step costs, few enough to stay in the processor's cache."""
_WORTH_WORDS: Final = 0.05


def suggest(text: str, *, model: Model, most: int = LEAST) -> Triage:
    """Say which categories a message may belong to, the likeliest first, at least three where the model has them.

    Text without a known word gets the categories that are likely anyway, and the model abstains.
    """
    return _together([text], model, most)[0]


def suggest_many(texts: Iterable[str], *, model: Model, most: int = LEAST) -> Iterator[Triage]:
    """Say the same of many messages, in their order and several times as fast; they are taken as they come."""
    pending = iter(texts)
    while batch := list(islice(pending, BATCH)):
        yield from _together(batch, model, most)


def _together(texts: list[str], model: Model, most: int) -> list[Triage]:
    readings = read(texts, bare=model.bare)
    of = known(readings, grams(readings, longest=model.longest), model)
    chances = softmax(weigh(of.owner, of.feature, of.value, len(texts), model) * model.slope)
    order = np.argsort(-chances, axis=1, kind="stable")[:, : max(most, LEAST)]
    scores = np.take_along_axis(chances, order, axis=1)
    wording = Wording(readings)
    said: list[list[Suggestion]] = [[] for _ in texts]
    for rank in range(order.shape[1]):
        worth = scores[:, rank] >= (_WORTH_WORDS if rank else 0)
        why: list[tuple[str, ...]] = [()] * len(texts)
        if worth.any():
            why = wording.words(of, spoke(of, order[:, rank], model), worth)
        for message, (label, score) in enumerate(
            zip(order[:, rank].tolist(), scores[:, rank].tolist(), strict=True)
        ):
            said[message].append(Suggestion(model.labels[label], round(score, 4), why[message]))
    heard = np.bincount(of.owner, minlength=len(texts)) > 0
    return [
        Triage(
            tuple(suggestions),
            urgent(plain if len(text) <= LONGEST_READ else text),  # read already: told quicker
            abstained=not some or suggestions[0].score < model.threshold,
            model=model.name,
        )
        for text, plain, suggestions, some in zip(texts, readings.texts, said, heard.tolist(), strict=True)
    ]
