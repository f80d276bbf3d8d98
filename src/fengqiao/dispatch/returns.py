"""The return tribunal (退单): the clock runs on, the second return is ruled, the ruling is remembered (G13 to G15)."""

from fengqiao.clocks import due
from fengqiao.dispatch.orders import distinct, led_level, new_orders
from fengqiao.matters.clockwork import resumed, stopped
from fengqiao.matters.commands import ApproveReturn, RefuseReturn, RequestReturn, RuleLead
from fengqiao.matters.events import Event
from fengqiao.matters.events.dispatch import LeadRuled, ReturnApproved, ReturnRefused, ReturnRequested
from fengqiao.matters.facts import Facts
from fengqiao.matters.involvement import acted_order
from fengqiao.matters.matter import Matter, Order, ReturnRequest, Working
from fengqiao.matters.words import OrderRole, OrderState
from fengqiao.people.actors import Post
from fengqiao.shared.refused import Refusal, Refused, invalid

RETURNABLE = frozenset({OrderState.ISSUED, OrderState.SIGNED, OrderState.REWORK})


def deciding_posts(matter: Matter) -> frozenset[Post]:
    """Who decides a return: the dispatcher the first of a matter, the coordinator any later one (RULINGS 3)."""
    if len(matter.returns) > 1:
        return frozenset({Post.COORDINATOR})
    return frozenset({Post.DISPATCHER, Post.TOWN_DISPATCHER, Post.COORDINATOR})


def request_return(matter: Matter, command: RequestReturn, facts: Facts) -> list[Event]:
    """G13: within the window, with a reason and a suggested unit or a basis."""
    order = acted_order(matter, facts)
    if order.state not in RETURNABLE or matter.pending_return is not None:
        raise Refused(Refusal.WRONG_STATE)
    window = due(order.issued_at, facts.profile.request_return, calendar=facts.calendar)
    if facts.now > window.at:
        raise Refused(Refusal.RETURN_WINDOW_CLOSED, deadline=window.at.isoformat())
    if command.reason is None:
        raise Refused(Refusal.REASON_REQUIRED, field="reason")
    if not command.suggested and command.basis is None:
        raise Refused(Refusal.RETURN_NEEDS_BASIS, field="basis")
    if command.suggested:
        facts.unit(command.suggested, "suggested_unit")
        if command.suggested in {order.unit, order.executing_unit}:
            raise invalid("suggested_unit", "建议单位不能是本单位", "suggest another unit than your own")
    return [
        ReturnRequested(
            request=ReturnRequest(
                order=order.id,
                unit=order.unit,
                at=facts.now,
                reason=command.reason,
                suggested=command.suggested,
                basis=command.basis,
            )
        )
    ]


def approve_return(matter: Matter, command: ApproveReturn, facts: Facts) -> list[Event]:
    """G14: the order is returned; a returned lead puts the matter back to be dispatched."""
    del command
    request = matter.pending_return
    if request is None:
        raise Refused(Refusal.WRONG_STATE)
    lead = matter.lead
    waits = lead is not None and lead.id == request.order and isinstance(matter.stage, Working)
    return [
        ReturnApproved(
            order=request.order,
            cancelled=_unsigned_assists(matter, request.order),
            # Nobody waits any more for what the returned unit waited for.
            handle=resumed(matter, facts) if waits else None,
        )
    ]


def refuse_return(matter: Matter, command: RefuseReturn, facts: Facts) -> list[Event]:
    """G14: the unit keeps its order."""
    del facts
    request = matter.pending_return
    if request is None:
        raise Refused(Refusal.WRONG_STATE)
    if command.reason is None:
        raise Refused(Refusal.REASON_REQUIRED, field="reason")
    return [ReturnRefused(order=request.order, reason=command.reason)]


def rule_lead(matter: Matter, command: RuleLead, facts: Facts) -> list[Event]:
    """G15: decides a pending return, settles the lead, forbids further returns (RULINGS 3)."""
    if command.basis is None:
        raise Refused(Refusal.REASON_REQUIRED, field="basis")
    if not command.lead:
        raise invalid("lead", "请选择主办单位", "choose the lead unit")
    distinct(command.lead, command.co)
    lead = matter.lead
    kept = lead.id if lead is not None and lead.unit == command.lead else ""
    request = matter.pending_return
    request_of_lead = request is not None and lead is not None and request.order == lead.id
    keeps = {command.lead} if request_of_lead else {command.lead, *command.co}
    approved = request is not None and request.unit not in keeps
    replaced = (lead.id,) if lead is not None and not kept else ()
    promoted = tuple(
        o.id for o in matter.live_orders if o.role is OrderRole.ASSIST and o.unit == command.lead
    )
    cancelled = (
        _unsigned_assists(matter, lead.id) if lead is not None and request_of_lead and approved else ()
    )
    gone = {*cancelled, *promoted}
    if request is not None and approved:
        gone.add(request.order)
    standing = {
        unit
        for o in matter.live_orders
        if o.id not in gone and o.id not in replaced
        for unit in (o.unit, o.executing_unit)
    }
    orders = new_orders(
        matter,
        "" if kept else command.lead,
        tuple(unit for unit in command.co if unit not in standing),
        facts,
        rule="ruling",
    )
    return [
        LeadRuled(
            lead=command.lead,
            co=command.co,
            basis=command.basis,
            kept=kept,
            replaced=replaced,
            cancelled=tuple(dict.fromkeys((*cancelled, *promoted))),
            orders=orders,
            return_approved=approved,
            level=led_level(command.lead, facts),
            dispatch=stopped(matter.dispatch, facts),
        )
    ]


def _unsigned_assists(matter: Matter, returned: str) -> tuple[str, ...]:
    """Assists nobody signed go with their lead (RULINGS 3)."""
    order = _order(matter, returned)
    if order.role is not OrderRole.LEAD:
        return ()
    return tuple(
        o.id for o in matter.live_orders if o.role is OrderRole.ASSIST and o.state is OrderState.ISSUED
    )


def _order(matter: Matter, order_id: str) -> Order:
    return next(o for o in matter.orders if o.id == order_id)
