"""四调对接: referrals in, idempotent by body and number; hand-overs out, opened only when they are sent; results back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from fengqiao.desk.acts import Done, NotFound, Ref, handle, open_matter
from fengqiao.desk.entries import read_entry
from fengqiao.desk.forms import Texts
from fengqiao.desk.looking import view_matter
from fengqiao.desk.ports import Ports
from fengqiao.ledger.connection import UnitOfWork, unit_of_work
from fengqiao.ledger.deliveries import REFERRAL, Delivery, of_matter
from fengqiao.ledger.persons import reveal
from fengqiao.ledger.store import load
from fengqiao.ledger.texts import bodies
from fengqiao.matters.matter import Matter
from fengqiao.matters.words import Docking
from fengqiao.mediation.dockings import (
    DOORS,
    docking_in,
    docking_of_body,
    docking_of_route,
    forbid_surplus,
)
from fengqiao.people.actors import SYSTEM, Actor, Post
from fengqiao.people.masking import mask_text
from fengqiao.people.units import UnitInfo
from fengqiao.shared.refused import Refusal, Refused, invalid

DOCKING_CHANNEL: Final = "docking"
REFERRED_OUT: Final = "referred_out"
PURPOSE: Final = "四调对接移交"
_PERSONAL: Final = {"name": "name", "phone": "contact_phone"}


@dataclass(frozen=True, slots=True)
class Offer:
    """What may be handed over of a diverted dispute, shown before anything is sent.

    `values`: what would go over of the fields that are no person's; persons are opened only when it is sent.
    """

    docking: Docking
    to: str
    number: str
    fields: tuple[str, ...]
    referred: str
    values: Mapping[str, str]


def body_of(ports: Ports, code: str) -> tuple[UnitInfo, Docking]:
    """The docked body of this code; refuses a unit that does not dock."""
    unit = ports.county().units.get(code)
    docking = docking_of_body(unit.type) if unit is not None else None
    if unit is None or docking is None:
        raise invalid("body", "不是四调对接单位", "not a docked body")
    return unit, docking


def refer_in(ports: Ports, actor: Actor, body: str, data: Mapping[str, Any]) -> Done:
    """A body hands a dispute over under its own number; the same number again gives the matter that stands."""
    unit, docking = body_of(ports, body)
    door = DOORS[docking]
    forbid_surplus(docking, _names(data), door.takes)
    number = data.get("number")
    if not isinstance(number, str) or not number.strip():
        raise invalid("number", "请填写对接单位的编号", "the body's own number is needed")
    entry: dict[str, Any] = {
        name: data[name]
        for name in ("text", "category", "place", "demand", "amount_cny", "occurred_at")
        if data.get(name) is not None
    }
    entry |= {"channel": door.channel.value, "source_system": unit.code, "external_id": number.strip()}
    if data.get("applicant"):
        entry["requester"] = data["applicant"]
    if data.get("respondent"):
        entry["parties"] = [{"role": "respondent", **data["respondent"]}]
    read = read_entry(entry, county=ports.county(), texts=Texts(), now=ports.now())
    return open_matter(ports, actor, read)


def _names(data: Mapping[str, Any]) -> list[str]:
    """The names of what came, those of a party with the party before them."""
    names = []
    for name, value in data.items():
        if value is None:
            continue
        if name in {"applicant", "respondent"} and isinstance(value, Mapping):
            names += [f"{name}.{part}" for part in value]
        else:
            names.append(name)
    return names


def speaks_for(body: str) -> Actor:
    """The system of a docked body, acting for the body's handler."""
    return Actor(person=f"body/{body}", post=Post.HANDLER, unit=body)


def registers_for(body: str) -> Actor:
    """The system of a docked body, registering what it hands over."""
    return Actor(person=f"body/{body}", post=Post.SYSTEM)


def referred_matter(ports: Ports, body: str, number: str) -> Matter:
    """The matter that this body handed over under its number; NotFound for any other."""
    with unit_of_work(ports.tenant) as work:
        matter = load(work, source=(body, number)).matter
    if matter is None or docking_in(matter) is None:
        raise NotFound(Ref(source=(body, number)))
    return matter


def results_for(ports: Ports, matter: Matter) -> list[tuple[str, datetime]]:
    """What the referring body was told, and since when."""
    with unit_of_work(ports.tenant) as work:
        sent = of_matter(work, matter.id)
    return [
        (each.delivery.template, each.created_at)
        for each in sent
        if each.delivery.kind == REFERRAL and each.delivery.template != REFERRED_OUT
    ]


def return_outcome(ports: Ports, body: str, number: str, data: Mapping[str, Any]) -> Done:
    """D14 by the body's own system, under our number; NotFound for a number that was never handed to it."""
    ref = Ref(code=number.rpartition("-")[0])
    with unit_of_work(ports.tenant) as work:
        matter = load(work, code=ref.code).matter
    referrals = matter.dispute.referrals if matter is not None and matter.dispute is not None else ()
    if not any(one.number == number and one.to == body for one in referrals):
        raise NotFound(ref)
    key = f"outcome/{number}"
    return handle(ports, speaks_for(body), ref, "record_outcome", data, key=key)


def offer_of(ports: Ports, actor: Actor, ref: Ref) -> tuple[Matter, Offer]:
    """What may go over; refuses a matter that is on no docked route."""
    matter = view_matter(ports, actor, ref).matter
    dispute = matter.dispute
    diversion = dispute.diversion if dispute is not None else None
    docking = docking_of_route(diversion.route) if diversion is not None else None
    if dispute is None or diversion is None or docking is None:
        raise Refused(
            Refusal.WRONG_STATE,
            zh="本事项没有导入有对接机制的途径",
            en="this matter is on no route with a docked body",
        )
    sent = next((one for one in dispute.referrals if one.at >= diversion.at), None)
    number = sent.number if sent is not None else f"{matter.code}-{len(dispute.referrals) + 1}"
    referred, gives = sent.number if sent is not None else "", DOORS[docking].gives
    with unit_of_work(ports.tenant) as work:
        texts = bodies(work, _words_of(matter))
    values = {name: _plain(matter, name, texts) for name in gives if "." not in name}
    return matter, Offer(docking, diversion.to, number, gives, referred, values)


def handed_over(ports: Ports, one: Delivery, now: datetime) -> dict[str, object]:
    """The fields of a hand-over with what stands in them; every person that is opened leaves a trace."""
    fields = tuple(one.payload["fields"])
    with unit_of_work(ports.tenant) as work:
        matter = load(work, one.matter_id).matter
        if matter is None:
            raise LookupError(f"there is no matter {one.matter_id}")
        opened = _persons(ports, work, matter, fields, now)
        texts = bodies(work, _words_of(matter))
    values: dict[str, object] = {}
    for name in fields:
        if "." in name:
            side, _, part = name.partition(".")
            values[name] = [person.get(_PERSONAL[part], "") for person in opened[side]]
        else:
            values[name] = _plain(matter, name, texts)
    return dict(one.payload) | {"values": values}


def _words_of(matter: Matter) -> list[str]:
    """The texts that a hand-over may hold."""
    return [matter.text.id, *([matter.place.address.id] if matter.place.address else [])]


def _plain(matter: Matter, name: str, texts: Mapping[str, str]) -> str:
    """What is no person's: numbers inside the words are masked, for contacts have fields of their own."""
    match name:
        case "text":
            return mask_text(texts.get(matter.text.id, ""))
        case "category":
            return matter.category
        case _:
            address = matter.place.address
            return texts.get(address.id, "") if address is not None else matter.place.area


def _persons(
    ports: Ports, work: UnitOfWork, matter: Matter, fields: tuple[str, ...], now: datetime
) -> dict[str, list[Mapping[str, str]]]:
    sides = {name.partition(".")[0] for name in fields if "." in name}
    opened: dict[str, list[Mapping[str, str]]] = {side: [] for side in sides}
    for party in matter.disputants:
        side = "respondent" if party.role == "respondent" else "applicant"
        if side in opened:
            person = reveal(work, ports.ring, party.id, actor=SYSTEM, purpose=PURPOSE, at=now)
            if person is not None:
                opened[side].append(person.values)
    return opened
