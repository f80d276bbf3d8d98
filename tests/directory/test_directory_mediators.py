"""The register: the demo's tables come in whole, wrong rows name their field, and the snapshot knows who mediates where."""

import pytest
import tablib
from django.core.exceptions import ValidationError

from fengqiao.directory.exchange.resources import faults, import_table
from fengqiao.directory.exchange.tables import TABLES
from fengqiao.directory.models import Committee, Mediator, Room, Studio, Unit
from fengqiao.directory.snapshot import county
from fengqiao.directory.throwaway import ThrowawayCounty
from fengqiao.people.mediators import Sector
from fengqiao.people.units import Level
from fengqiao.places.rooms import RoomKind

pytestmark = pytest.mark.database


def committee(made: ThrowawayCounty, unit: str = "MC_COUNTY", code: str = "MC") -> Committee:
    place = Unit.objects.get(tenant=made.tenant, code=unit)
    return Committee(tenant=made.tenant, code=code, name="调委会", unit=place, level="county")


def test_the_demo_county_has_committees_studios_mediators_and_rooms(demo: str) -> None:
    found = county(demo)
    levels = [each.committee.level for each in found.mediators.values()]
    assert len(found.mediators) == 20
    assert {Level.VILLAGE, Level.TOWN, Level.COUNTY} == set(levels)
    assert len({each.committee.sector for each in found.mediators.values()}) >= 7
    assert {each.studio for each in found.mediators.values()} == {"", "枫溪说和工作室", "晚晴家事工作室"}
    assert {room.kind for room in found.rooms.values()} == set(RoomKind)
    assert len(found.rooms) == 12
    assert all(each.committee.short_name for each in found.mediators.values())


def test_whoever_has_an_account_mediates_in_the_unit_of_the_committee(demo: str) -> None:
    seated = Mediator.objects.filter(tenant=demo, user__isnull=False).select_related(
        "user", "committee__unit"
    )
    assert seated.count() >= 8
    for each in seated:
        held = each.user.assignments.filter(post="mediator").values_list("unit__code", flat=True)
        assert each.committee.unit.code in held, each


def test_the_snapshot_knows_hours_languages_and_sector(demo: str) -> None:
    bai = county(demo).mediators["M010"]
    assert (bai.committee.sector, bai.languages) == (Sector.TOURISM, ("普通话", "英语", "韩语"))
    assert [(each.day, f"{each.opens:%H:%M}") for each in bai.hours] == [(6, "09:00"), (7, "09:00")]
    assert not county(demo).mediators["M005"].on_public_board


def test_a_unit_that_does_not_mediate_is_no_committee(made: ThrowawayCounty) -> None:
    with pytest.raises(ValidationError) as wrong:
        committee(made, "HOUSING").full_clean()
    assert set(wrong.value.message_dict) == {"unit"}


def test_hours_are_kept_in_one_way_and_wrong_ones_are_named(made: ThrowawayCounty) -> None:
    one = committee(made)
    one.save()
    mediator = Mediator(
        tenant=made.tenant,
        code="M1",
        name="甲",
        committee=one,
        hours=["wed 14:00-17:00", "星期一 09:00-10:00"],
    )
    mediator.full_clean()
    assert mediator.hours == ["周一 09:00-10:00", "周三 14:00-17:00"]
    mediator.hours = ["周九 09:00-10:00"]
    with pytest.raises(ValidationError) as wrong:
        mediator.full_clean()
    assert set(wrong.value.message_dict) == {"hours"}


def test_a_studio_of_another_committee_is_refused(made: ThrowawayCounty) -> None:
    one, other = committee(made), committee(made, "MC_LABOR", "ML")
    one.save()
    other.save()
    studio = Studio.objects.create(tenant=made.tenant, code="S", name="工作室", committee=other)
    with pytest.raises(ValidationError) as wrong:
        Mediator(tenant=made.tenant, code="M1", name="甲", committee=one, studio=studio).full_clean()
    assert set(wrong.value.message_dict) == {"studio"}


def test_a_table_of_mediators_names_its_faults(made: ThrowawayCounty) -> None:
    committee(made).save()
    head = ["code", "name", "committee", "languages", "hours", "on_public_board"]
    lines = [
        ["M1", "甲", "MC", "普通话|方言", "周一 09:00-10:00", "是"],
        ["M2", "乙", "NONE", "", "", ""],
        ["M3", "丙", "MC", "", "早上", ""],
    ]
    table = TABLES[Mediator](tenant=made.tenant)
    found = faults(import_table(table, tablib.Dataset(*lines, headers=head)))
    assert {(row, field) for row, field, _ in found} == {(3, "committee"), (4, "hours")}
    assert Mediator.objects.filter(tenant=made.tenant).count() == 0


def test_a_room_that_is_switched_off_is_booked_no_more(made: ThrowawayCounty) -> None:
    unit = Unit.objects.get(tenant=made.tenant, code="COUNTY_CENTER")
    room = Room.objects.create(tenant=made.tenant, code="R1", name="调解室", unit=unit, seats=8)
    assert county(made.tenant).rooms["R1"].area == made.tenant
    room.is_active = False
    room.save()
    assert "R1" not in county(made.tenant).rooms
