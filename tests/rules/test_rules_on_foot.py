"""DOMAIN 2.2, grid worker: settles on the spot what the own grid found, and visits at the door who agrees."""

import pytest
from county import text
from walk import SUPERVISION, Walk, resolved

from fengqiao.lifecycle.react import react
from fengqiao.matters import commands as c
from fengqiao.matters.matter import Place
from fengqiao.matters.words import Channel, Satisfaction, Solved

GRID = "GRID"
HERE = Place(area="331181101201001")
DONE = c.SelfHandle(reply=text("put back"), photos_after=1)
CONTENT = c.VisitWithConsent(
    is_requester=True, consent=True, solved=Solved.TRUE, satisfaction=Satisfaction.SATISFIED
)


def found(category="P0102", **more):
    """A manhole cover, found on patrol with a picture."""
    given = {"channel": Channel.GRID_PATROL, "place": HERE, "parties": (), "photos": 1} | more
    return Walk().register("2026-11-02 09:00", category, post="grid_worker", unit=GRID, accept=False, **given)


def test_what_was_found_and_put_right_waits_for_the_review_of_somebody_else():
    walk = found()
    kinds = walk.do("2026-11-02 09:05", "grid_worker", GRID, DONE)
    assert kinds == ["MatterAccepted", "MatterDispatched", "OrderSigned", "ResultSubmitted"]
    matter = walk.matter
    assert (walk.state, matter.lead.unit, matter.lead.rule) == ("pending_review", GRID, "self_handled")
    assert matter.handle is not None
    assert matter.accept.stopped_at is not None
    walk.refuse("2026-11-02 10:00", "supervisor", GRID, c.Approve(), "own_result_not_approvable")
    walk.do("2026-11-02 10:00", "supervisor", SUPERVISION, c.Approve())
    assert walk.state == "resolved"
    assert matter.visit is None


def test_nothing_is_handed_over():
    walk = found()
    walk.do("2026-11-02 09:05", "grid_worker", GRID, DONE)
    dispatched = next(one for one in walk.recorded if type(one.event).__name__ == "MatterDispatched")
    assert react(walk.matter, dispatched.event) == ()


def test_the_picture_after_and_the_words_are_needed():
    for command, code, field in (
        (c.SelfHandle(reply=text("put back")), "photos_required", "photos_after"),
        (c.SelfHandle(reply=None, photos_after=1), "invalid_data", "reply"),
        (
            c.SelfHandle(reply=text("put back"), photos_after=1, category="nothing"),
            "invalid_data",
            "category",
        ),
    ):
        walk = found()
        assert walk.refuse("2026-11-02 09:05", "grid_worker", GRID, command, code).field == field
        assert walk.state == "registered"


@pytest.mark.parametrize(
    "more",
    [
        {"channel": Channel.WALK_IN},
        {"post": "registrar", "unit": "COUNTY_HALL"},
    ],
    ids=["asked at the window", "registered by the hall"],
)
def test_what_somebody_asked_for_goes_the_usual_way(more):
    given = {"channel": Channel.GRID_PATROL, "post": "grid_worker", "unit": GRID, "parties": ()} | more
    walk = Walk().register("2026-11-02 09:00", "P0102", accept=False, place=HERE, photos=1, **given)
    walk.refuse("2026-11-02 09:05", "grid_worker", GRID, DONE, "wrong_state")


def test_a_dispute_is_never_settled_on_the_spot():
    found("D0101", photos=0).refuse("2026-11-02 09:05", "grid_worker", GRID, DONE, "invalid_data")


def test_only_a_grid_worker_settles_on_the_spot_and_once():
    found().refuse("2026-11-02 09:05", "handler", "MUNICIPAL", DONE, "not_allowed_for_post")
    walk = found()
    walk.do("2026-11-02 09:05", "grid_worker", GRID, DONE)
    walk.refuse("2026-11-02 09:06", "grid_worker", GRID, DONE, "wrong_state")


# visits at the door


def test_who_agrees_is_asked_at_the_door():
    walk = resolved()
    assert walk.do("2026-11-03 10:00", "grid_worker", GRID, CONTENT) == ["VisitRecorded", "MatterClosed"]
    assert (walk.state, walk.matter.visit.by.post) == ("closed", "grid_worker")


@pytest.mark.parametrize(
    ("is_requester", "consent", "field"),
    [
        (True, False, "consent"),
        (True, None, "consent"),
        (False, True, "is_requester"),
        (None, True, "is_requester"),
    ],
)
def test_of_who_does_not_agree_nothing_is_recorded(is_requester, consent, field):
    walk = resolved()
    asked = c.VisitWithConsent(
        is_requester=is_requester, consent=consent, solved=Solved.TRUE, satisfaction=Satisfaction.SATISFIED
    )
    assert walk.refuse("2026-11-03 10:00", "grid_worker", GRID, asked, "invalid_data").field == field
    assert walk.matter.visit.attempts == ()


def test_the_unit_whose_work_it_is_does_not_ask():
    walk = Walk().register("2026-11-02 09:00", "P0102").dispatch("2026-11-02 09:04", GRID)
    walk.do("2026-11-02 10:00", "grid_worker", GRID, c.Sign())
    walk.submit("2026-11-02 15:00", GRID, photos_after=1).approve("2026-11-02 16:00")
    walk.refuse(
        "2026-11-03 10:00", "grid_worker", GRID, CONTENT, "own_result_not_approvable", person="somebody else"
    )


def test_elsewhere_and_by_others_nobody_visits_at_the_door():
    resolved().refuse("2026-11-03 10:00", "supervisor", SUPERVISION, CONTENT, "not_allowed_for_post")
    away = resolved(place=Place(area="331181102"))
    away.refuse("2026-11-03 10:00", "grid_worker", GRID, CONTENT, "not_involved_unit")
