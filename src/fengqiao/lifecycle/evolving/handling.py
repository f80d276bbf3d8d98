"""What handling's events do."""

from dataclasses import replace
from typing import assert_never

from fengqiao.lifecycle.evolving.parts import (
    cancelled,
    misfit,
    return_lapsed,
    unpaused,
    with_clock,
    with_order,
)
from fengqiao.matters.dispute import Performing
from fengqiao.matters.events.handling import (
    Arrived,
    AssistWaived,
    ClockPaused,
    ClockRecomputed,
    ClockResumed,
    ExtensionApproved,
    ExtensionRefused,
    ExtensionRequested,
    HandlingEvent,
    OrderSubDispatched,
    ProgressAdded,
    ResultSubmitted,
    ShelveApproved,
    ShelvedReviewed,
    ShelveRefused,
    ShelveRequested,
    StruckOff,
    Unshelved,
)
from fengqiao.matters.matter import InProgress, Matter, PendingReview, Shelved, Shelving, Submittable, Working
from fengqiao.matters.recorded import Recorded
from fengqiao.matters.words import Decision, OrderState, PauseCause


def after_handling(matter: Matter, event: HandlingEvent, recorded: Recorded) -> Matter:
    """The matter after an event of handling."""
    match event:
        case OrderSubDispatched():
            return with_order(matter, event.order, lambda o: replace(o, executing_unit=event.to))
        case ProgressAdded():
            return matter
        case Arrived():
            return with_order(
                matter, event.order, lambda o: replace(o, arrived_at=o.arrived_at or recorded.at)
            )
        case ExtensionRequested():
            return replace(matter, extensions=(*matter.extensions, event.request))
        case ExtensionApproved():
            return with_clock(_extension(matter, Decision.APPROVED), event.handle, recorded)
        case ExtensionRefused():
            return _extension(matter, Decision.REFUSED)
        case ShelveRequested():
            return replace(matter, shelvings=(*matter.shelvings, event.request))
        case ShelveApproved():
            shelved = _shelving(matter, Decision.PENDING, decision=Decision.APPROVED)
            stage = Shelved(next_review=event.next_review, before=unpaused(_working(matter)))
            return replace(shelved, stage=stage, handle=event.handle)
        case ShelveRefused():
            return _shelving(matter, Decision.PENDING, decision=Decision.REFUSED)
        case ShelvedReviewed():
            reviewed = replace(
                matter,
                shelvings=tuple(
                    replace(s, reviews=s.reviews + 1, next_review=event.next_review)
                    if _is_open(s) and s.resumed_at is None
                    else s
                    for s in matter.shelvings
                ),
            )
            if not isinstance(matter.stage, Shelved):
                raise misfit(matter, "shelved")
            return replace(reviewed, stage=replace(matter.stage, next_review=event.next_review))
        case Unshelved():
            return with_clock(_resumed(matter, recorded), event.handle, recorded)
        case StruckOff():
            struck = replace(
                matter,
                shelvings=tuple(
                    replace(s, struck_off_at=recorded.at) if _is_open(s) else s for s in matter.shelvings
                ),
            )
            if event.handle is None:
                return struck
            return with_clock(_resumed(struck, recorded), event.handle, recorded)
        case ClockPaused():
            paused = replace(_working(matter), paused=event.cause.value, until=event.until)
            waits = matter.material_pauses + (event.cause is PauseCause.MATERIAL)
            return replace(matter, stage=paused, handle=event.handle, material_pauses=waits)
        case ClockRecomputed():
            return with_clock(matter, event.handle, recorded)
        case ClockResumed():
            return with_clock(replace(matter, stage=unpaused(_working(matter))), event.handle, recorded)
        case ResultSubmitted():
            submitted = with_order(
                matter,
                event.order,
                lambda o: replace(
                    o,
                    state=OrderState.SUBMITTED,
                    submitted_at=recorded.at,
                    submitted_by=recorded.actor,
                    reply=event.reply,
                ),
            )
            if not event.lead:
                return submitted
            if not isinstance(matter.stage, Submittable):
                raise misfit(matter, "to be submitted")
            before = matter.stage
            if isinstance(before, InProgress | Performing):
                before = replace(before, paused="", until=None)
            review = PendingReview(before=before)
            submitted = replace(cancelled(submitted, event.cancelled), stage=review)
            submitted = submitted if matter.dispute is None else return_lapsed(submitted)
            return submitted if event.handle is None else with_clock(submitted, event.handle, recorded)
        case AssistWaived():
            return with_order(matter, event.order, lambda o: replace(o, waived=True))
        case _:
            assert_never(event)


def _extension(matter: Matter, decision: Decision) -> Matter:
    return replace(
        matter,
        extensions=tuple(
            replace(r, decision=decision) if r.decision is Decision.PENDING else r for r in matter.extensions
        ),
    )


def _shelving(matter: Matter, was: Decision, *, decision: Decision) -> Matter:
    return replace(
        matter,
        shelvings=tuple(replace(s, decision=decision) if s.decision is was else s for s in matter.shelvings),
    )


def _resumed(matter: Matter, recorded: Recorded) -> Matter:
    """Back to work. The ledger entry stays open until it is struck off."""
    shelvings = tuple(
        replace(s, resumed_at=recorded.at) if s.decision is Decision.APPROVED and s.resumed_at is None else s
        for s in matter.shelvings
    )
    if not isinstance(matter.stage, Shelved):
        raise misfit(matter, "shelved")
    return replace(matter, stage=matter.stage.before, shelvings=shelvings)


def _working(matter: Matter) -> Working:
    if not isinstance(matter.stage, Working):
        raise misfit(matter, "worked on")
    return matter.stage


def _is_open(shelving: Shelving) -> bool:
    return shelving.decision is Decision.APPROVED and shelving.struck_off_at is None
