"""Events of intake: from the citizen's word to an accepted matter, or to the right door."""

from dataclasses import dataclass
from datetime import datetime

from fengqiao.clocks import Timer
from fengqiao.matters.categories import Kind, Urgency
from fengqiao.matters.matter import Party, Place, Verdict, Visit
from fengqiao.matters.questions import Answered
from fengqiao.matters.words import Channel, RejectReason, Visibility
from fengqiao.people.units import Level
from fengqiao.shared.texts import TextRef


@dataclass(frozen=True, slots=True)
class MatterRegistered:
    """G1; also the first event of a confirmed signal (G2), which names it."""

    id: str
    code: str
    channel: Channel
    text: TextRef
    place: Place
    level: Level
    urgency: Urgency
    visibility: Visibility
    accept: Timer | None
    category: str = ""
    kind: Kind | None = None
    secondary: tuple[str, ...] = ()
    parties: tuple[Party, ...] = ()
    photos: int = 0
    source_system: str = ""
    external_id: str = ""
    occurred_at: datetime | None = None
    signal: str = ""
    prompt: str = ""
    history: bool = False
    demand: TextRef | None = None
    amount_cny: int | None = None
    sector: TextRef | None = None


@dataclass(frozen=True, slots=True)
class VerificationAsked:
    """G4: `accept` is paused until the answer, `until` at the latest."""

    accept: Timer
    until: datetime


@dataclass(frozen=True, slots=True)
class VerificationOverran:
    """The two hours are over: the accept timer runs again while the answer is still out."""

    accept: Timer


@dataclass(frozen=True, slots=True)
class VerificationAnswered:
    """G5."""

    result: bool
    accept: Timer
    note: TextRef | None = None
    photos: int = 0


@dataclass(frozen=True, slots=True)
class MatterAccepted:
    """G6: `handle` is the main clock, `dispatch` the timer of the next step.

    `mediable`: a dispute that takes the course of mediation; `barred`: one that must not (RULINGS 19).
    """

    category: str
    kind: Kind
    urgency: Urgency
    visibility: Visibility
    area: str
    secondary: tuple[str, ...]
    accept: Timer | None
    handle: Timer
    dispatch: Timer
    mediable: bool = False
    barred: bool = False


@dataclass(frozen=True, slots=True)
class MatterRejected:
    """G7."""

    reason: RejectReason
    right_door: TextRef | None
    accept: Timer | None


@dataclass(frozen=True, slots=True)
class MatterTransferredOut:
    """G8."""

    target: str
    basis: TextRef
    accept: Timer | None
    handle: Timer | None


@dataclass(frozen=True, slots=True)
class MatterAnsweredDirectly:
    """G10."""

    answer: TextRef
    knowledge_item: str
    handle: Timer
    dispatch: Timer
    verdict: Verdict
    visit: Visit | None


@dataclass(frozen=True, slots=True)
class MatterWithdrawn:
    """G28."""

    reason: TextRef
    accept: Timer | None
    handle: Timer | None


@dataclass(frozen=True, slots=True)
class MaterialAdded:
    """The requester added words or photos."""

    text: TextRef | None
    photos: int


@dataclass(frozen=True, slots=True)
class QuestionsAnswered:
    """What the category asks was answered, with the registration or later; a later answer to a question counts."""

    answers: tuple[Answered, ...]


@dataclass(frozen=True, slots=True)
class PartyAdded:
    """D1: one more party, by id."""

    party: Party


IntakeEvent = (
    MatterRegistered
    | VerificationAsked
    | VerificationOverran
    | VerificationAnswered
    | MatterAccepted
    | MatterRejected
    | MatterTransferredOut
    | MatterAnsweredDirectly
    | MatterWithdrawn
    | MaterialAdded
    | QuestionsAnswered
    | PartyAdded
)
