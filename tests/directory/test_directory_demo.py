"""The demo county is whole: land without gaps, an owner for everything, somebody for every post."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest
import shapely
from django.contrib.auth import authenticate
from django.utils import timezone

from fengqiao.directory.demo import DemoAccount, demo_county, land
from fengqiao.directory.demo.staff import TWELVE
from fengqiao.directory.duties import duty_table, propose
from fengqiao.directory.grids import locate
from fengqiao.directory.models import AdminRole, Grid, History, Unit, User
from fengqiao.directory.outlines import polygons, shape
from fengqiao.directory.people import posts_of
from fengqiao.directory.snapshot import county
from fengqiao.dispatch import ChoiceRule
from fengqiao.matters import Holder, Lane
from fengqiao.people import Level
from fengqiao.people.actors import Post
from fengqiao.places import Datum, Point

pytestmark = pytest.mark.database
NOW = datetime(2026, 11, 2, 6, 30, tzinfo=UTC)


def test_it_has_the_size_that_was_asked_for(demo: str) -> None:
    found = county(demo)
    lengths = [len(code) for code in found.areas]
    assert (lengths.count(9), lengths.count(12), len(found.grids)) == (5, 40, 160)
    assert sum(town.is_street for town in land.TOWNS) == 2
    names = [village.name for town in land.TOWNS for village in town.villages]
    assert len(set(names)) == 40
    centre = [unit for unit in found.units.children("COUNTY_CENTER") if unit.level is Level.COUNTY]
    assert len(centre) == 5


def test_the_grids_tile_the_county_without_gap_or_overlap(demo: str) -> None:
    found = county(demo)
    outlines = [shape(grid.polygons) for grid in found.grids.values()]
    boundary = shape(found.boundary)
    assert all(outline.is_valid for outline in outlines)
    assert boundary.is_valid
    covered = shapely.union_all(outlines)
    assert covered.symmetric_difference(boundary).area == pytest.approx(0, abs=1e-12)
    assert sum(outline.area for outline in outlines) == pytest.approx(boundary.area, rel=1e-9)


def test_every_grid_is_found_by_a_point_inside_and_lies_in_its_village(demo: str) -> None:
    found = county(demo)
    for patch in land.patches():
        grid = locate(found, Point(*patch.middle, Datum.WGS84)).grid
        assert grid is not None
        assert grid.name == patch.name
        assert grid.code.startswith(demo + patch.town.code + patch.village.code)
        assert found.units.by_code[grid.unit].area == grid.code


def test_whatever_happens_wherever_it_has_an_owner(demo: str) -> None:
    found = county(demo)
    table = duty_table(found, NOW)
    assert len(table.lines) > 15
    for area in [*found.areas, *list(found.grids)[::20], ""]:
        for code in found.categories:
            choice = propose(found, code, area, at=NOW)
            lead = found.units.by_code[choice.lead]
            assert lead.takes_orders != choice.transfer_only
            if len(area) >= 12:
                assert choice.rule in {ChoiceRule.DUTY_LINE, ChoiceRule.CATEGORY_DEFAULT}


def test_a_street_light_goes_by_its_own_line_in_every_town(demo: str) -> None:
    found = county(demo)
    for town in land.TOWNS:
        choice = propose(found, "P0108", demo + town.code, at=NOW)
        assert (choice.rule, choice.lead, choice.co) == (ChoiceRule.DUTY_LINE, "MUNICIPAL", ("POWER",))
        assert choice.line_id is not None


def test_the_directory_shows_every_lane_and_every_holder_but_none_is_empty(demo: str) -> None:
    lines = duty_table(county(demo), NOW).lines.values()
    assert {line.lane for line in lines} == set(Lane)
    assert {line.holder for line in lines} == set(Holder)
    assert county(demo).edition_at(datetime(2023, 1, 1, tzinfo=UTC)) is not None


def test_every_post_has_an_account_that_signs_in(demo: str, demo_accounts: list[DemoAccount]) -> None:
    posts = {Post(account.post) for account in demo_accounts}
    assert posts == set(Post) - {Post.CITIZEN, Post.SYSTEM}
    assert len({account.user for account in demo_accounts}) == len(demo_accounts)
    for account in demo_accounts[:3]:
        user = authenticate(username=account.user, password=account.password)
        assert isinstance(user, User)
        assert account.post in {held.post for held in posts_of(user.pk, timezone.localdate())}
    assert authenticate(username="handler", password="wrong") is None


def test_every_county_and_town_unit_that_categories_name_has_somebody(
    demo: str, demo_accounts: list[DemoAccount]
) -> None:
    found = county(demo)
    staffed = set(Unit.objects.filter(tenant=demo, assignments__isnull=False).values_list("code", flat=True))
    for code in found.categories:
        lead = found.units.by_code[propose(found, code, demo + "001001", at=NOW).lead]
        assert lead.code in staffed or lead.transfer_target_only, (code, lead.code)


def test_twelve_departments_sit_in_the_centre(demo: str) -> None:
    twelve = Unit.objects.filter(tenant=demo, code__in=TWELVE)
    assert len(set(TWELVE)) == twelve.count() == 12
    assert set(twelve.values_list("residency", flat=True)) == {"resident", "rotating"}
    assert all(unit.assignments.exists() for unit in twelve)


def test_the_three_administrators_are_three_people(demo: str) -> None:
    roles = User.objects.filter(tenant=demo).exclude(admin_role="").values_list("username", "admin_role")
    assert dict(roles) == {
        "administrator": AdminRole.SYSTEM, "security": AdminRole.SECURITY, "auditor": AdminRole.AUDIT,
    }  # fmt: skip
    assert not User.objects.filter(tenant=demo, is_superuser=True).exists()


def test_loading_it_again_adds_nothing_and_sets_the_password_anew(
    demo: str, demo_accounts: list[DemoAccount]
) -> None:
    before = History.objects.exclude(kind="user").count()
    again = demo_county(demo)
    assert History.objects.exclude(kind="user").count() == before
    assert [account.user for account in again] == [account.user for account in demo_accounts]
    assert len({account.password for account in again}) == 1
    assert again[0].password != demo_accounts[0].password
    assert len(again[0].password) >= 10
    assert authenticate(username="registrar", password=again[0].password) is not None


def test_changes_are_put_down_to_the_demo(demo: str) -> None:
    assert set(History.objects.filter(tenant=demo).values_list("who", flat=True)) == {"demo"}


def test_outlines_are_stored_closed_and_in_degrees(demo: str) -> None:
    for drawn in Grid.objects.filter(tenant=demo).values_list("outline", flat=True)[:20]:
        ring = polygons(drawn)[0][0]
        assert ring[0] == ring[-1]
        assert len(ring) == 5
        assert all(abs(a - c) + abs(b - d) > 0.005 for (a, b), (c, d) in pairwise(ring))
