"""`fengqiao bench import`: a file of everyday messages through the importer, without suggestions and with them."""

import csv
import os
import random
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from fengqiao.cli.benching.home import Bench
from fengqiao.cli.benching.meters import Meter, rounded, statements_of
from fengqiao.cli.benching.replay import Names, captured, pgbench, script_of
from fengqiao.cli.benching.suggesting import messages
from fengqiao.cli.benching.together import percentile
from fengqiao.desk.importing import BATCH, Rejected, Tally
from fengqiao.desk.importing_rows import Columns, recognise
from fengqiao.desk.importing_together import Orders, import_file
from fengqiao.desk.settled import ports
from fengqiao.desk.suggesting import installed_batch_suggester
from fengqiao.gateways.files.tables import columns, rows

ROWS: Final = 12_000
TRANSACTIONS: Final = 10
CHANNEL: Final = "hotline_12345"
_COLUMNS: Final = ("编号", "时间", "姓名", "电话", "地址", "经度", "纬度", "内容")


def importing(home: Bench, *, count: int = ROWS) -> dict[str, Any]:
    """Import two files of that many rows; the figures are those without suggestions, with them under `triage`."""
    with tempfile.TemporaryDirectory() as folder:
        small = Path(folder, "small.csv")
        numbers = _Numbers()
        _write(small, BATCH, numbers)
        _import(home, small, triage=True)  # what is read once: the county, the model
        _write(small, BATCH, numbers)
        statements = statements_of(home, lambda: _import(home, small, triage=False)[0].created)
        _write(small, BATCH, numbers)
        limit = _limit(home, small)
        file = Path(folder, "rows.csv")
        figures = []
        for triage in (False, True):
            _write(file, count, numbers)
            figures.append(_measured(home, file, triage=triage))
    plain, with_triage = figures
    share = {"pgbench_rate": round(limit, 1), "pgbench_share": round(plain["rate"] / limit, 3)}
    return {**plain, "statements": round(statements, 4), **share, "triage": with_triage}


def _measured(home: Bench, file: Path, *, triage: bool) -> dict[str, Any]:
    """Rate, latencies a matter as its batch shares them, and costs."""
    meter = Meter(home, os.getpid())
    since = time.perf_counter()
    tally, moments = _import(home, file, triage=triage)
    seconds = time.perf_counter() - since
    cost = meter.cost(tally.created)
    spans = [
        1000 * (later - earlier) / (more - fewer)
        for (earlier, fewer), (later, more) in pairwise(moments)
        if more > fewer
    ]
    return {
        "matters": tally.created,
        "rate": round(tally.created / seconds, 1),
        "p50_ms": round(percentile(spans, 0.5), 3),
        "p99_ms": round(percentile(spans, 0.99), 3),
        **rounded(cost),
    }


def _import(home: Bench, file: Path, *, triage: bool) -> tuple[Tally, list[tuple[float, int]]]:
    """Import a file as the command does; gives the tally, and moments with the rows that were read until then."""
    county, moments = ports(), [(time.perf_counter(), 0)]

    def refused(row: Rejected) -> None:
        raise RuntimeError(f"line {row.line} of our own file was rejected: {row.why_en}")

    tally = import_file(
        county,
        rows(file),
        Orders(Columns(recognise(columns(file))), source="bench", channel=CHANNEL, triage=triage),
        suggester=installed_batch_suggester(home.data),
        reject=refused,
        progress=lambda so_far: moments.append((time.perf_counter(), so_far.read)),
    )
    return tally, moments


def _limit(home: Bench, file: Path) -> float:
    """Matters a second when pgbench replays the statements of one batch, one batch after the other."""

    def load() -> None:
        _import(home, file, triage=False)

    (told,) = captured(home, [load])
    names = Names()
    names.learn(told)
    return pgbench(home, script_of(told, names), transactions=TRANSACTIONS, clients=1) * BATCH


class _Numbers:
    """Numbers of a source that no file of this or an earlier run has."""

    def __init__(self) -> None:
        self._next = 0
        self._run = f"bench-{time.time_ns() // 1_000_000:013d}"

    def take(self) -> str:
        self._next += 1
        return f"{self._run}-{self._next:07d}"


def _write(file: Path, count: int, numbers: _Numbers) -> None:
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(_COLUMNS)
        writer.writerows(_rows(count, numbers))


def _rows(count: int, numbers: _Numbers) -> Iterator[tuple[str, ...]]:
    chance = random.Random(count)  # noqa: S311  made-up rows, the same for the same size
    texts, now = messages(), datetime.now(UTC).replace(microsecond=0)
    for _ in range(count):
        at = now - timedelta(minutes=chance.randint(1, 500_000))
        lon, lat = 119.02 + chance.random() * 0.38, 27.98 + chance.random() * 0.15
        yield (
            numbers.take(), at.isoformat(), f"{chance.choice('赵钱孙李周吴')}某", f"1380000{chance.randint(0, 9999):04d}",
            f"望溪街道文昌路{chance.randint(1, 300)}号", f"{lon:.6f}", f"{lat:.6f}", chance.choice(texts),
        )  # fmt: skip
