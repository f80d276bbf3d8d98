"""Which grid a point lies in: an R-tree over the outlines of a county, built once for each snapshot."""

from __future__ import annotations

from dataclasses import dataclass
from weakref import WeakKeyDictionary

import shapely

from fengqiao.directory.outlines import shape
from fengqiao.directory.snapshot import CountyDirectory
from fengqiao.places.coordinates import Point, to_wgs84
from fengqiao.places.grids import Grid


@dataclass(frozen=True, slots=True)
class Located:
    """Where a point lies: its grid, if an outline holds it, and whether it is in the county at all.

    `inside` is None where neither the county's boundary nor any grid is drawn, so that nobody can tell.
    """

    grid: Grid | None
    inside: bool | None


@dataclass(frozen=True, slots=True, eq=False)
class GridIndex:
    """The outlines of a county, ready to be asked."""

    tree: shapely.STRtree
    drawn: tuple[Grid, ...]
    boundary: shapely.Geometry | None


_kept: WeakKeyDictionary[CountyDirectory, GridIndex] = WeakKeyDictionary()


def index(county: CountyDirectory) -> GridIndex:
    """Build the index of a county."""
    drawn = tuple(grid for grid in county.grids.values() if grid.polygons)
    outlines = [shape(grid.polygons) for grid in drawn]
    for outline in outlines:
        shapely.prepare(outline)
    boundary = shape(county.boundary) if county.boundary else None
    if boundary is not None:
        shapely.prepare(boundary)
    return GridIndex(shapely.STRtree(outlines), drawn, boundary)


def locate(county: CountyDirectory, point: Point) -> Located:
    """The grid that holds a point of any datum. The index is built at the first question and kept with the snapshot.

    Of several that hold it (a micro-grid in its grid, a point on a common edge) the smallest kind answers, then the
    lowest code, so that the same point always has the same grid.
    """
    known = _kept.get(county)
    if known is None:
        known = _kept[county] = index(county)
    place = to_wgs84(point)
    where = shapely.Point(place.lon, place.lat)
    found = [known.drawn[number] for number in known.tree.query(where, predicate="intersects")]
    grid = min(found, key=lambda one: (-len(one.code), one.code), default=None)
    if known.boundary is not None:
        return Located(grid, grid is not None or bool(known.boundary.intersects(where)))
    return Located(grid, grid is not None if known.drawn else None)
