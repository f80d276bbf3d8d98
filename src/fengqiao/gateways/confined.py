"""Programs of ours that look into strangers' files: a process of their own, little memory, little time, no network.

A file that crashes or fills such a process harms nobody else; its memory is given back when it ends.
"""

import ctypes
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

PASSED_ON: Final = ("PATH", "LANG", "LC_ALL", "TMPDIR", "LD_LIBRARY_PATH", "VIRTUAL_ENV")
"""The environment that such a process gets: no key, no address of a database."""
_SOURCES: Final = str(Path(__file__).parents[2])
_STARTED_BY: Final = "STARTED_BY"
_END_WITH_PARENT: Final = 1  # PR_SET_PDEATHSIG of prctl(2)
MOST_SAID: Final = 4 * 1024 * 1024


class Failed(Exception):  # noqa: N818  it names what happened
    """The process came to nothing: `why` is "timeout", "crash" or "too_much"."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass
class Running:
    """A process that looks into a file: ask `answer` now and then, or wait for it."""

    process: subprocess.Popen[bytes]
    said: IO[bytes]
    until: float

    def answer(self) -> bytes | None:
        """What it said; None while it runs. Raises Failed, and ends it, when its time is over."""
        if self.process.poll() is None:
            if time.monotonic() < self.until:
                return None
            self.stop()
            raise Failed("timeout")
        return self._said()

    def wait(self) -> bytes:
        """What it said in the end."""
        try:
            self.process.wait(max(0.0, self.until - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.stop()
            raise Failed("timeout") from None
        return self._said()

    def stop(self) -> None:
        """End it."""
        self.process.kill()
        self.process.wait()
        self.said.close()

    def _said(self) -> bytes:
        with self.said:
            if self.process.returncode:
                raise Failed("crash")
            self.said.seek(0)
            said = self.said.read(MOST_SAID + 1)
        if len(said) > MOST_SAID:
            raise Failed("too_much")
        return said


def start(module: str, body: bytes, *, seconds: float, more: Mapping[str, str] | None = None) -> Running:
    """Start a module of ours on a file, which it reads from its standard input; `more` joins its environment.

    The file stands in a place without a name while it is read, so that nothing is left behind whatever happens.
    """
    given = {name: value for name in PASSED_ON if (value := os.environ.get(name)) is not None}
    given |= {"PYTHONPATH": _SOURCES, _STARTED_BY: str(os.getpid())}  # it starts elsewhere
    with tempfile.TemporaryFile() as handed:
        handed.write(body)
        handed.seek(0)
        said = tempfile.TemporaryFile()  # noqa: SIM115  it lives as long as the process
        try:
            process = subprocess.Popen(  # noqa: S603  this interpreter, and a module of ours
                [sys.executable, "-P", "-m", module],
                stdin=handed,
                stdout=said,
                stderr=subprocess.DEVNULL,
                cwd="/",
                env=given | dict(more or {}),
                start_new_session=True,
            )
        except OSError:
            said.close()
            raise Failed("crash") from None
    return Running(process, said, time.monotonic() + seconds)


def confine(*, megabytes: int, seconds: int) -> None:
    """Bind the running process: memory, CPU time, no core dump, the last in the queue, no connection to anywhere.

    It ends with the process that started it, however that ends: nothing is left behind.
    """
    for what, most in (
        (resource.RLIMIT_AS, megabytes * 1024 * 1024),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    os.nice(10)
    ctypes.CDLL(None).prctl(_END_WITH_PARENT, signal.SIGKILL)
    if os.environ.get(_STARTED_BY) != str(os.getppid()):
        raise SystemExit(1)  # whoever started it was gone before that was said
    sys.addaudithook(_no_network)


def _no_network(event: str, given: tuple[Any, ...]) -> None:
    if event in {"socket.connect", "socket.getaddrinfo", "socket.bind", "socket.sendto"}:
        raise PermissionError(f"a confined process asked for {event}{given[1:]!r:.100}")
