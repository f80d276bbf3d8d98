"""What operators see and do: dead letters, backlog, alerts, notices; the model of the county; the housekeeping."""

import argparse
import ast
import inspect
import json
import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session

import fengqiao.insight.notices as insight
from fengqiao.cli import retraining
from fengqiao.clocks import SHANGHAI
from fengqiao.desk import housekeeping
from fengqiao.desk.settled import gateways, ports
from fengqiao.desk.worker import relay, run_until_quiet
from fengqiao.directory.models import Category
from fengqiao.directory.people import person
from fengqiao.gateways.classifier import load, own_model_file, suggest
from fengqiao.gateways.files import store
from fengqiao.insight import operations, rights
from fengqiao.ledger import alerts, deliveries, files, outbox, payloads, sweeps
from fengqiao.ledger.connection import unit_of_work
from fengqiao.ledger.deliveries import Delivery
from fengqiao.ledger.outbox import Due
from fengqiao.lifecycle import react as rules
from fengqiao.people.actors import Post

pytestmark = pytest.mark.database
NOW = datetime.now(UTC)


def rows(statement: str, **given) -> list:
    with unit_of_work(settings.TENANT) as work:
        return work.execute(statement, given or None).fetchall()


def quiet() -> None:
    run_until_quiet(ports(), gateways())


def id_of(code: str) -> str:
    return rows("SELECT id FROM ledger.matter WHERE code = %(code)s", code=code)[0][0]


def given_up(code: str, *, effect: str) -> str:
    """A message of a matter that no gateway took; gives its id."""
    message = Delivery(id_of(code), 1, effect, "notice", "party", "p1", "sms", "registered")
    with unit_of_work(settings.TENANT) as work:
        deliveries.plan(work, [message], at=NOW)
        (row,) = work.execute(
            "SELECT id FROM ledger.delivery WHERE effect_key = %(e)s", {"e": effect}
        ).fetchall()
        kept = replace(message, id=row[0], attempts=12)
        deliveries.failed(work, kept, "no answer for 13812341234", now=NOW)
    return row[0]


# --- dead letters and backlog


def test_what_was_given_up_is_listed_and_gets_another_round(office):
    code = office.register()
    message = given_up(code, effect="dead-1")
    with unit_of_work(settings.TENANT) as work:
        due = Due(id_of(code), 1, "MatterRegistered", 12)
        outbox.failed(work, due, "boom", now=NOW)
    reaction = f"{id_of(code)}:1"
    items = {item["id"]: item for item in office["administrator"].ask("/dead-letters").json()["items"]}
    assert items[message]["sort"] == "message"
    assert items[message]["code"] == code
    assert "13812341234" not in items[message]["error"]
    assert items[message]["error"].startswith("no answer")
    assert (items[reaction]["sort"], items[reaction]["kind"]) == ("reaction", "MatterRegistered")
    backlog = office["administrator"].ask("/backlog").json()
    assert backlog["reactions"]["dead"] == 1
    assert backlog["messages"]["dead"] >= 1
    for letter in (message, reaction):
        again = office["administrator"].tell(f"/dead-letters/{letter}/requeue")
        assert (again.status_code, again.json()) == (200, {"id": letter})
        twice = office["administrator"].tell(f"/dead-letters/{letter}/requeue")
        assert (twice.status_code, twice.json()["code"]) == (409, "wrong_state")
    assert not {message, reaction} & {
        item["id"] for item in office["administrator"].ask("/dead-letters").json()["items"]
    }
    noted = rows("SELECT subject FROM ledger.access_log WHERE act = 'requeue_dead_letter'")
    assert sorted(subject for (subject,) in noted) == sorted([message, reaction])
    quiet()
    backlog = office["administrator"].ask("/backlog").json()
    assert backlog["reactions"] == {"waiting": 0, "oldest": None, "dead": 0}


def test_the_backlog_says_what_waits(office):
    quiet()
    office.register()
    waiting = office["administrator"].ask("/backlog").json()
    assert waiting["reactions"]["waiting"] == 1
    assert waiting["reactions"]["oldest"] is not None
    relay(ports())
    waiting = office["administrator"].ask("/backlog").json()
    assert waiting["reactions"]["waiting"] == 0
    assert waiting["messages"]["waiting"] == 1
    quiet()


@pytest.mark.parametrize("letter", ["x", "1", "%00", "0" * 36, "00000000-0000-0000-0000-000000000000:x"])
def test_what_is_no_dead_letter_is_not_found(office, letter):
    assert office["administrator"].tell(f"/dead-letters/{letter}/requeue").status_code == 404
    assert office["analyst"].tell(f"/alerts/{letter}/close").status_code == 404


def test_only_the_administrator_operates(office):
    for who in ("dispatcher", "supervisor", "privacy_officer", "auditor", "handler"):
        assert office[who].ask("/dead-letters").status_code == 403
        assert office[who].ask("/backlog").status_code == 403
        assert office[who].tell("/dead-letters/x/requeue").status_code == 403
    for path in ("/dead-letters", "/backlog", "/alerts", "/notices"):
        assert office["citizen"].ask(path).status_code == 401


# --- alerts


def test_five_of_a_category_at_a_place_raise_an_alert_that_is_closed_once(office):
    for _ in range(5):
        office.register(category="P0405")
    quiet()
    (alert,) = [a for a in office["analyst"].ask("/alerts").json()["items"] if a["category"] == "P0405"]
    assert alert["matters"] == 5
    assert alert["place"] == office.county.grid
    assert alert["place_name"] == "松溪村第一网格"
    assert alert["category_name"] != "P0405"
    for who in ("dispatcher", "duty_leader"):
        assert alert["id"] in {a["id"] for a in office[who].ask("/alerts").json()["items"]}
    for who in ("handler", "registrar", "administrator"):
        assert office[who].ask("/alerts").status_code == 403
    closed = office["duty_leader"].tell(f"/alerts/{alert['id']}/close")
    assert closed.json()["closed_at"] is not None
    again = office["analyst"].tell(f"/alerts/{alert['id']}/close")
    assert (again.status_code, again.json()["closed_at"]) == (200, closed.json()["closed_at"])
    assert alert["id"] not in {a["id"] for a in office["analyst"].ask("/alerts").json()["items"]}
    assert office["analyst"].tell("/alerts/00000000-0000-7000-8000-000000000000/close").status_code == 404
    assert len(rows("SELECT n FROM ledger.access_log WHERE act = 'close_alert'")) == 1


def test_a_town_sees_its_own_places_only(office):
    with unit_of_work(settings.TENANT) as work:
        for place in (office.county.town, f"{settings.TENANT}199", "119.140,28.080"):
            work.execute(
                "INSERT INTO ledger.alert (tenant, id, kind, category, place, matters, since, raised_at, last_at)"
                " VALUES (ledger.tenant(), gen_random_uuid(), 'same_estate', 'E0101', %(place)s, 5, now(), now(), now())",
                {"place": place},
            )
    browser = signed_in_as(office, Post.DUTY_LEADER, "TOWN_CENTER")
    seen = {a["place"]: a["id"] for a in browser.ask("/alerts").json()["items"] if a["category"] == "E0101"}
    assert set(seen) == {office.county.town}
    whole = {
        a["place"]: a["id"]
        for a in office["analyst"].ask("/alerts").json()["items"]
        if a["category"] == "E0101"
    }
    assert len(whole) == 3
    assert browser.tell(f"/alerts/{whole['119.140,28.080']}/close").status_code == 404


# --- notices


def signed_in_as(office, *posts):
    """A browser of somebody who holds a post that nobody else in these tests does."""
    browser = type(office["analyst"])(headers={"accept-language": "zh"})
    holder = person(settings.TENANT, posts[0], posts[1], password="Qingfeng-2026-Fengqiao")
    browser.force_login(holder, backend=settings.AUTHENTICATION_BACKENDS[0])
    return browser


def notices(browser, code: str, **headers) -> list[dict]:
    return [each for each in browser.ask("/notices", **headers).json()["items"] if each["code"] == code]


def test_units_and_posts_read_what_they_were_told(office):
    code = office.until("dispatched")
    quiet()
    (told,) = notices(office["handler"], code)
    assert (told["message"], told["to"]) == ("dispatched", "MUNICIPAL")
    assert set(told["words"]) == {"zh", "en"}
    assert notices(office["other_handler"], code) == []
    assert notices(office["administrator"], code) == []
    office["handler"].act(code, "sign")
    office["handler"].act(code, "submit_result", reply="已更换灯泡")
    quiet()
    (told,) = notices(office["supervisor"], code)
    assert (told["message"], told["to"], told["to_name"]) == ("result_submitted", "supervisor", "跟踪督办岗")
    assert notices(office["unit_leader"], code)[0]["message"] == "dispatched"
    moments = [each["at"] for each in office["supervisor"].ask("/notices").json()["items"]]
    assert moments == sorted(moments, reverse=True)


def test_a_notice_to_the_requester_is_nobody_elses(office):
    code = office.register()
    quiet()
    assert rows("SELECT template FROM ledger.delivery WHERE matter_id = %(id)s", id=id_of(code)) == [
        ("registered",)
    ]
    for who in ("registrar", "dispatcher", "supervisor", "handler", "auditor"):
        assert notices(office[who], code) == []


def test_a_post_hears_of_its_own_territory_only(office):
    code = office.until("dispatched")
    with unit_of_work(settings.TENANT) as work:
        deliveries.plan(
            work,
            [
                Delivery(
                    id_of(code), 1, f"post-{code}", "notice", "post", "duty_leader", "app", "shelve_requested"
                )
            ],
            at=NOW,
        )
    own = signed_in_as(office, Post.DUTY_LEADER, "TOWN_CENTER")
    foreign = signed_in_as(office, Post.DUTY_LEADER, "MC_COUNTY")
    assert [each["message"] for each in notices(own, code)] == ["shelve_requested"]
    with unit_of_work(settings.TENANT) as work:
        work.execute(
            "UPDATE ledger.matter SET area = %(a)s WHERE code = %(c)s",
            {"a": f"{settings.TENANT}199", "c": code},
        )
    assert notices(own, code) == []
    assert len(notices(foreign, code)) == 1


def test_pages_of_notices_hang_together(office, monkeypatch):
    for _ in range(5):
        office.until("dispatched")
    quiet()
    whole = [each["id"] for each in office["handler"].ask("/notices").json()["items"]]
    assert len(whole) >= 5
    assert len(set(whole)) == len(whole)
    monkeypatch.setattr(insight, "MOST", 2)
    seen, cursor = [], ""
    while cursor is not None:
        page = office["handler"].ask(f"/notices?cursor={cursor}").json()
        assert 1 <= len(page["items"]) <= 2
        seen += [each["id"] for each in page["items"]]
        cursor = page["next_cursor"]
    assert seen == whole
    for bad in ("AAAA", "%F0%9F%98%80", "W10"):
        refused = office["handler"].ask(f"/notices?cursor={bad}")
        assert (refused.status_code, refused.json()["field"]) == (400, "cursor")
    named = office["handler"].ask("/notices", **{"X-Fengqiao-Post": "leader@PLC"})
    assert named.status_code == 403


def test_every_message_to_a_unit_or_post_has_words():
    """The messages stand in the rules as words of Notify and of its short forms."""
    said = set()
    for node in ast.walk(ast.parse(inspect.getsource(rules))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        place = {"Notify": 1, "_tell_units": 1}.get(node.func.id)
        if place is None or (isinstance(node.args[0], ast.Name) and node.args[0].id == "PARTY"):
            continue
        if isinstance(node.args[place], ast.Constant):
            said.add(node.args[place].value)
    # Made of parts or chosen between two in the rules.
    said |= {"return_approved", "return_refused", "supervision_replied", "reply_missed"}
    said |= {"whistle_unanswered", "review_missed", "light_yellow", "light_red"}
    said |= {"session_booked", "session_moved", "session_cancelled"}
    said |= {"letter_urge", "letter_supervise", "letter_circulate"}
    assert said == set(insight.NOTICE)
    assert all(zh and en and zh != en for zh, en in insight.NOTICE.values())


def test_lists_of_operators_are_few_statements(office, statements):
    for who, path, most in (
        ("handler", "/notices", 2),
        ("analyst", "/alerts", 2),
        ("administrator", "/backlog", 2),
        ("administrator", "/dead-letters", 4),
    ):
        office[who].ask(path)
        with statements() as said:
            office[who].ask(path)
        assert len(said) <= most, (path, said)


# --- the county's own model


def retrained(capsys) -> tuple[int, str, str]:
    code = retraining.run(argparse.Namespace(data=settings.DATA))
    said = capsys.readouterr()
    return code, said.out, said.err


def test_a_short_history_is_refused_politely_and_changes_nothing(office, capsys):
    file = own_model_file(settings.DATA)
    code, out, err = retrained(capsys)
    assert (code, out) == (2, "")
    assert "至少需要" in err
    assert "too short" in err
    assert not file.exists()


def test_what_people_chose_becomes_the_countys_own_model(office, capsys, monkeypatch):
    texts = {
        "P0301": "路灯坏了天黑看不见路",
        "H0202": "楼道堆放纸箱和电动车",
        "E0101": "垃圾桶满了没有人清运",
    }
    for number in range(7):
        for category, text in texts.items():
            code = office.register(category=category, text=f"{text},第{number}次反映")
            assert office["registrar"].act(code, "accept").status_code == 200
    quiet()
    for name, least in (("LEAST_ROWS", 20), ("LEAST_LABELS", 3), ("LEAST_A_LABEL", 5)):
        monkeypatch.setattr(retraining, name, least)
    file = own_model_file(settings.DATA)
    try:
        code, out, err = retrained(capsys)
        assert code == 0, err
        made = json.loads(out)
        model = load(file)
        leaves = set(Category.objects.filter(is_active=True, is_leaf=True).values_list("code", flat=True))
        assert set(model.labels) == leaves
        for code, text in {"P0102": "小区门口井盖不见了,怕老人掉下去", **texts}.items():
            first, *_ = suggest(text, model=model).suggestions
            assert first.code == code
        assert made["labels"] == len(model.labels)
        assert made["n"] >= 21
        assert "too little history" in err
    finally:
        file.unlink(missing_ok=True)


def test_rare_categories_are_left_out():
    history = [("a", "X")] * 5 + [("b", "Y")] * 4 + [(" ", "X")]
    assert retraining.learnable(history) == ([("a", "X")] * 5, 5)


def test_the_command_knows_the_act():
    from fengqiao.cli import triage

    parser = argparse.ArgumentParser()
    triage.add_parser(parser.add_subparsers())
    assert parser.parse_args(["triage", "retrain"]).act == "retrain"


# --- housekeeping


def test_the_house_is_kept_and_keeping_it_again_does_nothing(office):
    county = ports()
    old = NOW - timedelta(days=40)
    name = county.ring.file_name(settings.TENANT, sha256(b"unused").digest())
    stray = county.ring.file_name(settings.TENANT, sha256(b"stray").digest())
    folder = Path(settings.FILES)
    for each in (name, stray):
        store.write(folder, county.ring, settings.TENANT, name=each, body=b"b", small=b"s")
    for path in folder.rglob(f"{stray}*"):
        os.utime(path, (old.timestamp(), old.timestamp()))
    with unit_of_work(settings.TENANT) as work:
        files.keep(work, name, size=1, mime="image/jpeg", at=old, key_id=county.ring.current.id)
        kept = payloads.keep_payload(work, county.ring, b"x", source_system="s", external_id="1", at=old)
        fresh = payloads.keep_payload(work, county.ring, b"x", source_system="s", external_id="2", at=NOW)
    Session.objects.create(session_key="ended", session_data="x", expire_date=old)
    office["registrar"].tell(
        "/matters",
        {"text": "路灯", "channel": "phone", "category": "P0301", "place": office.place},
        key="old-key",
    )
    with unit_of_work(settings.TENANT) as work:
        assert (
            work.execute(
                "UPDATE ledger.idempotency SET at = %(at)s WHERE key = 'old-key'", {"at": old}
            ).rowcount
            == 1
        )
    today = NOW.astimezone(SHANGHAI).date()
    for _ in range(2):
        housekeeping.keep_house(county, today=today)
        assert sorted(store.names(folder, settings.TENANT)) == []
        with unit_of_work(settings.TENANT) as work:
            assert payloads.read_payload(work, county.ring, kept) is None
            assert payloads.read_payload(work, county.ring, fresh) is not None
        assert not Session.objects.filter(session_key="ended").exists()
        assert rows("SELECT key FROM ledger.idempotency WHERE key = 'old-key'") == []
    assert office["registrar"].ask("/me").status_code == 200


# --- plans

GIVEN = {
    "hash": b"x", "after": None, "after_id": None, "most": 51, "area": settings.TENANT, "area_end": "x", "unit": "u",
    "now": NOW, "campaigns": [1], "campaign": 1, "grid": "g", "codes": ["c"], "ids": [], "whole": False,
    "to": '[{"kind": "unit", "name": "MUNICIPAL", "area": ""}]', "at": NOW, "id": "01a20000-0000-7000-8000-000000000001",
}  # fmt: skip
READS = {
    "notices": (insight.LIST, "recipient"),
    "own requests": (rights.OWN, "secret_hash"),
    "waiting requests": (rights.WAITING.format(scope="true"), "tenant"),
    "backlog": (operations.BACKLOG, "wake_at"),
    "alerts": (alerts.OPEN, "place"),
    "progress of sweeps": (sweeps.PROGRESS, "campaign"),
    "results of a grid": (sweeps.FOUND, "grid"),
}


@pytest.mark.parametrize("name", READS)
def test_reads_use_an_index_as_the_programs_role(office, name):
    statement, narrowed_by = READS[name]
    with unit_of_work(settings.TENANT) as work:
        # With a few rows a scan is cheap; the question is whether an index can be used at all.
        work.execute("SET LOCAL enable_seqscan = off")
        text = "\n".join(row[0] for row in work.execute(f"EXPLAIN (COSTS OFF) {statement}", GIVEN))
    assert "Seq Scan" not in text, text
    assert any("Index Cond" in line and narrowed_by in line for line in text.splitlines()), text
