"""RULINGS 8: the clock waits for the citizen's material (once, three working days) or a statutory appraisal."""

import pytest
from county import facts, text
from walk import SUPERVISION, Walk, signed, wall

from fengqiao.lifecycle.decide import decide
from fengqiao.matters import commands as c
from fengqiao.matters.words import PauseCause

MATERIAL, APPRAISAL = PauseCause.MATERIAL, PauseCause.APPRAISAL


def waiting(
    cause=MATERIAL, moment: str = "2026-11-03 10:00", category: str = "R0302", lead: str = "HOUSING"
) -> Walk:
    walk = signed(category, lead)
    walk.do(moment, "handler", lead, c.Pause(cause=cause))
    return walk


@pytest.mark.parametrize("post", ["handler", "mediator"])
def test_the_clock_stands_still(post):
    walk = signed()
    assert walk.do("2026-11-03 10:00", post, "HOUSING", c.Pause(cause=MATERIAL)) == ["ClockPaused"]
    assert walk.state == "in_progress"
    assert walk.matter.handle.is_paused
    assert (walk.matter.stage.paused, wall(walk.matter.stage.until)) == ("material", "2026-11-06 17:30")


def test_it_runs_on_with_what_was_left():
    walk = waiting()
    walk.do("2026-11-04 10:00", "handler", "HOUSING", c.Resume(cause=MATERIAL))
    assert walk.due == "2026-11-17 17:30"
    assert walk.matter.stage.paused == ""


def test_an_hour_limit_waits_in_hours():
    walk = waiting(APPRAISAL, "2026-11-02 21:00", "R0103", "HEATING")  # 12 of 24 hours are left
    walk.do("2026-11-04 08:00", "handler", "HEATING", c.Resume(cause=APPRAISAL))
    assert walk.due == "2026-11-04 20:00"


def test_a_working_hour_limit_waits_in_office_hours():
    walk = waiting(APPRAISAL, "2026-11-02 10:30", "E0503", "TRAFFIC_POLICE")  # half an hour is left
    walk.do("2026-11-02 17:15", "handler", "TRAFFIC_POLICE", c.Resume(cause=APPRAISAL))
    assert walk.due == "2026-11-03 08:45"


def test_after_three_working_days_the_wait_is_over_by_itself():
    walk = waiting()
    walk.until("2026-11-06 17:29")
    assert walk.matter.handle.is_paused
    walk.until("2026-11-06 17:30")
    assert not walk.matter.handle.is_paused
    assert [one.cause for one in walk.events("ClockResumed")] == [MATERIAL]
    assert walk.due == "2026-11-20 17:30"


def test_it_is_over_then_however_late_that_is_noted():
    walk = waiting()
    timely = waiting()
    timely.until("2026-11-06 17:30")
    late = decide(walk.matter, c.Tick(), facts("2026-11-09 09:00", "system"))
    assert late[0].handle == timely.matter.handle
    resumed = decide(walk.matter, c.Resume(cause=MATERIAL), facts("2026-11-09 09:00", "handler", "HOUSING"))
    assert resumed[0].handle == timely.matter.handle
    added = decide(walk.matter, c.AddMaterial(text=text()), facts("2026-11-09 09:00", "citizen", person="p1"))
    assert added[1].handle == timely.matter.handle
    submitted = decide(
        walk.matter, c.SubmitResult(reply=text()), facts("2026-11-09 09:00", "handler", "HOUSING")
    )
    assert submitted[0].handle == timely.matter.handle


def test_an_appraisal_takes_its_time():
    walk = waiting(APPRAISAL)
    assert walk.matter.stage.until is None
    walk.until("2027-03-01 09:00")
    assert walk.matter.handle.is_paused


def test_the_material_ends_its_wait():
    walk = waiting()
    kinds = walk.do("2026-11-04 10:00", "citizen", "", c.AddMaterial(text=text()), person="p1")
    assert kinds == ["MaterialAdded", "ClockResumed"]
    assert walk.due == "2026-11-17 17:30"
    appraised = waiting(APPRAISAL)
    kinds = appraised.do("2026-11-04 10:00", "citizen", "", c.AddMaterial(text=text()), person="p1")
    assert kinds == ["MaterialAdded"]


def test_material_is_waited_for_once_an_appraisal_as_often_as_it_takes():
    walk = waiting()
    walk.do("2026-11-04 10:00", "handler", "HOUSING", c.Resume(cause=MATERIAL))
    said = walk.refuse("2026-11-04 11:00", "handler", "HOUSING", c.Pause(cause=MATERIAL), "wrong_state")
    assert said.field == "cause"
    for day in ("04", "05"):
        walk.do(f"2026-11-{day} 12:00", "handler", "HOUSING", c.Pause(cause=APPRAISAL))
        walk.do(f"2026-11-{day} 13:00", "handler", "HOUSING", c.Resume(cause=APPRAISAL))


def test_a_result_ends_the_wait():
    walk = waiting()
    walk.submit("2026-11-04 10:00", "HOUSING")
    assert walk.state == "pending_review"
    assert not walk.matter.handle.is_paused
    assert walk.due == "2026-11-17 17:30"


def test_an_assists_result_does_not():
    walk = signed("R0302", "HOUSING", "POWER").sign("2026-11-02 10:10", "POWER")
    walk.do("2026-11-02 11:00", "handler", "HOUSING", c.Pause(cause=MATERIAL))
    walk.submit("2026-11-02 12:00", "POWER")
    assert walk.matter.handle.is_paused


def test_no_light_turns_while_it_waits():
    walk = waiting(APPRAISAL)
    walk.until("2026-12-31 09:00")
    assert [light.value for light in walk.matter.lights] == ["green"]
    walk.do("2027-01-04 09:00", "handler", "HOUSING", c.Resume(cause=APPRAISAL))
    walk.until("2027-01-29 09:00")
    assert [light.value for light in walk.matter.lights] == ["green", "yellow", "red"]


@pytest.mark.parametrize("cause", [None, PauseCause.SHELVED])
def test_a_pause_has_one_of_two_causes(cause):
    walk = signed()
    assert (
        walk.refuse("2026-11-03 10:00", "handler", "HOUSING", c.Pause(cause=cause), "invalid_data").field
        == "cause"
    )


@pytest.mark.parametrize("cause", [APPRAISAL, PauseCause.SHELVED, None])
def test_a_wait_ends_by_its_own_name(cause):
    walk = waiting()
    assert (
        walk.refuse("2026-11-04 10:00", "handler", "HOUSING", c.Resume(cause=cause), "invalid_data").field
        == "cause"
    )


def test_what_stands_does_not_stop_and_what_runs_does_not_resume():
    waiting().refuse("2026-11-03 11:00", "handler", "HOUSING", c.Pause(cause=APPRAISAL), "wrong_state")
    signed().refuse("2026-11-03 11:00", "handler", "HOUSING", c.Resume(cause=MATERIAL), "wrong_state")


@pytest.mark.parametrize(
    ("post", "unit", "code"),
    [
        ("supervisor", SUPERVISION, "not_allowed_for_post"),
        ("grid_worker", "GRID", "not_allowed_for_post"),
        ("handler", "POWER", "not_involved_unit"),
    ],
)
def test_only_the_unit_that_handles_stops_the_clock(post, unit, code):
    signed().refuse("2026-11-03 10:00", post, unit, c.Pause(cause=MATERIAL), code)
    waiting().refuse("2026-11-03 10:00", post, unit, c.Resume(cause=MATERIAL), code)


def test_what_was_late_before_it_waited_stays_late():
    walk = signed()
    walk.do("2026-11-17 10:00", "handler", "HOUSING", c.Pause(cause=APPRAISAL))
    walk.do("2026-11-20 10:00", "handler", "HOUSING", c.Resume(cause=APPRAISAL))
    assert walk.due == "2026-11-16 17:30"
    assert walk.matter.lights[-1].value == "red"
    walk.submit("2026-11-20 11:00", "HOUSING").approve("2026-11-20 12:00")
    assert not walk.matter.stage.verdict.on_time
