"""How many photos an act may name: the pictures themselves are kept elsewhere, the rules only count them."""

from fengqiao.shared.refused import invalid

MOST_PHOTOS = 100


def check_photos(number: int, field: str) -> None:
    """Refuse a number of photos that nobody took, naming the field."""
    if not 0 <= number <= MOST_PHOTOS:
        raise invalid(field, f"照片张数须为 0 至 {MOST_PHOTOS}", f"0 to {MOST_PHOTOS} photos")
