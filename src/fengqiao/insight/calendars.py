"""The calendar of rooms and a unit's sessions: everybody sees what is taken, and the matter only who may open it.

Territory and orders are asked in SQL, as every list asks them. A mediator of the level to which a dispute was raised
needs no order (RULINGS 39): such a row brings its record along, and the rule itself says who may open it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from fengqiao.insight.scopes import Viewer, in_scope
from fengqiao.ledger.connection import UnitOfWork
from fengqiao.ledger.snapshots import known_record
from fengqiao.lifecycle.law import BOOKING
from fengqiao.matters.matter import Matter
from fengqiao.matters.words import BookingPurpose
from fengqiao.people.actors import Post

MOST: Final = 2000
RAISED: Final = (
    "EXISTS (SELECT FROM ledger.event AS e WHERE e.tenant = m.tenant AND e.matter_id = m.id"
    " AND e.kind = 'DisputeEscalated')"
)
"""Whether the dispute `m` was raised a level."""

# No booking lasts longer than half a day, so whatever reaches into the span began shortly before it.
_ROWS: Final = """
SELECT b.no, b.starts, b.ends, b.room, b.mode, b.purpose, b.mediators, b.invited, m.code, m.state,
       coalesce(x.title, ''), {scope},
       CASE WHEN NOT ({scope}) AND {perhaps} THEN m.snapshot END
  FROM ledger.booking AS b
  JOIN ledger.matter AS m ON m.tenant = b.tenant AND m.id = b.matter_id
  LEFT JOIN ledger.text AS x ON x.tenant = m.tenant AND x.id = m.text_id
 WHERE b.tenant = ledger.tenant() AND NOT b.cancelled
   AND b.starts >= %(since)s::timestamptz - interval '12 hours' AND b.starts < %(until)s AND b.ends > %(since)s
   AND {which}
 ORDER BY b.starts, b.room, m.code, b.no LIMIT %(most)s
"""
_OF_ROOMS: Final = "b.room = ANY(%(rooms)s)"
_OF_UNIT: Final = "(b.mediators && %(mediators)s OR b.unit = %(unit)s OR {scope})"

MaySee = Callable[[Matter], bool]
"""Whether the one who looks may open a matter."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A booked time. `code` is "" where the matter is none of the viewer's business; then nothing else is told of it."""

    starts: datetime
    ends: datetime
    room: str
    code: str = ""
    no: int = 0
    state: str = ""
    title: str = ""
    mode: str = ""
    purpose: str = ""
    mediators: tuple[str, ...] = ()
    invited: int = 0


def slots_of_rooms(
    work: UnitOfWork,
    viewer: Viewer,
    rooms: Sequence[str],
    *,
    span: tuple[datetime, datetime],
    may_see: MaySee,
) -> list[Slot]:
    """What is booked in these rooms within a span, in order of time, in one statement."""
    return _slots(work, viewer, _OF_ROOMS, {"rooms": list(rooms)}, span=span, may_see=may_see)


def slots_of_unit(
    work: UnitOfWork,
    viewer: Viewer,
    mediators: Sequence[str],
    *,
    span: tuple[datetime, datetime],
    may_see: MaySee,
) -> list[Slot]:
    """The sessions of a unit within a span: of its mediators, booked by it, or of its matters; in one statement."""
    which = _OF_UNIT.format(scope=in_scope(viewer))
    return _slots(work, viewer, which, {"mediators": list(mediators)}, span=span, may_see=may_see)


def _slots(
    work: UnitOfWork,
    viewer: Viewer,
    which: str,
    params: dict[str, Any],
    *,
    span: tuple[datetime, datetime],
    may_see: MaySee,
) -> list[Slot]:
    perhaps = RAISED if viewer.post is Post.MEDIATOR else "false"
    statement = _ROWS.format(scope=in_scope(viewer), perhaps=perhaps, which=which)
    since, until = span
    asked = {**viewer.params(), **params, "since": since, "until": until, "most": MOST}
    return [_slot(row, viewer, may_see) for row in work.execute(statement, asked)]


def _slot(row: tuple[Any, ...], viewer: Viewer, may_see: MaySee) -> Slot:
    no, starts, ends, room, mode, purpose, mediators, invited, code, state, title, seen, snapshot = row
    if not seen and not (snapshot is not None and may_see(known_record(snapshot))):
        return Slot(starts, ends, room)
    if purpose == BookingPurpose.COUNSELLING and viewer.post not in BOOKING:
        return Slot(starts, ends, room)  # that somebody is counselled concerns those who arrange it
    return Slot(starts, ends, room, code, no, state, title, mode, purpose, tuple(mediators), invited)
