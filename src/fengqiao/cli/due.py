"""`fengqiao due START AMOUNT UNIT`: when a limit ends, by the national calendar and the usual office hours.

It asks no database: a county's own sessions and calendar days are known to its matters, not to this command.
"""

import argparse
import sys
from datetime import datetime
from typing import Any, Final

from chinese_calendar.constants import holidays, workdays

from fengqiao.clocks import SHANGHAI, Calendar, Due, Limit, LimitUnit, OutOfCalendar, day_of, due

UNITS: Final = ", ".join(LimitUnit)


def add_parser(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("due", help="reckon when a limit ends")
    parser.add_argument("start", metavar="START", help='a moment in Shanghai, such as "2026-02-13 16:00"')
    parser.add_argument("amount", metavar="AMOUNT", help="a whole number from 1")
    parser.add_argument("unit", metavar="UNIT", help=UNITS)


def run(args: argparse.Namespace) -> int:
    """Print the due moment; 0, or 2 for what is no moment, number or unit."""
    try:
        found = due(_moment(args.start), _limit(args.amount, args.unit), calendar=national_calendar())
    except _UnreadableError as error:
        sys.stderr.write(f"fengqiao due: {error}\n")
        return 2
    except OutOfCalendar:
        sys.stderr.write("fengqiao due: 超出 1 至 9999 年 / outside the years 1 to 9999\n")
        return 2
    at = found.at.astimezone(SHANGHAI)
    sys.stdout.write(f"{at:%Y-%m-%d %H:%M}\n" if at.second == 0 else f"{at:%Y-%m-%d %H:%M:%S}\n")
    if found.provisional:
        sys.stderr.write(_provisional(found))
    return 0


def national_calendar() -> Calendar:
    """The free days and make-up days of every year whose arrangement is published."""
    days = dict.fromkeys(holidays, False) | dict.fromkeys(workdays, True)
    return Calendar(days=days, published=frozenset(day.year for day in days))


class _UnreadableError(ValueError):
    """An argument that cannot be read, said in both languages."""


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        moment = None
    if moment is None or ":" not in text:
        raise _UnreadableError(
            f'起点应写成 "2026-02-13 16:00" / the start reads like "2026-02-13 16:00", not {text!r}'
        )
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=SHANGHAI)


def _limit(amount: str, unit: str) -> Limit:
    if unit not in set(LimitUnit):
        raise _UnreadableError(f"单位只能是 / the unit is one of: {UNITS}")
    if not (amount.isascii() and amount.isdigit()):
        raise _UnreadableError(f"数量应为正整数 / the amount is a whole number from 1, not {amount!r}")
    try:
        return Limit(int(amount), LimitUnit(unit))
    except ValueError as error:
        raise _UnreadableError(f"数量超出范围 / the amount is out of range: {error}") from None


def _provisional(found: Due) -> str:
    first, last = day_of(found.start).year, day_of(found.at).year
    published = national_calendar().published
    years = ", ".join(str(year) for year in range(first, last + 1) if year not in published)
    return (
        f"provisional: {years} 年放假安排尚未公布，期限可能变动"
        f" / the calendar of {years} is not published yet, so this may change\n"
    )
