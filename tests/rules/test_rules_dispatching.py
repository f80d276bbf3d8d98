"""G11 and G12: one lead, any assists; the lead's signature starts the handling."""

import pytest
from county import text
from walk import COORD, HALL, PLACE, Walk, signed, wall

from fengqiao.clocks import on_time
from fengqiao.matters import commands as c
from fengqiao.matters.categories import Kind
from fengqiao.matters.matter import Place
from fengqiao.people.units import Level


def accepted(category: str = "R0302", **given) -> Walk:
    return Walk().register("2026-11-02 09:00", category, **given)


def test_a_dispatch_makes_one_lead_order_and_its_assists():
    walk = accepted()
    command = c.Dispatch(lead="HOUSING", co=("TOWN_GOV", "POWER"), line_id=7, version=3, rule="duty_line")
    assert walk.do("2026-11-02 09:04", "dispatcher", COORD, command) == ["MatterDispatched"]
    matter = walk.matter
    assert (walk.state, matter.lead.unit, matter.first_unit) == ("dispatched", "HOUSING", "HOUSING")
    assert [(o.id, o.unit, o.role.value, o.state.value) for o in matter.orders] == [
        ("1", "HOUSING", "lead", "issued"),
        ("2", "TOWN_GOV", "assist", "issued"),
        ("3", "POWER", "assist", "issued"),
    ]
    assert all((o.line_id, o.version, o.rule) == (7, 3, "duty_line") for o in matter.orders)
    assert [o.executing_unit for o in matter.orders] == ["HOUSING", "TOWN_GOV", "POWER"]
    assert matter.dispatched_by == (f"dispatcher@{COORD}",)
    assert on_time(matter.dispatch)
    assert walk.due == "2026-11-16 17:30"


def test_whoever_chooses_another_unit_may_say_why_and_it_stands_with_the_dispatch():
    why = text("the lamp belongs to the estate")
    walk = accepted()
    walk.do("2026-11-02 09:04", "dispatcher", COORD, c.Dispatch(lead="HOUSING", rule="person", reason=why))
    assert walk.recorded[-1].event.reason == why
    assert walk.matter.lead.rule == "person"


@pytest.mark.parametrize(("moment", "kept"), [("2026-11-02 09:05", True), ("2026-11-02 09:06", False)])
def test_the_dispatch_limit_counts_from_acceptance_and_holds_its_last_instant(moment, kept):
    walk = accepted().dispatch(moment, "HOUSING")
    assert on_time(walk.matter.dispatch) is kept
    assert [one.timer for one in walk.events("LimitPassed")] == ([] if kept else ["dispatch"])


@pytest.mark.parametrize(
    "post", ["registrar", "coordinator", "supervisor", "handler", "duty_leader", "analyst"]
)
def test_others_do_not_dispatch(post):
    accepted().refuse("2026-11-02 09:04", post, COORD, c.Dispatch(lead="HOUSING"), "not_allowed_for_post")


def test_a_town_dispatches_to_its_own_units():
    walk = accepted(post="town_dispatcher", unit="TOWN_CENTER")
    own = c.Dispatch(lead="TOWN_GOV", co=("POLICE_STATION", "GRID"))
    walk.do("2026-11-02 09:04", "town_dispatcher", "TOWN_CENTER", own)
    assert walk.matter.level is Level.TOWN


@pytest.mark.parametrize(
    "command", [c.Dispatch(lead="HOUSING"), c.Dispatch(lead="TOWN_GOV", co=("HOUSING",))]
)
def test_a_town_calls_county_departments_by_whistle(command):
    walk = accepted(post="town_dispatcher", unit="TOWN_CENTER")
    said = walk.refuse("2026-11-02 09:04", "town_dispatcher", "TOWN_CENTER", command, "not_allowed_for_post")
    assert "吹哨" in said.zh


def test_a_town_does_not_dispatch_what_is_elsewhere():
    walk = accepted(place=Place(area="331181102"))
    walk.refuse(
        "2026-11-02 09:04", "town_dispatcher", "TOWN_CENTER", c.Dispatch(lead="TOWN_GOV"), "not_involved_unit"
    )


@pytest.mark.parametrize("unit", ["DISCIPLINE", "CITY_PLATFORM"])
@pytest.mark.parametrize("as_lead", [True, False])
def test_units_that_take_no_orders_get_none(unit, as_lead):
    command = c.Dispatch(lead=unit) if as_lead else c.Dispatch(lead="HOUSING", co=(unit,))
    said = accepted().refuse("2026-11-02 09:04", "dispatcher", COORD, command, "invalid_data")
    assert said.field == ("lead" if as_lead else "co")
    assert "移送" in said.zh


@pytest.mark.parametrize(
    ("command", "field"),
    [
        (c.Dispatch(lead=""), "lead"),
        (c.Dispatch(lead="MOON"), "lead"),
        (c.Dispatch(lead="HOUSING", co=("MOON",)), "co"),
        (c.Dispatch(lead="HOUSING", co=("HOUSING",)), "co"),
        (c.Dispatch(lead="HOUSING", co=("POWER", "POWER")), "co"),
    ],
)
def test_a_dispatch_names_units_that_are_there_and_each_once(command, field):
    assert accepted().refuse("2026-11-02 09:04", "dispatcher", COORD, command, "invalid_data").field == field


def test_it_is_dispatched_once_accepted_and_not_again():
    waiting = Walk().register("2026-11-02 09:00", "R0302", accept=False)
    waiting.refuse("2026-11-02 09:01", "dispatcher", COORD, c.Dispatch(lead="HOUSING"), "wrong_state")
    walk = accepted().dispatch("2026-11-02 09:04", "HOUSING")
    walk.refuse("2026-11-02 09:05", "dispatcher", COORD, c.Dispatch(lead="POWER"), "wrong_state")


@pytest.mark.parametrize(
    ("category", "code"),
    [("D0208", "mediation_forbidden_for_domestic_violence"), ("D1302", "mediation_forbidden")],
)
def test_what_may_not_be_mediated_goes_to_no_mediator(category, code):
    walk = accepted(category, kind=Kind.DISPUTE)
    for command in (c.Dispatch(lead="MC_FAMILY"), c.Dispatch(lead="POLICE_STATION", co=("MC_VILLAGE",))):
        walk.refuse("2026-11-02 09:04", "dispatcher", COORD, command, code)
    walk.do("2026-11-02 09:04", "dispatcher", COORD, c.Dispatch(lead="POLICE_STATION", co=("WOMEN",)))
    ruled = c.RuleLead(lead="POLICE_STATION", co=("MC_COUNTY",), basis=text())
    walk.refuse("2026-11-02 09:30", "coordinator", COORD, ruled, code)
    walk.do("2026-11-02 09:31", "handler", "WOMEN", c.Sign())
    walk.refuse("2026-11-02 09:32", "handler", "WOMEN", c.SubDispatch(to="MC_FAMILY"), code)


def test_a_mediator_may_help_with_everything_else():
    accepted("R0302").dispatch("2026-11-02 09:04", "MC_COUNTY", "MC_TOWN")


# G12


@pytest.mark.parametrize("post", ["handler", "mediator", "grid_worker"])
def test_the_leads_signature_starts_the_handling(post):
    walk = accepted().dispatch("2026-11-02 09:04", "HOUSING")
    assert walk.do("2026-11-02 10:00", post, "HOUSING", c.Sign()) == ["OrderSigned"]
    lead = walk.matter.lead
    assert (walk.state, lead.state.value, lead.signed_by.post) == ("in_progress", "signed", post)
    assert wall(lead.signed_at) == "2026-11-02 10:00"


def test_an_assists_signature_does_not():
    walk = accepted().dispatch("2026-11-02 09:04", "HOUSING", "POWER").sign("2026-11-02 09:30", "POWER")
    assert walk.state == "dispatched"
    assert walk.order("POWER").state.value == "signed"
    walk.sign("2026-11-02 10:00", "HOUSING")
    assert walk.state == "in_progress"


@pytest.mark.parametrize(
    ("category", "last", "over"),
    [
        ("R0302", "2026-11-02 15:04", "2026-11-02 15:05"),  # 4 working hours over noon
        ("R0103", "2026-11-02 09:34", "2026-11-02 09:35"),  # urgent: 30 minutes
    ],
)
def test_the_sign_limit(category, last, over):
    for moment, kept in ((last, True), (over, False)):
        walk = accepted(category).dispatch("2026-11-02 09:04", "HOUSING", "POWER").sign(moment, "HOUSING")
        assert on_time(walk.matter.lead.sign) is kept
        passed = [(one.timer, one.order) for one in walk.events("LimitPassed")]
        assert passed == ([] if kept else [("sign", "1"), ("sign", "2")])


def test_a_town_centre_signs_for_a_lead_of_its_town():
    walk = accepted().dispatch("2026-11-02 09:04", "TOWN_GOV")
    walk.do("2026-11-02 09:10", "town_dispatcher", "TOWN_CENTER", c.Sign())
    assert walk.state == "in_progress"
    assert walk.matter.lead.unit == "TOWN_GOV"
    county = accepted().dispatch("2026-11-02 09:04", "HOUSING")
    county.refuse("2026-11-02 09:10", "town_dispatcher", "TOWN_CENTER", c.Sign(), "not_involved_unit")


def test_a_town_centre_that_assists_signs_its_own_order_first():
    walk = accepted().dispatch("2026-11-02 09:04", "TOWN_GOV", "TOWN_CENTER")
    walk.do("2026-11-02 09:10", "town_dispatcher", "TOWN_CENTER", c.Sign())
    assert walk.state == "dispatched"
    walk.do("2026-11-02 09:11", "town_dispatcher", "TOWN_CENTER", c.Sign())
    assert walk.state == "in_progress"
    walk.refuse("2026-11-02 09:12", "town_dispatcher", "TOWN_CENTER", c.Sign(), "wrong_state")


def test_only_who_holds_the_order_signs_it_once():
    walk = accepted().dispatch("2026-11-02 09:04", "HOUSING")
    walk.refuse("2026-11-02 09:10", "handler", "POWER", c.Sign(), "not_involved_unit")
    walk.refuse("2026-11-02 09:10", "supervisor", "HOUSING", c.Sign(), "not_allowed_for_post")
    walk.sign("2026-11-02 09:11", "HOUSING")
    walk.refuse("2026-11-02 09:12", "handler", "HOUSING", c.Sign(), "wrong_state")


# G16


def test_a_sub_dispatch_signs_the_leads_order_in_the_same_act():
    walk = accepted("P0101").dispatch("2026-11-02 09:04", "HOUSING")
    kinds = walk.do("2026-11-02 09:40", "handler", "HOUSING", c.SubDispatch(to="MUNICIPAL"))
    assert kinds == ["OrderSigned", "OrderSubDispatched"]
    lead = walk.matter.lead
    assert (walk.state, lead.unit, lead.executing_unit) == ("in_progress", "HOUSING", "MUNICIPAL")
    assert walk.do("2026-11-02 09:50", "handler", "MUNICIPAL", c.SubDispatch(to="DRAINAGE")) == [
        "OrderSubDispatched"
    ]
    assert walk.matter.lead.executing_unit == "DRAINAGE"


@pytest.mark.parametrize("to", ["POWER", "HOUSING", "DRAINAGE", "MOON", ""])
def test_work_is_handed_to_a_child_of_the_own_unit_alone(to):
    walk = signed("P0101", "HOUSING")
    said = walk.refuse("2026-11-02 11:00", "handler", "HOUSING", c.SubDispatch(to=to), "invalid_data")
    assert said.field == "to"


def test_a_sub_dispatch_is_the_handlers_while_the_order_is_open():
    walk = signed("P0101", "HOUSING")
    down = c.SubDispatch(to="MUNICIPAL")
    walk.refuse("2026-11-02 11:00", "mediator", "HOUSING", down, "not_allowed_for_post")
    walk.refuse("2026-11-02 11:00", "handler", "POWER", down, "not_involved_unit")
    walk.do("2026-11-02 11:00", "handler", "HOUSING", c.RequestReturn(reason=text(), basis=text()))
    walk.refuse("2026-11-02 11:30", "handler", "HOUSING", down, "wrong_state")


def test_a_unit_that_does_the_leads_work_and_assists_can_do_both():
    walk = accepted("P0101").dispatch("2026-11-02 09:04", "HOUSING", "MUNICIPAL")
    walk.do("2026-11-02 09:40", "handler", "HOUSING", c.SubDispatch(to="MUNICIPAL"))
    walk.sign("2026-11-02 10:00", "MUNICIPAL")
    assert walk.order("MUNICIPAL").state.value == "signed"
    walk.submit("2026-11-02 11:00", "MUNICIPAL")
    assert (walk.state, walk.order("MUNICIPAL").state.value) == ("in_progress", "submitted")
    walk.submit("2026-11-02 11:10", "MUNICIPAL")
    assert walk.state == "pending_review"


def test_progress_is_the_requesters_to_read_unless_said_otherwise():
    walk = signed()
    walk.do("2026-11-02 11:00", "handler", "HOUSING", c.AddProgress(note=text("surveyed"), photos=1))
    walk.do("2026-11-02 11:01", "handler", "HOUSING", c.AddProgress(note=text("internal"), public=False))
    assert [(one.order, one.public, one.photos) for one in walk.events("ProgressAdded")] == [
        ("1", True, 1),
        ("1", False, 0),
    ]
    for command, field in (
        (c.AddProgress(note=None), "note"),
        (c.AddProgress(note=text(), photos=-1), "photos"),
    ):
        assert walk.refuse("2026-11-02 11:02", "handler", "HOUSING", command, "invalid_data").field == field
    walk.refuse("2026-11-02 11:02", "handler", "POWER", c.AddProgress(note=text()), "not_involved_unit")


def test_arrival_is_counted_from_the_order_and_told_as_often_as_it_happens():
    walk = signed("E0601", "TOWN_GOV", "FIRE", place=PLACE)
    walk.do("2026-11-02 10:05", "grid_worker", "GRID", c.Arrive())
    walk.do("2026-11-02 10:06", "handler", "FIRE", c.Arrive(with_officer=True))
    walk.do("2026-11-02 10:20", "handler", "TOWN_GOV", c.Arrive())
    arrived = [(one.order, one.minutes, one.with_officer) for one in walk.events("Arrived")]
    assert arrived == [("1", 61, False), ("2", 62, True), ("1", 76, False)]
    assert wall(walk.matter.lead.arrived_at) == "2026-11-02 10:05"
    walk.refuse("2026-11-02 10:30", "handler", "POWER", c.Arrive(), "not_involved_unit")
    walk.refuse("2026-11-02 10:30", "mediator", "TOWN_GOV", c.Arrive(), "not_allowed_for_post")


def test_a_worker_of_the_place_does_not_touch_the_order_itself():
    walk = signed("E0601", "TOWN_GOV", place=PLACE)
    walk.refuse("2026-11-02 10:30", "grid_worker", "GRID", c.AddProgress(note=text()), "not_involved_unit")
    walk.refuse("2026-11-02 10:30", "grid_worker", "GRID", c.SubmitResult(reply=text()), "not_involved_unit")


def test_a_grid_worker_may_lead_and_submit():
    walk = (
        accepted("R0302")
        .dispatch("2026-11-02 09:04", "GRID")
        .sign("2026-11-02 09:10", "GRID", post="grid_worker")
    )
    assert walk.matter.level is Level.VILLAGE
    walk.submit("2026-11-02 11:00", "GRID", post="grid_worker")
    assert walk.state == "pending_review"


def test_nobody_works_before_the_lead_signed():
    walk = accepted().dispatch("2026-11-02 09:04", "HOUSING")
    for command in (
        c.AddProgress(note=text()),
        c.Arrive(),
        c.SubmitResult(reply=text()),
        c.Pause(cause=None),
    ):
        walk.refuse("2026-11-02 09:05", "handler", "HOUSING", command, "wrong_state")
    walk.refuse("2026-11-02 09:05", "registrar", HALL, c.AddProgress(note=text()), "not_allowed_for_post")
