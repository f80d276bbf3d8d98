"""Planned sweeps: opened once, noted once, followed up as matters, with nobody's name in any row."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from unittest.mock import Mock

import pytest
from django.conf import settings

from fengqiao.clocks import SHANGHAI
from fengqiao.desk import sweeping
from fengqiao.desk.settled import ports
from fengqiao.desk.sweeping import settle_findings
from fengqiao.desk.worker import tick_one
from fengqiao.directory.models import Campaign, SweepVisit
from fengqiao.directory.people import person
from fengqiao.ledger.connection import unit_of_work
from fengqiao.people.actors import Post

pytestmark = pytest.mark.database
TODAY = datetime.now(UTC).astimezone(SHANGHAI).date()


def plan(code: str, **more) -> dict:
    return {
        "code": code,
        "name": "楼道清理",
        "question": "楼道是否堆放可燃物",
        "category": "H0202",
        "starts_on": TODAY.isoformat(),
        "ends_on": (TODAY + timedelta(days=30)).isoformat(),
    } | more


def opened(office, code: str, **more) -> int:
    response = office["analyst"].tell("/sweeps", plan(code, **more))
    assert response.status_code == 201, response.content.decode()
    return response.json()["id"]


def noted(office, sweep: int, who: str = "grid_worker", **body):
    return office[who].tell(f"/sweeps/{sweep}/results", {"grid": office.county.grid, **body})


def progress(office, sweep: int, who: str = "analyst", state: str = "open") -> dict:
    items = office[who].ask(f"/sweeps?state={state}").json()["items"]
    return next(item["progress"] for item in items if item["id"] == sweep)


def rows(statement: str) -> list:
    with unit_of_work(settings.TENANT) as work:
        return work.execute(statement).fetchall()


def test_a_sweep_is_opened_over_the_own_grids_and_seen_in_the_area(office):
    sweep = opened(office, "S-1")
    grid = office.county.grid
    empty = {"grids": 1, "visited": 0, "none": 0, "found": 0, "open": 0, "settled": 0, "waiting": [grid]}
    assert progress(office, sweep) == empty
    assert progress(office, sweep, "grid_worker") == empty
    assert office["handler"].ask("/sweeps").status_code == 403
    assert office["citizen"].ask("/sweeps").status_code == 401


def test_opening_it_again_gives_the_same_and_another_plan_is_refused(office):
    sweep = opened(office, "S-2")
    again = office["analyst"].tell("/sweeps", plan("S-2"))
    assert (again.status_code, again.json()["id"]) == (200, sweep)
    other = office["analyst"].tell("/sweeps", plan("S-2", name="另一个"))
    assert (other.status_code, other.json()["field"]) == (400, "code")
    assert Campaign.objects.filter(code="S-2").count() == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"ends_on": "2020-01-01"}, "ends_on"),
        ({"category": "Z9999"}, "category"),
        ({"grids": ["999999"]}, "grids"),
        ({"starts_on": "0000-01-01"}, "starts_on"),
        ({"code": "坏 代码"}, "code"),
        ({"name": ""}, "name"),
        ({"unknown": 1}, "unknown"),
    ],
)
def test_a_wrong_plan_is_refused_naming_the_field(office, wrong, field):
    response = office["analyst"].tell("/sweeps", plan("S-WRONG") | wrong)
    assert response.status_code == 400, response.content.decode()
    said = response.json()
    assert said["field"] == field
    assert said["detail"] != said["detail_en"]
    assert not Campaign.objects.filter(code__in=["S-WRONG", "坏 代码"]).exists()


def test_only_analysts_and_coordinators_open_one(office):
    for who in ("grid_worker", "handler", "supervisor", "administrator"):
        assert office[who].tell("/sweeps", plan("S-NO")).status_code == 403
    assert office["coordinator"].tell("/sweeps", plan("S-COORD")).status_code == 201


def test_what_is_found_becomes_a_matter_and_is_followed_to_its_end(office):
    sweep = opened(office, "S-3")
    assert noted(office, sweep, item="1幢", result="none").json() == {
        "result": "none",
        "code": "",
        "repeated": False,
    }
    found = noted(office, sweep, item="2幢", result="found", text="二楼楼道堆放纸箱")
    assert found.status_code == 201, found.content.decode()
    code = found.json()["code"]
    (row,) = rows(f"SELECT channel, kind, category, grid, id FROM ledger.matter WHERE code = '{code}'")
    *told, matter_id = row
    assert told == ["grid_patrol", "hazard", "H0202", office.county.grid]
    assert progress(office, sweep) == {
        "grids": 1, "visited": 1, "none": 1, "found": 1, "open": 1, "settled": 0, "waiting": [],
    }  # fmt: skip
    for who, action, data in (
        ("registrar", "accept", {}),
        ("dispatcher", "dispatch", {"lead": "MUNICIPAL"}),
        ("handler", "sign", {}),
        ("handler", "submit_result", {"reply": "纸箱已清走"}),
        ("supervisor", "approve", {}),
    ):
        response = office[who].act(code, action, **data)
        assert response.status_code == 200, (action, response.content.decode())
    assert progress(office, sweep)["settled"] == 0
    tomorrow = replace(ports(), now=lambda: datetime.now(UTC) + timedelta(days=1, minutes=1))
    tick_one(tomorrow, matter_id)  # nobody has to be asked, so it closes by itself
    assert progress(office, sweep)["settled"] == 1
    assert progress(office, sweep)["open"] == 0
    assert settle_findings(ports(), today=TODAY) == 1
    assert settle_findings(ports(), today=TODAY) == 0
    assert SweepVisit.objects.get(campaign=sweep, matter_code=code).settled_on == TODAY


def test_the_first_result_of_an_item_stands_whoever_sends_it_again(office):
    sweep = opened(office, "S-4")
    first = noted(office, sweep, item="a", result="found", text="电线老化").json()
    again = noted(office, sweep, item="a", result="found", text="电线老化")
    assert again.status_code == 200
    assert again.json() == {"result": "found", "code": first["code"], "repeated": True}
    assert noted(office, sweep, item="a", result="none").json()["code"] == first["code"]
    assert progress(office, sweep)["found"] == 1
    assert SweepVisit.objects.filter(campaign=sweep).count() == 1
    assert len(rows(f"SELECT id FROM ledger.matter WHERE external_id LIKE 'sweep/{sweep}/%%'")) == 1


def test_a_finding_and_its_matter_are_written_together_or_not_at_all(office, monkeypatch):
    sweep = opened(office, "S-10")
    matters = f"SELECT id FROM ledger.matter WHERE external_id LIKE 'sweep/{sweep}/%%'"
    with monkeypatch.context() as patch:
        patch.setattr("fengqiao.desk.sweeping.sweeps.note_result", Mock(side_effect=RuntimeError))
        assert noted(office, sweep, item="a", result="found", text="电线老化").status_code == 500
    assert rows(matters) == []
    assert noted(office, sweep, item="a", result="found", text="电线老化").json()["repeated"] is False
    assert len(rows(matters)) == 1


def test_a_result_that_came_in_between_stands_and_no_matter_is_made(office, monkeypatch):
    sweep = opened(office, "S-11")
    noted(office, sweep, item="a", result="none")
    stands = sweeping.Noted("none", "", repeated=True)
    with monkeypatch.context() as patch:
        # The first look is the one before the other's result.
        patch.setattr(sweeping, "_standing", Mock(side_effect=[None, stands]))
        answer = noted(office, sweep, item="a", result="found", text="电线老化")
    assert (answer.status_code, answer.json()) == (200, {"result": "none", "code": "", "repeated": True})
    assert rows(f"SELECT id FROM ledger.matter WHERE external_id LIKE 'sweep/{sweep}/%%'") == []


def test_what_a_crash_left_out_is_made_good_when_it_is_sent_again(office):
    sweep = opened(office, "S-5")
    noted(office, sweep, item="a", result="found", text="堵塞消防通道")
    noted(office, sweep, item="b", result="none")
    SweepVisit.objects.filter(campaign=sweep).delete()
    noted(office, sweep, item="a", result="found", text="堵塞消防通道")
    assert sorted(SweepVisit.objects.filter(campaign=sweep).values_list("result", flat=True)) == [
        "found",
        "none",
    ]


def test_no_row_says_who_went(office):
    sweep = opened(office, "S-6")
    noted(office, sweep, result="none")
    person = office["grid_worker"].ask("/me").json()
    (row,) = rows(f"SELECT person, unit FROM ledger.sweep_result WHERE campaign = {sweep}")
    assert row == ("GRID", "GRID")
    history = SweepVisit.objects.get(campaign=sweep)
    assert person["username"] not in str(vars(history))
    shown = office["analyst"].ask("/sweeps").content.decode()
    assert person["name"] not in shown
    assert "person" not in shown


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ({"result": "maybe"}, 400, "result"),
        ({"result": "found"}, 400, "text"),
        ({"result": "found", "text": "x", "category": "Z9"}, 400, "category"),
        ({"result": "none", "text": "x"}, 400, "result"),
        ({"result": "none", "grid": "nowhere"}, 400, "grid"),
        ({"result": "none", "item": "x" * 61}, 400, "item"),
        ({"result": "none", "item": "a\u0000b"}, 400, "item"),
        ({"result": "found", "text": "x", "photos": ["0" * 64]}, 400, "photos"),
    ],
)
def test_a_wrong_result_is_refused_and_nothing_is_written(office, body, status, field):
    sweep = Campaign.objects.filter(code="S-BAD").first()
    number = sweep.pk if sweep is not None else opened(office, "S-BAD")
    response = noted(office, number, **body)
    assert (response.status_code, response.json()["field"]) == (status, field), response.content.decode()
    assert rows(f"SELECT id FROM ledger.sweep_result WHERE campaign = {number}") == []
    assert not SweepVisit.objects.filter(campaign=number).exists()


def test_a_closed_or_foreign_or_future_campaign_takes_no_result(office):
    sweep = opened(office, "S-7")
    assert office["coordinator"].tell(f"/sweeps/{sweep}/close").status_code == 403
    assert office["analyst"].tell(f"/sweeps/{sweep}/close").status_code == 204
    assert office["analyst"].tell(f"/sweeps/{sweep}/close").status_code == 204
    assert noted(office, sweep, result="none").status_code == 409
    assert progress(office, sweep, state="closed")["visited"] == 0
    later = {"starts_on": (TODAY + timedelta(days=5)).isoformat()}
    assert noted(office, opened(office, "S-8", **later), result="none").status_code == 409
    assert noted(office, 10**6, result="none").status_code == 404
    for strange in ("x", "9" * 30, "-1"):
        assert noted(office, strange, result="none").status_code == 404
    assert noted(office, sweep, "handler", result="none").status_code == 403


def test_a_grid_worker_of_another_unit_is_refused(office):
    sweep = opened(office, "S-9")
    browser = type(office["grid_worker"])()
    worker = person(settings.TENANT, Post.GRID_WORKER, "MICRO_GRID", password="Qingfeng-2026-Fengqiao")
    browser.force_login(worker, backend=settings.AUTHENTICATION_BACKENDS[0])
    response = browser.tell(f"/sweeps/{sweep}/results", {"grid": office.county.grid, "result": "none"})
    assert (response.status_code, response.json()["code"]) == (403, "not_involved_unit")


def test_the_list_takes_three_statements(office, statements):
    office["analyst"].ask("/sweeps")
    with statements() as said:
        office["analyst"].ask("/sweeps")
    assert len(said) == 3, said
