"""G24: solved? satisfied? Only solved without dissatisfaction closes; nobody reached is never satisfied (RULINGS 28)."""

import pytest
from county import text
from walk import SOLVED, SUPERVISION, UNSOLVED, Walk, resolved, wall

from fengqiao.matters import commands as c
from fengqiao.matters.words import CloseReason, Satisfaction, Solved, Trigger, VisitState

TRUE, PARTLY, FALSE = Solved.TRUE, Solved.PARTLY, Solved.FALSE
NOBODY = c.RecordVisit(reached=False)


def told(solved, satisfaction, reason=None) -> c.RecordVisit:
    return c.RecordVisit(solved=solved, satisfaction=satisfaction, reason=reason)


@pytest.mark.parametrize("satisfaction", list(Satisfaction))
@pytest.mark.parametrize("solved", list(Solved))
def test_only_solved_without_dissatisfaction_closes(solved, satisfaction):
    walk = resolved()
    walk.do("2026-11-03 10:00", "supervisor", SUPERVISION, told(solved, satisfaction))
    closes = solved is TRUE and satisfaction is not Satisfaction.DISSATISFIED
    assert walk.state == ("closed" if closes else "resolved")
    visit = walk.matter.visit
    assert (visit.state, visit.solved, visit.satisfaction, visit.round) == (
        VisitState.DONE,
        solved,
        satisfaction,
        1,
    )
    assert visit.by.post == "supervisor"
    assert wall(visit.at) == wall(visit.timer.stopped_at) == "2026-11-03 10:00"
    if closes:
        assert walk.matter.stage.reason is CloseReason.CONFIRMED
        assert wall(walk.matter.stage.closed_at) == "2026-11-03 10:00"


def test_the_requester_says_it_too():
    walk = resolved()
    walk.refuse("2026-11-03 10:00", "citizen", "", SOLVED, "not_involved_unit", person="p2")
    walk.do("2026-11-03 10:00", "citizen", "", SOLVED, person="p1")
    assert walk.state == "closed"


@pytest.mark.parametrize("post", ["handler", "registrar", "coordinator", "duty_leader", "grid_worker"])
def test_visits_are_by_the_centre_not_by_the_handler(post):
    resolved().refuse("2026-11-03 10:00", post, "MUNICIPAL", SOLVED, "not_allowed_for_post")


def test_nor_by_a_person_who_handled_it():
    walk = Walk().register("2026-11-02 09:00", "P0108").dispatch("2026-11-02 09:04", "MUNICIPAL")
    walk.do("2026-11-02 10:00", "handler", "MUNICIPAL", c.Sign(), person="li")
    walk.submit("2026-11-02 15:00", "MUNICIPAL").approve("2026-11-02 16:00")
    walk.refuse(
        "2026-11-03 10:00", "supervisor", SUPERVISION, SOLVED, "own_result_not_approvable", person="li"
    )


@pytest.mark.parametrize(
    ("command", "field"),
    [
        (told(None, Satisfaction.SATISFIED), "solved"),
        (told(TRUE, None), "satisfaction"),
        (c.RecordVisit(reached=False, solved=FALSE), "reached"),
        (c.RecordVisit(reached=False, satisfaction=Satisfaction.NOT_RATED), "reached"),
        (c.RecordVisit(reached=False, reason=text()), "reached"),
    ],
)
def test_both_questions_are_answered_or_none(command, field):
    said = resolved().refuse("2026-11-03 10:00", "supervisor", SUPERVISION, command, "invalid_data")
    assert said.field == field


def test_that_nobody_was_reached_is_for_the_visitor_to_say():
    said = resolved().refuse("2026-11-03 10:00", "citizen", "", NOBODY, "invalid_data", person="p1")
    assert said.field == "reached"


def test_three_failed_days_make_it_unreached():
    walk = resolved()
    for moment in ("03 09:00", "03 15:00", "04 09:00"):
        walk.do(f"2026-11-{moment}", "supervisor", SUPERVISION, NOBODY)
        assert walk.matter.visit.state is VisitState.DUE
    walk.do("2026-11-05 09:00", "supervisor", SUPERVISION, NOBODY)
    assert walk.matter.visit.state is VisitState.UNREACHED
    assert len(walk.matter.visit.attempts) == 3
    assert walk.state == "resolved"
    walk.refuse("2026-11-06 09:00", "supervisor", SUPERVISION, NOBODY, "wrong_state")


def test_whoever_answers_later_is_heard():
    walk = resolved()
    for moment in ("03", "04", "05"):
        walk.do(f"2026-11-{moment} 09:00", "supervisor", SUPERVISION, NOBODY)
    walk.do("2026-11-06 09:00", "citizen", "", SOLVED, person="p1")
    assert (walk.state, walk.matter.visit.state) == ("closed", VisitState.DONE)


def test_a_later_word_stands_beside_the_first():
    walk = resolved()
    walk.do("2026-11-03 10:00", "supervisor", SUPERVISION, told(PARTLY, Satisfaction.NOT_RATED, text("half")))
    walk.do("2026-11-04 10:00", "citizen", "", SOLVED, person="p1")
    assert [visit.solved for visit in walk.matter.visits] == [PARTLY, TRUE]
    assert [wall(visit.timer.stopped_at) for visit in walk.matter.visits] == ["2026-11-03 10:00"] * 2
    assert walk.state == "closed"


def test_nobody_is_visited_before_there_is_a_result_or_after_the_end():
    walk = Walk().register("2026-11-02 09:00", "P0108")
    walk.refuse("2026-11-02 09:05", "supervisor", SUPERVISION, SOLVED, "wrong_state")
    closed = resolved()
    closed.do("2026-11-03 10:00", "supervisor", SUPERVISION, SOLVED)
    closed.refuse("2026-11-03 11:00", "citizen", "", UNSOLVED, "wrong_state", person="p1")


def test_where_nobody_asked_nobody_is_visited():
    walk = resolved(parties=())
    for command in (SOLVED, NOBODY):
        walk.refuse("2026-11-02 17:00", "supervisor", SUPERVISION, command, "wrong_state")


def test_the_visit_has_a_limit_of_its_own():
    walk = resolved()
    walk.until("2026-11-04 17:30")
    assert walk.events("LimitPassed") == []
    walk.until("2026-11-04 17:31")
    assert [(one.timer, one.order) for one in walk.events("LimitPassed")] == [("visit", "1")]


def test_a_second_dissatisfaction_proposes_a_supervision():
    walk = resolved()
    walk.do("2026-11-03 10:00", "supervisor", SUPERVISION, UNSOLVED)
    assert walk.matter.proposals == ()
    walk.do("2026-11-03 10:05", "supervisor", SUPERVISION, c.Reopen())
    walk.submit("2026-11-03 15:00", "MUNICIPAL").approve("2026-11-03 16:00")
    walk.do("2026-11-04 10:00", "supervisor", SUPERVISION, UNSOLVED)
    assert [(p.trigger, p.letter.value, p.unit) for p in walk.matter.proposals] == [
        (Trigger.DISSATISFIED_AGAIN, "supervise", "MUNICIPAL")
    ]
