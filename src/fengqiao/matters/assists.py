"""Assists at the end of a matter: unsigned ones go, signed ones must have finished (RULINGS 1)."""

from fengqiao.matters.matter import Matter, Order
from fengqiao.matters.words import OrderRole, OrderState

FINISHED = frozenset({OrderState.SUBMITTED, OrderState.APPROVED})


def is_unfinished(order: Order) -> bool:
    """A signed assist that neither submitted nor was waived; one waiting on its return counts, too."""
    if order.role is not OrderRole.ASSIST or order.waived or order.signed_at is None:
        return False
    return order.state not in FINISHED


def unsigned_assists(matter: Matter) -> tuple[str, ...]:
    """The assists that nobody signed."""
    return tuple(o.id for o in matter.live_orders if o.role is OrderRole.ASSIST and o.signed_at is None)
