"""G15: the coordinator settles the lead; the ruling decides a pending return and forbids further ones."""

import pytest
from county import text
from walk import COORD, RETURN, SUPERVISION, Walk, signed, wall

from fengqiao.clocks import on_time
from fengqiao.matters import commands as c
from fengqiao.matters.words import Decision, PauseCause
from fengqiao.people.units import Level

RULE = text("second return")


def rule(lead: str, *co: str) -> c.RuleLead:
    return c.RuleLead(lead=lead, co=co, basis=RULE)


def asked(*co: str) -> Walk:
    walk = signed("R0302", "HOUSING", *co)
    walk.do("2026-11-02 10:30", "handler", "HOUSING", RETURN)
    return walk


def test_a_ruling_that_keeps_the_unit_refuses_its_return():
    walk = asked()
    assert walk.do("2026-11-02 11:00", "coordinator", COORD, rule("HOUSING", "POLICE_STATION")) == [
        "LeadRuled"
    ]
    matter = walk.matter
    assert (walk.state, matter.lead.id, matter.lead.state.value) == ("in_progress", "1", "signed")
    assert wall(matter.lead.signed_at) == "2026-11-02 10:00"  # its own signature stands
    assert matter.returns[0].decision is Decision.REFUSED
    assert matter.further_return_forbidden
    assert walk.order("POLICE_STATION").state.value == "issued"


def test_a_ruling_that_names_another_unit_approves_it():
    walk = asked("POWER", "TOWN_GOV")
    walk.sign("2026-11-02 10:40", "TOWN_GOV")
    walk.do("2026-11-02 11:00", "coordinator", COORD, rule("URBAN_LE", "POWER"))
    orders = [(o.unit, o.role.value, o.state.value) for o in walk.matter.orders]
    assert orders == [
        ("HOUSING", "lead", "returned"),
        ("POWER", "assist", "cancelled"),
        ("TOWN_GOV", "assist", "signed"),
        ("URBAN_LE", "lead", "signed"),
        ("POWER", "assist", "issued"),
    ]
    assert walk.matter.returns[0].decision is Decision.APPROVED
    assert walk.matter.returns[0].decided_by.post == "coordinator"
    assert on_time(walk.matter.lead.sign)
    assert walk.matter.first_unit == "HOUSING"
    walk.submit("2026-11-02 15:00", "TOWN_GOV").submit("2026-11-02 15:10", "URBAN_LE")
    assert walk.state == "pending_review"


def test_a_ruling_needs_no_return():
    walk = signed("R0302", "HOUSING", "POWER")
    walk.do("2026-11-02 11:00", "coordinator", COORD, rule("URBAN_LE"))
    assert [(o.unit, o.state.value) for o in walk.matter.orders] == [
        ("HOUSING", "cancelled"),
        ("POWER", "issued"),
        ("URBAN_LE", "signed"),
    ]


@pytest.mark.parametrize("dispatched", [True, False])
def test_it_is_ruled_before_anybody_signed(dispatched):
    walk = Walk().register("2026-11-02 09:00", "R0302")
    if dispatched:
        walk.dispatch("2026-11-02 09:04", "HOUSING")
    walk.do("2026-11-02 09:05", "coordinator", COORD, rule("HOUSING" if dispatched else "TOWN_GOV"))
    matter = walk.matter
    assert (walk.state, matter.lead.state.value) == ("in_progress", "signed")
    assert wall(matter.lead.signed_at) == "2026-11-02 09:05"
    assert matter.lead.signed_by is None
    assert matter.first_unit == matter.lead.unit
    assert matter.dispatch.stopped_at is not None
    assert matter.level is (Level.COUNTY if dispatched else Level.TOWN)
    assert f"coordinator@{COORD}" in matter.dispatched_by


def test_a_ruled_matter_is_not_returned_again_by_anybody():
    walk = asked()
    walk.do("2026-11-02 11:00", "coordinator", COORD, rule("URBAN_LE", "POWER"))
    walk.refuse("2026-11-02 11:10", "handler", "URBAN_LE", RETURN, "further_return_forbidden")
    walk.refuse("2026-11-02 11:10", "handler", "POWER", RETURN, "further_return_forbidden")


def test_the_lead_that_becomes_an_assist_is_rid_of_the_lead():
    walk = asked()
    walk.do("2026-11-02 11:00", "coordinator", COORD, rule("URBAN_LE", "HOUSING"))
    assert walk.matter.returns[0].decision is Decision.APPROVED
    assert [(o.unit, o.role.value, o.state.value) for o in walk.matter.live_orders] == [
        ("URBAN_LE", "lead", "signed"),
        ("HOUSING", "assist", "issued"),
    ]


@pytest.mark.parametrize(
    ("ruling", "decision", "state"),
    [
        (rule("HOUSING", "POWER"), Decision.REFUSED, "signed"),
        (rule("HOUSING"), Decision.APPROVED, "returned"),
        (rule("URBAN_LE", "POWER"), Decision.REFUSED, "signed"),
        (rule("POWER"), Decision.REFUSED, "cancelled"),  # it leads now, with an order of its own
    ],
)
def test_a_ruling_decides_an_assists_return_by_whether_it_names_the_unit(ruling, decision, state):
    walk = signed("R0302", "HOUSING", "POWER").sign("2026-11-02 10:10", "POWER")
    walk.do("2026-11-02 10:30", "handler", "POWER", RETURN)
    walk.do("2026-11-02 11:00", "coordinator", COORD, ruling)
    assert walk.matter.returns[0].decision is decision
    assist = [o for o in walk.matter.orders if o.unit == "POWER" and o.role.value == "assist"]
    assert [o.state.value for o in assist] == [state]
    assert sum(o.role.value == "lead" for o in walk.matter.live_orders) == 1
    assert walk.matter.pending_return is None


def test_an_assist_that_is_ruled_to_lead_leaves_its_assist():
    walk = signed("R0302", "HOUSING", "POWER").sign("2026-11-02 10:10", "POWER")
    walk.do("2026-11-02 11:00", "coordinator", COORD, rule("POWER", "HOUSING"))
    assert [(o.unit, o.role.value, o.state.value) for o in walk.matter.live_orders] == [
        ("POWER", "lead", "signed"),
        ("HOUSING", "assist", "issued"),
    ]


def test_a_unit_that_does_the_work_already_is_not_ordered_beside_it():
    walk = signed("P0101", "HOUSING")
    walk.do("2026-11-02 10:30", "handler", "HOUSING", c.SubDispatch(to="MUNICIPAL"))
    walk.do("2026-11-02 11:00", "coordinator", COORD, rule("HOUSING", "MUNICIPAL"))
    assert [o.unit for o in walk.matter.live_orders] == ["HOUSING"]


def test_a_clock_that_waits_goes_on_waiting():
    walk = signed()
    walk.do("2026-11-02 10:30", "handler", "HOUSING", c.Pause(cause=PauseCause.APPRAISAL))
    walk.do("2026-11-02 11:00", "coordinator", COORD, rule("URBAN_LE"))
    assert walk.matter.handle.is_paused
    walk.do("2026-11-03 11:00", "handler", "URBAN_LE", c.Resume(cause=PauseCause.APPRAISAL))
    assert not walk.matter.handle.is_paused


def test_requests_of_a_replaced_lead_lapse_and_those_of_a_kept_one_stand():
    more = c.RequestExtension(amount=1, unit="working_day", reason=text())
    for lead, decision in (("URBAN_LE", Decision.LAPSED), ("HOUSING", Decision.PENDING)):
        walk = signed()
        walk.do("2026-11-02 10:30", "handler", "HOUSING", more)
        walk.do("2026-11-02 11:00", "coordinator", COORD, rule(lead))
        assert walk.matter.extensions[0].decision is decision


@pytest.mark.parametrize(
    ("command", "code", "field"),
    [
        (c.RuleLead(lead="URBAN_LE"), "reason_required", "basis"),
        (rule(""), "invalid_data", "lead"),
        (rule("MOON"), "invalid_data", "lead"),
        (rule("URBAN_LE", "MOON"), "invalid_data", "co"),
        (rule("URBAN_LE", "URBAN_LE"), "invalid_data", "co"),
        (rule("DISCIPLINE"), "invalid_data", "lead"),
    ],
)
def test_a_ruling_has_a_basis_and_a_lead(command, code, field):
    assert asked().refuse("2026-11-02 11:00", "coordinator", COORD, command, code).field == field


@pytest.mark.parametrize("post", ["dispatcher", "town_dispatcher", "supervisor", "duty_leader"])
def test_only_the_coordinator_rules(post):
    asked().refuse("2026-11-02 11:00", post, COORD, rule("URBAN_LE"), "not_allowed_for_post")


def test_what_is_under_review_is_not_ruled():
    walk = signed().submit("2026-11-02 11:00", "HOUSING")
    walk.refuse("2026-11-02 11:10", "coordinator", COORD, rule("URBAN_LE"), "wrong_state")
    walk.approve("2026-11-02 11:20", unit=SUPERVISION)
    walk.refuse("2026-11-02 11:30", "coordinator", COORD, rule("URBAN_LE"), "wrong_state")
