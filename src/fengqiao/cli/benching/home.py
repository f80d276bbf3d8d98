"""The bench's own installation: a data folder inside the data folder, with its own server and a made-up county.

A real county is never touched, the disk is the same, and taking it away is quick. `fsync` and `synchronous_commit` are
on as everywhere; what differs from a county's server is the module that counts statements, which is silent while
anything is timed.
"""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from fengqiao.cli.processes import Program, stop_all
from fengqiao.cli.running import set_up_django
from fengqiao.cli.up import Home, account_for, answers
from fengqiao.gateways.data_folder import make_data_folder
from fengqiao.gateways.postgres.cluster import SUPERUSER, base_of, read_record
from fengqiao.gateways.postgres.server import Server, ensure_running, stop

SETTINGS: Final = {
    "shared_preload_libraries": "pg_stat_statements",
    "pg_stat_statements.track": "none",
    "log_destination": "jsonlog",
}
ELSEWHERE: Final = (
    "FENGQIAO_DATABASE_URL",
    "FENGQIAO_DATABASE_OWNER_URL",
    "FENGQIAO_SUPERVISED",
    "FENGQIAO_TENANT",
)
WEB_PATIENCE: Final = 60.0
_RECORD: Final = "bench.json"


@dataclass(frozen=True, slots=True)
class Bench:
    """A running bench: its folder, its server and the password of every account of its county."""

    data: Path
    server: Server
    password: str

    @property
    def superuser(self) -> str:
        """The address of the role that may count statements and is bound by no policy."""
        return self.server.url(SUPERUSER)

    def program(self, name: str, port: int) -> Program:
        """How `fengqiao up` runs this program."""
        home = Home(self.data, port, account_for(self.data, self.server))
        return next(each for each in home.programs(lambda: True) if each.name == name)


def folder_of(data: Path) -> Path:
    """Where the bench of a data folder stands."""
    return data / "bench"


@contextlib.contextmanager
def bench(data: Path, *, matters: int, keep: bool) -> Iterator[Bench]:
    """Make the bench with that many matters, or take up a kept one; remove it afterwards unless it is to be kept."""
    folder = folder_of(data)
    for name in ELSEWHERE:
        os.environ.pop(name, None)
    os.environ["FENGQIAO_DATA"] = str(folder)
    if _recorded(folder) != matters:
        remove(folder)
    make_data_folder(data)
    make_data_folder(folder)
    try:
        with ensure_running(folder, settings=SETTINGS) as server:
            set_up_django()
            yield Bench(folder, server, _prepare(folder, server, matters))
    finally:
        if not keep:
            remove(folder)


@contextlib.contextmanager
def running(programs: Sequence[Program]) -> Iterator[list[int]]:
    """Run programs beside us, each in a session of its own; gives their process numbers."""
    started: list[subprocess.Popen[bytes]] = []
    try:
        started.extend(map(_start, programs))
        yield [each.pid for each in started]
    finally:
        stop_all(started)


def _start(program: Program) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(  # noqa: S603  words of our own
        list(program.words),
        env={**os.environ, **program.environment},
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr.fileno(),
        start_new_session=True,
    )


@contextlib.contextmanager
def web(home: Bench) -> Iterator[tuple[int, int]]:
    """Run the web as `fengqiao up` does; gives its port and process once it answers. TimeoutError if it never does."""
    port = free_port()
    with serving(home.program("web", port), port) as process:
        yield port, process


@contextlib.contextmanager
def serving(program: Program, port: int) -> Iterator[int]:
    """Run a web server on a port; gives its process once it answers. TimeoutError if it never does."""
    with running([program]) as (process,):
        until = time.monotonic() + WEB_PATIENCE
        while not answers(port):
            if time.monotonic() > until:
                raise TimeoutError("the web does not answer")
            time.sleep(0.1)
        yield process


def free_port() -> int:
    """A port that is free, with the one above it."""
    while True:
        with socket.socket() as one, socket.socket() as other:
            one.bind(("127.0.0.1", 0))
            port = int(one.getsockname()[1])
            with contextlib.suppress(OSError):
                other.bind(("127.0.0.1", port + 1))
                return port


def _prepare(folder: Path, server: Server, matters: int) -> str:
    """Migrate, load the county, fill it; the password of its accounts."""
    from fengqiao.cli.benching.filling import fill  # noqa: PLC0415  Django is set up by now
    from fengqiao.cli.demo import load_county  # noqa: PLC0415
    from fengqiao.cli.migrate import bring_up_to_date  # noqa: PLC0415
    from fengqiao.desk.settled import ports  # noqa: PLC0415
    from fengqiao.ledger.connection import pool_of  # noqa: PLC0415

    bring_up_to_date(folder)
    if _recorded(folder) is None:
        load_county(folder)
        superuser = server.url(SUPERUSER)
        with pool_of(superuser).connection() as connection:
            connection.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements")
        since = time.monotonic()
        made = fill(ports(), superuser, matters)
        sys.stderr.write(f"bench: {made} matters in {time.monotonic() - since:.0f} s\n")
        (folder / _RECORD).write_text(json.dumps({"matters": matters}))
    return (folder / "keys" / "demo.password").read_text().strip()


def _recorded(folder: Path) -> int | None:
    """How many matters a kept bench was filled with; None for a bench that is not there or was not finished."""
    try:
        record: dict[str, Any] = json.loads((folder / _RECORD).read_text())
    except FileNotFoundError:
        return None
    return int(record["matters"])


def remove(folder: Path) -> None:
    """Take the bench away; whatever an interrupted one left running is stopped first."""
    if not folder.exists():
        return
    stop(folder)
    cluster = read_record(folder)
    if cluster is not None:
        shutil.rmtree(base_of(folder, cluster), ignore_errors=True)
    shutil.rmtree(folder)
