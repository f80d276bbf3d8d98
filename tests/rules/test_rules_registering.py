"""G1 and G2: registering is always possible; a machine's signal becomes a matter only by a person."""

from dataclasses import replace

import pytest
from county import at, facts, text
from walk import HALL, HOTLINE, PLACE, REQUESTER, Walk, wall

from fengqiao.intake.doors import kept_fields
from fengqiao.intake.same_place import place_key
from fengqiao.lifecycle.decide import decide
from fengqiao.matters import commands as c
from fengqiao.matters.categories import Kind, Urgency
from fengqiao.matters.matter import Place
from fengqiao.matters.words import Channel, State, Visibility
from fengqiao.people.units import Level
from fengqiao.shared.refused import Refused

PLAIN = c.Register(channel=Channel.PHONE, text=text(), place=PLACE, category="P0108", parties=(REQUESTER,))


@pytest.mark.parametrize(
    ("post", "unit"),
    [
        ("citizen", ""),
        ("registrar", HALL),
        ("town_dispatcher", "TOWN_CENTER"),
        ("grid_worker", "GRID"),
        ("system", ""),
    ],
)
def test_who_registers(post, unit):
    walk = Walk()
    assert walk.do("2026-11-02 09:00", post, unit, PLAIN) == ["MatterRegistered"]
    assert walk.matter.state is State.REGISTERED
    assert walk.matter.registered_by.post == post
    assert (walk.matter.id, walk.matter.code, walk.matter.version) == ("m1", "c1", 1)
    assert wall(walk.matter.accept.due) == "2026-11-02 09:03"


@pytest.mark.parametrize(
    "post", ["dispatcher", "handler", "supervisor", "mediator", "duty_leader", "auditor"]
)
def test_other_posts_do_not_register(post):
    Walk().refuse("2026-11-02 09:00", post, HALL, PLAIN, "not_allowed_for_post")


def test_nothing_else_comes_before_the_registration():
    Walk().refuse("2026-11-02 09:00", "registrar", HALL, c.Accept(category="P0108"), "wrong_state")


@pytest.mark.parametrize("channel", [Channel.AI_CAMERA, Channel.DRONE, Channel.SENSOR, Channel.VEHICLE])
def test_a_machine_registers_nothing_by_itself(channel):
    signal = replace(PLAIN, channel=channel)
    said = Walk().refuse("2026-11-02 09:00", "system", "", signal, "invalid_data")
    assert said.field == "channel"


@pytest.mark.parametrize("post", ["citizen", "system", "grid_worker"])
def test_a_signal_is_confirmed_by_the_desk_alone(post):
    signal = replace(PLAIN, channel=Channel.DRONE, signal="s1", photos=1, parties=())
    Walk().refuse("2026-11-02 09:00", post, "GRID", signal, "not_allowed_for_post")
    walk = Walk()
    walk.do("2026-11-02 09:00", "registrar", "COUNTY_COMMAND", signal)
    walk.do("2026-11-02 09:00", "registrar", "COUNTY_COMMAND", c.Accept(category="P0108"))
    assert walk.state == "accepted"
    assert walk.due == "2026-11-04 17:30"


@pytest.mark.parametrize("category", ["P0108", "E0503", "H0101"])
def test_what_is_about_a_place_needs_one(category):
    lost = replace(PLAIN, category=category, place=Place())
    assert Walk().refuse("2026-11-02 09:00", "registrar", HALL, lost, "invalid_data").field == "place"
    for place in (Place(area="331181"), Place(address=text("east gate")), Place(lon=119.1, lat=28.0)):
        walk = Walk()
        walk.do("2026-11-02 09:00", "registrar", HALL, replace(lost, place=place))
        assert walk.state == "registered"


def test_a_word_about_nothing_in_particular_needs_neither_place_nor_category():
    walk = Walk()
    walk.do("2026-11-02 09:00", "citizen", "", replace(PLAIN, category="", place=Place()))
    assert walk.matter.kind is None
    assert walk.matter.urgency is Urgency.NORMAL
    assert walk.matter.level is Level.COUNTY


def test_a_place_outside_the_county_is_registered_and_flagged():
    walk = Walk()
    away = Place(area="330106", outside=True)
    walk.do("2026-11-02 09:00", "citizen", "", replace(PLAIN, place=away))
    assert walk.matter.place.outside
    walk.do(
        "2026-11-02 09:01",
        "registrar",
        HOTLINE,
        c.Reject(reason=c.RejectReason.OUTSIDE_AREA, right_door=text("12345 of that city")),
    )
    assert walk.state == "rejected"


@pytest.mark.parametrize(
    ("category", "urgency", "visibility", "prompt"),
    [
        ("P0108", Urgency.NORMAL, Visibility.NORMAL, ""),
        ("R0103", Urgency.URGENT, Visibility.NORMAL, ""),
        ("D0208", Urgency.URGENT, Visibility.RESTRICTED, "dial_110_now"),
        ("R0904", Urgency.NORMAL, Visibility.RESTRICTED, ""),
    ],
)
def test_what_the_category_says_at_once(category, urgency, visibility, prompt):
    walk = Walk()
    walk.do("2026-11-02 09:00", "citizen", "", replace(PLAIN, category=category))
    assert (walk.matter.urgency, walk.matter.visibility) == (urgency, visibility)
    assert walk.recorded[0].event.prompt == prompt


def test_urgent_words_make_it_urgent_whatever_the_category():
    walk = Walk()
    walk.do("2026-11-02 09:00", "citizen", "", replace(PLAIN, prompt="dial_119_now"))
    assert walk.matter.urgency is Urgency.URGENT
    walk = Walk()
    walk.do(
        "2026-11-02 09:00", "registrar", HALL, replace(PLAIN, urgency=Urgency.NORMAL, prompt="dial_119_now")
    )
    assert walk.matter.urgency is Urgency.NORMAL


@pytest.mark.parametrize(
    ("unit", "level"),
    [
        ("VILLAGE_STATION", Level.VILLAGE),
        ("TOWN_CENTER", Level.TOWN),
        (HALL, Level.COUNTY),
        ("CITY_PLATFORM", Level.COUNTY),
    ],
)
def test_the_level_is_the_registering_units(unit, level):
    walk = Walk()
    walk.do("2026-11-02 09:00", "registrar", unit, PLAIN)
    assert walk.matter.level is level


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"category": "E9999"}, "category"),
        ({"secondary": ("P0101", "nothing")}, "secondary"),
        ({"photos": -1}, "photos"),
        ({"photos": 101}, "photos"),
    ],
)
def test_what_cannot_be_is_refused_with_its_field(change, field):
    said = Walk().refuse("2026-11-02 09:00", "registrar", HALL, replace(PLAIN, **change), "invalid_data")
    assert said.field == field
    assert said.zh
    assert said.en


def test_photos_are_counted_up_to_the_bound():
    for photos in (0, 100):
        walk = Walk()
        walk.do("2026-11-02 09:00", "registrar", HALL, replace(PLAIN, photos=photos))
        assert walk.matter.photos == photos


def test_a_registration_keeps_what_it_was_told():
    occurred = at("2026-11-01 20:00")
    told = replace(
        PLAIN,
        source_system="hotline",
        external_id="H-1",
        occurred_at=occurred,
        secondary=("P0101",),
        kind=Kind.COMPLAINT,
        demand=text("light"),
        amount_cny=3,
        sector=text("road"),
    )
    walk = Walk()
    walk.do("2026-11-02 09:00", "system", "", told)
    matter, event = walk.matter, walk.recorded[0].event
    assert (matter.source_system, matter.external_id, matter.occurred_at) == ("hotline", "H-1", occurred)
    assert (matter.secondary, matter.kind, matter.parties) == (("P0101",), Kind.COMPLAINT, (REQUESTER,))
    assert (event.demand, event.amount_cny, event.sector) == (text("light"), 3, text("road"))
    assert walk.matter.requester == REQUESTER


def test_imported_history_has_no_clocks():
    walk = Walk()
    walk.do("2026-11-02 09:00", "system", "", replace(PLAIN, history=True))
    assert walk.matter.accept is None
    walk.until("2027-06-01 09:00")
    assert len(walk.recorded) == 1


def test_the_profile_of_the_county_sets_the_limits():
    from fengqiao.clocks import limits_profile

    relaxed = limits_profile({"accept_working_days": 1})
    events = decide(None, PLAIN, facts("2026-11-02 09:00", "registrar", HALL, profile=relaxed))
    assert wall(events[0].accept.due) == "2026-11-03 17:30"


def test_of_personal_fields_only_the_needed_ones_are_held():
    sent = ("id_number", "name", "contact_phone", "bank_account", "instruction_no", "address", "name")
    assert kept_fields(Channel.POLICE_INSTRUCTION, sent) == ("contact_phone", "instruction_no", "address")
    assert kept_fields(Channel.WEB, sent) == ("name", "contact_phone", "instruction_no", "address")
    assert kept_fields(Channel.WEB, ("religion", "plate_number")) == ()


@pytest.mark.parametrize(
    ("place", "key"),
    [
        (Place(area="331181101", grid="331181101201001"), "331181101201001"),
        (Place(area="331181101"), "331181101"),
        (Place(lon=119.14171, lat=28.0747), "119.142,28.075"),
        (Place(), ""),
        (Place(lon=119.1), ""),
    ],
)
def test_the_same_estate_is_told_by_a_key(place, key):
    assert place_key(place) == key


def test_a_refusal_reads_in_two_languages():
    with pytest.raises(Refused) as said:
        decide(None, replace(PLAIN, category="E9999"), facts("2026-11-02 09:00", "registrar", HALL))
    assert said.value.words.status == 400
    assert "E9999" in said.value.zh
    assert "E9999" in said.value.en
