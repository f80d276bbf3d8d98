"""Planned sweeps (排查): campaigns over grids, what was found, and how far the follow-up is. Nobody who went is named."""

from datetime import date
from typing import Annotated, Any, Final, Literal

import msgspec
from django.http import HttpRequest, HttpResponse
from msgspec import Meta
from ninja import Router

from fengqiao.api.bodies import Body, Code, Nothing, Photos, PlaceBody, Text
from fengqiao.api.decoding import body_of, plain, query_of
from fengqiao.api.guards import Staff, caller_of
from fengqiao.api.problems import speaks_english
from fengqiao.api.routing import answered, route
from fengqiao.desk import sweeping as desk
from fengqiao.desk.acts import NotFound, Ref
from fengqiao.desk.cleaning import clean
from fengqiao.desk.photos import uses
from fengqiao.desk.sweeping import Sweep
from fengqiao.directory.snapshot import CountyDirectory
from fengqiao.people.actors import Post
from fengqiao.shared.refused import invalid

router = Router(tags=["sweeps"])

LOOKING: Final = desk.OPENING | {
    Post.GRID_WORKER,
    Post.TOWN_DISPATCHER,
    Post.DISPATCHER,
    Post.SUPERVISOR,
    Post.DUTY_LEADER,
    Post.UNIT_LEADER,
    Post.LEADER,
}
_LARGEST_ID: Final = 2**63


class SweepsQuery(msgspec.Struct, forbid_unknown_fields=True):
    """Which campaigns."""

    state: Literal["open", "closed", "all"] = "open"


class SweepBody(Body):
    """A campaign: what to look for, where (all grids of the own area when none is named) and when."""

    code: Annotated[str, Meta(max_length=40)]
    name: Annotated[str, Meta(max_length=100)]
    question: Annotated[str, Meta(max_length=300)]
    starts_on: date
    ends_on: date
    category: Code = ""
    grids: Annotated[list[Annotated[str, Meta(max_length=20)]], Meta(max_length=5000)] = msgspec.field(
        default_factory=list
    )


class SweepResultBody(Body):
    """What was found for an item of a grid; `found` needs words, and a category where the campaign has none."""

    grid: Annotated[str, Meta(max_length=20)]
    result: Literal["none", "found"]
    item: Annotated[str, Meta(max_length=60)] = ""
    text: Text | None = None
    category: Code | None = None
    place: PlaceBody | None = None
    photos: Photos = msgspec.field(default_factory=list)


class SweepProgress(msgspec.Struct):
    """Grids of the own area and those seen; items without and with a finding; findings still open or put right."""

    grids: int
    visited: int
    none: int
    found: int
    open: int
    settled: int
    waiting: list[str]


class SweepAnswer(msgspec.Struct):
    """A campaign as far as it concerns the own area."""

    id: int
    code: str
    name: str
    question: str
    unit: str
    unit_name: str
    category: str
    category_name: str
    starts_on: date
    ends_on: date
    is_open: bool
    progress: SweepProgress


class Sweeps(msgspec.Struct):
    """Campaigns, the latest first."""

    items: list[SweepAnswer]


class SweepNoted(msgspec.Struct):
    """A result as it stands, with the matter that follows up ("" for none)."""

    result: str
    code: str
    repeated: bool


@route(router, "GET", "/sweeps", guard=Staff(LOOKING), query=SweepsQuery, answer=Sweeps)
def list_sweeps(request: HttpRequest) -> HttpResponse:
    """Campaigns of the own area with their progress there."""
    caller, asked = caller_of(request), query_of(request, SweepsQuery)
    is_open = {"open": True, "closed": False}.get(asked.state)
    found = desk.sweeps_of(caller.ports, area=caller.place.area, is_open=is_open)
    county, english = caller.ports.county(), speaks_english(request)
    return answered({"items": [_shown(sweep, county, english=english) for sweep in found]})


@route(
    router,
    "POST",
    "/sweeps",
    guard=Staff(desk.OPENING),
    body=SweepBody,
    answer=SweepAnswer,
    status=201,
    others={200: SweepAnswer},
)
def open_sweep(request: HttpRequest) -> HttpResponse:
    """Open a campaign; its code makes it one: the same plan again gives the campaign that stands."""
    caller, body = caller_of(request), body_of(request, SweepBody)
    plan: dict[str, Any] = {
        "name": clean(body.name, "name", most=100),
        "question": clean(body.question, "question", most=300),
        "starts_on": body.starts_on,
        "ends_on": body.ends_on,
        "grids": body.grids,
    }
    sweep, is_new = desk.open_sweep(
        caller.ports, caller.actor, area=caller.place.area, code=body.code, category=body.category, plan=plan
    )
    shown = _shown(sweep, caller.ports.county(), english=speaks_english(request))
    return answered(shown, status=201 if is_new else 200)


@route(
    router,
    "POST",
    "/sweeps/{sweep}/results",
    guard=Staff({Post.GRID_WORKER}),
    body=SweepResultBody,
    answer=SweepNoted,
    status=201,
    others={200: SweepNoted},
)
def note_sweep_result(request: HttpRequest, sweep: str) -> HttpResponse:
    """Write down what was found; a finding becomes a matter. The first result of an item stands."""
    caller, body = caller_of(request), body_of(request, SweepResultBody)
    found: dict[str, Any] | None = None
    if body.result == "found":
        place = plain(body.place) if body.place is not None else None
        found = {"text": body.text, "category": body.category, "place": place}
    elif body.photos or body.text or body.category or body.place is not None:
        raise invalid("result", "未发现问题时不填写内容和照片", "nothing found has no words and no photos")
    noted = desk.note_result(
        caller.ports,
        caller.actor,
        _id(sweep),
        grid=body.grid,
        item=body.item,
        found=found,
        photos=uses(caller.ports, body.photos, "registration"),
    )
    answer = {"result": noted.result, "code": noted.code, "repeated": noted.repeated}
    return answered(answer, status=200 if noted.repeated else 201)


@route(
    router, "POST", "/sweeps/{sweep}/close", guard=Staff(desk.OPENING), body=Nothing, answer=None, status=204
)
def close_sweep(request: HttpRequest, sweep: str) -> HttpResponse:
    """End a campaign of the own unit; what it found goes on."""
    caller = caller_of(request)
    body_of(request, Nothing)
    desk.close_sweep(caller.ports, caller.actor, _id(sweep))
    return HttpResponse(status=204)


def _id(text: str) -> int:
    if text.isascii() and text.isdecimal() and int(text) < _LARGEST_ID:
        return int(text)
    raise NotFound(Ref())


def _shown(sweep: Sweep, county: CountyDirectory, *, english: bool) -> SweepAnswer:
    campaign, counts = sweep.campaign, sweep.counts
    info = county.categories.get(sweep.category)
    named = (info.name_en or info.name_zh) if english and info is not None else info.name_zh if info else ""
    return SweepAnswer(
        id=campaign.pk,
        code=campaign.code,
        name=campaign.name,
        question=campaign.question,
        unit=sweep.unit,
        unit_name=county.unit_name(sweep.unit, english=english),
        category=sweep.category,
        category_name=named,
        starts_on=campaign.starts_on,
        ends_on=campaign.ends_on,
        is_open=campaign.is_open,
        progress=SweepProgress(
            grids=len(sweep.grids),
            visited=counts.visited,
            none=counts.none,
            found=counts.found,
            open=counts.open,
            settled=counts.settled,
            waiting=list(sweep.waiting),
        ),
    )
