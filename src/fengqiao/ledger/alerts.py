"""Alerts about places and topics, never about persons: many matters of one category at one place (DOMAIN 4.3)."""

from datetime import datetime, timedelta
from typing import Final

from fengqiao.ledger.connection import UnitOfWork
from fengqiao.ledger.ids import uuid7

SAME_ESTATE: Final = "same_estate"
COUNT: Final = (
    "SELECT count(*) FROM ledger.matter WHERE tenant = ledger.tenant() AND category = %(category)s"
    " AND coalesce(nullif(grid, ''), area) = %(place)s AND registered_at > %(since)s AND NOT history"
    " AND state NOT IN ('rejected', 'transferred', 'withdrawn')"
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


def check_same_estate(
    work: UnitOfWork, *, category: str, place: str, at: datetime, hours: int, least: int
) -> bool:
    """Raise (or count on) the alert when at least that many matters came within the hours; True if it stands."""
    since = at - timedelta(hours=hours)
    row = work.execute(COUNT, {"category": category, "place": place, "since": since}).fetchone()
    found = int(row[0]) if row is not None else 0
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


def has_alert(work: UnitOfWork, *, category: str, place: str) -> bool:
    """Whether an alert for this category and place exists."""
    row = work.execute(STANDS, {"kind": SAME_ESTATE, "category": category, "place": place}).fetchone()
    return row is not None
