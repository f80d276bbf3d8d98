"""A supervisor of processes: starts them, starts again what dies, stops them all, leaves no orphan.

Every program runs in a session of its own, so that Ctrl-C reaches the supervisor alone and whatever a program
started can be ended with it; each is told by the kernel (see `account.as_account`) when the supervisor is killed.
"""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

STOP: Final = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
STOP_PATIENCE: Final = 10.0  # seconds a program gets to finish its request or job
SETTLED: Final = 10.0  # seconds after which a start counts as good
LONGEST_DELAY: Final = 30.0


@dataclass(frozen=True, slots=True)
class Program:
    """What to run: a name for messages, the words, what its environment has besides ours, and when it may start."""

    name: str
    words: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    may_start: Callable[[], bool] = lambda: True


@dataclass(slots=True)
class _Running:
    program: Program
    process: "subprocess.Popen[bytes] | None" = None
    started: float = 0.0
    failures: int = 0
    due: float = 0.0  # when it may be started again


def supervise(programs: Sequence[Program], *, on_tick: Callable[[], float | None]) -> int:
    """Keep the programs running until a signal or `on_tick` asks to stop: 0 then.

    `on_tick` is called between two looks and answers how many seconds the next may wait, None to stop. It must run in the
    main thread, which alone may be the parent of processes that are told of its death.
    """
    stop = asked_to_stop_by()
    previous = signal.pthread_sigmask(signal.SIG_BLOCK, {*stop, signal.SIGCHLD})
    family = [_Running(program) for program in programs]
    try:
        while True:
            for member in family:
                _look_after(member)
            patience = on_tick()
            if patience is None:
                return 0
            received = signal.sigtimedwait({*stop, signal.SIGCHLD}, patience)
            if received is not None and received.si_signo in stop:
                return 0
    finally:
        stop_all([member.process for member in family if member.process is not None])
        signal.pthread_sigmask(signal.SIG_SETMASK, previous)


def asked_to_stop_by() -> set[signal.Signals]:
    """Which signals ask us to stop: under `nohup` a closed terminal does not."""
    return STOP - {signal.SIGHUP} if signal.getsignal(signal.SIGHUP) == signal.SIG_IGN else STOP


def stop_all(processes: "Sequence[subprocess.Popen[bytes]]") -> None:
    """End them: asked first, and after `STOP_PATIENCE` seconds for good, with everything they started."""
    for process in processes:
        if process.poll() is None:
            process.terminate()
    until = time.monotonic() + STOP_PATIENCE
    for process in processes:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(max(0.0, until - time.monotonic()))
        _end_group(process)


def end_orphans(marks: Mapping[str, str]) -> int:
    """End every program that has these words in its environment, and count them.

    What a killed supervisor leaves is told to end by the kernel, but may hang, or be killed alone without its children.
    """
    wanted = {f"{name}={value}".encode() for name, value in marks.items()}
    orphans = _living_with(wanted)
    for sign, patience in ((signal.SIGTERM, STOP_PATIENCE), (signal.SIGKILL, STOP_PATIENCE)):
        until = time.monotonic() + patience
        for pid in _living_with(wanted):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, sign)
        while _living_with(wanted) and time.monotonic() < until:
            time.sleep(0.05)
    return len(orphans)


def _living_with(words: set[bytes]) -> list[int]:
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):  # it ended, or belongs to another account
            if words <= set((process / "environ").read_bytes().split(b"\0")):
                found.append(int(process.name))
    return found


def _look_after(member: _Running) -> None:
    now = time.monotonic()
    if member.process is not None and member.process.poll() is not None:
        _end_group(member.process)
        lived = now - member.started
        member.failures = 0 if lived > SETTLED else member.failures + 1
        delay = 0.0 if member.failures <= 1 else min(LONGEST_DELAY, 0.5 * 2 ** (member.failures - 2))
        member.due = now + delay
        code = member.process.returncode
        sys.stderr.write(
            f"fengqiao: {member.program.name} 已退出（{code}），{delay:.0f} 秒后重新启动"
            f" / {member.program.name} ended ({code}); starting it again in {delay:.0f} s\n"
        )
        member.process = None
    if member.process is None and now >= member.due and member.program.may_start():
        member.process = _start(member.program)
        member.started = now


def _start(program: Program) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(  # noqa: S603 -- words of our own
        list(program.words),
        env={**os.environ, **program.environment},
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr.fileno(),  # standard output is for the address and the accounts
        start_new_session=True,
        preexec_fn=_unblock,  # noqa: PLW1509 -- the supervisor has one thread
    )


def _end_group(process: "subprocess.Popen[bytes]") -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _unblock() -> None:
    signal.pthread_sigmask(signal.SIG_SETMASK, set())
