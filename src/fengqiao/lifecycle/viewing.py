"""How somebody stands to a matter, for `people.visibility` to decide what is shown of it."""

from fengqiao.matters.facts import Facts
from fengqiao.matters.involvement import held_order, is_own
from fengqiao.matters.matter import Matter
from fengqiao.matters.words import PLACE_KINDS, OrderRole, Visibility
from fengqiao.people.visibility import Shown, Standing
from fengqiao.people.visibility import what_is_shown as shown_by


def standing(matter: Matter, facts: Facts) -> Standing:
    """How the actor of the facts stands to a matter."""
    order = held_order(matter, facts)
    return Standing(
        post=facts.actor.post,
        restricted=matter.visibility is Visibility.RESTRICTED,
        own=is_own(matter, facts),
        order=order is not None,
        lead=order is not None and order.role is OrderRole.LEAD,
        thing=matter.kind in PLACE_KINDS,
    )


def what_is_shown(matter: Matter, facts: Facts) -> Shown:
    """What the actor of the facts is shown of a matter; whether it may be seen at all is asked before."""
    return shown_by(standing(matter, facts))
