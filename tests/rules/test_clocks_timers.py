"""Timers: extensions from the old due, pauses that freeze what is left, verdicts, and replays of the history."""

from collections.abc import Callable
from dataclasses import FrozenInstanceError, replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from clocks_acts import timer
from clocks_by_minute import PLAIN, at, shown

from fengqiao.clocks import (
    Calendar,
    DueBasis,
    Limit,
    LimitUnit,
    OutOfCalendar,
    Pause,
    TimerError,
    due,
    extend,
    on_time,
    on_time_strict,
    pause,
    recompute,
    resume,
    start_timer,
    stop,
)

WORKING_DAY, WORKING_HOUR, CALENDAR_DAY, HOUR = (
    LimitUnit.WORKING_DAY,
    LimitUnit.WORKING_HOUR,
    LimitUnit.CALENDAR_DAY,
    LimitUnit.HOUR,
)


def test_a_timer_keeps_what_its_due_was_counted_from() -> None:
    started = timer("2026-10-12 10:00", 7, WORKING_DAY)
    assert shown(started.due) == shown(started.original_due) == "2026-10-21 17:30"
    assert started.due_basis == DueBasis(at("2026-10-12 10:00"), 7, WORKING_DAY)
    assert started.yellow_at is not None
    assert shown(started.yellow_at) == "2026-10-20 08:5230.000000"


def test_an_extension_is_counted_from_the_old_due() -> None:
    started = timer("2026-10-12 09:00", 15, WORKING_DAY)
    longer = extend(started, at("2026-10-30 15:00"), limit=Limit(10, WORKING_DAY), calendar=PLAIN)
    assert shown(longer.due) == "2026-11-16 17:30"
    assert longer.due_basis == DueBasis(at("2026-11-02 17:30"), 10, WORKING_DAY)
    assert shown(longer.original_due) == "2026-11-02 17:30"
    stopped = stop(longer, at("2026-11-16 16:30"))
    assert on_time(stopped)
    assert not on_time_strict(stopped)


def test_an_extension_in_another_unit_is_refused() -> None:
    with pytest.raises(TimerError, match="working_day"):
        extend(
            timer("2026-10-12 09:00", 3, WORKING_DAY),
            at("2026-10-12 10:00"),
            limit=Limit(10, HOUR),
            calendar=PLAIN,
        )


def test_shelving_freezes_working_minutes_and_resumes_to_a_close() -> None:
    paused = pause(
        timer("2026-03-03 09:00", 10, WORKING_DAY), at("2026-03-13 10:00"), cause="shelved", calendar=PLAIN
    )
    assert paused.is_paused
    assert paused.left_at_pause == timedelta(hours=5.5 + 7 + 7)
    assert paused.yellow_at is None
    resumed = resume(paused, at("2026-09-22 10:00"), calendar=PLAIN)
    assert not resumed.is_paused
    assert shown(resumed.due) == "2026-09-24 17:30"
    assert shown(resumed.original_due) == "2026-03-17 17:30"
    assert on_time(stop(resumed, at("2026-09-24 17:30")))
    assert not on_time(stop(resumed, at("2026-09-24 17:31")))


@pytest.mark.parametrize(
    ("start", "limit", "paused", "resumed", "expected"),
    [
        # 20.5 hours left; the fair share would end at 06:30, the day limit ends at the close of that day.
        (
            "2026-10-12 09:00",
            Limit(3, CALENDAR_DAY),
            "2026-10-14 21:00",
            "2026-10-19 10:00",
            "2026-10-20 17:30",
        ),
        # Ends on Saturday 10-24, so on Monday.
        (
            "2026-10-12 09:00",
            Limit(3, CALENDAR_DAY),
            "2026-10-13 17:30",
            "2026-10-22 10:00",
            "2026-10-26 17:30",
        ),
        # One hour left, taken up after hours: the close of that day has passed, so the next.
        (
            "2026-10-12 09:00",
            Limit(3, CALENDAR_DAY),
            "2026-10-15 16:30",
            "2026-10-19 18:00",
            "2026-10-20 17:30",
        ),
        (
            "2026-10-12 09:00",
            Limit(2, WORKING_DAY),
            "2026-10-14 16:30",
            "2026-10-19 18:00",
            "2026-10-20 17:30",
        ),
        ("2026-10-12 09:00", Limit(24, HOUR), "2026-10-12 21:00", "2026-10-17 03:00", "2026-10-17 15:00"),
        (
            "2026-10-12 09:00",
            Limit(4, WORKING_HOUR),
            "2026-10-12 11:00",
            "2026-10-17 03:00",
            "2026-10-19 10:30",
        ),
        # Paused at the very due: nothing is left, and nothing is overdue.
        (
            "2026-10-12 09:00",
            Limit(4, WORKING_HOUR),
            "2026-10-12 15:00",
            "2026-10-17 03:00",
            "2026-10-17 03:00",
        ),
        (
            "2026-10-12 09:00",
            Limit(2, WORKING_DAY),
            "2026-10-14 17:30",
            "2026-10-17 03:00",
            "2026-10-19 17:30",
        ),
        (
            "2026-10-12 09:00",
            Limit(2, WORKING_DAY),
            "2026-10-14 17:30",
            "2026-10-19 17:30",
            "2026-10-19 17:30",
        ),
    ],
)
def test_a_resume_gives_back_what_was_left(
    start: str, limit: Limit, paused: str, resumed: str, expected: str
) -> None:
    held = pause(timer(start, limit.amount, limit.unit), at(paused), cause="material", calendar=PLAIN)
    assert shown(resume(held, at(resumed), calendar=PLAIN).due) == expected


def test_a_pause_does_not_revive_an_overdue_limit() -> None:
    late = pause(
        timer("2026-10-12 09:00", 2, WORKING_DAY), at("2026-10-14 17:31"), cause="shelved", calendar=PLAIN
    )
    assert late.left_at_pause == timedelta()
    again = resume(late, at("2026-10-20 09:00"), calendar=PLAIN)
    assert shown(again.due) == "2026-10-14 17:30"
    assert not on_time(stop(late, at("2026-10-15 09:00")))
    assert not on_time(stop(again, at("2026-10-20 09:00")))


def test_an_extension_while_paused_is_added_to_what_is_left() -> None:
    paused = pause(
        timer("2026-10-12 09:00", 2, WORKING_DAY), at("2026-10-14 10:30"), cause="material", calendar=PLAIN
    )
    longer = extend(paused, at("2026-10-16 09:00"), limit=Limit(1, WORKING_DAY), calendar=PLAIN)
    assert longer.is_paused
    assert longer.left_at_pause == timedelta(hours=5 + 7)
    assert shown(resume(longer, at("2026-10-19 10:30"), calendar=PLAIN).due) == "2026-10-20 17:30"


def test_a_timer_stopped_in_a_pause_is_judged_by_the_pause() -> None:
    paused = pause(
        timer("2026-10-12 09:00", 2, WORKING_DAY), at("2026-10-14 10:00"), cause="shelved", calendar=PLAIN
    )
    stopped = stop(paused, at("2026-12-01 10:00"))
    assert on_time(stopped)
    assert not stopped.is_paused
    assert stopped.pauses[-1].until == stopped.stopped_at
    assert not on_time_strict(stopped)


def test_the_last_instant_is_on_time() -> None:
    running = timer("2026-10-19 09:12", 3, LimitUnit.MINUTE)
    assert on_time(stop(running, at("2026-10-19 09:15")))
    assert not on_time(stop(running, at("2026-10-19 09:15:00.000001")))
    assert on_time_strict(stop(running, at("2026-10-19 09:15")))
    assert not on_time_strict(stop(running, at("2026-10-19 09:15:00.000001")))


def test_acts_out_of_turn_are_refused() -> None:
    running = timer("2026-10-12 09:00", 2, WORKING_DAY)
    paused = pause(running, at("2026-10-12 10:00"), cause="material", calendar=PLAIN)
    stopped = stop(paused, at("2026-10-12 12:00"))
    noon, limit = at("2026-10-12 12:00"), Limit(1, WORKING_DAY)
    for act in (
        lambda: resume(running, noon, calendar=PLAIN),
        lambda: pause(paused, noon, cause="shelved", calendar=PLAIN),
        lambda: pause(running, at("2026-10-12 08:59"), cause="shelved", calendar=PLAIN),
        lambda: resume(paused, at("2026-10-12 09:59"), calendar=PLAIN),
        lambda: extend(paused, at("2026-10-12 09:59"), limit=limit, calendar=PLAIN),
        lambda: stop(stopped, noon),
        lambda: resume(stopped, noon, calendar=PLAIN),
        lambda: extend(stopped, noon, limit=limit, calendar=PLAIN),
        lambda: on_time(running),
        lambda: on_time_strict(paused),
    ):
        with pytest.raises(TimerError):
            act()
    with pytest.raises(ValueError, match="time zone"):
        stop(running, noon.replace(tzinfo=None))


@pytest.mark.parametrize("ratio", ["-0.01", "1", "NaN"])
def test_impossible_ratios_are_refused(ratio: str) -> None:
    with pytest.raises(ValueError):
        start_timer(
            "handle",
            at("2026-10-12 09:00"),
            limit=Limit(1, HOUR),
            calendar=PLAIN,
            yellow_ratio=Decimal(ratio),
        )


def test_a_timer_that_neither_runs_nor_waits_cannot_be_built() -> None:
    running = timer("2026-10-12 09:00", 2, WORKING_DAY)
    paused = pause(running, at("2026-10-12 10:00"), cause="material", calendar=PLAIN)
    broken: tuple[Callable[[], object], ...] = (
        lambda: replace(running, yellow_at=None),
        lambda: replace(running, left_at_pause=timedelta()),
        lambda: replace(running, yellow_at_pause=running.due),
        lambda: replace(paused, pauses=()),
        lambda: replace(paused, yellow_at=paused.due),
        lambda: replace(paused, left_at_pause=None),
        lambda: replace(paused, yellow_at_pause=None),
    )
    for build in broken:
        with pytest.raises(ValueError, match="neither"):
            build()


def test_records_of_the_clock_do_not_change() -> None:
    running = timer("2026-10-12 09:00", 2, WORKING_DAY)
    records = (running, running.limit, running.due_basis, Pause(running.start, None, "material"))
    for record in (*records, due(running.start, running.limit, calendar=PLAIN)):
        with pytest.raises(FrozenInstanceError):
            setattr(record, next(iter(record.__dataclass_fields__)), None)


def test_timers_past_the_last_year_say_so() -> None:
    with pytest.raises(OutOfCalendar):
        timer("9999-12-30 09:00", 5, WORKING_DAY)
    held = pause(timer("2026-10-12 09:00", 5, HOUR), at("2026-10-12 10:00"), cause="shelved", calendar=PLAIN)
    with pytest.raises(OutOfCalendar):
        resume(held, at("9999-12-31 22:00"), calendar=PLAIN)


def test_the_notice_of_a_year_moves_provisional_timers_only() -> None:
    notice = {date(2027, 1, 1): False, date(2027, 1, 3): True}
    noticed = Calendar({**PLAIN.days, **notice}, frozenset({2026, 2027}))
    started = timer("2026-12-28 10:00", 4, WORKING_DAY)
    assert started.provisional
    assert shown(started.due) == "2027-01-01 17:30"
    held = pause(started, at("2026-12-31 10:30"), cause="material", calendar=PLAIN)
    sure = recompute(resume(held, at("2026-12-31 15:30"), calendar=PLAIN), calendar=noticed)
    assert not sure.provisional
    # 5 + 7 hours were left: 2 on 12-31, 7 on the make-up Sunday, 3 on Monday.
    assert shown(sure.due) == "2027-01-04 17:30"
    assert shown(sure.original_due) == "2027-01-03 17:30"
    assert [each.cause for each in sure.pauses] == ["material"]
    settled = timer("2026-10-12 10:00", 4, WORKING_DAY)
    assert not settled.provisional
    assert recompute(settled, calendar=noticed) == settled


def test_a_timer_becomes_provisional_when_it_grows_into_a_year_without_a_notice() -> None:
    running = timer("2026-12-14 10:00", 5, WORKING_DAY)
    assert not running.provisional
    longer = extend(running, at("2026-12-15 10:00"), limit=Limit(10, WORKING_DAY), calendar=PLAIN)
    assert longer.provisional
    held = pause(running, at("2026-12-15 10:00"), cause="shelved", calendar=PLAIN)
    assert not held.provisional
    assert resume(held, at("2026-12-30 10:00"), calendar=PLAIN).provisional
    assert not resume(held, at("2026-12-21 10:00"), calendar=PLAIN).provisional
