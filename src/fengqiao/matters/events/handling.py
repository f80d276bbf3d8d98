"""Events of handling: work, waits and results."""

from dataclasses import dataclass
from datetime import date, datetime

from fengqiao.clocks import Timer
from fengqiao.matters.matter import ExtensionRequest, Shelving
from fengqiao.matters.words import PauseCause
from fengqiao.shared.texts import TextRef


@dataclass(frozen=True, slots=True)
class OrderSubDispatched:
    """G16: a unit below does the work, the order's unit stays responsible."""

    order: str
    to: str


@dataclass(frozen=True, slots=True)
class ProgressAdded:
    """G16."""

    order: str
    note: TextRef
    public: bool
    photos: int


@dataclass(frozen=True, slots=True)
class Arrived:
    """G16: minutes from the issue of the order; nobody's coordinates."""

    order: str
    with_officer: bool
    minutes: int


@dataclass(frozen=True, slots=True)
class ExtensionRequested:
    """G17."""

    request: ExtensionRequest


@dataclass(frozen=True, slots=True)
class ExtensionApproved:
    """G17: the due moves, the original one is kept inside the timer."""

    handle: Timer


@dataclass(frozen=True, slots=True)
class ExtensionRefused:
    """G17."""

    reason: TextRef


@dataclass(frozen=True, slots=True)
class ShelveRequested:
    """G18."""

    request: Shelving


@dataclass(frozen=True, slots=True)
class ShelveApproved:
    """G18: the clock is paused."""

    handle: Timer
    next_review: date


@dataclass(frozen=True, slots=True)
class ShelveRefused:
    """G18."""

    reason: TextRef


@dataclass(frozen=True, slots=True)
class ShelvedReviewed:
    """G19."""

    next_review: date


@dataclass(frozen=True, slots=True)
class Unshelved:
    """G19: the clock runs again; the ledger entry stays open until struck off."""

    handle: Timer


@dataclass(frozen=True, slots=True)
class StruckOff:
    """G19: off the ledger; from shelved it also resumes the clock."""

    handle: Timer | None


@dataclass(frozen=True, slots=True)
class ClockPaused:
    """RULINGS 8. A wait for material ends by itself at `until`."""

    cause: PauseCause
    handle: Timer
    until: datetime | None


@dataclass(frozen=True, slots=True)
class ClockResumed:
    """RULINGS 8."""

    cause: PauseCause
    handle: Timer


@dataclass(frozen=True, slots=True)
class ClockRecomputed:
    """The published calendar moved the due moment of a provisional year; the timer's own history is the same."""

    handle: Timer


@dataclass(frozen=True, slots=True)
class ResultSubmitted:
    """G20. Of the lead's order it moves the matter and cancels assists that nobody signed."""

    order: str
    lead: bool
    reply: TextRef
    photos_after: int
    cancelled: tuple[str, ...] = ()
    handle: Timer | None = None
    outcome: TextRef | None = None
    measures: tuple[TextRef, ...] = ()
    law_enforcement: TextRef | None = None
    loss_prevented_band: TextRef | None = None


@dataclass(frozen=True, slots=True)
class AssistWaived:
    """RULINGS 1."""

    order: str
    reason: TextRef


HandlingEvent = (
    OrderSubDispatched
    | ProgressAdded
    | Arrived
    | ExtensionRequested
    | ExtensionApproved
    | ExtensionRefused
    | ShelveRequested
    | ShelveApproved
    | ShelveRefused
    | ShelvedReviewed
    | Unshelved
    | StruckOff
    | ClockPaused
    | ClockResumed
    | ClockRecomputed
    | ResultSubmitted
    | AssistWaived
)
