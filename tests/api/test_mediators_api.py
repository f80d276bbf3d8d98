"""The register for choosing and the public board; parties' wishes and the officer of a related case, in a real ledger."""

from datetime import datetime, timedelta

import pytest
from county_office import PASSWORD, Browser
from django.conf import settings
from table import dispute, furnish, parties, session, workday

from fengqiao.api.ports import now
from fengqiao.desk.acts import Ref, handle
from fengqiao.desk.ports import Ports
from fengqiao.desk.settled import ring
from fengqiao.directory.models import Assignment, Mediator, Unit
from fengqiao.directory.people import person
from fengqiao.directory.snapshot import county
from fengqiao.people.actors import Actor, Post
from fengqiao.shared.refused import Refused

pytestmark = pytest.mark.database


@pytest.fixture(scope="module", autouse=True)
def furnished(office):
    furnish(office)


def codes(answer):
    assert answer.status_code == 200, answer.content.decode()
    return [each["code"] for each in answer.json()["items"]]


def test_the_board_shows_those_who_agreed_to_everybody(office):
    answer = office["citizen"].ask("/public/mediators")
    assert codes(answer) == ["M1", "M2"]
    first = answer.json()["items"][0]
    assert (first["name"], first["studio"], first["languages"]) == (
        "林知秋",
        "惠琳工作室",
        ["普通话", "方言"],
    )
    assert first["work_contact"] == "0000-1234"
    assert not {"load", "user", "has_account", "unit"} & set(first)
    assert "孙望" not in answer.content.decode()
    assert answer.json()["items"][1]["hours"] == [{"day": 2, "opens": "09:00", "closes": "12:00"}]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", ["M1", "M2", "M3"]),
        ("language=手语", ["M2"]),
        ("sector=labour", ["M3"]),
        ("committee=MC", ["M1", "M2"]),
        ("committee=MC_LABOR", ["M3"]),
        ("language=方言&sector=labour", []),
    ],
)
def test_staff_choose_by_language_sector_and_committee(office, asked, found):
    assert codes(office["registrar"].ask(f"/mediators?{asked}")) == found


def test_who_is_there_and_free_is_found(office):
    tuesday = workday(30, 9)

    def free(starts: datetime, hours: int = 1) -> list[str]:
        ends = starts + timedelta(hours=hours)
        span = {"free_from": starts.isoformat(), "free_to": ends.isoformat()}
        return codes(office["mediator"].get("/api/v1/mediators", span))

    assert free(tuesday) == ["M1", "M2", "M3"]
    assert free(tuesday.replace(hour=14)) == ["M1", "M3"]
    assert free(tuesday + timedelta(days=1)) == ["M1", "M3"]
    code = dispute(office)
    office["mediator"].tell(f"/matters/{code}/bookings", session(tuesday, mediators=["M1", "M3"]))
    assert free(tuesday) == ["M2"]
    assert free(tuesday + timedelta(hours=1)) == ["M1", "M2", "M3"]


def test_the_load_is_what_is_at_the_table_now(office):
    def load() -> dict[str, int]:
        return {each["code"]: each["load"] for each in office["mediator"].ask("/mediators").json()["items"]}

    before = load()
    first, second = dispute(office), dispute(office, "consent_pending")
    assert load()["M1"] == before["M1"] + 2
    office["mediator"].tell(f"/matters/{first}/bookings", session(workday(31), mediators=["M1", "M2"]))
    assert load() == before | {"M1": before["M1"] + 2, "M2": before["M2"] + 1}
    office["mediator"].act(second, "recuse_mediator", reason="与一方是亲属")
    assert load()["M1"] == before["M1"] + 1
    office["mediator"].act(first, "fail_mediation", reason="一方不再参加")
    assert load() == before


@pytest.mark.parametrize(
    "asked", ["sort=load", "order=-load", "by=settled", "sector=moon", "free_from=now&free_to=x"]
)
def test_there_is_no_other_order_and_no_other_question(office, asked):
    answer = office["mediator"].ask(f"/mediators?{asked}")
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_data")


def test_the_register_is_for_those_who_choose(office):
    assert office["citizen"].ask("/mediators").status_code == 401
    for name in ("handler", "grid_worker", "leader", "administrator", "analyst"):
        assert office[name].ask("/mediators").status_code == 403, name


def test_the_budgets_are_kept(office, statements):
    for name, path, most in (("mediator", "/mediators", 2), ("citizen", "/public/mediators", 1)):
        office[name].ask(path)
        with statements() as said:
            assert office[name].ask(path).status_code == 200
        assert len(said) <= most, said


# parties choose


def test_a_party_who_refuses_a_mediator_is_not_asked_why(office):
    code = dispute(office)
    party = parties(office, code)[1]
    tenant = office.county.tenant
    ports = Ports(tenant, lambda: county(tenant), now, ring())
    speaks = Actor(person=party, post=Post.CITIZEN)
    done = handle(ports, speaks, Ref(code=code), "wish_mediator", {"wish": "refuse", "mediator": "M1"})
    assert done.matter.dispute.refused[0].party == party
    with pytest.raises(Refused) as said:
        handle(
            ports,
            speaks,
            Ref(code=code),
            "wish_mediator",
            {"wish": "refuse", "mediator": "M2", "wisher": "p"},
        )
    assert said.value.field == "wisher"
    refused = office["mediator"].act(
        code, "hold_session", round=1, result="adjourned", place="调解室", attendees=2, record="x"
    )
    assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed_for_post")
    booked = office["registrar"].tell(f"/matters/{code}/bookings", session(workday(32), mediators=["M1"]))
    assert (booked.status_code, booked.json()["field"]) == (400, "mediators")


# the officer of a related police case


@pytest.fixture(scope="module")
def officer(office):
    """Somebody who is an officer of the police station and a mediator of the county."""
    tenant = office.county.tenant
    user = person(tenant, Post.HANDLER, "POLICE_STATION", password=PASSWORD)
    unit = Unit.objects.get(tenant=tenant, code="MC_COUNTY")
    Assignment.objects.create(tenant=tenant, user=user, post=Post.MEDIATOR.value, unit=unit)
    committee = Mediator.objects.get(tenant=tenant, code="M1").committee
    Mediator.objects.create(tenant=tenant, code="P1", name="警官", user=user, committee=committee)
    browser = Browser()
    browser.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return browser


def consent(browser, code):
    return browser.act(code, "record_consent", applicant="agree", respondent="agree")


def police_case(office, officer, **more):
    """A call that the police station handled: this officer signed for it."""
    code = office.register(text="邻里争吵,已出警", channel="police_110", category="R0302", **more)
    office["registrar"].act(code, "accept")
    assert office["dispatcher"].act(code, "dispatch", lead="POLICE_STATION").status_code == 200
    signed = officer.act(code, "sign")
    assert signed.status_code == 200, signed.content.decode()
    return code


def test_an_officer_mediates_what_is_related_to_no_case(office, officer):
    police_case(office, officer, requester={"name": "旁人", "phone": "13900000001"})
    code = dispute(office, "consent_pending", requester={"name": "翁小明", "phone": "13900000002"})
    assert consent(officer, code).status_code == 200


def test_an_officer_does_not_mediate_for_a_party_of_the_own_case(office, officer):
    police_case(office, officer, requester={"name": "翁小明", "phone": "13900000003"})
    code = dispute(office, "consent_pending", requester={"name": "翁小明", "phone": "13900000003"})
    refused = consent(officer, code)
    assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed_for_post")
    assert "police case" in refused.json()["detail_en"]
    assert "13900000003" not in refused.content.decode()
    assert consent(office["mediator"], code).status_code == 200
    seat = office["mediator"].tell(f"/matters/{code}/bookings", session(workday(33), mediators=["P1"]))
    assert (seat.status_code, seat.json()["field"]) == (400, "mediators")


def test_an_officer_who_assisted_in_the_dispute_itself_does_not_mediate_it(office, officer):
    code = dispute(office, "accepted")
    office["dispatcher"].act(code, "dispatch", lead="MC_COUNTY", co=["POLICE_STATION"])
    assert (
        officer.tell(
            f"/matters/{code}/actions/sign", {"data": {}}, **{"X-Fengqiao-Post": "handler@POLICE_STATION"}
        ).status_code
        == 200
    )
    office["mediator"].act(code, "sign")
    assert consent(officer, code).status_code == 403
    assert consent(office["mediator"], code).status_code == 200


def test_looking_for_the_officer_takes_no_statement_of_its_own(office, officer, statements):
    code = dispute(office, "consent_pending")
    office["mediator"].ask("/me")
    with statements() as said:
        assert consent(office["mediator"], code).status_code == 200
    assert len(said) <= 3, said
