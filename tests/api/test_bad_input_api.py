"""Bad input: each gets a clear answer in Chinese and English with the field named, and nothing half-written."""

import json

import pytest
from django.conf import settings

from fengqiao.ledger.connection import unit_of_work

pytestmark = pytest.mark.database

TABLES = (
    "ledger.matter", "ledger.event", "ledger.text", "ledger.work_order", "ledger.attachment", "ledger.idempotency",
    "ledger.outbox", "ledger.matter_search", "sealed.person", "sealed.tracking", "ledger.signal",
)  # fmt: skip
FAR = {"lon": 119.14, "lat": 28.08, "datum": "wgs84"}


def rows():
    with unit_of_work(settings.TENANT) as work:
        return [work.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES]


def refused(answer, status, field):
    said = answer.json()
    assert (answer.status_code, said["field"]) == (status, field), said
    assert answer["Content-Type"] == "application/problem+json"
    assert said["status"] == status
    for name in ("title", "detail", "next", "detail_en", "next_en", "code", "type"):
        assert said[name], name
    assert any("一" <= each <= "鿿" for each in said["detail"] + said["title"])
    assert said["detail"].endswith("。")
    assert said["detail_en"].isascii()
    assert said["detail_en"].endswith(".")
    assert not said["detail_en"][:2].islower()


@pytest.mark.parametrize(
    ("raw", "content_type", "status", "code"),
    [
        (b"{", "application/json", 400, "malformed_body"),
        (b"\xff\xfe", "application/json", 400, "malformed_body"),
        (b'{"text": "\xff"}', "application/json", 400, "malformed_body"),
        (b'{"text": "\\ud800"}', "application/json", 400, "malformed_body"),
        (b'{"text": NaN}', "application/json", 400, "malformed_body"),
        (b'{"text": "a", "channel": "web"} trailing', "application/json", 400, "malformed_body"),
        (b"[]", "application/json", 400, "invalid_data"),
        (b"null", "application/json", 400, "invalid_data"),
        (b'{"x": ' + b"[" * 100_000, "application/json", 400, "invalid_data"),
        (b"{}", "text/plain", 415, "unsupported_type"),
        (b"text=a", "application/x-www-form-urlencoded", 415, "unsupported_type"),
        (b" " * (9 * 1024 * 1024), "application/json", 413, "body_too_large"),
    ],
)
def test_a_body_that_is_none(office, raw, content_type, status, code):
    before = rows()
    for name, path in (("citizen", "/api/v1/public/matters"), ("registrar", "/api/v1/matters")):
        answer = office[name].post(path, raw, content_type=content_type)
        assert answer.json()["code"] == code
        refused(answer, status, answer.json()["field"])
        assert answer.json()["field"] in {"body", "x"}
    assert rows() == before


def deep(depth):
    value = "x"
    for _ in range(depth):
        value = [value]
    return value


UUID = "0192f0c1-0000-7000-8000-000000000000"
LONG = "很" * 400_000  # more than a megabyte
REGISTRATIONS = [
    ({}, "text"),
    ({"text": ""}, "text"),
    ({"text": "   "}, "text"),
    ({"text": LONG}, "text"),
    ({"text": 5}, "text"),
    ({"text": None}, "text"),
    ({"text": ["a"]}, "text"),
    ({"text": "a\x00b"}, "text"),
    ({"text": "a\x1bb"}, "text"),
    ({"text": "路灯", "wings": 2}, "wings"),
    ({"text": "路灯", "<script>": 1}, "<script>"),
    ({"text": "路灯", "place": {"tower": 1}}, "place.tower"),
    ({"text": "路灯", "place": "here"}, "place"),
    ({"text": "路灯", "place": {"lon": 119.14, "lat": 28.08}}, "place.datum"),
    ({"text": "路灯", "place": FAR | {"datum": "mars"}}, "place.datum"),
    ({"text": "路灯", "place": FAR | {"lon": 190}}, "place.lon"),
    ({"text": "路灯", "place": FAR | {"lat": -91}}, "place.lat"),
    ({"text": "路灯", "place": FAR | {"lon": "119"}}, "place.lon"),
    ({"text": "路灯", "place": {"lon": 119.14, "datum": "wgs84"}}, "place.lat"),
    ({"text": "路灯", "place": {"area": "330999xyz"}}, "place.area"),
    ({"text": "路灯", "place": {"area": "3309991012010019999999"}}, "place.area"),
    ({"text": "路灯", "place": {"area": "\x00"}}, "place.area"),
    ({"text": "路灯", "place": {"grid": "nowhere"}}, "place.grid"),
    ({"text": "路灯", "place": {"address": "a" * 501}}, "place.address"),
    ({"text": "路灯", "category": "Z9999"}, "category"),
    ({"text": "路灯", "category": deep(3)}, "category"),
    ({"text": "路灯", "photos": "all"}, "photos"),
    ({"text": "路灯", "photos": ["x"] * 10}, "photos"),
    ({"text": "路灯", "pin": "abc"}, "pin"),
    ({"text": "路灯", "pin": "１２３４"}, "pin"),
]


@pytest.mark.parametrize(("body", "field"), REGISTRATIONS, ids=lambda each: json.dumps(each)[:40])
def test_a_report_that_is_wrong_names_its_field(office, body, field):
    before = rows()
    refused(office["citizen"].tell("/public/matters", body), 400, field)
    if "text" in body:
        refused(office["registrar"].tell("/matters", {"channel": "phone"} | body), 400, field)
    assert rows() == before


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"channel": "pigeon"}, "channel"),
        ({"kind": "war"}, "kind"),
        ({"urgency": 1}, "urgency"),
        ({"occurred_at": "yesterday"}, "occurred_at"),
        ({"occurred_at": "0000-01-01T00:00:00+08:00"}, "occurred_at"),
        ({"occurred_at": "0001-01-01T00:00:00+08:00"}, "occurred_at"),
        ({"occurred_at": "9999-12-31T23:59:59+08:00"}, "occurred_at"),
        ({"occurred_at": "2026-02-30T00:00:00+08:00"}, "occurred_at"),
        ({"occurred_at": "2026-01-01T00:00:00"}, "occurred_at"),
        ({"amount_cny": -1}, "amount_cny"),
        ({"amount_cny": 10**20}, "amount_cny"),
        ({"amount_cny": 1.5}, "amount_cny"),
        ({"amount_cny": True}, "amount_cny"),
        ({"requester": {"phone": "no number"}}, "requester.phone"),
        ({"requester": {"phone": "1" * 30}}, "requester.phone"),
        ({"requester": {"name": "a" * 201}}, "requester.name"),
        ({"requester": {"ethnicity": "x"}}, "requester.ethnicity"),
        ({"requester": {"name": "\x00"}}, "requester.name"),
        ({"requester": []}, "requester"),
        ({"parties": [{"role": "enemy", "name": "x"}]}, "parties[...].role"),
        ({"parties": [{"name": "x"}] * 51}, "parties"),
        ({"source_system": "a\x00"}, "source_system"),
        ({"secondary": ["Z1"]}, "secondary"),
        ({"accept": "yes"}, "accept"),
        ({"demand": "\x07"}, "demand"),
        ({"sector": {"a": 1}}, "sector"),
    ],
    ids=lambda each: json.dumps(each)[:40],
)
def test_a_registration_that_is_wrong_names_its_field(office, body, field):
    before = rows()
    answer = office["registrar"].tell("/matters", {"text": "路灯不亮", "channel": "phone"} | body)
    assert answer.json()["field"].replace("[0]", "[...]") == field, answer.json()
    refused(answer, 400, answer.json()["field"])
    assert rows() == before


@pytest.mark.parametrize(
    ("state", "act", "data", "field"),
    [
        ("registered", "registrar reject", {"reason": "outside_area"}, "right_door"),
        ("registered", "registrar reject", {"reason": ["outside_area"]}, "reason"),
        ("registered", "registrar accept", {"category": "Z1"}, "category"),
        ("registered", "registrar accept", {"area": "330999xyz"}, "area"),
        ("registered", "registrar accept", {"area": "110101"}, "area"),
        ("accepted", "dispatcher dispatch", {}, "lead"),
        ("accepted", "dispatcher dispatch", {"lead": "NOBODY"}, "lead"),
        ("accepted", "dispatcher dispatch", {"lead": "MUNICIPAL", "co": "WATER"}, "co"),
        ("accepted", "dispatcher dispatch", {"lead": "MUNICIPAL", "line_id": 1}, "line_id"),
        ("in_progress", "handler add_progress", {"note": "\x00"}, "note"),
        ("in_progress", "handler add_progress", {"note": "x" * 20_001}, "note"),
        ("in_progress", "handler add_progress", {"note": 1}, "note"),
        ("in_progress", "handler add_progress", {"note": "x", "public": "yes"}, "public"),
        ("in_progress", "handler request_extension", {"amount": "1", "unit": "working_day", "reason": "x"}, "amount"),
        ("in_progress", "handler request_extension", {"amount": 10**13, "unit": "working_day", "reason": "x"}, "amount"),
        ("in_progress", "handler request_extension", {"amount": 1, "unit": "moon", "reason": "x"}, "unit"),
        ("in_progress", "handler request_shelve", {"reason": "x", "plan": "y", "next_review": "0000-01-01"}, "next_review"),
        ("in_progress", "handler request_shelve", {"reason": "x", "plan": "y", "next_review": "9999-12-31"}, "next_review"),
        ("in_progress", "handler request_shelve", {"reason": "x", "plan": "y", "next_review": "soon"}, "next_review"),
        ("in_progress", "handler submit_result", {"reply": ""}, "reply"),
        ("in_progress", "coordinator whistle", {"units": ["WATER"], "respond_within": "now"}, "respond_within"),
        ("in_progress", "coordinator whistle", {"units": ["WATER"], "respond_within": "99999999_minutes"}, "respond_within"),
        ("in_progress", "coordinator whistle", {"units": [], "respond_within": "30_minutes"}, "units"),
        ("in_progress", "coordinator whistle", {"units": ["x"] * 1001, "respond_within": "30_minutes"}, "units"),
        ("resolved", "supervisor record_visit", {"solved": "perhaps", "satisfaction": "satisfied"}, "solved"),
        ("resolved", "supervisor record_visit", {"solved": True}, "satisfaction"),
    ],
)  # fmt: skip
def test_an_act_that_is_wrong_names_its_field(office, state, act, data, field):
    post, action = act.split()
    code = office.until(state)
    before = rows()
    refused(office[post].act(code, action, **data), 400, field)
    assert rows() == before


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (b'{"data": []}', "data"),
        (b'{"data": {}, "version": 0}', "version"),
        (b'{"data": {}, "version": "2"}', "version"),
        (b'{"data": {}, "versions": 2}', "versions"),
        (b'{"photos": [1]}', "photos[...]"),
    ],
)
def test_an_act_whose_envelope_is_wrong_names_its_field(office, body, field):
    code = office.register()
    answer = office["registrar"].tell(f"/matters/{code}/actions/accept", body)
    assert answer.json()["field"].replace("[0]", "[...]") == field
    assert answer.status_code == 400


@pytest.mark.parametrize("key", ["k" * 201, "a\x01b"])
def test_a_key_that_is_none_is_refused(office, key):
    refused(office["citizen"].tell("/public/matters", {"text": "路灯"}, key=key), 400, "Idempotency-Key")


@pytest.mark.parametrize("code", ["%00", "x" * 3000, "..%2F..%2Fetc", "%E2%80%AE", "%F0%9F%9A%A8", "'--"])
def test_a_code_that_is_none_is_not_found(office, code):
    for name, path in (
        ("registrar", f"/matters/{code}"),
        ("registrar", f"/matters/{code}/similar"),
        ("citizen", f"/public/track/{code}"),
    ):
        assert office[name].ask(path).status_code == 404, path
    assert office["registrar"].tell(f"/matters/{code}/actions/accept", {"data": {}}).status_code == 404
    assert office["registrar"].tell(f"/signals/{code}/dismiss", {"reason": "x"}).status_code == 404


def test_an_address_that_nobody_has_is_answered_in_words(office):
    for path in ("/nothing", "/matters/x/y/z", "/../v2"):
        answer = office["registrar"].ask(path)
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_a_method_that_a_route_does_not_have_is_refused(office):
    for answer in (
        office["registrar"].delete("/api/v1/matters"),
        office["registrar"].put("/api/v1/worklist"),
    ):
        refused(answer, 405, "method")
        assert answer["Allow"] in {"POST", "GET"}


@pytest.mark.parametrize("point", [(-180, -90), (180, 90), (-180, 0), (0, 90)])
@pytest.mark.parametrize("datum", ["wgs84", "cgcs2000", "gcj02", "bd09"])
def test_the_ends_of_the_earth_are_outside_the_county_whatever_the_datum(office, point, datum):
    place = {"lon": point[0], "lat": point[1], "datum": datum}
    answer = office["citizen"].tell("/public/matters", {"text": "路灯", "place": place})
    assert answer.status_code == 201, answer.content.decode()
    assert answer.json()["right_door"]


def test_a_key_that_comes_back_with_other_words_is_refused_and_nothing_is_lost_silently(office):
    clerk = office["registrar"]
    first = {"text": "路灯不亮", "channel": "phone"}
    code = clerk.tell("/matters", first, key="form-7").json()["code"]
    before = rows()
    assert clerk.tell("/matters", first, key="form-7").json()["code"] == code
    refused(clerk.tell("/matters", first | {"text": "井盖丢失"}, key="form-7"), 409, "Idempotency-Key")
    assert rows() == before
    code = office.until("in_progress")
    worker = office["handler"]
    assert worker.act(code, "add_progress", key="step", note="到现场了").status_code == 200
    before = rows()
    assert worker.act(code, "add_progress", key="step", version=1, note="到现场了").json()["repeated"]
    refused(worker.act(code, "add_progress", key="step", note="已修好"), 409, "Idempotency-Key")
    assert rows() == before


@pytest.mark.parametrize(
    ("whose", "path", "body", "field"),
    [
        ("citizen", "/public/similar", {"text": "路灯", "category": "\0"}, "category"),
        ("registrar", "/suggest", {"text": "路灯", "area": "33\0"}, "area"),
        ("privacy_officer", "/search_by_phone", {"phone": "13812341234", "purpose": "\0"}, "purpose"),
        ("analyst", f"/signals/{UUID}/dismiss", {"reason": "x\0"}, "reason"),
        ("analyst", f"/signals/{UUID}/confirm", {"category": "P0108", "place": {"area": "\0"}}, "place.area"),
        ("citizen", "/public/party", {"code": "x\0", "typed": "1234"}, "code"),
    ],
)
def test_what_no_database_takes_is_refused_at_every_door(office, whose, path, body, field):
    refused(office[whose].tell(path, body), 400, field)
