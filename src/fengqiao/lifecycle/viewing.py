"""How somebody stands to a matter, for `people.visibility` to decide what is shown of it."""

from collections.abc import Collection

from fengqiao.lifecycle.react import PARTIES, REQUESTER
from fengqiao.matters.facts import Facts
from fengqiao.matters.involvement import held_order, is_own, works_on
from fengqiao.matters.matter import Matter
from fengqiao.matters.words import PLACE_KINDS, OrderRole, Visibility
from fengqiao.people.actors import Post
from fengqiao.people.confidentiality import TableStanding
from fengqiao.people.visibility import READING, Reader, Shown, Standing
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


def paper_reader(matter: Matter, facts: Facts) -> Reader:
    """How somebody of the staff stands to the papers of a matter; a mediator who has withdrawn reads none of the table."""
    actor, dispute = facts.actor, matter.dispute
    mediates = actor.post is Post.MEDIATOR and works_on(matter, facts)
    asked = dispute.confirmation if dispute is not None else None
    return Reader(
        post=actor.post,
        table=mediates and dispute is not None and actor.person not in dispute.recused,
        court=asked is not None and actor.post is Post.HANDLER and asked.court == actor.unit,
        unit=actor.unit,
    )


def received_as(matter: Matter, mine: Collection[str]) -> frozenset[str]:
    """Under which names papers are made out to a party; `mine`: itself and those it speaks for.

    Every party gets the papers of the dispute, and the requester's side those that answer the request, too.
    """
    requester = matter.requester
    asked = requester is not None and requester.id in mine
    return frozenset({PARTIES, REQUESTER}) if asked else frozenset({PARTIES})


def what_is_shown(matter: Matter, facts: Facts) -> Shown:
    """What the actor of the facts is shown of a matter; whether it may be seen at all is asked before."""
    return shown_by(standing(matter, facts))


APPROVING = frozenset({Post.SUPERVISOR, Post.DUTY_LEADER})
DESK = READING - APPROVING - {Post.PRIVACY_OFFICER}


def table_standing(matter: Matter, facts: Facts) -> TableStanding:
    """How the actor of the facts stands to the matter's dispute; a party is asked about elsewhere, by its own link."""
    post, dispute = facts.actor.post, matter.dispute
    if post is Post.MEDIATOR:
        withdrawn = dispute is not None and facts.actor.person in dispute.recused
        return TableStanding.TABLE if works_on(matter, facts) and not withdrawn else TableStanding.APART
    if post is Post.HANDLER:
        asked = dispute.confirmation if dispute is not None else None
        if asked is not None and asked.court == facts.actor.unit:
            return TableStanding.COURT
        order = held_order(matter, facts)
        leads = order is not None and order.role is OrderRole.LEAD
        return TableStanding.LEAD if leads else TableStanding.APART
    if post in APPROVING:
        return TableStanding.APPROVING
    return TableStanding.DESK if post in DESK else TableStanding.APART
