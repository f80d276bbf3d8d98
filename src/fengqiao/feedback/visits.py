"""The citizen has the last word: visits, reopening, closing, filing (G24 to G27)."""

from datetime import timedelta

from fengqiao.clocks import SHANGHAI, stop
from fengqiao.matters.clockwork import handle_limit, started
from fengqiao.matters.commands import (
    Archive,
    AutoClose,
    CloseExplained,
    RecordVisit,
    Reopen,
    VisitWithConsent,
)
from fengqiao.matters.dossier import all_visits, missing_items
from fengqiao.matters.events import Event
from fengqiao.matters.events.feedback import (
    MatterArchived,
    MatterClosed,
    MatterReopened,
    VisitAttempted,
    VisitRecorded,
)
from fengqiao.matters.events.supervision import LetterProposed
from fengqiao.matters.facts import Facts
from fengqiao.matters.matter import Closed, Matter, Merged, Proposal, Resolved, Round, Visit
from fengqiao.matters.words import CloseReason, Letter, Satisfaction, Solved, Trigger, VisitState
from fengqiao.people.actors import Post
from fengqiao.shared.refused import Refusal, Refused, invalid

ATTEMPT_DAYS = 3
UNREACHED_AFTER = timedelta(hours=7 * 24)


def record_visit(matter: Matter, command: RecordVisit, facts: Facts) -> list[Event]:
    """G24. Only solved without dissatisfaction closes; a follower's visit closes nothing (RULINGS 12, 28)."""
    if isinstance(matter.stage, Merged) and matter.stage.main_resolved_at is None:
        raise Refused(Refusal.WRONG_STATE)
    visit = matter.visit
    if visit is None:  # nobody asked for it, so nobody can be visited
        raise Refused(Refusal.WRONG_STATE)
    if not command.reached:
        return [_attempt(visit, command, facts)]
    if command.solved is None:
        raise invalid("solved", "请填写是否解决", "say whether it is solved")
    if command.satisfaction is None:
        raise invalid("satisfaction", "请填写是否满意", "say whether the person is satisfied")
    events: list[Event] = [
        VisitRecorded(
            solved=command.solved,
            satisfaction=command.satisfaction,
            reason=command.reason,
            visit_timer=visit.timer if visit.timer.stopped_at is not None else stop(visit.timer, facts.now),
        )
    ]
    dissatisfied = command.satisfaction is Satisfaction.DISSATISFIED
    if command.solved is Solved.TRUE and not dissatisfied and isinstance(matter.stage, Resolved):
        events.append(MatterClosed(reason=CloseReason.CONFIRMED))
    if dissatisfied and _dissatisfied_before(matter) and matter.lead is not None:
        proposal = Proposal(
            letter=Letter.SUPERVISE, trigger=Trigger.DISSATISFIED_AGAIN, unit=matter.lead.unit, at=facts.now
        )
        events.append(LetterProposed(proposal=proposal))
    return events


def visit_with_consent(matter: Matter, command: VisitWithConsent, facts: Facts) -> list[Event]:
    """G24 by a grid worker at the door: only the requester is asked, and only who agreed (DOMAIN 6.3.5)."""
    if command.is_requester is not True:
        raise invalid("is_requester", "只回访反映人本人", "only the requester is asked")
    if command.consent is not True:
        raise invalid(
            "consent",
            "对方同意后才能回访；不同意的，不作记录",
            "ask only who agrees; of who does not, nothing is recorded",
        )
    told = RecordVisit(solved=command.solved, satisfaction=command.satisfaction, reason=command.reason)
    return record_visit(matter, told, facts)


def _attempt(visit: Visit, command: RecordVisit, facts: Facts) -> Event:
    """Nobody was reached. Three different days make the visit unreached, which never counts as satisfied."""
    if visit.state is not VisitState.DUE:
        raise Refused(Refusal.WRONG_STATE)
    if facts.actor.post is Post.CITIZEN:
        raise invalid(
            "reached", "未联系上由回访人员记录", "that nobody was reached is for the visitor to say"
        )
    if any(given is not None for given in (command.solved, command.satisfaction, command.reason)):
        raise invalid("reached", "未联系上时不能填写结果", "nobody was reached, so there is no result")
    today = facts.now.astimezone(SHANGHAI).date()
    return VisitAttempted(unreached=len({*visit.attempts, today}) >= ATTEMPT_DAYS)


def _dissatisfied_before(matter: Matter) -> bool:
    return any(visit.satisfaction is Satisfaction.DISSATISFIED for visit in all_visits(matter))


def reopen(matter: Matter, command: Reopen, facts: Facts) -> list[Event]:
    """G25: a new round with the category's limit; the old one is frozen with its verdict.

    A matter that was answered directly has no unit to go back to: it is dispatched now.
    """
    if matter.reopened >= facts.profile.max_reopen:
        raise Refused(Refusal.REOPEN_LIMIT_REACHED)
    visit = matter.visit
    reason = command.reason or (visit.reason if visit is not None else None)
    if reason is None:
        raise Refused(Refusal.REASON_REQUIRED, field="reason")
    if not isinstance(matter.stage, Resolved) or matter.handle is None:
        raise Refused(Refusal.WRONG_STATE)
    frozen = Round(
        number=matter.round,
        handle=matter.handle,
        lights=matter.lights,
        verdict=matter.stage.verdict,
        visits=matter.visits,
    )
    handle = started("handle", handle_limit(matter.category, facts), facts)
    dispatch = started("dispatch", facts.profile.dispatch, facts) if matter.lead is None else None
    return [MatterReopened(frozen=frozen, handle=handle, reason=reason, dispatch=dispatch)]


def close_explained(matter: Matter, command: CloseExplained, facts: Facts) -> list[Event]:
    """解释结案: only when reopening is used up and a consultation was held in this round."""
    if matter.reopened < facts.profile.max_reopen or not isinstance(matter.stage, Resolved):
        raise Refused(Refusal.WRONG_STATE)
    started = matter.handle.start if matter.handle is not None else matter.registered_at
    if not any(held.at >= started for held in matter.consultations):
        raise Refused(Refusal.WRONG_STATE, zh="解释结案前须会商", en="a consultation must be held first")
    if command.explanation is None:
        raise Refused(Refusal.REASON_REQUIRED, field="explanation")
    return [MatterClosed(reason=CloseReason.EXPLAINED, explanation=command.explanation)]


def auto_close(matter: Matter, command: AutoClose, facts: Facts) -> list[Event]:
    """G26: nobody to ask, or nobody reached. Said again of a matter it has closed, it changes nothing."""
    if command.reason is None:
        raise Refused(Refusal.REASON_REQUIRED, field="reason")
    if command.reason not in {CloseReason.NO_REQUESTER, CloseReason.UNREACHED}:
        raise invalid("reason", "自动结案的原因只有无诉求人或联系不上", "no_requester or unreached")
    if isinstance(matter.stage, Closed):
        if matter.stage.reason is command.reason:
            return []
        raise Refused(Refusal.WRONG_STATE)
    if command.reason is CloseReason.NO_REQUESTER:
        allowed = matter.visit is None
    else:
        allowed = _unreached(matter, facts)
    if not allowed:
        raise Refused(Refusal.WRONG_STATE)
    return [MatterClosed(reason=command.reason)]


def _unreached(matter: Matter, facts: Facts) -> bool:
    """Three failed days, or seven times 24 hours without an answer (RULINGS 28)."""
    visit = matter.visit
    if visit is None or not isinstance(matter.stage, Resolved) or visit.state is VisitState.DONE:
        return False
    waited = facts.now - matter.stage.verdict.resolved_at
    return visit.state is VisitState.UNREACHED or waited >= UNREACHED_AFTER


def archive(matter: Matter, command: Archive, facts: Facts) -> list[Event]:
    """G27: filed when nothing is missing."""
    del command, facts
    missing = missing_items(matter)
    if missing:
        raise Refused(Refusal.DOSSIER_INCOMPLETE, missing=",".join(missing))
    return [MatterArchived()]
