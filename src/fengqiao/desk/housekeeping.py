"""What is done once in a while: the signed root of each day, personal fields whose day has come, what was delivered."""

from datetime import date, timedelta

from fengqiao.desk.ports import Ports
from fengqiao.desk.recomputing import recompute_provisional
from fengqiao.ledger import deliveries, outbox
from fengqiao.ledger.connection import unit_of_work
from fengqiao.ledger.persons import purge_due
from fengqiao.ledger.roots import sign_root

KEEP_DELIVERED = timedelta(days=180)
"""Messages that left are kept half a year: what was told to whom is part of the record (DOMAIN 6.1, logs)."""

KEEP_REACTED = timedelta(days=7)


def keep_house(ports: Ports, *, today: date) -> None:
    """Do what is due; doing it again does nothing."""
    now = ports.now()
    with unit_of_work(ports.tenant, frozen=True) as work:
        sign_root(work, ports.ring, day=today - timedelta(days=1), at=now)
    recompute_provisional(ports)
    gone = 1
    while gone:
        with unit_of_work(ports.tenant) as work:
            gone = purge_due(work, ports.ring, today=today, at=now)
    with unit_of_work(ports.tenant) as work:
        outbox.purge(work, before=now - KEEP_REACTED)
        deliveries.purge(work, before=now - KEEP_DELIVERED)
