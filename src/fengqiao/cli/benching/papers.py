"""`fengqiao bench papers`: an agreement drawn as a job, and thirty papers a minute beside writes that make none.

The writes are measured in turns, without and with papers, in one run: the ratio of the two stands for itself on a
machine whose speed changes. The worker runs in both; only what it is asked to print differs.
"""

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from typing import Any, Final

from django.conf import settings

from fengqiao.cli.benching.agreements import Staff, agreement, in_progress
from fengqiao.cli.benching.clients import CLIENTS, Clients
from fengqiao.cli.benching.home import Bench, free_port, running, web
from fengqiao.cli.benching.meters import Meter, checked, latencies
from fengqiao.cli.benching.processor import processor_ms
from fengqiao.cli.benching.requests import Session
from fengqiao.cli.benching.together import percentile
from fengqiao.desk.papers.printing import Press, print_due
from fengqiao.desk.settled import ports
from fengqiao.insight.words import TABLES, word
from fengqiao.ledger import printing
from fengqiao.ledger.connection import unit_of_work
from fengqiao.ledger.outbox import backlog
from fengqiao.ledger.papers import find_paper
from fengqiao.people.actors import SYSTEM

REQUESTS: Final = 400
"""Writes of each client in a turn; a turn should last ten seconds."""
TURNS: Final = (False, True, True, False)
"""Whether there are papers: each way stands as early as the other, whatever grows or warms up meanwhile."""
MATTERS_EACH: Final = 5
AGREEMENTS: Final = 8
DRAWN: Final = 20
EVERY: Final = 2.0
"""Seconds from one paper to the next: thirty a minute."""
PATIENCE: Final = 300.0
_WAITING: Final = "SELECT count(*) FROM ledger.printing WHERE tenant = ledger.tenant() AND printed_at IS NULL AND dead_at IS NULL"
_PRINTED: Final = (
    "SELECT count(*) FROM ledger.printing WHERE tenant = ledger.tenant() AND printed_at >= %(since)s"
)
_AGREED: Final = (
    "SELECT id FROM ledger.document WHERE tenant = ledger.tenant() AND template = 'MEDIATION_AGREEMENT'"
    " ORDER BY made_at DESC LIMIT %(most)s"
)


@dataclass(frozen=True, slots=True)
class Turn:
    """What a turn of writes cost: the web's CPU a write, how many a second, and how many papers were printed in it."""

    app_cpu_ms: float
    rate: float
    p99_ms: float
    papers: int
    press_cpu_ms: float


def papers(home: Bench, *, requests: int = REQUESTS) -> dict[str, Any]:
    """Draw an agreement again and again; then turns of writes without and with papers. RuntimeError without fonts."""
    with web(home) as (port, app), Clients(port) as clients:
        staff = Staff(clients, port, home.password)
        codes = [[in_progress(staff) for _ in range(MATTERS_EACH)] for _ in range(CLIENTS)]
        for _ in range(AGREEMENTS):
            agreement(staff)
        with running([home.program("worker", free_port())]):
            _until_quiet()
        documents = _documents()
        job = _drawn(documents[0])
        with running([home.program("worker", free_port())]) as (worker,):
            bench = _Turns(home, clients, staff.sessions["handler"], codes, app, worker, documents, requests)
            bench.turn(with_papers=True)  # the first draws with cold fonts and counts for nothing
            turns = [(beside, bench.turn(with_papers=beside)) for beside in TURNS]
    return {
        **job,
        **_compared(
            [turn for beside, turn in turns if not beside], [turn for beside, turn in turns if beside]
        ),
    }


def _compared(without: Sequence[Turn], beside: Sequence[Turn]) -> dict[str, Any]:
    def mean(turns: Sequence[Turn], name: str) -> float:
        return float(sum(getattr(turn, name) for turn in turns) / len(turns))

    figures = {
        name: {
            "app_cpu_ms": round(mean(turns, "app_cpu_ms"), 2),
            "rate": round(mean(turns, "rate"), 1),
            "p99_ms": round(max(turn.p99_ms for turn in turns), 2),
        }
        for name, turns in (("without_papers", without), ("with_papers", beside))
    }
    printed = sum(turn.papers for turn in beside)
    return {
        **figures,
        "papers_printed": printed,
        "papers_printed_without": sum(turn.papers for turn in without),
        "press_cpu_ms": round(sum(turn.press_cpu_ms for turn in beside) / max(printed, 1), 1),
        "cpu_ratio": round(mean(beside, "app_cpu_ms") / mean(without, "app_cpu_ms"), 3),
        "rate_ratio": round(mean(beside, "rate") / mean(without, "rate"), 3),
    }


@dataclass(slots=True)
class _Turns:
    """Turns of the same writes: remarks of the unit, which make no paper, on matters of each client's own."""

    home: Bench
    clients: Clients
    session: Session
    codes: Sequence[Sequence[str]]
    app: int
    worker: int
    documents: Sequence[str]
    requests: int

    def turn(self, *, with_papers: bool) -> Turn:
        """Send the writes of every client, with or without somebody who asks for papers meanwhile."""
        _until_quiet()
        key = f"turn-{time.monotonic_ns()}"
        requests = [
            [
                self.session.post(
                    f"/api/v1/matters/{mine[number % len(mine)]}/actions/add_progress",
                    {"data": {"note": "已到现场查看，正在安排处理。"}},
                    key=f"{key}-{place}-{number}",
                )
                for number in range(self.requests)
            ]
            for place, mine in enumerate(self.codes)
        ]
        since, before = ports().now(), processor_ms(self.worker)
        meter = Meter(self.home, self.app)
        with asking(self.documents) if with_papers else _nobody():
            sent = checked(self.clients.send(requests))
        cost, told = meter.cost(len(sent.all)), latencies(sent)
        _until_printed()
        with unit_of_work(ports().tenant) as work:
            row = work.execute(_PRINTED, {"since": since}).fetchone()
        printed = int(row[0]) if row is not None else 0
        return Turn(
            cost.app_cpu_ms, told["rate"], told["p99_ms"], printed, processor_ms(self.worker) - before
        )


@contextmanager
def asking(documents: Sequence[str]) -> Iterator[None]:
    """Somebody asks for a new issue of these papers in turn, thirty a minute, until the load is over."""
    over = threading.Event()

    def ask() -> None:
        for place in count():
            _print_again(documents[place % len(documents)])
            if over.wait(EVERY):
                return

    asker = threading.Thread(target=ask, daemon=True)
    asker.start()
    try:
        yield
    finally:
        over.set()
        asker.join()


def _print_again(document: str) -> None:
    with unit_of_work(ports().tenant) as work:
        found = find_paper(work, document)
        if found is None:
            raise RuntimeError(f"there is no paper {document}")
        printing.print_again(
            work, document, matter_id=found.matter_id, actor=SYSTEM, reason="lost", at=ports().now()
        )


@contextmanager
def _nobody() -> Iterator[None]:
    yield


def _drawn(document: str) -> dict[str, Any]:
    """An agreement as the job draws it, from the claim to the frozen file: the first with cold fonts, then the median."""
    press = Press(folder=settings.FILES, say=lambda table, code: word(TABLES[table], code))
    spans, spent = [], []
    for _ in range(DRAWN + 1):
        _print_again(document)
        began, cpu = time.perf_counter(), time.process_time()
        if print_due(ports(), press) != 1:
            raise RuntimeError("nothing was printed: are the fonts there? (make fonts)")
        spans.append(1000 * (time.perf_counter() - began))
        spent.append(1000 * (time.process_time() - cpu))
    return {
        "agreement": {
            "p50_ms": round(percentile(spans[1:], 0.5), 1),
            "p99_ms": round(max(spans[1:]), 1),
            "app_cpu_ms": round(percentile(spent[1:], 0.5), 1),
        },
        "first_ms": round(spans[0], 1),
        "first_cpu_ms": round(spent[0], 1),
        "drawn": DRAWN,
        "pdf_bytes": _size(document),
    }


def _size(document: str) -> int:
    with unit_of_work(settings.TENANT) as work:
        row = work.execute(
            "SELECT max(size) FROM ledger.printing WHERE tenant = ledger.tenant() AND document_id = %(id)s::uuid",
            {"id": document},
        ).fetchone()
    return int(row[0]) if row is not None and row[0] is not None else 0


def _documents() -> list[str]:
    with unit_of_work(ports().tenant) as work:
        found = [row[0] for row in work.execute(_AGREED, {"most": AGREEMENTS}).fetchall()]
    if len(found) < AGREEMENTS:
        raise RuntimeError(f"{len(found)} of {AGREEMENTS} agreements were made into papers")
    return found


def _until_quiet() -> None:
    """Until the worker has reacted to everything and printed everything. TimeoutError if it never does."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with unit_of_work(ports().tenant) as work:
            waiting = backlog(work).waiting
        if not waiting and not _unprinted():
            return
        time.sleep(0.2)
    raise TimeoutError("the worker does not come to an end; are the fonts there? (make fonts)")


def _until_printed() -> None:
    until = time.monotonic() + PATIENCE
    while _unprinted():
        if time.monotonic() > until:
            raise TimeoutError("papers are not printed")
        time.sleep(0.2)


def _unprinted() -> int:
    with unit_of_work(ports().tenant) as work:
        row = work.execute(_WAITING).fetchone()
    return int(row[0]) if row is not None else 0
