"""What each viewer is shown of a matter (DOMAIN 6.3, RULINGS 20)."""

import pytest
from county import facts, text
from walk import REQUESTER, Walk

from fengqiao.lifecycle.viewing import standing, what_is_shown
from fengqiao.matters import commands as c
from fengqiao.people.actors import Actor, Post
from fengqiao.people.visibility import HANDLING, Detail, Standing
from fengqiao.people.visibility import what_is_shown as shown_by

NAME, PHONE = "翁小明", "13812341234"
WORDS = "我叫翁小明,电话13812341234,身份证330999199001011234"


def dispatched(category="P0108", lead="MUNICIPAL", co=()):
    walk = Walk().register("2026-10-12 09:00", category)
    walk.do("2026-10-12 09:03", "dispatcher", "COUNTY_COORD", c.Dispatch(lead=lead, co=co))
    return walk.matter


def seen(matter, post, unit, person=""):
    known = facts("2026-10-12 10:00", post, unit, person=person)
    return what_is_shown(matter, known)


@pytest.mark.parametrize("post", sorted(HANDLING))
@pytest.mark.parametrize("restricted", [False, True])
@pytest.mark.parametrize("lead", [False, True])
def test_who_handles_never_receives_name_number_or_the_numbers_inside_the_text(post, restricted, lead):
    shown = shown_by(Standing(post=post, restricted=restricted, order=True, lead=lead))
    assert (shown.name_of(NAME), shown.phone_of(PHONE), shown.relayed) == ("", "", True)
    assert PHONE not in shown.text_of(WORDS)
    assert "199001011234" not in shown.text_of(WORDS)
    assert not shown.may_reveal


def test_a_handler_of_an_order_sees_the_whole_address_others_the_building():
    matter = dispatched(co=("POWER",))
    address = "文化广场3号楼2单元501室"
    assert seen(matter, "handler", "MUNICIPAL").address_of(address) == address
    assert seen(matter, "handler", "POWER").address_of(address) == address
    for post, unit in (
        ("supervisor", "COUNTY_SUPERVISION"),
        ("registrar", "COUNTY_HALL"),
        ("leader", "COUNTY_GOV_OFFICE"),
    ):
        assert "501" not in seen(matter, post, unit).address_of(address)


STREET = "人民路与文化路交叉口东北角第三根灯杆"
READERS = (
    ("dispatcher", "COUNTY_COORD"),
    ("registrar", "COUNTY_HALL"),
    ("supervisor", "COUNTY_SUPERVISION"),
    ("coordinator", "COUNTY_COORD"),
    ("duty_leader", "COUNTY_COMMAND"),
)


@pytest.mark.parametrize("category", ["P0108", "E0101", "H0101"])
@pytest.mark.parametrize(("post", "unit"), READERS)
def test_the_place_of_a_thing_is_whole_for_who_dispatches_it_but_no_dwelling_is(category, post, unit):
    shown = seen(dispatched(category), post, unit)
    assert shown.address_of(STREET) == STREET
    assert shown.address_of("文化广场3号楼东侧井盖") == "文化广场3号楼东侧井盖"
    for inside in ("文化广场3号楼2单元501室", "文化广场3号楼2-501", "文化广场3号楼二单元门口"):
        assert shown.address_of(inside) == "文化广场3号楼***"


def test_the_place_of_a_thing_is_whole_from_its_registration_on():
    matter = Walk().register("2026-10-12 09:00", "P0108", accept=False).matter
    assert seen(matter, "dispatcher", "COUNTY_COORD").address_of(STREET) == STREET


@pytest.mark.parametrize("category", ["R0201", "S0102", "D0208", "H0702"])
def test_the_place_of_a_persons_request_and_of_a_restricted_hazard_stays_masked(category):
    matter = Walk().register("2026-10-12 09:00", category).matter
    for post, unit in READERS:
        shown = seen(matter, post, unit)
        assert shown.address is Detail.MASKED
        assert shown.address_of("文化路12号院后排") == "文化路12号院***"


def test_a_telephone_number_inside_a_public_place_is_masked_for_who_may_not_read_it():
    shown = seen(dispatched("P0108"), "leader", "COUNTY_GOV_OFFICE")
    assert PHONE not in shown.address_of(f"人民路口,联系{PHONE}")


def test_on_a_restricted_matter_only_the_lead_sees_the_whole_address_point_and_photos():
    matter = dispatched(category="D0208", lead="POLICE_STATION", co=("WOMEN",))
    lead, assist = seen(matter, "handler", "POLICE_STATION"), seen(matter, "handler", "WOMEN")
    assert (lead.address, lead.exact, lead.photos) == (Detail.FULL, True, True)
    assert (assist.address, assist.exact, assist.photos) == (Detail.MASKED, False, False)
    assert seen(matter, "supervisor", "COUNTY_SUPERVISION").address is Detail.MASKED


def test_posts_that_speak_with_the_requester_see_a_masked_person_and_may_open_it():
    matter = dispatched()
    shown = seen(matter, "registrar", "COUNTY_HALL")
    assert (shown.name_of(NAME), shown.phone_of(PHONE)) == ("翁**", "138****1234")
    assert shown.may_reveal
    assert not seen(matter, "analyst", "COUNTY_ANALYSIS").may_reveal


@pytest.mark.parametrize("post", ["leader", "unit_leader", "auditor", "administrator"])
def test_leaders_and_auditors_see_no_personal_data(post):
    shown = shown_by(Standing(post=Post(post), restricted=False, order=True, lead=True))
    assert (shown.name_of(NAME), shown.phone_of(PHONE)) == ("", "")
    assert PHONE not in shown.text_of(WORDS)


def test_the_requester_sees_everything_of_the_own():
    matter = dispatched(category="D0208", lead="POLICE_STATION")
    shown = seen(matter, "citizen", "", person=REQUESTER.id)
    assert shown.text_of(WORDS) == WORDS
    assert shown.exact
    assert shown.photos
    assert not shown.may_reveal


def test_somebody_elses_matter_is_not_ones_own():
    known = facts("2026-10-12 10:00", "citizen", "", person="somebody")
    assert not standing(dispatched(), known).own
    assert Actor("somebody", Post.CITIZEN) == known.actor


def test_a_unit_whose_order_was_returned_stands_outside():
    walk = Walk().register("2026-10-12 09:00", "P0108")
    walk.do("2026-10-12 09:03", "dispatcher", "COUNTY_COORD", c.Dispatch(lead="MUNICIPAL"))
    walk.do("2026-10-12 09:30", "handler", "MUNICIPAL", c.RequestReturn(reason=text(), suggested="POWER"))
    walk.do("2026-10-12 09:40", "dispatcher", "COUNTY_COORD", c.ApproveReturn())
    assert not standing(walk.matter, facts("2026-10-12 10:00", "handler", "MUNICIPAL")).order
