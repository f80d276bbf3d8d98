"""What dispatch's events do."""

from dataclasses import replace
from typing import assert_never

from fengqiao.clocks import stop
from fengqiao.lifecycle.evolving.parts import (
    as_before_return,
    begun,
    cancelled,
    in_state,
    lapsed,
    with_clock,
    with_order,
)
from fengqiao.matters.events.dispatch import (
    DispatchEvent,
    LeadRuled,
    MatterDispatched,
    OrderSigned,
    ReturnApproved,
    ReturnRefused,
    ReturnRequested,
)
from fengqiao.matters.matter import Accepted, Dispatched, Matter, Order, Working
from fengqiao.matters.recorded import Recorded
from fengqiao.matters.words import Decision, OrderRole, OrderState


def after_dispatch(matter: Matter, event: DispatchEvent, recorded: Recorded) -> Matter:
    """The matter after an event of dispatch."""
    match event:
        case MatterDispatched():
            lead = event.orders[0].unit
            # A unit that assisted so far and now leads has one order, the lead's.
            standing = cancelled(matter, tuple(o.id for o in matter.live_orders if o.unit == lead))
            return replace(
                standing,
                stage=Dispatched(),
                orders=(*standing.orders, *event.orders),
                level=event.level,
                dispatch=event.dispatch,
                first_unit=matter.first_unit or lead,
                dispatched_by=_with(matter.dispatched_by, recorded),
            )
        case OrderSigned():
            signed = with_order(
                matter,
                event.order,
                lambda o: replace(
                    o,
                    state=OrderState.SIGNED,
                    sign=event.sign,
                    signed_at=recorded.at,
                    signed_by=recorded.actor,
                ),
            )
            lead_order = signed.lead
            starts = (
                lead_order is not None
                and lead_order.id == event.order
                and isinstance(matter.stage, Dispatched)
            )
            return replace(signed, stage=begun(signed)) if starts else signed
        case ReturnRequested():
            asked = with_order(
                matter,
                event.request.order,
                lambda o: replace(o, state=OrderState.RETURN_REQUESTED, before_return=o.state),
            )
            return replace(asked, returns=(*matter.returns, event.request))
        case ReturnApproved():
            order = next(o for o in matter.orders if o.id == event.order)
            back = with_order(
                _decided(matter, Decision.APPROVED, recorded), event.order, in_state(OrderState.RETURNED)
            )
            if order.role is not OrderRole.LEAD:
                return back
            back = replace(lapsed(cancelled(back, event.cancelled)), stage=Accepted())
            return back if event.handle is None else with_clock(back, event.handle, recorded)
        case ReturnRefused():
            return with_order(_decided(matter, Decision.REFUSED, recorded), event.order, as_before_return)
        case LeadRuled():
            return _ruled(matter, event, recorded)
        case _:
            assert_never(event)


def _ruled(matter: Matter, event: LeadRuled, recorded: Recorded) -> Matter:
    """The ruled lead has its order signed; a pending return is decided with it."""
    request = matter.pending_return
    if request is not None:
        decision = Decision.APPROVED if event.return_approved else Decision.REFUSED
        matter = _decided(matter, decision, recorded)
        change = in_state(OrderState.RETURNED) if event.return_approved else as_before_return
        matter = with_order(matter, request.order, change)
    if event.replaced:
        matter = lapsed(matter)
    for order_id in event.replaced:
        matter = with_order(matter, order_id, _replaced)
    matter = cancelled(matter, event.cancelled)
    signed = tuple(_signed(o, recorded) if o.role is OrderRole.LEAD else o for o in event.orders)
    matter = replace(matter, orders=(*matter.orders, *signed))
    if event.kept:
        matter = with_order(matter, event.kept, lambda o: _signed(o, recorded))
    return replace(
        matter,
        # A clock that waits goes on waiting: the ruling is about who, not about what.
        stage=matter.stage if isinstance(matter.stage, Working) else begun(matter),
        level=event.level,
        dispatch=event.dispatch,
        first_unit=matter.first_unit or event.lead,
        further_return_forbidden=True,
        dispatched_by=_with(matter.dispatched_by, recorded),
    )


def _signed(order: Order, recorded: Recorded) -> Order:
    """An order that the ruling signs; one that was signed before keeps its own signature."""
    if order.state not in {OrderState.ISSUED, OrderState.RETURN_REQUESTED}:
        return order
    if order.signed_at is not None:
        return replace(order, state=OrderState.SIGNED)
    return replace(order, state=OrderState.SIGNED, sign=stop(order.sign, recorded.at), signed_at=recorded.at)


def _replaced(order: Order) -> Order:
    return order if order.state is OrderState.RETURNED else replace(order, state=OrderState.CANCELLED)


def _decided(matter: Matter, decision: Decision, recorded: Recorded) -> Matter:
    return replace(
        matter,
        returns=tuple(
            replace(r, decision=decision, decided_by=recorded.actor) if r.decision is Decision.PENDING else r
            for r in matter.returns
        ),
    )


def _with(persons: tuple[str, ...], recorded: Recorded) -> tuple[str, ...]:
    return persons if recorded.actor.person in persons else (*persons, recorded.actor.person)
