"""The requester's own matter: by the QR's secret, or by code with four digits or a PIN (RULINGS 38)."""

from collections.abc import Callable
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Router

from fengqiao.api.acting import perform
from fengqiao.api.answers import Acted, Opened, Tracked
from fengqiao.api.bodies import ActBody, AnswersBody, MaterialBody, RateBody, TrackBody, WithdrawBody
from fengqiao.api.decoding import body_of, key_of
from fengqiao.api.guards import Caller, Everyone, caller_of
from fengqiao.api.photos import photo
from fengqiao.api.problems import Stopped, speaks_english
from fengqiao.api.registering import due_of
from fengqiao.api.routing import answered, route
from fengqiao.desk.acts import Done, NotFound, Ref, find_first
from fengqiao.desk.photos import find_photo, read_photo
from fengqiao.desk.ports import Ports
from fengqiao.desk.tracking import FOLLOWED, Page, open_by_code, open_by_secret, page_of, requester_of
from fengqiao.gateways.files.pictures import MIME
from fengqiao.insight.asked import own_answers, still_asked
from fengqiao.insight.clock_bars import full_bar
from fengqiao.insight.papers import purpose_of_look
from fengqiao.insight.sentences import awaits_acceptance, standing_words
from fengqiao.insight.words import EVENT, POST, word
from fengqiao.ledger import files
from fengqiao.ledger.connection import unit_of_work
from fengqiao.ledger.store import Loaded
from fengqiao.ledger.texts import bodies
from fengqiao.ledger.tracking import Locked
from fengqiao.lifecycle.offers import offers
from fengqiao.matters.matter import Matter
from fengqiao.matters.words import VisitState
from fengqiao.people.actors import Actor

router = Router(tags=["public"])

_CLOCK: Final = ("segments", "light", "sentence", "due", "ratio")


@route(router, "POST", "/public/track", guard=Everyone(), body=TrackBody, answer=Opened)
def open_matter_by_code(request: HttpRequest) -> HttpResponse:
    """Come back with the code and the last four digits of the telephone, or the PIN; five wrong tries lock it."""
    caller, body = caller_of(request), body_of(request, TrackBody)
    return answered({"secret": secret_of(caller, body.code, body.last4 or body.pin)})


@route(router, "GET", "/public/track/{secret}", guard=Everyone(), answer=Tracked)
def track_matter(request: HttpRequest, secret: str) -> HttpResponse:
    """Where the own matter stands, who has it, by when, what was done, and who opened the record."""
    caller = caller_of(request)
    matter_id = open_by_secret(caller.ports, secret)
    return answered(tracked(caller, matter_id, secret, english=speaks_english(request)))


@route(
    router,
    "POST",
    "/public/track/{secret}/material",
    guard=Everyone(),
    body=MaterialBody,
    answer=Acted,
    keyed=True,
)
def add_material(request: HttpRequest, secret: str) -> HttpResponse:
    """Add words or photos to the own matter."""
    body = body_of(request, MaterialBody)
    data = {"text": body.text} if body.text else {}
    return _act(request, secret, "add_material", ActBody(data=data, photos=body.photos))


@route(
    router,
    "POST",
    "/public/track/{secret}/answers",
    guard=Everyone(),
    body=AnswersBody,
    answer=Acted,
    keyed=True,
)
def answer_own_questions(request: HttpRequest, secret: str) -> HttpResponse:
    """Answer what the category of the own matter asks."""
    body = body_of(request, AnswersBody)
    return _act(request, secret, "answer_questions", ActBody(data={"answers": body.answers}))


@route(
    router,
    "POST",
    "/public/track/{secret}/withdraw",
    guard=Everyone(),
    body=WithdrawBody,
    answer=Acted,
    keyed=True,
)
def withdraw_matter(request: HttpRequest, secret: str) -> HttpResponse:
    """Take the own matter back; hazards go on all the same."""
    body = body_of(request, WithdrawBody)
    return _act(request, secret, "withdraw", ActBody(data={"reason": body.reason}))


@route(
    router, "POST", "/public/track/{secret}/rate", guard=Everyone(), body=RateBody, answer=Acted, keyed=True
)
def rate_matter(request: HttpRequest, secret: str) -> HttpResponse:
    """Say whether it is solved, and whether one is satisfied."""
    body = body_of(request, RateBody)
    data: dict[str, Any] = {"solved": body.solved, "satisfaction": body.satisfaction}
    if body.reason:
        data["reason"] = body.reason
    return _act(request, secret, "record_visit", ActBody(data=data))


@route(router, "GET", "/public/track/{secret}/photos/{attachment}", guard=Everyone(), answer=MIME)
def show_own_photo(request: HttpRequest, secret: str, attachment: str) -> HttpResponse:
    """A photo of the own matter: one's own, or one that came with a public step."""
    caller = caller_of(request)
    matter_id = open_by_secret(caller.ports, secret)
    found = find_photo(caller.ports, attachment)
    with unit_of_work(caller.ports.tenant) as work:
        attached = files.of_matter(work, matter_id)
    shown = {each["id"] for each in _shown_photos(page_of(caller.ports, matter_id), attached, secret)}
    if found.matter_id != matter_id or attachment not in shown:
        raise NotFound(Ref())
    shot = read_photo(caller.ports, settings.FILES, found, small=request.GET.get("small") == "1")
    return photo(shot.body, shot.mime)


def secret_of(caller: Caller, code: str, typed: str) -> str:
    """The secret of a matter whose code and digits fit; raises as `opened_by`."""
    matter_id = opened_by(open_by_code, caller, code, typed)
    return caller.ports.ring.query_secret(caller.ports.tenant, matter_id)


def opened_by(opens: Callable[[Ports, str, str], str | None], caller: Caller, code: str, typed: str) -> str:
    """What a code opens with the digits that were typed; Stopped when they do not fit, or when it is locked."""
    digits = "".join(character for character in typed if character.isdecimal())
    try:
        opened = opens(caller.ports, code, digits)
    except Locked as locked:
        seconds = max(int((locked.until - caller.at).total_seconds()), 1)
        raise Stopped("tracking_locked", field="code", retry_after=seconds) from None
    if opened is None:
        raise Stopped("no_match", field="code")
    return opened


def own_matter(caller: Caller, secret: str) -> Matter:
    """The matter that a secret opens; raises NotFound."""
    return _own(caller, secret)[1]


def _own(caller: Caller, secret: str, *, action: str = "", key: str = "") -> tuple[Loaded, Matter]:
    """The own matter, with what an act on it begins with."""
    matter_id = open_by_secret(caller.ports, secret)
    with unit_of_work(caller.ports.tenant) as work:
        found = find_first(work, caller.ports, matter_id, action, key)
    if found.matter is None:
        raise NotFound(Ref(id=matter_id))
    return found, found.matter


def tracked(caller: Caller, matter_id: str, secret: str, *, english: bool) -> dict[str, Any]:
    """The own matter as plain values."""
    ports, county, at = caller.ports, caller.ports.county(), caller.at
    page = page_of(ports, matter_id)
    own, shown = page.matter, page.shown
    with unit_of_work(ports.tenant) as work:
        words = bodies(work, [own.text.id, *(each.said.id for each in own.answers)])
        attached = files.of_matter(work, matter_id)
    photos = _shown_photos(page, attached, secret)
    # A follower's page also tells steps of its main matter, whose numbers are not its own.
    others = FOLLOWED if shown is not own else frozenset({"MatterRegistered", "QuestionsAnswered"})
    offered = _offered(caller, own)
    lead = shown.lead
    timer = shown.handle or shown.accept
    bar = full_bar(timer, at, calendar=county.calendar, english=english) if timer is not None else None
    return {
        "code": own.code,
        "state": own.state.value,
        "sentence": standing_words(shown, county, at, english=english),
        "text": words.get(own.text.id, ""),
        "answers": own_answers(own, county, words, english=english),
        "questions": still_asked(own, county) if "answer_questions" in offered else [],
        "unit": county.unit_name(lead.executing_unit or lead.unit, english=english)
        if lead is not None
        else "",
        "due_at": due_of(shown),
        "due_for": "acceptance" if awaits_acceptance(shown) else "result",
        "clock": {name: bar[name] for name in _CLOCK} if bar is not None else None,
        "timeline": [
            {
                "at": entry.at,
                "kind": entry.kind,
                "title": word(EVENT, entry.kind, english=english),
                "text": entry.text,
                "unit": county.unit_name(entry.unit, english=english) if entry.unit else "",
                "photos": [each for each in photos if each["seq"] == entry.seq and entry.kind not in others],
            }
            for entry in page.timeline
        ],
        "can": _can(offered),
        "visits": [
            {"round": visit.round, "due_at": visit.timer.due, "state": visit.state.value}
            for visit in own.visits
            if visit.state is VisitState.DUE
        ],
        "access": [
            {
                "at": look.at,
                "unit": county.unit_name(look.unit, english=english) if look.unit else "",
                "post": word(POST, look.post, english=english),
                "purpose": purpose_of_look(look.purpose, county, english=english),
                "act": look.act,
            }
            for look in page.looks
            if look.result == "shown" and look.post != "citizen"
        ],
        "documents": [
            {
                "id": paper.id,
                "template": paper.template,
                "name": _template(caller, paper.template, english=english),
                "number": paper.number,
                "at": paper.made_at,
            }
            for paper in page.papers
            if "requester" in paper.recipients
        ],
        "photos": [each for each in photos if each["kind"] == "registration"],
        "phone": county.centre_phone,
        "version": own.version,
    }


def act_on_own(caller: Caller, secret: str, action: str, body: ActBody, *, key: str = "") -> Done:
    """An act of the requester on the own matter."""
    found, matter = _own(caller, secret, action=action, key=key)
    return perform(caller, requester_of(matter), Ref(id=matter.id), action, body, key=key, found=found)


def _act(request: HttpRequest, secret: str, action: str, body: ActBody) -> HttpResponse:
    caller = caller_of(request)
    done = act_on_own(caller, secret, action, body, key=key_of(request))
    matter = done.matter
    can = _can(_offered(caller, matter))
    return answered(
        {
            "code": matter.code,
            "version": matter.version,
            "state": matter.state.value,
            "due_at": due_of(matter),
            "light": "",
            "actions": [name for name, may in can.items() if may],
            "next_step": None,
            "repeated": done.repeated,
        }
    )


def _offered(caller: Caller, matter: Matter) -> tuple[str, ...]:
    """What the law offers the requester now."""
    who: Actor = requester_of(matter)
    return offers(matter, caller.ports.facts(who))


def _can(offered: tuple[str, ...]) -> dict[str, bool]:
    """The acts of the requester's page."""
    return {
        "add_material": "add_material" in offered,
        "withdraw": "withdraw" in offered,
        "rate": "record_visit" in offered,
    }


def _shown_photos(page: Page, attached: list[files.Attached], secret: str) -> list[dict[str, Any]]:
    """The own photos, and those that came with steps which the requester sees."""
    seen = {entry.seq for entry in page.timeline}
    return [
        {
            "id": each.id,
            "kind": each.kind,
            "seq": each.event_seq,
            "url": f"/api/v1/public/track/{secret}/photos/{each.id}",
            "thumb": f"/api/v1/public/track/{secret}/photos/{each.id}?small=1",
            "added_at": each.added_at,
        }
        for each in attached
        if each.event_seq in seen
    ]


def _template(caller: Caller, code: str, *, english: bool) -> str:
    known = caller.ports.county().templates.get(code)
    return code if known is None else (known.name_en if english else known.name_zh) or code
