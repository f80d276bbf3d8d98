"""会商, 吹哨 and 包案 in a dispute: minutes, tasks with a limit each, their clocks and who is told (D8, D20)."""

from datetime import date

import pytest
from county import text
from test_rules_mediation import FAIL, asked, later, mediating, table
from walk import CENTRE, COORD, Walk, wall

from fengqiao.lifecycle.attention import attention
from fengqiao.lifecycle.react import Notify, react
from fengqiao.matters import commands as c
from fengqiao.matters.words import WhistleKind, WhistleRating

MEETING = c.HoldConsultation(
    number=1,
    attendees=6,
    tasks=("HOUSING", "POWER", "MC_COUNTY"),
    minutes=text("minutes"),
    due_within="2_working_day",
    limits=(("POWER", "30_minutes"), ("MC_COUNTY", "1_calendar_day")),
)
DONE = c.ReportTask(note=text("done"))


def met(**more) -> Walk:
    walk = mediating()
    walk.do("2026-11-02 14:00", "coordinator", COORD, MEETING)
    return walk


def tasks(walk: Walk) -> dict:
    return {task.unit: task for held in walk.matter.consultations for task in held.assigned}


def told(walk: Walk) -> tuple:
    return react(walk.matter, walk.recorded[-1].event)


def test_every_task_has_its_own_limit_and_the_minutes_stand():
    walk = met()
    assert {unit: wall(task.timer.due) for unit, task in tasks(walk).items()} == {
        "HOUSING": "2026-11-04 17:30",
        "POWER": "2026-11-02 14:30",
        "MC_COUNTY": "2026-11-03 17:30",
    }
    assert walk.matter.consultations[0].minutes == text("minutes")
    assert walk.state == "mediating"
    assert {f"tasked:{unit}" for unit in MEETING.tasks} <= set(attention(walk.matter))


def test_without_a_word_a_task_has_five_working_days():
    walk = mediating()
    walk.do("2026-11-02 14:00", "duty_leader", CENTRE, c.HoldConsultation(number=1, tasks=("HOUSING",)))
    assert wall(tasks(walk)["HOUSING"].timer.due) == "2026-11-09 17:30"


@pytest.mark.parametrize(
    ("command", "field"),
    [
        (c.HoldConsultation(number=1, tasks=("POWER",), limits=(("HOUSING", "1_hour"),)), "limits"),
        (c.HoldConsultation(number=1, tasks=("POWER",), limits=(("POWER", "soon"),)), "limits"),
        (c.HoldConsultation(number=1, tasks=("POWER",), limits=(("POWER", "0_hour"),)), "limits"),
        (c.HoldConsultation(number=1, tasks=("POWER",), due_within="5_moons"), "due_within"),
        (
            c.HoldConsultation(number=1, tasks=("POWER",), limits=(("POWER", "1_hour"), ("POWER", "2_hour"))),
            "limits",
        ),
    ],
)
def test_a_limit_that_cannot_be_is_named(command, field):
    walk = mediating()
    assert walk.refuse("2026-11-02 14:00", "coordinator", COORD, command, "invalid_data").field == field


def test_a_unit_reports_once_and_the_clock_of_its_task_stops():
    walk = met()
    assert walk.do("2026-11-04 17:30", "handler", "HOUSING", DONE)[-1] == "TaskReported"
    task = tasks(walk)["HOUSING"]
    assert (task.on_time, task.note, wall(task.done_at)) == (True, text("done"), "2026-11-04 17:30")
    assert task.timer.stopped_at is not None
    assert Notify("coordinator", "task_reported") in told(walk)
    assert "tasked:HOUSING" not in attention(walk.matter)
    walk.refuse("2026-11-04 17:31", "handler", "HOUSING", DONE, "wrong_state")
    assert walk.replayed() == walk.matter


@pytest.mark.parametrize("post", ["handler", "mediator"])
def test_whoever_works_in_the_unit_reports_and_nobody_else(post):
    walk = met()
    walk.refuse("2026-11-02 14:10", "handler", "WATER", DONE, "not_involved_unit")
    walk.refuse("2026-11-02 14:10", "supervisor", "HOUSING", DONE, "not_allowed_for_post")
    assert (
        walk.refuse("2026-11-02 14:10", post, "HOUSING", c.ReportTask(note=None), "invalid_data").field
        == "note"
    )
    walk.do("2026-11-02 14:20", post, "HOUSING", DONE)


def test_a_missed_limit_is_noted_once_and_told_to_the_unit_and_the_supervisor():
    walk = met()
    walk.until("2026-11-02 14:30")
    assert walk.events("TaskMissed") == []
    walk.until("2026-11-02 14:31")
    assert [event.unit for event in walk.events("TaskMissed")] == ["POWER"]
    assert set(told(walk)) == {Notify("unit", "task_late", unit="POWER"), Notify("supervisor", "task_late")}
    walk.do("2026-11-02 15:00", "handler", "POWER", DONE)
    assert tasks(walk)["POWER"].on_time is False
    walk.until("2026-11-12 09:00")
    assert [event.unit for event in walk.events("TaskMissed")] == ["POWER", "MC_COUNTY", "HOUSING"]
    assert walk.replayed() == walk.matter


def test_the_next_meeting_of_a_unit_gives_it_a_task_of_its_own():
    walk = met()
    again = c.HoldConsultation(number=2, tasks=("HOUSING",), due_within="1_working_day")
    walk.do("2026-11-02 16:00", "coordinator", COORD, again)
    walk.do("2026-11-02 16:10", "handler", "HOUSING", DONE)
    held = walk.matter.consultations
    assert [task.done_at is not None for one in held for task in one.assigned if task.unit == "HOUSING"] == [
        True,
        False,
    ]
    walk.do("2026-11-02 16:20", "handler", "HOUSING", DONE)
    assert all(
        task.done_at for one in walk.matter.consultations for task in one.assigned if task.unit == "HOUSING"
    )


def test_tasks_run_on_through_agreement_and_failure_and_end_with_the_matter():
    walk = met()
    table(walk, "02 15:00", later())
    walk.do("2026-11-02 16:00", "handler", "HOUSING", DONE)
    walk = met()
    table(walk, "02 15:00", FAIL)
    walk.do("2026-11-02 16:00", "mediator", "MC_COUNTY", DONE)
    walk.do("2026-11-02 17:00", "registrar", "COUNTY_HALL", c.Withdraw(reason=text()))
    walk.until("2026-12-01 09:00")
    assert [event.unit for event in walk.events("TaskMissed")] == ["POWER"]


# 吹哨 within a dispute


@pytest.mark.parametrize("start", [asked, mediating])
def test_a_whistle_in_a_dispute_calls_units_and_counts_who_came(start):
    walk = start()
    whistle = c.BlowWhistle(
        units=("POLICE_STATION", "HOUSING"), respond_within="30_minutes", kind=WhistleKind.EMERGENCY
    )
    walk.do("2026-11-02 14:00", "coordinator", COORD, whistle)
    walk.do("2026-11-02 14:20", "handler", "POLICE_STATION", c.ReportIn())
    walk.until("2026-11-02 14:31")
    assert walk.events("WhistleUnanswered")[0].units == ("HOUSING",)
    ratings = tuple((unit, WhistleRating.SATISFIED) for unit in whistle.units)
    walk.do("2026-11-02 15:00", "coordinator", COORD, c.EvaluateWhistle(ratings=ratings))
    assert walk.matter.open_whistle is None
    assert walk.state == start().state


# 包案


def test_a_leader_case_comes_back_to_the_leader_on_its_day_and_can_be_set_again():
    walk = mediating()
    walk.do("2026-11-02 14:00", "duty_leader", CENTRE, c.AssignLeaderCase(leader=text("leader")))
    assert (walk.matter.leader_case, walk.matter.leader_review) == (True, date(2026, 11, 9))
    walk.until("2026-11-08 23:59")
    assert walk.events("LeaderReviewReached") == []
    walk.until("2026-11-09 00:00")
    assert walk.events("LeaderReviewReached")[0].review == date(2026, 11, 9)
    assert told(walk) == (Notify("duty_leader", "leader_review_due"),)
    assert (walk.matter.leader_case, walk.matter.leader_review) == (True, None)
    walk.until("2026-11-20 00:00")
    assert len(walk.events("LeaderReviewReached")) == 1
    again = c.AssignLeaderCase(leader=text("leader"), review_date=date(2026, 12, 1))
    walk.do("2026-11-20 09:00", "duty_leader", CENTRE, again)
    walk.until("2026-12-01 00:00")
    assert len(walk.events("LeaderReviewReached")) == 2
    assert walk.replayed() == walk.matter


def test_a_case_that_is_over_is_not_looked_at_again():
    walk = asked()
    walk.do("2026-11-02 14:00", "duty_leader", CENTRE, c.AssignLeaderCase(leader=text("leader")))
    walk.do("2026-11-02 15:00", "registrar", "COUNTY_HALL", c.Withdraw(reason=text()))
    walk.until("2026-12-01 00:00")
    assert walk.events("LeaderReviewReached") == []
