"""A grid worker's day over the API: what waits in the own patch, settled on the spot, visited at the door."""

import uuid

import pytest
from county_office import noise

pytestmark = pytest.mark.database


def photo(office) -> str:
    return office["grid_worker"].send("/uploads", noise()).json()["id"]


def found(office, browser, **more):
    """A manhole cover, reported with a picture as the phone does it."""
    body = {
        "text": "枫林路口井盖松动",
        "channel": "grid_patrol",
        "category": "P0102",
        "place": {"grid": office.county.grid},
        "photos": [photo(office)],
    } | more
    answer = browser.tell("/matters", body, key=str(uuid.uuid4()))
    assert answer.status_code == 201, answer.content.decode()
    return answer.json()


def test_settled_on_the_spot_it_waits_for_the_review_and_twice_is_once(office):
    worker = office["grid_worker"]
    matter = found(office, worker)
    after, key = photo(office), str(uuid.uuid4())
    given = {"version": matter["version"], "photos": [after], "key": key, "reply": "已归位并压实"}
    first = worker.act(matter["code"], "self_handle", **given)
    assert first.status_code == 200, first.content.decode()
    assert first.json()["state"] == "pending_review"
    again = worker.act(matter["code"], "self_handle", **given)
    assert (again.status_code, again.json()["repeated"]) == (200, True)
    page = office["supervisor"].ask(f"/matters/{matter['code']}").json()
    shown = {entry["kind"]: [each["kind"] for each in entry["photos"]] for entry in page["timeline"]}
    assert shown["MatterRegistered"] == ["registration"]
    assert shown["ResultSubmitted"] == ["after"]
    assert [order["unit"] for order in page["orders"]] == ["GRID"]
    assert page["documents"] == []


def test_without_a_picture_of_the_result_it_stays_registered(office):
    worker = office["grid_worker"]
    matter = found(office, worker)
    refused = worker.act(matter["code"], "self_handle", reply="已归位")
    assert (refused.status_code, refused.json()["field"]) == (400, "photos_after")
    assert worker.ask(f"/matters/{matter['code']}").json()["state"] == "registered"


@pytest.mark.parametrize(
    ("state", "step"), [("pending_review", "inspect"), ("resolved", "visit_with_consent")]
)
def test_what_stands_in_the_own_patch_waits_for_a_look(office, state, step):
    code = office.until(state)
    worker = office["grid_worker"]
    waiting = {each["code"] for each in worker.ask("/worklist?view=todo").json()["items"]}
    assert code in waiting
    page = worker.ask(f"/matters/{code}").json()
    assert step in page["actions"]
    assert page["next_step"] == step


def test_the_own_units_work_is_looked_at_by_others(office):
    worker = office["grid_worker"]
    code = found(office, worker)["code"]
    worker.act(code, "self_handle", reply="已归位", photos=[photo(office)])
    assert code not in {each["code"] for each in worker.ask("/worklist?view=todo").json()["items"]}


def test_who_agrees_at_the_door_closes_it_and_who_does_not_leaves_no_trace(office):
    code = office.until("resolved")
    worker = office["grid_worker"]
    said = {"is_requester": True, "solved": "true", "satisfaction": "satisfied"}
    before = office["supervisor"].ask(f"/matters/{code}").json()["version"]
    refused = worker.act(code, "visit_with_consent", consent=False, **said)
    assert (refused.status_code, refused.json()["field"]) == (400, "consent")
    assert office["supervisor"].ask(f"/matters/{code}").json()["version"] == before
    done = worker.act(code, "visit_with_consent", consent=True, **said)
    assert (done.status_code, done.json()["state"]) == (200, "closed")
