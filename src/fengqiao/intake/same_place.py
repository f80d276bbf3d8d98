"""When two matters are about one place, and when many are about one thing (DOMAIN 4.3)."""

from fengqiao.matters.matter import Place

SAME_ESTATE_LEAST = 5
SAME_ESTATE_HOURS = 24
NEAR_METRES = 200


def place_key(place: Place) -> str:
    """What "the same estate" means where only a key can be compared: the grid, else the area, else a square of the map.

    A thousandth of a degree is about 100 m; "" when nothing is known of the place.
    """
    if place.grid or place.area:
        return place.grid or place.area
    if place.lon is None or place.lat is None:
        return ""
    return f"{place.lon:.3f},{place.lat:.3f}"
