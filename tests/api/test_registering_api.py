"""Matters come in: a citizen's report, a clerk's registration, each once."""

import pytest
from django.conf import settings

from fengqiao.ledger.connection import unit_of_work
from fengqiao.matters.codes import is_valid

pytestmark = pytest.mark.database


def count(table="ledger.matter"):
    with unit_of_work(settings.TENANT) as work:
        return work.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def test_a_citizen_reports_without_an_account_and_takes_the_way_back_along(office):
    answer = office["citizen"].tell(
        "/public/matters",
        {"text": "路灯不亮了", "category": "P0108", "place": office.place, "phone": "13812341234"},
    )
    assert answer.status_code == 201
    said = answer.json()
    assert is_valid(said["code"])
    assert said["tracking_url"] == f"/t/{said['secret']}"
    assert len(said["secret"]) == 32
    assert any("看不到" in notice["zh"] for notice in said["notices"])
    tracked = office["citizen"].ask(f"/public/track/{said['secret']}").json()
    assert (tracked["code"], tracked["state"]) == (said["code"], "registered")


@pytest.mark.parametrize(
    ("text", "prompt"),
    [("三楼着火了,快来人", "dial_119_now"), ("电梯里困人了", "dial_119_now"), ("路灯不亮", "")],
)
def test_danger_is_answered_with_the_number_to_dial_also_when_it_is_sent_again(office, text, prompt):
    for _ in range(2):
        answer = office["citizen"].tell("/public/matters", {"text": text}, key=f"danger-{text}")
        assert answer.json()["prompt"] == prompt


def test_the_same_key_and_words_make_one_matter(office):
    body = {"text": "井盖坏了", "phone": "13900000001"}
    first = office["citizen"].tell("/public/matters", body, key="phone-7/draft-1").json()
    before = count()
    again = office["citizen"].tell("/public/matters", body, key="phone-7/draft-1").json()
    assert (again["code"], again["secret"], again["repeated"]) == (first["code"], first["secret"], True)
    assert count() == before


def test_two_citizens_who_make_the_same_key_each_get_a_matter_of_their_own(office):
    mine = office["citizen"].tell("/public/matters", {"text": "我家漏水"}, key="1").json()
    theirs = office["citizen"].tell("/public/matters", {"text": "别人家的事"}, key="1").json()
    assert theirs["code"] != mine["code"]
    assert theirs["secret"] != mine["secret"]


def test_a_place_outside_the_county_is_registered_flagged_and_shown_the_right_door(office):
    answer = (
        office["citizen"]
        .tell(
            "/public/matters", {"text": "外地的路灯", "place": {"lon": 116.4, "lat": 39.9, "datum": "wgs84"}}
        )
        .json()
    )
    assert answer["right_door"]["zh"]
    assert any("不在本县" in notice["zh"] for notice in answer["notices"])
    item = next(
        each
        for each in office["registrar"].ask("/worklist").json()["items"]
        if each["code"] == answer["code"]
    )
    assert "outside" in item["flags"]


@pytest.mark.parametrize(
    "text",
    ["🚨🔥 救命", "مرحبا שלום", "𠮷野家𡃁", "'; DROP TABLE ledger.matter; --", "<script>alert(1)</script>"],
)
def test_every_script_and_every_sign_is_kept_as_it_is(office, text):
    secret = office["citizen"].tell("/public/matters", {"text": text}).json()["secret"]
    assert office["citizen"].ask(f"/public/track/{secret}").json()["text"] == text


def test_a_clerk_registers_and_accepts_in_one_act(office):
    answer = (
        office["registrar"]
        .tell(
            "/matters",
            {
                "text": "路灯不亮",
                "channel": "phone",
                "category": "P0108",
                "place": office.place,
                "accept": True,
            },
        )
        .json()
    )
    assert (answer["state"], answer["version"]) == ("accepted", 2)
    assert answer["due_at"] is not None


def test_what_is_refused_leaves_nothing_behind(office):
    before = count(), count("ledger.text"), count("sealed.person")
    refused = office["registrar"].tell(
        "/matters",
        {
            "text": "井盖",
            "channel": "phone",
            "category": "P0108",
            "requester": {"name": "翁"},
            "accept": True,
        },
    )
    assert (refused.status_code, refused.json()["field"]) == (400, "place")
    assert (count(), count("ledger.text"), count("sealed.person")) == before


def test_the_number_of_a_source_makes_one_matter_and_only_who_brought_it_holds_the_way_back(office):
    body = {"text": "路灯不亮", "channel": "hotline_12345", "source_system": "12345", "external_id": "GD-1"}
    first = office["registrar"].tell("/matters", body).json()
    again = office["registrar"].tell("/matters", body).json()
    assert (again["code"], again["repeated"]) == (first["code"], True)
    assert again["secret"] == first["secret"]
    other = office["town_dispatcher"].tell("/matters", body).json()
    assert (other["code"], other["secret"]) == (first["code"], None)


def test_whoever_may_not_register_is_refused(office):
    refused = office["handler"].tell("/matters", {"text": "路灯不亮", "channel": "phone"})
    assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed_for_post")


def test_a_machine_does_not_register_matters(office):
    refused = office["registrar"].tell("/matters", {"text": "违停", "channel": "ai_camera"})
    assert (refused.status_code, refused.json()["field"]) == (400, "channel")


def test_a_pin_stands_in_for_a_telephone_that_was_not_given(office):
    code = office["citizen"].tell("/public/matters", {"text": "匿名反映", "pin": "271828"}).json()["code"]
    assert office["citizen"].tell("/public/track", {"code": code, "pin": "271828"}).status_code == 200
    assert office["citizen"].tell("/public/track", {"code": code, "pin": "000000"}).status_code == 404
