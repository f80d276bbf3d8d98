"""Events of the calendar: a session is booked, moved, called off. Nothing of what is said there stands in them."""

from dataclasses import dataclass

from fengqiao.matters.bookings import Booking
from fengqiao.shared.texts import TextRef


@dataclass(frozen=True, slots=True)
class SessionBooked:
    """A time and a place for the invited; the room and the mediators are taken for it."""

    booking: Booking


@dataclass(frozen=True, slots=True)
class SessionMoved:
    """The booking as it is now."""

    booking: Booking


@dataclass(frozen=True, slots=True)
class SessionCancelled:
    """Booking `number` is off; room and mediators are free again."""

    number: int
    reason: TextRef | None = None


BookingEvent = SessionBooked | SessionMoved | SessionCancelled
