"""Reading the knowledge base: what is published, for everybody; all that is kept, for its keepers."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from fengqiao.insight.initials import initials
from fengqiao.ledger.connection import UnitOfWork
from fengqiao.triage.knowledge import Article, offered

MOST: Final = 2000

# Whether a version is still the one that is told to people says its item alone.
PUBLISHED: Final = """
SELECT i.code, v.number, v.question, v.answer, v.keywords, coalesce(c.code, ''), coalesce(f.area, ''),
       v.valid_from, v.valid_until, v.basis, coalesce(u.code, '')
  FROM directory_knowledgeitem AS i
  JOIN directory_knowledgeversion AS v ON v.item_id = i.id AND v.number = i.version
  LEFT JOIN directory_category AS c ON c.id = v.category_id
  LEFT JOIN directory_unit AS f ON f.id = v.valid_for_id
  LEFT JOIN directory_unit AS u ON u.id = i.unit_id
 WHERE i.tenant = ledger.tenant() AND i.is_active ORDER BY i.code LIMIT %(most)s
"""
# What stands in the item and what was published of it differ while a new version is being written.
KEPT: Final = """
SELECT i.code, i.version, i.question, i.answer, i.keywords, coalesce(c.code, ''), '', i.valid_from, i.valid_until, i.basis,
       coalesce(u.code, ''), coalesce(f.code, ''), i.is_active, v.at,
       v.id IS NOT NULL AND (v.question, v.answer, v.keywords, v.category_id, v.basis, v.valid_for_id, v.valid_from, v.valid_until)
           IS DISTINCT FROM (i.question, i.answer, i.keywords, i.category_id, i.basis, i.valid_for_id, i.valid_from, i.valid_until)
  FROM directory_knowledgeitem AS i
  LEFT JOIN directory_knowledgeversion AS v ON v.item_id = i.id AND v.number = i.version
  LEFT JOIN directory_category AS c ON c.id = i.category_id
  LEFT JOIN directory_unit AS u ON u.id = i.unit_id
  LEFT JOIN directory_unit AS f ON f.id = i.valid_for_id
 WHERE i.tenant = ledger.tenant() ORDER BY i.code LIMIT %(most)s
"""
VERSIONS: Final = """
SELECT v.number, v.question, v.answer, v.at, v.valid_from, v.valid_until
  FROM directory_knowledgeversion AS v JOIN directory_knowledgeitem AS i ON i.id = v.item_id
 WHERE v.tenant = ledger.tenant() AND i.code = %(code)s ORDER BY v.number DESC LIMIT %(most)s
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """An article as its keepers see it; `article.version` 0 was never published, `changed` differs from what is."""

    article: Article
    valid_for: str
    is_active: bool
    published_at: datetime | None
    changed: bool


@dataclass(frozen=True, slots=True)
class Version:
    """An answer as it was published."""

    number: int
    question: str
    answer: str
    at: datetime
    valid_from: date | None
    valid_until: date | None


def published(work: UnitOfWork, *, day: date, area: str = "") -> list[Article]:
    """The articles that somebody may be answered with on a day at a place, in one statement."""
    rows = work.execute(PUBLISHED, {"most": MOST})
    return [each for row in rows if offered(each := _article(row), day=day, area=area)]


def kept(work: UnitOfWork) -> list[Kept]:
    """Every article, whatever its standing, by code, in one statement."""
    return [_kept(row) for row in work.execute(KEPT, {"most": MOST})]


def versions(work: UnitOfWork, code: str) -> list[Version]:
    """What was published of an article, the newest first."""
    return [Version(*row) for row in work.execute(VERSIONS, {"code": code, "most": MOST})]


def _article(row: tuple[Any, ...]) -> Article:
    code, number, question, answer, keywords, *rest = row
    category, area, first, last, basis, unit = rest
    return Article(
        code, number, question, answer, tuple(keywords), category, area, first, last, basis, unit, initials(question)
    )  # fmt: skip


def _kept(row: tuple[Any, ...]) -> Kept:
    *said, valid_for, is_active, published_at, changed = row
    return Kept(_article(tuple(said)), valid_for, is_active, published_at, changed)
