"""The matter: one frozen record that the rules read and the events move (DOMAIN 2.3, 2.9).

It holds no free text and no personal data: texts are references, persons are ids into the sealed tables.
"""

from dataclasses import dataclass
from datetime import date, datetime

from fengqiao.clocks import Light, Timer
from fengqiao.matters.bookings import Booking
from fengqiao.matters.categories import Kind, Urgency
from fengqiao.matters.dispute import (
    Agreed,
    ConsentPending,
    Dispute,
    Diverted,
    Failed,
    Mediating,
    Performed,
    Performing,
)
from fengqiao.matters.questions import Answered
from fengqiao.matters.words import (
    Authority,
    CaseRisk,
    Channel,
    CloseReason,
    Decision,
    GridFound,
    Letter,
    OrderRole,
    OrderState,
    RejectReason,
    Satisfaction,
    Side,
    Solved,
    State,
    Trigger,
    Visibility,
    VisitState,
    WhistleKind,
    WhistleRating,
)
from fengqiao.people.actors import Actor
from fengqiao.people.units import Level
from fengqiao.shared.texts import TextRef


@dataclass(frozen=True, slots=True)
class Place:
    """Where it is: significant area code ("" unknown), grid, WGS-84 degrees with the source datum beside."""

    area: str = ""
    grid: str = ""
    grid_found: GridFound = GridFound.NONE
    lon: float | None = None
    lat: float | None = None
    datum: str = ""
    address: TextRef | None = None
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody the matter is about; the person stands sealed under `id`. `fields` names what is held there.

    `speaks_for`: the party whose agent or guardian this is; `authority`: what the agent's letter allows; `people`: how
    many a representative speaks for; `language`: what an interpreter interprets.
    """

    id: str
    role: str
    organisation: bool = False
    fields: tuple[str, ...] = ()
    side: Side | None = None
    minor: bool = False
    speaks_for: str = ""
    authority: Authority | None = None
    language: str = ""
    people: int = 0


@dataclass(frozen=True, slots=True)
class Order:
    """A work order (工单): one assignment to one unit. The executing unit may be a sub-unit of it."""

    id: str
    unit: str
    role: OrderRole
    state: OrderState
    issued_at: datetime
    sign: Timer
    executing_unit: str
    line_id: int | None = None
    version: int | None = None
    rule: str = ""
    signed_at: datetime | None = None
    signed_by: Actor | None = None
    arrived_at: datetime | None = None
    submitted_at: datetime | None = None
    submitted_by: Actor | None = None
    reply: TextRef | None = None
    waived: bool = False
    before_return: OrderState | None = None

    @property
    def live(self) -> bool:
        """Neither returned nor cancelled."""
        return self.state is not OrderState.RETURNED and self.state is not OrderState.CANCELLED


@dataclass(frozen=True, slots=True)
class ReturnRequest:
    """A return (退单): it quotes a suggested unit or a basis, and is ruled, not argued."""

    order: str
    unit: str
    at: datetime
    reason: TextRef
    suggested: str = ""
    basis: TextRef | None = None
    decision: Decision = Decision.PENDING
    decided_by: Actor | None = None


@dataclass(frozen=True, slots=True)
class ExtensionRequest:
    """An extension (延期): amount in the unit of the limit, counted from the old due."""

    amount: int
    unit: str
    at: datetime
    reason: TextRef
    decision: Decision = Decision.PENDING


@dataclass(frozen=True, slots=True)
class Shelving:
    """An entry of the shelved ledger (挂账台账), open until struck off."""

    at: datetime
    reason: TextRef
    plan: TextRef
    next_review: date
    decision: Decision = Decision.PENDING
    reviews: int = 0
    resumed_at: datetime | None = None
    struck_off_at: datetime | None = None
    missed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """A return visit of one round: a task with a limit, its attempts and its result."""

    round: int
    timer: Timer
    state: VisitState = VisitState.DUE
    safe_contact_only: bool = False
    attempts: tuple[date, ...] = ()
    solved: Solved | None = None
    satisfaction: Satisfaction | None = None
    reason: TextRef | None = None
    at: datetime | None = None
    by: Actor | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a round ended against its clock; the current due (extended), and the original one."""

    resolved_at: datetime
    due: datetime
    original_due: datetime
    on_time: bool
    on_time_strict: bool


@dataclass(frozen=True, slots=True)
class Round:
    """A finished round, frozen: a reopened matter keeps its first failure."""

    number: int
    handle: Timer
    lights: tuple[Light, ...]
    verdict: Verdict
    visits: tuple[Visit, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A letter that the system proposes; nothing happens until a supervisor issues it (RULINGS 16)."""

    letter: Letter
    trigger: Trigger
    unit: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Supervision:
    """An issued letter: urge, supervise or circulate. Only `supervise` waits for an approved reply."""

    id: str
    letter: Letter
    trigger: Trigger
    unit: str
    at: datetime
    by: Actor
    reply: Timer | None = None
    replied_at: datetime | None = None
    reply_text: TextRef | None = None
    closed_at: datetime | None = None
    reply_missed: bool = False


@dataclass(frozen=True, slots=True)
class WhistleUnit:
    """A called unit: when it reported in and how it was rated."""

    unit: str
    reported_at: datetime | None = None
    on_time: bool = False
    late_minutes: int = 0
    rating: WhistleRating | None = None


@dataclass(frozen=True, slots=True)
class Whistle:
    """A whistle (吹哨): who was called, by when, who came."""

    id: str
    kind: WhistleKind
    by: Actor
    at: datetime
    timer: Timer
    units: tuple[WhistleUnit, ...]
    reason: TextRef | None = None
    approved_by: TextRef | None = None
    closed_at: datetime | None = None
    absent_noted: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """What a consultation gave a unit to do, and by when; what is to be done stands in the minutes."""

    unit: str
    timer: Timer
    done_at: datetime | None = None
    on_time: bool = False
    note: TextRef | None = None
    missed: bool = False


@dataclass(frozen=True, slots=True)
class Consultation:
    """A joint consultation (会商): its minutes are a document, `tasks` name the units of what was `assigned`."""

    number: int
    at: datetime
    attendees: int
    tasks: tuple[str, ...]
    minutes: TextRef | None = None
    assigned: tuple[Task, ...] = ()


# One dataclass per state: what only makes sense in a state cannot be held outside it.


@dataclass(frozen=True, slots=True)
class Registered:
    """待受理."""

    state = State.REGISTERED


@dataclass(frozen=True, slots=True)
class Verifying:
    """The accept timer is paused until the answer, or until `until` at the latest (G4)."""

    until: datetime
    state = State.VERIFYING


@dataclass(frozen=True, slots=True)
class Accepted:
    """已受理(待交办)."""

    state = State.ACCEPTED


@dataclass(frozen=True, slots=True)
class Dispatched:
    """已交办(待签收)."""

    state = State.DISPATCHED


@dataclass(frozen=True, slots=True)
class InProgress:
    """`paused` names what the clock waits for; `until` ends a wait for the citizen's material."""

    paused: str = ""
    until: datetime | None = None
    state = State.IN_PROGRESS


Working = InProgress | ConsentPending | Mediating | Performing
"""Being worked on: what G13 to G19 apply to (RULINGS 25). Only these may wait with their clock paused."""

Submittable = InProgress | Performing | Performed | Diverted
"""What a result may be submitted from, and goes back to by rework (G20, D16, RULINGS 25)."""

_AT_WORK = InProgress()


@dataclass(frozen=True, slots=True)
class Shelved:
    """挂账: the clock stands still until it is taken up again, in the state `before`."""

    next_review: date
    before: Working = _AT_WORK
    state = State.SHELVED


@dataclass(frozen=True, slots=True)
class PendingReview:
    """待审核; rework goes back to the state `before`."""

    before: Submittable = _AT_WORK
    state = State.PENDING_REVIEW


@dataclass(frozen=True, slots=True)
class Resolved:
    """已办结(待回访)."""

    verdict: Verdict
    state = State.RESOLVED


@dataclass(frozen=True, slots=True)
class Closed:
    """已结案."""

    verdict: Verdict
    reason: CloseReason
    closed_at: datetime
    state = State.CLOSED


@dataclass(frozen=True, slots=True)
class Archived:
    """已归档."""

    verdict: Verdict
    reason: CloseReason
    closed_at: datetime
    archived_at: datetime
    state = State.ARCHIVED


@dataclass(frozen=True, slots=True)
class Rejected:
    """不予受理."""

    reason: RejectReason
    state = State.REJECTED


@dataclass(frozen=True, slots=True)
class Transferred:
    """已移送."""

    target: str
    state = State.TRANSFERRED


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """已撤回."""

    state = State.WITHDRAWN


Mergeable = Registered | Accepted | Dispatched | InProgress | ConsentPending | Mediating | Performing


@dataclass(frozen=True, slots=True)
class Merged:
    """The follower keeps its own stage and clocks for the day it is unmerged (RULINGS 12)."""

    main: str
    rule: str
    before: Mergeable
    main_resolved_at: datetime | None = None
    main_left: State | None = None
    state = State.MERGED


Stage = (
    Registered
    | Verifying
    | Accepted
    | Dispatched
    | InProgress
    | ConsentPending
    | Mediating
    | Agreed
    | Performing
    | Performed
    | Failed
    | Diverted
    | Shelved
    | PendingReview
    | Resolved
    | Closed
    | Archived
    | Rejected
    | Transferred
    | Withdrawn
    | Merged
)


@dataclass(frozen=True, slots=True)
class Matter:
    """Our root record (事项). `version` counts its events; times are aware, in UTC."""

    id: str
    version: int
    code: str
    kind: Kind | None
    category: str
    channel: Channel
    source_system: str
    external_id: str
    urgency: Urgency
    visibility: Visibility
    level: Level
    place: Place
    text: TextRef
    registered_at: datetime
    registered_by: Actor
    occurred_at: datetime | None
    stage: Stage
    accept: Timer | None
    secondary: tuple[str, ...] = ()
    photos: int = 0
    parties: tuple[Party, ...] = ()
    history: bool = False
    round: int = 1
    dispatch: Timer | None = None
    handle: Timer | None = None
    accepted_at: datetime | None = None
    dispatched_by: tuple[str, ...] = ()
    first_unit: str = ""
    further_return_forbidden: bool = False
    orders: tuple[Order, ...] = ()
    returns: tuple[ReturnRequest, ...] = ()
    extensions: tuple[ExtensionRequest, ...] = ()
    shelvings: tuple[Shelving, ...] = ()
    material_pauses: int = 0
    lights: tuple[Light, ...] = ()
    ladder: tuple[Proposal, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    supervisions: tuple[Supervision, ...] = ()
    whistles: tuple[Whistle, ...] = ()
    consultations: tuple[Consultation, ...] = ()
    inspections: tuple[bool, ...] = ()
    visits: tuple[Visit, ...] = ()
    rounds: tuple[Round, ...] = ()
    reopened: int = 0
    reworked: int = 0
    followers: tuple[str, ...] = ()
    overdue_noted: tuple[str, ...] = ()
    case_risk: CaseRisk | None = None
    leader_case: bool = False
    leader_review: date | None = None
    mediation_barred: bool = False
    dispute: Dispute | None = None
    bookings: tuple[Booking, ...] = ()
    answers: tuple[Answered, ...] = ()

    @property
    def state(self) -> State:
        """The state code of the present stage."""
        return self.stage.state

    @property
    def lead(self) -> Order | None:
        """The live lead order, if one stands."""
        return next((o for o in self.orders if o.role is OrderRole.LEAD and o.live), None)

    @property
    def route(self) -> Order | None:
        """The live order of the route a dispute was diverted to, the latest one."""
        return next((o for o in reversed(self.orders) if o.role is OrderRole.ROUTE and o.live), None)

    @property
    def disputants(self) -> tuple[Party, ...]:
        """Whose dispute it is: applicants, or the requester where none is named, respondents, and representatives."""
        applicants = tuple(p for p in self.parties if p.role == "applicant")
        if not applicants and self.requester is not None:
            applicants = (self.requester,)
        others = (p for p in self.parties if p.role in {"respondent", "representative"})
        return applicants + tuple(others)

    @property
    def live_orders(self) -> tuple[Order, ...]:
        """Orders neither returned nor cancelled."""
        return tuple(o for o in self.orders if o.live)

    @property
    def requester(self) -> Party | None:
        """The person who asked, if there is one."""
        return next((p for p in self.parties if p.role == "requester"), None)

    @property
    def pending_return(self) -> ReturnRequest | None:
        """The return that waits for a decision."""
        return next((r for r in self.returns if r.decision is Decision.PENDING), None)

    @property
    def pending_extension(self) -> ExtensionRequest | None:
        """The extension that waits for a decision."""
        return next((r for r in self.extensions if r.decision is Decision.PENDING), None)

    @property
    def open_whistle(self) -> Whistle | None:
        """The whistle that is not evaluated yet."""
        return next((w for w in self.whistles if w.closed_at is None), None)

    @property
    def visit(self) -> Visit | None:
        """The latest visit task of this round."""
        return self.visits[-1] if self.visits else None
