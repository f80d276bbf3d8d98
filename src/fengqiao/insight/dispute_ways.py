"""Where a dispute may go beside the table: judicial confirmation, other lawful ways, and the one that was taken."""

from datetime import timedelta
from typing import Any, Final

from fengqiao.clocks import SHANGHAI
from fengqiao.insight.dispute_parts import Sight
from fengqiao.insight.words import ROUTE
from fengqiao.matters.facts import Facts
from fengqiao.matters.matter import Matter
from fengqiao.mediation.agreement import CONFIRMATION_WINDOW
from fengqiao.mediation.confirmation import forbid_excluded
from fengqiao.mediation.legal_routes import ways
from fengqiao.shared.refused import Refused

_WHY: Final = {
    "none": ("还没有协议", "There is no agreement yet"),
    "open": (
        "双方可在三十日内共同向人民法院申请司法确认",
        "Both sides may ask the court together within thirty days",
    ),
    "closed": ("三十日的申请期限已过", "The thirty days are over"),
    "excluded": (
        "不动产权属、身份关系等事项，人民法院不予司法确认",
        "Courts confirm nothing about ownership or family status",
    ),
    "not_needed": ("已履行完毕，不需要司法确认", "It was performed: nothing is left to confirm"),
    "applied": ("已共同申请，等待人民法院审查", "Asked for together: the court looks at it"),
    "confirmed": ("人民法院已确认有效，可申请强制执行", "Confirmed: it can be enforced"),
    "refused": ("人民法院未予确认，可另行起诉", "Not confirmed: the parties may sue"),
}


def confirmation(matter: Matter, facts: Facts, sight: Sight) -> dict[str, Any]:
    """Judicial confirmation: the window with its last day, which moves on from a free day (Civil Code art. 203)."""
    dispute = matter.dispute
    agreement = dispute.agreement if dispute is not None else None
    asked = dispute.confirmation if dispute is not None else None
    state = _state(matter, facts)
    zh, en = _WHY[state]
    moved = False
    if agreement is not None:
        plain = agreement.effective_at.astimezone(SHANGHAI).date() + timedelta(
            days=CONFIRMATION_WINDOW.amount
        )
        moved = agreement.confirm_by.astimezone(SHANGHAI).date() != plain
    return {
        "state": state,
        "last_day": agreement.confirm_by.astimezone(SHANGHAI).date() if agreement is not None else None,
        "confirm_by": agreement.confirm_by if agreement is not None else None,
        "moved": moved,
        "why": {"zh": zh, "en": en},
        "applied_at": asked.applied_at if asked is not None else None,
        "court": asked.court if asked is not None else "",
        "court_name": sight.county.unit_name(asked.court, english=sight.english) if asked is not None else "",
    }


def _state(matter: Matter, facts: Facts) -> str:
    dispute = matter.dispute
    if dispute is None or dispute.agreement is None:
        return "none"
    if dispute.confirmation is not None:
        return dispute.confirmation_state
    try:
        forbid_excluded(matter, facts)
    except Refused:
        return "excluded"
    if dispute.finished_by:
        return "not_needed"
    return "open" if facts.now <= dispute.agreement.confirm_by else "closed"


def routes(matter: Matter) -> list[dict[str, Any]]:
    """The other lawful ways, always: whatever the state, and whatever was agreed."""
    return [
        {
            "route": way.route.value,
            "name": {"zh": ROUTE[way.route.value][0], "en": ROUTE[way.route.value][1]},
            "limits": {"zh": way.limits[0], "en": way.limits[1]},
            "by": way.by,
            "counted_from": {"zh": way.counted_from[0], "en": way.counted_from[1]},
            "advised": way.advised,
            "taken": way.taken,
        }
        for way in ways(matter)
    ]


def diversion(matter: Matter, sight: Sight) -> dict[str, Any] | None:
    """Onto which way it went, and what it came to."""
    dispute = matter.dispute
    if dispute is None or dispute.diversion is None:
        return None
    taken, outcome = dispute.diversion, dispute.outcome
    told = outcome if sight.sees("diversion.outcome") else None
    return {
        "route": taken.route.value,
        "unit": taken.to,
        "unit_name": sight.county.unit_name(taken.to, english=sight.english),
        "at": taken.at,
        "outcome": sight.said(told.outcome) if told is not None else "",
        "amount_cny": told.amount_cny if told is not None else None,
        "performed": told.performed if told is not None else None,
        "outcome_at": outcome.at if outcome is not None else None,
    }
