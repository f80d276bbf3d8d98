"""What a scenario file may contain (the contract of docs/reference/scenarios.md): unknown keys fail, nothing is skipped."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from fengqiao.clocks import SHANGHAI
from fengqiao.people.actors import Post

Check = Callable[[object], bool]


class FormatFault(Exception):  # noqa: N818  it names what is wrong in a file
    """A file or scenario that breaks the format: `where` the key, `why` in words."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where}: {why}")
        self.where = where
        self.why = why


def _text(value: object) -> bool:
    return isinstance(value, str)


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _flag(value: object) -> bool:
    return isinstance(value, bool)


def _day(value: object) -> bool:
    try:
        date.fromisoformat(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return False
    return True


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _point(value: object) -> bool:
    if not isinstance(value, list) or len(value) != 2:
        return False
    return all(isinstance(one, int | float) and not isinstance(one, bool) for one in value)


def _solved(value: object) -> bool:
    return isinstance(value, bool) or value in {"true", "partly", "false"}


UNIT, UNITS = "unit", "units"

_REGISTER: dict[str, Any] = {
    "channel": _text, "requester": _text, "demand": _text, "place": _text, "lon_lat": _point, "photos": _whole,
    "external_id": _text, "amount_cny": _whole, "sector": _text, "parties": _texts, "party_type": _text,
    "fields": _texts,
}  # fmt: skip
_REASON: dict[str, Any] = {"reason": _text}
_EXTENSION: dict[str, Any] = {"amount": _whole, "unit": _text, "reason": _text}
_SHELVE: dict[str, Any] = {"reason": _text, "plan": _text, "next_review": _day}

ACTIONS: dict[str, dict[str, Any]] = {
    "register": _REGISTER,
    "accept": {},
    "register_and_accept": _REGISTER,
    "reject": {"reason": _text, "right_door": _text},
    "verify": {},
    "verified": {"result": _flag},
    "transfer_out": {"target": UNIT, "basis": _text},
    "answer_directly": {"answer": _text, "knowledge_item": _text},
    "merge": {"main": _text, "merged": _whole, "rule": _text},
    "withdraw": _REASON,
    "ingest_signal": {
        "source": _text, "alarms": _whole, "window_minutes": _whole, "same_place": _flag, "lon_lat": _point,
        "photo": _whole,
    },
    "confirm_signal": {},
    "dismiss_signal": _REASON,
    "dispatch": {"lead": UNIT, "co": UNITS},
    "sign": {},
    "sub_dispatch": {"to": UNIT},
    "add_progress": {"note": _text},
    "arrive": {"with_officer": _flag},
    "request_return": {"reason": _text, "suggested_unit": UNIT, "basis": _text},
    "approve_return": {},
    "refuse_return": _REASON,
    "rule_lead": {"lead": UNIT, "co": UNITS, "basis": _text},
    "request_extension": _EXTENSION,
    "approve_extension": {},
    "refuse_extension": _REASON,
    "request_shelve": _SHELVE,
    "approve_shelve": {},
    "refuse_shelve": _REASON,
    "review_shelved": {"next_review": _day},
    "unshelve": {},
    "strike_off": {},
    "pause": {"cause": _text},
    "resume": {"cause": _text},
    "submit_result": {
        "photos_after": _whole, "outcome": _text, "measures": _texts, "law_enforcement": _text,
        "loss_prevented_band": _text,
    },
    "waive_assist": {"unit": UNIT, "reason": _text},
    "inspect": {"passed": _flag},
    "approve": {"on_submission_by": UNIT, "inspection": _text},
    "rework": _REASON,
    "reopen": _REASON,
    "record_visit": {"solved": _solved, "satisfaction": _text, "reason": _text, "reached": _flag},
    "auto_close": _REASON,
    "archive": {},
    "record_consent": {"applicant": _text, "respondent": _text},
    "hold_session": {"round": _whole, "result": _text, "advised": _text},
    "conclude_agreement": {
        "form": _text, "round": _whole, "amount_cny": _whole, "performance": _text, "perform_by": _day,
        "signed_by": _texts,
    },
    "record_performance": {"proof": _text, "amount_cny": _whole},
    "report_breach": {"date": _day},
    "fail_mediation": _REASON,
    "record_self_settlement": {"note": _text},
    "divert": {"route": _text, "to": UNIT},
    "record_outcome": {"outcome": _text, "amount_cny": _whole, "performed": _flag},
    "escalate": {"to": UNIT, "reason": _text},
    "set_case_risk": {"risk": _text, "basis": _texts, "review_date": _day},
    "assign_leader_case": {"leader": _text, "review_date": _day},
    "whistle": {"units": UNITS, "respond_within": _text, "type": _text, "reason": _text, "approved_by": _text},
    "report_in": {},
    "evaluate_whistle": {"*": _text},
    "hold_consultation": {"number": _whole, "attendees": _whole, "tasks": UNITS},
    "urge": {"unit": UNIT},
    "supervise": {"unit": UNIT, "reply_by_working_days": _whole},
    "apply_judicial_confirmation": {"applied_by": _texts, "court": UNIT},
    "record_confirmation": {"result": _text, "ruling_no": _text},
    "request_access": {"identity_check": _text},
    "request_erasure": {},
    "export_own_data": {},
    "search_by_phone": {"purpose": _text},
    "view_matter": {"matter": _text},
    "tick": {},
    "verify_audit_chain": {},
    "tamper_one_audit_row": {},
}  # fmt: skip
"""Every action with its data keys (section 5)."""

EXPECT = frozenset({
    "state", "refused", "error", "docs", "copies", "notify", "notify_count", "signed_by", "code", "query_code",
    "due_at", "due_basis", "respond_by", "deadline", "original_due_kept", "clock", "accept_on_time",
    "dispatch_on_time", "sign_on_time", "on_time", "on_time_without_extension", "light", "overdue",
    "overdue_working_days", "work_order", "work_orders", "lead_unit", "executing_unit", "first_unit", "return_count",
    "further_return", "extension", "shelve_request", "ledger", "reviews", "supervision", "whistle", "report",
    "late_minutes", "report_rate", "arrival_minutes", "public_progress", "urgency", "visibility", "stored_fields",
    "personal_fields_purge_at", "prompt", "satisfaction_call", "address_masked_for", "visit", "visit_round", "round",
    "first_round_kept", "created", "returned_same_matter", "push_back", "merged_state", "main_followers",
    "hot_topic_alert", "signals_merged", "grid_located_by", "ai_precision_counts", "level", "case_risk", "leader_case",
    "tasks_created", "dossier_complete", "settled", "form", "confirmation", "ticket", "answer_within_working_days",
    "contains_only_requester_data", "other_party_masked", "partly_refused", "reason", "optional_fields_erased",
    "audit", "chain_ok", "verify_audit_chain",
})  # fmt: skip

FINAL = frozenset({
    "on_time", "settled", "confirmation", "return_count", "agreement_form", "level_settled", "grassroots_settled",
    "sessions", "elapsed_calendar_days_inclusive", "same_day", "elapsed_working_hours", "working_days_used",
    "light_history", "recovered_cny", "whistle_units", "whistle_on_time", "whistle_late", "whistle_absent", "counts",
    "reopened", "extended", "return_refused", "first_visit_satisfied", "final_satisfied",
    "ruling_saved_to_duty_directory", "external_sync_events", "shelved_excluded_from_on_time",
    "shelved_listed_separately", "metrics", "case_count_by_place", "schema_lint_list", "schema_lint_found",
})  # fmt: skip

AT_LEAST = frozenset({"docs", "copies", "notify", "signed_by", "schema_lint_list"})
"""Lists of which the product must have at least these, in any order."""

AS_SETS = frozenset({"stored_fields"})

SCENARIO = frozenset({
    "id", "title_zh", "source", "kind", "category", "secondary_categories", "profile", "given", "steps",
    "counter_example", "final", "note",
})  # fmt: skip
GIVEN: dict[str, Check] = {
    "state": _text, "agreement_effective": _day, "form": _text, "agreement_parties": _whole, "parties": _whole,
}  # fmt: skip
STEP = frozenset({"at", "post", "unit", "action", "data", "expect", "note"})
TOP = frozenset({"meta", "calendar_vectors", "metric_vectors", "scenarios", "note"})
META = frozenset({
    "version", "timezone", "office_sessions", "due_rule", "guard_note", "profiles", "note",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """One step: when, who, what, with which data, and what must then be seen."""

    number: int
    at: datetime
    post: Post
    unit: str
    action: str
    data: Mapping[str, Any]
    expect: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Scenario:
    """One scenario, its keys checked."""

    id: str
    title: str
    kind: str
    category: str
    secondary: tuple[str, ...]
    profile: str
    given: Mapping[str, Any]
    steps: tuple[Step, ...]
    counter_example: Step | None
    final: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Known:
    """The codes a file may name."""

    categories: frozenset[str]
    units: frozenset[str]
    kinds: frozenset[str]
    profiles: frozenset[str] = field(default_factory=lambda: frozenset({"default"}))


def read_scenario(raw: object, known: Known) -> Scenario:
    """Check one scenario and take it apart; raises FormatFault."""
    data = _mapping(raw, "scenario")
    _only(data, SCENARIO, "scenario")
    for key in ("id", "category", "steps"):
        if key not in data:
            raise FormatFault("scenario", f"{key} is missing")
    category, profile = str(data["category"]), str(data.get("profile", "default"))
    secondary = data.get("secondary_categories", [])
    for code in (category, *secondary):
        if code not in known.categories:
            raise FormatFault("category", f"unknown category {code}")
    if profile not in known.profiles:
        raise FormatFault("profile", f"unknown profile {profile}")
    kind = str(data.get("kind", ""))
    if kind not in known.kinds | {"", "rights_request"}:
        raise FormatFault("kind", f"unknown kind {kind}")
    given = _mapping(data.get("given") or {}, "given")
    for key, value in given.items():
        if key not in GIVEN or not GIVEN[key](value):
            raise FormatFault(f"given.{key}", "unknown key or wrong value")
    if given and given.get("state") not in {"in_progress", "mediating", "agreed", "performing"}:
        raise FormatFault("given.state", f"unknown state {given.get('state')}")
    steps = tuple(read_step(one, number, known) for number, one in enumerate(data["steps"], start=1))
    for before, after in pairwise(steps):
        if after.at < before.at:
            raise FormatFault(f"step {after.number}.at", "before the step above")
    counter = data.get("counter_example")
    final = dict(_mapping(data.get("final") or {}, "final"))
    final.pop("note", None)
    _only(final, FINAL, "final")
    return Scenario(
        id=str(data["id"]), title=str(data.get("title_zh") or data["id"]), kind=kind, category=category,
        secondary=tuple(secondary), profile=profile, given=given, steps=steps,
        counter_example=read_step(counter, len(steps) + 1, known) if counter is not None else None, final=final,
    )  # fmt: skip


def read_step(raw: object, number: int, known: Known) -> Step:
    """Check one step; raises FormatFault that names it."""
    where = f"step {number}"
    data = _mapping(raw, where)
    _only(data, STEP, where)
    try:
        at = datetime.strptime(str(data["at"]), "%Y-%m-%d %H:%M").replace(tzinfo=SHANGHAI)
        post = Post(data["post"])
    except KeyError as missing:
        raise FormatFault(where, f"{missing.args[0]} is missing") from None
    except ValueError as fault:
        raise FormatFault(where, str(fault)) from None
    unit = data.get("unit", "")
    if unit and unit not in known.units:
        raise FormatFault(f"{where}.unit", f"unknown unit {unit}")
    action = data.get("action")
    if action not in ACTIONS:
        raise FormatFault(f"{where}.action", f"unknown action {action}")
    given = dict(_mapping(data.get("data") or {}, f"{where}.data"))
    if "note" not in ACTIONS[action]:
        given.pop("note", None)
    _check_data(ACTIONS[action], given, f"{where}.data", known)
    expect = dict(_mapping(data.get("expect") or {}, f"{where}.expect"))
    expect.pop("note", None)
    _only(expect, EXPECT, f"{where}.expect")
    return Step(number=number, at=at, post=post, unit=unit, action=action, data=given, expect=expect)


def _check_data(keys: Mapping[str, Any], data: Mapping[str, Any], where: str, known: Known) -> None:
    for key, value in data.items():
        check = keys.get(key) or keys.get("*")
        if check is None:
            raise FormatFault(f"{where}.{key}", "unknown key")
        if "*" in keys and key not in known.units:
            raise FormatFault(f"{where}.{key}", f"unknown unit {key}")
        if check in {UNIT, UNITS}:
            if check == UNITS and not _texts(value):
                raise FormatFault(f"{where}.{key}", "must be a list of units")
            for code in value if check == UNITS else [value]:
                if code not in known.units:
                    raise FormatFault(f"{where}.{key}", f"unknown unit {code}")
        elif not check(value):
            raise FormatFault(f"{where}.{key}", f"wrong value {value!r}")


def _mapping(raw: object, where: str) -> Mapping[str, Any]:
    if not isinstance(raw, Mapping):
        raise FormatFault(where, "must be a mapping")
    return raw


def _only(data: Mapping[str, Any], allowed: frozenset[str], where: str) -> None:
    for key in data:
        if key not in allowed:
            raise FormatFault(f"{where}.{key}", "unknown key")
