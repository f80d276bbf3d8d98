"""Passing on: acceptance and dispatch with one key, and what an act would do with many matters, before it is done."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from ninja import Router

from fengqiao.api.acting import acted, foreseen_as
from fengqiao.api.answers import Acted, AheadAnswers
from fengqiao.api.bodies import AheadBody, PassOnBody
from fengqiao.api.decoding import body_of, key_of, said_with
from fengqiao.api.guards import READING, Caller, SignedIn, Staff, caller_of, seats_named
from fengqiao.api.looking import answers_for, found_by
from fengqiao.api.problems import sentence, speaks_english
from fengqiao.api.registering import due_of
from fengqiao.api.routing import answered, route
from fengqiao.desk.acts import Ref, key_of_act
from fengqiao.desk.cleaning import CODE_LENGTH, clean
from fengqiao.desk.looking import may_see
from fengqiao.desk.passing_on import (
    ACCEPT,
    ACCEPT_AND_DISPATCH,
    DISPATCH,
    IN_BULK,
    Ahead,
    Step,
    accept_and_dispatch,
    look_ahead,
    steps_left,
    steps_of,
)
from fengqiao.directory.snapshot import CountyDirectory
from fengqiao.insight.who import Seat
from fengqiao.ledger.connection import unit_of_work
from fengqiao.ledger.store import read_coded
from fengqiao.ledger.triage_notes import sure_categories
from fengqiao.lifecycle.offers import posts_of
from fengqiao.matters.matter import Matter
from fengqiao.shared.refused import WORDS, Refusal, Refused, invalid

router = Router(tags=["acts"])

_NOT_BY_LINE: Final = (
    "职责清单里没有对应条目，请核对建议单位后再交办",
    "no line of the duty directory names a unit; look at the proposed one before dispatching",
)


@route(
    router,
    "POST",
    "/matters/{code}/accept_and_dispatch",
    guard=SignedIn(foresight=foreseen_as(ACCEPT_AND_DISPATCH)),
    body=PassOnBody,
    answer=Acted,
    keyed=True,
)
def accept_and_dispatch_matter(request: HttpRequest, code: str) -> HttpResponse:
    """Accept a matter and give it to a unit in one act; each in the post of this person to which the law gives it."""
    caller, body = caller_of(request), body_of(request, PassOnBody)
    seats = _seats(request, caller)
    accepting = next((seat for seat in seats if seat.post in posts_of(ACCEPT)), None)
    dispatching = next((seat for seat in seats if seat.post in posts_of(DISPATCH)), None)
    if accepting is None or dispatching is None:
        raise Refused(Refusal.NOT_ALLOWED_FOR_POST)
    ref, key = Ref(code=code.upper()), key_of(request)
    done = accept_and_dispatch(
        caller.ports,
        caller.acting(accepting),
        caller.acting(dispatching),
        ref,
        category=clean(body.category, "category", most=CODE_LENGTH),
        lead=clean(body.lead, "lead", most=CODE_LENGTH),
        co=[clean(each, "co", most=CODE_LENGTH) for each in body.co],
        key=key_of_act(ref, ACCEPT_AND_DISPATCH, key),
        said=said_with(key, request.body),
        expected=body.version,
        found=found_by(caller),
    )
    return answered(acted(caller, dispatching, done))


@route(router, "POST", "/ahead", guard=Staff(READING), body=AheadBody, answer=AheadAnswers)
def look_ahead_at_act(request: HttpRequest) -> HttpResponse:
    """What an act would do with each of these matters by the rules; nothing is written."""
    caller, body = caller_of(request), body_of(request, AheadBody)
    if body.action not in IN_BULK:
        raise invalid("action", "这一步不能批量办理", "this act is not done in bulk")
    codes = list(dict.fromkeys(clean(each, "codes", most=40).upper() for each in body.codes))
    with unit_of_work(caller.ports.tenant) as work:
        found = read_coded(work, codes)
        unnamed = [matter.id for matter in found.values() if not matter.category]
        sure = sure_categories(work, unnamed) if unnamed else {}
    english = speaks_english(request)
    items = []
    for code in codes:
        matter = found.get(code)
        seen = _seats(request, caller) if matter is None else _seeing(request, caller, matter)
        if matter is None or not seen:
            items.append(_nobodys(code, body.action, english=english))
            continue
        steps = steps_of(body.action)
        if body.action == ACCEPT_AND_DISPATCH:
            steps = steps_left(matter) or steps
        ahead = _ahead(caller, matter, steps, seen, sure=sure.get(matter.id, ""))
        items.append(_said(caller.ports.county(), matter, steps, ahead, english=english))
    return answered({"items": items})


def one_key(request: HttpRequest, caller: Caller, matter: Matter, *, sure: str) -> dict[str, Any] | None:
    """What one key would do with a matter that waits for its unit; None where this person does not pass it on."""
    steps = steps_left(matter)
    seats = _seats(request, caller)
    if not steps or not all(any(seat.post in posts_of(step) for seat in seats) for step in steps):
        return None
    english, county = speaks_english(request), caller.ports.county()
    ahead = _ahead(caller, matter, steps, seats, sure=sure)
    said = _said(county, matter, steps, ahead, english=english)
    doubt = said["detail"]
    if not doubt and (ahead.choice is None or not ahead.choice.is_certain):
        doubt = sentence(WORDS[Refusal.INVALID_DATA], _NOT_BY_LINE[english], english=english)
    return {
        "action": said["action"],
        "certain": not doubt,
        "category": ahead.data.get("category", matter.category),
        "category_name": said["category_name"],
        "lead": ahead.data.get("lead", ""),
        "lead_name": said["lead_name"],
        "co": ahead.data.get("co", []),
        "co_names": said["co_names"],
        "why": said["why"],
        "doubt": doubt,
    }


def sure_of(noted: Mapping[str, Any]) -> str:
    """The category that the machine was sure of when the matter came in, "" where it left that to a person."""
    categories: Sequence[Mapping[str, Any]] = noted["categories"]
    return str(categories[0].get("code", "")) if categories and not noted["abstained"] else ""


def _ahead(
    caller: Caller, matter: Matter, steps: Sequence[str], seats: Sequence[Seat], *, sure: str
) -> Ahead:
    county = caller.ports.county()
    who = []
    for step in steps:
        may = [seat for seat in seats if seat.post in posts_of(step)]
        if not may:
            return Ahead(refused=Refused(Refusal.NOT_ALLOWED_FOR_POST))
        seat = next((each for each in may if answers_for(county, each, matter)), None)
        if seat is None:
            return Ahead(refused=Refused(Refusal.NOT_INVOLVED_UNIT))
        who.append(Step(step, caller.acting(seat)))
    return look_ahead(caller.ports, matter, who, sure=sure)


def _seats(request: HttpRequest, caller: Caller) -> tuple[Seat, ...]:
    """The seat that was named first, then the person's others."""
    return tuple(dict.fromkeys((*seats_named(request, caller.person), *caller.person.seats)))


def _seeing(request: HttpRequest, caller: Caller, matter: Matter) -> tuple[Seat, ...]:
    """The person's seats, if one of them may open the matter: nobody learns of others by trying an act on them."""
    county, seats = caller.ports.county(), _seats(request, caller)
    sees = any(
        answers_for(county, seat, matter) and may_see(matter, caller.ports.facts(caller.acting(seat)))
        for seat in seats
    )
    return seats if sees else ()


def _said(
    county: CountyDirectory, matter: Matter, steps: Sequence[str], ahead: Ahead, *, english: bool
) -> dict[str, Any]:
    after, choice = ahead.after, ahead.choice
    category = county.categories.get(ahead.data.get("category", matter.category))
    named = "" if category is None else category.name_en if english else category.name_zh
    return {
        "code": matter.code,
        "version": matter.version,
        "action": ACCEPT_AND_DISPATCH if len(steps) > 1 else steps[0],
        "data": dict(ahead.data),
        "will": after is not None,
        "state": after.state.value if after is not None else matter.state.value,
        "due_at": due_of(after) if after is not None else None,
        "category_name": named if ACCEPT in steps else "",
        "lead_name": county.unit_name(choice.lead, english=english) if choice is not None else "",
        "co_names": [county.unit_name(each, english=english) for each in choice.co]
        if choice is not None
        else [],
        "why": "" if choice is None else choice.why_en if english else choice.why_zh,
        **_refused(ahead.refused, english=english),
    }


def _refused(refused: Refused | None, *, english: bool) -> dict[str, str]:
    if refused is None:
        return {"refusal": "", "detail": "", "next": ""}
    words = WORDS[refused.code]
    return {
        "refusal": refused.code.value,
        "detail": sentence(words, refused.en if english else refused.zh, english=english),
        "next": words.en_next if english else words.zh_next,
    }


def _nobodys(code: str, action: str, *, english: bool) -> dict[str, Any]:
    """The same of what is not there and of what is none of this person's business."""
    return {
        "code": code,
        "version": 0,
        "action": action,
        "data": {},
        "will": False,
        "state": "",
        "due_at": None,
        "category_name": "",
        "lead_name": "",
        "co_names": [],
        "why": "",
        **_refused(Refused(Refusal.NOT_INVOLVED_UNIT), english=english),
    }
