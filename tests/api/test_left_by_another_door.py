"""A matter that leaves has no clock that runs on, and its course is what was done, not who tried to look."""

from dataclasses import replace

import pytest
from django.conf import settings

from fengqiao.desk.settled import ring
from fengqiao.insight.words import LOOKING
from fengqiao.ledger.connection import unit_of_work
from fengqiao.ledger.snapshots import packed
from fengqiao.ledger.store import load
from fengqiao.ledger.verification import verify

pytestmark = pytest.mark.database


def shown(office, code):
    return office["registrar"].ask(f"/matters/{code}").json()["clocks"]


def clocks(office, code):
    return {clock["name"] for clock in shown(office, code)}


def running(office, code):
    return {clock["name"] for clock in shown(office, code) if clock["stopped_at"] is None}


def test_a_withdrawn_matter_has_no_clock_that_runs(office):
    code = office.until("accepted")
    assert "dispatch" in running(office, code)
    gone = office["registrar"].act(code, "withdraw", reason="已经自己解决了")
    assert gone.status_code == 200, gone.content.decode()
    assert clocks(office, code) == {"handle", "accept", "dispatch"}
    assert running(office, code) == set()
    said = {clock["name"]: clock["sentence"] for clock in shown(office, code)}
    assert said["accept"].endswith("按时")  # which was met before
    for name in ("handle", "dispatch"):  # nobody kept or missed what nobody had to do any more
        assert said[name].startswith("已停止计时 · ")
        assert "按时" not in said[name]


def test_no_row_of_a_list_shows_a_clock_of_what_nobody_works_on_by_itself(office):
    stays, gone = office.until("accepted"), office.until("accepted")
    follower, main = office.until("accepted"), office.until("in_progress")
    out, refused = office.until("accepted"), office.register()
    office["registrar"].act(gone, "withdraw", reason="已经自己解决了")
    office["dispatcher"].act(out, "transfer_out", target="DISCIPLINE", basis="属干部作风线索")
    office["registrar"].act(refused, "reject", reason="other_branch", right_door="请向法院反映")
    office["dispatcher"].tell(f"/matters/{main}/merge", {"followers": [follower], "rule": "同一盏灯"})
    rows = {
        each["code"]: each["clock"] for each in office["supervisor"].ask("/worklist?view=all").json()["items"]
    }
    assert [rows[code] for code in (gone, out, refused, follower)] == [None] * 4
    assert rows[stays]["light"] == rows[main]["light"] == "green"


def test_a_dispatched_matter_keeps_the_clock_that_was_met(office):
    assert "dispatch" in clocks(office, office.until("dispatched"))


def test_a_clock_that_ran_on_in_an_older_record_reads_as_stopped_and_the_audit_finds_nothing(office):
    code = office.until("accepted")
    with unit_of_work(settings.TENANT) as work:
        ran_on = load(work, code=code).matter.dispatch
    office["registrar"].act(code, "withdraw", reason="已经自己解决了")
    with unit_of_work(settings.TENANT) as work:
        left = load(work, code=code).matter
        older = packed(replace(left, dispatch=ran_on))
        assert older != packed(left)
        work.execute("UPDATE ledger.matter SET snapshot = %s WHERE id = %s", [older, left.id])
    assert running(office, code) == set()
    assert verify([settings.TENANT], ring(), deep=True).ok


def test_a_follower_shows_only_what_was_met_before_and_its_clocks_again_when_it_is_given_back(office):
    main, follower = office.until("in_progress"), office.until("accepted")
    before = clocks(office, follower)
    office["dispatcher"].tell(f"/matters/{main}/merge", {"followers": [follower], "rule": "同一盏灯"})
    assert clocks(office, follower) == {"accept"}
    assert running(office, follower) == set()
    body = {"follower": follower, "reason": "不是同一盏"}
    assert office["dispatcher"].tell(f"/matters/{main}/unmerge", body).status_code == 200
    assert clocks(office, follower) == before == {"accept", "dispatch", "handle"}


@pytest.mark.parametrize("times", [1, 3])
def test_refused_looks_are_the_auditors_and_no_part_of_the_matters_course(office, times):
    code = office.until("accepted")
    for _ in range(times):
        assert office["handler"].ask(f"/matters/{code}").status_code == 403
    office["handler"].act(code, "dispatch", lead="MUNICIPAL")
    assert [one["act"] for one in trail(office["registrar"], code)] == ["dispatch"]
    watched = trail(office["auditor"], code)
    assert [one["act"] for one in watched if not one["look"]] == ["dispatch"]
    looks = [one for one in watched if one["look"]]
    assert [one["act"] for one in looks] == ["view_matter"] * times
    assert {one["result"] for one in looks} == {"refused:not_involved_unit"}
    words = office["registrar"].ask("/directory").json()["words"]
    assert set(words["look"]) >= LOOKING


def trail(client, code):
    answer = client.ask(f"/matters/{code}")
    assert answer.status_code == 200, answer.content.decode()
    return answer.json()["access"]
