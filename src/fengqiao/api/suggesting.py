"""What is proposed: categories with the words that spoke for them, units with the line that names them, usual replies."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Router

from fengqiao.api.answers import Suggested
from fengqiao.api.answers_disputes import KeptTexts
from fengqiao.api.bodies import Code, SuggestBody
from fengqiao.api.decoding import body_of, query_of
from fengqiao.api.guards import READING, Staff, caller_of
from fengqiao.api.problems import speaks_english
from fengqiao.api.routing import answered, route
from fengqiao.desk.cleaning import clean
from fengqiao.directory.duties import propose
from fengqiao.directory.snapshot import CountyDirectory
from fengqiao.gateways.classifier import installed, suggest
from fengqiao.insight.kept_texts import REPLY, kept_texts
from fengqiao.matters.matter import Matter
from fengqiao.matters.words import State
from fengqiao.people.actors import Post
from fengqiao.shared.refused import invalid
from fengqiao.triage.suggestions import Suggestion

router = Router(tags=["triage"])

TRIAGING: Final = frozenset(
    {Post.REGISTRAR, Post.TOWN_DISPATCHER, Post.DISPATCHER, Post.COORDINATOR, Post.ANALYST, Post.GRID_WORKER}
)
_UNDECIDED: Final = frozenset({State.REGISTERED, State.VERIFYING})
_LONGEST_WHY: Final = 3


@route(router, "POST", "/suggest", guard=Staff(TRIAGING), body=SuggestBody, answer=Suggested)
def suggest_category(request: HttpRequest) -> HttpResponse:
    """Which category a message may belong to and who would get it; a person decides."""
    caller, body = caller_of(request), body_of(request, SuggestBody)
    county, english = caller.ports.county(), speaks_english(request)
    text = clean(body.text, "text")
    triage = suggest(text, model=installed(settings.DATA))
    choices = choices_of(triage.suggestions, county, english=english)
    category = body.category or (choices[0]["code"] if choices else "")
    if body.category and body.category not in county.categories:
        raise invalid(
            "category", f"没有分类 {body.category[:20]}", f"there is no category {body.category[:20]}"
        )
    area = body.area or ""
    if area and area not in county.areas and area not in county.grids:
        raise invalid("area", "没有这个区域", "there is no such area")
    urgent = triage.urgent
    return answered(
        {
            "categories": choices,
            "urgent": {"prompt": urgent.prompt, "words": urgent.words} if urgent is not None else None,
            "abstained": triage.abstained,
            "units": routes_for(county, category, area, caller.at, english=english),
        }
    )


class RepliesQuery(msgspec.Struct, forbid_unknown_fields=True):
    """About what: a category, or nothing for what is said of every matter."""

    category: Code = ""


@route(router, "GET", "/replies", guard=Staff(READING), query=RepliesQuery, answer=KeptTexts)
def list_replies(request: HttpRequest) -> HttpResponse:
    """The usual replies that the county keeps for a category, the nearest first, with gaps in 〔〕 to be filled in."""
    caller, query = caller_of(request), query_of(request, RepliesQuery)
    found = kept_texts(caller.ports.county(), query.category, prefix=REPLY, english=speaks_english(request))
    return answered({"items": found})


def choices_of(
    suggestions: Sequence[Suggestion], county: CountyDirectory, *, english: bool
) -> list[dict[str, Any]]:
    """Suggestions by the county's names; categories that the county does not use are left out."""
    return [
        {
            "code": each.code,
            "name": info.name_en if english else info.name_zh,
            "score": each.score,
            "words": list(each.words),
        }
        for each in suggestions
        if (info := county.categories.get(each.code)) is not None
    ]


def suggestion_of(
    noted: Mapping[str, Any], text: str, county: CountyDirectory, matter: Matter, *, english: bool
) -> dict[str, Any] | None:
    """What was suggested for a matter; asked now where nothing was noted and nobody has decided yet."""
    choices = [
        {
            "code": each["code"],
            "name": info.name_en if english else info.name_zh,
            "score": each.get("score", 0.0),
            "words": each.get("words", []),
        }
        for each in noted["categories"]
        if (info := county.categories.get(each.get("code", ""))) is not None
    ]
    if not choices and text and matter.state in _UNDECIDED:
        choices = choices_of(
            suggest(text, model=installed(settings.DATA)).suggestions, county, english=english
        )
    if not choices:
        return None
    spoke = choices[0]["words"][:_LONGEST_WHY]
    said = "、".join(spoke)
    because = (f"the words: {', '.join(spoke)}" if english else f"依据“{said}”") if spoke else ""
    return {"categories": choices, "why": because, "chosen": noted["chosen"]}


def routes_for(
    county: CountyDirectory, category: str, area: str, at: Any, *, english: bool
) -> list[dict[str, Any]]:
    """Whom the duty directory names for a category at a place, with the line and version; none for no leaf."""
    if category not in county.categories:
        return []
    choice = propose(county, category, area, at=at)
    return [
        {
            "unit": choice.lead,
            "name": county.unit_name(choice.lead, english=english),
            "co": list(choice.co),
            "why": choice.why_en if english else choice.why_zh,
            "line_id": choice.line_id,
            "version": choice.version,
            "transfer_only": choice.transfer_only,
        }
    ]
