"""The views of a worklist: for each post the branches of SQL that find what waits for it, each served by an index."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from fengqiao.insight.scopes import Reading, Viewer, of_place, of_territory
from fengqiao.lifecycle.attention import (
    CALLED,
    EXTENSION,
    LATER_RETURN,
    LETTER,
    RAISED,
    REPLIED,
    RETURN,
    SHELVE,
    SUPERVISED,
    TASKED,
    UNRATED,
)
from fengqiao.matters.words import PLACE_KINDS, State
from fengqiao.people.actors import Post

S, P = State, Post


class View(StrEnum):
    """我的待办, 即将到期, 已逾期, 督办件, 领导批示件, 全部 (DOMAIN section 8)."""

    TODO = "todo"
    SOON = "soon"
    OVERDUE = "overdue"
    SUPERVISED = "supervised"
    INSTRUCTED = "instructed"
    ALL = "all"


class Source(StrEnum):
    """Where a branch reads: which table, and so by which index and in which order."""

    STATE = "state"
    WAITING = "waiting"
    SOON = "soon"
    ORDERS = "orders"
    EXECUTING = "executing"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class Branch:
    """A condition on matter `m` (and order `o`) and where it reads; `newest` first where it is an archive's."""

    source: Source
    where: str
    newest: bool = False


WORKING: Final = (
    S.ACCEPTED, S.DISPATCHED, S.IN_PROGRESS, S.CONSENT_PENDING, S.MEDIATING, S.PENDING_REVIEW,
)  # fmt: skip
OPEN_STATES: Final = (
    S.REGISTERED, S.VERIFYING, S.ACCEPTED, S.DISPATCHED, S.IN_PROGRESS, S.CONSENT_PENDING, S.MEDIATING, S.AGREED,
    S.PERFORMING, S.PERFORMED, S.FAILED, S.DIVERTED, S.SHELVED, S.PENDING_REVIEW, S.RESOLVED,
)  # fmt: skip
# On a legal route only the route's unit has something to do (D13, D14).
_UNDONE: Final = (
    "o.state IN ('issued', 'signed', 'rework', 'return_requested')"
    " AND (m.state <> 'diverted' OR o.role = 'route')"
)

# A limit of which a quarter is left; both moments stand in the row.
_NEAR: Final = "{due} >= %(now)s AND {due} - %(now)s <= ({due} - {start}) / 4"
_SOON: Final = "m.yellow_at <= %(now)s AND m.due_at >= %(now)s AND NOT m.paused"
_LATE: Final = "m.next_due < %(now)s AND NOT m.paused"
_LATE_ANYHOW: Final = "(m.next_due < %(now)s OR m.due_at < %(now)s) AND NOT m.paused"


def branches(viewer: Viewer, view: View) -> tuple[Branch, ...]:
    """The branches of a view; none for a post to which nothing belongs there."""
    if viewer.reading is Reading.NOTHING:
        return ()
    if viewer.reading is Reading.ORDERS:
        return _of_unit(viewer, view)
    match view:
        case View.TODO:
            return _todo(viewer)
        case View.SOON:
            return _soon(viewer)
        case View.OVERDUE:
            return _overdue(viewer)
        case View.SUPERVISED:
            return (_waiting(viewer, _words_like(REPLIED, SUPERVISED)),)
        case View.INSTRUCTED:
            return tuple(_state(viewer, state, "m.channel = 'leader_instruction'") for state in OPEN_STATES)
        case View.ALL:
            return (Branch(Source.NEWEST, of_territory(viewer), newest=True),)


def in_state(viewer: Viewer, state: State) -> tuple[Branch, ...]:
    """Everything in one state; closed ones newest first."""
    if viewer.reading is Reading.NOTHING:
        return ()
    if viewer.reading is Reading.ORDERS:
        return tuple(
            Branch(each.source, f"{each.where} AND m.state = '{state.value}'", newest=each.newest)
            for each in _of_unit(viewer, View.ALL)
        )
    if state in OPEN_STATES:
        return (_state(viewer, state, "true"),)
    where = f"{of_territory(viewer)} AND m.state = '{state.value}'"
    return (Branch(Source.NEWEST, where, newest=True),)


def _todo(viewer: Viewer) -> tuple[Branch, ...]:
    """我的待办: the states in which the post has the next step, and what waits for its decision."""
    late = tuple(_state(viewer, state, _LATE) for state in _CHASED)
    waits = _WAITS.get(viewer.post, ())
    waiting = (_waiting(viewer, _words(waits)),) if waits else ()
    states = tuple(_state(viewer, state, when) for state, when in _STEPS.get(viewer.post, ()))
    return (*states, *waiting, *(late if viewer.post is P.SUPERVISOR else ()))


_CHASED: Final = (S.DISPATCHED, S.IN_PROGRESS, S.CONSENT_PENDING, S.MEDIATING, S.PERFORMING)
_STEPS: Final[dict[Post, tuple[tuple[State, str], ...]]] = {
    P.REGISTRAR: ((S.REGISTERED, "true"),),
    P.TOWN_DISPATCHER: ((S.REGISTERED, "true"), (S.ACCEPTED, "true"), (S.DISPATCHED, "true")),
    P.DISPATCHER: ((S.ACCEPTED, "true"), (S.FAILED, "true")),
    P.SUPERVISOR: ((S.PENDING_REVIEW, "true"), (S.PERFORMED, "true"), (S.RESOLVED, "true")),
    P.DUTY_LEADER: ((S.PENDING_REVIEW, "(m.urgency = 'urgent' OR m.visibility = 'restricted')"),),
}
_WAITS: Final[dict[Post, tuple[str, ...]]] = {
    P.TOWN_DISPATCHER: (RETURN, CALLED, UNRATED),
    P.DISPATCHER: (RETURN,),
    P.COORDINATOR: (RETURN, LATER_RETURN, UNRATED),
    P.SUPERVISOR: (EXTENSION, LETTER, REPLIED),
    P.DUTY_LEADER: (SHELVE, UNRATED),
}


def _soon(viewer: Viewer) -> tuple[Branch, ...]:
    if viewer.post is P.REGISTRAR:
        near = _NEAR.format(due="m.accept_due", start="m.registered_at")
        return (_state(viewer, S.REGISTERED, near),)
    if viewer.post is P.DISPATCHER:
        near = _NEAR.format(due="m.dispatch_due", start="m.accepted_at")
        return (_state(viewer, S.ACCEPTED, near),)
    parts = (of_territory(viewer), _SOON)
    near = " AND ".join(part for part in parts if part != "true")
    return tuple(Branch(Source.SOON, f"m.state = '{state.value}' AND {near}") for state in WORKING)


def _overdue(viewer: Viewer) -> tuple[Branch, ...]:
    if viewer.post is P.REGISTRAR:
        return tuple(_state(viewer, state, _LATE) for state in (S.REGISTERED, S.VERIFYING))
    if viewer.post is P.DISPATCHER:
        return (_state(viewer, S.ACCEPTED, _LATE_ANYHOW),)
    steps = {S.ACCEPTED, S.DISPATCHED}
    states = (S.REGISTERED, S.VERIFYING, *WORKING, S.PERFORMING, S.RESOLVED)
    return tuple(_state(viewer, state, _LATE_ANYHOW if state in steps else _LATE) for state in states)


_TASKED: Final = frozenset({P.HANDLER, P.MEDIATOR, P.UNIT_LEADER})


def _of_unit(viewer: Viewer, view: View) -> tuple[Branch, ...]:
    """What stands with the own unit: its orders, what it was called for, and for a grid worker what to look at."""
    match view:
        case View.TODO:
            waits = (CALLED, SUPERVISED, *((TASKED,) if viewer.post in _TASKED else ()))
            called = _waiting(viewer, _words(waits), territory=False)
            more = _on_foot() if viewer.post is P.GRID_WORKER else ()
            return (*_orders(_UNDONE), called, *_raised(viewer), *more)
        case View.SOON:
            near = f"{_UNDONE} AND o.due_at >= %(now)s AND o.yellow_at <= %(now)s AND {_SOON}"
            return (*_orders(near), *_raised(viewer, f" AND {_SOON}"))
        case View.OVERDUE:
            late = f"{_UNDONE} AND o.due_at < %(now)s AND NOT m.paused"
            return (*_orders(late), *_raised(viewer, f" AND {_LATE}"))
        case View.SUPERVISED:
            return (_waiting(viewer, _words((SUPERVISED,)), territory=False),)
        case View.INSTRUCTED:
            return _orders("m.channel = 'leader_instruction'")
        case View.ALL:
            standing = "o.state NOT IN ('returned', 'cancelled')"
            of_orders = tuple(
                Branch(each.source, f"{each.where} AND {is_open}", newest=True)
                for each in _orders(standing, every=True)
                for is_open in ("o.is_open", "NOT o.is_open")
            )
            return (*of_orders, *(replace(each, newest=True) for each in _raised(viewer)))


def _on_foot() -> tuple[Branch, ...]:
    """What a grid worker looks at in the own patch without an order: is it real, is it put right, is the person content.

    The own unit's work is looked at by others.
    """
    elsewhere = f"m.lead_unit <> %(unit)s AND {of_place()}"
    things = ", ".join(f"'{kind.value}'" for kind in sorted(PLACE_KINDS))
    return (
        Branch(Source.STATE, f"m.state = 'verifying' AND {of_place()}"),
        Branch(Source.STATE, f"m.state = 'pending_review' AND m.kind IN ({things}) AND {elsewhere}"),
        Branch(Source.STATE, f"m.state = 'resolved' AND m.kind <> 'dispute' AND {elsewhere}"),
    )


def _raised(viewer: Viewer, more: str = "") -> tuple[Branch, ...]:
    """Disputes that were raised to the own unit, for its mediators: it holds no order of them (RULINGS 39)."""
    if viewer.post is not P.MEDIATOR:
        return ()
    return (_waiting(viewer, _words((RAISED,)) + more, territory=False),)


def _orders(where: str, *, every: bool = False) -> tuple[Branch, ...]:
    still = where if every else f"o.is_open AND {where}"
    return (
        Branch(Source.ORDERS, f"o.unit = %(unit)s AND {still}"),
        Branch(Source.EXECUTING, f"o.executing_unit = %(unit)s AND o.executing_unit <> o.unit AND {still}"),
    )


def _state(viewer: Viewer, state: State, where: str) -> Branch:
    parts = [f"m.state = '{state.value}'", of_territory(viewer), where]
    return Branch(Source.STATE, " AND ".join(part for part in parts if part != "true"))


def _waiting(viewer: Viewer, words: str, *, territory: bool = True) -> Branch:
    parts = [f"m.attention <> '{{}}' AND {words}", of_territory(viewer) if territory else "true"]
    return Branch(Source.WAITING, " AND ".join(part for part in parts if part != "true"))


def _words(waits: Sequence[str]) -> str:
    """The condition that one of these words stands in a matter's attention; a unit's own where a unit is meant."""
    plain = [f"'{word}'" if not word.endswith(":") else f"'{word}' || %(unit)s" for word in waits]
    return f"m.attention && ARRAY[{', '.join(plain)}]"


def _words_like(word: str, prefix: str) -> str:
    return (
        f"EXISTS (SELECT FROM unnest(m.attention) AS waits (word)"
        f" WHERE waits.word = '{word}' OR starts_with(waits.word, '{prefix}'))"
    )
