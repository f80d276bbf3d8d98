"""What the law asks of one matter and one actor, whatever the command: asked once, however many commands are tried."""

from typing import assert_never

from fengqiao.lifecycle.law import Bar, Reach
from fengqiao.matters.facts import Facts
from fengqiao.matters.involvement import held_order, is_of_place, is_own, reaches, works_on
from fengqiao.matters.matter import Matter
from fengqiao.mediation.confirmation import is_the_court
from fengqiao.people.actors import Post
from fengqiao.shared.refused import Refused
from fengqiao.supervision.consultations import tasked
from fengqiao.supervision.whistles import called


class Standing:
    """How the actor of the facts stands to a matter."""

    __slots__ = ("_bars", "_facts", "_matter", "_reaches")

    def __init__(self, matter: Matter, facts: Facts) -> None:
        self._matter = matter
        self._facts = facts
        self._bars: dict[Bar, Refused | None] = {}
        self._reaches: dict[Reach, bool] = {}

    def insist_on(self, bar: Bar) -> None:
        """Raise Refused where the bar keeps the actor from the matter."""
        if bar not in self._bars:
            self._bars[bar] = _refusal(bar, self._matter, self._facts)
        refused = self._bars[bar]
        if refused is not None:
            raise refused

    def reaches(self, reach: Reach) -> bool:
        """Whether the actor's unit has to do with the matter (RULINGS 39)."""
        if reach not in self._reaches:
            self._reaches[reach] = _reached(self._matter, reach, self._facts)
        return self._reaches[reach]


def _refusal(bar: Bar, matter: Matter, facts: Facts) -> Refused | None:
    try:
        bar(matter, facts)
    except Refused as refused:
        return refused
    return None


def _reached(matter: Matter, reach: Reach, facts: Facts) -> bool:
    post = facts.actor.post
    match reach:
        case Reach.ANY:
            return True
        case Reach.TERRITORY:
            return reaches(matter, facts)
        case Reach.ORDER:
            return (
                reaches(matter, facts) if post is Post.SUPERVISOR else held_order(matter, facts) is not None
            )
        case Reach.ORDER_OR_PLACE:
            by_place = post is Post.GRID_WORKER and is_of_place(matter, facts)
            return by_place or held_order(matter, facts) is not None
        case Reach.OWN_OR_TERRITORY:
            if post is Post.CITIZEN:
                return is_own(matter, facts)
            return works_on(matter, facts) if post is Post.MEDIATOR else reaches(matter, facts)
        case Reach.MEDIATION:
            if post is Post.CITIZEN:
                return is_own(matter, facts)
            return reaches(matter, facts) if post is Post.DUTY_LEADER else works_on(matter, facts)
        case Reach.ROUTE:
            route = matter.route
            return route is not None and facts.actor.unit in {route.unit, route.executing_unit}
        case Reach.COURT:
            return is_the_court(matter, facts)
        case Reach.CALLED:
            return called(matter, facts) is not None
        case Reach.TASKED:
            return tasked(matter, facts) is not None
        case _:
            assert_never(reach)
