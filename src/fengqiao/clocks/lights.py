"""Lights: green in time, yellow near due, red overdue (DOMAIN 2.7; RULINGS 15)."""

from datetime import datetime
from enum import StrEnum

from fengqiao.clocks.moments import utc
from fengqiao.clocks.replays import replay
from fengqiao.clocks.timers import Timer
from fengqiao.clocks.working_calendar import Calendar


class Light(StrEnum):
    """The light of a clock; not to be mixed with the risk colours of a case."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


def light(timer: Timer, at: datetime, *, calendar: Calendar) -> Light:
    """Give the light that a timer shows at a moment, also at one before its last act; frozen by pause and stop.

    The due moment itself is not red; exactly the yellow ratio left is yellow.
    """
    return _shown(_as_at(timer, utc(at), calendar=calendar), at)


def light_history(timer: Timer, until: datetime, *, calendar: Calendar) -> tuple[Light, ...]:
    """Give the lights that a timer has shown up to and with a moment, in order, without repeating a lasting one."""
    until = utc(until)
    stood = [(since, each) for since, each in replay(timer, calendar=calendar) if since <= until]
    shown: list[Light] = []
    for place, (since, each) in enumerate(stood):
        lasts = place == len(stood) - 1
        end = until if lasts else stood[place + 1][0]
        if since == end and not lasts:
            continue  # Another act of the same instant took its place before anybody could see it.
        lights = [_shown(each, since)]
        if each.yellow_at is not None and since < each.yellow_at and (each.yellow_at < end or lasts):
            lights.append(_shown(each, min(each.yellow_at, end)))
        if each.held_at(end) > each.due:
            lights.append(Light.RED)
        shown.extend(one for one in lights if not shown or shown[-1] is not one)
    return tuple(shown)


def _as_at(timer: Timer, at: datetime, *, calendar: Calendar) -> Timer:
    if at >= timer.changed_at:
        return timer
    stood = replay(timer, calendar=calendar)
    return next((each for since, each in reversed(stood) if since <= at), stood[0][1])


def _shown(timer: Timer, at: datetime) -> Light:
    held = timer.held_at(at)
    if held > timer.due:
        return Light.RED
    yellow_at = timer.yellow_at or timer.yellow_at_pause
    return Light.YELLOW if yellow_at is not None and held >= yellow_at else Light.GREEN
