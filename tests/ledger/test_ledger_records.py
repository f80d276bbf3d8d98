"""Counters, papers, alerts, signals, rights requests, the citizen's way back, payloads: each keeps its own promise."""

import re
import threading
from datetime import timedelta

import pytest
from ledger_stories import OTHER, PLACE, RING, START, TENANT, Life, minutes

from fengqiao.ledger import alerts, counters, papers, payloads, rights, signals, tracking
from fengqiao.ledger.connection import unit_of_work
from fengqiao.ledger.ids import uuid7
from fengqiao.ledger.sealed import Unsealable
from fengqiao.ledger.store import load
from fengqiao.matters import commands as c
from fengqiao.matters.matter import Place

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("ledger")]
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def no_blocks_of_other_databases():
    counters.forget_blocks()
    yield
    counters.forget_blocks()


def test_numbers_are_never_given_twice_whoever_asks():
    numbers: list[int] = []
    threads = [
        threading.Thread(target=lambda: numbers.extend(counters.next_number(TENANT, "x") for _ in range(60)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(numbers) == list(range(1, 241))


def test_a_process_that_begins_anew_goes_on_above_and_blocks_do_not_overlap():
    first = [counters.next_number(TENANT, "x") for _ in range(3)]
    block = counters.take_numbers(TENANT, "x", 100)
    counters.forget_blocks()
    again = counters.next_number(TENANT, "x")
    assert first == [1, 2, 3]
    assert len(block) == 100
    assert set(block).isdisjoint({*first, again})
    assert counters.next_number(OTHER, "x") == counters.next_number(TENANT, "y") == 1


def test_a_paper_is_made_once_numbered_without_gaps_and_in_versions():
    lives = [Life().begin() for _ in range(3)]

    def make(life: Life, seq: int, template: str = "SLIP_ACCEPT") -> bool:
        with unit_of_work(TENANT) as work:
            return papers.make_paper(
                work, matter_id=life.id, seq=seq, template=template, template_version="1",
                unit="COUNTY_HOTLINE", series=f"（2026）望{template[-6:]}", recipients=["requester"], copies=[], at=START,
            )  # fmt: skip

    assert [make(life, 1) for life in lives] == [True, True, True]
    assert not make(lives[0], 1)
    lives[0].do(5, "registrar", "COUNTY_HOTLINE", c.Accept(category="E0101"))
    assert make(lives[0], 2)
    assert make(lives[0], 2, "SLIP_TRANSFER")
    with unit_of_work(TENANT) as work:
        made = papers.papers_of(work, lives[0].id)
        everything = [paper for life in lives for paper in papers.papers_of(work, life.id)]
    assert [(paper.template, paper.event_seq, paper.version) for paper in made] == [
        ("SLIP_ACCEPT", 1, 1),
        ("SLIP_ACCEPT", 2, 2),
        ("SLIP_TRANSFER", 2, 1),
    ]
    slips = sorted(int(re.findall(r"\d+", p.number)[-1]) for p in everything if p.template == "SLIP_ACCEPT")
    assert slips == [1, 2, 3, 4]


def test_five_of_one_category_at_one_place_in_a_day_raise_one_alert():
    def check(minute: int = 10) -> bool:
        with unit_of_work(TENANT) as work:
            return alerts.check_same_estate(
                work, category="E0101", place=PLACE.grid, at=minutes(minute), hours=24, least=5
            )

    for n in range(5):
        assert check() is False, n
        Life().begin()
    assert check() is True
    assert check() is True
    with unit_of_work(TENANT) as work:
        assert alerts.has_alert(work, category="E0101", place=PLACE.grid)
        assert not alerts.has_alert(work, category="E0102", place=PLACE.grid)
        assert work.execute("SELECT count(*), max(matters) FROM ledger.alert").fetchone() == (1, 5)
    assert check(25 * 60) is False


def test_what_has_only_a_point_is_counted_by_its_square_of_the_map():
    def check(place: str) -> bool:
        with unit_of_work(TENANT) as work:
            return alerts.check_same_estate(
                work, category="E0101", place=place, at=minutes(10), hours=24, least=2
            )

    for lon in (119.0602, 119.0598, 119.0610):
        Life().begin(place=Place(lon=lon, lat=28.02))
    assert check("119.060,28.020")
    assert not check("119.061,28.020")


def alarm(at, **more) -> signals.Alarm:
    return signals.Alarm("ai_camera", "rubbish", at, place_key=more.pop("place_key", "cam-1"), **more)


def take(one: signals.Alarm) -> tuple[str, bool]:
    with unit_of_work(TENANT) as work:
        return signals.take_alarm(work, one, within=timedelta(minutes=10))


def test_like_alarms_count_on_one_signal_and_others_open_their_own():
    first, new = take(alarm(START, photos=1))
    assert new
    assert take(alarm(minutes(3))) == (first, False)
    assert take(alarm(minutes(4), place_key="cam-2"))[1]
    assert take(alarm(minutes(30)))[1]
    assert take(alarm(minutes(5), place_key=""))[1]
    assert take(alarm(minutes(5), place_key=""))[1]
    with unit_of_work(TENANT) as work:
        signal = signals.read_signal(work, first)
        assert (signal.alarms, signal.photos, signal.first_at, signal.last_at) == (2, 1, START, minutes(3))
        assert len(signals.open_signals(work)) == 5
        assert signals.read_signal(work, uuid7()) is None


def test_urgent_signals_stand_first_and_each_is_decided_once():
    calm, _ = take(alarm(START))
    urgent, _ = take(alarm(minutes(1), place_key="gas-1", urgent=True))
    life = Life().begin()
    with unit_of_work(TENANT) as work:
        assert [one.id for one in signals.open_signals(work)] == [urgent, calm]
        assert signals.decide_signal(
            work, urgent, state="confirmed", at=minutes(2), by="r1", matter_id=life.id
        )
        assert not signals.decide_signal(
            work, urgent, state="dismissed", at=minutes(3), by="r2", reason="误报"
        )
        assert signals.decide_signal(work, calm, state="dismissed", at=minutes(3), by="r2", reason="误报")
        assert signals.open_signals(work) == ()
        assert signals.signal_counts(work) == (1, 1)
        assert signals.read_signal(work, urgent, for_update=True).matter_id == life.id


def test_a_request_about_own_data_is_answered_once():
    life = Life().begin()
    with unit_of_work(TENANT) as work:
        ticket = rights.ask(
            work, matter_id=life.id, person_id=uuid7(), kind="erasure", identity_check="sms", at=START,
            answer_by=START + 15 * 24 * HOUR,
        )  # fmt: skip
        assert [one.id for one in rights.open_requests(work)] == [ticket]
        assert [one.id for one in rights.open_requests(work, life.id)] == [ticket]
        assert rights.open_requests(work, uuid7()) == ()
        rights.answer(
            work, ticket, at=minutes(5), by="privacy", state="partly_refused", refused=["name"], erased=["email"],
            reason="statutory_archive_retention",
        )  # fmt: skip
        rights.answer(work, ticket, at=minutes(9), by="somebody")
        answered = rights.read_request(work, ticket)
        assert rights.open_requests(work) == ()
        assert rights.read_request(work, uuid7()) is None
    assert (answered.state, answered.refused, answered.erased, answered.answered_at) == (
        "partly_refused", ("name",), ("email",), minutes(5),
    )  # fmt: skip


def test_the_qr_secret_opens_its_matter_and_no_other():
    life, other = Life().begin(), Life().begin()
    with unit_of_work(TENANT) as work:
        secret = tracking.secret_of(work, RING, life.id)
        assert tracking.matter_of_secret(work, secret) == life.id
        assert tracking.matter_of_secret(work, tracking.secret_of(work, RING, other.id)) == other.id
        assert tracking.matter_of_secret(work, "0" * 32) is None
        assert tracking.secret_of(work, RING, uuid7()) is None
    with unit_of_work(OTHER) as work:
        assert tracking.matter_of_secret(work, secret) is None


def typed(life: Life, digits: str, at) -> bool:
    with unit_of_work(TENANT) as work:
        return tracking.try_typed(work, RING, life.id, digits, at=at)


def test_five_wrong_tries_lock_the_typed_way_for_an_hour():
    life = Life().begin()
    assert typed(life, "1234", START)
    assert [typed(life, "0000", START) for _ in range(4)] == [False] * 4
    assert typed(life, "1234", START)
    assert [typed(life, "0000", START) for _ in range(5)] == [False] * 5
    for at in (START, START + HOUR - timedelta(seconds=1)):
        with pytest.raises(tracking.Locked) as locked:
            typed(life, "1234", at)
        assert locked.value.until == START + HOUR
    assert typed(life, "1234", START + HOUR)
    assert not typed(life, "", START + HOUR)


def test_a_payload_is_kept_encrypted_for_thirty_days():
    with unit_of_work(TENANT) as work:
        kept = payloads.keep_payload(
            work, RING, b'{"phone":"13800001234"}', source_system="12345", external_id="n1", at=START
        )
        raw = work.execute("SELECT ciphertext FROM sealed.inbound_raw").fetchone()[0]
        assert b"13800001234" not in raw
        found = payloads.read_payload(work, RING, kept)
        assert (found.body, found.external_id, found.received_at) == (b'{"phone":"13800001234"}', "n1", START)
        assert payloads.purge_payloads(work, now=START + 30 * 24 * HOUR) == 0
        assert payloads.purge_payloads(work, now=START + 30 * 24 * HOUR + timedelta(seconds=1)) == 1
        assert payloads.read_payload(work, RING, kept) is None


def test_a_payload_moved_to_another_county_does_not_open(superuser):
    with unit_of_work(TENANT) as work:
        kept = payloads.keep_payload(work, RING, b"x", source_system="s", external_id="n", at=START)
    superuser.execute(f"UPDATE sealed.inbound_raw SET tenant = '{OTHER}'")
    with pytest.raises(Unsealable), unit_of_work(OTHER) as work:
        payloads.read_payload(work, RING, kept)


def test_answers_are_forgotten_after_their_time():
    life = Life().begin(key="k1")
    with unit_of_work(TENANT) as work:
        assert payloads.forget_answers(work, before=START) == 0
        assert load(work, idempotency=("public", "k1")).answered == life.id
        assert payloads.forget_answers(work, before=START + HOUR) == 1
        assert load(work, idempotency=("public", "k1")).answered is None
