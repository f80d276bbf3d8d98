"""What stops with a matter that nobody will work on any more: every clock that still ran.

Withdrawn or transferred, all of them stop; closed, all but that of a letter, which ends by an approved reply only
(DOMAIN 2.8). A follower has not left: its clocks rest as they are for the day it is given back (RULINGS 12).
"""

from dataclasses import replace
from datetime import datetime

from fengqiao.clocks import Timer, stop
from fengqiao.matters.matter import (
    Archived,
    Closed,
    Consultation,
    Matter,
    Order,
    Transferred,
    Visit,
    Whistle,
    Withdrawn,
)


def left(matter: Matter, at: datetime) -> Matter:
    """The matter that was withdrawn or transferred at this moment, with nothing that runs on."""
    letters = tuple(
        replace(letter, reply=_stopped(letter.reply, at)) if letter.reply is not None else letter
        for letter in matter.supervisions
    )
    return replace(closed(matter, at), supervisions=letters)


def closed(matter: Matter, at: datetime) -> Matter:
    """The matter that was closed at this moment: nobody signs, comes or is called any more."""
    return replace(
        matter,
        dispatch=None if matter.dispatch is None else _stopped(matter.dispatch, at),
        orders=tuple(_order(order, at) for order in matter.orders),
        visits=tuple(_visit(visit, at) for visit in matter.visits),
        whistles=tuple(_whistle(whistle, at) for whistle in matter.whistles),
        consultations=tuple(_consultation(held, at) for held in matter.consultations),
    )


def as_left(matter: Matter) -> Matter:
    """A matter as a record keeps it, also one that was written when clocks still ran on behind it.

    When it left is read from the matter itself, so that the record stays what its events make.
    """
    at = left_at(matter)
    if at is None:
        return matter
    return closed(matter, at) if isinstance(matter.stage, Closed | Archived) else left(matter, at)


def left_at(matter: Matter) -> datetime | None:
    """When nobody had to work on the matter any more; None while somebody has.

    The main clock runs from acceptance until the matter leaves; before that, only acceptance had one.
    """
    match matter.stage:
        case Closed(closed_at=at) | Archived(closed_at=at):
            return at
        case Withdrawn() | Transferred():
            main = matter.handle or matter.accept
            return main.stopped_at if main is not None else None
        case _:
            return None


def _stopped(timer: Timer, at: datetime) -> Timer:
    return timer if timer.stopped_at is not None else stop(timer, max(at, timer.changed_at))


def _order(order: Order, at: datetime) -> Order:
    return replace(order, sign=_stopped(order.sign, at)) if order.live else order


def _visit(visit: Visit, at: datetime) -> Visit:
    return replace(visit, timer=_stopped(visit.timer, at))


def _whistle(whistle: Whistle, at: datetime) -> Whistle:
    return replace(whistle, timer=_stopped(whistle.timer, at)) if whistle.closed_at is None else whistle


def _consultation(held: Consultation, at: datetime) -> Consultation:
    tasks = tuple(
        replace(task, timer=_stopped(task.timer, at)) if task.done_at is None else task
        for task in held.assigned
    )
    return replace(held, assigned=tasks)
