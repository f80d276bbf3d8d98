"""A dispute that was raised or diverted waits for the unit that has it now, in its lists and its counters."""

import pytest
from county_office import Browser, Office
from django.conf import settings

from fengqiao.directory.people import person
from fengqiao.people.actors import Post

pytestmark = pytest.mark.database
SEATS = {
    "town_mediator": (Post.MEDIATOR, "MC_TOWN"),
    "county_mediator": (Post.MEDIATOR, "MC_COUNTY"),
    "labour_mediator": (Post.MEDIATOR, "MC_LABOR"),
    "county_handler": (Post.HANDLER, "MC_COUNTY"),
    "town_handler": (Post.HANDLER, "MC_TOWN"),
    "judge": (Post.HANDLER, "COURT"),
    "other_judge": (Post.HANDLER, "TRIBUNAL"),
}
BOTH = {"applicant": "agree", "respondent": "agree"}


@pytest.fixture(scope="module")
def table(office: Office) -> Office:
    for name, (post, unit) in SEATS.items():
        office.browsers[name] = Browser()
        office[name].force_login(
            person(settings.TENANT, post, unit, password="Qingfeng-2026-Fengqiao"),
            backend=settings.AUTHENTICATION_BACKENDS[0],
        )
    return office


def did(browser: Browser, code: str, action: str, **data):
    answer = browser.act(code, action, **data)
    assert answer.status_code == 200, (action, answer.content.decode())
    return answer.json()


def mediating(office: Office) -> str:
    code = office.register(
        category="D0101",
        text="楼上漏水",
        parties=[{"role": "respondent", "name": "郑某", "phone": "13900005678"}],
    )
    did(office["registrar"], code, "accept")
    did(office["dispatcher"], code, "dispatch", lead="MC_TOWN")
    did(office["town_mediator"], code, "sign")
    did(office["town_mediator"], code, "record_consent", **BOTH)
    return code


def raised(office: Office) -> str:
    code = mediating(office)
    did(office["town_mediator"], code, "escalate", to="MC_COUNTY", reason="镇级调解不成")
    return code


def found(browser: Browser, query: str = "") -> list[str]:
    return [each["code"] for each in browser.ask(f"/worklist{query}").json()["items"]]


def todo(browser: Browser) -> int:
    return int(browser.ask("/worklist").json()["counts"]["todo"])


def test_a_raised_dispute_waits_at_the_higher_table(table):
    code = mediating(table)
    before = todo(table["county_mediator"])
    assert code not in found(table["county_mediator"])
    did(table["town_mediator"], code, "escalate", to="MC_COUNTY", reason="镇级调解不成")
    assert code in found(table["county_mediator"])
    assert code in found(table["county_mediator"], "?view=all")
    assert code in found(table["county_mediator"], "?q=楼上漏水")
    assert code in found(table["county_mediator"], f"?q={code}")
    assert todo(table["county_mediator"]) == before + 1
    for name in ("labour_mediator", "county_handler"):
        assert code not in found(table[name]), name
        assert code not in found(table[name], "?view=all"), name


def test_every_row_of_a_raised_dispute_can_be_opened_and_worked_on(table):
    code = raised(table)
    page = table["county_mediator"].ask(f"/matters/{code}")
    assert page.status_code == 200
    assert page.json()["next_step"] == "hold_session"
    agreed = {"form": "oral", "content": "修好", "perform_by": "2027-12-01"}
    assert did(table["county_mediator"], code, "conclude_agreement", **agreed)["state"] == "performing"
    assert code in found(table["county_mediator"])
    did(table["county_mediator"], code, "record_performance", proof="收条")
    assert code not in found(table["county_mediator"])


def test_it_leaves_the_higher_table_when_it_fails(table):
    code = raised(table)
    did(table["county_mediator"], code, "fail_mediation", reason="谈不拢")
    assert code not in found(table["county_mediator"])
    assert code in found(table["dispatcher"])


def test_a_unit_that_holds_an_order_anyway_counts_it_once(table):
    code = table.register(
        category="D0101",
        text="楼上漏水",
        parties=[{"role": "respondent", "name": "郑某", "phone": "13900005678"}],
    )
    did(table["registrar"], code, "accept")
    did(table["dispatcher"], code, "dispatch", lead="MC_TOWN", co=["MC_COUNTY"])
    did(table["town_mediator"], code, "sign")
    did(table["town_mediator"], code, "record_consent", **BOTH)
    before = todo(table["county_mediator"])
    did(table["town_mediator"], code, "escalate", to="MC_COUNTY", reason="镇级调解不成")
    assert todo(table["county_mediator"]) == before
    assert found(table["county_mediator"]).count(code) == 1


def test_a_diverted_dispute_waits_for_the_route_and_no_longer_for_the_lead(table):
    code = mediating(table)
    did(table["town_mediator"], code, "fail_mediation", reason="谈不拢")
    lead, judge = todo(table["town_handler"]), todo(table["judge"])
    did(table["dispatcher"], code, "divert", route="litigation", to="COURT")
    assert code in found(table["judge"])
    assert todo(table["judge"]) == judge + 1
    assert code not in found(table["other_judge"])
    assert code not in found(table["town_handler"])
    assert todo(table["town_handler"]) == lead - 1
    assert code in found(table["town_handler"], "?view=all")
    assert "record_outcome" in table["judge"].ask(f"/matters/{code}").json()["actions"]
    did(table["judge"], code, "record_outcome", outcome="判决赔偿", performed=False)
    assert code in found(table["judge"])
    assert code in found(table["town_handler"])


def test_a_task_of_a_consultation_waits_with_its_unit_until_it_reports(table):
    code = mediating(table)
    assert code not in found(table["handler"])
    assert table["handler"].ask(f"/matters/{code}").status_code == 403
    meeting = {
        "number": 1,
        "attendees": 5,
        "tasks": ["MUNICIPAL"],
        "minutes": "先查漏点",
        "due_within": "1_working_day",
    }
    did(table["coordinator"], code, "hold_consultation", **meeting)
    assert code in found(table["handler"])
    assert code in found(table["unit_leader"])
    assert code not in found(table["other_handler"])
    page = table["handler"].ask(f"/matters/{code}").json()
    assert "report_task" in page["actions"]
    (task,) = page["consultations"][0]["tasks"]
    assert (task["unit"], task["done_at"], task["on_time"], task["missed"]) == (
        "MUNICIPAL",
        None,
        None,
        False,
    )
    assert task["due_at"]
    refused = table["handler"].act(code, "report_task", note="")
    assert (refused.status_code, refused.json()["field"]) == (400, "note")
    did(table["handler"], code, "report_task", note="已查明是水管老化")
    assert code not in found(table["handler"])
    (task,) = table["coordinator"].ask(f"/matters/{code}").json()["consultations"][0]["tasks"]
    assert (task["note"], task["on_time"]) == ("已查明是水管老化", True)
    bad = table["coordinator"].act(
        code, "hold_consultation", number=2, tasks=["MUNICIPAL"], limits={"WATER": "1_hour"}
    )
    assert (bad.status_code, bad.json()["field"]) == (400, "limits")
    limits = {"MUNICIPAL": "3_working_day"}
    did(table["coordinator"], code, "hold_consultation", number=2, tasks=["MUNICIPAL"], limits=limits)


def test_these_lists_take_as_many_statements_as_the_others(table, statements):
    raised(table)
    taken = {}
    for name in ("handler", "county_mediator", "judge"):
        table[name].ask("/worklist")
        with statements() as said:
            assert table[name].ask("/worklist").status_code == 200
        taken[name] = len(said)
    assert 0 < taken["county_mediator"] == taken["judge"] == taken["handler"] <= 3, taken
