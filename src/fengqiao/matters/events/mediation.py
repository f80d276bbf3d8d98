"""Events of mediation: asked, agreed, performed, or on another lawful way (DOMAIN 2.4).

`handle` is the main clock with its pause ended, where the step ends a wait.
"""

from dataclasses import dataclass
from datetime import date

from fengqiao.clocks import Timer
from fengqiao.matters.dispute import (
    Agreement,
    Confirmation,
    Consent,
    Diversion,
    Escalation,
    Outcome,
    Performance,
    Point,
    PrivateNote,
    Referral,
    Session,
    Settlement,
    Signature,
    Statement,
    Terms,
    Wish,
)
from fengqiao.matters.matter import Order
from fengqiao.matters.words import Ruling, Side
from fengqiao.people.units import Level
from fengqiao.shared.texts import TextRef


@dataclass(frozen=True, slots=True)
class ConsentRecorded:
    """D4, D5: these parties answered."""

    answers: tuple[Consent, ...]


@dataclass(frozen=True, slots=True)
class MediationStarted:
    """D4: every party agrees; they get their rights in writing."""

    consents: tuple[Consent, ...]
    handle: Timer | None = None


@dataclass(frozen=True, slots=True)
class MediationDeclined:
    """D5: one party refuses, which has no bad effect on any right."""

    handle: Timer | None = None


@dataclass(frozen=True, slots=True)
class SessionHeld:
    """D6."""

    session: Session


@dataclass(frozen=True, slots=True)
class DisputeEscalated:
    """D7."""

    escalation: Escalation


@dataclass(frozen=True, slots=True)
class AgreementConcluded:
    """D9. `session`: the round in which it was reached; the unsigned orders stay as they are."""

    agreement: Agreement
    session: Session | None = None
    handle: Timer | None = None


@dataclass(frozen=True, slots=True)
class PerformanceRecorded:
    """D10. `complete`: nothing is owed any more; the clock of a wait runs again."""

    performance: Performance
    complete: bool
    handle: Timer | None = None


@dataclass(frozen=True, slots=True)
class BreachReported:
    """D11."""

    breached_on: date
    handle: Timer | None = None


@dataclass(frozen=True, slots=True)
class MediationFailed:
    """D12: with its record and the notice of other routes."""

    reason: TextRef
    handle: Timer | None = None


@dataclass(frozen=True, slots=True)
class DisputeDiverted:
    """D13: the route's unit gets an order."""

    diversion: Diversion
    order: Order
    dispatch: Timer | None = None


@dataclass(frozen=True, slots=True)
class DisputeReferred:
    """四调对接: handed over to the docked body of the route."""

    referral: Referral


@dataclass(frozen=True, slots=True)
class OutcomeRecorded:
    """D14."""

    outcome: Outcome
    order: str


@dataclass(frozen=True, slots=True)
class SelfSettlementRecorded:
    """D15."""

    note: TextRef | None
    level: Level


@dataclass(frozen=True, slots=True)
class ConfirmationApplied:
    """D18."""

    confirmation: Confirmation


@dataclass(frozen=True, slots=True)
class ConfirmationRecorded:
    """D18: what the court ruled."""

    result: Ruling
    ruling_no: TextRef | None = None


@dataclass(frozen=True, slots=True)
class ConfirmationExcluded:
    """RULINGS 21."""

    reason: TextRef


@dataclass(frozen=True, slots=True)
class MediatorRecused:
    """Guard 6: this person mediates here no more."""

    person: str
    reason: TextRef


@dataclass(frozen=True, slots=True)
class MediatorWished:
    """Guard 6: a party chooses a mediator, or will not have one; it owes nobody a reason."""

    wish: Wish


@dataclass(frozen=True, slots=True)
class WishAnswered:
    """The unit says whether the mediator who was chosen comes to the table."""

    number: int
    accepted: bool
    reason: TextRef | None = None


@dataclass(frozen=True, slots=True)
class StatementAdded:
    """A party's own words."""

    statement: Statement


@dataclass(frozen=True, slots=True)
class StatementShared:
    """Both sides read it from now on."""

    statement: int


@dataclass(frozen=True, slots=True)
class PrivateNoteAdded:
    """A talk with one side alone; told to nobody outside the table."""

    note: PrivateNote


@dataclass(frozen=True, slots=True)
class ProposalAdded:
    """A proposal, or with `counter_to` the answer to one."""

    proposal: Settlement


@dataclass(frozen=True, slots=True)
class ProposalAnswered:
    """A side accepts or declines."""

    proposal: int
    side: Side
    accept: bool


@dataclass(frozen=True, slots=True)
class PointNoted:
    """Something is agreed so far."""

    point: Point


@dataclass(frozen=True, slots=True)
class PointDropped:
    """It is not agreed any more."""

    point: int


@dataclass(frozen=True, slots=True)
class AgreementDrafted:
    """The next version of the agreement on the table; the signatures under the one before are void."""

    terms: Terms


@dataclass(frozen=True, slots=True)
class AgreementSigned:
    """A signature under the present version."""

    signature: Signature


@dataclass(frozen=True, slots=True)
class PerformanceReminded:
    """Both sides are reminded of what is to be performed by this day."""

    due: date


TableEvent = (
    StatementAdded
    | StatementShared
    | PrivateNoteAdded
    | ProposalAdded
    | ProposalAnswered
    | PointNoted
    | PointDropped
    | AgreementDrafted
    | AgreementSigned
)
"""What is said, noted, drafted and signed at the table: it moves no state."""

MediationEvent = (
    ConsentRecorded
    | MediationStarted
    | MediationDeclined
    | SessionHeld
    | DisputeEscalated
    | AgreementConcluded
    | PerformanceRecorded
    | BreachReported
    | MediationFailed
    | DisputeDiverted
    | DisputeReferred
    | OutcomeRecorded
    | SelfSettlementRecorded
    | ConfirmationApplied
    | ConfirmationRecorded
    | ConfirmationExcluded
    | MediatorRecused
    | MediatorWished
    | WishAnswered
    | PerformanceReminded
    | TableEvent
)
