"""Judicial confirmation: joint, within 30 days, of subjects that courts confirm (D18, guard 4, RULINGS 21)."""

from fengqiao.matters.commands import (
    ApplyJudicialConfirmation,
    ExcludeConfirmation,
    RecordConfirmation,
)
from fengqiao.matters.dispute import Confirmation
from fengqiao.matters.events import Event
from fengqiao.matters.events.mediation import (
    ConfirmationApplied,
    ConfirmationExcluded,
    ConfirmationRecorded,
)
from fengqiao.matters.facts import Facts
from fengqiao.matters.matter import Matter
from fengqiao.matters.words import Side
from fengqiao.people.actors import Post
from fengqiao.shared.refused import Refusal, Refused, invalid

COURT_TYPES = ("COURT", "TRIBUNAL")


def forbid_excluded(matter: Matter, facts: Facts) -> None:
    """Refuse subjects on which courts confirm nothing: rights in property, family status."""
    category = facts.categories.get(matter.category)
    excluded = category is not None and category.confirmation_excluded
    if excluded or (matter.dispute is not None and matter.dispute.confirmation_excluded):
        raise Refused(Refusal.CONFIRMATION_EXCLUDED_PROPERTY_RIGHT)


def apply_judicial_confirmation(
    matter: Matter, command: ApplyJudicialConfirmation, facts: Facts
) -> list[Event]:
    """D18: window first, then once, then all together (RULINGS 40)."""
    dispute = matter.dispute
    agreement = dispute.agreement if dispute is not None else None
    if dispute is None or agreement is None:
        raise Refused(Refusal.WRONG_STATE)
    deadline = agreement.confirm_by.isoformat()
    if facts.now > agreement.confirm_by:
        raise Refused(Refusal.CONFIRMATION_WINDOW_CLOSED, deadline=deadline)
    if dispute.confirmation is not None:
        raise Refused(Refusal.WRONG_STATE, zh="已经申请过司法确认", en="it was applied for before")
    if set(command.applied_by) != set(Side):
        raise Refused(Refusal.JOINT_APPLICATION_REQUIRED, deadline=deadline)
    confirmation = Confirmation(
        applied_at=facts.now, applied_by=command.applied_by, court=_court(command.court, facts)
    )
    return [ConfirmationApplied(confirmation=confirmation)]


def is_the_court(matter: Matter, facts: Facts) -> bool:
    """Whether the actor speaks for the court: the one applied to, any before there is an application."""
    own, confirmation = facts.own_unit, matter.dispute.confirmation if matter.dispute is not None else None
    if own is None or own.type not in COURT_TYPES or facts.actor.post is not Post.HANDLER:
        return False
    return confirmation is None or confirmation.court == own.code


def record_confirmation(matter: Matter, command: RecordConfirmation, facts: Facts) -> list[Event]:
    """D18: the ruling, once."""
    del facts
    confirmation = matter.dispute.confirmation if matter.dispute is not None else None
    if confirmation is None or confirmation.result is not None:
        raise Refused(Refusal.WRONG_STATE)
    if command.result is None:
        raise invalid("result", "请选择司法确认结果", "say what the court ruled")
    return [ConfirmationRecorded(result=command.result, ruling_no=command.ruling_no)]


def exclude_confirmation(matter: Matter, command: ExcludeConfirmation, facts: Facts) -> list[Event]:
    """RULINGS 21: the court liaison may exclude any matter, as long as nobody has applied."""
    del facts
    if matter.dispute is None or matter.dispute.confirmation is not None:
        raise Refused(Refusal.WRONG_STATE)
    if command.reason is None:
        raise Refused(Refusal.REASON_REQUIRED, field="reason")
    return [] if matter.dispute.confirmation_excluded else [ConfirmationExcluded(reason=command.reason)]


def _court(code: str, facts: Facts) -> str:
    """The court that is applied to: the one named, else the county's."""
    if not code:
        found = facts.units.of_type(COURT_TYPES[0])
        if not found:
            raise invalid("court", "请选择人民法院", "name the court")
        return found[0].code
    if facts.unit(code, "court").type not in COURT_TYPES:
        raise invalid("court", "司法确认须向人民法院申请", "confirmation is asked of a court")
    return code
