"""People: actors, posts, units, scopes, separation of duties."""

from fengqiao.people.units import Level, UnitCategory, UnitInfo, Units

__all__ = ["Level", "UnitCategory", "UnitInfo", "Units"]
