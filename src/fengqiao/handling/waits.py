"""More time, and time that does not run: extensions, shelving, pauses (G17 to G19, RULINGS 6 to 8)."""

import calendar as months
from datetime import date

from fengqiao.clocks import SHANGHAI, Calendar, Limit, LimitUnit, Timer, due, extend, pause, recompute, resume
from fengqiao.matters.clockwork import resumed, running
from fengqiao.matters.commands import (
    ApproveExtension,
    ApproveShelve,
    Pause,
    Recompute,
    RefuseExtension,
    RefuseShelve,
    RequestExtension,
    RequestShelve,
    Resume,
    ReviewShelved,
    StrikeOff,
    Unshelve,
)
from fengqiao.matters.events import Event
from fengqiao.matters.events.handling import (
    ClockPaused,
    ClockRecomputed,
    ClockResumed,
    ExtensionApproved,
    ExtensionRefused,
    ExtensionRequested,
    ShelveApproved,
    ShelvedReviewed,
    ShelveRefused,
    ShelveRequested,
    StruckOff,
    Unshelved,
)
from fengqiao.matters.facts import Facts
from fengqiao.matters.involvement import acted_order
from fengqiao.matters.matter import ExtensionRequest, Matter, Shelving, Working
from fengqiao.matters.words import Decision, PauseCause, State
from fengqiao.shared.refused import Refusal, Refused, invalid

MATERIAL_LIMIT = Limit(3, LimitUnit.WORKING_DAY)


def request_extension(matter: Matter, command: RequestExtension, facts: Facts) -> list[Event]:
    """G17: before due, once, in the same unit and not longer than the original amount."""
    acted_order(matter, facts)
    handle = _handle(matter)
    if matter.pending_extension is not None:
        raise Refused(Refusal.WRONG_STATE)
    # A clock that stands still has not passed its due, whatever the calendar says.
    if handle.held_at(facts.now) > handle.due:
        raise Refused(Refusal.EXTENSION_AFTER_DUE, deadline=handle.due.isoformat())
    approved = sum(r.decision is Decision.APPROVED for r in matter.extensions)
    if approved >= facts.profile.max_extensions:
        raise Refused(Refusal.EXTENSION_LIMIT_REACHED)
    if command.reason is None:
        raise Refused(Refusal.REASON_REQUIRED, field="reason")
    if command.unit != handle.limit.unit.value:
        raise invalid("unit", "延期须与原期限同一单位", "an extension has the unit of the limit")
    if command.amount is None or not 1 <= command.amount <= handle.limit.amount:
        raise invalid(
            "amount",
            f"延期须为 1 至 {handle.limit.amount}，不得超过原期限",
            f"an extension is from 1 to {handle.limit.amount}, no more than the original limit",
        )
    request = ExtensionRequest(amount=command.amount, unit=command.unit, at=facts.now, reason=command.reason)
    return [ExtensionRequested(request=request)]


def approve_extension(matter: Matter, command: ApproveExtension, facts: Facts) -> list[Event]:
    """G17: counted from the old due; the original due is kept."""
    del command
    request, handle = matter.pending_extension, _handle(matter)
    if request is None:
        raise Refused(Refusal.WRONG_STATE)
    limit = Limit(request.amount, LimitUnit(request.unit))
    return [ExtensionApproved(handle=extend(handle, facts.now, limit=limit, calendar=facts.calendar))]


def refuse_extension(matter: Matter, command: RefuseExtension, facts: Facts) -> list[Event]:
    """G17: a refused request does not use the extension up."""
    del facts
    if matter.pending_extension is None:
        raise Refused(Refusal.WRONG_STATE)
    if command.reason is None:
        raise Refused(Refusal.REASON_REQUIRED, field="reason")
    return [ExtensionRefused(reason=command.reason)]


def request_shelve(matter: Matter, command: RequestShelve, facts: Facts) -> list[Event]:
    """G18: reason, plan, and a review day within a month."""
    acted_order(matter, facts)
    if _pending_shelving(matter) is not None:
        raise Refused(Refusal.WRONG_STATE)
    if command.reason is None:
        raise Refused(Refusal.REASON_REQUIRED, field="reason")
    if command.plan is None:
        raise invalid("plan", "请填写解决计划", "state the plan")
    review = _review_day(command.next_review, facts)
    shelving = Shelving(at=facts.now, reason=command.reason, plan=command.plan, next_review=review)
    return [ShelveRequested(request=shelving)]


def approve_shelve(matter: Matter, command: ApproveShelve, facts: Facts) -> list[Event]:
    """G18: the clock stops until the matter is taken up again."""
    del command
    request = _pending_shelving(matter)
    if request is None:
        raise Refused(Refusal.WRONG_STATE)
    if matter.pending_return is not None:
        raise Refused(Refusal.WRONG_STATE, zh="请先处理退单", en="decide the return first")
    if request.next_review < facts.now.astimezone(SHANGHAI).date():
        raise Refused(
            Refusal.WRONG_STATE, zh="复核日期已过，请重新申请", en="its review day is over; ask for it again"
        )
    handle = resumed(matter, facts) or _handle(matter)
    handle = pause(handle, facts.now, cause=PauseCause.SHELVED, calendar=facts.calendar)
    return [ShelveApproved(handle=handle, next_review=request.next_review)]


def refuse_shelve(matter: Matter, command: RefuseShelve, facts: Facts) -> list[Event]:
    """G18."""
    del facts
    if _pending_shelving(matter) is None:
        raise Refused(Refusal.WRONG_STATE)
    if command.reason is None:
        raise Refused(Refusal.REASON_REQUIRED, field="reason")
    return [ShelveRefused(reason=command.reason)]


def review_shelved(matter: Matter, command: ReviewShelved, facts: Facts) -> list[Event]:
    """G19: looked at, and the next day set within a month."""
    del matter
    return [ShelvedReviewed(next_review=_review_day(command.next_review, facts))]


def unshelve(matter: Matter, command: Unshelve, facts: Facts) -> list[Event]:
    """G19: taken up again; the clock runs on with what was left."""
    del command
    return [Unshelved(handle=resume(_handle(matter), facts.now, calendar=facts.calendar))]


def strike_off(matter: Matter, command: StrikeOff, facts: Facts) -> list[Event]:
    """G19: off the ledger."""
    del command
    shelving = open_shelving(matter)
    if shelving is None:
        raise Refused(Refusal.WRONG_STATE)
    shelved = matter.state is State.SHELVED
    return [
        StruckOff(handle=resume(_handle(matter), facts.now, calendar=facts.calendar) if shelved else None)
    ]


def pause_clock(matter: Matter, command: Pause, facts: Facts) -> list[Event]:
    """RULINGS 8: the citizen's material (once, three working days at most) or a statutory appraisal."""
    handle = _handle(matter)
    if handle.is_paused:
        raise Refused(Refusal.WRONG_STATE)
    if command.cause is PauseCause.MATERIAL and matter.material_pauses:
        raise Refused(
            Refusal.WRONG_STATE, field="cause", zh="补充材料只能等一次", en="material is waited for once only"
        )
    if command.cause not in {PauseCause.MATERIAL, PauseCause.APPRAISAL}:
        raise invalid("cause", "请选择暂停原因：补充材料或法定鉴定", "the cause is material or appraisal")
    until = None
    if command.cause is PauseCause.MATERIAL:
        until = due(facts.now, MATERIAL_LIMIT, calendar=facts.calendar).at
    paused = pause(handle, facts.now, cause=command.cause, calendar=facts.calendar)
    return [ClockPaused(cause=command.cause, handle=paused, until=until)]


def resume_clock(matter: Matter, command: Resume, facts: Facts) -> list[Event]:
    """RULINGS 8: the wait is over; due is now plus what was left."""
    if not isinstance(matter.stage, Working) or not matter.stage.paused:
        raise Refused(Refusal.WRONG_STATE)
    cause = PauseCause(matter.stage.paused)
    if command.cause is not cause:
        raise invalid("cause", "与正在暂停的原因不符", "not the cause of the present pause")
    return [ClockResumed(cause=cause, handle=running(_handle(matter), facts, until=matter.stage.until))]


def recompute_clock(matter: Matter, command: Recompute, facts: Facts) -> list[Event]:
    """DOMAIN 2.7: replay the timer with the calendar as it is published now; nothing when it makes no difference."""
    del command
    handle = _handle(matter)
    again = recompute(handle, calendar=facts.calendar)
    return [] if again == handle else [ClockRecomputed(handle=again)]


def open_shelving(matter: Matter) -> Shelving | None:
    """The approved ledger entry that is not struck off."""
    return next(
        (s for s in matter.shelvings if s.decision is Decision.APPROVED and s.struck_off_at is None), None
    )


def latest_review_day(today: date, *, calendar: Calendar) -> date:
    """One month from a day, the month's last day if it is shorter; a free day moves on (RULINGS 7)."""
    year, month = (today.year, today.month + 1) if today.month < 12 else (today.year + 1, 1)
    day = replace_day(date(year, month, 1), today.day)
    return calendar.workday_from(day)


def replace_day(first: date, day: int) -> date:
    """That day of the month, or its last."""
    return first.replace(day=min(day, months.monthrange(first.year, first.month)[1]))


def _review_day(wanted: date | None, facts: Facts) -> date:
    """The day as it counts: one that is free moves on, so that nobody misses it at a weekend (RULINGS 7)."""
    today = facts.now.astimezone(SHANGHAI).date()
    latest = latest_review_day(today, calendar=facts.calendar)
    if wanted is None or not today < wanted <= latest:
        raise invalid(
            "next_review", f"复核日期须在今天之后、{latest} 之前（含）", f"after today and not after {latest}"
        )
    return facts.calendar.workday_from(wanted)


def _pending_shelving(matter: Matter) -> Shelving | None:
    return next((s for s in matter.shelvings if s.decision is Decision.PENDING), None)


def _handle(matter: Matter) -> Timer:
    if matter.handle is None:
        raise Refused(Refusal.WRONG_STATE)
    return matter.handle
