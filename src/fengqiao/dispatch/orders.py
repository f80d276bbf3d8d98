"""Orders go out and are signed (G11, G12)."""

from fengqiao.clocks import stop
from fengqiao.matters.clockwork import stopped
from fengqiao.matters.commands import Dispatch, Sign
from fengqiao.matters.events import Event
from fengqiao.matters.events.dispatch import MatterDispatched, OrderSigned
from fengqiao.matters.facts import Facts
from fengqiao.matters.guards import forbid_mediation
from fengqiao.matters.involvement import held_orders
from fengqiao.matters.issuing import issued
from fengqiao.matters.matter import Matter, Order
from fengqiao.matters.words import OrderRole, OrderState
from fengqiao.people.actors import Post
from fengqiao.people.units import Level
from fengqiao.shared.refused import Refusal, Refused, invalid


def forbid_mediation_units(matter: Matter, units: tuple[str, ...], facts: Facts) -> None:
    """Guard 1: no order to a mediation unit where mediation is forbidden (RULINGS 19)."""
    if any((unit := facts.units.get(code)) is not None and unit.mediates for code in units):
        forbid_mediation(matter, facts)


def new_orders(
    matter: Matter,
    lead: str,
    co: tuple[str, ...],
    facts: Facts,
    *,
    line_id: int | None = None,
    version: int | None = None,
    rule: str = "",
) -> tuple[Order, ...]:
    """Fresh orders, the lead first ("" for none); refuses units that take no orders (RULINGS 11)."""
    wanted = ([(lead, OrderRole.LEAD, "lead")] if lead else []) + [
        (unit, OrderRole.ASSIST, "co") for unit in co
    ]
    return tuple(
        issued(
            matter, code, role, facts, number=number, field=field, line_id=line_id, version=version, rule=rule
        )
        for number, (code, role, field) in enumerate(wanted, start=len(matter.orders) + 1)
    )


def distinct(lead: str, co: tuple[str, ...]) -> None:
    """Refuse a unit named twice: exactly one lead, each assist once."""
    if lead in co or len(set(co)) != len(co):
        raise invalid("co", "同一单位不能重复交办", "a unit is named twice")


def led_level(lead: str, facts: Facts) -> Level:
    """The level of a lead unit, the county's at most (RULINGS 17)."""
    return min(facts.unit(lead, "lead").level, Level.COUNTY)


def dispatch(matter: Matter, command: Dispatch, facts: Facts) -> list[Event]:
    """G11: one lead, any assists. A unit that already assists and becomes lead gets a lead order."""
    if not command.lead:
        raise invalid("lead", "请选择主办单位", "choose the lead unit")
    distinct(command.lead, command.co)
    standing = {unit for order in matter.live_orders for unit in (order.unit, order.executing_unit)}
    orders = new_orders(
        matter,
        command.lead,
        tuple(unit for unit in command.co if unit not in standing),
        facts,
        line_id=command.line_id,
        version=command.version,
        rule=command.rule,
    )
    return [
        MatterDispatched(
            orders=orders,
            level=led_level(command.lead, facts),
            dispatch=stopped(matter.dispatch, facts),
            reason=command.reason,
        )
    ]


def forbid_county_by_town(command: Dispatch, facts: Facts) -> None:
    """A town assigns its own units; county departments come by whistle (DOMAIN 2.2)."""
    own = facts.own_unit
    if facts.actor.post is not Post.TOWN_DISPATCHER or own is None:
        return
    for code in (command.lead, *command.co):
        unit = facts.units.get(code)
        if unit is not None and not unit.area.startswith(own.area):
            raise Refused(
                Refusal.NOT_ALLOWED_FOR_POST,
                field="lead",
                zh="镇街不能直接交办县级部门，请用吹哨",
                en="a town calls county departments by whistle",
            )


def sign(matter: Matter, command: Sign, facts: Facts) -> list[Event]:
    """G12: the unit has the order; the lead's signature starts the handling."""
    del command
    order = next((o for o in held_orders(matter, facts) if o.state is OrderState.ISSUED), None)
    if order is None:
        raise Refused(Refusal.WRONG_STATE)
    return [OrderSigned(order=order.id, sign=stop(order.sign, facts.now))]
