"""Whole installations with the demo county, started for tests as `make run` starts them."""

import contextlib
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from watching import processes_below

POSTS = 16
"""How many demo accounts are printed: one line for each."""


@dataclass(frozen=True)
class Running:
    """A running `fengqiao up`: its folder, its port, its process and its accounts."""

    data: Path
    port: int
    pid: int
    accounts: dict[str, str]


@contextlib.contextmanager
def running(data: Path) -> Iterator[Running]:
    """`fengqiao up` on a fresh data folder; it has stopped every process of its own when it is left."""
    port = free_port()
    with subprocess.Popen(command(data, port), stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout.readline() == f"http://127.0.0.1:{port}\n"
            accounts = {}
            while len(accounts) < POSTS:
                _, user, password = process.stdout.readline().rstrip("\n").split("\t")
                accounts[user] = password
            wait_for(port + 1)
            yield Running(data, port, process.pid, accounts)
        finally:
            process.terminate()
            process.wait()
    assert not processes_below(data)


def wait_for(port: int) -> None:
    """Until somebody listens there: live comes up when the web answers, and a page that opens before notes a fault."""
    until = time.monotonic() + 120
    while True:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=5):
            return
        assert time.monotonic() < until, f"nobody listens at {port}"
        time.sleep(0.1)


def command(data: Path, port: int) -> list[str]:
    return [sys.executable, "-m", "fengqiao.cli.main", "up", "--data", str(data), "--port", str(port)]


def free_port() -> int:
    """Two free ports in a row: web and live."""
    while True:
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port = first.getsockname()[1]
            with contextlib.suppress(OSError, OverflowError):
                second.bind(("127.0.0.1", port + 1))
                return port
