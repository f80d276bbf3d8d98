"""The knowledge base at work: articles are written as drafts, published as versions, and withdrawn; no version is lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, FilteredRelation, Q

from fengqiao.directory.labels import label
from fengqiao.directory.models import Category, KnowledgeItem
from fengqiao.directory.publishing import locked, publish_next, take_down, unit_named

MOST_KEYWORDS = 20


@dataclass(frozen=True, slots=True)
class ArticleValues:
    """What stands in an article; `unit` keeps it, `valid_for` is the unit in whose area it holds ("" the county)."""

    question: str
    answer: str
    keywords: tuple[str, ...]
    category: str
    basis: str
    unit: str
    valid_for: str
    valid_from: date | None
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class InForce:
    """How a published article stands; `version` 0 was never published."""

    version: int
    is_active: bool
    valid_from: date | None
    valid_until: date | None


def article_of(tenant: str, code: str) -> KnowledgeItem | None:
    """The article of a code."""
    found = KnowledgeItem.objects.filter(tenant=tenant, code=code)
    return found.select_related("unit", "category", "valid_for").first()


def add_article(tenant: str, code: str, values: ArticleValues) -> KnowledgeItem:
    """Write a new article down as a draft; ValidationError names the field at fault."""
    item = KnowledgeItem(tenant=tenant, code=code)
    with transaction.atomic():
        _fill(item, values)
        item.save()
    return item


def change_article(item: KnowledgeItem, values: ArticleValues, *, mark: str) -> KnowledgeItem:
    """Write an article anew, if it is still as it was read (`mark`); what is published stays until it is published again."""
    with transaction.atomic():
        found = locked(item, mark)
        _fill(found, values)
        found.save()
    return found


def in_force(tenant: str, code: str) -> InForce | None:
    """How an article stands as it was published, whatever was written since; None for a code that no article has."""
    row = (
        KnowledgeItem.objects.filter(tenant=tenant, code=code)
        .annotate(told=FilteredRelation("versions", condition=Q(versions__number=F("version"))))
        .values_list("version", "is_active", "told__valid_from", "told__valid_until")
        .first()
    )
    return None if row is None else InForce(*row)


def publish_article(item: KnowledgeItem, *, mark: str, at: datetime, who: str) -> KnowledgeItem:
    """Publish an article as it was read, as its next version; ValidationError when nothing differs from the last one."""
    with transaction.atomic():
        found = locked(item, mark)
        publish_next(found, at=at, who=who)
    return found


def withdraw_article(item: KnowledgeItem, *, mark: str) -> KnowledgeItem:
    """Take an article down: nobody is answered with it any more. Publishing it brings it back."""
    with transaction.atomic():
        found = locked(item, mark)
        take_down(found)
    return found


def _fill(item: KnowledgeItem, values: ArticleValues) -> None:
    if len(values.keywords) > MOST_KEYWORDS:
        raise ValidationError(
            {"keywords": label(f"关键词最多 {MOST_KEYWORDS} 个", f"At most {MOST_KEYWORDS} keywords")}
        )
    item.question, item.answer, item.basis = values.question, values.answer, values.basis
    item.keywords = list(dict.fromkeys(values.keywords))
    item.valid_from, item.valid_until = values.valid_from, values.valid_until
    item.unit = unit_named(item.tenant, values.unit, "unit")
    item.valid_for = unit_named(item.tenant, values.valid_for, "valid_for")
    item.category = None
    if values.category:
        item.category = Category.objects.filter(
            tenant=item.tenant, code=values.category, is_leaf=True, is_active=True
        ).first()
        if item.category is None:
            raise ValidationError(
                {"category": label(f"没有分类 {values.category}", f"There is no category {values.category}")}
            )
    item.full_clean()
