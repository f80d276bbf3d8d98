"""What mediation's events do."""

from dataclasses import replace

from fengqiao.clocks import Timer
from fengqiao.lifecycle.evolving.parts import misfit, return_lapsed, with_clock, with_order
from fengqiao.lifecycle.evolving.table import at_the_table
from fengqiao.matters.dispute import (
    Agreed,
    Conclusion,
    ConsentPending,
    Dispute,
    Diverted,
    Failed,
    Mediating,
    Performed,
    Performing,
)
from fengqiao.matters.events.mediation import (
    AgreementConcluded,
    BreachReported,
    ConfirmationApplied,
    ConfirmationExcluded,
    ConfirmationRecorded,
    ConsentRecorded,
    DisputeDiverted,
    DisputeEscalated,
    DisputeReferred,
    MediationDeclined,
    MediationEvent,
    MediationFailed,
    MediationStarted,
    MediatorRecused,
    MediatorWished,
    OutcomeRecorded,
    PerformanceRecorded,
    PerformanceReminded,
    SelfSettlementRecorded,
    SessionHeld,
    WishAnswered,
)
from fengqiao.matters.matter import Matter, Order, PendingReview, Working
from fengqiao.matters.recorded import Recorded
from fengqiao.matters.words import OrderState, PerformanceMode
from fengqiao.people.actors import Post


def after_mediation(matter: Matter, event: MediationEvent, recorded: Recorded) -> Matter:
    """The matter after an event of mediation; a return is not decided any more once there is nothing to return."""
    after = _after(matter, event, recorded)
    return after if isinstance(after.stage, Working) else return_lapsed(after)


def _after(matter: Matter, event: MediationEvent, recorded: Recorded) -> Matter:
    dispute = matter.dispute
    if dispute is None:
        raise misfit(matter, "on a dispute's course")
    match event:
        case ConsentRecorded():
            if not isinstance(matter.stage, ConsentPending):
                raise misfit(matter, "asking for consent")
            stage = replace(matter.stage, answers=(*matter.stage.answers, *event.answers))
            return replace(_said(matter, dispute, recorded), stage=stage)
        case MediationStarted():
            begun = replace(dispute, consented_at=dispute.consented_at or recorded.at)
            waits = matter.stage if isinstance(matter.stage, ConsentPending) else ConsentPending()
            mediating = Mediating(event.consents, paused=waits.paused, until=waits.until)
            return replace(matter, dispute=begun, stage=mediating)
        case MediationDeclined():
            declined = replace(matter, stage=Failed())
            return _concluded(declined, dispute, recorded, event.handle)
        case SessionHeld():
            held = replace(dispute, sessions=(*dispute.sessions, event.session))
            return _by(matter, held, recorded)
        case DisputeEscalated():
            raised = replace(dispute, escalations=(*dispute.escalations, event.escalation))
            return replace(matter, level=event.escalation.level, dispute=raised)
        case AgreementConcluded():
            return _agreed(matter, dispute, event, recorded)
        case PerformanceRecorded():
            return _performed(matter, dispute, event, recorded)
        case BreachReported():
            broken = replace(
                _by(matter, replace(dispute, breached_on=event.breached_on), recorded), stage=Failed()
            )
            return broken if event.handle is None else with_clock(broken, event.handle, recorded)
        case MediationFailed():
            failed = _by(matter, replace(dispute, failure_recorded=True), recorded)
            assert failed.dispute is not None
            return _concluded(replace(failed, stage=Failed()), failed.dispute, recorded, event.handle)
        case DisputeDiverted():
            diverted = replace(
                matter,
                stage=Diverted(event.diversion),
                orders=(*matter.orders, event.order),
                dispatch=event.dispatch,
                first_unit=matter.first_unit or event.diversion.to,
            )
            return _concluded(diverted, replace(dispute, diversion=event.diversion), recorded, None)
        case DisputeReferred():
            return replace(matter, dispute=replace(dispute, referrals=(*dispute.referrals, event.referral)))
        case OutcomeRecorded():
            return _outcome(matter, dispute, event, recorded)
        case SelfSettlementRecorded():
            settled = replace(
                dispute,
                self_settled_at=recorded.at,
                settled_level=event.level,
                finished_by=recorded.actor.unit,
            )
            return replace(_by(matter, settled, recorded), stage=Performed())
        case ConfirmationApplied():
            return replace(matter, dispute=replace(dispute, confirmation=event.confirmation))
        case ConfirmationRecorded():
            if dispute.confirmation is None:
                raise misfit(matter, "before the court")
            ruled = replace(dispute.confirmation, result=event.result, ruling_no=event.ruling_no)
            return replace(matter, dispute=replace(dispute, confirmation=ruled))
        case ConfirmationExcluded():
            return replace(matter, dispute=replace(dispute, confirmation_excluded=True))
        case MediatorRecused():
            return replace(matter, dispute=replace(dispute, recused=(*dispute.recused, event.person)))
        case MediatorWished():
            return replace(matter, dispute=replace(dispute, wishes=(*dispute.wishes, event.wish)))
        case WishAnswered():
            answered = tuple(
                replace(each, accepted=event.accepted) if each.no == event.number else each
                for each in dispute.wishes
            )
            return replace(matter, dispute=replace(dispute, wishes=answered))
        case PerformanceReminded():
            return replace(matter, dispute=replace(dispute, reminded=(*dispute.reminded, event.due)))
        case _:
            return _said(matter, at_the_table(dispute, event, recorded), recorded)


def _said(matter: Matter, dispute: Dispute, recorded: Recorded) -> Matter:
    """Whoever writes down a private talk, a point or an agreement mediates; a party that speaks does not."""
    if recorded.actor.post is Post.CITIZEN:
        return replace(matter, dispute=dispute)
    return _by(matter, dispute, recorded)


def _agreed(matter: Matter, dispute: Dispute, event: AgreementConcluded, recorded: Recorded) -> Matter:
    agreement = event.agreement
    sessions = dispute.sessions if event.session is None else (*dispute.sessions, event.session)
    deferred = agreement.performance is PerformanceMode.DEFERRED
    agreed = _by(
        matter,
        replace(dispute, agreement=agreement, sessions=sessions, settled_level=agreement.level),
        recorded,
    )
    agreed = replace(agreed, stage=Performing(agreement) if deferred else Agreed(agreement))
    assert agreed.dispute is not None
    return _concluded(agreed, agreed.dispute, recorded, event.handle)


def _performed(matter: Matter, dispute: Dispute, event: PerformanceRecorded, recorded: Recorded) -> Matter:
    done = replace(
        dispute,
        performances=(*dispute.performances, event.performance),
        finished_by=recorded.actor.unit if event.complete else "",
    )
    after = _by(matter, done, recorded)
    if event.complete:
        after = replace(after, stage=Performed())
        return after if event.handle is None else with_clock(after, event.handle, recorded)
    if isinstance(matter.stage, Agreed):
        return replace(after, stage=Performing(matter.stage.agreement))
    return after


def _outcome(matter: Matter, dispute: Dispute, event: OutcomeRecorded, recorded: Recorded) -> Matter:
    """Amount or duty open: performing; performed: performed; nothing to perform: pending review (RULINGS 24)."""
    if not isinstance(matter.stage, Diverted):
        raise misfit(matter, "diverted")
    outcome = event.outcome
    known = replace(dispute, outcome=outcome, settled_level=outcome.level)
    if outcome.performed is True:
        known = replace(known, finished_by=recorded.actor.unit)
        return replace(_by(matter, known, recorded), stage=Performed())
    if outcome.performed is False or outcome.amount_cny is not None:
        return replace(_by(matter, known, recorded), stage=Performing(outcome))

    def submitted(order: Order) -> Order:
        return replace(
            order,
            state=OrderState.SUBMITTED,
            submitted_at=recorded.at,
            submitted_by=recorded.actor,
            reply=outcome.outcome,
        )

    reviewed = with_order(_by(matter, known, recorded), event.order, submitted)
    return replace(reviewed, stage=PendingReview(before=matter.stage))


def _concluded(matter: Matter, dispute: Dispute, recorded: Recorded, handle: Timer | None) -> Matter:
    """The first conclusion is what on-time is judged on; later ones change nothing of it (RULINGS 22)."""
    if handle is not None:
        matter = with_clock(matter, handle, recorded)
    clock = matter.handle
    if dispute.concluded is None and clock is not None:
        met = Conclusion(at=recorded.at, due=clock.due, original_due=clock.original_due)
        dispute = replace(dispute, concluded=met)
    return replace(matter, dispute=dispute)


def _by(matter: Matter, dispute: Dispute, recorded: Recorded) -> Matter:
    """The matter with this dispute, on which this person has worked."""
    others = tuple(person for person in dispute.handled_by if person != recorded.actor.person)
    return replace(matter, dispute=replace(dispute, handled_by=(*others, recorded.actor.person)))
