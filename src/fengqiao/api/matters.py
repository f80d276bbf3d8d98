"""A matter at work: its page, QR code, what is like it, merging."""

import io
from typing import Final

import segno
from django.http import HttpRequest, HttpResponse
from ninja import Router

from fengqiao.api.acting import acted, seat_for
from fengqiao.api.answers import Acted, MatterAnswer, SimilarMatters
from fengqiao.api.bodies import MergeBody, UnmergeBody
from fengqiao.api.decoding import body_of
from fengqiao.api.guards import READING, Caller, SignedIn, Staff, caller_of
from fengqiao.api.looking import look
from fengqiao.api.passing_on import one_key, sure_of
from fengqiao.api.problems import speaks_english
from fengqiao.api.routing import answered, raw, route
from fengqiao.api.suggesting import routes_for, suggestion_of
from fengqiao.desk.acts import Ref
from fengqiao.desk.cleaning import clean
from fengqiao.desk.looking import Seen
from fengqiao.desk.merging import merge, unmerge
from fengqiao.desk.tracking import public_words
from fengqiao.insight.pages import matter_page
from fengqiao.insight.similar import Question, find_alike, said_why, why
from fengqiao.ledger.connection import unit_of_work
from fengqiao.ledger.following import said_same
from fengqiao.ledger.texts import bodies
from fengqiao.lifecycle.viewing import standing
from fengqiao.matters.events import Event
from fengqiao.people.actors import Post
from fengqiao.shared.refused import Refusal, Refused

router = Router(tags=["matters"])

_GIVING_RECEIPTS: Final = frozenset({Post.REGISTRAR, Post.TOWN_DISPATCHER})
SVG: Final = "image/svg+xml"


@route(router, "GET", "/matters/{code}", guard=Staff(READING), answer=MatterAnswer)
def show_matter(request: HttpRequest, code: str) -> HttpResponse:
    """Everything a work page shows, as far as the seat may see it."""
    caller, seen = look(request, caller_of(request), code)
    ports, english = caller.ports, speaks_english(request)
    county = ports.county()
    with unit_of_work(ports.tenant) as work:
        page = matter_page(
            work, seen.matter, seen.facts, county, ports.ring, is_public=is_public, english=english
        )
    noted = page.pop("suggested")
    page["suggestion"] = suggestion_of(noted, page["text"], county, seen.matter, english=english)
    page["routes"] = routes_for(
        county, seen.matter.category, seen.matter.place.area, caller.at, english=english
    )
    page["one_key"] = one_key(request, caller, seen.matter, sure=sure_of(noted))
    page["qr"] = f"/api/v1/matters/{seen.matter.code}/qr.svg" if _gives_receipts(caller, seen) else ""
    return answered(page)


@route(router, "GET", "/matters/{code}/qr.svg", guard=Staff(_GIVING_RECEIPTS), answer=SVG)
def show_qr(request: HttpRequest, code: str) -> HttpResponse:
    """The QR code of the receipt, for the clerk who hands it over; never for a unit that handles the matter."""
    caller, seen = look(request, caller_of(request), code)
    if not _gives_receipts(caller, seen):
        raise Refused(Refusal.NOT_INVOLVED_UNIT)
    secret = caller.ports.ring.query_secret(caller.ports.tenant, seen.matter.id)
    return raw(qr_svg(request.build_absolute_uri(f"/t/{secret}")), kind=SVG)


@route(router, "GET", "/matters/{code}/similar", guard=Staff(READING), answer=SimilarMatters)
def list_similar(request: HttpRequest, code: str) -> HttpResponse:
    """Matters that may be the same, each with its reason, what requesters said first; nothing is merged by itself."""
    caller, seen = look(request, caller_of(request), code)
    matter, english = seen.matter, speaks_english(request)
    with unit_of_work(caller.ports.tenant) as work:
        text = bodies(work, [matter.text.id]).get(matter.text.id, "")
        question = Question(
            category=matter.category,
            text=text,
            at=caller.at,
            id=matter.id,
            area=matter.place.area,
            lon=matter.place.lon,
            lat=matter.place.lat,
        )
        found = find_alike(work, question)
        said = [each for each in said_same(work, matter.id) if not each.restricted]
    named = {each.code for each in said}
    items = [
        {
            "code": each.code,
            "title": each.title,
            "state": each.state,
            "why": said_why(is_main=each.is_main, english=english),
            "distance_m": None,
            "likeness": 1.0,
            "registered_at": each.registered_at,
        }
        for each in said
    ]
    items += [
        {
            "code": each.code,
            "title": each.title,
            "state": each.state,
            "why": why(each, caller.at, english=english),
            "distance_m": each.metres,
            "likeness": each.likeness,
            "registered_at": each.registered_at,
        }
        for each in found
        if not each.restricted and each.code not in named
    ]
    return answered({"items": items})


@route(router, "POST", "/matters/{code}/merge", guard=SignedIn(), body=MergeBody, answer=Acted)
def merge_matters(request: HttpRequest, code: str) -> HttpResponse:
    """Merge matters into this one: one job, and an answer for every requester."""
    caller, body = caller_of(request), body_of(request, MergeBody)
    seat = seat_for(request, caller, "merge", code.upper())
    followers = [Ref(code=clean(each, "followers", most=40).upper()) for each in body.followers]
    rule = clean(body.rule, "rule", most=200)
    done = merge(caller.ports, caller.acting(seat), Ref(code=code.upper()), followers, rule=rule)
    return answered(acted(caller, seat, done))


@route(router, "POST", "/matters/{code}/unmerge", guard=SignedIn(), body=UnmergeBody, answer=Acted)
def unmerge_matter(request: HttpRequest, code: str) -> HttpResponse:
    """Give a follower its own history and clocks back."""
    caller, body = caller_of(request), body_of(request, UnmergeBody)
    follower = clean(body.follower, "follower", most=40).upper()
    seat = seat_for(request, caller, "unmerge", follower)
    reason = clean(body.reason, "reason")
    main = Ref(code=code.upper())
    done = unmerge(caller.ports, caller.acting(seat), main, Ref(code=follower), reason=reason)
    return answered(acted(caller, seat, done))


def is_public(event: Event) -> bool:
    """Whether the requester sees a step, too."""
    return public_words(event) is not None


def _gives_receipts(caller: Caller, seen: Seen) -> bool:
    """Whoever holds the code speaks for the requester, so it stays away from those who do the work."""
    return caller.place.post in _GIVING_RECEIPTS and not standing(seen.matter, seen.facts).order


def qr_svg(address: str) -> bytes:
    """A QR code as SVG."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", scale=6, border=2, xmldecl=False)
    return out.getvalue()
