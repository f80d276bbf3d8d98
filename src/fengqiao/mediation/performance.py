"""What was owed is done, broken, or settled by the parties themselves (D10, D11, D15)."""

from fengqiao.clocks import SHANGHAI
from fengqiao.matters.clockwork import resumed
from fengqiao.matters.commands import RecordPerformance, RecordSelfSettlement, ReportBreach
from fengqiao.matters.dispute import Dispute, Performance
from fengqiao.matters.events import Event
from fengqiao.matters.events.mediation import BreachReported, PerformanceRecorded, SelfSettlementRecorded
from fengqiao.matters.facts import Facts
from fengqiao.matters.matter import Matter
from fengqiao.mediation.agreement import check_amount
from fengqiao.mediation.levels import level_of
from fengqiao.shared.refused import Refusal, Refused, invalid


def record_performance(matter: Matter, command: RecordPerformance, facts: Facts) -> list[Event]:
    """D10: with its proof. A named amount that leaves a part of what was agreed open does not end it."""
    dispute = matter.dispute
    if dispute is None:
        raise Refused(Refusal.WRONG_STATE)
    if command.proof is None and command.kind is None:
        raise invalid("proof", "请填写履行凭证", "say how it is proven")
    check_amount(command.amount_cny)
    performance = Performance(
        at=facts.now,
        by=facts.actor,
        proof=command.proof,
        kind=command.kind,
        amount_cny=command.amount_cny,
    )
    complete = _is_complete(dispute, command.amount_cny)
    handle = resumed(matter, facts) if complete else None
    return [PerformanceRecorded(performance=performance, complete=complete, handle=handle)]


def _is_complete(dispute: Dispute, amount: int | None) -> bool:
    """Without an amount it is the whole; with one, all of them together must reach what was agreed."""
    owed = dispute.owed.amount_cny if dispute.owed is not None else None
    if amount is None or owed is None:
        return True
    return (dispute.named_amounts or 0) + amount >= owed


def report_breach(matter: Matter, command: ReportBreach, facts: Facts) -> list[Event]:
    """D11 (DOMAIN 2.4): performing becomes failed; the parties may sue on the agreement, and are told so (RULINGS 42)."""
    day, today = command.breached_on, facts.now.astimezone(SHANGHAI).date()
    if day is None:
        raise invalid("date", "请填写违约日期", "say when it was broken")
    if day > today:
        raise invalid("date", "违约日期不能在将来", "it cannot be broken on a day that has not come")
    return [BreachReported(breached_on=day, handle=resumed(matter, facts))]


def record_self_settlement(matter: Matter, command: RecordSelfSettlement, facts: Facts) -> list[Event]:
    """D15: both confirm that they settled it among themselves."""
    if matter.dispute is None:
        raise Refused(Refusal.WRONG_STATE)
    return [SelfSettlementRecorded(note=command.note, level=level_of(facts))]
