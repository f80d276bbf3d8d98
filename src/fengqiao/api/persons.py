"""Sealed persons: opened for a purpose, found by a number for a purpose; every look leaves a trace."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from ninja import Router

from fengqiao.api.answers import FoundMatters, Revealed
from fengqiao.api.bodies import PhoneBody, RevealBody
from fengqiao.api.decoding import body_of
from fengqiao.api.guards import READING, Staff, caller_of
from fengqiao.api.looking import look, viewer_of
from fengqiao.api.problems import speaks_english
from fengqiao.api.routing import answered, route
from fengqiao.desk.acts import Ref
from fengqiao.desk.cleaning import clean
from fengqiao.desk.looking import reveal_person, search_by_phone
from fengqiao.desk.persons import PHONE_DIGITS
from fengqiao.insight.worklist import rows_of
from fengqiao.ledger.connection import unit_of_work
from fengqiao.ledger.sealed import PHONE
from fengqiao.shared.refused import invalid

router = Router(tags=["persons"])

_FIELDS: Final = ("second_phone", "address", "email", "organisation")


@route(router, "POST", "/matters/{code}/reveal", guard=Staff(READING), body=RevealBody, answer=Revealed)
def open_person(request: HttpRequest, code: str) -> HttpResponse:
    """Open a person of the matter; the citizen sees on the tracking page that it was done, and what for."""
    body = body_of(request, RevealBody)
    caller, seen = look(request, caller_of(request), code)
    purpose = clean(body.purpose, "purpose", most=200)
    person = reveal_person(caller.ports, caller.actor, Ref(id=seen.matter.id), body.party, purpose)
    held = person.values
    return answered(
        {
            "party": person.id,
            "role": person.role,
            "name": held.get("name", ""),
            "phone": held.get(PHONE, ""),
            **{name: held.get(name, "") for name in _FIELDS},
        }
    )


@route(router, "POST", "/search_by_phone", guard=Staff(READING), body=PhoneBody, answer=FoundMatters)
def find_by_number(request: HttpRequest) -> HttpResponse:
    """The matters of a number, for a purpose: a list of matters, never a picture of a person."""
    caller, body = caller_of(request), body_of(request, PhoneBody)
    phone = clean(body.phone, "phone", most=40)
    if sum(character.isdigit() for character in phone) not in PHONE_DIGITS:
        raise invalid("phone", "电话号码有误", "not a telephone number")
    found = search_by_phone(caller.ports, caller.actor, phone, clean(body.purpose, "purpose", most=200))
    county, english = caller.ports.county(), speaks_english(request)
    roles = {each.matter_id: each.role for each in found}
    with unit_of_work(caller.ports.tenant) as work:
        rows = rows_of(work, viewer_of(caller), list(roles))
    items = []
    for row in rows:
        info = county.categories.get(row.category)
        name = "" if info is None else info.name_en if english else info.name_zh
        items.append(
            {
                "code": row.code,
                "title": row.title,
                "state": row.state,
                "category": row.category,
                "category_name": name or row.category,
                "role": roles[row.id],
                "registered_at": row.registered_at,
            }
        )
    return answered({"items": items})
