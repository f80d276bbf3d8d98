"""Acts on a matter: the law's answers, versions, repetition, races, and which seat acts."""

import json
import uuid
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from county_office import Browser, signed_in
from django.conf import settings

from fengqiao.api.acting import PHOTOS, form_schema
from fengqiao.desk.forms import ACTIONS
from fengqiao.directory.models import Assignment, Unit
from fengqiao.directory.people import person
from fengqiao.insight import who
from fengqiao.insight.words import ACTION
from fengqiao.ledger.access import trail
from fengqiao.ledger.connection import unit_of_work
from fengqiao.ledger.store import load, loaded_from, read_events
from fengqiao.ledger.trips import trip
from fengqiao.people.actors import Post

pytestmark = pytest.mark.database


def events_of(code):
    with unit_of_work(settings.TENANT) as work:
        matter = load(work, code=code).matter
        return [type(each.event).__name__ for each in read_events(work, matter.id)]


def test_a_matter_goes_from_the_word_to_the_file(office):
    code = office.until("closed")
    answer = office["registrar"].act(code, "archive")
    assert answer.json()["state"] == "archived"
    assert events_of(code)[0] == "MatterRegistered"


def test_each_answer_says_what_may_be_done_next(office):
    code = office.register()
    answer = office["registrar"].act(code, "accept").json()
    assert (answer["state"], answer["version"], answer["light"]) == ("accepted", 2, "green")
    assert "transfer_out" in answer["actions"]
    assert answer["next_step"] is None  # the dispatcher's turn
    assert office["dispatcher"].act(code, "dispatch", lead="MUNICIPAL").json()["next_step"] is None


@pytest.mark.parametrize(
    ("post", "action", "data", "answered"),
    [
        ("handler", "accept", {}, (403, "not_allowed_for_post")),
        ("dispatcher", "dispatch", {"lead": "MUNICIPAL"}, (409, "wrong_state")),
        ("registrar", "reject", {}, (400, "reason_required")),
        ("registrar", "reject", {"reason": "because"}, (400, "invalid_data")),
        ("registrar", "fly", {}, (400, "invalid_data")),
        ("registrar", "accept", {"wings": 2}, (400, "invalid_data")),
        ("registrar", "auto_close", {"reason": "unreached"}, (400, "invalid_data")),
        ("citizen", "accept", {}, (401, "signed_out")),
    ],
)
def test_what_the_law_refuses_is_answered_with_its_code(office, post, action, data, answered):
    code = office.register()
    answer = office[post].act(code, action, **data)
    assert (answer.status_code, answer.json()["code"]) == answered
    assert answer.json()["next"]
    assert events_of(code) == ["MatterRegistered"]


def test_a_refused_act_is_noted_with_who_and_what(office):
    code = office.until("accepted")
    office["handler"].act(code, "dispatch", lead="MUNICIPAL")
    with unit_of_work(settings.TENANT) as work:
        looks = trail(work, load(work, code=code).matter.id)
    assert [(look.act, look.post, look.result) for look in looks] == [
        ("dispatch", "handler", "refused:not_allowed_for_post")
    ]


def test_an_unknown_matter_is_not_found(office):
    answer = office["registrar"].act("33099920261122P99999X", "accept")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_codes_are_read_in_either_case(office):
    assert office["registrar"].act(office.register().lower(), "accept").status_code == 200


def test_an_old_version_is_told_the_present_one(office):
    code = office.until("accepted")
    answer = office["dispatcher"].act(code, "dispatch", lead="MUNICIPAL", version=1)
    assert (answer.status_code, answer.json()["code"]) == (409, "lost_race")
    assert answer.json()["current_version"] == 2
    assert office["dispatcher"].act(code, "dispatch", lead="MUNICIPAL", version=2).status_code == 200


def test_the_same_key_does_it_once(office):
    code = office.until("in_progress")
    first = office["handler"].act(code, "add_progress", key="k1", note="到现场了").json()
    again = office["handler"].act(code, "add_progress", key="k1", note="到现场了").json()
    assert (again["version"], again["repeated"]) == (first["version"], True)
    assert events_of(code).count("ProgressAdded") == 1


def test_one_key_serves_several_acts_and_matters(office):
    for _ in range(2):
        code = office.register()
        assert office["registrar"].act(code, "accept", key="form-1").json()["repeated"] is False
        assert (
            office["dispatcher"].act(code, "dispatch", key="form-1", lead="MUNICIPAL").json()["repeated"]
            is False
        )


def at_once(calls):
    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(lambda call: call(), calls))


def test_of_eight_who_act_on_one_version_exactly_one_wins(office):
    code = office.until("in_progress")
    browsers = [signed_in("handler", office.county.tenant) for _ in range(8)]
    for version in (4, 5, 6):
        answers = at_once(
            [partial(each.act, code, "add_progress", version=version, note="同时") for each in browsers]
        )
        won = [each for each in answers if each.status_code == 200]
        lost = [each for each in answers if each.status_code == 409]
        assert (len(won), len(lost)) == (1, 7), [each.status_code for each in answers]
        assert {each.json()["code"] for each in lost} == {"lost_race"}
        assert {each.json()["current_version"] for each in lost} == {version + 1}
    assert events_of(code).count("ProgressAdded") == 3


def test_of_eight_who_send_the_same_key_at_once_all_get_the_same_answer(office):
    code = office.until("in_progress")
    browsers = [signed_in("handler", office.county.tenant) for _ in range(8)]
    key = uuid.uuid4().hex
    answers = at_once([partial(each.act, code, "add_progress", key=key, note="一次") for each in browsers])
    assert {each.status_code for each in answers} == {200}, [each.content for each in answers]
    assert {each.json()["version"] for each in answers} == {5}
    assert events_of(code).count("ProgressAdded") == 1


def test_of_eight_who_report_with_the_same_key_at_once_one_matter_is_made(office):
    key, body = uuid.uuid4().hex, {"text": "同一时刻的同一件事"}
    answers = at_once([partial(Browser().tell, "/public/matters", body, key=key) for _ in range(8)])
    assert {each.status_code for each in answers} == {201}
    assert len({each.json()["code"] for each in answers}) == 1


@pytest.fixture
def trips(monkeypatch):
    """The round trips to the database, each as the statements that travelled together."""
    made = []

    def counted(connection, *statements):
        made.append([each.sql.decode() for each in statements])
        return trip(connection, *statements)

    monkeypatch.setattr("fengqiao.ledger.connection.trip", counted)
    monkeypatch.setattr("fengqiao.insight.glance.trip", counted)
    return made


def test_an_act_takes_two_round_trips_and_the_matter_comes_with_whoever_asks(office, trips):
    code = office.until("in_progress")
    office["handler"].ask("/me")  # the session's account is remembered, and its idle time is written
    trips.clear()
    assert office["handler"].act(code, "add_progress", key="two-trips", note="两趟").status_code == 200
    assert len(trips) == 2, trips
    assert any("django_session" in sql for sql in trips[0])
    assert any("m.snapshot" in sql for sql in trips[0])
    trips.clear()
    again = office["handler"].act(code, "add_progress", key="two-trips", note="两趟").json()
    assert (again["repeated"], len(trips)) == (True, 1)


def test_who_is_not_signed_in_asks_for_the_version_once_a_second(office, trips, monkeypatch):
    monkeypatch.setattr(who, "VERSION_KEPT", 60.0)
    office["citizen"].tell("/public/matters", {"text": "第一件"})
    trips.clear()
    assert office["citizen"].tell("/public/matters", {"text": "第二件"}).status_code == 201
    assert len([each for each in trips if not any("ledger.counter" in sql for sql in each)]) == 1, trips


def test_a_matter_that_moved_on_after_it_was_found_is_decided_again(office, monkeypatch):
    code, other = office.until("in_progress"), signed_in("handler", office.county.tenant)

    def found_late(row):
        found = loaded_from(row)
        monkeypatch.undo()
        assert other.act(code, "add_progress", note="抢先一步").status_code == 200
        return found

    monkeypatch.setattr("fengqiao.api.looking.loaded_from", found_late)
    assert office["handler"].act(code, "add_progress", note="随后一步").json()["version"] == 6
    monkeypatch.setattr("fengqiao.api.looking.loaded_from", found_late)
    late = office["handler"].act(code, "add_progress", note="看的是旧的", version=6)
    assert (late.status_code, late.json()["current_version"]) == (409, 7)
    assert events_of(code).count("ProgressAdded") == 3


def test_a_matter_whose_record_is_of_another_version_is_read_from_its_events(office, monkeypatch):
    code = office.until("in_progress")
    monkeypatch.setattr("fengqiao.api.looking.loaded_from", lambda _: None)
    assert office["handler"].act(code, "add_progress", note="照常").json()["version"] == 5


def test_a_key_that_is_wrong_is_refused_by_name(office):
    code = office.until("in_progress")
    answer = office["handler"].act(code, "add_progress", key="x" * 201, note="长")
    assert (answer.status_code, answer.json()["field"]) == (400, "Idempotency-Key")


def test_photos_belong_to_the_act_and_are_counted_by_us(office, picture):
    code = office.until("in_progress")
    photo = office["handler"].send("/uploads", picture).json()["id"]
    claimed = office["handler"].act(code, "submit_result", reply="修好了", photos_after=2)
    assert (claimed.status_code, claimed.json()["field"]) == (400, "data.photos_after")
    unknown = office["handler"].act(code, "submit_result", reply="修好了", photos=["0" * 64])
    assert (unknown.status_code, unknown.json()["field"]) == (400, "photos")
    assert office["handler"].act(code, "submit_result", reply="修好了", photos=[photo]).status_code == 200
    page = office["supervisor"].ask(f"/matters/{code}").json()
    step = next(each for each in page["timeline"] if each["kind"] == "ResultSubmitted")
    assert [each["kind"] for each in step["photos"]] == ["after"]
    assert step["facts"]["photos_after"] == 1


def test_acts_that_take_no_photos_say_so(office, picture):
    code = office.register()
    photo = office["registrar"].send("/uploads", picture).json()["id"]
    answer = office["registrar"].act(code, "accept", photos=[photo])
    assert (answer.status_code, answer.json()["field"]) == (400, "photos")


@pytest.fixture(scope="module")
def somebody(office):
    """Somebody with four posts, one of them for the town only."""
    tenant = office.county.tenant
    user = person(tenant, Post.LEADER, "HRSS")
    for post, unit, area in (
        ("dispatcher", "COUNTY_COORD", ""),
        ("coordinator", "COUNTY_COORD", ""),
        ("supervisor", "COUNTY_SUPERVISION", f"{tenant}101"),
    ):
        place = Unit.objects.get(tenant=tenant, code=unit)
        Assignment.objects.create(tenant=tenant, user=user, post=post, unit=place, area=area)
    browser = Browser()
    browser.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return browser


def test_the_first_post_acts_to_which_the_law_offers_it(office, somebody):
    code = office.until("dispatched")
    office["handler"].act(code, "request_return", reason="不归我们", suggested_unit="POWER")
    assert somebody.act(code, "refuse_return", reason="归你们").status_code == 200
    office["handler"].act(code, "request_return", reason="还是不归我们", suggested_unit="POWER")
    assert (
        somebody.act(code, "refuse_return", reason="已经说过").status_code == 200
    )  # the coordinator decides this one
    with unit_of_work(settings.TENANT) as work:
        matter = load(work, code=code).matter
        posts = [
            each.actor.post
            for each in read_events(work, matter.id)
            if type(each.event).__name__ == "ReturnRefused"
        ]
    assert posts == [Post.DISPATCHER, Post.COORDINATOR]


def test_the_named_post_acts_and_no_other(office, somebody):
    code = office.until("accepted")
    named = {"X-Fengqiao-Post": "coordinator@COUNTY_COORD"}
    body = json.dumps({"data": {"lead": "MUNICIPAL"}})
    refused = somebody.tell(f"/matters/{code}/actions/dispatch", body, **named)
    assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed_for_post")


def test_a_post_for_the_town_does_not_reach_the_rest_of_the_county(office, somebody):
    town = office.until("pending_review")
    nowhere = office.until("pending_review", place={"area": office.county.tenant})
    assert somebody.act(nowhere, "approve").json()["code"] == "not_involved_unit"
    assert somebody.act(town, "approve").status_code == 200


def test_every_act_is_described_with_words_posts_and_a_form(office):
    acts = {each["name"]: each for each in office["citizen"].ask("/actions").json()["items"]}
    assert set(acts) == set(ACTIONS) - {"auto_close", "unmerge"}
    assert set(acts) <= set(ACTION)
    assert acts["reject"]["data"]["properties"]["reason"]["enum"]
    assert acts["dispatch"]["data"]["required"] == ["lead"]
    for name, act in acts.items():
        assert act["posts"], name
        assert act["photos"] == (name in PHOTOS)


def test_a_name_is_written_in_one_line_and_a_reason_in_several():
    assert form_schema("assign_leader_case")["properties"]["leader"]["x-long"] is False
    assert form_schema("whistle")["properties"]["approved_by"]["x-long"] is False
    assert form_schema("whistle")["properties"]["reason"]["x-long"] is True


def test_no_form_asks_for_what_the_door_counts_itself():
    for name, (counted, _) in PHOTOS.items():
        assert counted not in form_schema(name)["properties"]
