"""`fengqiao triage retrain`: make the county's own model from what its people chose, and let it speak from now on.

It is trained on the county's history: every text that stands, with the category a person gave it. Beside it stand the
messages of the first day and the leaves' own names, so that what nobody has chosen yet can still be suggested; how sure
the model is, is measured by the history alone.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Mapping
from typing import Any, Final

from fengqiao.cli.running import Needs, insist_on_installation, running
from fengqiao.gateways.classifier import ModelFault, own_model_file, save, train_from_rows
from fengqiao.gateways.classifier.cold_start import corpus
from fengqiao.gateways.postgres.cluster import DatabaseUnavailable

LEAST_ROWS: Final = 500
LEAST_LABELS: Final = 10
LEAST_A_LABEL: Final = 5
"""A category that was chosen less often keeps to the messages of the first day: so few rows tell more of chance."""


def add_parser(acts: Any) -> None:
    """Declare the act beside train, evaluate and suggest."""
    acts.add_parser("retrain", help="make the county's own model from its history")


def run(args: argparse.Namespace) -> int:
    """Train from the history, put the model in place, print what it came from; 2 when the history is too short."""
    try:
        insist_on_installation(args.data)
        with running(args.data, Needs.DATABASE):
            history, leaves = _history()
    except DatabaseUnavailable as error:
        sys.stderr.write(f"fengqiao: {error}\n")
        return 2
    rows, left_out = learnable(history)
    labels = {label for _, label in rows}
    if len(rows) < LEAST_ROWS or len(labels) < LEAST_LABELS:
        sys.stderr.write(
            f"fengqiao: 本县历史还不足以训练：可用 {len(rows)} 条、{len(labels)} 个分类，"
            f"至少需要 {LEAST_ROWS} 条、{LEAST_LABELS} 个分类（每个分类 {LEAST_A_LABEL} 条）；原有模型继续使用\n"
            f"fengqiao: the history is too short to learn from: {len(rows)} usable rows of {len(labels)} categories;"
            f" {LEAST_ROWS} rows of {LEAST_LABELS} categories are needed, {LEAST_A_LABEL} each."
            " The present model goes on.\n"
        )
        return 2
    try:
        model = train_from_rows(rows, beside=beside(leaves))
        file = own_model_file(args.data)
        save(model, file)
    except ModelFault as fault:
        sys.stderr.write(f"fengqiao: {fault}\n")
        return 2
    except OSError as fault:
        sys.stderr.write(f"fengqiao: 模型无法写入 / the model cannot be written: {fault.filename or fault}\n")
        return 2
    unseen = len(leaves.keys() - labels)
    if unseen:
        sys.stderr.write(
            f"提示：{unseen} 个分类没有足够的历史，仍按首日语料推荐 /"
            f" note: {unseen} categories have too little history; they are suggested as on the first day\n"
        )
    made = {
        "model": model.name,
        "n": len(rows),
        "labels": len(model.labels),
        "left_out": left_out,
        "unseen_categories": unseen,
        "threshold": model.threshold,
        "file": str(file),
    }
    sys.stdout.write(json.dumps(made, ensure_ascii=False) + "\n")
    return 0


def learnable(history: list[tuple[str, str]]) -> tuple[list[tuple[str, str]], int]:
    """The rows with words and a category that was chosen often enough, and how many are left out."""
    worded = [(text, label) for text, label in history if text.strip() and label]
    often = Counter(label for _, label in worded)
    rows = [(text, label) for text, label in worded if often[label] >= LEAST_A_LABEL]
    return rows, len(history) - len(rows)


def beside(leaves: Mapping[str, str]) -> list[tuple[str, str]]:
    """The first day's messages of the leaves that the county uses, and each leaf's own words: (text, code)."""
    return [*((text, code) for text, code in corpus() if code in leaves), *((leaves[c], c) for c in leaves)]


def _history() -> tuple[list[tuple[str, str]], dict[str, str]]:
    """What the county's people chose, and the leaves they choose from, each with its name and keywords.

    Imported late: the other acts of triage need no database and no Django.
    """
    from django.conf import settings  # noqa: PLC0415

    from fengqiao.directory.models import Category  # noqa: PLC0415
    from fengqiao.ledger.connection import unit_of_work  # noqa: PLC0415
    from fengqiao.ledger.triage_notes import history  # noqa: PLC0415

    leaves = Category.objects.filter(tenant=settings.TENANT, is_active=True, is_leaf=True)
    with unit_of_work(settings.TENANT) as work:
        chosen = list(history(work))
    return chosen, {each.code: " ".join((each.name_zh, *each.keywords)) for each in leaves}
