"""Rooms of the centres and their calendar."""

from datetime import date, datetime, timedelta
from typing import Any, Final

import msgspec
from django.http import HttpRequest, HttpResponse
from ninja import Router

from fengqiao.api.bodies import Code
from fengqiao.api.decoding import query_of
from fengqiao.api.guards import Caller, Staff, caller_of
from fengqiao.api.looking import viewer_of
from fengqiao.api.problems import speaks_english
from fengqiao.api.routing import answered, route
from fengqiao.clocks import SHANGHAI
from fengqiao.desk.looking import may_see
from fengqiao.directory.snapshot import CountyDirectory
from fengqiao.insight.calendars import Slot, slots_of_rooms
from fengqiao.insight.words import ROOM_KIND, word
from fengqiao.ledger.connection import unit_of_work
from fengqiao.lifecycle.law import BOOKING
from fengqiao.people.actors import Post
from fengqiao.places.rooms import RoomInfo
from fengqiao.shared.refused import invalid

router = Router(tags=["rooms"])

KEEPING: Final = BOOKING | {Post.SUPERVISOR, Post.DUTY_LEADER}
"""Who reads the calendar: those who book, and those who answer for the house."""
MOST_DAYS: Final = 62


class RoomAnswer(msgspec.Struct):
    """A room that may be booked."""

    code: str
    name: str
    kind: str
    kind_name: str
    unit: str
    unit_name: str
    where: str
    seats: int


class Rooms(msgspec.Struct):
    """The rooms within reach of the own unit, by code."""

    items: list[RoomAnswer]


class CalendarQuery(msgspec.Struct, forbid_unknown_fields=True, rename={"first": "from", "last": "to"}):
    """From which day to which, both included, in all rooms or one of them."""

    first: date
    last: date
    room: Code = ""


class SlotAnswer(msgspec.Struct):
    """A booked time; `taken` and nothing more where the matter is none of the reader's business."""

    room: str
    starts: datetime
    ends: datetime
    taken: bool
    code: str
    number: int
    title: str
    state: str
    mode: str
    purpose: str
    mediators: list[str]
    invited: int


class RoomCalendar(msgspec.Struct):
    """What is booked in a span of days, and which of them are closed days of the office."""

    rooms: list[RoomAnswer]
    items: list[SlotAnswer]
    closed_days: list[date]


@route(router, "GET", "/rooms", guard=Staff(KEEPING), answer=Rooms)
def list_rooms(request: HttpRequest) -> HttpResponse:
    """The rooms within reach: of the own area, and of the centres above it."""
    caller = caller_of(request)
    county, english = caller.ports.county(), speaks_english(request)
    return answered({"items": [_room(room, county, english=english) for room in reached(caller)]})


@route(router, "GET", "/rooms/calendar", guard=Staff(KEEPING), query=CalendarQuery, answer=RoomCalendar)
def show_room_calendar(request: HttpRequest) -> HttpResponse:
    """What is booked: the matter is named to whoever may open it, to all others the time is taken."""
    caller, asked = caller_of(request), query_of(request, CalendarQuery)
    rooms = [room for room in reached(caller) if asked.room in {"", room.code}]
    if asked.room and not rooms:
        raise invalid("room", f"没有房间 {asked.room}", f"there is no room {asked.room}")
    since, until = days(asked.first, asked.last)
    facts = caller.ports.facts(caller.actor)
    with unit_of_work(caller.ports.tenant) as work:
        found = slots_of_rooms(
            work,
            viewer_of(caller),
            [room.code for room in rooms],
            span=(since, until),
            may_see=lambda matter: may_see(matter, facts),
        )
    county, english = caller.ports.county(), speaks_english(request)
    every = [asked.first + timedelta(days=n) for n in range((asked.last - asked.first).days + 1)]
    return answered(
        {
            "rooms": [_room(room, county, english=english) for room in rooms],
            "items": [shown_slot(slot) for slot in found],
            "closed_days": [day for day in every if not county.calendar.is_workday(day)],
        }
    )


def reached(caller: Caller) -> list[RoomInfo]:
    """Rooms of the own area and those of the centres that answer for it."""
    area = caller.place.area
    return [
        room
        for room in caller.ports.county().rooms.values()
        if room.area.startswith(area) or area.startswith(room.area)
    ]


def days(first: date, last: date) -> tuple[datetime, datetime]:
    """From the first moment of a day until the end of another; refuses spans that nobody reads."""
    if last < first:
        raise invalid("to", "结束日期早于开始日期", "it ends before it begins")
    if (last - first).days >= MOST_DAYS:
        raise invalid("to", f"最多查看 {MOST_DAYS} 天", f"at most {MOST_DAYS} days")
    if not 1949 <= first.year <= last.year <= 2999:
        raise invalid("from", "日期有误", "not a date to look at")
    start = datetime.combine(first, datetime.min.time(), SHANGHAI)
    return start, datetime.combine(last, datetime.min.time(), SHANGHAI) + timedelta(days=1)


def shown_slot(slot: Slot) -> dict[str, Any]:
    """A booked time as it is answered."""
    return {
        "room": slot.room,
        "starts": slot.starts,
        "ends": slot.ends,
        "taken": not slot.code,
        "code": slot.code,
        "number": slot.no,
        "title": slot.title,
        "state": slot.state,
        "mode": slot.mode,
        "purpose": slot.purpose,
        "mediators": list(slot.mediators),
        "invited": slot.invited,
    }


def _room(room: RoomInfo, county: CountyDirectory, *, english: bool) -> dict[str, Any]:
    return {
        "code": room.code,
        "name": room.name,
        "kind": room.kind.value,
        "kind_name": word(ROOM_KIND, room.kind.value, english=english),
        "unit": room.unit,
        "unit_name": county.unit_name(room.unit, english=english),
        "where": room.where,
        "seats": room.seats,
    }
