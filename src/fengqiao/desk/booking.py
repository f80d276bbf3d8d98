"""The time that a booking takes, held against everybody else's before the act is written."""

from fengqiao.ledger.appending import LostRace, version_of
from fengqiao.ledger.bookings import Clash, keep_bookings
from fengqiao.ledger.connection import UnitOfWork
from fengqiao.matters.matter import Matter
from fengqiao.shared.refused import Refusal, Refused


def insist_on_free_time(work: UnitOfWork, before: Matter | None, after: Matter) -> None:
    """Write what changed in the bookings; Refused (time_taken) names the field, never who has the time.

    The refusal undoes the unit of work. Nothing is asked of the database when no booking changed.
    """
    clashes = keep_bookings(work, before, after)
    if not clashes:
        return
    now = version_of(work, after.id)
    work.spoilt = True
    if before is not None and now != before.version:
        # Somebody acted on this very matter meanwhile, and what is taken may be its own.
        raise LostRace(after.id, now)
    raise _taken(clashes[0])


def _taken(clash: Clash) -> Refused:
    kind, _, code = clash.holder.partition(":")
    if kind == "room":
        return Refused(
            Refusal.TIME_TAKEN,
            field="room",
            zh=f"房间 {code} 该时段已被占用",
            en=f"room {code} is taken at that time",
        )
    return Refused(
        Refusal.TIME_TAKEN,
        field="mediators",
        zh="调解员该时段另有安排",
        en="the mediator is at another table at that time",
    )
