"""G6: the accept timer stops and the main clock starts; category, kind, urgency and territory are decided."""

import pytest
from county import text
from walk import HALL, HOTLINE, PLACE, Walk, wall

from fengqiao.clocks import LimitUnit, on_time
from fengqiao.matters import commands as c
from fengqiao.matters.categories import Kind, Urgency
from fengqiao.matters.dispute import Dispute
from fengqiao.matters.matter import Place
from fengqiao.matters.words import Channel, Visibility


def waiting(category: str = "P0108", **given) -> Walk:
    return Walk().register("2026-11-02 09:00", category, accept=False, **given)


@pytest.mark.parametrize(("post", "unit"), [("registrar", HALL), ("town_dispatcher", "TOWN_CENTER")])
def test_the_desk_accepts(post, unit):
    walk = waiting()
    assert walk.do("2026-11-02 09:02", post, unit, c.Accept(category="P0108")) == ["MatterAccepted"]
    matter = walk.matter
    assert walk.state == "accepted"
    assert wall(matter.accept.stopped_at) == wall(matter.handle.start) == "2026-11-02 09:02"
    assert walk.due == "2026-11-04 17:30"
    assert (matter.handle.due_basis.amount, matter.handle.due_basis.unit) == (2, LimitUnit.WORKING_DAY)
    assert wall(matter.dispatch.due) == "2026-11-02 09:07"
    assert [light.value for light in matter.lights] == ["green"]
    assert matter.accepted_at == matter.handle.start


@pytest.mark.parametrize("post", ["citizen", "dispatcher", "grid_worker", "supervisor", "handler", "system"])
def test_others_do_not_accept_and_the_system_never(post):
    unit = "" if post in {"citizen", "system"} else HALL
    waiting().refuse("2026-11-02 09:02", post, unit, c.Accept(category="P0108"), "not_allowed_for_post")


def test_a_desk_of_another_place_does_not_accept():
    walk = waiting(place=Place(area="331181102"))
    accept = c.Accept(category="P0108")
    walk.refuse("2026-11-02 09:02", "town_dispatcher", "TOWN_CENTER", accept, "not_involved_unit")
    walk.refuse("2026-11-02 09:02", "registrar", "", accept, "not_involved_unit")
    walk.do("2026-11-02 09:02", "registrar", HALL, accept)


def test_a_desk_accepts_what_it_registered_wherever_it_is():
    walk = waiting(place=Place(area="331181102"), unit="TOWN_CENTER")
    walk.do("2026-11-02 09:02", "registrar", "TOWN_CENTER", c.Accept(category="P0108"))
    assert walk.state == "accepted"


def test_it_is_accepted_once():
    walk = waiting()
    walk.do("2026-11-02 09:02", "registrar", HALL, c.Accept(category="P0108"))
    said = walk.refuse("2026-11-02 09:03", "registrar", HALL, c.Accept(category="P0108"), "wrong_state")
    assert said.facts == {"state": "accepted"}


@pytest.mark.parametrize(("moment", "late"), [("2026-11-02 09:03", False), ("2026-11-02 09:04", True)])
def test_the_last_instant_of_the_accept_limit_belongs_to_it(moment, late):
    walk = waiting()
    walk.do(moment, "registrar", HALL, c.Accept(category="P0108"))
    assert on_time(walk.matter.accept) is not late
    passed = walk.events("LimitPassed")
    assert [(one.timer, wall(one.due)) for one in passed] == (
        [("accept", "2026-11-02 09:03")] if late else []
    )


@pytest.mark.parametrize(
    ("category", "due"),
    [
        ("E0503", "2026-11-02 11:00"),  # 2 working hours
        ("R0103", "2026-11-03 09:00"),  # 24 hours, urgent
        ("E0112", "2026-11-11 17:30"),  # 7 working days
        ("D0101", "2026-11-09 17:30"),  # 7 calendar days
        ("S0101", "2026-11-03 17:30"),  # 1 working day
    ],
)
def test_the_limit_is_the_categorys(category, due):
    walk = waiting(category)
    walk.do("2026-11-02 09:00", "registrar", HALL, c.Accept(category=category))
    assert walk.due == due


def test_the_registrar_corrects_category_kind_urgency_and_place():
    walk = waiting("R0103", place=Place(area="331181"))
    decided = c.Accept(
        category="P0108",
        kind=Kind.COMPLAINT,
        urgency=Urgency.NORMAL,
        secondary=("P0101",),
        area="331181101",
    )
    walk.do("2026-11-02 09:01", "registrar", HALL, decided)
    matter = walk.matter
    assert (matter.category, matter.kind, matter.urgency) == ("P0108", Kind.COMPLAINT, Urgency.NORMAL)
    assert (matter.secondary, matter.place.area) == (("P0101",), "331181101")


def test_what_is_left_open_is_taken_from_the_registration_or_the_category():
    walk = waiting("R0103")
    walk.do("2026-11-02 09:01", "registrar", HALL, c.Accept(category=""))
    matter = walk.matter
    assert (matter.category, matter.kind, matter.urgency) == ("R0103", Kind.COMPLAINT, Urgency.URGENT)
    assert matter.place == PLACE
    walk = waiting("")
    walk.do("2026-11-02 09:01", "registrar", HALL, c.Accept(category="R0302"))
    assert (walk.matter.kind, walk.matter.urgency) == (Kind.COMPLAINT, Urgency.NORMAL)


def test_urgent_stays_urgent_unless_the_registrar_says_otherwise():
    walk = Walk()
    walk.do(
        "2026-11-02 09:00",
        "citizen",
        "",
        c.Register(channel=Channel.WEB, text=text(), place=PLACE, prompt="dial_119_now"),
    )
    walk.do("2026-11-02 09:01", "registrar", HALL, c.Accept(category="P0108"))
    assert walk.matter.urgency is Urgency.URGENT


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"category": ""}, "category"),
        ({"category": "P01"}, "category"),
        ({"category": "P0108", "secondary": ("P01",)}, "secondary"),
        ({"category": "P0108", "area": "330106"}, "area"),
        ({"category": "P0108", "area": "nowhere"}, "area"),
    ],
)
def test_what_cannot_be_accepted_names_its_field(change, field):
    walk = waiting("")
    assert (
        walk.refuse("2026-11-02 09:01", "registrar", HOTLINE, c.Accept(**change), "invalid_data").field
        == field
    )


def test_an_event_without_a_place_is_not_accepted():
    walk = waiting("", place=Place())
    said = walk.refuse("2026-11-02 09:01", "registrar", HALL, c.Accept(category="P0108"), "invalid_data")
    assert said.field == "place"
    # The same words as a complaint need none.
    walk.do("2026-11-02 09:01", "registrar", HALL, c.Accept(category="P0108", kind=Kind.COMPLAINT))


@pytest.mark.parametrize(
    ("guessed", "decided", "visibility"),
    [
        ("P0108", "R0904", Visibility.RESTRICTED),
        ("R0904", "P0108", Visibility.NORMAL),
        ("D0208", "D0208", Visibility.RESTRICTED),
    ],
)
def test_the_decided_category_says_who_sees_it(guessed, decided, visibility):
    walk = waiting(guessed)
    walk.do("2026-11-02 09:01", "registrar", HALL, c.Accept(category=decided))
    assert walk.matter.visibility is visibility


def test_a_dispute_is_accepted_onto_its_own_course_unless_the_registrar_says_otherwise():
    walk = waiting("D0101")
    walk.do("2026-11-02 09:01", "registrar", HALL, c.Accept(category="D0101"))
    assert (walk.matter.kind, walk.matter.dispute) == (Kind.DISPUTE, Dispute())
    walk = waiting("D0101")
    walk.do("2026-11-02 09:01", "registrar", HALL, c.Accept(category="D0101", kind=Kind.HELP))
    assert (walk.matter.kind, walk.matter.dispute) == (Kind.HELP, None)


def test_a_dispute_that_may_not_be_mediated_takes_the_general_middle():
    walk = waiting("D0208")
    walk.do("2026-11-02 09:01", "registrar", HALL, c.Accept(category="D0208", kind=Kind.DISPUTE))
    assert walk.matter.kind is Kind.DISPUTE
    assert walk.due == "2026-11-03 09:01"
