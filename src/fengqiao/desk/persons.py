"""A person as a door sends it: what may be held of it goes sealed, the matter knows an id and the names of fields."""

from collections.abc import Mapping
from dataclasses import dataclass

from fengqiao.desk.cleaning import CODE_LENGTH, clean
from fengqiao.intake.doors import kept_fields
from fengqiao.ledger.ids import uuid7
from fengqiao.matters.matter import Party
from fengqiao.matters.words import Channel
from fengqiao.shared.refused import invalid

PHONE_DIGITS = range(5, 21)
_STORED_AS = {"phone": "contact_phone"}


@dataclass(frozen=True, slots=True)
class Person:
    """A person or organisation on the way into the sealed tables: `values` by the names of the field catalogue."""

    party: Party
    values: Mapping[str, str]


def read_person(role: str, values: object, channel: Channel) -> Person | None:
    """Of what was sent, what may be held; nobody when nothing of it remains."""
    if not isinstance(values, Mapping):
        raise invalid(role, "格式有误", "must be an object")
    kept: dict[str, str] = {}
    for name, value in values.items():
        if value in (None, ""):
            continue
        text = clean(value, f"{role}.{name}"[:60], most=CODE_LENGTH)
        if name in {"phone", "second_phone"} and sum(c.isdigit() for c in text) not in PHONE_DIGITS:
            raise invalid(f"{role}.{name}", "电话号码有误", "not a telephone number")
        if text:
            kept[_STORED_AS.get(str(name), str(name))] = text
    fields = kept_fields(channel, tuple(kept))
    if not fields:
        return None
    party = Party(id=str(uuid7()), role=role, organisation="organisation" in kept, fields=fields)
    return Person(party=party, values={name: kept[name] for name in fields})
