"""Limits profiles: the platform limits of a county as data, one inheriting from another (DOMAIN 2.6)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from fengqiao.clocks.limits import Limit, LimitUnit
from fengqiao.clocks.timers import YELLOW_RATIO

_SUFFIXES = {f"_{unit}s": unit for unit in LimitUnit}
# Longest first, so that _working_hours is not read as _hours.
_BY_LENGTH = sorted(_SUFFIXES, key=len, reverse=True)
_LIMITS = {
    "accept": "accept",
    "dispatch": "dispatch",
    "sign_urgent": "sign_urgent",
    "sign_normal": "sign_normal",
    "return": "request_return",
    "visit": "visit",
}
_DAY_COUNTS = {
    "urge_after_due_working_days": "urge_after_due",
    "supervise_after_due_working_days": "supervise_after_due",
    "notify_after_due_working_days": "circulate_after_due",
}
_MOST_WORKING_DAYS = 250
_MOST_TIMES = 100


@dataclass(frozen=True, slots=True)
class Profile:
    """The platform limits of a county.

    `accept` from registration, `dispatch` from acceptance, `sign_*` and `request_return` from the issue of an order,
    `visit` from resolved; `*_after_due` in working days after the due; `max_*` how often.
    """

    accept: Limit
    dispatch: Limit
    sign_urgent: Limit
    sign_normal: Limit
    request_return: Limit
    visit: Limit
    yellow_ratio: Decimal
    urge_after_due: int
    supervise_after_due: int
    circulate_after_due: int
    max_extensions: int
    max_reopen: int


DEFAULT_PROFILE = Profile(
    accept=Limit(3, LimitUnit.MINUTE),
    dispatch=Limit(5, LimitUnit.MINUTE),
    sign_urgent=Limit(30, LimitUnit.MINUTE),
    sign_normal=Limit(4, LimitUnit.WORKING_HOUR),
    request_return=Limit(1, LimitUnit.WORKING_DAY),
    visit=Limit(2, LimitUnit.WORKING_DAY),
    yellow_ratio=YELLOW_RATIO,
    urge_after_due=1,
    supervise_after_due=3,
    circulate_after_due=5,
    max_extensions=1,
    max_reopen=2,
)
"""The defaults of DOMAIN 2.6 and 2.8."""


def limits_profile(settings: Mapping[str, object], *, base: Profile = DEFAULT_PROFILE) -> Profile:
    """Read a profile such as {"accept_minutes": 3, "yellow_at_remaining_ratio": 0.25}; what is absent is the base's.

    A limit's key ends in its unit (minutes, hours, working_hours, working_days, calendar_days), whatever the base's.
    Raises ValueError that names the key when it is unknown, given in two units, or has an impossible value.
    """
    changes: dict[str, Any] = {}
    for key, value in settings.items():
        name, read = _entry(key, value)
        if name in changes:
            raise ValueError(f"{key}: the same setting stands there in another unit")
        changes[name] = read
    return replace(base, **changes)


def _entry(key: str, value: object) -> tuple[str, Limit | Decimal | int]:
    if key == "yellow_at_remaining_ratio":
        return "yellow_ratio", _ratio(key, value)
    if key in _DAY_COUNTS:
        return _DAY_COUNTS[key], _whole(key, value, least=1, most=_MOST_WORKING_DAYS)
    if key in {"max_extensions", "max_reopen"}:
        return key, _whole(key, value, least=0, most=_MOST_TIMES)
    suffix = next((suffix for suffix in _BY_LENGTH if key.endswith(suffix)), None)
    name = None if suffix is None else _LIMITS.get(key.removesuffix(suffix))
    if suffix is None or name is None:
        raise ValueError(f"{key}: no such setting in a limits profile")
    unit = _SUFFIXES[suffix]
    amount = _whole(key, value, least=1)
    try:
        return name, Limit(amount, unit)
    except ValueError as fault:
        raise ValueError(f"{key}: {fault}") from None


def _whole(key: str, value: object, *, least: int, most: int | None = None) -> int:
    if (
        isinstance(value, int)
        and not isinstance(value, bool)
        and value >= least
        and (most is None or value <= most)
    ):
        return value
    raise ValueError(
        f"{key}: a whole number from {least}{f' to {most}' if most else ''} is needed, not {value!r}"
    )


def _ratio(key: str, value: object) -> Decimal:
    try:
        ratio = Decimal(str(value))
    except InvalidOperation:
        ratio = Decimal("NaN")
    if not (ratio.is_finite() and 0 <= ratio < 1):
        raise ValueError(f"{key}: a number from 0 to below 1 is needed, not {value!r}")
    return ratio
