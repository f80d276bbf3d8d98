"""Review (G21 to G23): who handled or dispatched does not approve."""

from datetime import date, datetime, timedelta

from fengqiao.clocks import SHANGHAI
from fengqiao.matters.assists import is_unfinished, unsigned_assists
from fengqiao.matters.clockwork import open_visit, stopped, verdict
from fengqiao.matters.commands import Approve, Inspect, Rework
from fengqiao.matters.dispute import Performed
from fengqiao.matters.events import Event
from fengqiao.matters.events.supervision import Inspected, ResultApproved, ReworkOrdered
from fengqiao.matters.facts import Facts
from fengqiao.matters.matter import Matter
from fengqiao.matters.photos import check_photos
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


def handlers(matter: Matter) -> frozenset[str]:
    """The persons who signed or submitted a live order: they handle the matter."""
    signatures = (who for order in matter.live_orders for who in (order.signed_by, order.submitted_by))
    mediated = matter.dispute.handled_by if matter.dispute is not None else ()
    return frozenset(who.person for who in signatures if who is not None) | {*mediated}


def separated(matter: Matter, facts: Facts) -> None:
    """Refuse whoever handled or dispatched, by person, and the units whose work it is (RULINGS 10)."""
    persons = handlers(matter) | {*matter.dispatched_by}
    if facts.actor.unit in _working_units(matter) or facts.actor.person in persons:
        raise Refused(Refusal.OWN_RESULT_NOT_APPROVABLE)


def _working_units(matter: Matter) -> frozenset[str]:
    """The lead unit or the route's, the ones that do their work, submitted it, or recorded a dispute's performance."""
    units = (
        {matter.dispute.finished_by} if matter.dispute is not None and matter.dispute.finished_by else set()
    )
    for order in (matter.lead, matter.route):
        if order is not None:
            units |= {order.unit, order.executing_unit}
            units |= {order.submitted_by.unit} if order.submitted_by is not None else set()
    return frozenset(units)


def inspect(matter: Matter, command: Inspect, facts: Facts) -> list[Event]:
    """G21: somebody of the place looked."""
    del matter, facts
    if command.passed is None:
        raise invalid("passed", "请填写核查是否通过", "say whether it passed")
    check_photos(command.photos, "photos")
    return [Inspected(passed=command.passed, photos=command.photos)]


def approve(matter: Matter, command: Approve, facts: Facts) -> list[Event]:
    """G22, D16: the main clock stops, the verdict stands, the requester is to be visited."""
    handle, responsible = stopped(matter.handle, facts), matter.lead or matter.route
    if handle is None or responsible is None:
        raise Refused(Refusal.WRONG_STATE)
    cancelled = _straight(matter, command) if isinstance(matter.stage, Performed) else ()
    if command.inspection not in INSPECTIONS:
        raise invalid("inspection", "没有这种核查方式", "no such kind of inspection")
    if command.on_submission_by and command.on_submission_by not in _working_units(matter):
        raise invalid("on_submission_by", "结果不是该单位提交的", "that unit did not submit the result")
    own = {responsible.unit, responsible.executing_unit}
    closed = tuple(
        s.id
        for s in matter.supervisions
        if s.letter is Letter.SUPERVISE
        and s.closed_at is None
        and s.unit in own
        and s.trigger is not Trigger.WHISTLE
    )
    return [
        ResultApproved(
            handle=handle,
            verdict=verdict(matter, handle, facts.now),
            visit=open_visit(matter, facts),
            inspection=command.inspection,
            closed=closed,
            struck_off=any(
                s.decision is Decision.APPROVED and s.struck_off_at is None for s in matter.shelvings
            ),
            purge_on=purge_day(matter, facts.now),
            cancelled=cancelled,
        )
    ]


def _straight(matter: Matter, command: Approve) -> tuple[str, ...]:
    """Approving a performance without a submission needs the unit that recorded it (RULINGS 23).

    What a submission would ask of the assists is asked here; gives those that nobody signed.
    """
    by = matter.dispute.finished_by if matter.dispute is not None else ""
    if command.on_submission_by != by:
        raise invalid(
            "on_submission_by",
            "直接审核履行结果时，请选择记录履行的单位",
            "name the unit that recorded the performance, or have it submit the result",
        )
    if matter.pending_return is not None:
        raise Refused(Refusal.WRONG_STATE, zh="请先处理退单", en="decide the return first")
    unfinished = [order.unit for order in matter.live_orders if is_unfinished(order)]
    if unfinished:
        raise Refused(Refusal.ASSISTS_UNFINISHED, units=",".join(unfinished))
    return unsigned_assists(matter)


def purge_day(matter: Matter, resolved_at: datetime) -> date | None:
    """The day on which the personal fields go soon after the result, if this category has one (RULINGS 36)."""
    days = PURGE_DAYS_AFTER_RESOLVED.get(matter.category)
    return resolved_at.astimezone(SHANGHAI).date() + timedelta(days=days) if days else None


def rework(matter: Matter, command: Rework, facts: Facts) -> list[Event]:
    """G23: back to the unit; the clock never stopped."""
    del matter, facts
    if command.reason is None:
        raise Refused(Refusal.REASON_REQUIRED, field="reason")
    return [ReworkOrdered(reason=command.reason)]
