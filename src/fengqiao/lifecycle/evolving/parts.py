"""Small changes that several arms make."""

from collections.abc import Callable
from dataclasses import replace

from fengqiao.clocks import Light, Timer
from fengqiao.matters.clockwork import light_at
from fengqiao.matters.matter import Matter, Order
from fengqiao.matters.recorded import Recorded
from fengqiao.matters.words import OrderState, Trigger


def with_order(matter: Matter, order_id: str, change: Callable[[Order], Order]) -> Matter:
    """The matter with one order changed."""
    return replace(matter, orders=tuple(change(o) if o.id == order_id else o for o in matter.orders))


def in_state(state: OrderState) -> Callable[[Order], Order]:
    """A change of an order's state."""
    return lambda order: replace(order, state=state)


def cancelled(matter: Matter, order_ids: tuple[str, ...]) -> Matter:
    """The matter with these orders cancelled."""
    return replace(
        matter,
        orders=tuple(
            replace(o, state=OrderState.CANCELLED) if o.id in order_ids else o for o in matter.orders
        ),
    )


def with_clock(matter: Matter, handle: Timer, recorded: Recorded) -> Matter:
    """The matter with a changed main clock; a light that changed with it is noted, and the ladder taken in."""
    light = light_at(handle, recorded.at)
    shown = matter.lights[-1] if matter.lights else Light.GREEN
    lights = matter.lights if light is shown else (*matter.lights, light)
    ladder = matter.ladder if light is Light.RED else ()
    return replace(matter, handle=handle, lights=lights, ladder=ladder)


def clock_stopped(matter: Matter, handle: Timer | None) -> Matter:
    """The matter with its main clock stopped: rungs and proposals that hung on it are gone."""
    return replace(
        matter,
        handle=handle,
        ladder=(),
        proposals=tuple(p for p in matter.proposals if p.trigger is Trigger.WHISTLE),
    )
