"""The guard: parent of the embedded server, which lives as long as anybody uses it.

Every user of the server holds a shared lock of `users.lock`. The guard starts the server, starts it again when
it dies, and stops it once nobody holds that lock, be it that the last one left or was killed. It holds
`guard.lock` while it lives; should it be killed itself, the server shuts down (see `install.server_command`)
and whoever needs it next starts another guard.

Run as `python -m fengqiao.gateways.postgres.guard BASE SOCKET_LOCK COMMAND...`; it imports little, for it stays in memory.
"""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

from fengqiao.gateways.postgres.locks import take

LOOK_EVERY: Final = 0.5  # seconds between two looks for users
PATIENCE: Final = 60.0  # seconds for a shutdown with its checkpoint
GIVE_UP_AFTER: Final = 5  # starts in a row that never came to accept connections


def main(argv: list[str]) -> int:
    """Guard one cluster until nobody uses it: 0 then, 1 when the server does not start, 3 beside another guard."""
    base, socket_lock, command = Path(argv[0]), Path(argv[1]), argv[2:]
    os.chdir("/")
    # A caller that asks whether a guard lives holds the lock for an instant; a second guard holds it on.
    lock = take(base / "guard.lock", patience=2)
    if lock is None:
        return 3
    os.ftruncate(lock, 0)
    os.write(lock, str(os.getpid()).encode())
    # Blocked, so that they are only taken where the loop waits for them.
    waited = {signal.SIGCHLD, signal.SIGTERM, signal.SIGINT, signal.SIGHUP}
    signal.pthread_sigmask(signal.SIG_BLOCK, waited)
    return _keep(base, socket_lock, command, waited)


def is_ready(base: Path) -> bool:
    """Say whether the server accepts connections and its guard lives.

    It writes so in the last line of its pid file, which a killed server leaves behind, and which says nothing of a
    killed guard, whose server is about to shut down: so it must be alive, and the guard's child.
    """
    try:
        lines = (base / "cluster" / "postmaster.pid").read_text().splitlines()
        guard = (base / "guard.lock").read_text()
        parent = Path("/proc", lines[0], "stat").read_text().rpartition(")")[2].split()[1]
    except (OSError, IndexError, ValueError):  # a power cut leaves empty files, or zeros
        return False
    return len(lines) >= 8 and lines[7].strip() == "ready" and parent == guard


def end_processes_in(folder: Path) -> None:
    """End what works in a folder, as a killed server or `initdb` leaves it behind: asked first, then for good."""
    until = time.monotonic() + PATIENCE
    asked = False
    while remains := _processes_in(folder):
        for pid in remains:
            with contextlib.suppress(ProcessLookupError):
                if time.monotonic() > until:
                    os.kill(pid, signal.SIGKILL)
                elif not asked:
                    os.kill(pid, signal.SIGINT)
        asked = True
        time.sleep(0.05)


def _keep(base: Path, socket_lock: Path, command: list[str], waited: set[signal.Signals]) -> int:
    failures = 0
    while True:
        _clear_remains(base / "cluster", socket_lock)
        # One thread, and words that the launcher wrote.
        server = subprocess.Popen(command, stdin=subprocess.DEVNULL, preexec_fn=_unblock)  # noqa: PLW1509, S603
        was_ready = False
        while server.poll() is None:
            was_ready = was_ready or is_ready(base)
            received = signal.sigtimedwait(waited, LOOK_EVERY if was_ready else 0.05)
            asked = received is not None and received.si_signo != signal.SIGCHLD
            if asked or take(base / "users.lock", patience=0) is not None:
                # The lock, once taken, stays ours until this process is gone: a newcomer waits for it.
                return _stop(server)
        failures = 0 if was_ready else failures + 1
        if failures >= GIVE_UP_AFTER:
            return 1
        time.sleep(0.2 * failures)


def _unblock() -> None:
    signal.pthread_sigmask(signal.SIG_SETMASK, set())


def _stop(server: "subprocess.Popen[bytes]") -> int:
    for request, patience in ((signal.SIGINT, PATIENCE), (signal.SIGQUIT, 5.0), (signal.SIGKILL, None)):
        server.send_signal(request)
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(patience)
            break
    return 0


def _clear_remains(cluster: Path, socket_lock: Path) -> None:
    """Wait for what is left of a killed server, for two servers on one cluster would destroy it.

    A file whose number meanwhile belongs to another program, or that a full disk or a power cut left empty, would
    keep the server from starting for ever; it goes only when no process works in the cluster's folder any more.
    """
    end_processes_in(cluster)
    for file in (cluster / "postmaster.pid", socket_lock):
        with contextlib.suppress(FileNotFoundError):
            word = file.read_text(errors="replace").partition("\n")[0].strip()
            if not word.isdecimal() or Path("/proc", word).exists():
                file.unlink()


def _processes_in(folder: Path) -> list[int]:
    there = folder.resolve()  # as the kernel names it, wherever links lead
    return [int(process.name) for process in Path("/proc").glob("[0-9]*") if _works_in(process, there)]


def _works_in(process: Path, folder: Path) -> bool:
    try:
        return (process / "cwd").readlink() == folder
    except OSError:  # it ended, or belongs to another account
        return False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
