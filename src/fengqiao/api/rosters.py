"""The duty roster (值班表): today's duty for colleagues, and the settings where a unit's week is planned.

A roster of duty and nothing else: no answer says whether somebody came, where somebody is, or how often.
"""

from datetime import date, datetime, time, timedelta
from typing import Annotated, Any, Final, Literal

import msgspec
from django.http import HttpRequest, HttpResponse
from msgspec import Meta
from ninja import Router

from fengqiao.api.bodies import Body, Code
from fengqiao.api.decoding import body_of, query_of
from fengqiao.api.drafts import as_read
from fengqiao.api.duties import KEEPING
from fengqiao.api.guards import ALL_POSTS, Staff, caller_of
from fengqiao.api.problems import plain_answer, speaks_english
from fengqiao.api.routing import answered, route
from fengqiao.api.uploads import FILE, uploaded
from fengqiao.clocks import SHANGHAI
from fengqiao.desk import roster_keeping as desk
from fengqiao.desk.cleaning import clean
from fengqiao.directory import rosters
from fengqiao.directory.rosters import Planned
from fengqiao.insight.duty_today import on_duty
from fengqiao.ledger.connection import unit_of_work
from fengqiao.people.rosters import USUAL, DutyRole, Shift
from fengqiao.shared.refused import invalid

router = Router(tags=["duty roster"])

TABLE: Final = "application/octet-stream"
"""A table is saved, never shown; the name says of which kind it is."""

MOST_SHIFTS: Final = 200
TimeOfDay = Annotated[str, Meta(max_length=5)]


class TodayQuery(msgspec.Struct, forbid_unknown_fields=True):
    """Nothing is asked: it is today."""


class DutyToday(msgspec.Struct):
    """Somebody who is planned for today at a unit; `now`: for this hour."""

    unit: str
    unit_name: str
    role: DutyRole
    role_name: str
    name: str
    phone: str
    starts: datetime
    ends: datetime
    now: bool


class TodaysDuty(msgspec.Struct):
    """Who is on duty today, the county's units first."""

    items: list[DutyToday]


class WeekQuery(msgspec.Struct, forbid_unknown_fields=True):
    """Whose week; `monday` is its first day."""

    unit: Code
    monday: date


class PlannedShift(msgspec.Struct):
    """A shift: the day it begins, from and until (an end that is not later is on the next day), who, and what is published."""

    day: date
    starts: TimeOfDay
    ends: TimeOfDay
    role: DutyRole
    user: Annotated[str, Meta(max_length=150)]
    is_published: bool = False
    published_name: Annotated[str, Meta(max_length=200)] = ""
    note: Annotated[str, Meta(max_length=400)] = ""


class WeekBody(Body):
    """A unit's week, whole; `mark` says which state of it was read."""

    unit: Code
    monday: date
    mark: Annotated[str, Meta(max_length=40)]
    shifts: Annotated[list[PlannedShift], Meta(max_length=MOST_SHIFTS)]


class RosterPerson(msgspec.Struct):
    """Somebody who may be planned."""

    user: str
    name: str
    has_phone: bool


class UsualShift(msgspec.Struct):
    """A shift that is offered."""

    name: str
    starts: str
    ends: str


class RosterWeek(msgspec.Struct):
    """A unit's week, and who and what may be planned."""

    unit: str
    monday: date
    mark: str
    shifts: list[PlannedShift]
    people: list[RosterPerson]
    usual: list[UsualShift]


class RosterRowFault(msgspec.Struct):
    """What is wrong in a row of a file; the head is row 1, the file itself row 0."""

    row: int
    field: str
    words: str


class RosterTaken(msgspec.Struct):
    """What came of a file: rows written, or what is wrong (then nothing was written)."""

    written: int
    faults: list[RosterRowFault]


class FileQuery(msgspec.Struct, forbid_unknown_fields=True):
    """In which form."""

    kind: Literal["csv", "xlsx"] = "xlsx"


@route(router, "GET", "/duty/today", guard=Staff(ALL_POSTS), query=TodayQuery, answer=TodaysDuty)
def show_todays_duty(request: HttpRequest) -> HttpResponse:
    """Who is planned for today at the centre and the units."""
    caller = caller_of(request)
    query_of(request, TodayQuery)
    county, english = caller.ports.county(), speaks_english(request)
    first = datetime.combine(caller.day, time(), tzinfo=SHANGHAI)
    with unit_of_work(caller.ports.tenant) as work:
        found = on_duty(work, first, first + timedelta(days=1))
    items = [
        {
            "unit": each.unit,
            "unit_name": county.unit_name(each.unit, english=english),
            **each.told(english=english),
            "now": each.starts <= caller.at < each.ends,
        }
        for each in found
    ]
    return answered({"items": items})


@route(router, "GET", "/settings/roster", guard=KEEPING, query=WeekQuery, answer=RosterWeek)
def show_roster_week(request: HttpRequest) -> HttpResponse:
    """A unit's week with the people and the usual shifts to plan it from."""
    caller, asked = caller_of(request), query_of(request, WeekQuery)
    if asked.unit not in caller.ports.county().units.by_code:
        raise invalid("unit", "没有这个单位", "there is no such unit")
    week = rosters.week_of(caller.ports.tenant, asked.unit, asked.monday)
    return answered(_week(asked.unit, asked.monday, week, people=rosters.people(caller.ports.tenant)))


@route(router, "PUT", "/settings/roster", guard=KEEPING, body=WeekBody, answer=RosterWeek)
def save_roster_week(request: HttpRequest) -> HttpResponse:
    """Save a unit's week in the place of the one that was read."""
    caller, body = caller_of(request), body_of(request, WeekBody)
    week = [_planned(body.unit, number, each) for number, each in enumerate(body.shifts)]
    with as_read(
        "mark",
        zh="这一周刚被其他人改过，请重新读取后再改。",
        en="Somebody else has just changed this week: read it again before changing it.",
    ):
        saved = desk.save_week(
            caller.ports, caller.person.username, body.unit, body.monday, week, mark=body.mark
        )
    return answered(_week(body.unit, body.monday, saved, people=rosters.people(caller.ports.tenant)))


@route(router, "GET", "/settings/roster/file", guard=KEEPING, query=FileQuery, answer=TABLE)
def take_roster_out(request: HttpRequest) -> HttpResponse:
    """The whole roster as a table."""
    caller, asked = caller_of(request), query_of(request, FileQuery)
    response = plain_answer(desk.table_out(caller.ports, asked.kind), TABLE)
    response["Content-Disposition"] = f'attachment; filename="roster.{asked.kind}"'
    return response


@route(router, "POST", "/settings/roster/file", guard=KEEPING, upload="file", answer=RosterTaken)
def bring_roster_in(request: HttpRequest) -> HttpResponse:
    """Bring a table in, all of it or nothing."""
    caller = caller_of(request)
    content, name = uploaded(request, FILE)
    written, found = desk.table_in(caller.ports, caller.person.username, content, name)
    faults = [{"row": each.row, "field": each.field, "words": each.words} for each in found]
    return answered({"written": written, "faults": faults})


def _planned(unit: str, number: int, said: PlannedShift) -> Planned:
    at = f"shifts[{number}]"
    starts, ends = (_moment(said.day, value, f"{at}.{name}") for name, value in _times(said))
    if ends <= starts:
        ends += timedelta(days=1)
    return Planned(
        Shift(unit, said.role, clean(said.user, f"{at}.user", most=150), starts, ends),
        is_published=said.is_published,
        published_name=clean(said.published_name, f"{at}.published_name", most=40),
        note=clean(said.note, f"{at}.note", most=200),
    )


def _times(said: PlannedShift) -> tuple[tuple[str, str], tuple[str, str]]:
    return ("starts", said.starts), ("ends", said.ends)


def _moment(day: date, said: str, field: str) -> datetime:
    try:
        return datetime.combine(day, time.fromisoformat(said), tzinfo=SHANGHAI)
    except ValueError:
        raise invalid(field, "应为时刻，如 08:30", "must be a time of day, like 08:30") from None


def _week(
    unit: str, monday: date, week: list[Planned], *, people: list[tuple[str, str, bool]]
) -> dict[str, Any]:
    return {
        "unit": unit,
        "monday": monday,
        "mark": rosters.mark_of(week),
        "shifts": [
            {
                "day": each.shift.starts.date(),
                "starts": f"{each.shift.starts:%H:%M}",
                "ends": f"{each.shift.ends:%H:%M}",
                "role": each.shift.role.value,
                "user": each.shift.person,
                "is_published": each.is_published,
                "published_name": each.published_name,
                "note": each.note,
            }
            for each in week
        ],
        "people": [{"user": user, "name": name, "has_phone": has_phone} for user, name, has_phone in people],
        "usual": [{"name": name, "starts": starts, "ends": ends} for name, starts, ends in USUAL],
    }
