"""What lists and filters read: columns computed from the matter by pure functions, so that replaying gives the row."""

from datetime import UTC, datetime, time, timedelta
from typing import Any, Final

from fengqiao.clocks import SHANGHAI, Timer
from fengqiao.lifecycle.attention import attention
from fengqiao.lifecycle.wakes import next_wake
from fengqiao.matters.events.intake import MatterRegistered
from fengqiao.matters.matter import Archived, Closed, Matter, Merged, Order, Resolved
from fengqiao.matters.words import Decision, Letter, OrderState, State

NEVER: Final = datetime(9999, 12, 31, tzinfo=UTC)
"""Stands in a due column that must sort when no limit runs."""

CLOSED_TO_WORK: Final = frozenset(
    {State.REJECTED, State.TRANSFERRED, State.WITHDRAWN, State.CLOSED, State.ARCHIVED, State.MERGED}
)
_ORDER_DONE: Final = frozenset({OrderState.APPROVED, OrderState.RETURNED, OrderState.CANCELLED})


def row_of(matter: Matter) -> dict[str, Any]:
    """The columns of `ledger.matter` that follow from the matter, but for tenant, head_hash and snapshot."""
    stage, lead, wake = matter.stage, matter.lead, next_wake(matter)
    verdict = stage.verdict if isinstance(stage, Resolved | Closed | Archived) else None
    closed = stage if isinstance(stage, Closed | Archived) else None
    handle, place = matter.handle, matter.place
    return {
        "id": matter.id,
        "version": matter.version,
        "registered_at": matter.registered_at,
        "accepted_at": matter.accepted_at,
        "occurred_at": matter.occurred_at,
        "accept_due": _due(matter.accept),
        "dispatch_due": _due(matter.dispatch),
        "first_dispatched_at": min((o.issued_at for o in matter.orders), default=None),
        "due_at": _due(handle),
        "original_due_at": handle.original_due if handle else None,
        "yellow_at": handle.yellow_at if handle else None,
        "next_due": _next_due(matter),
        "resolved_at": verdict.resolved_at if verdict else None,
        "closed_at": closed.closed_at if closed else None,
        "wake_at": wake.at if wake else None,
        "lon": place.lon,
        "lat": place.lat,
        "text_id": matter.text.id,
        "main_matter_id": stage.main if isinstance(stage, Merged) else None,
        "round": matter.round,
        "reopened": matter.reopened,
        "followers": len(matter.followers),
        "photos": matter.photos,
        "is_open": matter.state not in CLOSED_TO_WORK,
        "paused": _stands_still(matter),
        "on_time": verdict.on_time if verdict else None,
        "on_time_strict": verdict.on_time_strict if verdict else None,
        "outside": place.outside,
        "history": matter.history,
        "whistle_open": matter.open_whistle is not None,
        "supervision_open": any(
            s.letter is Letter.SUPERVISE and s.closed_at is None for s in matter.supervisions
        ),
        "shelved_ever": any(s.decision is Decision.APPROVED for s in matter.shelvings),
        "leader_case": matter.leader_case,
        "settled": matter.dispute.settled if matter.dispute is not None else None,
        "code": matter.code,
        "state": matter.state,
        "kind": matter.kind,
        "category": matter.category,
        "channel": matter.channel,
        "source_system": matter.source_system,
        "external_id": matter.external_id,
        "urgency": matter.urgency,
        "visibility": matter.visibility,
        "level": matter.level,
        "area": place.area,
        "grid": place.grid,
        "registered_unit": matter.registered_by.unit,
        "lead_unit": lead.unit if lead else "",
        "executing_unit": lead.executing_unit if lead else "",
        "first_unit": matter.first_unit,
        "light": matter.lights[-1] if matter.lights else "",
        "case_risk": matter.case_risk or "",
        "close_reason": closed.reason if closed else "",
        "attention": list(attention(matter)),
    }


def registration_row(event: MatterRegistered) -> dict[str, Any]:
    """The columns that only the registration knows; they never change."""
    return {"urgent_prompt": bool(event.prompt), "signal": event.signal}


def order_rows(matter: Matter) -> list[dict[str, Any]]:
    """The rows of `ledger.work_order` for every order the matter ever had, numbered as they were issued."""
    due = _work_due(matter) or NEVER
    yellow = (matter.handle.yellow_at if matter.handle is not None else None) or NEVER
    working = matter.state not in CLOSED_TO_WORK
    return [_order_row(matter, order, due=due, yellow=yellow, working=working) for order in matter.orders]


def _order_row(
    matter: Matter, order: Order, *, due: datetime, yellow: datetime, working: bool
) -> dict[str, Any]:
    return {
        "matter_id": matter.id,
        "no": int(order.id),
        "is_open": working and order.state not in _ORDER_DONE,
        "due_at": due,
        "yellow_at": yellow,
        "issued_at": order.issued_at,
        "sign_due": order.sign.due,
        "signed_at": order.signed_at,
        "arrived_at": order.arrived_at,
        "submitted_at": order.submitted_at,
        "line_id": order.line_id,
        "line_version": order.version,
        "waived": order.waived,
        "unit": order.unit,
        "executing_unit": order.executing_unit,
        "role": order.role,
        "state": order.state,
        "rule": order.rule,
    }


def _stands_still(matter: Matter) -> bool:
    """Whether the main clock waits, or before acceptance the one of acceptance."""
    clock = matter.accept if matter.state is State.VERIFYING else matter.handle
    return clock is not None and clock.is_paused


def _due(timer: Timer | None) -> datetime | None:
    return timer.due if timer is not None else None


def _work_due(matter: Matter) -> datetime | None:
    """The main limit, as long as a dispute's conclusion has not met it (RULINGS 22)."""
    met = matter.dispute is not None and matter.dispute.concluded is not None
    return None if met else _due(matter.handle)


def _performance_due(matter: Matter) -> datetime | None:
    """The end of the day by which the parties agreed to perform."""
    agreement = matter.dispute.agreement if matter.dispute is not None else None
    if agreement is None or agreement.perform_by is None:
        return None
    over = datetime.combine(agreement.perform_by + timedelta(days=1), time(), SHANGHAI)
    return over.astimezone(UTC)


def _next_due(matter: Matter) -> datetime:
    """The limit of the present step: what a worklist sorts by."""
    lead = matter.lead
    match matter.state:
        case State.REGISTERED | State.VERIFYING:
            due = _due(matter.accept)
        case State.ACCEPTED:
            due = _due(matter.dispatch)
        case State.DISPATCHED:
            due = lead.sign.due if lead else None
        case State.IN_PROGRESS | State.CONSENT_PENDING | State.MEDIATING | State.PENDING_REVIEW:
            due = _work_due(matter)
        case State.AGREED | State.PERFORMING:
            due = _performance_due(matter)
        case State.RESOLVED:
            due = _due(matter.visit.timer) if matter.visit else None
        case _:
            due = None
    return due or NEVER
