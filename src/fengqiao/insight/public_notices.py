"""Reading public notices: what is shown today, for everybody; all that is kept, for those who write them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from fengqiao.ledger.connection import UnitOfWork
from fengqiao.shared.publication import Standing, reaches, standing

MOST: Final = 500

# A notice past its last day leaves by itself: nothing has to be done to it, and the past is not even read.
SHOWN: Final = """
SELECT i.code, v.number, v.title, v.title_en, v.text, v.text_en, v.area, v.link, v.valid_from, v.valid_until,
       coalesce(u.code, ''), first.at, v.at, v.correction
  FROM directory_publicnotice AS i
  JOIN directory_publicnoticeversion AS v ON v.item_id = i.id AND v.number = i.version
  JOIN directory_publicnoticeversion AS first ON first.item_id = i.id AND first.number = 1
  LEFT JOIN directory_unit AS u ON u.id = i.unit_id
 WHERE i.tenant = ledger.tenant() AND i.is_active AND v.valid_until >= %(day)s AND (%(code)s = '' OR i.code = %(code)s)
 ORDER BY v.at DESC, i.code DESC LIMIT %(most)s
"""
KEPT: Final = """
SELECT i.code, i.version, i.title, i.title_en, i.text, i.text_en, i.area, i.link, i.valid_from, i.valid_until,
       coalesce(u.code, ''), i.is_active, v.at,
       v.id IS NOT NULL AND (v.title, v.title_en, v.text, v.text_en, v.area, v.link, v.valid_from, v.valid_until)
           IS DISTINCT FROM (i.title, i.title_en, i.text, i.text_en, i.area, i.link, i.valid_from, i.valid_until)
  FROM directory_publicnotice AS i
  LEFT JOIN directory_publicnoticeversion AS v ON v.item_id = i.id AND v.number = i.version
  LEFT JOIN directory_unit AS u ON u.id = i.unit_id
 WHERE i.tenant = ledger.tenant() AND (%(code)s = '' OR i.code = %(code)s)
 ORDER BY i.valid_until DESC, i.code DESC LIMIT %(most)s
"""
VERSIONS: Final = """
SELECT v.number, v.title, v.text, v.at, v.valid_from, v.valid_until, v.correction
  FROM directory_publicnoticeversion AS v JOIN directory_publicnotice AS i ON i.id = v.item_id
 WHERE v.tenant = ledger.tenant() AND i.code = %(code)s ORDER BY v.number DESC LIMIT %(most)s
"""


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice in some version; `area` "" is the whole county."""

    code: str
    version: int
    title: str
    title_en: str
    text: str
    text_en: str
    area: str
    link: str
    valid_from: date
    valid_until: date
    unit: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A notice as everybody reads it: since when, and what its latest version corrected and when."""

    notice: Notice
    published_at: datetime
    corrected_at: datetime | None
    correction: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A notice as it is written; `notice.version` 0 was never published, `changed` differs from what is."""

    notice: Notice
    is_active: bool
    published_at: datetime | None
    changed: bool

    def standing(self, day: date) -> Standing:
        """How it stands on a day."""
        return standing(
            self.notice.version,
            is_active=self.is_active,
            valid_from=self.notice.valid_from,
            valid_until=self.notice.valid_until,
            day=day,
        )


@dataclass(frozen=True, slots=True)
class Version:
    """A notice as it was published."""

    number: int
    title: str
    text: str
    at: datetime
    valid_from: date
    valid_until: date
    correction: str


def shown(work: UnitOfWork, *, day: date, area: str = "", code: str = "") -> list[Shown]:
    """What everybody reads on a day at a place (or the one of a number), the newest first, in one statement."""
    found = [_shown(row) for row in work.execute(SHOWN, {"day": day, "code": code, "most": MOST})]
    return [each for each in found if _told(each.notice, day) and reaches(each.notice.area, area)]


def kept(work: UnitOfWork, code: str = "") -> list[Kept]:
    """Every notice (or the one of a number), whatever its standing, those that end last first; one statement."""
    return [_kept(row) for row in work.execute(KEPT, {"code": code, "most": MOST})]


def versions(work: UnitOfWork, code: str) -> list[Version]:
    """What was published of a notice, the newest first."""
    return [Version(*row) for row in work.execute(VERSIONS, {"code": code, "most": MOST})]


def _told(notice: Notice, day: date) -> bool:
    stands = standing(
        notice.version, is_active=True, valid_from=notice.valid_from, valid_until=notice.valid_until, day=day
    )
    return stands is Standing.PUBLISHED


def _shown(row: tuple[Any, ...]) -> Shown:
    *said, first_at, at, correction = row
    notice = Notice(*said)
    return Shown(notice, first_at, at if correction else None, correction)


def _kept(row: tuple[Any, ...]) -> Kept:
    *said, is_active, published_at, changed = row
    return Kept(Notice(*said), is_active, published_at, changed)
