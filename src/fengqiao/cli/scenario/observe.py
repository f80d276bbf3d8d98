"""Where each expected value is read: from product state only (sections 6 and 7 of the format)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, TypeVar

from fengqiao.cli.scenario.format import Step
from fengqiao.cli.scenario.people import actor_of
from fengqiao.cli.scenario.world import Made, World
from fengqiao.clocks import (
    SHANGHAI,
    Light,
    Limit,
    Timer,
    due,
    elapsed_working_hours,
    overdue_working_days,
    working_days_between,
)
from fengqiao.matters import codes
from fengqiao.matters.clockwork import counting_at, light_at
from fengqiao.matters.dispute import Agreement, Dispute
from fengqiao.matters.dossier import all_visits, missing_items
from fengqiao.matters.matter import (
    Archived,
    Closed,
    Matter,
    Order,
    Resolved,
    Supervision,
    Verdict,
    Visit,
    Whistle,
)
from fengqiao.matters.words import CloseReason, Decision, Letter, OrderRole, Satisfaction, Solved
from fengqiao.metrics.rates import print_rate
from fengqiao.people.units import Level
from fengqiao.shared.forbidden import FORBIDDEN_NAMES
from fengqiao.shared.refused import Refused

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Seen:
    """What one step did: the answer, and the matter just before the act and after it."""

    step: Step
    now: datetime
    refused: Refused | None
    answer: Mapping[str, Any]
    before: Matter | None
    matter: Matter | None
    made: Made

    @property
    def own(self) -> Matter:
        """The matter after the step; LookupError when there is none."""
        return _there(self.matter, "matter")

    @property
    def order(self) -> Order:
        """The order acted on: the acting unit's, else the lead's; a live one before one that ended."""
        orders, unit = self.own.orders, self.step.unit
        mine = [o for o in orders if unit and unit in {o.unit, o.executing_unit}]
        leads = [o for o in orders if o.role is OrderRole.LEAD]
        for group in (mine, leads):
            if group:
                return next((o for o in reversed(group) if o.live), group[-1])
        raise LookupError("there is no order")

    @property
    def handle(self) -> Timer:
        """The main clock."""
        return _there(self.own.handle, "main clock")

    @property
    def whistle(self) -> Whistle:
        """The latest whistle."""
        return _there(self.own.whistles[-1] if self.own.whistles else None, "whistle")

    @property
    def is_whistle(self) -> bool:
        """On a whistle step due and basis are the whistle's (RULINGS 16)."""
        return self.step.action == "whistle"


Reader = Callable[[World, Seen], Any]


def moment(at: datetime) -> str:
    """A moment as scenario files write it."""
    return at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")


def _there(value: T | None, name: str) -> T:
    if value is None:
        raise LookupError(f"there is no {name}")
    return value


def _state(world: World, seen: Seen) -> str:
    if seen.step.action in {"ingest_signal", "dismiss_signal"}:
        matter_id = world.signal_matter(seen.answer)
        return "none" if matter_id is None else world.load(matter_id).state.value
    return seen.own.state.value


def _due_basis(world: World, seen: Seen) -> list[Any]:
    timer = seen.whistle.timer if seen.is_whistle else seen.handle
    basis = timer.due_basis
    computed = due(basis.start, Limit(basis.amount, basis.unit), calendar=world.county.calendar).at
    if computed != timer.due:
        return [moment(basis.start), basis.amount, basis.unit.value, f"gives {moment(computed)}"]
    return [moment(basis.start), basis.amount, basis.unit.value]


def _clock(_: World, seen: Seen) -> str:
    before = _there(seen.before.handle if seen.before else None, "main clock before the step")
    after = seen.handle
    if after.is_paused and not before.is_paused:
        return "paused"
    if before.is_paused and not after.is_paused:
        return "resumed"
    same = (before.start, before.due, len(before.pauses)) == (after.start, after.due, len(after.pauses))
    return "not_reset" if same else "changed"


def _in_time(timer: Timer | None) -> bool:
    stopped = _there(timer, "timer")
    return _there(stopped.stopped_at, "end of the timer") <= stopped.due


def verdict_of(matter: Matter) -> Verdict | None:
    """The stored verdict of the current round, if it has one."""
    stage = matter.stage
    return stage.verdict if isinstance(stage, Resolved | Closed | Archived) else None


def _on_time(matter: Matter) -> bool | None:
    verdict = verdict_of(matter)
    return None if verdict is None else verdict.on_time


def _strict(_: World, seen: Seen) -> bool | None:
    verdict = verdict_of(seen.own)
    return None if verdict is None else verdict.on_time_strict


def _overdue_days(world: World, seen: Seen) -> int:
    verdict = verdict_of(seen.own)
    at = counting_at(seen.own, verdict.resolved_at if verdict is not None else seen.now)
    return overdue_working_days(seen.handle.due, at, calendar=world.county.calendar)


def _latest(decisions: list[Decision], name: str) -> str:
    return _there(decisions[-1] if decisions else None, name).value


def _ledger(_: World, seen: Seen) -> str:
    entries = [s for s in seen.own.shelvings if s.decision is Decision.APPROVED]
    if not entries:
        return "none"
    return "open" if entries[-1].struck_off_at is None else "struck_off"


def _supervision(_: World, seen: Seen) -> str:
    """The one this step opened or closed, else the latest."""

    def formal(matter: Matter | None) -> list[Supervision]:
        return [s for s in matter.supervisions if s.letter is Letter.SUPERVISE] if matter is not None else []

    before, after = formal(seen.before), formal(seen.own)
    changed = [s for s in after if s not in before]
    one = _there((changed or after)[-1] if after else None, "supervision")
    return "open" if one.closed_at is None else "closed"


def _report(seen: Seen) -> Any:
    unit = next((u for u in seen.whistle.units if u.unit == seen.step.unit and u.reported_at), None)
    return _there(unit, "report-in of this unit")


def _report_rate(_: World, seen: Seen) -> str:
    units = seen.whistle.units
    shown = str(seen.step.expect.get("report_rate", ""))
    return print_rate(sum(u.on_time for u in units), len(units), decimals=decimals_of(shown))


def decimals_of(shown: str) -> int:
    """How many decimals a printed rate has."""
    return len(shown.rstrip("%").partition(".")[2])


def _arrival(_: World, seen: Seen) -> int:
    order = seen.order
    return int((_there(order.arrived_at, "arrival") - order.issued_at).total_seconds() // 60)


def _visit(_: World, seen: Seen) -> str:
    matter = seen.own
    if isinstance(matter.stage, Closed | Archived) and matter.stage.reason is CloseReason.NO_REQUESTER:
        return "skipped"
    return _there(matter.visit, "visit").state.value


def _first_round_kept(world: World, seen: Seen) -> bool:
    rounds = seen.own.rounds
    return (
        bool(rounds) and rounds[0].verdict == world.first_verdict and rounds[0].handle.stopped_at is not None
    )


def _merged_state(world: World, seen: Seen) -> str:
    states = {world.load(follower).state.value for follower in seen.own.followers}
    return "/".join(sorted(states)) or "none"


def dispute_of(matter: Matter) -> Dispute:
    """What the matter holds as a dispute; LookupError when it is on no dispute's course."""
    return _there(matter.dispute, "dispute")


def _agreement(matter: Matter) -> Agreement:
    return _there(dispute_of(matter).agreement, "agreement")


def _deadline(_: World, seen: Seen) -> str:
    """The last moment for confirmation: as the refusal says it, else as the agreement does."""
    said = seen.refused.facts.get("deadline") if seen.refused is not None else None
    return moment(datetime.fromisoformat(said) if said is not None else _agreement(seen.own).confirm_by)


def _form(matter: Matter) -> str:
    return _there(dispute_of(matter).form or None, "settlement")


def _light(seen: Seen) -> Light:
    return light_at(seen.handle, counting_at(seen.own, seen.now))


def _risk(_: World, seen: Seen) -> str | None:
    return seen.own.case_risk.value if seen.own.case_risk else None


EXPECT_READERS: dict[str, Reader] = {
    "state": _state,
    "refused": lambda _, seen: seen.refused is not None,
    "error": lambda _, seen: seen.refused.code.value if seen.refused else None,
    "docs": lambda _, seen: list(seen.made.documents),
    "copies": lambda _, seen: list(seen.made.copies),
    "notify": lambda _, seen: list(seen.made.notified),
    "notify_count": lambda _, seen: len(seen.made.requesters),
    "signed_by": lambda _, seen: list(_agreement(seen.own).signed_by),
    "code": lambda world, seen: (
        "issued" if codes.is_valid(seen.own.code) and world.is_unique(seen.own) else "none"
    ),
    "query_code": lambda world, seen: "issued" if world.has_query_code(seen.own) else "none",
    "due_at": lambda _, seen: moment(seen.whistle.timer.due if seen.is_whistle else seen.handle.due),
    "due_basis": _due_basis,
    "respond_by": lambda _, seen: moment(seen.whistle.timer.due),
    "deadline": _deadline,
    "original_due_kept": lambda _, seen: seen.handle.original_due != seen.handle.due,
    "clock": _clock,
    "accept_on_time": lambda _, seen: _in_time(seen.own.accept),
    "dispatch_on_time": lambda _, seen: _in_time(seen.own.dispatch),
    "sign_on_time": lambda _, seen: _in_time(seen.order.sign),
    "on_time": lambda _, seen: _on_time(seen.own),
    "on_time_without_extension": _strict,
    "light": lambda _, seen: _light(seen).value,
    "overdue": lambda _, seen: _light(seen) is Light.RED,
    "overdue_working_days": _overdue_days,
    "work_order": lambda _, seen: seen.order.state.value,
    "work_orders": lambda _, seen: len(seen.own.live_orders),
    "lead_unit": lambda _, seen: _there(seen.own.lead, "lead").unit,
    "executing_unit": lambda _, seen: _there(seen.own.lead, "lead").executing_unit,
    "first_unit": lambda _, seen: seen.own.first_unit,
    "return_count": lambda _, seen: _returns(seen.own, Decision.APPROVED),
    "further_return": lambda _, seen: "forbidden" if seen.own.further_return_forbidden else "allowed",
    "extension": lambda _, seen: _latest([r.decision for r in seen.own.extensions], "extension"),
    "shelve_request": lambda _, seen: _latest([s.decision for s in seen.own.shelvings], "shelve request"),
    "ledger": _ledger,
    "reviews": lambda _, seen: sum(s.reviews for s in seen.own.shelvings),
    "supervision": _supervision,
    "whistle": lambda _, seen: "open" if seen.whistle.closed_at is None else "closed",
    "report": lambda _, seen: "on_time" if _report(seen).on_time else "late",
    "late_minutes": lambda _, seen: _report(seen).late_minutes,
    "report_rate": _report_rate,
    "arrival_minutes": _arrival,
    "public_progress": lambda world, seen: world.tracking_shows(seen.own, seen.made.first_seq),
    "urgency": lambda _, seen: seen.own.urgency.value,
    "visibility": lambda _, seen: seen.own.visibility.value,
    "stored_fields": lambda world, seen: world.stored_fields(seen.own),
    "personal_fields_purge_at": lambda world, seen: world.purge_on(seen.own),
    "prompt": lambda _, seen: seen.answer.get("prompt") or "none",
    "satisfaction_call": lambda _, seen: _call(_there(seen.own.visit, "visit")),
    "address_masked_for": lambda world, seen: world.address_masked_for(seen.own),
    "visit": _visit,
    "visit_round": lambda _, seen: _there(seen.own.visit, "visit").round,
    "round": lambda _, seen: seen.own.round,
    "first_round_kept": _first_round_kept,
    "created": lambda _, seen: bool(seen.answer.get("created")),
    "returned_same_matter": lambda world, seen: (
        world.count_matters() == 1 and seen.answer.get("id") == seen.own.id
    ),
    "push_back": lambda _, seen: seen.made.pushed_to[-1] if seen.made.pushed_to else "none",
    "merged_state": _merged_state,
    "main_followers": lambda _, seen: len(seen.own.followers),
    "hot_topic_alert": lambda world, seen: world.has_alert(seen.own),
    "signals_merged": lambda world, seen: world.open_signals_since(seen.made.before_signals),
    "grid_located_by": lambda _, seen: seen.own.place.grid_found.value,
    "ai_precision_counts": lambda world, _: world.signal_counts(),
    "level": lambda _, seen: seen.own.level.value,
    "case_risk": _risk,
    "leader_case": lambda _, seen: seen.own.leader_case,
    "tasks_created": lambda _, seen: len(_there(_last(seen.own.consultations), "consultation").tasks),
    "dossier_complete": lambda _, seen: not missing_items(seen.own),
    "settled": lambda _, seen: dispute_of(seen.own).settled,
    "form": lambda _, seen: _form(seen.own),
    "confirmation": lambda _, seen: dispute_of(seen.own).confirmation_state,
    "ticket": lambda world, seen: world.rights_request(seen.answer).state,
    "answer_within_working_days": lambda world, seen: (
        world.rights_request(seen.answer).answer_within_working_days
    ),
    "contains_only_requester_data": lambda world, seen: world.export_is_own(seen.answer),
    "other_party_masked": lambda world, seen: world.export_masks_others(seen.answer),
    "partly_refused": lambda world, seen: world.rights_request(seen.answer).partly_refused,
    "reason": lambda world, seen: world.rights_request(seen.answer).reason,
    "optional_fields_erased": lambda world, seen: world.optional_fields_erased(seen.own),
    "audit": lambda world, seen: "logged" if _was_logged(world, seen) else "missing",
    "chain_ok": lambda _, seen: seen.answer.get("chain_ok"),
    "verify_audit_chain": lambda _, seen: seen.answer.get("verify_audit_chain"),
}


def _was_logged(world: World, seen: Seen) -> bool:
    person = actor_of(seen.step, seen.matter).person
    return world.was_logged(seen.step.action, person, seen.now)


def _returns(matter: Matter, decision: Decision) -> int:
    return sum(request.decision is decision for request in matter.returns)


def _call(visit: Visit) -> str:
    return "safe_contact_only" if visit.safe_contact_only else "normal"


def _last(items: tuple[T, ...]) -> T | None:
    return items[-1] if items else None


def _satisfied(visit: Visit) -> bool:
    return visit.solved is Solved.TRUE and visit.satisfaction is not Satisfaction.DISSATISFIED


def _visited(matter: Matter) -> list[Visit]:
    return [visit for visit in all_visits(matter) if visit.solved is not None]


def _days(matter: Matter) -> int:
    resolved = _there(verdict_of(matter), "result").resolved_at.astimezone(SHANGHAI).date()
    return (resolved - matter.registered_at.astimezone(SHANGHAI).date()).days + 1


def _hours(world: World, matter: Matter) -> float:
    verdict, accepted = _there(verdict_of(matter), "result"), _there(matter.accepted_at, "acceptance")
    hours = elapsed_working_hours(accepted, verdict.resolved_at, calendar=world.county.calendar)
    exact = Decimal(hours.numerator) / Decimal(hours.denominator)
    return float(exact.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP))


def _days_used(world: World, matter: Matter) -> int:
    verdict, accepted = _there(verdict_of(matter), "result"), _there(matter.accepted_at, "acceptance")
    return working_days_between(accepted, verdict.resolved_at, calendar=world.county.calendar)


def _whistle_units(matter: Matter) -> tuple[Any, ...]:
    return _there(_last(matter.whistles), "whistle").units


def _lights(world: World, matter: Matter) -> list[str]:
    del world
    return [light.value for light in matter.lights]


def _letters(matter: Matter) -> dict[str, int]:
    return {
        "urge": sum(s.letter is Letter.URGE for s in matter.supervisions),
        "supervise": sum(s.letter is Letter.SUPERVISE for s in matter.supervisions),
    }


def _first_satisfied(matter: Matter) -> bool:
    return _satisfied(_there(_last(tuple(_visited(matter)[:1])), "visit"))


def _final_satisfied(matter: Matter) -> bool:
    return _satisfied(_there(_last(tuple(_visited(matter))), "visit"))


def _level(matter: Matter) -> Level:
    """The level of the unit that concluded it."""
    return _there(dispute_of(matter).settled_level, "settlement")


FINAL_READERS: dict[str, Callable[[World, Matter], Any]] = {
    "on_time": lambda _, m: _on_time(m),
    "settled": lambda _, m: dispute_of(m).settled,
    "confirmation": lambda _, m: dispute_of(m).confirmation_state,
    "return_count": lambda _, m: _returns(m, Decision.APPROVED),
    "agreement_form": lambda _, m: _form(m),
    "level_settled": lambda _, m: _level(m).value,
    "grassroots_settled": lambda _, m: _level(m) in {Level.VILLAGE, Level.TOWN},
    "sessions": lambda _, m: len(m.dispute.sessions) if m.dispute is not None else 0,
    "elapsed_calendar_days_inclusive": lambda _, m: _days(m),
    "same_day": lambda _, m: _days(m) == 1,
    "elapsed_working_hours": _hours,
    "working_days_used": _days_used,
    "light_history": _lights,
    "recovered_cny": lambda _, m: dispute_of(m).recovered_cny,
    "whistle_units": lambda _, m: len(_whistle_units(m)),
    "whistle_on_time": lambda _, m: sum(u.on_time for u in _whistle_units(m)),
    "whistle_late": lambda _, m: sum(u.reported_at is not None and not u.on_time for u in _whistle_units(m)),
    "whistle_absent": lambda _, m: sum(u.reported_at is None for u in _whistle_units(m)),
    "counts": lambda _, m: _letters(m),
    "reopened": lambda _, m: m.round - 1,
    "extended": lambda _, m: sum(r.decision is Decision.APPROVED for r in m.extensions),
    "return_refused": lambda _, m: _returns(m, Decision.REFUSED),
    "first_visit_satisfied": lambda _, m: _first_satisfied(m),
    "final_satisfied": lambda _, m: _final_satisfied(m),
    "ruling_saved_to_duty_directory": lambda world, m: world.ruling_saved(m),
    "external_sync_events": lambda world, m: world.sync_events(m),
    "shelved_excluded_from_on_time": lambda world, m: world.shelved_excluded(m),
    "shelved_listed_separately": lambda world, m: world.shelved_listed(m),
    "metrics": lambda world, _: world.metrics(),
    "case_count_by_place": lambda world, m: world.count_at_place(m),
    "schema_lint_list": lambda _, __: list(FORBIDDEN_NAMES),
    "schema_lint_found": lambda world, _: world.forbidden_found(),
}
