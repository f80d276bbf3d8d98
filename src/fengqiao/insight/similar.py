"""Matters that may be the same: same category, near in place and time, similar words, each with its reason.

They are shown, never merged by themselves (DESIGN element 2).
"""
# ruff: noqa: S608 -- composed of the constants here, values come as parameters only

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import cos, radians
from typing import Any, Final

import msgspec

from fengqiao.intake.same_place import NEAR_METRES
from fengqiao.ledger.connection import UnitOfWork
from fengqiao.ledger.ids import earliest
from fengqiao.ledger.tokens import query_of
from fengqiao.places.coordinates import Datum, Point, metres_between

MOST: Final = 10
MOST_LOOKED_AT: Final = 60
DAYS_NEAR: Final = 30
"""How long ago a matter near by may have come; it is still open, so it may be the same."""

DAYS_WITHOUT_POINT: Final = 3
LIKE_ENOUGH: Final = 0.34
_METRES_A_DEGREE: Final = 111_195.0
_LONGEST: Final = 2000

_ROWS: Final = (
    "SELECT json_agg(json_build_array(c.id, c.code, c.state, c.registered_at, c.lon, c.lat, c.lead_unit, c.visibility, c.area,"
    " coalesce(x.title, ''), coalesce(left(x.body, 2000), '')))::text FROM ({candidates}) AS c"
    " LEFT JOIN ledger.text AS x ON x.tenant = ledger.tenant() AND x.id = c.text_id AND x.erased_at IS NULL"
)
_PICKED: Final = (
    "m.id, m.code, m.state, m.registered_at, m.lon, m.lat, m.lead_unit, m.visibility, m.area, m.text_id"
)
_OTHERS: Final = (
    " AND m.category = %(category)s AND m.id IS DISTINCT FROM %(id)s::uuid AND m.is_open"
    " AND m.registered_at >= %(since)s"
)
# Near a point: the index begins with the category and goes on with the latitude.
NEARBY: Final = _ROWS.format(
    candidates=(
        f"SELECT {_PICKED} FROM ledger.matter AS m WHERE m.tenant = ledger.tenant(){_OTHERS} AND m.lat IS NOT NULL"
        " AND m.lat BETWEEN %(lat)s - %(high)s AND %(lat)s + %(high)s"
        " AND m.lon BETWEEN %(lon)s - %(wide)s AND %(lon)s + %(wide)s ORDER BY m.lat LIMIT %(most)s"
    )
)
# Without a point: the last days, by id, and the same grid or area.
SAME_AREA: Final = _ROWS.format(
    candidates=(
        f"SELECT {_PICKED} FROM ledger.matter AS m WHERE m.tenant = ledger.tenant() AND m.id >= %(from_id)s::uuid"
        f"{_OTHERS} AND m.area = %(area)s AND m.area <> '' ORDER BY m.id DESC LIMIT %(most)s"
    )
)


@dataclass(frozen=True, slots=True)
class Question:
    """What something new is like: its own id is left out, "" when it has none yet; the point in WGS-84 degrees."""

    category: str
    text: str
    at: datetime
    id: str = ""
    area: str = ""
    lon: float | None = None
    lat: float | None = None


@dataclass(frozen=True, slots=True)
class Alike:
    """A matter that may be the same; `likeness` of the words from 0 to 1, `metres` None where a point is missing."""

    id: str
    code: str
    state: str
    title: str
    lead_unit: str
    restricted: bool
    area: str
    registered_at: datetime
    metres: int | None
    likeness: float


class _Candidate(msgspec.Struct, array_like=True):
    id: str
    code: str
    state: str
    registered_at: datetime
    lon: float | None
    lat: float | None
    lead_unit: str
    visibility: str
    area: str
    title: str
    body: str


def find_alike(work: UnitOfWork, question: Question) -> list[Alike]:
    """The likeliest first, in one statement; nothing without a category, or without any place."""
    has_point = question.lon is not None and question.lat is not None
    if not question.category or not (has_point or question.area):
        return []
    days = DAYS_NEAR if has_point else DAYS_WITHOUT_POINT
    since = question.at - timedelta(days=days)
    high = NEAR_METRES / _METRES_A_DEGREE
    params: dict[str, Any] = {
        "id": question.id or None,
        "category": question.category,
        "since": since,
        "from_id": earliest(since),
        "area": question.area,
        "lon": question.lon,
        "lat": question.lat,
        "high": high,
        "wide": high / max(cos(radians(question.lat or 0.0)), 0.05),
        "most": MOST_LOOKED_AT,
    }
    row = work.execute(NEARBY if has_point else SAME_AREA, params).fetchone()
    if row is None or row[0] is None:
        return []
    return _ranked(question, msgspec.json.decode(row[0], type=list[_Candidate]))


def likeness(one: str, other: str) -> float:
    """How much of their words two texts share: pairs of characters in both, of those in the shorter one."""
    first, second = _pairs(one), _pairs(other)
    shorter = min(len(first), len(second))
    return len(first & second) / shorter if shorter else 0.0


def why(alike: Alike, at: datetime, *, english: bool = False) -> str:
    """The reason in one line: distance, time, words."""
    hours = max(int((at - alike.registered_at).total_seconds() // 3600), 0)
    if english:
        ago = f"{hours // 24} days ago" if hours >= 48 else f"{hours} h ago" if hours else "within the hour"
        near = f"{alike.metres} m away" if alike.metres is not None else "same area"
        return f"same category · {near} · {ago} · {alike.likeness:.0%} of the words alike"
    ago = f"{hours // 24} 天前" if hours >= 48 else f"{hours} 小时前" if hours else "1 小时内"
    near = f"相距 {alike.metres} 米" if alike.metres is not None else "同一区域"
    return f"同类事项 · {near} · {ago} · 文字相近 {alike.likeness:.0%}"


def said_why(*, is_main: bool, english: bool = False) -> str:
    """The reason where a requester called two matters the same."""
    if english:
        return (
            "the requester says it is the same matter"
            if is_main
            else "its requester says it is the same as this"
        )
    return "诉求人说是同一件事" if is_main else "对方诉求人说与本件是同一件事"


def _ranked(question: Question, candidates: Iterable[_Candidate]) -> list[Alike]:
    """Near ones with like words first; far or unlike ones are left out."""
    found = []
    for each in candidates:
        metres = _metres(question, each)
        alike = likeness(question.text, each.body)
        near = metres is not None and metres <= NEAR_METRES
        if (metres is not None and not near) or (not near and alike < LIKE_ENOUGH):
            continue
        found.append(
            Alike(
                each.id, each.code, each.state, each.title, each.lead_unit, each.visibility == "restricted", each.area,
                each.registered_at, metres, round(alike, 2),
            )
        )  # fmt: skip
    return sorted(found, key=_order)[:MOST]


def _order(alike: Alike) -> tuple[float, str]:
    far = 1.0 if alike.metres is None else alike.metres / NEAR_METRES
    return far - 2 * alike.likeness, alike.id


def _metres(question: Question, candidate: _Candidate) -> int | None:
    if None in {question.lon, question.lat, candidate.lon, candidate.lat}:
        return None
    here = Point(question.lon or 0.0, question.lat or 0.0, Datum.WGS84)
    there = Point(candidate.lon or 0.0, candidate.lat or 0.0, Datum.WGS84)
    return round(metres_between(here, there))


def _pairs(text: str) -> frozenset[str]:
    return frozenset(query_of(text[:_LONGEST]).split(" & ")) - {""}
