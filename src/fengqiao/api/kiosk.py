"""The ticket machine of a hall (取号机): a key of its own, with which tickets are drawn and nothing else is seen."""

from typing import Final

import msgspec
from django.http import HttpRequest, HttpResponse
from ninja import Router

from fengqiao.api.decoding import body_of
from fengqiao.api.guards import CountyStaff, Kiosk, caller_of, hall_named
from fengqiao.api.hall import ServiceAnswer, Taken, TicketBody, services_waited_for, ticket_taken
from fengqiao.api.problems import Stopped, speaks_english
from fengqiao.api.routing import answered, route
from fengqiao.api.tokens import kiosk_token_of
from fengqiao.ledger.access import note_access
from fengqiao.ledger.connection import unit_of_work
from fengqiao.people.actors import Post

router = Router(tags=["hall"])

KEEPING_KEYS: Final = CountyStaff({Post.ADMINISTRATOR})


class KioskHall(msgspec.Struct):
    """What a kiosk shows: its hall, and how many wait for what (nothing where no tickets are taken)."""

    hall_name: str
    services: list[ServiceAnswer]


class KioskKey(msgspec.Struct):
    """The key of the kiosk in a hall."""

    unit: str
    key: str


@route(router, "GET", "/kiosk", guard=Kiosk(), answer=KioskHall)
def show_kiosk(request: HttpRequest) -> HttpResponse:
    """What tickets are taken for in the kiosk's own hall."""
    caller, hall, english = caller_of(request), hall_named(request), speaks_english(request)
    return answered(
        KioskHall(
            caller.ports.county().unit_name(hall, english=english),
            services_waited_for(caller, hall, english=english),
        )
    )


@route(router, "POST", "/kiosk/tickets", guard=Kiosk(), body=TicketBody, answer=Taken, status=201)
def take_ticket_at_kiosk(request: HttpRequest) -> HttpResponse:
    """Take a ticket of the kiosk's own hall."""
    caller, body = caller_of(request), body_of(request, TicketBody)
    return answered(ticket_taken(caller, hall_named(request), body), status=201)


@route(router, "POST", "/halls/{unit}/kiosk-key", guard=KEEPING_KEYS, answer=KioskKey)
def give_kiosk_key(request: HttpRequest, unit: str) -> HttpResponse:
    """The key of the kiosk in a hall, for the administrator who sets it up; giving it out is noted."""
    caller = caller_of(request)
    if unit not in caller.ports.county().units.by_code:
        raise Stopped("not_found", field="unit")
    with unit_of_work(caller.ports.tenant) as work:
        note_access(
            work, caller.actor, act="give_token", at=caller.at, subject=f"kiosk:{unit}", result="shown"
        )
    return answered(KioskKey(unit, kiosk_token_of(caller.ports.ring, caller.ports.tenant, unit)))
