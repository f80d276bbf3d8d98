"""The note for the next shift: one open at a time, seen by the own post, read by whoever takes over, then deleted."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from county_office import API, signed_in
from django.conf import settings
from django.db import connections

from fengqiao.api.ports import now
from fengqiao.directory.models import Assignment, User
from fengqiao.ledger.connection import unit_of_work
from fengqiao.ledger.handovers import KEEP, forget_notes

pytestmark = pytest.mark.database


@pytest.fixture
def colleague(office):
    """Somebody else who holds the handler's post at the same unit."""
    held = Assignment.objects.filter(post="handler", unit__code="MUNICIPAL").order_by("id")[0]
    other = User.objects.filter(username="other.shift").first()
    if other is None:
        other = User.objects.create_user("other.shift", tenant=office.county.tenant, display_name="周明")
        Assignment.objects.create(tenant=other.tenant, user=other, post="handler", unit=held.unit)
    browser = type(office["handler"])()
    browser.force_login(other, backend=settings.AUTHENTICATION_BACKENDS[0])
    return browser


@pytest.fixture(autouse=True)
def empty(office):
    with unit_of_work(office.county.tenant) as work:
        forget_notes(work, before=now() + timedelta(days=1))


def write(browser, words, *, version=0, codes=(), **headers):
    body = {"words": words, "version": version, "codes": list(codes)}
    return browser.put(f"{API}/handover", json.dumps(body), content_type="application/json", headers=headers)


def test_a_note_is_written_read_and_taken_over(office, colleague):
    code = office.until("in_progress")
    answer = write(office["handler"], "材料在二楼，联系13812345678", codes=[code])
    assert answer.status_code == 200, answer.content.decode()
    told = colleague.ask("/handover").json()
    assert told["note"]["words"].startswith("材料在二楼")
    assert "13812345678" not in told["note"]["words"]
    assert [each["code"] for each in told["note"]["matters"]] == [code]
    assert (told["note"]["mine"], office["handler"].ask("/handover").json()["note"]["mine"]) == (False, True)
    refused = office["handler"].tell("/handover/acknowledge", {"version": 1})
    assert (refused.status_code, refused.json()["field"]) == (400, "version")
    taken = colleague.tell("/handover/acknowledge", {"version": 1})
    assert taken.status_code == 200, taken.content.decode()
    assert taken.json()["note"] is None
    assert [each["words"] for each in taken.json()["past"]] == [told["note"]["words"]]
    assert write(colleague, "下一班").status_code == 200


def test_what_is_urgent_or_due_soon_is_proposed(office):
    urgent = office.until("in_progress", urgency="urgent", text="化粪池盖破了，有人会掉下去")
    slow = office.until("in_progress", category="R0201")
    found = [each["code"] for each in office["handler"].ask("/handover").json()["proposed"]]
    assert urgent in found
    assert slow not in found


def test_another_post_and_another_unit_see_nothing_of_it(office):
    code = office.until("in_progress")
    write(office["handler"], "看一下", codes=[code])
    for name in ("other_handler", "unit_leader", "supervisor", "registrar"):
        told = office[name].ask("/handover").json()
        assert told["note"] is None, name
        assert told["past"] == [], name
    assert office["citizen"].ask("/handover").status_code == 401
    assert office["administrator"].ask("/handover").status_code == 403
    assert write(office["administrator"], "x").status_code == 403


def test_a_matter_stands_only_for_whoever_may_see_it(office):
    code = office.until("accepted")  # not with the handler yet
    refused = write(office["handler"], "看一下", codes=[code])
    assert (refused.status_code, refused.json()["field"]) == (400, "codes[0]")
    assert "不能打开" in refused.json()["detail"]
    assert "does not open" in refused.json()["detail_en"]


@pytest.mark.parametrize(
    ("words", "said"),
    [("  ", ("请写明", "say what")), ("长" * 4001, ("过长", "too long")), ("a\x07", ("控制字符", "control"))],
    ids=["empty", "long", "control"],
)
def test_words_that_are_none_are_refused(office, words, said):
    refused = write(office["handler"], words)
    assert (refused.status_code, refused.json()["field"]) == (400, "words")
    assert said[0] in refused.json()["detail"]
    assert said[1] in refused.json()["detail_en"].lower()


def test_whoever_writes_over_another_is_shown_what_stands(office, colleague):
    assert write(office["handler"], "甲写的").status_code == 200
    late = write(colleague, "乙写的")
    assert (late.status_code, late.json()["code"]) == (409, "lost_race")
    assert late.json()["stands"]["note"]["words"] == "甲写的"
    assert write(colleague, "乙补充", version=1).status_code == 200
    late = office["handler"].tell("/handover/acknowledge", {"version": 1})
    assert (late.status_code, late.json()["stands"]["note"]["words"]) == (409, "乙补充")


def test_of_two_who_begin_at_once_one_note_stands(office):
    def one(words):
        try:
            return write(signed_in("handler", office.county.tenant), words).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(one, ("甲", "乙"))) == [200, 409]


def test_a_note_goes_when_its_time_is_over(office):
    write(office["handler"], "看一下")
    told = office["handler"].ask("/handover").json()
    assert told["keep_days"] == KEEP.days
    with unit_of_work(office.county.tenant) as work:
        assert forget_notes(work, before=now() - KEEP) == 0
        assert forget_notes(work, before=now() + timedelta(seconds=1)) == 1
    assert office["handler"].ask("/handover").json()["note"] is None


def test_the_budget_is_kept(office, statements):
    write(office["handler"], "看一下", codes=[office.until("in_progress")])
    office["handler"].ask("/handover")
    with statements() as said:
        assert office["handler"].ask("/handover").status_code == 200
    assert len(said) <= 6, [each[:60] for each in said]
