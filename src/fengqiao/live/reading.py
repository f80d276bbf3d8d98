"""What the stream asks the database: blocking calls, run beside the loop, never an ORM and never once for each screen."""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from django.conf import settings
from django.db import close_old_connections

from fengqiao.desk.looking import may_see
from fengqiao.desk.settled import ports
from fengqiao.insight.scopes import WITHOUT_MATTERS, WITHOUT_RESTRICTED
from fengqiao.insight.who import UnknownCounty, arrive, county_version
from fengqiao.ledger.changes import START, Change, Mark, changes_since, settled
from fengqiao.ledger.connection import UnitOfWork, unit_of_work
from fengqiao.ledger.store import read_many
from fengqiao.matters.facts import Facts
from fengqiao.matters.involvement import held_order
from fengqiao.matters.matter import Matter
from fengqiao.matters.words import Visibility
from fengqiao.people.actors import Actor, Post

Said = tuple[Matter, bool]
"""A matter, and whether it is gone from the lists."""

AT_ONCE: Final = 500
"""Changes read at a time."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What changed up to a mark, with the matters as they stand."""

    mark: Mark
    changes: Sequence[Change]
    matters: Sequence[Matter]


def what_is_kept(most: int) -> tuple[list[Change], Mark]:
    """The changes of the last minutes, at most so many of the latest, and the mark up to which they are complete."""
    kept: deque[Change] = deque(maxlen=most)
    with unit_of_work(settings.TENANT, frozen=True) as work:
        until = settled(work)
        after = START
        while part := changes_since(work, after, most=most):
            kept.extend(part)
            after = part[-1].mark
    return list(kept), until


def read_on(mark: Mark) -> Batch | None:
    """What changed behind a mark; None when nothing did."""
    with unit_of_work(settings.TENANT) as work:
        changes = changes_since(work, mark, most=AT_ONCE)
        if not changes:
            return None
        return Batch(changes[-1].mark, changes, _as_they_stand(work, ids_of(changes)))


def look_up(ids: Iterable[str]) -> list[Matter]:
    """These matters as they stand."""
    with unit_of_work(settings.TENANT) as work:
        return _as_they_stand(work, ids)


def ids_of(changes: Iterable[Change]) -> list[str]:
    """The matters that changed, each once, in the order in which it changed first."""
    return list(dict.fromkeys(change.matter_id for change in changes))


def seat_of(session_key: str, named: str) -> Actor | None:
    """Who looks: the person of a session in the seat named `post@unit`, or in the first; None for nobody.

    A stream that stands open is no use of the session: its idle time runs on.
    """
    try:
        who = arrive(settings.TENANT, session_key, now=datetime.now(UTC), idle=True).who
    except UnknownCounty:
        return None
    if who is None or who.enrol_only:
        return None
    seat = next((each for each in who.seats if named in ("", each.name)), None)
    if seat is None or seat.post in WITHOUT_MATTERS:
        return None
    return Actor(person=who.person, post=seat.post, unit=seat.unit)


def said_to(actors: Iterable[Actor], matters: Sequence[Matter]) -> dict[Actor, list[Said]]:
    """What of these matters each actor is told: those on the lists, and, as gone, those that were with the unit once.

    That a matter went elsewhere is told to whom it was known; of all others not even the number is told.
    """
    try:
        county = ports(version=county_version(settings.TENANT))
        return {actor: _said(matters, county.facts(actor)) for actor in actors}
    finally:
        close_old_connections()  # a county that changed was read by the ORM


def _said(matters: Sequence[Matter], facts: Facts) -> list[Said]:
    said, unit = [], facts.actor.unit
    for matter in matters:
        if may_see(matter, facts) and _is_listed(matter, facts):
            said.append((matter, False))
        elif any(unit in (order.unit, order.executing_unit) for order in matter.orders):
            said.append((matter, True))
    return said


def _is_listed(matter: Matter, facts: Facts) -> bool:
    """A stream tells no more than the lists show: of restricted matters not to every post that may open one."""
    if matter.visibility is not Visibility.RESTRICTED:
        return True
    post = facts.actor.post
    return post not in WITHOUT_RESTRICTED and (
        post is not Post.GRID_WORKER or held_order(matter, facts) is not None
    )


def _as_they_stand(work: UnitOfWork, ids: Iterable[str]) -> list[Matter]:
    ids = list(ids)
    found = read_many(work, ids)
    return [matter for each in ids if each in found and (matter := found[each].matter) is not None]
