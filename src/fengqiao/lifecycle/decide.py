"""decide(state, command, facts) -> events: the one place where a command is allowed or refused."""

from typing import assert_never

from fengqiao.feedback.visits import auto_close
from fengqiao.handling.waits import resume_clock
from fengqiao.intake.doors import register
from fengqiao.lifecycle.evolve import evolve
from fengqiao.lifecycle.law import LAW, REGISTERING
from fengqiao.lifecycle.standing import Standing
from fengqiao.lifecycle.wakes import Wake, Why, wakes
from fengqiao.matters.clockwork import running
from fengqiao.matters.commands import (
    AddPrivateNote,
    AnswerProposal,
    AutoClose,
    Command,
    ConcludeAgreement,
    DraftAgreement,
    DropPoint,
    Escalate,
    FailMediation,
    HoldSession,
    MakeProposal,
    NotePoint,
    Register,
    Resume,
    SignAgreement,
    Tick,
)
from fengqiao.matters.events import Event
from fengqiao.matters.events.intake import VerificationOverran
from fengqiao.matters.events.mediation import PerformanceReminded
from fengqiao.matters.events.supervision import LeaderReviewReached
from fengqiao.matters.facts import Facts
from fengqiao.matters.guards import is_dispute
from fengqiao.matters.matter import Matter
from fengqiao.matters.recorded import Recorded
from fengqiao.matters.words import CloseReason, PauseCause, State
from fengqiao.people.actors import Post
from fengqiao.shared.refused import Refusal, Refused
from fengqiao.supervision import moments
from fengqiao.supervision.consultations import miss_task


def decide(
    matter: Matter | None, command: Command, facts: Facts, standing: Standing | None = None
) -> list[Event]:
    """The events that follow from a command; raises Refused, and then nothing has happened.

    `standing`: of this matter and actor, where many commands are tried.
    """
    if isinstance(command, Register):
        if facts.actor.post not in REGISTERING:
            raise Refused(Refusal.NOT_ALLOWED_FOR_POST)
        return list(register(command, facts))
    if matter is None:
        raise Refused(Refusal.WRONG_STATE)
    if isinstance(command, Tick):
        if facts.actor.post is not Post.SYSTEM:
            raise Refused(Refusal.NOT_ALLOWED_FOR_POST)
        return tick(matter, facts)
    row = LAW[type(command)]
    posts = row.posts if isinstance(row.posts, frozenset) else row.posts(matter, facts)
    if facts.actor.post not in posts:
        raise Refused(Refusal.NOT_ALLOWED_FOR_POST)
    standing = standing or Standing(matter, facts)
    if row.bar is not None:
        standing.insist_on(row.bar)
    if row.ban is not None:
        row.ban(matter, command, facts)
    if matter.state not in row.states and lacks_consent(matter, type(command)):
        raise Refused(Refusal.CONSENT_MISSING)
    if matter.state not in row.states:
        raise Refused(Refusal.WRONG_STATE, state=matter.state.value)
    if not standing.reaches(row.reach):
        raise Refused(Refusal.NOT_INVOLVED_UNIT)
    if row.separation is not None:
        row.separation(matter, command, facts)
    return row.rule(matter, command, facts)


BEFORE_CONSENT = frozenset(
    {State.REGISTERED, State.VERIFYING, State.ACCEPTED, State.DISPATCHED, State.CONSENT_PENDING}
)
AT_THE_TABLE = frozenset({
    HoldSession, Escalate, ConcludeAgreement, FailMediation, AddPrivateNote, MakeProposal, AnswerProposal, NotePoint,
    DropPoint, DraftAgreement, SignAgreement,
})  # fmt: skip


def lacks_consent(matter: Matter, command: type) -> bool:
    """Whether mediation is asked of a dispute whose parties have not all agreed to it (RULINGS 40)."""
    if command not in AT_THE_TABLE or not is_dispute(matter):
        return False
    refused = matter.dispute is not None and matter.dispute.consented_at is None
    return matter.state in BEFORE_CONSENT or (matter.state is State.FAILED and refused)


def tick(matter: Matter, facts: Facts) -> list[Event]:
    """Everything that has come by now, in the order of its moments; nothing if nothing has."""
    events: list[Event] = []
    while True:
        due = [wake for wake in wakes(matter) if wake.at <= facts.now]
        if not due:
            return events
        noted = _note(matter, min(due, key=lambda wake: wake.at), facts)
        for event in noted:
            recorded = Recorded(seq=matter.version + 1, at=facts.now, actor=facts.actor, event=event)
            matter = evolve(matter, recorded)
        events += noted


def _note(matter: Matter, wake: Wake, facts: Facts) -> list[Event]:
    """The events of one moment."""
    match wake.why:
        case Why.VERIFY_OVER:
            assert matter.accept is not None
            return [VerificationOverran(accept=running(matter.accept, facts, until=wake.at))]
        case Why.LIMIT_PASSED:
            assert wake.due is not None
            return moments.pass_limit(wake.timer, wake.ref, wake.due)
        case Why.LIGHT:
            return moments.turn_light(matter, wake.at, facts)
        case Why.RUNG:
            assert wake.rung is not None
            return moments.propose_rung(matter, wake.rung)
        case Why.MATERIAL_OVER:
            return resume_clock(matter, Resume(cause=PauseCause.MATERIAL), facts)
        case Why.REVIEW_MISSED:
            return moments.miss_review(matter, wake.at)
        case Why.WHISTLE_MISSED:
            return moments.miss_whistle(matter, wake.ref, wake.at)
        case Why.REPLY_MISSED:
            return moments.miss_reply(matter, wake.ref, wake.at)
        case Why.TASK_MISSED:
            number, _, unit = wake.ref.partition("/")
            return miss_task(int(number), unit)
        case Why.LEADER_REVIEW:
            assert matter.leader_review is not None
            return [LeaderReviewReached(review=matter.leader_review)]
        case Why.NO_REQUESTER:
            return auto_close(matter, AutoClose(reason=CloseReason.NO_REQUESTER), facts)
        case Why.UNREACHED:
            return auto_close(matter, AutoClose(reason=CloseReason.UNREACHED), facts)
        case Why.PAYMENT_SOON:
            assert wake.day is not None
            return [PerformanceReminded(due=wake.day)]
        case _:
            assert_never(wake.why)
