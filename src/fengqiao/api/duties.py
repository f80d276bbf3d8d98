"""Settings: the duty directory in versions, edited line by line, tried on the last weeks, and published."""

from datetime import timedelta
from functools import partial
from typing import Annotated, Any, Final

import msgspec
from django.http import HttpRequest, HttpResponse
from msgspec import Meta
from ninja import Router

from fengqiao.api.bodies import Body, Code
from fengqiao.api.decoding import body_of, query_of
from fengqiao.api.drafts import as_read
from fengqiao.api.duty_answers import (
    Drafted,
    DryRunAnswer,
    DutyEdition,
    DutyLineAnswer,
    DutyVersions,
    shown_dry_run,
    shown_edition,
    shown_line,
    shown_version,
)
from fengqiao.api.guards import Caller, CountyStaff, caller_of
from fengqiao.api.looking import viewer_of
from fengqiao.api.problems import Stopped, speaks_english
from fengqiao.api.routing import answered, route
from fengqiao.desk import duty_editing as desk
from fengqiao.desk.forms import moment
from fengqiao.directory.duty_drafts import LineValues
from fengqiao.insight.dry_run import Asked, dry_run
from fengqiao.ledger.connection import unit_of_work
from fengqiao.matters.categories import Holder, Lane
from fengqiao.people.actors import KEEPERS

router = Router(tags=["settings"])

_as_read: Final = partial(
    as_read,
    "mark",
    zh="这一条刚被其他人改过，请重新打开后再改。",
    en="Somebody else has just changed this line: open it again before changing it.",
)

MOST_DAYS: Final = 366
Assists = Annotated[list[Code], Meta(max_length=30)]


KEEPING: Final = CountyStaff(KEEPERS)
"""For the whole county: a town's coordinator does not keep its directory."""


class DraftBody(Body):
    """From when a version is to hold (with zone), and what it is about."""

    effective_from: Annotated[str, Meta(max_length=40)]
    note: Annotated[str, Meta(max_length=300)] = ""


class LineBody(Body):
    """A line: category code or the beginning of one ("" all), significant area code ("" the county), unit codes.

    `mark`: of a line that is changed, as it was read.
    """

    lead: Code
    category: Annotated[str, Meta(max_length=20)] = ""
    area: Annotated[str, Meta(max_length=17)] = ""
    co: Assists = msgspec.field(default_factory=list)
    lane: Lane = Lane.GENERAL
    holder: Holder = Holder.DEPARTMENT
    basis: Annotated[str, Meta(max_length=500)] = ""
    mark: Code = ""


class MarkQuery(msgspec.Struct, forbid_unknown_fields=True):
    """The mark of the line as it was read."""

    mark: Code


class PublishBody(Body):
    """From when the version is to hold (with zone), not before now."""

    effective_from: Annotated[str, Meta(max_length=40)]


class DryRunQuery(msgspec.Struct, forbid_unknown_fields=True):
    """How many days back, which group of the moved matters, and below which page."""

    days: Annotated[int, Meta(ge=1, le=MOST_DAYS)] = 90
    category: Code = ""
    before: Code = ""
    after: Code = ""
    cursor: Code = ""


@route(router, "GET", "/settings/duties", guard=KEEPING, answer=DutyVersions)
def list_duty_versions(request: HttpRequest) -> HttpResponse:
    """The versions of the duty directory, the newest first, and which of them holds now."""
    caller = caller_of(request)
    now = caller.ports.county().edition_at(caller.at)
    items = [
        shown_version(each.version, each.lines, in_force=now.id if now else 0)
        for each in desk.versions(caller.ports)
    ]
    return answered({"items": items})


@route(router, "POST", "/settings/duties", guard=KEEPING, body=DraftBody, answer=Drafted, status=201)
def draft_duties(request: HttpRequest) -> HttpResponse:
    """Begin a draft with the lines that will hold on its day."""
    caller, body = caller_of(request), body_of(request, DraftBody)
    made = desk.draft(
        caller.ports,
        caller.person.username,
        effective_from=moment(body.effective_from, "effective_from"),
        note=body.note,
    )
    return answered({"number": made.number}, status=201)


@route(router, "GET", "/settings/duties/{number}", guard=KEEPING, answer=DutyEdition)
def show_duties(request: HttpRequest, number: str) -> HttpResponse:
    """A version whole: its lines, and what is wrong with them, each finding with its line."""
    caller = caller_of(request)
    return answered(_edition(caller, _number(number), english=speaks_english(request)))


@route(router, "PATCH", "/settings/duties/{number}", guard=KEEPING, body=DraftBody, answer=Drafted)
def redate_duties(request: HttpRequest, number: str) -> HttpResponse:
    """Change when a draft is to begin and what it is about."""
    caller, body = caller_of(request), body_of(request, DraftBody)
    desk.redate(
        caller.ports,
        caller.person.username,
        _number(number),
        effective_from=moment(body.effective_from, "effective_from"),
        note=body.note,
    )
    return answered({"number": _number(number)})


@route(router, "DELETE", "/settings/duties/{number}", guard=KEEPING, answer=Drafted)
def discard_duties(request: HttpRequest, number: str) -> HttpResponse:
    """Throw a draft away; what is published stays."""
    caller = caller_of(request)
    desk.discard(caller.ports, caller.person.username, _number(number))
    return answered({"number": _number(number)})


@route(
    router,
    "POST",
    "/settings/duties/{number}/lines",
    guard=KEEPING,
    body=LineBody,
    answer=DutyLineAnswer,
    status=201,
)
def add_duty_line(request: HttpRequest, number: str) -> HttpResponse:
    """Add a line to a draft."""
    caller, body = caller_of(request), body_of(request, LineBody)
    line = desk.add_line(caller.ports, caller.person.username, _number(number), _values(body))
    return answered(shown_line(line, caller.ports.county(), english=speaks_english(request)), status=201)


@route(
    router,
    "PUT",
    "/settings/duties/{number}/lines/{line}",
    guard=KEEPING,
    body=LineBody,
    answer=DutyLineAnswer,
)
def change_duty_line(request: HttpRequest, number: str, line: str) -> HttpResponse:
    """Change a line of a draft, if nobody else changed it since it was read."""
    caller, body = caller_of(request), body_of(request, LineBody)
    with _as_read():
        changed = desk.change_line(
            caller.ports,
            caller.person.username,
            _number(number),
            _number(line),
            _values(body),
            mark=body.mark,
        )
    return answered(shown_line(changed, caller.ports.county(), english=speaks_english(request)))


@route(
    router,
    "DELETE",
    "/settings/duties/{number}/lines/{line}",
    guard=KEEPING,
    query=MarkQuery,
    answer=Drafted,
)
def drop_duty_line(request: HttpRequest, number: str, line: str) -> HttpResponse:
    """Take a line out of a draft, if nobody else changed it since it was read."""
    caller, asked = caller_of(request), query_of(request, MarkQuery)
    with _as_read():
        desk.drop_line(caller.ports, caller.person.username, _number(number), _number(line), mark=asked.mark)
    return answered({"number": _number(number)})


@route(
    router,
    "GET",
    "/settings/duties/{number}/dry-run",
    guard=KEEPING,
    query=DryRunQuery,
    answer=DryRunAnswer,
)
def dry_run_duties(request: HttpRequest, number: str) -> HttpResponse:
    """Dispatch the matters of the last days again by this version, in memory: which would have gone elsewhere."""
    caller, query = caller_of(request), query_of(request, DryRunQuery)
    version = desk.version(caller.ports, _number(number))
    asked = Asked(
        since=caller.at - timedelta(days=query.days),
        until=caller.at,
        category=query.category,
        before=query.before,
        after=query.after,
        cursor=query.cursor,
    )
    county = caller.ports.county()
    with unit_of_work(caller.ports.tenant, frozen=True) as work:
        found = dry_run(work, viewer_of(caller), version, asked, county)
    return answered(shown_dry_run(found, asked, county, english=speaks_english(request)))


@route(
    router,
    "POST",
    "/settings/duties/{number}/publish",
    guard=KEEPING,
    body=PublishBody,
    answer=Drafted,
)
def publish_duties(request: HttpRequest, number: str) -> HttpResponse:
    """Publish a draft: from its day on, dispatch goes by it."""
    caller, body = caller_of(request), body_of(request, PublishBody)
    published = desk.publish(
        caller.ports,
        caller.person.username,
        _number(number),
        effective_from=moment(body.effective_from, "effective_from"),
    )
    return answered({"number": published.number})


def _edition(caller: Caller, number: int, *, english: bool) -> dict[str, Any]:
    county = caller.ports.county()
    now = county.edition_at(caller.at)
    found = desk.edition(caller.ports, number)
    return shown_edition(found, county, in_force=now.id if now else 0, english=english)


def _values(body: LineBody) -> LineValues:
    return LineValues(
        category=body.category.strip().upper(),
        area=body.area.strip(),
        lead=body.lead,
        co=tuple(body.co),
        lane=body.lane.value,
        holder=body.holder.value,
        basis=body.basis.strip(),
    )


def _number(said: str) -> int:
    """A number in an address; what is none names nothing."""
    if not (said.isascii() and said.isdigit() and len(said) < 10):
        raise Stopped("not_found")
    return int(said)
