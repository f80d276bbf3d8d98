"""Locks of files: the kernel gives them back when their holder dies, however it dies."""

import fcntl
import os
import time
from pathlib import Path

from fengqiao.gateways.postgres.account import keep_owner_of_parent


def take(path: Path, *, shared: bool = False, patience: float | None = None) -> int | None:
    """Lock the file and return its descriptor, to be closed by the holder; None after `patience` seconds.

    Without patience it waits as long as it must. The file is created when missing and never removed: a lock
    on a removed file would exclude nobody.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    keep_owner_of_parent(path)
    mode = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
    if patience is None:
        fcntl.flock(handle, mode)
        return handle
    until = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(handle, mode | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                os.close(handle)
                return None
            time.sleep(0.01)
        else:
            return handle


def is_held(path: Path) -> bool:
    """Say whether somebody holds the file's exclusive lock."""
    handle = take(path, shared=True, patience=0)
    if handle is None:
        return True
    os.close(handle)
    return False
