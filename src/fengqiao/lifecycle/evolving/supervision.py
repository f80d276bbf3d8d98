"""What supervision's events do."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import assert_never

from fengqiao.lifecycle.evolving.parts import cancelled, clock_stopped, in_state, lapsed, misfit, with_order
from fengqiao.matters.dispute import Performed
from fengqiao.matters.events.supervision import (
    CaseRiskSet,
    ConsultationHeld,
    Inspected,
    LeaderCaseAssigned,
    LeaderReviewReached,
    LetterIssued,
    LetterProposed,
    LightTurned,
    LimitPassed,
    ReportedIn,
    ResultApproved,
    ReviewMissed,
    ReworkOrdered,
    SupervisionClosed,
    SupervisionEvent,
    SupervisionReplied,
    SupervisionReplyMissed,
    TaskMissed,
    TaskReported,
    WhistleBlown,
    WhistleEvaluated,
    WhistleUnanswered,
)
from fengqiao.matters.matter import (
    Consultation,
    Matter,
    Order,
    PendingReview,
    Resolved,
    Supervision,
    Task,
    Whistle,
    WhistleUnit,
)
from fengqiao.matters.recorded import Recorded
from fengqiao.matters.words import Decision, OrderRole, OrderState, Trigger


def after_supervision(matter: Matter, event: SupervisionEvent, recorded: Recorded) -> Matter:
    """The matter after an event of supervision."""
    match event:
        case Inspected():
            return replace(matter, inspections=(*matter.inspections, event.passed))
        case ResultApproved():
            return _approved(matter, event, recorded)
        case ReworkOrdered():
            if not isinstance(matter.stage, PendingReview):
                raise misfit(matter, "under review")
            back = replace(matter, stage=matter.stage.before, reworked=matter.reworked + 1)
            submitted = _submitted(matter)
            return back if submitted is None else with_order(back, submitted.id, in_state(OrderState.REWORK))
        case LightTurned():
            shown = matter.lights[-1] if matter.lights else None
            lights = matter.lights if shown is event.light else (*matter.lights, event.light)
            return replace(matter, lights=lights, ladder=event.ladder or matter.ladder)
        case LimitPassed():
            return replace(matter, overdue_noted=(*matter.overdue_noted, event.timer + event.order))
        case LetterProposed():
            said = event.proposal
            ladder = matter.ladder
            if said.trigger is Trigger.OVERDUE:
                ladder = tuple(rung for rung in ladder if (rung.letter, rung.at) != (said.letter, said.at))
            return replace(matter, ladder=ladder, proposals=(*matter.proposals, said))
        case LetterIssued():
            letter, lead = event.supervision, matter.lead
            # Whoever issued the letter did what the rung would have proposed.
            same = (letter.letter, letter.unit)
            to_lead = lead is not None and lead.unit == letter.unit
            return replace(
                matter,
                supervisions=(*matter.supervisions, letter),
                proposals=tuple(p for p in matter.proposals if (p.letter, p.unit) != same),
                ladder=tuple(p for p in matter.ladder if not (to_lead and p.letter is letter.letter)),
            )
        case SupervisionReplied():
            return _supervision(matter, event.supervision, replied=recorded.at, event=event)
        case SupervisionClosed():
            return _closed(matter, (event.supervision,), recorded.at)
        case SupervisionReplyMissed():
            return replace(
                matter,
                supervisions=tuple(
                    replace(s, reply_missed=True) if s.id == event.supervision else s
                    for s in matter.supervisions
                ),
            )
        case ReviewMissed():
            return replace(
                matter,
                shelvings=tuple(
                    replace(s, missed_on=event.review)
                    if s.decision is Decision.APPROVED and s.struck_off_at is None and s.resumed_at is None
                    else s
                    for s in matter.shelvings
                ),
            )
        case WhistleBlown():
            return replace(matter, whistles=(*matter.whistles, event.whistle))
        case ReportedIn():
            return _whistle(matter, event.whistle, lambda w: _reported(w, event, recorded))
        case WhistleUnanswered():
            return _whistle(matter, event.whistle, lambda w: replace(w, absent_noted=True))
        case WhistleEvaluated():
            return _whistle(matter, event.whistle, lambda w: _rated(w, event, recorded))
        case ConsultationHeld():
            return replace(matter, consultations=(*matter.consultations, event.consultation))
        case CaseRiskSet():
            return replace(matter, case_risk=event.risk)
        case LeaderCaseAssigned():
            return replace(matter, leader_case=True, leader_review=event.review_date)
        case LeaderReviewReached():
            return replace(matter, leader_review=None)
        case TaskReported():
            return _task(
                matter, event.consultation, event.unit, lambda task: _answered(task, event, recorded)
            )
        case TaskMissed():
            return _task(matter, event.consultation, event.unit, lambda task: replace(task, missed=True))
        case _:
            assert_never(event)


def _approved(matter: Matter, event: ResultApproved, recorded: Recorded) -> Matter:
    straight = isinstance(matter.stage, Performed)
    matter = cancelled(matter, event.cancelled)
    orders = tuple(
        replace(o, state=OrderState.APPROVED) if _ends(matter, o, straight=straight) else o
        for o in matter.orders
    )
    shelvings = tuple(
        replace(s, struck_off_at=recorded.at)
        if event.struck_off and s.decision is Decision.APPROVED and s.struck_off_at is None
        else s
        for s in matter.shelvings
    )
    approved = replace(
        lapsed(replace(_closed(matter, event.closed, recorded.at), shelvings=shelvings)),
        stage=Resolved(verdict=event.verdict),
        orders=orders,
        visits=(event.visit,) if event.visit is not None else (),
    )
    return clock_stopped(approved, event.handle)


def _submitted(matter: Matter) -> Order | None:
    """The order whose result is under review: the lead's, or that of a route."""
    for order in (matter.lead, matter.route):
        if order is not None and order.state is OrderState.SUBMITTED:
            return order
    return None


def _ends(matter: Matter, order: Order, *, straight: bool) -> bool:
    """Whether an approval ends this order: what was submitted; of a dispute also what had nothing left to submit."""
    if order.state is OrderState.SUBMITTED:
        return True
    of_dispute = matter.dispute is not None and order.role is not OrderRole.ASSIST and order.live
    return of_dispute and (straight or order.state is not OrderState.RETURN_REQUESTED)


def _closed(matter: Matter, ids: tuple[str, ...], at: datetime) -> Matter:
    return replace(
        matter,
        supervisions=tuple(replace(s, closed_at=at) if s.id in ids else s for s in matter.supervisions),
    )


def _supervision(matter: Matter, which: str, *, replied: datetime, event: SupervisionReplied) -> Matter:
    def answered(one: Supervision) -> Supervision:
        return replace(one, replied_at=replied, reply_text=event.reply) if one.id == which else one

    return replace(matter, supervisions=tuple(answered(s) for s in matter.supervisions))


def _whistle(matter: Matter, which: str, change: Callable[[Whistle], Whistle]) -> Matter:
    return replace(matter, whistles=tuple(change(w) if w.id == which else w for w in matter.whistles))


def _answered(task: Task, event: TaskReported, recorded: Recorded) -> Task:
    return replace(task, timer=event.timer, done_at=recorded.at, on_time=event.on_time, note=event.note)


def _task(matter: Matter, number: int, unit: str, change: Callable[[Task], Task]) -> Matter:
    def changed(held: Consultation) -> Consultation:
        if held.number != number:
            return held
        return replace(held, assigned=tuple(change(t) if t.unit == unit else t for t in held.assigned))

    return replace(matter, consultations=tuple(changed(held) for held in matter.consultations))


def _reported(whistle: Whistle, event: ReportedIn, recorded: Recorded) -> Whistle:
    def came(unit: WhistleUnit) -> WhistleUnit:
        if unit.unit != event.unit:
            return unit
        return replace(unit, reported_at=recorded.at, on_time=event.on_time, late_minutes=event.late_minutes)

    return replace(whistle, units=tuple(came(unit) for unit in whistle.units))


def _rated(whistle: Whistle, event: WhistleEvaluated, recorded: Recorded) -> Whistle:
    ratings = dict(event.ratings)
    units = tuple(replace(unit, rating=ratings[unit.unit]) for unit in whistle.units)
    return replace(whistle, units=units, closed_at=recorded.at)
