"""The bell: what concerns the own post, told as the person chose, read and unread by person alone."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from county_office import API, signed_in
from django.db import connections

from fengqiao.api import guards
from fengqiao.api.ports import now
from fengqiao.clocks import SHANGHAI
from fengqiao.desk.settled import ports
from fengqiao.desk.worker import relay
from fengqiao.insight.bell import BELL_KIND, KIND_OF, MOST_UNREAD, BellKind
from fengqiao.insight.notices import NOTICE
from fengqiao.ledger.connection import unit_of_work

pytestmark = pytest.mark.database

MANY = """
INSERT INTO ledger.delivery (tenant, id, matter_id, event_seq, effect_key, kind, recipient_kind, recipient, channel, template,
                             payload, state, created_at, next_at)
SELECT d.tenant, gen_random_uuid(), d.matter_id, d.event_seq, 'many/' || gen_random_uuid(), d.kind, d.recipient_kind,
       d.recipient, d.channel, d.template, d.payload, 'sent', d.created_at, d.next_at
  FROM (SELECT d.* FROM ledger.delivery AS d JOIN ledger.matter AS m ON m.tenant = d.tenant AND m.id = d.matter_id
         WHERE d.tenant = ledger.tenant() AND d.template = 'dispatched' AND d.recipient_kind = 'unit' AND m.code = %(code)s LIMIT 1) AS d,
       generate_series(1, %(many)s)
"""


@pytest.fixture(autouse=True)
def fresh(office):
    with unit_of_work(office.county.tenant) as work:
        work.execute("DELETE FROM ledger.bell_choice WHERE tenant = ledger.tenant()")
        work.execute("DELETE FROM ledger.bell_read WHERE tenant = ledger.tenant()")


@pytest.fixture(scope="module")
def told(office):
    """A lamp that was dispatched to the handler, and the worker has said so."""
    code = office.until("dispatched")
    while relay(ports()):
        pass
    return code


def choose(browser, **more):
    body = {"silent": [], "quiet_since": "", "quiet_until": "", "digest_at": ""} | more
    return browser.put(f"{API}/bell/choice", json.dumps(body), content_type="application/json")


def bell(browser):
    answer = browser.ask("/bell")
    assert answer.status_code == 200, answer.content.decode()
    return answer.json()


def mine(found, code):
    return next((each for each in found["items"] if each["code"] == code), None)


def test_a_notice_is_unread_until_this_person_reads_it(office, told):
    handler = office["handler"]
    found = bell(handler)
    item = mine(found, told)
    assert (item["kind"], item["words"], item["read"]) == ("assigned", "新交办的事项，请签收", False)
    after = handler.tell("/bell/read", {"ids": [item["id"]]}).json()
    assert mine(after, told)["read"]
    assert after["unread"] == found["unread"] - 1
    assert handler.tell("/bell/read", {}).json()["unread"] == 0
    assert mine(bell(office["other_handler"]), told) is None


def test_what_is_read_of_others_is_not_touched(office, told):
    notice = mine(bell(office["handler"]), told)["id"]
    assert office["other_handler"].tell("/bell/read", {"ids": [notice]}).status_code == 200
    assert not mine(bell(office["handler"]), told)["read"]


def test_silent_kinds_and_quiet_hours_and_a_digest_hold_it_back(office, told, monkeypatch):
    handler = office["handler"]
    assert mine(choose(handler, silent=["assigned"]).json(), told) is None
    assert mine(choose(handler).json(), told) is not None
    at = now().astimezone(SHANGHAI)
    since, until = (at - timedelta(hours=1)), (at + timedelta(minutes=3))
    held = choose(handler, quiet_since=f"{since:%H:%M}", quiet_until=f"{until:%H:%M}").json()
    assert mine(held, told) is None
    assert held["waiting"] >= 1
    monkeypatch.setattr(guards, "now", lambda: now() + timedelta(minutes=6))
    assert mine(bell(handler), told) is not None, "quiet hours end"
    monkeypatch.undo()
    digest = choose(handler, digest_at=f"{until:%H:%M}").json()
    assert mine(digest, told) is None
    monkeypatch.setattr(guards, "now", lambda: now() + timedelta(minutes=6))
    assert mine(bell(handler), told) is not None, "the digest tells it"


def test_what_is_urgent_passes_quiet_hours_and_digest(office):
    code = office.register(text="楼道里煤气泄漏，有人晕倒了")
    while relay(ports()):
        pass
    at = now().astimezone(SHANGHAI)
    spans = {
        "quiet_since": f"{at - timedelta(hours=1):%H:%M}",
        "quiet_until": f"{at + timedelta(hours=1):%H:%M}",
    }
    found = choose(office["registrar"], digest_at=f"{at + timedelta(hours=1):%H:%M}", **spans).json()
    urgent = [each for each in found["items"] if each["code"] == code]
    assert urgent
    assert all(each["urgent"] for each in urgent)


@pytest.mark.parametrize(
    ("body", "field", "said"),
    [
        ({"quiet_since": "25:00"}, "quiet_since", ("应为时刻", "time of day")),
        ({"digest_at": "x"}, "digest_at", ("应为时刻", "time of day")),
        ({"quiet_since": "20:00"}, "quiet_until", ("起止时间", "beginning and an end")),
        ({"quiet_since": "20:00", "quiet_until": "20:00"}, "quiet_until", ("不能相同", "cannot end")),
        ({"silent": ["gossip"]}, "silent[0]", ("可选范围", "one of the choices")),
    ],
    ids=["hour", "digest", "half", "same", "kind"],
)
def test_a_choice_that_is_none_is_refused_by_its_field(office, body, field, said):
    refused = choose(office["handler"], **body)
    assert (refused.status_code, refused.json()["field"]) == (400, field)
    assert said[0] in refused.json()["detail"]
    assert said[1] in refused.json()["detail_en"].lower()


def test_the_bell_is_for_those_at_work_with_matters(office):
    assert office["citizen"].ask("/bell").status_code == 401
    assert office["administrator"].ask("/bell").status_code == 403
    refused = office["handler"].tell("/bell/read", {"ids": ["no"]})
    assert (refused.status_code, refused.json()["field"]) == (400, "ids[0]")


def test_two_windows_that_read_at_once_lose_nothing(office, told):
    def one(_):
        try:
            return signed_in("handler", office.county.tenant).tell("/bell/read", {}).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(one, range(2))) == [200, 200]
    assert bell(office["handler"])["unread"] == 0


def test_every_message_has_a_kind_and_every_kind_its_words():
    assert set(KIND_OF) == set(NOTICE)
    assert {kind.value for kind in BellKind} == set(BELL_KIND)
    assert all(zh and en for zh, en in BELL_KIND.values())


def unread(browser):
    answer = browser.ask("/bell/unread")
    assert answer.status_code == 200, answer.content.decode()
    return answer.json()["unread"]


def test_the_number_is_the_one_of_the_list_whatever_was_chosen(office, told):
    handler = office["handler"]
    at = now().astimezone(SHANGHAI)
    since, until = at - timedelta(hours=1), at + timedelta(hours=1)
    for chosen in (
        {},
        {"silent": ["assigned"]},
        {"quiet_since": f"{since:%H:%M}", "quiet_until": f"{until:%H:%M}"},
        {"digest_at": f"{until:%H:%M}"},
        {"digest_at": f"{since:%H:%M}"},
    ):
        choose(handler, **chosen)
        found = bell(handler)
        assert len(found["items"]) < 50, "one page holds all of them here"
        assert unread(handler) == found["unread"] == sum(not each["read"] for each in found["items"])
    choose(handler)
    some = [each["id"] for each in bell(handler)["items"]][:1]
    before = unread(handler)
    handler.tell("/bell/read", {"ids": some})
    assert unread(handler) == before - 1
    handler.tell("/bell/read", {})
    assert unread(handler) == 0


def test_what_stands_beyond_the_latest_page_is_counted_up_to_the_most(office, told):
    """Seventy more notices than one page shows: the number is theirs, too."""
    with unit_of_work(office.county.tenant) as work:
        work.execute(MANY, {"code": told, "many": 70})
    try:
        found = bell(office["handler"])
        assert len(found["items"]) == 50
        assert unread(office["handler"]) == found["unread"] >= 70
        with unit_of_work(office.county.tenant) as work:
            work.execute(MANY, {"code": told, "many": 70})
        assert unread(office["handler"]) == MOST_UNREAD
    finally:
        with unit_of_work(office.county.tenant) as work:
            work.execute(
                "DELETE FROM ledger.delivery WHERE tenant = ledger.tenant() AND effect_key LIKE 'many/%%'"
            )


def test_the_number_alone_is_cheaper_than_the_list(office, told, statements):
    unread(office["handler"])
    with statements() as said:
        unread(office["handler"])
    assert len(said) <= 3, [each[:60] for each in said]


def test_the_budget_is_kept(office, told, statements):
    bell(office["handler"])
    with statements() as said:
        bell(office["handler"])
    assert len(said) <= 6, [each[:60] for each in said]
