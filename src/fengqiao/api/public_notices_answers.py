"""What is answered of public notices, to those who write them and to everybody."""

from datetime import date, datetime
from typing import Any

import msgspec

from fengqiao.desk.drafting import may_write
from fengqiao.directory.snapshot import CountyDirectory
from fengqiao.insight.public_notices import Kept, Shown, Version
from fengqiao.people.actors import Actor


class PublicNoticeShown(msgspec.Struct):
    """A notice as everybody reads it. `language`: of title and text; `area_name` "" is the whole county.

    `corrected_at`: when the version that is shown took the place of an earlier one; `correction` says what it corrects.
    """

    code: str
    version: int
    title: str
    text: str
    language: str
    area: str
    area_name: str
    unit_name: str
    link: str
    valid_from: date
    valid_until: date
    published_at: datetime
    corrected_at: datetime | None
    correction: str


class PublicNotices(msgspec.Struct):
    """What is shown today, the newest first."""

    items: list[PublicNoticeShown]


class PublicNoticeKept(msgspec.Struct):
    """A notice as it is written. `changed`: what stands here differs from the version that is told to people."""

    code: str
    title: str
    title_en: str
    text: str
    text_en: str
    area: str
    area_name: str
    link: str
    unit: str
    unit_name: str
    valid_from: date
    valid_until: date
    version: int
    published_at: datetime | None
    standing: str
    changed: bool
    may_write: bool


class PublicNoticesKept(msgspec.Struct):
    """All notices, those that end last first; whether the one who asks publishes."""

    items: list[PublicNoticeKept]
    may_publish: bool


class PublicNoticeVersionAnswer(msgspec.Struct):
    """A notice as it was published."""

    number: int
    title: str
    text: str
    at: datetime
    valid_from: date
    valid_until: date
    correction: str


class PublicNoticeWhole(msgspec.Struct):
    """A notice with all that was published of it, the newest first, and the mark that says whether it was changed since."""

    notice: PublicNoticeKept
    versions: list[PublicNoticeVersionAnswer]
    mark: str


class PublicNoticeMarked(msgspec.Struct):
    """A notice after an act."""

    code: str
    version: int
    mark: str


def shown_to_all(each: Shown, county: CountyDirectory, *, english: bool) -> dict[str, Any]:
    """A notice as everybody reads it: in English where the county wrote it in English, else as it was written."""
    notice = each.notice
    translated = english and notice.title_en != ""
    return {
        "code": notice.code,
        "version": notice.version,
        "title": notice.title_en if translated else notice.title,
        "text": notice.text_en if translated else notice.text,
        "language": "en" if translated else "zh-Hans",
        "area": notice.area,
        "area_name": county.areas.get(notice.area, notice.area),
        "unit_name": county.unit_name(notice.unit, english=english) if notice.unit else "",
        "link": notice.link,
        "valid_from": notice.valid_from,
        "valid_until": notice.valid_until,
        "published_at": each.published_at,
        "corrected_at": each.corrected_at,
        "correction": each.correction,
    }


def shown_to_writers(
    each: Kept, county: CountyDirectory, actor: Actor, *, day: date, for_county: bool, english: bool
) -> dict[str, Any]:
    """A notice as those see it who write it."""
    notice = each.notice
    return {
        "code": notice.code,
        "title": notice.title,
        "title_en": notice.title_en,
        "text": notice.text,
        "text_en": notice.text_en,
        "area": notice.area,
        "area_name": county.areas.get(notice.area, notice.area),
        "link": notice.link,
        "unit": notice.unit,
        "unit_name": county.unit_name(notice.unit, english=english) if notice.unit else "",
        "valid_from": notice.valid_from,
        "valid_until": notice.valid_until,
        "version": notice.version,
        "published_at": each.published_at,
        "standing": each.standing(day).value,
        "changed": each.changed,
        "may_write": may_write(actor, notice.unit, for_county=for_county),
    }


def shown_version(version: Version) -> dict[str, Any]:
    """A published version."""
    return {
        "number": version.number,
        "title": version.title,
        "text": version.text,
        "at": version.at,
        "valid_from": version.valid_from,
        "valid_until": version.valid_until,
        "correction": version.correction,
    }
