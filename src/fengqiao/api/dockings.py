"""四调对接: a docked body's system and the desk hand disputes in; a dispatcher sees what goes over, and hands out."""

from datetime import datetime
from typing import Annotated, Any, Final

import msgspec
from django.http import HttpRequest, HttpResponse
from msgspec import Meta
from ninja import Router

from fengqiao.api.answers import TokenAnswer, Words
from fengqiao.api.bodies import Body, Code, PlaceBody, Text
from fengqiao.api.decoding import body_of, plain
from fengqiao.api.guards import Docked, Staff, body_named, caller_of
from fengqiao.api.looking import look
from fengqiao.api.problems import Stopped
from fengqiao.api.registering import CLERKS
from fengqiao.api.routing import answered, route
from fengqiao.api.tokens import body_token_of
from fengqiao.desk import dockings as desk
from fengqiao.desk.acts import Done, Ref
from fengqiao.insight.words import DOCKING, HANDED_OVER, RESULT, STATE
from fengqiao.ledger.access import note_access
from fengqiao.ledger.connection import unit_of_work
from fengqiao.mediation.dockings import DOORS, docking_of_body
from fengqiao.people.actors import Post

router = Router(tags=["dockings"])
DESK: Final = CLERKS - {Post.GRID_WORKER}


class PartyOver(Body):
    """A party as far as it is needed to reach it; nothing else of a person goes over."""

    name: Code | None = None
    phone: Code | None = None


class ReferralBody(Body):
    """A dispute that is handed over. Which of these fields a docking takes stands in `GET /dockings`."""

    number: Code
    text: Text
    category: Code | None = None
    demand: Text | None = None
    amount_cny: Annotated[int, Meta(ge=0, le=10**12)] | None = None
    place: PlaceBody | None = None
    occurred_at: Annotated[str, Meta(max_length=40)] | None = None
    applicant: PartyOver | None = None
    respondent: PartyOver | None = None


class DeskReferralBody(ReferralBody, kw_only=True):
    """The same, written down at the desk for the body of this code."""

    body: Code


class OutcomeBody(Body):
    """What the route came to, in the platform's words; no copy of a court file."""

    outcome: Text
    amount_cny: Annotated[int, Meta(ge=0, le=10**12)] | None = None
    performed: bool | None = None


class Referred(msgspec.Struct):
    """The matter that stands for a body's number; `repeated`: it stood before."""

    code: str
    number: str
    state: str
    state_name: Words
    repeated: bool


class ResultAnswer(msgspec.Struct):
    """A result that the body was told."""

    result: str
    name: Words
    at: datetime


class ReferralState(msgspec.Struct):
    """Where a referred dispute stands, and what it came to so far; never what was said in it."""

    code: str
    number: str
    state: str
    state_name: Words
    results: list[ResultAnswer]


class FieldAnswer(msgspec.Struct):
    """A field that may go over; `personal`: a person is opened for it, which the person sees."""

    field: str
    name: Words
    personal: bool


class BodyAnswer(msgspec.Struct):
    """A unit that may hand over and take over here."""

    code: str
    name: Words


class DockingAnswer(msgspec.Struct):
    """One docking: its bodies, and all that is handed over in either direction."""

    docking: str
    name: Words
    bodies: list[BodyAnswer]
    takes: list[FieldAnswer]
    gives: list[FieldAnswer]


class Dockings(msgspec.Struct):
    """Every docking."""

    items: list[DockingAnswer]


class OfferedField(FieldAnswer, kw_only=True):
    """A field with what would go over in it, exactly; "" for a person, who is opened only when it is sent."""

    value: str


class OfferAnswer(msgspec.Struct):
    """What would go over if `refer_out` is done now; `referred`: the number under which it went already, else ""."""

    docking: str
    name: Words
    to: str
    to_name: str
    number: str
    referred: str
    fields: list[OfferedField]


@route(router, "GET", "/dockings", guard=Staff(), answer=Dockings)
def list_dockings(request: HttpRequest) -> HttpResponse:
    """The four dockings, their bodies, and the fields that go over."""
    units = caller_of(request).ports.county().units
    items = [
        {
            "docking": docking.value,
            "name": _words(DOCKING[docking.value]),
            "bodies": [
                {"code": unit.code, "name": {"zh": unit.name_zh, "en": unit.name_en}}
                for kind in door.bodies
                for unit in units.of_type(kind)
            ],
            "takes": _fields(door.takes),
            "gives": _fields(door.gives),
        }
        for docking, door in DOORS.items()
    ]
    return answered({"items": items})


@route(router, "POST", "/referrals", guard=Staff(DESK), body=DeskReferralBody, answer=Referred, status=201)
def take_referral(request: HttpRequest) -> HttpResponse:
    """Write down what a docked body hands over; the same number of the same body gives the matter that stands."""
    caller, body = caller_of(request), body_of(request, DeskReferralBody)
    data = plain(body)
    done = desk.refer_in(caller.ports, caller.actor, data.pop("body"), data)
    return _referred(done)


@route(router, "POST", "/docked/referrals", guard=Docked(), body=ReferralBody, answer=Referred, status=201)
def receive_referral(request: HttpRequest) -> HttpResponse:
    """A docked body's own system hands a dispute over, as often as it likes: one number is one matter."""
    caller, body = caller_of(request), body_of(request, ReferralBody)
    unit = body_named(request)
    return _referred(desk.refer_in(caller.ports, desk.registers_for(unit), unit, plain(body)))


@route(router, "GET", "/docked/referrals/{number}", guard=Docked(), answer=ReferralState)
def state_of_referral(request: HttpRequest, number: str) -> HttpResponse:
    """Where the dispute stands that this body handed over under this number, and how it went on."""
    ports = caller_of(request).ports
    matter = desk.referred_matter(ports, body_named(request), number)
    results = [
        {"result": result, "name": _words(RESULT[result]), "at": at}
        for result, at in desk.results_for(ports, matter)
    ]
    return answered(
        {
            "code": matter.code,
            "number": matter.external_id,
            "state": matter.state.value,
            "state_name": _words(STATE[matter.state.value]),
            "results": results,
        }
    )


@route(
    router, "POST", "/docked/handovers/{number}/outcome", guard=Docked(), body=OutcomeBody, answer=Referred
)
def receive_outcome(request: HttpRequest, number: str) -> HttpResponse:
    """What became of a dispute that was handed over to this body under our number; told once, however often sent."""
    caller, body = caller_of(request), body_of(request, OutcomeBody)
    done = desk.return_outcome(caller.ports, body_named(request), number.upper(), plain(body))
    return answered(_state(done, number.upper()))


@route(router, "GET", "/matters/{code}/handover", guard=Staff({Post.DISPATCHER}), answer=OfferAnswer)
def show_handover(request: HttpRequest, code: str) -> HttpResponse:
    """What `refer_out` would hand over, field by field, before anything is sent."""
    caller, _ = look(request, caller_of(request), code)
    _, offer = desk.offer_of(caller.ports, caller.actor, Ref(code=code.upper()))
    return answered(
        {
            "docking": offer.docking.value,
            "name": _words(DOCKING[offer.docking.value]),
            "to": offer.to,
            "to_name": caller.ports.county().unit_name(offer.to),
            "number": offer.number,
            "referred": offer.referred,
            "fields": [
                each | {"value": offer.values.get(each["field"], "")} for each in _fields(offer.fields)
            ],
        }
    )


@route(router, "POST", "/bodies/{body}/token", guard=Staff({Post.ADMINISTRATOR}), answer=TokenAnswer)
def give_body_token(request: HttpRequest, body: str) -> HttpResponse:
    """The token of a docked body's system, for the administrator who connects it; giving it out is noted."""
    caller = caller_of(request)
    unit = caller.ports.county().units.get(body)
    if unit is None or docking_of_body(unit.type) is None:
        raise Stopped("not_found", field="body")
    with unit_of_work(caller.ports.tenant) as work:
        note_access(work, caller.actor, act="give_token", at=caller.at, subject=body, result="shown")
    return answered({"source": body, "token": body_token_of(caller.ports.ring, caller.ports.tenant, body)})


def _referred(done: Done) -> HttpResponse:
    return answered(_state(done, done.matter.external_id), status=201)


def _state(done: Done, number: str) -> dict[str, Any]:
    state = done.matter.state.value
    return {
        "code": done.matter.code,
        "number": number,
        "state": state,
        "state_name": _words(STATE[state]),
        "repeated": done.repeated,
    }


def _fields(names: tuple[str, ...]) -> list[dict[str, Any]]:
    return [{"field": name, "name": _words(HANDED_OVER[name]), "personal": "." in name} for name in names]


def _words(both: tuple[str, str]) -> dict[str, str]:
    return {"zh": both[0], "en": both[1]}
