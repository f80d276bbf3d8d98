"""Review (G21 to G23): who handled or dispatched does not approve."""

from datetime import date, datetime, timedelta

from fengqiao.clocks import SHANGHAI
from fengqiao.matters.clockwork import open_visit, stopped, verdict
from fengqiao.matters.commands import Approve, Inspect, Rework
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
    return frozenset(who.person for who in signatures if who is not None)


def separated(matter: Matter, facts: Facts) -> None:
    """Refuse whoever handled or dispatched, by person, and the units whose work it is (RULINGS 10)."""
    persons = handlers(matter) | {*matter.dispatched_by}
    if facts.actor.unit in _working_units(matter) or facts.actor.person in persons:
        raise Refused(Refusal.OWN_RESULT_NOT_APPROVABLE)


def _working_units(matter: Matter) -> frozenset[str]:
    """The lead unit, the one that does its work, and the one that submitted for it."""
    lead = matter.lead
    if lead is None:
        return frozenset()
    submitted = {lead.submitted_by.unit} if lead.submitted_by is not None else set()
    return frozenset({lead.unit, lead.executing_unit, *submitted})


def inspect(matter: Matter, command: Inspect, facts: Facts) -> list[Event]:
    """G21: somebody of the place looked."""
    del matter, facts
    if command.passed is None:
        raise invalid("passed", "请填写核查是否通过", "say whether it passed")
    check_photos(command.photos, "photos")
    return [Inspected(passed=command.passed, photos=command.photos)]


def approve(matter: Matter, command: Approve, facts: Facts) -> list[Event]:
    """G22: the main clock stops, the verdict stands, the requester is to be visited."""
    handle, lead = stopped(matter.handle, facts), matter.lead
    if handle is None or lead is None:
        raise Refused(Refusal.WRONG_STATE)
    if command.inspection not in INSPECTIONS:
        raise invalid("inspection", "没有这种核查方式", "no such kind of inspection")
    if command.on_submission_by and command.on_submission_by not in _working_units(matter):
        raise invalid("on_submission_by", "结果不是该单位提交的", "that unit did not submit the result")
    own = {lead.unit, lead.executing_unit}
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
            verdict=verdict(handle, facts.now),
            visit=open_visit(matter, facts),
            inspection=command.inspection,
            closed=closed,
            struck_off=any(
                s.decision is Decision.APPROVED and s.struck_off_at is None for s in matter.shelvings
            ),
            purge_on=purge_day(matter, facts.now),
        )
    ]


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
