"""Processor time of process trees and memory of processes, as Linux counts them."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

TICK_MS: Final = 1000 / os.sysconf("SC_CLK_TCK")
_PROC: Final = Path("/proc")


def processor_ms(root: int) -> float:
    """Milliseconds that a process, its descendants and all that they have waited for took; it grows only."""
    return TICK_MS * sum(_ticks(pid) for pid in tree(root))


def tree(*roots: int) -> list[int]:
    """These processes and their descendants."""
    children: dict[int, list[int]] = {}
    for entry in _PROC.glob("[0-9]*"):
        fields = _fields(int(entry.name))
        if fields:
            children.setdefault(int(fields[1]), []).append(int(entry.name))
    found = [root for root in roots if _fields(root)]
    for pid in found:
        found.extend(child for child in children.get(pid, ()) if child not in found)
    return found


def memory_mb(pids: Iterable[int]) -> float:
    """Proportional memory of processes in MiB: a page that n of them share counts as an n-th for each."""
    kilobytes = 0
    for pid in pids:
        try:
            lines = (_PROC / str(pid) / "smaps_rollup").read_text().splitlines()
        except OSError:  # it ended meanwhile
            continue
        kilobytes += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return kilobytes / 1024


def _ticks(pid: int) -> int:
    """User and system time, with that of children which ended."""
    return sum(map(int, _fields(pid)[11:15]))


def _fields(pid: int) -> list[str]:
    """The fields of a process after its name: state, parent …; none for one that has ended."""
    try:
        return (_PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []
