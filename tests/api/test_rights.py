"""Rights over the own data: whoever holds the secret asks, the privacy officer answers one matter at a time."""

import json

import pytest
from county_office import Browser
from django.conf import settings
from django.contrib.auth import get_user_model

from fengqiao.api.application import api
from fengqiao.directory.models import Assignment, Unit
from fengqiao.ledger.connection import unit_of_work
from fengqiao.people.actors import Post

pytestmark = pytest.mark.database
ME = {"name": "翁小明", "phone": "13812341234"}


def report(office, **more) -> dict:
    response = office["citizen"].tell(
        "/public/matters", {"text": "路灯不亮了", "category": "P0301", "place": office.place, **more}
    )
    assert response.status_code == 201, response.content.decode()
    return response.json()


def registered(office) -> tuple[str, str]:
    """A matter whose requester left more than is needed: code and secret."""
    body = {
        "text": "路灯不亮了,邻居13987654321也看见了",
        "channel": "phone",
        "category": "P0301",
        "place": office.place,
        "requester": {**ME, "second_phone": "13711112222", "email": "weng@example.org"},
        "parties": [{"role": "respondent", "name": "李大山", "phone": "13987654321"}],
    }
    response = office["registrar"].tell("/matters", body)
    assert response.status_code == 201, response.content.decode()
    return response.json()["code"], response.json()["secret"]


def asked(office, secret: str, kind: str, **more):
    return office["citizen"].tell(f"/public/track/{secret}/rights", {"kind": kind, **more})


def requests_of(code: str) -> list:
    with unit_of_work(settings.TENANT) as work:
        return work.execute(
            "SELECT r.kind, r.state, r.identity_check FROM ledger.rights_request AS r"
            " JOIN ledger.matter AS m ON m.tenant = r.tenant AND m.id = r.matter_id WHERE m.code = %(code)s",
            {"code": code},
        ).fetchall()


def test_the_holder_of_the_secret_asks_and_follows_the_answer(office):
    code, secret = registered(office)
    assert office["citizen"].ask(f"/public/track/{secret}/rights").json() == {"items": []}
    first = asked(office, secret, "access")
    assert first.status_code == 201, first.content.decode()
    assert first.json()["state"] == "open"
    assert set(first.json()["sentence"]) == {"zh", "en"}
    assert requests_of(code) == [("access", "open", "tracking_secret")]
    (own,) = office["citizen"].ask(f"/public/track/{secret}/rights").json()["items"]
    assert (own["id"], own["state"], own["answered_at"]) == (first.json()["id"], "open", None)
    waiting = office["privacy_officer"].ask("/rights").json()["items"]
    mine = next(item for item in waiting if item["code"] == code)
    assert mine["kind"] == "access"
    assert 13 <= mine["days_left"] <= 15
    moments = [item["asked_at"] for item in waiting]
    assert moments == sorted(moments)
    export = office["privacy_officer"].tell(f"/rights/{code.lower()}/export")
    assert export.status_code == 200, export.content.decode()
    assert export["Content-Disposition"] == f'attachment; filename="{code}.json"'
    assert export["Cache-Control"] == "no-store"
    held = export.json()
    assert held["person"]["name"] == ME["name"]
    assert held["person"]["contact_phone"] == ME["phone"]
    assert "13987654321" not in export.content.decode()
    assert "李大山" not in export.content.decode()
    (own,) = office["citizen"].ask(f"/public/track/{secret}/rights").json()["items"]
    assert own["state"] == "answered"
    assert own["answered_at"] is not None
    assert code not in [item["code"] for item in office["privacy_officer"].ask("/rights").json()["items"]]
    again = office["privacy_officer"].tell(f"/rights/{code}/export")
    assert (again.status_code, again.json()["code"]) == (409, "wrong_state")


def test_asking_again_gives_the_request_that_stands(office):
    code, secret = registered(office)
    first = asked(office, secret, "access", identity_check="窗口核对身份证")
    again = asked(office, secret, "access")
    assert (again.status_code, again.json()["id"], again.json()["repeated"]) == (
        200,
        first.json()["id"],
        True,
    )
    assert requests_of(code) == [("access", "open", "tracking_secret; 窗口核对身份证")]


def test_erasure_takes_what_is_optional_at_once_and_says_why_the_rest_stays(office):
    code, secret = registered(office)
    done = asked(office, secret, "erasure").json()
    assert done["state"] == "partly_refused"
    assert sorted(done["erased"]) == ["email", "second_phone"]
    assert {"name", "contact_phone"} <= set(done["refused"])
    assert set(done["reason"]) == {"zh", "en"}
    again = asked(office, secret, "erasure")
    assert (again.status_code, again.json()["id"], again.json()["repeated"]) == (200, done["id"], True)
    assert len(requests_of(code)) == 1
    asked(office, secret, "access")
    person = office["privacy_officer"].tell(f"/rights/{code}/export").json()["person"]
    assert "email" not in person
    assert "second_phone" not in person
    assert person["name"] == ME["name"]


def test_who_left_nothing_has_nothing_to_ask_for(office):
    secret = report(office)["secret"]
    refused = asked(office, secret, "access")
    assert (refused.status_code, refused.json()["code"]) == (409, "wrong_state")
    assert refused.json()["detail"] != refused.json()["detail_en"]
    assert office["citizen"].ask(f"/public/track/{secret}/rights").json() == {"items": []}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "kind"),
        ({"kind": "everything"}, "kind"),
        ({"kind": "access", "person": "x"}, "person"),
        ({"kind": "access", "identity_check": "x" * 101}, "identity_check"),
        ({"kind": "access", "identity_check": "a\u0000b"}, "identity_check"),
        ({"kind": "access", "identity_check": 5}, "identity_check"),
    ],
)
def test_a_wrong_request_is_refused_naming_the_field(office, body, field):
    secret = report(office, **ME)["secret"]
    response = office["citizen"].tell(f"/public/track/{secret}/rights", body)
    assert (response.status_code, response.json()["field"]) == (400, field), response.content.decode()
    assert office["citizen"].ask(f"/public/track/{secret}/rights").json() == {"items": []}


def test_a_wrong_secret_opens_nothing(office):
    for secret in ("x", "0" * 32, "%00", "翁"):
        assert office["citizen"].ask(f"/public/track/{secret}/rights").status_code == 404
        assert asked(office, secret, "access").status_code == 404


def test_only_the_privacy_officer_sees_and_answers_requests(office):
    code, secret = registered(office)
    asked(office, secret, "access")
    assert office["citizen"].ask("/rights").status_code == 401
    for who in ("registrar", "supervisor", "administrator", "auditor", "handler", "leader"):
        assert office[who].ask("/rights").status_code == 403
        assert office[who].tell(f"/rights/{code}/export").status_code == 403
    assert [state for _, state, _ in requests_of(code)] == ["open"]


def test_who_answers_for_another_territory_exports_nothing(office):
    code, secret = registered(office)
    asked(office, secret, "access")
    tenant = office.county.tenant
    user = get_user_model().objects.create_user("elsewhere.officer", "x" * 20, tenant=tenant)
    unit = Unit.objects.get(tenant=tenant, code="COUNTY_CENTER")
    Assignment.objects.create(
        tenant=tenant, user=user, post=Post.PRIVACY_OFFICER.value, unit=unit, area=f"{tenant}102"
    )
    browser = Browser()
    browser.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    refused = browser.tell(f"/rights/{code}/export")
    assert (refused.status_code, refused.json()["code"]) == (403, "not_involved_unit")
    assert [state for _, state, _ in requests_of(code)] == ["open"]


def test_the_list_names_nobody_and_its_pages_hang_together(office, monkeypatch):
    import fengqiao.insight.rights as insight

    codes = []
    for _ in range(3):
        code, secret = registered(office)
        asked(office, secret, "access")
        codes.append(code)
    monkeypatch.setattr(insight, "MOST", 2)
    seen, cursor = [], ""
    while True:
        page = office["privacy_officer"].ask(f"/rights?cursor={cursor}").json()
        assert len(page["items"]) <= 2
        assert ME["name"] not in json.dumps(page, ensure_ascii=False)
        assert all(
            set(item) == {"id", "code", "state", "kind", "asked_at", "answer_by", "days_left"}
            for item in page["items"]
        )
        seen += [item["code"] for item in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert len(seen) == len(set(seen))
    assert seen[-3:] == codes
    bad = office["privacy_officer"].ask("/rights?cursor=AAAA")
    assert (bad.status_code, bad.json()["field"]) == (400, "cursor")


def test_there_is_no_export_of_many_persons(office):
    """Two persons would be needed for one (DOMAIN 6.3.7), so there is none: every export names one matter."""
    exports = {
        path
        for path in api.get_openapi_schema()["paths"]
        if "export" in path.lower() or "download" in path.lower()
    }
    assert exports
    assert all("{code}" in path for path in exports), exports
    for many in ("*", "all", "%25", "", "A,B"):
        assert office["privacy_officer"].tell(f"/rights/{many}/export").status_code == 404
    one, first = registered(office)
    two, second = registered(office)
    asked(office, first, "access")
    asked(office, second, "access")
    assert office["privacy_officer"].tell(f"/rights/{one},{two}/export").status_code == 404
    assert office["privacy_officer"].tell(f"/rights/{one}/export", {"also": [two]}).status_code == 400
    assert [state for _, state, _ in requests_of(one) + requests_of(two)] == ["open", "open"]


def test_the_admin_exports_no_table_of_persons(office):
    """The admin's import and export know the directory only; sealed persons have no model at all."""
    from django.apps import apps

    tables = {model._meta.db_table for model in apps.get_models()}
    assert not [table for table in tables if table.startswith(("sealed", "ledger"))]


def test_statements_are_counted(office, statements):
    _, secret = registered(office)
    office["privacy_officer"].ask("/rights")
    with statements() as said:
        office["citizen"].ask(f"/public/track/{secret}/rights")
    assert len(said) <= 2, said
    with statements() as said:
        asked(office, secret, "access")
    assert len(said) <= 6, said
    with statements() as said:
        office["privacy_officer"].ask("/rights")
    assert len(said) == 2, said
