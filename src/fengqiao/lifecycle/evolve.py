"""evolve(state, event) -> state: what each event does to the matter. Replaying the events gives the row."""

from collections.abc import Iterable
from dataclasses import replace

from fengqiao.lifecycle.evolving.bookings import after_booking
from fengqiao.lifecycle.evolving.dispatch import after_dispatch
from fengqiao.lifecycle.evolving.feedback import after_feedback
from fengqiao.lifecycle.evolving.handling import after_handling
from fengqiao.lifecycle.evolving.intake import after_intake, registered
from fengqiao.lifecycle.evolving.mediation import after_mediation
from fengqiao.lifecycle.evolving.supervision import after_supervision
from fengqiao.lifecycle.evolving.triage import after_triage
from fengqiao.matters.bookings import lapsed
from fengqiao.matters.events import (
    BookingEvent,
    DispatchEvent,
    FeedbackEvent,
    HandlingEvent,
    IntakeEvent,
    MediationEvent,
    SupervisionEvent,
    TriageEvent,
)
from fengqiao.matters.events.intake import MatterRegistered
from fengqiao.matters.matter import Matter
from fengqiao.matters.recorded import Recorded


def evolve(matter: Matter | None, recorded: Recorded) -> Matter:
    """The matter after this event. The first event must be its registration; ValueError otherwise."""
    event = recorded.event
    if matter is None:
        if not isinstance(event, MatterRegistered):
            raise ValueError(f"a matter begins with its registration, not with {type(event).__name__}")
        return registered(event, recorded)
    after = replace(_after(matter, recorded), version=recorded.seq)
    if after.bookings:
        return replace(after, bookings=lapsed(after.bookings, after.state, recorded.at))
    return after


def replay(events: Iterable[Recorded]) -> Matter:
    """The matter that these events make; ValueError if there are none."""
    matter: Matter | None = None
    for recorded in events:
        matter = evolve(matter, recorded)
    if matter is None:
        raise ValueError("no events")
    return matter


def _after(matter: Matter, recorded: Recorded) -> Matter:
    event = recorded.event
    if isinstance(event, IntakeEvent):
        return after_intake(matter, event, recorded)
    if isinstance(event, TriageEvent):
        return after_triage(matter, event)
    if isinstance(event, DispatchEvent):
        return after_dispatch(matter, event, recorded)
    if isinstance(event, HandlingEvent):
        return after_handling(matter, event, recorded)
    if isinstance(event, MediationEvent):
        return after_mediation(matter, event, recorded)
    if isinstance(event, BookingEvent):
        return after_booking(matter, event, recorded)
    if isinstance(event, SupervisionEvent):
        return after_supervision(matter, event, recorded)
    if isinstance(event, FeedbackEvent):
        return after_feedback(matter, event, recorded)
    raise TypeError(f"not an event: {event!r}")
