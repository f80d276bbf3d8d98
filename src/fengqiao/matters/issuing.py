"""A fresh work order, by whichever phase issues it."""

from fengqiao.matters.categories import Urgency
from fengqiao.matters.clockwork import started
from fengqiao.matters.facts import Facts
from fengqiao.matters.matter import Matter, Order
from fengqiao.matters.words import OrderRole, OrderState
from fengqiao.shared.refused import invalid

SELF_HANDLED = "self_handled"
"""The rule of an order that a grid worker gave the own grid: what was put right on the spot (DOMAIN 2.2)."""


def issued(
    matter: Matter,
    unit: str,
    role: OrderRole,
    facts: Facts,
    *,
    number: int,
    field: str,
    line_id: int | None = None,
    version: int | None = None,
    rule: str = "",
) -> Order:
    """An order to this unit, issued now; refuses units that take none, naming the field (RULINGS 11)."""
    limit = facts.profile.sign_urgent if matter.urgency is Urgency.URGENT else facts.profile.sign_normal
    info = facts.unit(unit, field)
    if not info.takes_orders:
        raise invalid(
            field,
            f"{info.name_zh}不接收工单，请用移送",
            f"{info.name_en} takes no orders; transfer the matter out",
        )
    return Order(
        id=str(number),
        unit=unit,
        role=role,
        state=OrderState.ISSUED,
        issued_at=facts.now,
        sign=started("sign", limit, facts),
        executing_unit=unit,
        line_id=line_id,
        version=version,
        rule=rule,
    )
