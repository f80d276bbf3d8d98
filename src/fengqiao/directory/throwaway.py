"""A county for one rehearsal: one town, one village, one grid, one unit of every type (SCENARIO_FORMAT 4.1)."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import shapely
from django.db import IntegrityError, transaction

from fengqiao.directory.calendars import seed_calendar
from fengqiao.directory.counties import (
    NewUnit,
    add_categories,
    add_templates,
    add_unit_types,
    add_units,
    remove_throwaway,
    template_rows,
)
from fengqiao.directory.county_template import ALWAYS
from fengqiao.directory.models import Area, CalendarYear, County, DutyVersion, Grid, LimitsProfile
from fengqiao.directory.snapshot import forget
from fengqiao.places.coordinates import Datum, Point, to_wgs84
from fengqiao.places.grids import GridKind

DEFAULT_POINT = Point(119.14, 28.08, Datum.WGS84)
_TOWN, _VILLAGE, _GRID = "101", "201", "001"
_HALF_A_SIDE = 0.005  # degrees, about 500 m


@dataclass(frozen=True, slots=True)
class ThrowawayCounty:
    """What a rehearsal needs to know of its county: codes of its areas and grid, and its default place."""

    tenant: str
    town: str
    village: str
    grid: str
    point: Point
    place: str = "松溪村文化广场"


def throwaway_county(
    *,
    profile: Mapping[str, object] | None = None,
    points: Sequence[Point] = (),
    sessions: Sequence[str] = (),
    tenant: str | None = None,
) -> ThrowawayCounty:
    """Make a county that `remove_throwaway` can take away again; unit codes are type codes.

    `profile`: settings as `clocks.limits_profile` reads them. `points`: places of the rehearsal, each of which the
    grid then holds, beside the default one. `sessions`: office sessions, the default's when empty. `tenant`: the
    code to take, else a free one. ValueError when the code is taken.
    """
    for _ in range(20):
        code = tenant or _free_looking_code()
        try:
            with transaction.atomic():
                County.objects.create(
                    tenant=code, name="预演县", name_en="Rehearsal County", throwaway=True,
                    **({"sessions": ", ".join(sessions)} if sessions else {}),
                )  # fmt: skip
                return _fill(code, dict(profile or {}), points)
        except IntegrityError:
            if tenant is not None:
                raise ValueError(f"county {tenant} exists already") from None
    raise RuntimeError("no free code for a throwaway county in twenty tries")


def remove(tenant: str) -> None:
    """Remove a throwaway county and its snapshot; ValueError for a real one."""
    with transaction.atomic():
        remove_throwaway(tenant)
    forget(tenant)


def _free_looking_code() -> str:
    """Codes from 900000 up are no county of the country."""
    return f"9{secrets.randbelow(1000):03d}{1 + secrets.randbelow(99):02d}"


def _fill(tenant: str, profile: dict[str, object], points: Sequence[Point]) -> ThrowawayCounty:
    made = ThrowawayCounty(
        tenant=tenant,
        town=tenant + _TOWN,
        village=tenant + _TOWN + _VILLAGE,
        grid=tenant + _TOWN + _VILLAGE + _GRID,
        point=DEFAULT_POINT,
    )
    if not CalendarYear.objects.filter(tenant="").exists():
        seed_calendar()
    LimitsProfile.objects.create(tenant=tenant, code="default", name="预演", values=profile)
    add_templates(tenant)
    Area.objects.bulk_create(
        [
            Area(tenant=tenant, code=tenant, level="county", name="预演县"),
            Area(tenant=tenant, code=made.town, level="town", name="松溪镇"),
            Area(tenant=tenant, code=made.village, level="village", name="松溪村"),
        ]
    )
    types = add_unit_types(tenant)
    keys = add_units(tenant, _one_of_every_type(made), types)
    add_categories(tenant, types)
    DutyVersion.objects.create(
        tenant=tenant, number=1, effective_from=ALWAYS, published_at=ALWAYS, note="模板"
    )
    Grid.objects.create(
        tenant=tenant,
        code=made.grid,
        kind=GridKind.GRID.value,
        name="松溪村第一网格",
        unit_id=keys["GRID"],
        outline=_around([made.point, *points]),
    )
    return made


def _one_of_every_type(made: ThrowawayCounty) -> list[NewUnit]:
    areas = {
        "city": made.tenant[:4], "county": made.tenant, "town": made.town, "village": made.village, "grid": made.grid,
    }  # fmt: skip
    return [
        NewUnit(
            type=row["code"],
            code=row["code"],
            name_zh=row["name_zh"],
            name_en=row["name_en"],
            area=areas[row["level"]],
            parent=row["parent_code"] or None,
        )
        for row in template_rows("units")
    ]


def _around(points: Sequence[Point]) -> dict[str, object]:
    """One outline that holds every point, with room around each."""
    places = [to_wgs84(point) for point in points]
    squares = [
        shapely.box(
            place.lon - _HALF_A_SIDE,
            place.lat - _HALF_A_SIDE,
            place.lon + _HALF_A_SIDE,
            place.lat + _HALF_A_SIDE,
        )
        for place in places
    ]
    drawn = shapely.union_all(squares)
    parts = getattr(drawn, "geoms", [drawn])
    rings = [[[list(corner) for corner in part.exterior.coords]] for part in parts]
    return {"type": "MultiPolygon", "coordinates": rings}
