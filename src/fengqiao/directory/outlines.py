"""Outlines as GeoJSON: read, checked, and turned into the pure polygons that the rules know."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import shapely
from django.core.exceptions import ValidationError

from fengqiao.directory.labels import label
from fengqiao.places.grids import Polygons, Ring

_MOST_CORNERS = 100_000


def polygons(geojson: object) -> Polygons:
    """The polygons of a GeoJSON Polygon or MultiPolygon in degrees; none for None. ValueError says what is wrong."""
    if geojson is None:
        return ()
    if not isinstance(geojson, Mapping) or geojson.get("type") not in {"Polygon", "MultiPolygon"}:
        raise ValueError("the outline must be a GeoJSON Polygon or MultiPolygon")
    parts = geojson.get("coordinates")
    if geojson["type"] == "Polygon":
        parts = [parts]
    if not isinstance(parts, list) or not all(isinstance(part, list) and part for part in parts):
        raise ValueError("coordinates must be lists of rings")
    read = tuple(tuple(_ring(ring) for ring in part) for part in parts)
    if sum(len(ring) for part in read for ring in part) > _MOST_CORNERS:
        raise ValueError(f"an outline has at most {_MOST_CORNERS} corners")
    return read


def geojson_of(outline: Polygons) -> dict[str, Any]:
    """The GeoJSON of pure polygons."""
    parts = [[[list(corner) for corner in ring] for ring in part] for part in outline]
    if len(parts) == 1:
        return {"type": "Polygon", "coordinates": parts[0]}
    return {"type": "MultiPolygon", "coordinates": parts}


def shape(outline: Polygons) -> shapely.MultiPolygon:
    """The shapely geometry of pure polygons."""
    return shapely.MultiPolygon([(part[0], part[1:]) for part in outline])


def check_outline(geojson: object) -> None:
    """For models: refuse what is not a clean outline in degrees."""
    try:
        fault = _fault(polygons(geojson))
    except ValueError as error:
        fault = str(error)
    if fault:
        raise ValidationError(
            label(
                f"不是有效的多边形（CGCS2000/WGS-84 经纬度）：{fault}",
                f"Not a clean outline in degrees: {fault}",
            )
        )


def _fault(outline: Polygons) -> str:
    drawn = shape(outline)
    return "" if drawn.is_valid else shapely.is_valid_reason(drawn)


def _ring(corners: object) -> Ring:
    if not isinstance(corners, list) or len(corners) < 4:
        raise ValueError("a ring has at least four corners, the first repeated at the end")
    ring = tuple(_corner(corner) for corner in corners)
    if ring[0] != ring[-1]:
        raise ValueError("a ring ends where it begins")
    return ring


def _corner(corner: object) -> tuple[float, float]:
    if not isinstance(corner, list) or len(corner) < 2:
        raise ValueError("a corner is [lon, lat]")
    lon, lat = corner[0], corner[1]
    if not all(isinstance(value, int | float) and not isinstance(value, bool) for value in (lon, lat)):
        raise ValueError("a corner is [lon, lat]")
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise ValueError(f"[{lon}, {lat}] is not in degrees")
    return float(lon), float(lat)
