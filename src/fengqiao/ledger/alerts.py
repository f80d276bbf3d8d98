"""Alerts about places and topics, never about persons: many matters of one category at one place (DOMAIN 4.3)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from fengqiao.ledger.connection import UnitOfWork
from fengqiao.ledger.ids import uuid7

SAME_ESTATE: Final = "same_estate"
MOST_LOOKED_AT: Final = 300
"""How many of a category are looked at, the newest first: a day of one cause must not make each further report dearer."""
_NEWEST: Final = (
    "SELECT count(*) FROM (SELECT grid, area, lon, lat, registered_at, history, state FROM ledger.matter"  # noqa: S608
    f" WHERE tenant = ledger.tenant() AND category = %(category)s ORDER BY id DESC LIMIT {MOST_LOOKED_AT}) AS m"
    " WHERE registered_at > %(since)s AND NOT history AND state NOT IN ('rejected', 'transferred', 'withdrawn')"
)
COUNT: Final = _NEWEST + " AND coalesce(nullif(grid, ''), area) = %(place)s"
# A square of the map has no grid and no area, or it would go by them.
COUNT_SQUARE: Final = (
    _NEWEST
    + " AND grid = '' AND area = '' AND lat BETWEEN %(lat)s - 0.0005 AND %(lat)s + 0.0005"
    + " AND lon BETWEEN %(lon)s - 0.0005 AND %(lon)s + 0.0005"
)
RAISE: Final = (
    "INSERT INTO ledger.alert AS a (tenant, id, kind, category, place, matters, since, raised_at, last_at)"
    " VALUES (ledger.tenant(), %(id)s, %(kind)s, %(category)s, %(place)s, %(n)s, %(since)s, %(at)s, %(at)s)"
    " ON CONFLICT (tenant, kind, category, place) WHERE closed_at IS NULL"
    " DO UPDATE SET matters = greatest(a.matters, excluded.matters), last_at = excluded.last_at"
)
STANDS: Final = (
    "SELECT 1 FROM ledger.alert WHERE tenant = ledger.tenant() AND kind = %(kind)s AND category = %(category)s"
    " AND place = %(place)s"
)
_ALERT: Final = "id, kind, category, place, matters, since, raised_at, last_at, closed_at"
# Beside its key the place is compared as text: a grid's code begins with its area's; ':' stands behind '9'.
_OF_AREA: Final = "(%(whole)s OR place >= %(area)s AND place < %(area)s || ':')"
OPEN: Final = (
    f"SELECT {_ALERT} FROM ledger.alert WHERE tenant = ledger.tenant() AND closed_at IS NULL AND {_OF_AREA}"  # noqa: S608
    " ORDER BY last_at DESC, id LIMIT %(most)s"
)
CLOSE: Final = (
    "UPDATE ledger.alert SET closed_at = %(at)s, closed_by = %(by)s"  # noqa: S608
    f" WHERE tenant = ledger.tenant() AND id = %(id)s AND closed_at IS NULL AND {_OF_AREA} RETURNING {_ALERT}"
)
ONE: Final = (
    f"SELECT {_ALERT} FROM ledger.alert WHERE tenant = ledger.tenant() AND id = %(id)s AND {_OF_AREA}"  # noqa: S608
)


@dataclass(frozen=True, slots=True)
class Alert:
    """Many matters of one category at one place: a grid, an area, or a square of the map ("lon,lat")."""

    id: str
    kind: str
    category: str
    place: str
    matters: int
    since: datetime
    raised_at: datetime
    last_at: datetime
    closed_at: datetime | None


def check_same_estate(
    work: UnitOfWork, *, category: str, place: str, at: datetime, hours: int, least: int
) -> bool:
    """Raise (or count on) the alert when at least that many matters came within the hours; True if it stands."""
    since = at - timedelta(hours=hours)
    found = _count(work, {"category": category, "place": place, "since": since})
    if found < least:
        return False
    work.execute(
        RAISE,
        {
            "id": uuid7(),
            "kind": SAME_ESTATE,
            "category": category,
            "place": place,
            "n": found,
            "since": since,
            "at": at,
        },
    )
    return True


def _count(work: UnitOfWork, asked: dict[str, object]) -> int:
    lon, comma, lat = str(asked["place"]).partition(",")
    if comma:
        asked |= {"lon": float(lon), "lat": float(lat)}
    row = work.execute(COUNT_SQUARE if comma else COUNT, asked).fetchone()
    return int(row[0]) if row is not None else 0


def has_alert(work: UnitOfWork, *, category: str, place: str) -> bool:
    """Whether an alert for this category and place exists."""
    row = work.execute(STANDS, {"kind": SAME_ESTATE, "category": category, "place": place}).fetchone()
    return row is not None


def open_alerts(work: UnitOfWork, *, area: str, most: int = 200) -> list[Alert]:
    """The alerts that nobody has closed, the liveliest first, within an area (significant code)."""
    return [Alert(*row) for row in work.execute(OPEN, {**_within(work, area), "most": most})]


def close_alert(
    work: UnitOfWork, alert_id: str, *, area: str, by: str, at: datetime
) -> tuple[Alert, bool] | None:
    """Close an alert; gives it and whether that happened now. None when the area has no such alert."""
    asked = {**_within(work, area), "id": alert_id}
    row = work.execute(CLOSE, {**asked, "at": at, "by": by}).fetchone()
    if row is not None:
        return Alert(*row), True
    row = work.execute(ONE, asked).fetchone()
    return (Alert(*row), False) if row is not None else None


def _within(work: UnitOfWork, area: str) -> dict[str, object]:
    """The whole county also holds the places that nobody knows."""
    return {"whole": work.tenant.startswith(area), "area": area}
