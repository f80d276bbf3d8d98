"""Formulas as data: which counts stand above and below the line of a metric (DOMAIN 4.2).

A formula names counts, never people: there is no count by mediator, clerk or party from which one could be made.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from fengqiao.metrics.rates import print_rate


@dataclass(frozen=True, slots=True)
class Formula:
    """The counts that are added up above the line, and those below it."""

    code: str
    above: tuple[str, ...]
    below: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rate:
    """A metric of one period: always with both numbers; `shown` is a dash where nothing stands below the line."""

    code: str
    numerator: int
    denominator: int

    @property
    def shown(self) -> str:
        """The rate as screens print it."""
        return print_rate(self.numerator, self.denominator)


ACCEPTED, SETTLED = "accepted", "settled"
AGREEMENTS, MEDIATIONS_FAILED = "agreements", "mediations_failed"
PERFORMED_BY_THE_DAY, PERFORMANCE_DUE = "performed_by_the_day", "performance_due"
CONFIRMED, CONFIRMABLE = "confirmed", "confirmable"
AT_VILLAGE, AT_TOWN, AT_COUNTY = "settled_at_village", "settled_at_town", "settled_at_county"

DECLINED, UNDATED, NOT_NEEDED = "declined", "undated", "confirmation_not_needed"
"""Counted and shown, but part of no rate: consent refused (a right, and no failure of mediation), performance agreed
without a day, agreements performed before anyone applied to the court."""

COUNTED = (
    ACCEPTED, SETTLED, AGREEMENTS, MEDIATIONS_FAILED, PERFORMED_BY_THE_DAY, PERFORMANCE_DUE, CONFIRMED, CONFIRMABLE,
    AT_VILLAGE, AT_TOWN, AT_COUNTY,
)  # fmt: skip
APART = (DECLINED, UNDATED, NOT_NEEDED)

FORMULAS: dict[str, Formula] = {
    formula.code: formula
    for formula in (
        Formula("settlement_rate", (SETTLED,), (ACCEPTED,)),
        Formula("mediation_success_rate", (AGREEMENTS,), (AGREEMENTS, MEDIATIONS_FAILED)),
        Formula("performance_rate", (PERFORMED_BY_THE_DAY,), (PERFORMANCE_DUE,)),
        Formula("confirmation_rate", (CONFIRMED,), (CONFIRMABLE,)),
        Formula("grassroots_share", (AT_VILLAGE, AT_TOWN), (AT_VILLAGE, AT_TOWN, AT_COUNTY)),
    )
}


def rate(code: str, counts: Mapping[str, int]) -> Rate:
    """A metric out of what was counted; a count that is missing is none. KeyError for a metric without a formula."""
    formula = FORMULAS[code]
    return Rate(
        code,
        sum(counts.get(name, 0) for name in formula.above),
        sum(counts.get(name, 0) for name in formula.below),
    )
