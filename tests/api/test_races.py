"""Eight who act on one matter at the same moment: one of them wins each version, the others learn where it stands."""

import threading

import pytest
from county_office import signed_in
from django.db import connections

from fengqiao.ledger.connection import unit_of_work
from fengqiao.ledger.store import load, read_events

pytestmark = pytest.mark.database
WRITERS, ROUNDS = 8, 5


@pytest.fixture
def writers(office):
    return [signed_in("handler", office.county.tenant) for _ in range(WRITERS)]


def test_exactly_one_wins_each_version_and_the_others_are_told_the_new_one(office, writers):
    code = office.until("in_progress")
    version = office["handler"].ask(f"/matters/{code}").json()["version"]
    for _ in range(ROUNDS):
        answers = at_once(
            [
                lambda one=one, seen=version: one.act(code, "add_progress", version=seen, note="已到现场")
                for one in writers
            ]
        )
        version += 1
        assert sorted(answer.status_code for answer in answers) == [200, *[409] * (WRITERS - 1)]
        for answer in answers:
            said = answer.json()
            assert (said["version"] if answer.status_code == 200 else said["current_version"]) == version
            assert answer.status_code == 200 or said["code"] == "lost_race"
    with unit_of_work(office.county.tenant) as work:
        matter = load(work, code=code).matter
        events = read_events(work, matter.id)
    assert [event.seq for event in events] == list(range(1, version + 1))
    assert sum(type(event.event).__name__ == "ProgressAdded" for event in events) == ROUNDS


def test_without_a_version_a_lost_race_is_decided_once_more_and_nothing_is_lost(office, writers):
    code = office.until("in_progress")
    answers = at_once([lambda one=one: one.act(code, "add_progress", note="已到现场") for one in writers[:2]])
    assert [answer.status_code for answer in answers] == [200, 200]
    assert len({answer.json()["version"] for answer in answers}) == 2


def test_one_key_sent_by_all_at_once_acts_once_and_answers_all_alike(office, writers):
    code = office.until("in_progress")
    answers = at_once(
        [lambda one=one: one.act(code, "add_progress", key="the-same", note="已到现场") for one in writers]
    )
    assert {answer.status_code for answer in answers} == {200}
    assert sum(not answer.json()["repeated"] for answer in answers) == 1
    with unit_of_work(office.county.tenant) as work:
        events = read_events(work, load(work, code=code).matter.id)
    assert sum(type(event.event).__name__ == "ProgressAdded" for event in events) == 1


def test_one_key_with_the_version_that_was_seen_is_never_its_own_rival(office, writers):
    code = office.until("in_progress")
    seen = office["handler"].ask(f"/matters/{code}").json()["version"]
    answers = at_once(
        [
            lambda one=one: one.act(code, "add_progress", version=seen, key="seen", note="已到现场")
            for one in writers
        ]
    )
    assert {answer.status_code for answer in answers} == {200}
    assert {answer.json()["version"] for answer in answers} == {seen + 1}
    assert sum(not answer.json()["repeated"] for answer in answers) == 1
    other = writers[0].act(code, "add_progress", version=seen, key="another", note="已到现场")
    assert (other.status_code, other.json()["current_version"]) == (409, seen + 1)


def test_one_report_sent_eight_times_at_once_is_registered_once(office):
    body = {"text": "井盖没有了", "category": "P0101", "place": office.place}
    browsers = [type(office["citizen"])() for _ in range(WRITERS)]
    answers = at_once([lambda one=one: one.tell("/public/matters", body, key="once") for one in browsers])
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["code"] for answer in answers}) == 1


def at_once(acts):
    """Do all of these at the same moment, each in a thread of its own; gives what they gave."""
    gate, answers = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place):
        gate.wait()
        try:
            answers[place] = acts[place]()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers
