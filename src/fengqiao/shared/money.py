"""Amounts in words: what stands beside the figures of an agreement so that nobody can change a digit."""

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Final

DIGITS: Final = "零壹贰叁肆伍陆柒捌玖"
PLACES: Final = ("", "拾", "佰", "仟")
GROUPS: Final = ("", "万", "亿", "万亿")
MOST: Final = 10**16
"""What four groups of four digits hold: everything below ten thousand million million."""

_FEN: Final = Decimal("0.01")


def capitals(amount: Decimal | int | str) -> str:
    """An amount of yuan in Chinese capitals, e.g. 壹拾万零贰佰元整, 伍分, 零元整.

    Rounded half up to the fen. ValueError for what is no amount, is negative, or has more than 16 digits before the
    point. The rule is that of the Bills regulation (正确填写票据和结算凭证的基本规定): 整 follows yuan and jiao, one 零
    stands for any gap, and 零 stands between yuan and fen where no jiao does.
    """
    fen = _in_fen(amount)
    yuan, rest = divmod(fen, 100)
    jiao, single = divmod(rest, 10)
    said = f"{_whole(yuan)}元" if yuan else ""
    if not rest:
        return f"{said or '零元'}整"
    if jiao:
        said += f"{DIGITS[jiao]}角"
    elif said:
        said += DIGITS[0]
    return said + (f"{DIGITS[single]}分" if single else "整")


def _in_fen(amount: Decimal | int | str) -> int:
    try:
        exact = Decimal(amount)
    except InvalidOperation:
        raise ValueError(f"{amount!r} is not an amount") from None
    if not exact.is_finite() or exact < 0 or exact >= MOST:
        raise ValueError(f"{amount!r} is not an amount below {MOST}")
    fen = int((exact / _FEN).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    if fen >= MOST * 100:
        raise ValueError(f"{amount!r} is not an amount below {MOST}")
    return fen


def _whole(yuan: int) -> str:
    """Whole yuan in groups of four digits; a gap within or between groups is one 零."""
    groups: list[int] = []
    while yuan:
        yuan, group = divmod(yuan, 10_000)
        groups.append(group)
    said, gap = "", False
    for place in reversed(range(len(groups))):
        group = groups[place]
        if not group:
            gap = True
            continue
        if said and (gap or group < 1_000):
            said += DIGITS[0]
        gap = False
        said += _group(group) + _name(place, groups)
    return said


def _name(place: int, groups: list[int]) -> str:
    """万 above 亿 is 万 only, where 亿 follows; else the two stand together."""
    if place == len(GROUPS) - 1 and groups[place - 1]:
        return GROUPS[1]
    return GROUPS[place]


def _group(group: int) -> str:
    """Up to four digits: inner gaps are one 零, trailing ones none."""
    said, gap = "", False
    for place in reversed(range(4)):
        digit = group // 10**place % 10
        if digit:
            said += (DIGITS[0] if gap and said else "") + DIGITS[digit] + PLACES[place]
            gap = False
        else:
            gap = True
    return said
