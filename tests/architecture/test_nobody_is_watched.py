"""The duty roster is a plan: no column, answer, address or statement records, locates or counts who was on duty."""

import re
from pathlib import Path

from fengqiao.api.application import api
from fengqiao.directory.exchange.tables import TABLES
from fengqiao.directory.models import DutyRoster
from fengqiao.insight import duty_today
from fengqiao.people.rosters import DutyRole, Shift
from fengqiao.shared.forbidden import forbidden

SOURCE = Path(__file__).parents[2] / "src/fengqiao"
COLUMNS = {"unit", "post", "user", "starts", "ends", "note", "is_published", "published_name"}
ATTENDING = re.compile(
    r"check|arriv|attend|present|absent|late|location|position|lon\b|lat\b|track|score|count|hours|times|total|rank",
    re.IGNORECASE,
)
COUNTING = re.compile(r"\bCount\(|\bcount\(|GROUP BY|\.annotate\(|\.aggregate\(")
ANSWERS = {
    "DutyToday", "TodaysDuty", "PublishedDuty", "PlannedShift", "RosterWeek", "RosterPerson", "UsualShift", "WeekBody",
}  # fmt: skip


def document():
    return api.get_openapi_schema(path_prefix="/api/v1/")


def test_a_row_of_the_roster_is_a_plan_and_no_more():
    assert {field.name for field in DutyRoster._meta.fields} == {"id", "tenant"} | COLUMNS
    assert [each for each in DutyRoster._meta.related_objects if each.auto_created] == []
    assert set(TABLES[DutyRoster].columns) == COLUMNS
    assert set(Shift.__annotations__) == {"unit", "role", "person", "starts", "ends"}
    assert {role.value for role in DutyRole} == {"duty_leader", "duty_officer"}
    assert not forbidden(COLUMNS)


def test_what_is_answered_has_no_number_and_no_word_of_attendance():
    schemas = document()["components"]["schemas"]
    found = {name for name in schemas if name in ANSWERS or "Roster" in name} - {
        "RosterTaken",
        "RosterRowFault",
    }
    assert found >= ANSWERS
    for name in found:
        for field, kind in schemas[name].get("properties", {}).items():
            assert kind.get("type") not in {"integer", "number"}, f"{name}.{field}"
            assert not ATTENDING.search(field), f"{name}.{field}"


def test_no_address_takes_an_attendance():
    paths = {
        (path, method)
        for path, methods in document()["paths"].items()
        for method in methods
        if re.search(r"/duty(/|$)|roster", path)
    }
    assert paths == {
        ("/api/v1/duty/today", "get"),
        ("/api/v1/settings/roster", "get"),
        ("/api/v1/settings/roster", "put"),
        ("/api/v1/settings/roster/file", "get"),
        ("/api/v1/settings/roster/file", "post"),
    }


def test_no_statement_counts_the_roster():
    for file in SOURCE.rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        if "directory_dutyroster" not in text and "DutyRoster" not in text:
            continue
        if file.name != "people.py":  # accounts and their admin count other things
            assert not COUNTING.search(text), file.name
    assert "ORDER BY n.level = 'county' DESC, n.code, r.post, r.starts" in duty_today.DAY
