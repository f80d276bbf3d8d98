"""The queue of a hall: numbers of the day, one window for each ticket, priority by a plain rule, and nobody's name."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from county_office import signed_in
from django.db import connection

from fengqiao.directory.models import HallService, Unit
from fengqiao.ledger.connection import unit_of_work
from fengqiao.ledger.tickets import HallDay, TicketKind, call_next, forget_tickets, standing, take

pytestmark = pytest.mark.database

ALL = ["A", "B"]
AHEAD = timedelta(minutes=30)


@pytest.fixture(scope="module", autouse=True)
def services(office):
    """Two services at the county's hall, one in use no more, none at the town's centre."""
    hall = Unit.objects.get(tenant=office.county.tenant, code="COUNTY_HALL")
    for letter, zh, en, in_use in (
        ("A", "综合", "General", True),
        ("B", "调解", "", True),
        ("C", "旧", "", False),
    ):
        HallService.objects.create(
            tenant=office.county.tenant, unit=hall, letter=letter, name_zh=zh, name_en=en, is_active=in_use
        )


@pytest.fixture(autouse=True)
def empty(office):
    """Nobody waits."""
    with unit_of_work(office.county.tenant) as work:
        forget_tickets(work, before=datetime(2100, 1, 1, tzinfo=UTC).date())


def taken(office, service="A", kind="ordinary"):
    answer = office["registrar"].tell("/hall/tickets", {"service": service, "kind": kind})
    assert answer.status_code == 201, answer.content.decode()
    return answer.json()


def called(office, desk=1, *services):
    answer = office["registrar"].tell("/hall/call", {"desk": desk, "services": list(services)})
    assert answer.status_code == 200, answer.content.decode()
    return answer.json()["ticket"]


def act(office, ticket, what, desk=1):
    return office["registrar"].tell(f"/hall/tickets/{ticket['id']}/{what}", {"desk": desk})


def test_numbers_count_by_service_and_say_how_many_wait_before(office):
    got = [
        (each["ticket"]["name"], each["before"])
        for each in (taken(office), taken(office, "B"), taken(office))
    ]
    assert got == [("A001", 0), ("B001", 0), ("A002", 1)]
    hall = office["registrar"].ask("/hall").json()
    assert [(each["letter"], each["name"], each["waiting"]) for each in hall["services"]] == [
        ("A", "综合", 2),
        ("B", "调解", 1),
    ]
    english = office["registrar"].ask("/hall", **{"Accept-Language": "en"}).json()
    assert [each["name"] for each in english["services"]] == ["General", "调解"]


def test_a_window_calls_in_order_again_passes_over_and_finishes(office):
    for _ in range(3):
        taken(office)
    one = called(office, 1)
    assert (one["name"], one["desk"], one["calls"]) == ("A001", 1, 1)
    assert act(office, one, "recall").json()["ticket"]["calls"] == 2
    assert act(office, one, "pass").json()["ticket"]["state"] == "passed"
    two = called(office, 2)
    assert [each["name"] for each in office["registrar"].ask("/hall").json()["passed"]] == ["A001"]
    assert act(office, two, "finish", desk=1).status_code == 409, "another window's"
    assert act(office, two, "finish", desk=2).json()["ticket"]["state"] == "finished"
    assert act(office, two, "recall", desk=2).status_code == 409
    # Who was passed over comes back, to any window.
    back = act(office, one, "recall", desk=3).json()["ticket"]
    assert (back["state"], back["desk"]) == ("called", 3)


def test_the_next_call_of_a_window_finishes_what_it_had_called(office):
    taken(office)
    taken(office)
    called(office, 1)
    called(office, 1)
    assert [each["name"] for each in office["registrar"].ask("/hall").json()["called"]] == ["A002"]
    assert called(office, 1) is None
    assert office["registrar"].ask("/hall").json()["called"] == []


def test_a_window_is_given_only_what_it_serves(office):
    taken(office)
    taken(office, "B")
    assert called(office, 1, "B")["name"] == "B001"
    assert called(office, 1, "B") is None


def test_windows_that_call_at_the_same_moment_never_get_the_same_ticket(office):
    for _ in range(12):
        taken(office)
    browsers = [signed_in("registrar", office.county.tenant) for _ in range(6)]

    def call(desk):
        try:
            return [
                browsers[desk - 1].tell("/hall/call", {"desk": desk}).json()["ticket"]["name"]
                for _ in range(2)
            ]
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        names = [name for pair in pool.map(call, range(1, 7)) for name in pair]
    assert sorted(names) == [f"A{n:03d}" for n in range(1, 13)]


def test_kiosks_never_give_the_same_number(office):
    browsers = [signed_in("registrar", office.county.tenant) for _ in range(6)]

    def ask(browser):
        try:
            return browser.tell("/hall/tickets", {"service": "A"}).json()["ticket"]["name"]
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        names = sorted(pool.map(ask, browsers))
    assert names == [f"A{n:03d}" for n in range(1, 7)]


@pytest.mark.parametrize("kind", ["elderly", "disabled", "with_child"])
def test_priority_counts_as_taken_earlier_and_nobody_waits_for_ever(office, kind):
    tenant, noon = office.county.tenant, datetime(2026, 11, 2, 4, tzinfo=UTC)
    queue = HallDay("COUNTY_HALL", noon.date())
    with unit_of_work(tenant) as work:
        for minutes, which in ((0, "ordinary"), (10, "ordinary"), (20, kind), (45, kind)):
            take(work, queue, "A", TicketKind(which), at=noon + timedelta(minutes=minutes), ahead=AHEAD)
        order = [call_next(work, queue, ALL, desk=1, at=noon) for _ in range(4)]
    # Taken at 20 counts from -10: first. Taken at 45 counts from 15: after both who came half an hour before.
    assert [each.number for each in order if each] == [3, 1, 2, 4]


def test_numbers_begin_anew_each_day_and_old_tickets_are_deleted(office):
    tenant, noon = office.county.tenant, datetime(2026, 11, 2, 4, tzinfo=UTC)
    first, second = (HallDay("COUNTY_HALL", noon.date() + timedelta(days=n)) for n in (0, 1))
    with unit_of_work(tenant) as work:
        numbers = [
            take(work, queue, "A", TicketKind.ORDINARY, at=noon, ahead=AHEAD).number
            for queue in (first, first, second)
        ]
        assert numbers == [1, 2, 1]
        forget_tickets(work, before=second.day)
        assert (len(standing(work, first)), len(standing(work, second))) == (0, 1)


def test_a_ticket_holds_no_person_and_its_matter_is_noted_beside_it(office):
    ticket = taken(office)["ticket"]
    called(office, 1)
    body = {"text": "邻居太吵", "channel": "walk_in", "ticket": ticket["id"]}
    made = office["registrar"].tell("/matters", body, key=uuid.uuid4().hex)
    assert made.status_code == 201, made.content.decode()
    with unit_of_work(office.county.tenant) as work:
        columns = [name for (name,) in work.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_schema = 'ledger' AND table_name = 'ticket'"
        )]  # fmt: skip
        (code,) = work.execute(
            "SELECT m.code FROM ledger.ticket AS t JOIN ledger.matter AS m ON m.tenant = t.tenant AND m.id = t.matter_id"
        ).fetchone()
    assert code == made.json()["code"]
    assert not {"name", "phone", "person", "who", "user"} & set(columns)
    unknown = office["registrar"].tell("/matters", body | {"ticket": "nowhere"})
    assert unknown.status_code == 201, "a ticket that is gone refuses no registration"


@pytest.mark.parametrize("name", ["dispatcher", "handler", "administrator", "leader", "citizen"])
def test_the_hall_is_its_windows(office, name):
    expected = 401 if name == "citizen" else 403
    assert office[name].ask("/hall").status_code == expected
    assert office[name].tell("/hall/tickets", {"service": "A"}).status_code == expected
    assert office[name].tell("/hall/call", {"desk": 1}).status_code == expected


def test_another_hall_sees_and_calls_its_own_alone(office):
    ticket = taken(office)["ticket"]
    town = office["town_dispatcher"]
    assert town.ask("/hall").json()["services"] == []
    assert town.tell("/hall/call", {"desk": 1}).json()["ticket"] is None
    assert town.tell(f"/hall/tickets/{ticket['id']}/recall", {"desk": 1}).status_code == 409


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("/hall/tickets", {"service": "C"}, "service"),
        ("/hall/tickets", {"service": ""}, "service"),
        ("/hall/tickets", {"service": "A", "kind": "leader"}, "kind"),
        ("/hall/tickets", {"service": "A", "name": "翁"}, "name"),
        ("/hall/call", {"desk": 0}, "desk"),
        ("/hall/call", {"desk": 100}, "desk"),
        ("/hall/call", {"desk": 1, "services": ["Z"]}, "service"),
    ],
)
def test_bad_ones_are_refused_by_name(office, path, body, field, language):
    answer = office["registrar"].tell(path, body, **{"Accept-Language": language})
    assert (answer.status_code, answer.json()["field"]) == (400, field)
    assert answer.json()["detail"].isascii() is (language == "en")
    assert office["registrar"].tell("/hall/tickets/x/dance", {"desk": 1}).status_code == 404


def test_few_statements(office, statements):
    ticket = taken(office)["ticket"]
    for path, body, most in (
        ("/hall/tickets", {"service": "A"}, 4),
        ("/hall/call", {"desk": 1}, 4),
        (f"/hall/tickets/{ticket['id']}/finish", {"desk": 1}, 2),
    ):
        with statements() as said:
            office["registrar"].tell(path, body)
        assert len(said) <= most, said
    with statements() as said:
        office["registrar"].ask("/hall")
    assert len(said) <= 3
