"""Timers: a limit that runs, is extended, pauses, goes on and stops. Every act gives a new timer.

Sources: DOMAIN 2.7; RULINGS 6, 8, 14, 15. A timer keeps its whole history, so it can be computed again from it alone.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cache

from fengqiao.clocks.deadlines import add_own_time, close_of, due, own_time, rests_on_unpublished
from fengqiao.clocks.limits import Limit, LimitUnit
from fengqiao.clocks.moments import MICROSECOND, day_after, day_of, utc
from fengqiao.clocks.working_calendar import Calendar

YELLOW_RATIO = Decimal("0.25")
"""The light is yellow when no more than this part of the limit is left (DOMAIN 2.7)."""

_NOTHING = timedelta()


class TimerError(ValueError):
    """An act that does not fit what the timer has been through, such as resuming one that runs."""


@dataclass(frozen=True, slots=True)
class Pause:
    """A span in which the timer did not run; `until` is None while it lasts."""

    since: datetime
    until: datetime | None
    cause: str


@dataclass(frozen=True, slots=True)
class Extension:
    """Time granted at `at`, counted from the due moment that held until then.

    `turns_before`: how many pauses and resumes came before it, which settles the order of acts of one instant.
    """

    at: datetime
    limit: Limit
    old_due: datetime
    turns_before: int


@dataclass(frozen=True, slots=True)
class DueBasis:
    """What the current due was counted from: after an extension the old due and the added amount.

    A resume moves the due but not its basis.
    """

    start: datetime
    amount: int
    unit: LimitUnit


@dataclass(frozen=True, slots=True)
class Timer:
    """One limit of one matter or order; moments in UTC.

    `due` while paused: the due moment as it stood at the pause, extensions added. `yellow_at`: when the light turns
    or turned yellow; None while paused, when `yellow_at_pause` keeps it. `left_at_pause`: what was left in the limit's
    own clock, nothing if overdue; None while running. `provisional`: a year without a notice had a say.
    A timer stopped in a pause keeps both, and its last pause ends with it.
    """

    name: str
    start: datetime
    limit: Limit
    due: datetime
    original_due: datetime
    due_basis: DueBasis
    yellow_at: datetime | None
    yellow_ratio: Decimal
    provisional: bool
    extensions: tuple[Extension, ...] = ()
    pauses: tuple[Pause, ...] = ()
    left_at_pause: timedelta | None = None
    yellow_at_pause: datetime | None = None
    stopped_at: datetime | None = None

    def __post_init__(self) -> None:
        running = self.left_at_pause is None and self.yellow_at_pause is None and self.yellow_at is not None
        held = self.left_at_pause is not None and self.yellow_at_pause is not None and self.yellow_at is None
        if not running and not (held and self.pauses):
            raise ValueError(f"timer {self.name} is neither running nor paused")

    @property
    def is_paused(self) -> bool:
        """Tell whether the timer waits for a resume."""
        return self.left_at_pause is not None and self.stopped_at is None

    @property
    def changed_at(self) -> datetime:
        """The moment of the last act."""
        acts = [self.start, *(each.at for each in self.extensions[-1:])]
        acts.extend(each.until or each.since for each in self.pauses[-1:])
        return max(acts) if self.stopped_at is None else self.stopped_at

    def held_at(self, at: datetime) -> datetime:
        """Give the moment that counts at `at`: no later than the stop, and the begin of the pause while paused."""
        ends = [] if self.stopped_at is None else [self.stopped_at]
        if self.left_at_pause is not None:
            ends.append(self.pauses[-1].since)
        return max(self.start, min([utc(at), *ends]))


def start_timer(
    name: str, at: datetime, *, limit: Limit, calendar: Calendar, yellow_ratio: Decimal = YELLOW_RATIO
) -> Timer:
    """Start a timer; the ratio at which its light turns yellow (0 to below 1) stays with it.

    Raises OutOfCalendar past year 9999, ValueError for a naive moment or an impossible ratio.
    """
    if not (yellow_ratio.is_finite() and 0 <= yellow_ratio < 1):
        raise ValueError(f"the yellow ratio is at least 0 and below 1, not {yellow_ratio}")
    first = due(at, limit, calendar=calendar)
    basis = DueBasis(first.start, limit.amount, limit.unit)
    whole = own_time(first.start, first.at, unit=limit.unit, calendar=calendar)
    green = whole - _yellow_part(whole, yellow_ratio)
    return Timer(
        name=name,
        start=first.start,
        limit=limit,
        due=first.at,
        original_due=first.at,
        due_basis=basis,
        yellow_at=add_own_time(first.start, green, unit=limit.unit, calendar=calendar),
        yellow_ratio=yellow_ratio,
        provisional=first.provisional,
    )


def extend(timer: Timer, at: datetime, *, limit: Limit, calendar: Calendar) -> Timer:
    """Grant more time at `at`, counted from the old due, also when that has passed or the timer is paused.

    Raises TimerError when the unit is not the timer's own (RULINGS 6), the timer has stopped, or `at` is before the
    last act.
    """
    at = _next_act(timer, at)
    if limit.unit is not timer.limit.unit:
        raise TimerError(
            f"timer {timer.name} runs in {timer.limit.unit}s and is extended in them, not {limit.unit}s"
        )
    added = due(timer.due, limit, calendar=calendar)
    turns = len(timer.pauses) + sum(each.until is not None for each in timer.pauses)
    extended = replace(
        timer,
        due=added.at,
        due_basis=DueBasis(timer.due, limit.amount, limit.unit),
        provisional=timer.provisional or added.provisional,
        extensions=(*timer.extensions, Extension(at, limit, timer.due, turns)),
    )
    if not timer.is_paused:
        return replace(extended, yellow_at=_aim(timer, extended, at, calendar=calendar))
    since = timer.pauses[-1].since
    left = own_time(since, extended.due, unit=limit.unit, calendar=calendar)
    return replace(
        extended,
        left_at_pause=max(left, _NOTHING),
        yellow_at_pause=_aim(timer, extended, since, calendar=calendar),
    )


def pause(timer: Timer, at: datetime, *, cause: str, calendar: Calendar) -> Timer:
    """Stop the clock for a while and freeze what is left in the limit's own clock (RULINGS 8).

    Raises TimerError when it is paused or stopped already, or `at` is before the last act.
    """
    at = _next_act(timer, at)
    if timer.is_paused:
        raise TimerError(f"timer {timer.name} is paused already")
    left = own_time(at, timer.due, unit=timer.limit.unit, calendar=calendar)
    return replace(
        timer,
        pauses=(*timer.pauses, Pause(at, None, cause)),
        left_at_pause=max(left, _NOTHING),
        yellow_at_pause=timer.yellow_at,
        yellow_at=None,
    )


def resume(timer: Timer, at: datetime, *, calendar: Calendar) -> Timer:
    """Let a paused timer run on: due = now + what was left; a day limit ends at the close of that day, which moves
    on if it is free (RULINGS 8).

    A limit that was overdue at the pause stays so: nothing was left that could move its due. Where the close of that
    day lies before the resume itself (left over after hours), the day limit ends at the next close.
    Raises TimerError when it is not paused or `at` is before the last act, OutOfCalendar past year 9999.
    """
    at = _next_act(timer, at)
    if timer.left_at_pause is None:
        raise TimerError(f"timer {timer.name} is not paused")
    since, cause = timer.pauses[-1].since, timer.pauses[-1].cause
    resumed = replace(
        timer,
        pauses=(*timer.pauses[:-1], Pause(since, at, cause)),
        left_at_pause=None,
        yellow_at_pause=None,
        yellow_at=timer.yellow_at_pause,
    )
    if since > timer.due:
        return resumed
    unit = timer.limit.unit
    new_due = _due_with_left(at, timer.left_at_pause, unit=unit, calendar=calendar)
    unsure = rests_on_unpublished(at, new_due, unit=unit, calendar=calendar)
    resumed = replace(resumed, due=new_due, provisional=timer.provisional or unsure)
    return replace(resumed, yellow_at=_aim(timer, resumed, at, calendar=calendar))


def stop(timer: Timer, at: datetime) -> Timer:
    """Stop a timer for good; one that is paused is judged by the begin of its pause.

    Raises TimerError when it has stopped already or `at` is before the last act.
    """
    at = _next_act(timer, at)
    if not timer.is_paused:
        return replace(timer, stopped_at=at)
    last = replace(timer.pauses[-1], until=at)
    return replace(timer, stopped_at=at, pauses=(*timer.pauses[:-1], last))


def on_time(timer: Timer) -> bool:
    """Tell whether a stopped timer kept its limit, pauses and extensions counted; TimerError while it runs."""
    return timer.held_at(_stopped(timer)) <= timer.due


def on_time_strict(timer: Timer) -> bool:
    """Tell whether a stopped timer kept its original due (按原期限); TimerError while it runs."""
    return _stopped(timer) <= timer.original_due


def _next_act(timer: Timer, at: datetime) -> datetime:
    at = utc(at)
    if timer.stopped_at is not None:
        raise TimerError(f"timer {timer.name} has stopped")
    if at < timer.changed_at:
        raise TimerError(f"timer {timer.name} was last changed at {timer.changed_at}, after {at}")
    return at


def _stopped(timer: Timer) -> datetime:
    if timer.stopped_at is None:
        raise TimerError(f"timer {timer.name} has not stopped")
    return timer.stopped_at


def _due_with_left(at: datetime, left: timedelta, *, unit: LimitUnit, calendar: Calendar) -> datetime:
    end = add_own_time(at, left, unit=unit, calendar=calendar)
    if not unit.by_day:
        return end
    close = close_of(day_of(end), calendar=calendar)
    return close if close >= at else close_of(day_after(day_of(end)), calendar=calendar)


def _aim(old: Timer, new: Timer, at: datetime, *, calendar: Calendar) -> datetime:
    """Give the moment at which the light of `new`, in force from `at`, turns yellow, or turned if it is already."""
    ahead = _turns_yellow(new, at, calendar=calendar)
    if ahead is not None:
        return ahead
    turned = old.yellow_at if old.yellow_at is not None else old.yellow_at_pause
    was_red, is_red = old.held_at(at) > old.due, at > new.due
    if turned is not None and turned <= at and (is_red or not was_red):
        return turned
    return at


def _turns_yellow(timer: Timer, at: datetime, *, calendar: Calendar) -> datetime | None:
    """Give the moment after `at` from which no more than the ratio of the limit is left; None if that is so at `at`.

    The limit is start to due without its pauses, in its own clock. Counted in whole microseconds, rounded so that
    exactly the ratio is yellow.
    """
    unit = timer.limit.unit
    whole = own_time(timer.start, timer.due, unit=unit, calendar=calendar)
    for each in timer.pauses:
        if each.until is not None and each.since < timer.due:
            whole -= own_time(each.since, min(each.until, timer.due), unit=unit, calendar=calendar)
    green = own_time(at, timer.due, unit=unit, calendar=calendar) - _yellow_part(whole, timer.yellow_ratio)
    return add_own_time(at, green, unit=unit, calendar=calendar) if green > _NOTHING else None


def _yellow_part(whole: timedelta, ratio: Decimal) -> timedelta:
    """The last part of a limit, in which its light is yellow, rounded down to whole microseconds."""
    above, below = _in_whole_numbers(ratio)
    return whole // MICROSECOND * above // below * MICROSECOND


_in_whole_numbers = cache(Decimal.as_integer_ratio)
