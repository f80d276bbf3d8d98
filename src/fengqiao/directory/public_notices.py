"""Public notices at work: written as drafts, published as versions, corrected by the next version, withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from fengqiao.directory.labels import label
from fengqiao.directory.models import Area, County, PublicNotice
from fengqiao.directory.publishing import locked, publish_next, take_down, unit_named


@dataclass(frozen=True, slots=True)
class NoticeValues:
    """What stands in a notice; `unit` issues it, `area` is a town or the county ("" the county, too)."""

    title: str
    title_en: str
    text: str
    text_en: str
    area: str
    link: str
    unit: str
    valid_from: date
    valid_until: date


def notice_of(tenant: str, code: str) -> PublicNotice | None:
    """The notice of a number."""
    return PublicNotice.objects.filter(tenant=tenant, code=code).select_related("unit").first()


def add_notice(tenant: str, values: NoticeValues, *, day: date) -> PublicNotice:
    """Write a new notice down as a draft, under the next number of the day; ValidationError names the field at fault."""
    with transaction.atomic():
        County.objects.select_for_update().get(tenant=tenant)  # two at once would get one number
        item = PublicNotice(tenant=tenant, code=_next_code(tenant, day))
        _fill(item, values)
        item.save()
    return item


def change_notice(item: PublicNotice, values: NoticeValues, *, mark: str) -> PublicNotice:
    """Write a notice anew, if it is still as it was read (`mark`); what is published stays until it is published again."""
    with transaction.atomic():
        found = locked(item, mark)
        _fill(found, values)
        found.save()
    return found


def publish_notice(item: PublicNotice, *, mark: str, at: datetime, who: str, correction: str) -> PublicNotice:
    """Publish a notice as it was read. From the second version on `correction` says what is different from the last."""
    with transaction.atomic():
        found = locked(item, mark)
        if found.version > 0 and found.is_active and not correction:
            raise ValidationError({"correction": label("请说明更正了什么", "Say what is corrected")})
        publish_next(found, at=at, who=who, correction=correction if found.version > 0 else "")
    return found


def withdraw_notice(item: PublicNotice, *, mark: str) -> PublicNotice:
    """Take a notice down: nobody reads it any more. Publishing it brings it back."""
    with transaction.atomic():
        found = locked(item, mark)
        take_down(found)
    return found


def _next_code(tenant: str, day: date) -> str:
    start = f"{day:%Y%m%d}-"
    codes = PublicNotice.objects.filter(tenant=tenant, code__startswith=start).values_list("code", flat=True)
    numbers = [int(rest) for code in codes if (rest := code.removeprefix(start)).isdecimal()]
    return f"{start}{max(numbers, default=0) + 1}"


def _fill(item: PublicNotice, values: NoticeValues) -> None:
    item.title, item.title_en = values.title, values.title_en
    item.text, item.text_en = values.text, values.text_en
    item.link = values.link
    item.valid_from, item.valid_until = values.valid_from, values.valid_until
    item.unit = unit_named(item.tenant, values.unit, "unit")
    item.area = "" if values.area == item.tenant else values.area
    if item.area and not Area.objects.filter(tenant=item.tenant, code=item.area).exists():
        raise ValidationError({"area": label("没有这个区域", "There is no such area")})
    item.full_clean()
