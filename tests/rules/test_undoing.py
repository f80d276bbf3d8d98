"""Decision 0016: every act has its answer: by what it is taken back, or why not; and the law is asked each time."""

import re

import pytest
from county import facts
from test_rules_merging import INTO, OUT, follower, main
from walk import ANALYSIS, COORD, HALL, SUPERVISION, Walk, signed

from fengqiao.desk.passing_on import ACCEPT_AND_DISPATCH, IN_BULK
from fengqiao.lifecycle.offers import action_names, posts_of
from fengqiao.lifecycle.undoing import UNDO, undoable
from fengqiao.matters import commands as c
from fengqiao.matters.words import PauseCause

PAUSE = c.Pause(cause=PauseCause.MATERIAL)
RESUME = c.Resume(cause=PauseCause.MATERIAL)


def undone(walk, moment, post, unit):
    """Kind of the step and the act that would take it back."""
    found = undoable(walk.matter, walk.recorded, facts(moment, post, unit))
    kinds = {one.seq: type(one.event).__name__ for one in walk.recorded}
    return {kinds[seq]: (counter.action, dict(counter.data)) for seq, counter in found.items()}


def test_every_act_has_its_answer_in_both_languages():
    assert set(UNDO) == {*action_names(), ACCEPT_AND_DISPATCH}
    for name, undo in UNDO.items():
        assert undo.by == "" or undo.by in action_names(), name
        assert undo.by != name
        assert undo.zh, name
        assert re.search("[一-鿿]", undo.zh), name
        assert undo.en, name
        assert not re.search("[一-鿿]", undo.en), name


@pytest.mark.parametrize("name", sorted(name for name, undo in UNDO.items() if undo.by))
def test_what_takes_it_back_is_somebodys(name):
    assert posts_of(UNDO[name].by)


def test_what_is_done_to_many_at_once_has_no_way_back_so_it_waits_on_the_screen():
    assert {UNDO[name].by for name in IN_BULK} == {""}


def test_a_merge_is_taken_back_on_either_side_until_the_requester_was_answered():
    assert undone(follower(), "2026-11-02 10:00", "dispatcher", COORD) == {"MatterMerged": ("unmerge", {})}
    assert undone(follower(), "2026-11-02 10:00", "handler", "MUNICIPAL") == {}
    led = main("m1", "m2")
    both = undoable(led.matter, led.recorded, facts("2026-11-02 10:00", "dispatcher", COORD))
    assert [dict(counter.data) for counter in both.values()] == [{"follower": "m2"}, {"follower": "m1"}]
    led.do("2026-11-02 10:00", "dispatcher", COORD, c.DropFollower(follower="m2"))
    left = undoable(led.matter, led.recorded, facts("2026-11-02 10:00", "dispatcher", COORD))
    assert [dict(counter.data) for counter in left.values()] == [{"follower": "m1"}]


def test_what_was_taken_back_is_not_taken_back_again_and_the_next_one_is():
    walk = follower()
    walk.do("2026-11-02 10:00", "dispatcher", COORD, OUT)
    assert undone(walk, "2026-11-02 10:01", "dispatcher", COORD) == {}
    walk.do("2026-11-02 10:02", "analyst", ANALYSIS, INTO)
    found = undoable(walk.matter, walk.recorded, facts("2026-11-02 10:03", "dispatcher", COORD))
    assert list(found) == [walk.recorded[-1].seq]


def test_a_pause_is_ended_by_the_unit_that_waits_and_by_nobody_else():
    walk = signed()
    lead = walk.matter.lead.unit
    moment = "2026-11-02 11:00"
    walk.do(moment, "handler", lead, PAUSE)
    assert undone(walk, moment, "handler", lead) == {"ClockPaused": ("resume", {"cause": "material"})}
    assert undone(walk, moment, "supervisor", SUPERVISION) == {}
    walk.do(moment, "handler", lead, RESUME)
    assert undone(walk, moment, "handler", lead) == {}


def test_what_a_unit_was_told_stays():
    walk = Walk().register("2026-10-12 09:00", "P0301")
    walk.do("2026-10-12 09:03", "dispatcher", COORD, c.Dispatch(lead="MUNICIPAL"))
    for post, unit in (("dispatcher", COORD), ("registrar", HALL), ("coordinator", COORD)):
        assert undone(walk, "2026-10-12 09:04", post, unit) == {}
    assert not UNDO["dispatch"].by
    assert "退单" in UNDO["dispatch"].zh


def test_a_way_back_is_shown_before_its_reason_is_given():
    assert undone(follower(), "2026-11-02 10:00", "dispatcher", COORD)
    follower().refuse("2026-11-02 10:00", "dispatcher", COORD, c.Unmerge(reason=None), "reason_required")
