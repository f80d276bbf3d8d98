"""Grids (网格): patches of a county drawn as polygons, each with a unit that answers for it (DOMAIN 1.3, 5.7)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

Ring = tuple[tuple[float, float], ...]
"""A closed line of (lon, lat) in CGCS2000/WGS-84 degrees; the first corner is repeated at the end."""

Polygons = tuple[tuple[Ring, ...], ...]
"""One or more polygons, each an outer ring followed by its holes."""


class GridKind(StrEnum):
    """综合网格, 微网格 and 专属网格."""

    GRID = "grid"
    MICRO = "micro"
    SPECIAL = "special"


@dataclass(frozen=True, slots=True)
class Grid:
    """One patch: code (village code + 3, micro + 2), kind, name, area (village), responsible unit, outline.

    A grid whose outline is not drawn yet has no polygons and can be chosen by hand only.
    """

    code: str
    kind: GridKind
    name: str
    area: str
    unit: str
    polygons: Polygons
