"""The bookings of a matter: when and where its people meet, and nothing of what is said there."""

from datetime import datetime
from typing import Annotated, Any, Final, Literal

import msgspec
from django.http import HttpRequest, HttpResponse
from msgspec import Meta
from ninja import Router

from fengqiao.api.acting import foreseen_as, perform, seat_for
from fengqiao.api.bodies import ActBody, Body, Code
from fengqiao.api.decoding import body_of, key_of, plain
from fengqiao.api.guards import READING, SignedIn, Staff, caller_of
from fengqiao.api.looking import found_by, look
from fengqiao.api.problems import speaks_english
from fengqiao.api.routing import answered, route
from fengqiao.clocks import SHANGHAI
from fengqiao.desk.acts import Done, NotFound, Ref
from fengqiao.directory.snapshot import CountyDirectory
from fengqiao.ledger.connection import unit_of_work
from fengqiao.ledger.texts import bodies
from fengqiao.lifecycle.law import BOOKING
from fengqiao.lifecycle.viewing import what_is_shown
from fengqiao.matters.bookings import Booking
from fengqiao.matters.words import BookingPurpose, SessionMode
from fengqiao.people.visibility import Shown

router = Router(tags=["rooms"])

_LARGEST_NO: Final = 10_000

Mediators = Annotated[list[Code], Meta(max_length=5)]
Invited = Annotated[list[Code], Meta(max_length=1000)]
Moment = Annotated[str, Meta(max_length=40)]


class BookingBody(Body):
    """A session: its time with a zone, and a room, an address (`place`) or a link as its mode asks for."""

    starts: Moment
    ends: Moment
    mode: SessionMode = SessionMode.ROOM
    purpose: BookingPurpose = BookingPurpose.MEDIATION
    room: Code = ""
    mediators: Mediators = msgspec.field(default_factory=list)
    invited: Invited = msgspec.field(default_factory=list)
    place: Annotated[str, Meta(max_length=500)] | None = None
    version: Annotated[int, Meta(ge=1)] | None = None


class MovingBody(Body):
    """What is new about a booking; what is left out stays."""

    starts: Moment | None = None
    ends: Moment | None = None
    mode: SessionMode | None = None
    room: Code = ""
    mediators: Mediators = msgspec.field(default_factory=list)
    place: Annotated[str, Meta(max_length=500)] | None = None
    version: Annotated[int, Meta(ge=1)] | None = None


class Warned(msgspec.Struct):
    """What was done although somebody may want to think again."""

    code: Literal["closed_day"]
    detail: str


class BookingAnswer(msgspec.Struct):
    """A booking as it stands; `place` is the address or the link as far as the reader may see it."""

    number: int
    starts: datetime
    ends: datetime
    mode: str
    purpose: str
    room: str
    room_name: str
    where: str
    mediators: list[str]
    mediator_names: list[str]
    invited: list[str]
    place: str
    cancelled: bool


class Booked(msgspec.Struct):
    """A booking that was written, the version of its matter, and what to think of."""

    code: str
    version: int
    booking: BookingAnswer
    warnings: list[Warned]
    repeated: bool


class Bookings(msgspec.Struct):
    """The bookings of a matter, in the order in which they were made."""

    items: list[BookingAnswer]


@route(router, "GET", "/matters/{code}/bookings", guard=Staff(READING), answer=Bookings)
def list_bookings(request: HttpRequest, code: str) -> HttpResponse:
    """The bookings of a matter, those called off included; addresses, links and counselling for those who book only."""
    caller, seen = look(request, caller_of(request), code)
    county, shown = caller.ports.county(), what_is_shown(seen.matter, seen.facts)
    books = caller.place.post in BOOKING
    told = [each for each in seen.matter.bookings if books or each.purpose is BookingPurpose.MEDIATION]
    places = [each.place.id for each in told if each.place is not None] if books else []
    said: dict[str, str] = {}
    if places:
        with unit_of_work(caller.ports.tenant) as work:
            said = bodies(work, places)
    return answered({"items": [_booking(each, county, shown, said) for each in told]})


@route(
    router,
    "POST",
    "/matters/{code}/bookings",
    guard=SignedIn(foresight=foreseen_as("book_session")),
    body=BookingBody,
    answer=Booked,
    status=201,
    others={200: Booked},
    keyed=True,
)
def book_session(request: HttpRequest, code: str) -> HttpResponse:
    """Book a session; 409 when room or mediator is taken, without a word about by whom."""
    body = body_of(request, BookingBody)
    return _written(request, code, "book_session", plain(body), body.place, made=True)


@route(
    router,
    "PATCH",
    "/matters/{code}/bookings/{number}",
    guard=SignedIn(foresight=foreseen_as("move_session")),
    body=MovingBody,
    answer=Booked,
    keyed=True,
)
def move_session(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """Move a booking, or change its room, mode or mediators; the invited are told."""
    body = body_of(request, MovingBody)
    return _written(request, code, "move_session", plain(body) | {"number": _number(number)}, body.place)


@route(
    router,
    "DELETE",
    "/matters/{code}/bookings/{number}",
    guard=SignedIn(foresight=foreseen_as("cancel_session")),
    answer=Booked,
    keyed=True,
)
def cancel_session(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """Call a booking off; the invited are told."""
    return _written(request, code, "cancel_session", {"number": _number(number)}, None)


def _written(
    request: HttpRequest,
    code: str,
    action: str,
    data: dict[str, Any],
    place: str | None,
    *,
    made: bool = False,
) -> HttpResponse:
    """Hand a booking to the desk as the act it is, and answer the booking as it stands then."""
    caller, code = caller_of(request), code.upper()
    found = found_by(caller)
    seat = seat_for(request, caller, action, code, found=found)
    act = ActBody(data={**data}, version=data.pop("version", None))
    act.data.pop("version", None)
    done = perform(caller, caller.acting(seat), Ref(code=code), action, act, key=key_of(request), found=found)
    booking = _found(done, data.get("number"))
    county = caller.ports.county()
    said = {booking.place.id: place} if booking.place is not None and place else {}
    answer = {
        "code": done.matter.code,
        "version": done.matter.version,
        "booking": _booking(booking, county, None, said),
        "warnings": _warnings(booking, county, english=speaks_english(request)),
        "repeated": done.repeated,
    }
    return answered(answer, status=201 if made and not done.repeated else 200)


def _found(done: Done, number: int | None) -> Booking:
    """The booking that was written; of a repeated one the number stands with the first answer."""
    bookings = done.matter.bookings
    return bookings[(number or done.booked or len(bookings)) - 1]


def _warnings(booking: Booking, county: CountyDirectory, *, english: bool) -> list[dict[str, str]]:
    day = booking.starts.astimezone(SHANGHAI).date()
    if booking.cancelled_at is not None or county.calendar.is_workday(day):
        return []
    words = "the office is closed on that day" if english else "当天为非工作日，请确认有人接待"
    return [{"code": "closed_day", "detail": words}]


def _booking(
    booking: Booking, county: CountyDirectory, shown: Shown | None, said: dict[str, str]
) -> dict[str, Any]:
    """A booking as it is answered; `shown` is None to whoever has just said the place."""
    room = county.rooms.get(booking.room)
    place = said.get(booking.place.id, "") if booking.place is not None else ""
    if shown is not None and booking.mode is SessionMode.VISIT:
        place = shown.address_of(place)
    names = [county.mediators[code].name for code in booking.mediators if code in county.mediators]
    return {
        "number": booking.no,
        "starts": booking.starts,
        "ends": booking.ends,
        "mode": booking.mode.value,
        "purpose": booking.purpose.value,
        "room": booking.room,
        "room_name": room.name if room is not None else booking.room,
        "where": room.where if room is not None else "",
        "mediators": list(booking.mediators),
        "mediator_names": names,
        "invited": list(booking.invited),
        "place": place,
        "cancelled": booking.cancelled_at is not None,
    }


def _number(text: str) -> int:
    if text.isascii() and text.isdecimal() and 0 < int(text) < _LARGEST_NO:
        return int(text)
    raise NotFound(Ref())
