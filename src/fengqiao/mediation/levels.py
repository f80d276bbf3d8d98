"""At which level a dispute was settled: that of the unit that concluded it, the county's at most (RULINGS 17)."""

from fengqiao.matters.facts import Facts
from fengqiao.people.units import Level


def level_of(facts: Facts) -> Level:
    """The level of the acting unit."""
    unit = facts.own_unit
    return min(unit.level, Level.COUNTY) if unit is not None else Level.COUNTY
