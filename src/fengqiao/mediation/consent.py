"""Mediation only with every party's own consent; a refusal has no bad effect on any right (D4, D5, guard 2)."""

from fengqiao.matters.clockwork import resumed
from fengqiao.matters.commands import AnswerConsent, RecordConsent
from fengqiao.matters.dispute import Consent, ConsentPending
from fengqiao.matters.events import Event
from fengqiao.matters.events.mediation import ConsentRecorded, MediationDeclined, MediationStarted
from fengqiao.matters.facts import Facts
from fengqiao.matters.matter import Matter
from fengqiao.matters.parties import lacks_guardian, members, settles_for
from fengqiao.matters.words import Answer, Side
from fengqiao.shared.refused import Refusal, Refused, invalid


def record_consent(matter: Matter, command: RecordConsent, facts: Facts) -> list[Event]:
    """D4, D5: one refusal ends it, the last agreement starts it, and whoever was not asked yet is waited for."""
    if not isinstance(matter.stage, ConsentPending):
        raise Refused(Refusal.WRONG_STATE)
    return _taken(matter, matter.stage, _answers(matter, command), facts)


def answer_consent(matter: Matter, command: AnswerConsent, facts: Facts) -> list[Event]:
    """D4, D5: a party says it itself, or whoever may settle for it; nobody answers for the other side."""
    if not isinstance(matter.stage, ConsentPending):
        raise Refused(Refusal.WRONG_STATE)
    mine = settles_for(matter, facts.actor.person)
    if not mine or (command.party and command.party not in mine):
        raise Refused(
            Refusal.NOT_ALLOWED_FOR_POST,
            zh="须由当事人本人、监护人或特别授权的代理人表示意愿",
            en="the party itself, a guardian or an agent with special authority says so",
        )
    if not has_two_sides(matter):
        raise invalid("respondent", "请先登记双方当事人", "name the parties of both sides first")
    if command.answer is None:
        raise invalid("answer", "请选择是否同意调解", "say whether you agree to mediation")
    return _taken(matter, matter.stage, dict.fromkeys(mine, command.answer), facts)


def _taken(matter: Matter, stage: ConsentPending, said: dict[str, Answer], facts: Facts) -> list[Event]:
    given = tuple(Consent(party=party, answer=answer, at=facts.now) for party, answer in said.items())
    recorded = ConsentRecorded(answers=given)
    if Answer.REFUSE in said.values():
        return [recorded, MediationDeclined(handle=resumed(matter, facts))]
    consents = agreed_by_all(matter, (*stage.answers, *given))
    if consents is None:
        return [recorded]
    return [recorded, MediationStarted(consents=consents)]


def agreed_by_all(matter: Matter, answers: tuple[Consent, ...]) -> tuple[Consent, ...] | None:
    """Each party's latest answer, if there are two sides and every party agrees; else None."""
    latest = {one.party: one for one in answers}
    parties = [party.id for party in matter.disputants]
    if not has_two_sides(matter) or any(
        party not in latest or latest[party].answer is not Answer.AGREE for party in parties
    ):
        return None
    return tuple(latest[party] for party in parties)


def has_two_sides(matter: Matter) -> bool:
    """Whether somebody is named on each side; nobody consents for a side that nobody stands on."""
    return all(members(matter, side) for side in Side)


def _answers(matter: Matter, command: RecordConsent) -> dict[str, Answer]:
    """Who says what: a side's answer stands for each of its parties, unless one of them answered for itself."""
    if not has_two_sides(matter):
        raise invalid("respondent", "请先登记双方当事人", "name the parties of both sides first")
    said: dict[str, Answer] = {}
    for side, answer in ((Side.APPLICANT, command.applicant), (Side.RESPONDENT, command.respondent)):
        if answer is not None:
            said |= dict.fromkeys((party.id for party in members(matter, side)), answer)
    known = {party.id for party in matter.disputants}
    for party, answer in command.single:
        if party not in known:
            raise invalid("single", "不是本纠纷的当事人", "not a party to this dispute")
        said[party] = answer
    if not said:
        raise invalid("applicant", "请记录当事人的意愿", "record what the parties say")
    for one in matter.disputants:
        if said.get(one.id) is Answer.AGREE and lacks_guardian(matter, one):
            raise invalid(
                "guardian",
                "未成年人须由监护人同意，请先登记监护人",
                "a minor's guardian consents; name the guardian first",
            )
    return said
