"""吹哨报到: who was called, who came, who rated whom; 会商, 包案 and the colour of a case beside it."""

import pytest
from county import text
from walk import ANALYSIS, CENTRE, COORD, SUPERVISION, Walk, day, signed, wall

from fengqiao.matters import commands as c
from fengqiao.matters.matter import Place
from fengqiao.matters.words import CaseRisk, Letter, Trigger, WhistleKind, WhistleRating

GOOD, FAIR, BAD = WhistleRating.SATISFIED, WhistleRating.BASICALLY_SATISFIED, WhistleRating.DISSATISFIED
TOWN = "TOWN_CENTER"


def call(*units: str, within: str = "30_minutes", approved_by=text("mayor"), **more) -> c.BlowWhistle:  # noqa: B008
    units = units or ("MUNICIPAL", "DRAINAGE", "HOUSING")
    return c.BlowWhistle(units=units, respond_within=within, approved_by=approved_by, **more)


def flooded() -> Walk:
    return signed("E0405", "TOWN_GOV", unit=TOWN, post="town_dispatcher")


def blown(post: str = "duty_leader", unit: str = TOWN, command: c.BlowWhistle | None = None) -> Walk:
    walk = flooded()
    walk.do("2026-11-02 10:10", post, unit, command or call())
    return walk


def rate(**ratings) -> c.EvaluateWhistle:
    return c.EvaluateWhistle(ratings=tuple(ratings.items()))


ALL = rate(MUNICIPAL=GOOD, DRAINAGE=FAIR, HOUSING=BAD)


@pytest.mark.parametrize(
    ("post", "unit"), [("coordinator", COORD), ("duty_leader", TOWN), ("town_dispatcher", TOWN)]
)
def test_units_are_called_to_come_by_a_moment(post, unit):
    walk = blown(post, unit, call(kind=WhistleKind.EMERGENCY, reason=text("water")))
    whistle = walk.matter.whistles[0]
    assert walk.state == "in_progress"
    assert (whistle.id, whistle.kind, whistle.by.unit) == ("1", WhistleKind.EMERGENCY, unit)
    assert wall(whistle.timer.due) == "2026-11-02 10:40"
    assert [called.unit for called in whistle.units] == ["MUNICIPAL", "DRAINAGE", "HOUSING"]
    assert walk.matter.open_whistle == whistle
    assert (whistle.reason, whistle.approved_by) == (text("water"), text("mayor"))


@pytest.mark.parametrize(
    ("within", "due"),
    [
        ("30_minutes", "2026-11-02 10:40"),
        ("1_minute", "2026-11-02 10:11"),
        ("2_hours", "2026-11-02 12:10"),
        ("1_working_day", "2026-11-03 17:30"),
        ("3_working_hours", "2026-11-02 15:10"),
        ("7_calendar_days", "2026-11-09 17:30"),
    ],
)
def test_the_limit_is_as_it_is_said(within, due):
    assert wall(blown(command=call(within=within)).matter.whistles[0].timer.due) == due


@pytest.mark.parametrize(
    "within", ["", "soon", "30", "_minutes", "0_minutes", "-1_minutes", "1_fortnight", "9999999_hours"]
)
def test_a_limit_that_is_none(within):
    said = flooded().refuse("2026-11-02 10:10", "duty_leader", TOWN, call(within=within), "invalid_data")
    assert said.field == "respond_within"


def test_a_town_dispatcher_whistles_with_the_leaders_approval():
    walk = flooded()
    alone = call(approved_by=None)
    assert (
        walk.refuse("2026-11-02 10:10", "town_dispatcher", TOWN, alone, "invalid_data").field == "approved_by"
    )
    walk.do("2026-11-02 10:10", "duty_leader", TOWN, alone)


@pytest.mark.parametrize(
    "units", [("MUNICIPAL", "MUNICIPAL"), ("MOON",), ("DISCIPLINE",), ("CITY_PLATFORM",)]
)
def test_units_that_can_come_are_called_each_once(units):
    said = flooded().refuse("2026-11-02 10:10", "duty_leader", TOWN, call(*units), "invalid_data")
    assert said.field == "units"


def test_a_whistle_calls_somebody():
    nobody = c.BlowWhistle(units=(), respond_within="30_minutes")
    assert flooded().refuse("2026-11-02 10:10", "duty_leader", TOWN, nobody, "invalid_data").field == "units"


@pytest.mark.parametrize("post", ["dispatcher", "supervisor", "handler", "grid_worker", "registrar"])
def test_others_do_not_whistle(post):
    flooded().refuse("2026-11-02 10:10", post, COORD, call(), "not_allowed_for_post")


def test_a_town_whistles_for_what_is_in_it():
    walk = signed("R0302", "HOUSING", place=Place(area="331181102"))
    walk.refuse("2026-11-02 10:10", "town_dispatcher", TOWN, call(), "not_involved_unit")


def test_there_is_no_whistle_before_acceptance_or_after_the_result():
    waiting = Walk().register("2026-11-02 09:00", "E0405", accept=False)
    waiting.refuse("2026-11-02 09:01", "duty_leader", CENTRE, call(), "wrong_state")
    done = flooded().submit("2026-11-02 11:00", "TOWN_GOV")
    done.refuse("2026-11-02 11:10", "duty_leader", CENTRE, call(), "wrong_state")


# 报到


@pytest.mark.parametrize(
    ("moment", "on_time", "late"),
    [("10:11", True, 0), ("10:40", True, 0), ("10:41", False, 1), ("10:58", False, 18)],
)
def test_the_last_instant_is_on_time_and_lateness_is_in_minutes(moment, on_time, late):
    walk = blown()
    walk.do(f"2026-11-02 {moment}", "handler", "DRAINAGE", c.ReportIn())
    unit = walk.matter.whistles[0].units[1]
    assert (unit.on_time, unit.late_minutes, wall(unit.reported_at)) == (
        on_time,
        late,
        f"2026-11-02 {moment}",
    )
    assert [other.reported_at for other in walk.matter.whistles[0].units[::2]] == [None, None]


def test_only_a_called_unit_reports_in_and_once():
    walk = blown()
    walk.refuse("2026-11-02 10:20", "handler", "POWER", c.ReportIn(), "not_involved_unit")
    walk.refuse("2026-11-02 10:20", "grid_worker", "MUNICIPAL", c.ReportIn(), "not_allowed_for_post")
    walk.do("2026-11-02 10:20", "handler", "MUNICIPAL", c.ReportIn())
    walk.refuse("2026-11-02 10:21", "handler", "MUNICIPAL", c.ReportIn(), "wrong_state")
    flooded().refuse("2026-11-02 10:20", "handler", "MUNICIPAL", c.ReportIn(), "wrong_state")


def test_who_is_absent_at_the_limit_is_proposed_for_supervision():
    walk = blown()
    walk.do("2026-11-02 10:30", "handler", "MUNICIPAL", c.ReportIn())
    walk.until("2026-11-02 10:40")
    assert walk.events("WhistleUnanswered") == []
    walk.until("2026-11-02 10:41")
    assert walk.events("WhistleUnanswered")[0].units == ("DRAINAGE", "HOUSING")
    assert [(p.trigger, p.letter, p.unit) for p in walk.matter.proposals] == [
        (Trigger.WHISTLE, Letter.SUPERVISE, "DRAINAGE"),
        (Trigger.WHISTLE, Letter.SUPERVISE, "HOUSING"),
    ]
    walk.until("2026-11-02 12:00")
    assert len(walk.events("WhistleUnanswered")) == 1


def test_nobody_absent_nothing_proposed():
    walk = blown()
    for unit in ("MUNICIPAL", "DRAINAGE", "HOUSING"):
        walk.do("2026-11-02 10:30", "handler", unit, c.ReportIn())
    walk.until("2026-11-02 14:00")
    assert walk.events("WhistleUnanswered") == []


def test_a_whistle_supervision_ends_by_that_units_reply_not_by_the_result():
    walk = blown()
    walk.do(
        "2026-11-02 10:50", "supervisor", SUPERVISION, c.IssueLetter(letter=Letter.SUPERVISE, unit="HOUSING")
    )
    assert walk.matter.supervisions[0].trigger is Trigger.WHISTLE
    assert [p.unit for p in walk.matter.proposals] == ["MUNICIPAL", "DRAINAGE"]
    walk.submit("2026-11-02 15:00", "TOWN_GOV").approve("2026-11-02 16:00")
    assert walk.matter.supervisions[0].closed_at is None
    assert [p.unit for p in walk.matter.proposals] == ["MUNICIPAL", "DRAINAGE"]
    walk.do("2026-11-02 17:00", "handler", "HOUSING", c.ReplySupervision(reply=text()))
    walk.do("2026-11-02 17:10", "supervisor", SUPERVISION, c.ApproveReply(unit="HOUSING"))
    assert walk.matter.supervisions[0].closed_at is not None


def test_a_called_unit_is_supervised_for_the_whistle_before_its_limit_too():
    walk = blown()
    walk.do(
        "2026-11-02 10:20", "supervisor", SUPERVISION, c.IssueLetter(letter=Letter.SUPERVISE, unit="HOUSING")
    )
    assert walk.matter.supervisions[0].trigger is Trigger.WHISTLE


# 评价


@pytest.mark.parametrize("post", ["duty_leader", "coordinator", "town_dispatcher"])
def test_the_whistling_unit_rates_every_called_unit(post):
    walk = blown()
    walk.do("2026-11-02 15:00", post, TOWN, ALL)
    whistle = walk.matter.whistles[0]
    assert [unit.rating for unit in whistle.units] == [GOOD, FAIR, BAD]
    assert wall(whistle.closed_at) == "2026-11-02 15:00"
    assert walk.matter.open_whistle is None
    walk.refuse("2026-11-02 15:10", post, TOWN, ALL, "wrong_state")
    walk.refuse("2026-11-02 15:10", "handler", "HOUSING", c.ReportIn(), "wrong_state")


def test_another_unit_does_not_rate():
    walk = blown()
    walk.refuse("2026-11-02 15:00", "coordinator", COORD, ALL, "not_involved_unit")
    walk.refuse("2026-11-02 15:00", "duty_leader", CENTRE, ALL, "not_involved_unit")
    walk.refuse("2026-11-02 15:00", "handler", TOWN, ALL, "not_allowed_for_post")


@pytest.mark.parametrize(
    "ratings",
    [
        rate(),
        rate(MUNICIPAL=GOOD),
        rate(MUNICIPAL=GOOD, DRAINAGE=GOOD, HOUSING=GOOD, POWER=GOOD),
        rate(MUNICIPAL=GOOD, DRAINAGE=GOOD, POWER=GOOD),
    ],
)
def test_each_called_unit_is_rated_once(ratings):
    assert blown().refuse("2026-11-02 15:00", "duty_leader", TOWN, ratings, "invalid_data").field == "ratings"


def test_an_emergency_whistles_again_before_the_last_was_rated():
    walk = blown()
    walk.do("2026-11-02 11:00", "coordinator", COORD, call("HOUSING", "POWER", within="1_working_day"))
    walk.do("2026-11-02 11:10", "handler", "HOUSING", c.ReportIn())  # answers the first call
    walk.do("2026-11-02 11:11", "handler", "HOUSING", c.ReportIn())  # and the second
    assert [w.units[-1 if w.id == "1" else 0].on_time for w in walk.matter.whistles] == [False, True]
    walk.refuse("2026-11-02 11:12", "handler", "HOUSING", c.ReportIn(), "wrong_state")
    walk.do("2026-11-02 12:00", "coordinator", COORD, rate(HOUSING=GOOD, POWER=BAD))
    assert [w.closed_at is None for w in walk.matter.whistles] == [True, False]
    walk.do("2026-11-02 12:10", "duty_leader", TOWN, ALL)
    assert walk.matter.open_whistle is None


# 会商


@pytest.mark.parametrize("post", ["coordinator", "duty_leader"])
def test_consultations_are_numbered_and_give_tasks(post):
    walk = flooded()
    first = c.HoldConsultation(number=1, attendees=9, tasks=("HOUSING", "DRAINAGE"), minutes=text("minutes"))
    walk.do("2026-11-02 11:00", post, CENTRE, first)
    walk.do("2026-11-02 12:00", post, CENTRE, c.HoldConsultation(number=2))
    held = walk.matter.consultations
    assert [(one.number, one.attendees, one.tasks) for one in held] == [
        (1, 9, ("HOUSING", "DRAINAGE")),
        (2, 0, ()),
    ]
    assert held[0].minutes == text("minutes")


@pytest.mark.parametrize(
    ("command", "field"),
    [
        (c.HoldConsultation(number=2), "number"),
        (c.HoldConsultation(number=0), "number"),
        (c.HoldConsultation(number=None), "number"),
        (c.HoldConsultation(number=1, attendees=-1), "attendees"),
        (c.HoldConsultation(number=1, attendees=1001), "attendees"),
        (c.HoldConsultation(number=1, tasks=("HOUSING", "HOUSING")), "tasks"),
        (c.HoldConsultation(number=1, tasks=("MOON",)), "tasks"),
    ],
)
def test_a_consultation_that_cannot_have_been(command, field):
    assert flooded().refuse("2026-11-02 11:00", "coordinator", COORD, command, "invalid_data").field == field
    for attendees in (0, 1000):
        flooded().do(
            "2026-11-02 11:00", "coordinator", COORD, c.HoldConsultation(number=1, attendees=attendees)
        )


def test_a_consultation_is_the_coordinators_or_the_duty_leaders():
    hold = c.HoldConsultation(number=1)
    flooded().refuse("2026-11-02 11:00", "supervisor", SUPERVISION, hold, "not_allowed_for_post")
    Walk().register("2026-11-02 09:00", "R0302", accept=False).refuse(
        "2026-11-02 09:01", "coordinator", COORD, hold, "wrong_state"
    )


# the case


def test_the_colour_rests_on_named_rules():
    walk = flooded()
    rules = ("multi_party_10_plus", "cross_town")
    walk.do("2026-11-02 11:00", "analyst", ANALYSIS, c.SetCaseRisk(risk=CaseRisk.RED, basis=rules))
    event = walk.recorded[-1].event
    assert walk.matter.case_risk is CaseRisk.RED
    assert (event.basis, event.review_date) == (rules, day("2026-11-09"))
    walk.do(
        "2026-11-02 11:01",
        "analyst",
        ANALYSIS,
        c.SetCaseRisk(risk=CaseRisk.BLUE, basis=("x",), review_date=day("2026-11-03")),
    )
    assert (walk.matter.case_risk, walk.recorded[-1].event.review_date) == (CaseRisk.BLUE, day("2026-11-03"))


@pytest.mark.parametrize(
    ("command", "code", "field"),
    [
        (c.SetCaseRisk(risk=CaseRisk.RED), "reason_required", "basis"),
        (c.SetCaseRisk(risk=CaseRisk.RED, basis=("",)), "reason_required", "basis"),
        (c.SetCaseRisk(risk=None, basis=("x",)), "invalid_data", "risk"),
        (c.SetCaseRisk(risk=CaseRisk.RED, basis=("x", "y" * 65)), "invalid_data", "basis"),
        (c.SetCaseRisk(risk=CaseRisk.RED, basis=("x\ny",)), "invalid_data", "basis"),
        (
            c.SetCaseRisk(risk=CaseRisk.RED, basis=("x",), review_date=day("2026-11-02")),
            "invalid_data",
            "review_date",
        ),
    ],
)
def test_a_colour_without_its_rules(command, code, field):
    assert flooded().refuse("2026-11-02 11:00", "analyst", ANALYSIS, command, code).field == field


@pytest.mark.parametrize("state", ["registered", "accepted", "resolved"])
def test_the_colour_may_be_set_while_the_matter_is_open(state):
    walk = Walk().register("2026-11-02 09:00", "P0108", accept=state != "registered")
    if state == "resolved":
        walk.dispatch("2026-11-02 09:04", "MUNICIPAL").sign("2026-11-02 10:00", "MUNICIPAL")
        walk.submit("2026-11-02 10:10", "MUNICIPAL").approve("2026-11-02 10:20")
    assert walk.state == state
    walk.do("2026-11-02 11:00", "analyst", ANALYSIS, c.SetCaseRisk(risk=CaseRisk.YELLOW, basis=("x",)))
    walk.refuse("2026-11-02 11:01", "duty_leader", CENTRE, c.SetCaseRisk(risk=None), "not_allowed_for_post")


def test_a_named_leader_takes_the_case():
    walk = flooded()
    nameless = c.AssignLeaderCase(leader=None)
    assert walk.refuse("2026-11-02 11:00", "duty_leader", CENTRE, nameless, "invalid_data").field == "leader"
    walk.do("2026-11-02 11:00", "duty_leader", CENTRE, c.AssignLeaderCase(leader=text("county leader")))
    assert walk.matter.leader_case
    assert walk.recorded[-1].event.review_date == day("2026-11-09")
    walk.refuse("2026-11-02 11:00", "coordinator", COORD, nameless, "not_allowed_for_post")
