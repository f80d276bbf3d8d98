"""G13 and G14: an order comes back within a working day, with a reason and a suggested unit or a basis."""

import pytest
from county import text
from walk import COORD, RETURN, Walk, signed

from fengqiao.matters import commands as c
from fengqiao.matters.words import Decision, PauseCause


def asked(moment: str = "2026-11-02 10:30", *co: str, **given) -> Walk:
    walk = signed("R0302", "HOUSING", *co, **given)
    walk.do(moment, "handler", "HOUSING", RETURN)
    return walk


def again(walk: Walk, unit: str = "URBAN_LE") -> Walk:
    """The first return is approved, and the next unit asks, too."""
    walk.do("2026-11-02 10:50", "dispatcher", COORD, c.ApproveReturn())
    walk.dispatch("2026-11-02 10:52", unit)
    walk.do("2026-11-02 11:20", "handler", unit, RETURN)
    return walk


@pytest.mark.parametrize(
    "command",
    [
        c.RequestReturn(reason=text(), suggested="URBAN_LE"),
        c.RequestReturn(reason=text(), basis=text("law")),
        c.RequestReturn(reason=text(), suggested="URBAN_LE", basis=text("law")),
    ],
)
@pytest.mark.parametrize("post", ["handler", "mediator", "grid_worker"])
def test_a_unit_says_that_it_is_not_its_duty(command, post):
    walk = signed()
    assert walk.do("2026-11-02 10:30", post, "HOUSING", command) == ["ReturnRequested"]
    assert (walk.state, walk.matter.lead.state.value) == ("in_progress", "return_requested")
    request = walk.matter.pending_return
    assert (request.order, request.unit, request.suggested) == ("1", "HOUSING", command.suggested)
    assert not walk.matter.handle.is_paused


def test_it_may_be_asked_before_signing():
    walk = Walk().register("2026-11-02 09:00", "R0302").dispatch("2026-11-02 09:04", "HOUSING")
    walk.do("2026-11-02 09:30", "handler", "HOUSING", RETURN)
    assert walk.state == "dispatched"
    walk.do("2026-11-02 09:40", "dispatcher", COORD, c.RefuseReturn(reason=text("it is yours")))
    assert walk.matter.lead.state.value == "issued"


@pytest.mark.parametrize(
    ("command", "code", "field"),
    [
        (c.RequestReturn(reason=None, basis=text()), "reason_required", "reason"),
        (c.RequestReturn(reason=None), "reason_required", "reason"),
        (c.RequestReturn(reason=text()), "return_needs_basis", "basis"),
        (c.RequestReturn(reason=text(), suggested="MOON"), "invalid_data", "suggested_unit"),
        (c.RequestReturn(reason=text(), suggested="HOUSING"), "invalid_data", "suggested_unit"),
    ],
)
def test_a_return_needs_a_reason_and_a_way_on(command, code, field):
    assert signed().refuse("2026-11-02 10:30", "handler", "HOUSING", command, code).field == field


def test_the_window_is_one_working_day_from_the_order_and_holds_its_last_instant():
    signed().do("2026-11-03 17:30", "handler", "HOUSING", RETURN)
    said = signed().refuse("2026-11-03 17:31", "handler", "HOUSING", RETURN, "return_window_closed")
    assert said.facts["deadline"].startswith("2026-11-03T09:30:00")


def test_the_window_of_a_new_order_is_its_own():
    walk = asked("2026-11-03 17:00")
    walk.do("2026-11-04 09:00", "dispatcher", COORD, c.ApproveReturn())
    walk.dispatch("2026-11-04 09:05", "URBAN_LE")
    walk.do("2026-11-05 17:30", "handler", "URBAN_LE", RETURN)


def test_an_approved_return_puts_the_matter_back_and_the_clock_runs_on():
    walk = asked("2026-11-02 10:30", "POWER", "TOWN_GOV")
    walk.sign("2026-11-02 10:35", "TOWN_GOV")
    due, start = walk.due, walk.matter.handle.start
    walk.do("2026-11-02 10:50", "dispatcher", COORD, c.ApproveReturn())
    matter = walk.matter
    assert (walk.state, matter.lead, matter.first_unit) == ("accepted", None, "HOUSING")
    assert [(o.unit, o.state.value) for o in matter.orders] == [
        ("HOUSING", "returned"),
        ("POWER", "cancelled"),  # nobody had signed it
        ("TOWN_GOV", "signed"),
    ]
    assert (walk.due, matter.handle.start, matter.handle.pauses) == (due, start, ())
    assert matter.returns[0].decision is Decision.APPROVED
    assert matter.returns[0].decided_by.post == "dispatcher"


def test_after_a_return_an_assist_stays_and_is_not_ordered_twice():
    walk = asked("2026-11-02 10:30", "TOWN_GOV")
    walk.sign("2026-11-02 10:35", "TOWN_GOV")
    walk.do("2026-11-02 10:50", "dispatcher", COORD, c.ApproveReturn())
    walk.dispatch("2026-11-02 10:52", "URBAN_LE", "TOWN_GOV", "POWER")
    live = [(o.unit, o.role.value, o.state.value) for o in walk.matter.live_orders]
    assert live == [
        ("TOWN_GOV", "assist", "signed"),
        ("URBAN_LE", "lead", "issued"),
        ("POWER", "assist", "issued"),
    ]
    assert walk.matter.first_unit == "HOUSING"


def test_an_assist_that_becomes_the_lead_has_one_order():
    walk = asked("2026-11-02 10:30", "TOWN_GOV")
    walk.sign("2026-11-02 10:35", "TOWN_GOV")
    walk.do("2026-11-02 10:50", "dispatcher", COORD, c.ApproveReturn())
    walk.dispatch("2026-11-02 10:52", "TOWN_GOV")
    assert [(o.id, o.role.value) for o in walk.matter.live_orders] == [("3", "lead")]


@pytest.mark.parametrize(
    ("post", "unit"), [("dispatcher", COORD), ("town_dispatcher", "TOWN_CENTER"), ("coordinator", COORD)]
)
def test_a_refused_return_leaves_the_order_as_it_was(post, unit):
    walk = asked()
    walk.refuse("2026-11-02 10:40", post, unit, c.RefuseReturn(reason=None), "reason_required")
    assert walk.do("2026-11-02 10:40", post, unit, c.RefuseReturn(reason=text("yours"))) == ["ReturnRefused"]
    assert (walk.state, walk.matter.lead.state.value) == ("in_progress", "signed")
    assert walk.matter.returns[0].decision is Decision.REFUSED
    assert walk.matter.pending_return is None


def test_a_reworked_order_may_still_come_back_in_its_window():
    walk = signed().submit("2026-11-02 11:00", "HOUSING")
    walk.do("2026-11-02 11:10", "supervisor", "COUNTY_SUPERVISION", c.Rework(reason=text()))
    walk.do("2026-11-02 11:20", "handler", "HOUSING", RETURN)
    walk.do("2026-11-02 11:30", "dispatcher", COORD, c.RefuseReturn(reason=text()))
    assert walk.matter.lead.state.value == "rework"


@pytest.mark.parametrize("command", [c.ApproveReturn(), c.RefuseReturn(reason=text())])
def test_the_second_return_of_a_matter_is_the_coordinators(command):
    walk = again(asked())
    walk.refuse("2026-11-02 11:30", "dispatcher", COORD, command, "not_allowed_for_post")
    walk.refuse("2026-11-02 11:30", "town_dispatcher", "TOWN_CENTER", command, "not_allowed_for_post")
    walk.do("2026-11-02 11:30", "coordinator", COORD, command)
    assert walk.matter.returns[1].decision is not Decision.PENDING


def test_a_refused_one_counts_as_the_first():
    walk = asked()
    walk.do("2026-11-02 10:40", "dispatcher", COORD, c.RefuseReturn(reason=text()))
    walk.do("2026-11-02 10:45", "handler", "HOUSING", RETURN)
    walk.refuse("2026-11-02 10:50", "dispatcher", COORD, c.ApproveReturn(), "not_allowed_for_post")


@pytest.mark.parametrize("post", ["registrar", "supervisor", "handler", "duty_leader"])
def test_others_do_not_decide(post):
    asked().refuse("2026-11-02 10:40", post, COORD, c.ApproveReturn(), "not_allowed_for_post")


def test_what_was_not_asked_is_not_decided():
    for command in (c.ApproveReturn(), c.RefuseReturn(reason=text())):
        signed().refuse("2026-11-02 10:40", "dispatcher", COORD, command, "wrong_state")


def test_an_order_that_waits_for_its_return_is_not_worked_on():
    walk = asked()
    walk.refuse("2026-11-02 10:40", "handler", "HOUSING", RETURN, "wrong_state")
    walk.refuse("2026-11-02 10:40", "handler", "HOUSING", c.SubmitResult(reply=text()), "wrong_state")
    walk.refuse("2026-11-02 10:40", "handler", "POWER", RETURN, "not_involved_unit")


def test_an_assists_return_never_moves_the_matter():
    walk = signed("R0302", "HOUSING", "POWER")
    walk.do("2026-11-02 10:30", "handler", "POWER", RETURN)
    assert walk.state == "in_progress"
    walk.do("2026-11-02 10:40", "dispatcher", COORD, c.ApproveReturn())
    assert (walk.state, walk.order("POWER").state.value) == ("in_progress", "returned")
    assert walk.matter.lead.state.value == "signed"
    walk.refuse("2026-11-02 10:50", "handler", "POWER", c.Sign(), "not_involved_unit")


def test_an_unsigned_assist_that_asked_to_go_is_cancelled_with_the_result_and_not_brought_back():
    walk = signed("R0302", "HOUSING", "POWER")
    walk.do("2026-11-02 10:30", "handler", "POWER", RETURN)
    walk.submit("2026-11-02 11:00", "HOUSING")
    assert walk.order("POWER").state.value == "cancelled"
    assert walk.matter.returns[0].decision is Decision.LAPSED
    walk.do("2026-11-02 11:30", "supervisor", "COUNTY_SUPERVISION", c.Rework(reason=text()))
    walk.refuse("2026-11-02 11:40", "dispatcher", COORD, c.RefuseReturn(reason=text()), "wrong_state")


def test_a_waiting_clock_runs_again_when_its_unit_is_gone():
    walk = signed()
    walk.do("2026-11-02 11:00", "handler", "HOUSING", c.Pause(cause=PauseCause.MATERIAL))
    walk.do("2026-11-02 11:30", "handler", "HOUSING", RETURN)
    walk.do("2026-11-02 15:00", "dispatcher", COORD, c.ApproveReturn())
    assert walk.state == "accepted"
    assert not walk.matter.handle.is_paused
    assert [p.until is None for p in walk.matter.handle.pauses] == [False]


def test_what_the_returned_unit_had_asked_for_lapses():
    walk = signed()
    walk.do(
        "2026-11-02 10:10",
        "handler",
        "HOUSING",
        c.RequestExtension(amount=3, unit="working_day", reason=text()),
    )
    walk.do("2026-11-02 10:20", "handler", "HOUSING", RETURN)
    walk.do("2026-11-02 10:30", "dispatcher", COORD, c.ApproveReturn())
    assert walk.matter.extensions[0].decision is Decision.LAPSED
    assert walk.matter.pending_extension is None
