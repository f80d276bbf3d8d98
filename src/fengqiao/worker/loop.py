"""The worker's loop. Several workers may run: work is claimed, and everything may be done twice unharmed."""

import signal
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import structlog
from django.conf import settings
from django.db import close_old_connections

from fengqiao.clocks import SHANGHAI
from fengqiao.desk.housekeeping import keep_house
from fengqiao.desk.ports import Ports
from fengqiao.desk.reading import ScanReader
from fengqiao.desk.settled import gateways, ports
from fengqiao.desk.worker import deliver, relay, tick
from fengqiao.gateways.messages import Gateways
from fengqiao.ledger.connection import DatabaseAway
from fengqiao.worker.printing import start_printing

IDLE_SECONDS = 0.5
AWAY_SECONDS = 2.0
STOP_SECONDS = 3.0
HOUSEKEEPING = timedelta(minutes=10)

log = structlog.get_logger(__name__)


def work_on() -> int:
    """Work until told to stop; a database that is away is waited for."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    ways_out = gateways()
    printer = start_printing(stop)
    reader = ScanReader(Path(settings.FILES))
    kept_at = datetime.min.replace(tzinfo=UTC)
    while not stop.is_set():
        try:
            county = ports()
            busy = one_round(county, ways_out) + reader.step(county)
            now = datetime.now(UTC)
            if now - kept_at >= HOUSEKEEPING:
                keep_house(county, today=now.astimezone(SHANGHAI).date())
                kept_at = now
        except DatabaseAway as error:
            log.warning("database_away", error=str(error))
            stop.wait(AWAY_SECONDS)
            continue
        except Exception:
            # A fault in one round must not end the worker: the lease runs out and the work comes again.
            log.exception("round_failed")
            stop.wait(AWAY_SECONDS)
            continue
        finally:
            close_old_connections()
        if not busy:
            stop.wait(IDLE_SECONDS)
    printer.join(timeout=STOP_SECONDS)
    reader.stop()
    return 0


def one_round(county: Ports, ways_out: Gateways) -> int:
    """One look at everything that may wait; gives how much was done."""
    steps: tuple[Callable[[], int], ...] = (
        lambda: relay(county),
        lambda: deliver(county, ways_out),
        lambda: tick(county),
    )
    return sum(step() for step in steps)
