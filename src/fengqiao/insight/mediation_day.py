"""A mediator's day: what the unit's disputes wait for, read from their records in one statement."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from fengqiao.insight.calendars import RAISED, MaySee
from fengqiao.insight.scopes import Viewer, in_scope
from fengqiao.ledger.connection import UnitOfWork
from fengqiao.ledger.snapshots import known_record
from fengqiao.matters.dispute import Agreement, ConsentPending, Wish
from fengqiao.matters.matter import Matter

MOST: Final = 300

DISPUTES: Final = """
SELECT m.snapshot, m.due_at, coalesce(x.title, ''), {scope}
  FROM ledger.matter AS m
  LEFT JOIN ledger.text AS x ON x.tenant = m.tenant AND x.id = m.text_id
 WHERE m.tenant = ledger.tenant() AND m.is_open
   AND m.state IN ('accepted', 'dispatched', 'consent_pending', 'mediating', 'agreed', 'performing')
   AND m.kind = 'dispute' AND ({scope} OR {raised})
 ORDER BY m.next_due, m.id LIMIT %(most)s
"""


@dataclass(frozen=True, slots=True)
class ConsentWaiting:
    """A dispute of which parties are still to be asked: how many answered, of how many."""

    code: str
    title: str
    due_at: datetime | None
    answered: int
    parties: int


@dataclass(frozen=True, slots=True)
class PerformanceDue:
    """What is owed: by which day, of which amount, and how much of it was named as paid; overdue when the day is over."""

    code: str
    title: str
    perform_by: date | None
    amount_cny: int | None
    paid_cny: int | None
    overdue: bool


@dataclass(frozen=True, slots=True)
class WishWaiting:
    """A party chose a mediator and waits for the answer."""

    code: str
    title: str
    wish: Wish


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a unit's disputes wait for."""

    consents: tuple[ConsentWaiting, ...]
    performances: tuple[PerformanceDue, ...]
    wishes: tuple[WishWaiting, ...]


def waiting(work: UnitOfWork, viewer: Viewer, *, today: date, may_see: MaySee) -> Waiting:
    """Read what waits; the nearest limits first, a few hundred disputes at most."""
    scope = in_scope(viewer)
    rows = work.execute(
        DISPUTES.format(scope=scope, raised=RAISED), {**viewer.params(), "most": MOST}
    ).fetchall()
    found = []
    for snapshot, due_at, title, seen in rows:
        matter = known_record(snapshot)
        if seen or may_see(matter):
            found.append((matter, title, due_at))
    return Waiting(
        consents=tuple(_consent(*each) for each in found if isinstance(each[0].stage, ConsentPending)),
        performances=tuple(
            each for matter, title, _ in found for each in _performances(matter, title, today)
        ),
        wishes=tuple(
            WishWaiting(matter.code, title, wish)
            for matter, title, _ in found
            if matter.dispute is not None
            for wish in matter.dispute.open_choices
        ),
    )


def _consent(matter: Matter, title: str, due_at: datetime | None) -> ConsentWaiting:
    assert isinstance(matter.stage, ConsentPending)
    parties = {party.id for party in matter.disputants}
    answered = {answer.party for answer in matter.stage.answers} & parties
    return ConsentWaiting(matter.code, title, due_at, len(answered), len(parties))


def _performances(matter: Matter, title: str, today: date) -> Iterator[PerformanceDue]:
    owed = matter.dispute.owed if matter.dispute is not None else None
    if matter.dispute is None or owed is None:
        return
    day = owed.perform_by if isinstance(owed, Agreement) else None
    yield PerformanceDue(
        code=matter.code,
        title=title,
        perform_by=day,
        amount_cny=owed.amount_cny,
        paid_cny=matter.dispute.named_amounts,
        overdue=day is not None and day < today,
    )
