"""Lists that the worker keeps: each is the own person's in the own post, and nobody else reads it."""

from typing import Annotated, Any, Final

import msgspec
from django.http import HttpRequest, HttpResponse
from msgspec import Meta
from ninja import Router

from fengqiao.api.bodies import Body
from fengqiao.api.decoding import body_of
from fengqiao.api.guards import READING, Caller, Staff, caller_of
from fengqiao.api.problems import Stopped
from fengqiao.api.routing import answered, route
from fengqiao.desk.cleaning import clean
from fengqiao.insight.views import View
from fengqiao.ledger.connection import unit_of_work
from fengqiao.ledger.saved_views import (
    MOST,
    Gone,
    NameTaken,
    NoRoom,
    Owner,
    SavedView,
    change,
    drop,
    keep,
    kept_by,
)
from fengqiao.matters.words import State
from fengqiao.people.masking import mask_text
from fengqiao.shared.refused import invalid

router = Router(tags=["lists"])

LONGEST_NAME: Final = 30
Name = Annotated[str, Meta(max_length=200)]


class FiltersBody(Body):
    """What a list is narrowed by, as GET /worklist takes it."""

    view: View = View.TODO
    state: State | None = None
    unit: Annotated[str, Meta(max_length=60)] = ""
    category: Annotated[str, Meta(max_length=20)] = ""
    q: Annotated[str, Meta(max_length=200)] = ""


class SavedViewBody(Body):
    """A list to keep: its name and what it is narrowed by."""

    name: Name
    filters: FiltersBody


class SavedViewChange(Body):
    """Another name, other filters, or both."""

    name: Name | None = None
    filters: FiltersBody | None = None


class SavedViewAnswer(msgspec.Struct):
    """A kept list; filters that are not set are left out."""

    id: str
    name: str
    filters: dict[str, str]


class SavedViews(msgspec.Struct):
    """The lists that this person keeps in this post, and how many there may be."""

    items: list[SavedViewAnswer]
    most: int


@route(router, "GET", "/views", guard=Staff(READING), answer=SavedViews)
def list_saved_views(request: HttpRequest) -> HttpResponse:
    """The lists that this person keeps in this post."""
    caller = caller_of(request)
    with unit_of_work(caller.ports.tenant) as work:
        found = kept_by(work, _owner(caller))
    return answered({"items": [_said(view) for view in found], "most": MOST})


@route(router, "POST", "/views", guard=Staff(READING), body=SavedViewBody, answer=SavedViewAnswer, status=201)
def keep_view(request: HttpRequest) -> HttpResponse:
    """Keep a list under a name."""
    caller, body = caller_of(request), body_of(request, SavedViewBody)
    name = _name(body.name)
    try:
        with unit_of_work(caller.ports.tenant) as work:
            view = keep(work, _owner(caller), name, _filters(body.filters))
    except NameTaken:
        raise _taken(name) from None
    except NoRoom:
        raise invalid(
            "name", f"最多保存 {MOST} 个视图，请先删除不用的", f"at most {MOST} views; delete one first"
        ) from None
    return answered(_said(view), status=201)


@route(router, "PATCH", "/views/{view}", guard=Staff(READING), body=SavedViewChange, answer=SavedViewAnswer)
def change_view(request: HttpRequest, view: str) -> HttpResponse:
    """Give a kept list another name or other filters."""
    caller, body = caller_of(request), body_of(request, SavedViewChange)
    name = _name(body.name) if body.name is not None else None
    filters = _filters(body.filters) if body.filters is not None else None
    try:
        with unit_of_work(caller.ports.tenant) as work:
            changed = change(work, _owner(caller), view, name=name, filters=filters)
    except NameTaken:
        raise _taken(name or "") from None
    except Gone:
        raise Stopped("not_found") from None
    return answered(_said(changed))


@route(router, "DELETE", "/views/{view}", guard=Staff(READING), answer=None, status=204)
def drop_view(request: HttpRequest, view: str) -> HttpResponse:
    """Keep a list no longer."""
    caller = caller_of(request)
    try:
        with unit_of_work(caller.ports.tenant) as work:
            drop(work, _owner(caller), view)
    except Gone:
        raise Stopped("not_found") from None
    return HttpResponse(status=204)


def _owner(caller: Caller) -> Owner:
    return Owner(caller.person.person, caller.place.post.value)


def _name(given: str) -> str:
    name = " ".join(clean(given, "name", most=200).split())
    if not name:
        raise invalid("name", "请给视图起个名字", "give the view a name")
    if len(name) > LONGEST_NAME:
        raise invalid("name", f"名字最多 {LONGEST_NAME} 个字", f"at most {LONGEST_NAME} characters")
    return name


def _filters(given: FiltersBody) -> dict[str, Any]:
    """What is set; numbers of persons are masked, as they are in the words that are searched."""
    filters: dict[str, Any] = msgspec.to_builtins(given)
    named = {each: clean(str(value), f"filters.{each}", most=200) for each, value in filters.items() if value}
    return named | ({"q": mask_text(named["q"])} if "q" in named else {})


def _taken(name: str) -> Exception:
    return invalid("name", f"已有名为“{name}”的视图", f"there is a view named “{name}” already")


def _said(view: SavedView) -> dict[str, Any]:
    return {"id": view.id, "name": view.name, "filters": view.filters}
