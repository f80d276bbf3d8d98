"""Signals: machines report what they saw, a person makes a matter of it or says that it is nothing."""

from typing import Final, Literal

import msgspec
from django.http import HttpRequest, HttpResponse
from ninja import Router

from fengqiao.api.answers import AlarmTaken, Registered, Signals, TokenAnswer
from fengqiao.api.bodies import AlarmBody, ConfirmBody, DismissBody
from fengqiao.api.decoding import body_of, plain, query_of
from fengqiao.api.guards import Caller, Source, Staff, caller_of, source_named
from fengqiao.api.looking import covers
from fengqiao.api.problems import Stopped
from fengqiao.api.registering import due_of
from fengqiao.api.routing import answered, route
from fengqiao.api.tokens import SOURCES, token_of
from fengqiao.desk import signals as desk
from fengqiao.insight.words import CHANNEL, word
from fengqiao.insight.worklist import place_words
from fengqiao.ledger.access import note_access
from fengqiao.ledger.connection import unit_of_work
from fengqiao.ledger.ids import is_uuid
from fengqiao.ledger.signals import Signal, open_signals
from fengqiao.people.actors import Post
from fengqiao.shared.refused import invalid

router = Router(tags=["signals"])

LOOKING: Final = desk.CONFIRMING | {Post.SUPERVISOR, Post.DUTY_LEADER, Post.COORDINATOR, Post.ANALYST}


class SignalsQuery(msgspec.Struct, forbid_unknown_fields=True):
    """Which signals."""

    state: Literal["open"] = "open"


@route(router, "GET", "/signals", guard=Staff(LOOKING), query=SignalsQuery, answer=Signals)
def list_signals(request: HttpRequest) -> HttpResponse:
    """Open alarms of the own territory: life-safety ones first, then the oldest."""
    caller = caller_of(request)
    query_of(request, SignalsQuery)
    with unit_of_work(caller.ports.tenant) as work:
        found = open_signals(work)
    county = caller.ports.county()
    shown = [_shown(each, caller) for each in found if covers(county, caller.place, each.area)]
    return answered({"items": shown, "decides": caller.actor.post in desk.CONFIRMING})


@route(router, "POST", "/signals", guard=Source(), body=AlarmBody, answer=AlarmTaken, status=201)
def take_alarm(request: HttpRequest) -> HttpResponse:
    """A machine reports what it saw: that makes or strengthens a signal, never a matter."""
    caller, body = caller_of(request), body_of(request, AlarmBody)
    if body.source != source_named(request):
        raise invalid("source", "与令牌的来源不符", "the token belongs to another source")
    place = plain(body.place) if body.place is not None else None
    taken = desk.ingest(caller.ports, body.source, body.type, place, photos=len(body.photos))
    return answered({"id": taken.signal_id, "created": taken.created}, status=201)


@route(
    router,
    "POST",
    "/signals/{signal}/confirm",
    guard=Staff(LOOKING),
    body=ConfirmBody,
    answer=Registered,
    status=201,
)
def confirm_signal(request: HttpRequest, signal: str) -> HttpResponse:
    """A person looked and makes a matter of it, accepted at once."""
    caller, body = caller_of(request), body_of(request, ConfirmBody)
    county = caller.ports.county()
    data = plain(body)
    if not data.get("text"):
        info = county.categories.get(body.category)
        data["text"] = f"{info.name_zh if info is not None else body.category}（信号确认）"
    done = desk.confirm(caller.ports, caller.actor, _id(signal), data)
    matter = done.matter
    answer = {
        "code": matter.code,
        "version": matter.version,
        "state": matter.state.value,
        "secret": None,
        "query_code": matter.code,
        "tracking_url": None,
        "prompt": done.prompt,
        "notices": [],
        "due_at": due_of(matter),
        "repeated": done.repeated,
    }
    return answered(answer, status=201)


@route(router, "POST", "/signals/{signal}/dismiss", guard=Staff(LOOKING), body=DismissBody, answer=AlarmTaken)
def dismiss_signal(request: HttpRequest, signal: str) -> HttpResponse:
    """A person looked and says that it is nothing; it counts for the precision of the source."""
    caller, body = caller_of(request), body_of(request, DismissBody)
    dismissed = desk.dismiss(caller.ports, caller.actor, _id(signal), body.reason)
    return answered({"id": dismissed.id, "created": False})


@route(router, "POST", "/sources/{source}/token", guard=Staff({Post.ADMINISTRATOR}), answer=TokenAnswer)
def give_token(request: HttpRequest, source: str) -> HttpResponse:
    """The token of a source of signals, for the administrator who connects it; giving it out is noted."""
    caller = caller_of(request)
    if source not in SOURCES:
        raise Stopped("not_found", field="source")
    with unit_of_work(caller.ports.tenant) as work:
        note_access(work, caller.actor, act="give_token", at=caller.at, subject=source, result="shown")
    return answered({"source": source, "token": token_of(caller.ports.ring, caller.ports.tenant, source)})


def _shown(signal: Signal, caller: Caller) -> dict[str, object]:
    county = caller.ports.county()
    return {
        "id": signal.id,
        "source": signal.source,
        "source_name": word(CHANNEL, signal.source),
        "type": signal.type,
        "state": signal.state,
        "first_at": signal.first_at,
        "last_at": signal.last_at,
        "alarms": signal.alarms,
        "place": place_words(county, signal.area, signal.grid),
        "area": signal.area,
        "grid": signal.grid,
        "lon": signal.lon,
        "lat": signal.lat,
        "urgent": signal.urgent,
        "photos": signal.photos,
    }


def _id(text: str) -> str:
    """The id of a signal; anything else is nobody's."""
    if not is_uuid(text):
        raise Stopped("not_found", field="signal")
    return text
