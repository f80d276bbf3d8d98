"""The worker's printer: a thread beside the loop, at low priority, so that papers never hold up messages or clocks."""

import os
import threading

import structlog
from django.conf import settings
from django.db import close_old_connections

from fengqiao.desk.papers.printing import Press, print_due
from fengqiao.desk.settled import ports
from fengqiao.insight.words import TABLES, word
from fengqiao.ledger.connection import DatabaseAway

IDLE_SECONDS = 1.0
AWAY_SECONDS = 5.0
NICE = 10
"""Papers wait, people do not: on Linux a thread may be nicer than its process."""

log = structlog.get_logger(__name__)


def press() -> Press:
    """The press as this installation is configured."""
    return Press(folder=settings.FILES, say=say, address=settings.PUBLIC_ADDRESS)


def say(table: str, code: str) -> str:
    """The Chinese word for a code, as papers have it."""
    return word(TABLES[table], code)


def start_printing(stop: threading.Event) -> threading.Thread:
    """Print in the background until told to stop; a paper that is being drawn is finished."""
    thread = threading.Thread(target=_print_on, args=(stop,), name="papers", daemon=True)
    thread.start()
    return thread


def _print_on(stop: threading.Event) -> None:
    if hasattr(os, "setpriority"):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICE)
    while not stop.is_set():
        try:
            busy = print_due(ports(), press())
        except DatabaseAway:
            stop.wait(AWAY_SECONDS)
            continue
        except Exception:
            # A fault in one round must not end the printing: the lease runs out and the paper comes again.
            log.exception("printing_round_failed")
            stop.wait(AWAY_SECONDS)
            continue
        finally:
            close_old_connections()
        if not busy:
            stop.wait(IDLE_SECONDS)
