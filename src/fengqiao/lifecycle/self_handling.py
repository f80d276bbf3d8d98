"""自办自结 (DOMAIN 2.2): a grid worker finds something on patrol and puts it right on the spot.

It is the usual way in one act: accepted, ordered to the own grid, signed and submitted by the same person, each step by
its own rule. So the clocks, the review by somebody else and the papers are those of every other matter.
"""

from collections.abc import Callable
from typing import Any, Final

from fengqiao.dispatch import orders
from fengqiao.handling import work
from fengqiao.intake import acceptance
from fengqiao.lifecycle.evolve import evolve
from fengqiao.matters import commands as c
from fengqiao.matters.events import Event
from fengqiao.matters.facts import Facts
from fengqiao.matters.issuing import SELF_HANDLED
from fengqiao.matters.matter import Matter
from fengqiao.matters.recorded import Recorded
from fengqiao.matters.words import PLACE_KINDS, Channel, Visibility
from fengqiao.shared.refused import Refusal, Refused, invalid

Step = tuple[Callable[[Matter, Any, Facts], list[Event]], c.Command]

FOREIGN: Final = (
    "只有本网格巡查发现的事项可以自办自结",
    "only what the own grid found on patrol is settled on the spot",
)


def forbid_foreign(matter: Matter, command: c.SelfHandle, facts: Facts) -> None:
    """Refuse what somebody else asked for: a request is accepted and dispatched by the centre."""
    del command
    own = matter.registered_by.unit == facts.actor.unit and matter.channel is Channel.GRID_PATROL
    if not own or matter.requester is not None:
        raise Refused(Refusal.WRONG_STATE, zh=FOREIGN[0], en=FOREIGN[1])


def self_handle(matter: Matter, command: c.SelfHandle, facts: Facts) -> list[Event]:
    """From registered to pending review; refuses what is no thing at a place, and what each step refuses."""
    category = facts.category(command.category or matter.category)
    if (matter.kind or category.kind) not in PLACE_KINDS or category.restricted:
        raise invalid(
            "category",
            "自办自结只用于城市管理事件、部件和隐患",
            "only events, components and hazards are settled on the spot",
        )
    steps: tuple[Step, ...] = (
        (acceptance.accept, c.Accept(category=category.code)),
        (orders.dispatch, c.Dispatch(lead=facts.actor.unit, rule=SELF_HANDLED)),
        (orders.sign, c.Sign()),
        (work.submit_result, c.SubmitResult(reply=command.reply, photos_after=command.photos_after)),
    )
    events: list[Event] = []
    for rule, step in steps:
        for event in rule(matter, step, facts):
            events.append(event)
            matter = evolve(
                matter, Recorded(seq=matter.version + 1, at=facts.now, actor=facts.actor, event=event)
            )
    if matter.visibility is not Visibility.NORMAL:
        raise Refused(Refusal.WRONG_STATE, zh=FOREIGN[0], en=FOREIGN[1])
    return events
