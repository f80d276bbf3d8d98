"""Units (承办单位): who can own a work order, at which level, for which territory (DOMAIN 1.3, section 3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

COUNTY_COORDINATION = "COUNTY_COORD"
COUNTY_CENTRE = "COUNTY_CENTER"
POLICE = frozenset({"POLICE", "POLICE_STATION", "TRAFFIC_POLICE"})
TOWN_CENTRE = "TOWN_CENTER"


class Level(StrEnum):
    """Four levels, ordered from the village up; a grid stands at village level (RULINGS 17)."""

    VILLAGE = "village"
    TOWN = "town"
    COUNTY = "county"
    CITY = "city"

    @classmethod
    def of(cls, word: str) -> Level:
        """The level that a units.csv row names; ``grid`` counts as village. ValueError for other words."""
        return cls.VILLAGE if word == "grid" else cls(word)

    @property
    def rank(self) -> int:
        """0 for the village up to 3 for the city."""
        return _RANKS[self.value]

    def __lt__(self, value: str) -> bool:
        return self.rank < Level(value).rank

    def __le__(self, value: str) -> bool:
        return self.rank <= Level(value).rank

    def __gt__(self, value: str) -> bool:
        return self.rank > Level(value).rank

    def __ge__(self, value: str) -> bool:
        return self.rank >= Level(value).rank


_RANKS = {"village": 0, "town": 1, "county": 2, "city": 3}


class UnitCategory(StrEnum):
    """What sort of body a unit is; ``mediation`` is what guard 1 forbids for some categories (RULINGS 19)."""

    CENTRE = "centre"
    LEADING = "leading"
    JUDICIAL = "judicial"
    POLICE = "police"
    DEPARTMENT = "department"
    PUBLIC_SERVICE = "public_service"
    MASS_ORG = "mass_org"
    UTILITY = "utility"
    MEDIATION = "mediation"
    GOVERNMENT = "government"
    SELF_GOVERNANCE = "self_governance"
    GRID = "grid"
    EXTERNAL_SYSTEM = "external_system"


@dataclass(frozen=True, slots=True)
class UnitInfo:
    """One unit of a county: its code, the type it is an instance of, and the territory it answers for.

    `area` is the significant area code of the territory (county 6 digits, town 9, village 12, grid 15; a city unit
    4), `parent` the code of the unit above it or None, `short_name` how papers' numbers call it, "" for by its name. A unit that is `external` or `transfer_target_only` takes no
    work order; matters go to it by transfer_out (RULINGS 11).
    """

    code: str
    type: str
    name_zh: str
    name_en: str
    level: Level
    category: UnitCategory
    parent: str | None
    area: str
    external: bool = False
    transfer_target_only: bool = False
    short_name: str = ""

    @property
    def takes_orders(self) -> bool:
        """Whether a work order may be issued to it (RULINGS 11)."""
        return not (self.external or self.transfer_target_only)

    @property
    def polices(self) -> bool:
        """Whether its officers handle police cases, and so do not mediate what is related to them."""
        return self.type in POLICE or self.category is UnitCategory.POLICE

    @property
    def mediates(self) -> bool:
        """Whether an order to it means mediation (RULINGS 19)."""
        return self.category is UnitCategory.MEDIATION


@dataclass(frozen=True, slots=True)
class Units:
    """The units of one county, by code and by type. Build it with `Units.of`.

    `police`: the codes of those whose officers do not mediate what is related to their cases; every such act asks for them.
    """

    tenant: str
    by_code: Mapping[str, UnitInfo]
    police: tuple[str, ...]
    _by_type: Mapping[str, tuple[UnitInfo, ...]] = field(repr=False)
    _children: Mapping[str, tuple[UnitInfo, ...]] = field(repr=False)

    @classmethod
    def of(cls, tenant: str, units: Iterable[UnitInfo]) -> Units:
        """Index the units of a county; a later unit replaces an earlier one of the same code."""
        by_code = {unit.code: unit for unit in units}
        by_type: dict[str, list[UnitInfo]] = {}
        children: dict[str, list[UnitInfo]] = {}
        for unit in sorted(by_code.values(), key=lambda unit: unit.code):
            by_type.setdefault(unit.type, []).append(unit)
            if unit.parent is not None:
                children.setdefault(unit.parent, []).append(unit)
        return cls(
            tenant,
            by_code,
            tuple(unit.code for unit in by_code.values() if unit.polices),
            {key: tuple(value) for key, value in by_type.items()},
            {key: tuple(value) for key, value in children.items()},
        )

    def get(self, code: str) -> UnitInfo | None:
        """The unit of this code, or None."""
        return self.by_code.get(code)

    def of_type(self, type_code: str) -> tuple[UnitInfo, ...]:
        """Every unit of this type, by code."""
        return self._by_type.get(type_code, ())

    def children(self, code: str) -> tuple[UnitInfo, ...]:
        """The units directly below this one, by code."""
        return self._children.get(code, ())

    def is_below(self, code: str, above: str) -> bool:
        """Whether a unit stands anywhere below another one (住建局 → 市政园林中心)."""
        seen: set[str] = set()
        unit = self.by_code.get(code)
        while unit is not None and unit.parent is not None and unit.code not in seen:
            if unit.parent == above:
                return True
            seen.add(unit.code)
            unit = self.by_code.get(unit.parent)
        return False

    def place(self, area: str) -> str:
        """The area as far as this county goes: unknown places and those outside count as the county itself."""
        return area if area.startswith(self.tenant) else self.tenant

    def nearest(self, type_code: str, area: str) -> UnitInfo | None:
        """The unit of a type whose territory holds the area and is the smallest: village, then town, then county.

        `area` is in significant form, '' when unknown. None when no unit of the type answers for that place.
        """
        place = self.place(area)
        covering = [unit for unit in self.of_type(type_code) if place.startswith(unit.area)]
        return max(covering, key=lambda unit: len(unit.area), default=None)

    def coordinator(self) -> UnitInfo:
        """The fallback owner of DOMAIN section 3: the county centre's coordination desk, else the centre itself.

        Where neither exists, the first county-level unit that takes orders. LookupError in a county without any.
        """
        for type_code in (COUNTY_COORDINATION, COUNTY_CENTRE):
            if found := self.nearest(type_code, self.tenant):
                return found
        for unit in sorted(self.by_code.values(), key=lambda unit: (-unit.level.rank, unit.code)):
            if unit.takes_orders and unit.level <= Level.COUNTY:
                return unit
        raise LookupError(f"county {self.tenant} has no unit that takes orders")
