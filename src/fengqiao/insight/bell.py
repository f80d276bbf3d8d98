"""The bell of whoever is signed in: the notices that were told by now, read or not, as this person chose."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from fengqiao.clocks.quiet import told_at, told_before
from fengqiao.insight.notices import Notice, count_unread, read_notices
from fengqiao.insight.who import Seat
from fengqiao.insight.words import Labels
from fengqiao.ledger.bells import Choice, chosen, which_read
from fengqiao.ledger.connection import UnitOfWork


class BellKind(StrEnum):
    """What a notice is about, as people choose what they want to be told of."""

    ASSIGNED = "assigned"
    DUE = "due"
    RETURNED = "returned"
    ASKED = "asked"
    ANSWERED = "answered"
    LETTER = "letter"
    OTHER = "other"


BELL_KIND: Final[Labels] = {
    "assigned": ("交办给我的", "Assigned to me"),
    "due": ("临期和超时", "Due soon and late"),
    "returned": ("退单和重办", "Returned and reopened"),
    "asked": ("请我审批、答复的", "Asked of me"),
    "answered": ("对申请的答复", "Answers"),
    "letter": ("督办函件", "Letters"),
    "other": ("其他", "Other"),
}
_ASSIGNED: Final = (
    "urgent_registered", "dispatched", "sub_dispatched", "ruled", "whistle", "escalated", "diverted", "referred",
    "task_given",
)  # fmt: skip
_DUE: Final = (
    "light_yellow", "light_red", "accept_late", "dispatch_late", "sign_late", "visit_late", "review_missed", "task_late",
    "leader_review_due", "due_changed", "whistle_unanswered", "reply_missed",
)  # fmt: skip
_ASKED: Final = (
    "return_requested", "extension_requested", "shelve_requested", "result_submitted", "letter_proposed",
    "confirmation_applied", "mediator_chosen", "mediator_refused", "mediator_recused",
)  # fmt: skip
_ANSWERED: Final = (
    "return_approved", "return_refused", "extended", "extension_refused", "shelved", "shelve_refused", "material_added",
    "supervision_replied", "task_reported",
)  # fmt: skip
KIND_OF: Final = {
    **dict.fromkeys(_ASSIGNED, BellKind.ASSIGNED),
    **dict.fromkeys(_DUE, BellKind.DUE),
    **dict.fromkeys(("rework", "reopened"), BellKind.RETURNED),
    **dict.fromkeys(_ASKED, BellKind.ASKED),
    **dict.fromkeys(_ANSWERED, BellKind.ANSWERED),
    **dict.fromkeys(("letter_urge", "letter_supervise", "letter_circulate"), BellKind.LETTER),
    **dict.fromkeys(("withdrawn", "session_booked", "session_moved", "session_cancelled"), BellKind.OTHER),
}
"""Every message to a unit or post and its kind; a test holds them against the words."""


MOST_UNREAD: Final = 100
"""So many are counted; nobody reads a greater number off a bell."""


@dataclass(frozen=True, slots=True)
class Rung:
    """A notice that was told, and whether it was read."""

    notice: Notice
    kind: BellKind
    is_read: bool


@dataclass(frozen=True, slots=True)
class Bell:
    """What was told by now, the latest first, how many of all are unread, how much waits for quiet hours or the digest, and what was chosen."""

    rung: Sequence[Rung]
    unread: int
    waiting: int
    choice: Choice


def bell_of(work: UnitOfWork, person: str, seats: Sequence[Seat], *, now: datetime) -> Bell:
    """The bell of a person in these seats, over the latest page of notices, in four statements; what is unread is counted over all."""
    choice = chosen(work, person)
    notices, _ = read_notices(work, seats, None)
    wanted = [each for each in notices if _kind(each) not in choice.silent]
    told = [each for each in wanted if told_at(each.at, choice.quiet, urgent=each.urgent) <= now]
    singly = which_read(work, person, [each.id for each in told])
    until = choice.read_until
    rung = [
        Rung(each, _kind(each), each.id in singly or (until is not None and each.at <= until))
        for each in told
    ]
    return Bell(rung, _unread(work, person, seats, choice, now), len(wanted) - len(told), choice)


def unread_of(work: UnitOfWork, person: str, seats: Sequence[Seat], *, now: datetime) -> int:
    """How many notices a person in these seats was told and has not read, in two statements; MOST_UNREAD: or more."""
    return _unread(work, person, seats, chosen(work, person), now)


def _unread(work: UnitOfWork, person: str, seats: Sequence[Seat], choice: Choice, now: datetime) -> int:
    return count_unread(
        work,
        person,
        seats,
        read_until=choice.read_until,
        before=told_before(now, choice.quiet),
        silent=[template for template, kind in KIND_OF.items() if kind in choice.silent],
        most=MOST_UNREAD,
    )


def _kind(notice: Notice) -> BellKind:
    return KIND_OF.get(notice.template, BellKind.OTHER)
