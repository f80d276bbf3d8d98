"""What goes out, struct by struct: the description of every answer, against which tests hold the real ones."""

from datetime import datetime
from typing import Any, Literal

import msgspec

from fengqiao.matters.questions import QuestionKind


class Words(msgspec.Struct):
    """A word in both languages."""

    zh: str
    en: str


class SeatAnswer(msgspec.Struct):
    """A post in force."""

    post: str
    unit: str
    unit_name: str
    area: str


class CountyName(msgspec.Struct):
    """The county in a few words."""

    tenant: str
    name: str
    name_en: str
    phone: str


class Me(msgspec.Struct):
    """Who is signed in."""

    username: str
    name: str
    locale: str
    must_change_password: bool
    posts: list[SeatAnswer]
    county: CountyName


class CountyAnswer(CountyName):
    """The county; `live` is the address of its live stream: "" the same origin, null the next port of this host."""

    live: str | None


class CategoryAnswer(msgspec.Struct):
    """A node of the category tree; only leaves are chosen."""

    code: str
    parent: str
    name_zh: str
    name_en: str
    leaf: bool
    pinyin: str
    kind: str | None = None
    urgency: str | None = None
    limit_amount: int | None = None
    limit_unit: str | None = None
    keywords: list[str] = []
    lane: str | None = None


class UnitAnswer(msgspec.Struct):
    """A unit of the county."""

    code: str
    type: str
    name_zh: str
    name_en: str
    level: str
    category: str
    parent: str | None
    area: str
    takes_orders: bool
    pinyin: str


class AreaAnswer(msgspec.Struct):
    """An area by its significant code."""

    code: str
    name: str


class GridAnswer(AreaAnswer):
    """A grid, with the village it lies in and the unit that answers for it."""

    area: str
    unit: str


class DirectoryAnswer(msgspec.Struct):
    """Everything a form needs to know of the county."""

    version: int
    county: CountyAnswer
    categories: list[CategoryAnswer]
    units: list[UnitAnswer]
    areas: list[AreaAnswer]
    grids: list[GridAnswer]
    words: dict[str, dict[str, Words]]


class AskedOption(msgspec.Struct):
    """What may be chosen."""

    code: str
    zh: str
    en: str


class AskedQuestion(msgspec.Struct):
    """A question of a category. `staff`: it is not put to the citizen. `unit_zh`, `unit_en`: of a number."""

    code: str
    zh: str
    en: str
    kind: QuestionKind
    required: bool
    staff: bool
    help_zh: str
    help_en: str
    unit_zh: str
    unit_en: str
    options: list[AskedOption]


class QuestionAnswer(msgspec.Struct):
    """A question as it was put when it was answered, and the answer in words; "" for one that was erased."""

    question: str
    answer: str
    staff: bool


class MiniClock(msgspec.Struct):
    """The mini bar of a row: `ratio` of the limit that is used."""

    light: str
    sentence: str
    ratio: float


class Item(msgspec.Struct):
    """A row of a list."""

    code: str
    title: str
    category: str
    category_name: str
    state: str
    kind: str | None
    urgency: str
    place: str
    lead_unit: str
    lead_unit_name: str
    due_at: datetime | None
    light: str
    clock: MiniClock | None
    flags: list[str]
    version: int
    registered_at: datetime


class Counts(msgspec.Struct):
    """How much stands in the views that call for work; 100 means that many or more."""

    todo: int
    soon: int
    overdue: int


class Worklist(msgspec.Struct):
    """A page of a list; counts come with its first page."""

    items: list[Item]
    next_cursor: str | None
    counts: Counts | None


class Registered(msgspec.Struct):
    """A matter that was registered by staff."""

    code: str
    version: int
    state: str
    secret: str | None
    query_code: str
    tracking_url: str | None
    prompt: str
    notices: list[Words]
    due_at: datetime | None
    repeated: bool


class Reported(msgspec.Struct):
    """What a citizen takes along."""

    code: str
    secret: str | None
    query_code: str
    tracking_url: str | None
    prompt: str
    notices: list[Words]
    right_door: Words | None
    repeated: bool


class Acted(msgspec.Struct):
    """What an act came to."""

    code: str
    version: int
    state: str
    due_at: datetime | None
    light: str
    actions: list[str]
    next_step: str | None
    repeated: bool


class AheadAnswer(msgspec.Struct):
    """What an act would come to with one matter: `will`, or why not. `action` and `data` are what to send then."""

    code: str
    version: int
    action: str
    data: dict[str, Any]
    will: bool
    state: str
    due_at: datetime | None
    category_name: str
    lead_name: str
    co_names: list[str]
    why: str
    refusal: str
    detail: str
    next: str


class AheadAnswers(msgspec.Struct):
    """What an act would come to, matter by matter, in the order in which they were named."""

    items: list[AheadAnswer]


class OneKeyAnswer(msgspec.Struct):
    """What one key would do with a matter now. `doubt`: why it takes a person first, "" where it is certain."""

    action: str
    certain: bool
    category: str
    category_name: str
    lead: str
    lead_name: str
    co: list[str]
    co_names: list[str]
    why: str
    doubt: str


class PointAnswer(msgspec.Struct):
    """A place in WGS-84 degrees."""

    lon: float
    lat: float


class Uploaded(msgspec.Struct):
    """A photo that was taken in; `place` is what it says of where it was taken, coarsely, offered back for consent."""

    id: str
    width: int
    height: int
    size: int
    place: PointAnswer | None


class EvidenceAnswer(msgspec.Struct):
    """A piece of evidence. `party` is "" for what belongs to none; `reading` is the state of its reading, or ""."""

    id: str
    party: str
    title: str
    mime: str
    size: int
    pages: int
    added_at: datetime
    added_post: str
    shared: bool
    shared_at: datetime | None
    reading: str
    readable: bool
    may_share: bool


class EvidenceList(msgspec.Struct):
    """The evidence of a matter that this viewer sees; `may_bring`: whether more may be added."""

    items: list[EvidenceAnswer]
    may_bring: bool


class ReadingAnswer(msgspec.Struct):
    """What a machine read in a file: `state` is "", asked, reading, read, blank or failed.

    `draft` is never a fact: `machine_draft` stands with it, and `note` says so in words, or why there is none.
    """

    evidence: str
    state: str
    asked_at: datetime | None
    ended_at: datetime | None
    pages: int
    draft: str
    machine_draft: bool
    fault: str
    note: Words


class SegmentAnswer(msgspec.Struct):
    """A running or paused span of a clock."""

    since: datetime
    until: datetime
    running: bool
    cause: str
    why: str


class ClockAnswer(msgspec.Struct):
    """A clock bar."""

    name: str
    title: str
    start: datetime
    due: datetime
    original_due: datetime
    light: str
    ratio: float
    stopped_at: datetime | None
    provisional: bool
    limit_amount: int
    limit_unit: str
    segments: list[SegmentAnswer]
    rule: str
    sentence: str


class PhotoAnswer(msgspec.Struct):
    """A photo: addresses of the picture and of its small form; `seq` is the step it came with."""

    id: str
    kind: str
    seq: int
    url: str
    thumb: str
    added_at: datetime


class PersonAnswer(msgspec.Struct):
    """A person of the matter as far as it is shown. `relay`: reached through the centre only."""

    party: str
    role: str
    name: str
    phone: str
    organisation: bool
    relay: bool
    may_reveal: bool
    fields: list[str]


class OrderAnswer(msgspec.Struct):
    """A work order with its own clock."""

    id: str
    unit: str
    unit_name: str
    role: str
    state: str
    executing_unit: str
    executing_unit_name: str
    issued_at: datetime
    signed_at: datetime | None
    arrived_at: datetime | None
    submitted_at: datetime | None
    reply: str
    waived: bool
    line_id: int | None
    line_version: int | None
    rule: str
    clock: ClockAnswer | None


class UndoAnswer(msgspec.Struct):
    """The act by which the viewer may take a step back now, and what it is given beside a reason."""

    action: str
    data: dict[str, Any]


class EntryAnswer(msgspec.Struct):
    """A step of the timeline."""

    seq: int
    at: datetime
    kind: str
    title: str
    text: str
    post: str
    post_name: str
    unit: str
    unit_name: str
    system: bool
    public: bool
    facts: dict[str, Any]
    photos: list[PhotoAnswer]
    undo: UndoAnswer | None


class DocumentAnswer(msgspec.Struct):
    """A numbered paper."""

    id: str
    template: str
    name: str
    number: str
    version: int
    at: datetime
    recipients: list[str]
    copies: list[str]


class PlaceAnswer(msgspec.Struct):
    """Where it is, as far as it is shown."""

    words: str
    address: str
    area: str
    grid: str
    lon: float | None
    lat: float | None
    outside: bool
    grid_found: str


class ChoiceAnswer(msgspec.Struct):
    """A category that is suggested."""

    code: str
    name: str
    score: float
    words: list[str]


class SuggestionAnswer(msgspec.Struct):
    """What the machine suggested for this matter, and what the person chose."""

    categories: list[ChoiceAnswer]
    why: str
    chosen: str


class RouteAnswer(msgspec.Struct):
    """Who the duty directory names, and the line and version that say so."""

    unit: str
    name: str
    co: list[str]
    why: str
    line_id: int | None
    version: int | None
    transfer_only: bool


class MatterAnswer(msgspec.Struct):
    """Everything a work page shows of a matter."""

    code: str
    version: int
    state: str
    kind: str | None
    category: str
    category_name: str
    urgency: str
    visibility: str
    level: str
    channel: str
    round: int
    registered_at: datetime
    occurred_at: datetime | None
    text: str
    place: PlaceAnswer
    photos: list[PhotoAnswer]
    requester: PersonAnswer | None
    parties: list[PersonAnswer]
    orders: list[OrderAnswer]
    clocks: list[ClockAnswer]
    timeline: list[EntryAnswer]
    documents: list[DocumentAnswer]
    proposals: list[dict[str, Any]]
    supervisions: list[dict[str, Any]]
    whistles: list[dict[str, Any]]
    consultations: list[dict[str, Any]]
    answers: list[QuestionAnswer]
    open_questions: list[AskedQuestion]
    visits: list[dict[str, Any]]
    rounds: list[dict[str, Any]]
    returns: list[dict[str, Any]]
    extensions: list[dict[str, Any]]
    shelvings: list[dict[str, Any]]
    main: str | None
    followers: list[str]
    actions: list[str]
    next_step: str | None
    suggestion: SuggestionAnswer | None
    routes: list[RouteAnswer]
    one_key: OneKeyAnswer | None
    access: list[dict[str, Any]]
    qr: str


class SimilarAnswer(msgspec.Struct):
    """A matter that may be the same, and what speaks for it."""

    code: str
    title: str
    state: str
    why: str
    distance_m: int | None
    likeness: float
    registered_at: datetime


class SimilarMatters(msgspec.Struct):
    """Matters that may be the same, the likeliest first."""

    items: list[SimilarAnswer]


class Nearby(msgspec.Struct):
    """What others have reported near by, for who registers: without their words."""

    code: str
    why: str
    sentence: str


class NearbyMatters(msgspec.Struct):
    """What others have reported near by, the likeliest first."""

    items: list[Nearby]


class PublicSimilar(msgspec.Struct):
    """What everybody may know of a matter near by; `ref` lets a report follow it and opens nothing."""

    ref: str
    category: str
    place: str
    state: str
    day: str


class PublicSimilarMatters(msgspec.Struct):
    """What others have reported near by."""

    items: list[PublicSimilar]


class Revealed(msgspec.Struct):
    """An opened person; the look stands in the citizen's trail."""

    party: str
    role: str
    name: str
    phone: str
    second_phone: str
    address: str
    email: str
    organisation: str


class FoundMatter(msgspec.Struct):
    """A matter in which a number stands."""

    code: str
    title: str
    state: str
    category: str
    category_name: str
    role: str
    registered_at: datetime


class FoundMatters(msgspec.Struct):
    """The matters of a number, newest first."""

    items: list[FoundMatter]


class Urgent(msgspec.Struct):
    """Words of danger, and whom to call at once."""

    prompt: str
    words: list[str]


class Suggested(msgspec.Struct):
    """Categories by likelihood, and who would get it; `abstained` when the machine would not decide alone."""

    categories: list[ChoiceAnswer]
    urgent: Urgent | None
    abstained: bool
    units: list[RouteAnswer]


class SignalAnswer(msgspec.Struct):
    """A raw alarm that waits for a person."""

    id: str
    source: str
    source_name: str
    type: str
    state: str
    first_at: datetime
    last_at: datetime
    alarms: int
    place: str
    area: str
    grid: str
    lon: float | None
    lat: float | None
    urgent: bool
    photos: int


class Signals(msgspec.Struct):
    """Alarms, life-safety ones first. `decides`: this post may confirm and dismiss them."""

    items: list[SignalAnswer]
    decides: bool


class AlarmTaken(msgspec.Struct):
    """The signal that an alarm made or strengthened."""

    id: str
    created: bool


class TokenAnswer(msgspec.Struct):
    """The token of a source of signals."""

    source: str
    token: str


class ProposalAnswer(msgspec.Struct):
    """A letter that the system proposes; a supervisor issues it."""

    code: str
    title: str
    letter: str
    letter_name: str
    trigger: str
    trigger_name: str
    unit: str
    unit_name: str
    at: datetime
    due_at: datetime | None
    version: int


class Proposals(msgspec.Struct):
    """Letters that are proposed."""

    items: list[ProposalAnswer]


class Opened(msgspec.Struct):
    """The secret that opens the own matter."""

    secret: str


class TrackClock(msgspec.Struct):
    """The one clock a requester sees."""

    segments: list[SegmentAnswer]
    light: str
    sentence: str
    due: datetime
    ratio: float


class TrackEntry(msgspec.Struct):
    """A step as the requester sees it."""

    at: datetime
    kind: str
    title: str
    text: str
    unit: str
    photos: list[PhotoAnswer]


class TrackCan(msgspec.Struct):
    """What the requester may do now."""

    add_material: bool
    withdraw: bool
    rate: bool


class TrackDocument(msgspec.Struct):
    """A paper in the requester's hands."""

    id: str
    template: str
    name: str
    number: str
    at: datetime


class LookAnswer(msgspec.Struct):
    """Who opened the record, by unit and post."""

    at: datetime
    unit: str
    post: str
    purpose: str
    act: str


class Tracked(msgspec.Struct):
    """The own matter as its requester sees it. `due_for`: what comes by `due_at`, `acceptance` decided on or the `result`."""

    code: str
    state: str
    sentence: str
    text: str
    answers: list[QuestionAnswer]
    questions: list[AskedQuestion]
    unit: str
    due_at: datetime | None
    due_for: Literal["acceptance", "result"]
    clock: TrackClock | None
    timeline: list[TrackEntry]
    can: TrackCan
    visits: list[dict[str, Any]]
    access: list[LookAnswer]
    documents: list[TrackDocument]
    photos: list[PhotoAnswer]
    phone: str
    version: int


class UndoRule(msgspec.Struct):
    """By which act it is taken back, "" for by none; then what stays, or why not and what to do instead."""

    by: str
    words: Words


class ActForm(msgspec.Struct):
    """An act: its words, who may give it, what it asks for."""

    name: str
    title: Words
    posts: list[str]
    data: dict[str, Any]
    photos: bool
    undo: UndoRule


class ActForms(msgspec.Struct):
    """Every act that may be chosen."""

    items: list[ActForm]
