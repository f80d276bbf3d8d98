"""四调对接 at the door: one number of a body is one matter, only the listed fields go over, results go back."""

import json
import threading
import uuid

import pytest
from county_office import API, Browser, Office
from django.conf import settings
from django.db import connections

from fengqiao.api.tokens import body_token_of
from fengqiao.desk.dockings import DOCKING_CHANNEL
from fengqiao.desk.ports import Ports
from fengqiao.desk.settled import ring
from fengqiao.desk.worker import run_until_quiet
from fengqiao.directory.people import person
from fengqiao.directory.snapshot import county
from fengqiao.gateways.dockings import FolderDocking
from fengqiao.gateways.messages import GatewayError, Gateways, Letterbox
from fengqiao.ledger.connection import unit_of_work
from fengqiao.people.actors import Post

pytestmark = pytest.mark.database
CLIENTS = 8
BOTH = {"applicant": "agree", "respondent": "agree"}
SEATS = {
    "town_mediator": (Post.MEDIATOR, "MC_TOWN"),
    "judge": (Post.HANDLER, "COURT"),
    "officer": (Post.HANDLER, "POLICE_STATION"),
}


@pytest.fixture(scope="module")
def table(office: Office) -> Office:
    for name, (post, unit) in SEATS.items():
        office.browsers[name] = Browser()
        office[name].force_login(
            person(settings.TENANT, post, unit, password="Qingfeng-2026-Fengqiao"),
            backend=settings.AUTHENTICATION_BACKENDS[0],
        )
    return office


def referral(**more) -> dict:
    return {
        "number": f"J20261127-{uuid.uuid4().hex[:8]}",
        "text": "邻里因噪声争吵，双方愿意调解",
        "category": "D0102",
        "applicant": {"name": "翁某", "phone": "13812341234"},
        "respondent": {"name": "郑某", "phone": "13900005678"},
    } | more


def send(body: str, path: str, data: dict | None = None, *, token: str | None = None):
    """What a body's system sends; without data it asks."""
    token = body_token_of(ring(), settings.TENANT, body) if token is None else token
    headers = {"Authorization": f"Bearer {token}"}
    if data is None:
        return Browser().get(f"{API}{path}", headers=headers)
    return Browser().post(f"{API}{path}", json.dumps(data), content_type="application/json", headers=headers)


def did(browser: Browser, code: str, action: str, **data):
    answer = browser.act(code, action, **data)
    assert answer.status_code == 200, (action, answer.content.decode())
    return answer.json()


def work(gateways: Gateways | None = None) -> None:
    from datetime import UTC, datetime

    tenant = settings.TENANT
    ports = Ports(tenant=tenant, county=lambda: county(tenant), now=lambda: datetime.now(UTC), ring=ring())
    run_until_quiet(ports, gateways or Gateways())


def count(statement: str, **params) -> int:
    with unit_of_work(settings.TENANT) as asked:
        return asked.execute(statement, params).fetchone()[0]


# in


def test_a_body_hands_over_and_the_same_number_is_the_same_matter(table):
    data = referral()
    first = send("CITY_POLICE_110", "/docked/referrals", data)
    assert first.status_code == 201, first.content.decode()
    again = send("CITY_POLICE_110", "/docked/referrals", data | {"text": "重复推送"})
    assert (first.json()["repeated"], again.json()["repeated"]) == (False, True)
    assert first.json()["code"] == again.json()["code"]
    by_hand = table["registrar"].tell("/referrals", data | {"body": "CITY_POLICE_110"})
    assert (by_hand.status_code, by_hand.json()["code"]) == (201, first.json()["code"])
    other_body = send("POLICE_STATION", "/docked/referrals", data)
    assert other_body.json()["code"] != first.json()["code"]
    page = table["registrar"].ask(f"/matters/{first.json()['code']}").json()
    assert (page["channel"], page["requester"]["name"]) == ("police_110", "翁**")
    assert {each["role"] for each in page["parties"]} >= {"respondent"}


def test_eight_clients_with_one_110_number_make_one_matter(table):
    data = referral()
    answers: list = []

    def push() -> None:
        try:
            answers.append(send("CITY_POLICE_110", "/docked/referrals", data))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=push) for _ in range(CLIENTS)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert [answer.status_code for answer in answers] == [201] * CLIENTS
    assert len({answer.json()["code"] for answer in answers}) == 1
    assert sum(not answer.json()["repeated"] for answer in answers) == 1
    statement = (
        "SELECT count(*) FROM ledger.matter WHERE tenant = ledger.tenant()"
        " AND source_system = 'CITY_POLICE_110' AND external_id = %(number)s"
    )
    assert count(statement, number=data["number"]) == 1
    held = (
        "SELECT count(*) FROM sealed.person AS p JOIN ledger.matter AS m ON m.tenant = p.tenant AND m.id = p.matter_id"
        " WHERE p.tenant = ledger.tenant() AND m.external_id = %(number)s"
    )
    assert count(held, number=data["number"]) == 2


@pytest.mark.parametrize(
    ("body", "more", "field"),
    [
        ("COURT", {"occurred_at": "2026-11-01T09:00:00+08:00"}, "occurred_at"),
        ("POLICE", {"demand": "赔偿"}, "demand"),
        ("POLICE", {"amount_cny": 5}, "amount_cny"),
        ("PETITION", {"amount_cny": 5}, "amount_cny"),
        ("PROCURATORATE", {"place": {"address": "某处"}}, "place"),
        ("COURT", {"evidence": "录像"}, "evidence"),
        ("COURT", {"applicant": {"name": "翁某", "id_number": "330102199001011234"}}, "applicant.id_number"),
        ("COURT", {"respondent": {"name": "郑某", "address": "某处"}}, "respondent.address"),
        ("COURT", {"number": " "}, "number"),
        ("COURT", {"number": 7}, "number"),
        ("COURT", {"text": ""}, "text"),
        ("COURT", {"category": "Z9"}, "category"),
        ("COURT", {"applicant": {"phone": "12"}}, "requester.phone"),
    ],
)
def test_what_is_not_on_the_list_is_refused_by_name_and_nothing_is_written(table, body, more, field):
    data = referral(**more)
    refused = send(body, "/docked/referrals", data)
    assert (refused.status_code, refused.json()["field"]) == (400, field), refused.content.decode()
    assert refused.json()["detail"]
    assert refused.json()["detail_en"]
    assert count("SELECT count(*) FROM ledger.matter WHERE external_id = %(n)s", n=str(data["number"])) == 0


def test_nobody_hands_over_without_the_token_of_a_body(table):
    camera = table["administrator"].tell("/sources/ai_camera/token").json()["token"]
    for token in ("", "body:COURT.00", "COURT.é", camera):
        assert send("COURT", "/docked/referrals", referral(), token=token).status_code == 401, token
    made = table["administrator"].tell("/bodies/COURT/token")
    assert made.status_code == 200
    assert send("", "/docked/referrals", referral(), token=made.json()["token"]).status_code == 201
    assert table["administrator"].tell("/bodies/MUNICIPAL/token").status_code == 404
    assert table["registrar"].tell("/bodies/COURT/token").status_code == 403
    refused = table["registrar"].tell("/referrals", referral(body="MUNICIPAL"))
    assert (refused.status_code, refused.json()["field"]) == (400, "body")
    for name in ("handler", "mediator", "grid_worker", "supervisor"):
        assert table[name].tell("/referrals", referral(body="COURT")).status_code == 403, name


def test_a_case_before_a_court_is_mediated_only_when_the_court_hands_it_over(table):
    by_court = send("COURT", "/docked/referrals", referral()).json()["code"]
    by_police = send("POLICE", "/docked/referrals", referral()).json()["code"]
    did(table["registrar"], by_court, "accept", category="D0102", pending_elsewhere=True)
    did(table["registrar"], by_police, "accept", category="D0102", pending_elsewhere=True)
    did(table["dispatcher"], by_court, "dispatch", lead="MC_TOWN")
    refused = table["dispatcher"].act(by_police, "dispatch", lead="MC_TOWN")
    assert refused.json()["code"] == "mediation_forbidden"


# back


def test_the_body_learns_how_it_went_on_and_nothing_of_what_was_said(table):
    data = referral()
    code = send("PETITION", "/docked/referrals", data).json()["code"]
    did(table["registrar"], code, "accept", category="D0102")
    did(table["dispatcher"], code, "dispatch", lead="MC_TOWN")
    did(table["town_mediator"], code, "sign")
    did(table["town_mediator"], code, "record_consent", **BOTH)
    did(
        table["town_mediator"],
        code,
        "conclude_agreement",
        form="oral",
        content="十点后不放音乐",
        amount_cny=300,
    )
    work()
    state = send("PETITION", f"/docked/referrals/{data['number']}")
    told = state.json()
    assert (told["code"], told["state"], [each["result"] for each in told["results"]]) == (
        code,
        "agreed",
        ["agreed"],
    )
    assert told["results"][0]["name"] == {"zh": "达成协议", "en": "Agreed"}
    for word in ("十点", "300", "翁", "1381234"):
        assert word not in state.content.decode()
    did(table["town_mediator"], code, "record_performance", proof="收条")
    work()
    work()
    told = send("PETITION", f"/docked/referrals/{data['number']}").json()
    assert [each["result"] for each in told["results"]] == ["agreed", "performed"]
    assert send("COURT", f"/docked/referrals/{data['number']}").status_code == 404
    assert send("PETITION", "/docked/referrals/nobody").status_code == 404


# out


def diverted(office: Office, *, route: str = "litigation", to: str = "COURT") -> str:
    code = office.register(
        category="D0101",
        text="楼上漏水，请打13812345678联系",
        parties=[{"role": "respondent", "name": "郑某", "phone": "13900005678"}],
    )
    did(office["registrar"], code, "accept")
    did(office["dispatcher"], code, "dispatch", lead="MC_TOWN")
    did(office["town_mediator"], code, "sign")
    did(office["town_mediator"], code, "record_consent", **BOTH)
    did(office["town_mediator"], code, "fail_mediation", reason="谈不拢")
    did(office["dispatcher"], code, "divert", route=route, to=to)
    return code


def test_what_goes_over_is_shown_before_and_sent_as_chosen_with_a_trace(table, tmp_path):
    code = diverted(table)
    offer = table["dispatcher"].ask(f"/matters/{code}/handover").json()
    assert (offer["docking"], offer["to"], offer["number"], offer["referred"]) == (
        "court",
        "COURT",
        f"{code}-1",
        "",
    )
    assert [each["field"] for each in offer["fields"]] == [
        "text", "category", "applicant.name", "applicant.phone", "respondent.name", "respondent.phone",
    ]  # fmt: skip
    assert offer["fields"][2] == {
        "field": "applicant.name", "name": {"zh": "申请人姓名", "en": "Applicant's name"}, "personal": True,
        "value": "",
    }  # fmt: skip
    # What is no person's is shown word for word as it goes: numbers inside the text are masked there, too.
    assert [each["value"] for each in offer["fields"][:2]] == ["楼上漏水，请打138****5678联系", "D0101"]
    chosen = ["text", "category", "applicant.name"]
    did(table["dispatcher"], code, "refer_out", fields=chosen, basis="民事诉讼法第一百二十五条")
    assert table["dispatcher"].ask(f"/matters/{code}/handover").json()["referred"] == f"{code}-1"
    (step,) = [
        each
        for each in table["dispatcher"].ask(f"/matters/{code}").json()["timeline"]
        if each["kind"] == "DisputeReferred"
    ]
    assert (step["facts"]["number"], step["facts"]["fields"], step["public"]) == (f"{code}-1", chosen, True)
    gateway = FolderDocking(tmp_path / "out")
    work(Gateways({DOCKING_CHANNEL: gateway}))
    (file,) = (tmp_path / "out/COURT").iterdir()
    letter = json.loads(file.read_text(encoding="utf-8"))
    assert (letter["kind"], letter["number"], letter["docking"]) == ("referred_out", f"{code}-1", "court")
    assert letter["values"] == {
        "text": "楼上漏水，请打138****5678联系", "category": "D0101", "applicant.name": ["翁小明"],
    }  # fmt: skip
    assert "郑某" not in file.read_text(encoding="utf-8")
    looked = (
        "SELECT count(*) FROM ledger.access_log AS a JOIN ledger.matter AS m ON m.tenant = a.tenant AND m.id = a.matter_id"
        " WHERE a.tenant = ledger.tenant() AND m.code = %(code)s AND a.act = 'reveal' AND a.purpose = '四调对接移交'"
    )
    assert count(looked, code=code) == 1
    stored = "SELECT count(*) FROM ledger.delivery WHERE payload::text LIKE '%%翁小明%%'"
    assert count(stored) == 0


def test_without_a_gateway_nobody_is_opened(table):
    code = diverted(table)
    did(table["dispatcher"], code, "refer_out", fields=["applicant.name"], basis="依法移交")
    work()
    looked = (
        "SELECT count(*) FROM ledger.access_log AS a JOIN ledger.matter AS m ON m.tenant = a.tenant AND m.id = a.matter_id"
        " WHERE a.tenant = ledger.tenant() AND m.code = %(code)s AND a.purpose = '四调对接移交'"
    )
    assert count(looked, code=code) == 0


def test_only_the_dispatcher_sees_and_sends_a_hand_over(table):
    code = diverted(table)
    for name in ("registrar", "town_mediator", "judge", "supervisor", "leader", "administrator"):
        assert table[name].ask(f"/matters/{code}/handover").status_code == 403, name
        refused = table[name].act(code, "refer_out", fields=["text"], basis="依法移交")
        assert refused.status_code == 403, name
    assert table["citizen"].ask(f"/matters/{code}/handover").status_code == 401
    refused = table["dispatcher"].act(
        code, "refer_out", fields=["text", "agreement.content"], basis="依法移交"
    )
    assert (refused.status_code, refused.json()["field"]) == (400, "agreement.content")
    labour = diverted(table, route="labour_arbitration", to="LABOR_ARB")
    assert table["dispatcher"].ask(f"/matters/{labour}/handover").status_code == 409


def test_the_outcome_comes_back_by_the_bodys_own_system_once(table):
    code = diverted(table)
    did(table["dispatcher"], code, "refer_out", fields=["text"], basis="依法移交")
    number = f"{code}-1"
    for body, path in (("POLICE", number), ("COURT", f"{code}-2"), ("COURT", "x")):
        refused = send(body, f"/docked/handovers/{path}/outcome", {"outcome": "判决"})
        assert refused.status_code == 404, path
    empty = send("COURT", f"/docked/handovers/{number}/outcome", {"outcome": ""})
    assert (empty.status_code, empty.json()["field"]) == (400, "outcome")
    first = send("COURT", f"/docked/handovers/{number}/outcome", {"outcome": "判决赔偿", "amount_cny": 500})
    assert (first.status_code, first.json()["state"]) == (200, "performing"), first.content.decode()
    again = send("COURT", f"/docked/handovers/{number}/outcome", {"outcome": "判决赔偿", "amount_cny": 500})
    assert (again.status_code, again.json()["repeated"]) == (200, True)
    events = (
        "SELECT count(*) FROM ledger.event AS e JOIN ledger.matter AS m ON m.tenant = e.tenant AND m.id = e.matter_id"
        " WHERE e.tenant = ledger.tenant() AND m.code = %(code)s AND e.kind = 'OutcomeRecorded' AND e.person = 'body/COURT'"
    )
    assert count(events, code=code) == 1


def test_writes_and_reads_of_a_docking_stay_within_their_statements(table, statements):
    data = referral()
    send("POLICE", "/docked/referrals", data)
    code = diverted(table)
    did(table["dispatcher"], code, "refer_out", fields=["text"], basis="依法移交")
    outcome = {"outcome": "判决赔偿"}
    for expected, ask in (
        (2, lambda: send("POLICE", "/docked/referrals", referral())),
        (3, lambda: send("POLICE", "/docked/referrals", data)),
        (3, lambda: send("POLICE", f"/docked/referrals/{data['number']}")),
        (2, lambda: table["registrar"].ask("/dockings")),
        (3, lambda: table["registrar"].tell("/referrals", referral(body="POLICE"))),
        (4, lambda: table["dispatcher"].ask(f"/matters/{code}/handover")),
        (4, lambda: send("COURT", f"/docked/handovers/{code}-1/outcome", outcome)),
        (3, lambda: table["administrator"].tell("/bodies/COURT/token")),
    ):
        with statements() as said:
            assert ask().status_code < 300
        assert len(said) <= expected, said


# the gateway


def test_a_letter_is_a_file_that_nobody_else_reads_and_comes_twice_as_one(tmp_path):
    gateway = FolderDocking(tmp_path / "out")
    letter = Letterbox("0199-aa", "body", "COURT", "agreed", {"number": "N-1"})
    gateway.send(letter)
    gateway.send(letter)
    (file,) = (tmp_path / "out/COURT").iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    assert json.loads(file.read_text())["number"] == "N-1"


def test_a_letter_that_cannot_be_written_is_tried_again_and_a_strange_name_is_not(tmp_path):
    (tmp_path / "out").write_text("a file stands in the way")
    with pytest.raises(GatewayError) as said:
        FolderDocking(tmp_path / "out").send(Letterbox("1", "body", "COURT", "agreed", {}))
    assert not said.value.permanent
    with pytest.raises(GatewayError) as said:
        FolderDocking(tmp_path / "in").send(Letterbox("1", "body", "../../etc", "agreed", {}))
    assert said.value.permanent
