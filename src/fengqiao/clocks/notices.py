"""The yearly holiday notice of the State Council as a table of dates: read line by line, with faults that name the line.

A line says from when to when, whether that is free or worked, and why: `2027-02-05 至 2027-02-11 休 春节`,
`2月20日 班 春节调休`. What a notice names is what differs from the week; every other day follows it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from fengqiao.shared.refused import Refused, invalid

_DATE: Final = re.compile(r"(?:(\d{4})\s*[-/.年]\s*)?(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?").pattern
_LINE: Final = re.compile(
    rf"{_DATE}(?:\s*(?:至|到|~|～|—|–|-{{1,2}})\s*{_DATE})?[\s,，、]*"
    r"(放假|休息|休|假|free|holiday|补班|上班|班|workday|work)?[\s,，、:：]*(.*)",
    re.IGNORECASE,
)
_FREE: Final = frozenset({"放假", "休息", "休", "假", "free", "holiday"})
_LONGEST: Final = 15
_ALWAYS_FREE: Final = (
    (1, 1, "元旦", "New Year's Day"),
    (5, 1, "劳动节", "Labour Day"),
    (10, 1, "国庆节", "National Day"),
)
_SATURDAY: Final = 5
_MOST_NAME: Final = 60


@dataclass(frozen=True, slots=True)
class NoticeDay:
    """A day that the notice names: free, or worked although it is a weekend."""

    day: date
    worked: bool
    name: str


def read_notice(text: str, *, year: int) -> tuple[NoticeDay, ...]:
    """The days of a notice in order; refuses what cannot be read, lies outside the year or is plainly incomplete.

    Raises Refused for the field `table`, with the number of the line.
    """
    found: dict[date, NoticeDay] = {}
    lines: dict[date, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        for each in _read_line(line.strip(), number, year):
            if each.day in found:
                raise _fault(
                    number,
                    f"{each.day}在第 {lines[each.day]} 行已经写过",
                    f"{each.day} stands in line {lines[each.day]} already",
                )
            found[each.day], lines[each.day] = each, number
    if not found:
        raise invalid("table", "没有读到任何日期", "no date was found")
    for month, day, zh, en in _ALWAYS_FREE:
        known = found.get(date(year, month, day))
        if known is None or known.worked:
            raise invalid(
                "table",
                f"通知不完整：{month}月{day}日（{zh}）没有写成放假",
                f"the notice is incomplete: {en} is not free in it",
            )
    return tuple(found[day] for day in sorted(found))


def _read_line(line: str, number: int, year: int) -> Iterator[NoticeDay]:
    read = _LINE.fullmatch(line)
    if read is None or read.group(7) is None:
        raise _fault(number, "读不懂，应形如“2027-02-05 至 2027-02-11 休 春节”", "cannot be read; write 2027-02-05 至 2027-02-11 休 name")  # fmt: skip
    first = _day(read.group(1, 2, 3), year, number)
    last = _day(read.group(4, 5, 6), year, number) if read.group(5) else first
    free, name = read.group(7).lower() in _FREE, read.group(8).strip()
    if len(name) > _MOST_NAME:
        raise _fault(
            number,
            f"名称过长，最多 {_MOST_NAME} 字",
            f"the name is too long, at most {_MOST_NAME} characters",
        )
    if not 0 <= (last - first).days < _LONGEST:
        raise _fault(number, "起止日期有误", "the span of days is wrong")
    for n in range((last - first).days + 1):
        day = first + timedelta(days=n)
        if day.year != year:
            raise _fault(number, f"{day}不在 {year} 年", f"{day} is not in {year}")
        if not free and day.weekday() < _SATURDAY:
            raise _fault(number, f"{day}本来就是工作日", f"{day} is a working day anyway")
        yield NoticeDay(day, not free, name)


def _day(parts: tuple[str | None, ...], year: int, number: int) -> date:
    given, month, day = parts
    try:
        return date(int(given) if given else year, int(month or 0), int(day or 0))
    except ValueError:
        raise _fault(number, "没有这一天", "there is no such day") from None


def _fault(number: int, zh: str, en: str) -> Refused:
    return invalid("table", f"第 {number} 行：{zh}", f"line {number}: {en}")
