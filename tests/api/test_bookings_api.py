"""Rooms and bookings: nothing is taken twice, nobody reads whose time it is, and the invited hear when and where."""

import uuid
from datetime import datetime, timedelta

import pytest
from county_office import PASSWORD, Browser, signed_in
from django.conf import settings
from table import dispute, furnish, parties, session, workday

from fengqiao.api.ports import now
from fengqiao.clocks import SHANGHAI
from fengqiao.desk.ports import Ports
from fengqiao.desk.settled import ring
from fengqiao.desk.worker import run_until_quiet
from fengqiao.directory.people import person
from fengqiao.directory.snapshot import county
from fengqiao.gateways.messages import Gateways
from fengqiao.ledger.connection import unit_of_work
from fengqiao.ledger.deliveries import of_matter
from fengqiao.ledger.store import load, read_events
from fengqiao.lifecycle.evolve import replay
from fengqiao.people.actors import Post

pytestmark = pytest.mark.database

slots = iter(range(1, 50))


@pytest.fixture(scope="module", autouse=True)
def furnished(office):
    furnish(office)


@pytest.fixture
def free() -> datetime:
    """A time that no other test of this file has taken."""
    return workday(next(slots), 9)


def matter_of(office, code):
    with unit_of_work(office.county.tenant) as work:
        return load(work, code=code).matter


def book(browser: Browser, code: str, body, *, key: str = ""):
    return browser.tell(f"/matters/{code}/bookings", body, key=key)


def test_a_session_is_booked_in_a_room_for_both_parties(office, free):
    code = dispute(office)
    answer = book(office["mediator"], code, session(free))
    assert answer.status_code == 201, answer.content.decode()
    made = answer.json()
    assert made["booking"] | {"invited": []} == {
        "number": 1, "starts": made["booking"]["starts"], "ends": made["booking"]["ends"], "mode": "room",
        "purpose": "mediation", "room": "R1", "room_name": "房间R1", "where": "二楼", "mediators": ["M1"],
        "mediator_names": ["林知秋"], "invited": [], "place": "", "cancelled": False,
    }  # fmt: skip
    assert datetime.fromisoformat(made["booking"]["starts"]) == free
    assert made["booking"]["invited"] == parties(office, code)
    assert made["warnings"] == []


def test_a_taken_room_is_refused_without_saying_by_whom(office, free):
    first, second = dispute(office), dispute(office)
    assert book(office["mediator"], first, session(free)).status_code == 201
    answer = book(office["mediator"], second, session(free + timedelta(minutes=30), mediators=["M3"]))
    assert answer.status_code == 409
    body = answer.json()
    assert (body["code"], body["field"]) == ("time_taken", "room")
    assert first not in answer.content.decode()
    assert "林知秋" not in answer.content.decode()
    assert matter_of(office, second).bookings == ()


def test_one_ends_as_the_next_begins(office, free):
    first, second = dispute(office), dispute(office)
    assert book(office["mediator"], first, session(free)).status_code == 201
    assert book(office["mediator"], second, session(free + timedelta(hours=1))).status_code == 201


def test_a_mediator_sits_at_one_table_at_a_time(office, free):
    first, second = dispute(office), dispute(office)
    assert book(office["mediator"], first, session(free)).status_code == 201
    answer = book(office["mediator"], second, session(free, room="R2"))
    assert (answer.status_code, answer.json()["code"], answer.json()["field"]) == (
        409,
        "time_taken",
        "mediators",
    )
    phone = session(free, room="", mode="phone")
    assert book(office["mediator"], second, phone).status_code == 409


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"starts": "2020-01-07T09:00:00+08:00"}, "starts"),
        ({"hours": -1}, "ends"),
        ({"hours": 0}, "ends"),
        ({"hours": 12.5}, "ends"),
        ({"starts": "2090-01-07T09:00:00+08:00", "ends": "2090-01-07T10:00:00+08:00"}, "starts"),
        ({"starts": "morgen"}, "starts"),
        ({"starts": "2026-12-01T09:00:00"}, "starts"),
        ({"room": "MOON"}, "room"),
        ({"room": ""}, "room"),
        ({"room": "", "mode": "visit"}, "place"),
        ({"room": "", "mode": "video"}, "place"),
        ({"mediators": ["NOBODY"]}, "mediators"),
        ({"invited": ["somebody"]}, "invited"),
        ({"purpose": "counselling"}, "invited"),
        ({"mode": "dream"}, "mode"),
        ({"price": 3}, "price"),
    ],
)
def test_what_is_wrong_with_a_booking_is_named(office, free, wrong, field):
    code = dispute(office)
    body = session(free, hours=wrong.pop("hours", 1)) | wrong
    answer = book(office["mediator"], code, body)
    assert (answer.status_code, answer.json()["field"]) == (400, field), answer.content.decode()
    assert answer.json()["detail"] != answer.json()["detail_en"]
    assert matter_of(office, code).bookings == ()


def test_a_closed_day_is_allowed_with_a_warning(office):
    sunday = workday(next(slots)) + timedelta(days=5)
    answer = book(office["mediator"], dispute(office), session(sunday))
    assert answer.status_code == 201
    assert [each["code"] for each in answer.json()["warnings"]] == ["closed_day"]


def test_it_is_moved_and_its_old_time_is_free_again(office, free):
    code, other = dispute(office), dispute(office)
    book(office["mediator"], code, session(free))
    later = free + timedelta(minutes=30)
    moved = office["mediator"].change(
        f"/matters/{code}/bookings/1",
        {"starts": later.isoformat(), "ends": (later + timedelta(hours=1)).isoformat()},
    )
    assert moved.status_code == 200, moved.content.decode()
    assert datetime.fromisoformat(moved.json()["booking"]["starts"]) == later
    assert book(office["mediator"], other, session(free, hours=0.5)).status_code == 201
    clash = office["mediator"].change(
        f"/matters/{other}/bookings/1", {"ends": (free + timedelta(hours=1)).isoformat()}
    )
    assert clash.status_code == 409
    standing = office["mediator"].ask(f"/matters/{other}/bookings").json()["items"][0]
    assert datetime.fromisoformat(standing["ends"]) == later


def test_it_goes_to_another_room_or_onto_the_telephone(office, free):
    code = dispute(office)
    book(office["mediator"], code, session(free))
    away = office["mediator"].change(f"/matters/{code}/bookings/1", {"room": "R2"})
    assert away.json()["booking"]["room"] == "R2"
    phone = office["mediator"].change(f"/matters/{code}/bookings/1", {"mode": "phone"})
    assert (phone.json()["booking"]["mode"], phone.json()["booking"]["room"]) == ("phone", "")
    nothing = office["mediator"].change(f"/matters/{code}/bookings/1", {})
    assert (nothing.status_code, nothing.json()["field"]) == (400, "starts")


def test_it_is_called_off_once_and_its_time_is_free_again(office, free):
    code, other = dispute(office), dispute(office)
    book(office["mediator"], code, session(free))
    off = office["mediator"].drop(f"/matters/{code}/bookings/1")
    assert (off.status_code, off.json()["booking"]["cancelled"]) == (200, True)
    assert office["mediator"].drop(f"/matters/{code}/bookings/1").status_code == 409
    assert office["mediator"].drop(f"/matters/{code}/bookings/7").status_code == 400
    assert office["mediator"].drop(f"/matters/{code}/bookings/x").status_code == 404
    assert book(office["mediator"], other, session(free)).status_code == 201


def test_a_key_books_once(office, free):
    code, key = dispute(office), uuid.uuid4().hex
    first = book(office["mediator"], code, session(free), key=key)
    assert office["mediator"].change(f"/matters/{code}/bookings/1", {"room": "R2"}).status_code == 200
    again = book(office["mediator"], code, session(free), key=key)
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json()["repeated"] is True
    assert again.json()["booking"]["number"] == 1
    assert len(matter_of(office, code).bookings) == 1
    other = book(office["mediator"], code, session(free + timedelta(hours=3)), key=key)
    assert (other.status_code, other.json()["code"]) == (409, "key_reused")


def test_what_lies_ahead_falls_away_with_the_dispute(office, free):
    code, other = dispute(office), dispute(office)
    book(office["mediator"], code, session(free))
    assert office["mediator"].act(code, "fail_mediation", reason="一方不再参加").status_code == 200
    assert book(office["mediator"], other, session(free)).status_code == 201
    assert office["mediator"].ask(f"/matters/{code}/bookings").json()["items"][0]["cancelled"] is True


def test_the_invited_are_told_when_and_where_and_nothing_else(office, free):
    code = dispute(office)
    book(office["mediator"], code, session(free))
    office["mediator"].drop(f"/matters/{code}/bookings/1")
    ports = Ports(office.county.tenant, lambda: county(office.county.tenant), now, ring())
    run_until_quiet(ports, Gateways())
    matter = matter_of(office, code)
    with unit_of_work(office.county.tenant) as work:
        sent = [each.delivery for each in of_matter(work, matter.id)]
    for template in ("session_booked", "session_cancelled"):
        told = [each for each in sent if each.template == template and each.recipient_kind == "party"]
        assert sorted(each.recipient for each in told) == sorted(parties(office, code))
        for each in told:
            assert set(each.payload) == {"code", "session"}
            assert set(each.payload["session"]) == {"starts", "ends", "mode", "room", "place"}
            assert each.payload["session"]["room"] == "R1"


def test_the_events_alone_give_the_bookings(office, free):
    code = dispute(office)
    book(office["mediator"], code, session(free))
    office["mediator"].change(f"/matters/{code}/bookings/1", {"room": "R2"})
    matter = matter_of(office, code)
    with unit_of_work(office.county.tenant) as work:
        assert replay(read_events(work, matter.id)) == matter
        rows = work.execute(
            "SELECT holder, lower(during), upper(during) FROM ledger.occupied WHERE matter_id = %s::uuid ORDER BY 1",
            (matter.id,),
        ).fetchall()
    booking = matter.bookings[0]
    assert rows == [(holder, booking.starts, booking.ends) for holder in sorted(booking.holders)]


def test_whose_duty_it_is_not_books_nothing(office, free):
    code = dispute(office)
    for name, status in (("handler", 403), ("supervisor", 403), ("citizen", 401)):
        assert book(office[name], code, session(free)).status_code == status, name
    stranger = signed_in("mediator", office.county.tenant)
    assert stranger.tell("/matters/NOTHING/bookings", session(free)).status_code == 404


def test_the_desk_books_for_the_mediators(office, free):
    code = dispute(office)
    answer = book(office["registrar"], code, session(free))
    assert (answer.status_code, answer.json()["field"]) == (400, "mediators")
    assert book(office["registrar"], code, session(free, mediators=["M2"])).status_code == 201


def test_no_table_for_what_must_not_be_mediated_but_counselling_for_everybody(office, free):
    code = office.register(
        text="丈夫动手打人", channel="walk_in", category="D0208", requester={"name": "翁小明"},
        parties=[{"role": "respondent", "name": "季大海"}],
    )  # fmt: skip
    office["registrar"].act(code, "accept")
    refused = book(office["registrar"], code, session(free, mediators=["M2"]))
    assert refused.json()["code"] == "mediation_forbidden_for_domestic_violence"
    who = matter_of(office, code).requester.id
    calm = session(free, room="C1", purpose="counselling", invited=[who])
    answer = book(office["registrar"], code, calm)
    assert answer.status_code == 201, answer.content.decode()
    assert answer.json()["booking"]["mediators"] == []
    noted = book(office["registrar"], code, calm | {"record": "她说……"})
    assert (noted.status_code, noted.json()["field"]) == (400, "record")


def test_that_somebody_is_counselled_concerns_those_who_arrange_it(office, free):
    code = dispute(office)
    who = parties(office, code)[0]
    calm = session(free, room="C1", purpose="counselling", invited=[who])
    assert book(office["registrar"], code, calm).status_code == 201
    visit = session(free + timedelta(hours=2), room="", mode="visit", place="松溪村5号楼2单元301室")
    assert book(office["mediator"], code, visit).status_code == 201
    path = f"/matters/{code}/bookings"
    assert [each["purpose"] for each in office["registrar"].ask(path).json()["items"]] == [
        "counselling",
        "mediation",
    ]
    assert office["mediator"].ask(path).json()["items"][1]["place"] == "松溪村5号楼2单元301室"
    assert "301" not in office["registrar"].ask(path).json()["items"][1]["place"]
    day = free.date().isoformat()
    for name in ("supervisor", "duty_leader", "leader", "analyst"):
        (seen,) = office[name].ask(path).json()["items"]
        assert (seen["purpose"], seen["place"]) == ("mediation", ""), name
        page = office[name].ask(f"/matters/{code}").content.decode()
        assert "counselling" not in page, name
        assert "C1" not in page, name
    (slot,) = office["supervisor"].ask(f"/rooms/calendar?from={day}&to={day}&room=C1").json()["items"]
    assert (slot["taken"], slot["code"], slot["purpose"]) == (True, "", "")


# the calendar


def test_the_calendar_names_the_matter_to_whom_it_concerns_and_nobody_else(office, free):
    code = dispute(office)
    book(office["mediator"], code, session(free))
    day = free.date().isoformat()
    path = f"/rooms/calendar?from={day}&to={day}"
    own = office["mediator"].ask(path).json()
    assert [(each["code"], each["taken"], each["room"]) for each in own["items"]] == [(code, False, "R1")]
    assert own["items"][0]["mediators"] == ["M1"]
    assert own["closed_days"] == []
    other = mediator_of(office, "MC_TRAFFIC").ask(path)
    (slot,) = other.json()["items"]
    assert (slot["taken"], slot["code"], slot["title"], slot["mediators"], slot["purpose"]) == (
        True,
        "",
        "",
        [],
        "",
    )
    assert datetime.fromisoformat(slot["starts"]) == free
    assert code not in other.content.decode()


def mediator_of(office, unit):
    browser = Browser()
    user = person(office.county.tenant, Post.MEDIATOR, unit, password=PASSWORD)
    browser.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return browser


def test_a_raised_dispute_is_named_to_every_mediator_of_the_new_level(office, free):
    town = mediator_of(office, "MC_TOWN")
    code = dispute(office, "dispatched", lead="MC_TOWN")
    assert town.act(code, "sign").status_code == 200
    assert town.act(code, "record_consent", applicant="agree", respondent="agree").status_code == 200
    assert book(town, code, session(free, mediators=["M2"])).status_code == 201
    day = free.date().isoformat()
    path, other = f"/rooms/calendar?from={day}&to={day}", mediator_of(office, "MC_TRAFFIC")

    def named(browser):
        return [each["code"] for each in browser.ask(path).json()["items"]]

    assert (named(town), named(office["mediator"]), named(other)) == ([code], [""], [""])
    assert town.act(code, "escalate", to="MC_COUNTY", reason="镇里调解不成").status_code == 200
    assert (named(town), named(office["mediator"]), named(other)) == ([code], [code], [code])
    assert office["mediator"].act(code, "escalate", to="MC_COUNTY", reason="再提").status_code == 400
    other_day = other.ask(f"/mediation/day?on={day}").json()
    assert [each["code"] for each in other_day["sessions"]] == []


def test_a_dispute_that_goes_into_another_gives_its_room_back(office, free):
    main, follower, other = dispute(office), dispute(office), dispute(office)
    assert book(office["mediator"], follower, session(free)).status_code == 201
    merged = office["dispatcher"].tell(f"/matters/{main}/merge", {"followers": [follower]})
    assert merged.status_code == 200, merged.content.decode()
    assert matter_of(office, follower).bookings[0].cancelled_at is not None
    assert book(office["mediator"], other, session(free)).status_code == 201


def test_the_calendar_has_the_rooms_within_reach(office, free):
    rooms = [each["code"] for each in office["mediator"].ask("/rooms").json()["items"]]
    assert rooms == ["C1", "R1", "R2", "T1"]
    assert [each["code"] for each in office["town_dispatcher"].ask("/rooms").json()["items"]] == rooms
    day = free.date().isoformat()
    one = office["mediator"].ask(f"/rooms/calendar?from={day}&to={day}&room=R2").json()
    assert [each["code"] for each in one["rooms"]] == ["R2"]


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ("from=2026-12-02&to=2026-12-01", "to"),
        ("from=2026-12-01&to=2027-12-01", "to"),
        ("from=yesterday&to=2026-12-01", "from"),
        ("to=2026-12-01", "from"),
        ("from=2026-12-01&to=2026-12-01&room=MOON", "room"),
        ("from=0001-01-01&to=0001-01-01", "from"),
        ("from=9999-12-31&to=9999-12-31", "from"),
    ],
)
def test_what_is_wrong_with_a_span_is_named(office, asked, field):
    answer = office["mediator"].ask(f"/rooms/calendar?{asked}")
    assert (answer.status_code, answer.json()["field"]) == (400, field), answer.content.decode()


def test_the_calendar_is_the_staffs(office):
    assert office["citizen"].ask("/rooms").status_code == 401
    assert office["grid_worker"].ask("/rooms").status_code == 403


# a mediator's day


def test_the_day_has_sessions_consents_performances_and_wishes(office):
    asked, talking = dispute(office, "consent_pending"), dispute(office)
    soon = datetime.now(SHANGHAI) + timedelta(minutes=5)
    if (soon + timedelta(minutes=20)).date() != datetime.now(SHANGHAI).date():
        pytest.skip("the day is over in a moment")
    booked = book(office["mediator"], talking, session(soon, hours=0.25, room="T1", mediators=["M2"]))
    assert booked.status_code == 201, booked.content.decode()
    wished = office["registrar"].act(
        asked, "wish_mediator", wish="choose", mediator="M2", wisher=parties(office, asked)[1]
    )
    assert wished.status_code == 200, wished.content.decode()
    owed = dispute(office)
    tomorrow = (datetime.now(SHANGHAI) + timedelta(days=1)).date().isoformat()
    agreed = office["mediator"].act(
        owed,
        "conclude_agreement",
        form="oral",
        content="分期支付",
        amount_cny=2000,
        performance="deferred",
        perform_by=tomorrow,
    )
    assert agreed.status_code == 200, agreed.content.decode()
    day = office["mediator"].ask("/mediation/day").json()
    assert day["unit"] == "MC_COUNTY"
    assert [each["code"] for each in day["sessions"]] == [talking]
    consent = next(each for each in day["consents"] if each["code"] == asked)
    assert (consent["answered"], consent["parties"]) == (0, 2)
    due = next(each for each in day["performances"] if each["code"] == owed)
    assert (due["perform_by"], due["amount_cny"], due["overdue"]) == (tomorrow, 2000, False)
    (wish,) = day["wishes"]
    assert (wish["code"], wish["number"], wish["mediator_name"]) == (asked, 1, "何远山")
    answered = office["mediator"].act(asked, "answer_wish", number=1, accepted=True)
    assert answered.status_code == 200, answered.content.decode()
    assert office["mediator"].ask("/mediation/day").json()["wishes"] == []
    assert office["registrar"].ask("/mediation/day").status_code == 403


# statements


@pytest.mark.parametrize(
    ("what", "most"),
    [("book", 4), ("move", 4), ("cancel", 4), ("calendar", 2), ("day", 3), ("rooms", 1), ("list", 3)],
)
def test_the_budget_of_statements_is_kept(office, statements, free, what, most):
    code, mediator = dispute(office), office["mediator"]
    book(mediator, code, session(free + timedelta(hours=5)))
    day = free.date().isoformat()
    calls = {
        "book": lambda: book(mediator, code, session(free), key="b"),
        "move": lambda: mediator.change(f"/matters/{code}/bookings/1", {"room": "R2"}, key="m"),
        "cancel": lambda: mediator.drop(f"/matters/{code}/bookings/1", key="c"),
        "calendar": lambda: mediator.ask(f"/rooms/calendar?from={day}&to={day}"),
        "day": lambda: mediator.ask("/mediation/day"),
        "rooms": lambda: mediator.ask("/rooms"),
        "list": lambda: mediator.ask(f"/matters/{code}/bookings"),
    }
    mediator.ask("/me")
    with statements() as said:
        answer = calls[what]()
    assert answer.status_code in {200, 201}, answer.content.decode()
    assert len(said) <= most, said
