"""Places: area codes, grids, coordinates and their datum."""

from fengqiao.places.areas import (
    AreaLevel,
    area_level,
    contains,
    county6,
    enclosing,
    full12,
    significant,
    town9,
    village12,
)
from fengqiao.places.coordinates import Datum, Point, from_wgs84, metres_between, to_wgs84
from fengqiao.places.grids import Grid, GridKind, Polygons, Ring

__all__ = [
    "AreaLevel",
    "Datum",
    "Grid",
    "GridKind",
    "Point",
    "Polygons",
    "Ring",
    "area_level",
    "contains",
    "county6",
    "enclosing",
    "from_wgs84",
    "full12",
    "metres_between",
    "significant",
    "to_wgs84",
    "town9",
    "village12",
]
