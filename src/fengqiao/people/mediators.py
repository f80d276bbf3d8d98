"""Mediators as parties choose them: languages, experience and hours, and never how many disputes they settled."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

from fengqiao.people.units import Level

DAYS_ZH = "一二三四五六日"


class Sector(StrEnum):
    """The sort of dispute that a committee is for (DOMAIN 1.4)."""

    GENERAL = "general"
    LABOUR = "labour"
    PROPERTY = "property"
    MEDICAL = "medical"
    TRAFFIC = "traffic"
    TOURISM = "tourism"
    FAMILY = "family"
    CONSUMER = "consumer"
    COMMERCE = "commerce"
    FINANCE = "finance"
    SCHOOL = "school"
    LAND = "land"


@dataclass(frozen=True, slots=True)
class Hours:
    """A mediator's time on one day of the week (1 is Monday), from and until."""

    day: int
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class CommitteeInfo:
    """A mediation committee: the unit that takes its orders, its level and sector, its short name on papers."""

    code: str
    name: str
    short_name: str
    unit: str
    level: Level
    sector: Sector


@dataclass(frozen=True, slots=True)
class MediatorInfo:
    """A mediator in the register. `person` is the account, "" for somebody who has none."""

    code: str
    name: str
    committee: CommitteeInfo
    person: str = ""
    studio: str = ""
    languages: tuple[str, ...] = ()
    experience: str = ""
    hours: tuple[Hours, ...] = ()
    work_contact: str = ""
    on_public_board: bool = False

    @property
    def holder(self) -> str:
        """Whose time it is: one person may sit in several committees and still has one time."""
        return f"person:{self.person}" if self.person else f"mediator:{self.code}"

    def is_there(self, starts: datetime, ends: datetime) -> bool:
        """Whether the declared hours hold a span of local time; who declared none comes when asked."""
        if not self.hours:
            return True
        if starts.date() != ends.date():
            return False
        return any(
            each.day == starts.isoweekday() and each.opens <= starts.time() and ends.time() <= each.closes
            for each in self.hours
        )


def read_hours(words: Iterable[str]) -> tuple[Hours, ...]:
    """Weekly hours such as ``周一 09:00-11:30`` (also 星期一, mon or 1); ValueError quotes what cannot be read."""
    return tuple(sorted((_hours(word) for word in words), key=lambda each: (each.day, each.opens)))


def write_hours(hours: Hours) -> str:
    """One entry as it is kept: ``周一 09:00-11:30``."""
    return f"周{DAYS_ZH[hours.day - 1]} {hours.opens:%H:%M}-{hours.closes:%H:%M}"


_DAYS = {
    **{f"周{zh}": number for number, zh in enumerate(DAYS_ZH, start=1)},
    **{f"星期{zh}": number for number, zh in enumerate(DAYS_ZH, start=1)},
    **{str(number): number for number in range(1, 8)},
    **dict(zip(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), range(1, 8), strict=True)),
    "周天": 7,
    "星期天": 7,
}


def _hours(word: str) -> Hours:
    day, _, span = word.strip().lower().partition(" ")
    first, _, last = span.strip().partition("-")
    try:
        opens, closes = time.fromisoformat(first.strip()), time.fromisoformat(last.strip())
        number = _DAYS[day]
    except (ValueError, KeyError):
        raise ValueError(word) from None
    if opens >= closes or opens.tzinfo is not None or closes.tzinfo is not None:
        raise ValueError(word)
    return Hours(number, opens, closes)
