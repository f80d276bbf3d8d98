"""The duty directory: versions, rulings, closed lines, dry run."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from fengqiao.directory.duties import Placed, duty_table, new_draft, propose, publish, replay, save_ruling
from fengqiao.directory.models import DutyLine, DutyVersion, History, Unit
from fengqiao.directory.snapshot import UnknownCounty, county
from fengqiao.directory.throwaway import ThrowawayCounty, throwaway_county
from fengqiao.dispatch import ChoiceRule, DutySource

pytestmark = pytest.mark.database
NOW = datetime(2026, 11, 2, 6, 30, tzinfo=UTC)
LATER = NOW + timedelta(days=30)


def rule(made: ThrowawayCounty, **more: Any) -> DutyVersion:
    values: dict[str, Any] = {
        "category": "R0201", "area": made.village, "lead": "URBAN_LE", "co": ["POLICE_STATION"],
        "basis": "二次退单须会商裁定", "matter_code": "M1", "at": NOW,
    } | more  # fmt: skip
    return save_ruling(made.tenant, **values)


def draft_with(made: ThrowawayCounty, category: str, lead: str, *, begins: datetime) -> DutyVersion:
    draft = new_draft(made.tenant, effective_from=begins)
    DutyLine.objects.filter(version=draft, category=category, area="").delete()
    unit = Unit.objects.get(tenant=made.tenant, code=lead)
    DutyLine.objects.create(tenant=made.tenant, version=draft, category=category, lead=unit)
    return draft


def test_a_ruling_is_the_line_for_its_category_and_place_from_then_on(made: ThrowawayCounty) -> None:
    before = propose(county(made.tenant), "R0201", made.village, at=NOW)
    assert before.rule is ChoiceRule.CATEGORY_DEFAULT
    version = rule(made)
    now = propose(county(made.tenant), "R0201", made.grid, at=NOW)
    assert (now.lead, now.co, now.rule) == ("URBAN_LE", ("POLICE_STATION",), ChoiceRule.DUTY_LINE)
    assert now.version == version.number == 2
    line = version.lines.get(area=made.village)
    assert line.pk == now.line_id
    assert (line.source, line.basis, line.matter_code) == (DutySource.RULING, "二次退单须会商裁定", "M1")
    earlier = propose(county(made.tenant), "R0201", made.village, at=NOW - timedelta(seconds=1))
    assert earlier.rule is ChoiceRule.CATEGORY_DEFAULT
    elsewhere = propose(county(made.tenant), "R0201", "", at=NOW)
    assert elsewhere.rule is ChoiceRule.CATEGORY_DEFAULT


def test_a_later_ruling_replaces_the_line_and_keeps_the_others(made: ThrowawayCounty) -> None:
    rule(made)
    rule(made, category="E0102", lead="HOUSING", co=[])
    third = rule(made, lead="ECO_ENV", co=[], at=NOW + timedelta(hours=1))
    lines = {line.category: line.lead.code for line in third.lines.all()}
    assert lines == {"R0201": "ECO_ENV", "E0102": "HOUSING"}
    assert History.objects.filter(kind="dutyline", change="created").count() == 1 + 2 + 2


def test_the_same_ruling_saved_again_makes_nothing_new(made: ThrowawayCounty) -> None:
    first = rule(made)
    assert rule(made) == first
    assert DutyVersion.objects.filter(tenant=made.tenant).count() == 2
    assert rule(made, matter_code="M2") != first


def test_two_rulings_of_one_moment_both_stand(made: ThrowawayCounty) -> None:
    rule(made)
    rule(made, category="E0102", lead="HOUSING", co=[])
    found = county(made.tenant)
    assert propose(found, "R0201", made.village, at=NOW).lead == "URBAN_LE"
    assert propose(found, "E0102", made.village, at=NOW).lead == "HOUSING"


def test_a_ruling_goes_into_a_version_that_begins_later(made: ThrowawayCounty) -> None:
    publish(draft_with(made, "E0102", "HOUSING", begins=LATER), at=NOW)
    rule(made)
    found = county(made.tenant)
    assert propose(found, "E0102", "", at=NOW).rule is ChoiceRule.CATEGORY_DEFAULT
    assert propose(found, "E0102", "", at=LATER).lead == "HOUSING"
    assert propose(found, "R0201", made.village, at=LATER).lead == "URBAN_LE"


def test_a_ruling_does_not_undo_what_a_later_version_plans_for_the_same_key(made: ThrowawayCounty) -> None:
    publish(draft_with(made, "R0201", "MARKET", begins=LATER), at=NOW)
    rule(made, area="")
    found = county(made.tenant)
    assert propose(found, "R0201", "", at=NOW).lead == "URBAN_LE"
    assert propose(found, "R0201", "", at=LATER).lead == "MARKET"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"category": "R02"}, "category"),
        ({"category": "nothing"}, "category"),
        ({"lead": "NOBODY"}, "lead"),
        ({"co": ["NOBODY"]}, "co"),
        ({"co": ["URBAN_LE"]}, "co"),
        ({"area": "110101"}, "area"),
        ({"area": "12"}, "area"),
    ],
)
def test_a_ruling_with_wrong_data_names_the_field_and_changes_nothing(
    made: ThrowawayCounty, wrong: dict[str, object], field: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        rule(made, **wrong)
    assert list(caught.value.message_dict) == [field]
    assert DutyVersion.objects.filter(tenant=made.tenant).count() == 1


def test_an_unknown_county_has_no_rulings(db: None) -> None:
    with pytest.raises(UnknownCounty):
        new_draft("110101", effective_from=NOW)


def test_a_draft_holds_for_nobody_until_it_is_published(made: ThrowawayCounty) -> None:
    draft = draft_with(made, "E0102", "HOUSING", begins=LATER)
    assert propose(county(made.tenant), "E0102", "", at=LATER).rule is ChoiceRule.CATEGORY_DEFAULT
    publish(draft, at=NOW)
    assert propose(county(made.tenant), "E0102", "", at=LATER).lead == "HOUSING"
    with pytest.raises(ValidationError, match="已发布"):
        publish(draft, at=NOW)


def test_a_draft_begins_with_the_lines_in_force(made: ThrowawayCounty) -> None:
    rule(made)
    draft = new_draft(made.tenant, effective_from=LATER, note="年度修订")
    assert [(line.category, line.lead.code) for line in draft.lines.all()] == [("R0201", "URBAN_LE")]
    assert draft.is_draft


def test_no_version_begins_before_it_is_published(made: ThrowawayCounty) -> None:
    draft = new_draft(made.tenant, effective_from=NOW - timedelta(minutes=1))
    with pytest.raises(ValidationError) as caught:
        publish(draft, at=NOW)
    assert list(caught.value.message_dict) == ["effective_from"]


def test_the_database_closes_a_published_version(made: ThrowawayCounty) -> None:
    version = rule(made)
    unit = Unit.objects.get(tenant=made.tenant, code="HOUSING")
    attempts = (
        lambda: DutyLine.objects.filter(version=version).update(lead=unit),
        lambda: DutyLine.objects.create(tenant=made.tenant, version=version, category="E", lead=unit),
        lambda: DutyVersion.objects.filter(pk=version.pk).update(effective_from=LATER),
        lambda: DutyVersion.objects.filter(pk=version.pk).update(published_at=None),
    )
    for attempt in attempts:
        with pytest.raises(IntegrityError, match="closed"), transaction.atomic():
            attempt()
    county_is_real(made)
    for statement in ("DELETE FROM directory_dutyline WHERE version_id = %s",
                      "DELETE FROM directory_dutyversion WHERE id = %s"):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            connection.cursor().execute(statement, [version.pk])


def county_is_real(made: ThrowawayCounty) -> None:
    connection.cursor().execute(
        "UPDATE directory_county SET throwaway = false WHERE tenant = %s", [made.tenant]
    )


def test_lines_of_a_published_version_are_read_once(made: ThrowawayCounty) -> None:
    rule(made)
    found = county(made.tenant)
    first = duty_table(found, NOW)
    with CaptureQueriesContext(connection) as asked:
        assert duty_table(found, NOW) is first
    assert len(asked) == 0
    assert duty_table(found, datetime(1999, 1, 1, tzinfo=UTC)).lines == {}


def test_the_dry_run_says_what_would_move_and_writes_nothing(made: ThrowawayCounty) -> None:
    draft = draft_with(made, "E0102", "HOUSING", begins=LATER)
    before = History.objects.count()
    found = replay(
        draft,
        [
            Placed("m1", "E0102", made.village),
            Placed("m2", "R0201", made.village),
            Placed("m3", "E0102", ""),
            Placed("m4", "X9999", made.village),
        ],
        at=NOW,
    )
    assert found.compared == 3
    assert [one.matter for one in found.differences] == ["m1", "m3"]
    assert found.differences[0].before.rule is ChoiceRule.CATEGORY_DEFAULT
    assert found.differences[0].after.lead == "HOUSING"
    assert found.unknown == ("m4",)
    assert History.objects.count() == before


def test_the_dry_run_of_what_is_in_force_changes_nothing(made: ThrowawayCounty) -> None:
    version = rule(made)
    placed = [Placed(code, code, made.village) for code in county(made.tenant).categories]
    assert replay(version, placed, at=NOW).differences == ()


def test_rulings_at_the_same_time_are_numbered_one_after_the_other(database: object) -> None:
    made = throwaway_county()
    start = Barrier(4)

    def one(category: str) -> int:
        try:
            start.wait()
            return rule(made, category=category, lead="URBAN_LE", co=[]).number
        finally:
            connections["default"].close()

    with ThreadPoolExecutor(4) as pool:
        numbers = sorted(pool.map(one, ["E0101", "E0102", "E0103", "E0104"]))
    assert numbers == [2, 3, 4, 5]
    found = county(made.tenant)
    assert {propose(found, f"E010{n}", made.village, at=NOW).version for n in (1, 2, 3, 4)} == {5}
