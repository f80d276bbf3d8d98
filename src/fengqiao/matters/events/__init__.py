"""Events: what happened, in the past tense, a union per phase and one for all.

Each class is one `kind` (its name) at version 1 unless `V` says otherwise. No field holds free text or a name.
"""

from typing import get_args

from fengqiao.matters.events.bookings import BookingEvent
from fengqiao.matters.events.dispatch import DispatchEvent
from fengqiao.matters.events.feedback import FeedbackEvent
from fengqiao.matters.events.handling import HandlingEvent
from fengqiao.matters.events.intake import IntakeEvent
from fengqiao.matters.events.mediation import MediationEvent
from fengqiao.matters.events.supervision import SupervisionEvent
from fengqiao.matters.events.triage import TriageEvent

Event = (
    IntakeEvent
    | TriageEvent
    | DispatchEvent
    | HandlingEvent
    | MediationEvent
    | BookingEvent
    | SupervisionEvent
    | FeedbackEvent
)

EVENTS: dict[str, type] = {cls.__name__: cls for cls in get_args(Event)}
"""Every event class by its kind."""


def kind_of(event: Event) -> str:
    """The kind an event is stored under."""
    return type(event).__name__


__all__ = [
    "EVENTS",
    "BookingEvent",
    "DispatchEvent",
    "Event",
    "FeedbackEvent",
    "HandlingEvent",
    "IntakeEvent",
    "MediationEvent",
    "SupervisionEvent",
    "TriageEvent",
    "kind_of",
]
