"""What a load costs: processor time of the web and of the database, statements, latencies."""

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from fengqiao.cli.benching.clients import Sent
from fengqiao.cli.benching.home import Bench
from fengqiao.cli.benching.processor import processor_ms
from fengqiao.cli.benching.together import percentile
from fengqiao.gateways.postgres.cluster import base_of
from fengqiao.ledger.connection import pool_of

# Neither the bounds of a transaction nor the county it names are counted (ARCHITECTURE section 3).
_COUNT: Final = """
SELECT coalesce(sum(calls), 0)::bigint FROM pg_stat_statements AS s JOIN pg_database AS d ON d.oid = s.dbid
 WHERE d.datname = current_database() AND s.userid = 'fengqiao_app'::regrole
   AND s.query !~* '^\\s*(BEGIN|COMMIT|ROLLBACK)' AND s.query !~ 'SELECT set_config'
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds of processor time a request, of the application and of all processes of the database."""

    app_cpu_ms: float
    database_cpu_ms: float


class Meter:
    """Reads the clocks of the application's process tree and of the server's."""

    def __init__(self, home: Bench, app: int) -> None:
        self._app = app
        self._server = postmaster(home)
        self._from = self._read()

    def cost(self, requests: int) -> Cost:
        """What was spent since the meter was made."""
        app, database = self._read()
        before_app, before_database = self._from
        return Cost((app - before_app) / requests, (database - before_database) / requests)

    def _read(self) -> tuple[float, float]:
        return processor_ms(self._app), processor_ms(self._server)


def postmaster(home: Bench) -> int:
    """The process of the bench's server."""
    cluster = home.server.cluster
    assert cluster is not None
    file: Path = base_of(home.data, cluster) / "cluster" / "postmaster.pid"
    return int(file.read_text().split("\n", 1)[0])


def statements_of(home: Bench, load: Callable[[], int]) -> float:
    """Statements a request, as the server counts them while `load` runs, which gives the number of requests."""
    with setting(home, {"pg_stat_statements.track": "top"}):
        with pool_of(home.superuser).connection() as connection:
            connection.execute("SELECT pg_stat_statements_reset()")
        requests = load()
        with pool_of(home.superuser).connection() as connection:
            row = connection.execute(_COUNT.encode()).fetchone()
    assert row is not None
    return int(row[0]) / requests


@contextlib.contextmanager
def setting(home: Bench, values: dict[str, str]) -> Iterator[None]:
    """Change settings of the running server for a while."""
    _set(home, [f"ALTER SYSTEM SET {name} = '{value}'" for name, value in values.items()])
    try:
        yield
    finally:
        _set(home, [f"ALTER SYSTEM RESET {name}" for name in values])


def _set(home: Bench, statements: Sequence[str]) -> None:
    with pool_of(home.superuser).connection() as connection:
        before = connection.execute("SELECT pg_conf_load_time()").fetchone()
        for statement in (*statements, "SELECT pg_reload_conf()"):
            connection.execute(statement.encode())
        while connection.execute("SELECT pg_conf_load_time()").fetchone() == before:
            connection.execute("SELECT pg_sleep(0.05)")
        # Every backend reads its settings before its next statement.


def checked(sent: Sent) -> Sent:
    """The load itself. RuntimeError when a request was not answered as it should be."""
    wrong = [reply for reply in sent.all if not 200 <= reply.status < 300]
    if wrong:
        said = wrong[0].body.decode(errors="replace")
        raise RuntimeError(
            f"{len(wrong)} of {len(sent.all)} were refused, the first by {wrong[0].status}: {said}"
        )
    return sent


def latencies(sent: Sent) -> dict[str, float]:
    """Rate and latencies of a load."""
    times = [reply.seconds * 1000 for reply in sent.all]
    return {
        "rate": round(len(times) / sent.seconds, 1),
        "p50_ms": round(percentile(times, 0.5), 2),
        "p99_ms": round(percentile(times, 0.99), 2),
    }


def rounded(cost: Cost) -> dict[str, Any]:
    """A cost as the answer names it."""
    return {"app_cpu_ms": round(cost.app_cpu_ms, 2), "database_cpu_ms": round(cost.database_cpu_ms, 2)}
