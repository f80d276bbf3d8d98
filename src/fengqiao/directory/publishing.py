"""What is written as a draft, published as versions and withdrawn: the acts, for whatever the directory publishes."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from typing import TypeVar

from django.core.exceptions import ValidationError

from fengqiao.directory.changed import ChangedMeanwhile
from fengqiao.directory.labels import label
from fengqiao.directory.models import KnowledgeItem, PublicNotice, Unit

Item = TypeVar("Item", KnowledgeItem, PublicNotice)


def mark_of(item: KnowledgeItem | PublicNotice) -> str:
    """What tells whether a row was changed since it was read."""
    said = (item.content(), item.unit_id, item.version, item.is_active)
    return sha256(repr(said).encode()).hexdigest()[:16]


def locked(item: Item, mark: str) -> Item:
    """The row as it is now, held until the transaction ends; ChangedMeanwhile when it is no longer as it was read."""
    found = type(item)._default_manager.select_for_update().get(pk=item.pk)
    if mark_of(found) != mark:
        raise ChangedMeanwhile
    return found


def publish_next(item: Item, *, at: datetime, who: str, **more: str) -> None:
    """Publish a locked row as its next version; ValidationError when nothing differs from the last one.

    `more`: what a version says beside the content.
    """
    item.full_clean()
    last = item.versions.filter(number=item.version).first()
    if last is not None and item.is_active and last.content() == item.content():
        raise ValidationError(
            {"version": label("内容和已发布的版本相同", "Nothing differs from the version that is published")}
        )
    item.version, item.is_active = item.version + 1, True
    version = item.versions.model(
        tenant=item.tenant, item=item, number=item.version, at=at, who=who, **more, **item.content()
    )
    version.full_clean()
    version.save()
    item.save()


def take_down(item: Item) -> None:
    """Withdraw a locked row: nobody is told it any more. Publishing it brings it back."""
    item.is_active = False
    item.save(update_fields=["is_active"])


def unit_named(tenant: str, code: str, field: str) -> Unit | None:
    """The unit of a code, none for ""; ValidationError names the field."""
    if not code:
        return None
    found = Unit.objects.filter(tenant=tenant, code=code, is_active=True).first()
    if found is None:
        raise ValidationError({field: label(f"没有单位 {code}", f"There is no unit {code}")})
    return found
