"""Timers that live through anything: starts, limits and acts to draw, and a second opinion on where they lead."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from clocks_by_minute import PLAIN, MinuteCounter, at, moment
from hypothesis import strategies as st

from fengqiao.clocks import Calendar, Limit, LimitUnit, Timer, extend, pause, resume, start_timer


class Act(NamedTuple):
    """What happens to a timer, so many minutes after the act before it."""

    kind: str
    gap: int
    amount: int


STARTS = st.integers(0, 150 * 24 * 60).map(moment)
SMALL = {"minute": 3000, "hour": 100, "working_hour": 30, "working_day": 9, "calendar_day": 12}
LIMITS = st.sampled_from(list(LimitUnit)).flatmap(
    lambda unit: st.integers(1, SMALL[unit]).map(lambda amount: Limit(amount, unit))
)
ACTS = st.lists(
    st.builds(
        Act,
        kind=st.sampled_from(["turn", "turn", "extend"]),
        gap=st.one_of(st.just(0), st.integers(0, 5 * 24 * 60)),
        amount=st.integers(1, 3),
    ),
    max_size=6,
)


def timer(start: str, amount: int, unit: LimitUnit, calendar: Calendar = PLAIN) -> Timer:
    return start_timer("handle", at(start), limit=Limit(amount, unit), calendar=calendar)


def after(timer_: Timer, acts: Iterable[Act], calendar: Calendar) -> Timer:
    now = timer_.start
    for act in acts:
        now += timedelta(minutes=act.gap)
        if act.kind == "extend":
            limit = Limit(act.amount, timer_.limit.unit)
            timer_ = extend(timer_, now, limit=limit, calendar=calendar)
        elif timer_.is_paused:
            timer_ = resume(timer_, now, calendar=calendar)
        else:
            timer_ = pause(timer_, now, cause="material", calendar=calendar)
    return timer_


def counted_due(start: datetime, limit: Limit, acts: Iterable[Act], counter: MinuteCounter) -> datetime:
    """Follow the same acts with the minute counter; the second opinion on `after(...).due`."""
    due = counter.due(start, limit.amount, limit.unit)
    now, paused = start, None
    for act in acts:
        now += timedelta(minutes=act.gap)
        if act.kind == "extend":
            due = counter.due(due, act.amount, limit.unit)
        elif paused is None:
            paused = now
        else:
            if paused <= due:
                left = counter.own_minutes(paused, due, limit.unit)
                due = counter.after_own(now, left, limit.unit)
                if limit.unit.endswith("_day"):
                    due = counter.close(due.date())
                    due = due if due >= now else counter.close(due.date() + timedelta(days=1))
            paused = None
    return due
