"""Who may sit at the table: nobody with an interest, no officer of a related police case, nobody whom a party refuses.

Guard 6 of DOMAIN 2.4. A refusal needs no reason; a choice is answered by the unit.
"""

from fengqiao.matters.commands import AnswerWish, RecuseMediator, WishMediator
from fengqiao.matters.dispute import Dispute, Wish
from fengqiao.matters.events import Event
from fengqiao.matters.events.mediation import MediatorRecused, MediatorWished, WishAnswered
from fengqiao.matters.facts import Facts
from fengqiao.matters.guards import forbid_mediation
from fengqiao.matters.matter import Matter
from fengqiao.matters.words import MediatorWish
from fengqiao.people.actors import Post
from fengqiao.people.mediators import MediatorInfo
from fengqiao.shared.refused import Refusal, Refused, invalid


def forbid_recused(matter: Matter, facts: Facts) -> None:
    """Refuse mediation that is forbidden, and a person who may not mediate here."""
    forbid_mediation(matter, facts)
    person = facts.actor.person
    if matter.dispute is not None and person in _kept_away(matter.dispute):
        raise Refused(
            Refusal.NOT_ALLOWED_FOR_POST,
            zh="您已回避或被当事人要求更换，请由其他调解员办理",
            en="you have withdrawn from this dispute or a party refused you; another mediator goes on",
        )
    if person in facts.officers:
        raise Refused(
            Refusal.NOT_ALLOWED_FOR_POST,
            zh="您办理过与本纠纷有关的警情或案件，不能主持调解，请由其他调解员办理",
            en="you handled a police case related to this dispute and may not mediate it; another mediator goes on",
        )


def recuse_mediator(matter: Matter, command: RecuseMediator, facts: Facts) -> list[Event]:
    """Guard 6: a mediator withdraws, or a party refuses whoever mediates now."""
    if command.reason is None:
        raise Refused(Refusal.REASON_REQUIRED, field="reason")
    if facts.actor.post is Post.MEDIATOR:
        return [MediatorRecused(person=facts.actor.person, reason=command.reason)]
    mediators = matter.dispute.handled_by if matter.dispute is not None else ()
    if matter.dispute is None or not mediators or mediators[-1] in matter.dispute.recused:
        raise Refused(Refusal.WRONG_STATE, zh="尚无调解员", en="nobody mediates yet")
    return [MediatorRecused(person=mediators[-1], reason=command.reason)]


def wish_mediator(matter: Matter, command: WishMediator, facts: Facts) -> list[Event]:
    """Guard 6: a party chooses or refuses a mediator; saying the same again changes nothing."""
    dispute = _dispute_of(matter)
    if command.wish is None:
        raise invalid("wish", "请选择：选定或不接受", "choose or refuse")
    mediator = known_mediator(command.mediator, facts, "mediator")
    party = _wisher(matter, command, facts)
    if command.wish is MediatorWish.CHOOSE:
        forbid_seat(matter, mediator, facts, "mediator", except_for=party)
    said = [each for each in dispute.wishes if (each.party, each.mediator) == (party, mediator.code)]
    if said and said[-1].wish is command.wish:
        return []
    wish = Wish(
        no=len(dispute.wishes) + 1,
        party=party,
        mediator=mediator.code,
        wish=command.wish,
        at=facts.now,
        person=mediator.person,
    )
    return [MediatorWished(wish=wish)]


def answer_wish(matter: Matter, command: AnswerWish, facts: Facts) -> list[Event]:
    """The unit answers a choice: yes if that mediator may sit here, no with its reason."""
    wish = next((each for each in _dispute_of(matter).open_choices if each.no == command.number), None)
    if wish is None:
        raise invalid("number", "没有这条待答复的意愿", "no such wish waits for an answer")
    if command.accepted is None:
        raise invalid("accepted", "请选择同意或不同意", "say yes or no")
    if not command.accepted and command.reason is None:
        raise Refused(Refusal.REASON_REQUIRED, field="reason")
    if command.accepted:
        forbid_seat(matter, known_mediator(wish.mediator, facts, "number"), facts, "number")
    return [WishAnswered(number=wish.no, accepted=command.accepted, reason=command.reason)]


def known_mediator(code: str, facts: Facts, field: str) -> MediatorInfo:
    """The mediator of this code in the register; refuses another one, naming the field."""
    found = facts.mediators.get(code)
    if found is None:
        raise invalid(
            field,
            f"名册中没有调解员 {code or '（空）'}",
            f"there is no mediator {code or '(empty)'} in the register",
        )
    return found


def forbid_seat(
    matter: Matter, mediator: MediatorInfo, facts: Facts, field: str, *, except_for: str = ""
) -> None:
    """Refuse a mediator who withdrew here, handled a related police case, or is refused by a party.

    `except_for`: the party that changes its mind about its own refusal.
    """
    dispute = matter.dispute
    refused = dispute.refused if dispute is not None else ()
    if any(
        each.party != except_for and (each.mediator == mediator.code or _same(each, mediator))
        for each in refused
    ):
        raise invalid(field, "当事人不接受该调解员", "a party will not have this mediator")
    if mediator.person and dispute is not None and mediator.person in dispute.recused:
        raise invalid(field, "该调解员已回避本纠纷", "this mediator has withdrawn from the dispute")
    if mediator.person and mediator.person in facts.officers:
        raise invalid(
            field,
            "该调解员办理过与本纠纷有关的警情或案件",
            "this mediator handled a police case related to the dispute",
        )


def _wisher(matter: Matter, command: WishMediator, facts: Facts) -> str:
    """Whose wish it is: a party's own, or that of the party it is written down for."""
    party = command.wisher
    if facts.actor.post is Post.CITIZEN:
        party = party or facts.actor.person
        if party != facts.actor.person:
            raise invalid("wisher", "只能表达本人的意愿", "a party speaks for itself only")
    if party not in {each.id for each in matter.disputants}:
        raise invalid("wisher", "请选择本纠纷的当事人", "name a party to this dispute")
    return party


def _dispute_of(matter: Matter) -> Dispute:
    if matter.dispute is None:
        raise Refused(Refusal.WRONG_STATE)
    return matter.dispute


def _kept_away(dispute: Dispute) -> frozenset[str]:
    """The persons who withdrew or were refused."""
    return frozenset(dispute.recused) | {each.person for each in dispute.refused if each.person}


def _same(wish: Wish, mediator: MediatorInfo) -> bool:
    return bool(wish.person) and wish.person == mediator.person
