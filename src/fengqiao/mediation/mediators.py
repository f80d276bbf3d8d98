"""Who may sit at the table: nobody with an interest, nobody whom a party refuses (guard 6)."""

from fengqiao.matters.commands import RecuseMediator
from fengqiao.matters.events import Event
from fengqiao.matters.events.mediation import MediatorRecused
from fengqiao.matters.facts import Facts
from fengqiao.matters.guards import forbid_mediation
from fengqiao.matters.matter import Matter
from fengqiao.people.actors import Post
from fengqiao.shared.refused import Refusal, Refused


def forbid_recused(matter: Matter, facts: Facts) -> None:
    """Refuse mediation that is forbidden, and a mediator who has withdrawn or was refused here."""
    forbid_mediation(matter, facts)
    if matter.dispute is not None and facts.actor.person in matter.dispute.recused:
        raise Refused(
            Refusal.NOT_ALLOWED_FOR_POST,
            zh="您已回避本纠纷的调解，请由其他调解员办理",
            en="you have withdrawn from this dispute; another mediator goes on",
        )


def recuse_mediator(matter: Matter, command: RecuseMediator, facts: Facts) -> list[Event]:
    """Guard 6: a mediator withdraws, or a party refuses whoever mediates now."""
    if command.reason is None:
        raise Refused(Refusal.REASON_REQUIRED, field="reason")
    if facts.actor.post is Post.MEDIATOR:
        return [MediatorRecused(person=facts.actor.person, reason=command.reason)]
    mediators = matter.dispute.handled_by if matter.dispute is not None else ()
    if not mediators or mediators[-1] in _recused(matter):
        raise Refused(Refusal.WRONG_STATE, zh="尚无调解员", en="nobody mediates yet")
    return [MediatorRecused(person=mediators[-1], reason=command.reason)]


def _recused(matter: Matter) -> tuple[str, ...]:
    return matter.dispute.recused if matter.dispute is not None else ()
