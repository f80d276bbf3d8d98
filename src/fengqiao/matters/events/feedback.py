"""Events of feedback: the citizen is asked, and has the last word."""

from dataclasses import dataclass

from fengqiao.clocks import Timer
from fengqiao.matters.matter import Round
from fengqiao.matters.words import CloseReason, Satisfaction, Solved
from fengqiao.shared.texts import TextRef


@dataclass(frozen=True, slots=True)
class VisitAttempted:
    """Nobody was reached; `unreached` after the third day (RULINGS 28)."""

    unreached: bool


@dataclass(frozen=True, slots=True)
class VisitRecorded:
    """G24: solved? satisfied?"""

    solved: Solved
    satisfaction: Satisfaction
    reason: TextRef | None
    visit_timer: Timer


@dataclass(frozen=True, slots=True)
class MatterReopened:
    """G25: a new round with a new limit; the old one is frozen. `dispatch`: it has no lead and waits for one."""

    frozen: Round
    handle: Timer
    reason: TextRef
    dispatch: Timer | None = None


@dataclass(frozen=True, slots=True)
class MatterClosed:
    """G24 solved, G26, or closed with an explanation."""

    reason: CloseReason
    explanation: TextRef | None = None


@dataclass(frozen=True, slots=True)
class MatterArchived:
    """G27."""


FeedbackEvent = VisitAttempted | VisitRecorded | MatterReopened | MatterClosed | MatterArchived
