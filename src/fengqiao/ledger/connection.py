"""One pool of connections per process, and the unit of work: one transaction for one county.

A transaction begins with the county it works for, which row-level security reads; nothing of it survives the return
to the pool. When the database is away, callers learn it within seconds and the pool finds it again by itself.
"""

import contextlib
import os
import re
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import psycopg
from psycopg import errors, pq
from psycopg.types.string import TextLoader
from psycopg_pool import ConnectionPool, PoolTimeout

Connection = psycopg.Connection[tuple[Any, ...]]
Cursor = psycopg.Cursor[tuple[Any, ...]]
Params = Sequence[Any] | Mapping[str, Any] | None

PATIENCE: Final = 2.0  # seconds that a caller waits for a connection
_TENANT: Final = re.compile(r"[1-9][0-9]{5}")
_OPTIONS: Final = (
    "-c jit=off -c timezone=UTC -c lock_timeout=4s -c statement_timeout=60s"
    " -c idle_in_transaction_session_timeout=60s"
)
_FROZEN: Final = " ISOLATION LEVEL REPEATABLE READ"
_pools: dict[tuple[int, str], "ConnectionPool[Connection]"] = {}
_lock = threading.Lock()


class DatabaseAway(Exception):  # noqa: N818  it names the state, as the answer 503 does
    """The database does not answer or is overrun; nothing was promised, try again in `retry_after` seconds."""

    retry_after = 2


class Spoilt(RuntimeError):  # noqa: N818  it names the state
    """A unit of work in which a write failed cannot be used further; it was rolled back."""


@dataclass(slots=True)
class UnitOfWork:
    """A running transaction of one county. After a failed write it is spoilt and can only be left."""

    connection: Connection
    tenant: str
    spoilt: bool = False

    def execute(self, statement: str, params: Params = None) -> Cursor:
        """Run a statement; DatabaseAway when the database goes or is overrun meanwhile, Spoilt after a failure."""
        with self._watched():
            return self.connection.execute(statement, params)

    def execute_raw(self, statement: str, params: Sequence[Any]) -> Cursor:
        """Run a statement that numbers its parameters itself ($1, $2 …)."""
        with self._watched():
            return psycopg.RawCursor(self.connection).execute(statement, params)

    @contextlib.contextmanager
    def stream(self, statement: str, params: Params = None, *, size: int = 2000) -> Iterator[Cursor]:
        """Read a long answer in pieces through a cursor of the server."""
        with self._watched(), self.connection.cursor(name=f"stream_{time.monotonic_ns()}") as cursor:
            cursor.itersize = size
            cursor.execute(statement, params)
            yield cursor

    @contextlib.contextmanager
    def _watched(self) -> Iterator[None]:
        """Notice failures: after one, the transaction is lost whatever the caller does about it."""
        if self.spoilt:
            raise Spoilt("this unit of work has failed already")
        try:
            yield
        except psycopg.Error as error:
            self.spoilt = True
            raise _away(error) or error from error


@contextlib.contextmanager
def unit_of_work(tenant: str, *, url: str | None = None, frozen: bool = False) -> Iterator[UnitOfWork]:
    """Run a transaction for a county: committed at the end, rolled back by any exception.

    `url` is by default the settings' `DATABASE_URL`; `frozen` shows all its statements the same moment. ValueError for what is not a county code; DatabaseAway when no
    connection is to be had, the connection breaks or the commit is not confirmed; Spoilt when the block swallowed a
    failed write.
    """
    pool = pool_of(url or _configured())
    connection = _begin(pool, tenant, frozen=frozen)
    work = UnitOfWork(connection, tenant)
    try:
        yield work
        _commit(work)
    except BaseException:
        _roll_back(connection)
        raise
    finally:
        pool.putconn(connection)


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
                timeout=PATIENCE,
                # Without this the pool would wait longer and longer between attempts and sleep through a recovery.
                reconnect_timeout=PATIENCE,
                max_idle=300,
                kwargs={
                    "autocommit": True,
                    "prepare_threshold": 1,
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


def _begin(pool: "ConnectionPool[Connection]", tenant: str, *, frozen: bool) -> Connection:
    """Take a connection that answers; those that a restart of the database broke are thrown away on the way."""
    if not _TENANT.fullmatch(tenant):
        raise ValueError(f"not a county code: {tenant!r}")
    begin = f"BEGIN{_FROZEN if frozen else ''}; SELECT set_config('app.tenant', '{tenant}', true)"
    until = time.monotonic() + PATIENCE
    while True:
        try:
            connection = pool.getconn(max(until - time.monotonic(), 0.01))
        except PoolTimeout as error:
            raise DatabaseAway(str(error)) from error
        try:
            # Without parameters both go in one round trip. The code was looked at: it is six digits.
            connection.execute(begin, prepare=False)
        except psycopg.OperationalError as error:
            pool.putconn(connection)
            if time.monotonic() >= until:
                raise DatabaseAway(str(error)) from error
        except BaseException:
            pool.putconn(connection)
            raise
        else:
            return connection


def _commit(work: UnitOfWork) -> None:
    """Commit, and insist on it: in a failed transaction COMMIT rolls back without an error."""
    if work.spoilt:
        raise Spoilt("a write of this unit of work failed, so none of it is kept")
    try:
        done = work.connection.execute("COMMIT", prepare=False)
    except psycopg.Error as error:
        raise _away(error) or error from error
    if done.statusmessage != "COMMIT":
        raise Spoilt("the transaction had failed, so none of it is kept")


def _roll_back(connection: Connection) -> None:
    if connection.closed or connection.info.transaction_status == pq.TransactionStatus.IDLE:
        return
    with contextlib.suppress(psycopg.Error):
        connection.execute("ROLLBACK", prepare=False)


def _away(error: psycopg.Error) -> DatabaseAway | None:
    """What a caller may simply try again: a lost server, a lock that took too long, two that waited for each other."""
    waits = (
        errors.DeadlockDetected | errors.LockNotAvailable | errors.QueryCanceled | errors.SerializationFailure
    )
    if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError | waits):
        return DatabaseAway(str(error))
    return None
