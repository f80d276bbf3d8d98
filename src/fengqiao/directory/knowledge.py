"""The knowledge base at work: articles are written as drafts, published as versions, and withdrawn; no version is lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import transaction

from fengqiao.directory.codelist import join
from fengqiao.directory.labels import label
from fengqiao.directory.models import Category, KnowledgeItem, KnowledgeVersion, Unit

MOST_KEYWORDS = 20


class ArticleChanged(Exception):  # noqa: N818  it names what happened
    """Somebody else changed the article meanwhile; it is left as it is."""


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
        locked = _locked(item, mark)
        _fill(locked, values)
        locked.save()
    return locked


def publish_article(item: KnowledgeItem, *, mark: str, at: datetime, who: str) -> KnowledgeItem:
    """Publish an article as it was read, as its next version; ValidationError when nothing differs from the last one."""
    with transaction.atomic():
        locked = _locked(item, mark)
        locked.full_clean()
        last = KnowledgeVersion.objects.filter(item=locked, number=locked.version).first()
        if last is not None and locked.is_active and last.content() == locked.content():
            raise ValidationError(
                {
                    "version": label(
                        "内容和已发布的版本相同", "Nothing differs from the version that is published"
                    )
                }
            )
        locked.version, locked.is_active = locked.version + 1, True
        KnowledgeVersion.objects.create(
            tenant=locked.tenant, item=locked, number=locked.version, at=at, who=who, **locked.content()
        )
        locked.save()
    return locked


def withdraw_article(item: KnowledgeItem, *, mark: str) -> KnowledgeItem:
    """Take an article down: nobody is answered with it any more. Publishing it brings it back."""
    with transaction.atomic():
        locked = _locked(item, mark)
        locked.is_active = False
        locked.save(update_fields=["is_active"])
    return locked


def mark_of(item: KnowledgeItem) -> str:
    """What tells whether an article was changed since it was read."""
    said = (item.content() | {"keywords": join(item.keywords)}, item.unit_id, item.version, item.is_active)
    return sha256(repr(said).encode()).hexdigest()[:16]


def _locked(item: KnowledgeItem, mark: str) -> KnowledgeItem:
    locked = KnowledgeItem.objects.select_for_update().get(pk=item.pk)
    if mark_of(locked) != mark:
        raise ArticleChanged
    return locked


def _fill(item: KnowledgeItem, values: ArticleValues) -> None:
    if len(values.keywords) > MOST_KEYWORDS:
        raise ValidationError(
            {"keywords": label(f"关键词最多 {MOST_KEYWORDS} 个", f"At most {MOST_KEYWORDS} keywords")}
        )
    item.question, item.answer, item.basis = values.question, values.answer, values.basis
    item.keywords = list(dict.fromkeys(values.keywords))
    item.valid_from, item.valid_until = values.valid_from, values.valid_until
    item.unit = _unit(item.tenant, values.unit, "unit")
    item.valid_for = _unit(item.tenant, values.valid_for, "valid_for")
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


def _unit(tenant: str, code: str, field: str) -> Unit | None:
    if not code:
        return None
    found = Unit.objects.filter(tenant=tenant, code=code, is_active=True).first()
    if found is None:
        raise ValidationError({field: label(f"没有单位 {code}", f"There is no unit {code}")})
    return found
