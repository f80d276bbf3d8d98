"""G17: more time, asked before the due, once, in the unit of the limit and not longer than it (RULINGS 6)."""

import pytest
from county import text
from walk import SUPERVISION, Walk, signed, wall

from fengqiao.clocks import LimitUnit, limits_profile, on_time, on_time_strict
from fengqiao.matters import commands as c
from fengqiao.matters.words import Decision, PauseCause

REASON = text("hearing")


def more(amount=5, unit="working_day", reason=REASON) -> c.RequestExtension:
    return c.RequestExtension(amount=amount, unit=unit, reason=reason)


def asked(moment: str = "2026-11-03 10:00", **given) -> Walk:
    walk = signed()  # R0302: 10 working days, due 2026-11-16 17:30
    walk.do(moment, "handler", "HOUSING", more(**given))
    return walk


@pytest.mark.parametrize("post", ["handler", "mediator", "grid_worker"])
def test_a_request_changes_no_due(post):
    walk = signed()
    assert walk.do("2026-11-03 10:00", post, "HOUSING", more()) == ["ExtensionRequested"]
    assert (walk.state, walk.due) == ("in_progress", "2026-11-16 17:30")
    assert walk.matter.pending_extension.amount == 5


def test_it_counts_from_the_old_due_and_keeps_the_original():
    walk = asked(amount=10)
    walk.do("2026-11-04 10:00", "supervisor", SUPERVISION, c.ApproveExtension())
    handle = walk.matter.handle
    assert walk.due == "2026-11-30 17:30"
    assert wall(handle.original_due) == wall(handle.due_basis.start) == "2026-11-16 17:30"
    assert (handle.due_basis.amount, handle.due_basis.unit) == (10, LimitUnit.WORKING_DAY)
    walk.submit("2026-11-20 10:00", "HOUSING").approve("2026-11-20 11:00")
    assert walk.matter.stage.verdict.on_time
    assert not walk.matter.stage.verdict.on_time_strict
    assert on_time(walk.matter.handle)
    assert not on_time_strict(walk.matter.handle)


def test_the_due_moment_still_is_before_due():
    asked("2026-11-16 17:30")
    said = signed().refuse("2026-11-16 17:31", "handler", "HOUSING", more(), "extension_after_due")
    assert said.facts["deadline"].startswith("2026-11-16T09:30")


def test_the_time_of_the_request_decides_not_that_of_the_approval():
    walk = asked("2026-11-16 17:30", amount=10)
    walk.until("2026-11-18 08:00")
    assert [light.value for light in walk.matter.lights] == ["green", "yellow", "red"]
    walk.do("2026-11-18 10:00", "supervisor", SUPERVISION, c.ApproveExtension())
    assert walk.due == "2026-11-30 17:30"
    assert walk.matter.lights[-1].value == "green"
    assert walk.matter.ladder == ()
    assert walk.matter.proposals == ()  # the urge that its red light had brought up
    walk.until("2026-12-01 08:00")
    assert [light.value for light in walk.matter.lights] == [
        "green",
        "yellow",
        "red",
        "green",
        "yellow",
        "red",
    ]


def test_it_is_granted_once():
    walk = asked()
    walk.do("2026-11-04 10:00", "supervisor", SUPERVISION, c.ApproveExtension())
    # The limit answers before reason and data do.
    walk.refuse("2026-11-05 10:00", "handler", "HOUSING", more(reason=None), "extension_limit_reached")
    walk.refuse("2026-11-05 10:00", "handler", "HOUSING", more(amount=99), "extension_limit_reached")


def test_how_often_is_the_countys_to_say():
    twice = limits_profile({"max_extensions": 2})
    walk = asked()
    walk.do("2026-11-04 10:00", "supervisor", SUPERVISION, c.ApproveExtension())
    walk.do("2026-11-05 10:00", "handler", "HOUSING", more(amount=1), profile=twice)
    walk.do("2026-11-05 11:00", "supervisor", SUPERVISION, c.ApproveExtension())
    assert walk.due == "2026-11-24 17:30"
    never = limits_profile({"max_extensions": 0})
    signed().refuse(
        "2026-11-03 10:00", "handler", "HOUSING", more(), "extension_limit_reached", profile=never
    )


def test_a_refused_request_uses_nothing_up():
    walk = asked()
    walk.refuse(
        "2026-11-04 10:00", "supervisor", SUPERVISION, c.RefuseExtension(reason=None), "reason_required"
    )
    walk.do("2026-11-04 10:00", "supervisor", SUPERVISION, c.RefuseExtension(reason=text()))
    assert walk.matter.extensions[0].decision is Decision.REFUSED
    assert walk.due == "2026-11-16 17:30"
    walk.do("2026-11-05 10:00", "handler", "HOUSING", more())
    walk.do("2026-11-05 11:00", "supervisor", SUPERVISION, c.ApproveExtension())
    assert walk.due == "2026-11-23 17:30"


@pytest.mark.parametrize(
    ("command", "code", "field"),
    [
        (more(reason=None), "reason_required", "reason"),
        (more(unit="calendar_day"), "invalid_data", "unit"),
        (more(unit=""), "invalid_data", "unit"),
        (more(amount=11), "invalid_data", "amount"),
        (more(amount=0), "invalid_data", "amount"),
        (more(amount=-1), "invalid_data", "amount"),
        (more(amount=None), "invalid_data", "amount"),
    ],
)
def test_a_request_that_cannot_be_granted(command, code, field):
    assert signed().refuse("2026-11-03 10:00", "handler", "HOUSING", command, code).field == field


def test_up_to_the_original_length():
    signed().do("2026-11-03 10:00", "handler", "HOUSING", more(amount=10))
    signed().do("2026-11-03 10:00", "handler", "HOUSING", more(amount=1))


def test_an_hour_limit_is_extended_in_hours():
    walk = signed("R0103", "HEATING")  # 24 h, due 2026-11-03 09:00
    walk.refuse("2026-11-02 20:00", "handler", "HEATING", more(amount=1), "invalid_data")
    walk.do("2026-11-02 20:00", "handler", "HEATING", more(amount=24, unit="hour"))
    walk.do("2026-11-02 21:00", "supervisor", SUPERVISION, c.ApproveExtension())
    assert walk.due == "2026-11-04 09:00"


def test_one_request_at_a_time():
    asked().refuse("2026-11-04 10:00", "handler", "HOUSING", more(), "wrong_state")


def test_nothing_asked_nothing_decided():
    for command in (c.ApproveExtension(), c.RefuseExtension(reason=text())):
        signed().refuse("2026-11-04 10:00", "supervisor", SUPERVISION, command, "wrong_state")


@pytest.mark.parametrize("command", [c.ApproveExtension(), c.RefuseExtension(reason=text())])
@pytest.mark.parametrize("post", ["handler", "coordinator", "duty_leader", "dispatcher"])
def test_the_supervisor_decides(command, post):
    asked().refuse("2026-11-04 10:00", post, SUPERVISION, command, "not_allowed_for_post")


def test_nobody_grants_an_extension_on_what_the_same_person_handles():
    walk = Walk().register("2026-11-02 09:00", "R0302").dispatch("2026-11-02 09:04", "HOUSING")
    walk.do("2026-11-02 10:00", "handler", "HOUSING", c.Sign(), person="li")
    walk.do("2026-11-03 10:00", "handler", "HOUSING", more(), person="li")
    approve = c.ApproveExtension()
    walk.refuse(
        "2026-11-04 10:00", "supervisor", SUPERVISION, approve, "own_result_not_approvable", person="li"
    )
    walk.do("2026-11-04 10:00", "supervisor", SUPERVISION, approve, person="wang")


def test_other_units_do_not_ask():
    signed().refuse("2026-11-03 10:00", "handler", "POWER", more(), "not_involved_unit")
    signed().refuse("2026-11-03 10:00", "supervisor", SUPERVISION, more(), "not_allowed_for_post")


def test_it_is_asked_while_it_is_handled():
    walk = Walk().register("2026-11-02 09:00", "R0302").dispatch("2026-11-02 09:04", "HOUSING")
    walk.refuse("2026-11-02 09:10", "handler", "HOUSING", more(), "wrong_state")
    walk.sign("2026-11-02 10:00", "HOUSING").submit("2026-11-02 11:00", "HOUSING")
    walk.refuse("2026-11-02 11:10", "handler", "HOUSING", more(), "wrong_state")


def test_a_clock_that_stands_still_has_not_passed_its_due():
    walk = signed()
    walk.do("2026-11-16 10:00", "handler", "HOUSING", c.Pause(cause=PauseCause.APPRAISAL))
    walk.do("2026-11-18 10:00", "handler", "HOUSING", more(amount=1))
    walk.do("2026-11-18 11:00", "supervisor", SUPERVISION, c.ApproveExtension())
    walk.do("2026-11-19 10:00", "handler", "HOUSING", c.Resume(cause=PauseCause.APPRAISAL))
    # 5.5 h were left at the pause, a day was added: 12.5 h from 2026-11-19 10:00 end on 2026-11-20.
    assert walk.due == "2026-11-20 17:30"


def test_a_request_that_nobody_decided_lapses_with_the_result():
    walk = asked()
    walk.submit("2026-11-04 10:00", "HOUSING")
    walk.do("2026-11-04 11:00", "supervisor", SUPERVISION, c.Rework(reason=text()))
    assert walk.matter.pending_extension is not None
    walk.submit("2026-11-04 12:00", "HOUSING").approve("2026-11-04 14:00")
    assert walk.matter.extensions[0].decision is Decision.LAPSED
    walk.do("2026-11-05 10:00", "supervisor", SUPERVISION, c.Reopen(reason=text()))
    walk.refuse("2026-11-05 11:00", "supervisor", SUPERVISION, c.ApproveExtension(), "wrong_state")
    walk.do("2026-11-05 12:00", "handler", "HOUSING", more())
