"""What a clock bar draws and says: segments, what is left in the limit's own clock, and the sentence beside it."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from clocks_acts import ACTS, LIMITS, STARTS, Act, after, timer
from clocks_by_minute import CALENDARS, COUNTERS, PLAIN, SEASONAL, at, modest
from hypothesis import given
from hypothesis import strategies as st

from fengqiao.clocks import (
    Calendar,
    Limit,
    LimitUnit,
    Segment,
    Timer,
    moment_in_words,
    pause,
    remaining,
    resume,
    segments,
    sentence,
    start_timer,
    stop,
)


def said(found: Timer, moment: str, *, locale: str = "zh") -> str:
    return sentence(remaining(found, at(moment), calendar=PLAIN), locale=locale)


def test_segments_part_the_life_of_a_timer() -> None:
    held = pause(
        timer("2026-03-03 09:00", 10, LimitUnit.WORKING_DAY),
        at("2026-03-13 10:00"),
        cause="shelved",
        calendar=PLAIN,
    )
    resumed = resume(held, at("2026-09-22 10:00"), calendar=PLAIN)
    ran = Segment(at("2026-03-03 09:00"), at("2026-03-13 10:00"), "running", None)
    waits = Segment(at("2026-03-13 10:00"), at("2026-09-22 10:00"), "paused", "shelved")
    ran_on = Segment(at("2026-09-22 10:00"), at("2026-09-23 10:00"), "running", None)
    assert segments(resumed, at("2026-09-23 10:00")) == (ran, waits, ran_on)
    assert segments(stop(resumed, at("2026-09-23 10:00")), at("2027-01-01 00:00")) == (ran, waits, ran_on)
    assert segments(held, at("2026-09-22 10:00")) == (ran, waits)
    assert segments(held, at("2026-03-13 10:00")) == (ran,)
    assert segments(held, at("2026-03-03 09:00")) == ()
    assert segments(held, at("2026-03-01 09:00")) == ()


@modest
@given(STARTS, LIMITS, ACTS, st.integers(-3000, 9000))
def test_segments_join_without_gap_or_overlap(
    start: datetime, limit: Limit, acts: list[Act], minutes: int
) -> None:
    found = after(start_timer("handle", start, limit=limit, calendar=PLAIN), acts, PLAIN)
    until = found.changed_at + timedelta(minutes=minutes)
    spans = segments(found, until)
    edges = [edge for span in spans for edge in (span.since, span.until)]
    assert edges[1:-1:2] == edges[2:-1:2]
    assert all(span.since < span.until for span in spans)
    if until > start:
        assert (edges[0], edges[-1]) == (start, until)
    if minutes > 0:
        assert (spans[-1].kind == "paused") is found.is_paused


@pytest.mark.parametrize(
    ("moment", "zh", "en"),
    [
        (
            "2026-10-21 14:30",
            "还剩 1 个工作日 3 小时 · 10月22日 17:30 前",
            "1 working day 3 h left · by 22 Oct 17:30",
        ),
        ("2026-10-20 17:31", "还剩 2 个工作日 · 10月22日 17:30 前", "2 working days left · by 22 Oct 17:30"),
        ("2026-10-22 08:00", "还剩 1 个工作日 · 10月22日 17:30 前", "1 working day left · by 22 Oct 17:30"),
        ("2026-10-22 09:15", "还剩 6 小时 15 分钟 · 10月22日 17:30 前", "6 h 15 min left · by 22 Oct 17:30"),
        ("2026-10-22 17:05", "还剩 25 分钟 · 10月22日 17:30 前", "25 min left · by 22 Oct 17:30"),
        (
            "2026-10-22 17:29:30",
            "还剩不到 1 分钟 · 10月22日 17:30 前",
            "less than 1 min left · by 22 Oct 17:30",
        ),
        ("2026-10-22 17:30", "还剩不到 1 分钟 · 10月22日 17:30 前", "less than 1 min left · by 22 Oct 17:30"),
        ("2026-10-22 17:31", "已逾期 · 期限 10月22日 17:30", "overdue · was due 22 Oct 17:30"),
        ("2026-10-23 09:00", "已逾期 30 分钟 · 期限 10月22日 17:30", "30 min overdue · was due 22 Oct 17:30"),
        (
            "2026-10-27 09:40",
            "已逾期 2 个工作日 1 小时 · 期限 10月22日 17:30",
            "2 working days 1 h overdue · was due 22 Oct 17:30",
        ),
    ],
)
def test_the_sentence_of_a_running_clock(moment: str, zh: str, en: str) -> None:
    running = timer("2026-10-19 09:14", 3, LimitUnit.WORKING_DAY)
    assert said(running, moment) == zh
    assert said(running, moment, locale="zh-Hans") == zh
    assert said(running, moment, locale="en") == en


def test_wall_clock_limits_speak_of_days() -> None:
    running = timer("2026-10-12 09:32", 7, LimitUnit.CALENDAR_DAY)
    assert said(running, "2026-10-17 12:30") == "还剩 2 天 5 小时 · 10月19日 17:30 前"
    assert said(running, "2026-10-18 12:30", locale="en") == "1 day 5 h left · by 19 Oct 17:30"


def test_a_paused_clock_says_why_and_what_is_left() -> None:
    held = pause(
        timer("2026-10-19 09:14", 3, LimitUnit.WORKING_DAY),
        at("2026-10-21 14:30"),
        cause="material",
        calendar=PLAIN,
    )
    assert said(held, "2026-11-11 09:00") == "已暂停计时：等待补充材料 · 还剩 1 个工作日 3 小时"
    assert (
        said(held, "2026-11-11 09:00", locale="en")
        == "Clock paused: waiting for material · 1 working day 3 h left"
    )
    late = pause(
        timer("2026-10-19 09:14", 1, LimitUnit.HOUR), at("2026-10-19 12:14"), cause="上级批示", calendar=PLAIN
    )
    assert said(late, "2026-11-11 09:00") == "已暂停计时：上级批示 · 已逾期 2 小时"
    assert said(late, "2026-11-11 09:00", locale="en") == "Clock paused: 上级批示 · 2 h overdue"


def test_a_stopped_clock_says_how_it_ended() -> None:
    running = timer("2026-10-19 09:14", 3, LimitUnit.WORKING_DAY)
    kept, missed = stop(running, at("2026-10-21 17:05")), stop(running, at("2026-10-23 10:00"))
    assert said(kept, "2026-12-01 09:00") == "计时结束 · 10月21日 17:05 · 按时"
    assert said(missed, "2026-12-01 09:00") == "计时结束 · 10月23日 10:00 · 逾期 1 小时 30 分钟"
    assert said(kept, "2026-12-01 09:00", locale="en") == "Clock ended · 21 Oct 17:05 · on time"
    assert said(missed, "2026-12-01 09:00", locale="en") == "Clock ended · 23 Oct 10:00 · 1 h 30 min overdue"


def test_a_provisional_due_says_so_and_another_year_is_named() -> None:
    running = timer("2026-12-30 16:30", 3, LimitUnit.WORKING_DAY)
    assert said(running, "2026-12-31 17:30") == "还剩 2 个工作日 · 2027年1月4日 17:30 前（暂定）"
    assert (
        said(running, "2026-12-31 17:30", locale="en")
        == "2 working days left · by 4 Jan 2027 17:30 (provisional)"
    )
    assert said(running, "2027-01-05 09:30", locale="en").endswith("was due 4 Jan 17:30 (provisional)")


def test_other_locales_are_refused() -> None:
    left = remaining(timer("2026-10-19 09:14", 3, LimitUnit.HOUR), at("2026-10-19 09:14"), calendar=PLAIN)
    for locale in ("fr", "", "zhuang"):
        with pytest.raises(ValueError, match="speaks"):
            sentence(left, locale=locale)
        with pytest.raises(ValueError, match="speaks"):
            moment_in_words(left.due, left.at, locale=locale)


def test_days_of_different_length_are_still_days() -> None:
    # From the last summer day, 8.. hours: 09-30 has 7.5 h (08:00-12:00, 15:00-18:30), 10-08 has 7 h.
    running = start_timer(
        "handle", at("2026-09-28 10:00"), limit=Limit(4, LimitUnit.WORKING_DAY), calendar=SEASONAL
    )
    left = remaining(running, at("2026-09-30 07:00"), calendar=SEASONAL)
    assert (left.days, left.hours, left.minutes) == (3, 0, 0)
    left = remaining(running, at("2026-09-30 08:00:01"), calendar=SEASONAL)
    assert (left.days, left.hours, left.minutes) == (2, 7, 29)


def test_sessions_on_both_ends_make_a_day_together() -> None:
    running = timer("2026-10-19 16:00", 11, LimitUnit.WORKING_HOUR)
    left = remaining(running, at("2026-10-19 16:30"), calendar=PLAIN)
    assert left.left == timedelta(hours=10.5)
    assert (left.days, left.hours, left.minutes) == (1, 3, 30)
    for hours, whole in ((16, (2, 2, 0)), (12.5, (1, 5, 30)), (7, (1, 0, 0))):
        due_at = PLAIN.add_office_time(at("2026-10-19 10:00"), timedelta(hours=hours))
        running = replace(timer("2026-10-19 10:00", 1, LimitUnit.WORKING_HOUR), due=due_at)
        left = remaining(running, at("2026-10-19 10:00"), calendar=PLAIN)
        assert (left.days, left.hours, left.minutes) == whole
    noon = Calendar({date(2026, 10, 20): False}, frozenset({2026}))
    on_a_free_day = remaining(
        start_timer("handle", at("2026-10-20 10:00"), limit=Limit(8, LimitUnit.WORKING_HOUR), calendar=noon),
        at("2026-10-20 10:00"),
        calendar=noon,
    )
    assert (on_a_free_day.days, on_a_free_day.hours) == (1, 1)


@modest
@given(STARTS, LIMITS, ACTS, st.integers(0, 20000), st.booleans())
def test_what_is_left_adds_up_to_the_counted_minutes(
    start: datetime, limit: Limit, acts: list[Act], minutes: int, seasonal: bool
) -> None:
    calendar, counter = CALENDARS[seasonal], COUNTERS[seasonal]
    found = after(start_timer("handle", start, limit=limit, calendar=calendar), acts, calendar)
    held = found.pauses[-1].since if found.is_paused else found.changed_at + timedelta(minutes=minutes)
    left = remaining(found, found.changed_at + timedelta(minutes=minutes), calendar=calendar)
    first, last = sorted((held, found.due))
    assert left.overdue is (held > found.due)
    assert left.left == timedelta(minutes=counter.own_minutes(first, last, limit.unit))
    if not seasonal:
        day = 7 * 60 if limit.unit.by_office_time else 24 * 60
        assert timedelta(minutes=left.days * day + left.hours * 60 + left.minutes) == left.left
        assert left.hours * 60 + left.minutes < day
    assert 0 <= left.minutes < 60
    assert left.hours >= 0
