"""What happened, step by step, as a work page shows it: the trade's words, units and posts, texts as far as shown."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import Enum
from typing import Any, Final

from fengqiao.clocks import Timer
from fengqiao.directory.snapshot import CountyDirectory
from fengqiao.insight.words import EVENT, POST, word
from fengqiao.matters.bookings import Booking
from fengqiao.matters.dispute import Referral
from fengqiao.matters.events import BookingEvent, Event, MediationEvent, kind_of
from fengqiao.matters.events.mediation import PrivateNoteAdded, TableEvent
from fengqiao.matters.matter import (
    Consultation,
    ExtensionRequest,
    Order,
    Proposal,
    ReturnRequest,
    Shelving,
    Supervision,
    Whistle,
    WhistleUnit,
)
from fengqiao.matters.recorded import Recorded
from fengqiao.people.actors import Post
from fengqiao.people.visibility import Shown
from fengqiao.shared.texts import TextRef

_LOOKED_INTO: Final = (
    Booking, Consultation, ExtensionRequest, Proposal, Referral, ReturnRequest, Shelving, Supervision, Whistle, WhistleUnit, Order,
)  # fmt: skip
"""Records inside an event that are told with it. A place and a party are not: their words are shown elsewhere, or not."""

_UNTOLD: Final = frozenset(
    {
        "id",
        "accept",
        "dispatch",
        "sign",
        "frozen",
        "verdict",
        "visit",
        "code",
        "prompt",
        "person",
        "holders",
        "invited",
        "purpose",
        "room",
    }
)


@dataclass(frozen=True, slots=True)
class Told:
    """What an event says: its texts, in order, and its plain facts."""

    texts: tuple[TextRef, ...]
    facts: Mapping[str, Any]


def told(event: Event) -> Told:
    """Read an event: references to texts, and codes, numbers, days and names of units as facts."""
    if isinstance(event, TableEvent):
        return Told((), {})
    texts: list[TextRef] = []
    facts: dict[str, Any] = {}
    _read(event, texts, facts)
    # What was said at the table is for those who sat there, not for everybody who opens the matter (DOMAIN 6.2).
    return Told(() if isinstance(event, MediationEvent | BookingEvent) else tuple(texts), facts)


def entries(
    recorded: Iterable[Recorded],
    texts: Mapping[str, str],
    photos: Mapping[int, Sequence[Mapping[str, Any]]],
    *,
    county: CountyDirectory,
    shown: Shown,
    is_public: Callable[[Event], bool],
    undone_by: Mapping[int, Mapping[str, Any]],
    english: bool,
) -> list[dict[str, Any]]:
    """The steps of a matter, oldest first; `is_public` says which ones its requester sees, too.

    `undone_by`: by which act the viewer may take a step back, by its number.
    """
    steps = []
    for one in recorded:
        if isinstance(one.event, PrivateNoteAdded):
            continue  # that there was a talk with one side alone is nobody's but the table's
        said = told(one.event)
        words = [texts[ref.id] for ref in said.texts if ref.id in texts]
        steps.append(
            {
                "seq": one.seq,
                "at": one.at,
                "kind": kind_of(one.event),
                "title": word(EVENT, kind_of(one.event), english=english),
                "text": shown.text_of("\n".join(words)),
                "post": one.actor.post.value,
                "post_name": word(POST, one.actor.post.value, english=english),
                "unit": one.actor.unit,
                "unit_name": county.unit_name(one.actor.unit, english=english) if one.actor.unit else "",
                "system": one.actor.post is Post.SYSTEM,
                "public": is_public(one.event),
                "facts": said.facts,
                "photos": photos.get(one.seq, []) if shown.photos else [],
                "undo": undone_by.get(one.seq),
            }
        )
    return steps


def _read(record: Any, texts: list[TextRef], facts: dict[str, Any]) -> None:
    for field in fields(record):
        if field.name in _UNTOLD:
            continue
        _take(field.name, getattr(record, field.name), texts, facts)


def _take(name: str, value: Any, texts: list[TextRef], facts: dict[str, Any]) -> None:
    match value:
        case None | "" | ():
            return
        case TextRef():
            texts.append(value)
        case Timer():
            facts["due_at"] = value.due
        case Enum():
            facts[name] = value.value
        case str() | bool() | int() | date() | datetime():
            facts[name] = value
        case tuple():
            _take_all(name, value, texts, facts)
        case _ if isinstance(value, _LOOKED_INTO):
            _read(value, texts, facts)


def _take_all(name: str, values: tuple[Any, ...], texts: list[TextRef], facts: dict[str, Any]) -> None:
    """Several of a kind: texts, orders and called units by unit, codes as they stand."""
    if isinstance(values[0], TextRef):
        texts.extend(values)
    elif isinstance(values[0], Order | WhistleUnit):
        facts["units"] = [each.unit for each in values]
    elif isinstance(values[0], str):
        facts[name] = list(values)
