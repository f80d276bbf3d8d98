"""Area codes: which administrative area contains which, told from the digits alone.

The statistical code has twelve digits: province 2, city 2, county 2, town 3, village 3 (DOMAIN 5.7). A town is
often printed with three zeros behind it, a county with six. Inside the program an area is always written in its
*significant* form, without those zeros: county 6 digits, town 9, village 12, grid 15, micro-grid 17. In that form
"lies in" is nothing but "starts with".
"""

from __future__ import annotations

from enum import StrEnum

_LENGTHS = {2: "province", 4: "city", 6: "county", 9: "town", 12: "village", 15: "grid", 17: "micro_grid"}


class AreaLevel(StrEnum):
    """How deep an area code reaches."""

    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWN = "town"
    VILLAGE = "village"
    GRID = "grid"
    MICRO_GRID = "micro_grid"


def significant(code: str) -> str:
    """The code without the zeros that only fill it up: ``620902101000`` becomes ``620902101``.

    Takes 2, 4, 6, 9, 12, 15 or 17 ASCII digits; raises ValueError for anything else.
    """
    if not (code.isascii() and code.isdigit()) or len(code) not in _LENGTHS:
        raise ValueError(f"not an area code: {code!r}")
    if len(code) in {9, 12} and code.endswith("000"):
        return significant(code[:-3])
    if len(code) in {4, 6} and code.endswith("00"):
        return significant(code[:-2])
    return code


def area_level(code: str) -> AreaLevel:
    """The level of an area code in either form; ValueError for what is not one."""
    return AreaLevel(_LENGTHS[len(significant(code))])


def county6(code: str) -> str:
    """The county of an area, 6 digits; ValueError when the code names something larger."""
    return _head(code, 6)


def town9(code: str) -> str | None:
    """The town or street of an area, 9 digits; None when the code names a county or more."""
    return _head(code, 9) if len(significant(code)) >= 9 else None


def village12(code: str) -> str | None:
    """The village or community of an area, 12 digits; None when the code does not reach so deep."""
    return _head(code, 12) if len(significant(code)) >= 12 else None


def contains(outer: str, inner: str) -> bool:
    """Whether the inner area lies in the outer one (an area contains itself); both in either form."""
    return significant(inner).startswith(significant(outer))


def lies_in(code: str, outer: str) -> bool:
    """Whether a text is an area code in significant form and lies in an area; false for what is no code at all."""
    try:
        return significant(code) == code and code.startswith(outer)
    except ValueError:
        return False


def enclosing(code: str) -> tuple[str, ...]:
    """The area itself and every area around it down to the county, the smallest first, in significant form."""
    own = significant(code)
    return tuple(own[:length] for length in (17, 15, 12, 9, 6) if len(own) >= length)


def full12(code: str) -> str:
    """The twelve-digit form that statistics and printed lists use; a grid gives its village's."""
    return significant(code)[:12].ljust(12, "0")


def _head(code: str, length: int) -> str:
    own = significant(code)
    if len(own) < length:
        raise ValueError(f"area {code!r} is larger than asked for")
    return own[:length]
