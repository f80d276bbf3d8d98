"""G9 and RULINGS 12: one job, many answers; and back again."""

from dataclasses import replace

import pytest
from county import facts, text
from walk import ANALYSIS, COORD, HALL, SOLVED, SUPERVISION, UNSOLVED, Walk, resolved, signed, wall

from fengqiao.lifecycle.decide import decide
from fengqiao.lifecycle.react import TellFollowers, react
from fengqiao.matters import commands as c
from fengqiao.matters.clockwork import counting
from fengqiao.matters.matter import Party
from fengqiao.matters.words import PauseCause, State, VisitState

INTO = c.MergeInto(main="m0", rule="same_estate_same_category_24h")
OUT = c.Unmerge(reason=text("another leak"))


def follower(**given) -> Walk:
    walk = Walk().register("2026-11-02 09:00", "R0103", **given)
    walk.do("2026-11-02 09:30", "analyst", ANALYSIS, INTO)
    return walk


def main(*followers: str) -> Walk:
    walk = Walk().register("2026-11-02 08:50", "R0103")
    for one in followers:
        walk.do("2026-11-02 09:30", "analyst", ANALYSIS, c.TakeFollower(follower=one))
    return walk


@pytest.mark.parametrize(
    ("post", "unit"), [("dispatcher", COORD), ("analyst", ANALYSIS), ("town_dispatcher", "TOWN_CENTER")]
)
def test_who_merges(post, unit):
    walk = Walk().register("2026-11-02 09:00", "R0103")
    assert walk.do("2026-11-02 09:30", post, unit, INTO) == ["MatterMerged"]
    stage = walk.matter.stage
    assert (walk.state, stage.main, stage.rule) == ("merged", "m0", INTO.rule)
    head = Walk().register("2026-11-02 08:50", "R0103")
    assert head.do("2026-11-02 09:30", post, unit, c.TakeFollower(follower="m1")) == ["FollowerTaken"]
    assert head.matter.followers == ("m1",)


@pytest.mark.parametrize("post", ["registrar", "handler", "supervisor", "coordinator", "citizen"])
@pytest.mark.parametrize("command", [INTO, c.TakeFollower(follower="m2"), OUT, c.DropFollower(follower="m2")])
def test_others_do_not(post, command):
    walk = follower() if isinstance(command, c.Unmerge) else main("m2")
    walk.refuse("2026-11-02 10:00", post, COORD, command, "not_allowed_for_post")


@pytest.mark.parametrize("state", ["registered", "accepted", "dispatched", "in_progress"])
def test_it_is_merged_until_there_is_a_result_and_comes_back_as_it_was(state):
    walk = Walk().register("2026-11-02 09:00", "R0302", accept=state != "registered")
    if state in {"dispatched", "in_progress"}:
        walk.dispatch("2026-11-02 09:01", "HOUSING")
    if state == "in_progress":
        walk.sign("2026-11-02 09:02", "HOUSING")
    before = walk.matter
    assert walk.state == state
    walk.do("2026-11-02 09:02", "dispatcher", COORD, INTO)
    walk.until("2026-12-01 09:00")
    walk.do("2026-12-01 09:00", "dispatcher", COORD, OUT)
    assert replace(walk.matter, version=before.version) == before
    walk.until("2026-12-01 09:00")  # what had come meanwhile is noted now
    assert walk.state == state
    assert len(walk.events("LimitPassed")) > 0 or state == "in_progress"


def test_a_followers_clocks_rest_and_count_again_when_it_is_given_back():
    walk = Walk().register("2026-11-02 09:00", "R0103")
    own = (walk.matter.handle, walk.matter.accept, walk.matter.dispatch)
    assert counting(walk.matter, *own) == own
    walk.do("2026-11-02 09:02", "dispatcher", COORD, INTO)
    assert counting(walk.matter, *own) == (walk.matter.accept,)  # which was met before
    walk.do("2026-11-02 09:03", "dispatcher", COORD, OUT)
    assert counting(walk.matter, walk.matter.handle, walk.matter.accept, walk.matter.dispatch) == own


def test_a_wait_that_was_over_meanwhile_ended_when_it_did():
    walk = signed()
    walk.do("2026-11-02 11:00", "handler", "HOUSING", c.Pause(cause=PauseCause.MATERIAL))
    walk.do("2026-11-02 12:00", "dispatcher", COORD, INTO)
    walk.do("2026-11-10 09:00", "dispatcher", COORD, OUT)
    walk.until("2026-11-10 09:00")
    assert wall(walk.matter.handle.pauses[0].until) == "2026-11-05 17:30"


def test_what_has_a_result_is_not_merged():
    for walk in (signed().submit("2026-11-02 11:00", "HOUSING"), resolved(), follower()):
        walk.refuse("2026-11-02 17:00", "dispatcher", COORD, INTO, "wrong_state")
        walk.refuse("2026-11-02 17:00", "dispatcher", COORD, c.TakeFollower(follower="m2"), "wrong_state")


@pytest.mark.parametrize(
    ("command", "field"),
    [
        (c.MergeInto(main="", rule=""), "main"),
        (c.MergeInto(main="m1", rule=""), "main"),
        (c.MergeInto(main="m0", rule="a\nb"), "rule"),
        (c.MergeInto(main="m0", rule="x" * 65), "rule"),
    ],
)
def test_a_merge_names_another_matter_and_a_rule(command, field):
    walk = Walk().register("2026-11-02 09:00", "R0103")
    assert walk.refuse("2026-11-02 09:30", "dispatcher", COORD, command, "invalid_data").field == field
    walk.do("2026-11-02 09:30", "dispatcher", COORD, c.MergeInto(main="m0", rule="x" * 64))


def test_who_leads_others_follows_nobody():
    said = main("m2").refuse("2026-11-02 10:00", "dispatcher", COORD, INTO, "invalid_data")
    assert said.field == "followers"


def test_a_follower_is_taken_once():
    main("m2").refuse("2026-11-02 10:00", "dispatcher", COORD, c.TakeFollower(follower="m2"), "wrong_state")


def test_a_follower_is_not_worked_on_and_nothing_is_noted():
    walk = Walk().register("2026-11-02 09:00", "R0302").dispatch("2026-11-02 09:04", "HOUSING")
    walk.do("2026-11-02 09:05", "dispatcher", COORD, INTO)
    for post, unit, command in (
        ("handler", "HOUSING", c.Sign()),
        ("registrar", HALL, c.Withdraw(reason=text())),
        ("coordinator", COORD, c.RuleLead(lead="HOUSING", basis=text())),
        ("supervisor", SUPERVISION, SOLVED),
    ):
        walk.refuse("2026-11-02 10:00", post, unit, command, "wrong_state")
    seen = len(walk.recorded)
    walk.until("2027-01-01 09:00")
    assert len(walk.recorded) == seen


def test_its_requester_may_still_add_words():
    follower().do("2026-11-02 10:00", "citizen", "", c.AddMaterial(text=text()), person="p1")


# the answer


def answered(how: str = "2026-11-02 20:30") -> Walk:
    walk = follower()
    done = facts(how, "system").now
    walk.do(how, "system", "", c.FollowMain(resolved_at=done))
    return walk


def test_each_follower_is_answered_and_visited_and_stays_merged():
    walk = answered()
    assert walk.state == "merged"
    assert wall(walk.matter.stage.main_resolved_at) == "2026-11-02 20:30"
    assert (walk.matter.visit.state, wall(walk.matter.visit.timer.due)) == (
        VisitState.DUE,
        "2026-11-04 17:30",
    )
    walk.until("2026-11-04 17:31")
    assert [one.timer for one in walk.events("LimitPassed")][-1] == "visit"
    walk.do("2026-11-05 10:00", "citizen", "", SOLVED, person="p1")
    assert (walk.state, walk.matter.visit.state) == ("merged", VisitState.DONE)


def test_it_is_answered_once_for_each_result():
    walk = answered()
    same = c.FollowMain(resolved_at=walk.matter.stage.main_resolved_at)
    assert walk.do("2026-11-02 20:31", "system", "", same) == []
    walk.do("2026-11-03 09:00", "citizen", "", UNSOLVED, person="p1")
    later = c.FollowMain(resolved_at=facts("2026-11-05 09:00", "system").now)
    assert walk.do("2026-11-05 09:00", "system", "", later) == ["MainResolved"]
    assert [visit.state for visit in walk.matter.visits] == [VisitState.DONE, VisitState.DUE]


def test_only_the_system_answers_and_only_a_follower():
    follow = c.FollowMain(resolved_at=facts("2026-11-02 20:30", "system").now)
    follower().refuse("2026-11-02 20:30", "dispatcher", COORD, follow, "not_allowed_for_post")
    main().refuse("2026-11-02 20:30", "system", "", follow, "wrong_state")


def test_a_follower_without_a_requester_is_not_visited():
    walk = follower(parties=())
    walk.do(
        "2026-11-02 20:30", "system", "", c.FollowMain(resolved_at=facts("2026-11-02 20:30", "system").now)
    )
    assert walk.matter.visit is None


def told(walk: Walk) -> list[TellFollowers]:
    effects = react(walk.matter, walk.recorded[-1].event)
    return [effect for effect in effects if isinstance(effect, TellFollowers)]


def test_a_main_matter_tells_its_followers_how_it_ended():
    walk = main("m2", "m3").dispatch("2026-11-02 09:31", "HEATING").sign("2026-11-02 09:40", "HEATING")
    walk.submit("2026-11-02 20:00", "HEATING").approve("2026-11-02 20:30")
    at = walk.matter.stage.verdict.resolved_at
    assert told(walk) == [TellFollowers(("m2", "m3"), at)]
    walk = main("m2")
    walk.do("2026-11-02 10:00", "registrar", HALL, c.AnswerDirectly(answer=text(), knowledge_item="K"))
    assert told(walk) == [TellFollowers(("m2",), walk.matter.stage.verdict.resolved_at)]
    walk = main("m2")
    walk.do("2026-11-02 10:00", "registrar", HALL, c.TransferOut(target="DISCIPLINE", basis=text()))
    assert told(walk) == [TellFollowers(("m2",), None, how=State.TRANSFERRED)]
    walk = main()
    walk.do("2026-11-02 10:00", "registrar", HALL, c.TransferOut(target="DISCIPLINE", basis=text()))
    assert told(walk) == []


def test_a_follower_hears_that_its_main_matter_left_and_may_stand_alone_then():
    walk = follower()
    left = c.FollowMain(resolved_at=None, how=State.TRANSFERRED)
    assert walk.do("2026-11-02 10:00", "system", "", left) == ["MainLeft"]
    assert walk.do("2026-11-02 10:01", "system", "", left) == []
    assert (walk.state, walk.matter.visit) == ("merged", None)
    walk.do("2026-11-02 10:05", "dispatcher", COORD, OUT)
    assert walk.state == "accepted"
    head = main("m1")
    head.do("2026-11-02 10:00", "registrar", HALL, c.TransferOut(target="DISCIPLINE", basis=text()))
    head.do("2026-11-02 10:05", "dispatcher", COORD, c.DropFollower(follower="m1"))
    assert head.matter.followers == ()


def test_who_leads_others_is_not_withdrawn():
    said = main("m2").refuse(
        "2026-11-02 10:00", "citizen", "", c.Withdraw(reason=text()), "wrong_state", person="p1"
    )
    assert "解除并案" in said.zh


# and back


def test_unmerging_has_a_reason_and_is_not_for_what_was_answered():
    walk = follower()
    walk.refuse("2026-11-02 10:00", "dispatcher", COORD, c.Unmerge(reason=None), "reason_required")
    answered().refuse("2026-11-02 21:00", "dispatcher", COORD, OUT, "wrong_state")
    main().refuse("2026-11-02 10:00", "dispatcher", COORD, OUT, "wrong_state")


def test_the_main_matter_drops_who_follows_it():
    walk = main("m2", "m3")
    walk.do("2026-11-02 10:00", "dispatcher", COORD, c.DropFollower(follower="m2"))
    assert walk.matter.followers == ("m3",)
    walk.refuse("2026-11-02 10:01", "dispatcher", COORD, c.DropFollower(follower="m2"), "wrong_state")


def test_parties_are_each_matters_own():
    own = Party(id="p9", role="requester")
    walk = follower(parties=(own,))
    walk.refuse(
        "2026-11-02 10:00", "citizen", "", c.AddMaterial(text=text()), "not_involved_unit", person="p1"
    )
    events = decide(
        walk.matter, c.AddMaterial(text=text()), facts("2026-11-02 10:00", "citizen", person="p9")
    )
    assert len(events) == 1
