"""G7, G8, G10, G28: rejected with the right door, transferred out, answered at once, withdrawn."""

from dataclasses import replace

import pytest
from county import text
from walk import (
    COORD,
    HALL,
    HOTLINE,
    PLACE,
    RESULT,
    SOLVED,
    SUPERVISION,
    UNSOLVED,
    Walk,
    resolved,
    signed,
    wall,
)

from fengqiao.clocks import on_time
from fengqiao.lifecycle.evolve import replay
from fengqiao.lifecycle.leaving import as_left
from fengqiao.matters import commands as c
from fengqiao.matters.categories import Kind
from fengqiao.matters.words import RejectReason

DOOR = text("go to the court")
ANSWER = c.AnswerDirectly(answer=text("bring your card"), knowledge_item="K-1")


def waiting(category: str = "P0108", **given) -> Walk:
    return Walk().register("2026-11-02 09:00", category, accept=False, **given)


def accepted(category: str = "S0101", **given) -> Walk:
    return Walk().register("2026-11-02 09:00", category, **given)


# G7


@pytest.mark.parametrize("reason", list(RejectReason))
def test_a_rejection_has_a_listed_reason_and_a_right_door(reason):
    walk = waiting()
    walk.do("2026-11-02 09:02", "registrar", HALL, c.Reject(reason=reason, right_door=DOOR))
    assert walk.state == "rejected"
    assert walk.matter.stage.reason is reason
    assert walk.recorded[-1].event.right_door == DOOR
    assert on_time(walk.matter.accept)
    walk.until("2027-06-01 09:00")
    assert len(walk.recorded) == 2


def test_a_rejection_is_never_silent():
    walk = waiting()
    nothing = c.Reject(reason=None)
    assert walk.refuse("2026-11-02 09:02", "registrar", HALL, nothing, "reason_required").field == "reason"
    doorless = c.Reject(reason=RejectReason.OTHER_BRANCH)
    assert walk.refuse("2026-11-02 09:02", "registrar", HALL, doorless, "invalid_data").field == "right_door"


def test_what_is_accepted_is_not_rejected():
    reject = c.Reject(reason=RejectReason.OTHER_BRANCH, right_door=DOOR)
    accepted().refuse("2026-11-02 09:02", "registrar", HALL, reject, "wrong_state")
    waiting().refuse("2026-11-02 09:02", "dispatcher", COORD, reject, "not_allowed_for_post")


# G8


@pytest.mark.parametrize(
    ("post", "unit"), [("registrar", HALL), ("dispatcher", COORD), ("town_dispatcher", "TOWN_CENTER")]
)
@pytest.mark.parametrize("start", [waiting, accepted])
def test_a_transfer_stops_every_clock(start, post, unit):
    walk = start()
    walk.do("2026-11-02 09:02", post, unit, c.TransferOut(target="DISCIPLINE", basis=text("their duty")))
    assert walk.state == "transferred"
    assert walk.matter.stage.target == "DISCIPLINE"
    assert walk.matter.accept.stopped_at is not None
    assert (walk.matter.handle is None) is (start is waiting)
    assert walk.matter.handle is None or walk.matter.handle.stopped_at is not None
    assert walk.matter.dispatch is None or wall(walk.matter.dispatch.stopped_at) == "2026-11-02 09:02"
    walk.until("2027-06-01 09:00")
    assert walk.events("LimitPassed") == []


def test_a_transfer_needs_a_basis_and_a_target():
    walk = waiting()
    unfounded = c.TransferOut(target="DISCIPLINE")
    assert walk.refuse("2026-11-02 09:02", "registrar", HALL, unfounded, "reason_required").field == "basis"
    for target in ("", "MOON"):
        lost = c.TransferOut(target=target, basis=text())
        assert walk.refuse("2026-11-02 09:02", "registrar", HALL, lost, "invalid_data").field == "target"


def test_what_a_unit_holds_is_not_transferred():
    walk = accepted("R0302").dispatch("2026-11-02 09:03", "HOUSING")
    out = c.TransferOut(target="DISCIPLINE", basis=text())
    walk.refuse("2026-11-02 09:04", "dispatcher", COORD, out, "wrong_state")
    walk.refuse("2026-11-02 09:04", "handler", "HOUSING", out, "not_allowed_for_post")


# G10


@pytest.mark.parametrize(("post", "unit"), [("registrar", HALL), ("town_dispatcher", "TOWN_CENTER")])
def test_a_consultation_is_answered_at_once(post, unit):
    walk = accepted()
    walk.do("2026-11-02 09:04", post, unit, ANSWER)
    matter = walk.matter
    assert walk.state == "resolved"
    assert matter.stage.verdict.on_time
    assert matter.handle.stopped_at == matter.dispatch.stopped_at == matter.stage.verdict.resolved_at
    assert matter.orders == ()
    assert wall(matter.visit.timer.due) == "2026-11-04 17:30"
    walk.do("2026-11-03 09:00", "supervisor", SUPERVISION, SOLVED)
    walk.do("2026-11-03 09:01", "registrar", HALL, c.Archive())
    assert walk.state == "archived"


def test_an_answer_rests_on_a_knowledge_item():
    walk = accepted()
    for command, name in (
        (c.AnswerDirectly(answer=None, knowledge_item="K-1"), "answer"),
        (c.AnswerDirectly(answer=text(), knowledge_item=""), "knowledge_item"),
    ):
        assert walk.refuse("2026-11-02 09:04", "registrar", HALL, command, "invalid_data").field == name


@pytest.mark.parametrize("category", ["P0108", "E0503", "H0101"])
def test_what_needs_hands_on_the_spot_is_not_answered_away(category):
    walk = accepted(category)
    assert walk.refuse("2026-11-02 09:04", "registrar", HALL, ANSWER, "invalid_data").field == "kind"


def test_only_what_is_accepted_is_answered():
    waiting("S0101").refuse("2026-11-02 09:02", "registrar", HALL, ANSWER, "wrong_state")
    accepted().refuse("2026-11-02 09:02", "dispatcher", COORD, ANSWER, "not_allowed_for_post")


def test_an_answer_that_did_not_help_is_dispatched_in_a_new_round():
    walk = accepted()
    walk.do("2026-11-02 09:10", "registrar", HALL, ANSWER)
    walk.do("2026-11-03 09:00", "supervisor", SUPERVISION, UNSOLVED)
    assert walk.state == "resolved"
    walk.do("2026-11-03 09:05", "supervisor", SUPERVISION, c.Reopen())
    assert (walk.state, walk.matter.round) == ("accepted", 2)
    assert walk.due == "2026-11-04 17:30"
    assert wall(walk.matter.dispatch.due) == "2026-11-03 09:10"
    walk.until("2026-11-03 09:11")
    assert [one.timer for one in walk.events("LimitPassed")] == ["dispatch", "dispatch"]  # in both rounds
    walk.dispatch("2026-11-03 09:12", "POLICE").sign("2026-11-03 09:15", "POLICE")
    walk.submit("2026-11-03 10:00", "POLICE").approve("2026-11-03 10:30")
    assert walk.matter.stage.verdict.on_time
    assert walk.matter.rounds[0].verdict.on_time


def test_after_a_return_the_desk_may_answer_and_the_dossier_is_whole():
    walk = accepted().dispatch("2026-11-02 09:03", "POLICE")
    walk.do("2026-11-02 09:10", "handler", "POLICE", c.RequestReturn(reason=text(), basis=text()))
    walk.do("2026-11-02 09:20", "dispatcher", COORD, c.ApproveReturn())
    walk.do("2026-11-02 09:30", "registrar", HALL, ANSWER)
    walk.do("2026-11-03 09:00", "citizen", "", SOLVED, person="p1")
    walk.do("2026-11-03 10:00", "registrar", HALL, c.Archive())
    assert walk.state == "archived"


# G28

WITHDRAW = c.Withdraw(reason=text("it came back"))


@pytest.mark.parametrize("until", ["registered", "verifying", "accepted", "dispatched", "in_progress"])
@pytest.mark.parametrize(("post", "unit", "person"), [("citizen", "", "p1"), ("registrar", HOTLINE, "")])
def test_the_requester_may_withdraw_until_there_is_a_result(until, post, unit, person):
    walk = waiting("R0302")
    if until == "verifying":
        walk.do("2026-11-02 09:01", "registrar", HALL, c.Verify())
    elif until != "registered":
        walk.do("2026-11-02 09:01", "registrar", HALL, c.Accept(category="R0302"))
    if until in {"dispatched", "in_progress"}:
        walk.dispatch("2026-11-02 09:02", "HOUSING")
    if until == "in_progress":
        walk.sign("2026-11-02 09:03", "HOUSING")
    assert walk.state == until
    walk.do("2026-11-02 09:05", post, unit, WITHDRAW, person=person)
    assert walk.state == "withdrawn"
    assert walk.matter.accept.stopped_at is not None
    assert (walk.matter.handle is None) is (until in {"registered", "verifying"})
    assert walk.matter.handle is None or walk.matter.handle.stopped_at is not None
    walk.until("2027-06-01 09:00")
    assert walk.state == "withdrawn"


def test_a_record_written_when_clocks_ran_on_behind_a_matter_reads_as_its_events_do():
    walk = accepted("R0302")
    ran_on = walk.matter.dispatch
    walk.do("2026-11-02 09:05", "registrar", HOTLINE, WITHDRAW)
    assert wall(walk.matter.dispatch.stopped_at) == "2026-11-02 09:05"
    older = replace(walk.matter, dispatch=ran_on)
    assert older != walk.matter
    assert as_left(older) == walk.matter == replay(walk.recorded)


def test_a_mediator_records_it_for_a_matter_of_the_own_unit():
    walk = signed("R0302", "HOUSING", "MC_TOWN")
    walk.do("2026-11-02 11:00", "mediator", "MC_TOWN", WITHDRAW)
    assert walk.state == "withdrawn"
    signed().refuse("2026-11-02 11:00", "mediator", "MC_TOWN", WITHDRAW, "not_involved_unit")


def test_a_withdrawal_has_a_reason_and_is_the_own():
    walk = signed()
    silent = c.Withdraw(reason=None)
    assert (
        walk.refuse("2026-11-02 11:00", "citizen", "", silent, "reason_required", person="p1").field
        == "reason"
    )
    walk.refuse("2026-11-02 11:00", "citizen", "", WITHDRAW, "not_involved_unit", person="p2")
    walk.refuse("2026-11-02 11:00", "handler", "HOUSING", WITHDRAW, "not_allowed_for_post")


@pytest.mark.parametrize(
    ("category", "kind"),
    [("H0101", None), ("H0702", None), ("D0208", None), ("D1302", None), ("R0302", Kind.HAZARD)],
)
def test_hazards_and_what_may_not_be_mediated_go_on(category, kind):
    walk = waiting(category, kind=kind, place=PLACE)
    walk.refuse("2026-11-02 09:01", "citizen", "", WITHDRAW, "wrong_state", person="p1")


def test_a_submitted_result_stands():
    walk = signed("R0302", "HOUSING", "TOWN_GOV")
    walk.sign("2026-11-02 10:30", "TOWN_GOV").submit("2026-11-02 11:00", "TOWN_GOV")
    walk.refuse("2026-11-02 11:30", "citizen", "", WITHDRAW, "wrong_state", person="p1")
    walk.do("2026-11-02 12:00", "handler", "HOUSING", RESULT)
    walk.refuse("2026-11-02 12:30", "citizen", "", WITHDRAW, "wrong_state", person="p1")
    walk.do("2026-11-02 14:00", "supervisor", SUPERVISION, c.Rework(reason=text()))
    walk.refuse("2026-11-02 14:30", "citizen", "", WITHDRAW, "wrong_state", person="p1")
    resolved("R0302", "HOUSING").refuse(
        "2026-11-03 09:00", "citizen", "", WITHDRAW, "wrong_state", person="p1"
    )


# the requester's own words


def test_the_requester_adds_words_and_photos():
    walk = signed("P0108", "MUNICIPAL")
    assert walk.do("2026-11-02 11:00", "citizen", "", c.AddMaterial(text=text(), photos=2), person="p1") == [
        "MaterialAdded"
    ]
    walk.do("2026-11-02 11:01", "registrar", HOTLINE, c.AddMaterial(text=None, photos=1))
    # What came in without a picture needs none in the result, whatever is added later (RULINGS 2).
    walk.submit("2026-11-02 15:00", "MUNICIPAL")


def test_material_is_something_and_comes_from_the_requester():
    walk = signed()
    nothing = c.AddMaterial(text=None)
    assert (
        walk.refuse("2026-11-02 11:00", "citizen", "", nothing, "invalid_data", person="p1").field == "text"
    )
    fewer = c.AddMaterial(text=text(), photos=-2)
    assert (
        walk.refuse("2026-11-02 11:00", "citizen", "", fewer, "invalid_data", person="p1").field == "photos"
    )
    more = c.AddMaterial(text=text())
    walk.refuse("2026-11-02 11:00", "citizen", "", more, "not_involved_unit", person="p2")
    walk.refuse("2026-11-02 11:00", "handler", "HOUSING", more, "not_allowed_for_post")
    resolved().refuse("2026-11-03 09:00", "citizen", "", more, "wrong_state", person="p1")
