"""Rights over the own data (PIPL 44 to 48): the holder of a secret asks, the privacy officer answers.

There is no bulk export: an answer is about one matter, and only where its person asked (DOMAIN 6.3.7).
"""

from datetime import datetime
from typing import Annotated, Final, Literal

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from msgspec import Meta
from ninja import Router

from fengqiao.api.answers import Words
from fengqiao.api.bodies import Body, Code, Nothing
from fengqiao.api.decoding import body_of, query_of
from fengqiao.api.guards import Caller, Everyone, Staff, caller_of
from fengqiao.api.looking import answers_for, viewer_of
from fengqiao.api.routing import answered, route
from fengqiao.clocks import working_days_between
from fengqiao.desk.acts import NotFound, Ref
from fengqiao.desk.cleaning import clean
from fengqiao.desk.looking import view_matter
from fengqiao.desk.rights import RETENTION, export_own_data, request_access, request_erasure
from fengqiao.insight import pointers
from fengqiao.insight.rights import Own, OwnRequest, Waiting, own_requests, waiting_requests
from fengqiao.ledger.connection import unit_of_work
from fengqiao.people.actors import Actor, Post
from fengqiao.shared.refused import Refusal, Refused

router = Router(tags=["rights"])

CHECKED_BY: Final = "tracking_secret"
"""How it was made sure that it is the person: whoever holds the secret of the receipt."""

JSON_FILE: Final = "application/json"

_SAID: Final = {
    "open": Words(zh="已收到，将在期限内答复", en="Received; it is answered by the date named"),
    "answered": Words(zh="已答复", en="Answered"),
    "partly_refused": Words(zh="已部分办理", en="Done in part"),
    "refused": Words(zh="未予办理", en="Refused"),
}
_WHY: Final = {
    RETENTION: Words(
        zh="其余信息为办理和归档所必需，按法定期限保存后删除",
        en="What is left is needed for the matter and its file, and goes when the statutory time is over",
    )
}


class RightsBody(Body):
    """What the person wants; how the identity was checked beside the secret, if it was."""

    kind: Literal["access", "erasure"]
    identity_check: Code = ""


class RightsAnswer(msgspec.Struct):
    """A request about the own data; `erased` and `refused` name fields. `repeated`: it had been made before."""

    id: str
    kind: str
    state: str
    sentence: Words
    reason: Words | None
    asked_at: datetime
    answer_by: datetime
    answered_at: datetime | None
    erased: list[str]
    refused: list[str]
    repeated: bool = False


class RightsAnswers(msgspec.Struct):
    """The own requests, the latest first."""

    items: list[RightsAnswer]


class RightsQuery(msgspec.Struct, forbid_unknown_fields=True):
    """Which page."""

    cursor: Annotated[str, Meta(max_length=200)] = ""


class WaitingAnswer(msgspec.Struct):
    """A request that waits: working days that are left, below nought when it is late."""

    id: str
    code: str
    state: str
    kind: str
    asked_at: datetime
    answer_by: datetime
    days_left: int


class WaitingAnswers(msgspec.Struct):
    """Requests that wait, the oldest first."""

    items: list[WaitingAnswer]
    next_cursor: str | None


@route(
    router,
    "POST",
    "/public/track/{secret}/rights",
    guard=Everyone(),
    body=RightsBody,
    answer=RightsAnswer,
    status=201,
    others={200: RightsAnswer},
)
def ask_about_own_data(request: HttpRequest, secret: str) -> HttpResponse:
    """Ask for a copy of the own data, or have it erased. Asking again gives the request that stands."""
    caller, body = caller_of(request), body_of(request, RightsBody)
    told = clean(body.identity_check, "identity_check", most=100)
    own = _own(caller, secret)
    if not own.person_id:
        raise Refused(
            Refusal.WRONG_STATE,
            zh="该事项没有留存您的个人信息",
            en="nothing about you is held with this matter",
        )
    standing = _standing(own, body.kind)
    if standing is not None:
        return answered(_answer(standing, repeated=True))
    who, ref = Actor(person=own.person_id, post=Post.CITIZEN), Ref(id=own.matter_id)
    if body.kind == "access":
        check = f"{CHECKED_BY}; {told}" if told else CHECKED_BY
        asked = request_access(caller.ports, who, ref, identity_check=check)
    else:
        asked = request_erasure(caller.ports, who, ref)
    return answered(
        RightsAnswer(
            asked.id,
            asked.kind,
            asked.state,
            _SAID[asked.state],
            _WHY.get(asked.reason),
            asked.asked_at,
            asked.answer_by,
            asked.answered_at,
            list(asked.erased),
            list(asked.refused),
        ),
        status=201,
    )


@route(router, "GET", "/public/track/{secret}/rights", guard=Everyone(), answer=RightsAnswers)
def list_own_requests(request: HttpRequest, secret: str) -> HttpResponse:
    """The own requests and what became of them."""
    own = _own(caller_of(request), secret)
    return answered(RightsAnswers([_answer(each) for each in own.requests]))


@route(
    router,
    "GET",
    "/rights",
    guard=Staff({Post.PRIVACY_OFFICER}),
    query=RightsQuery,
    answer=WaitingAnswers,
)
def list_rights_requests(request: HttpRequest) -> HttpResponse:
    """Requests that wait for an answer, the oldest first, with the working days that are left."""
    caller, asked = caller_of(request), query_of(request, RightsQuery)
    after = pointers.read(asked.cursor)
    with unit_of_work(caller.ports.tenant) as work:
        page, following = waiting_requests(work, viewer_of(caller), after)
    items = [_waiting(each, caller) for each in page]
    return answered(WaitingAnswers(items, pointers.written(following)))


@route(
    router,
    "POST",
    "/rights/{code}/export",
    guard=Staff({Post.PRIVACY_OFFICER}),
    body=Nothing,
    answer=JSON_FILE,
)
def export_own_copy(request: HttpRequest, code: str) -> HttpResponse:
    """Answer the open access request of one matter with a file of the person's own data; others appear masked only."""
    caller = caller_of(request)
    body_of(request, Nothing)
    seen = view_matter(caller.ports, caller.actor, Ref(code=code.upper()))
    if not answers_for(caller.ports.county(), caller.place, seen.matter):
        raise Refused(Refusal.NOT_INVOLVED_UNIT)
    export = export_own_data(caller.ports, caller.actor, Ref(id=seen.matter.id), folder=settings.FILES)
    response = answered(export.content)
    response["Content-Disposition"] = f'attachment; filename="{seen.matter.code}.json"'
    response["Cache-Control"] = "no-store"
    return response


def _own(caller: Caller, secret: str) -> Own:
    with unit_of_work(caller.ports.tenant) as work:
        own = own_requests(work, secret)
    if own is None:
        raise NotFound(Ref())
    return own


def _standing(own: Own, kind: str) -> OwnRequest | None:
    """A request that makes another one pointless: an open one, and any erasure, for it left nothing to erase."""
    alike = (each for each in own.requests if each.kind == kind)
    return next((each for each in alike if each.state == "open" or kind == "erasure"), None)


def _answer(each: OwnRequest, *, repeated: bool = False) -> RightsAnswer:
    return RightsAnswer(
        each.id,
        each.kind,
        each.state,
        _SAID[each.state],
        _WHY.get(each.reason),
        each.asked_at,
        each.answer_by,
        each.answered_at,
        each.erased,
        each.refused,
        repeated,
    )


def _waiting(each: Waiting, caller: Caller) -> WaitingAnswer:
    calendar = caller.ports.county().calendar
    left = working_days_between(caller.at, each.answer_by, calendar=calendar)
    late = working_days_between(each.answer_by, caller.at, calendar=calendar)
    if caller.at > each.answer_by:
        left = -max(late, 1)
    return WaitingAnswer(each.id, each.code, each.state, each.kind, each.asked_at, each.answer_by, left)
