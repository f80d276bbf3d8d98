"""The database away: 503 with Retry-After, nothing promised, and service resumes by itself."""

import psycopg
import pytest
from county_office import Browser, signed_in
from django.conf import settings

from fengqiao.insight import glance
from fengqiao.ledger import connection

pytestmark = pytest.mark.database


@pytest.fixture
def away(monkeypatch):
    """Nobody answers: the pool has no connection to give."""

    def unreachable(url, **more):
        raise connection.DatabaseAway("nobody answers")

    monkeypatch.setattr(connection, "pool_of", unreachable)
    monkeypatch.setattr(glance, "pool_of", unreachable)


@pytest.mark.parametrize(
    ("name", "method", "path"),
    [
        ("citizen", "get", "/directory"),
        ("citizen", "post", "/public/matters"),
        ("citizen", "get", "/public/track/0000"),
        ("registrar", "get", "/me"),
        ("registrar", "get", "/worklist"),
        ("registrar", "post", "/matters"),
        ("handler", "post", "/matters/X/actions/sign"),
    ],
)
def test_every_door_says_when_to_come_again(office, away, name, method, path):
    send = office[name].tell if method == "post" else office[name].ask
    answer = send(path, {"text": "路灯"}) if method == "post" else send(path)
    assert (answer.status_code, answer.json()["code"]) == (503, "database_away")
    assert int(answer["Retry-After"]) > 0


def test_the_page_without_a_script_says_it_too(office, away):
    page = office["citizen"].get("/t/0000")
    assert page.status_code == 503
    assert int(page["Retry-After"]) > 0
    assert "暂时不可用" in page.content.decode()


def test_what_is_answered_holds_nothing_from_inside(office, away):
    assert "nobody answers" not in office["citizen"].ask("/directory").content.decode()


def test_a_full_disk_is_no_short_absence(office, monkeypatch):
    def full(*_, **__):
        raise connection._away(psycopg.errors.DiskFull("could not extend file"))

    monkeypatch.setattr("fengqiao.desk.acts.unit_of_work", full)
    answer = office["citizen"].tell("/public/matters", {"text": "路灯"})
    said = answer.json()
    assert (answer.status_code, said["code"]) == (507, "no_space")
    assert int(answer["Retry-After"]) >= 60
    assert "已满" in said["detail"]
    assert "disk is full" in said["detail_en"]


def test_connections_that_a_restart_broke_are_no_error(office, module_database):
    browser = signed_in("registrar", office.county.tenant)
    assert browser.ask("/worklist").status_code == 200
    with psycopg.connect(module_database.superuser_url, autocommit=True) as admin:
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE application_name = 'fengqiao-ledger' AND datname = current_database()"
        )
    assert browser.ask("/worklist").status_code == 200
    assert Browser().tell("/public/matters", {"text": "路灯不亮"}).status_code == 201


def test_a_county_that_was_not_loaded_says_so(office, monkeypatch):
    monkeypatch.setattr(settings, "TENANT", "330111")
    answer = Browser().ask("/directory")
    assert (answer.status_code, answer.json()["code"]) == (503, "not_ready")


def test_a_fault_of_ours_is_recorded_and_tells_nothing(office, monkeypatch, caplog):
    def broken(*given, **more):
        raise RuntimeError("a secret detail 13812345678")

    monkeypatch.setattr("fengqiao.api.lists.read_list", broken)
    answer = office["registrar"].ask("/worklist?q=别人的名字")
    assert (answer.status_code, answer.json()["code"]) == (500, "server_error")
    assert "secret" not in answer.content.decode()
    assert any("unexpected" in str(record.msg) for record in caplog.records)
    assert not any("别人的名字" in str(record.msg) for record in caplog.records)
