"""Events as the ledger keeps them: a kind, a version, a body; older versions are lifted to the present one on reading."""

from collections.abc import Callable, Mapping
from typing import Any, Final

import msgspec

from fengqiao.ledger import codec
from fengqiao.ledger.chain import Entry
from fengqiao.matters.events import EVENTS, kind_of
from fengqiao.matters.recorded import Recorded
from fengqiao.people.actors import Actor, Post

Lift = Callable[[dict[str, Any]], dict[str, Any]]

UPCASTERS: Final[Mapping[tuple[str, int], Lift]] = {}
"""From a kind and version to the body of the next version: pure functions, kept for ever with their golden files."""


def version_of(cls: type) -> int:
    """The version in which a kind is written: its class says `V = 2` once the first one has changed."""
    version: int = getattr(cls, "V", 1)
    return version


def stored(recorded: Recorded) -> Entry:
    """The row of an event."""
    event = recorded.event
    return Entry(
        seq=recorded.seq,
        v=version_of(type(event)),
        at=recorded.at,
        kind=kind_of(event),
        person=recorded.actor.person,
        post=recorded.actor.post.value,
        unit=recorded.actor.unit,
        body=codec.to_text(event, type(event)),
    )


def recorded_of(entry: Entry, *, upcasters: Mapping[tuple[str, int], Lift] = UPCASTERS) -> Recorded:
    """The event of a row, in its present shape; CodecError for an unknown kind or a version from the future."""
    cls = EVENTS.get(entry.kind)
    if cls is None:
        raise codec.CodecError(f"no event is called {entry.kind}")
    present = version_of(cls)
    if not 1 <= entry.v <= present:
        raise codec.CodecError(f"{entry.kind} version {entry.v} is not known, the latest is {present}")
    if entry.v == present:
        event = codec.from_text(entry.body, cls)
    else:
        data = msgspec.json.decode(entry.body)
        for version in range(entry.v, present):
            data = upcasters[entry.kind, version](data)
        event = codec.decode(data, cls)
    return Recorded(
        seq=entry.seq,
        at=entry.at,
        actor=Actor(person=entry.person, post=Post(entry.post), unit=entry.unit),
        event=event,
    )
