"""Killing one part of a running installation, and seeing that it really died and came back."""

import contextlib
import os
import signal
import time
from collections.abc import Callable, Sequence
from functools import partial
from random import Random

from citizens_and_clerks import Installation, words

from watching import eventually

KINDS = ("web", "worker", "database", "web worker", "backend", "guard")
PATIENCE = 60.0
"""Seconds in which a part must be found, and must be back."""


def turns(rounds: int, chance: Random) -> list[str]:
    """Which part each round kills: all kinds before any comes again."""
    order: list[str] = []
    while len(order) < rounds:
        order += chance.sample(KINDS, len(KINDS))
    return order[:rounds]


def kill_one(up: Installation, kind: str, chance: Random) -> int:
    """Kill a living process of that kind with SIGKILL; it is gone when this returns. Gives its number."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        # Just after a restart there may be none yet, and a backend may end by itself: then another one is looked for.
        with contextlib.suppress(OSError, ValueError, IndexError):
            victim = chance.choice(living(up, kind))
            os.kill(victim, signal.SIGKILL)
            eventually(partial(is_gone, victim))
            return victim
        time.sleep(0.05)
    raise AssertionError(f"there is no {kind} to kill")


def is_gone(pid: int) -> bool:
    """Whether a process is dead; one that is not yet buried has no words any more."""
    return not words(pid)


def is_back(up: Installation, kind: str, victim: int) -> bool:
    """Whether another process has taken the place of the killed one."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        return any(pid != victim for pid in living(up, kind))
    return False


def living(up: Installation, kind: str) -> Sequence[int]:
    """The processes of that kind that live."""
    found: dict[str, Callable[[], Sequence[int]]] = {
        "web": lambda: [up.web()],
        "worker": lambda: [up.worker()],
        "database": lambda: [up.postmaster()],
        "web worker": up.web_workers,
        "backend": up.backends,
        "guard": lambda: [up.guard()],
    }
    return [pid for pid in found[kind]() if not is_gone(pid)]
