"""The statements that read a county's rows into the types of the ground floor, one for each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q
from django.db.models.functions import JSONObject

from fengqiao.clocks import DEFAULT_PROFILE, Calendar, Profile, limits_profile
from fengqiao.directory.hours import timetable
from fengqiao.directory.models import (
    Area,
    CalendarDay,
    CalendarYear,
    Category,
    Committee,
    County,
    DocumentTemplate,
    DutyLine,
    DutyVersion,
    Grid,
    LimitsProfile,
    Mediator,
    OfficePeriod,
    Room,
    Unit,
)
from fengqiao.directory.outlines import polygons
from fengqiao.directory.questions import read_sets
from fengqiao.dispatch.duty import DutyLine as PureLine
from fengqiao.dispatch.duty import DutySource
from fengqiao.matters.categories import CategoryGroup, CategoryInfo, Holder, Kind, Lane, Urgency
from fengqiao.matters.questions import Question
from fengqiao.people.mediators import CommitteeInfo, MediatorInfo, Sector, read_hours
from fengqiao.people.units import Level, UnitCategory, UnitInfo
from fengqiao.places.grids import Grid as PureGrid
from fengqiao.places.grids import GridKind, Polygons
from fengqiao.places.rooms import RoomInfo, RoomKind


def units(tenant: str) -> tuple[list[UnitInfo], list[UnitInfo]]:
    """Units in use, and those that only lend their names to old matters."""
    active: list[UnitInfo] = []
    retired: list[UnitInfo] = []
    rows = Unit.objects.filter(tenant=tenant).values_list(
        "code", "type__code", "name_zh", "name_en", "level", "category", "parent__code", "area", "external",
        "transfer_target_only", "short_name", "is_active",
    )  # fmt: skip
    for code, kind, zh, en, level, category, parent, area, external, target_only, short, in_use in rows:
        unit = UnitInfo(
            code=code,
            type=kind,
            name_zh=zh,
            name_en=en or zh,
            level=Level.of(level),
            category=UnitCategory(category),
            parent=parent,
            area=area,
            external=external,
            transfer_target_only=target_only,
            short_name=short,
        )
        (active if in_use else retired).append(unit)
    return active, retired


Asked = dict[tuple[str, int], tuple[Question, ...]]
"""Questions by category and edition, also of categories that are used no more."""


def categories(tenant: str) -> tuple[dict[str, CategoryInfo], dict[str, CategoryGroup], Asked]:
    """Leaves in use and the groups above them, by code, and every edition of their questions."""
    leaves: dict[str, CategoryInfo] = {}
    groups: dict[str, CategoryGroup] = {}
    asked: Asked = {}
    rows = (
        Category.objects.filter(Q(is_active=True) | ~Q(question_sets=[]), tenant=tenant)
        .order_by("code")
        .values_list(
            "code", "parent__code", "is_leaf", "name_zh", "name_en", "kind", "default_unit_type__code",
            "co_unit_types", "urgency", "limit_amount", "limit_unit", "keywords", "no_mediation", "restricted",
            "confirmation_excluded", "photos", "lane", "holder", "question_sets", "is_active",
        )
    )  # fmt: skip
    for (
        code,
        parent,
        is_leaf,
        zh,
        en,
        kind,
        unit_type,
        co,
        urgency,
        amount,
        unit,
        words,
        *flags,
        lane,
        holder,
        question_sets,
        in_use,
    ) in rows:
        sets = read_sets(question_sets)
        asked |= {(code, each.edition): each.questions for each in sets}
        if not in_use:
            continue
        if not is_leaf:
            groups[code] = CategoryGroup(code, parent or "", zh, en or zh)
            continue
        no_mediation, restricted, excluded, photos = flags
        leaves[code] = CategoryInfo(
            code=code,
            parent=parent or "",
            name_zh=zh,
            name_en=en or zh,
            kind=Kind(kind),
            default_unit_type=unit_type or "",
            co_unit_types=tuple(co),
            urgency=Urgency(urgency),
            limit_amount=amount or 0,
            limit_unit=unit,
            keywords=tuple(words),
            no_mediation=no_mediation,
            restricted=restricted,
            confirmation_excluded=excluded,
            photos=photos,
            lane=Lane(lane),
            holder=Holder(holder),
            questions=sets[-1].questions if sets else (),
            question_edition=sets[-1].edition if sets else 0,
        )
    return leaves, groups, asked


def calendar(tenant: str, sessions: str) -> Calendar:
    """The working calendar: the country's days, the county's own before them, and the county's office hours."""
    # '' sorts before every code, so a county's own row comes later and stands.
    days = CalendarDay.objects.filter(tenant__in=["", tenant]).order_by("tenant")
    years = CalendarYear.objects.filter(tenant__in=["", tenant]).order_by("tenant")
    published = dict(years.values_list("year", "published"))
    periods = OfficePeriod.objects.filter(tenant=tenant).values_list("first", "last", "sessions", "yearly")
    return Calendar(
        days=dict(days.values_list("date", "is_workday")),
        published=frozenset(year for year, out in published.items() if out),
        timetable=timetable(sessions, periods),
    )


def profiles(tenant: str) -> dict[str, Profile]:
    """Limits profiles by code; each takes from the county's `default`, and that from the product's."""
    rows = dict(LimitsProfile.objects.filter(tenant=tenant).values_list("code", "values"))
    base = limits_profile(rows.pop("default", {}), base=DEFAULT_PROFILE)
    return {"default": base} | {code: limits_profile(values, base=base) for code, values in rows.items()}


def editions(tenant: str) -> Iterable[tuple[int, int, datetime]]:
    """(id, number, effective from) of the published versions of the duty directory, the latest to begin first."""
    rows = DutyVersion.objects.filter(tenant=tenant, published_at__isnull=False)
    return rows.order_by("-effective_from", "-number").values_list("id", "number", "effective_from")


def duty_lines(version_id: int) -> list[PureLine]:
    """The lines of one version of the duty directory."""
    rows = DutyLine.objects.filter(version=version_id).values_list(
        "id", "version__number", "category", "area", "lead__code", "co", "lane", "holder", "source"
    )
    return [
        PureLine(
            id=key,
            version=number,
            category=category,
            area=area,
            lead=lead,
            co=tuple(co),
            lane=Lane(lane),
            holder=Holder(holder),
            source=DutySource(source),
        )
        for key, number, category, area, lead, co, lane, holder, source in rows
    ]


def areas(tenant: str) -> dict[str, str]:
    """Names of areas by code."""
    return dict(Area.objects.filter(tenant=tenant).order_by("code").values_list("code", "name"))


def grids(tenant: str) -> dict[str, PureGrid]:
    """Grids in use by code."""
    rows = (
        Grid.objects.filter(tenant=tenant, is_active=True)
        .order_by("code")
        .values_list("code", "kind", "name", "unit__code", "outline")
    )
    return {
        code: PureGrid(code, GridKind(kind), name, code[:12], unit, polygons(drawn) if drawn else ())
        for code, kind, name, unit, drawn in rows
    }


def outline(geojson: object) -> Polygons:
    """The polygons of a stored outline; none for none."""
    return polygons(geojson) if geojson else ()


def mediators(tenant: str) -> dict[str, MediatorInfo]:
    """Mediators at work by code, with their committees, in one statement."""
    rows = Mediator.objects.filter(tenant=tenant, is_active=True, committee__is_active=True)
    return {
        row.code: MediatorInfo(
            code=row.code,
            name=row.name,
            committee=_committee(row.committee),
            person=str(row.user_id) if row.user_id is not None else "",
            studio=row.studio.name if row.studio is not None else "",
            languages=tuple(row.languages),
            experience=row.experience,
            hours=read_hours(row.hours),
            work_contact=row.work_contact,
            on_public_board=row.on_public_board,
        )
        for row in rows.select_related("committee__unit", "studio").order_by("code")
    }


def _committee(row: Committee) -> CommitteeInfo:
    return CommitteeInfo(
        row.code, row.name, row.short_name, row.unit.code, Level(row.level), Sector(row.sector)
    )


def county_with_rooms(tenant: str) -> tuple[County | None, dict[str, RoomInfo]]:
    """The row of the county, and its rooms in use by code, in one statement."""
    names = {name: name for name in ("code", "name", "kind", "where", "seats")}
    kept = Room.objects.filter(tenant=OuterRef("tenant"), is_active=True, unit__is_active=True).order_by(
        "code"
    )
    found = kept.values(each=JSONObject(unit="unit__code", area="unit__area", **names))
    row = County.objects.filter(tenant=tenant).annotate(rooms=ArraySubquery(found)).first()
    rooms = (
        {each["code"]: RoomInfo(**each | {"kind": RoomKind(each["kind"])}) for each in row.rooms}
        if row
        else {}
    )
    return row, rooms


def templates(tenant: str) -> Iterable[tuple[str, str, str, str, str, int, bool]]:
    """(code, names, word, text, version, in use) of the document templates."""
    rows = DocumentTemplate.objects.filter(tenant=tenant).order_by("code")
    return rows.values_list("code", "name_zh", "name_en", "word", "body", "version", "is_active")
