"""What the calendar's events do: the list of bookings, and nothing of the matter's course."""

from dataclasses import replace
from typing import assert_never

from fengqiao.lifecycle.evolving.parts import misfit
from fengqiao.matters.bookings import Booking
from fengqiao.matters.events.bookings import BookingEvent, SessionBooked, SessionCancelled, SessionMoved
from fengqiao.matters.matter import Matter
from fengqiao.matters.recorded import Recorded


def after_booking(matter: Matter, event: BookingEvent, recorded: Recorded) -> Matter:
    """The matter with its bookings as they are now."""
    match event:
        case SessionBooked():
            return replace(matter, bookings=(*matter.bookings, event.booking))
        case SessionMoved():
            return _changed(matter, event.booking)
        case SessionCancelled():
            old = next((each for each in matter.bookings if each.no == event.number), None)
            if old is None:
                raise misfit(matter, "with that booking")
            return _changed(matter, replace(old, cancelled_at=recorded.at))
        case _:
            assert_never(event)


def _changed(matter: Matter, booking: Booking) -> Matter:
    kept = tuple(booking if each.no == booking.no else each for each in matter.bookings)
    return replace(matter, bookings=kept)
