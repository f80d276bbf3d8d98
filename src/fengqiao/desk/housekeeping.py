"""What is done once in a while: the signed root of each day, and what is kept no longer than it is needed."""

from datetime import date, timedelta
from importlib import import_module
from pathlib import Path

from django.conf import settings

from fengqiao.desk.photos import clear_strays, clear_unused
from fengqiao.desk.ports import Ports
from fengqiao.desk.recomputing import recompute_provisional
from fengqiao.desk.sweeping import settle_findings
from fengqiao.ledger import deliveries, outbox
from fengqiao.ledger.changes import forget_changes
from fengqiao.ledger.connection import unit_of_work
from fengqiao.ledger.evidence_erasure import forget_evidence
from fengqiao.ledger.handovers import KEEP as KEEP_HANDED_OVER
from fengqiao.ledger.handovers import forget_notes
from fengqiao.ledger.payloads import forget_answers, purge_payloads
from fengqiao.ledger.persons import purge_due
from fengqiao.ledger.printing import forget_erased
from fengqiao.ledger.roots import latest_root, sign_root
from fengqiao.ledger.tables import drop_drafts, forget_tables
from fengqiao.ledger.tickets import forget_tickets

KEEP_DELIVERED = timedelta(days=180)
"""Messages that left are kept half a year: what was told to whom is part of the record (DOMAIN 6.1, logs)."""

KEEP_REACTED = timedelta(days=7)

KEEP_CHANGES = timedelta(minutes=10)
"""How long a screen may be away and still be told what it missed; after that it loads anew."""

KEEP_ANSWERS = timedelta(days=30)
"""How long a repeated key gives the first answer: a patrol telephone may lie in a drawer for weeks."""


KEEP_TICKETS = timedelta(days=7)
"""A ticket is of one day; a week is enough to look into a complaint about the queue."""


def keep_house(ports: Ports, *, today: date) -> None:
    """Do what is due; doing it again does nothing."""
    now = ports.now()
    yesterday = today - timedelta(days=1)
    with unit_of_work(ports.tenant, frozen=True) as work:
        before = latest_root(work)
        sign_root(work, ports.ring, day=yesterday, at=now)
    recompute_provisional(ports)
    settle_findings(ports, today=today)
    gone = 1
    while gone:
        with unit_of_work(ports.tenant) as work:
            gone = purge_due(work, ports.ring, today=today, at=now)
    with unit_of_work(ports.tenant) as work:
        forget_changes(work, before=now - KEEP_CHANGES)
        outbox.purge(work, before=now - KEEP_REACTED)
        deliveries.purge(work, before=now - KEEP_DELIVERED)
        purge_payloads(work, now=now)
    # What looks through whole tables and folders is for once a day, when the day's root is signed.
    is_new_day = before is None or before.day < yesterday
    if is_new_day:
        with unit_of_work(ports.tenant) as work:
            forget_notes(work, before=now - KEEP_HANDED_OVER)
            forget_answers(work, before=now - KEEP_ANSWERS)
            drop_drafts(work, now=now)
            forget_tables(work)
            forget_tickets(work, before=today - KEEP_TICKETS)
        gone = 1
        while gone:
            with unit_of_work(ports.tenant) as work:
                gone = forget_erased(work, at=now) + forget_evidence(work)
        forget_sessions()
    clear_files(ports, Path(settings.FILES), strays=is_new_day)


def clear_files(ports: Ports, folder: Path, *, strays: bool) -> int:
    """Delete the photos that nothing uses, and with `strays` bytes that no row knows; gives how many went."""
    gone = 0
    while part := clear_unused(ports, folder):
        gone += part
    return gone + (clear_strays(ports, folder) if strays else 0)


def forget_sessions() -> None:
    """Remove the sessions that have ended."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
