"""Timers after any acts: the due that counting gives, the history that gives the timer, pauses that only give time."""

from datetime import datetime, timedelta

from clocks_acts import ACTS, LIMITS, STARTS, Act, after, counted_due
from clocks_by_minute import CALENDARS, COUNTERS, PLAIN, modest
from hypothesis import given
from hypothesis import strategies as st

from fengqiao.clocks import Limit, pause, recompute, resume, start_timer, stop


@modest
@given(STARTS, LIMITS, ACTS, st.booleans())
def test_due_after_any_acts_is_what_counting_minutes_gives(
    start: datetime, limit: Limit, acts: list[Act], seasonal: bool
) -> None:
    calendar = CALENDARS[seasonal]
    found = after(start_timer("handle", start, limit=limit, calendar=calendar), acts, calendar)
    if found.is_paused:
        acts = [*acts, Act("turn", 90, 0)]
        found = resume(found, found.changed_at + timedelta(minutes=90), calendar=calendar)
    assert found.due == counted_due(start, limit, acts, COUNTERS[seasonal])


@modest
@given(STARTS, LIMITS, ACTS, st.integers(0, 9999), st.booleans())
def test_a_replay_of_its_history_is_the_timer(
    start: datetime, limit: Limit, acts: list[Act], stop_after: int, seasonal: bool
) -> None:
    calendar = CALENDARS[seasonal]
    found = after(start_timer("handle", start, limit=limit, calendar=calendar), acts, calendar)
    assert recompute(found, calendar=calendar) == found
    stopped = stop(found, found.changed_at + timedelta(minutes=stop_after))
    assert recompute(stopped, calendar=calendar) == stopped
    assert recompute(recompute(stopped, calendar=CALENDARS[not seasonal]), calendar=calendar) == stopped


@modest
@given(STARTS, LIMITS, ACTS)
def test_a_pause_of_no_length_changes_neither_due_nor_light(
    start: datetime, limit: Limit, acts: list[Act]
) -> None:
    running = after(start_timer("handle", start, limit=limit, calendar=PLAIN), acts, PLAIN)
    if running.is_paused:
        running = resume(running, running.changed_at, calendar=PLAIN)
    now = running.changed_at + timedelta(minutes=45)
    twin = resume(pause(running, now, cause="material", calendar=PLAIN), now, calendar=PLAIN)
    assert (twin.due, twin.yellow_at) == (running.due, running.yellow_at)


@modest
@given(STARTS, LIMITS, st.integers(0, 4000), st.integers(0, 9000))
def test_a_longer_pause_is_never_due_earlier(start: datetime, limit: Limit, gap: int, length: int) -> None:
    held = pause(
        start_timer("handle", start, limit=limit, calendar=PLAIN),
        start + timedelta(minutes=gap),
        cause="material",
        calendar=PLAIN,
    )
    until = held.changed_at + timedelta(minutes=length)
    shorter, longer = (
        resume(held, until + wait, calendar=PLAIN) for wait in (timedelta(), timedelta(hours=5))
    )
    assert held.due <= shorter.due <= longer.due
