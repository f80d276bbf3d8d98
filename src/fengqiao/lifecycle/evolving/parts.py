"""Small changes that several arms make."""

from collections.abc import Callable
from dataclasses import replace

from fengqiao.clocks import Light, Timer
from fengqiao.matters.clockwork import light_at
from fengqiao.matters.dispute import ConsentPending, Performing
from fengqiao.matters.matter import InProgress, Matter, Order, Working
from fengqiao.matters.recorded import Recorded
from fengqiao.matters.words import Decision, OrderState, Trigger


def misfit(matter: Matter, wanted: str) -> ValueError:
    """The error of an event that cannot have happened to this matter: the chain it stands in was tampered with."""
    return ValueError(f"a matter that is {matter.state} is not {wanted}")


def return_lapsed(matter: Matter) -> Matter:
    """The matter whose unit still waits for a decision on its return, when there is nothing left to return."""
    request = matter.pending_return
    if request is None:
        return matter
    kept = with_order(matter, request.order, as_before_return)
    return replace(
        kept,
        returns=tuple(
            replace(r, decision=Decision.LAPSED) if r.decision is Decision.PENDING else r
            for r in kept.returns
        ),
    )


def as_before_return(order: Order) -> Order:
    """The order as it stood before its return was asked for."""
    return replace(order, state=order.before_return or OrderState.SIGNED, before_return=None)


def begun(matter: Matter) -> Working:
    """Where a signed lead begins: at work, or with a dispute by asking, or with what is still owed (D3, RULINGS 25)."""
    if matter.dispute is None:
        return InProgress()
    owed = matter.dispute.owed
    return ConsentPending() if owed is None else Performing(owed)


def unpaused(stage: Working) -> Working:
    """The stage without the wait that has ended."""
    return replace(stage, paused="", until=None)


_WORSE = (Light.GREEN, Light.YELLOW, Light.RED)


def with_order(matter: Matter, order_id: str, change: Callable[[Order], Order]) -> Matter:
    """The matter with one order changed."""
    return replace(matter, orders=tuple(change(o) if o.id == order_id else o for o in matter.orders))


def in_state(state: OrderState) -> Callable[[Order], Order]:
    """A change of an order's state."""
    return lambda order: replace(order, state=state)


def cancelled(matter: Matter, order_ids: tuple[str, ...]) -> Matter:
    """The matter with these orders cancelled; a return that one of them asked for has lapsed."""
    return replace(
        matter,
        orders=tuple(
            replace(o, state=OrderState.CANCELLED) if o.id in order_ids else o for o in matter.orders
        ),
        returns=tuple(
            replace(r, decision=Decision.LAPSED)
            if r.order in order_ids and r.decision is Decision.PENDING
            else r
            for r in matter.returns
        ),
    )


def lapsed(matter: Matter) -> Matter:
    """The matter with what its lead had asked for and nobody decided: that has lapsed with the lead's part."""
    return replace(
        matter,
        extensions=tuple(
            replace(r, decision=Decision.LAPSED) if r.decision is Decision.PENDING else r
            for r in matter.extensions
        ),
        shelvings=tuple(
            replace(s, decision=Decision.LAPSED) if s.decision is Decision.PENDING else s
            for s in matter.shelvings
        ),
    )


def with_clock(matter: Matter, handle: Timer, recorded: Recorded) -> Matter:
    """The matter with a changed main clock; a light that got better is noted, and the ladder taken in.

    One that got worse is for the system to note, with the messages that belong to it.
    """
    light = light_at(handle, recorded.at)
    shown = matter.lights[-1] if matter.lights else Light.GREEN
    lights = (*matter.lights, light) if _WORSE.index(light) < _WORSE.index(shown) else matter.lights
    if lights[-1:] == (Light.RED,):
        return replace(matter, handle=handle, lights=lights)
    proposals = tuple(p for p in matter.proposals if p.trigger is not Trigger.OVERDUE)
    return replace(matter, handle=handle, lights=lights, ladder=(), proposals=proposals)


def clock_stopped(matter: Matter, handle: Timer | None) -> Matter:
    """The matter with its main clock stopped: rungs and proposals that hung on it are gone."""
    return replace(
        matter,
        handle=handle,
        ladder=(),
        proposals=tuple(p for p in matter.proposals if p.trigger is Trigger.WHISTLE),
    )
