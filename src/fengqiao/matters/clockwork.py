"""What several phases do with a matter's timers: stop them, pass the verdict, open the visit."""

from datetime import datetime

from fengqiao.clocks import Light, Limit, LimitUnit, Timer, on_time, on_time_strict, resume, start_timer, stop
from fengqiao.matters.facts import Facts
from fengqiao.matters.matter import Matter, Merged, Verdict, Visit, Working
from fengqiao.people.actors import Post
from fengqiao.shared.refused import invalid


def started(name: str, limit: Limit, facts: Facts) -> Timer:
    """A timer started now, with the county's yellow ratio."""
    return start_timer(
        name, facts.now, limit=limit, calendar=facts.calendar, yellow_ratio=facts.profile.yellow_ratio
    )


def stopped(timer: Timer | None, facts: Facts) -> Timer | None:
    """The timer stopped now, if it runs."""
    if timer is None or timer.stopped_at is not None:
        return timer
    return stop(timer, facts.now)


def running(timer: Timer, facts: Facts, *, until: datetime | None = None) -> Timer:
    """The timer with its pause ended now, if it was paused.

    `until`: the wait was over then, so the pause ends no later, however late that is noted.
    """
    if not timer.is_paused:
        return timer
    at = facts.now if until is None else max(timer.changed_at, min(facts.now, until))
    return resume(timer, at, calendar=facts.calendar)


def resumed(matter: Matter, facts: Facts) -> Timer | None:
    """The main clock with its pause ended, where a step ends what it waited for; None where it was not paused."""
    if matter.handle is None or not matter.handle.is_paused:
        return None
    until = matter.stage.until if isinstance(matter.stage, Working) else None
    return running(matter.handle, facts, until=until)


def verdict(matter: Matter, handle: Timer, at: datetime) -> Verdict:
    """How a stopped main clock is judged: against the current due, and against the original one.

    A dispute is judged on the earliest of agreement, failure and diversion instead (RULINGS 22).
    """
    met = matter.dispute.concluded if matter.dispute is not None else None
    if met is not None:
        return Verdict(
            resolved_at=at,
            due=met.due,
            original_due=met.original_due,
            on_time=met.at <= met.due,
            on_time_strict=met.at <= met.original_due,
        )
    return Verdict(
        resolved_at=at,
        due=handle.due,
        original_due=handle.original_due,
        on_time=on_time(handle),
        on_time_strict=on_time_strict(handle),
    )


def open_visit(matter: Matter, facts: Facts) -> Visit | None:
    """The visit task of this round, if there is somebody to ask. Guard-1 matters get a safe contact only.

    Who reported without a name cannot be called, but holds the code and may say there whether it is solved.
    """
    if matter.requester is None and matter.registered_by.post is not Post.CITIZEN:
        return None
    category = facts.categories.get(matter.category)
    return Visit(
        round=matter.round,
        timer=started("visit", facts.profile.visit, facts),
        safe_contact_only=category is not None and category.no_mediation,
    )


def counting(matter: Matter, *own: Timer | None) -> tuple[Timer, ...]:
    """Those of a matter's own clocks that count now.

    A follower's rest, as they were when it was merged, for the day it is given back: its main matter's count instead
    (RULINGS 12). What had stopped before stays told.
    """
    rests = isinstance(matter.stage, Merged)
    return tuple(timer for timer in own if timer is not None and not (rests and timer.stopped_at is None))


def handle_limit(category: str, facts: Facts) -> Limit:
    """The main limit of a category."""
    info = facts.category(category)
    return Limit(info.limit_amount, LimitUnit(info.limit_unit))


def parse_limit(text: str, field: str) -> Limit:
    """`number_unit`, e.g. 30_minutes or 1_working_day; refuses anything else, naming the field."""
    number, _, unit = text.partition("_")
    try:
        return Limit(int(number), LimitUnit(unit.removesuffix("s")))
    except ValueError:
        raise invalid(
            field, f"期限写法不对：{text or '（空）'}", f"not a limit: {text or '(empty)'}"
        ) from None


def counting_at(matter: Matter, at: datetime) -> datetime:
    """The moment that the main clock's light is read at: no later than the conclusion of a dispute (RULINGS 22)."""
    met = matter.dispute.concluded if matter.dispute is not None else None
    return at if met is None else min(at, met.at)


def light_at(timer: Timer, at: datetime) -> Light:
    """The light that a timer as it stands shows at a moment after its last act."""
    held = timer.held_at(at)
    if held > timer.due:
        return Light.RED
    yellow_at = timer.yellow_at or timer.yellow_at_pause
    return Light.YELLOW if yellow_at is not None and held >= yellow_at else Light.GREEN
