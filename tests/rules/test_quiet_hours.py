"""When somebody is told: at once, after quiet hours, or with the day's digest; what is urgent always passes."""

from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengqiao.clocks import SHANGHAI
from fengqiao.clocks.quiet import Quiet, told_at, told_before

NIGHT = Quiet(time(20), time(8))
NOON = Quiet(time(12), time(14))
DIGEST = Quiet(time(20), time(8), time(9))
TIMES = st.none() | st.times().map(lambda at: at.replace(second=0, microsecond=0))
MOMENTS = st.integers(0, 400 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=SHANGHAI) + timedelta(minutes=minutes)
)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("quiet", "came", "told"),
    [
        (Quiet(), at(1, 23), at(1, 23)),
        (NIGHT, at(1, 19, 59), at(1, 19, 59)),
        (NIGHT, at(1, 20), at(2, 8)),
        (NIGHT, at(2, 3), at(2, 8)),
        (NIGHT, at(2, 8), at(2, 8)),
        (NOON, at(2, 13), at(2, 14)),
        (NOON, at(2, 14), at(2, 14)),
        (DIGEST, at(1, 9, 1), at(2, 9)),
        (DIGEST, at(1, 8, 59), at(1, 9)),
        (Quiet(time(20), None), at(1, 21), at(1, 21)),
    ],
    ids=[
        "none",
        "before",
        "evening",
        "night",
        "end",
        "noon",
        "after-noon",
        "digest-missed",
        "digest",
        "half",
    ],
)
def test_it_is_told_when_it_may_be(quiet, came, told):
    assert told_at(came, quiet, urgent=False) == told


@given(MOMENTS, TIMES, TIMES, TIMES)
def test_what_is_urgent_passes_and_nothing_waits_longer_than_a_day(came, since, until, digest):
    quiet = Quiet(since, until, digest)
    assert told_at(came, quiet, urgent=True) == came
    assert came <= told_at(came, quiet, urgent=False) <= came + timedelta(days=1)


@given(MOMENTS, MOMENTS, TIMES, TIMES, TIMES)
def test_all_that_was_told_came_before_one_moment(came, now, since, until, digest):
    quiet = Quiet(since, until, digest)
    if came <= now:
        assert (told_at(came, quiet, urgent=False) <= now) == (came < told_before(now, quiet))


@given(st.integers(0, 3 * 24 * 60), MOMENTS, TIMES, TIMES, TIMES)
def test_what_came_shortly_before_is_told_by_the_same_moment(ago, now, since, until, digest):
    quiet, came = Quiet(since, until, digest), now - timedelta(minutes=ago)
    assert (told_at(came, quiet, urgent=False) <= now) == (came < told_before(now, quiet))
