"""Signals: raw alarms of machines. Like alarms count up on one open signal; a person confirms or dismisses it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from fengqiao.ledger.connection import UnitOfWork
from fengqiao.ledger.ids import uuid7

MERGE: Final = (
    "UPDATE ledger.signal SET alarms = alarms + 1, last_at = greatest(last_at, %(at)s),"
    " photos = photos + %(photos)s WHERE (tenant, id) = (SELECT tenant, id FROM ledger.signal"
    " WHERE tenant = ledger.tenant() AND state = 'open' AND source = %(source)s AND type = %(type)s"
    " AND place_key = %(place_key)s AND last_at > %(since)s ORDER BY first_at LIMIT 1 FOR UPDATE) RETURNING id"
)
INSERT: Final = (
    "INSERT INTO ledger.signal (tenant, id, source, type, first_at, last_at, place_key, area, grid, lon, lat, datum,"
    " score, urgent, file_name, photos) VALUES (ledger.tenant(), %(id)s, %(source)s, %(type)s, %(at)s, %(at)s,"
    " %(place_key)s, %(area)s, %(grid)s, %(lon)s, %(lat)s, %(datum)s, %(score)s, %(urgent)s, %(file)s, %(photos)s)"
)
ONE: Final = (
    "SELECT id, source, type, state, first_at, last_at, alarms, area, grid, lon, lat, datum, urgent, photos,"
    " matter_id, reason FROM ledger.signal WHERE tenant = ledger.tenant() AND id = %(id)s"
)
ONE_LOCKED: Final = f"{ONE} FOR UPDATE"
OPEN: Final = (
    "SELECT id, source, type, state, first_at, last_at, alarms, area, grid, lon, lat, datum, urgent, photos,"
    " matter_id, reason FROM ledger.signal WHERE tenant = ledger.tenant() AND state = 'open'"
    " ORDER BY urgent DESC, first_at LIMIT %(most)s"
)
DECIDE: Final = (
    "UPDATE ledger.signal SET state = %(state)s, decided_at = %(at)s, decided_by = %(by)s, reason = %(reason)s,"
    " matter_id = %(matter)s WHERE tenant = ledger.tenant() AND id = %(id)s AND state = 'open' RETURNING id"
)
COUNTS: Final = (
    "SELECT count(*) FILTER (WHERE state = 'confirmed'), count(*) FILTER (WHERE state = 'dismissed')"
    " FROM ledger.signal WHERE tenant = ledger.tenant()"
)


@dataclass(frozen=True, slots=True)
class Signal:
    """One signal as it stands; `matter_id` once a person confirmed it."""

    id: str
    source: str
    type: str
    state: str
    first_at: datetime
    last_at: datetime
    alarms: int
    area: str
    grid: str
    lon: float | None
    lat: float | None
    datum: str
    urgent: bool
    photos: int
    matter_id: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Alarm:
    """One alarm as it came: `place_key` tells like places, `type` is what the machine says it saw."""

    source: str
    type: str
    at: datetime
    place_key: str
    area: str = ""
    grid: str = ""
    lon: float | None = None
    lat: float | None = None
    datum: str = ""
    score: float | None = None
    urgent: bool = False
    file_name: str | None = None
    photos: int = 0


def take_alarm(work: UnitOfWork, alarm: Alarm, *, within: timedelta) -> tuple[str, bool]:
    """Count an alarm on an open signal of the same source, type and place, or open one: (signal id, whether new)."""
    values: dict[str, Any] = {
        "source": alarm.source,
        "type": alarm.type,
        "at": alarm.at,
        "place_key": alarm.place_key,
        "photos": alarm.photos,
        "since": alarm.at - within,
    }
    row = work.execute(MERGE, values).fetchone() if alarm.place_key else None
    if row is not None:
        return str(row[0]), False
    values |= {
        "id": uuid7(),
        "area": alarm.area,
        "grid": alarm.grid,
        "lon": alarm.lon,
        "lat": alarm.lat,
        "datum": alarm.datum,
        "score": alarm.score,
        "urgent": alarm.urgent,
        "file": alarm.file_name,
    }
    work.execute(INSERT, values)
    return str(values["id"]), True


def read_signal(work: UnitOfWork, signal_id: str, *, for_update: bool = False) -> Signal | None:
    """One signal, locked for the transaction if asked."""
    row = work.execute(ONE_LOCKED if for_update else ONE, {"id": signal_id}).fetchone()
    return Signal(*row) if row is not None else None


def open_signals(work: UnitOfWork, *, most: int = 200) -> tuple[Signal, ...]:
    """The open signals: life-safety ones first, then by age."""
    return tuple(Signal(*row) for row in work.execute(OPEN, {"most": most}).fetchall())


def decide_signal(
    work: UnitOfWork,
    signal_id: str,
    *,
    state: str,
    at: datetime,
    by: str,
    reason: str = "",
    matter_id: str | None = None,
) -> bool:
    """Confirm or dismiss an open signal; False when somebody was faster."""
    values = {"id": signal_id, "state": state, "at": at, "by": by, "reason": reason, "matter": matter_id}
    return work.execute(DECIDE, values).fetchone() is not None


def signal_counts(work: UnitOfWork) -> tuple[int, int]:
    """Confirmed and dismissed: the two parts of ai_precision."""
    row = work.execute(COUNTS).fetchone()
    return (row[0], row[1]) if row is not None else (0, 0)
