"""`fengqiao triage train|evaluate|suggest|retrain`: make a model from a labelled table, measure it, and let one speak."""

import argparse
import json
import sys
import time
from collections.abc import Iterator
from itertools import tee
from pathlib import Path
from typing import Any, Final

from fengqiao.cli import retraining
from fengqiao.gateways.classifier import (
    Model,
    ModelFault,
    installed,
    load,
    save,
    suggest_many,
    train_from_rows,
)
from fengqiao.gateways.classifier.cold_start import corpus, leaves, names
from fengqiao.gateways.files.tables import Row, TableFault, columns, rows
from fengqiao.triage.suggestions import Triage

Groups = tuple[tuple[str, ...], ...]
THRESHOLDS: Final = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.97, 0.98, 0.99)


class Misuse(Exception):  # noqa: N818  said to the person at the terminal
    """What cannot be done with these arguments, in both languages."""


def add_parser(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("triage", help="train, evaluate and use the suggester")
    acts = parser.add_subparsers(dest="act", metavar="train|evaluate|suggest|retrain", required=True)
    text = "columns of the text, joined: 'title,text|words' takes words where title and text are empty"

    train = acts.add_parser("train", help="make a model from a labelled table")
    train.add_argument("file", type=Path, metavar="FILE")
    train.add_argument("--text", required=True, metavar="COLUMNS", help=text)
    train.add_argument("--label", required=True, metavar="COLUMN")
    train.add_argument("--out", required=True, type=Path, metavar="M")

    evaluate = acts.add_parser("evaluate", help="measure a model on a labelled table; prints JSON")
    evaluate.add_argument("model", type=Path, metavar="M")
    evaluate.add_argument("file", type=Path, metavar="FILE")
    evaluate.add_argument("--text", required=True, metavar="COLUMNS", help=text)
    evaluate.add_argument("--label", required=True, metavar="COLUMN")

    retraining.add_parser(acts)

    speak = acts.add_parser("suggest", help="write suggestions for every row of a table")
    speak.add_argument("file", type=Path, metavar="FILE")
    speak.add_argument("--text", required=True, metavar="COLUMNS", help=text)
    speak.add_argument("--out", required=True, type=Path, metavar="OUT.jsonl")
    speak.add_argument("--model", type=Path, metavar="M", help="instead of the data folder's")


def run(args: argparse.Namespace) -> int:
    """Run one of the four; 1 when a table had rows that could not be read, 2 for what cannot be done at all."""
    act = {"train": _train, "evaluate": _evaluate, "suggest": _suggest, "retrain": retraining.run}[args.act]
    try:
        return act(args)
    except (Misuse, TableFault, ModelFault) as fault:
        sys.stderr.write(f"fengqiao: {fault}\n")
    except OSError as fault:
        sys.stderr.write(
            f"fengqiao: 文件无法读写 / the file cannot be read or written: {fault.filename or fault}\n"
        )
    return 2


def _train(args: argparse.Namespace) -> int:
    _apart(args)
    labelled, unread = _labelled(args)
    known = leaves()
    # A history of the product's own categories stands beside what we wrote: no category is forgotten.
    beside = [*corpus(), *names()] if labelled and all(label in known for _, label in labelled) else []
    model = train_from_rows(labelled, beside=beside)
    save(model, args.out)
    made = {
        "model": model.name,
        "n": len(labelled),
        "labels": len(model.labels),
        "threshold": model.threshold,
    }
    sys.stdout.write(json.dumps(made | {"unreadable": unread}) + "\n")
    return 1 if unread else 0


def _evaluate(args: argparse.Namespace) -> int:
    if not args.model.is_file():
        raise Misuse(f"没有文件 / no such file: {args.model}")
    model = load(args.model)
    labelled, unread = _labelled(args)
    if not labelled:
        raise Misuse("没有可评估的行 / there is no row with a text and a label")
    before = time.process_time()
    said = list(suggest_many((text for text, _ in labelled), model=model))
    spent = time.process_time() - before
    figures = measured([label for _, label in labelled], said, model)
    figures["messages_per_second"] = round(len(said) / max(spent, 1e-9), 1)
    sys.stdout.write(json.dumps(figures | {"unreadable": unread}, ensure_ascii=False) + "\n")
    return 1 if unread else 0


def measured(truth: list[str], said: list[Triage], model: Model) -> dict[str, Any]:
    """The figures of an evaluation; a class counts when it is among the truth or was said."""
    first = [one.suggestions[0] for one in said]
    right = [one.code == label for one, label in zip(first, truth, strict=True)]
    classes: dict[str, dict[str, Any]] = {}
    for label in sorted({*truth, *(one.code for one in first)}):
        hits = sum(ok and one.code == label for ok, one in zip(right, first, strict=True))
        proposed, there = sum(one.code == label for one in first), truth.count(label)
        classes[label] = {
            "n": there,
            "precision": round(hits / proposed, 4) if proposed else 0.0,
            "recall": round(hits / there, 4) if there else 0.0,
            "f1": round(2 * hits / (proposed + there), 4),
        }
    thresholds = []
    for threshold in sorted({*THRESHOLDS, round(model.threshold, 4)}):
        sure = [ok for ok, one in zip(right, first, strict=True) if one.score >= threshold]
        thresholds.append(
            {
                "threshold": threshold,
                "coverage": round(len(sure) / len(truth), 4),
                "precision": round(sum(sure) / len(sure), 4) if sure else None,
            }
        )
    return {
        "n": len(truth),
        "macro_f1": round(sum(one["f1"] for one in classes.values()) / len(classes), 4),
        "micro_f1": round(sum(right) / len(right), 4),
        "automatic_threshold": round(model.threshold, 4),
        "per_class": classes,
        "thresholds": thresholds,
    }


def _suggest(args: argparse.Namespace) -> int:
    groups = _groups(args.file, args.text)
    if args.model is not None and not args.model.is_file():
        raise Misuse(f"没有文件 / no such file: {args.model}")
    _apart(args)
    model = load(args.model) if args.model is not None else installed(args.data)
    unread = 0
    with args.out.open("w", encoding="utf-8") as out:
        listed, read = tee(rows(args.file))
        spoken = suggest_many((_text(row, groups) for row in read), model=model)
        for row, said in zip(listed, spoken, strict=True):
            if row.fault:
                unread += 1
                _name(row)
            out.write(json.dumps(_line(row, said), ensure_ascii=False) + "\n")
    return 1 if unread else 0


def _line(row: Row, said: Triage) -> dict[str, Any]:
    words = list(said.suggestions[0].words) if said.suggestions else []
    why = "、".join(words) or "没有认得的词，按顺序列出 / no word is known"
    line: dict[str, Any] = {
        "line": row.line,
        "categories": [{"code": one.code, "score": one.score} for one in said.suggestions],
        "urgent": None if said.urgent is None else said.urgent.prompt,
        "why": why,
    }
    return line | ({"fault": row.fault} if row.fault else {})


def _apart(args: argparse.Namespace) -> None:
    if args.out.resolve() == args.file.resolve():
        raise Misuse("输出文件不能是输入文件 / the output must not be the input")


def _labelled(args: argparse.Namespace) -> tuple[list[tuple[str, str]], int]:
    """The rows with a text and a label, and how many could not be read; these are named on standard error."""
    groups = _groups(args.file, args.text)
    _there(args.file, [args.label])
    labelled, unread = [], 0
    for row in rows(args.file):
        if row.fault:
            unread += 1
            _name(row)
            continue
        text, label = _text(row, groups), row.cells.get(args.label, "").strip()
        if text and label:
            labelled.append((text, label))
    return labelled, unread


def _name(row: Row) -> None:
    sys.stderr.write(f"第 {row.line} 行 / line {row.line}: {row.fault}\n")


def _groups(file: Path, said: str) -> Groups:
    """The groups of columns, checked against the table."""
    if not file.is_file():
        raise Misuse(f"没有文件 / no such file: {file}")
    groups = tuple(
        tuple(name.strip() for name in group.split(",") if name.strip()) for group in said.split("|")
    )
    if not all(groups):
        raise Misuse(f"列名有误 / the columns cannot be understood: {said!r}")
    _there(file, [name for group in groups for name in group])
    return groups


def _there(file: Path, names_wanted: list[str]) -> None:
    """Misuse when a column is nowhere in the table: in JSONL it may first come after many rows."""
    missing = set(names_wanted) - set(columns(file))
    for row in rows(file) if missing else ():
        missing -= row.cells.keys()
        if not missing:
            return
    if missing:
        raise Misuse(
            f"没有列 / no such column: {', '.join(sorted(missing))}; 有 / there are: {', '.join(columns(file))}"
        )


def _text(row: Row, groups: Groups) -> str:
    """The text of a row: the columns of the first group that says anything, joined."""
    return next(filter(None, _joined(row, groups)), "")


def _joined(row: Row, groups: Groups) -> Iterator[str]:
    for group in groups:
        yield " ".join(filter(None, (row.cells.get(name, "").strip() for name in group)))
