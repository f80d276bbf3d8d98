"""Lists that the worker keeps: the own person's in the own post, and nobody else's."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from county_office import signed_in
from django.db import connection

from fengqiao.ledger.saved_views import MOST

pytestmark = pytest.mark.database


@pytest.fixture(autouse=True)
def empty(office):
    for name in ("handler", "dispatcher", "supervisor"):
        for view in views(office[name]):
            assert office[name].drop(f"/views/{view['id']}").status_code == 204


def views(browser):
    return browser.ask("/views").json()["items"]


def kept(browser, name="我的井盖", **filters):
    answer = browser.tell("/views", {"name": name, "filters": filters})
    assert answer.status_code == 201, answer.content.decode()
    return answer.json()


def test_a_kept_list_is_there_again_with_what_it_is_narrowed_by(office, statements):
    one = kept(office["dispatcher"], view="all", state="accepted", category="P0102", q="井盖")
    two = kept(office["dispatcher"], "  今天  待办 ")
    with statements() as said:
        answer = office["dispatcher"].ask("/views").json()
    assert len(said) <= 2
    assert answer == {"items": [one, two], "most": MOST}
    assert one["filters"] == {"view": "all", "state": "accepted", "category": "P0102", "q": "井盖"}
    assert (two["name"], two["filters"]) == ("今天 待办", {})


def test_nobody_else_sees_or_touches_it(office):
    view = kept(office["dispatcher"])
    assert views(office["supervisor"]) == []
    assert office["supervisor"].change(f"/views/{view['id']}", {"name": "别人的"}).status_code == 404
    assert office["supervisor"].drop(f"/views/{view['id']}").status_code == 404
    assert views(office["dispatcher"]) == [view]


def test_it_is_renamed_narrowed_anew_and_deleted(office):
    view = kept(office["handler"], q="路灯")
    renamed = office["handler"].change(f"/views/{view['id']}", {"name": "路灯"})
    assert renamed.json() == {**view, "name": "路灯"}
    anew = office["handler"].change(f"/views/{view['id']}", {"filters": {"view": "overdue"}})
    assert anew.json() == {**view, "name": "路灯", "filters": {"view": "overdue"}}
    assert office["handler"].drop(f"/views/{view['id']}").status_code == 204
    assert office["handler"].drop(f"/views/{view['id']}").status_code == 404
    assert views(office["handler"]) == []


def test_a_name_stands_once_and_there_are_no_more_than_anybody_oversees(office):
    kept(office["handler"])
    other = kept(office["handler"], "另一个")
    again = office["handler"].tell("/views", {"name": "我的井盖", "filters": {}})
    assert (again.status_code, again.json()["field"]) == (400, "name")
    taken = office["handler"].change(f"/views/{other['id']}", {"name": "我的井盖"})
    assert (taken.status_code, "已有名为" in taken.json()["detail"]) == (400, True)
    for n in range(MOST - 2):
        kept(office["handler"], f"第 {n} 个")
    full = office["handler"].tell("/views", {"name": "太多", "filters": {}})
    assert (full.status_code, str(MOST) in full.json()["detail"]) == (400, True)


def test_two_windows_keep_no_more_than_one(office):
    for n in range(MOST - 2):
        kept(office["supervisor"], f"第 {n} 个")
    browsers = [signed_in("supervisor", office.county.tenant) for _ in range(4)]

    def keep(browser):
        try:
            return browser.tell("/views", {"name": uuid.uuid4().hex[:8], "filters": {}}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        codes = list(pool.map(keep, browsers))
    assert set(codes) <= {201, 400}
    assert len(views(office["supervisor"])) == MOST - 2 + codes.count(201) <= MOST


def test_numbers_of_persons_are_kept_masked(office):
    assert kept(office["handler"], q="13812345678")["filters"]["q"] == "138****5678"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"name": " ", "filters": {}}, "name"),
        ({"name": "长" * 31, "filters": {}}, "name"),
        ({"name": "甲\u0007", "filters": {}}, "name"),
        ({"name": "甲"}, "filters"),
        ({"name": "甲", "filters": {"view": "mine"}}, "filters.view"),
        ({"name": "甲", "filters": {"person": "x"}}, "filters.person"),
    ],
)
def test_bad_ones_are_refused_by_name(office, body, field):
    answer = office["handler"].tell("/views", body)
    assert (answer.status_code, answer.json()["field"]) == (400, field)
    assert views(office["handler"]) == []


def test_an_administrator_has_no_lists_to_keep(office):
    assert office["administrator"].ask("/views").status_code == 403
