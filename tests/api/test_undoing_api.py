"""Taking back: each step says by which act the viewer may take it back, and every form whether its act can be (0016)."""

import pytest

pytestmark = pytest.mark.database


def undos(browser, code):
    answer = browser.ask(f"/matters/{code}")
    assert answer.status_code == 200, answer.content.decode()
    return {step["kind"]: step["undo"] for step in answer.json()["timeline"] if step["undo"]}


def test_a_merge_is_taken_back_from_either_page_by_whoever_merges(office):
    main, follower = office.until("dispatched"), office.register()
    merged = office["dispatcher"].tell(f"/matters/{main}/merge", {"followers": [follower]})
    assert merged.status_code == 200, merged.content.decode()
    assert undos(office["dispatcher"], main) == {
        "FollowerTaken": {"action": "unmerge", "data": {"follower": follower}}
    }
    assert undos(office["dispatcher"], follower) == {"MatterMerged": {"action": "unmerge", "data": {}}}
    assert undos(office["handler"], main) == {}
    back = office["dispatcher"].tell(
        f"/matters/{main}/unmerge", {"follower": follower, "reason": "操作有误，撤销"}
    )
    assert back.status_code == 200
    assert undos(office["dispatcher"], main) == undos(office["dispatcher"], follower) == {}


def test_a_pause_is_taken_back_with_what_the_step_says(office):
    code = office.until("in_progress")
    assert office["handler"].act(code, "pause", cause="material").status_code == 200
    step = undos(office["handler"], code)["ClockPaused"]
    assert step == {"action": "resume", "data": {"cause": "material"}}
    assert undos(office["supervisor"], code) == {}
    assert office["handler"].act(code, step["action"], **step["data"]).status_code == 200
    assert undos(office["handler"], code) == {}


def test_what_a_unit_was_told_has_no_way_back(office):
    code = office.until("dispatched")
    assert all(undos(office[who], code) == {} for who in ("dispatcher", "registrar", "supervisor"))


def test_every_form_says_whether_its_act_can_be_taken_back(office):
    forms = {one["name"]: one["undo"] for one in office["handler"].ask("/actions").json()["items"]}
    assert forms["pause"]["by"] == "resume"
    assert forms["dispatch"]["by"] == ""
    assert all(undo["words"]["zh"] and undo["words"]["en"] for undo in forms.values())


def test_it_asks_the_database_nothing_more(office, statements):
    main, follower = office.until("dispatched"), office.register()
    with statements() as before:
        undos(office["dispatcher"], main)
    office["dispatcher"].tell(f"/matters/{main}/merge", {"followers": [follower]})
    with statements() as after:
        assert undos(office["dispatcher"], main)
    assert len(after) == len(before)
