"""The whistle (吹哨报到): who was called, who came, who rated whom; case risk and leader cases beside it."""

from datetime import date, timedelta

from fengqiao.clocks import SHANGHAI
from fengqiao.matters.clockwork import parse_limit, started
from fengqiao.matters.commands import (
    AssignLeaderCase,
    BlowWhistle,
    EvaluateWhistle,
    ReportIn,
    SetCaseRisk,
)
from fengqiao.matters.events import Event
from fengqiao.matters.events.supervision import (
    CaseRiskSet,
    LeaderCaseAssigned,
    ReportedIn,
    WhistleBlown,
    WhistleEvaluated,
)
from fengqiao.matters.facts import Facts
from fengqiao.matters.matter import Matter, Whistle, WhistleUnit
from fengqiao.people.actors import Post
from fengqiao.shared.refused import Refusal, Refused, invalid
from fengqiao.shared.texts import names_a_rule

REVIEW_DAYS = 7


def blow_whistle(matter: Matter, command: BlowWhistle, facts: Facts) -> list[Event]:
    """Call units to come. A town dispatcher needs the town leader's approval (DOMAIN 2.2)."""
    if not command.units or len(set(command.units)) != len(command.units):
        raise invalid("units", "请选择要报到的单位，不要重复", "name the units to come, each once")
    for code in command.units:
        unit = facts.unit(code, "units")
        if not unit.takes_orders:
            raise invalid("units", f"{unit.name_zh}不能被吹哨", f"{unit.name_en} cannot be called")
    if facts.actor.post is Post.TOWN_DISPATCHER and command.approved_by is None:
        raise invalid("approved_by", "镇街吹哨须经镇街负责人同意", "the town leader must approve")
    limit = parse_limit(command.respond_within, "respond_within")
    whistle = Whistle(
        id=str(len(matter.whistles) + 1),
        kind=command.kind,
        by=facts.actor,
        at=facts.now,
        timer=started("whistle", limit, facts),
        units=tuple(WhistleUnit(unit=code) for code in command.units),
        reason=command.reason,
        approved_by=command.approved_by,
    )
    return [WhistleBlown(whistle=whistle)]


def called(matter: Matter, facts: Facts) -> tuple[Whistle, WhistleUnit]:
    """The open whistle that calls the actor's unit, one not answered yet before the others; refuses other units."""
    calls = [(w, u) for w in _open(matter) for u in w.units if u.unit == facts.actor.unit]
    if not calls:
        raise Refused(Refusal.NOT_INVOLVED_UNIT)
    return min(calls, key=lambda call: call[1].reported_at is not None)


def report_in(matter: Matter, command: ReportIn, facts: Facts) -> list[Event]:
    """报到: on time up to the last instant; lateness in whole minutes."""
    del command
    whistle, unit = called(matter, facts)
    if unit.reported_at is not None:
        raise Refused(Refusal.WRONG_STATE)
    late = facts.now - whistle.timer.due
    return [
        ReportedIn(
            whistle=whistle.id,
            unit=unit.unit,
            on_time=late <= timedelta(0),
            late_minutes=max(0, int(late.total_seconds() // 60)),
        )
    ]


def blown_by_own_unit(matter: Matter, facts: Facts) -> None:
    """Refuse another unit than the one that blew (SCENARIO_FORMAT section 5)."""
    _own(matter, facts)


def evaluate_whistle(matter: Matter, command: EvaluateWhistle, facts: Facts) -> list[Event]:
    """The whistling unit rates every called unit; then the whistle is closed."""
    rated = sorted(unit for unit, _ in command.ratings)
    whistle = next((w for w in _own(matter, facts) if sorted(u.unit for u in w.units) == rated), None)
    if whistle is None:
        raise invalid("ratings", "请对每个被吹哨单位各评价一次", "rate every called unit once")
    return [WhistleEvaluated(whistle=whistle.id, ratings=command.ratings)]


def set_case_risk(matter: Matter, command: SetCaseRisk, facts: Facts) -> list[Event]:
    """D20: the colour rests on named rules and belongs to the case."""
    del matter
    if not any(command.basis):
        raise Refused(Refusal.REASON_REQUIRED, field="basis")
    if command.risk is None:
        raise invalid("risk", "请选择风险等级", "choose the colour")
    if not all(names_a_rule(word) for word in command.basis):
        raise invalid("basis", "每条依据须为简短的一行", "each rule is named in one short line")
    return [
        CaseRiskSet(risk=command.risk, basis=command.basis, review_date=_review(command.review_date, facts))
    ]


def assign_leader_case(matter: Matter, command: AssignLeaderCase, facts: Facts) -> list[Event]:
    """包案: a named leader answers for it until it ends."""
    del matter
    if command.leader is None:
        raise invalid("leader", "请填写包案领导", "name the leader")
    return [LeaderCaseAssigned(leader=command.leader, review_date=_review(command.review_date, facts))]


def _review(wanted: date | None, facts: Facts) -> date:
    """The review day, seven days on if none is given (RULINGS 27)."""
    today = facts.now.astimezone(SHANGHAI).date()
    if wanted is None:
        return today + timedelta(days=REVIEW_DAYS)
    if wanted <= today:
        raise invalid("review_date", "复核日期须在今天之后", "the review date lies after today")
    return wanted


def _own(matter: Matter, facts: Facts) -> tuple[Whistle, ...]:
    own = tuple(whistle for whistle in _open(matter) if whistle.by.unit == facts.actor.unit)
    if not own:
        raise Refused(Refusal.NOT_INVOLVED_UNIT)
    return own


def _open(matter: Matter) -> tuple[Whistle, ...]:
    """Those not evaluated yet; an emergency may whistle again before anybody rated the last one."""
    whistles = tuple(whistle for whistle in matter.whistles if whistle.closed_at is None)
    if not whistles:
        raise Refused(Refusal.WRONG_STATE)
    return whistles
