"""Onto another lawful route, and what it came to (D13, D14)."""

from fengqiao.matters.clockwork import stopped
from fengqiao.matters.commands import Divert, RecordOutcome
from fengqiao.matters.dispute import Diversion, Outcome
from fengqiao.matters.events import Event
from fengqiao.matters.events.mediation import DisputeDiverted, OutcomeRecorded
from fengqiao.matters.facts import Facts
from fengqiao.matters.issuing import issued
from fengqiao.matters.matter import Matter
from fengqiao.matters.words import OrderRole
from fengqiao.mediation.agreement import check_amount
from fengqiao.mediation.legal_routes import HELPS
from fengqiao.mediation.levels import level_of
from fengqiao.shared.refused import Refusal, Refused, invalid


def divert(matter: Matter, command: Divert, facts: Facts) -> list[Event]:
    """D13: opens an order for the unit of the route (RULINGS 39)."""
    if matter.dispute is None:
        raise Refused(Refusal.WRONG_STATE)
    if command.route is None:
        raise invalid("route", "请选择法定途径", "choose the route")
    if command.route in HELPS:
        raise invalid(
            "route", "法律援助和鉴定不是可以导入的途径", "legal aid and appraisals are no route of their own"
        )
    if not command.to:
        raise invalid("to", "请选择承接单位", "name the unit of the route")
    number = len(matter.orders) + 1
    order = issued(matter, command.to, OrderRole.ROUTE, facts, number=number, field="to")
    diversion = Diversion(route=command.route, to=command.to, at=facts.now, order=order.id)
    return [DisputeDiverted(diversion=diversion, order=order, dispatch=stopped(matter.dispatch, facts))]


def record_outcome(matter: Matter, command: RecordOutcome, facts: Facts) -> list[Event]:
    """D14: a duty that is open, one that was performed already, or nothing to perform (RULINGS 24)."""
    if matter.dispute is None or matter.dispute.diversion is None:
        raise Refused(Refusal.WRONG_STATE)
    if command.outcome is None:
        raise invalid("outcome", "请填写途径办理结果", "say what the route came to")
    check_amount(command.amount_cny)
    outcome = Outcome(
        at=facts.now,
        by=facts.actor,
        level=level_of(facts),
        outcome=command.outcome,
        amount_cny=command.amount_cny,
        performed=command.performed,
    )
    return [OutcomeRecorded(outcome=outcome, order=matter.dispute.diversion.order)]
