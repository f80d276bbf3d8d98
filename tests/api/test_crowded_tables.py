"""Many disputes at few tables: eight clients at once book no room twice, lose no consent and skip no paper's number.

`FENGQIAO_DISPUTES` says how many disputes; the few of every test run become 200 by `make crowd`.
"""

import os
import random
import threading
import uuid
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import pairwise, product

import pytest
from county_office import Browser, signed_in
from django.db import connections
from table import dispute, furnish, session, workday

from fengqiao.api.ports import now
from fengqiao.desk.ports import Ports
from fengqiao.desk.settled import ring
from fengqiao.desk.worker import relay, run_until_quiet
from fengqiao.directory.models import Committee, Mediator, Room, Unit
from fengqiao.directory.snapshot import county
from fengqiao.gateways.messages import Gateways
from fengqiao.ledger.connection import unit_of_work
from fengqiao.ledger.store import load, read_events
from fengqiao.lifecycle.evolve import replay

pytestmark = pytest.mark.database
DISPUTES = int(os.environ.get("FENGQIAO_DISPUTES", "10"))
CLIENTS, SESSIONS = 8, 3
ROOMS = ("Q1", "Q2", "Q3", "Q4", "Q5")
MEDIATORS = ("N1", "N2", "N3", "N4", "N5", "N6")
HOURS_A_DAY = 8
HOURS = -(-DISPUTES * SESSIONS * 5 // (len(ROOMS) * 4)) + 1
"""A quarter more than are needed when every room is full: crowded, and still enough for all."""

BOOKED = """
SELECT b.room, b.mediators, b.starts, b.ends, m.code FROM ledger.booking AS b
  JOIN ledger.matter AS m ON m.tenant = b.tenant AND m.id = b.matter_id
 WHERE b.tenant = ledger.tenant() AND NOT b.cancelled ORDER BY b.starts
"""
NUMBERS = "SELECT series, n, number, template FROM ledger.document WHERE tenant = ledger.tenant()"


class Crowd:
    """Eight clients of mediators, each with its own session; counts what they were told."""

    def __init__(self, office) -> None:
        self.tenant = office.county.tenant
        self.local = threading.local()
        self.told: dict[str, int] = defaultdict(int)
        self.lock = threading.Lock()

    @property
    def browser(self) -> Browser:
        if not hasattr(self.local, "browser"):
            self.local.browser = signed_in("mediator", self.tenant)
            self.local.chance = random.Random(threading.get_ident())
        return self.local.browser

    def note(self, answer) -> str:
        said = answer.json().get("code", "") if answer.status_code >= 400 else "done"
        with self.lock:
            self.told[said] += 1
        return said

    def insist(self, ask) -> None:
        """Say it again as long as somebody else was faster; anything else that is refused fails the test."""
        for _ in range(50):
            answer = ask()
            if self.note(answer) != "lost_race":
                assert answer.status_code < 300, answer.content.decode()
                return
        raise AssertionError("fifty races were lost")

    def consent(self, code: str, side: str) -> None:
        self.insist(lambda: self.browser.act(code, "record_consent", **{side: "agree"}))

    def book(self, code: str) -> None:
        """Take any free hour: at random first, then whichever is left."""
        browser, chance = self.browser, self.local.chance
        every = list(product(range(HOURS), ROOMS, MEDIATORS))
        chance.shuffle(every)
        for hour, room, mediator in every:
            starts = workday(1, 9) + timedelta(days=hour // HOURS_A_DAY, hours=hour % HOURS_A_DAY)
            body, key = session(starts, room=room, mediators=[mediator]), uuid.uuid4().hex
            while (
                said := self.note(browser.tell(f"/matters/{code}/bookings", body, key=key))
            ) == "lost_race":
                pass
            if said == "done":
                return
            assert said == "time_taken", said
        raise AssertionError("no hour was free")

    def talk(self, code: str) -> None:
        for number in range(1, SESSIONS + 1):
            held = {
                "round": number,
                "result": "no_agreement",
                "place": "调解室",
                "attendees": 3,
                "record": "各自陈述",
            }
            self.insist(lambda held=held: self.browser.act(code, "hold_session", **held))
        agreed = {"form": "oral", "content": "各让一步", "performance": "immediate"}
        self.insist(lambda: self.browser.act(code, "conclude_agreement", **agreed))


@pytest.fixture(scope="module")
def crowded(office):
    furnish(office)
    tenant = office.county.tenant
    centre = Unit.objects.get(tenant=tenant, code="COUNTY_CENTER")
    committee = Committee.objects.get(tenant=tenant, code="MC")
    for code in ROOMS:
        Room.objects.create(tenant=tenant, code=code, name=code, unit=centre)
    for code in MEDIATORS:
        Mediator.objects.create(tenant=tenant, code=code, name=code, committee=committee)
    codes = [dispute(office, "consent_pending") for _ in range(DISPUTES)]
    crowd = Crowd(office)
    ports = Ports(tenant, lambda: county(tenant), now, ring())
    over = threading.Event()
    workers = [threading.Thread(target=_react, args=(ports, over)) for _ in range(2)]
    for worker in workers:
        worker.start()
    with ThreadPoolExecutor(CLIENTS) as pool:
        _all(pool, [(crowd.consent, (code, side)) for code in codes for side in ("applicant", "respondent")])
        _all(pool, [(crowd.book, (code,)) for code in codes for _ in range(SESSIONS)])
        _all(pool, [(crowd.talk, (code,)) for code in codes])
    over.set()
    for worker in workers:
        worker.join()
    run_until_quiet(ports, Gateways())
    return crowd, codes


def _react(ports: Ports, over: threading.Event) -> None:
    """A worker beside the clients: papers are made while others are still talking."""
    while not over.wait(0.05):
        relay(ports)
    connections.close_all()


def _all(pool: ThreadPoolExecutor, jobs) -> None:
    def run(job, given):
        try:
            job(*given)
        finally:
            connections.close_all()

    for done in [pool.submit(run, job, given) for job, given in jobs]:
        done.result()


def booked(crowd):
    with unit_of_work(crowd.tenant) as work:
        return work.execute(BOOKED).fetchall()


def test_they_did_get_in_each_others_way(crowded):
    crowd, codes = crowded
    assert crowd.told["time_taken"] > 0
    assert crowd.told["done"] >= len(codes) * (2 + SESSIONS * 2 + 1)
    assert set(crowd.told) <= {"done", "time_taken", "lost_race"}


def test_no_room_and_no_mediator_is_in_two_places_at_once(crowded):
    crowd, _ = crowded
    by_holder = defaultdict(list)
    for room, mediators, starts, ends, code in booked(crowd):
        for holder in (room, *mediators):
            by_holder[holder].append((starts, ends, code))
    assert len(by_holder) > len(ROOMS)
    for holder, times in by_holder.items():
        for (_, ends, _), (starts, _, _) in pairwise(sorted(times)):
            assert ends <= starts, holder


def test_every_dispute_has_its_sessions_both_consents_and_its_agreement(crowded):
    crowd, codes = crowded
    found = defaultdict(int)
    for *_, code in booked(crowd):
        found[code] += 1
    assert found == dict.fromkeys(codes, SESSIONS)
    with unit_of_work(crowd.tenant) as work:
        for code in codes:
            matter = load(work, code=code).matter
            events = read_events(work, matter.id)
            assert replay(events) == matter
            said = [answer.party for e in events for answer in getattr(e.event, "answers", ())]
            assert sorted(said) == sorted(party.id for party in matter.disputants)
            assert [each.round for each in matter.dispute.sessions] == list(range(1, SESSIONS + 1))
            assert (matter.state.value, len(matter.bookings)) == ("agreed", SESSIONS)


def test_no_papers_number_is_there_twice_or_missing(crowded):
    crowd, codes = crowded
    series, made, printed = defaultdict(list), Counter(), []
    with unit_of_work(crowd.tenant) as work:
        for name, n, number, template in work.execute(NUMBERS):
            series[name].append(n)
            made[template] += 1
            printed.append(number)
    assert made["MEDIATION_RECORD"] == len(codes) * SESSIONS
    assert made["RIGHTS_NOTICE"] == made["ORAL_AGREEMENT_RECORD"] == len(codes)
    assert len(printed) == len(set(printed))
    for name, given in series.items():
        assert sorted(given) == list(range(1, len(given) + 1)), name
