"""The model of the first day: from messages that we wrote for each category, before a county has a history."""

import csv
import fcntl
import hashlib
import os
from functools import cache
from pathlib import Path
from typing import Final

from fengqiao.gateways.classifier import features, fillers, model, reading, training, weighing
from fengqiao.gateways.classifier.model import Model, ModelFault, load, save
from fengqiao.gateways.classifier.training import train_from_rows

CORPUS: Final = Path(__file__).with_name("corpus")
CATEGORIES: Final = Path(__file__).parents[2] / "directory" / "template" / "categories.csv"

SURE: Final = 0.9
"""Below it the model of the first day abstains. Cross-validation over its own short, deliberately different messages
says too little of everyday ones; on independent messages this was precise beyond 0.97 (docs/reference/performance.md)."""


def cold_start(data_folder: Path) -> Model:
    """The model of the first day, from the data folder's cache; built there when it is missing or of other sources.

    Two programs that build at once: the second waits and takes what the first built.
    """
    folder = data_folder / "cache"
    file = folder / f"cold-start-{_fingerprint()}.npz"
    if file.exists():
        try:
            return load(file)
        except ModelFault:
            pass  # damaged: built again below
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / "cold-start.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        try:
            return load(file)
        except ModelFault:
            built = build()
            save(built, file)
            for old in folder.glob("cold-start-*.npz"):
                if old != file:
                    old.unlink(missing_ok=True)
            return built
    finally:
        os.close(handle)


def build() -> Model:
    """Train from the corpus; its name tells the sources apart."""
    return train_from_rows(corpus(), beside=names(), threshold=SURE)


def corpus() -> list[tuple[str, str]]:
    """The messages that we wrote: (text, code of the leaf category)."""
    rows = []
    for file in sorted(CORPUS.glob("*.tsv")):
        for line in file.read_text(encoding="utf-8").splitlines():
            code, tab, text = line.partition("\t")
            if tab:
                rows.append((text, code))
    return rows


def names() -> list[tuple[str, str]]:
    """The leaf categories' own names and keywords: (text, code)."""
    with CATEGORIES.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["level"] == "3"]
    return [(f"{row['name_zh']} {row['keywords_zh'].replace('|', ' ')}", row["code"]) for row in rows]


def leaves() -> frozenset[str]:
    """The codes that the model of the first day knows."""
    return frozenset(code for _, code in names())


@cache
def _fingerprint() -> str:
    """A hash of everything the model comes from: corpus, categories and the code that reads and counts them."""
    told = hashlib.sha256()
    code = [Path(module.__file__ or "") for module in (fillers, reading, features, model, weighing, training)]
    for file in [*sorted(CORPUS.glob("*.tsv")), CATEGORIES, *code]:
        told.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return told.hexdigest()[:16]
