"""Who sits at the table and when: parties choose and refuse, an officer of a related case stays away, sessions are booked."""

from datetime import timedelta

import pytest
from county import at, facts, text
from test_rules_mediation import BOTH, FAIL, YES, asked, mediating, refused, session, table
from walk import HALL, Walk

from fengqiao.lifecycle.offers import offers
from fengqiao.lifecycle.react import MakeDocument, Notify, react
from fengqiao.matters import commands as c
from fengqiao.matters.matter import Party
from fengqiao.matters.words import BookingPurpose, MediatorWish, SessionMode
from fengqiao.people.mediators import read_hours, write_hours

CHOOSE, REFUSE = MediatorWish.CHOOSE, MediatorWish.REFUSE
COUNTY = "mediator@MC_COUNTY"


def wish(what, mediator="M1", wisher=""):
    return c.WishMediator(wish=what, mediator=mediator, wisher=wisher)


def says(walk: Walk, party: str, command, code: str = ""):
    """A party itself."""
    if code:
        return walk.refuse("2026-11-02 12:00", "citizen", "", command, code, person=party)
    return walk.do("2026-11-02 12:00", "citizen", "", command, person=party)


def book(starts="2026-11-03 09:00", ends="2026-11-03 10:00", **given):
    known = {"room": "R1", "mediators": ("M3",)}
    return c.BookSession(starts=at(starts), ends=at(ends), **known | given)


# wishes


def test_a_party_chooses_and_the_unit_answers():
    walk = asked()
    assert says(walk, "p2", wish(CHOOSE)) == ["MediatorWished"]
    (waiting,) = walk.matter.dispute.open_choices
    assert (waiting.party, waiting.mediator, waiting.person) == ("p2", "M1", COUNTY)
    assert "answer_wish" in offers(walk.matter, facts("2026-11-02 12:00", "mediator", "MC_TOWN"))
    assert table(walk, "02 13:00", c.AnswerWish(number=1, accepted=True)) == ["WishAnswered"]
    assert walk.matter.dispute.open_choices == ()
    told = [each for each in react(walk.matter, walk.recorded[-1].event) if isinstance(each, Notify)]
    assert [(each.to, each.party, each.message) for each in told] == [("party", "p2", "wish_granted")]


def test_a_refusal_needs_no_reason_and_keeps_that_person_from_the_table():
    walk = mediating(lead="MC_COUNTY")
    assert says(walk, "p1", wish(REFUSE)) == ["MediatorWished"]
    said = walk.refuse("2026-11-02 13:00", "mediator", "MC_COUNTY", session(), "not_allowed_for_post")
    assert "回避" in said.zh
    assert walk.do("2026-11-02 13:00", "mediator", "MC_COUNTY", session(), person="li") == ["SessionHeld"]
    taken = book(mediators=("M1",))
    assert walk.refuse("2026-11-02 13:00", "registrar", HALL, taken, "invalid_data").field == "mediators"


def test_a_party_may_change_its_mind_about_its_own_refusal_only():
    walk = asked()
    says(walk, "p1", wish(REFUSE))
    says(walk, "p2", wish(CHOOSE), "invalid_data")
    assert says(walk, "p1", wish(CHOOSE)) == ["MediatorWished"]
    assert walk.matter.dispute.refused == ()
    assert says(walk, "p1", wish(CHOOSE)) == []


@pytest.mark.parametrize(
    ("command", "field"),
    [
        (wish(None), "wish"),
        (wish(CHOOSE, "M9"), "mediator"),
        (wish(CHOOSE, ""), "mediator"),
        (wish(REFUSE, wisher="p2"), "wisher"),
    ],
)
def test_what_is_wrong_with_a_wish_is_named(command, field):
    assert says(asked(), "p1", command, "invalid_data").field == field


def test_the_desk_writes_a_wish_down_for_a_party():
    walk = asked()
    said = walk.refuse("2026-11-02 12:00", "registrar", HALL, wish(REFUSE), "invalid_data")
    assert said.field == "wisher"
    assert walk.do("2026-11-02 12:00", "registrar", HALL, wish(REFUSE, wisher="p2")) == ["MediatorWished"]


def test_a_no_to_a_choice_says_why():
    walk = asked()
    says(walk, "p1", wish(CHOOSE, "M3"))
    refused(walk, "02 13:00", c.AnswerWish(number=1, accepted=False), "reason_required")
    refused(walk, "02 13:00", c.AnswerWish(number=7, accepted=True), "invalid_data")
    refused(walk, "02 13:00", c.AnswerWish(number=1, accepted=None), "invalid_data")
    assert table(walk, "02 13:00", c.AnswerWish(number=1, accepted=False, reason=text())) == ["WishAnswered"]


def test_nobody_wishes_for_a_mediator_where_nothing_may_be_mediated():
    walk = Walk().register("2026-11-02 09:00", "D0208", parties=BOTH)
    says(walk, "p1", wish(CHOOSE), "mediation_forbidden_for_domestic_violence")


# the officer of a related case


@pytest.mark.parametrize("command", [YES, session(), FAIL, book(mediators=("M1",))])
def test_an_officer_of_a_related_case_does_not_mediate(command):
    walk = asked(lead="MC_COUNTY") if command is YES else mediating(lead="MC_COUNTY")
    known = {"officers": frozenset({COUNTY})}
    said = walk.refuse("2026-11-02 13:00", "mediator", "MC_COUNTY", command, "not_allowed_for_post", **known)
    assert "警情" in said.zh
    assert "police" in said.en


def test_nor_is_one_seated_or_promised_by_others():
    walk = mediating(lead="MC_COUNTY")
    known = {"officers": frozenset({"li"})}
    by_li = book(mediators=("M2",))
    said = walk.refuse("2026-11-02 13:00", "registrar", HALL, by_li, "invalid_data", **known)
    assert said.field == "mediators"
    choice = wish(CHOOSE, "M2", "p1")
    said = walk.refuse("2026-11-02 13:00", "registrar", HALL, choice, "invalid_data", **known)
    assert said.field == "mediator"


# bookings


def test_a_mediator_books_with_the_own_entry_of_the_register():
    walk = mediating(lead="MC_COUNTY")
    walk.do("2026-11-02 13:00", "mediator", "MC_COUNTY", book(mediators=()))
    (booking,) = walk.matter.bookings
    assert (booking.mediators, booking.holders) == (("M1",), ("room:R1", f"person:{COUNTY}"))
    assert booking.invited == ("p1", "p2")


def test_who_has_no_entry_names_a_mediator():
    assert refused(mediating(), "02 13:00", book(mediators=()), "invalid_data").field == "mediators"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"starts": "2026-11-02 12:59"}, "starts"),
        ({"starts": "2027-11-20 09:00", "ends": "2027-11-20 10:00"}, "starts"),
        ({"ends": "2026-11-03 09:00"}, "ends"),
        ({"ends": "2026-11-03 21:01"}, "ends"),
        ({"room": ""}, "room"),
        ({"room": "X"}, "room"),
        ({"mode": SessionMode.VISIT, "room": ""}, "place"),
        ({"mode": SessionMode.VIDEO, "room": ""}, "place"),
        ({"mediators": ("X",)}, "mediators"),
        ({"mediators": ("M1", "M2", "M3", "M4", "M5", "M6")}, "mediators"),
        ({"invited": ("p9",)}, "invited"),
        ({"purpose": BookingPurpose.COUNSELLING}, "invited"),
    ],
)
def test_what_is_wrong_with_a_booking_is_named(given, field):
    assert refused(mediating(), "02 13:00", book(**given), "invalid_data").field == field


def test_twelve_hours_and_this_very_moment_are_allowed():
    walk = mediating()
    assert table(walk, "02 13:00", book("2026-11-02 13:00", "2026-11-03 01:00")) == ["SessionBooked"]


@pytest.mark.parametrize("mode", [SessionMode.PHONE, SessionMode.VISIT, SessionMode.VIDEO])
def test_every_mode_is_booked_the_same_way(mode):
    walk = mediating()
    place = None if mode is SessionMode.PHONE else text()
    table(walk, "02 13:00", book(mode=mode, room="", place=place))
    assert walk.matter.bookings[0].holders == ("mediator:M3",)


def test_no_table_before_it_is_signed_for_nor_after_it_failed():
    walk = Walk().register("2026-11-02 09:00", "D0101", parties=BOTH).dispatch("2026-11-02 09:04", "MC_TOWN")
    refused(walk, "02 09:30", book(), "wrong_state")
    walk = mediating()
    table(walk, "02 13:00", book())
    table(walk, "02 14:00", FAIL)
    assert walk.matter.bookings[0].cancelled_at == at("2026-11-02 14:00")
    refused(walk, "02 15:00", book(), "wrong_state")


def test_what_was_held_already_does_not_fall_away():
    walk = mediating()
    table(walk, "02 13:00", book("2026-11-02 14:00", "2026-11-02 15:00"))
    table(walk, "02 16:00", FAIL)
    assert walk.matter.bookings[0].cancelled_at is None


def test_counselling_is_open_to_whoever_may_not_sit_at_a_table():
    walk = Walk().register("2026-11-02 09:00", "D0208", parties=BOTH)
    refused_table = book("2026-11-03 09:00")
    walk.refuse(
        "2026-11-02 09:30", "registrar", HALL, refused_table, "mediation_forbidden_for_domestic_violence"
    )
    calm = book(purpose=BookingPurpose.COUNSELLING, room="C1", mediators=(), invited=("p1",))
    assert walk.do("2026-11-02 09:30", "registrar", HALL, calm) == ["SessionBooked"]
    assert "book_session" in offers(walk.matter, facts("2026-11-02 09:31", "registrar", HALL))


def test_nobody_sits_down_about_a_lamp():
    walk = Walk().register("2026-11-02 09:00", "P0108", parties=(BOTH[0],))
    calm = book(purpose=BookingPurpose.COUNSELLING, room="C1", mediators=(), invited=("p1",))
    walk.refuse("2026-11-02 09:01", "registrar", HALL, calm, "wrong_state")
    assert "book_session" not in offers(walk.matter, facts("2026-11-02 09:01", "registrar", HALL))


def test_moving_changes_what_is_named_and_nothing_else():
    walk = mediating()
    table(walk, "02 13:00", book())
    old = walk.matter.bookings[0]
    assert table(walk, "02 13:10", c.MoveSession(number=1, room="R2")) == ["SessionMoved"]
    new = walk.matter.bookings[0]
    assert (new.starts, new.ends, new.mediators, new.room) == (old.starts, old.ends, old.mediators, "R2")
    assert new.holders == ("room:R2", "mediator:M3")
    assert table(walk, "02 13:20", c.MoveSession(number=1, room="R2")) == []
    assert refused(walk, "02 13:20", c.MoveSession(number=1), "invalid_data").field == "starts"
    assert refused(walk, "02 13:20", c.MoveSession(number=2, room="R1"), "invalid_data").field == "number"
    beyond = c.MoveSession(number=1, ends=new.starts - timedelta(minutes=1))
    assert refused(walk, "02 13:20", beyond, "invalid_data").field == "ends"
    refused(walk, "03 10:30", c.MoveSession(number=1, room="R1"), "wrong_state")
    refused(walk, "03 10:30", c.CancelSession(number=1), "wrong_state")


def test_calling_off_tells_the_invited_and_makes_no_paper():
    walk = mediating()
    table(walk, "02 13:00", book(invited=("p2",)))
    assert table(walk, "02 13:30", c.CancelSession(number=1)) == ["SessionCancelled"]
    effects = react(walk.matter, walk.recorded[-1].event)
    assert [(each.party, each.booking) for each in effects if each.to == "party"] == [("p2", 1)]
    assert not any(isinstance(each, MakeDocument) for each in effects)
    refused(walk, "02 13:40", c.CancelSession(number=1), "wrong_state")


def test_a_party_added_later_is_invited_to_what_is_booked_then():
    walk = asked(parties=(BOTH[0],))
    table(walk, "02 10:30", book())
    table(walk, "02 10:40", c.AddParty(party=Party(id="p2", role="respondent")))
    table(walk, "02 10:50", book("2026-11-04 09:00", "2026-11-04 10:00"))
    assert [each.invited for each in walk.matter.bookings] == [("p1",), ("p1", "p2")]


# hours


@pytest.mark.parametrize(
    ("said", "kept"),
    [("周一 09:00-11:30", "周一 09:00-11:30"), ("星期天 9:00".replace("9:00", "09:00-10:00"), "周日 09:00-10:00"),
     ("wed 14:00-17:00", "周三 14:00-17:00"), ("2 08:00-09:00", "周二 08:00-09:00")],
)  # fmt: skip
def test_hours_are_read_in_several_ways_and_kept_in_one(said, kept):
    assert [write_hours(each) for each in read_hours([said])] == [kept]


@pytest.mark.parametrize(
    "said", ["", "周八 09:00-10:00", "周一", "周一 10:00-09:00", "周一 9-10", "周一 25:00-26:00"]
)
def test_hours_that_cannot_be_read_are_quoted(said):
    with pytest.raises(ValueError, match=r".*") as wrong:
        read_hours([said])
    assert said.strip() in str(wrong.value)
