"""Lights: yellow at exactly the ratio, red only past the due, frozen by pauses, and the same at every look back."""

from datetime import datetime, timedelta
from decimal import Decimal
from itertools import groupby

import pytest
from clocks_acts import ACTS, LIMITS, STARTS, Act, after, timer
from clocks_by_minute import CALENDARS, COUNTERS, PLAIN, at, modest, moment, place, shown
from hypothesis import given
from hypothesis import strategies as st

from fengqiao.clocks import (
    Light,
    Limit,
    LimitUnit,
    Timer,
    extend,
    light,
    light_history,
    pause,
    resume,
    start_timer,
    stop,
)
from fengqiao.clocks.replays import replay

GREEN, YELLOW, RED = Light.GREEN, Light.YELLOW, Light.RED
US = timedelta(microseconds=1)
MINUTE = timedelta(minutes=1)


def minute_of_yellow(found: Timer, since: datetime, *, seasonal: bool) -> datetime:
    """Walk minute by minute from `since` to the first at which a quarter of the limit or less is left."""
    counter, unit = COUNTERS[seasonal], found.limit.unit
    whole = counter.own_minutes(found.start, found.due, unit)
    for each in found.pauses:
        if each.until is not None and each.since < found.due:
            whole -= counter.own_minutes(each.since, min(each.until, found.due), unit)
    now, left = place(since), counter.own_minutes(since, found.due, unit)
    while left * 4 > whole:
        left -= counter.open[now] if unit.startswith("working") else 1
        now += 1
    return moment(now)


def test_the_light_follows_the_limits_own_clock() -> None:
    running = timer("2026-10-12 10:00", 7, LimitUnit.WORKING_DAY)
    for text, expected in (
        ("2026-10-12 10:00", GREEN),
        ("2026-10-20 08:52:29.999999", GREEN),
        ("2026-10-20 08:52:30", YELLOW),
        ("2026-10-20 09:00", YELLOW),
        ("2026-10-21 17:30", YELLOW),
        ("2026-10-21 17:30:00.000001", RED),
        ("2026-10-21 17:31", RED),
        ("2026-09-01 00:00", GREEN),
    ):
        assert light(running, at(text), calendar=PLAIN) is expected, text


def test_hours_and_calendar_days_turn_yellow_by_the_wall_clock() -> None:
    for amount, unit, expected in (
        (24, LimitUnit.HOUR, "2026-10-18 04:00"),
        (60, LimitUnit.MINUTE, "2026-10-17 10:45"),
        (10, LimitUnit.CALENDAR_DAY, "2026-10-25 03:3730.000000"),
    ):
        yellow_at = timer("2026-10-17 10:00", amount, unit).yellow_at
        assert yellow_at is not None
        assert shown(yellow_at) == expected


def test_the_ratio_is_part_of_the_timer() -> None:
    for ratio, expected in (("0.5", "2026-10-12 11:00"), ("0", "2026-10-12 12:00")):
        started = start_timer(
            "handle",
            at("2026-10-12 10:00"),
            limit=Limit(2, LimitUnit.HOUR),
            calendar=PLAIN,
            yellow_ratio=Decimal(ratio),
        )
        assert started.yellow_at == at(expected)
        assert light(started, at(expected), calendar=PLAIN) is YELLOW
        assert light(started, at(expected) - US, calendar=PLAIN) is GREEN


def test_a_stopped_clock_shows_its_last_light() -> None:
    stopped = stop(timer("2026-10-12 10:00", 7, LimitUnit.WORKING_DAY), at("2026-10-19 10:00"))
    assert light(stopped, at("2026-12-01 00:00"), calendar=PLAIN) is GREEN
    assert light_history(stopped, at("2026-12-01 00:00"), calendar=PLAIN) == (GREEN,)


def test_a_paused_light_stands_still() -> None:
    running = timer("2026-10-12 10:00", 7, LimitUnit.WORKING_DAY)
    for text, expected in (
        ("2026-10-13 10:00", GREEN),
        ("2026-10-20 10:00", YELLOW),
        ("2026-10-22 10:00", RED),
    ):
        held = pause(running, at(text), cause="shelved", calendar=PLAIN)
        assert light(held, at("2026-12-01 00:00"), calendar=PLAIN) is expected
        assert light(stop(held, at("2026-12-01 00:00")), at("2026-12-24 00:00"), calendar=PLAIN) is expected


def test_a_pause_is_left_out_of_the_base() -> None:
    # 2 hours, of which 1.5 run before yellow; paused from the first to the fifth hour.
    held = pause(
        timer("2026-10-12 10:00", 2, LimitUnit.HOUR), at("2026-10-12 11:00"), cause="material", calendar=PLAIN
    )
    resumed = resume(held, at("2026-10-12 15:00"), calendar=PLAIN)
    assert resumed.due == at("2026-10-12 16:00")
    assert resumed.yellow_at == at("2026-10-12 15:30")


def test_a_limit_that_was_yellow_at_the_pause_keeps_the_moment_it_turned() -> None:
    held = pause(
        timer("2026-10-12 10:00", 2, LimitUnit.HOUR), at("2026-10-12 11:45"), cause="material", calendar=PLAIN
    )
    assert held.yellow_at is None
    assert held.yellow_at_pause == at("2026-10-12 11:30")
    resumed = resume(held, at("2026-10-12 15:00"), calendar=PLAIN)
    assert resumed.yellow_at == at("2026-10-12 11:30")
    assert light(resumed, at("2026-10-12 15:00"), calendar=PLAIN) is YELLOW


def test_an_extension_after_due_turns_the_light_back() -> None:
    running = timer("2026-10-12 10:00", 10, LimitUnit.HOUR)
    longer = extend(running, at("2026-10-12 21:00"), limit=Limit(10, LimitUnit.HOUR), calendar=PLAIN)
    barely = extend(running, at("2026-10-12 21:00"), limit=Limit(2, LimitUnit.HOUR), calendar=PLAIN)
    later = at("2026-10-14 00:00")
    assert light_history(longer, later, calendar=PLAIN) == (GREEN, YELLOW, RED, GREEN, YELLOW, RED)
    assert light_history(barely, later, calendar=PLAIN) == (GREEN, YELLOW, RED, YELLOW, RED)
    assert barely.yellow_at == at("2026-10-12 21:00")
    assert light(longer, at("2026-10-12 20:30"), calendar=PLAIN) is RED
    held = pause(longer, at("2026-10-12 22:00"), cause="shelved", calendar=PLAIN)
    assert light(held, at("2026-10-12 21:00"), calendar=PLAIN) is GREEN
    assert light(held, at("2026-10-12 21:00") - US, calendar=PLAIN) is RED


@pytest.mark.parametrize(
    ("granted", "amount", "yellow_at"),
    [
        # At the due moment itself the light is still yellow, and has been since 17:30.
        ("2026-10-12 20:00", 1, "2026-10-12 17:30"),
        # Red from 20:00; the new due is the moment of the grant, which is not red: yellow from then.
        ("2026-10-12 21:00", 1, "2026-10-12 21:00"),
        # Still red after the grant: it turned yellow long ago.
        ("2026-10-12 21:30", 1, "2026-10-12 17:30"),
    ],
)
def test_an_extension_that_leaves_the_light_yellow_or_red(granted: str, amount: int, yellow_at: str) -> None:
    running = timer("2026-10-12 10:00", 10, LimitUnit.HOUR)
    longer = extend(running, at(granted), limit=Limit(amount, LimitUnit.HOUR), calendar=PLAIN)
    assert longer.yellow_at == at(yellow_at)


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        ("2026-10-12 09:59", ()),
        ("2026-10-12 10:00", (GREEN,)),
        ("2026-10-20 08:52:29", (GREEN,)),
        ("2026-10-20 08:52:30", (GREEN, YELLOW)),
        ("2026-10-21 17:30", (GREEN, YELLOW)),
        ("2026-10-21 17:31", (GREEN, YELLOW, RED)),
    ],
)
def test_the_history_has_the_lights_in_order(until: str, expected: tuple[Light, ...]) -> None:
    running = timer("2026-10-12 10:00", 7, LimitUnit.WORKING_DAY)
    assert light_history(running, at(until), calendar=PLAIN) == expected


@modest
@given(STARTS, LIMITS, ACTS, st.booleans())
def test_yellow_begins_in_the_minute_that_counting_finds(
    start: datetime, limit: Limit, acts: list[Act], seasonal: bool
) -> None:
    calendar = CALENDARS[seasonal]
    found = after(start_timer("handle", start, limit=limit, calendar=calendar), acts, calendar)
    if found.is_paused:
        found = resume(found, found.changed_at + timedelta(minutes=75), calendar=calendar)
    assert found.yellow_at is not None
    counted = minute_of_yellow(found, found.changed_at, seasonal=seasonal)
    if counted == found.changed_at:
        assert found.yellow_at <= counted
    else:
        assert counted - MINUTE < found.yellow_at <= counted


@modest
@given(STARTS, LIMITS, ACTS, st.booleans())
def test_the_light_turns_at_yellow_and_after_due_to_the_microsecond(
    start: datetime, limit: Limit, acts: list[Act], seasonal: bool
) -> None:
    calendar = CALENDARS[seasonal]
    found = after(start_timer("handle", start, limit=limit, calendar=calendar), acts, calendar)
    if found.is_paused:
        far = found.changed_at + timedelta(days=400)
        assert light(found, far, calendar=calendar) is light(found, found.changed_at, calendar=calendar)
        return
    assert found.yellow_at is not None
    if found.yellow_at > found.changed_at:
        assert light(found, found.yellow_at, calendar=calendar) is YELLOW
        assert light(found, found.yellow_at - US, calendar=calendar) is GREEN
    if found.due >= found.changed_at:
        assert light(found, found.due, calendar=calendar) is YELLOW
        assert light(found, found.due + US, calendar=calendar) is RED


@modest
@given(STARTS, LIMITS, ACTS)
def test_the_history_is_what_looks_at_every_turn_saw(start: datetime, limit: Limit, acts: list[Act]) -> None:
    found = after(start_timer("handle", start, limit=limit, calendar=PLAIN), acts, PLAIN)
    until = max(found.due, found.changed_at) + timedelta(hours=1)
    looks = {start + timedelta(hours=5 * n) for n in range((until - start) // timedelta(hours=5) + 1)} | {
        until
    }
    for since, each in replay(found, calendar=PLAIN):
        looks |= {since, since - US, each.due, each.due + US, each.yellow_at or since}
    seen = [light(found, look, calendar=PLAIN) for look in sorted(looks) if start <= look <= until]
    assert light_history(found, until, calendar=PLAIN) == tuple(one for one, _ in groupby(seen))
