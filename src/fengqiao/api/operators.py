"""What keeps the county running: dead letters, the backlog, alerts about places, and the notices of whoever is in."""

from datetime import datetime
from typing import Annotated, Final

import msgspec
from django.http import HttpRequest, HttpResponse
from msgspec import Meta
from ninja import Router

from fengqiao.api.answers import Words
from fengqiao.api.bodies import Nothing
from fengqiao.api.decoding import body_of, query_of
from fengqiao.api.guards import Staff, caller_of, seats_named
from fengqiao.api.problems import speaks_english
from fengqiao.api.routing import answered, route
from fengqiao.desk import operating
from fengqiao.directory.snapshot import CountyDirectory
from fengqiao.insight import pointers
from fengqiao.insight.notices import NOTICE, Notice, read_notices
from fengqiao.insight.operations import backlog, codes_of
from fengqiao.insight.words import POST, word
from fengqiao.ledger import deliveries, outbox
from fengqiao.ledger.alerts import Alert, open_alerts
from fengqiao.ledger.connection import unit_of_work
from fengqiao.people.actors import Post
from fengqiao.people.masking import mask_text

router = Router(tags=["operators"])

OPERATORS: Final = frozenset({Post.ADMINISTRATOR})
WATCHING: Final = frozenset({Post.ANALYST, Post.DISPATCHER, Post.DUTY_LEADER})
_LONGEST_ERROR: Final = 300


class DeadLetter(msgspec.Struct):
    """What was given up: a `reaction` to an event or a `message`; `error` has its numbers masked."""

    id: str
    sort: str
    code: str
    kind: str
    channel: str
    attempts: int
    at: datetime
    error: str


class DeadLetters(msgspec.Struct):
    """The latest 200 of each sort, latest first."""

    items: list[DeadLetter]


class Requeued(msgspec.Struct):
    """What was given another round."""

    id: str


class QueueAnswer(msgspec.Struct):
    """What waits, since when the oldest waits, and how much was given up."""

    waiting: int
    oldest: datetime | None
    dead: int


class BacklogAnswer(msgspec.Struct):
    """Events to react to, messages to send, moments that have come."""

    reactions: QueueAnswer
    messages: QueueAnswer
    moments: QueueAnswer


class AlertAnswer(msgspec.Struct):
    """Many matters of one category at one place; about the place, never about persons."""

    id: str
    kind: str
    category: str
    category_name: str
    place: str
    place_name: str
    matters: int
    since: datetime
    raised_at: datetime
    last_at: datetime
    closed_at: datetime | None


class Alerts(msgspec.Struct):
    """Open alerts, the liveliest first."""

    items: list[AlertAnswer]


class NoticeAnswer(msgspec.Struct):
    """A notice to an own unit or post."""

    id: str
    at: datetime
    code: str
    message: str
    words: Words
    urgent: bool
    to: str
    to_name: str


class Notices(msgspec.Struct):
    """A page of notices, newest first."""

    items: list[NoticeAnswer]
    next_cursor: str | None


class NoticesQuery(msgspec.Struct, forbid_unknown_fields=True):
    """Which page."""

    cursor: Annotated[str, Meta(max_length=200)] = ""


@route(router, "GET", "/notices", guard=Staff(), query=NoticesQuery, answer=Notices)
def list_notices(request: HttpRequest) -> HttpResponse:
    """What was told to the own units and posts (of the post that the header names, else of all)."""
    caller, asked = caller_of(request), query_of(request, NoticesQuery)
    after = pointers.read(asked.cursor)
    seats = seats_named(request, caller.person)
    with unit_of_work(caller.ports.tenant) as work:
        page, following = read_notices(work, seats, after)
    county, english = caller.ports.county(), speaks_english(request)
    items = [_notice(each, county, english=english) for each in page]
    return answered(Notices(items, pointers.written(following)))


@route(router, "GET", "/alerts", guard=Staff(WATCHING), answer=Alerts)
def list_alerts(request: HttpRequest) -> HttpResponse:
    """Places of the own area with many matters of one category within a day."""
    caller = caller_of(request)
    with unit_of_work(caller.ports.tenant) as work:
        found = open_alerts(work, area=caller.place.area)
    county, english = caller.ports.county(), speaks_english(request)
    return answered(Alerts([_alert(each, county, english=english) for each in found]))


@route(router, "POST", "/alerts/{alert}/close", guard=Staff(WATCHING), body=Nothing, answer=AlertAnswer)
def close_alert(request: HttpRequest, alert: str) -> HttpResponse:
    """Close an alert that was looked into; the next cluster raises a new one."""
    caller = caller_of(request)
    body_of(request, Nothing)
    closed = operating.close_alert(caller.ports, caller.actor, alert, area=caller.place.area)
    return answered(_alert(closed, caller.ports.county(), english=speaks_english(request)))


@route(router, "GET", "/backlog", guard=Staff(OPERATORS), answer=BacklogAnswer)
def show_backlog(request: HttpRequest) -> HttpResponse:
    """How far the worker is behind."""
    caller = caller_of(request)
    with unit_of_work(caller.ports.tenant) as work:
        now = backlog(work, now=caller.at)
    return answered(now)


@route(router, "GET", "/dead-letters", guard=Staff(OPERATORS), answer=DeadLetters)
def list_dead_letters(request: HttpRequest) -> HttpResponse:
    """Reactions and messages that were given up, and why."""
    caller = caller_of(request)
    with unit_of_work(caller.ports.tenant) as work:
        events, messages = outbox.dead(work), deliveries.dead(work)
        ids = {event.matter_id for event in events} | {each.delivery.matter_id for each in messages}
        codes = codes_of(work, sorted(ids))
    items = [
        DeadLetter(
            operating.reaction_id(event.matter_id, event.seq), "reaction", codes.get(event.matter_id, ""),
            event.kind, "", event.attempts, event.dead_at, _said(event.last_error),
        )
        for event in events
    ] + [
        DeadLetter(
            each.delivery.id, "message", codes.get(each.delivery.matter_id, ""),
            each.delivery.template, each.delivery.channel, each.delivery.attempts, each.created_at,
            _said(each.last_error),
        )
        for each in messages
    ]  # fmt: skip
    return answered(DeadLetters(sorted(items, key=lambda item: item.at, reverse=True)))


@route(
    router,
    "POST",
    "/dead-letters/{letter}/requeue",
    guard=Staff(OPERATORS),
    body=Nothing,
    answer=Requeued,
)
def requeue_dead_letter(request: HttpRequest, letter: str) -> HttpResponse:
    """Give what was given up another round of attempts."""
    caller = caller_of(request)
    body_of(request, Nothing)
    operating.requeue(caller.ports, caller.actor, letter)
    return answered(Requeued(letter))


def _said(error: str) -> str:
    return mask_text(error)[:_LONGEST_ERROR]


def _notice(each: Notice, county: CountyDirectory, *, english: bool) -> NoticeAnswer:
    zh, en = NOTICE.get(each.template, (each.template, each.template))
    name = word(POST, each.to, english=english) if each.to_kind == "post" else ""
    return NoticeAnswer(
        id=each.id,
        at=each.at,
        code=each.code,
        message=each.template,
        words=Words(zh=zh, en=en),
        urgent=each.urgent,
        to=each.to,
        to_name=name or county.unit_name(each.to, english=english),
    )


def _alert(each: Alert, county: CountyDirectory, *, english: bool) -> AlertAnswer:
    info = county.categories.get(each.category)
    grid = county.grids.get(each.place)
    named = "" if info is None else (info.name_en or info.name_zh) if english else info.name_zh
    return AlertAnswer(
        id=each.id,
        kind=each.kind,
        category=each.category,
        category_name=named or each.category,
        place=each.place,
        place_name=grid.name if grid is not None else county.areas.get(each.place, each.place),
        matters=each.matters,
        since=each.since,
        raised_at=each.raised_at,
        last_at=each.last_at,
        closed_at=each.closed_at,
    )
