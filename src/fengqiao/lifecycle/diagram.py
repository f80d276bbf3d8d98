"""The machine draws itself from the law: which act leads from which state to which, and who may give it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fengqiao.lifecycle.law import LAW, REGISTERING, Row
from fengqiao.lifecycle.offers import posts_of
from fengqiao.matters import commands as c
from fengqiao.matters.words import State
from fengqiao.people.actors import Post

NOTHING = ""
"""The state before a registration."""

ENDS = (State.ARCHIVED, State.REJECTED, State.TRANSFERRED, State.WITHDRAWN)
"""What leads no further."""


@dataclass(frozen=True, slots=True)
class Act:
    """One row as it is drawn: the act's name, its row in DOMAIN, who gives it, where, and where it leads.

    `to` is empty for an act that moves nothing; `moves` are the states out of which it leads there.
    """

    name: str
    ref: str
    posts: tuple[Post, ...]
    states: tuple[State, ...]
    moves: tuple[State, ...]
    to: tuple[State, ...]


@dataclass(frozen=True, slots=True)
class Transition:
    """One arrow: `start` "" is nothing yet."""

    start: str
    act: str
    ref: str
    end: str


def acts() -> Iterator[Act]:
    """Every act, the registration first, in the order of the law."""
    yield Act("register", "G1", tuple(sorted(REGISTERING)), (), (), (State.REGISTERED,))
    for command, row in LAW.items():
        name = act_name(command)
        yield Act(name, row.ref, _posts(command, row), _ordered(row.states), _ordered(row.leaving), row.to)


def transitions() -> Iterator[Transition]:
    """Every arrow; an act that leaves the state as it is has none."""
    yield Transition(NOTHING, "register", "G1", State.REGISTERED)
    for command, row in LAW.items():
        for start in _ordered(row.leaving):
            for end in row.to:
                if end is not start:
                    yield Transition(start, act_name(command), row.ref, end)


def act_name(command: type) -> str:
    """The name of an act as the doors use it: RequestReturn → request_return."""
    named = {c.BlowWhistle: "whistle", c.IssueLetter: "urge, supervise, circulate", c.MergeInto: "merge"}
    return named.get(command, re.sub(r"(?<!^)(?=[A-Z])", "_", command.__name__).lower())


def mermaid(words: Mapping[str, tuple[str, str]]) -> str:
    """The diagram in Mermaid's language; `words` gives each state its Chinese name."""
    lines = ["stateDiagram-v2"]
    lines += [f'    state "{words[state][0]} {state}" as {state}' for state in State]
    lines += [f"    {_end(arrow.start)} --> {arrow.end}: {_labelled(arrow)}" for arrow in transitions()]
    lines += [f"    {state} --> [*]" for state in ENDS]
    return "\n".join(lines) + "\n"


def _labelled(arrow: Transition) -> str:
    return f"{arrow.act} {arrow.ref}" if arrow.ref.startswith(("G", "D")) else arrow.act


def _end(state: str) -> str:
    return state or "[*]"


def _posts(command: type, row: Row) -> tuple[Post, ...]:
    if isinstance(row.posts, frozenset):
        return tuple(sorted(row.posts))
    return tuple(sorted(posts_of(act_name(command))))


def _ordered(states: frozenset[State]) -> tuple[State, ...]:
    return tuple(state for state in State if state in states)
