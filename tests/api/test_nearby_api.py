"""What others have reported near by: public-safe for everybody, and what it means to follow it or to report for somebody."""

import json

import pytest
from django.conf import settings

from fengqiao.ledger.connection import unit_of_work

pytestmark = pytest.mark.database

TEXT = "溪边步道的路灯整排不亮"


def nearby(office, **more):
    body = {"text": TEXT, "category": "P0108", "lon": office.place["lon"], "lat": office.place["lat"]} | more
    answer = office["citizen"].tell("/public/similar", body)
    assert answer.status_code == 200, answer.content.decode()
    return answer.json()["items"]


def report(office, **more):
    answer = office["citizen"].tell(
        "/public/matters", {"text": TEXT, "category": "P0108", "place": office.place} | more
    )
    assert answer.status_code == 201, answer.content.decode()
    return answer.json()


def test_everybody_sees_category_village_state_and_day_and_nothing_else(office):
    code = office.register(text=TEXT + "，我叫翁小明")
    items = nearby(office)
    assert {frozenset(each) for each in items} == {frozenset({"ref", "category", "place", "state", "day"})}
    assert items[0]["state"] == "待受理"
    assert code not in json.dumps(items)
    assert "翁" not in json.dumps(items, ensure_ascii=False)


def test_disputes_and_restricted_matters_are_never_among_them(office):
    for category in ("D0101", "R0703"):
        office.register(text=TEXT, category=category)
        assert nearby(office, category=category) == []


def test_a_village_is_enough_where_there_is_no_point(office):
    area = office["registrar"].ask("/directory").json()["areas"][-1]["code"]
    place = {"area": area, "address": "村口"}
    report(office, place=place)
    found = office["citizen"].tell("/public/similar", {"text": TEXT, "category": "P0108", "area": area})
    assert len(found.json()["items"]) == 1


def test_whoever_follows_keeps_an_own_matter_and_the_dispatcher_is_told(office):
    main = office.register(text=TEXT)
    ref = next(each["ref"] for each in nearby(office) if each["ref"])
    told = report(office, text="完全另一句话", place={"address": "说不清"}, same_as=ref)
    assert told["code"] != main
    items = office["dispatcher"].ask(f"/matters/{told['code']}/similar").json()["items"]
    assert items[0]["why"] == "诉求人说是同一件事"
    back = office["dispatcher"].ask(f"/matters/{items[0]['code']}/similar").json()["items"]
    assert told["code"] in [each["code"] for each in back if "对方诉求人" in each["why"]]
    merged = office["dispatcher"].tell(
        f"/matters/{items[0]['code']}/merge", {"followers": [told["code"]], "rule": items[0]["why"]}
    )
    assert merged.status_code == 200, merged.content.decode()


def test_a_reference_opens_nothing(office):
    office.register(text=TEXT)
    ref = nearby(office)[0]["ref"]
    assert office["citizen"].ask(f"/public/track/{ref}").status_code == 404


@pytest.mark.parametrize("ref", ["x", "no-key.AAAA", "1.%%%", "。", "a.b.c", "x" * 200])
def test_a_reference_that_names_nothing_refuses_no_report(office, ref):
    told = report(office, same_as=ref)
    assert office["dispatcher"].ask(f"/matters/{told['code']}/similar").status_code == 200
    with unit_of_work(settings.TENANT) as work:
        kept = "SELECT count(*) FROM ledger.following AS f JOIN ledger.matter AS m ON m.id = f.matter_id WHERE m.code = %s"
        assert work.execute(kept, [told["code"]]).fetchone()[0] == 0


def test_sent_twice_it_is_followed_once(office):
    office.register(text=TEXT)
    ref = nearby(office)[0]["ref"]
    body = {"text": "同一件", "same_as": ref}
    first, again = (
        office["citizen"].tell("/public/matters", body, key="phone-1/report-1").json() for _ in range(2)
    )
    assert (again["code"], again["repeated"]) == (first["code"], True)
    with unit_of_work(settings.TENANT) as work:
        assert (
            work.execute(
                "SELECT count(*) FROM ledger.following AS f JOIN ledger.matter AS m ON m.id = f.matter_id WHERE m.code = %s",
                [first["code"]],
            ).fetchone()[0]
            == 1
        )


def test_somebody_reports_for_another_person_who_agreed(office):
    told = report(office, name="王奶奶", phone="13812345678", proxy={"consent": True, "phone": "13900139000"})
    page = office["registrar"].ask(f"/matters/{told['code']}").json()
    assert [each["role"] for each in page["parties"]] == ["agent"]
    assert page["requester"]
    opened = office["citizen"].tell("/public/track", {"code": told["code"], "last4": "5678"})
    assert opened.json()["secret"] == told["secret"]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": "王奶奶", "proxy": {"consent": False, "phone": "13900139000"}}, "proxy.consent"),
        ({"proxy": {"consent": True, "phone": "13900139000"}}, "name"),
        ({"name": "王奶奶", "proxy": {"consent": True, "phone": " "}}, "proxy.phone"),
        ({"name": "王奶奶", "proxy": {"consent": True, "phone": "12"}}, "agent.phone"),
    ],
)
def test_without_consent_name_or_a_number_of_the_own_nothing_is_filed_for_another(office, given, field):
    answer = office["citizen"].tell("/public/matters", {"text": TEXT} | given)
    assert (answer.status_code, answer.json()["field"]) == (400, field)
    assert answer.json()["detail"] != answer.json()["detail_en"]


def test_who_registers_sees_code_reason_and_unit(office):
    apart = office.place | {"lon": 119.1431}  # from what the other tests registered
    code = office.until("dispatched", text=TEXT, place=apart)
    body = {"text": TEXT, "category": "P0108", "lon": apart["lon"], "lat": apart["lat"]}
    items = office["registrar"].tell("/similar", body).json()["items"]
    found = next(each for each in items if each["code"] == code)
    assert "由" in found["sentence"]
    assert office["citizen"].tell("/similar", body).status_code == 401
