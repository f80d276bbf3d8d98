"""Making a model from labelled messages: few labels by weighted support vectors, many by what was counted.

Few labels (a source of a handful of classes): one linear support vector machine a label over tf-idf n-grams, each
n-gram weighted by how much oftener it comes with the label than without (Wang and Manning, ACL 2012, "Baselines and
bigrams"). Many labels (the 250 categories): multinomial naive Bayes over the same n-grams, which learns from twenty
messages a label, stays small, and needs neither scikit-learn nor scipy.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from fengqiao.gateways.classifier.features import Counted, Floats, Grams, Hashes, counted, grams
from fengqiao.gateways.classifier.model import Dense, Model, ModelFault, Sparse
from fengqiao.gateways.classifier.reading import Numbers, Readings, read
from fengqiao.gateways.classifier.weighing import of_length_one, softmax, weigh

FEW_LABELS: Final = 40
LEAST_ROWS: Final = 20
PRECISION: Final = 0.975
"""What a model must reach on messages that it was not trained on before it fills in a category by itself."""
# By whether the labels are few; chosen by cross-validation.
_LONGEST: Final = {True: 4, False: 2}
_SMOOTHING: Final = {True: 0.1, False: 0.2}
_COST: Final = 10.0
_FOLDS: Final = 3
_AT_ONCE: Final = 64
"""Messages that are read and weighed in one go."""
_ONE_FOLD_IS_ENOUGH: Final = 3_000
"""Rows from which on a third of them, held back once, tells chances well enough: fitting again costs more than it tells."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Messages as features: entries `starts[i]` to `starts[i + 1]` of `hashes` and `times` belong to message i."""

    starts: Numbers
    hashes: Hashes
    times: Floats
    labels: Numbers
    folds: Numbers

    def picked(self, which: npt.NDArray[np.bool_]) -> "Rows":
        """The messages of a mask."""
        sizes = np.diff(self.starts)
        entries = np.repeat(which, sizes)
        starts = np.concatenate([[0], np.cumsum(sizes[which])])
        return Rows(starts, self.hashes[entries], self.times[entries], self.labels[which], self.folds[which])


def train_from_rows(
    rows: Iterable[tuple[str, str]],
    *,
    beside: Sequence[tuple[str, str]] = (),
    threshold: float | None = None,
) -> Model:
    """Train a model from (text, label); `beside` are rows that help but are not what it is measured by.
    `threshold` is for who knows it better than cross-validation does.

    Rows without text or label are left out. Near-duplicates stay on one side when chances are calibrated and the
    threshold is sought. ModelFault when there are fewer than 20 rows or fewer than two labels.
    """
    kept = [(text, label.strip()) for text, label in rows if text.strip() and label.strip()]
    helping = [(text, label) for text, label in beside if text.strip()]
    names = tuple(sorted({label for _, label in kept} | {label for _, label in helping}))
    if len(kept) + len(helping) < LEAST_ROWS or len(names) < 2:
        raise ModelFault(
            f"可用于训练的行不足：至少 {LEAST_ROWS} 行、两个类别",
            f"too few rows to train from: at least {LEAST_ROWS} rows and two labels are needed",
        )
    few = len(names) <= FEW_LABELS
    table = _rows(kept + helping, names, few=few)
    measured = np.arange(table.labels.size) < (len(kept) or len(helping))
    drawn = hashlib.sha256(
        repr((names, _LONGEST[few])).encode() + table.hashes.tobytes() + table.labels.tobytes()
    )
    name = f"{'linear' if few else 'counted'}-{drawn.hexdigest()[:12]}"
    slope, safe = _calibrated(table, measured, names, few=few)
    sure = safe if threshold is None else threshold
    return _fitted(table, names, few=few, name=name, slope=slope, threshold=sure)


def _rows(rows: Sequence[tuple[str, str]], names: tuple[str, ...], *, few: bool) -> Rows:
    """Read the messages. Near-duplicates share the smallest hash of their 4-grams and so their fold."""
    place = {name: number for number, name in enumerate(names)}
    sizes, hashes, times, folds = [np.zeros(1, np.int64)], [], [], []
    for since in range(0, len(rows), _AT_ONCE):
        readings = read([text for text, _ in rows[since : since + _AT_ONCE]], bare=few)
        found = grams(readings, longest=max(_LONGEST[few], 4))
        its = counted(readings, found[: _LONGEST[few]])
        smallest = _smallest(readings, found[3], its)
        folds.append(smallest * 2654435761 % 2**32 % 9973 % _FOLDS)
        hashes.append(its.hashes)
        times.append(its.times)
        sizes.append(np.diff(its.starts))
    return Rows(
        np.cumsum(np.concatenate(sizes)),
        np.concatenate(hashes),
        np.concatenate(times),
        np.array([place[label] for _, label in rows]),
        np.concatenate(folds),
    )


def _smallest(readings: Readings, fours: Grams, its: Counted) -> npt.NDArray[np.uint64]:
    """The smallest hash of each message's 4-grams; of all its n-grams where it has none, 0 where there are none."""
    smallest = np.zeros(len(readings.texts), np.uint64)
    some = np.flatnonzero(np.diff(its.starts))
    smallest[some] = its.hashes.take(its.starts.take(some))
    edges = np.searchsorted(fours.begins, readings.bounds)
    some = np.flatnonzero(np.diff(edges))
    if some.size:
        smallest[some] = np.minimum.reduceat(fours.hashes, edges.take(some))
    return smallest


def _calibrated(
    table: Rows, measured: npt.NDArray[np.bool_], names: tuple[str, ...], *, few: bool
) -> tuple[float, float]:
    """The slope that makes chances honest and the threshold that makes them safe, by cross-validation."""
    all_scores, all_labels = [], []
    enough = few and int(measured.sum()) > _ONE_FOLD_IS_ENOUGH
    for fold in range(1 if enough else _FOLDS):
        held = (table.folds == fold) & measured
        rest = table.picked(~held)
        if not held.any() or np.unique(rest.labels).size < 2:
            continue
        model = _fitted(rest, names, few=few, name="", slope=1.0, threshold=1.0)
        test = table.picked(held)
        all_scores.append(_scores(test, model))
        all_labels.append(test.labels)
    if not all_scores:
        return 1.0, 1.0
    scores, labels = np.concatenate(all_scores), np.concatenate(all_labels)
    slope = _slope(scores, labels)
    return slope, _threshold(softmax((scores * slope).astype(np.float32)), labels)


def _slope(scores: Floats, labels: Numbers) -> float:
    """The slope of least log loss: golden-section search over its logarithm."""

    def loss(power: float) -> float:
        chances = softmax((scores * np.exp(power)).astype(np.float32))
        return -float(np.log(np.maximum(chances[np.arange(labels.size), labels], 1e-12)).mean())

    low, high, part = -4.0, 5.0, (5**0.5 - 1) / 2
    for _ in range(24):
        left, right = high - part * (high - low), low + part * (high - low)
        low, high = (low, right) if loss(left) < loss(right) else (left, high)
    return float(np.exp((low + high) / 2))


def _threshold(chances: Floats, labels: Numbers) -> float:
    """The lowest chance from which on enough of the first suggestions are right; above 1 where none is enough."""
    sure = chances.max(axis=1)
    order = np.argsort(-sure, kind="stable")
    right = (chances.argmax(axis=1) == labels)[order]
    precision = np.cumsum(right) / np.arange(1, right.size + 1)
    enough = np.flatnonzero((precision >= PRECISION) & (np.arange(right.size) >= min(20, right.size - 1)))
    return float(sure[order[enough[-1]]]) if enough.size else 1.01


def _scores(table: Rows, model: Model) -> Floats:
    """What a model says of messages, many at a time."""
    scores = []
    for since in range(0, table.labels.size, _AT_ONCE):
        edges = table.starts[since : since + _AT_ONCE + 1]
        entries = slice(int(edges[0]), int(edges[-1]))
        at, known = model.find(table.hashes[entries])
        owner = np.repeat(np.arange(edges.size - 1), np.diff(edges))[known]
        values = table.times[entries][known] * model.rarity.take(at[known])
        values = of_length_one(owner, values, edges.size - 1)
        scores.append(weigh(owner, at[known], values, edges.size - 1, model))
    return np.concatenate(scores)


def _fitted(
    table: Rows, names: tuple[str, ...], *, few: bool, name: str, slope: float, threshold: float
) -> Model:
    """A model of these rows: features, then weights."""
    hashes, seen = np.unique(table.hashes, return_counts=True)
    if few and table.labels.size > 1000:  # what one message alone says of a handful of classes is noise
        hashes, seen = hashes[seen > 1], seen[seen > 1]
    at = np.minimum(np.searchsorted(hashes, table.hashes), hashes.size - 1)
    known = hashes[at] == table.hashes
    rarity = (np.log((1 + table.labels.size) / (1 + seen)) + 1).astype(np.float32)
    message = np.repeat(np.arange(table.labels.size), np.diff(table.starts))[known]
    at = at[known]
    values = table.times[known] * rarity[at]
    values = of_length_one(message, values, table.labels.size)
    weighed = Weighed(message, at, values, table.labels, hashes.size, len(names))
    weights, bias, mass = (_support_vectors if few else _naive_bayes)(weighed)
    return Model(name, names, _LONGEST[few], few, hashes, rarity, weights, bias, mass, slope, threshold)


@dataclass(frozen=True, slots=True)
class Weighed:
    """Entry by entry: which message, which feature, its value; then the label of each message, and how many there are."""

    message: Numbers
    feature: Numbers
    value: Floats
    labels: Numbers
    features: int
    names: int


def _naive_bayes(rows: Weighed) -> tuple[Sparse, Floats, Floats]:
    """Multinomial naive Bayes, every label equally likely beforehand: ln((n + a) / (N + a F)) in two parts."""
    keys, back = np.unique(rows.feature * rows.names + rows.labels[rows.message], return_inverse=True)
    often = np.bincount(back, rows.value, keys.size)
    total = np.bincount(rows.labels[rows.message], rows.value, rows.names)
    starts = np.searchsorted(keys, np.arange(rows.features + 1) * rows.names)
    told = np.log1p(often / _SMOOTHING[False]).astype(np.float32)
    mass = np.log(_SMOOTHING[False] / (total + _SMOOTHING[False] * rows.features)).astype(np.float32)
    return Sparse(starts, keys % rows.names, told), np.zeros(rows.names, np.float32), mass


def _support_vectors(rows: Weighed) -> tuple[Dense, Floats, Floats]:
    """One linear support vector machine a label on log-count-ratio features, folded into one table of weights."""
    from scipy.sparse import csr_matrix  # noqa: PLC0415  large, and needed only to train
    from sklearn.svm import LinearSVC  # noqa: PLC0415

    shape = (rows.labels.size, rows.features)
    table = csr_matrix((rows.value, (rows.message, rows.feature)), shape=shape)
    weights, bias = np.zeros((rows.features, rows.names), np.float32), np.zeros(rows.names, np.float32)
    for label in range(rows.names):
        is_it = rows.labels == label
        if not is_it.any() or is_it.all():
            bias[label] = 2.0 if is_it.any() else -2.0
            continue
        with_it = np.asarray(table[is_it].sum(axis=0)).ravel() + _SMOOTHING[True]
        without = np.asarray(table[~is_it].sum(axis=0)).ravel() + _SMOOTHING[True]
        ratio = np.log(with_it / with_it.sum()) - np.log(without / without.sum())
        scaled = table.copy()
        scaled.data = scaled.data * ratio[scaled.indices]
        machine = LinearSVC(C=_COST, tol=1e-2, random_state=0).fit(scaled, is_it)
        weights[:, label] = machine.coef_[0] * ratio
        bias[label] = machine.intercept_[0]
    return Dense(weights), bias, np.zeros(rows.names, np.float32)
