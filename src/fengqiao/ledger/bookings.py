"""Bookings as calendars read them, and the time they take: one statement writes what changed, or says what is taken."""

from dataclasses import dataclass
from typing import Any, Final

import msgspec

from fengqiao.ledger.connection import UnitOfWork
from fengqiao.matters.bookings import Booking
from fengqiao.matters.matter import Matter

# What a changed booking took before is given back first: the insert below waits for the number of what is gone. An
# insert that meets somebody else's time writes nothing of it and does not fail; whoever asked reads which holder it was.
KEEP: Final = """
WITH wanted AS (
    SELECT * FROM json_to_recordset(%(rows)s::json)
        AS w (no int, starts timestamptz, ends timestamptz, purpose text, mode text, room text, mediators text[],
              invited int, unit text, cancelled bool, holders text[])
), gone AS (
    DELETE FROM ledger.occupied AS o USING wanted AS w
     WHERE o.tenant = ledger.tenant() AND o.matter_id = %(matter_id)s::uuid AND o.no = w.no RETURNING 1
), kept AS (
    INSERT INTO ledger.booking (tenant, matter_id, no, starts, ends, purpose, mode, room, mediators, invited, unit,
                                cancelled)
    SELECT ledger.tenant(), %(matter_id)s::uuid, w.no, w.starts, w.ends, w.purpose, w.mode, w.room, w.mediators,
           w.invited, w.unit, w.cancelled FROM wanted AS w
    ON CONFLICT (tenant, matter_id, no) DO UPDATE
       SET starts = excluded.starts, ends = excluded.ends, mode = excluded.mode, room = excluded.room,
           mediators = excluded.mediators, cancelled = excluded.cancelled
    RETURNING 1
), taken AS (
    INSERT INTO ledger.occupied (tenant, matter_id, no, holder, during)
    SELECT ledger.tenant(), %(matter_id)s::uuid, w.no, h.holder, tstzrange(w.starts, w.ends)
      FROM wanted AS w CROSS JOIN LATERAL unnest(w.holders) AS h (holder)
     WHERE (SELECT count(*) FROM gone) >= 0 AND (SELECT count(*) FROM kept) > 0 AND NOT w.cancelled
     ORDER BY h.holder
    ON CONFLICT DO NOTHING RETURNING no, holder
)
SELECT no, holder FROM taken
"""


@dataclass(frozen=True, slots=True)
class Clash:
    """A holder whose time somebody else has: `room:…`, `person:…` or `mediator:…`. Whose booking it is, is not told."""

    no: int
    holder: str


def keep_bookings(work: UnitOfWork, before: Matter | None, after: Matter) -> list[Clash]:
    """Write the bookings in which a matter differs from before; the clashes, with which nothing may be kept."""
    stood = before.bookings if before is not None else ()
    changed = [each for each in after.bookings if each not in stood]
    if not changed:
        return []
    params = {"matter_id": after.id, "rows": msgspec.json.encode([_row(each) for each in changed]).decode()}
    taken = {(no, holder) for no, holder in work.execute(KEEP, params)}
    wanted = [(each.no, holder) for each in changed if each.cancelled_at is None for holder in each.holders]
    return [Clash(*each) for each in wanted if each not in taken]


def _row(booking: Booking) -> dict[str, Any]:
    return {
        "no": booking.no,
        "starts": booking.starts,
        "ends": booking.ends,
        "purpose": booking.purpose.value,
        "mode": booking.mode.value,
        "room": booking.room,
        "mediators": booking.mediators,
        "invited": len(booking.invited),
        "unit": booking.by.unit,
        "cancelled": booking.cancelled_at is not None,
        "holders": booking.holders,
    }
