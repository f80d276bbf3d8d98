"""How good the suggester is on messages that it has not seen, beside a plain baseline retrained in the same run.

The messages are public development data beside the project (`../shared/data`), which is not part of it; without them
these measurements are skipped. Near-duplicates (`dup_group`) never stand on both sides. Figures are printed.
"""

import gzip
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.model_selection import StratifiedGroupKFold
from sklearn.svm import LinearSVC

from fengqiao.gateways.classifier import suggest_many, train_from_rows

DATA = Path(__file__).parents[2] / "shared" / "data" / "teddy2020c" / "labelled_dev.jsonl.gz"
FOLDS = 5
DRAWS = 1000

pytestmark = pytest.mark.skipif(
    not DATA.is_file(), reason=f"the labelled messages are not there: {DATA.name} beside the project"
)


@dataclass
class Figures:
    """What came of all folds, message by message."""

    truth: np.ndarray[Any, Any]
    groups: np.ndarray[Any, Any]
    is_raw: np.ndarray[Any, Any]
    ours: np.ndarray[Any, Any]
    chances: np.ndarray[Any, Any]
    sure: np.ndarray[Any, Any]
    baseline: np.ndarray[Any, Any]
    per_second: float


@pytest.fixture(scope="module")
def figures() -> Figures:
    """Each message judged by a model that saw neither it nor a near-duplicate: served raw where there is raw text."""
    with gzip.open(DATA, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    names = sorted({row["label"] for row in rows})
    truth = np.array([names.index(row["label"]) for row in rows])
    groups = np.array([row["dup_group"] for row in rows])
    is_raw = np.array([bool(row.get("text")) for row in rows])
    texts = [
        f"{row.get('title') or ''} {row['text']}".strip() if row.get("text") else row["words"] for row in rows
    ]
    ours, baseline = np.zeros(len(rows), int), np.zeros(len(rows), int)
    chances, sure = np.zeros(len(rows)), np.zeros(len(rows), bool)
    spent, served = 0.0, 0
    for train, test in StratifiedGroupKFold(FOLDS, shuffle=True, random_state=1).split(texts, truth, groups):
        model = train_from_rows((texts[i], names[truth[i]]) for i in train)
        before = time.process_time()
        raw = [i for i in test if is_raw[i]]
        said = dict(zip(raw, suggest_many([texts[i] for i in raw], model=model), strict=True))
        spent, served = spent + time.process_time() - before, served + len(raw)
        rest = [i for i in test if not is_raw[i]]
        said |= dict(zip(rest, suggest_many([texts[i] for i in rest], model=model), strict=True))
        for i, one in said.items():
            ours[i] = names.index(one.suggestions[0].code)
            chances[i], sure[i] = one.suggestions[0].score, not one.abstained
        baseline[test] = plain([texts[i] for i in train], truth[train], [texts[i] for i in test])
    return Figures(truth, groups, is_raw, ours, chances, sure, baseline, served / spent)


def plain(texts: Sequence[str], labels: np.ndarray[Any, Any], unseen: Sequence[str]) -> np.ndarray[Any, Any]:
    """The plain linear baseline: tf-idf of 1 to 3 characters and a linear support vector machine."""
    counted = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), sublinear_tf=True, min_df=2)
    table = counted.fit_transform(texts)
    machine = LinearSVC(random_state=0).fit(table, labels)
    return np.asarray(machine.predict(counted.transform(unseen)))


def macro_f1(truth: np.ndarray[Any, Any], said: np.ndarray[Any, Any]) -> float:
    """The mean of the classes' F1."""
    size = int(truth.max()) + 1
    hits = np.bincount(truth[truth == said], minlength=size)
    return float((2 * hits / (np.bincount(truth, minlength=size) + np.bincount(said, minlength=size))).mean())


def test_it_beats_the_plain_baseline_on_unseen_messages(
    figures: Figures, capsys: pytest.CaptureFixture[str]
) -> None:
    ours, baseline = macro_f1(figures.truth, figures.ours), macro_f1(figures.truth, figures.baseline)
    low, high, wins = bootstrap(figures)
    raw = figures.is_raw
    with capsys.disabled():
        print(f"\nmacro-F1 {ours:.4f}, baseline {baseline:.4f} (n {raw.size}, {FOLDS} folds of whole groups)")
        print(
            f"  difference, 95 % of {DRAWS} paired draws of groups: {low:+.4f} to {high:+.4f}; better {wins:.1%}"
        )
        for said, part in (("raw text", raw), ("segmented", ~raw)):
            of_ours, of_plain = (
                macro_f1(figures.truth[part], one[part]) for one in (figures.ours, figures.baseline)
            )
            print(f"  {said} (n {part.sum()}): {of_ours:.4f}, baseline {of_plain:.4f}")
    assert ours >= 0.915
    assert ours > baseline
    assert wins >= 0.95


def bootstrap(figures: Figures) -> tuple[float, float, float]:
    """The middle 95 % of the gain in macro-F1 over draws of whole groups, and the share of draws with a gain."""
    chance = np.random.default_rng(2020)
    _, group = np.unique(figures.groups, return_inverse=True)
    order = np.argsort(group, kind="stable")
    members = np.split(order, np.cumsum(np.bincount(group))[:-1])
    gains = np.zeros(DRAWS)
    for draw in range(DRAWS):
        rows = np.concatenate([members[i] for i in chance.integers(0, len(members), len(members))])
        truth = figures.truth[rows]
        gains[draw] = macro_f1(truth, figures.ours[rows]) - macro_f1(truth, figures.baseline[rows])
    return float(np.quantile(gains, 0.025)), float(np.quantile(gains, 0.975)), float((gains > 0).mean())


def test_what_it_fills_in_by_itself_is_right_and_is_most(
    figures: Figures, capsys: pytest.CaptureFixture[str]
) -> None:
    right = figures.ours == figures.truth
    with capsys.disabled():
        for said, sure in [
            ("each fold's own threshold", figures.sure),
            *((f"{edge:.2f}", figures.chances >= edge) for edge in (0.5, 0.7, 0.8, 0.9, 0.95)),
        ]:
            print(f"\n  {said}: coverage {sure.mean():.3f}, precision {right[sure].mean():.4f}", end="")
        print()
    assert right[figures.sure].mean() >= 0.97
    assert figures.sure.mean() >= 0.75


def test_raw_text_is_served_fast_on_one_core(figures: Figures, capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print(f"\n  raw messages a second of CPU: {figures.per_second:.0f}")
    assert figures.per_second >= 500  # a machine that others use too; see docs/reference/performance.md
