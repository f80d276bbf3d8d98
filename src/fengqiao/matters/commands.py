"""Commands: what somebody asks for, in the imperative. Free text and persons are already references."""

from dataclasses import dataclass
from datetime import date, datetime

from fengqiao.matters.categories import Kind, Urgency
from fengqiao.matters.dispute import Instalment
from fengqiao.matters.matter import Party, Place
from fengqiao.matters.questions import Given
from fengqiao.matters.words import (
    AgreementForm,
    Answer,
    BookingPurpose,
    CaseRisk,
    Channel,
    CloseReason,
    Letter,
    MediatorWish,
    PauseCause,
    PerformanceMode,
    Proof,
    Proposer,
    RejectReason,
    Route,
    Ruling,
    Satisfaction,
    SessionMode,
    SessionResult,
    Side,
    SignatureKind,
    Signer,
    Solved,
    State,
    WhistleKind,
    WhistleRating,
)
from fengqiao.shared.texts import NoteRef, TextRef


@dataclass(frozen=True, slots=True)
class Register:
    """G1. `category`, `kind` and `urgency` are what the door knows already; acceptance decides them."""

    channel: Channel
    text: TextRef
    place: Place
    category: str = ""
    kind: Kind | None = None
    urgency: Urgency | None = None
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
    answers: tuple[Given, ...] | None = None
    """To the questions of its category; None where the door did not put them, and then they stay open."""


@dataclass(frozen=True, slots=True)
class Verify:
    """G4: ask a grid worker whether it is real."""


@dataclass(frozen=True, slots=True)
class Verified:
    """G5."""

    result: bool | None
    note: TextRef | None = None
    photos: int = 0


@dataclass(frozen=True, slots=True)
class Accept:
    """G6, D1: category, urgency, kind and territory are decided; the main clock starts.

    `pending_elsewhere`: a court or arbitral body has it already, or has judged it (guard 3 of DOMAIN 2.4).
    """

    category: str
    kind: Kind | None = None
    urgency: Urgency | None = None
    secondary: tuple[str, ...] = ()
    area: str = ""
    pending_elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Reject:
    """G7: never silence, always the right door."""

    reason: RejectReason | None
    right_door: TextRef | None = None


@dataclass(frozen=True, slots=True)
class TransferOut:
    """G8: leave the platform."""

    target: str
    basis: TextRef | None = None


@dataclass(frozen=True, slots=True)
class AnswerDirectly:
    """G10: answered at once from the knowledge base."""

    answer: TextRef | None
    knowledge_item: str = ""


@dataclass(frozen=True, slots=True)
class Withdraw:
    """G28."""

    reason: TextRef | None


@dataclass(frozen=True, slots=True)
class AddMaterial:
    """The requester adds words or photos; a wait for material ends with it."""

    text: TextRef | None
    photos: int = 0


@dataclass(frozen=True, slots=True)
class AnswerQuestions:
    """What the category asks beyond words and place, answered after the registration or corrected."""

    answers: tuple[Given, ...]


@dataclass(frozen=True, slots=True)
class AddParty:
    """D1: somebody else whose dispute it is, named after the registration; the person stands sealed."""

    party: Party | None


@dataclass(frozen=True, slots=True)
class MergeInto:
    """G9, said of the follower: its main matter and the rule that made them one."""

    main: str
    rule: str


@dataclass(frozen=True, slots=True)
class TakeFollower:
    """G9, said of the main matter."""

    follower: str


@dataclass(frozen=True, slots=True)
class Unmerge:
    """The follower gets its own history and clocks back (RULINGS 12)."""

    reason: TextRef | None


@dataclass(frozen=True, slots=True)
class DropFollower:
    """The main matter's side of an unmerge."""

    follower: str


@dataclass(frozen=True, slots=True)
class FollowMain:
    """The main matter was resolved: the follower's requester is answered and visited, too.

    `how` rejected or transferred: the main matter left that way without a result, and the requester is told.
    """

    resolved_at: datetime | None
    how: State = State.RESOLVED


@dataclass(frozen=True, slots=True)
class Dispatch:
    """G11. `line_id`, `version` and `rule` say which duty line was followed; none when a person chose freely, who may
    say why.
    """

    lead: str
    co: tuple[str, ...] = ()
    line_id: int | None = None
    version: int | None = None
    rule: str = ""
    reason: TextRef | None = None


@dataclass(frozen=True, slots=True)
class Sign:
    """G12."""


@dataclass(frozen=True, slots=True)
class RequestReturn:
    """G13."""

    reason: TextRef | None
    suggested: str = ""
    basis: TextRef | None = None


@dataclass(frozen=True, slots=True)
class ApproveReturn:
    """G14."""


@dataclass(frozen=True, slots=True)
class RefuseReturn:
    """G14."""

    reason: TextRef | None


@dataclass(frozen=True, slots=True)
class RuleLead:
    """G15."""

    lead: str
    co: tuple[str, ...] = ()
    basis: TextRef | None = None


@dataclass(frozen=True, slots=True)
class SubDispatch:
    """G16: hand the work to a unit below one's own; the lead stays responsible."""

    to: str


@dataclass(frozen=True, slots=True)
class AddProgress:
    """G16. The requester sees it unless `public` is false."""

    note: TextRef | None
    public: bool = True
    photos: int = 0


@dataclass(frozen=True, slots=True)
class Arrive:
    """G16: somebody is on the spot. No coordinates are taken (RULINGS 33)."""

    with_officer: bool = False


@dataclass(frozen=True, slots=True)
class RequestExtension:
    """G17."""

    amount: int | None
    unit: str
    reason: TextRef | None


@dataclass(frozen=True, slots=True)
class ApproveExtension:
    """G17."""


@dataclass(frozen=True, slots=True)
class RefuseExtension:
    """G17."""

    reason: TextRef | None


@dataclass(frozen=True, slots=True)
class RequestShelve:
    """G18."""

    reason: TextRef | None
    plan: TextRef | None
    next_review: date | None


@dataclass(frozen=True, slots=True)
class ApproveShelve:
    """G18."""


@dataclass(frozen=True, slots=True)
class RefuseShelve:
    """G18."""

    reason: TextRef | None


@dataclass(frozen=True, slots=True)
class ReviewShelved:
    """G19."""

    next_review: date | None


@dataclass(frozen=True, slots=True)
class Unshelve:
    """G19."""


@dataclass(frozen=True, slots=True)
class StrikeOff:
    """G19: off the ledger; what is left is handled on."""


@dataclass(frozen=True, slots=True)
class Pause:
    """RULINGS 8: waiting for the citizen's material, or a statutory appraisal."""

    cause: PauseCause | None


@dataclass(frozen=True, slots=True)
class Resume:
    """The end of a pause."""

    cause: PauseCause | None


@dataclass(frozen=True, slots=True)
class Recompute:
    """DOMAIN 2.7: the notice of a provisional year has arrived; the main clock is reckoned again."""


@dataclass(frozen=True, slots=True)
class SubmitResult:
    """G20, of the lead's order or of an assist's own."""

    reply: TextRef | None
    photos_after: int = 0
    outcome: TextRef | None = None
    measures: tuple[TextRef, ...] = ()
    law_enforcement: TextRef | None = None
    loss_prevented_band: TextRef | None = None


@dataclass(frozen=True, slots=True)
class SelfHandle:
    """自办自结: what a grid worker found on patrol and put right on the spot, in one act."""

    reply: TextRef | None
    category: str = ""
    photos_after: int = 0


@dataclass(frozen=True, slots=True)
class WaiveAssist:
    """RULINGS 1."""

    unit: str
    reason: TextRef | None


@dataclass(frozen=True, slots=True)
class Inspect:
    """G21."""

    passed: bool | None
    photos: int = 0


@dataclass(frozen=True, slots=True)
class Approve:
    """G22."""

    inspection: str = ""
    on_submission_by: str = ""


@dataclass(frozen=True, slots=True)
class Rework:
    """G23."""

    reason: TextRef | None


@dataclass(frozen=True, slots=True)
class RecordVisit:
    """G24. `reached` false stands alone."""

    reached: bool = True
    solved: Solved | None = None
    satisfaction: Satisfaction | None = None
    reason: TextRef | None = None


@dataclass(frozen=True, slots=True)
class VisitWithConsent:
    """G24 at the door: `is_requester` and `consent` are what the person said before anything was asked."""

    is_requester: bool | None
    consent: bool | None
    solved: Solved | None
    satisfaction: Satisfaction | None
    reason: TextRef | None = None


@dataclass(frozen=True, slots=True)
class Reopen:
    """G25. Without a reason the last visit's is taken."""

    reason: TextRef | None = None


@dataclass(frozen=True, slots=True)
class CloseExplained:
    """解释结案: after the last reopening and a consultation, with a written explanation and other routes."""

    explanation: TextRef | None


@dataclass(frozen=True, slots=True)
class AutoClose:
    """G26."""

    reason: CloseReason | None


@dataclass(frozen=True, slots=True)
class Archive:
    """G27."""


@dataclass(frozen=True, slots=True)
class BlowWhistle:
    """吹哨. `respond_within` is number_unit, e.g. 30_minutes."""

    units: tuple[str, ...]
    respond_within: str
    kind: WhistleKind = WhistleKind.JOINT
    reason: TextRef | None = None
    approved_by: TextRef | None = None


@dataclass(frozen=True, slots=True)
class ReportIn:
    """报到, by a called unit."""


@dataclass(frozen=True, slots=True)
class EvaluateWhistle:
    """The whistling unit rates every called unit; the whistle closes."""

    ratings: tuple[tuple[str, WhistleRating], ...]


@dataclass(frozen=True, slots=True)
class HoldConsultation:
    """会商, numbered per matter; one task a unit. `due_within` (number_unit, e.g. 5_working_day) is the limit of every
    task that has none of its own in `limits`.
    """

    number: int | None
    attendees: int = 0
    tasks: tuple[str, ...] = ()
    minutes: TextRef | None = None
    due_within: str = ""
    limits: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ReportTask:
    """A unit reports on the task that a consultation gave it."""

    note: TextRef | None


@dataclass(frozen=True, slots=True)
class IssueLetter:
    """催办, 督办 or 通报, issued by a supervisor. `unit` "" means the lead."""

    letter: Letter
    unit: str = ""
    reply_by_working_days: int = 2


@dataclass(frozen=True, slots=True)
class ReplySupervision:
    """The supervised unit answers."""

    reply: TextRef | None


@dataclass(frozen=True, slots=True)
class ApproveReply:
    """The supervisor accepts a unit's answer: that supervision ends."""

    unit: str


@dataclass(frozen=True, slots=True)
class SetCaseRisk:
    """D20: needs the rules it rests on."""

    risk: CaseRisk | None
    basis: tuple[str, ...] = ()
    review_date: date | None = None


@dataclass(frozen=True, slots=True)
class AssignLeaderCase:
    """包案: a named leader answers for this matter."""

    leader: TextRef | None
    review_date: date | None = None


@dataclass(frozen=True, slots=True)
class RecordConsent:
    """D4, D5: what each side answers, or single parties by their id; those not asked yet are left out."""

    applicant: Answer | None = None
    respondent: Answer | None = None
    single: tuple[tuple[str, Answer], ...] = ()


@dataclass(frozen=True, slots=True)
class HoldSession:
    """D6. `advised`: another route that the parties were told of. `held_at`: when, if not now; `present`: which parties."""

    round: int | None
    result: SessionResult | None
    place: TextRef | None
    attendees: int | None
    record: TextRef | None
    mode: SessionMode = SessionMode.ROOM
    advised: Route | None = None
    held_at: datetime | None = None
    present: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Escalate:
    """D7: one level up, to this centre or committee."""

    to: str
    reason: TextRef | None


@dataclass(frozen=True, slots=True)
class AnswerConsent:
    """D4, D5: a party answers for itself, or for whom it speaks."""

    answer: Answer | None
    party: str = ""


@dataclass(frozen=True, slots=True)
class AddStatement:
    """What a party states; `party` "" is the party itself. `shared`: both sides read it."""

    text: TextRef | None
    party: str = ""
    shared: bool = False


@dataclass(frozen=True, slots=True)
class ShareStatement:
    """From now on both sides read it; nothing takes that back."""

    statement: int | None


@dataclass(frozen=True, slots=True)
class AddPrivateNote:
    """The note of a private talk with one side."""

    side: Side | None
    note: NoteRef | None


@dataclass(frozen=True, slots=True)
class MakeProposal:
    """A proposal; with `counter_to` the answer to another one. `to_both`: the other side reads it, too."""

    text: TextRef | None
    by: Proposer | None = None
    amount_cny: int | None = None
    to_both: bool = True
    counter_to: int | None = None
    party: str = ""


@dataclass(frozen=True, slots=True)
class AnswerProposal:
    """A side accepts or declines; `side` is the party's own where a party says it."""

    proposal: int | None
    accept: bool | None
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class NotePoint:
    """Something that is agreed so far."""

    text: TextRef | None
    amount_cny: int | None = None


@dataclass(frozen=True, slots=True)
class DropPoint:
    """It is not agreed any more."""

    point: int | None


@dataclass(frozen=True, slots=True)
class DraftAgreement:
    """The agreement on the table, whole: the next version, which nobody has signed yet."""

    clauses: tuple[TextRef, ...]
    templates: tuple[str, ...] = ()
    amount_cny: int | None = None
    performance: PerformanceMode | None = None
    perform_by: date | None = None
    instalments: tuple[Instalment, ...] = ()


@dataclass(frozen=True, slots=True)
class SignAgreement:
    """A signature under the version of this hash: of a party (`who`, "" the party itself), the mediator, or the seal."""

    sha256: str
    who: str = ""
    kind: SignatureKind | None = None
    file: str = ""


@dataclass(frozen=True, slots=True)
class ConcludeAgreement:
    """D9. `round`: the session in which it was reached, if one was held. What was built and signed needs no content."""

    form: AgreementForm | None
    content: TextRef | None
    round: int | None = None
    amount_cny: int | None = None
    performance: PerformanceMode | None = None
    perform_by: date | None = None
    signed_by: tuple[Signer, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordPerformance:
    """D10: what was done and how it is proven; a part of the amount is a part of the performance."""

    proof: TextRef | None
    kind: Proof | None = None
    amount_cny: int | None = None


@dataclass(frozen=True, slots=True)
class ReportBreach:
    """D11: not performed by its day; the parties may sue on the agreement."""

    breached_on: date | None


@dataclass(frozen=True, slots=True)
class FailMediation:
    """D12: either party may stop at any time."""

    reason: TextRef | None


@dataclass(frozen=True, slots=True)
class Divert:
    """D13."""

    route: Route | None
    to: str


@dataclass(frozen=True, slots=True)
class ReferOut:
    """四调对接: a diverted dispute is handed over to the docked body of its route, with these fields and no more."""

    fields: tuple[str, ...]
    basis: TextRef | None


@dataclass(frozen=True, slots=True)
class RecordOutcome:
    """D14: what the route came to."""

    outcome: TextRef | None
    amount_cny: int | None = None
    performed: bool | None = None


@dataclass(frozen=True, slots=True)
class RecordSelfSettlement:
    """D15: the parties settled it among themselves, and both confirm."""

    note: TextRef | None


@dataclass(frozen=True, slots=True)
class ApplyJudicialConfirmation:
    """D18: all parties together. `court` "" means the county's people's court."""

    applied_by: tuple[Side, ...]
    court: str = ""


@dataclass(frozen=True, slots=True)
class RecordConfirmation:
    """D18: the court has ruled."""

    result: Ruling | None
    ruling_no: TextRef | None = None


@dataclass(frozen=True, slots=True)
class ExcludeConfirmation:
    """RULINGS 21: the court liaison says that this subject is not confirmed."""

    reason: TextRef | None


@dataclass(frozen=True, slots=True)
class RecuseMediator:
    """Guard 6: a mediator with an interest withdraws, or a party refuses the mediator it has."""

    reason: TextRef | None


@dataclass(frozen=True, slots=True)
class WishMediator:
    """Guard 6: a party chooses a mediator of the register or refuses one, without a reason.

    `wisher` is the party's id where somebody of the centre writes it down; a party speaks for itself only.
    """

    wish: MediatorWish | None
    mediator: str
    wisher: str = ""


@dataclass(frozen=True, slots=True)
class AnswerWish:
    """Whether the mediator whom a party chose comes to the table; a no says why."""

    number: int | None
    accepted: bool | None
    reason: TextRef | None = None


@dataclass(frozen=True, slots=True)
class BookSession:
    """A time for the table or for counselling. `place`: the address of a visit, the link of a video session.

    Without `mediators` it is the own entry of the register, without `invited` every party of the dispute.
    """

    starts: datetime | None
    ends: datetime | None
    mode: SessionMode = SessionMode.ROOM
    purpose: BookingPurpose = BookingPurpose.MEDIATION
    room: str = ""
    mediators: tuple[str, ...] = ()
    invited: tuple[str, ...] = ()
    place: TextRef | None = None


@dataclass(frozen=True, slots=True)
class MoveSession:
    """Another time, room, mode or mediator for booking `number`; what is left out stays."""

    number: int | None
    starts: datetime | None = None
    ends: datetime | None = None
    mode: SessionMode | None = None
    room: str = ""
    mediators: tuple[str, ...] = ()
    place: TextRef | None = None


@dataclass(frozen=True, slots=True)
class CancelSession:
    """Booking `number` is off."""

    number: int | None
    reason: TextRef | None = None


@dataclass(frozen=True, slots=True)
class Tick:
    """The system notes every moment that has come: lights, limits, rungs, waits."""


Command = (
    Register
    | Verify
    | Verified
    | Accept
    | Reject
    | TransferOut
    | AnswerDirectly
    | Withdraw
    | AddMaterial
    | AnswerQuestions
    | AddParty
    | MergeInto
    | TakeFollower
    | Unmerge
    | DropFollower
    | FollowMain
    | Dispatch
    | Sign
    | RequestReturn
    | ApproveReturn
    | RefuseReturn
    | RuleLead
    | SubDispatch
    | AddProgress
    | Arrive
    | RequestExtension
    | ApproveExtension
    | RefuseExtension
    | RequestShelve
    | ApproveShelve
    | RefuseShelve
    | ReviewShelved
    | Unshelve
    | StrikeOff
    | Pause
    | Resume
    | Recompute
    | SubmitResult
    | SelfHandle
    | WaiveAssist
    | Inspect
    | Approve
    | Rework
    | RecordVisit
    | VisitWithConsent
    | Reopen
    | CloseExplained
    | AutoClose
    | Archive
    | BlowWhistle
    | ReportIn
    | EvaluateWhistle
    | HoldConsultation
    | ReportTask
    | IssueLetter
    | ReplySupervision
    | ApproveReply
    | SetCaseRisk
    | AssignLeaderCase
    | RecordConsent
    | AnswerConsent
    | AddStatement
    | ShareStatement
    | AddPrivateNote
    | MakeProposal
    | AnswerProposal
    | NotePoint
    | DropPoint
    | DraftAgreement
    | SignAgreement
    | HoldSession
    | Escalate
    | ConcludeAgreement
    | RecordPerformance
    | ReportBreach
    | FailMediation
    | Divert
    | ReferOut
    | RecordOutcome
    | RecordSelfSettlement
    | ApplyJudicialConfirmation
    | RecordConfirmation
    | ExcludeConfirmation
    | RecuseMediator
    | WishMediator
    | AnswerWish
    | BookSession
    | MoveSession
    | CancelSession
    | Tick
)
