"""Who I am, and the county's directory: categories, units, areas, grids and the words on the screen."""

from hashlib import sha256
from typing import Any
from weakref import WeakKeyDictionary

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.middleware.csrf import get_token
from ninja import Router

from fengqiao.api.answers import DirectoryAnswer, Me
from fengqiao.api.guards import Everyone, SignedIn, caller_of
from fengqiao.api.routing import answered, raw, route
from fengqiao.directory.snapshot import CountyDirectory
from fengqiao.insight.initials import initials
from fengqiao.insight.who import Seat
from fengqiao.insight.words import TABLES

router = Router(tags=["directory"])


@route(router, "GET", "/me", guard=SignedIn(optional=True), answer=Me, others={204: None})
def me(request: HttpRequest) -> HttpResponse:
    """Who is signed in, with posts and county; 204 for nobody, whose browser gets the CSRF cookie all the same.

    It is asked before every sign-in, where nobody being there is an answer and no fault.
    """
    get_token(request)
    caller = caller_of(request)
    if caller.who is None:
        return HttpResponse(status=204)
    who, county = caller.who, caller.ports.county()
    return answered(
        {
            "username": who.username,
            "name": who.name,
            "locale": who.locale,
            "must_change_password": who.must_change_password,
            "posts": [_seat(seat, county) for seat in who.seats],
            "county": {
                "tenant": county.tenant,
                "name": county.name,
                "name_en": county.name_en,
                "phone": county.centre_phone,
            },
        }
    )


@route(router, "GET", "/directory", guard=Everyone(), answer=DirectoryAnswer, others={304: None})
def directory(request: HttpRequest) -> HttpResponse:
    """The county's directory, with an ETag: it changes only when somebody edits it."""
    county = caller_of(request).ports.county()
    body, etag = _encoded(county)
    if request.headers.get("If-None-Match") == etag:
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = raw(body)
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"
    return response


def _seat(seat: Seat, county: CountyDirectory) -> dict[str, str]:
    return {
        "post": seat.post.value,
        "unit": seat.unit,
        "unit_name": county.unit_name(seat.unit),
        "area": seat.area,
    }


_kept: WeakKeyDictionary[CountyDirectory, tuple[bytes, str]] = WeakKeyDictionary()


def _encoded(county: CountyDirectory) -> tuple[bytes, str]:
    """The directory as bytes, encoded once for each version of the county."""
    if county not in _kept:
        body = msgspec.json.encode(directory_of(county))
        _kept[county] = body, f'"{county.version}-{sha256(body).hexdigest()[:12]}"'
    return _kept[county]


def directory_of(county: CountyDirectory) -> dict[str, Any]:
    """The directory of a county as plain values."""
    return {
        "version": county.version,
        "county": {
            "tenant": county.tenant,
            "name": county.name,
            "name_en": county.name_en,
            "phone": county.centre_phone,
            "live": settings.LIVE_URL,
        },
        "categories": [*_groups(county), *_leaves(county)],
        "units": [
            {
                "code": unit.code,
                "type": unit.type,
                "name_zh": unit.name_zh,
                "name_en": unit.name_en,
                "level": unit.level.value,
                "category": unit.category.value,
                "parent": unit.parent,
                "area": unit.area,
                "takes_orders": unit.takes_orders,
                "pinyin": initials(unit.name_zh),
            }
            for unit in county.units.by_code.values()
        ],
        "areas": [{"code": code, "name": name} for code, name in county.areas.items()],
        "grids": [
            {"code": grid.code, "name": grid.name, "area": grid.area, "unit": grid.unit or ""}
            for grid in county.grids.values()
        ],
        "words": {
            table: {code: {"zh": zh, "en": en} for code, (zh, en) in words.items()}
            for table, words in TABLES.items()
        },
    }


def _groups(county: CountyDirectory) -> list[dict[str, Any]]:
    return [
        {
            "code": group.code,
            "parent": group.parent,
            "name_zh": group.name_zh,
            "name_en": group.name_en,
            "leaf": False,
            "pinyin": initials(group.name_zh),
        }
        for group in county.groups.values()
    ]


def _leaves(county: CountyDirectory) -> list[dict[str, Any]]:
    return [
        {
            "code": leaf.code,
            "parent": leaf.parent,
            "name_zh": leaf.name_zh,
            "name_en": leaf.name_en,
            "kind": leaf.kind.value,
            "leaf": True,
            "urgency": leaf.urgency.value,
            "limit_amount": leaf.limit_amount,
            "limit_unit": leaf.limit_unit,
            "keywords": list(leaf.keywords),
            "lane": leaf.lane.value,
            "pinyin": initials(leaf.name_zh),
        }
        for leaf in county.categories.values()
    ]
