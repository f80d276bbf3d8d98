"""Looking: who may open a matter, who may find one by a number; every look at a person leaves a trace."""

from dataclasses import dataclass
from typing import NoReturn

from fengqiao.desk.acts import NotFound, Ref
from fengqiao.desk.ports import Ports
from fengqiao.ledger.access import note_access
from fengqiao.ledger.connection import unit_of_work
from fengqiao.ledger.persons import Found, Person, find_by_phone, reveal
from fengqiao.ledger.store import Loaded, load
from fengqiao.lifecycle.viewing import what_is_shown
from fengqiao.matters.facts import Facts
from fengqiao.matters.involvement import held_order, is_of_place, is_own, reaches, works_on
from fengqiao.matters.matter import Matter
from fengqiao.people.actors import Actor, Post
from fengqiao.people.visibility import Detail
from fengqiao.shared.refused import Refusal, Refused

BY_ORDER = frozenset({Post.HANDLER, Post.MEDIATOR, Post.UNIT_LEADER})
SEARCHING = frozenset({Post.ANALYST, Post.REGISTRAR, Post.SUPERVISOR})
REVEALING = frozenset(
    {Post.REGISTRAR, Post.TOWN_DISPATCHER, Post.SUPERVISOR, Post.DUTY_LEADER, Post.PRIVACY_OFFICER}
)
"""Posts that speak with the requester; a handler never opens a name or number (DOMAIN 6.3)."""


def may_see(matter: Matter, facts: Facts) -> bool:
    """Whether an actor may open this matter at all; an administrator keeps the configuration and no more (DOMAIN 6.4)."""
    post = facts.actor.post
    if post is Post.CITIZEN:
        return is_own(matter, facts)
    if post is Post.SYSTEM:
        return True
    if post is Post.ADMINISTRATOR:
        return False
    if post is Post.GRID_WORKER:
        return held_order(matter, facts) is not None or is_of_place(matter, facts)
    if post in BY_ORDER:
        called = any(u.unit == facts.actor.unit for w in matter.whistles for u in w.units)
        tasked = any(task.unit == facts.actor.unit for h in matter.consultations for task in h.assigned)
        return called or tasked or works_on(matter, facts) or _is_asked_court(matter, facts)
    return reaches(matter, facts)


def _is_asked_court(matter: Matter, facts: Facts) -> bool:
    """The court that the parties applied to reads what it is to confirm."""
    asked = matter.dispute.confirmation if matter.dispute is not None else None
    return asked is not None and asked.court == facts.actor.unit


@dataclass(frozen=True, slots=True)
class Seen:
    """A matter that was opened, with the facts in which."""

    matter: Matter
    facts: Facts


def view_matter(ports: Ports, actor: Actor, ref: Ref, *, found: Loaded | None = None) -> Seen:
    """Open a matter. Refused (logged) for whom it is none of their business; looks at restricted ones are logged.

    `found`: the matter as it was found when the request came in.
    """
    facts = ports.facts(actor)
    with unit_of_work(ports.tenant) as work:
        loaded = found if found is not None else load(work, ref.id, code=ref.code, source=ref.source)
        matter = loaded.matter
        if matter is None:
            raise NotFound(ref)
        allowed = may_see(matter, facts)
        if not allowed or matter.visibility.value == "restricted":
            result = "shown" if allowed else f"refused:{Refusal.NOT_INVOLVED_UNIT.value}"
            note_access(work, actor, act="view_matter", at=facts.now, matter_id=matter.id, result=result)
    if not allowed:
        raise Refused(Refusal.NOT_INVOLVED_UNIT)
    return Seen(matter, facts)


def reveal_person(ports: Ports, actor: Actor, ref: Ref, party_id: str, purpose: str) -> Person:
    """Open a sealed person of a matter for a purpose; the citizen sees that it was done."""
    seen = view_matter(ports, actor, ref)
    party = next((p for p in seen.matter.parties if p.id == party_id), None)
    if party is None:
        raise NotFound(ref)
    if actor.post not in REVEALING:
        _refuse(ports, actor, "reveal", seen.matter.id, Refusal.NOT_ALLOWED_FOR_POST)
    if not purpose.strip():
        _refuse(ports, actor, "reveal", seen.matter.id, Refusal.PURPOSE_REQUIRED)
    with unit_of_work(ports.tenant) as work:
        person = reveal(
            work, ports.ring, party_id, actor=actor, purpose=purpose.strip()[:200], at=ports.now()
        )
    if person is None:
        raise NotFound(ref)
    return person


def search_by_phone(ports: Ports, actor: Actor, phone: str, purpose: str) -> list[Found]:
    """The matters of a number, for a purpose. A list of matters, never a picture of a person."""
    if actor.post not in SEARCHING:
        _refuse(ports, actor, "search_by_phone", None, Refusal.NOT_ALLOWED_FOR_POST)
    if not purpose.strip():
        _refuse(ports, actor, "search_by_phone", None, Refusal.PURPOSE_REQUIRED)
    with unit_of_work(ports.tenant) as work:
        return find_by_phone(
            work, ports.ring, phone, actor=actor, purpose=purpose.strip()[:200], at=ports.now()
        )


def _refuse(ports: Ports, actor: Actor, act: str, matter_id: str | None, refusal: Refusal) -> NoReturn:
    """Log a refused look in a transaction of its own, then refuse."""
    with unit_of_work(ports.tenant) as work:
        note_access(
            work, actor, act=act, at=ports.now(), matter_id=matter_id, result=f"refused:{refusal.value}"
        )
    raise Refused(refusal)


def shows_address(ports: Ports, actor: Actor, matter: Matter) -> bool:
    """Whether this actor reads the matter's address in full, or masked."""
    return what_is_shown(matter, ports.facts(actor)).address is Detail.FULL
