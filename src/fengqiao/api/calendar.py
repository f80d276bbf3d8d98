"""Settings: the working calendar, and the yearly holiday notice that makes a year final."""

from datetime import date, datetime
from typing import Annotated, Any, Final

import msgspec
from django.http import HttpRequest, HttpResponse
from msgspec import Meta
from ninja import Router

from fengqiao.api.bodies import Body
from fengqiao.api.decoding import body_of
from fengqiao.api.guards import CountyStaff, caller_of
from fengqiao.api.looking import viewer_of
from fengqiao.api.problems import speaks_english
from fengqiao.api.routing import answered, route
from fengqiao.clocks import SHANGHAI
from fengqiao.desk import calendar_importing as desk
from fengqiao.directory import calendars
from fengqiao.directory.snapshot import CountyDirectory
from fengqiao.insight.calendar_preview import CalendarPreview, preview, with_notice
from fengqiao.ledger.connection import unit_of_work
from fengqiao.people.actors import SYSTEM

router = Router(tags=["settings"])

KEEPING: Final = CountyStaff(desk.KEEPING)


class NoticeBody(Body):
    """The notice as a table, a line for each span of days; `source` is its number, needed for the import."""

    year: Annotated[int, Meta(ge=2000, le=2200)]
    table: Annotated[str, Meta(max_length=10_000)]
    source: Annotated[str, Meta(max_length=120)] = ""


class YearAnswer(msgspec.Struct):
    """A year: final when its notice is in, else provisional."""

    year: int
    published: bool
    source: str


class DayAnswer(msgspec.Struct):
    """A day that differs from its weekday, or that the notice names."""

    day: date
    worked: bool
    name: str


class CalendarAnswer(msgspec.Struct):
    """The years, the latest first, the days since last year, and the year whose notice comes next."""

    years: list[YearAnswer]
    days: list[DayAnswer]
    next_year: int


class MovedDueAnswer(msgspec.Struct):
    """An open matter whose due moment would move."""

    code: str
    category_name: str
    before: datetime
    after: datetime
    may_open: bool


class NoticePreview(msgspec.Struct):
    """What the notice says and what it would change. Nothing was written."""

    year: int
    days: list[DayAnswer]
    looked: int
    moved: int
    items: list[MovedDueAnswer]


class NoticeTaken(msgspec.Struct):
    """The notice is in."""

    year: int
    days: int


@route(router, "GET", "/settings/calendar", guard=KEEPING, answer=CalendarAnswer)
def show_calendar(request: HttpRequest) -> HttpResponse:
    """The years with their notices, and the days that differ from the week."""
    caller = caller_of(request)
    tenant, this_year = caller.ports.tenant, caller.at.astimezone(SHANGHAI).year
    return answered(
        {
            "years": [
                {"year": year, "published": out, "source": source}
                for year, out, source in calendars.years(tenant)
            ],
            "days": [
                {"day": day, "worked": worked, "name": name}
                for day, worked, name in calendars.days_since(tenant, this_year - 1)
            ],
            "next_year": desk.next_year(caller.ports),
        }
    )


@route(router, "POST", "/settings/calendar/preview", guard=KEEPING, body=NoticeBody, answer=NoticePreview)
def preview_notice(request: HttpRequest) -> HttpResponse:
    """Read a notice and say which open due moments it would move; nothing is written."""
    caller, body = caller_of(request), body_of(request, NoticeBody)
    days = desk.read(caller.ports, body.year, body.table)
    county = caller.ports.county()
    calendar = with_notice(county.calendar, body.year, {each.day: each.worked for each in days})
    with unit_of_work(caller.ports.tenant) as work:
        found = preview(work, viewer_of(caller), caller.ports.facts(SYSTEM), calendar, year=body.year)
    shown = [{"day": each.day, "worked": each.worked, "name": each.name} for each in days]
    return answered(
        {"year": body.year, "days": shown, **_found(found, county, english=speaks_english(request))}
    )


@route(router, "POST", "/settings/calendar", guard=KEEPING, body=NoticeBody, answer=NoticeTaken, status=201)
def import_notice(request: HttpRequest) -> HttpResponse:
    """Bring the notice in: the year is final, and the worker reckons again what rested on it."""
    caller, body = caller_of(request), body_of(request, NoticeBody)
    written = desk.import_notice(
        caller.ports, caller.person.username, body.year, body.table, source=body.source
    )
    return answered({"year": body.year, "days": written}, status=201)


def _found(found: CalendarPreview, county: CountyDirectory, *, english: bool) -> dict[str, Any]:
    return {
        "looked": found.looked,
        "moved": found.moved,
        "items": [
            {
                "code": each.code,
                "category_name": _category(each.category, county, english=english),
                "before": each.before,
                "after": each.after,
                "may_open": each.may_open,
            }
            for each in found.items
        ],
    }


def _category(code: str, county: CountyDirectory, *, english: bool) -> str:
    known = county.categories.get(code)
    return code if known is None else known.name_en if english else known.name_zh
