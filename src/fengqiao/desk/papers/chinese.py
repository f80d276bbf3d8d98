"""Dates and amounts as Chinese papers write them."""

from datetime import date, datetime

from fengqiao.clocks import SHANGHAI, day_of
from fengqiao.shared.money import capitals

_DIGITS = "〇一二三四五六七八九"


def dated(day: date) -> str:
    """A date in Chinese: 二〇二六年十一月二十七日."""
    year = "".join(_DIGITS[int(digit)] for digit in f"{day.year:04}")
    return f"{year}年{counted(day.month)}月{counted(day.day)}日"


def day_words(day: date | None) -> str:
    """2026年11月27日, "" for none."""
    return f"{day.year}年{day.month}月{day.day}日" if day is not None else ""


def moment_words(moment: datetime | None) -> str:
    """2026年11月27日17时30分 on the Shanghai clock, "" for none."""
    if moment is None:
        return ""
    local = moment.astimezone(SHANGHAI)
    return f"{day_words(local.date())}{local.hour}时{local.minute:02}分"


def amount_words(yuan: int | None) -> str:
    """人民币2,000.00元（大写：贰仟元整）, "" for none."""
    return f"人民币{yuan:,}.00元（大写：{capitals(yuan)}）" if yuan is not None else ""


def day_of_moment(moment: datetime | None) -> str:
    """The Shanghai day of a moment: 2026年11月27日, "" for none."""
    return day_words(day_of(moment)) if moment is not None else ""


def counted(number: int) -> str:
    """1 to 99: 一, 十, 十一, 二十, 三十一."""
    tens, rest = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[rest] if rest else "")
