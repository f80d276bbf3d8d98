"""Planned sweeps: every visit counted, every finding followed up, nobody named."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from fengqiao.directory.models import Campaign, Place, SweepResult, SweepVisit
from fengqiao.directory.sweeping import (
    Progress,
    close_campaign,
    open_campaign,
    progress,
    record_visit,
    settle,
)
from fengqiao.directory.throwaway import ThrowawayCounty

pytestmark = pytest.mark.database
DAY = date(2026, 11, 10)


def campaign(made: ThrowawayCounty, **more: Any) -> Campaign:
    values: dict[str, Any] = {
        "code": "2026-FIRE", "name": "楼道清理", "question": "楼道是否堆放可燃物", "unit": "FIRE",
        "starts_on": date(2026, 11, 1), "ends_on": date(2026, 11, 30), "category": "H0202",
    } | more  # fmt: skip
    return open_campaign(made.tenant, **values)


def test_a_sweep_goes_over_every_grid_and_counts(made: ThrowawayCounty) -> None:
    sweep = campaign(made)
    assert progress(sweep) == Progress(1, 0, 0, 0, 0, (made.grid,))
    record_visit(sweep, grid=made.grid, result=SweepResult.NONE, on=DAY)
    record_visit(sweep, grid=made.grid, result=SweepResult.FOUND, on=DAY, matter_code="M1")
    assert progress(sweep) == Progress(1, 1, 1, 1, 0, ())
    assert settle(made.tenant, "M1", on=DAY) == 1
    assert settle(made.tenant, "M1", on=DAY) == 0
    assert progress(sweep).settled == 1


def test_a_visit_may_name_a_public_place(made: ThrowawayCounty) -> None:
    Place.objects.create(tenant=made.tenant, code="E1", name="枫林苑", kind="estate", area=made.village)
    visit = record_visit(campaign(made), grid=made.grid, result=SweepResult.NONE, on=DAY, place="E1")
    assert visit.place is not None
    assert visit.place.name == "枫林苑"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"grid": "x"}, "grid"),
        ({"on": date(2026, 12, 1)}, "on"),
        ({"result": SweepResult.FOUND}, "matter_code"),
        ({"matter_code": "M1"}, "matter_code"),
        ({"place": "NOWHERE"}, "place"),
    ],
)
def test_a_visit_with_wrong_data_names_the_field(
    made: ThrowawayCounty, wrong: dict[str, Any], field: str
) -> None:
    values: dict[str, Any] = {"grid": made.grid, "result": SweepResult.NONE, "on": DAY} | wrong
    with pytest.raises(ValidationError) as caught:
        record_visit(campaign(made), **values)
    assert list(caught.value.message_dict) == [field]
    assert not SweepVisit.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"unit": "NOBODY"}, "unit"),
        ({"category": "NOTHING"}, "category"),
        ({"grids": ["x"]}, "grids"),
        ({"ends_on": date(2026, 1, 1)}, "ends_on"),
        ({"code": "a b"}, "code"),
        ({"question": "x" * 301}, "question"),
    ],
)
def test_a_campaign_with_wrong_data_names_the_field(
    made: ThrowawayCounty, wrong: dict[str, Any], field: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        campaign(made, **wrong)
    assert field in caught.value.message_dict


def test_a_closed_campaign_takes_no_visits_and_keeps_those_it_has(made: ThrowawayCounty) -> None:
    sweep = campaign(made)
    record_visit(sweep, grid=made.grid, result=SweepResult.NONE, on=DAY)
    close_campaign(sweep)
    with pytest.raises(ValidationError, match="已结束"):
        record_visit(sweep, grid=made.grid, result=SweepResult.NONE, on=DAY)
    assert progress(sweep).visited == 1


def test_the_database_keeps_nothing_found_without_follow_up(made: ThrowawayCounty) -> None:
    sweep = campaign(made)
    with pytest.raises(IntegrityError), transaction.atomic():
        SweepVisit.objects.create(
            tenant=made.tenant, campaign=sweep, grid=made.grid, result="none", on=DAY, matter_code="M1"
        )
