"""What goes out of a dispute, struct by struct. Who is shown which field stands in docs/reference/disputes.md.

A field that is not shown is "", null or an empty list, never left out. Amounts are whole yuan.
"""

from datetime import date, datetime

import msgspec

from fengqiao.api.answers import ClockAnswer, Words


class DisputeParty(msgspec.Struct):
    """Somebody at the table. `side`: applicant, respondent or ""; `speaks_for`: the party an agent stands for.

    `answer`: agree, refuse or "" while it was not given; `people`: how many a representative speaks for.
    """

    party: str
    role: str
    role_name: str
    side: str
    organisation: bool
    minor: bool
    name: str
    phone: str
    answer: str
    answered_at: datetime | None
    speaks_for: str
    authority: str
    language: str
    people: int
    linked_at: datetime | None
    me: bool


class StatementAnswer(msgspec.Struct):
    """What a party states; `shared`: the other side reads it, too."""

    number: int
    party: str
    side: str
    at: datetime
    shared: bool
    by_post: str
    text: str


class NoteAnswer(msgspec.Struct):
    """A note of a private talk with one side; it never leaves this side."""

    number: int
    side: str
    at: datetime
    text: str


class DraftAnswer(msgspec.Struct):
    """The record that is being written while people talk; it becomes the record by `hold_session`."""

    session: int
    saved_at: datetime
    record: str


class SessionAnswer(msgspec.Struct):
    """A round at the table. `number` counts the sessions of the dispute, `round` is that of the matter."""

    number: int
    round: int
    at: datetime
    mode: str
    mode_name: str
    result: str
    result_name: str
    attendees: int
    present: list[str]
    advised: str
    place: str
    record: str


class SettlementAnswer(msgspec.Struct):
    """A proposal or counter-proposal. `by`: applicant, respondent or mediator; `to`: the sides that read it."""

    number: int
    at: datetime
    by: str
    party: str
    to: list[str]
    counter_to: int | None
    state: str
    state_name: str
    accepted_by: list[str]
    amount_cny: int | None
    amount_capitals: str
    text: str


class AgreedPoint(msgspec.Struct):
    """What was agreed so far."""

    number: int
    at: datetime
    amount_cny: int | None
    text: str


class HintAnswer(msgspec.Struct):
    """What a clause lacks to be performed and checked: who, what, amount, deadline or proof."""

    lacks: str
    zh: str
    en: str


class ClauseAnswer(msgspec.Struct):
    """A clause, and what it lacks."""

    number: int
    template: str
    text: str
    hints: list[HintAnswer]


class InstalmentAnswer(msgspec.Struct):
    """What is to be paid by a day, and what of it was paid."""

    number: int
    due: date
    amount_cny: int
    amount_capitals: str
    paid_cny: int
    state: str


class SignatureAnswer(msgspec.Struct):
    """Who has signed this version. `who`: a party's id, mediator or committee_seal; `kind`: drawn, scanned, seal."""

    who: str
    side: str
    kind: str
    at: datetime
    image: str


class AgreementDraftAnswer(msgspec.Struct):
    """The agreement on the table: signatures belong to this version and its SHA-256, a changed clause voids them."""

    version: int
    sha256: str
    at: datetime
    amount_cny: int | None
    amount_capitals: str
    performance: str
    perform_by: date | None
    clauses: list[ClauseAnswer]
    instalments: list[InstalmentAnswer]
    signatures: list[SignatureAnswer]
    missing: list[str]


class AgreementAnswer(msgspec.Struct):
    """The agreement that binds. `confirm_by`: the last instant of a joint application for judicial confirmation."""

    form: str
    form_name: str
    effective_at: datetime
    confirm_by: datetime
    performance: str
    perform_by: date | None
    version: int
    sha256: str
    signed_by: list[str]
    amount_cny: int | None
    amount_capitals: str
    content: str
    clauses: list[ClauseAnswer]
    instalments: list[InstalmentAnswer]
    signatures: list[SignatureAnswer]


class PaymentAnswer(msgspec.Struct):
    """Something that was performed, and how it was proven."""

    at: datetime
    kind: str
    amount_cny: int | None
    proof: str


class PerformanceAnswer(msgspec.Struct):
    """Where the performance stands; `state`: open, partly, done or broken."""

    state: str
    owed_cny: int | None
    paid_cny: int
    open_cny: int | None
    next_due: date | None
    next_cny: int | None
    overdue: bool
    breached_on: date | None
    schedule: list[InstalmentAnswer]
    payments: list[PaymentAnswer]


class ConfirmationAnswer(msgspec.Struct):
    """Judicial confirmation: `state` none, not_needed, excluded, open, closed, applied, confirmed or refused."""

    state: str
    last_day: date | None
    confirm_by: datetime | None
    moved: bool
    why: Words
    applied_at: datetime | None
    court: str
    court_name: str


class LegalRoute(msgspec.Struct):
    """Another lawful way: its limits in words, and the date that applies to this matter where one can be counted.

    `counted_from`: what the date is counted from; `by` is null where the law counts from a day that is not known here.
    """

    route: str
    name: Words
    limits: Words
    by: date | None
    counted_from: Words
    advised: bool
    taken: bool


class DiversionAnswer(msgspec.Struct):
    """Onto which route it went, and what it came to."""

    route: str
    unit: str
    unit_name: str
    at: datetime
    outcome: str
    amount_cny: int | None
    performed: bool | None
    outcome_at: datetime | None


class EscalationAnswer(msgspec.Struct):
    """One level up; the clock ran on."""

    unit: str
    unit_name: str
    level: str
    at: datetime
    reason: str


class DisputeAnswer(msgspec.Struct):
    """A dispute as the seat is shown it. `standing`: table, lead, court, approving, desk or apart.

    `mediable`: whether it may be mediated at all; a barred one takes the general course.
    """

    code: str
    version: int
    state: str
    round: int
    level: str
    standing: str
    mediable: bool
    parties: list[DisputeParty]
    consented_at: datetime | None
    statements: list[StatementAnswer]
    notes: list[NoteAnswer]
    draft: DraftAnswer | None
    sessions: list[SessionAnswer]
    next_session: int
    proposals: list[SettlementAnswer]
    points: list[AgreedPoint]
    agreement_draft: AgreementDraftAnswer | None
    agreement: AgreementAnswer | None
    performance: PerformanceAnswer | None
    confirmation: ConfirmationAnswer
    routes: list[LegalRoute]
    diversion: DiversionAnswer | None
    escalations: list[EscalationAnswer]
    self_settled_at: datetime | None
    settled_level: str
    clocks: list[ClockAnswer]
    actions: list[str]
    next_step: str | None


class PartyView(msgspec.Struct):
    """A dispute as one party is shown it: the own, what was shared with both, and the rights.

    `can`: what the party may do now; `rights` are always there, whatever the state.
    """

    code: str
    version: int
    state: str
    state_name: str
    sentence: str
    party: str
    role: str
    side: str
    parties: list[DisputeParty]
    statements: list[StatementAnswer]
    notes: list[NoteAnswer]
    sessions: list[SessionAnswer]
    proposals: list[SettlementAnswer]
    points: list[AgreedPoint]
    agreement_draft: AgreementDraftAnswer | None
    agreement: AgreementAnswer | None
    performance: PerformanceAnswer | None
    confirmation: ConfirmationAnswer
    routes: list[LegalRoute]
    diversion: DiversionAnswer | None
    wishes: list["WishAnswer"]
    rights: list[Words]
    can: dict[str, bool]
    access: list["PartyLook"]
    phone: str


class WishAnswer(msgspec.Struct):
    """What the party said of a mediator; `accepted` is null while a choice waits for its answer."""

    number: int
    mediator: str
    wish: str
    accepted: bool | None
    at: datetime


class PartyLook(msgspec.Struct):
    """Who looked at the dispute, by unit and post, never by name."""

    at: datetime
    unit: str
    post: str
    purpose: str
    act: str


class OwnPaper(msgspec.Struct):
    """A paper that was made out to the party. `state`: waiting, printed, failed, erased or unprinted; `url` is its PDF."""

    id: str
    template: str
    name: str
    number: str
    at: datetime
    unit_name: str
    state: str
    pages: int
    url: str


class OwnPapers(msgspec.Struct):
    """The papers of a party, the latest first."""

    items: list[OwnPaper]


class OwnEvidence(msgspec.Struct):
    """A piece of evidence that the party sees: its own (`mine`), or what a side shared. `picture` is "" for no photo."""

    id: str
    mine: bool
    side: str
    title: str
    mime: str
    size: int
    pages: int
    added_at: datetime
    shared: bool
    may_share: bool
    file: str
    picture: str


class OwnEvidenceList(msgspec.Struct):
    """What the party sees of the evidence; `may_bring`: whether it may bring more."""

    items: list[OwnEvidence]
    may_bring: bool


class DraftSaved(msgspec.Struct):
    """The draft as it stands now."""

    session: int
    saved_at: datetime


class ClauseHints(msgspec.Struct):
    """What each clause lacks, in the order in which they came."""

    clauses: list[list[HintAnswer]]
    amount_capitals: str


class KeptTexts(msgspec.Struct):
    """The texts that the county keeps for a category, with gaps to be filled in."""

    items: list["KeptTextAnswer"]


class KeptTextAnswer(msgspec.Struct):
    """A text of the directory; `category` is the code it begins with, "" for every matter."""

    code: str
    category: str
    title: str
    text: str


class PartyLink(msgspec.Struct):
    """The own link of a party, handed over once: whoever issues it again closes the one before."""

    party: str
    secret: str
    url: str
    typed: bool
