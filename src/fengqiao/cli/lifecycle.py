"""`fengqiao lifecycle`: the machine of general matters and disputes, drawn from the law that decides."""

import argparse
import json
import sys
from typing import Any, Final

from fengqiao.insight.words import ACTION, POST, STATE
from fengqiao.lifecycle.diagram import Act, acts, mermaid, transitions
from fengqiao.matters.words import State

_INTERNAL: Final = {
    "take_follower": "并入一件事项",
    "drop_follower": "移出一件并案事项",
    "follow_main": "随主事项办结",
    "recompute": "重新计算期限",
}
"""What the system does, or another act brings about: no door takes it by name."""


def add_parser(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("lifecycle", help="draw the states from the code")
    form = parser.add_mutually_exclusive_group(required=True)
    form.add_argument("--mermaid", action="store_true", help="the diagram in Mermaid's language")
    form.add_argument("--json", action="store_true", help="states, acts and transitions as data")
    form.add_argument("--markdown", action="store_true", help="the reference page")


def run(args: argparse.Namespace) -> int:
    """Print the machine; 0."""
    if args.mermaid:
        sys.stdout.write(mermaid(STATE))
    elif args.json:
        sys.stdout.write(json.dumps(as_data(), ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write(page())
    return 0


def as_data() -> dict[str, Any]:
    """States with their words, acts with their posts, and the arrows between the states ("" is nothing yet)."""
    return {
        "states": [{"state": state.value, "zh": STATE[state][0], "en": STATE[state][1]} for state in State],
        "acts": [
            {
                "act": act.name,
                "zh": _word(act.name),
                "ref": act.ref,
                "posts": [post.value for post in act.posts],
                "from": [state.value for state in act.states],
                "to": [state.value for state in act.to],
            }
            for act in acts()
        ],
        "transitions": [
            {"from": str(arrow.start), "act": arrow.act, "ref": arrow.ref, "to": str(arrow.end)}
            for arrow in transitions()
        ],
    }


def page() -> str:
    """The reference page: the diagram, and every act with who may give it, where, and where it leads."""
    return (
        "# The life of a matter\n\n"
        "Made by `fengqiao lifecycle --markdown` from `lifecycle/law.py`; a test keeps it current. Rows G.. and\n"
        "D.. are those of the domain reference, 2.4 its guards, 2.7 and 2.8 its clock rules and its ladder of letters.\n\n"
        f"```mermaid\n{mermaid(STATE)}```\n\n"
        "| act | 中文 | row | posts | in the states | leads to |\n| --- | --- | --- | --- | --- | --- |\n"
        + "".join(_row(act) for act in acts())
    )


def _row(act: Act) -> str:
    posts = "、".join(POST[post][0] for post in act.posts)
    states = ", ".join(f"`{state}`" for state in act.states) or "—"
    to = ", ".join(f"`{state}`" for state in act.to) or "—"
    if act.to and act.moves and set(act.moves) != set(act.states):
        to += " (from " + ", ".join(f"`{state}`" for state in act.moves) + ")"
    return f"| `{act.name}` | {_word(act.name)} | {act.ref} | {posts} | {states} | {to} |\n"


def _word(name: str) -> str:
    """The Chinese of an act; the three letters share a row."""
    return "、".join(_INTERNAL.get(one) or ACTION[one][0] for one in name.split(", "))
