"""Work on an order: sub-dispatch, progress, arrival, results (G16, G20)."""

from fengqiao.clocks import stop
from fengqiao.matters.assists import FINISHED, is_unfinished, unsigned_assists
from fengqiao.matters.clockwork import resumed
from fengqiao.matters.commands import AddProgress, Arrive, SubDispatch, SubmitResult, WaiveAssist
from fengqiao.matters.events import Event
from fengqiao.matters.events.dispatch import OrderSigned
from fengqiao.matters.events.handling import (
    Arrived,
    AssistWaived,
    OrderSubDispatched,
    ProgressAdded,
    ResultSubmitted,
)
from fengqiao.matters.facts import Facts
from fengqiao.matters.involvement import acted_order, held_order, held_orders
from fengqiao.matters.matter import Matter, Order, Submittable
from fengqiao.matters.photos import check_photos
from fengqiao.matters.words import PLACE_KINDS, OrderRole, OrderState
from fengqiao.people.actors import Post
from fengqiao.shared.refused import Refusal, Refused, invalid

SUBMITTABLE = frozenset({OrderState.SIGNED, OrderState.REWORK})


def submitting_posts(matter: Matter, facts: Facts) -> frozenset[Post]:
    """Handlers and grid workers, and whichever post signed the order (RULINGS 4)."""
    signed = {order.signed_by.post for order in held_orders(matter, facts) if order.signed_by is not None}
    return frozenset({Post.HANDLER, Post.GRID_WORKER} | signed)


def submitted_order(matter: Matter, facts: Facts) -> Order:
    """The order whose result this is. A unit that does the lead's work and assists, too, ends its assist first."""
    acted = acted_order(matter, facts)
    own = (o for o in held_orders(matter, facts) if o.role is OrderRole.ASSIST and o.state in SUBMITTABLE)
    return next(own, acted) if acted.role is OrderRole.LEAD and acted.unit != facts.actor.unit else acted


def sub_dispatch(matter: Matter, command: SubDispatch, facts: Facts) -> list[Event]:
    """G16: to a unit below the acting one; it signs an unsigned order in the same act (RULINGS 4)."""
    order = acted_order(matter, facts)
    if order.state not in {OrderState.ISSUED, *SUBMITTABLE}:
        raise Refused(Refusal.WRONG_STATE)
    child = facts.unit(command.to, "to")
    if child.parent != facts.actor.unit or not child.takes_orders:
        raise invalid("to", f"{child.name_zh}不是本单位的下属单位", f"{child.name_en} is not below your unit")
    events: list[Event] = []
    if order.state is OrderState.ISSUED:
        events.append(OrderSigned(order=order.id, sign=stop(order.sign, facts.now)))
    return [*events, OrderSubDispatched(order=order.id, to=command.to)]


def add_progress(matter: Matter, command: AddProgress, facts: Facts) -> list[Event]:
    """G16: a note, seen by the requester unless said otherwise."""
    order = acted_order(matter, facts)
    if command.note is None:
        raise invalid("note", "请填写进展", "write what was done")
    check_photos(command.photos, "photos")
    return [ProgressAdded(order=order.id, note=command.note, public=command.public, photos=command.photos)]


def arrive(matter: Matter, command: Arrive, facts: Facts) -> list[Event]:
    """G16: on the spot; without an order of its own it counts for the lead's (RULINGS 33, 39)."""
    order = held_order(matter, facts) or matter.lead
    if order is None:
        raise Refused(Refusal.WRONG_STATE)
    minutes = int((facts.now - order.issued_at).total_seconds() // 60)
    return [Arrived(order=order.id, with_officer=command.with_officer, minutes=minutes)]


def submit_result(matter: Matter, command: SubmitResult, facts: Facts) -> list[Event]:
    """G20, D16. An assist's result moves only its own order; the lead's needs every signed assist finished.

    The unit that a dispute was diverted to submits like a lead, and its order needs no signature (RULINGS 39).
    """
    order = submitted_order(matter, facts)
    lead = order.role is not OrderRole.ASSIST
    unsigned_route = order.role is OrderRole.ROUTE and order.state is OrderState.ISSUED
    if not (order.state in SUBMITTABLE or unsigned_route):
        raise Refused(Refusal.WRONG_STATE)
    if lead and not isinstance(matter.stage, Submittable):
        raise Refused(Refusal.WRONG_STATE)
    if lead and any(is_unfinished(o) for o in matter.live_orders):
        raise Refused(
            Refusal.ASSISTS_UNFINISHED, units=",".join(o.unit for o in matter.live_orders if is_unfinished(o))
        )
    if lead and needs_photos(matter) and command.photos_after < 1:
        raise Refused(Refusal.PHOTOS_REQUIRED, field="photos_after")
    if command.reply is None:
        raise invalid("reply", "请填写答复内容", "write the reply")
    check_photos(command.photos_after, "photos_after")
    return [
        ResultSubmitted(
            order=order.id,
            lead=lead,
            reply=command.reply,
            photos_after=command.photos_after,
            cancelled=unsigned_assists(matter) if lead else (),
            handle=resumed(matter, facts) if lead else None,
            outcome=command.outcome,
            measures=command.measures,
            law_enforcement=command.law_enforcement,
            loss_prevented_band=command.loss_prevented_band,
        )
    ]


def waive_assist(matter: Matter, command: WaiveAssist, facts: Facts) -> list[Event]:
    """RULINGS 1: the supervisor lets the lead finish without this assist."""
    del facts
    order = next(
        (o for o in matter.live_orders if o.role is OrderRole.ASSIST and o.unit == command.unit), None
    )
    if order is None or order.state in FINISHED or order.waived:
        raise Refused(Refusal.WRONG_STATE)
    if command.reason is None:
        raise Refused(Refusal.REASON_REQUIRED, field="reason")
    return [AssistWaived(order=order.id, reason=command.reason)]


def needs_photos(matter: Matter) -> bool:
    """Events, components and hazards that came in with a picture (RULINGS 2)."""
    return matter.kind in PLACE_KINDS and matter.photos > 0
