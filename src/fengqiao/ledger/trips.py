"""One round trip: statements that travel to the server together and are prepared once on each connection.

psycopg's own pipeline costs four times the processor time, of which a write has three (docs/decisions/0009). This one
stands on its libpq wrapper, its adapters and its errors, and knows only what the ledger needs: statements whose rows
are read at once.
"""

import re
import select
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import psycopg
from psycopg import adapt, errors, pq
from psycopg.abc import Transformer
from psycopg.adapt import PyFormat
from psycopg.pq.abc import PGconn, PGresult
from psycopg.rows import tuple_row

Params = Sequence[Any] | Mapping[str, Any] | None
Row = tuple[Any, ...]

MOST_PREPARED: Final = 300
"""Statements that a connection keeps prepared; what comes after them is prepared each time."""
_PLACE: Final = re.compile(r"%(?:\((\w+)\)s|(s)|(%))")
_Key = tuple[bytes, tuple[int, ...]]


class Connection(psycopg.Connection[Row]):
    """A connection that remembers what it has prepared by name, and adapts values with one transformer."""

    def __init__(self, pgconn: PGconn, row_factory: Any = tuple_row) -> None:
        super().__init__(pgconn, row_factory)
        self.prepared: dict[_Key, bytes] = {}
        self.names = 0
        self._adapting: Transformer | None = None

    @property
    def adapting(self) -> Transformer:
        """What turns values into bytes and back, as the connection's adapters say."""
        if self._adapting is None:
            self._adapting = adapt.Transformer(self)
        return self._adapting


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement with numbered parameters ($1, $2 …) and their values."""

    sql: bytes
    values: Sequence[Any] = ()


@dataclass(slots=True)
class Answer:
    """What a statement gave: its rows, how many it touched, and the server's word for what it did."""

    rows: Sequence[Row]
    rowcount: int
    statusmessage: str
    _next: int = 0

    def fetchone(self) -> Row | None:
        """Give the next row; None after the last."""
        if self._next >= len(self.rows):
            return None
        self._next += 1
        return self.rows[self._next - 1]

    def fetchall(self) -> list[Row]:
        """Give the rows that were not given yet."""
        rest = list(self.rows[self._next :])
        self._next = len(self.rows)
        return rest

    def __iter__(self) -> Iterator[Row]:
        return iter(self.fetchall())


def numbered(sql: str, params: Params) -> Statement:
    """A statement with psycopg's places (%s, %(name)s) as one with numbers. KeyError or ValueError for params that do not fit."""
    if params is None:
        return Statement(sql.encode())
    text, names = _numbered(sql)
    if isinstance(params, Mapping):
        return Statement(text, [params[name] for name in names])
    if len(params) != len(names):
        raise ValueError(f"{len(names)} places, {len(params)} values")
    return Statement(text, params)


def trip(connection: Connection, *statements: Statement) -> list[Answer]:
    """Send the statements together and give what each gave.

    Without a transaction that stands already they are one. Raises the error of the first that failed; those behind it
    were skipped. Interrupted, it closes the connection, for nobody knows then what its next words belong to.
    """
    pg = connection.pgconn
    try:
        pg.enter_pipeline_mode()
        asked = [_send(connection, each) for each in statements]
        pg.pipeline_sync()
        results = _results(pg)
        pg.exit_pipeline_mode()
    except BaseException:
        connection.close()
        raise
    return _answers(connection, asked, results)


@lru_cache(maxsize=1024)
def _numbered(sql: str) -> tuple[bytes, tuple[str, ...]]:
    """The statement with numbers for places, and the name of each number ("0", "1" … for places without names)."""
    names: list[str] = []

    def place(match: re.Match[str]) -> str:
        name, bare, percent = match.groups()
        if percent:
            return "%"
        if bare:
            names.append(str(len(names)))
            return f"${len(names)}"
        if name not in names:
            names.append(name)
        return f"${names.index(name) + 1}"

    text = _PLACE.sub(place, sql)
    return text.encode(), tuple(names)


def _send(connection: Connection, statement: Statement) -> tuple[_Key, bytes | None]:
    """Send one statement; gives its key and, where it is prepared along with it, the name."""
    pg, adapting = connection.pgconn, connection.adapting
    values: Sequence[Any] = adapting.dump_sequence(statement.values, [PyFormat.AUTO] * len(statement.values))
    types, formats = adapting.types or (), adapting.formats
    key = statement.sql, tuple(types)
    name, fresh = connection.prepared.get(key), None
    if name is None:
        if len(connection.prepared) >= MOST_PREPARED:
            pg.send_query_params(statement.sql, values, types, formats)
            return key, None
        connection.names += 1
        name = fresh = b"fengqiao_%d" % connection.names
        pg.send_prepare(name, statement.sql, types)
    pg.send_query_prepared(name, values, formats)
    return key, fresh


def _results(pg: PGconn) -> list[PGresult]:
    """Every result up to the end of the trip. OperationalError when the connection breaks before it."""
    waiting = select.poll()
    waiting.register(pg.socket, select.POLLIN | select.POLLOUT)
    while pg.flush():
        for _, ready in waiting.poll():
            if ready & ~select.POLLOUT:
                pg.consume_input()
    waiting.modify(pg.socket, select.POLLIN)
    results: list[PGresult] = []
    while True:
        while pg.is_busy():
            waiting.poll()
            pg.consume_input()
        result = pg.get_result()
        if result is None:
            if pg.status == pq.ConnStatus.BAD:
                raise psycopg.OperationalError(pg.get_error_message())
        elif result.status == pq.ExecStatus.PIPELINE_SYNC:
            return results
        else:
            results.append(result)


def _answers(
    connection: Connection, asked: Sequence[tuple[_Key, bytes | None]], results: Sequence[PGresult]
) -> list[Answer]:
    """What each statement gave; notes what is prepared now, and raises for the first that failed."""
    answers, coming = [], iter(results)
    for key, fresh in asked:
        if fresh is not None:
            _insist(next(coming))
            connection.prepared[key] = fresh
        result = next(coming)
        _insist(result)
        answers.append(_answer(connection.adapting, result))
    for rest in coming:
        _insist(rest)  # a trip that is its own transaction may fail as it ends
    return answers


def _insist(result: PGresult) -> None:
    if result.status not in {pq.ExecStatus.COMMAND_OK, pq.ExecStatus.TUPLES_OK}:
        raise errors.error_from_result(result)


def _answer(adapting: Transformer, result: PGresult) -> Answer:
    said = (result.command_status or b"").decode()
    if result.status == pq.ExecStatus.COMMAND_OK:
        touched = result.command_tuples
        return Answer((), -1 if touched is None else touched, said)
    adapting.set_pgresult(result)
    return Answer(adapting.load_rows(0, result.ntuples, tuple), result.ntuples, said)
