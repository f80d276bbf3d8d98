"""Every event kind has an arm, a reaction and a label; every command has its row and its form (STYLE 23)."""

import ast
import typing
from dataclasses import fields, is_dataclass
from enum import Enum
from pathlib import Path
from types import UnionType

import pytest

from fengqiao.desk.forms import ACTIONS
from fengqiao.insight.notices import NOTICE
from fengqiao.insight.words import ACTION, EVENT
from fengqiao.lifecycle.law import LAW
from fengqiao.matters import commands as c
from fengqiao.matters.events import EVENTS
from fengqiao.shared.texts import NoteRef, TextRef

LIFECYCLE = Path(__file__).parents[2] / "src/fengqiao/lifecycle"

BEFORE_THE_LAW = {c.Register, c.Tick}
"""A registration has no state before it, a tick no person behind it: `decide` takes both first."""

WITHOUT_FORM = {
    c.Register: "a door's own reading: persons, photos and a place come with it",
    c.Tick: "the system's",
    c.Recompute: "the system's, when a calendar is published",
    c.FollowMain: "the system's, when the main matter ended",
    c.MergeInto: "one half of a merge, which locks several matters",
    c.TakeFollower: "the other half",
    c.DropFollower: "the main matter's half of an unmerge",
}

CODES = {
    "id", "code", "category", "source_system", "external_id", "signal", "prompt", "area", "target", "order",
    "main", "rule", "follower", "lead", "kept", "unit", "units", "to", "co", "replaced", "cancelled", "closed",
    "inspection", "timer", "supervision", "whistle", "knowledge_item", "basis", "ratings", "secondary",
    # of the records that events hold
    "person", "role", "fields", "grid", "datum", "executing_unit", "suggested", "name", "cause", "tasks", "party",
    "room", "mediators", "holders", "invited", "mediator",
    "court", "number",
    "speaks_for", "language", "present", "templates", "sha256", "who", "file",
}  # fmt: skip
"""Text fields that hold codes, names of rules or of fields: never a sentence, never a person's name."""


def arms(*files: Path) -> set[str]:
    """The classes that `match` statements of these files take apart."""
    found = set()
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.MatchClass):
                found.add(
                    node.cls.attr if isinstance(node.cls, ast.Attribute) else getattr(node.cls, "id", "")
                )
    return found


@pytest.mark.parametrize("kind", sorted(EVENTS))
def test_an_event_moves_the_matter_has_a_reaction_and_a_name(kind):
    assert kind in arms(*(LIFECYCLE / "evolving").glob("*.py"))
    assert kind in arms(LIFECYCLE / "react.py")
    zh, en = EVENT[kind]
    assert zh
    assert en
    assert not zh.isascii()
    assert en.isascii()


def test_no_label_is_left_of_an_event_that_is_gone():
    assert set(EVENT) == set(EVENTS)


def test_what_is_told_to_staff_has_words():
    """Every message that the reactions name, but those for the requester and the parties, stands in the table of notices."""
    told = set()
    for node in ast.walk(ast.parse((LIFECYCLE / "react.py").read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            place = {"Notify": 1, "_tell_units": 1}.get(node.func.id)
            if place is not None and isinstance(node.args[place], ast.Constant):
                if node.func.id == "Notify" and getattr(node.args[0], "id", "") in {
                    "REQUESTER",
                    "PARTY",
                }:
                    continue
                told.add(node.args[place].value)
    assert len(told) > 25
    assert told <= set(NOTICE)
    assert all(zh and en for zh, en in NOTICE.values())


@pytest.mark.parametrize("command", typing.get_args(c.Command), ids=lambda command: command.__name__)
def test_a_command_has_its_row_and_its_form(command):
    assert (command in LAW) != (command in BEFORE_THE_LAW)
    formed = {spec.command for spec in ACTIONS.values()}
    assert (command in formed) != (command in WITHOUT_FORM)


def test_the_union_of_commands_is_whole():
    defined = {thing for thing in vars(c).values() if is_dataclass(thing) and thing.__module__ == c.__name__}
    assert set(typing.get_args(c.Command)) == defined
    assert set(LAW) <= defined


def test_every_action_has_words_and_every_word_an_action():
    merging = {"merge", "register"}
    assert set(ACTIONS) | merging == set(ACTION)
    assert all(zh and en for zh, en in ACTION.values())


# No event holds a free text (ARCHITECTURE section 3)


def leaves(
    kind: object, path: str, seen: frozenset[object] = frozenset()
) -> typing.Iterator[tuple[str, object]]:
    """Every field in an event and in the records it holds: its path and its plain type."""
    if isinstance(kind, UnionType) or typing.get_origin(kind) in {typing.Union, tuple}:
        for part in typing.get_args(kind):
            if part is not Ellipsis:
                yield from leaves(part, path, seen)
    elif is_dataclass(kind) and kind not in {TextRef, NoteRef}:
        if kind not in seen:
            hints = typing.get_type_hints(kind)
            for one in fields(kind):
                yield from leaves(hints[one.name], f"{path}.{one.name}", seen | {kind})
    else:
        yield path, kind


@pytest.mark.parametrize("kind", sorted(EVENTS))
def test_no_event_holds_a_free_text(kind):
    for path, plain in leaves(EVENTS[kind], kind):
        assert plain is not dict, path
        assert plain is not object, path
        if plain is str:
            assert path.rpartition(".")[2] in CODES, f"{path}: a sentence stands outside the events"


def test_the_walk_through_an_event_sees_what_lies_deep():
    found = {path for path, plain in leaves(EVENTS["MatterDispatched"], "x") if plain is str}
    assert {"x.orders.id", "x.orders.unit", "x.orders.signed_by.person", "x.orders.sign.name"} <= found
    texts = [path for path, plain in leaves(EVENTS["ShelveRequested"], "x") if plain is TextRef]
    assert texts == ["x.request.reason", "x.request.plan"]


@pytest.mark.parametrize("kind", sorted(EVENTS))
def test_events_are_frozen_and_told_in_the_past(kind):
    event = EVENTS[kind]
    assert event.__dataclass_params__.frozen
    assert hasattr(event, "__slots__")
    assert event.__doc__
    assert not issubclass(event, Enum)
    past = (
        "ed",
        "Withdrawn",
        "Ruled",
        "Blown",
        "Held",
        "Set",
        "Taken",
        "Overran",
        "TransferredOut",
        "Directly",
        "In",
        "Off",
        "Left",
    )
    assert kind.endswith(past), "an event has happened"
