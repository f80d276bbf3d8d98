"""G18 and G19: shelved on the ledger, reviewed within a month, struck off when it is done (RULINGS 7, 8)."""

import pytest
from county import calendar, text
from walk import CENTRE, SUPERVISION, Walk, day, signed, wall

from fengqiao.handling.waits import latest_review_day
from fengqiao.matters import commands as c
from fengqiao.matters.words import Decision, Letter, PauseCause, Trigger

NEXT = day("2026-12-03")


def ask(next_review=NEXT, reason=text("budget"), plan=text("next year")) -> c.RequestShelve:  # noqa: B008
    return c.RequestShelve(reason=reason, plan=plan, next_review=next_review)


def asked(moment: str = "2026-11-03 10:00", next_review=NEXT) -> Walk:
    walk = signed()  # R0302: 10 working days, due 2026-11-16 17:30
    walk.do(moment, "handler", "HOUSING", ask(next_review))
    return walk


def shelved(moment: str = "2026-11-04 10:00") -> Walk:
    walk = asked()
    walk.do(moment, "duty_leader", CENTRE, c.ApproveShelve())
    return walk


def test_a_request_waits_for_the_duty_leader():
    walk = asked()
    assert (walk.state, walk.matter.shelvings[0].decision) == ("in_progress", Decision.PENDING)
    assert not walk.matter.handle.is_paused


def test_an_approval_stops_the_clock():
    walk = shelved()
    assert (walk.state, walk.matter.stage.next_review) == ("shelved", NEXT)
    assert walk.matter.handle.is_paused
    assert walk.matter.shelvings[0].decision is Decision.APPROVED
    walk.until("2026-12-03 17:30")
    assert [light.value for light in walk.matter.lights] == ["green"]


@pytest.mark.parametrize(
    ("today", "latest"),
    [
        ("2026-11-03", "2026-12-03"),
        ("2026-03-12", "2026-04-13"),  # 04-12 is a Sunday
        ("2026-01-31", "2026-02-28"),  # a Saturday that is worked
        ("2026-12-20", "2027-01-20"),
        ("2026-09-01", "2026-10-08"),  # 10-01 to 10-07 are free
    ],
)
def test_the_month_ends_on_its_last_day_and_moves_on_from_a_free_one(today, latest):
    assert latest_review_day(day(today), calendar=calendar()) == day(latest)


@pytest.mark.parametrize("wanted", [None, "2026-11-03", "2026-11-02", "2026-12-04", "2027-12-03"])
def test_a_review_day_that_is_too_late_or_not_ahead_is_refused_at_once(wanted):
    command = ask(next_review=wanted and day(wanted))
    assert (
        signed().refuse("2026-11-03 10:00", "handler", "HOUSING", command, "invalid_data").field
        == "next_review"
    )


@pytest.mark.parametrize(
    ("wanted", "kept"),
    [("2026-11-04", "2026-11-04"), ("2026-11-07", "2026-11-09"), ("2026-12-03", "2026-12-03")],
)
def test_a_review_day_counts_as_the_working_day_it_falls_on(wanted, kept):
    assert asked(next_review=day(wanted)).matter.shelvings[0].next_review == day(kept)


@pytest.mark.parametrize(
    ("command", "code", "field"),
    [(ask(reason=None), "reason_required", "reason"), (ask(plan=None), "invalid_data", "plan")],
)
def test_it_has_a_reason_and_a_plan(command, code, field):
    assert signed().refuse("2026-11-03 10:00", "handler", "HOUSING", command, code).field == field


def test_one_request_at_a_time_by_the_unit_that_handles():
    asked().refuse("2026-11-03 11:00", "handler", "HOUSING", ask(), "wrong_state")
    signed().refuse("2026-11-03 11:00", "handler", "POWER", ask(), "not_involved_unit")
    signed().refuse("2026-11-03 11:00", "mediator", "HOUSING", ask(), "not_allowed_for_post")


@pytest.mark.parametrize("command", [c.ApproveShelve(), c.RefuseShelve(reason=text())])
@pytest.mark.parametrize("post", ["supervisor", "coordinator", "handler", "unit_leader"])
def test_the_duty_leader_decides(command, post):
    asked().refuse("2026-11-04 10:00", post, CENTRE, command, "not_allowed_for_post")


def test_nothing_asked_nothing_decided():
    for command in (c.ApproveShelve(), c.RefuseShelve(reason=text())):
        signed().refuse("2026-11-04 10:00", "duty_leader", CENTRE, command, "wrong_state")


def test_a_refusal_leaves_it_in_hand():
    walk = asked()
    walk.refuse("2026-11-04 10:00", "duty_leader", CENTRE, c.RefuseShelve(reason=None), "reason_required")
    walk.do("2026-11-04 10:00", "duty_leader", CENTRE, c.RefuseShelve(reason=text()))
    assert (walk.state, walk.matter.shelvings[0].decision) == ("in_progress", Decision.REFUSED)
    walk.do("2026-11-04 11:00", "handler", "HOUSING", ask())


def test_what_comes_too_late_to_be_reviewed_is_not_approved():
    walk = asked(next_review=day("2026-11-04"))
    walk.refuse("2026-11-05 10:00", "duty_leader", CENTRE, c.ApproveShelve(), "wrong_state")
    walk = asked(next_review=day("2026-11-04"))
    walk.do("2026-11-04 17:00", "duty_leader", CENTRE, c.ApproveShelve())


def test_a_return_is_decided_before_it_is_shelved():
    walk = asked("2026-11-02 11:00", day("2026-12-02"))
    walk.do("2026-11-02 11:30", "handler", "HOUSING", c.RequestReturn(reason=text(), basis=text()))
    walk.refuse("2026-11-02 12:00", "duty_leader", CENTRE, c.ApproveShelve(), "wrong_state")


def test_nobody_shelves_what_the_same_person_handles():
    walk = Walk().register("2026-11-02 09:00", "R0302").dispatch("2026-11-02 09:04", "HOUSING")
    walk.do("2026-11-02 10:00", "handler", "HOUSING", c.Sign(), person="li")
    walk.do("2026-11-03 10:00", "handler", "HOUSING", ask(), person="li")
    approve = c.ApproveShelve()
    walk.refuse("2026-11-04 10:00", "duty_leader", CENTRE, approve, "own_result_not_approvable", person="li")


@pytest.mark.parametrize(("post", "unit"), [("handler", "HOUSING"), ("supervisor", SUPERVISION)])
def test_taken_up_again_the_clock_runs_on_with_what_was_left(post, unit):
    walk = shelved()
    walk.do("2026-11-16 10:00", post, unit, c.Unshelve())
    assert walk.state == "in_progress"
    # At 2026-11-04 10:00 there were 5.5 h of that day and eight more days left.
    assert walk.due == "2026-11-26 17:30"
    assert walk.matter.shelvings[0].resumed_at is not None
    assert walk.matter.shelvings[0].struck_off_at is None
    walk.submit("2026-11-26 16:00", "HOUSING").approve("2026-11-26 17:00")
    assert walk.matter.stage.verdict.on_time
    assert walk.matter.shelvings[0].struck_off_at is not None


def test_a_review_sets_the_next_day_within_a_month_of_it():
    walk = shelved()
    late = c.ReviewShelved(next_review=day("2027-01-05"))
    assert (
        walk.refuse("2026-12-03 10:00", "supervisor", SUPERVISION, late, "invalid_data").field
        == "next_review"
    )
    walk.do("2026-12-03 10:00", "supervisor", SUPERVISION, c.ReviewShelved(next_review=day("2027-01-04")))
    assert (walk.state, walk.matter.stage.next_review) == ("shelved", day("2027-01-04"))
    assert walk.matter.shelvings[0].reviews == 1
    walk.refuse("2026-12-03 11:00", "handler", "HOUSING", late, "not_allowed_for_post")


def test_a_missed_review_proposes_a_supervision_and_changes_nothing_else():
    walk = shelved()
    walk.until("2026-12-03 23:59")
    assert walk.events("ReviewMissed") == []
    walk.until("2026-12-04 00:00")
    assert [one.review for one in walk.events("ReviewMissed")] == [NEXT]
    assert [(p.trigger, p.letter.value, p.unit) for p in walk.matter.proposals] == [
        (Trigger.REVIEW_MISSED, "supervise", "HOUSING")
    ]
    assert walk.state == "shelved"
    assert walk.matter.supervisions == ()
    walk.until("2026-12-20 00:00")
    assert len(walk.events("ReviewMissed")) == 1
    walk.do("2026-12-21 10:00", "supervisor", SUPERVISION, c.ReviewShelved(next_review=day("2027-01-21")))
    walk.until("2027-01-22 00:00")
    assert len(walk.events("ReviewMissed")) == 2


def test_a_supervision_that_follows_it_names_the_missed_review():
    walk = shelved()
    walk.do("2026-12-07 10:00", "supervisor", SUPERVISION, c.IssueLetter(letter=Letter.SUPERVISE))
    assert walk.matter.supervisions[0].trigger is Trigger.REVIEW_MISSED
    assert walk.matter.proposals == ()


@pytest.mark.parametrize(("post", "unit"), [("handler", "HOUSING"), ("supervisor", SUPERVISION)])
def test_struck_off_it_is_handled_on(post, unit):
    walk = shelved()
    walk.do("2026-11-16 10:00", post, unit, c.StrikeOff())
    assert (walk.state, walk.due) == ("in_progress", "2026-11-26 17:30")
    assert walk.matter.shelvings[0].struck_off_at is not None
    walk.refuse("2026-11-16 11:00", post, unit, c.StrikeOff(), "wrong_state")


def test_struck_off_while_in_hand_nothing_else_changes():
    walk = shelved()
    walk.do("2026-11-16 10:00", "handler", "HOUSING", c.Unshelve())
    handle = walk.matter.handle
    walk.do("2026-11-16 11:00", "handler", "HOUSING", c.StrikeOff())
    assert walk.matter.handle == handle
    signed().refuse("2026-11-03 10:00", "handler", "HOUSING", c.StrikeOff(), "wrong_state")


def test_a_second_entry_has_its_own_reviews():
    walk = shelved()
    walk.do("2026-11-16 10:00", "handler", "HOUSING", c.Unshelve())
    walk.do("2026-11-16 11:00", "handler", "HOUSING", ask(day("2026-12-16")))
    walk.do("2026-11-16 12:00", "duty_leader", CENTRE, c.ApproveShelve())
    walk.do("2026-11-17 10:00", "supervisor", SUPERVISION, c.ReviewShelved(next_review=day("2026-11-18")))
    walk.until("2026-11-19 00:00")
    first, second = walk.matter.shelvings
    assert (first.reviews, second.reviews) == (0, 1)
    assert (first.missed_on, second.missed_on) == (None, day("2026-11-18"))


def test_a_waiting_clock_may_be_shelved():
    walk = signed()
    walk.do("2026-11-02 11:00", "handler", "HOUSING", c.Pause(cause=PauseCause.MATERIAL))
    walk.do("2026-11-02 14:00", "handler", "HOUSING", ask(day("2026-12-02")))
    walk.do("2026-11-02 15:00", "duty_leader", CENTRE, c.ApproveShelve())
    causes = [(pause.cause, pause.until and wall(pause.until)) for pause in walk.matter.handle.pauses]
    assert causes == [("material", "2026-11-02 15:00"), ("shelved", None)]


@pytest.mark.parametrize("command", [c.Unshelve(), c.ReviewShelved(next_review=NEXT)])
def test_only_what_is_shelved_is_taken_up_or_reviewed(command):
    signed().refuse("2026-11-03 10:00", "supervisor", SUPERVISION, command, "wrong_state")


def test_what_is_shelved_is_not_worked_on():
    walk = shelved()
    for command in (
        c.SubmitResult(reply=text()),
        c.Pause(cause=PauseCause.MATERIAL),
        c.AddProgress(note=text()),
    ):
        walk.refuse("2026-11-05 10:00", "handler", "HOUSING", command, "wrong_state")
    walk.refuse("2026-11-05 10:00", "handler", "POWER", c.Unshelve(), "not_involved_unit")


def test_a_request_that_nobody_decided_lapses_with_the_result():
    walk = asked()
    walk.submit("2026-11-04 10:00", "HOUSING").approve("2026-11-04 11:00")
    assert walk.matter.shelvings[0].decision is Decision.LAPSED
    walk.do("2026-11-05 10:00", "supervisor", SUPERVISION, c.Reopen(reason=text()))
    walk.refuse("2026-11-05 11:00", "duty_leader", CENTRE, c.ApproveShelve(), "wrong_state")
