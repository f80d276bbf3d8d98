"""What somebody may do with a matter now, and the one next step (DESIGN element 4): the law is asked, not repeated.

Each act is tried on the rules with nothing filled in. By RULINGS 40 post, ban, state, unit and limit answer before
reason, basis and other data, so a refusal that is only about data means: this may be done, once it is filled in.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import MISSING, fields
from functools import cache
from typing import Any, get_origin, get_type_hints

from fengqiao.lifecycle.decide import decide
from fengqiao.lifecycle.law import LAW
from fengqiao.lifecycle.standing import Standing
from fengqiao.matters import commands as c
from fengqiao.matters.categories import Kind
from fengqiao.matters.facts import Facts
from fengqiao.matters.matter import Matter
from fengqiao.matters.words import BookingPurpose, Letter, Satisfaction, Solved, State
from fengqiao.people.actors import Post
from fengqiao.shared.refused import Refusal, Refused

MERGE = "merge"

_ONLY_DATA = frozenset(
    {Refusal.INVALID_DATA, Refusal.REASON_REQUIRED, Refusal.PHOTOS_REQUIRED, Refusal.RETURN_NEEDS_BASIS}
)
# Said by merging and by the system, never chosen by a person.
_NOT_CHOSEN = frozenset(
    {c.MergeInto, c.DropFollower, c.FollowMain, c.AutoClose, c.TakeFollower, c.IssueLetter, c.Recompute}
)
_LETTERS = {"urge": Letter.URGE, "supervise": Letter.SUPERVISE, "circulate": Letter.CIRCULATE}
_RENAMED: dict[type, str] = {c.BlowWhistle: "whistle"}

# Where the posts of a row depend on the matter: who it may be at all.
_AT_MOST: dict[type, frozenset[Post]] = {
    c.ApproveReturn: frozenset({Post.DISPATCHER, Post.TOWN_DISPATCHER, Post.COORDINATOR}),
    c.RefuseReturn: frozenset({Post.DISPATCHER, Post.TOWN_DISPATCHER, Post.COORDINATOR}),
    c.SubmitResult: frozenset({Post.HANDLER, Post.MEDIATOR, Post.GRID_WORKER, Post.TOWN_DISPATCHER}),
    c.Approve: frozenset({Post.SUPERVISOR, Post.DUTY_LEADER}),
}

Tries = Callable[[Matter], Iterable[c.Command]]


def offers(matter: Matter, facts: Facts) -> tuple[str, ...]:
    """The acts that the actor of the facts may do now, by name, in the order of the law."""
    standing = Standing(matter, facts)
    return tuple(
        name
        for name, tries in _tried(matter.state, facts.actor.post)
        if any(_open(matter, tried, facts, standing) for tried in tries(matter))
    )


def next_step(matter: Matter, facts: Facts, offered: tuple[str, ...]) -> str | None:
    """The one act that moves the matter on for this post, None when it waits for somebody else."""
    for name, when in _STEPS:
        if name in offered and (when is None or when(matter, facts)):
            return name
    return None


def posts_of(action: str) -> frozenset[Post]:
    """Which posts may do an act at all, whatever the matter; none for an act that nobody knows."""
    found = _acts().get(action)
    if found is None:
        return frozenset()
    posts = LAW[found[0]].posts
    return posts if isinstance(posts, frozenset) else _AT_MOST[found[0]]


def action_names() -> tuple[str, ...]:
    """Every act that a person may choose, in the order of the law."""
    return tuple(_acts())


@cache
def _tried(state: State, post: Post) -> tuple[tuple[str, Tries], ...]:
    """What is worth a try in this state by this post, in the order of the law."""
    return tuple(
        (name, tries)
        for name, (command, tries) in _acts().items()
        if state in LAW[command].states and post in posts_of(name)
    )


def _open(matter: Matter, command: c.Command, facts: Facts, standing: Standing) -> bool:
    try:
        return bool(decide(matter, command, facts, standing))
    except Refused as refused:
        return refused.code in _ONLY_DATA


@cache
def _acts() -> dict[str, tuple[type, Tries]]:
    acts: dict[str, tuple[type, Tries]] = {}
    for command in LAW:
        if command is c.TakeFollower:
            acts[MERGE] = c.TakeFollower, lambda _: (c.TakeFollower(follower="-"),)
        elif command is c.IssueLetter:
            for name, letter in _LETTERS.items():
                acts[name] = command, _with(c.IssueLetter, letter=letter)
        elif command not in _NOT_CHOSEN:
            acts[_RENAMED.get(command, _snake(command.__name__))] = (
                command,
                _TRIES.get(command, _with(command)),
            )
    return acts


def _with(command: type, **given: object) -> Tries:
    """The command with nothing filled in but what is given."""
    empty = {name: value for name, value in _empties(command) if name not in given}
    tried = command(**empty, **given)
    return lambda _: (tried,)


def _empties(command: type) -> Iterable[tuple[str, Any]]:
    hints = get_type_hints(command)
    for field in fields(command):
        if field.default is MISSING and field.default_factory is MISSING:
            kind = hints[field.name]
            yield field.name, () if get_origin(kind) is tuple else "" if kind is str else None


def _waivable(matter: Matter) -> Iterable[c.Command]:
    return (c.WaiveAssist(unit=order.unit, reason=None) for order in matter.live_orders)


def _answered(matter: Matter) -> Iterable[c.Command]:
    return (
        c.ApproveReply(unit=letter.unit) for letter in matter.supervisions if letter.replied_at is not None
    )


def _snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def _bookable(matter: Matter) -> Iterable[c.Command]:
    del matter
    return (c.BookSession(starts=None, ends=None, purpose=purpose) for purpose in BookingPurpose)


def _booked(command: type) -> Tries:
    return lambda matter: (command(number=each.no) for each in matter.bookings if each.cancelled_at is None)


def _choices(matter: Matter) -> Iterable[c.Command]:
    choices = matter.dispute.open_choices if matter.dispute is not None else ()
    return (c.AnswerWish(number=each.no, accepted=None) for each in choices)


# Acts that name a unit, a booking or a wish: tried for each that it could be.
_TRIES: dict[type, Tries] = {
    c.WaiveAssist: _waivable,
    c.ApproveReply: _answered,
    c.BookSession: _bookable,
    c.MoveSession: _booked(c.MoveSession),
    c.CancelSession: _booked(c.CancelSession),
    c.AnswerWish: _choices,
}

When = Callable[[Matter, Facts], bool]


def _return_waits(matter: Matter, facts: Facts) -> bool:
    del facts
    return matter.pending_return is not None


def _is_question(matter: Matter, facts: Facts) -> bool:
    return matter.kind is Kind.CONSULTATION and facts.actor.post is Post.REGISTRAR


def _not_content(matter: Matter, facts: Facts) -> bool:
    """The last visit said no."""
    del facts
    visit = matter.visit
    if visit is None:
        return False
    return visit.satisfaction is Satisfaction.DISSATISFIED or visit.solved in {Solved.FALSE, Solved.PARTLY}


def _own_order_open(matter: Matter, facts: Facts) -> bool:
    """A supervisor also may strike off and unshelve, but the next step there is the unit's."""
    del matter
    return facts.actor.post is not Post.SUPERVISOR


def _on_review_day(matter: Matter, facts: Facts) -> bool:
    return matter.state is State.SHELVED and facts.actor.post is Post.SUPERVISOR


def _asked(matter: Matter, facts: Facts) -> bool:
    """The court's own next step, once it was applied to."""
    del facts
    return matter.dispute is not None and matter.dispute.confirmation_state == "applied"


def _failed(matter: Matter, facts: Facts) -> bool:
    del facts
    return matter.state is State.FAILED


def _letter_due(letter: Letter) -> When:
    return lambda matter, _: any(proposal.letter is letter for proposal in matter.proposals)


# The first of these that is offered, and fits, is the primary button.
_STEPS: tuple[tuple[str, When | None], ...] = (
    ("verified", None),
    ("accept", None),
    ("answer_directly", _is_question),
    ("approve_return", _return_waits),
    ("rule_lead", _return_waits),
    ("dispatch", None),
    ("report_in", None),
    ("sign", None),
    ("reply_supervision", None),
    ("approve_extension", None),
    ("approve_shelve", None),
    ("approve_reply", None),
    ("approve", None),
    ("inspect", None),
    ("visit_with_consent", None),
    ("resume", None),
    ("reopen", _not_content),
    ("close_explained", _not_content),
    ("record_visit", None),
    ("circulate", _letter_due(Letter.CIRCULATE)),
    ("supervise", _letter_due(Letter.SUPERVISE)),
    ("urge", _letter_due(Letter.URGE)),
    ("record_consent", None),
    ("record_performance", None),
    ("record_outcome", None),
    ("record_confirmation", _asked),
    ("divert", _failed),
    ("hold_session", None),
    ("submit_result", None),
    ("review_shelved", _on_review_day),
    ("unshelve", _own_order_open),
    ("evaluate_whistle", None),
    ("archive", None),
)
