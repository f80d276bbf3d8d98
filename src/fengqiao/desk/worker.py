"""The background half of the desk: reactions, messages, and moments that have come. Everything may run twice."""

from collections.abc import Callable
from datetime import datetime

import structlog

from fengqiao.desk.acts import Ref, act
from fengqiao.desk.dockings import REFERRED_OUT, handed_over
from fengqiao.desk.effects import carry_out_effects
from fengqiao.desk.ports import Ports
from fengqiao.gateways.messages import GatewayError, Gateways, Letterbox
from fengqiao.ledger import deliveries, outbox, wakes
from fengqiao.ledger.appending import LostRace
from fengqiao.ledger.connection import DatabaseAway, unit_of_work
from fengqiao.ledger.deliveries import Delivery
from fengqiao.ledger.persons import reveal
from fengqiao.ledger.sealed import PHONE
from fengqiao.lifecycle.wakes import next_wake
from fengqiao.matters.commands import Tick
from fengqiao.people.actors import SYSTEM
from fengqiao.shared.refused import Refused

BATCH = 50
NOTICE_PURPOSE = "发送办理通知"

log = structlog.get_logger(__name__)


def relay(ports: Ports, *, most: int = BATCH) -> int:
    """React to events that wait in the outbox; gives how many were looked at.

    They are ticked off together: a worker killed before that reacts to some of them twice, which harms nothing.
    """
    now = ports.now()
    with unit_of_work(ports.tenant) as work:
        due = outbox.claim(work, now=now, most=most)
    stuck: set[str] = set()
    finished: list[outbox.Due] = []
    for one in due:
        if one.matter_id in stuck:
            continue
        try:
            carry_out_effects(ports, one.matter_id, one.seq)
        except DatabaseAway:
            raise
        except Exception as error:  # noqa: BLE001  whatever it is, the event goes on the list with it
            stuck.add(one.matter_id)
            log.warning(
                "reaction_failed", matter=one.matter_id, seq=one.seq, kind=one.kind, error=repr(error)
            )
            with unit_of_work(ports.tenant) as work:
                outbox.failed(work, one, repr(error), now=now)
            continue
        finished.append(one)
    if finished:
        with unit_of_work(ports.tenant) as work:
            outbox.done(work, finished, now=now)
    return len(due)


def deliver(ports: Ports, gateways: Gateways, *, most: int = BATCH) -> int:
    """Send messages that are due; gives how many were looked at."""
    now = ports.now()
    with unit_of_work(ports.tenant) as work:
        due = deliveries.claim(work, now=now, most=most)
    left: list[str] = []
    for one in due:
        try:
            _send(ports, gateways, one, now)
        except GatewayError as error:
            with unit_of_work(ports.tenant) as work:
                deliveries.failed(work, one, str(error), now=now, permanent=error.permanent)
        else:
            left.append(one.id)
    if left:
        with unit_of_work(ports.tenant) as work:
            deliveries.sent(work, left, now=now)
    return len(due)


def _send(ports: Ports, gateways: Gateways, one: Delivery, now: datetime) -> None:
    gateway = gateways.of(one.channel)
    payload = one.payload
    if gateway.needs_address and one.template == REFERRED_OUT:
        payload = handed_over(ports, one, now)
    address = ""
    if gateway.needs_address and one.recipient_kind == "party":
        with unit_of_work(ports.tenant) as work:
            person = reveal(work, ports.ring, one.recipient, actor=SYSTEM, purpose=NOTICE_PURPOSE, at=now)
        address = person.values.get(PHONE, "") if person is not None else ""
        if not address:
            raise GatewayError("no telephone number is held", permanent=True)
    gateway.send(
        Letterbox(
            id=one.id,
            recipient_kind=one.recipient_kind,
            recipient=one.recipient,
            template=one.template,
            payload=payload,
            urgent=one.urgent,
            address=address,
        )
    )


def tick(ports: Ports, *, most: int = BATCH) -> int:
    """Note the moments that have come: lights, limits, rungs; gives how many matters were looked at."""
    now = ports.now()
    with unit_of_work(ports.tenant) as work:
        due = wakes.claim(work, now=now, most=most)
    for matter_id in due:
        tick_one(ports, matter_id)
    return len(due)


def tick_one(ports: Ports, matter_id: str) -> None:
    """Note the moments of one matter; a race that is lost was won by somebody who set the next moment."""
    try:
        done = act(ports, SYSTEM, Ref(id=matter_id), Tick())
    except (LostRace, Refused) as error:
        log.info("tick_lost", matter=matter_id, error=repr(error))
        return
    if not done.recorded:
        # Nothing to note after all (a changed calendar): the next moment is set again, or the claim would come back.
        wake = next_wake(done.matter)
        with unit_of_work(ports.tenant) as work:
            wakes.settle(work, matter_id, version=done.matter.version, wake_at=wake.at if wake else None)


def run_until_quiet(ports: Ports, gateways: Gateways, *, most_rounds: int = 1000) -> None:
    """Do everything that is due at this moment; for virtual clocks and tests. RuntimeError if it never ends."""
    steps: tuple[Callable[[], int], ...] = (
        lambda: relay(ports),
        lambda: deliver(ports, gateways),
        lambda: tick(ports),
    )
    for _ in range(most_rounds):
        if not sum(step() for step in steps):
            return
    raise RuntimeError("the county's work never ends")
