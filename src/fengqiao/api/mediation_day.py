"""A mediator's day: the sessions of a day, and what the unit's disputes wait for."""

from datetime import date, datetime
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from ninja import Router

from fengqiao.api.decoding import query_of
from fengqiao.api.guards import Staff, caller_of
from fengqiao.api.looking import viewer_of
from fengqiao.api.rooms import SlotAnswer, days, shown_slot
from fengqiao.api.routing import answered, route
from fengqiao.desk.looking import may_see
from fengqiao.directory.snapshot import CountyDirectory
from fengqiao.insight.calendars import slots_of_unit
from fengqiao.insight.mediation_day import WishWaiting, waiting
from fengqiao.ledger.connection import unit_of_work
from fengqiao.matters.matter import Matter
from fengqiao.people.actors import Post

router = Router(tags=["mediators"])


class DayQuery(msgspec.Struct, forbid_unknown_fields=True):
    """Whose sessions: of today, or of another day."""

    on: date | None = None


class ConsentAnswer(msgspec.Struct):
    """A dispute of which parties are still to be asked."""

    code: str
    title: str
    due_at: datetime | None
    answered: int
    parties: int


class DueAnswer(msgspec.Struct):
    """What is owed, by which day, and how much of it was named as paid."""

    code: str
    title: str
    perform_by: date | None
    amount_cny: int | None
    paid_cny: int | None
    overdue: bool


class WishAnswerable(msgspec.Struct):
    """A party's choice that waits for the unit's answer (act `answer_wish` with `number`)."""

    code: str
    title: str
    number: int
    party: str
    mediator: str
    mediator_name: str
    at: datetime


class MediationDay(msgspec.Struct):
    """The day of the seat's unit."""

    on: date
    unit: str
    is_workday: bool
    sessions: list[SlotAnswer]
    consents: list[ConsentAnswer]
    performances: list[DueAnswer]
    wishes: list[WishAnswerable]


@route(router, "GET", "/mediation/day", guard=Staff({Post.MEDIATOR}), query=DayQuery, answer=MediationDay)
def show_mediation_day(request: HttpRequest) -> HttpResponse:
    """Today's sessions, consents to ask for, what is to be performed, wishes to answer."""
    caller, asked = caller_of(request), query_of(request, DayQuery)
    county, viewer = caller.ports.county(), viewer_of(caller)
    today = caller.day
    day = asked.on or today
    facts = caller.ports.facts(caller.actor)
    own = [each.code for each in county.mediators.values() if each.committee.unit == caller.place.unit]

    def opened(matter: Matter) -> bool:
        return may_see(matter, facts)

    with unit_of_work(caller.ports.tenant) as work:
        sessions = slots_of_unit(work, viewer, own, span=days(day, day), may_see=opened)
        waits = waiting(work, viewer, today=today, may_see=opened)
    return answered(
        {
            "on": day,
            "unit": caller.place.unit,
            "is_workday": county.calendar.is_workday(day),
            "sessions": [shown_slot(slot) for slot in sessions],
            "consents": waits.consents,
            "performances": waits.performances,
            "wishes": [_wish(each, county) for each in waits.wishes],
        }
    )


def _wish(waits: WishWaiting, county: CountyDirectory) -> dict[str, Any]:
    wish = waits.wish
    mediator = county.mediators.get(wish.mediator)
    return {
        "code": waits.code,
        "title": waits.title,
        "number": wish.no,
        "party": wish.party,
        "mediator": wish.mediator,
        "mediator_name": mediator.name if mediator is not None else wish.mediator,
        "at": wish.at,
    }
