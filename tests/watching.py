"""Watching processes from tests."""

import contextlib
import os
import time
from pathlib import Path


def processes_below(data: Path) -> list[str]:
    """Everything alive that names the data folder in its words or works in it."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            words = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            inside = (process / "cwd").readlink().is_relative_to(data)
            if int(process.name) != os.getpid() and (inside or str(data) in words):
                found.append(words)
    return found


def eventually(holds, *, within: float = 30.0) -> None:
    """Wait for another process; the limit is only there so that a failure ends."""
    until = time.monotonic() + within
    while not holds():
        assert time.monotonic() < until, "it did not come to hold"
        time.sleep(0.02)
