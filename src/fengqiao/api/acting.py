"""Acting on a matter: one door for every act, with its form described by the act's own fields."""

from collections.abc import Mapping
from dataclasses import is_dataclass
from datetime import date, datetime
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, Final, get_args, get_origin, get_type_hints

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Router

from fengqiao.api.answers import Acted, ActForms
from fengqiao.api.bodies import ActBody
from fengqiao.api.decoding import body_of, key_of, said_with
from fengqiao.api.guards import Caller, Everyone, Foresight, SignedIn, caller_of, seats_named
from fengqiao.api.looking import answers_for, found_by, is_narrow, path_part
from fengqiao.api.registering import due_of
from fengqiao.api.routing import answered, route
from fengqiao.desk.acts import Done, NotFound, Ref, asked_first, handle, key_of_act
from fengqiao.desk.cleaning import CODE_LENGTH, TEXT_LENGTH, clean
from fengqiao.desk.forms import ACTIONS, Entry, entries
from fengqiao.desk.knowledge import named as article_named
from fengqiao.desk.photos import uses
from fengqiao.directory.snapshot import remembered
from fengqiao.insight.who import Said, Seat
from fengqiao.insight.words import ACTION
from fengqiao.ledger.appending import AlreadyDone
from fengqiao.ledger.connection import unit_of_work
from fengqiao.ledger.store import Loaded, load
from fengqiao.lifecycle.offers import next_step, offers, posts_of
from fengqiao.lifecycle.undoing import UNDO
from fengqiao.matters.clockwork import counting_at, light_at
from fengqiao.matters.matter import Matter
from fengqiao.matters.questions import Given
from fengqiao.people.actors import Actor
from fengqiao.shared.refused import Refusal, Refused, invalid
from fengqiao.shared.texts import NoteRef, TextRef

router = Router(tags=["acts"])

PHOTOS: Final[Mapping[str, tuple[str, str]]] = {
    "submit_result": ("photos_after", "after"),
    "add_progress": ("photos", "material"),
    "verified": ("photos", "before"),
    "inspect": ("photos", "after"),
    "self_handle": ("photos_after", "after"),
    "add_material": ("photos", "material"),
}
"""Acts that take photos: the field that counts them, and what kind they are. The count is ours, not the client's."""

_ONE_LINE: Final = frozenset({"leader", "approved_by", "place", "ruling_no", "sector", "loss_prevented_band"})
"""Texts that are a name, a number or a few words: they are kept like other texts, but written in one line."""

_NOT_AT_THE_DOOR: Final = frozenset({"auto_close", "unmerge"})


def foreseen(request: HttpRequest, person: str) -> Said:
    """What an act on the matter of the path asks first: the matter, and what its key was answered.

    A key that is wrong is refused later.
    """
    return _foreseen(request, person, path_part(request, "action"))


def foreseen_as(action: str) -> Foresight:
    """The same for a route that is one act."""
    return lambda request, person: _foreseen(request, person, action)


def _foreseen(request: HttpRequest, person: str, action: str) -> Said:
    ref = Ref(code=path_part(request, "code").upper())
    try:
        key = key_of(request)
    except Refused:
        key = ""
    return asked_first(person, ref, action, key_of_act(ref, action, key), remembered(settings.TENANT))


@route(
    router,
    "POST",
    "/matters/{code}/actions/{action}",
    guard=SignedIn(foresight=foreseen),
    body=ActBody,
    answer=Acted,
    keyed=True,
)
def act_on_matter(request: HttpRequest, code: str, action: str) -> HttpResponse:
    """Do what the law allows: `data` is the act's form (see GET /actions), `version` the one that was seen."""
    caller, body = caller_of(request), body_of(request, ActBody)
    code = code.upper()
    found = found_by(caller)
    seat = seat_for(request, caller, action, code, found=found)
    done = perform(
        caller, caller.acting(seat), Ref(code=code), action, body, key=key_of(request), found=found
    )
    return answered(acted(caller, seat, done))


@route(router, "GET", "/actions", guard=Everyone(), answer=ActForms)
def list_actions(request: HttpRequest) -> HttpResponse:
    """Every act with the JSON Schema of its data, so that forms can be made from it."""
    del request
    return answered({"items": [_form(action) for action in ACTIONS if action not in _NOT_AT_THE_DOOR]})


def perform(
    caller: Caller,
    actor: Actor,
    ref: Ref,
    action: str,
    body: ActBody,
    *,
    key: str = "",
    found: Loaded | None = None,
) -> Done:
    """Hand an act to the desk, photos counted; a key that was used meanwhile is answered by what it did then.

    `found`: the matter as it was found with the same key when the request came in.
    """
    if action in _NOT_AT_THE_DOOR:
        raise invalid("action", f"没有这个操作：{action}", f"there is no action {action}")
    data = dict(body.data)
    counted, kind = PHOTOS.get(action, ("", ""))
    if counted in data:
        raise invalid(
            f"data.{counted}", "没有这一项，照片请先上传", "there is no such field; upload the photos"
        )
    if body.photos and not counted:
        raise invalid("photos", "这一步不附照片", "this act takes no photos")
    if data.get("knowledge_item") and isinstance(data["knowledge_item"], str) and not _answered(found):
        data["knowledge_item"] = article_named(caller.ports, clean(data["knowledge_item"], "knowledge_item"))
    photos = uses(caller.ports, body.photos, kind)
    if photos:
        data[counted] = len(photos)
    said = said_with(key, msgspec.json.encode((body.data, body.photos), order="sorted"))
    key = key_of_act(ref, action, key)
    for attempt in (1, 2):
        try:
            return handle(
                caller.ports,
                actor,
                ref,
                action,
                data,
                key=key,
                said=said,
                expected=body.version,
                photos=photos,
                found=found if attempt == 1 else None,
            )
        except AlreadyDone:
            if attempt == 2:
                raise
    raise AssertionError("unreachable")


def _answered(found: Loaded | None) -> bool:
    """Whether this very act was done before: what it rested on then may be gone by now."""
    return found is not None and found.answer is not None


def acted(caller: Caller, seat: Seat, done: Done) -> dict[str, Any]:
    """What an act came to, and what may be done next."""
    matter = done.matter
    facts = caller.ports.facts(caller.acting(seat))
    offered = offers(matter, facts)
    return {
        "code": matter.code,
        "version": matter.version,
        "state": matter.state.value,
        "due_at": due_of(matter),
        "light": _light(matter, facts.now),
        "actions": offered,
        "next_step": next_step(matter, facts, offered),
        "repeated": done.repeated,
    }


def _light(matter: Matter, at: datetime) -> str:
    timer = matter.handle or matter.accept
    if timer is None:
        return ""
    return "paused" if timer.is_paused else light_at(timer, counting_at(matter, at)).value


def seat_for(
    request: HttpRequest, caller: Caller, action: str, code: str, *, found: Loaded | None = None
) -> Seat:
    """The seat that acts: the one named, else the first to which the law offers the act.

    With several posts that may, or one for a part of its unit's territory only, the matter is looked at. With none the
    desk refuses the first, and notes it.
    """
    seats = seats_named(request, caller.person)
    if not seats:
        raise Refused(Refusal.NOT_ALLOWED_FOR_POST)
    county = caller.ports.county()
    may = [seat for seat in seats if seat.post in posts_of(action)]
    if not may:
        return seats[0]
    if len(may) == 1 and not is_narrow(county, may[0]):
        return may[0]
    if found is None:
        with unit_of_work(caller.ports.tenant) as work:
            found = load(work, code=code)
    matter = found.matter
    if matter is None:
        raise NotFound(Ref(code=code))
    within = [seat for seat in may if answers_for(county, seat, matter)]
    if not within:
        raise Refused(Refusal.NOT_INVOLVED_UNIT)
    offered = (seat for seat in within if action in offers(matter, caller.ports.facts(caller.acting(seat))))
    return next(offered, within[0])


def _form(action: str) -> dict[str, Any]:
    zh, en = ACTION[action]
    undo = UNDO[action]
    return {
        "name": action,
        "title": {"zh": zh, "en": en},
        "posts": sorted(post.value for post in posts_of(action)),
        "data": form_schema(action),
        "photos": action in PHOTOS,
        "undo": {"by": undo.by, "words": {"zh": undo.zh, "en": undo.en}},
    }


def form_schema(action: str) -> dict[str, Any]:
    """The JSON Schema of an act's data. What a rule needs beyond types its refusal says, naming the field."""
    counted, _ = PHOTOS.get(action, ("", ""))
    fields = {name: entry for name, entry in entries(action).items() if name != counted}
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {name: _value(name, entry.kind) for name, entry in fields.items()},
        "required": [name for name, entry in fields.items() if _is_needed(entry)],
    }


def _is_needed(entry: Entry) -> bool:
    return not entry.optional and NoneType not in get_args(entry.kind) and get_origin(entry.kind) is not tuple


def _value(name: str, kind: Any) -> dict[str, Any]:
    if isinstance(kind, UnionType):
        return _value(name, next(each for each in get_args(kind) if each is not NoneType))
    if get_origin(kind) is tuple:
        item = get_args(kind)[0]
        if item is Given:
            return {"type": "object", "additionalProperties": True}
        if get_origin(item) is tuple:
            return {"type": "object", "additionalProperties": _value(name, get_args(item)[1])}
        return {"type": "array", "items": _value(name, item), "maxItems": 1000}
    if kind in {TextRef, NoteRef}:
        return {"type": "string", "maxLength": TEXT_LENGTH, "x-long": name not in _ONE_LINE}
    if is_dataclass(kind):
        parts = {each: _value(each, type_) for each, type_ in get_type_hints(kind).items()}
        return {"type": "object", "additionalProperties": False, "properties": parts, "required": list(parts)}
    if kind is bool:
        return {"type": "boolean"}
    if kind is int:
        return {"type": "integer"}
    if kind is date:
        return {"type": "string", "format": "date"}
    if kind is datetime:
        return {"type": "string", "format": "date-time"}
    if issubclass(kind, StrEnum):
        return {"type": "string", "enum": [each.value for each in kind]}
    return {"type": "string", "maxLength": CODE_LENGTH}
