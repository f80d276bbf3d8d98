"""A model of categories and the file it is kept in: plain numbers and JSON, so that loading one runs no code."""

import json
import os
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from fengqiao.gateways.classifier.features import Floats, Hashes
from fengqiao.gateways.classifier.reading import Numbers

FORMAT: Final = 1
MOST_BYTES: Final = 1 << 30
"""Of one array of a model; a file that says more is not read."""
MOST_LABELS: Final = 1 << 20


class ModelFault(Exception):  # noqa: N818  it names what is wrong with a file
    """A model that cannot be used; `why_zh` and `why_en` say why."""

    def __init__(self, why_zh: str, why_en: str) -> None:
        super().__init__(f"{why_zh} / {why_en}")
        self.why_zh = why_zh
        self.why_en = why_en


@dataclass(frozen=True, slots=True)
class Dense:
    """A weight for every feature and label: [features, labels]. For models of few labels."""

    weights: Floats

    def sums(self) -> Floats:
        """All weights of each feature together."""
        return np.asarray(self.weights.sum(axis=1), np.float32)

    def of(self, features: Numbers, labels: Numbers) -> Floats:
        """The weight of each feature for the label beside it."""
        return self.weights[features, labels]


@dataclass(frozen=True, slots=True)
class Sparse:
    """Weights of a feature for the labels it was seen with, 0 for all others.

    Entries `starts[f]` to `starts[f + 1]` belong to feature f, labels in ascending order.
    """

    starts: Numbers
    labels: Numbers
    weights: Floats
    keys: Numbers = field(init=False, repr=False)

    def __post_init__(self) -> None:
        features = np.repeat(np.arange(self.starts.size - 1), np.diff(self.starts))
        object.__setattr__(self, "keys", features * MOST_LABELS + self.labels)

    def sums(self) -> Floats:
        """All weights of each feature together."""
        upto = np.concatenate([[0.0], np.cumsum(self.weights, dtype=np.float64)])
        return np.diff(upto[self.starts]).astype(np.float32)

    def of(self, features: Numbers, labels: Numbers) -> Floats:
        """The weight of each feature for the label beside it."""
        if not self.keys.size:
            return np.zeros(features.size, np.float32)
        wanted = features * MOST_LABELS + labels
        at = np.minimum(np.searchsorted(self.keys, wanted), self.keys.size - 1)
        return np.where(self.keys.take(at) == wanted, self.weights.take(at), np.float32(0))


@dataclass(frozen=True, slots=True)
class Model:
    """A linear model over hashed n-grams.

    The score of a label is `bias + mass * (sum of a message's features) + weights`; its chance is the softmax of
    `slope` times the scores. Below `threshold` the model abstains. `hashes` are the known n-grams in ascending order,
    `rarity` their inverse document frequency.
    """

    name: str
    labels: tuple[str, ...]
    longest: int
    bare: bool
    hashes: Hashes
    rarity: Floats
    weights: Dense | Sparse
    bias: Floats
    mass: Floats
    slope: float
    threshold: float
    buckets: Numbers = field(init=False, repr=False)
    usual: Floats = field(init=False, repr=False)
    """What each feature says for a label on average."""

    def __post_init__(self) -> None:
        edges = np.arange(1 << self._bits, dtype=np.uint64) << np.uint64(32 - self._bits)
        object.__setattr__(self, "usual", self.weights.sums() / np.float32(len(self.labels)))
        object.__setattr__(self, "buckets", np.searchsorted(self.hashes, edges).astype(np.int32))

    @property
    def _bits(self) -> int:
        return min(21, int(self.hashes.size).bit_length() + 1)

    def find(self, hashes: Hashes) -> tuple[Numbers, npt.NDArray[np.bool_]]:
        """The places of n-grams in the model, and which of them it knows; a place means nothing for the others.

        By the first bits of a hash to where such hashes begin, and on from there, which is a step or two: a search
        through all of them misses the processor's caches.
        """
        if not self.hashes.size:
            return np.zeros(hashes.size, np.int64), np.zeros(hashes.size, np.bool_)
        at = self.buckets.take((hashes >> np.uint32(32 - self._bits)).astype(np.int64)).astype(np.int64)
        there = self.hashes.take(at, mode="clip")
        before = np.flatnonzero(there < hashes)
        while before.size:
            after = at.take(before) + 1
            at[before] = after
            there[before] = beyond = self.hashes.take(after, mode="clip")
            before = before[(beyond < hashes.take(before)) & (after < self.hashes.size)]
        return at, there == hashes


def save(model: Model, path: Path) -> None:
    """Write the model's file whole or not at all."""
    said = {
        "format": FORMAT,
        "name": model.name,
        "labels": list(model.labels),
        "longest": model.longest,
        "bare": model.bare,
        "slope": model.slope,
        "threshold": model.threshold,
    }
    arrays: dict[str, Any] = {
        "hashes": model.hashes,
        "rarity": model.rarity,
        "bias": model.bias,
        "mass": model.mass,
    }
    match model.weights:
        case Dense(weights):
            arrays["dense"] = weights
        case Sparse(starts, labels, weights):
            arrays |= {
                "starts": starts.astype(np.int32),
                "classes": labels.astype(np.int32),
                "sparse": weights,
            }
    arrays["said"] = np.frombuffer(json.dumps(said, ensure_ascii=False).encode(), np.uint8)
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside.open("wb") as file:
            np.savez(file, **arrays)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def load(path: Path) -> Model:
    """Read a model's file. ModelFault when it is none, damaged, or of another format."""
    try:
        arrays = _arrays(path)
        return _checked(json.loads(bytes(arrays["said"])), arrays)
    except (OSError, ValueError, KeyError, TypeError, EOFError, AttributeError, zipfile.BadZipFile) as fault:
        raise ModelFault("不是有效的模型文件", f"not a valid model file: {type(fault).__name__}") from fault


def _arrays(path: Path) -> dict[str, Any]:
    """All arrays of the file, unless they are too large for any model. Pickled ones are refused by numpy."""
    with path.open("rb") as opened, np.load(opened, allow_pickle=False) as file:
        if any(info.file_size > MOST_BYTES for info in file.zip.infolist()):
            raise ModelFault("模型文件过大", "the model's file is too large")
        return {name: file[name] for name in file.files}


def _checked(said: dict[str, Any], arrays: dict[str, Any]) -> Model:
    """The model, when its arrays fit each other. ModelFault, ValueError, KeyError or TypeError otherwise."""
    if said["format"] != FORMAT:
        raise ModelFault("模型文件的版本不同，请重新训练", "the model is of another format; train it again")
    labels = tuple(str(label) for label in said["labels"])
    hashes, rarity = arrays["hashes"].astype(np.uint32), arrays["rarity"].astype(np.float32)
    bias, mass = arrays["bias"].astype(np.float32), arrays["mass"].astype(np.float32)
    weights: Dense | Sparse
    if "dense" in arrays:
        weights = Dense(arrays["dense"].astype(np.float32))
        fits = weights.weights.shape == (hashes.size, len(labels))
    else:
        weights = _sparse(arrays, features=hashes.size, labels=len(labels))
        fits = True
    fits = fits and hashes.shape == rarity.shape and bias.shape == mass.shape == (len(labels),)
    if not fits or not labels or bool((np.diff(hashes.astype(np.int64)) <= 0).any()):
        raise _unfit()
    longest, slope, threshold = int(said["longest"]), float(said["slope"]), float(said["threshold"])
    if not 1 <= longest <= 8 or not np.isfinite([slope, threshold]).all():
        raise ModelFault("模型文件内容不一致", "the numbers of the model make no sense")
    return Model(
        str(said["name"]),
        labels,
        longest,
        bool(said["bare"]),
        hashes,
        rarity,
        weights,
        bias,
        mass,
        slope,
        threshold,
    )


def _sparse(arrays: dict[str, Any], *, features: int, labels: int) -> Sparse:
    """The sparse weights of a file, when they are those of so many features and labels."""
    starts, classes = arrays["starts"].astype(np.int64), arrays["classes"].astype(np.int64)
    weights = arrays["sparse"].astype(np.float32)
    fits = (
        starts.shape == (features + 1,)
        and classes.shape == weights.shape == (int(starts[-1]),)
        and int(starts[0]) == 0
        and bool((np.diff(starts) >= 0).all())
        and (classes.size == 0 or (int(classes.min()) >= 0 and int(classes.max()) < labels <= MOST_LABELS))
    )
    sparse = Sparse(starts, classes, weights) if fits else None
    if sparse is None or bool((np.diff(sparse.keys) <= 0).any()):
        raise _unfit()
    return sparse


def _unfit() -> ModelFault:
    return ModelFault("模型文件内容不一致", "the arrays of the model do not fit each other")
