"""What is published for some days (知识库、公告): how it stands on a day, and whether it reaches a place."""

from datetime import date
from enum import StrEnum


class Standing(StrEnum):
    """How something that is published for some days stands."""

    DRAFT = "draft"
    PUBLISHED = "published"
    COMING = "coming"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


def standing(
    version: int, *, is_active: bool, valid_from: date | None, valid_until: date | None, day: date
) -> Standing:
    """How it stands: only what is published is told to people, and what has expired is not."""
    if not is_active:
        return Standing.WITHDRAWN
    if version == 0:
        return Standing.DRAFT
    if valid_until is not None and valid_until < day:
        return Standing.EXPIRED
    if valid_from is not None and day < valid_from:
        return Standing.COMING
    return Standing.PUBLISHED


def reaches(area: str, place: str) -> bool:
    """Whether what holds in an area ("" everywhere) is told at a place. Where the place is not known as closely, it is."""
    return not place or place.startswith(area) or area.startswith(place)
