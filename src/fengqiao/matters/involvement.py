"""Whose matter it is: which order a unit acts on, and whether a post reaches the place (RULINGS 39)."""

from fengqiao.matters.facts import Facts
from fengqiao.matters.matter import Matter, Order
from fengqiao.matters.words import OrderRole
from fengqiao.people.actors import Post
from fengqiao.people.units import TOWN_CENTRE, Level
from fengqiao.shared.refused import Refusal, Refused


def held_orders(matter: Matter, facts: Facts) -> tuple[Order, ...]:
    """The live orders of the actor's unit: as lead, executing or assist; for a town centre, its town's lead last."""
    unit = facts.actor.unit
    held = [o for o in matter.orders if unit in (o.unit, o.executing_unit) and o.live]
    if len(held) > 1:
        held.sort(key=lambda o: o.role is not OrderRole.LEAD)
    lead = matter.lead
    if lead is not None and lead not in held and _is_centre_of(facts, lead.unit):
        held.append(lead)
    return tuple(held)


def held_order(matter: Matter, facts: Facts) -> Order | None:
    """The first of the live orders that the actor's unit holds."""
    return next(iter(held_orders(matter, facts)), None)


def acted_order(matter: Matter, facts: Facts) -> Order:
    """The order the actor acts on; refuses a unit that holds none."""
    order = held_order(matter, facts)
    if order is None:
        raise Refused(Refusal.NOT_INVOLVED_UNIT)
    return order


def may_mediate(matter: Matter, facts: Facts) -> bool:
    """Whether a mediator may act without an order: of a mediation unit of the level it was raised to (RULINGS 39)."""
    own, raised = facts.own_unit, matter.dispute.escalations if matter.dispute is not None else ()
    if facts.actor.post is not Post.MEDIATOR or own is None or not raised:
        return False
    if own.code == raised[-1].to:
        return True
    return (
        own.mediates
        and min(own.level, Level.COUNTY) is matter.level
        and facts.units.place(matter.place.area).startswith(own.area)
    )


def works_on(matter: Matter, facts: Facts) -> bool:
    """Whether a handling post has to do with the matter: by an order of its unit, or as a mediator of a higher level."""
    return held_order(matter, facts) is not None or may_mediate(matter, facts)


def is_of_place(matter: Matter, facts: Facts) -> bool:
    """Whether the actor's unit answers for the place of the matter.

    A place known only to its town or village is everybody's there: else nobody could go and look.
    """
    own, place = facts.own_unit, matter.place.area
    if own is None or not place:
        return False
    return place.startswith(own.area) or (place.startswith(facts.units.tenant) and own.area.startswith(place))


def reaches(matter: Matter, facts: Facts) -> bool:
    """Whether a post of the centre reaches this matter: by territory, or because its unit registered it."""
    own = facts.own_unit
    if own is None:
        return False
    place = facts.units.place(matter.place.area)
    return place.startswith(own.area) or matter.registered_by.unit == own.code


def is_own(matter: Matter, facts: Facts) -> bool:
    """Whether a citizen is this matter's requester: by name, or as the one who holds its code where none was left."""
    if facts.actor.post is not Post.CITIZEN:
        return False
    person = facts.actor.person
    return any(p.id == person for p in matter.parties) or (
        matter.requester is None and person == holder_of(matter)
    )


def holder_of(matter: Matter) -> str:
    """Who holds the code of a matter in which nobody left a name or number."""
    return f"holder/{matter.id}"


def _is_centre_of(facts: Facts, unit: str) -> bool:
    own, other = facts.own_unit, facts.units.get(unit)
    return (
        own is not None
        and other is not None
        and own.type == TOWN_CENTRE
        and len(other.area) >= len(own.area)
        and other.area.startswith(own.area)
    )
