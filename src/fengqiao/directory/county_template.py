"""A county from the template: the shipped categories and unit types, and one unit of each type where it belongs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import transaction

from fengqiao.directory.calendars import seed_calendar
from fengqiao.directory.counties import (
    NewUnit,
    Row,
    add_articles,
    add_categories,
    add_hall,
    add_profiles,
    add_templates,
    add_unit_types,
    add_units,
    template_rows,
)
from fengqiao.directory.models import Area, Category, County, DutyLine, DutyVersion
from fengqiao.dispatch.duty import DutySource
from fengqiao.matters.categories import Holder
from fengqiao.places.areas import AreaLevel, area_level

# The first version of the duty directory holds for every matter, whenever it happened.
ALWAYS = datetime(2000, 1, 1, tzinfo=UTC)
VILLAGERS = (
    200  # village codes from here on are villagers' committees, below residents' committees (DOMAIN 5.7)
)
STREETS = 100  # town codes below are streets


@dataclass(frozen=True, slots=True)
class Village:
    """A village or community: the last three digits of its code, and its names."""

    code: str
    name: str
    name_en: str = ""

    @property
    def is_community(self) -> bool:
        """Whether a residents' committee runs it."""
        return int(self.code) < VILLAGERS


@dataclass(frozen=True, slots=True)
class Town:
    """A town or street: the middle three digits of its code, its names and its villages."""

    code: str
    name: str
    name_en: str = ""
    villages: tuple[Village, ...] = ()

    @property
    def is_street(self) -> bool:
        """Whether it is a street of a town, not a town of the country."""
        return int(self.code) < STREETS


def load_template(
    tenant: str,
    *,
    name: str,
    name_en: str = "",
    towns: Sequence[Town] = (),
    centre_phone: str = "",
    sessions: str | None = None,
) -> County:
    """Load the template into a county, or what is missing of it: what people changed since stays as it is.

    Makes the county, its areas, limits profiles, unit types, units, categories, articles of the knowledge base (as
    drafts, which somebody checks before publishing), document templates and the first version of the duty directory,
    and seeds the national calendar. Run it again with more towns to add them.
    """
    with transaction.atomic():
        county, _ = County.objects.get_or_create(
            tenant=tenant,
            defaults={"name": name, "name_en": name_en, "centre_phone": centre_phone}
            | ({"sessions": sessions} if sessions else {}),
        )
        seed_calendar()
        add_profiles(tenant)
        add_templates(tenant)
        _add_areas(tenant, name=name, towns=towns)
        types = add_unit_types(tenant)
        keys = add_units(tenant, [*county_units(tenant, name, name_en), *town_units(tenant, towns)], types)
        add_categories(tenant, types)
        add_articles(tenant)
        add_hall(tenant, keys)
        _add_first_duties(tenant, towns, keys)
        county.refresh_from_db()
    return county


def county_units(tenant: str, name: str, name_en: str) -> Iterator[NewUnit]:
    """One unit of every city and county type; their code is their type's."""
    for row in template_rows("units"):
        if row["level"] not in {"city", "county"}:
            continue
        own = row["level"] == "county"
        yield NewUnit(
            type=row["code"],
            code=row["code"],
            name_zh=_county_name(row, name) if own else row["name_zh"],
            name_en=f"{row['name_en']}, {name_en}" if own and name_en else row["name_en"],
            area=tenant if own else tenant[:4],
            parent=row["parent_code"] or None,
        )


def town_units(tenant: str, towns: Sequence[Town]) -> Iterator[NewUnit]:
    """One unit of every town type in each town, and of every village type in each village; parents come first."""
    for town in towns:
        for row in _rows_of("town"):
            yield NewUnit(
                type=row["code"],
                code=f"{row['code']}_{town.code}",
                name_zh=_town_name(row["code"], town),
                name_en=_with_place(row, town.name_en),
                area=tenant + town.code,
                parent=_above(row, town.code),
            )
        for village in town.villages:
            yield from _village_units(tenant, town, village)


def grid_unit(tenant: str, town: Town, village: Village, serial: str, *, name: str) -> NewUnit:
    """The unit of one grid; its code is GRID and the grid's own digits."""
    tail = town.code + village.code
    return NewUnit(
        type="GRID",
        code=f"GRID_{tail}{serial}",
        name_zh=name,
        name_en=f"Grid {int(serial)}, {village.name_en}" if village.name_en else "",
        area=tenant + tail + serial,
        parent=f"{'COMMUNITY' if village.is_community else 'VILLAGE'}_{tail}",
    )


_VILLAGE_NAMES = {
    "VILLAGE": "{}村民委员会",
    "COMMUNITY": "{}居民委员会",
    "VILLAGE_STATION": "{}综治工作站",
    "MC_VILLAGE": "{}人民调解委员会",
    "OWNERS": "{}业主委员会（物业）",
}
_TOWN_NAMES = {
    "TOWN_CENTER": "{}综治中心",
    "TOWN_LE": "{}综合行政执法队",
    "POLICE_STATION": "{}派出所",
    "JUSTICE_STATION": "{}司法所",
    "TRIBUNAL": "{}人民法庭",
    "MC_TOWN": "{}人民调解委员会",
    "MARKET_STATION": "{}市场监管所",
    "NATRES_STATION": "{}自然资源所",
    "TOWN_EMERGENCY": "{}应急消防管理站",
}


def _village_units(tenant: str, town: Town, village: Village) -> Iterator[NewUnit]:
    tail = town.code + village.code
    committee = "COMMUNITY" if village.is_community else "VILLAGE"
    types = [committee, "VILLAGE_STATION", "MC_VILLAGE", *(["OWNERS"] if village.is_community else [])]
    rows = {row["code"]: row for row in _rows_of("village")}
    for type_code in types:
        row = rows[type_code]
        yield NewUnit(
            type=type_code,
            code=f"{type_code}_{tail}",
            name_zh=_VILLAGE_NAMES[type_code].format(village.name),
            name_en=_with_place(row, village.name_en),
            area=tenant + tail,
            parent=f"{committee}_{tail}" if type_code == "OWNERS" else _above(row, town.code),
        )


def _rows_of(level: str) -> list[Row]:
    return [row for row in template_rows("units") if row["level"] == level]


def _above(row: Row, town: str) -> str | None:
    """The unit above a town or village unit: of the same town where its type is a town's, else the county's."""
    above = row["parent_code"]
    if not above:
        return None
    return f"{above}_{town}" if above in {found["code"] for found in _rows_of("town")} else above


def _with_place(row: Row, place_en: str) -> str:
    return f"{row['name_en']}, {place_en}" if place_en else ""


def _county_name(row: Row, county: str) -> str:
    """县级综治中心 becomes 青枫县综治中心; rooms of the centre keep their short names."""
    name = row["name_zh"]
    if row["parent_code"] == "COUNTY_CENTER":
        return name
    return county + name.removeprefix("县级").removeprefix("县")


def _town_name(type_code: str, town: Town) -> str:
    if type_code == "TOWN_GOV":
        return town.name + ("办事处" if town.is_street else "人民政府")
    if type_code == "HEALTH_CENTER":
        return town.name + ("社区卫生服务中心" if town.is_street else "卫生院")
    return _TOWN_NAMES[type_code].format(town.name)


def _add_areas(tenant: str, *, name: str, towns: Iterable[Town]) -> None:
    names = {tenant: name}
    for town in towns:
        names[tenant + town.code] = town.name
        names |= {tenant + town.code + village.code: village.name for village in town.villages}
    present = set(Area.objects.filter(tenant=tenant).values_list("code", flat=True))
    levels = {AreaLevel.COUNTY, AreaLevel.TOWN, AreaLevel.VILLAGE}
    Area.objects.bulk_create(
        Area(tenant=tenant, code=code, level=level.value, name=title)
        for code, title in names.items()
        if code not in present and (level := area_level(code)) in levels
    )


def _add_first_duties(tenant: str, towns: Sequence[Town], keys: dict[str, int]) -> None:
    """Version 1: where the template names a residents' committee, a village has its villagers' committee instead."""
    if DutyVersion.objects.filter(tenant=tenant).exists():
        return
    first = DutyVersion.objects.create(tenant=tenant, number=1, effective_from=ALWAYS, note="模板")
    committees = Category.objects.filter(tenant=tenant, is_leaf=True, default_unit_type__code="COMMUNITY")
    codes = list(committees.order_by("code").values_list("code", flat=True))
    DutyLine.objects.bulk_create(
        DutyLine(
            tenant=tenant,
            version=first,
            category=code,
            area=tenant + town.code + village.code,
            lead_id=keys[f"VILLAGE_{town.code}{village.code}"],
            holder=Holder.COMMUNITY.value,
            source=DutySource.TEMPLATE.value,
            basis="村民委员会组织法",
        )
        for town in towns
        for village in town.villages
        if not village.is_community
        for code in codes
    )
    first.published_at = ALWAYS
    first.save(update_fields=["published_at"])
