"""Where to go with a matter: the nearest centre, station and rooms, and today's duty leader, for everybody."""

from datetime import datetime, time, timedelta
from typing import Any, Final

import msgspec
from django.http import HttpRequest, HttpResponse
from ninja import Router

from fengqiao.api.bodies import Code
from fengqiao.api.decoding import query_of
from fengqiao.api.guards import Caller, Everyone, caller_of
from fengqiao.api.problems import speaks_english
from fengqiao.api.routing import answered, route
from fengqiao.clocks import SHANGHAI
from fengqiao.directory.snapshot import CountyDirectory
from fengqiao.insight.duty_today import published
from fengqiao.insight.whereto import reached
from fengqiao.insight.words import ROOM_KIND, word
from fengqiao.ledger.connection import unit_of_work
from fengqiao.people.units import UnitInfo
from fengqiao.shared.refused import invalid

router = Router(tags=["public"])

PLACES: Final = ("VILLAGE_STATION", "TOWN_CENTER", "COUNTY_CENTER", "JUSTICE_STATION", "POLICE_STATION")
"""Types of units that citizens walk into, the nearest first."""


class WhereQuery(msgspec.Struct, forbid_unknown_fields=True):
    """From where: a village, a town, or nothing for the whole county."""

    area: Code = ""


class RoomThere(msgspec.Struct):
    """A room of a centre, and how to find it."""

    name: str
    kind_name: str
    where: str


class PublishedDuty(msgspec.Struct):
    """Somebody on duty today as the county publishes it: post, perhaps a name, the work phone; no more of a person."""

    role: str
    role_name: str
    name: str
    phone: str
    starts: datetime
    ends: datetime


class PlaceToGo(msgspec.Struct):
    """A house to go to; `duty_until`: until when its duty leader of today can be asked for, None when none is named."""

    kind: str
    name: str
    phone: str
    rooms: list[RoomThere]
    duty_until: datetime | None
    duty: list[PublishedDuty]


class WhereTo(msgspec.Struct):
    """The houses around a place, the nearest first."""

    items: list[PlaceToGo]


@route(router, "GET", "/public/whereto", guard=Everyone(), query=WhereQuery, answer=WhereTo)
def list_places(request: HttpRequest) -> HttpResponse:
    """The nearest station and centres with their rooms, office numbers and whether a duty leader is there; a name only where it is published."""
    caller, query = caller_of(request), query_of(request, WhereQuery)
    return answered({"items": places_around(caller, query.area, english=speaks_english(request))})


def places_around(caller: Caller, area: str, *, english: bool) -> list[dict[str, Any]]:
    """The houses around a place as plain values, the nearest first."""
    county = caller.ports.county()
    if area and area not in county.areas:
        raise invalid("area", "没有这个区域", "there is no such area")
    houses = _houses(county, area)
    codes = [house.code for house in houses]
    with unit_of_work(caller.ports.tenant) as work:
        found = reached(work, codes, at=caller.at)
        duty = published(work, codes, caller.at, _end_of_day(caller.at))
    return [
        {
            "kind": house.type,
            "name": county.unit_name(house.code, english=english),
            "phone": found.phones.get(house.code, "")
            or (county.centre_phone if house.type == "COUNTY_CENTER" else ""),
            "rooms": [
                {
                    "name": room.name,
                    "kind_name": word(ROOM_KIND, room.kind.value, english=english),
                    "where": room.where,
                }
                for room in county.rooms.values()
                if room.unit == house.code
            ],
            "duty_until": found.duty_until.get(house.code),
            "duty": [each.told(english=english) for each in duty if each.unit == house.code],
        }
        for house in houses
    ]


def _houses(county: CountyDirectory, area: str) -> list[UnitInfo]:
    """One house of each type, whose territory holds the place."""
    found = (county.unit_for_type(kind, area or county.tenant) for kind in PLACES)
    return [house for house in found if house is not None]


def _end_of_day(at: datetime) -> datetime:
    return datetime.combine(at.astimezone(SHANGHAI).date() + timedelta(days=1), time(), tzinfo=SHANGHAI)
