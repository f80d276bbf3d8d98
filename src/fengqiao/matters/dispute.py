"""What a dispute (矛盾纠纷) holds beyond a matter: consent, sessions, agreement, performance, routes (DOMAIN 2.4, 2.9).

Texts are references, parties are ids. A party's own words and a mediator's notes stand in the erasable table only.
"""

from dataclasses import dataclass
from datetime import date, datetime

from fengqiao.matters.words import (
    AgreementForm,
    Answer,
    Docking,
    MediatorWish,
    PerformanceMode,
    Proof,
    ProposalState,
    Proposer,
    Route,
    Ruling,
    SessionMode,
    SessionResult,
    Side,
    SignatureKind,
    Signer,
    State,
)
from fengqiao.people.actors import Actor
from fengqiao.people.units import Level
from fengqiao.shared.texts import NoteRef, TextRef


@dataclass(frozen=True, slots=True)
class Consent:
    """One party's own answer and its time (D4)."""

    party: str
    answer: Answer
    at: datetime


@dataclass(frozen=True, slots=True)
class Session:
    """One round at the table: `round` is its number, `matter_round` the round of the matter it belongs to."""

    round: int
    matter_round: int
    at: datetime
    by: Actor
    result: SessionResult | None
    mode: SessionMode | None = None
    place: TextRef | None = None
    attendees: int = 0
    record: TextRef | None = None
    advised: Route | None = None
    held_at: datetime | None = None
    present: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """What a party states: the own side's only, until it is shared with both."""

    number: int
    party: str
    at: datetime
    by: Actor
    text: TextRef
    shared: bool = False


@dataclass(frozen=True, slots=True)
class PrivateNote:
    """What was said in a private talk (背靠背) with one side; it never leaves this side."""

    number: int
    side: Side
    at: datetime
    by: Actor
    note: NoteRef


@dataclass(frozen=True, slots=True)
class Settlement:
    """A proposal or counter-proposal (调解方案): `to` are the sides that read it, `accepted` those that took it."""

    number: int
    by: Proposer
    at: datetime
    actor: Actor
    text: TextRef
    to: tuple[Side, ...]
    amount_cny: int | None = None
    counter_to: int | None = None
    party: str = ""
    state: ProposalState = ProposalState.OPEN
    accepted: tuple[Side, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """Something that is agreed so far; a dropped one stays, so that it is known that it was."""

    number: int
    at: datetime
    by: Actor
    text: TextRef
    amount_cny: int | None = None
    dropped_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Instalment:
    """A part of the amount and the day by which it is paid."""

    due: date
    amount_cny: int


@dataclass(frozen=True, slots=True)
class Terms:
    """The agreement on the table: each drafting makes a version, whose hash the signatures are given to.

    `templates` are the codes of the clauses of the directory that the clauses were made from, "" for free ones.
    """

    version: int
    at: datetime
    by: Actor
    clauses: tuple[TextRef, ...]
    sha256: str
    performance: PerformanceMode
    templates: tuple[str, ...] = ()
    amount_cny: int | None = None
    perform_by: date | None = None
    instalments: tuple[Instalment, ...] = ()


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature under one version: `who` is a party's id, mediator or committee_seal; `file` its attachment."""

    who: str
    kind: SignatureKind
    at: datetime
    by: Actor
    sha256: str
    file: str = ""


@dataclass(frozen=True, slots=True)
class Agreement:
    """What the parties agreed, from when it binds, and until when they may ask the court together.

    One that was built at the table has its terms and signatures; its content is that of their clauses.
    """

    form: AgreementForm
    effective_at: datetime
    confirm_by: datetime
    by: Actor
    level: Level
    content: TextRef
    performance: PerformanceMode
    signed_by: tuple[Signer, ...] = ()
    amount_cny: int | None = None
    perform_by: date | None = None
    terms: Terms | None = None
    signatures: tuple[Signature, ...] = ()

    @property
    def schedule(self) -> tuple[Instalment, ...]:
        """What is owed by which day: its instalments, or the whole amount at once."""
        if self.terms is not None and self.terms.instalments:
            return self.terms.instalments
        if self.perform_by is None or self.amount_cny is None:
            return ()
        return (Instalment(due=self.perform_by, amount_cny=self.amount_cny),)


@dataclass(frozen=True, slots=True)
class Performance:
    """What was done of what was owed, and how it was proven."""

    at: datetime
    by: Actor
    proof: TextRef | None = None
    kind: Proof | None = None
    amount_cny: int | None = None


@dataclass(frozen=True, slots=True)
class Diversion:
    """Onto which lawful route, and to whom (D13)."""

    route: Route
    to: str
    at: datetime
    order: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the route came to, in the platform's words; no copy of a court file (D14)."""

    at: datetime
    by: Actor
    level: Level
    outcome: TextRef
    amount_cny: int | None = None
    performed: bool | None = None


@dataclass(frozen=True, slots=True)
class Referral:
    """A hand-over to a docked body: under our number, with these fields and no more, on this basis (PIPL 23)."""

    number: str
    docking: Docking
    to: str
    at: datetime
    fields: tuple[str, ...]
    basis: TextRef


@dataclass(frozen=True, slots=True)
class Escalation:
    """One level up; the clock runs on (D7)."""

    to: str
    level: Level
    at: datetime
    reason: TextRef


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A joint application for judicial confirmation, and what the court said (D18)."""

    applied_at: datetime
    applied_by: tuple[Side, ...]
    court: str
    result: Ruling | None = None
    ruling_no: TextRef | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """What a party says of a mediator of the register; `person` is that mediator's account, if there is one.

    A refusal stands by itself; a choice is answered by the unit.
    """

    no: int
    party: str
    mediator: str
    wish: MediatorWish
    at: datetime
    person: str = ""
    accepted: bool | None = None


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What on-time is judged on: the earliest of agreement, failure with route notice, diversion (RULINGS 22)."""

    at: datetime
    due: datetime
    original_due: datetime


@dataclass(frozen=True, slots=True)
class Dispute:
    """The records of the matter's present round.

    `sessions`, `escalations`, `recused`, `wishes`, `referrals`, `statements` and `notes` outlive it.

    `failure_recorded`: fail_mediation made a mediation record. `finished_by`: the unit that recorded the performance.
    `handled_by`: persons who did an act of mediation, the latest last. `signatures`: those under the present terms.
    `reminded`: the days of payment that both sides were reminded of.
    """

    sessions: tuple[Session, ...] = ()
    escalations: tuple[Escalation, ...] = ()
    recused: tuple[str, ...] = ()
    confirmation_excluded: bool = False
    consented_at: datetime | None = None
    agreement: Agreement | None = None
    performances: tuple[Performance, ...] = ()
    breached_on: date | None = None
    failure_recorded: bool = False
    self_settled_at: datetime | None = None
    diversion: Diversion | None = None
    outcome: Outcome | None = None
    concluded: Conclusion | None = None
    settled_level: Level | None = None
    finished_by: str = ""
    confirmation: Confirmation | None = None
    handled_by: tuple[str, ...] = ()
    wishes: tuple[Wish, ...] = ()
    referrals: tuple[Referral, ...] = ()
    statements: tuple[Statement, ...] = ()
    notes: tuple[PrivateNote, ...] = ()
    proposals: tuple[Settlement, ...] = ()
    points: tuple[Point, ...] = ()
    terms: Terms | None = None
    signatures: tuple[Signature, ...] = ()
    reminded: tuple[date, ...] = ()

    @property
    def settled(self) -> bool:
        """化解: an agreement that was not broken, a settlement of their own, or the outcome of a route (DOMAIN 4.2)."""
        agreed = self.agreement is not None and self.breached_on is None
        return agreed or self.self_settled_at is not None or self.outcome is not None

    @property
    def refused(self) -> tuple[Wish, ...]:
        """The refusals that stand: of each party and mediator the latest wish counts."""
        latest = {(each.party, each.mediator): each for each in self.wishes}
        return tuple(each for each in latest.values() if each.wish is MediatorWish.REFUSE)

    @property
    def open_choices(self) -> tuple[Wish, ...]:
        """The choices that wait for the unit's answer, unless the party has changed its mind since."""
        latest = {(each.party, each.mediator): each for each in self.wishes}
        return tuple(
            each for each in latest.values() if each.wish is MediatorWish.CHOOSE and each.accepted is None
        )

    @property
    def form(self) -> str:
        """written, oral or self_settled; "" while nothing is settled between the parties."""
        if self.self_settled_at is not None:
            return "self_settled"
        return self.agreement.form.value if self.agreement is not None else ""

    @property
    def confirmation_state(self) -> str:
        """none, not_needed (performed before anyone applied), applied, confirmed or refused."""
        if self.confirmation is None:
            return "not_needed" if self.finished_by else "none"
        return "applied" if self.confirmation.result is None else self.confirmation.result.value

    @property
    def owed(self) -> "Duty | None":
        """What is still to be performed: the latest outcome's duty, else the agreement's; None when nothing is."""
        if self.finished_by or (self.breached_on is not None and self.outcome is None):
            return None
        if self.outcome is not None and self.outcome.performed is not True:
            return self.outcome
        return self.agreement

    @property
    def named_amounts(self) -> int | None:
        """What the performances named, together; None when none named an amount."""
        named = [one.amount_cny for one in self.performances if one.amount_cny is not None]
        return sum(named) if named else None

    @property
    def recovered_cny(self) -> int:
        """The performed amounts; where none was named, the amount of the outcome or agreement."""
        if self.named_amounts is not None:
            return self.named_amounts
        if not self.finished_by:
            return 0
        source = self.outcome if self.outcome is not None else self.agreement
        return source.amount_cny or 0 if source is not None else 0


Duty = Agreement | Outcome


# One dataclass per state of the middle: a dispute is mediated only with the consents that allow it, performed only
# with the duty that is owed.


@dataclass(frozen=True, slots=True)
class ConsentPending:
    """征询调解意愿: `answers` of those who were asked so far."""

    answers: tuple[Consent, ...] = ()
    paused: str = ""
    until: datetime | None = None
    state = State.CONSENT_PENDING


@dataclass(frozen=True, slots=True)
class Mediating:
    """调解中, by the consent of every party."""

    consents: tuple[Consent, ...]
    paused: str = ""
    until: datetime | None = None
    state = State.MEDIATING


@dataclass(frozen=True, slots=True)
class Agreed:
    """达成协议, to be performed on the spot."""

    agreement: Agreement
    state = State.AGREED


@dataclass(frozen=True, slots=True)
class Performing:
    """履行中: `duty` is the agreement, or what a route came to."""

    duty: Duty
    paused: str = ""
    until: datetime | None = None
    state = State.PERFORMING


@dataclass(frozen=True, slots=True)
class Performed:
    """履行完毕."""

    state = State.PERFORMED


@dataclass(frozen=True, slots=True)
class Failed:
    """调解不成: the parties know their other routes."""

    state = State.FAILED


@dataclass(frozen=True, slots=True)
class Diverted:
    """已导入法定途径."""

    diversion: Diversion
    state = State.DIVERTED


Middle = ConsentPending | Mediating | Agreed | Performing | Performed | Failed | Diverted
