"""G4 and G5: is it real? The accept timer waits for the answer, two working hours at most."""

import pytest
from county import at, facts, text
from walk import HALL, Walk, wall

from fengqiao.clocks import on_time
from fengqiao.lifecycle.decide import decide
from fengqiao.matters import commands as c
from fengqiao.matters.matter import Place
from fengqiao.matters.words import RejectReason


def asked(moment: str = "2026-11-02 09:01", **given) -> Walk:
    walk = Walk().register("2026-11-02 09:00", "P0108", accept=False, **given)
    walk.do(moment, "registrar", HALL, c.Verify())
    return walk


def test_the_accept_timer_waits_for_the_answer():
    walk = asked()
    assert walk.state == "verifying"
    assert walk.matter.accept.is_paused
    assert wall(walk.matter.stage.until) == "2026-11-02 11:01"
    walk.do("2026-11-02 09:30", "grid_worker", "GRID", c.Verified(result=True, note=text("there")))
    assert walk.state == "registered"
    assert wall(walk.matter.accept.due) == "2026-11-02 09:32"  # one of three minutes was used
    walk.do("2026-11-02 09:32", "registrar", HALL, c.Accept(category="P0108"))
    assert on_time(walk.matter.accept)


def test_not_found_is_rejected():
    walk = asked()
    kinds = walk.do("2026-11-02 09:30", "grid_worker", "GRID", c.Verified(result=False, photos=1))
    assert kinds == ["VerificationAnswered", "MatterRejected"]
    assert walk.state == "rejected"
    assert walk.matter.stage.reason is RejectReason.NOT_ENOUGH_INFORMATION
    assert walk.matter.accept.stopped_at == at("2026-11-02 09:30")


def test_after_two_working_hours_the_accept_timer_runs_again():
    walk = asked("2026-11-02 11:00")
    assert wall(walk.matter.stage.until) == "2026-11-02 15:00"
    walk.until("2026-11-02 14:59")
    assert walk.matter.accept.is_paused
    walk.until("2026-11-02 15:00")
    assert not walk.matter.accept.is_paused
    assert walk.state == "verifying"
    walk.do("2026-11-02 15:30", "grid_worker", "GRID", c.Verified(result=True))
    assert walk.state == "registered"


def test_the_wait_is_no_longer_however_late_it_is_noted():
    walk = asked()
    late = decide(walk.matter, c.Tick(), facts("2026-11-02 13:00", "system"))
    assert [type(event).__name__ for event in late] == ["VerificationOverran", "LimitPassed"]
    assert wall(late[0].accept.due) == "2026-11-02 11:03"
    answered = decide(walk.matter, c.Verified(result=True), facts("2026-11-02 13:00", "grid_worker", "GRID"))
    assert answered[0].accept == late[0].accept


def test_it_may_be_asked_again():
    walk = asked()
    walk.do("2026-11-02 09:30", "grid_worker", "GRID", c.Verified(result=True))
    walk.do("2026-11-02 09:31", "registrar", HALL, c.Verify())
    assert walk.state == "verifying"


@pytest.mark.parametrize("unit", ["GRID", "COMMUNITY", "VILLAGE", "TOWN_GOV"])
def test_a_grid_worker_of_the_place_answers_without_an_order(unit):
    walk = asked()
    walk.do("2026-11-02 09:30", "grid_worker", unit, c.Verified(result=True))


def test_a_grid_worker_of_another_place_does_not():
    for area in ("331181101201002", "331181102"):
        asked(place=Place(area=area)).refuse(
            "2026-11-02 09:30", "grid_worker", "GRID", c.Verified(result=True), "not_involved_unit"
        )


def test_a_place_known_only_to_its_town_is_any_grid_workers_there():
    walk = asked(place=Place(area="331181101"))
    walk.do("2026-11-02 09:30", "grid_worker", "GRID", c.Verified(result=True))


@pytest.mark.parametrize("place", [Place(address=text("somewhere")), Place(area="330106", outside=True)])
def test_nobody_is_sent_where_the_county_has_no_place(place):
    walk = Walk().register("2026-11-02 09:00", "P0108", accept=False, place=place)
    assert walk.refuse("2026-11-02 09:01", "registrar", HALL, c.Verify(), "wrong_state").field == "place"


@pytest.mark.parametrize("post", ["registrar", "handler", "town_dispatcher"])
def test_only_a_grid_worker_answers(post):
    asked().refuse("2026-11-02 09:30", post, HALL, c.Verified(result=True), "not_allowed_for_post")


@pytest.mark.parametrize("post", ["grid_worker", "dispatcher", "citizen", "system"])
def test_only_the_desk_asks(post):
    walk = Walk().register("2026-11-02 09:00", "P0108", accept=False)
    walk.refuse("2026-11-02 09:01", post, "GRID", c.Verify(), "not_allowed_for_post")


@pytest.mark.parametrize(
    ("command", "field"),
    [(c.Verified(result=None), "result"), (c.Verified(result=True, photos=-1), "photos")],
)
def test_an_answer_says_what_was_found(command, field):
    assert asked().refuse("2026-11-02 09:30", "grid_worker", "GRID", command, "invalid_data").field == field


def test_while_it_is_verified_nobody_accepts():
    walk = asked()
    walk.refuse("2026-11-02 09:10", "registrar", HALL, c.Accept(category="P0108"), "wrong_state")
    walk.refuse("2026-11-02 09:10", "registrar", HALL, c.Verify(), "wrong_state")


def test_what_was_not_asked_is_not_answered():
    walk = Walk().register("2026-11-02 09:00", "P0108", accept=False)
    walk.refuse("2026-11-02 09:01", "grid_worker", "GRID", c.Verified(result=True), "wrong_state")
