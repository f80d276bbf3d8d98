"""Claimed work: taken by one, given back when its holder dies, tried again with patience, and put aside in the end."""

import threading
from datetime import timedelta

import pytest
from ledger_stories import START, TENANT, Life, minutes, registration

from fengqiao.ledger import deliveries, outbox, wakes
from fengqiao.ledger.appending import append
from fengqiao.ledger.connection import unit_of_work
from fengqiao.ledger.deliveries import Delivery
from fengqiao.ledger.ids import uuid7
from fengqiao.lifecycle.wakes import next_wake
from fengqiao.matters import commands as c

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("ledger")]
NOW = minutes(90)


def claim(now=NOW, **more):
    with unit_of_work(TENANT) as work:
        return outbox.claim(work, now=now, **more)


def test_every_reacting_event_is_claimed_once_and_in_order():
    life = Life().begin().whole()
    due = claim()
    assert [each.seq for each in due] == sorted(each.seq for each in due)
    assert {each.matter_id for each in due} == {life.id}
    assert {each.kind for each in due} >= {
        "MatterRegistered",
        "MatterAccepted",
        "MatterDispatched",
        "ResultApproved",
    }
    assert all(each.attempts == 1 for each in due)
    assert claim() == []


def test_what_was_done_does_not_come_again_and_can_be_purged():
    Life().begin().whole()
    due = claim()
    with unit_of_work(TENANT) as work:
        outbox.done(work, due, now=NOW)
        outbox.done(work, [], now=NOW)
        assert outbox.backlog(work) == outbox.Backlog(0, 0, None)
    assert claim(NOW + timedelta(days=1)) == []
    with unit_of_work(TENANT) as work:
        assert outbox.purge(work, before=NOW) == 0
        assert outbox.purge(work, before=NOW + timedelta(seconds=1)) == len(due)


def test_what_a_killed_worker_held_comes_again_after_its_lease():
    Life().begin()
    first = claim()
    assert claim(NOW + outbox.LEASE - timedelta(seconds=1)) == []
    again = claim(NOW + outbox.LEASE)
    assert [(each.matter_id, each.seq, each.attempts) for each in again] == [
        (first[0].matter_id, first[0].seq, 2)
    ]


def test_an_event_waits_for_the_earlier_ones_of_its_matter_and_not_for_others():
    life, other = Life().begin(), Life().begin()
    life.do(5, "registrar", "COUNTY_HOTLINE", c.Accept(category="E0101"))
    held = [each for each in claim(START) if each.matter_id == life.id]
    assert [each.seq for each in held] == [1]
    with unit_of_work(TENANT) as work:
        outbox.failed(work, held[0], "no gateway", now=minutes(10))
    assert [each.seq for each in claim(minutes(10)) if each.matter_id == life.id] == []
    later = claim(minutes(12))
    assert [each.seq for each in later if each.matter_id == life.id] == [1, 2]
    assert [each.seq for each in later if each.matter_id == other.id] == [1]


def test_failures_wait_longer_each_time_and_die_in_the_end():
    Life().begin()
    now, waits = NOW, []
    while due := claim(now):
        with unit_of_work(TENANT) as work:
            outbox.failed(work, due[0], "the gateway is down " * 100, now=now)
        waits.append(outbox.wait(due[0].attempts))
        now += waits[-1]
    assert waits[:4] == [timedelta(seconds=n) for n in (5, 10, 20, 40)]
    assert waits == sorted(waits)
    assert max(waits) <= timedelta(hours=1)
    assert len(waits) == outbox.MOST_ATTEMPTS
    with unit_of_work(TENANT) as work:
        (dead,) = outbox.dead(work)
        assert dead.last_error.startswith("the gateway is down")
        assert len(dead.last_error) == 500
        assert outbox.backlog(work).dead == 1
        assert outbox.requeue(work, dead.matter_id, dead.seq, now=now)
        assert not outbox.requeue(work, dead.matter_id, dead.seq, now=now)
    assert [each.attempts for each in claim(now)] == [1]


def test_what_a_killed_worker_held_is_not_overtaken_by_what_came_later():
    life, others = Life().begin(), [Life().begin() for _ in range(3)]
    (held,) = (each for each in claim(START) if each.matter_id == life.id)
    life.do(5, "registrar", "COUNTY_HOTLINE", c.Accept(category="E0101"))
    # The lease is over, and the later event stands far before the earlier one in the queue.
    claimed, now = [], START + outbox.LEASE + timedelta(hours=1)
    while due := claim(now, most=1):
        claimed += due
    assert [each.seq for each in claimed if each.matter_id == life.id] == [held.seq, 2]
    assert {each.matter_id for each in claimed} >= {other.id for other in others}


def test_a_permanent_error_is_put_aside_at_once_and_lets_the_others_pass():
    life = Life().begin()
    life.do(5, "registrar", "COUNTY_HOTLINE", c.Accept(category="E0101"))
    first, second = claim()
    with unit_of_work(TENANT) as work:
        outbox.failed(work, first, "no such template", now=NOW, permanent=True)
        outbox.failed(work, second, "down", now=NOW)
    assert [each.seq for each in claim(NOW + timedelta(seconds=5))] == [2]


def test_several_workers_share_the_work():
    for _ in range(40):
        Life().begin()
    taken: list[str] = []

    def work() -> None:
        while due := claim(most=5):
            taken.extend(each.matter_id for each in due)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(taken) == len(set(taken)) == 40


def notice(matter_id: str, effect: str, **more) -> Delivery:
    return Delivery(
        matter_id, 1, effect, deliveries.NOTICE, "party", uuid7(), "sms", "registered", {"code": "x"}, **more
    )


def test_an_effect_is_planned_once_and_sent():
    life = Life().begin()
    with unit_of_work(TENANT) as work:
        wanted = [notice(life.id, "e1"), notice(life.id, "e2", urgent=True)]
        assert deliveries.plan(work, wanted, at=START) == 2
        assert deliveries.plan(work, wanted, at=START) == 0
        assert deliveries.plan(work, [], at=START) == 0
    with unit_of_work(TENANT) as work:
        claimed = deliveries.claim(work, now=NOW)
        assert {(each.effect_key, each.urgent, each.attempts) for each in claimed} == {
            ("e1", False, 1),
            ("e2", True, 1),
        }
        assert claimed[0].payload == {"code": "x"}
        assert deliveries.claim(work, now=NOW) == []
        deliveries.sent(work, [each.id for each in claimed], now=NOW)
    with unit_of_work(TENANT) as work:
        assert deliveries.claim(work, now=NOW + timedelta(days=1)) == []
        assert [(each.state, each.sent_at) for each in deliveries.of_matter(work, life.id)] == [
            ("sent", NOW)
        ] * 2
        assert deliveries.purge(work, before=NOW + timedelta(seconds=1)) == 2


def test_a_message_is_tried_again_and_then_put_aside():
    life = Life().begin()
    with unit_of_work(TENANT) as work:
        deliveries.plan(work, [notice(life.id, "e1"), notice(life.id, "e2")], at=START)
        one, other = deliveries.claim(work, now=NOW)
        deliveries.failed(work, one, "busy", now=NOW)
        deliveries.failed(work, other, "no such number", now=NOW, permanent=True)
        (dead,) = deliveries.dead(work)
        assert (dead.delivery.id, dead.last_error) == (other.id, "no such number")
        assert [each.id for each in deliveries.claim(work, now=NOW + timedelta(seconds=5))] == [one.id]
        assert deliveries.requeue(work, other.id, now=NOW)
        assert not deliveries.requeue(work, other.id, now=NOW)
        assert [each.id for each in deliveries.claim(work, now=NOW)] == [other.id]


def test_a_message_sent_late_does_not_come_back_to_life():
    life = Life().begin()
    with unit_of_work(TENANT) as work:
        deliveries.plan(work, [notice(life.id, "e1")], at=START)
        (one,) = deliveries.claim(work, now=NOW)
        deliveries.sent(work, [one.id], now=NOW)
        deliveries.failed(work, one, "another worker thought so", now=NOW)
        assert [each.state for each in deliveries.of_matter(work, life.id)] == ["sent"]


def test_a_matter_wakes_when_its_moment_has_come_and_is_held_by_one():
    life = Life().begin()
    moment = next_wake(life.loaded().matter).at
    with unit_of_work(TENANT) as work:
        assert wakes.next_moment(work) == moment
        assert wakes.claim(work, now=moment - timedelta(microseconds=1)) == []
        assert wakes.claim(work, now=moment) == [life.id]
        assert wakes.claim(work, now=moment) == []
        assert wakes.claim(work, now=moment + outbox.LEASE) == [life.id]


def test_an_append_ends_the_claim_and_sets_the_next_moment():
    life = Life().begin()
    moment = next_wake(life.loaded().matter).at
    with unit_of_work(TENANT) as work:
        wakes.claim(work, now=moment)
    life.do(40, "system", "", c.Tick())
    later = next_wake(life.loaded().matter)
    with unit_of_work(TENANT) as work:
        assert wakes.next_moment(work) == (later.at if later else None)
        assert wakes.claim(work, now=moment) == []


def test_a_matter_with_nothing_to_note_is_settled_unless_it_moved_on():
    life = Life().begin()
    moment = next_wake(life.loaded().matter).at
    with unit_of_work(TENANT) as work:
        wakes.claim(work, now=moment)
        wakes.settle(work, life.id, version=9, wake_at=None)
        assert wakes.next_moment(work) == moment
        wakes.settle(work, life.id, version=1, wake_at=moment + timedelta(hours=1))
        assert wakes.claim(work, now=moment) == []
        assert wakes.claim(work, now=moment + timedelta(hours=1)) == [life.id]
        wakes.settle(work, life.id, version=1, wake_at=None)
        assert wakes.next_moment(work) is None


def test_history_asks_for_nothing():
    from dataclasses import replace

    act = registration()
    old = replace(act.matter, history=True)
    with unit_of_work(TENANT) as work:
        append(work, replace(act, matter=old, reacts=()))
    assert claim() == []
    with unit_of_work(TENANT) as work:
        assert wakes.next_moment(work) is None
