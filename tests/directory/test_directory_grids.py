"""Points and outlines: the R-tree answers as a look at every outline would."""

from typing import Any

import pytest
import shapely
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from fengqiao.directory.grids import Located, locate
from fengqiao.directory.models import County, Grid, Unit
from fengqiao.directory.outlines import check_outline, geojson_of, polygons, shape
from fengqiao.directory.snapshot import CountyDirectory, county
from fengqiao.directory.throwaway import ThrowawayCounty
from fengqiao.places import Datum, Point, from_wgs84

pytestmark = pytest.mark.database


def square(west: float, south: float, side: float = 1.0) -> list[list[float]]:
    east, north = west + side, south + side
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def polygon(*rings: list[list[float]]) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": list(rings)}


def draw(made: ThrowawayCounty, serial: str, outline: dict[str, Any] | None, kind: str = "grid") -> None:
    unit = Unit.objects.get(tenant=made.tenant, code="GRID")
    Grid.objects.create(
        tenant=made.tenant, code=made.village + serial, kind=kind, name=serial, unit=unit, outline=outline
    )


@pytest.fixture
def land(made: ThrowawayCounty) -> CountyDirectory:
    """Two neighbours, the first with a hole and a micro-grid inside, one in two parts, one not drawn."""
    Grid.objects.filter(tenant=made.tenant).delete()
    draw(made, "011", polygon(square(100, 30), square(100.6, 30.6, 0.2)))
    draw(made, "012", polygon(square(101, 30)))
    draw(made, "01101", polygon(square(100.1, 30.1, 0.2)), kind="micro")
    two = [[square(103, 30)], [square(105, 30)]]
    draw(made, "013", {"type": "MultiPolygon", "coordinates": two})
    draw(made, "014", None)
    return county(made.tenant)


def found(land: CountyDirectory, lon: float, lat: float) -> str:
    grid = locate(land, Point(lon, lat, Datum.WGS84)).grid
    return grid.code[12:] if grid else ""


@pytest.mark.parametrize(
    ("lon", "lat", "serial"),
    [
        (100.5, 30.5, "011"),
        (100.7, 30.7, ""),  # in the hole
        (100.2, 30.2, "01101"),  # the smaller kind answers
        (101.5, 30.5, "012"),
        (101.0, 30.5, "011"),  # on the common edge: always the same
        (103.5, 30.5, "013"),
        (105.5, 30.5, "013"),
        (104.5, 30.5, ""),
        (0.0, 0.0, ""),
    ],
)
def test_a_point_is_found_in_its_grid(land: CountyDirectory, lon: float, lat: float, serial: str) -> None:
    assert found(land, lon, lat) == serial


def test_a_point_from_a_map_service_is_converted_first(land: CountyDirectory) -> None:
    near_the_edge = Point(100.0005, 30.5, Datum.WGS84)
    shifted = from_wgs84(near_the_edge, Datum.BD09)
    located = locate(land, shifted)
    assert located.grid is not None
    assert located.grid.code.endswith("011")
    just_outside = from_wgs84(Point(99.9999, 30.5, Datum.WGS84), Datum.GCJ02)
    assert shifted.lon > 100.0005
    assert locate(land, just_outside).grid is None


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.floats(99.5, 106.5), st.floats(29.5, 31.5)), min_size=20, max_size=20))
def test_the_tree_answers_as_a_look_at_every_outline_would(points: list[tuple[float, float]]) -> None:
    drawn = {
        "011": polygon(square(100, 30)),
        "012": polygon(square(101, 30)),
        "013": polygon(square(103, 30)),
    }
    shapes = {serial: shape(polygons(outline)) for serial, outline in drawn.items()}
    tree = shapely.STRtree(list(shapes.values()))
    for lon, lat in points:
        where = shapely.Point(lon, lat)
        by_tree = {list(shapes)[number] for number in tree.query(where, predicate="intersects")}
        assert by_tree == {serial for serial, outline in shapes.items() if outline.intersects(where)}


def test_inside_is_told_by_the_boundary_where_there_is_one(land: CountyDirectory) -> None:
    between = Point(104.5, 30.5, Datum.WGS84)
    assert locate(land, between) == Located(None, inside=False)
    County.objects.filter(tenant=land.tenant).update(boundary=polygon(square(99, 29, 10)))
    wider = county(land.tenant)
    assert locate(wider, between) == Located(None, inside=True)
    assert locate(wider, Point(0, 0, Datum.WGS84)) == Located(None, inside=False)


def test_without_any_outline_nobody_can_tell(made: ThrowawayCounty) -> None:
    Grid.objects.filter(tenant=made.tenant).delete()
    assert locate(county(made.tenant), Point(100, 30, Datum.WGS84)) == Located(None, inside=None)


@pytest.mark.parametrize(
    "broken",
    [
        "text",
        [],
        {},
        {"type": "Point", "coordinates": [1, 2]},
        {"type": "Polygon"},
        {"type": "Polygon", "coordinates": []},
        {"type": "Polygon", "coordinates": [[]]},
        {"type": "Polygon", "coordinates": [[[1, 2], [3, 4]]]},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1]]]},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]},
        {"type": "Polygon", "coordinates": [[[0, 0], [200, 0], [200, 1], [0, 0]]]},
        {"type": "Polygon", "coordinates": [[["a", 0], [1, 0], [1, 1], ["a", 0]]]},
        {"type": "Polygon", "coordinates": [[[True, 0], [1, 0], [1, 1], [True, 0]]]},
        {"type": "Polygon", "coordinates": [[[float("nan"), 0], [1, 0], [1, 1], [float("nan"), 0]]]},
        {"type": "MultiPolygon", "coordinates": [[]]},
        {"type": "MultiPolygon", "coordinates": {"a": 1}},
        {"type": "Polygon", "coordinates": [[[0, 0]] * 100_001]},
    ],
    ids=str,
)
def test_what_is_no_clean_outline_is_refused(broken: object) -> None:
    with pytest.raises(ValidationError):
        check_outline(broken)


def test_an_outline_comes_back_as_it_was() -> None:
    one = polygon(square(1, 2), square(1.4, 2.4, 0.1))
    two = {"type": "MultiPolygon", "coordinates": [[square(1, 2)], [square(5, 6)]]}
    assert geojson_of(polygons(one)) == one
    assert geojson_of(polygons(two)) == two
    assert polygons(None) == ()
