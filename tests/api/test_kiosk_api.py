"""The kiosk of a hall: its key draws tickets of its own hall, and opens nothing else at all."""

import re

import pytest
from county_office import API, SEATS

from fengqiao.api.application import api
from fengqiao.api.guards import Everyone, Kiosk, SignedIn
from fengqiao.directory.models import HallService, Unit

pytestmark = pytest.mark.database


def operations():
    for bound in api._get_bound_routers():
        for path, view in bound.path_operations.items():
            for operation in view.operations:
                for method in operation.methods:
                    yield method, path, operation.auth_callbacks[0]


@pytest.fixture(scope="module", autouse=True)
def service(office):
    """One service at the county's hall, none at the town's centre."""
    hall = Unit.objects.get(tenant=office.county.tenant, code="COUNTY_HALL")
    HallService.objects.create(
        tenant=office.county.tenant, unit=hall, letter="A", name_zh="综合", name_en="General"
    )


@pytest.fixture(scope="module")
def key(office):
    answer = office["administrator"].tell("/halls/COUNTY_HALL/kiosk-key")
    assert answer.status_code == 200, answer.content.decode()
    return answer.json()["key"]


def bearer(key):
    return {"Authorization": f"Bearer {key}"}


def test_the_kiosk_draws_tickets_of_its_own_hall(office, key):
    machine = office["citizen"]
    shown = machine.ask("/kiosk", **bearer(key), **{"Accept-Language": "en"}).json()
    before = shown["services"][0]["waiting"]
    assert shown["services"][0]["name"] == "General"
    taken = machine.tell("/kiosk/tickets", {"service": "A", "kind": "elderly"}, **bearer(key))
    assert (taken.status_code, taken.json()["before"]) == (201, before)
    assert machine.ask("/kiosk", **bearer(key)).json()["services"][0]["waiting"] == before + 1
    called = office["registrar"].tell("/hall/call", {"desk": 1}).json()["ticket"]
    assert called["name"] == taken.json()["ticket"]["name"]
    wrong = machine.tell("/kiosk/tickets", {"service": "Z"}, **bearer(key))
    assert (wrong.status_code, wrong.json()["field"]) == (400, "service")


def test_another_hall_s_key_shows_another_hall(office):
    other = office["administrator"].tell("/halls/TOWN_CENTER/kiosk-key").json()["key"]
    shown = office["citizen"].ask("/kiosk", **bearer(other)).json()
    assert shown["services"] == []
    refused = office["citizen"].tell("/kiosk/tickets", {"service": "A"}, **bearer(other))
    assert (refused.status_code, refused.json()["field"]) == (400, "service")


def test_a_kiosk_s_key_opens_no_other_address(office, key):
    walked = 0
    for method, path, guard in operations():
        if isinstance(guard, Everyone | Kiosk) or (isinstance(guard, SignedIn) and guard.optional):
            continue
        where = API + re.sub(r"\{[^}]*\}", "x", path)
        answer = office["citizen"].generic(
            method, where, b"{}", content_type="application/json", headers=bearer(key)
        )
        assert answer.status_code == 401, (method, path, answer.status_code)
        walked += 1
    assert walked > 100


@pytest.mark.parametrize(
    "shown", ["", "kiosk:COUNTY_HALL", "kiosk:COUNTY_HALL.00", "camera.00", "kiosk:COUNTY_HALL.é"]
)
def test_without_the_right_key_nothing_is_drawn(office, shown):
    headers = {"Authorization": f"Bearer {shown}".encode().decode("latin-1")} if shown else {}
    assert office["citizen"].ask("/kiosk", **headers).status_code == 401
    assert office["citizen"].tell("/kiosk/tickets", {"service": "A"}, **headers).status_code == 401


def test_the_key_of_one_hall_is_not_the_key_of_another(office, key):
    forged = key.replace("COUNTY_HALL", "TOWN_CENTER")
    assert office["citizen"].ask("/kiosk", **bearer(forged)).status_code == 401


def test_a_session_is_no_key(office):
    assert office["registrar"].ask("/kiosk").status_code == 401


@pytest.mark.parametrize("name", sorted({*SEATS, "citizen"} - {"administrator"}))
def test_only_the_administrator_gives_keys_out(office, name):
    expected = 401 if name == "citizen" else 403
    assert office[name].tell("/halls/COUNTY_HALL/kiosk-key").status_code == expected


def test_a_key_is_for_a_unit_that_is_there(office):
    assert office["administrator"].tell("/halls/NOWHERE/kiosk-key").status_code == 404


def test_few_statements(office, key, statements):
    for ask, most in (
        (lambda: office["citizen"].ask("/kiosk", **bearer(key)), 3),
        (lambda: office["citizen"].tell("/kiosk/tickets", {"service": "A"}, **bearer(key)), 4),
    ):
        with statements() as said:
            assert ask().status_code < 300
        assert len(said) <= most, said
