"""One key accepts and dispatches; what an act would do with many matters is told before it is done."""

import pytest
from county_office import Browser
from django.conf import settings
from django.contrib.auth import get_user_model

from fengqiao.directory.duties import new_draft, publish
from fengqiao.directory.models import Assignment, DutyLine, DutyVersion, Unit
from fengqiao.directory.people import person
from fengqiao.ledger.connection import unit_of_work
from fengqiao.people.actors import Post

pytestmark = pytest.mark.database


@pytest.fixture(scope="module")
def desk(office) -> Browser:
    """Somebody who accepts and dispatches: two posts of one person."""
    tenant = office.county.tenant
    units = {code: Unit.objects.get(tenant=tenant, code=code) for code in ("COUNTY_HALL", "COUNTY_COORD")}
    user = get_user_model().objects.create_user("two.posts", None, tenant=tenant, display_name="综合岗")
    Assignment.objects.create(tenant=tenant, user=user, post="registrar", unit=units["COUNTY_HALL"])
    Assignment.objects.create(tenant=tenant, user=user, post="dispatcher", unit=units["COUNTY_COORD"])
    browser = Browser()
    browser.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return browser


@pytest.fixture(scope="module")
def line(office) -> None:
    """A line of the duty directory for dark lamps."""
    tenant = office.county.tenant
    lead = Unit.objects.get(tenant=tenant, code="MUNICIPAL")
    at = DutyVersion.objects.filter(tenant=tenant).latest("number").effective_from
    draft = new_draft(tenant, effective_from=at)
    DutyLine.objects.create(
        tenant=tenant, version=draft, category="P0108", area="", lead=lead, co=["POWER"], basis="权责清单"
    )
    publish(draft, at=at)


def page(browser, code):
    answer = browser.ask(f"/matters/{code}")
    assert answer.status_code == 200, answer.content.decode()
    return answer.json()


def ahead(browser, action, *codes, **headers):
    answer = browser.tell("/ahead", {"action": action, "codes": list(codes)}, **headers)
    assert answer.status_code == 200, answer.content.decode()
    return answer.json()["items"]


def events(office, code):
    with unit_of_work(office.county.tenant) as work:
        return work.execute(
            "SELECT e.kind, e.post FROM ledger.event AS e JOIN ledger.matter AS m ON m.tenant = e.tenant"
            " AND m.id = e.matter_id WHERE m.tenant = ledger.tenant() AND m.code = %(code)s ORDER BY e.seq",
            {"code": code},
        ).fetchall()


@pytest.mark.usefixtures("line")
def test_one_key_accepts_and_dispatches_each_in_the_post_that_may(office, desk):
    code = office.register()
    key = page(desk, code)["one_key"]
    assert (key["action"], key["certain"], key["doubt"]) == ("accept_and_dispatch", True, "")
    assert (key["category"], key["lead"], key["co"]) == ("P0108", "MUNICIPAL", ["POWER"])
    assert "职责清单第" in key["why"]
    body = {"category": key["category"], "lead": key["lead"], "co": key["co"], "version": 1}
    answer = desk.tell(f"/matters/{code}/accept_and_dispatch", body, key="one")
    assert answer.status_code == 200, answer.content.decode()
    assert answer.json()["state"] == "dispatched"
    posts = dict(events(office, code))
    assert posts == {
        "MatterRegistered": "registrar", "MatterAccepted": "registrar", "MatterDispatched": "dispatcher",
    }  # fmt: skip
    order = page(office["dispatcher"], code)["orders"][0]
    assert (order["rule"], order["line_id"] is None) == ("duty_line", False)
    again = desk.tell(f"/matters/{code}/accept_and_dispatch", body, key="one")
    assert (again.status_code, again.json()["repeated"]) == (200, True)
    assert len(events(office, code)) == 3


@pytest.mark.usefixtures("line")
def test_it_costs_what_one_act_costs(office, desk, statements):
    code = office.register()
    body = {"category": "P0108", "lead": "MUNICIPAL", "co": ["POWER"], "version": 1}
    desk.ask("/me")  # if the idle time has to be written anew, it is written now
    with statements() as said:
        answer = desk.tell(f"/matters/{code}/accept_and_dispatch", body, key="cost")
    assert answer.status_code == 200, answer.content.decode()
    assert len(said) <= 4, said


@pytest.mark.usefixtures("line")
def test_it_is_one_act_both_or_neither(office, desk):
    code = office.register()
    answer = desk.tell(
        f"/matters/{code}/accept_and_dispatch", {"category": "P0108", "lead": "NOBODY", "version": 1}
    )
    assert (answer.status_code, answer.json()["field"]) == (400, "lead")
    assert [kind for kind, _ in events(office, code)] == ["MatterRegistered"]
    stale = {"category": "P0108", "lead": "MUNICIPAL", "version": 9}
    assert desk.tell(f"/matters/{code}/accept_and_dispatch", stale).json()["code"] == "lost_race"


def test_who_holds_only_one_of_the_posts_has_no_such_key(office):
    code = office.register()
    assert page(office["registrar"], code)["one_key"] is None
    body = {"category": "P0108", "lead": "MUNICIPAL"}
    answer = office["registrar"].tell(f"/matters/{code}/accept_and_dispatch", body)
    assert answer.json()["code"] == "not_allowed_for_post"
    assert page(office["supervisor"], code)["one_key"] is None


def test_one_key_is_in_doubt_without_a_line_and_without_a_category(office, desk):
    unruled = office.register(category="P0101")
    key = page(desk, unruled)["one_key"]
    assert (key["certain"], bool(key["lead"])) == (False, True)
    assert "职责清单里没有对应条目" in key["doubt"]
    unsorted = office.register(category=None, text="有件事想说一说")
    assert "类别还不确定" in page(desk, unsorted)["one_key"]["doubt"]


@pytest.mark.usefixtures("line")
def test_a_dispatcher_has_the_key_once_a_matter_is_accepted(office):
    code = office.until("accepted")
    key = page(office["dispatcher"], code)["one_key"]
    assert (key["action"], key["certain"], key["lead"]) == ("dispatch", True, "MUNICIPAL")
    assert page(office["dispatcher"], office.until("dispatched"))["one_key"] is None


@pytest.mark.usefixtures("line")
def test_what_an_act_would_do_is_told_and_nothing_is_written(office, desk, statements):
    fresh, accepted, done = office.register(), office.until("accepted"), office.until("dispatched")
    with statements() as said:
        rows = ahead(desk, "accept_and_dispatch", fresh, accepted, done)
    assert len(said) <= 3
    assert [(row["will"], row["action"], row["state"]) for row in rows] == [
        (True, "accept_and_dispatch", "dispatched"),
        (True, "dispatch", "dispatched"),
        (False, "accept_and_dispatch", "dispatched"),
    ]
    assert rows[0]["data"] == {"category": "P0108", "lead": "MUNICIPAL", "co": ["POWER"]}
    assert rows[0]["category_name"] == "路灯不亮"
    assert rows[1]["data"] == {"lead": "MUNICIPAL", "co": ["POWER"]}
    assert (rows[2]["refusal"], bool(rows[2]["detail"])) == ("wrong_state", True)
    assert [len(events(office, code)) for code in (fresh, accepted, done)] == [1, 2, 3]


def test_what_is_told_comes_true(office):
    codes = [office.until("dispatched") for _ in range(3)]
    office["handler"].act(codes[1], "sign")
    for row in ahead(office["handler"], "sign", *codes):
        answer = office["handler"].act(row["code"], row["action"], version=row["version"], **row["data"])
        assert (answer.status_code == 200) is row["will"], row


def test_nobody_learns_of_others_matters_by_trying(office):
    code = office.until("dispatched")
    closed, nothing = ahead(office["other_handler"], "sign", code, "330781202601010000P000011")
    assert {**closed, "code": ""} == {**nothing, "code": ""}
    assert closed["refusal"] == "not_involved_unit"


def test_the_law_is_told_before_what_is_missing(office):
    code = office.register(category=None, text="有件事想说一说")
    assert ahead(office["dispatcher"], "dispatch", code)[0]["refusal"] == "wrong_state"
    assert ahead(office["supervisor"], "accept", code)[0]["refusal"] == "not_allowed_for_post"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"action": "approve", "codes": ["X"]}, "action"),
        ({"action": "sign", "codes": []}, "codes"),
        ({"action": "sign", "codes": ["X"] * 101}, "codes"),
        ({"action": "sign"}, "codes"),
    ],
)
def test_bad_questions_are_refused_by_name(office, body, field):
    answer = office["handler"].tell("/ahead", body)
    assert (answer.status_code, answer.json()["field"]) == (400, field)


def test_posts_stay_what_they_were(office):
    """The registrar of the tests is still the first who was given the post."""
    assert person(office.county.tenant, Post.REGISTRAR, "COUNTY_HALL").username != "two.posts"
