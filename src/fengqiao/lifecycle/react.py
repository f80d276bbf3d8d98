"""react(event) -> effects: who is told, which papers are made, what goes back to the source (RULINGS 29, 42, 43).

The worker carries effects out, at least once; every one may be carried out twice without harm.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import assert_never

from fengqiao.clocks import SHANGHAI, Light
from fengqiao.lifecycle.reporting import result_for_body
from fengqiao.matters.bookings import Booking
from fengqiao.matters.dispute import Settlement, Wish
from fengqiao.matters.events import Event
from fengqiao.matters.events import bookings as b
from fengqiao.matters.events import dispatch as d
from fengqiao.matters.events import feedback as f
from fengqiao.matters.events import handling as h
from fengqiao.matters.events import intake as i
from fengqiao.matters.events import mediation as m
from fengqiao.matters.events import supervision as s
from fengqiao.matters.events import triage as t
from fengqiao.matters.issuing import SELF_HANDLED
from fengqiao.matters.matter import Closed, Matter, Order, Verdict
from fengqiao.matters.parties import members
from fengqiao.matters.words import AgreementForm, Letter, MediatorWish, Proof, State
from fengqiao.supervision.review import purge_day

REQUESTER = "requester"
PARTIES = "parties"
"""Every party of a dispute, as recipients of a paper."""
PARTY = "party"
"""One party, by its id."""
DUTY_LEADER = "duty_leader"
SUPERVISOR = "supervisor"
REGISTRAR = "registrar"
COORDINATOR = "coordinator"
DISPATCHER = "dispatcher"
UNIT_LEADER = "unit_leader"


@dataclass(frozen=True, slots=True)
class Notify:
    """Tell somebody: `to` is requester, a party, a post of the centre, or a unit's people or leader (`unit` set).

    `booking`: the number of the session whose time and place belong to it.
    """

    to: str
    message: str
    unit: str = ""
    urgent: bool = False
    party: str = ""
    booking: int = 0


@dataclass(frozen=True, slots=True)
class MakeDocument:
    """A numbered record from a template, for these recipients, with copies to these posts."""

    template: str
    recipients: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PushBack:
    """An event back to the source system (DOMAIN 5.1)."""

    source_system: str
    external_id: str
    event: str


@dataclass(frozen=True, slots=True)
class HandOver:
    """The named fields of a dispute go to a docked body, under our number (四调对接)."""

    to: str
    number: str
    docking: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportBack:
    """How a referred dispute went on, to the body that handed it over, under the body's own number."""

    to: str
    number: str
    result: str


@dataclass(frozen=True, slots=True)
class TellFollowers:
    """The main matter was resolved, or left as `how` says: every follower's requester is told."""

    followers: tuple[str, ...]
    resolved_at: datetime | None
    how: State = State.RESOLVED


@dataclass(frozen=True, slots=True)
class SaveRuling:
    """The ruling becomes a line of the duty directory: category × place → lead."""

    category: str
    area: str
    lead: str
    co: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckSameEstate:
    """Are there five of this category at this place in 24 hours (DOMAIN 4.3)?"""

    category: str


@dataclass(frozen=True, slots=True)
class SuggestCategory:
    """Ask the suggester about the matter's words; nobody waits for it."""


@dataclass(frozen=True, slots=True)
class IndexSound:
    """Let the matter be found by how its title sounds; nobody waits for it."""


@dataclass(frozen=True, slots=True)
class NoteChoice:
    """Keep the category that a person decided on beside what was suggested."""


@dataclass(frozen=True, slots=True)
class PurgePersons:
    """The personal fields go on this day; None lets the county's rule for closed matters decide (DOMAIN 6.5)."""

    on: date | None


FORGET = PurgePersons(None)
"""A matter that is over keeps its personal fields no longer than the county's rule says."""

DOSSIER_KEPT = timedelta(days=3653)
"""Ten years: the short term of a mediation dossier."""

Effect = (
    Notify
    | MakeDocument
    | PushBack
    | HandOver
    | ReportBack
    | TellFollowers
    | SaveRuling
    | CheckSameEstate
    | SuggestCategory
    | IndexSound
    | NoteChoice
    | PurgePersons
)


def react(matter: Matter, event: Event) -> tuple[Effect, ...]:
    """The effects of an event; `matter` is the matter after it. Imported history has none."""
    if matter.history:
        return ()
    effects = (*_effects(matter, event), _report(matter, event))
    return tuple(effect for effect in effects if effect is not None)


def _report(matter: Matter, event: Event) -> ReportBack | None:
    result = result_for_body(matter, event)
    return ReportBack(matter.source_system, matter.external_id, result) if result else None


def _effects(matter: Matter, event: Event) -> tuple[Effect | None, ...]:
    match event:
        case i.MatterRegistered():
            urgent = Notify(REGISTRAR, "urgent_registered", urgent=True) if event.prompt else None
            hot = CheckSameEstate(event.category) if event.category else None
            return (
                _paper("SLIP_ACCEPT", REQUESTER),
                _tell("registered", matter),
                urgent,
                hot,
                SuggestCategory(),
                IndexSound(),
            )
        case i.MatterAccepted():
            hot = CheckSameEstate(event.category)
            back = _back(matter, "accepted")
            return _paper("SLIP_ACCEPT", REQUESTER), _tell("accepted", matter), hot, NoteChoice(), back
        case i.MatterRejected():
            notice, back = _paper("REJECTION_NOTICE", REQUESTER), _back(matter, "rejected")
            return notice, _tell("rejected", matter), back, _left(matter), FORGET
        case i.MatterTransferredOut():
            return _tell("transferred", matter), _left(matter), FORGET
        case i.MatterAnsweredDirectly():
            return _resolved(matter, event.verdict)
        case i.MatterWithdrawn():
            return _tell("withdrawn", matter), *_tell_units(matter, "withdrawn"), FORGET
        case i.MaterialAdded():
            return _tell_units(matter, "material_added")
        case (
            i.VerificationAsked() | i.VerificationOverran() | i.VerificationAnswered() | i.QuestionsAnswered()
        ):
            return ()
        case i.PartyAdded():
            return ()
        case t.MatterMerged():
            return (_tell("merged", matter),)
        case t.MainResolved():
            soon = PurgePersons(purge_day(matter, event.resolved_at))
            return _tell("resolved", matter), _back(matter, "resolved"), soon
        case t.MainLeft():
            return _tell(event.how.value, matter), FORGET
        case t.FollowerTaken() | t.MatterUnmerged() | t.FollowerDropped():
            return ()
        case d.MatterDispatched():
            return _dispatched(matter, event.orders)
        case d.LeadRuled():
            ruling = SaveRuling(
                category=matter.category, area=matter.place.area, lead=event.lead, co=event.co
            )
            told = tuple(Notify("unit", "ruled", unit=unit) for unit in (event.lead, *event.co))
            return ruling, *told
        case d.ReturnRequested():
            return (Notify(DISPATCHER, "return_requested"),)
        case d.ReturnApproved() | d.ReturnRefused():
            unit = next(order.unit for order in matter.orders if order.id == event.order)
            decided = "return_approved" if isinstance(event, d.ReturnApproved) else "return_refused"
            return (Notify("unit", decided, unit=unit),)
        case d.OrderSigned():
            return ()
        case _ if isinstance(event, m.MediationEvent):
            return _mediation(matter, event)
        case b.SessionBooked():
            return _tell_invited(matter, event.booking, "session_booked")
        case b.SessionMoved():
            return _tell_invited(matter, event.booking, "session_moved")
        case b.SessionCancelled():
            off = next(each for each in matter.bookings if each.no == event.number)
            return _tell_invited(matter, off, "session_cancelled")
        case _:
            return _later(matter, event)


def _mediation(matter: Matter, event: m.MediationEvent) -> tuple[Effect | None, ...]:
    """The papers and notices of a dispute's middle (RULINGS 42, 43)."""
    match event:
        case m.MediationStarted():
            return (_paper("RIGHTS_NOTICE", PARTIES),)
        case m.MediationDeclined() | m.BreachReported():
            broken = isinstance(event, m.BreachReported)
            return _paper("ROUTE_NOTICE", PARTIES), _tell("breached" if broken else "declined", matter)
        case m.SessionHeld():
            route = _paper("ROUTE_NOTICE", PARTIES) if event.session.advised is not None else None
            return _paper("MEDIATION_RECORD"), route
        case m.MediationFailed():
            return _paper("MEDIATION_RECORD"), _paper("ROUTE_NOTICE", PARTIES), _tell("failed", matter)
        case m.DisputeEscalated():
            to = event.escalation.to
            return _paper("SLIP_TRANSFER", to), Notify("unit", "escalated", unit=to)
        case m.AgreementConcluded():
            written = event.agreement.form is AgreementForm.WRITTEN
            record = _paper("MEDIATION_RECORD") if event.session is not None else None
            template = "MEDIATION_AGREEMENT" if written else "ORAL_AGREEMENT_RECORD"
            return record, _paper(template, PARTIES), _tell("agreed", matter)
        case m.PerformanceRecorded():
            receipt = event.performance.kind is Proof.RECEIPT
            return (_paper("PAYMENT_RECEIPT", PARTIES) if receipt else None,)
        case m.DisputeDiverted():
            to = event.diversion.to
            slip, unit = _paper("SLIP_TRANSFER", to), Notify("unit", "diverted", unit=to)
            return slip, unit, _tell("diverted", matter)
        case m.DisputeReferred():
            made = event.referral
            over = HandOver(made.to, made.number, made.docking.value, made.fields)
            return over, Notify("unit", "referred", unit=made.to), _tell("referred", matter)
        case m.ConfirmationApplied():
            court = event.confirmation.court
            return _paper("CONFIRMATION_APPLICATION", court), Notify(
                "unit", "confirmation_applied", unit=court
            )
        case m.ConfirmationRecorded():
            return _paper("COURT_RULING", PARTIES), _tell("confirmation_ruled", matter)
        case m.OutcomeRecorded():
            waits = matter.state is State.PENDING_REVIEW
            return (Notify(SUPERVISOR, "result_submitted") if waits else None,)
        case m.MediatorRecused():
            return _tell_units(matter, "mediator_recused")
        case m.MediatorWished():
            chosen = event.wish.wish is MediatorWish.CHOOSE
            return (
                _tell_units(matter, "mediator_chosen") if chosen else _tell_units(matter, "mediator_refused")
            )
        case m.WishAnswered():
            message = "wish_granted" if event.accepted else "wish_declined"
            return tuple(
                Notify(PARTY, message, party=each.party)
                for each in _wishes(matter)
                if each.no == event.number
            )
        case m.PerformanceReminded():
            return tuple(Notify(PARTY, "payment_due_soon", party=party.id) for party in matter.disputants)
        case m.ProposalAdded():
            return tuple(_told_of(matter, event.proposal))
        case m.ConsentRecorded() | m.SelfSettlementRecorded() | m.ConfirmationExcluded():
            return ()
        case (
            m.StatementAdded()
            | m.StatementShared()
            | m.PrivateNoteAdded()
            | m.ProposalAnswered()
            | m.PointNoted()
            | m.PointDropped()
            | m.AgreementDrafted()
            | m.AgreementSigned()
        ):
            return ()
        case _:
            assert_never(event)


def _told_of(matter: Matter, proposal: Settlement) -> Iterator[Notify]:
    """The parties of the sides that read a proposal, but for the side that made it."""
    for side in proposal.to:
        if side.value != proposal.by.value:
            for party in members(matter, side):
                yield Notify(PARTY, "proposal_made", party=party.id)


def _later(
    matter: Matter, event: h.HandlingEvent | s.SupervisionEvent | f.FeedbackEvent
) -> tuple[Effect | None, ...]:
    """The second half of the table: from handling to the file."""
    match event:
        case h.OrderSubDispatched():
            return (Notify("unit", "sub_dispatched", unit=event.to),)
        case h.ProgressAdded():
            return (_tell("progress", matter) if event.public else None, _back(matter, "progress"))
        case h.ExtensionRequested():
            return (Notify(SUPERVISOR, "extension_requested"),)
        case h.ExtensionApproved():
            return (
                _paper("EXTENSION_FORM", REQUESTER),
                _tell("extended", matter),
                *_tell_units(matter, "extended"),
            )
        case h.ExtensionRefused():
            return _tell_units(matter, "extension_refused")
        case h.ShelveRequested():
            return (Notify(DUTY_LEADER, "shelve_requested"),)
        case h.ShelveApproved():
            return _tell("shelved", matter), *_tell_units(matter, "shelved")
        case h.ShelveRefused():
            return _tell_units(matter, "shelve_refused")
        case h.ClockRecomputed():
            return _tell("due_changed", matter), *_tell_units(matter, "due_changed")
        case h.ClockPaused():
            return (_tell("material_wanted", matter) if event.until is not None else None,)
        case h.ResultSubmitted():
            return (Notify(SUPERVISOR, "result_submitted") if event.lead else None,)
        case (
            h.Arrived()
            | h.ShelvedReviewed()
            | h.Unshelved()
            | h.StruckOff()
            | h.ClockResumed()
            | h.AssistWaived()
        ):
            return ()
        case s.ResultApproved():
            purge = PurgePersons(event.purge_on) if event.purge_on else None
            return (*_resolved(matter, event.verdict), purge)
        case s.ReworkOrdered():
            return _tell_units(matter, "rework")
        case s.LightTurned():
            return _light(matter, event.light)
        case s.LimitPassed():
            return _limit(matter, event)
        case s.LetterProposed():
            by = DUTY_LEADER if event.proposal.letter is Letter.CIRCULATE else SUPERVISOR
            return (Notify(by, "letter_proposed"),)
        case s.LetterIssued():
            return _letter(event)
        case s.SupervisionReplied() | s.SupervisionReplyMissed():
            message = "supervision_replied" if isinstance(event, s.SupervisionReplied) else "reply_missed"
            return (Notify(SUPERVISOR, message),)
        case s.WhistleBlown():
            return tuple(
                Notify("unit", "whistle", unit=called.unit, urgent=True) for called in event.whistle.units
            )
        case s.WhistleUnanswered() | s.ReviewMissed():
            message = "whistle_unanswered" if isinstance(event, s.WhistleUnanswered) else "review_missed"
            return (Notify(SUPERVISOR, message),)
        case s.ConsultationHeld():
            told = tuple(Notify("unit", "task_given", unit=unit) for unit in event.consultation.tasks)
            return _paper("CONSULTATION_MINUTES"), *told
        case s.TaskReported():
            return (Notify(COORDINATOR, "task_reported"),)
        case s.TaskMissed():
            return Notify("unit", "task_late", unit=event.unit), Notify(SUPERVISOR, "task_late")
        case s.LeaderCaseAssigned():
            return (_paper("LEADER_CASE_FORM"),)
        case s.LeaderReviewReached():
            return (Notify(DUTY_LEADER, "leader_review_due"),)
        case s.Inspected() | s.SupervisionClosed() | s.ReportedIn() | s.WhistleEvaluated() | s.CaseRiskSet():
            return ()
        case f.VisitRecorded():
            return (_paper("SLIP_EVALUATE"),)
        case f.MatterReopened():
            return _tell("reopened", matter), *_tell_units(matter, "reopened"), _back(matter, "reopened")
        case f.MatterClosed():
            explained = _tell("explained", matter) if event.explanation is not None else None
            return explained, _forget(matter), _back(matter, "closed")
        case f.VisitAttempted() | f.MatterArchived():
            return ()
        case _:
            assert_never(event)


def _paper(template: str, *recipients: str, copies: tuple[str, ...] = ()) -> MakeDocument:
    return MakeDocument(template, recipients, copies)


def _tell(message: str, matter: Matter) -> Notify | None:
    return Notify(REQUESTER, message) if matter.requester is not None else None


def _tell_units(matter: Matter, message: str) -> tuple[Notify, ...]:
    """Every unit with a live order, and the one that does the work."""
    units = dict.fromkeys(u for o in matter.live_orders for u in (o.unit, o.executing_unit))
    return tuple(Notify("unit", message, unit=unit) for unit in units)


def _tell_invited(matter: Matter, booking: Booking, message: str) -> tuple[Notify, ...]:
    """Each invited party and the units at work: when and where, and nothing of what it is about."""
    told = tuple(Notify(PARTY, message, party=party, booking=booking.no) for party in booking.invited)
    return *told, *(replace(each, booking=booking.no) for each in _tell_units(matter, message))


def _wishes(matter: Matter) -> tuple[Wish, ...]:
    return matter.dispute.wishes if matter.dispute is not None else ()


def _back(matter: Matter, event: str) -> PushBack | None:
    """Only a matter that came with a number of its own source is reported back."""
    if not matter.source_system or not matter.external_id:
        return None
    return PushBack(matter.source_system, matter.external_id, event)


def _dispatched(matter: Matter, orders: tuple[Order, ...]) -> tuple[Effect | None, ...]:
    if all(order.rule == SELF_HANDLED for order in orders):
        return ()  # nothing is handed over: who found it has put it right
    units = tuple(order.unit for order in orders)
    told = tuple(Notify("unit", "dispatched", unit=unit) for unit in units)
    slip = MakeDocument("SLIP_TRANSFER", units)
    return slip, _tell("dispatched", matter), *told, _back(matter, "dispatched")


def _resolved(matter: Matter, verdict: Verdict) -> tuple[Effect | None, ...]:
    tell = TellFollowers(matter.followers, verdict.resolved_at) if matter.followers else None
    return _paper("SLIP_RESOLVE", REQUESTER), _tell("resolved", matter), _back(matter, "resolved"), tell


def _left(matter: Matter) -> TellFollowers | None:
    """The main matter left without a result: its followers' requesters hear that, too."""
    return TellFollowers(matter.followers, None, how=matter.state) if matter.followers else None


def _forget(matter: Matter) -> PurgePersons:
    """A mediated dispute's dossier keeps its persons for the short term of the archive (DOMAIN 6.5)."""
    mediated = matter.dispute is not None and matter.dispute.consented_at is not None
    if not mediated or not isinstance(matter.stage, Closed):
        return FORGET
    return PurgePersons(matter.stage.closed_at.astimezone(SHANGHAI).date() + DOSSIER_KEPT)


def _light(matter: Matter, light: Light) -> tuple[Effect | None, ...]:
    """Yellow: the lead unit. Red: the lead unit and its leader (RULINGS 43)."""
    lead = matter.lead
    if light is Light.GREEN:
        return ()
    if lead is None:
        return (Notify(DISPATCHER, f"light_{light}"),)
    unit = Notify("unit", f"light_{light}", unit=lead.unit)
    leader = Notify(UNIT_LEADER, "light_red", unit=lead.unit) if light is Light.RED else None
    executing = None
    if lead.executing_unit != lead.unit:
        executing = Notify("unit", f"light_{light}", unit=lead.executing_unit)
    return unit, executing, leader


def _limit(matter: Matter, event: s.LimitPassed) -> tuple[Effect | None, ...]:
    match event.timer:
        case "accept":
            return (Notify(REGISTRAR, "accept_late"),)
        case "dispatch":
            return (Notify(DISPATCHER, "dispatch_late"),)
        case "sign":
            unit = next(order.unit for order in matter.orders if order.id == event.order)
            return Notify("unit", "sign_late", unit=unit), Notify(DISPATCHER, "sign_late")
        case _:
            return (Notify(SUPERVISOR, "visit_late"),)


def _letter(event: s.LetterIssued) -> tuple[Effect | None, ...]:
    """督办函 goes to the unit, in copy to its leader and the duty leader (DOMAIN 2.8)."""
    issued = event.supervision
    unit = Notify("unit", f"letter_{issued.letter}", unit=issued.unit)
    match issued.letter:
        case Letter.URGE:
            return MakeDocument("LETTER_REMIND", (issued.unit,)), unit
        case Letter.SUPERVISE:
            copies = (UNIT_LEADER, DUTY_LEADER)
            leader = Notify(UNIT_LEADER, "letter_supervise", unit=issued.unit)
            paper = MakeDocument("LETTER_SUPERVISE", (issued.unit,), copies)
            return paper, unit, leader, Notify(DUTY_LEADER, "letter_supervise")
        case Letter.CIRCULATE:
            return (unit,)
        case _:
            assert_never(issued.letter)
