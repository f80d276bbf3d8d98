"""Review (G21 to G23): who handled or dispatched does not approve."""

from datetime import timedelta

from fengqiao.clocks import SHANGHAI
from fengqiao.matters.clockwork import open_visit, stopped, verdict
from fengqiao.matters.commands import Approve, Inspect, Rework
from fengqiao.matters.events import Event
from fengqiao.matters.events.supervision import Inspected, ResultApproved, ReworkOrdered
from fengqiao.matters.facts import Facts
from fengqiao.matters.matter import Matter
from fengqiao.matters.words import Decision, Letter, Trigger, Visibility
from fengqiao.people.actors import Post
from fengqiao.shared.refused import Refusal, Refused, invalid

PURGE_DAYS_AFTER_RESOLVED = {"R0702": 30}
"""Categories whose personal fields go soon after the result (RULINGS 36)."""

INSPECTIONS = frozenset({"", "video_recheck", "drone_recheck"})


def approving_posts(matter: Matter) -> frozenset[Post]:
    """A supervisor approves all but restricted matters, a duty leader all (RULINGS 10)."""
    if matter.visibility is Visibility.RESTRICTED:
        return frozenset({Post.DUTY_LEADER})
    return frozenset({Post.SUPERVISOR, Post.DUTY_LEADER})


def separated(matter: Matter, facts: Facts) -> None:
    """Refuse whoever handled or dispatched, by person, and the units whose work it is (RULINGS 10)."""
    lead = matter.lead
    units = {lead.unit, lead.executing_unit} if lead is not None else set()
    persons = set(matter.dispatched_by)
    for order in matter.live_orders:
        persons |= {who.person for who in (order.signed_by, order.submitted_by) if who is not None}
        if order.submitted_by is not None and order is lead:
            units.add(order.submitted_by.unit)
    if facts.actor.unit in units or facts.actor.person in persons:
        raise Refused(Refusal.OWN_RESULT_NOT_APPROVABLE)


def inspect(matter: Matter, command: Inspect, facts: Facts) -> list[Event]:
    """G21: somebody of the place looked."""
    del matter, facts
    if command.passed is None:
        raise invalid("passed", "请填写核查是否通过", "say whether it passed")
    return [Inspected(passed=command.passed, photos=command.photos)]


def approve(matter: Matter, command: Approve, facts: Facts) -> list[Event]:
    """G22: the main clock stops, the verdict stands, the requester is to be visited."""
    handle, lead = stopped(matter.handle, facts), matter.lead
    if handle is None or lead is None:
        raise Refused(Refusal.WRONG_STATE)
    if command.inspection not in INSPECTIONS:
        raise invalid("inspection", "没有这种核查方式", "no such kind of inspection")
    own = {lead.unit, lead.executing_unit}
    closed = tuple(
        s.id
        for s in matter.supervisions
        if s.letter is Letter.SUPERVISE
        and s.closed_at is None
        and s.unit in own
        and s.trigger is not Trigger.WHISTLE
    )
    days = PURGE_DAYS_AFTER_RESOLVED.get(matter.category)
    today = facts.now.astimezone(SHANGHAI).date()
    return [
        ResultApproved(
            handle=handle,
            verdict=verdict(handle, facts.now),
            visit=open_visit(matter, facts),
            inspection=command.inspection,
            closed=closed,
            struck_off=any(
                s.decision is Decision.APPROVED and s.struck_off_at is None for s in matter.shelvings
            ),
            purge_on=today + timedelta(days=days) if days else None,
        )
    ]


def rework(matter: Matter, command: Rework, facts: Facts) -> list[Event]:
    """G23: back to the unit; the clock never stopped."""
    del matter, facts
    if command.reason is None:
        raise Refused(Refusal.REASON_REQUIRED, field="reason")
    return [ReworkOrdered(reason=command.reason)]
