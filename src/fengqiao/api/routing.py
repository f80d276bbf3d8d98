"""How a route is declared: its guard, what comes in and what goes out, in one place for ninja and the description.

Bodies and answers are msgspec structs: they are decoded and described by the same type, and pydantic stays away from
the way of a request.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final, TypeVar

import msgspec
from django.http import HttpRequest, HttpResponse
from ninja import Router

from fengqiao.api.guards import POST_HEADER, Docked, Guard, Source, Staff
from fengqiao.api.problems import plain_answer

View = TypeVar("View", bound=Callable[..., HttpResponse])

SCHEMAS: Final = "#/components/schemas/{name}"
_encode: Final = msgspec.json.Encoder().encode
_types: Final[dict[str, type]] = {}


class Problem(msgspec.Struct):
    """What is answered instead of what was asked (RFC 9457)."""

    type: str
    title: str
    status: int
    code: str
    field: str
    detail: str
    next: str
    detail_en: str
    next_en: str
    current_version: int | None = None
    facts: dict[str, str] = {}
    retry_after: int | None = None


_PROBLEM: Final = {"$ref": SCHEMAS.format(name="Problem")}
_types["Problem"] = Problem
_CAME_TO_NOTHING: Final = {
    "4XX": {
        "description": "Refused: the code says why and what to do next",
        "content": {"application/problem+json": {"schema": _PROBLEM}},
    },
    "503": {
        "description": "The database is away; Retry-After says when to come again",
        "content": {"application/problem+json": {"schema": _PROBLEM}},
    },
}
_KEY: Final = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "schema": {"type": "string", "maxLength": 200},
    "description": "Made by the client; repeating it gives the first answer",
}
_POST: Final = {
    "name": POST_HEADER,
    "in": "header",
    "required": False,
    "schema": {"type": "string", "maxLength": 120},
    "description": "The post that acts, as post@unit; else the first that may",
}


def route(
    router: Router,
    method: str,
    path: str,
    *,
    guard: Guard,
    answer: type | str | None,
    status: int = 200,
    others: Mapping[int, type | None] = MappingProxyType({}),
    body: type | None = None,
    query: type | None = None,
    upload: str = "",
    keyed: bool = False,
) -> Callable[[View], View]:
    """Declare a route. `answer` is a struct, or the content type of what is no JSON; `upload` names a form's file.

    `others`: further statuses that are no refusals, as of a write that was done before. `keyed`: a write that takes an
    Idempotency-Key.
    """
    answers = {status: _content(answer), **{each: _content(kind) for each, kind in others.items()}}
    extra: dict[str, Any] = {"responses": {**answers, **_CAME_TO_NOTHING}, "parameters": []}
    if body is not None:
        extra["requestBody"] = {"required": True, **_content(body)}
    if upload:
        form = {
            "type": "object",
            "required": [upload],
            "properties": {upload: {"type": "string", "format": "binary"}},
        }
        extra["requestBody"] = {"required": True, "content": {"multipart/form-data": {"schema": form}}}
    if query is not None:
        extra["parameters"] += _parameters(query)
    if keyed:
        extra["parameters"].append(_KEY)
    if isinstance(guard, Staff):
        extra["parameters"].append(_POST)
    if isinstance(guard, Docked):
        extra["description"] = "For docked bodies: `Authorization: Bearer <token of the body>`"
    if isinstance(guard, Source):
        extra["description"] = "For machines: `Authorization: Bearer <token of the source>`"

    def declare(view: View) -> View:
        declared = router.api_operation(
            [method],
            path,
            auth=guard,
            response=dict.fromkeys(answers),
            operation_id=view.__name__,
            summary=(view.__doc__ or "").partition("\n")[0],
            openapi_extra=extra,
        )
        declared(view)
        return view

    return declare


def components() -> dict[str, Any]:
    """The schemas of every struct that a route names."""
    _, found = msgspec.json.schema_components(_types.values(), ref_template=SCHEMAS)
    return dict(sorted(found.items()))


def answered(value: Any, *, status: int = 200) -> HttpResponse:
    """Encode an answer."""
    return plain_answer(_encode(value), "application/json", status)


def raw(value: bytes, *, kind: str = "application/json") -> HttpResponse:
    """Answer bytes that are encoded already."""
    return plain_answer(value, kind)


def view_of(request: HttpRequest) -> str:
    """The route of a request without what stands in it: safe to be logged."""
    match = request.resolver_match
    return match.route if match is not None else ""


def _content(kind: type | str | None) -> dict[str, Any]:
    if kind is None:
        return {"description": "Done"}
    if isinstance(kind, str):
        # Of a picture or a style sheet nothing more can be said; a JSON file is at least an object.
        schema = {"type": "object"} if kind == "application/json" else {"type": "string"}
        return {"description": "OK", "content": {kind: {"schema": schema}}}
    return {"description": "OK", "content": {"application/json": {"schema": _schema(kind)}}}


def _schema(kind: type) -> dict[str, Any]:
    _types[kind.__name__] = kind
    return {"$ref": SCHEMAS.format(name=kind.__name__)}


def _parameters(query: type) -> list[dict[str, Any]]:
    (schema,), parts = msgspec.json.schema_components([query], ref_template=SCHEMAS)
    _types[query.__name__] = query  # its words are referred to by name
    whole = parts[query.__name__] if "$ref" in schema else schema
    needed = whole.get("required", [])
    return [
        {"name": name, "in": "query", "required": name in needed, "schema": each}
        for name, each in whole["properties"].items()
    ]
