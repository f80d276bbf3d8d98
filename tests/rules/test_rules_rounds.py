"""G25 to G27 and 解释结案: reopened at most twice, closed by nobody but the citizen or time, filed when complete."""

import pytest
from county import at, text
from walk import COORD, HALL, REQUESTER, SOLVED, SUPERVISION, UNSOLVED, Walk, resolved, signed, wall

from fengqiao.clocks import limits_profile
from fengqiao.feedback.visits import missing_items
from fengqiao.matters import commands as c
from fengqiao.matters.words import CloseReason, PauseCause, Satisfaction, Solved, VisitState

REOPEN = c.Reopen()
EXPLAIN = c.CloseExplained(explanation=text("budget of next year; you may petition"))
AGAIN = [("03 10:00", "03 15:00", "03 16:00"), ("04 10:00", "04 15:00", "04 16:00")]


def reopened(times: int) -> Walk:
    """Dissatisfied and reopened so often, and resolved again each time."""
    walk = resolved()
    for visited, submitted, approved in AGAIN[:times]:
        walk.do(f"2026-11-{visited}", "supervisor", SUPERVISION, UNSOLVED)
        walk.do(f"2026-11-{visited}", "supervisor", SUPERVISION, REOPEN)
        walk.submit(f"2026-11-{submitted}", "MUNICIPAL").approve(f"2026-11-{approved}")
    return walk


# G25


def test_a_reopened_matter_has_a_new_limit_and_keeps_its_first_round():
    walk = resolved()  # P0108: 2 working days
    walk.until("2026-11-04 09:00")
    walk.do("2026-11-04 10:00", "supervisor", SUPERVISION, UNSOLVED)
    first, verdict, lights = walk.matter.handle, walk.matter.stage.verdict, walk.matter.lights
    walk.do("2026-11-04 10:05", "supervisor", SUPERVISION, REOPEN)
    matter = walk.matter
    assert (walk.state, matter.round, matter.reopened) == ("in_progress", 2, 1)
    assert (walk.due, wall(matter.handle.start)) == ("2026-11-06 17:30", "2026-11-04 10:05")
    assert (matter.rounds[0].number, matter.rounds[0].handle, matter.rounds[0].verdict) == (1, first, verdict)
    assert (matter.rounds[0].lights, [v.solved for v in matter.rounds[0].visits]) == (lights, [Solved.FALSE])
    assert (matter.visits, [light.value for light in matter.lights]) == ((), ["green"])
    assert matter.lead.state.value == "rework"
    assert walk.events("MatterReopened")[0].reason == text("still dark")
    walk.submit("2026-11-06 17:00", "MUNICIPAL").approve("2026-11-06 17:30")
    assert matter.rounds[0].verdict == verdict
    assert walk.matter.stage.verdict.on_time
    assert walk.matter.visit.round == 2


def test_a_late_first_round_stays_late():
    walk = signed("P0108", "MUNICIPAL").submit("2026-11-05 10:00", "MUNICIPAL").approve("2026-11-05 11:00")
    walk.do("2026-11-05 12:00", "supervisor", SUPERVISION, c.Reopen(reason=text()))
    walk.submit("2026-11-05 15:00", "MUNICIPAL").approve("2026-11-05 16:00")
    assert [walk.matter.rounds[0].verdict.on_time, walk.matter.stage.verdict.on_time] == [False, True]


def test_a_reopening_has_a_reason_of_its_own_or_the_visits():
    walk = resolved()
    walk.refuse("2026-11-03 10:00", "supervisor", SUPERVISION, REOPEN, "reason_required")
    silent = c.RecordVisit(solved=Solved.FALSE, satisfaction=Satisfaction.DISSATISFIED)
    walk.do("2026-11-03 10:00", "supervisor", SUPERVISION, silent)
    assert (
        walk.refuse("2026-11-03 10:01", "supervisor", SUPERVISION, REOPEN, "reason_required").field
        == "reason"
    )
    walk.do("2026-11-03 10:02", "supervisor", SUPERVISION, c.Reopen(reason=text("own")))
    assert walk.events("MatterReopened")[0].reason == text("own")


def test_a_third_reopening_is_refused():
    walk = reopened(2)
    assert (walk.matter.round, walk.matter.reopened) == (3, 2)
    walk.do("2026-11-05 10:00", "supervisor", SUPERVISION, UNSOLVED)
    # The limit answers before the reason does.
    walk.refuse("2026-11-05 10:05", "supervisor", SUPERVISION, REOPEN, "reopen_limit_reached")
    walk.refuse(
        "2026-11-05 10:05", "supervisor", SUPERVISION, c.Reopen(reason=text()), "reopen_limit_reached"
    )


def test_how_often_is_the_countys_to_say():
    never = limits_profile({"max_reopen": 0})
    walk = resolved()
    walk.refuse(
        "2026-11-03 10:00",
        "supervisor",
        SUPERVISION,
        c.Reopen(reason=text()),
        "reopen_limit_reached",
        profile=never,
    )


@pytest.mark.parametrize("post", ["citizen", "coordinator", "duty_leader", "handler"])
def test_only_the_supervisor_reopens(post):
    resolved().refuse("2026-11-03 10:00", post, SUPERVISION, c.Reopen(reason=text()), "not_allowed_for_post")


def test_only_what_is_resolved_is_reopened():
    walk = resolved()
    walk.do("2026-11-03 10:00", "supervisor", SUPERVISION, SOLVED)
    for other in (walk, signed()):
        other.refuse("2026-11-03 11:00", "supervisor", SUPERVISION, c.Reopen(reason=text()), "wrong_state")


def test_material_was_waited_for_once_also_in_a_second_round():
    walk = signed("P0108", "MUNICIPAL")
    walk.do("2026-11-02 11:00", "handler", "MUNICIPAL", c.Pause(cause=PauseCause.MATERIAL))
    walk.submit("2026-11-02 15:00", "MUNICIPAL").approve("2026-11-02 16:00")
    walk.do("2026-11-03 10:00", "supervisor", SUPERVISION, c.Reopen(reason=text()))
    walk.refuse("2026-11-03 11:00", "handler", "MUNICIPAL", c.Pause(cause=PauseCause.MATERIAL), "wrong_state")


# 解释结案


def consulted(walk: Walk, moment: str = "2026-11-05 11:00") -> Walk:
    number = len(walk.matter.consultations) + 1
    walk.do(moment, "coordinator", COORD, c.HoldConsultation(number=number, attendees=5))
    return walk


def test_what_cannot_be_reopened_is_explained_after_a_consultation():
    walk = reopened(2)
    walk.do("2026-11-05 10:00", "supervisor", SUPERVISION, UNSOLVED)
    walk.refuse("2026-11-05 10:30", "coordinator", COORD, EXPLAIN, "wrong_state")
    consulted(walk)
    silent = c.CloseExplained(explanation=None)
    walk.refuse("2026-11-05 12:00", "coordinator", COORD, silent, "reason_required")
    walk.refuse("2026-11-05 12:00", "supervisor", SUPERVISION, EXPLAIN, "not_allowed_for_post")
    walk.do("2026-11-05 12:00", "coordinator", COORD, EXPLAIN)
    assert (walk.state, walk.matter.stage.reason) == ("closed", CloseReason.EXPLAINED)
    walk.do("2026-11-06 09:00", "registrar", HALL, c.Archive())


def test_a_consultation_of_an_earlier_round_does_not_do():
    walk = resolved()
    consulted(walk, "2026-11-02 17:00")
    for visited, submitted, approved in AGAIN:
        walk.do(f"2026-11-{visited}", "supervisor", SUPERVISION, UNSOLVED)
        walk.do(f"2026-11-{visited}", "supervisor", SUPERVISION, REOPEN)
        walk.submit(f"2026-11-{submitted}", "MUNICIPAL").approve(f"2026-11-{approved}")
    walk.refuse("2026-11-05 10:30", "coordinator", COORD, EXPLAIN, "wrong_state")


def test_what_can_be_reopened_is_not_explained_away():
    consulted(reopened(1)).refuse("2026-11-05 12:00", "coordinator", COORD, EXPLAIN, "wrong_state")


def test_an_explained_matter_that_nobody_visited_counts_as_skipped_and_is_filed():
    walk = resolved()
    for _, submitted, approved in AGAIN:
        walk.do(f"2026-11-{submitted[:2]} 09:00", "supervisor", SUPERVISION, c.Reopen(reason=text()))
        walk.submit(f"2026-11-{submitted}", "MUNICIPAL").approve(f"2026-11-{approved}")
    consulted(walk).do("2026-11-05 12:00", "coordinator", COORD, EXPLAIN)
    assert walk.matter.visit.state is VisitState.SKIPPED
    walk.do("2026-11-06 09:00", "registrar", HALL, c.Archive())


# G26

UNREACHED, NOBODY = c.AutoClose(reason=CloseReason.UNREACHED), c.AutoClose(reason=CloseReason.NO_REQUESTER)
CALL = c.RecordVisit(reached=False)


def test_where_nobody_asked_the_system_closes():
    walk = resolved(parties=())
    walk.do("2026-11-02 16:00", "system", "", NOBODY)
    assert (walk.state, walk.matter.stage.reason) == ("closed", CloseReason.NO_REQUESTER)
    assert walk.do("2026-11-02 16:01", "system", "", NOBODY) == []
    walk.refuse("2026-11-02 16:01", "system", "", UNREACHED, "wrong_state")


def test_it_closes_by_itself_after_a_quiet_day():
    walk = resolved(parties=())
    walk.until("2026-11-03 15:59")
    assert walk.state == "resolved"
    walk.until("2026-11-03 16:00")
    assert walk.state == "closed"
    walk.do("2026-11-04 09:00", "registrar", HALL, c.Archive())


def test_who_reported_without_a_name_may_answer_with_the_code_for_seven_days():
    walk = Walk().register("2026-11-02 09:00", "P0108", post="citizen", unit="", parties=(), accept=False)
    walk.do("2026-11-02 09:01", "registrar", HALL, c.Accept(category="P0108"))
    walk.dispatch("2026-11-02 09:05", "MUNICIPAL").do("2026-11-02 10:00", "handler", "MUNICIPAL", c.Sign())
    walk.submit("2026-11-02 15:00", "MUNICIPAL").approve("2026-11-02 16:00")
    assert walk.matter.visit is not None
    walk.refuse("2026-11-03 16:00", "system", "", NOBODY, "wrong_state")
    walk.until("2026-11-09 15:59")
    assert walk.state == "resolved"
    walk.until("2026-11-09 16:00")
    assert (walk.state, walk.matter.stage.reason) == ("closed", CloseReason.UNREACHED)


def test_seven_days_without_an_answer_close_it_as_unreached():
    walk = resolved()
    walk.until("2026-11-09 15:59")
    walk.refuse("2026-11-09 15:59", "system", "", UNREACHED, "wrong_state")
    walk.until("2026-11-09 16:00")
    assert (walk.state, walk.matter.stage.reason) == ("closed", CloseReason.UNREACHED)
    assert walk.matter.visit.state is VisitState.UNREACHED
    walk.do("2026-11-10 09:00", "registrar", HALL, c.Archive())


def test_after_three_failed_days_it_may_be_closed_at_once():
    walk = resolved()
    for day in ("03", "04"):
        walk.do(f"2026-11-{day} 10:00", "supervisor", SUPERVISION, CALL)
    walk.do("2026-11-04 15:00", "supervisor", SUPERVISION, CALL)
    walk.refuse("2026-11-04 16:00", "system", "", UNREACHED, "wrong_state")
    walk.do("2026-11-05 10:00", "supervisor", SUPERVISION, CALL)
    walk.do("2026-11-05 10:01", "system", "", UNREACHED)
    assert walk.state == "closed"


def test_whoever_said_no_was_reached():
    walk = resolved()
    walk.do("2026-11-03 10:00", "supervisor", SUPERVISION, UNSOLVED)
    walk.until("2026-12-01 09:00")
    walk.refuse("2026-12-01 09:00", "system", "", UNREACHED, "wrong_state")
    assert walk.state == "resolved"


def test_only_the_system_closes_by_itself_and_for_a_reason():
    walk = resolved(parties=())
    walk.refuse("2026-11-02 17:00", "supervisor", SUPERVISION, NOBODY, "not_allowed_for_post")
    walk.refuse("2026-11-02 17:00", "system", "", c.AutoClose(reason=None), "reason_required")
    for reason in (CloseReason.CONFIRMED, CloseReason.EXPLAINED):
        walk.refuse("2026-11-02 17:00", "system", "", c.AutoClose(reason=reason), "invalid_data")
    walk.refuse("2026-11-02 17:00", "system", "", UNREACHED, "wrong_state")
    resolved().refuse("2026-11-02 17:00", "system", "", NOBODY, "wrong_state")
    signed(parties=()).refuse("2026-11-02 17:00", "system", "", NOBODY, "wrong_state")


# G27


def test_what_is_complete_is_filed_by_the_desk():
    walk = resolved()
    walk.refuse("2026-11-02 17:00", "registrar", HALL, c.Archive(), "wrong_state")
    walk.do("2026-11-03 10:00", "supervisor", SUPERVISION, SOLVED)
    walk.refuse("2026-11-03 11:00", "supervisor", SUPERVISION, c.Archive(), "not_allowed_for_post")
    verdict = walk.matter.stage.verdict
    walk.do("2026-11-03 11:00", "registrar", HALL, c.Archive())
    stage = walk.matter.stage
    assert (walk.state, stage.verdict, stage.reason) == ("archived", verdict, CloseReason.CONFIRMED)
    assert (stage.closed_at, stage.archived_at) == (at("2026-11-03 10:00"), at("2026-11-03 11:00"))
    walk.refuse("2026-11-03 12:00", "registrar", HALL, c.Archive(), "wrong_state")


def test_the_dossier_says_what_it_lacks():
    assert missing_items(Walk().register("2026-11-02 09:00", "P0108").matter) == ("approval", "visit")
    assert missing_items(signed("P0108", "MUNICIPAL").matter) == ("result", "approval", "visit")
    assert missing_items(resolved().matter) == ("visit",)
    closed = resolved()
    closed.do("2026-11-03 10:00", "supervisor", SUPERVISION, SOLVED)
    assert missing_items(closed.matter) == ()


def test_a_closed_matter_without_its_visit_is_not_filed():
    from dataclasses import replace

    walk = resolved()
    walk.do("2026-11-03 10:00", "supervisor", SUPERVISION, SOLVED)
    walk.matter = replace(walk.matter, visits=())
    said = walk.refuse("2026-11-03 11:00", "registrar", HALL, c.Archive(), "dossier_incomplete")
    assert said.facts == {"missing": "visit"}
    assert REQUESTER in walk.matter.parties
