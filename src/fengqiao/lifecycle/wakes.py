"""When a matter next needs the system, read from the matter alone; the tick then notes what has come."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from fengqiao.clocks import SHANGHAI, Light, Timer
from fengqiao.feedback.visits import UNREACHED_AFTER
from fengqiao.matters.dispute import ConsentPending, Mediating, Performing
from fengqiao.matters.matter import InProgress, Matter, Merged, Proposal, Resolved, Shelved, Verifying
from fengqiao.matters.words import Letter, OrderState, State, VisitState
from fengqiao.mediation.schedule import reminders

AFTER = timedelta(seconds=1)
"""A limit includes its last instant (RULINGS 14), so it has passed a second later."""

OVER = frozenset({State.REJECTED, State.TRANSFERRED, State.WITHDRAWN, State.CLOSED, State.ARCHIVED})


class Why(StrEnum):
    """What the system has to note."""

    VERIFY_OVER = "verify_over"
    LIMIT_PASSED = "limit_passed"
    LIGHT = "light"
    RUNG = "rung"
    MATERIAL_OVER = "material_over"
    REVIEW_MISSED = "review_missed"
    WHISTLE_MISSED = "whistle_missed"
    REPLY_MISSED = "reply_missed"
    TASK_MISSED = "task_missed"
    LEADER_REVIEW = "leader_review"
    NO_REQUESTER = "no_requester"
    UNREACHED = "unreached"
    PAYMENT_SOON = "payment_soon"


@dataclass(frozen=True, slots=True)
class Wake:
    """A moment and what it is about: a timer's name, an order, a rung."""

    at: datetime
    why: Why
    timer: str = ""
    ref: str = ""
    due: datetime | None = None
    rung: Proposal | None = None
    day: date | None = None


def next_wake(matter: Matter) -> Wake | None:
    """The earliest moment at which the system has something to note; None when nothing is left to wait for."""
    return min(wakes(matter), key=lambda wake: wake.at, default=None)


def wakes(matter: Matter) -> Iterator[Wake]:
    """Every moment the matter waits for, in no order."""
    if matter.history or matter.state in OVER:
        return
    if isinstance(matter.stage, Merged):
        if matter.stage.main_resolved_at is not None:
            yield from _visit(matter)
        return
    yield from _steps(matter)
    yield from _main_clock(matter)
    yield from _waits(matter)
    yield from _calls(matter)
    yield from _meetings(matter)
    if isinstance(matter.stage, Performing):
        yield from _payments(matter)
    if isinstance(matter.stage, Resolved):
        yield from _visit(matter)
        yield from _closing(matter, matter.stage)


def _steps(matter: Matter) -> Iterator[Wake]:
    yield from _limit(matter, "accept", "", matter.accept)
    yield from _limit(matter, "dispatch", "", matter.dispatch)
    for order in matter.orders:
        if order.state is OrderState.ISSUED:
            yield from _limit(matter, "sign", order.id, order.sign)


def _limit(matter: Matter, name: str, ref: str, timer: Timer | None) -> Iterator[Wake]:
    if timer is None or timer.stopped_at is not None or timer.is_paused or name + ref in matter.overdue_noted:
        return
    yield Wake(at=timer.due + AFTER, why=Why.LIMIT_PASSED, timer=name, ref=ref, due=timer.due)


def _main_clock(matter: Matter) -> Iterator[Wake]:
    handle = matter.handle
    if handle is None or handle.stopped_at is not None or handle.is_paused or _met(matter):
        return
    shown = matter.lights[-1] if matter.lights else Light.GREEN
    if shown is Light.GREEN and handle.yellow_at is not None and handle.yellow_at <= handle.due:
        yield Wake(at=handle.yellow_at, why=Why.LIGHT)
    elif shown is not Light.RED:
        yield Wake(at=handle.due + AFTER, why=Why.LIGHT)
    if matter.lead is not None:
        for rung in matter.ladder:
            yield Wake(at=rung.at, why=Why.RUNG, rung=rung)


def _met(matter: Matter) -> bool:
    """A dispute's limit was met, or missed, at its conclusion; performance has its own day (RULINGS 22)."""
    return matter.dispute is not None and matter.dispute.concluded is not None


def _waits(matter: Matter) -> Iterator[Wake]:
    match matter.stage:
        case Verifying(until=until) if matter.accept is not None and matter.accept.is_paused:
            yield Wake(at=until, why=Why.VERIFY_OVER)
        case (
            InProgress(until=until)
            | ConsentPending(until=until)
            | Mediating(until=until)
            | Performing(until=until)
        ) if until is not None:
            yield Wake(at=until, why=Why.MATERIAL_OVER)
        case Shelved(next_review=review):
            if not any(s.missed_on == review for s in matter.shelvings):
                over = datetime.combine(review + timedelta(days=1), time(), SHANGHAI)
                yield Wake(at=over.astimezone(UTC), why=Why.REVIEW_MISSED)
        case _:
            return


def _payments(matter: Matter) -> Iterator[Wake]:
    """Before a day of payment both sides are reminded, once; what is paid already is not asked for."""
    dispute = matter.dispute
    if dispute is None:
        return
    for day, at in reminders(dispute):
        if day not in dispute.reminded:
            yield Wake(at=at, why=Why.PAYMENT_SOON, day=day)


def _calls(matter: Matter) -> Iterator[Wake]:
    for whistle in matter.whistles:
        absent = any(unit.reported_at is None for unit in whistle.units)
        if whistle.closed_at is None and absent and not whistle.absent_noted:
            yield Wake(at=whistle.timer.due + AFTER, why=Why.WHISTLE_MISSED, ref=whistle.id)
    for one in matter.supervisions:
        waits = one.letter is Letter.SUPERVISE and one.closed_at is None and one.replied_at is None
        if waits and one.reply is not None and not one.reply_missed:
            yield Wake(at=one.reply.due + AFTER, why=Why.REPLY_MISSED, ref=one.id)


def _meetings(matter: Matter) -> Iterator[Wake]:
    """Tasks of consultations that nobody reported on, and the day on which a leader looks again."""
    for held in matter.consultations:
        for task in held.assigned:
            if task.done_at is None and not task.missed:
                yield Wake(at=task.timer.due + AFTER, why=Why.TASK_MISSED, ref=f"{held.number}/{task.unit}")
    if matter.leader_review is not None:
        morning = datetime.combine(matter.leader_review, time(), SHANGHAI)
        yield Wake(at=morning.astimezone(UTC), why=Why.LEADER_REVIEW)


def _visit(matter: Matter) -> Iterator[Wake]:
    visit = matter.visit
    if visit is not None and visit.state is VisitState.DUE:
        yield from _limit(matter, "visit", str(visit.round), visit.timer)


def _closing(matter: Matter, stage: Resolved) -> Iterator[Wake]:
    visit = matter.visit
    if visit is None:
        # Nobody to ask: closed after a quiet day, in which a recheck can still bring it back.
        yield Wake(at=stage.verdict.resolved_at + timedelta(days=1), why=Why.NO_REQUESTER)
    elif visit.state in {VisitState.DUE, VisitState.UNREACHED}:
        yield Wake(at=stage.verdict.resolved_at + UNREACHED_AFTER, why=Why.UNREACHED)
