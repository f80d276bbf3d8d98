"""The duty directory (职责清单): category × place → lead and co-units, and the choice that always ends with an owner.

Order of DOMAIN section 3: an exact line of the directory, the category's default unit, the territory's town centre,
the county centre's coordinator. A person dispatches; this only proposes, and says why.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from fengqiao.matters.categories import CategoryInfo, Holder, Lane
from fengqiao.people.units import TOWN_CENTRE, UnitInfo, Units
from fengqiao.places.areas import enclosing


class DutySource(StrEnum):
    """Where a line comes from: the county template, an edit by hand, or a ruling on a returned order."""

    TEMPLATE = "template"
    EDIT = "edit"
    RULING = "ruling"


class ChoiceRule(StrEnum):
    """Which step of the default order gave the answer."""

    DUTY_LINE = "duty_line"
    CATEGORY_DEFAULT = "category_default"
    TERRITORY = "territory"
    FALLBACK = "fallback"


@dataclass(frozen=True, slots=True)
class DutyLine:
    """One line of one version. `category` is a code or the beginning of one, `area` a significant code or ''.

    `lead` and `co` are unit codes; `id` and `version` are what a dispatch stores beside its choice.
    """

    id: int
    version: int
    category: str
    area: str
    lead: str
    co: tuple[str, ...] = ()
    lane: Lane = Lane.GENERAL
    holder: Holder = Holder.DEPARTMENT
    source: DutySource = DutySource.TEMPLATE


@dataclass(frozen=True, slots=True)
class DutyTable:
    """The lines in force, found by (area, category) without reading all of them. Build it with `DutyTable.of`."""

    lines: Mapping[tuple[str, str], DutyLine]

    @classmethod
    def of(cls, lines: Iterable[DutyLine]) -> DutyTable:
        """Index lines; of two lines for the same category and area the one with the higher id stands."""
        return cls({(line.area, line.category): line for line in sorted(lines, key=lambda line: line.id)})

    def matching(self, category: str, area: str) -> Iterable[DutyLine]:
        """Lines that speak about a category at a place: smallest area first, then the longest category code."""
        areas = (*(enclosing(area) if area else ()), "")
        codes = [category[:length] for length in range(len(category), -1, -1)]
        for place in areas:
            for code in codes:
                if line := self.lines.get((place, code)):
                    yield line


@dataclass(frozen=True, slots=True)
class Choice:
    """The proposed owner. `why_zh` and `why_en` are the grey line on the screen (DESIGN element 2).

    With `transfer_only` the unit takes no work order: the matter leaves by transfer_out (RULINGS 11).
    """

    lead: str
    co: tuple[str, ...]
    rule: ChoiceRule
    why_zh: str
    why_en: str
    line_id: int | None = None
    version: int | None = None
    lane: Lane = Lane.GENERAL
    holder: Holder = Holder.DEPARTMENT
    transfer_only: bool = False

    @property
    def why(self) -> str:
        """The reason in the default language."""
        return self.why_zh

    @property
    def is_certain(self) -> bool:
        """Whether a line of the directory itself names a unit that takes orders: one key is then enough."""
        return self.rule is ChoiceRule.DUTY_LINE and not self.transfer_only


def choose(category: CategoryInfo, area: str, *, lines: DutyTable, county_units: Units) -> Choice:
    """Who should own a matter of this category at this place; never without an answer.

    `area` is a significant code, '' when unknown; a place outside the county counts as the county itself. A line
    whose lead no longer exists is passed over, and so is a mediation unit where mediation is forbidden (RULINGS 19).
    LookupError only in a county that has no unit at all.
    """
    place = county_units.place(area)
    for line in lines.matching(category.code, place):
        lead = county_units.get(line.lead)
        if lead is not None and _allowed(lead, category):
            return _by_line(line, lead, category=category, units=county_units)
    lead = county_units.nearest(category.default_unit_type, place)
    if lead is not None and _allowed(lead, category):
        return _by_default(
            ChoiceRule.CATEGORY_DEFAULT, lead, category=category, units=county_units, place=place
        )
    lead = county_units.nearest(TOWN_CENTRE, place)
    if lead is not None:
        return _by_default(ChoiceRule.TERRITORY, lead, category=category, units=county_units, place=place)
    lead = county_units.coordinator()
    return _by_default(ChoiceRule.FALLBACK, lead, category=category, units=county_units, place=place)


def _allowed(unit: UnitInfo, category: CategoryInfo) -> bool:
    return not (category.no_mediation and unit.mediates)


def _by_line(line: DutyLine, lead: UnitInfo, *, category: CategoryInfo, units: Units) -> Choice:
    co = [unit for code in line.co if (unit := units.get(code)) is not None]
    where, where_en = (
        (f"区域 {line.area}", f"area {line.area}") if line.area else ("全县", "the whole county")
    )
    return Choice(
        lead=lead.code,
        co=_co_codes(co, lead, category),
        rule=ChoiceRule.DUTY_LINE,
        why_zh=f"职责清单第{line.version}版第{line.id}号：{line.category or '全部分类'} × {where} → {lead.name_zh}",
        why_en=(
            f"duty directory version {line.version}, line {line.id}: "
            f"{line.category or 'any category'} × {where_en} → {lead.name_en}"
        ),
        line_id=line.id,
        version=line.version,
        lane=line.lane,
        holder=line.holder,
        transfer_only=not lead.takes_orders,
    )


_WHY = {
    ChoiceRule.CATEGORY_DEFAULT: (
        "分类“{category_zh}”的默认承办单位，按属地取{lead_zh}",
        "default unit of the category “{category_en}”, by territory {lead_en}",
    ),
    ChoiceRule.TERRITORY: (
        "无职责清单条目和默认承办单位，由属地{lead_zh}承接",
        "no duty line and no default unit: {lead_en} takes it as the territory",
    ),
    ChoiceRule.FALLBACK: (
        "找不到承办单位和属地，由{lead_zh}兜底",
        "neither unit nor territory found: {lead_en} is the catch-all",
    ),
}


def _by_default(
    rule: ChoiceRule, lead: UnitInfo, *, category: CategoryInfo, units: Units, place: str
) -> Choice:
    found = (units.nearest(type_code, place) for type_code in category.co_unit_types)
    words = {
        "category_zh": category.name_zh,
        "category_en": category.name_en,
        "lead_zh": lead.name_zh,
        "lead_en": lead.name_en,
    }
    why_zh, why_en = _WHY[rule]
    return Choice(
        lead=lead.code,
        co=_co_codes([unit for unit in found if unit is not None], lead, category),
        rule=rule,
        why_zh=why_zh.format_map(words),
        why_en=why_en.format_map(words),
        lane=category.lane,
        holder=category.holder,
        transfer_only=not lead.takes_orders,
    )


def _co_codes(co: list[UnitInfo], lead: UnitInfo, category: CategoryInfo) -> tuple[str, ...]:
    """Assists that may really be ordered, each once, never the lead itself."""
    codes = (
        unit.code for unit in co if unit.code != lead.code and unit.takes_orders and _allowed(unit, category)
    )
    return tuple(dict.fromkeys(codes))
