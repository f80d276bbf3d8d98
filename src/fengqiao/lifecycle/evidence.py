"""Who brings, sees and shares the evidence of a matter (DOMAIN 6.2: what a party brings stays with the table).

In a dispute, what a party brought is seen by the centre and by those who mediate; the other parties, the unit that has
the lead and the court see it from when its party has shared it. In any other matter evidence is seen like its photos.
"""

from fengqiao.lifecycle.viewing import what_is_shown
from fengqiao.matters.categories import Kind
from fengqiao.matters.facts import Facts
from fengqiao.matters.involvement import held_order, works_on
from fengqiao.matters.matter import Matter
from fengqiao.matters.words import OrderRole
from fengqiao.people.actors import Post
from fengqiao.people.visibility import READING

CENTRE = READING - {Post.PRIVACY_OFFICER}
"""The posts of the centre that read a citizen's words as they were written."""


def mediates(matter: Matter, facts: Facts) -> bool:
    """Whether the actor is a mediator of this matter who has not withdrawn."""
    withdrawn = matter.dispute is not None and facts.actor.person in matter.dispute.recused
    return facts.actor.post is Post.MEDIATOR and works_on(matter, facts) and not withdrawn


def may_bring_evidence(matter: Matter, facts: Facts) -> bool:
    """Whether staff who may open the matter may add to its evidence: in a dispute the centre and the mediators."""
    if matter.kind is not Kind.DISPUTE:
        return what_is_shown(matter, facts).photos
    return facts.actor.post in CENTRE or mediates(matter, facts)


def may_see_evidence(matter: Matter, facts: Facts, *, shared: bool) -> bool:
    """Whether staff who may open the matter see a piece of its evidence."""
    if may_bring_evidence(matter, facts):
        return True
    return matter.kind is Kind.DISPUTE and shared and (_leads(matter, facts) or _is_court(matter, facts))


def may_share_evidence(matter: Matter, facts: Facts) -> bool:
    """Whether staff may note that a party shares what it brought: the mediator at the table, at the party's word."""
    return mediates(matter, facts)


def party_sees_evidence(mine: frozenset[str], party: str, *, shared: bool) -> bool:
    """Whether a party sees a piece; `mine` are itself and those it speaks for."""
    return shared or party in mine


def _leads(matter: Matter, facts: Facts) -> bool:
    order = held_order(matter, facts)
    return facts.actor.post is Post.HANDLER and order is not None and order.role is OrderRole.LEAD


def _is_court(matter: Matter, facts: Facts) -> bool:
    asked = matter.dispute.confirmation if matter.dispute is not None else None
    return facts.actor.post is Post.HANDLER and asked is not None and asked.court == facts.actor.unit
