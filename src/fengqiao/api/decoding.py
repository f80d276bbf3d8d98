"""From bytes to typed structs at the door: JSON bodies and queries, with errors that name the field."""

import re
from hashlib import sha256
from typing import Any, Final, TypeVar

import msgspec
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest
from django.http.request import RawPostDataException, UnreadablePostError

from fengqiao.api.problems import Stopped
from fengqiao.desk.cleaning import clean
from fengqiao.shared.refused import Refused, invalid

T = TypeVar("T")

LONGEST_KEY: Final = 200
JSON: Final = "application/json"
_NUL: Final = rb"\u0000"  # as JSON has to write it

_AT: Final = re.compile(r" - at `(?:key in )?\$(.*?)`$")
_NAMED: Final = re.compile(r"(?:unknown|required) field `([^`]*)`")
# What msgspec says, in words that a clerk understands.
_SAID: Final = (
    (re.compile(r"unknown field"), "没有这一项", "there is no such field"),
    (re.compile(r"missing required field"), "必须填写", "is required"),
    (re.compile(r"Invalid enum value"), "不在可选范围内", "is not one of the choices"),
    (re.compile(r"Expected `str"), "应为文字", "must be text"),
    (re.compile(r"Expected `(?:int|float)"), "应为数字", "must be a number"),
    (re.compile(r"Expected `bool"), "应为是或否", "must be true or false"),
    (re.compile(r"Expected `array"), "应为列表", "must be a list"),
    (re.compile(r"Expected `object"), "应为一组名称和值", "must be an object"),
    (re.compile(r"length"), "长度不合要求", "has a length that is not allowed"),
)


def body_of(request: HttpRequest, kind: type[T]) -> T:
    """Read the body of a request into a struct; Refused and Stopped name what is wrong with it."""
    content_type = request.META.get("CONTENT_TYPE", "")
    if content_type.partition(";")[0].strip().lower() != JSON:
        raise Stopped("unsupported_type", field="body")
    try:
        raw = request.body
    except RequestDataTooBig:
        raise Stopped("body_too_large", field="body") from None
    except (UnreadablePostError, RawPostDataException):
        raise Stopped("malformed_body", field="body") from None
    try:
        body = msgspec.json.decode(raw, type=kind)
    except msgspec.ValidationError as error:
        raise _named(str(error)) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise Stopped("malformed_body", field="body") from None
    if _NUL in raw:
        _insist_on_text(body, "")
    return body


def query_of(request: HttpRequest, kind: type[T]) -> T:
    """Read the query of a request into a struct; the first of repeated names counts."""
    given = {name: request.GET.getlist(name)[0] for name in request.GET}
    for name, value in given.items():
        clean(value, name[:50], most=2000)
    try:
        return msgspec.convert(given, kind, strict=False)
    except msgspec.ValidationError as error:
        raise _named(str(error)) from None


def _insist_on_text(value: Any, place: str) -> None:
    """Refuse what no column of a database takes, wherever it stands; a dict belongs to an act, which cleans its own."""
    if isinstance(value, str) and "\0" in value:
        clean(value, place, most=len(value))
    elif isinstance(value, list):
        for number, each in enumerate(value):
            _insist_on_text(each, f"{place}[{number}]")
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            _insist_on_text(getattr(value, name), f"{place}.{name}" if place else name)


def key_of(request: HttpRequest) -> str:
    """The client's own key of a write, "" if it made none."""
    return clean(request.META.get("HTTP_IDEMPOTENCY_KEY", ""), "Idempotency-Key", most=LONGEST_KEY)


def said_with(key: str, body: bytes) -> str:
    """A hash of what a key came with, "" without a key: to tell a repetition from another write."""
    return sha256(key.encode() + b"\n" + body).hexdigest() if key else ""


def plain(struct: msgspec.Struct) -> dict[str, Any]:
    """What a struct was given, as plain values; what was left out stays out."""
    given: dict[str, Any] = msgspec.to_builtins(struct)
    return given


def _named(said: str) -> Refused:
    """A refusal out of what msgspec says, with the place as the field."""
    found = _AT.search(said)
    place = re.sub(r"^\.", "", found.group(1)) if found else ""
    named = _NAMED.search(said)
    if named:
        place = f"{place}.{named.group(1)}" if place else named.group(1)
    for pattern, zh, en in _SAID:
        if pattern.search(said):
            return invalid(place[:60] or "body", zh, en)
    return invalid(place[:60] or "body", "格式有误", "has the wrong form")
