"""What is answered of the knowledge base, to its keepers, at the window and to everybody."""

from datetime import date, datetime
from typing import Any

import msgspec

from fengqiao.desk.drafting import may_write
from fengqiao.directory.snapshot import CountyDirectory
from fengqiao.insight.knowledge import Kept, Version
from fengqiao.people.actors import Actor
from fengqiao.shared.publication import standing
from fengqiao.triage.knowledge import Article


class Offered(msgspec.Struct):
    """An answer that is told to people; `area_name` is "" where it holds in the whole county."""

    code: str
    version: int
    question: str
    answer: str
    basis: str
    category: str
    category_name: str
    area_name: str
    unit_name: str
    valid_until: date | None


class Offers(msgspec.Struct):
    """Answers that fit, the best first."""

    items: list[Offered]


class ArticleAnswer(msgspec.Struct):
    """An article as its keepers see it. `changed`: what stands here differs from the version that is told to people."""

    code: str
    question: str
    answer: str
    keywords: list[str]
    category: str
    category_name: str
    basis: str
    unit: str
    unit_name: str
    valid_for: str
    valid_for_name: str
    valid_from: date | None
    valid_until: date | None
    version: int
    published_at: datetime | None
    standing: str
    changed: bool
    may_write: bool


class Articles(msgspec.Struct):
    """The articles by code; how many have expired, in all; whether the one who asks publishes."""

    items: list[ArticleAnswer]
    expired: int
    may_publish: bool


class VersionAnswer(msgspec.Struct):
    """An answer as it was published."""

    number: int
    question: str
    answer: str
    at: datetime
    valid_from: date | None
    valid_until: date | None


class ArticleWhole(msgspec.Struct):
    """An article with all that was published of it, the newest first, and the mark that says whether it was changed since."""

    article: ArticleAnswer
    versions: list[VersionAnswer]
    mark: str


class Marked(msgspec.Struct):
    """An article after an act."""

    code: str
    version: int
    mark: str


def shown_offer(article: Article, county: CountyDirectory, *, english: bool) -> dict[str, Any]:
    """An answer as everybody reads it; it is the county's, so it stays in the language it was written in."""
    whole = len(article.area) <= len(county.tenant)
    return {
        "code": article.code,
        "version": article.version,
        "question": article.question,
        "answer": article.answer,
        "basis": article.basis,
        "category": article.category,
        "category_name": _category(article.category, county, english=english),
        "area_name": "" if whole else county.areas.get(article.area, article.area),
        "unit_name": county.unit_name(article.unit, english=english) if article.unit else "",
        "valid_until": article.valid_until,
    }


def shown_article(
    kept: Kept, county: CountyDirectory, actor: Actor, *, day: date, for_county: bool, english: bool
) -> dict[str, Any]:
    """An article as its keepers see it."""
    article = kept.article
    stands = standing(
        article.version,
        is_active=kept.is_active,
        valid_from=article.valid_from,
        valid_until=article.valid_until,
        day=day,
    )
    return {
        "code": article.code,
        "question": article.question,
        "answer": article.answer,
        "keywords": list(article.keywords),
        "category": article.category,
        "category_name": _category(article.category, county, english=english),
        "basis": article.basis,
        "unit": article.unit,
        "unit_name": county.unit_name(article.unit, english=english) if article.unit else "",
        "valid_for": kept.valid_for,
        "valid_for_name": county.unit_name(kept.valid_for, english=english) if kept.valid_for else "",
        "valid_from": article.valid_from,
        "valid_until": article.valid_until,
        "version": article.version,
        "published_at": kept.published_at,
        "standing": stands.value,
        "changed": kept.changed,
        "may_write": may_write(actor, article.unit, for_county=for_county),
    }


def shown_version(version: Version) -> dict[str, Any]:
    """A published version."""
    return {
        "number": version.number,
        "question": version.question,
        "answer": version.answer,
        "at": version.at,
        "valid_from": version.valid_from,
        "valid_until": version.valid_until,
    }


def _category(code: str, county: CountyDirectory, *, english: bool) -> str:
    info = county.categories.get(code)
    if info is None:
        return ""
    return (info.name_en or info.name_zh) if english else info.name_zh
