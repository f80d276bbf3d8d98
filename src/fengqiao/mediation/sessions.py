"""Sessions at the table, and one level up when they lead nowhere (D6, D7)."""

from fengqiao.matters.commands import Escalate, HoldSession
from fengqiao.matters.dispute import Escalation, Session
from fengqiao.matters.events import Event
from fengqiao.matters.events.mediation import DisputeEscalated, SessionHeld
from fengqiao.matters.facts import Facts
from fengqiao.matters.matter import Matter
from fengqiao.people.units import Level
from fengqiao.shared.refused import Refusal, Refused, invalid

MOST_ATTENDEES = 1000
ABOVE = {Level.VILLAGE: Level.TOWN, Level.TOWN: Level.COUNTY}


def hold_session(matter: Matter, command: HoldSession, facts: Facts) -> list[Event]:
    """D6: place, attendees, record and result; the time is that of the record unless another one is named."""
    if command.round is None:
        raise invalid("round", "请填写第几次调解", "say which session this is")
    check_round(matter, command.round)
    if command.result is None:
        raise invalid("result", "请选择本次调解结果", "choose the session's result")
    if command.place is None:
        raise invalid("place", "请填写调解地点", "say where it was held")
    _check_presence(matter, command, facts)
    if command.attendees is None or not 1 <= command.attendees <= MOST_ATTENDEES:
        raise invalid("attendees", "参加人数有误", "not a number of attendees")
    if command.record is None:
        raise invalid("record", "请填写调解笔录", "write the record of the session")
    session = Session(
        round=command.round,
        matter_round=matter.round,
        at=facts.now,
        by=facts.actor,
        result=command.result,
        mode=command.mode,
        place=command.place,
        attendees=command.attendees,
        record=command.record,
        advised=command.advised,
        held_at=command.held_at,
        present=command.present,
    )
    return [SessionHeld(session=session)]


def _check_presence(matter: Matter, command: HoldSession, facts: Facts) -> None:
    """Who was there is somebody here, and it was held between the consent of all and now."""
    begun = matter.dispute.consented_at if matter.dispute is not None else None
    if command.held_at is not None and command.held_at > facts.now:
        raise invalid("held_at", "调解时间不能在将来", "it was not held yet")
    if command.held_at is not None and (begun is None or command.held_at < begun):
        raise invalid(
            "held_at", "调解时间不能早于各方同意调解", "nothing is mediated before every party agreed"
        )
    known = {party.id for party in matter.parties}
    if not set(command.present) <= known or len(set(command.present)) < len(command.present):
        raise invalid("present", "到场人员不是本纠纷的当事人", "somebody named as present is no party here")


def check_round(matter: Matter, number: int) -> None:
    """Refuse a session that is not the next one, of the dispute or of the present round of it."""
    held = matter.dispute.sessions if matter.dispute is not None else ()
    now = [session for session in held if session.matter_round == matter.round]
    if number not in {len(held) + 1, len(now) + 1}:
        raise invalid(
            "round", f"本次应为第 {len(held) + 1} 次调解", f"this is session number {len(held) + 1}"
        )


def escalate(matter: Matter, command: Escalate, facts: Facts) -> list[Event]:
    """D7 (DOMAIN 2.4, level + 1): village, town, county, one at a time; the clock runs on."""
    if command.reason is None:
        raise Refused(Refusal.REASON_REQUIRED, field="reason")
    unit = facts.unit(command.to, "to")
    above = ABOVE.get(matter.level)
    if above is None:
        raise invalid("to", "已在县级，不能再提级", "the county is the highest level here")
    if unit.level is not above or not unit.takes_orders:
        raise invalid(
            "to", f"{unit.name_zh}不是上一级的承接单位", f"{unit.name_en} is no unit of the next level"
        )
    escalation = Escalation(to=command.to, level=above, at=facts.now, reason=command.reason)
    return [DisputeEscalated(escalation=escalation)]
