"""Events of dispatch: orders go out, are signed, come back, are ruled."""

from dataclasses import dataclass

from fengqiao.clocks import Timer
from fengqiao.matters.matter import Order, ReturnRequest
from fengqiao.people.units import Level
from fengqiao.shared.texts import TextRef


@dataclass(frozen=True, slots=True)
class MatterDispatched:
    """G11: one lead, any assists, and the duty line that chose them (on the orders), or why another unit was chosen."""

    orders: tuple[Order, ...]
    level: Level
    dispatch: Timer | None
    reason: TextRef | None = None


@dataclass(frozen=True, slots=True)
class OrderSigned:
    """G12. Of the lead's order it starts the handling."""

    order: str
    sign: Timer


@dataclass(frozen=True, slots=True)
class ReturnRequested:
    """G13."""

    request: ReturnRequest


@dataclass(frozen=True, slots=True)
class ReturnApproved:
    """G14: the order is returned; unsigned assists of a returned lead are cancelled, a waiting clock runs again."""

    order: str
    cancelled: tuple[str, ...]
    handle: Timer | None = None


@dataclass(frozen=True, slots=True)
class ReturnRefused:
    """G14: the order goes back to its state before."""

    order: str
    reason: TextRef


@dataclass(frozen=True, slots=True)
class LeadRuled:
    """G15: the lead is settled, the matter in progress, no further return. `kept` names an order that stays."""

    lead: str
    co: tuple[str, ...]
    basis: TextRef
    kept: str
    replaced: tuple[str, ...]
    cancelled: tuple[str, ...]
    orders: tuple[Order, ...]
    return_approved: bool
    level: Level
    dispatch: Timer | None


DispatchEvent = MatterDispatched | OrderSigned | ReturnRequested | ReturnApproved | ReturnRefused | LeadRuled
