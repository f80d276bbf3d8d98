"""Where a citizen may go: the nearest houses, their numbers, and whether a duty leader is there."""

import json
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from fengqiao.directory.models import DutyRoster, Unit, User

pytestmark = pytest.mark.database


@pytest.fixture
def on_duty(office):
    """The duty leader of the county's centre, from an hour ago until in three hours, and one who comes tomorrow."""
    centre = Unit.objects.get(tenant=office.county.tenant, code="COUNTY_CENTER")
    leader = User.objects.filter(tenant=office.county.tenant, assignments__post="duty_leader").first()
    now = timezone.now()
    shifts = [
        DutyRoster.objects.create(
            tenant=office.county.tenant,
            unit=centre,
            post="duty_leader",
            user=leader,
            starts=now + timedelta(hours=first),
            ends=now + timedelta(hours=last),
        )
        for first, last in ((-1, 3), (20, 28))
    ]
    yield shifts[0], leader
    for shift in shifts:
        shift.delete()


def houses(office, area=""):
    answer = office["citizen"].ask(f"/public/whereto?area={area}" if area else "/public/whereto")
    assert answer.status_code == 200, answer.content.decode()
    return answer.json()["items"]


def test_the_nearest_house_comes_first(office):
    kinds = [each["kind"] for each in houses(office, office.county.village)]
    assert kinds[0] == "VILLAGE_STATION"
    assert kinds.index("TOWN_CENTER") < kinds.index("COUNTY_CENTER")
    assert "VILLAGE_STATION" not in [each["kind"] for each in houses(office)]


def test_todays_duty_leader_is_named_by_post_and_hours_alone(office, on_duty):
    shift, leader = on_duty
    found = houses(office)
    centre = next(each for each in found if each["kind"] == "COUNTY_CENTER")
    assert datetime.fromisoformat(centre["duty_until"]) == shift.ends
    assert leader.display_name not in json.dumps(found, ensure_ascii=False)


def test_nobody_is_on_duty_where_nobody_was_planned(office):
    assert {each["duty_until"] for each in houses(office)} == {None}


def test_an_area_that_is_none_is_refused(office):
    answer = office["citizen"].ask("/public/whereto?area=990000")
    assert (answer.status_code, answer.json()["field"]) == (400, "area")
