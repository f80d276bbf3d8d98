"""A long file is brought in by several processes at once, one for each core; a short one is not worth their start.

Each process takes pieces of the file over a pipe of its own and answers with what they came to. It ends when its pipe
does, so that none stays behind when the import is killed; what was written stands, and the next run goes on from there.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import Final, cast

from django.conf import settings

from fengqiao.desk.importing import Rejected, Tally, import_rows
from fengqiao.desk.importing_process import begin
from fengqiao.desk.importing_rows import Columns
from fengqiao.desk.ports import Ports
from fengqiao.desk.settled import ports
from fengqiao.desk.suggesting import BatchSuggester, installed_batch_suggester
from fengqiao.gateways.files.tables import Row

PIECE: Final = 1_000
"""Rows that a process is given at a time."""
SHORT: Final = 3_000
"""Rows up to which a file is brought in by this process alone: the others take a second to start."""
MOST_PROCESSES: Final = 4


class ProcessEnded(Exception):  # noqa: N818  it names what happened
    """A process of the import was ended from outside; what it wrote stands."""


@dataclass(frozen=True, slots=True)
class Orders:
    """How every row of a file is to be brought in; see `import_rows`."""

    mapping: Columns
    source: str
    channel: str
    history: bool = False
    dry_run: bool = False
    triage: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """What some rows came to, `number` telling which."""

    number: int
    tally: Tally
    rejected: tuple[Rejected, ...]


def import_file(
    county: Ports,
    rows: Iterable[Row],
    orders: Orders,
    *,
    suggester: BatchSuggester,
    reject: Callable[[Rejected], None],
    progress: Callable[[Tally], None] = lambda _: None,
) -> Tally:
    """Import rows as `import_rows` does, by all cores when there are many of them.

    Rejected rows are named in the order of the file. Matters get their codes piece by piece. What ends a process ends
    the import: with its error, or with ProcessEnded.
    """
    pending = iter(rows)
    first = list(islice(pending, SHORT + 1))
    if len(first) <= SHORT or cores() == 1:
        return _import(
            county, chain(first, pending), orders, suggester=suggester, reject=reject, progress=progress
        )
    whole = Tally()
    finished: dict[int, Piece] = {}
    told = 0
    for piece in _pieces(chain(first, pending), orders):
        finished[piece.number] = piece
        whole.add(piece.tally)
        while told in finished:
            for row in finished.pop(told).rejected:
                reject(row)
            told += 1
        progress(whole)
    return whole


def cores() -> int:
    """How many processes may run at once."""
    return min(MOST_PROCESSES, len(os.sched_getaffinity(0)))


def _pieces(rows: Iterable[Row], orders: Orders) -> Iterator[Piece]:
    """Hand out the rows, each process one piece at a time, and give what they answer as it comes."""
    pending = iter(rows)
    numbers = iter(range(1 << 62))

    def hand_out(pipe: Connection) -> bool:
        piece = list(islice(pending, PIECE))
        if piece:
            _send(pipe, (next(numbers), piece))
        return bool(piece)

    with ExitStack() as stack:
        pipes = [stack.enter_context(_process(orders)) for _ in range(cores())]
        busy = [pipe for pipe in pipes if hand_out(pipe)]
        while busy:
            for pipe in cast("list[Connection]", wait(busy)):
                answer = _answer(pipe)
                if not hand_out(pipe):
                    busy.remove(pipe)
                yield answer


def _send(pipe: Connection, told: object) -> None:
    try:
        pipe.send(told)
    except OSError as fault:
        raise ProcessEnded from fault


def _answer(pipe: Connection) -> Piece:
    try:
        answer = pipe.recv()
    except (EOFError, OSError) as fault:
        raise ProcessEnded from fault
    if isinstance(answer, Exception):
        raise answer
    return cast("Piece", answer)


@contextmanager
def _process(orders: Orders) -> Iterator[Connection]:
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=begin, args=(theirs,), daemon=True)
    process.start()
    theirs.close()
    try:
        _send(ours, orders)
        yield ours
    finally:
        ours.close()
        process.join()


def serve(pipe: Connection) -> None:
    """What a process does: import the pieces that come, until no more come. The orders come first."""
    suggester = installed_batch_suggester(settings.DATA)
    try:
        orders: Orders = pipe.recv()
        while True:
            number, rows = pipe.recv()
            rejected: list[Rejected] = []
            tally = _import(ports(), rows, orders, suggester=suggester, reject=rejected.append)
            pipe.send(Piece(number, tally, tuple(rejected)))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return
    except Exception as fault:  # noqa: BLE001  the process that asked raises it
        pipe.send(fault)


def _import(
    county: Ports,
    rows: Iterable[Row],
    orders: Orders,
    *,
    suggester: BatchSuggester,
    reject: Callable[[Rejected], None],
    progress: Callable[[Tally], None] = lambda _: None,
) -> Tally:
    return import_rows(
        county,
        rows,
        orders.mapping,
        source=orders.source,
        channel=orders.channel,
        history=orders.history,
        dry_run=orders.dry_run,
        reject=reject,
        progress=progress,
        suggester=suggester if orders.triage else None,
    )
