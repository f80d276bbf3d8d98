"""Loading the demo county: template, grids, places, a second version of the duty directory, answers and people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from django.db import transaction

from fengqiao.directory.counties import add_unit_types, add_units
from fengqiao.directory.county_template import grid_unit, load_template
from fengqiao.directory.demo import land
from fengqiao.directory.demo.mediation import fill_register
from fengqiao.directory.demo.staff import DemoAccount, seat_everybody
from fengqiao.directory.duties import new_draft, publish
from fengqiao.directory.knowledge import publish_article
from fengqiao.directory.models import (
    County,
    DutyLine,
    DutyVersion,
    Grid,
    KnowledgeItem,
    Place,
    Unit,
    acting,
)
from fengqiao.directory.publishing import mark_of
from fengqiao.dispatch.duty import DutySource
from fengqiao.matters.categories import Holder, Lane
from fengqiao.places.grids import GridKind

# Early enough for the year of history that the demo moves through the machine.
_SECOND_VERSION = datetime(2024, 1, 1, tzinfo=UTC)
_CHECKED_AT = datetime(2026, 1, 5, 2, tzinfo=UTC)


def demo_county(tenant: str, *, password: str | None = None) -> list[DemoAccount]:
    """Load the demo county under this code and give its accounts one password (a random one for None).

    Returns every account, the one for each post first. Run again it adds what is missing and sets the password anew.
    """
    with transaction.atomic(), acting("demo"):
        load_template(tenant, name=land.NAME, name_en=land.NAME_EN, towns=land.TOWNS, centre_phone=land.PHONE)
        _draw_grids(tenant)
        _name_places(tenant)
        _second_version(tenant)
        _answers(tenant)
        accounts = seat_everybody(tenant, password)
        fill_register(tenant)
        return accounts


def _draw_grids(tenant: str) -> None:
    County.objects.filter(tenant=tenant, boundary__isnull=True).update(boundary=land.boundary())
    present = set(Grid.objects.filter(tenant=tenant).values_list("code", flat=True))
    patches = list(land.patches())
    units = [grid_unit(tenant, each.town, each.village, each.serial, name=each.name) for each in patches]
    keys = add_units(tenant, units, add_unit_types(tenant))
    Grid.objects.bulk_create(
        Grid(
            tenant=tenant,
            code=unit.area,
            kind=GridKind.GRID.value,
            name=each.name,
            unit_id=keys[unit.code],
            outline={"type": "Polygon", "coordinates": [each.ring]},
        )
        for each, unit in zip(patches, units, strict=True)
        if unit.area not in present
    )


def _name_places(tenant: str) -> None:
    """An estate in the first grid of every community, and a public place in every town."""
    present = set(Place.objects.filter(tenant=tenant).values_list("code", flat=True))
    Place.objects.bulk_create(place for place in _places(tenant) if place.code not in present)


def _places(tenant: str) -> Iterator[Place]:
    for each in land.patches():
        lon, lat = each.middle
        area = tenant + each.town.code + each.village.code
        short = each.village.name.removesuffix("社区").removesuffix("村")
        if each.serial == "001" and each.village.is_community:
            yield Place(
                tenant=tenant, code=f"ESTATE_{each.town.code}{each.village.code}", name=f"{short}苑小区",
                kind="estate", area=area, lon=lon, lat=lat,
            )  # fmt: skip
        if each.serial == "002" and each.village is each.town.villages[0]:
            yield Place(
                tenant=tenant, code=f"PARK_{each.town.code}", name=f"{short}公园", kind="park", area=area,
                lon=lon, lat=lat,
            )  # fmt: skip
        if each.serial == "003" and each.village is each.town.villages[0]:
            yield Place(
                tenant=tenant, code=f"MARKET_{each.town.code}", name=f"{short}农贸市场", kind="market", area=area,
                lon=lon, lat=lat,
            )  # fmt: skip


def _second_version(tenant: str) -> None:
    """Lines that show what a duty directory is for: places, lanes and holders that differ from the default."""
    if DutyVersion.objects.filter(tenant=tenant, number__gt=1).exists():
        return
    units = dict(Unit.objects.filter(tenant=tenant).values_list("code", "id"))
    draft = new_draft(tenant, effective_from=_SECOND_VERSION, note="演示：通道与权责主体")
    DutyLine.objects.bulk_create(
        DutyLine(
            tenant=tenant, version=draft, category=category, area=area, lead_id=units[lead], co=co,
            lane=lane.value, holder=holder.value, source=DutySource.EDIT.value, basis=basis,
        )
        for category, area, lead, co, lane, holder, basis in _lines(tenant)
    )  # fmt: skip
    publish(draft, at=_SECOND_VERSION)


def _lines(tenant: str) -> Iterator[tuple[str, str, str, list[str], Lane, Holder, str]]:
    one, hard, general = Lane.ONE_THING, Lane.HARD, Lane.GENERAL
    department = Holder.DEPARTMENT
    yield "P0108", "", "MUNICIPAL", ["POWER"], general, department, "部门权责清单：路灯管护与供电"
    yield "P0102", "", "MUNICIPAL", ["DRAINAGE"], one, department, "井盖“一件事”联办流程"
    yield "D0302", "", "LABOR_INSPECT", ["HOUSING", "MC_LABOR"], one, department, "欠薪“一件事”联办流程"
    yield "D1101", "", "NATURAL_RES", ["MC_COUNTY"], hard, department, "疑难事项联合会办制度"
    # In the countryside the town keeps the villages tidy; in the streets the bureau does.
    for town in land.TOWNS:
        if not town.is_street:
            yield "E01", tenant + town.code, f"TOWN_GOV_{town.code}", [], general, Holder.TOWN, "镇级权责清单"
    first = land.TOWNS[0]
    for village in first.villages:
        tail = first.code + village.code
        yield (
            "D0104", tenant + tail, f"MC_VILLAGE_{tail}", [f"OWNERS_{tail}"], general, Holder.RESIDENTS,
            "居民公约：公共空间由居民自治",
        )  # fmt: skip


def _answers(tenant: str) -> None:
    """The articles of the template, checked and published, as a county does before its windows use them."""
    for item in KnowledgeItem.objects.filter(tenant=tenant, version=0, is_active=True).order_by("code"):
        item.unit = Unit.objects.filter(tenant=tenant, code="COUNTY_HALL").first()
        item.reviewed_on = _CHECKED_AT.date()
        item.save()
        publish_article(item, mark=mark_of(item), at=_CHECKED_AT, who="demo")
