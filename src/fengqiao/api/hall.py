"""The queue of a hall (取号、叫号): tickets are taken at the kiosk, called by windows, shown on the display. Numbers, never names."""

from typing import Annotated, Final

import msgspec
from django.http import HttpRequest, HttpResponse
from msgspec import Meta
from ninja import Router

from fengqiao.api.bodies import Body
from fengqiao.api.decoding import body_of
from fengqiao.api.guards import Caller, Staff, caller_of
from fengqiao.api.problems import Stopped, speaks_english
from fengqiao.api.routing import answered, route
from fengqiao.insight.hall import Service, services_of
from fengqiao.ledger.connection import UnitOfWork, unit_of_work
from fengqiao.ledger.tickets import HallDay, Ticket, TicketAct, TicketKind, act_on, call_next, standing, take
from fengqiao.people.actors import Post
from fengqiao.shared.refused import invalid

router = Router(tags=["hall"])

WINDOWS: Final = Staff({Post.REGISTRAR, Post.TOWN_DISPATCHER})
"""The display is opened under a window's own sign-in: it stands in its hall. The kiosk has a key of its own (`kiosk`)."""
MOST_CALLED: Final = 8

Letter = Annotated[str, Meta(max_length=4)]
Desk = Annotated[int, Meta(ge=1, le=99)]


class TicketBody(Body):
    """What for, and whether somebody goes first."""

    service: Letter
    kind: TicketKind = TicketKind.ORDINARY


class CallBody(Body):
    """Which window calls, and for which services (all when none is named)."""

    desk: Desk
    services: Annotated[list[Letter], Meta(max_length=26)] = msgspec.field(default_factory=list)


class DeskBody(Body):
    """Which window acts."""

    desk: Desk


class TicketAnswer(msgspec.Struct):
    """A ticket; `calls` counts how often it was called, so that a display says it again."""

    id: str
    name: str
    service: str
    kind: str
    state: str
    desk: int | None
    calls: int


class Taken(msgspec.Struct):
    """A ticket that was taken, and how many of its service wait before it."""

    ticket: TicketAnswer
    before: int


class Called(msgspec.Struct):
    """Who was called; None when nobody waits."""

    ticket: TicketAnswer | None


class ServiceAnswer(msgspec.Struct):
    """A service and how many wait for it."""

    letter: str
    name: str
    waiting: int


class HallAnswer(msgspec.Struct):
    """A hall now: its services (none where no tickets are taken), who was called last, who was passed over."""

    hall_name: str
    services: list[ServiceAnswer]
    called: list[TicketAnswer]
    passed: list[TicketAnswer]


@route(router, "GET", "/hall", guard=WINDOWS, answer=HallAnswer)
def show_hall(request: HttpRequest) -> HttpResponse:
    """The queue of the own hall: how many wait, and who was called to which window."""
    caller, english = caller_of(request), speaks_english(request)
    with unit_of_work(caller.ports.tenant) as work:
        services = services_of(work, caller.place.unit)
        tickets = standing(work, _today(caller))
    called = [each for each in tickets if each.state == "called" and each.called_at]
    called.sort(key=lambda each: (each.called_at, each.name), reverse=True)
    return answered(
        HallAnswer(
            hall_name=caller.ports.county().unit_name(caller.place.unit, english=english),
            services=_waited_for(services, tickets, english=english),
            called=[_shown(each) for each in called[:MOST_CALLED]],
            passed=[_shown(each) for each in tickets if each.state == "passed"],
        )
    )


@route(router, "POST", "/hall/tickets", guard=WINDOWS, body=TicketBody, answer=Taken, status=201)
def take_ticket(request: HttpRequest) -> HttpResponse:
    """Take a ticket of the own hall; its number is of today."""
    caller, body = caller_of(request), body_of(request, TicketBody)
    return answered(ticket_taken(caller, caller.place.unit, body), status=201)


@route(router, "POST", "/hall/call", guard=WINDOWS, body=CallBody, answer=Called)
def call_ticket(request: HttpRequest) -> HttpResponse:
    """Call whoever is first to a window; what the window had called before is finished."""
    caller, body = caller_of(request), body_of(request, CallBody)
    with unit_of_work(caller.ports.tenant) as work:
        known = [each.letter for each in services_of(work, caller.place.unit)]
        for letter in body.services:
            if letter not in known:
                raise _no_service()
        found = call_next(work, _today(caller), body.services or known, desk=body.desk, at=caller.at)
    return answered(Called(None if found is None else _shown(found)))


@route(router, "POST", "/hall/tickets/{ticket}/{act}", guard=WINDOWS, body=DeskBody, answer=Called)
def act_on_ticket(request: HttpRequest, ticket: str, act: str) -> HttpResponse:
    """Call a ticket again, pass it over or finish it, as the window that called it; one that was passed over is called by any."""
    caller, body = caller_of(request), body_of(request, DeskBody)
    if act not in set(TicketAct):
        raise Stopped("not_found")
    with unit_of_work(caller.ports.tenant) as work:
        done = act_on(work, _today(caller), ticket, TicketAct(act), desk=body.desk, at=caller.at)
    if done is None:
        raise Stopped(
            "lost_race",
            field="ticket",
            zh="这个号不在本窗口，或已经办结",
            en="this ticket is not at this window, or is finished",
        )
    return answered(Called(_shown(done)))


def ticket_taken(caller: Caller, hall: str, body: TicketBody) -> Taken:
    """A new ticket of a hall, and how many wait before it."""
    day = HallDay(hall, caller.day)
    with unit_of_work(caller.ports.tenant) as work:
        service = _service(work, hall, body.service)
        given = take(work, day, service.letter, body.kind, at=caller.at, ahead=service.ahead)
        queue = [each.id for each in standing(work, day) if _waits_for(each, service)]
    return Taken(_shown(given), queue.index(given.id))


def services_waited_for(caller: Caller, hall: str, *, english: bool) -> list[ServiceAnswer]:
    """The services of a hall, and how many wait for each."""
    with unit_of_work(caller.ports.tenant) as work:
        services = services_of(work, hall)
        tickets = standing(work, HallDay(hall, caller.day))
    return _waited_for(services, tickets, english=english)


def _waited_for(services: list[Service], tickets: list[Ticket], *, english: bool) -> list[ServiceAnswer]:
    waiting = [each.service for each in tickets if each.state == "waiting"]
    return [
        ServiceAnswer(each.letter, each.name(english=english), waiting.count(each.letter))
        for each in services
    ]


def _service(work: UnitOfWork, hall: str, letter: str) -> Service:
    found = next((each for each in services_of(work, hall) if each.letter == letter), None)
    if found is None:
        raise _no_service()
    return found


def _no_service() -> Exception:
    return invalid("service", "本大厅没有这项取号", "this hall gives no tickets for that")


def _waits_for(ticket: Ticket, service: Service) -> bool:
    return ticket.state == "waiting" and ticket.service == service.letter


def _today(caller: Caller) -> HallDay:
    return HallDay(caller.place.unit, caller.day)


def _shown(ticket: Ticket) -> TicketAnswer:
    return TicketAnswer(
        ticket.id, ticket.name, ticket.service, ticket.kind, ticket.state, ticket.desk, ticket.calls
    )
