"""Tickets of a hall (取号、叫号): taken, called, passed over, finished. No row knows whose it is or who called it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from fengqiao.ledger.connection import UnitOfWork
from fengqiao.ledger.ids import is_uuid, uuid7

_OF_DAY: Final = "t.tenant = ledger.tenant() AND t.hall = %(hall)s AND t.day = %(day)s"
_COLUMNS: Final = "t.id::text, t.service, t.number, t.kind, t.state, t.desk, t.called_at, t.calls"
TAKE: Final = """
WITH given AS (
    INSERT INTO ledger.ticket_count AS c (tenant, hall, day, service, last)
    VALUES (ledger.tenant(), %(hall)s, %(day)s, %(service)s, 1)
    ON CONFLICT (tenant, hall, day, service) DO UPDATE SET last = c.last + 1 RETURNING last)
INSERT INTO ledger.ticket (tenant, hall, day, service, number, id, kind, taken_at, counts_from)
SELECT ledger.tenant(), %(hall)s, %(day)s, %(service)s, given.last, %(id)s::uuid, %(kind)s, %(at)s, %(counts_from)s
  FROM given RETURNING number
"""
# Whoever calls at the same moment passes over the row that is being called: nobody is called to two windows.
CALL: Final = f"""
WITH next AS MATERIALIZED (
    SELECT t.id FROM ledger.ticket AS t WHERE {_OF_DAY} AND t.state = 'waiting' AND t.service = ANY(%(services)s)
     ORDER BY t.counts_from, t.service, t.number LIMIT 1 FOR UPDATE SKIP LOCKED)
UPDATE ledger.ticket AS t SET state = 'called', desk = %(desk)s, called_at = %(at)s, calls = 1
  FROM next WHERE t.tenant = ledger.tenant() AND t.id = next.id RETURNING {_COLUMNS}
"""  # noqa: S608  our own names
FINISH_LAST: Final = f"""
UPDATE ledger.ticket AS t SET state = 'finished' WHERE {_OF_DAY} AND t.desk = %(desk)s AND t.state = 'called'
"""  # noqa: S608
ACT: Final = f"""
UPDATE ledger.ticket AS t
   SET state = %(state)s, desk = %(desk)s, called_at = CASE WHEN %(again)s THEN %(at)s ELSE t.called_at END,
       calls = t.calls + CASE WHEN %(again)s THEN 1 ELSE 0 END
 WHERE {_OF_DAY} AND t.id = %(id)s::uuid
   AND ((t.state = 'called' AND t.desk = %(desk)s) OR (t.state = 'passed' AND %(again)s)) RETURNING {_COLUMNS}
"""  # noqa: S608
STANDING: Final = f"""
SELECT {_COLUMNS} FROM ledger.ticket AS t WHERE {_OF_DAY} AND t.state <> 'finished'
 ORDER BY t.counts_from, t.service, t.number
"""  # noqa: S608
RECORD: Final = """
UPDATE ledger.ticket AS t SET matter_id = %(matter_id)s::uuid
 WHERE t.tenant = ledger.tenant() AND t.id = %(id)s::uuid AND t.hall = %(hall)s AND t.matter_id IS NULL
"""
FORGET: Final = "DELETE FROM ledger.ticket WHERE tenant = ledger.tenant() AND day < %(before)s"
FORGET_COUNTS: Final = "DELETE FROM ledger.ticket_count WHERE tenant = ledger.tenant() AND day < %(before)s"


class TicketKind(StrEnum):
    """Who goes first is a choice at the kiosk that nobody has to prove."""

    ORDINARY = "ordinary"
    ELDERLY = "elderly"
    DISABLED = "disabled"
    WITH_CHILD = "with_child"


class TicketAct(StrEnum):
    """What a window does with a ticket that it called."""

    RECALL = "recall"
    PASS = "pass"  # noqa: S105  passed over
    FINISH = "finish"


_BECOMES: Final = {TicketAct.RECALL: "called", TicketAct.PASS: "passed", TicketAct.FINISH: "finished"}


@dataclass(frozen=True, slots=True)
class HallDay:
    """The queue of one hall on one day."""

    hall: str
    day: date


@dataclass(frozen=True, slots=True)
class Ticket:
    """A ticket as it stands."""

    id: str
    service: str
    number: int
    kind: str
    state: str
    desk: int | None
    called_at: datetime | None
    calls: int

    @property
    def name(self) -> str:
        """As it is printed and called: A012."""
        return f"{self.service}{self.number:03d}"


def take(
    work: UnitOfWork, queue: HallDay, service: str, kind: TicketKind, *, at: datetime, ahead: timedelta
) -> Ticket:
    """Give out the next number; a priority ticket counts as taken `ahead` earlier."""
    first = at if kind is TicketKind.ORDINARY else at - ahead
    ticket_id = str(uuid7())
    asked = {
        **_of(queue),
        "service": service,
        "kind": kind.value,
        "id": ticket_id,
        "at": at,
        "counts_from": first,
    }
    row = work.execute(TAKE, asked).fetchone()
    assert row is not None
    return Ticket(ticket_id, service, row[0], kind.value, "waiting", None, None, 0)


def call_next(
    work: UnitOfWork, queue: HallDay, services: Sequence[str], *, desk: int, at: datetime
) -> Ticket | None:
    """Call whoever is first to a window; what it had called before is finished. None when nobody waits."""
    asked = {**_of(queue), "services": list(services), "desk": desk, "at": at}
    work.execute(FINISH_LAST, asked)
    row = work.execute(CALL, asked).fetchone()
    return None if row is None else Ticket(*row)


def act_on(
    work: UnitOfWork, queue: HallDay, ticket_id: str, act: TicketAct, *, desk: int, at: datetime
) -> Ticket | None:
    """Call it again (also one that was passed over), pass it over or finish it. None where it does not stand with this window."""
    if not is_uuid(ticket_id):
        return None
    asked = {**_of(queue), "id": ticket_id, "desk": desk, "at": at}
    row = work.execute(ACT, asked | {"state": _BECOMES[act], "again": act is TicketAct.RECALL}).fetchone()
    return None if row is None else Ticket(*row)


def standing(work: UnitOfWork, queue: HallDay) -> list[Ticket]:
    """The tickets of a day that wait, were called or passed over, in the order in which they are called."""
    return [Ticket(*row) for row in work.execute(STANDING, _of(queue))]


def record_matter(work: UnitOfWork, hall: str, ticket_id: str, matter_id: str) -> None:
    """Note which matter was registered for a ticket; one that is gone is passed over, as is a second matter."""
    if is_uuid(ticket_id):
        work.execute(RECORD, {"hall": hall, "id": ticket_id, "matter_id": matter_id})


def forget_tickets(work: UnitOfWork, *, before: date) -> None:
    """Delete the tickets of days gone by."""
    for statement in (FORGET, FORGET_COUNTS):
        work.execute(statement, {"before": before})


def _of(queue: HallDay) -> dict[str, Any]:
    return {"hall": queue.hall, "day": queue.day}
