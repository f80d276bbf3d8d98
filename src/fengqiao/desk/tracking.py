"""What the requester sees of the own matter: where it stands, who has it, by when, and who opened the record."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from fengqiao.desk.acts import NotFound, Ref
from fengqiao.desk.ports import Ports
from fengqiao.ledger.access import Look, trail
from fengqiao.ledger.connection import UnitOfWork, unit_of_work
from fengqiao.ledger.papers import Paper, papers_of
from fengqiao.ledger.store import load, read_events
from fengqiao.ledger.texts import bodies_of
from fengqiao.ledger.tracking import matter_of_secret, try_typed
from fengqiao.matters.codes import read_code
from fengqiao.matters.events import Event, kind_of
from fengqiao.matters.events import dispatch as d
from fengqiao.matters.events import feedback as f
from fengqiao.matters.events import handling as h
from fengqiao.matters.events import intake as i
from fengqiao.matters.events import mediation as m
from fengqiao.matters.events import supervision as s
from fengqiao.matters.events import triage as t
from fengqiao.matters.involvement import holder_of
from fengqiao.matters.matter import Matter, Merged
from fengqiao.people.actors import Actor, Post
from fengqiao.people.masking import mask_text
from fengqiao.shared.texts import TextRef


@dataclass(frozen=True, slots=True)
class Entry:
    """One step in the requester's timeline: unit and post, never a name; `text` is what was written for the person."""

    seq: int
    at: datetime
    kind: str
    unit: str
    post: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """The own record. A follower shows the main matter's progress beside its own (RULINGS 12)."""

    matter: Matter
    shown: Matter
    timeline: tuple[Entry, ...]
    papers: tuple[Paper, ...]
    looks: tuple[Look, ...]


def requester_of(matter: Matter) -> Actor:
    """The citizen as an actor on the own matter; without a left name or number still the one who holds the code."""
    requester = matter.requester
    return Actor(person=requester.id if requester is not None else holder_of(matter), post=Post.CITIZEN)


def open_by_secret(ports: Ports, secret: str) -> str:
    """The matter that a QR secret opens; raises NotFound."""
    with unit_of_work(ports.tenant) as work:
        matter_id = matter_of_secret(work, secret)
    if matter_id is None:
        raise NotFound(Ref())
    return matter_id


def open_by_code(ports: Ports, code: str, typed: str) -> str | None:
    """The matter that a typed code with four digits or a PIN opens; None if they do not fit, raises Locked."""
    with unit_of_work(ports.tenant) as work:
        matter = load(work, code=read_code(code)).matter
        if matter is None or not typed:
            return None
        right = try_typed(work, ports.ring, matter.id, typed, at=ports.now())
    return matter.id if right else None


def page_of(ports: Ports, matter_id: str) -> Page:
    """The requester's page of a matter."""
    with unit_of_work(ports.tenant) as work:
        matter = load(work, matter_id).matter
        if matter is None:
            raise NotFound(Ref(id=matter_id))
        shown = matter
        timeline = _timeline(work, matter)
        if isinstance(matter.stage, Merged):
            shown = load(work, matter.stage.main).matter or matter
            merged_at = next(e.at for e in reversed(timeline) if e.kind == "MatterMerged")
            followed = [e for e in _timeline(work, shown) if e.at >= merged_at and e.kind in FOLLOWED]
            timeline = sorted((*timeline, *followed), key=lambda entry: entry.at)
        return Page(
            matter=matter,
            shown=shown,
            timeline=tuple(timeline),
            papers=papers_of(work, matter_id),
            looks=tuple(trail(work, matter_id)),
        )


FOLLOWED = frozenset({
    "MatterDispatched", "OrderSigned", "ProgressAdded", "ResultSubmitted", "ResultApproved", "ShelveApproved",
    "ExtensionApproved", "Unshelved", "MatterReopened",
})  # fmt: skip
"""What a follower's requester sees of the main matter; nothing that other reporters wrote."""


def _timeline(work: UnitOfWork, matter: Matter) -> list[Entry]:
    texts = bodies_of(work, matter.id)
    return [
        Entry(
            seq=recorded.seq,
            at=recorded.at,
            kind=kind_of(recorded.event),
            unit=recorded.actor.unit,
            post=recorded.actor.post.value,
            text=_text(words, texts),
        )
        for recorded in read_events(work, matter.id)
        if (words := public_words(recorded.event)) is not None
    ]


def _text(words: tuple[TextRef, ...], texts: Mapping[str, str]) -> str:
    return mask_text("\n".join(texts[ref.id] for ref in words if ref.id in texts))


def public_words(event: Event) -> tuple[TextRef, ...] | None:
    """The words of an event that are meant for the requester; None hides the whole step."""
    match event:
        case h.ProgressAdded(public=False):
            return None
        case h.ProgressAdded(note=words) | i.MatterAnsweredDirectly(answer=words):
            return (words,)
        case h.ResultSubmitted(lead=True, reply=words):
            return (words,)
        case (
            i.MatterRejected(right_door=words)
            | f.MatterClosed(explanation=words)
            | i.MaterialAdded(text=words)
        ):
            return (words,) if words is not None else ()
        case i.MatterTransferredOut(basis=words) | i.MatterWithdrawn(reason=words):
            return (words,)
        case (
            i.MatterRegistered()
            | i.MatterAccepted()
            | i.QuestionsAnswered()
            | i.VerificationAsked()
            | i.VerificationAnswered()
            | t.MatterMerged()
            | t.MatterUnmerged()
            | t.MainResolved()
            | d.MatterDispatched()
            | d.OrderSigned()
            | d.LeadRuled()
            | h.Arrived()
            | h.ExtensionApproved()
            | h.ShelveApproved()
            | h.Unshelved()
            | h.ClockPaused()
            | h.ClockResumed()
            | m.MediationStarted()
            | m.MediationDeclined()
            | m.SessionHeld()
            | m.DisputeEscalated()
            | m.AgreementConcluded()
            | m.PerformanceRecorded()
            | m.BreachReported()
            | m.MediationFailed()
            | m.DisputeDiverted()
            | m.DisputeReferred()
            | m.OutcomeRecorded()
            | m.SelfSettlementRecorded()
            | m.ConfirmationApplied()
            | m.ConfirmationRecorded()
            | m.ConfirmationExcluded()
            | s.ResultApproved()
            | s.Inspected()
            | f.VisitRecorded()
            | f.MatterReopened()
            | f.MatterArchived()
        ):
            return ()
        case _:
            return None
