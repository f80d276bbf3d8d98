"""Letters of the ladder: proposed by the system, issued by a supervisor, ended by an approved reply (DOMAIN 2.8)."""

from fengqiao.clocks import Limit, LimitUnit
from fengqiao.matters.clockwork import started
from fengqiao.matters.commands import ApproveReply, IssueLetter, ReplySupervision
from fengqiao.matters.events import Event
from fengqiao.matters.events.supervision import LetterIssued, SupervisionClosed, SupervisionReplied
from fengqiao.matters.facts import Facts
from fengqiao.matters.matter import Matter, Supervision
from fengqiao.matters.words import Letter, Trigger
from fengqiao.shared.refused import Refusal, Refused, invalid


def issue_letter(matter: Matter, command: IssueLetter, facts: Facts) -> list[Event]:
    """催办, 督办, 通报: to a unit that holds an order or was called; at any time (RULINGS 16)."""
    lead = matter.lead
    unit = command.unit or (lead.unit if lead is not None else "")
    if not unit:
        raise invalid("unit", "事项还没有主办单位，请指定单位", "there is no lead unit yet; name the unit")
    facts.unit(unit, "unit")
    ordered = {u for order in matter.live_orders for u in (order.unit, order.executing_unit)}
    called = {called.unit for whistle in matter.whistles for called in whistle.units}
    if unit not in ordered | called:
        raise invalid(
            "unit", "该单位没有承办本事项，也未被吹哨", "that unit neither holds an order nor was called"
        )
    reply = None
    if command.letter is Letter.SUPERVISE:
        if not 1 <= command.reply_by_working_days <= 30:
            raise invalid("reply_by_working_days", "回复期限须为 1 至 30 个工作日", "1 to 30 working days")
        limit = Limit(command.reply_by_working_days, LimitUnit.WORKING_DAY)
        reply = started("reply", limit, facts)
    supervision = Supervision(
        id=str(len(matter.supervisions) + 1),
        letter=command.letter,
        trigger=_trigger(matter, command.letter, unit, facts, held=unit in ordered),
        unit=unit,
        at=facts.now,
        by=facts.actor,
        reply=reply,
    )
    return [LetterIssued(supervision=supervision)]


def _trigger(matter: Matter, letter: Letter, unit: str, facts: Facts, *, held: bool) -> Trigger:
    """Why: the proposal it follows, the whistle, the clock, or the supervisor's own judgement."""
    proposal = next((p for p in matter.proposals if p.letter is letter and p.unit == unit), None)
    if proposal is not None:
        return proposal.trigger
    if not held:
        return Trigger.WHISTLE
    handle = matter.handle
    if handle is not None and handle.stopped_at is None and handle.held_at(facts.now) > handle.due:
        return Trigger.OVERDUE
    return Trigger.SUPERVISOR


def open_supervision(matter: Matter, unit: str) -> Supervision | None:
    """The unit's supervision that waits for an approved reply."""
    return next(
        (
            s
            for s in matter.supervisions
            if s.unit == unit and s.letter is Letter.SUPERVISE and s.closed_at is None
        ),
        None,
    )


def reply_supervision(matter: Matter, command: ReplySupervision, facts: Facts) -> list[Event]:
    """The supervised unit answers; it may answer again until the answer is approved."""
    supervision = open_supervision(matter, facts.actor.unit)
    if supervision is None:
        raise Refused(Refusal.NOT_INVOLVED_UNIT)
    if command.reply is None:
        raise invalid("reply", "请填写回复", "write the reply")
    return [SupervisionReplied(supervision=supervision.id, reply=command.reply)]


def approve_reply(matter: Matter, command: ApproveReply, facts: Facts) -> list[Event]:
    """Supervision ends only by an approved reply."""
    supervision = open_supervision(matter, command.unit)
    if supervision is None or supervision.replied_at is None:
        raise Refused(Refusal.WRONG_STATE)
    if facts.actor.unit == supervision.unit:
        raise Refused(Refusal.OWN_RESULT_NOT_APPROVABLE)
    return [SupervisionClosed(supervision=supervision.id)]
