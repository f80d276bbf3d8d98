"""One pool of connections per process, and the unit of work: one transaction for one county.

A transaction begins with the county it works for, which row-level security reads; nothing of it survives the return
to the pool. It begins along with its first statement and, where the caller knows its last one, ends along with that:
a round trip costs both sides more than most statements. When the database is away, callers learn it within seconds
and the pool finds it again by itself.
"""

import contextlib
import os
import re
import select
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import psycopg
from psycopg import errors, pq
from psycopg.pq.abc import PGconn
from psycopg.types.string import TextLoader
from psycopg_pool import ConnectionPool, PoolTimeout

from fengqiao.ledger.trips import Answer, Connection, Params, Statement, numbered, trip

Cursor = psycopg.Cursor[tuple[Any, ...]]

PATIENCE: Final = 2.0  # seconds that a caller waits for a connection
_TENANT: Final = re.compile(r"[1-9][0-9]{5}")
_OPTIONS: Final = (
    "-c jit=off -c timezone=UTC -c lock_timeout=4s -c statement_timeout=60s"
    " -c idle_in_transaction_session_timeout=60s"
)
_BEGIN: Final = Statement(b"BEGIN")
_BEGIN_FROZEN: Final = Statement(b"BEGIN ISOLATION LEVEL REPEATABLE READ")
_SET_TENANT: Final = b"SELECT set_config('app.tenant', $1, true)"
_COMMIT: Final = Statement(b"COMMIT")
_ROLLBACK: Final = Statement(b"ROLLBACK")
_pools: dict[tuple[int, str], "ConnectionPool[Connection]"] = {}
_lock = threading.Lock()


class DatabaseAway(Exception):  # noqa: N818  it names the state, as the answer 503 does
    """The database does not answer or is overrun; nothing was promised, try again in `retry_after` seconds."""

    retry_after = 2


class NoSpace(DatabaseAway):
    """The database's disk is full: nothing was written, and trying again helps once there is room."""

    retry_after = 300


class Spoilt(RuntimeError):  # noqa: N818  it names the state
    """A unit of work in which a write failed cannot be used further; it was rolled back."""


@dataclass(slots=True)
class UnitOfWork:
    """A transaction of one county, begun with its first statement. After a failed write it is spoilt and can only be left."""

    connection: Connection
    tenant: str
    pool: "ConnectionPool[Connection]"
    frozen: bool = False
    begun: bool = False
    spoilt: bool = False

    def execute(self, statement: str, params: Params = None) -> Answer:
        """Run a statement; DatabaseAway when the database goes or is overrun meanwhile, Spoilt after a failure."""
        return self._run(numbered(statement, params))[0]

    def read_all(self, *said: tuple[str, Params]) -> list[Answer]:
        """Run the last statements of this unit of work in one round trip; raises as `execute`.

        They only read: a connection that breaks meanwhile is changed for another one and they are said again.
        """
        return self._run(*(numbered(*each) for each in said), last=True, reads=True)

    def execute_raw(self, statement: str, params: Sequence[Any], *, last: bool = False) -> Answer:
        """Run a statement that numbers its parameters itself ($1, $2 …).

        `last`: commit along with it, in the same round trip; what is said afterwards begins anew.
        """
        return self._run(Statement(statement.encode(), params), last=last)[0]

    @contextlib.contextmanager
    def stream(self, statement: str, params: Params = None, *, size: int = 2000) -> Iterator[Cursor]:
        """Read a long answer in pieces through a cursor of the server."""
        with self._watched():
            if not self.begun:
                self._run(Statement(b"SELECT"))
            with self.connection.cursor(name=f"stream_{time.monotonic_ns()}") as cursor:
                cursor.itersize = size
                cursor.execute(statement, params)
                yield cursor

    def _run(self, *said: Statement, last: bool = False, reads: bool = False) -> list[Answer]:
        """Send statements, with the beginning before them if they are the first and the commit behind the last."""
        until = time.monotonic() + PATIENCE
        with self._watched():
            while True:
                try:
                    return self._together(said, last=last)
                except psycopg.OperationalError:
                    # What was not committed may be said again on a connection that a restart did not break; not for
                    # ever, for the statement itself may be what brings the server down.
                    kept = self.begun or (last and not reads)
                    if kept or not self.connection.closed or time.monotonic() > until:
                        raise
                    self._take_another()

    def _take_another(self) -> None:
        """Change a broken connection for one that stands, if there is one: what is held goes back to the pool once."""
        broken = self.connection
        self.connection = _connected(self.pool)
        self.pool.putconn(broken)

    def _together(self, said: Sequence[Statement], *, last: bool) -> list[Answer]:
        """One round trip. All there is to say needs no BEGIN and COMMIT: a trip by itself is a transaction."""
        before: list[Statement] = []
        whole = last and not self.begun and not self.frozen
        if not self.begun:
            before.append(Statement(_SET_TENANT, (self.tenant,)))
            if not whole:
                before.insert(0, _BEGIN_FROZEN if self.frozen else _BEGIN)
        ends = last and not whole
        answers = trip(self.connection, *before, *said, *((_COMMIT,) if ends else ()))
        self.begun = not last
        if ends:
            _insist(answers[-1])
        return answers[len(before) : len(before) + len(said)]

    @contextlib.contextmanager
    def _watched(self) -> Iterator[None]:
        """Notice failures: after one, the transaction is lost whatever the caller does about it."""
        if self.spoilt:
            raise Spoilt("this unit of work has failed already")
        try:
            yield
        except psycopg.Error as error:
            self.spoilt = True
            if not isinstance(error, psycopg.IntegrityError):
                # What made it fail may lie in the connection: a plan of before a migration, a server that goes.
                self.connection.close()
            raise _away(error) or error from error


@contextlib.contextmanager
def unit_of_work(tenant: str, *, url: str | None = None, frozen: bool = False) -> Iterator[UnitOfWork]:
    """Run a transaction for a county: committed at the end, rolled back by any exception.

    `url` is by default the settings' `DATABASE_URL`; `frozen` shows all its statements the same moment. ValueError for what is not a county code; DatabaseAway when no
    connection is to be had, the connection breaks or the commit is not confirmed; Spoilt when the block swallowed a
    failed write.
    """
    if not _TENANT.fullmatch(tenant):
        raise ValueError(f"not a county code: {tenant!r}")
    pool = pool_of(url or _configured())
    work = UnitOfWork(_connected(pool), tenant, pool, frozen)
    try:
        yield work
        _commit(work)
    except BaseException:
        _roll_back(work.connection)
        raise
    finally:
        pool.putconn(work.connection)


def pool_of(url: str, *, most: int = 16) -> "ConnectionPool[Connection]":
    """The pool of this process for a database, opened at its first use (a forked child opens its own)."""
    key = os.getpid(), url
    pool = _pools.get(key)
    if pool is not None:
        return pool
    with _lock:
        if key not in _pools:
            _pools[key] = ConnectionPool(
                url,
                min_size=1,
                max_size=most,
                open=True,
                connection_class=Connection,
                timeout=PATIENCE,
                # Without this the pool would wait longer and longer between attempts and sleep through a recovery.
                reconnect_timeout=PATIENCE,
                max_idle=300,
                kwargs={
                    "autocommit": True,
                    "prepare_threshold": None,
                    "connect_timeout": 3,
                    "options": _OPTIONS,
                    "application_name": "fengqiao-ledger",
                },
                configure=_configure,
                name="ledger",
            )
        return _pools[key]


def close_pools() -> None:
    """Close every pool of this process, as at its end or between tests."""
    with _lock:
        mine = [key for key in _pools if key[0] == os.getpid()]
        for key in mine:
            _pools.pop(key).close()


def _configured() -> str:
    from django.conf import settings  # noqa: PLC0415  the settings are read when first asked for

    url = settings.DATABASE_URL
    if not url:
        raise DatabaseAway("this data folder has no database yet")
    return str(url)


def _configure(connection: Connection) -> None:
    """Ids are text to us."""
    connection.adapters.register_loader("uuid", TextLoader)


def _connected(pool: "ConnectionPool[Connection]") -> Connection:
    """Take a connection that stands; those that a restart of the database broke are thrown away on the way."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            connection = pool.getconn(max(until - time.monotonic(), 0.01))
        except PoolTimeout as error:
            raise DatabaseAway(str(error)) from error
        if _stands(connection.pgconn):
            return connection
        pool.putconn(connection)
        if time.monotonic() >= until:
            raise DatabaseAway("the database closes its connections")


def _stands(connection: PGconn) -> bool:
    """Whether the server has not hung up; asked of the socket alone, which costs no round trip."""
    poll = select.poll()
    poll.register(connection.socket, select.POLLIN)
    with contextlib.suppress(psycopg.OperationalError):
        while poll.poll(0):
            connection.consume_input()
            if connection.status != pq.ConnStatus.OK:
                return False
        return True
    return False


def _commit(work: UnitOfWork) -> None:
    """Commit, and insist on it: in a failed transaction COMMIT rolls back without an error."""
    if work.spoilt:
        raise Spoilt("a write of this unit of work failed, so none of it is kept")
    if not work.begun:
        return
    try:
        _insist(trip(work.connection, _COMMIT)[0])
    except psycopg.Error as error:
        raise _away(error) or error from error


def _insist(committed: Answer) -> None:
    if committed.statusmessage != "COMMIT":
        raise Spoilt("the transaction had failed, so none of it is kept")


def _roll_back(connection: Connection) -> None:
    if connection.closed or connection.info.transaction_status == pq.TransactionStatus.IDLE:
        return
    with contextlib.suppress(psycopg.Error):
        trip(connection, _ROLLBACK)


def _away(error: psycopg.Error) -> DatabaseAway | None:
    """What a caller may simply try again: a lost server, a lock that took too long, two that waited for each other."""
    if isinstance(error, errors.DiskFull):
        return NoSpace(str(error))
    waits = (
        errors.DeadlockDetected | errors.LockNotAvailable | errors.QueryCanceled | errors.SerializationFailure
    )
    if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError | waits):
        return DatabaseAway(str(error))
    return None
