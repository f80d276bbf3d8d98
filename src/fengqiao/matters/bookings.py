"""A booked session: when, where and with whom. What is said there is none of its business (DOMAIN 2.9, 6.2)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from fengqiao.matters.words import BookingPurpose, SessionMode, State
from fengqiao.people.actors import Actor
from fengqiao.shared.texts import TextRef

AT_THE_TABLE = frozenset({State.CONSENT_PENDING, State.MEDIATING, State.AGREED, State.PERFORMING})
"""Where the parties still meet about the dispute: asked, talking, or performing what they agreed."""

OVER = frozenset(
    {State.REJECTED, State.TRANSFERRED, State.WITHDRAWN, State.MERGED, State.CLOSED, State.ARCHIVED}
)


@dataclass(frozen=True, slots=True)
class Booking:
    """One booking of a matter; `no` counts from 1 within it.

    `mediators` are codes of the register, `holders` whose time is taken by it: the room's and the mediators'. `place`
    is the address of a visit or the link of a video session. `invited` are ids of parties.
    """

    no: int
    purpose: BookingPurpose
    mode: SessionMode
    starts: datetime
    ends: datetime
    by: Actor
    room: str = ""
    mediators: tuple[str, ...] = ()
    holders: tuple[str, ...] = ()
    invited: tuple[str, ...] = ()
    place: TextRef | None = None
    cancelled_at: datetime | None = None


def room_holder(room: str) -> str:
    """How a room stands among those whose time is taken."""
    return f"room:{room}"


def lapsed(bookings: Iterable[Booking], state: State, at: datetime) -> tuple[Booking, ...]:
    """The bookings as a matter in this state keeps them: sessions still ahead that have lost their reason are off."""
    return tuple(
        replace(each, cancelled_at=at) if _is_void(each, state) and _lies_ahead(each, at) else each
        for each in bookings
    )


def _is_void(booking: Booking, state: State) -> bool:
    if state in OVER:
        return True
    return booking.purpose is BookingPurpose.MEDIATION and state in {State.FAILED, State.DIVERTED}


def _lies_ahead(booking: Booking, at: datetime) -> bool:
    return booking.cancelled_at is None and booking.starts > at
