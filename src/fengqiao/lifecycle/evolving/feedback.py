"""What feedback's events do."""

from dataclasses import replace
from typing import assert_never

from fengqiao.clocks import SHANGHAI, Light
from fengqiao.lifecycle.evolving.parts import begun, in_state, misfit, with_order
from fengqiao.lifecycle.leaving import closed
from fengqiao.matters.dispute import Dispute
from fengqiao.matters.events.feedback import (
    FeedbackEvent,
    MatterArchived,
    MatterClosed,
    MatterReopened,
    VisitAttempted,
    VisitRecorded,
)
from fengqiao.matters.matter import Accepted, Archived, Closed, Matter, Resolved, Visit
from fengqiao.matters.recorded import Recorded
from fengqiao.matters.words import CloseReason, OrderState, VisitState


def after_feedback(matter: Matter, event: FeedbackEvent, recorded: Recorded) -> Matter:
    """The matter after an event of feedback."""
    match event:
        case VisitAttempted():
            visit = matter.visit
            if visit is None:
                raise misfit(matter, "to be visited")
            day = recorded.at.astimezone(SHANGHAI).date()
            attempted = replace(
                visit,
                attempts=visit.attempts if day in visit.attempts else (*visit.attempts, day),
                state=VisitState.UNREACHED if event.unreached else visit.state,
            )
            return replace(matter, visits=(*matter.visits[:-1], attempted))
        case VisitRecorded():
            return replace(matter, visits=_with_result(matter, event, recorded))
        case MatterReopened():
            lead = matter.lead
            back = replace(
                matter,
                stage=Accepted(),
                round=matter.round + 1,
                rounds=(*matter.rounds, event.frozen),
                handle=event.handle,
                lights=(Light.GREEN,),
                ladder=(),
                visits=(),
                reopened=matter.reopened + 1,
            )
            if matter.dispute is not None:
                back = replace(back, dispute=_anew(matter.dispute))
            if lead is not None:
                back = replace(back, stage=begun(back))
                return with_order(back, lead.id, in_state(OrderState.REWORK))
            noted = tuple(limit for limit in back.overdue_noted if limit != "dispatch")
            return replace(back, dispatch=event.dispatch, overdue_noted=noted)
        case MatterClosed():
            if not isinstance(matter.stage, Resolved):
                raise misfit(matter, "closed")
            stage = Closed(verdict=matter.stage.verdict, reason=event.reason, closed_at=recorded.at)
            ended = replace(matter, stage=stage, visits=_closed_visits(matter, event))
            return closed(ended, recorded.at)
        case MatterArchived():
            if not isinstance(matter.stage, Closed):
                raise misfit(matter, "archived")
            before = matter.stage
            stage_after = Archived(
                verdict=before.verdict,
                reason=before.reason,
                closed_at=before.closed_at,
                archived_at=recorded.at,
            )
            return replace(matter, stage=stage_after)
        case _:
            assert_never(event)


def _anew(dispute: Dispute) -> Dispute:
    """A dispute that is asked about again: what was held and who withdrew stays, what was settled did not last."""
    return Dispute(
        sessions=dispute.sessions,
        escalations=dispute.escalations,
        recused=dispute.recused,
        confirmation_excluded=dispute.confirmation_excluded,
        consented_at=dispute.consented_at,
        handled_by=dispute.handled_by,
        wishes=dispute.wishes,
        referrals=dispute.referrals,
        statements=dispute.statements,
        notes=dispute.notes,
    )


def _with_result(matter: Matter, event: VisitRecorded, recorded: Recorded) -> tuple[Visit, ...]:
    """The task of this round is done; a later word in the same round stands beside it."""
    if matter.visit is None:
        raise misfit(matter, "to be visited")
    latest = matter.visit
    told = replace(
        latest,
        timer=event.visit_timer,
        state=VisitState.DONE,
        solved=event.solved,
        satisfaction=event.satisfaction,
        reason=event.reason,
        at=recorded.at,
        by=recorded.actor,
    )
    return (*matter.visits, told) if latest.state is VisitState.DONE else (*matter.visits[:-1], told)


def _closed_visits(matter: Matter, event: MatterClosed) -> tuple[Visit, ...]:
    """Without an answer the visit ends as unreached or skipped, never as satisfied."""
    latest = matter.visits[-1] if matter.visits else None
    if latest is None or latest.state is VisitState.DONE:
        return matter.visits
    ended = VisitState.UNREACHED if event.reason is CloseReason.UNREACHED else VisitState.SKIPPED
    return (*matter.visits[:-1], replace(latest, state=ended))
