"""Lights, passed limits and the ladder of DOMAIN 2.8: proposed by the system, issued by people, ended by a reply."""

import pytest
from county import facts, text
from walk import CENTRE, COORD, RETURN, SOLVED, SUPERVISION, Walk, resolved, signed, wall

from fengqiao.clocks import limits_profile
from fengqiao.lifecycle.decide import decide
from fengqiao.lifecycle.wakes import next_wake, wakes
from fengqiao.matters import commands as c
from fengqiao.matters.words import Letter, PauseCause, Trigger

URGE, SUPERVISE, CIRCULATE = Letter.URGE, Letter.SUPERVISE, Letter.CIRCULATE


def issue(letter: Letter, unit: str = "", days: int = 2) -> c.IssueLetter:
    return c.IssueLetter(letter=letter, unit=unit, reply_by_working_days=days)


def late(*co: str) -> Walk:
    """P0108: 2 working days, due 2026-11-04 17:30, and over."""
    walk = signed("P0108", "MUNICIPAL", *co)
    walk.until("2026-11-04 17:31")
    return walk


def proposed(walk: Walk) -> list[tuple[str, str, str]]:
    return [(p.letter.value, p.unit, wall(p.at)) for p in walk.matter.proposals]


def lights(walk: Walk) -> list[str]:
    return [light.value for light in walk.matter.lights]


# lights


def test_yellow_with_a_quarter_left_and_red_after_the_due():
    walk = signed("P0108", "MUNICIPAL")
    # From Monday 09:00 there are 6.5 + 14 office hours: a quarter, 5.125 h, is left on Wednesday at 10:22:30.
    walk.until("2026-11-04 17:30")
    turns = [(one.light.value, one.since) for one in walk.events("LightTurned")]
    assert [(light, wall(since)) for light, since in turns] == [("yellow", "2026-11-04 10:22")]
    assert turns[0][1].second == 30
    walk.until("2026-11-04 17:31")
    assert lights(walk) == ["green", "yellow", "red"]
    assert walk.state == "in_progress"


def test_the_ratio_is_the_countys():
    half = limits_profile({"yellow_at_remaining_ratio": 0.5})
    walk = Walk().register("2026-11-02 09:00", "R0103", accept=False)
    walk.do("2026-11-02 09:00", "registrar", "COUNTY_HALL", c.Accept(category="R0103"), profile=half)
    walk.until("2026-11-02 21:00")
    assert lights(walk) == ["green", "yellow"]


def test_lights_go_on_under_review_and_end_with_the_result():
    walk = signed("P0108", "MUNICIPAL").submit("2026-11-04 09:00", "MUNICIPAL")
    walk.until("2026-11-04 17:31")
    assert lights(walk) == ["green", "yellow", "red"]
    walk.approve("2026-11-04 18:00")
    walk.until("2026-11-30 09:00")
    assert lights(walk) == ["green", "yellow", "red"]
    assert proposed(walk) == []


def test_what_was_missed_while_nobody_looked_is_noted_in_its_order():
    walk = signed("P0108", "MUNICIPAL")
    kinds = walk._decide(facts("2026-11-20 09:00", "system").now, "system", "", c.Tick())
    assert kinds == ["LightTurned", "LightTurned", "LetterProposed", "LetterProposed", "LetterProposed"]
    assert proposed(walk) == [
        ("urge", "MUNICIPAL", "2026-11-05 08:30"),
        ("supervise", "MUNICIPAL", "2026-11-09 08:30"),
        ("circulate", "MUNICIPAL", "2026-11-11 08:30"),
    ]
    assert walk._decide(facts("2026-11-20 09:00", "system").now, "system", "", c.Tick()) == []


def test_ticks_are_the_systems():
    signed().refuse("2026-11-02 11:00", "supervisor", SUPERVISION, c.Tick(), "not_allowed_for_post")


# the ladder


def test_the_ladder_is_proposed_at_opening_time_and_changes_nothing_by_itself():
    walk = late()
    assert [(rung.letter.value, wall(rung.at)) for rung in walk.matter.ladder] == [
        ("urge", "2026-11-05 08:30"),
        ("supervise", "2026-11-09 08:30"),
        ("circulate", "2026-11-11 08:30"),
    ]
    for day, count in (("05 08:29", 0), ("05 08:30", 1), ("09 08:29", 1), ("09 08:30", 2), ("11 08:30", 3)):
        walk.until(f"2026-11-{day}")
        assert len(walk.matter.proposals) == count
    assert walk.matter.ladder == ()
    assert walk.matter.supervisions == ()
    assert {p.trigger for p in walk.matter.proposals} == {Trigger.OVERDUE}


def test_the_rungs_are_the_countys():
    own = limits_profile({"urge_after_due_working_days": 2, "supervise_after_due_working_days": 4})
    walk = signed("P0108", "MUNICIPAL")
    walk.until("2026-11-04 17:30")
    walk._decide(next_wake(walk.matter).at, "system", "", c.Tick(), profile=own)
    assert [wall(rung.at) for rung in walk.matter.ladder[:2]] == ["2026-11-06 08:30", "2026-11-10 08:30"]


def test_issued_early_a_letter_is_not_proposed_again():
    walk = late()
    walk.do("2026-11-04 18:00", "supervisor", SUPERVISION, issue(URGE))
    assert walk.matter.supervisions[0].trigger is Trigger.OVERDUE
    walk.until("2026-11-09 08:30")
    assert [letter for letter, _, _ in proposed(walk)] == ["supervise"]
    walk.do("2026-11-09 09:00", "supervisor", SUPERVISION, issue(SUPERVISE))
    assert proposed(walk) == []


def test_a_letter_to_another_unit_leaves_the_leads_rungs():
    walk = late("POWER")
    walk.do("2026-11-04 18:00", "supervisor", SUPERVISION, issue(URGE, "POWER"))
    walk.until("2026-11-05 08:30")
    assert proposed(walk) == [("urge", "MUNICIPAL", "2026-11-05 08:30")]


def test_a_rung_names_who_leads_on_its_day():
    walk = signed("R0103", "HEATING")  # 24 h, due 2026-11-03 09:00
    walk.until("2026-11-03 09:01")
    walk.do("2026-11-03 09:30", "handler", "HEATING", RETURN)
    walk.do("2026-11-03 10:00", "dispatcher", COORD, c.ApproveReturn())
    walk.until("2026-11-04 08:30")
    assert proposed(walk) == []  # nobody leads it now
    walk.dispatch("2026-11-04 09:00", "HOUSING")
    walk.until("2026-11-04 09:00")
    assert [unit for _, unit, _ in proposed(walk)] == ["HOUSING"]


def test_what_is_late_before_it_is_dispatched_has_a_ladder_too():
    walk = Walk().register("2026-11-02 09:00", "R0103")
    walk.until("2026-11-03 09:01")
    assert lights(walk) == ["green", "yellow", "red"]
    walk.until("2026-11-05 10:00")
    assert proposed(walk) == []
    walk.dispatch("2026-11-05 10:00", "HEATING")
    walk.until("2026-11-05 10:00")
    assert [letter for letter, _, _ in proposed(walk)] == ["urge"]


def test_nothing_is_proposed_while_the_clock_stands():
    walk = late()
    walk.do("2026-11-04 17:40", "handler", "MUNICIPAL", c.Pause(cause=PauseCause.APPRAISAL))
    walk.until("2026-11-20 09:00")
    assert proposed(walk) == []
    walk.do("2026-11-20 10:00", "handler", "MUNICIPAL", c.Resume(cause=PauseCause.APPRAISAL))
    walk.until("2026-11-20 10:00")
    assert len(proposed(walk)) == 3


def test_an_approved_result_ends_the_ladder_and_its_proposals():
    walk = late()
    walk.until("2026-11-05 09:00")
    walk.submit("2026-11-05 10:00", "MUNICIPAL").approve("2026-11-05 11:00")
    assert (walk.matter.ladder, walk.matter.proposals) == ((), ())


# letters


def test_a_supervision_waits_for_a_reply_two_working_days():
    walk = late()
    walk.do("2026-11-05 09:00", "supervisor", SUPERVISION, issue(SUPERVISE))
    one = walk.matter.supervisions[0]
    assert (one.id, one.unit, one.letter, one.by.post) == ("1", "MUNICIPAL", SUPERVISE, "supervisor")
    assert wall(one.reply.due) == "2026-11-09 17:30"
    walk.do("2026-11-05 10:00", "supervisor", SUPERVISION, issue(SUPERVISE, days=5))
    assert wall(walk.matter.supervisions[1].reply.due) == "2026-11-12 17:30"


@pytest.mark.parametrize("letter", [URGE, SUPERVISE])
def test_urging_and_supervising_are_the_supervisors(letter):
    for post in ("duty_leader", "coordinator", "handler", "dispatcher"):
        signed().refuse("2026-11-02 11:00", post, CENTRE, issue(letter), "not_allowed_for_post")
    signed().do("2026-11-02 11:00", "supervisor", SUPERVISION, issue(letter))


def test_the_bulletin_is_the_duty_leaders():
    signed().refuse("2026-11-02 11:00", "supervisor", SUPERVISION, issue(CIRCULATE), "not_allowed_for_post")
    walk = signed()
    walk.do("2026-11-02 11:00", "duty_leader", CENTRE, issue(CIRCULATE))
    assert walk.matter.supervisions[0].reply is None


def test_a_letter_may_be_issued_at_any_time():
    walk = Walk().register("2026-11-02 09:00", "R0302").dispatch("2026-11-02 09:04", "HOUSING")
    walk.do("2026-11-02 09:05", "supervisor", SUPERVISION, issue(URGE))
    assert walk.matter.supervisions[0].trigger is Trigger.SUPERVISOR
    walk = resolved()
    walk.do("2026-11-02 17:00", "supervisor", SUPERVISION, issue(SUPERVISE))


@pytest.mark.parametrize(
    ("command", "field"),
    [
        (issue(URGE, "MOON"), "unit"),
        (issue(URGE, "POWER"), "unit"),
        (issue(SUPERVISE, days=0), "reply_by_working_days"),
        (issue(SUPERVISE, days=31), "reply_by_working_days"),
    ],
)
def test_a_letter_goes_to_a_unit_that_holds_an_order(command, field):
    assert (
        signed().refuse("2026-11-02 11:00", "supervisor", SUPERVISION, command, "invalid_data").field == field
    )


def test_up_to_thirty_days():
    for days in (1, 30):
        signed().do("2026-11-02 11:00", "supervisor", SUPERVISION, issue(SUPERVISE, days=days))


def test_without_a_lead_the_unit_is_named():
    walk = Walk().register("2026-11-02 09:00", "R0302")
    assert (
        walk.refuse("2026-11-02 09:05", "supervisor", SUPERVISION, issue(URGE), "invalid_data").field
        == "unit"
    )
    waiting = Walk().register("2026-11-02 09:00", "R0302", accept=False)
    waiting.refuse("2026-11-02 09:01", "supervisor", SUPERVISION, issue(URGE), "wrong_state")


def test_the_unit_that_does_the_work_may_be_urged():
    walk = signed("P0101", "HOUSING")
    walk.do("2026-11-02 10:30", "handler", "HOUSING", c.SubDispatch(to="MUNICIPAL"))
    walk.do("2026-11-02 11:00", "supervisor", SUPERVISION, issue(URGE, "MUNICIPAL"))


# replies


def supervised() -> Walk:
    walk = signed("R0302", "HOUSING", "POWER").sign("2026-11-02 10:10", "POWER")
    walk.do("2026-11-02 11:00", "supervisor", SUPERVISION, issue(SUPERVISE, "POWER"))
    return walk


REPLY, ACCEPT = c.ReplySupervision(reply=text("tomorrow")), c.ApproveReply(unit="POWER")


def test_a_supervision_ends_by_an_approved_reply():
    walk = supervised()
    walk.refuse("2026-11-02 12:00", "supervisor", SUPERVISION, ACCEPT, "wrong_state")
    walk.do("2026-11-02 12:00", "handler", "POWER", REPLY)
    one = walk.matter.supervisions[0]
    assert (wall(one.replied_at), one.reply_text, one.closed_at) == (
        "2026-11-02 12:00",
        text("tomorrow"),
        None,
    )
    walk.refuse("2026-11-02 13:00", "supervisor", "POWER", ACCEPT, "own_result_not_approvable")
    walk.do("2026-11-02 13:00", "supervisor", SUPERVISION, ACCEPT)
    assert wall(walk.matter.supervisions[0].closed_at) == "2026-11-02 13:00"
    walk.refuse("2026-11-02 14:00", "supervisor", SUPERVISION, ACCEPT, "wrong_state")
    walk.refuse("2026-11-02 14:00", "handler", "POWER", REPLY, "not_involved_unit")


def test_only_the_supervised_unit_replies_and_says_something():
    walk = supervised()
    walk.refuse("2026-11-02 12:00", "handler", "HOUSING", REPLY, "not_involved_unit")
    walk.refuse("2026-11-02 12:00", "unit_leader", "POWER", REPLY, "not_allowed_for_post")
    silent = c.ReplySupervision(reply=None)
    assert walk.refuse("2026-11-02 12:00", "handler", "POWER", silent, "invalid_data").field == "reply"


def test_it_may_be_answered_again_until_the_answer_is_accepted():
    walk = supervised()
    walk.do("2026-11-02 12:00", "handler", "POWER", REPLY)
    walk.do("2026-11-02 12:30", "handler", "POWER", c.ReplySupervision(reply=text("today")))
    assert walk.matter.supervisions[0].reply_text == text("today")


def test_a_supervision_outlives_the_matter_it_was_about():
    walk = supervised().submit("2026-11-02 14:00", "POWER").submit("2026-11-02 15:00", "HOUSING")
    walk.approve("2026-11-02 16:00")
    walk.do("2026-11-03 09:00", "citizen", "", SOLVED, person="p1")
    walk.do("2026-11-03 10:00", "handler", "POWER", REPLY)
    walk.do("2026-11-03 11:00", "supervisor", SUPERVISION, ACCEPT)
    assert walk.matter.supervisions[0].closed_at is not None


def test_no_reply_in_time_proposes_the_bulletin():
    walk = supervised()
    walk.until("2026-11-04 17:30")
    assert walk.events("SupervisionReplyMissed") == []
    walk.until("2026-11-04 17:31")
    assert [(p.trigger, p.letter, p.unit) for p in walk.matter.proposals] == [
        (Trigger.REPLY_MISSED, CIRCULATE, "POWER")
    ]
    assert walk.matter.supervisions[0].reply_missed
    walk.until("2026-11-06 09:00")
    assert len(walk.events("SupervisionReplyMissed")) == 1
    walk.do("2026-11-06 10:00", "duty_leader", CENTRE, issue(CIRCULATE, "POWER"))
    assert walk.matter.supervisions[1].trigger is Trigger.REPLY_MISSED
    assert walk.matter.proposals == ()


def test_who_replied_is_not_late():
    walk = supervised()
    walk.do("2026-11-02 12:00", "handler", "POWER", REPLY)
    walk.until("2026-11-06 09:00")
    assert walk.events("SupervisionReplyMissed") == []


# wakes


def test_a_matter_that_is_over_waits_for_nothing():
    walk = resolved()
    walk.do("2026-11-03 10:00", "citizen", "", SOLVED, person="p1")
    assert next_wake(walk.matter) is None


def test_the_next_moment_is_the_earliest():
    walk = signed("P0108", "MUNICIPAL", "POWER")
    moments = sorted(wake.at for wake in wakes(walk.matter))
    assert next_wake(walk.matter).at == moments[0]
    assert len(moments) == 2  # the assist's sign limit, and yellow


def test_an_early_tick_finds_nothing():
    assert decide(signed().matter, c.Tick(), facts("2026-11-02 10:01", "system")) == []
