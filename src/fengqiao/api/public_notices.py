"""Public notices (公告): written by a unit, published by who answers for the county, read by everybody while they hold."""

from datetime import date
from functools import partial
from typing import Annotated, Any, Final

import msgspec
from django.http import HttpRequest, HttpResponse
from msgspec import Meta
from ninja import Router

from fengqiao.api.bodies import Body, Code
from fengqiao.api.decoding import body_of, query_of
from fengqiao.api.drafts import as_read, marked
from fengqiao.api.duties import KEEPING
from fengqiao.api.guards import Caller, Everyone, Staff, caller_of
from fengqiao.api.problems import Stopped, speaks_english
from fengqiao.api.public_notices_answers import (
    PublicNoticeMarked,
    PublicNotices,
    PublicNoticeShown,
    PublicNoticesKept,
    PublicNoticeWhole,
    shown_to_all,
    shown_to_writers,
    shown_version,
)
from fengqiao.api.routing import answered, route
from fengqiao.desk import public_notices as desk
from fengqiao.desk.cleaning import clean
from fengqiao.desk.drafting import DRAFTING, publishes
from fengqiao.directory.public_notices import NoticeValues
from fengqiao.directory.publishing import mark_of
from fengqiao.insight import public_notices as insight
from fengqiao.ledger.connection import unit_of_work
from fengqiao.shared.publication import Standing
from fengqiao.shared.refused import invalid

router = Router(tags=["public notices"])
public = Router(tags=["public"])

WRITING: Final = Staff(DRAFTING)
_as_read: Final = partial(
    as_read,
    "mark",
    zh="这份公告刚被其他人改过，请重新打开后再改",
    en="somebody else has just changed this notice: open it again first",
)

Line = Annotated[str, Meta(max_length=400)]
Long = Annotated[str, Meta(max_length=20_000)]


class KeptQuery(msgspec.Struct, forbid_unknown_fields=True):
    """How it stands."""

    standing: Standing | None = None


class ShownQuery(msgspec.Struct, forbid_unknown_fields=True):
    """The place that it is asked for: a village, a town, or nothing for the whole county."""

    area: Code = ""


class NoticeBody(Body):
    """A notice. `area`: a town, "" for the whole county; `unit` issues it; `mark`: of one that is changed."""

    title: Line
    text: Long
    valid_from: date
    valid_until: date
    title_en: Line = ""
    text_en: Long = ""
    area: Code = ""
    link: Line = ""
    unit: Code = ""
    mark: Code = ""


class PublishBody(Body):
    """The mark of the notice as it was read; from the second version on, what is corrected."""

    mark: Code
    correction: Line = ""


class WithdrawNoticeBody(Body):
    """The mark of the notice as it was read."""

    mark: Code


@route(router, "GET", "/public-notices", guard=WRITING, query=KeptQuery, answer=PublicNoticesKept)
def list_public_notices(request: HttpRequest) -> HttpResponse:
    """Every notice, whatever its standing."""
    caller, asked = caller_of(request), query_of(request, KeptQuery)
    with unit_of_work(caller.ports.tenant) as work:
        found = insight.kept(work)
    english = speaks_english(request)
    items = [
        _shown(each, caller, english=english)
        for each in found
        if asked.standing in {None, each.standing(caller.day)}
    ]
    may_publish = publishes(caller.actor, for_county=caller.for_county)
    return answered({"items": items, "may_publish": may_publish})


@route(
    router, "POST", "/public-notices", guard=WRITING, body=NoticeBody, answer=PublicNoticeMarked, status=201
)
def draft_public_notice(request: HttpRequest) -> HttpResponse:
    """Write a new notice; it is told to nobody before it is published."""
    caller, body = caller_of(request), body_of(request, NoticeBody)
    made = desk.draft(
        caller.ports,
        caller.actor,
        caller.person.username,
        _values(body),
        for_county=caller.for_county,
    )
    return answered(marked(made), status=201)


@route(router, "GET", "/public-notices/{code}", guard=WRITING, answer=PublicNoticeWhole)
def show_public_notice(request: HttpRequest, code: str) -> HttpResponse:
    """A notice with all that was published of it."""
    caller = caller_of(request)
    item = desk.notice(caller.ports, code)
    with unit_of_work(caller.ports.tenant) as work:
        (kept,) = insight.kept(work, item.code)
        versions = insight.versions(work, item.code)
    return answered(
        {
            "notice": _shown(kept, caller, english=speaks_english(request)),
            "versions": [shown_version(each) for each in versions],
            "mark": mark_of(item),
        }
    )


@route(router, "PUT", "/public-notices/{code}", guard=WRITING, body=NoticeBody, answer=PublicNoticeMarked)
def change_public_notice(request: HttpRequest, code: str) -> HttpResponse:
    """Write a notice anew, if nobody else did since it was read; what is published stays until it is published again."""
    caller, body = caller_of(request), body_of(request, NoticeBody)
    with _as_read():
        changed = desk.change(
            caller.ports,
            caller.actor,
            caller.person.username,
            code,
            _values(body),
            mark=body.mark,
            for_county=caller.for_county,
        )
    return answered(marked(changed))


@route(
    router,
    "POST",
    "/public-notices/{code}/publish",
    guard=KEEPING,
    body=PublishBody,
    answer=PublicNoticeMarked,
)
def publish_public_notice(request: HttpRequest, code: str) -> HttpResponse:
    """Publish a notice as it was read, as its next version."""
    caller, body = caller_of(request), body_of(request, PublishBody)
    correction = clean(body.correction, "correction", most=200)
    with _as_read():
        done = desk.publish(caller.ports, caller.person.username, code, mark=body.mark, correction=correction)
    return answered(marked(done))


@route(
    router,
    "POST",
    "/public-notices/{code}/withdraw",
    guard=KEEPING,
    body=WithdrawNoticeBody,
    answer=PublicNoticeMarked,
)
def withdraw_public_notice(request: HttpRequest, code: str) -> HttpResponse:
    """Take a notice down; the versions stay."""
    caller, body = caller_of(request), body_of(request, WithdrawNoticeBody)
    with _as_read():
        return answered(marked(desk.withdraw(caller.ports, caller.person.username, code, mark=body.mark)))


@route(public, "GET", "/public/notices", guard=Everyone(), query=ShownQuery, answer=PublicNotices)
def read_public_notices(request: HttpRequest) -> HttpResponse:
    """What is shown today, for everybody; what has ended is no longer there."""
    asked = query_of(request, ShownQuery)
    return answered({"items": notices_today(request, area=asked.area)})


@route(public, "GET", "/public/notices/{code}", guard=Everyone(), answer=PublicNoticeShown)
def read_public_notice(request: HttpRequest, code: str) -> HttpResponse:
    """One notice, while it is shown."""
    return answered(notice_today(request, code))


def notices_today(request: HttpRequest, *, area: str = "", code: str = "") -> list[dict[str, Any]]:
    """What everybody reads today, at a place (or the one of a number), as plain values."""
    caller = caller_of(request)
    county, english = caller.ports.county(), speaks_english(request)
    if area and area not in county.areas:
        raise invalid("area", "没有这个区域", "there is no such area")
    with unit_of_work(caller.ports.tenant) as work:
        found = insight.shown(work, day=caller.day, area=area, code=code)
    return [shown_to_all(each, county, english=english) for each in found]


def notice_today(request: HttpRequest, code: str) -> dict[str, Any]:
    """One of them; Stopped when it is not shown (any more)."""
    found = notices_today(request, code=code)
    if not found:
        raise Stopped("not_found")
    return found[0]


def _shown(kept: insight.Kept, caller: Caller, *, english: bool) -> dict[str, Any]:
    return shown_to_writers(
        kept,
        caller.ports.county(),
        caller.actor,
        day=caller.day,
        for_county=caller.for_county,
        english=english,
    )


def _values(body: NoticeBody) -> NoticeValues:
    return NoticeValues(
        title=clean(body.title, "title", most=80),
        title_en=clean(body.title_en, "title_en", most=160),
        text=clean(body.text, "text", most=5000),
        text_en=clean(body.text_en, "text_en", most=10_000),
        area=body.area.strip(),
        link=clean(body.link, "link", most=300),
        unit=body.unit.strip(),
        valid_from=body.valid_from,
        valid_until=body.valid_until,
    )
