"""Points and their datum: what a map service calls a place and what we store.

Stored coordinates are degrees in CGCS2000/WGS-84 (for our purpose the same: they differ by centimetres). Amap and
WeChat speak GCJ-02, Baidu speaks BD-09; both shift a point by some hundred metres, so a point without its datum is
worthless and is refused at the door (ARCHITECTURE section 3, geometry).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from math import asin, atan2, cos, hypot, isfinite, pi, radians, sin, sqrt

# Krasovsky 1940, the ellipsoid of the published GCJ-02 formulas.
_SEMI_MAJOR = 6378245.0
_ECCENTRICITY_SQUARED = 0.00669342162296594323
_BD_ANGLE = pi * 3000.0 / 180.0
_EARTH_RADIUS_M = 6371008.8
_ENOUGH = 1e-9  # degrees, about 0.1 mm


class Datum(StrEnum):
    """The reference in which a pair of degrees was measured."""

    WGS84 = "wgs84"
    CGCS2000 = "cgcs2000"
    GCJ02 = "gcj02"
    BD09 = "bd09"


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the map: longitude and latitude in degrees of the named datum; ValueError when impossible."""

    lon: float
    lat: float
    datum: Datum

    def __post_init__(self) -> None:
        if not (isfinite(self.lon) and -180.0 <= self.lon <= 180.0):
            raise ValueError(f"lon must be between -180 and 180 degrees, not {self.lon!r}")
        if not (isfinite(self.lat) and -90.0 <= self.lat <= 90.0):
            raise ValueError(f"lat must be between -90 and 90 degrees, not {self.lat!r}")


def to_wgs84(point: Point) -> Point:
    """The same place in WGS-84 degrees; exact to below a millimetre for GCJ-02 and BD-09."""
    match point.datum:
        case Datum.WGS84:
            return point
        case Datum.CGCS2000:
            return Point(point.lon, point.lat, Datum.WGS84)
        case Datum.GCJ02:
            lon, lat = _inverse(_gcj_from_wgs, point.lon, point.lat)
        case Datum.BD09:
            lon, lat = _inverse(_gcj_from_wgs, *_inverse(_bd_from_gcj, point.lon, point.lat))
    return _on_earth(lon, lat, Datum.WGS84)


def from_wgs84(point: Point, datum: Datum) -> Point:
    """A WGS-84 (or CGCS2000) point in the degrees of another datum, for a map that speaks it."""
    if point.datum not in {Datum.WGS84, Datum.CGCS2000}:
        point = to_wgs84(point)
    lon, lat = point.lon, point.lat
    if datum in {Datum.GCJ02, Datum.BD09}:
        lon, lat = _gcj_from_wgs(lon, lat)
    if datum is Datum.BD09:
        lon, lat = _bd_from_gcj(lon, lat)
    return _on_earth(lon, lat, datum)


def metres_between(one: Point, other: Point) -> float:
    """Distance over ground in metres (sphere, good to 0.5 %), whatever the two datums are."""
    a, b = to_wgs84(one), to_wgs84(other)
    lat_a, lat_b = radians(a.lat), radians(b.lat)
    half = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin(radians(b.lon - a.lon) / 2) ** 2
    return 2 * _EARTH_RADIUS_M * asin(min(1.0, sqrt(half)))


def _on_earth(lon: float, lat: float, datum: Datum) -> Point:
    """A point that a shift may have pushed over the date line or a pole; both lie far from where shifts mean anything."""
    return Point(min(max(lon, -180.0), 180.0), min(max(lat, -90.0), 90.0), datum)


def _inverse(
    shift: Callable[[float, float], tuple[float, float]], lon: float, lat: float
) -> tuple[float, float]:
    """Undo a shift by fixed-point iteration: it is so flat that each round gains some four digits."""
    guess_lon, guess_lat = lon, lat
    for _ in range(12):
        shifted_lon, shifted_lat = shift(guess_lon, guess_lat)
        error_lon, error_lat = lon - shifted_lon, lat - shifted_lat
        guess_lon += error_lon
        guess_lat += error_lat
        if abs(error_lon) < _ENOUGH and abs(error_lat) < _ENOUGH:
            break
    return guess_lon, guess_lat


def _gcj_from_wgs(lon: float, lat: float) -> tuple[float, float]:
    if not (72.004 <= lon <= 137.8347 and 0.8293 <= lat <= 55.8271):
        return lon, lat  # the shift is defined for this box only; outside it both datums agree
    x, y = lon - 105.0, lat - 35.0
    waves_x = (20.0 * sin(6.0 * x * pi) + 20.0 * sin(2.0 * x * pi)) * 2.0 / 3.0
    north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x)) + waves_x
    north += (20.0 * sin(y * pi) + 40.0 * sin(y / 3.0 * pi)) * 2.0 / 3.0
    north += (160.0 * sin(y / 12.0 * pi) + 320.0 * sin(y * pi / 30.0)) * 2.0 / 3.0
    east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x)) + waves_x
    east += (20.0 * sin(x * pi) + 40.0 * sin(x / 3.0 * pi)) * 2.0 / 3.0
    east += (150.0 * sin(x / 12.0 * pi) + 300.0 * sin(x / 30.0 * pi)) * 2.0 / 3.0
    flatten = 1.0 - _ECCENTRICITY_SQUARED * sin(radians(lat)) ** 2
    meridian = _SEMI_MAJOR * (1.0 - _ECCENTRICITY_SQUARED) / (flatten * sqrt(flatten))
    parallel = _SEMI_MAJOR / sqrt(flatten) * cos(radians(lat))
    return lon + east * 180.0 / (parallel * pi), lat + north * 180.0 / (meridian * pi)


def _bd_from_gcj(lon: float, lat: float) -> tuple[float, float]:
    radius = hypot(lon, lat) + 0.00002 * sin(lat * _BD_ANGLE)
    angle = atan2(lat, lon) + 0.000003 * cos(lon * _BD_ANGLE)
    return radius * cos(angle) + 0.0065, radius * sin(angle) + 0.006
