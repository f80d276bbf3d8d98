"""The knowledge base (知识库): kept by who may, found at the window while somebody asks, and read by everybody."""

from datetime import date
from functools import partial
from typing import Annotated, Any, Final

import msgspec
from django.http import HttpRequest, HttpResponse
from msgspec import Meta
from ninja import Router

from fengqiao.api.bodies import Body, Code
from fengqiao.api.decoding import body_of, query_of
from fengqiao.api.drafts import as_read, marked
from fengqiao.api.duties import KEEPING
from fengqiao.api.guards import Caller, Everyone, Staff, caller_of
from fengqiao.api.knowledge_answers import (
    Articles,
    ArticleWhole,
    Marked,
    Offers,
    shown_article,
    shown_offer,
    shown_version,
)
from fengqiao.api.problems import Stopped, speaks_english
from fengqiao.api.registering import CLERKS
from fengqiao.api.routing import answered, route
from fengqiao.desk import knowledge as desk
from fengqiao.desk.cleaning import clean
from fengqiao.desk.drafting import DRAFTING, publishes
from fengqiao.directory.knowledge import ArticleValues
from fengqiao.directory.publishing import mark_of
from fengqiao.insight import knowledge as insight
from fengqiao.ledger.connection import unit_of_work
from fengqiao.shared.publication import Standing
from fengqiao.shared.refused import invalid
from fengqiao.triage.knowledge import Article, fitting

router = Router(tags=["knowledge"])
public = Router(tags=["public"])

WRITING: Final = Staff(DRAFTING)
_as_read: Final = partial(
    as_read,
    "mark",
    zh="这一条刚被其他人改过，请重新打开后再改",
    en="somebody else has just changed this article: open it again first",
)
MOST_OFFERED: Final = 5
MOST_HINTED: Final = 2
MOST_LISTED: Final = 100

Said = Annotated[str, Meta(max_length=20_000)]
Word = Annotated[str, Meta(max_length=60)]


class SearchQuery(msgspec.Struct, forbid_unknown_fields=True):
    """Words, a code or pinyin initials, and how it stands."""

    q: Annotated[str, Meta(max_length=200)] = ""
    standing: Standing | None = None


class ReadQuery(msgspec.Struct, forbid_unknown_fields=True):
    """Words or pinyin initials, and the place that it is asked for."""

    q: Annotated[str, Meta(max_length=200)] = ""
    area: Code = ""


class AskBody(Body):
    """What somebody asks, and where."""

    text: Said
    area: Code = ""


class ArticleBody(Body):
    """An article. `valid_for`: the unit in whose area it holds, "" for the whole county. `mark`: of one that is changed."""

    question: Annotated[str, Meta(max_length=300)]
    answer: Annotated[str, Meta(max_length=5000)]
    keywords: Annotated[list[Word], Meta(max_length=50)] = msgspec.field(default_factory=list)
    category: Code = ""
    basis: Annotated[str, Meta(max_length=300)] = ""
    unit: Code = ""
    valid_for: Code = ""
    valid_from: date | None = None
    valid_until: date | None = None
    mark: Code = ""


class NewArticleBody(ArticleBody):
    """A new article with the code that it keeps."""

    code: Annotated[str, Meta(max_length=40)] = ""


class MarkBody(Body):
    """The mark of the article as it was read."""

    mark: Code


@route(router, "GET", "/knowledge", guard=WRITING, query=SearchQuery, answer=Articles)
def list_articles(request: HttpRequest) -> HttpResponse:
    """Every article, whatever its standing, searched by words and pinyin initials."""
    caller, asked = caller_of(request), query_of(request, SearchQuery)
    with unit_of_work(caller.ports.tenant) as work:
        all_kept = insight.kept(work)
    english = speaks_english(request)
    shown = {each.article.code: _shown(each, caller, english=english) for each in all_kept}
    articles = [each.article for each in all_kept]
    found = fitting(articles, asked.q, most=MOST_LISTED) if asked.q.strip() else articles
    items = [one for each in found if asked.standing in {None, (one := shown[each.code])["standing"]}]
    expired = sum(one["standing"] == Standing.EXPIRED for one in shown.values())
    may_publish = publishes(caller.actor, for_county=caller.for_county)
    return answered({"items": items, "expired": expired, "may_publish": may_publish})


@route(router, "POST", "/knowledge", guard=WRITING, body=NewArticleBody, answer=Marked, status=201)
def draft_article(request: HttpRequest) -> HttpResponse:
    """Write a new article; it is told to nobody before it is published."""
    caller, body = caller_of(request), body_of(request, NewArticleBody)
    code = clean(body.code, "code", most=40)
    if not code:
        raise invalid("code", "请填写代码", "give it a code")
    who = caller.person.username
    made = desk.draft(caller.ports, caller.actor, who, code, _values(body), for_county=caller.for_county)
    return answered(marked(made), status=201)


@route(router, "GET", "/knowledge/{code}", guard=WRITING, answer=ArticleWhole)
def show_article(request: HttpRequest, code: str) -> HttpResponse:
    """An article with all that was published of it."""
    caller = caller_of(request)
    item = desk.article(caller.ports, code)
    with unit_of_work(caller.ports.tenant) as work:
        kept = next((each for each in insight.kept(work) if each.article.code == code), None)
        versions = insight.versions(work, code)
    if kept is None:
        raise Stopped("not_found")
    article = _shown(kept, caller, english=speaks_english(request))
    return answered(
        {"article": article, "versions": [shown_version(each) for each in versions], "mark": mark_of(item)}
    )


@route(router, "PUT", "/knowledge/{code}", guard=WRITING, body=ArticleBody, answer=Marked)
def change_article(request: HttpRequest, code: str) -> HttpResponse:
    """Write an article anew, if nobody else did since it was read; what is published stays until it is published again."""
    caller, body = caller_of(request), body_of(request, ArticleBody)
    with _as_read():
        changed = desk.change(
            caller.ports,
            caller.actor,
            caller.person.username,
            code,
            _values(body),
            mark=body.mark,
            for_county=caller.for_county,
        )
    return answered(marked(changed))


@route(router, "POST", "/knowledge/{code}/publish", guard=KEEPING, body=MarkBody, answer=Marked)
def publish_article(request: HttpRequest, code: str) -> HttpResponse:
    """Publish an article as it was read, as its next version."""
    caller, body = caller_of(request), body_of(request, MarkBody)
    with _as_read():
        return answered(marked(desk.publish(caller.ports, caller.person.username, code, mark=body.mark)))


@route(router, "POST", "/knowledge/{code}/withdraw", guard=KEEPING, body=MarkBody, answer=Marked)
def withdraw_article(request: HttpRequest, code: str) -> HttpResponse:
    """Take an article down; the versions stay."""
    caller, body = caller_of(request), body_of(request, MarkBody)
    with _as_read():
        return answered(marked(desk.withdraw(caller.ports, caller.person.username, code, mark=body.mark)))


@route(router, "POST", "/answers", guard=Staff(CLERKS), body=AskBody, answer=Offers)
def find_answers(request: HttpRequest) -> HttpResponse:
    """The published answers that fit what somebody asks at the window."""
    caller, body = caller_of(request), body_of(request, AskBody)
    return answered(_offers(request, body.text, body.area or caller.place.area, most=MOST_OFFERED))


@route(public, "POST", "/public/knowledge/answers", guard=Everyone(), body=AskBody, answer=Offers)
def hint_answers(request: HttpRequest) -> HttpResponse:
    """Published answers that may spare somebody a report; the words stand in no address and are not kept."""
    body = body_of(request, AskBody)
    return answered(_offers(request, body.text, body.area, most=MOST_HINTED))


@route(public, "GET", "/public/knowledge", guard=Everyone(), query=ReadQuery, answer=Offers)
def read_knowledge(request: HttpRequest) -> HttpResponse:
    """What is published, for everybody: all by code, or what fits the words or pinyin initials, the best first."""
    asked = query_of(request, ReadQuery)
    return answered({"items": answers_for_all(request, asked.q, area=asked.area)})


def answers_for_all(request: HttpRequest, said: str, *, area: str = "") -> list[dict[str, Any]]:
    """What is published, as plain values: all by code, or what fits the words, the best first."""
    found: list[dict[str, Any]] = _offers(request, said, area, most=MOST_LISTED, all_of_nothing=True)["items"]
    return found


def _offers(
    request: HttpRequest, said: str, area: str, *, most: int, all_of_nothing: bool = False
) -> dict[str, Any]:
    caller = caller_of(request)
    county, english = caller.ports.county(), speaks_english(request)
    if area and area not in county.areas and area not in county.grids and not county.tenant.startswith(area):
        raise invalid("area", "没有这个区域", "there is no such area")
    with unit_of_work(caller.ports.tenant) as work:
        offers = insight.published(work, day=caller.day, area=area)
    found: list[Article] = (
        offers[:most] if all_of_nothing and not said.strip() else fitting(offers, said, most=most)
    )
    return {"items": [shown_offer(each, county, english=english) for each in found]}


def _shown(kept: insight.Kept, caller: Caller, *, english: bool) -> dict[str, Any]:
    return shown_article(
        kept,
        caller.ports.county(),
        caller.actor,
        day=caller.day,
        for_county=caller.for_county,
        english=english,
    )


def _values(body: ArticleBody) -> ArticleValues:
    keywords = tuple(word for each in body.keywords if (word := clean(each, "keywords", most=60)))
    return ArticleValues(
        question=clean(body.question, "question", most=300),
        answer=clean(body.answer, "answer", most=5000),
        keywords=keywords,
        category=body.category.strip().upper(),
        basis=clean(body.basis, "basis", most=300),
        unit=body.unit.strip(),
        valid_for=body.valid_for.strip(),
        valid_from=body.valid_from,
        valid_until=body.valid_until,
    )
