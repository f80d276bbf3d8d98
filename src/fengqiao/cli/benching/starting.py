"""`fengqiao bench up`: how long a start on existing data takes until it answers, and the memory of all that then idles."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any, Final

from fengqiao.cli.benching.home import bench, folder_of, free_port, remove
from fengqiao.cli.benching.processor import memory_mb, tree
from fengqiao.gateways.postgres.cluster import base_of, read_record

STARTS: Final = 3
IDLE_SECONDS: Final = 10.0
PATIENCE: Final = 120.0


def starting(data: Path, *, matters: int, keep: bool) -> dict[str, Any]:
    """Make the bench, then start and stop `fengqiao up` on it a few times.

    Gives the seconds of each start until the address is printed, which is when the web answers, of each stop, and the
    proportional memory in MiB of every process after some idle seconds.
    """
    folder = folder_of(data)
    with bench(data, matters=matters, keep=True):
        pass
    try:
        runs = [_one(folder) for _ in range(STARTS)]
    finally:
        if not keep:
            remove(folder)
    return {
        "matters": matters,
        "start_seconds": [round(run[0], 2) for run in runs],
        "stop_seconds": [round(run[1], 2) for run in runs],
        "idle_mb": round(max(sum(run[2].values()) for run in runs), 1),
        "idle_mb_by_process": {name: round(size, 1) for name, size in runs[-1][2].items()},
    }


def _one(folder: Path) -> tuple[float, float, dict[str, float]]:
    """One start, some idle time, one stop; gives seconds, seconds, and MiB by process."""
    words = [
        sys.executable,
        "-m",
        "fengqiao.cli.main",
        "up",
        "--port",
        str(free_port()),
        "--data",
        str(folder),
    ]
    since = time.monotonic()
    up = subprocess.Popen(words, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL)  # noqa: S603  words of our own
    watch = threading.Timer(PATIENCE, up.kill)
    watch.start()
    try:
        assert up.stdout is not None
        if not up.stdout.readline().startswith(b"http"):
            raise RuntimeError("`fengqiao up` did not come to answer")
        started = time.monotonic() - since
        time.sleep(IDLE_SECONDS)
        memory = _memory(folder, up.pid)
        since = time.monotonic()
        up.send_signal(signal.SIGINT)
        up.wait(PATIENCE)
        return started, time.monotonic() - since, memory
    finally:
        watch.cancel()
        with contextlib.suppress(ProcessLookupError):
            up.kill()
        up.wait()


def _memory(folder: Path, up: int) -> dict[str, float]:
    """Proportional memory of the supervisor's programs and of the database."""
    cluster = read_record(folder)
    assert cluster is not None
    guard = int((base_of(folder, cluster) / "guard.lock").read_text())
    found: dict[str, float] = {}
    for pid in tree(up, guard):
        name = _name(pid)
        found[name] = found.get(name, 0.0) + memory_mb([pid])
    return found


def _name(pid: int) -> str:
    """A process as people know it."""
    try:
        words = Path("/proc", str(pid), "cmdline").read_bytes().decode(errors="replace").split("\0")
    except OSError:
        return "ended"
    if "postgres" in os.path.basename(words[0]):  # noqa: PTH119  a command line, not a path
        return "postgres"
    line = " ".join(words)
    known = {
        "fengqiao.live": "live",
        "fengqiao.worker": "worker",
        "fengqiao.site": "web",
        "postgres.guard": "guard",
    }
    return next(
        (name for mark, name in known.items() if mark in line), "supervisor" if " up " in line else "other"
    )
