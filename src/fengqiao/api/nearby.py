"""What has been reported near by: with code and reason for who registers, for everybody only what may be public."""

from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Router

from fengqiao.api.answers import NearbyMatters, PublicSimilarMatters
from fengqiao.api.bodies import SimilarBody
from fengqiao.api.decoding import body_of
from fengqiao.api.guards import Caller, Everyone, Staff, caller_of
from fengqiao.api.problems import speaks_english
from fengqiao.api.registering import CLERKS
from fengqiao.api.routing import answered, route
from fengqiao.clocks import SHANGHAI
from fengqiao.desk.cleaning import clean
from fengqiao.desk.entries import read_place
from fengqiao.desk.following import reference_to
from fengqiao.desk.forms import Texts
from fengqiao.directory.snapshot import CountyDirectory
from fengqiao.gateways.classifier import installed, suggest
from fengqiao.insight.similar import Alike, Question, find_alike, why
from fengqiao.insight.words import STATE, word
from fengqiao.ledger.connection import unit_of_work

router = Router(tags=["triage"])
public = Router(tags=["public"])

DISPUTES: Final = "D"
_VILLAGE_DIGITS: Final = 12


@route(router, "POST", "/similar", guard=Staff(CLERKS), body=SimilarBody, answer=NearbyMatters)
def list_nearby(request: HttpRequest) -> HttpResponse:
    """Whether somebody has reported this near by already, for who is registering it: code, distance, state and unit."""
    caller, english = caller_of(request), speaks_english(request)
    category, found = _alike(caller, body_of(request, SimilarBody))
    county = caller.ports.county()
    name = _name(county, category, english=english)
    items = [
        {
            "code": each.code,
            "why": why(each, caller.at, english=english),
            "sentence": _sentence(
                name, each, county.unit_name(each.lead_unit, english=english), english=english
            ),
        }
        for each in found
        if not each.restricted and not category.startswith(DISPUTES)
    ]
    return answered({"items": items})


@route(public, "POST", "/public/similar", guard=Everyone(), body=SimilarBody, answer=PublicSimilarMatters)
def list_public_similar(request: HttpRequest) -> HttpResponse:
    """Whether somebody has reported this near by already: category, village, state and day, and how to follow it.

    Never a dispute or a restricted matter, nobody's words, no code, no point.
    """
    caller, english = caller_of(request), speaks_english(request)
    category, found = _alike(caller, body_of(request, SimilarBody))
    county = caller.ports.county()
    items = [
        {
            "ref": reference_to(caller.ports, each.id),
            "category": _name(county, category, english=english),
            "place": county.areas.get(each.area[:_VILLAGE_DIGITS], ""),
            "state": word(STATE, each.state, english=english),
            "day": each.registered_at.astimezone(SHANGHAI).date().isoformat(),
        }
        for each in found
        if not each.restricted and not category.startswith(DISPUTES)
    ]
    return answered({"items": items})


def _alike(caller: Caller, body: SimilarBody) -> tuple[str, list[Alike]]:
    """The category that was named or is likely, and what stands near by in it."""
    county, text = caller.ports.county(), clean(body.text, "text")
    said: dict[str, str | float | None] = {"area": body.area} if body.area else {}
    if body.lon is not None or body.lat is not None:
        said |= {"lon": body.lon, "lat": body.lat, "datum": body.datum}
    place, _ = read_place(said, county=county, texts=Texts())
    category = body.category or ""
    if not category and (place.lon is not None or place.area):
        triage = suggest(text, model=installed(settings.DATA))
        category = "" if triage.abstained else triage.suggestions[0].code
    question = Question(
        category=category, text=text, at=caller.at, area=place.area, lon=place.lon, lat=place.lat
    )
    with unit_of_work(caller.ports.tenant) as work:
        return category, find_alike(work, question)


def _name(county: CountyDirectory, category: str, *, english: bool) -> str:
    info = county.categories.get(category)
    return "" if info is None else info.name_en if english else info.name_zh


def _sentence(category: str, alike: Alike, unit: str, *, english: bool) -> str:
    state = word(STATE, alike.state, english=english)
    if english:
        where = "In the same area" if alike.metres is None else f"{alike.metres} m from here"
        by = f", with {unit}" if unit else ""
        return f"{where} somebody has reported “{category}” already ({state}{by})."
    where = "同一区域内" if alike.metres is None else f"离这里 {alike.metres} 米处"
    by = f"，由{unit}办理" if unit else ""
    return f"{where}已有人反映“{category}”，目前{state}{by}。"
