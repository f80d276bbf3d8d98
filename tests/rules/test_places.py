"""Area codes and coordinates."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengqiao.places import (
    AreaLevel,
    Datum,
    Point,
    area_level,
    contains,
    county6,
    enclosing,
    from_wgs84,
    full12,
    metres_between,
    significant,
    to_wgs84,
    town9,
    village12,
)

digits = st.text("0123456789", min_size=1)
counties = st.integers(110101, 659999).filter(lambda n: n % 100 != 0).map(str)
serials = st.integers(1, 999).map(lambda n: f"{n:03d}")


@pytest.mark.parametrize(
    ("code", "short", "level"),
    [
        ("620902000000", "620902", AreaLevel.COUNTY),
        ("620902", "620902", AreaLevel.COUNTY),
        ("620902101000", "620902101", AreaLevel.TOWN),
        ("620902101", "620902101", AreaLevel.TOWN),
        ("620902101201", "620902101201", AreaLevel.VILLAGE),
        ("620902101201007", "620902101201007", AreaLevel.GRID),
        ("62090210120100702", "62090210120100702", AreaLevel.MICRO_GRID),
        ("620900", "6209", AreaLevel.CITY),
        ("620000000000", "62", AreaLevel.PROVINCE),
    ],
)
def test_codes_lose_their_filling_zeros(code: str, short: str, level: AreaLevel) -> None:
    assert significant(code) == short
    assert area_level(code) is level


@pytest.mark.parametrize(
    "code", ["", "6", "62090", "6209021", "62090210", "六二〇九〇二", "62o902", " 620902"]
)
def test_what_is_not_an_area_code_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match="area code"):
        significant(code)


def test_a_county_has_no_town_and_a_city_no_county() -> None:
    assert town9("620902") is None
    assert village12("620902101") is None
    with pytest.raises(ValueError, match="larger"):
        county6("6209")


@given(counties, serials, serials, serials)
def test_a_grid_lies_in_its_village_town_and_county(county: str, town: str, village: str, grid: str) -> None:
    code = county + town + village + grid
    assert enclosing(code) == (code, code[:12], code[:9], county)
    assert all(contains(outer, code) for outer in enclosing(code))
    assert all(contains(full12(outer), code) for outer in (county, county + town, county + town + village))
    assert (county6(code), town9(code), village12(code)) == (county, county + town, county + town + village)


@given(counties, serials, serials)
def test_neighbours_do_not_contain_each_other(county: str, one: str, other: str) -> None:
    assert contains(county + one, county + other) == (one == other)


@given(counties, serials)
def test_both_forms_of_a_code_mean_the_same_area(county: str, town: str) -> None:
    assert significant(full12(county + town)) == county + town
    assert contains(full12(county + town), county + town)
    assert contains(county + town, full12(county + town))


chinese_points = st.builds(
    Point,
    st.floats(74.0, 134.0, allow_nan=False),
    st.floats(4.0, 53.0, allow_nan=False),
    st.just(Datum.WGS84),
)


@given(chinese_points, st.sampled_from([Datum.GCJ02, Datum.BD09]))
def test_a_point_comes_back_from_a_map_service_to_the_millimetre(point: Point, datum: Datum) -> None:
    shifted = from_wgs84(point, datum)
    assert 50 < metres_between(point, Point(shifted.lon, shifted.lat, Datum.WGS84)) < 3000
    assert metres_between(point, shifted) < 0.001


@given(chinese_points)
def test_baidu_and_amap_agree_on_the_place(point: Point) -> None:
    assert metres_between(from_wgs84(point, Datum.GCJ02), from_wgs84(point, Datum.BD09)) < 0.001


def test_the_published_example_of_the_gcj_shift() -> None:
    """A square in Beijing: the shift is known to be about 0.0014 degrees north and 0.0062 east."""
    shifted = from_wgs84(Point(116.3975, 39.9087, Datum.WGS84), Datum.GCJ02)
    assert shifted.lon == pytest.approx(116.40374, abs=2e-5)
    assert shifted.lat == pytest.approx(39.91010, abs=2e-5)


def test_outside_china_nothing_is_shifted() -> None:
    paris = Point(2.3522, 48.8566, Datum.WGS84)
    assert from_wgs84(paris, Datum.GCJ02) == Point(2.3522, 48.8566, Datum.GCJ02)


def test_cgcs2000_is_kept_as_it_is() -> None:
    assert to_wgs84(Point(98.5, 39.7, Datum.CGCS2000)) == Point(98.5, 39.7, Datum.WGS84)


@pytest.mark.parametrize(
    ("lon", "lat", "field"),
    [
        (181, 0, "lon"),
        (-180.01, 0, "lon"),
        (0, 90.5, "lat"),
        (float("nan"), 0, "lon"),
        (0, float("inf"), "lat"),
    ],
)
def test_impossible_coordinates_are_refused_by_name(lon: float, lat: float, field: str) -> None:
    with pytest.raises(ValueError, match=field):
        Point(lon, lat, Datum.WGS84)


def test_distance_over_ground() -> None:
    one = Point(98.50, 39.73, Datum.WGS84)
    assert metres_between(one, Point(98.50, 39.73 + 0.01, Datum.WGS84)) == pytest.approx(1112, rel=0.01)
    assert metres_between(one, one) == 0
