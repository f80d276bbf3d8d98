"""A long file is brought in by several processes at once, one for each core; a short one is not worth their start.

The process that was asked works on pieces of the file itself. Each of the others says that it is ready, takes pieces over
a pipe of its own and answers with what they came to. It ends when its pipe does, so that none stays behind when the import
is killed; what was written stands, and the next run goes on from there.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
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
    for piece in _pieces(county, chain(first, pending), orders, suggester):
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


def _pieces(county: Ports, rows: Iterable[Row], orders: Orders, suggester: BatchSuggester) -> Iterator[Piece]:
    """Bring the rows in piece by piece, here and in the other processes, and give what each came to."""
    pending = iter(rows)
    pieces = enumerate(iter(lambda: list(islice(pending, PIECE)), []))
    came: list[Piece] = []

    def hand_out(pipe: Connection) -> None:
        piece = next(pieces, None)
        if piece is None:
            return
        _send(pipe, piece)
        busy.append(pipe)

    def attend(patience: float | None = 0) -> None:
        """Take what the others answered, and give them more."""
        for pipe in cast("list[Connection]", wait([*starting, *busy], patience)):
            answer = _answer(pipe)
            if answer is None:
                starting.remove(pipe)
            else:
                busy.remove(pipe)
                came.append(answer)
            hand_out(pipe)

    with ExitStack() as stack:
        starting = [stack.enter_context(_process(orders)) for _ in range(cores() - 1)]
        busy: list[Connection] = []
        for mine in pieces:
            came.append(_brought_in(county, mine, orders, suggester, lambda _: attend()))
            while came:
                yield came.pop()
        while busy:
            attend(None)
            while came:
                yield came.pop()


def _send(pipe: Connection, told: object) -> None:
    try:
        pipe.send(told)
    except OSError as fault:
        raise ProcessEnded from fault


def _answer(pipe: Connection) -> Piece | None:
    """What a process did with a piece; None when it has come up and did none yet."""
    try:
        answer = pipe.recv()
    except (EOFError, OSError) as fault:
        raise ProcessEnded from fault
    if isinstance(answer, Exception):
        raise answer
    return cast("Piece | None", answer)


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
        pipe.send(None)
        while True:
            pipe.send(_brought_in(ports(), pipe.recv(), orders, suggester))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return
    except Exception as fault:  # noqa: BLE001  the process that asked raises it
        pipe.send(fault)


def _brought_in(
    county: Ports,
    piece: tuple[int, Sequence[Row]],
    orders: Orders,
    suggester: BatchSuggester,
    progress: Callable[[Tally], None] = lambda _: None,
) -> Piece:
    number, rows = piece
    rejected: list[Rejected] = []
    tally = _import(county, rows, orders, suggester=suggester, reject=rejected.append, progress=progress)
    return Piece(number, tally, tuple(rejected))


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
