"""G20: the lead's result needs every signed assist finished or waived, and photos where it came in with one."""

import pytest
from county import text
from walk import PLACE, RESULT, SUPERVISION, Walk, signed

from fengqiao.matters import commands as c
from fengqiao.matters.categories import Kind
from fengqiao.matters.words import Channel


def with_assist(*, sign: bool) -> Walk:
    walk = signed("R0302", "HOUSING", "POWER")
    return walk.sign("2026-11-02 10:10", "POWER") if sign else walk


def test_a_result_waits_for_its_review():
    walk = signed()
    given = {
        "outcome": text("kept"),
        "measures": (text("a"), text("b")),
        "law_enforcement": text("case"),
        "loss_prevented_band": text("band"),
        "photos_after": 2,
    }
    walk.submit("2026-11-02 11:00", "HOUSING", **given)
    event, lead = walk.recorded[-1].event, walk.matter.lead
    assert (walk.state, lead.state.value, event.lead) == ("pending_review", "submitted", True)
    assert {name: getattr(event, name) for name in given} == given
    assert lead.submitted_by.unit == "HOUSING"
    assert lead.reply == text("done")
    assert walk.matter.handle.stopped_at is None


@pytest.mark.parametrize("post", ["handler", "grid_worker"])
def test_handlers_and_grid_workers_submit(post):
    signed().submit("2026-11-02 11:00", "HOUSING", post=post)


@pytest.mark.parametrize("post", ["mediator", "town_dispatcher"])
def test_the_post_that_signed_may_submit(post):
    walk = Walk().register("2026-11-02 09:00", "R0302").dispatch("2026-11-02 09:04", "TOWN_GOV")
    unit = "TOWN_CENTER" if post == "town_dispatcher" else "TOWN_GOV"
    walk.sign("2026-11-02 10:00", unit, post=post)
    walk.submit("2026-11-02 11:00", unit, post=post)
    assert walk.state == "pending_review"
    assert walk.matter.lead.submitted_by.unit == unit


@pytest.mark.parametrize(
    ("post", "unit"),
    [("mediator", "HOUSING"), ("supervisor", SUPERVISION), ("town_dispatcher", "TOWN_CENTER")],
)
def test_another_post_does_not(post, unit):
    signed().refuse("2026-11-02 11:00", post, unit, RESULT, "not_allowed_for_post")


def test_another_unit_does_not():
    signed().refuse("2026-11-02 11:00", "handler", "POWER", RESULT, "not_involved_unit")


def test_a_result_is_a_reply():
    said = signed().refuse(
        "2026-11-02 11:00", "handler", "HOUSING", c.SubmitResult(reply=None), "invalid_data"
    )
    assert said.field == "reply"


def test_it_is_submitted_once():
    signed().submit("2026-11-02 11:00", "HOUSING").refuse(
        "2026-11-02 11:10", "handler", "HOUSING", RESULT, "wrong_state"
    )


def test_the_executing_unit_submits_for_the_lead():
    walk = signed("P0101", "HOUSING")
    walk.do("2026-11-02 10:30", "handler", "HOUSING", c.SubDispatch(to="MUNICIPAL"))
    walk.submit("2026-11-02 11:00", "MUNICIPAL")
    assert (walk.state, walk.matter.lead.unit) == ("pending_review", "HOUSING")


# assists (RULINGS 1)


def test_an_assist_that_nobody_signed_is_cancelled():
    walk = with_assist(sign=False).submit("2026-11-02 11:00", "HOUSING")
    assert (walk.state, walk.order("POWER").state.value) == ("pending_review", "cancelled")
    walk.refuse("2026-11-02 11:10", "handler", "POWER", RESULT, "not_involved_unit")


def test_a_signed_one_is_waited_for():
    walk = with_assist(sign=True)
    said = walk.refuse("2026-11-02 11:00", "handler", "HOUSING", RESULT, "assists_unfinished")
    assert said.facts == {"units": "POWER"}
    walk.submit("2026-11-02 11:30", "POWER")
    assert (walk.state, walk.order("POWER").state.value) == ("in_progress", "submitted")
    walk.submit("2026-11-02 12:00", "HOUSING").approve("2026-11-02 14:00")
    assert [o.state.value for o in walk.matter.orders] == ["approved", "approved"]


def test_one_that_asked_to_go_is_waited_for_too():
    walk = with_assist(sign=True)
    walk.do("2026-11-02 10:30", "handler", "POWER", c.RequestReturn(reason=text(), basis=text()))
    walk.refuse("2026-11-02 11:00", "handler", "HOUSING", RESULT, "assists_unfinished")
    walk.do("2026-11-02 11:10", "dispatcher", "COUNTY_COORD", c.ApproveReturn())
    walk.submit("2026-11-02 11:20", "HOUSING")


def test_the_supervisor_waives_one_with_a_reason():
    walk = with_assist(sign=True)
    waive = c.WaiveAssist(unit="POWER", reason=text("not needed"))
    silent = c.WaiveAssist(unit="POWER", reason=None)
    assert (
        walk.refuse("2026-11-02 11:00", "supervisor", SUPERVISION, silent, "reason_required").field
        == "reason"
    )
    walk.refuse("2026-11-02 11:00", "coordinator", SUPERVISION, waive, "not_allowed_for_post")
    walk.do("2026-11-02 11:00", "supervisor", SUPERVISION, waive)
    assert walk.order("POWER").waived
    walk.refuse("2026-11-02 11:05", "supervisor", SUPERVISION, waive, "wrong_state")
    walk.submit("2026-11-02 11:30", "HOUSING")
    assert walk.order("POWER").state.value == "signed"
    walk.submit("2026-11-02 11:40", "POWER")
    assert walk.state == "pending_review"


@pytest.mark.parametrize("unit", ["HOUSING", "MUNICIPAL", ""])
def test_only_an_open_assist_is_waived(unit):
    walk = with_assist(sign=True)
    walk.refuse(
        "2026-11-02 11:00", "supervisor", SUPERVISION, c.WaiveAssist(unit=unit, reason=text()), "wrong_state"
    )
    walk.submit("2026-11-02 11:10", "POWER")
    done = c.WaiveAssist(unit="POWER", reason=text())
    walk.refuse("2026-11-02 11:20", "supervisor", SUPERVISION, done, "wrong_state")


def test_nobody_waives_what_the_same_person_handles():
    walk = with_assist(sign=False)
    walk.do("2026-11-02 10:10", "handler", "POWER", c.Sign(), person="li")
    waive = c.WaiveAssist(unit="POWER", reason=text())
    walk.refuse(
        "2026-11-02 11:00", "supervisor", SUPERVISION, waive, "own_result_not_approvable", person="li"
    )


def test_an_assist_may_be_done_before_the_lead_has_signed():
    walk = Walk().register("2026-11-02 09:00", "R0302").dispatch("2026-11-02 09:04", "HOUSING", "POWER")
    walk.sign("2026-11-02 09:30", "POWER").submit("2026-11-02 10:00", "POWER")
    assert (walk.state, walk.order("POWER").state.value) == ("dispatched", "submitted")
    walk.refuse("2026-11-02 10:05", "handler", "HOUSING", RESULT, "wrong_state")


def test_an_assist_signs_before_it_submits():
    with_assist(sign=False).refuse("2026-11-02 11:00", "handler", "POWER", RESULT, "wrong_state")


# photos (RULINGS 2)


@pytest.mark.parametrize(
    ("category", "kind", "photos", "needed"),
    [
        ("P0108", None, 1, True),
        ("P0108", None, 0, False),
        ("E0503", None, 2, True),
        ("H0101", None, 1, True),
        ("R0302", None, 3, False),
        ("P0108", Kind.COMPLAINT, 1, False),
        ("R0302", Kind.CITY_EVENT, 1, True),
    ],
)
def test_what_came_in_with_a_picture_goes_out_with_one(category, kind, photos, needed):
    walk = signed(category, "MUNICIPAL", photos=photos, kind=kind)
    if needed:
        said = walk.refuse("2026-11-02 10:30", "handler", "MUNICIPAL", RESULT, "photos_required")
        assert said.field == "photos_after"
    walk.submit("2026-11-02 10:30", "MUNICIPAL", photos_after=1)
    assert walk.state == "pending_review"


def test_a_confirmed_signal_with_a_picture_counts_too():
    walk = Walk()
    confirmed = c.Register(
        channel=Channel.DRONE, text=text(), place=PLACE, category="E0601", photos=1, signal="s1"
    )
    walk.do("2026-11-02 09:00", "registrar", "COUNTY_COMMAND", confirmed)
    walk.do("2026-11-02 09:00", "registrar", "COUNTY_COMMAND", c.Accept(category="E0601"))
    walk.dispatch("2026-11-02 09:01", "TOWN_GOV").sign("2026-11-02 09:02", "TOWN_GOV")
    walk.refuse("2026-11-02 09:30", "handler", "TOWN_GOV", RESULT, "photos_required")


def test_an_assist_needs_none():
    walk = signed("P0108", "MUNICIPAL", "POWER", photos=1).sign("2026-11-02 10:10", "POWER")
    walk.submit("2026-11-02 10:30", "POWER")


@pytest.mark.parametrize("photos", [-1, 101])
def test_a_number_that_nobody_took(photos):
    command = c.SubmitResult(reply=text(), photos_after=photos)
    assert (
        signed().refuse("2026-11-02 11:00", "handler", "HOUSING", command, "invalid_data").field
        == "photos_after"
    )
