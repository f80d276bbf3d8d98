"""Events of supervision: review, lights, letters, whistles, consultations."""

from dataclasses import dataclass
from datetime import date, datetime

from fengqiao.clocks import Light, Timer
from fengqiao.matters.matter import Consultation, Proposal, Supervision, Verdict, Visit, Whistle
from fengqiao.matters.words import CaseRisk, WhistleRating
from fengqiao.shared.texts import TextRef


@dataclass(frozen=True, slots=True)
class Inspected:
    """G21."""

    passed: bool
    photos: int


@dataclass(frozen=True, slots=True)
class ResultApproved:
    """G22: the main clock stops and the verdict stands. `closed` are supervisions that end with it.

    `cancelled`: assists that nobody signed, where a dispute was approved straight on its performance.
    """

    handle: Timer
    verdict: Verdict
    visit: Visit | None
    inspection: str
    closed: tuple[str, ...]
    struck_off: bool
    purge_on: date | None
    cancelled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReworkOrdered:
    """G23."""

    reason: TextRef


@dataclass(frozen=True, slots=True)
class LightTurned:
    """The handle timer showed this light from `since` on; red comes with the rungs of the ladder."""

    light: Light
    since: datetime
    ladder: tuple[Proposal, ...] = ()


@dataclass(frozen=True, slots=True)
class LimitPassed:
    """The limit of a step (accept, dispatch, sign of an order, visit) is over."""

    timer: str
    order: str
    due: datetime


@dataclass(frozen=True, slots=True)
class LetterProposed:
    """The system proposes; a proposal changes nothing (RULINGS 7, 16)."""

    proposal: Proposal


@dataclass(frozen=True, slots=True)
class LetterIssued:
    """催办, 督办, 通报."""

    supervision: Supervision


@dataclass(frozen=True, slots=True)
class SupervisionReplied:
    """The unit answered."""

    supervision: str
    reply: TextRef


@dataclass(frozen=True, slots=True)
class SupervisionClosed:
    """The answer was accepted."""

    supervision: str


@dataclass(frozen=True, slots=True)
class SupervisionReplyMissed:
    """No answer within the limit."""

    supervision: str
    unit: str


@dataclass(frozen=True, slots=True)
class ReviewMissed:
    """A shelved matter was not reviewed on its day."""

    review: date


@dataclass(frozen=True, slots=True)
class WhistleBlown:
    """吹哨."""

    whistle: Whistle


@dataclass(frozen=True, slots=True)
class ReportedIn:
    """报到."""

    whistle: str
    unit: str
    on_time: bool
    late_minutes: int


@dataclass(frozen=True, slots=True)
class WhistleUnanswered:
    """The report-in limit passed with these units absent."""

    whistle: str
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WhistleEvaluated:
    """Every called unit is rated; the whistle is closed."""

    whistle: str
    ratings: tuple[tuple[str, WhistleRating], ...]


@dataclass(frozen=True, slots=True)
class ConsultationHeld:
    """会商."""

    consultation: Consultation


@dataclass(frozen=True, slots=True)
class TaskReported:
    """A unit did what a consultation gave it to do; the clock of the task stands still."""

    consultation: int
    unit: str
    note: TextRef
    timer: Timer
    on_time: bool


@dataclass(frozen=True, slots=True)
class TaskMissed:
    """The limit of a consultation's task passed without a word of its unit."""

    consultation: int
    unit: str


@dataclass(frozen=True, slots=True)
class LeaderReviewReached:
    """包案: the day has come on which the leader looks at the case again."""

    review: date


@dataclass(frozen=True, slots=True)
class CaseRiskSet:
    """The colour belongs to the case (RULINGS 27)."""

    risk: CaseRisk
    basis: tuple[str, ...]
    review_date: date


@dataclass(frozen=True, slots=True)
class LeaderCaseAssigned:
    """包案."""

    leader: TextRef
    review_date: date


SupervisionEvent = (
    Inspected
    | ResultApproved
    | ReworkOrdered
    | LightTurned
    | LimitPassed
    | LetterProposed
    | LetterIssued
    | SupervisionReplied
    | SupervisionClosed
    | SupervisionReplyMissed
    | ReviewMissed
    | WhistleBlown
    | ReportedIn
    | WhistleUnanswered
    | WhistleEvaluated
    | ConsultationHeld
    | TaskReported
    | TaskMissed
    | LeaderReviewReached
    | CaseRiskSet
    | LeaderCaseAssigned
)
