"""Signals: machines report, people decide (RULINGS 34)."""

import json
from unittest.mock import Mock

import pytest
from django.conf import settings

from fengqiao.api.tokens import SOURCES, source_of, token_of
from fengqiao.desk import signals as desk
from fengqiao.desk.settled import ring
from fengqiao.insight.words import SIGNAL_TYPE
from fengqiao.ledger.connection import DatabaseAway, unit_of_work
from fengqiao.ledger.keyring import rotate
from fengqiao.ledger.signals import read_signal

pytestmark = pytest.mark.database

PLACE = {"lon": 119.14, "lat": 28.08, "datum": "wgs84"}


@pytest.fixture
def token(office):
    return office["administrator"].tell("/sources/ai_camera/token").json()["token"]


def alarm(office, token, **more):
    body = {"source": "ai_camera", "type": "illegal_parking", "place": PLACE} | more
    headers = {"Authorization": f"Bearer {token}"}
    return office["citizen"].post(
        "/api/v1/signals", json.dumps(body), content_type="application/json", headers=headers
    )


def waiting(browser):
    return {each["id"]: each for each in browser.ask("/signals").json()["items"]}


def test_an_alarm_makes_a_signal_and_like_ones_strengthen_it(office, token):
    first = alarm(office, token, type="rubbish").json()
    again = alarm(office, token, type="rubbish").json()
    assert (first["created"], again) == (True, {"id": first["id"], "created": False})
    signal = waiting(office["registrar"])[first["id"]]
    assert (signal["alarms"], signal["source_name"], signal["urgent"]) == (2, "智能摄像头", False)


def test_life_safety_jumps_the_queue(office):
    token = office["administrator"].tell("/sources/sensor/token").json()["token"]
    body = {"source": "sensor", "type": "gas", "place": PLACE}
    headers = {"Authorization": f"Bearer {token}"}
    made = office["citizen"].post(
        "/api/v1/signals", json.dumps(body), content_type="application/json", headers=headers
    )
    assert next(iter(waiting(office["registrar"]))) == made.json()["id"]


@pytest.mark.parametrize(
    "authorization",
    ["", "Bearer", "Bearer x", "Bearer ai_camera.00", "Basic ai_camera", "Bearer ai_camera.é"],
)
def test_a_machine_without_its_token_is_not_heard(office, authorization):
    answer = office["citizen"].post(
        "/api/v1/signals", b"{}", content_type="application/json", headers={"Authorization": authorization}
    )
    assert (answer.status_code, answer.json()["code"]) == (401, "token_required")


def test_a_token_speaks_for_its_own_source_only(office, token):
    answer = alarm(office, token, source="drone")
    assert (answer.status_code, answer.json()["field"]) == (400, "source")


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"type": ""}, "type"),
        ({"type": "\x00"}, "type"),
        ({"type": "x" * 51}, "type"),
        ({"place": {"lon": 1, "lat": 1}}, "place.datum"),
        ({"faces": 3}, "faces"),
    ],
)
def test_an_alarm_that_is_wrong_names_its_field(office, token, more, field):
    answer = alarm(office, token, **more)
    assert (answer.status_code, answer.json()["field"]) == (400, field)


def test_a_person_makes_the_matter_and_only_once(office, token):
    signal = alarm(office, token, type="manhole", photos=["x"]).json()["id"]
    made = office["registrar"].tell(f"/signals/{signal}/confirm", {"category": "P0101"})
    assert made.status_code == 201, made.content.decode()
    assert made.json()["state"] == "accepted"
    page = office["registrar"].ask(f"/matters/{made.json()['code']}").json()
    assert (page["channel"], page["requester"], page["qr"] != "") == ("ai_camera", None, True)
    again = office["registrar"].tell(f"/signals/{signal}/confirm", {"category": "P0101"})
    assert (again.status_code, again.json()["code"]) == (409, "wrong_state")
    assert signal not in waiting(office["registrar"])


def matters_of(signal):
    with unit_of_work(settings.TENANT) as work:
        asked = "SELECT count(*) FROM ledger.matter WHERE tenant = ledger.tenant() AND signal = %(signal)s"
        return work.execute(asked, {"signal": signal}).fetchone()[0]


def test_a_confirmation_that_breaks_off_leaves_neither_matter_nor_decision(office, token, monkeypatch):
    signal = alarm(office, token, type="flood").json()["id"]
    body = {"category": "P0101"}
    with monkeypatch.context() as broken:
        broken.setattr(desk, "decide_signal", Mock(side_effect=DatabaseAway))
        assert office["registrar"].tell(f"/signals/{signal}/confirm", body).status_code == 503
    assert (matters_of(signal), signal in waiting(office["registrar"])) == (0, True)
    assert office["registrar"].tell(f"/signals/{signal}/confirm", body).status_code == 201
    assert (matters_of(signal), signal in waiting(office["registrar"])) == (1, False)


def test_who_confirms_what_somebody_decided_meanwhile_makes_no_matter(office, token, monkeypatch):
    signal = alarm(office, token, type="crack").json()["id"]
    with unit_of_work(settings.TENANT) as work:
        stale = read_signal(work, signal)
    assert office["registrar"].tell(f"/signals/{signal}/dismiss", {"reason": "误报"}).status_code == 200
    monkeypatch.setattr(desk, "read_signal", Mock(return_value=stale))
    late = office["registrar"].tell(f"/signals/{signal}/confirm", {"category": "P0101"})
    assert (late.status_code, late.json()["code"]) == (409, "wrong_state")
    assert matters_of(signal) == 0


def test_a_false_alarm_is_dismissed_with_a_reason(office, token):
    signal = alarm(office, token, type="smoke").json()["id"]
    refused = office["registrar"].tell(f"/signals/{signal}/dismiss", {"reason": " "})
    assert (refused.status_code, refused.json()["code"]) == (400, "reason_required")
    assert office["registrar"].tell(f"/signals/{signal}/dismiss", {"reason": "误报"}).status_code == 200
    assert signal not in waiting(office["registrar"])


def test_posts_that_look_may_not_decide(office, token):
    signal = alarm(office, token, type="straw").json()["id"]
    assert office["registrar"].ask("/signals").json()["decides"] is True
    for name in ("supervisor", "analyst"):
        assert signal in waiting(office[name])
        assert office[name].ask("/signals").json()["decides"] is False
        answer = office[name].tell(f"/signals/{signal}/confirm", {"category": "P0101"})
        assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed_for_post")
    assert office["handler"].ask("/signals").status_code == 403


def test_what_is_life_safety_has_a_word_in_each_language():
    assert set(SIGNAL_TYPE) >= desk.LIFE_SAFETY
    assert all(zh and en for zh, en in SIGNAL_TYPE.values())


@pytest.mark.parametrize("signal", ["x", "01a201d0-60e3-759b-8124-179082da95ea"])
def test_a_signal_that_is_not_there_is_not_found(office, signal):
    assert office["registrar"].tell(f"/signals/{signal}/dismiss", {"reason": "误报"}).status_code == 404


def test_tokens_are_the_administrators_to_give(office):
    assert office["registrar"].tell("/sources/ai_camera/token").status_code == 403
    assert office["administrator"].tell("/sources/face_camera/token").status_code == 404


def test_a_token_outlives_a_new_key_but_not_its_county():
    before = {source: token_of(ring(), settings.TENANT, source) for source in SOURCES}
    rotate(settings.DATA / "keys")
    for source, token in before.items():
        assert source_of(ring(), settings.TENANT, token) == source
        assert source_of(ring(), "330998", token) is None
        assert token_of(ring(), settings.TENANT, source) != token
