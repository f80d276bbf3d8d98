"""Limits: an amount of time and the clock by which it runs (DOMAIN 2.7)."""

from dataclasses import dataclass
from enum import StrEnum


class LimitUnit(StrEnum):
    """The clock by which a limit runs; `minute` and `hour` run on the wall clock and never stop by themselves."""

    MINUTE = "minute"
    HOUR = "hour"
    WORKING_HOUR = "working_hour"
    WORKING_DAY = "working_day"
    CALENDAR_DAY = "calendar_day"

    @property
    def by_office_time(self) -> bool:
        """Tell whether what is left is measured in office time; the others are measured in wall time (RULINGS 15)."""
        return self in _OFFICE

    @property
    def by_day(self) -> bool:
        """Tell whether the limit ends at the close of a day."""
        return self in _DAYS


_OFFICE = frozenset({LimitUnit.WORKING_HOUR, LimitUnit.WORKING_DAY})
_DAYS = frozenset({LimitUnit.WORKING_DAY, LimitUnit.CALENDAR_DAY})

# Ten years. No limit of DOMAIN 2.6 comes near; a larger amount is a typing error.
_MOST = {
    LimitUnit.MINUTE: 10 * 366 * 24 * 60,
    LimitUnit.HOUR: 10 * 366 * 24,
    LimitUnit.WORKING_HOUR: 10 * 366 * 8,
    LimitUnit.WORKING_DAY: 10 * 366,
    LimitUnit.CALENDAR_DAY: 10 * 366,
}


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit such as 3 working days.

    `amount` is a whole number from 1 to ten years in the unit; `unit` may be given by its name.
    Raises ValueError otherwise.
    """

    amount: int
    unit: LimitUnit

    def __post_init__(self) -> None:
        object.__setattr__(self, "unit", LimitUnit(self.unit))
        most = _MOST[self.unit]
        whole = isinstance(self.amount, int) and not isinstance(self.amount, bool)
        if not whole or not 1 <= self.amount <= most:
            raise ValueError(f"a limit is a whole number from 1 to {most} {self.unit}s, not {self.amount!r}")
