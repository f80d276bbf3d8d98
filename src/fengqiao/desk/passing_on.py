"""Passing on: acceptance and dispatch as one act, and what an act would do with many matters before it is done.

Looking ahead asks the same rules as the act itself and writes nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from fengqiao.desk import forms
from fengqiao.desk.acts import Done, Ref, carry_out, decided_on, tried, with_duty_line
from fengqiao.desk.ports import Ports
from fengqiao.directory.duties import propose
from fengqiao.dispatch.duty import Choice
from fengqiao.ledger.store import Loaded
from fengqiao.lifecycle.decide import decide
from fengqiao.matters.commands import Accept, Command, Dispatch
from fengqiao.matters.facts import Facts
from fengqiao.matters.matter import Matter
from fengqiao.matters.recorded import Recorded
from fengqiao.matters.words import State
from fengqiao.people.actors import Actor
from fengqiao.shared.refused import Refusal, Refused, invalid

ACCEPT: Final = "accept"
DISPATCH: Final = "dispatch"
ACCEPT_AND_DISPATCH: Final = "accept_and_dispatch"
IN_BULK: Final = (ACCEPT, DISPATCH, ACCEPT_AND_DISPATCH, "sign", "urge", "archive")
"""Acts that need nothing filled in that differs from matter to matter; what is judged one by one is not among them."""

_NO_CATEGORY: Final = (
    "类别还不确定，请打开后选择类别",
    "the category is not certain yet; open it and choose one",
)
_TAKES_NO_ORDERS: Final = (
    "该单位不在平台接单，请用移送",
    "the unit takes no orders on the platform; transfer the matter",
)


@dataclass(frozen=True, slots=True)
class Step:
    """One act and who does it: a person may accept in one post and dispatch in another."""

    action: str
    actor: Actor


@dataclass(frozen=True, slots=True)
class Ahead:
    """What an act would come to: the data it is done with, and the matter after it, or the refusal."""

    data: Mapping[str, Any] = field(default_factory=dict)
    choice: Choice | None = None
    after: Matter | None = None
    refused: Refused | None = None


def steps_of(action: str) -> tuple[str, ...]:
    """The acts that one key or one choice stands for."""
    return (ACCEPT, DISPATCH) if action == ACCEPT_AND_DISPATCH else (action,)


def steps_left(matter: Matter) -> tuple[str, ...]:
    """What is still to be done before a unit has the matter."""
    return {State.REGISTERED: (ACCEPT, DISPATCH), State.ACCEPTED: (DISPATCH,)}.get(matter.state, ())


def look_ahead(ports: Ports, matter: Matter, steps: Sequence[Step], *, sure: str = "") -> Ahead:
    """What these acts would do with a matter one after the other, by what the directory proposes.

    `sure`: the category the machine was sure of, where nobody has named one yet.
    """
    data: dict[str, Any] = {}
    choice: Choice | None = None
    after = matter
    try:
        for step in steps:
            facts = ports.facts(step.actor)
            if step.action == ACCEPT:
                data["category"] = _category(ports, after, sure, facts)
                command: Command = Accept(category=data["category"])
            elif step.action == DISPATCH:
                choice = _proposed(ports, after, facts)
                data |= {"lead": choice.lead, "co": list(choice.co)}
                if choice.transfer_only:
                    raise invalid("lead", *_TAKES_NO_ORDERS)
                command = with_duty_line(ports, after, Dispatch(lead=choice.lead, co=choice.co))
            else:
                command = forms.read(step.action, {}, forms.Texts())
            after, _ = carry_out(after, (command,), facts)
    except Refused as refused:
        return Ahead(data, choice, None, refused)
    return Ahead(data, choice, after)


def accept_and_dispatch(
    ports: Ports,
    accepting: Actor,
    dispatching: Actor,
    ref: Ref,
    *,
    category: str,
    lead: str,
    co: Sequence[str] = (),
    key: str = "",
    said: str = "",
    expected: int | None = None,
    found: Loaded | None = None,
) -> Done:
    """Accept a matter and give it to a unit, both or neither. Raises as `acts.handle`.

    The two actors are one person in the posts to which the law gives the acts.
    """
    commands: tuple[tuple[Actor, Command], ...] = (
        (accepting, Accept(category=category)),
        (dispatching, Dispatch(lead=lead, co=tuple(co))),
    )

    def decided(loaded: Loaded, standing: Matter) -> tuple[Matter, tuple[Recorded, ...]]:
        del loaded
        matter = standing
        recorded: tuple[Recorded, ...] = ()
        for actor, command in commands:
            matter, more = carry_out(matter, (with_duty_line(ports, matter, command),), ports.facts(actor))
            recorded = (*recorded, *more)
        return matter, recorded

    def once(seen: Loaded | None) -> Done:
        return decided_on(ports, dispatching, ref, decided, key=key, said=said, expected=expected, found=seen)

    return tried(ports, dispatching, ref, DISPATCH, once, expected=expected, keyed=bool(key), found=found)


def _category(ports: Ports, matter: Matter, sure: str, facts: Facts) -> str:
    category = matter.category or sure
    if category not in ports.county().categories:
        _ask_the_law(matter, Accept(category=""), facts)
        raise invalid("category", *_NO_CATEGORY)
    return category


def _proposed(ports: Ports, matter: Matter, facts: Facts) -> Choice:
    if matter.category not in ports.county().categories:
        _ask_the_law(matter, Dispatch(lead=""), facts)
        raise invalid("category", *_NO_CATEGORY)
    return propose(ports.county(), matter.category, matter.place.area, at=facts.now)


def _ask_the_law(matter: Matter, command: Command, facts: Facts) -> None:
    """Whoever may not do it at all is told that, and not that a category is missing."""
    try:
        decide(matter, command, facts)
    except Refused as refused:
        if refused.code is not Refusal.INVALID_DATA:
            raise
