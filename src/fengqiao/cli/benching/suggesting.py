"""`fengqiao bench triage`: suggestions for everyday messages, on one core and without a database."""

import random
import time
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from fengqiao.cli.benching.together import percentile
from fengqiao.gateways.classifier import installed, suggest, suggest_many

MESSAGES: Final = 6000
WARM: Final = 200


def suggesting(data: Path, *, count: int = MESSAGES) -> dict[str, Any]:
    """Suggest for that many messages: `rate` is by processor time, for one core, the latencies are those of one alone."""
    model = installed(data)
    chance = random.Random(1)  # noqa: S311  the same messages in every run
    texts = chance.choices(messages(), k=count + WARM)
    spans = []
    for text in texts[: 2 * WARM]:
        since = time.perf_counter()
        suggest(text, model=model)
        spans.append(1000 * (time.perf_counter() - since))
    del spans[:WARM]
    spent = time.process_time()
    for _ in suggest_many(texts[WARM:], model=model):
        pass
    spent = time.process_time() - spent
    return {
        "messages": count,
        "rate": round(count / spent, 1),
        "p50_ms": round(percentile(spans, 0.5), 3),
        "p99_ms": round(percentile(spans, 0.99), 3),
        "app_cpu_ms": round(1000 * spent / count, 3),
        "database_cpu_ms": 0.0,
        "statements": 0.0,
        "pgbench_rate": None,
        "pgbench_share": None,
        "model": model.name,
        "labels": len(model.labels),
    }


def messages() -> list[str]:
    """Everyday messages: the ones that the model of the first day learns from, all of them our own."""
    folder = files("fengqiao.gateways.classifier").joinpath("corpus")
    found = [
        line.partition("\t")[2]
        for each in sorted(folder.iterdir(), key=lambda one: one.name)
        if each.name.endswith(".tsv")
        for line in each.read_text(encoding="utf-8").splitlines()
    ]
    return [text for text in found if text]
