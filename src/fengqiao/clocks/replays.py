"""Replays: a timer computed again from its own history and nothing else (DOMAIN 2.7, provisional years)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from fengqiao.clocks.timers import Extension, Pause, Timer, extend, pause, resume, start_timer, stop
from fengqiao.clocks.working_calendar import Calendar


def recompute(timer: Timer, *, calendar: Calendar) -> Timer:
    """Replay a timer's own history with another calendar, as when the notice of a provisional year arrives."""
    return replay(timer, calendar=calendar)[-1][1]


def replay(timer: Timer, *, calendar: Calendar) -> tuple[tuple[datetime, Timer], ...]:
    """Give the timer as it stood after each of its acts, oldest first, each with the moment of the act."""
    now = start_timer(
        timer.name, timer.start, limit=timer.limit, calendar=calendar, yellow_ratio=timer.yellow_ratio
    )
    stood = [(now.start, now)]
    for act in _acts(timer):
        match act:
            case Extension(at=at, limit=limit):
                now = extend(now, at, limit=limit, calendar=calendar)
            case Pause(since=at, cause=cause):
                now = pause(now, at, cause=cause, calendar=calendar)
            case _Resume(at=at):
                now = resume(now, at, calendar=calendar)
            case _ as never:
                assert_never(never)
        stood.append((at, now))
    if timer.stopped_at is not None:
        stood.append((timer.stopped_at, stop(now, timer.stopped_at)))
    return tuple(stood)


@dataclass(frozen=True, slots=True)
class _Resume:
    at: datetime


def _acts(timer: Timer) -> Iterator[Extension | Pause | _Resume]:
    turns = 0
    for each in timer.pauses:
        yield from (one for one in timer.extensions if one.turns_before == turns)
        yield each
        turns += 1
        stopped_in_it = each is timer.pauses[-1] and timer.left_at_pause is not None
        if each.until is not None and not stopped_in_it:
            yield from (one for one in timer.extensions if one.turns_before == turns)
            yield _Resume(each.until)
            turns += 1
    yield from (one for one in timer.extensions if one.turns_before == turns)
