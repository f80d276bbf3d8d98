"""The register of mediators for choosing, and the public board. Nothing here orders people by what they settled."""

from datetime import datetime
from typing import Annotated, Any, Final

import msgspec
from django.http import HttpRequest, HttpResponse
from msgspec import Meta
from ninja import Router

from fengqiao.api.bodies import Code
from fengqiao.api.decoding import query_of
from fengqiao.api.guards import Everyone, Staff, caller_of
from fengqiao.api.problems import speaks_english
from fengqiao.api.routing import answered, route
from fengqiao.clocks import SHANGHAI
from fengqiao.desk.forms import moment
from fengqiao.insight.register import NOTHING, AtTable, at_table
from fengqiao.insight.words import LEVEL, SECTOR, word
from fengqiao.ledger.connection import unit_of_work
from fengqiao.lifecycle.law import BOOKING
from fengqiao.people.actors import Post
from fengqiao.people.mediators import MediatorInfo, Sector
from fengqiao.shared.refused import invalid

router = Router(tags=["mediators"])

CHOOSING: Final = BOOKING | {Post.DUTY_LEADER, Post.SUPERVISOR}


class MediatorsQuery(msgspec.Struct, forbid_unknown_fields=True):
    """Whom to show: by language, sector and committee, and who is there and free in a span of time (with zone)."""

    language: Annotated[str, Meta(max_length=30)] = ""
    sector: Sector | None = None
    committee: Code = ""
    free_from: Annotated[str, Meta(max_length=40)] = ""
    free_to: Annotated[str, Meta(max_length=40)] = ""


class HoursAnswer(msgspec.Struct):
    """Declared hours of a day of the week (1 is Monday)."""

    day: int
    opens: str
    closes: str


class BoardEntry(msgspec.Struct):
    """A mediator who agreed to stand on the public board; `code` is how a party names the one it chooses."""

    code: str
    name: str
    committee_name: str
    level: str
    level_name: str
    sector: str
    sector_name: str
    studio: str
    languages: list[str]
    experience: str
    hours: list[HoursAnswer]
    work_contact: str


class MediatorAnswer(BoardEntry):
    """A mediator for choosing. `load`: open disputes at the table now; `has_account`: acts in this product."""

    committee: str
    unit: str
    load: int
    has_account: bool


class MediatorsAnswer(msgspec.Struct):
    """Mediators by code: there is no other order."""

    items: list[MediatorAnswer]
    languages: list[str]


class Board(msgspec.Struct):
    """The public board, by code."""

    items: list[BoardEntry]


@route(router, "GET", "/mediators", guard=Staff(CHOOSING), query=MediatorsQuery, answer=MediatorsAnswer)
def list_mediators(request: HttpRequest) -> HttpResponse:
    """Who mediates, with languages, hours and what is at the table now: for choosing, never for comparing results."""
    caller, asked = caller_of(request), query_of(request, MediatorsQuery)
    span = _span(asked)
    known = caller.ports.county().mediators.values()
    found = [each for each in known if _fits(each, asked, span)]
    tables: dict[str, AtTable] = {}
    if found:
        starts, ends = span or (None, None)
        with unit_of_work(caller.ports.tenant) as work:
            tables = at_table(work, sorted({each.holder for each in found}), starts=starts, ends=ends)
    english = speaks_english(request)
    items = [
        _entry(each, english=english)
        | {
            "committee": each.committee.code,
            "unit": each.committee.unit,
            "load": tables.get(each.holder, NOTHING).load,
            "has_account": bool(each.person),
        }
        for each in found
        if not tables.get(each.holder, NOTHING).taken
    ]
    spoken = sorted({language for each in known for language in each.languages})
    return answered({"items": items, "languages": spoken})


@route(router, "GET", "/public/mediators", guard=Everyone(), answer=Board)
def show_board(request: HttpRequest) -> HttpResponse:
    """The public board: those who agreed, with languages, hours and work contact, and nobody's results."""
    known = caller_of(request).ports.county().mediators.values()
    english = speaks_english(request)
    return answered({"items": [_entry(each, english=english) for each in known if each.on_public_board]})


def _span(asked: MediatorsQuery) -> tuple[datetime, datetime] | None:
    if not asked.free_from and not asked.free_to:
        return None
    starts, ends = moment(asked.free_from, "free_from"), moment(asked.free_to, "free_to")
    if ends <= starts:
        raise invalid("free_to", "结束时间须晚于开始时间", "it must end after it begins")
    return starts, ends


def _fits(mediator: MediatorInfo, asked: MediatorsQuery, span: tuple[datetime, datetime] | None) -> bool:
    if asked.language and asked.language not in mediator.languages:
        return False
    if asked.sector is not None and asked.sector is not mediator.committee.sector:
        return False
    if asked.committee not in {"", mediator.committee.code, mediator.committee.unit}:
        return False
    return span is None or mediator.is_there(span[0].astimezone(SHANGHAI), span[1].astimezone(SHANGHAI))


def _entry(mediator: MediatorInfo, *, english: bool) -> dict[str, Any]:
    committee = mediator.committee
    return {
        "code": mediator.code,
        "name": mediator.name,
        "committee_name": committee.name,
        "level": committee.level.value,
        "level_name": word(LEVEL, committee.level.value, english=english),
        "sector": committee.sector.value,
        "sector_name": word(SECTOR, committee.sector.value, english=english),
        "studio": mediator.studio,
        "languages": list(mediator.languages),
        "experience": mediator.experience,
        "hours": [
            {"day": each.day, "opens": f"{each.opens:%H:%M}", "closes": f"{each.closes:%H:%M}"}
            for each in mediator.hours
        ],
        "work_contact": mediator.work_contact,
    }
