"""The bell: notices to the own posts as this person chose to be told, read and unread. Nobody else sees what is read."""

from datetime import datetime, time
from typing import Annotated, Any, Final

import msgspec
from django.http import HttpRequest, HttpResponse
from msgspec import Meta
from ninja import Router

from fengqiao.api.bodies import Body
from fengqiao.api.decoding import body_of
from fengqiao.api.guards import READING, Caller, Staff, caller_of
from fengqiao.api.problems import speaks_english
from fengqiao.api.routing import answered, route
from fengqiao.clocks.quiet import Quiet
from fengqiao.insight.bell import BELL_KIND, Bell, BellKind, bell_of, unread_of
from fengqiao.insight.notices import NOTICE
from fengqiao.insight.words import word
from fengqiao.ledger import bells
from fengqiao.ledger.connection import UnitOfWork, unit_of_work
from fengqiao.ledger.ids import is_uuid
from fengqiao.shared.refused import invalid

router = Router(tags=["bell"])

MOST_READ: Final = 100
Clock = Annotated[str, Meta(max_length=5)]


class BellItem(msgspec.Struct):
    """A notice that was told."""

    id: str
    at: datetime
    code: str
    kind: str
    kind_name: str
    words: str
    urgent: bool
    read: bool


class BellKindAnswer(msgspec.Struct):
    """A kind of notices, and whether this person wants to be told of it."""

    kind: str
    name: str
    on: bool


class BellChoice(msgspec.Struct):
    """When this person is told; "" for no quiet hours and no digest."""

    kinds: list[BellKindAnswer]
    quiet_since: str
    quiet_until: str
    digest_at: str


class BellAnswer(msgspec.Struct):
    """The bell: the latest notices, how many of all are unread (100: or more), how many wait for quiet hours or the digest to end."""

    items: list[BellItem]
    unread: int
    waiting: int
    choice: BellChoice


class Unread(msgspec.Struct):
    """How many notices were told and not read; 100 for that many or more."""

    unread: int


class ChoiceBody(Body):
    """What is silent, and times of day like 20:00; "" for none."""

    silent: Annotated[list[BellKind], Meta(max_length=20)]
    quiet_since: Clock = ""
    quiet_until: Clock = ""
    digest_at: Clock = ""


class ReadBody(Body):
    """Which notices are read; without ids all that came until now."""

    ids: Annotated[list[Annotated[str, Meta(max_length=40)]], Meta(max_length=MOST_READ)] = msgspec.field(
        default_factory=list
    )


@route(router, "GET", "/bell", guard=Staff(READING), answer=BellAnswer)
def show_bell(request: HttpRequest) -> HttpResponse:
    """What was told to the own post, as chosen."""
    return answered(_bell(caller_of(request), english=speaks_english(request)))


@route(router, "GET", "/bell/unread", guard=Staff(READING), answer=Unread)
def count_bell(request: HttpRequest) -> HttpResponse:
    """The number on the bell, without what rang; asked whenever something changes."""
    caller = caller_of(request)
    with unit_of_work(caller.ports.tenant) as work:
        found = unread_of(work, caller.person.person, [caller.place], now=caller.at)
    return answered({"unread": found})


@route(router, "PUT", "/bell/choice", guard=Staff(READING), body=ChoiceBody, answer=BellAnswer)
def choose_bell(request: HttpRequest) -> HttpResponse:
    """Choose kinds, quiet hours and a digest for the own account; what is urgent passes quiet hours and digest."""
    caller, body = caller_of(request), body_of(request, ChoiceBody)
    quiet = Quiet(
        _time(body.quiet_since, "quiet_since"),
        _time(body.quiet_until, "quiet_until"),
        _time(body.digest_at, "digest_at"),
    )
    if (quiet.since is None) != (quiet.until is None):
        field = "quiet_until" if quiet.until is None else "quiet_since"
        raise invalid(field, "免打扰须同时填写起止时间", "quiet hours need a beginning and an end")
    if quiet.since is not None and quiet.since == quiet.until:
        raise invalid("quiet_until", "免打扰的起止时间不能相同", "quiet hours cannot end when they begin")
    with unit_of_work(caller.ports.tenant) as work:
        bells.choose(work, caller.person.person, sorted({each.value for each in body.silent}), quiet)
    return answered(_bell(caller, english=speaks_english(request)))


@route(router, "POST", "/bell/read", guard=Staff(READING), body=ReadBody, answer=BellAnswer)
def read_bell(request: HttpRequest) -> HttpResponse:
    """Mark notices as read, or all of them."""
    caller, body = caller_of(request), body_of(request, ReadBody)
    for number, each in enumerate(body.ids):
        if not is_uuid(each):
            raise invalid(f"ids[{number}]", "没有这条提醒", "there is no such notice")
    with unit_of_work(caller.ports.tenant) as work:
        if body.ids:
            shown = {each.notice.id for each in _rung(work, caller).rung}
            bells.read_these(work, caller.person.person, [each for each in body.ids if each in shown])
        else:
            bells.read_all(work, caller.person.person, until=caller.at)
    return answered(_bell(caller, english=speaks_english(request)))


def _time(said: str, field: str) -> time | None:
    if not said:
        return None
    try:
        return time.fromisoformat(said)
    except ValueError:
        raise invalid(field, "应为时刻，如 20:00", "must be a time of day, like 20:00") from None


def _rung(work: UnitOfWork, caller: Caller) -> Bell:
    return bell_of(work, caller.person.person, [caller.place], now=caller.at)


def _bell(caller: Caller, *, english: bool) -> dict[str, Any]:
    with unit_of_work(caller.ports.tenant) as work:
        found = _rung(work, caller)
    choice, quiet = found.choice, found.choice.quiet
    return {
        "items": [
            {
                "id": each.notice.id,
                "at": each.notice.at,
                "code": each.notice.code,
                "kind": each.kind.value,
                "kind_name": word(BELL_KIND, each.kind.value, english=english),
                "words": word(NOTICE, each.notice.template, english=english),
                "urgent": each.notice.urgent,
                "read": each.is_read,
            }
            for each in found.rung
        ],
        "unread": found.unread,
        "waiting": found.waiting,
        "choice": {
            "kinds": [
                {
                    "kind": kind.value,
                    "name": word(BELL_KIND, kind.value, english=english),
                    "on": kind.value not in choice.silent,
                }
                for kind in BellKind
            ],
            "quiet_since": _said(quiet.since),
            "quiet_until": _said(quiet.until),
            "digest_at": _said(quiet.digest_at),
        },
    }


def _said(at: time | None) -> str:
    return "" if at is None else f"{at:%H:%M}"
