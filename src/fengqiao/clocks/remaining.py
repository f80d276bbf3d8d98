"""What is left of a limit, and the sentence that says it beside the clock bar (DESIGN, clock bar)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from fengqiao.clocks.limits import LimitUnit
from fengqiao.clocks.moments import DAY, day_of, utc, wall
from fengqiao.clocks.timers import Timer
from fengqiao.clocks.working_calendar import Calendar

_HOUR = timedelta(hours=1)
_MINUTE = timedelta(minutes=1)
_NOTHING = timedelta()
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_CAUSES = {
    "shelved": ("挂账", "shelved"),
    "material": ("等待补充材料", "waiting for material"),
    "appraisal": ("法定鉴定", "statutory appraisal"),
    "verification": ("等待核实", "waiting for verification"),
}


@dataclass(frozen=True, slots=True)
class Remaining:
    """What is left of a limit at a moment, or by how much it is exceeded if `overdue`, in the limit's own clock.

    `days` are whole working days for office limits and spans of 24 hours for the others; `minutes` are whole, rounded
    down; `left` is the exact span. While paused, and after the stop, it stands as it stood then.
    """

    at: datetime
    due: datetime
    unit: LimitUnit
    days: int
    hours: int
    minutes: int
    left: timedelta
    overdue: bool
    provisional: bool
    paused_by: str | None
    stopped_at: datetime | None


def remaining(timer: Timer, at: datetime, *, calendar: Calendar) -> Remaining:
    """Measure what is left of a timer at a moment not before its last act; see `Remaining`."""
    held = timer.held_at(at)
    overdue = held > timer.due
    first, last = (timer.due, held) if overdue else (held, timer.due)
    if timer.limit.unit.by_office_time:
        left = calendar.office_time(first, last)
        days, rest = _working_days(first, last, left, calendar=calendar)
    else:
        left = last - first
        days, rest = divmod(left, DAY)
    hours, rest = divmod(rest, _HOUR)
    return Remaining(
        at=utc(at),
        due=timer.due,
        unit=timer.limit.unit,
        days=days,
        hours=hours,
        minutes=rest // _MINUTE,
        left=left,
        overdue=overdue,
        provisional=timer.provisional,
        paused_by=timer.pauses[-1].cause if timer.is_paused else None,
        stopped_at=timer.stopped_at,
    )


def sentence(left: Remaining, *, locale: str = "zh") -> str:
    """Say what is left, such as "还剩 1 个工作日 3 小时 · 10月22日 17:30 前", in zh or en.

    Raises ValueError for another locale.
    """
    return _in_chinese(left) if _speaks_chinese(locale) else _in_english(left)


def moment_in_words(moment: datetime, seen_at: datetime, *, locale: str = "zh") -> str:
    """Write a moment as 10月22日 17:30 or 22 Oct 17:30, with the year if it is not the one it is seen in; errors as `sentence`."""
    shown, seen = wall(moment), wall(seen_at)
    other_year = shown.year != seen.year
    if _speaks_chinese(locale):
        return f"{f'{shown.year}年' if other_year else ''}{shown.month}月{shown.day}日 {shown:%H:%M}"
    return f"{shown.day} {_MONTHS[shown.month - 1]}{f' {shown.year}' if other_year else ''} {shown:%H:%M}"


def _speaks_chinese(locale: str) -> bool:
    language = locale.replace("_", "-").partition("-")[0]
    if language not in {"zh", "en"}:
        raise ValueError(f"the clock speaks zh and en, not {locale}")
    return language == "zh"


def _working_days(
    first: datetime, last: datetime, left: timedelta, *, calendar: Calendar
) -> tuple[int, timedelta]:
    """Part office time into whole working days and the rest; days may differ in length at a change of season."""
    first_day, last_day = day_of(first), day_of(last)
    starts_late = first > calendar.opening(first_day)
    ends_early = last < calendar.closing(last_day)
    days = calendar.workdays_between(first_day, last_day)
    if first_day == last_day:
        whole = calendar.is_workday(first_day) and not starts_late and not ends_early
        return (1, _NOTHING) if whole else (0, left)
    rest = _NOTHING
    if calendar.is_workday(first_day):
        if starts_late:
            rest += max(_NOTHING, calendar.office_time(first, calendar.closing(first_day)))
        else:
            days += 1
    if calendar.is_workday(last_day) and ends_early:
        days -= 1
        rest += max(_NOTHING, calendar.office_time(calendar.opening(last_day), last))
    day = max(calendar.timetable.sessions(each).length for each in (first_day, last_day))
    return (days + 1, rest - day) if rest >= day else (days, rest)


def _in_chinese(left: Remaining) -> str:
    day = " 个工作日" if left.unit.by_office_time else " 天"
    amount = _amount(left, (day, day), (" 小时", " 小时"), (" 分钟", " 分钟"))
    when = moment_in_words(left.due, left.at, locale="zh")
    unsure = "（暂定）" if left.provisional else ""
    if left.stopped_at is not None:
        verdict = f"逾期 {amount}".strip() if left.overdue else "按时"
        return f"计时结束 · {moment_in_words(left.stopped_at, left.at, locale='zh')} · {verdict}"
    if left.paused_by is not None:
        cause = _CAUSES.get(left.paused_by, (left.paused_by, ""))[0]
        rest = (
            f"已逾期 {amount}".strip() if left.overdue else f"还剩{f' {amount}' if amount else '不到 1 分钟'}"
        )
        return f"已暂停计时：{cause} · {rest}"
    if left.overdue:
        return f"{f'已逾期 {amount}'.strip()} · 期限 {when}{unsure}"
    return f"还剩{f' {amount}' if amount else '不到 1 分钟'} · {when} 前{unsure}"


def _in_english(left: Remaining) -> str:
    days = ("working day", "working days") if left.unit.by_office_time else ("day", "days")
    amount = _amount(left, (f" {days[0]}", f" {days[1]}"), (" h", " h"), (" min", " min"))
    when = moment_in_words(left.due, left.at, locale="en")
    unsure = " (provisional)" if left.provisional else ""
    late, rest = f"{amount} overdue".strip(), f"{amount or 'less than 1 min'} left"
    if left.stopped_at is not None:
        stopped = moment_in_words(left.stopped_at, left.at, locale="en")
        return f"Clock ended · {stopped} · {late if left.overdue else 'on time'}"
    if left.paused_by is not None:
        cause = _CAUSES.get(left.paused_by, ("", left.paused_by))[1]
        return f"Clock paused: {cause} · {late if left.overdue else rest}"
    return f"{late} · was due {when}{unsure}" if left.overdue else f"{rest} · by {when}{unsure}"


def _amount(left: Remaining, day: tuple[str, str], hour: tuple[str, str], minute: tuple[str, str]) -> str:
    """Say the two largest parts that follow each other; nothing if less than a minute."""
    parts = [
        f"{amount}{many if amount > 1 else one}" if amount else ""
        for amount, (one, many) in ((left.days, day), (left.hours, hour), (left.minutes, minute))
    ]
    shown = parts[:2] if left.days else parts[1:]
    return " ".join(part for part in shown if part)
