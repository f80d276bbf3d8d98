"""RULINGS 39: a unit acts on a matter whose live orders name it; a centre on what lies in its territory."""

import pytest
from county import facts, text
from walk import COORD, HALL, PLACE, RETURN, SUPERVISION, Walk, signed

from fengqiao.matters import commands as c
from fengqiao.matters.involvement import held_order, held_orders, is_of_place, is_own, reaches
from fengqiao.matters.matter import Place

NOTE = c.AddProgress(note=text())


def known(post: str, unit: str, person: str = ""):
    return facts("2026-11-02 11:00", post, unit, person=person)


def test_lead_executing_and_assisting_units_act():
    walk = signed("P0101", "HOUSING", "POWER")
    walk.do("2026-11-02 10:30", "handler", "HOUSING", c.SubDispatch(to="MUNICIPAL"))
    for unit in ("HOUSING", "MUNICIPAL", "POWER"):
        walk.do("2026-11-02 11:00", "handler", unit, NOTE)
    for unit in ("DRAINAGE", "URBAN_LE", "", "NOWHERE"):
        walk.refuse("2026-11-02 11:00", "handler", unit, NOTE, "not_involved_unit")


def test_an_order_that_is_gone_gives_no_part_in_it():
    walk = signed("R0302", "HOUSING", "POWER")
    walk.do("2026-11-02 10:30", "handler", "HOUSING", RETURN)
    walk.do("2026-11-02 10:40", "dispatcher", COORD, c.ApproveReturn())
    for unit in ("HOUSING", "POWER"):
        assert held_order(walk.matter, known("handler", unit)) is None


def test_a_unit_acts_on_its_lead_order_first():
    walk = signed("P0101", "HOUSING", "MUNICIPAL", "POWER")
    walk.do("2026-11-02 10:30", "handler", "HOUSING", c.SubDispatch(to="MUNICIPAL"))
    held = held_orders(walk.matter, known("handler", "MUNICIPAL"))
    assert [(order.unit, order.role.value) for order in held] == [
        ("HOUSING", "lead"),
        ("MUNICIPAL", "assist"),
    ]


@pytest.mark.parametrize(
    ("lead", "acts"),
    [("TOWN_GOV", True), ("VILLAGE", True), ("GRID", True), ("POLICE_STATION", True), ("HOUSING", False)],
)
def test_a_town_centre_also_acts_for_a_lead_of_its_town(lead, acts):
    walk = signed("R0302", lead)
    order = held_order(walk.matter, known("handler", "TOWN_CENTER"))
    assert (order is not None and order.unit == lead) is acts
    assert held_order(walk.matter, known("handler", "VILLAGE_STATION")) is None


def test_a_town_centre_does_not_act_for_an_assist():
    walk = signed("R0302", "HOUSING", "TOWN_GOV")
    assert held_orders(walk.matter, known("handler", "TOWN_CENTER")) == ()


@pytest.mark.parametrize(
    ("area", "unit", "reached"),
    [
        (PLACE.area, "TOWN_CENTER", True),
        (PLACE.area, HALL, True),
        (PLACE.area, "CITY_PLATFORM", True),
        ("331181102", "TOWN_CENTER", False),
        ("331181", "TOWN_CENTER", False),
        ("", HALL, True),
        ("", "TOWN_CENTER", False),
        ("330106", HALL, True),  # outside counts as the county itself
        (PLACE.area, "", False),
        (PLACE.area, "NOWHERE", False),
    ],
)
def test_a_centre_reaches_what_lies_in_its_territory(area, unit, reached):
    matter = Walk().register("2026-11-02 09:00", "R0302", accept=False, place=Place(area=area)).matter
    assert reaches(matter, known("supervisor", unit)) is reached


def test_and_what_it_registered():
    walk = Walk().register(
        "2026-11-02 09:00", "R0302", accept=False, place=Place(area="331181102"), unit="VILLAGE_STATION"
    )
    assert reaches(walk.matter, known("registrar", "VILLAGE_STATION"))


@pytest.mark.parametrize(
    ("area", "unit", "own"),
    [
        (PLACE.area, "GRID", True),
        (PLACE.area, "TOWN_GOV", True),
        ("331181101", "GRID", True),
        ("331181", "GRID", True),
        ("331181101202", "GRID", False),
        ("", "GRID", False),
        ("33", "GRID", False),
        (PLACE.area, "", False),
    ],
)
def test_a_worker_of_the_place(area, unit, own):
    matter = Walk().register("2026-11-02 09:00", "R0302", accept=False, place=Place(area=area)).matter
    assert is_of_place(matter, known("grid_worker", unit)) is own


def test_a_citizen_acts_on_the_own_matter_alone():
    matter = Walk().register("2026-11-02 09:00", "R0302").matter
    assert is_own(matter, known("citizen", "", "p1"))
    assert not is_own(matter, known("citizen", "", "p2"))
    assert not is_own(matter, known("registrar", HALL, "p1"))


@pytest.mark.parametrize("command", [c.Unshelve(), c.StrikeOff()])
def test_a_supervisor_acts_by_territory_where_a_handler_acts_by_order(command):
    walk = signed(place=Place(area="331181102"))
    walk.do(
        "2026-11-02 10:30",
        "handler",
        "HOUSING",
        c.RequestShelve(text(), text(), walk.matter.registered_at.date().replace(day=20)),
    )
    walk.do("2026-11-02 10:40", "duty_leader", "COUNTY_CENTER", c.ApproveShelve())
    walk.refuse("2026-11-02 11:00", "supervisor", "TOWN_GOV", command, "not_involved_unit")
    walk.refuse("2026-11-02 11:00", "handler", "POWER", command, "not_involved_unit")
    walk.do("2026-11-02 11:00", "supervisor", SUPERVISION, command)
