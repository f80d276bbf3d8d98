"""The page of a matter: what each viewer is shown, and what never leaves."""

import pytest
from django.conf import settings

from fengqiao.desk.tracking import public_words
from fengqiao.ledger.connection import unit_of_work
from fengqiao.ledger.store import load, read_events

pytestmark = pytest.mark.database

NAME, PHONE, INSIDE = "翁小明", "13812341234", "13812345678"
ROOM = "501室"


def page(browser, code, **headers):
    answer = browser.ask(f"/matters/{code}", **headers)
    assert answer.status_code == 200, answer.content.decode()
    return answer.json()


def test_nothing_that_a_handler_receives_holds_the_requesters_name_or_number(office):
    code = office.until("in_progress")
    for path in (
        f"/matters/{code}",
        f"/matters/{code}/documents",
        f"/matters/{code}/similar",
        "/worklist",
        "/worklist?q=路灯",
    ):
        said = office["handler"].ask(path).content.decode()
        for secret in (NAME, PHONE, INSIDE, "翁"):
            assert secret not in said, (path, secret)
    requester = page(office["handler"], code)["requester"]
    assert (requester["relay"], requester["may_reveal"]) == (True, False)


def test_sealed_persons_are_not_even_read_for_a_handler(office, statements):
    code = office.until("in_progress")
    with statements() as said:
        page(office["handler"], code)
    assert not [each for each in said if "sealed.person" in each]


def test_a_handler_of_the_order_sees_the_whole_address_and_others_the_building(office):
    code = office.until("in_progress")
    assert ROOM in page(office["handler"], code)["place"]["address"]
    for name in ("registrar", "supervisor", "analyst", "leader"):
        address = page(office[name], code)["place"]["address"]
        assert address == "松溪村文化广场3号楼***"
        assert ROOM not in office[name].ask(f"/matters/{code}").content.decode(), name


def test_posts_that_speak_with_the_requester_see_a_masked_person(office):
    requester = page(office["registrar"], office.until("in_progress"))["requester"]
    assert (requester["name"], requester["phone"], requester["may_reveal"]) == ("翁**", "138****1234", True)


def test_a_leader_sees_no_person_at_all(office):
    requester = page(office["leader"], office.until("in_progress"))["requester"]
    assert (requester["name"], requester["phone"], requester["relay"]) == ("", "", False)


def test_on_a_restricted_matter_only_the_lead_sees_where(office):
    code = office.register(category="D0208", text="家里有人打人", kind="help")
    office["registrar"].act(code, "accept", category="D0208", kind="help")
    answer = office["dispatcher"].act(code, "dispatch", lead="MUNICIPAL", co=["WATER"])
    assert answer.status_code == 200, answer.content.decode()
    lead, assist = page(office["handler"], code), page(office["other_handler"], code)
    assert (ROOM in lead["place"]["address"], lead["place"]["lon"]) == (True, office.county.point.lon)
    assert (ROOM in assist["place"]["address"], assist["place"]["lon"]) == (False, None)


@pytest.mark.parametrize("name", ["other_handler", "mediator"])
def test_who_has_nothing_to_do_with_it_does_not_open_it(office, name):
    answer = office[name].ask(f"/matters/{office.until('in_progress')}")
    assert (answer.status_code, answer.json()["code"]) == (403, "not_involved_unit")


def test_an_administrator_keeps_the_configuration_and_opens_no_matter(office):
    answer = office["administrator"].ask(f"/matters/{office.until('in_progress')}")
    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed_for_post")


def test_a_grid_worker_sees_the_own_patch_and_not_the_next(office):
    here = office.register()
    elsewhere = office.register(place={"area": f"{office.county.tenant}101202"})
    assert office["grid_worker"].ask(f"/matters/{here}").status_code == 200
    assert office["grid_worker"].ask(f"/matters/{elsewhere}").status_code == 403


def test_the_timeline_tells_the_steps_in_the_trades_words(office):
    code = office.until("closed")
    steps = page(office["supervisor"], code)["timeline"]
    assert [each["title"] for each in steps] == [
        "登记",
        "受理",
        "交办",
        "签收",
        "反馈结果",
        "审核通过",
        "回访",
        "办结",
    ]
    assert steps[2]["facts"]["units"] == ["MUNICIPAL"]
    assert (steps[4]["text"], steps[4]["unit_name"]) == ("已更换灯泡", "市政园林服务中心")
    assert [each["seq"] for each in steps] == list(range(1, 9))
    english = page(office["supervisor"], code, **{"Accept-Language": "en"})["timeline"]
    assert english[0]["title"] == "Registered"


def test_the_clocks_show_running_and_paused_segments_with_rule_and_reason(office):
    code = office.until("in_progress")
    office["handler"].act(code, "pause", cause="material")
    clock = page(office["handler"], code)["clocks"][0]
    assert (clock["name"], clock["light"], clock["rule"]) == ("handle", "paused", "2 个工作日")
    assert (clock["limit_amount"], clock["limit_unit"]) == (2, "working_day")
    assert clock["segments"][0]["running"] is True
    assert "补充材料" in clock["sentence"]


def test_each_viewer_is_offered_the_own_next_step(office):
    code = office.until("pending_review")
    assert page(office["supervisor"], code)["next_step"] == "approve"
    assert page(office["handler"], code)["next_step"] is None
    assert "approve" not in page(office["handler"], code)["actions"]


def test_the_duty_directory_names_who_would_get_it_and_why(office):
    route = page(office["dispatcher"], office.until("accepted"))["routes"][0]
    assert route["unit"] == "MUNICIPAL"
    assert "路灯不亮" in route["why"]


def test_the_receipts_code_is_for_the_clerk_and_never_for_who_does_the_work(office):
    code = office.until("in_progress")
    assert page(office["registrar"], code)["qr"].endswith(f"{code}/qr.svg")
    picture = office["registrar"].ask(f"/matters/{code}/qr.svg")
    assert (picture.status_code, picture["Content-Type"]) == (200, "image/svg+xml")
    for name in ("handler", "supervisor", "dispatcher"):
        assert page(office[name], code)["qr"] == ""
        assert office[name].ask(f"/matters/{code}/qr.svg").status_code == 403
    # A town that signed for a unit of its own does the work, too.
    own = office.until("accepted")
    answer = office["dispatcher"].act(own, "dispatch", lead="TOWN_CENTER")
    assert answer.status_code == 200, answer.content.decode()
    assert page(office["town_dispatcher"], own)["qr"] == ""


def test_refusals_stand_on_the_page_for_staff(office):
    code = office.until("accepted")
    office["handler"].act(code, "dispatch", lead="MUNICIPAL")
    assert [each["result"] for each in page(office["dispatcher"], code)["access"]] == [
        "refused:not_allowed_for_post"
    ]


def test_similar_matters_are_shown_with_their_reason(office):
    place = {"lon": 119.1391, "lat": 28.0791, "datum": "wgs84", "address": "溪边"}
    first = office.register(text="溪边步道的路灯整排不亮", place=place)
    second = office.register(text="溪边步道路灯一排都不亮了", place=place)
    far = office.register(text="溪边步道的路灯整排不亮", place=place | {"lon": 119.1431})
    items = office["registrar"].ask(f"/matters/{second}/similar").json()["items"]
    assert items[0]["code"] == first
    assert far not in [each["code"] for each in items]
    assert items[0]["distance_m"] == 0
    assert items[0]["why"].startswith("同类事项 · 相距 0 米")


def test_merging_and_giving_back(office):
    main, follower = office.until("in_progress"), office.register()
    answer = office["dispatcher"].tell(
        f"/matters/{main}/merge", {"followers": [follower], "rule": "同一盏灯"}
    )
    assert answer.status_code == 200, answer.content.decode()
    assert page(office["dispatcher"], main)["followers"] == [follower]
    assert page(office["dispatcher"], follower)["main"] == main
    assert "merged:1" in [
        f
        for each in office["supervisor"].ask("/worklist?view=all").json()["items"]
        if each["code"] == main
        for f in each["flags"]
    ]
    for other in (office.register(), "NOPE"):
        elsewhere = office["dispatcher"].tell(
            f"/matters/{other}/unmerge", {"follower": follower, "reason": "不是同一盏"}
        )
        assert elsewhere.status_code == 404
    refused = office["dispatcher"].tell(f"/matters/{main}/unmerge", {"follower": follower, "reason": " "})
    assert (refused.status_code, refused.json()["code"]) == (400, "reason_required")
    given = office["dispatcher"].tell(
        f"/matters/{main}/unmerge", {"follower": follower, "reason": "不是同一盏"}
    )
    assert given.json()["state"] == "registered"
    assert page(office["dispatcher"], main)["followers"] == []


@pytest.mark.parametrize(
    ("followers", "status"), [([], 400), (["nobody"], 404), (["\x00"], 400), ([1], 400), (["x"] * 501, 400)]
)
def test_what_cannot_be_merged_is_refused(office, followers, status):
    main = office.until("in_progress")
    assert office["dispatcher"].tell(f"/matters/{main}/merge", {"followers": followers}).status_code == status


def test_a_page_takes_two_statements_beside_sign_in(office, statements):
    code = office.until("closed")
    for name in ("handler", "registrar", "supervisor"):
        office[name].ask("/me")  # if the idle time has to be written anew, it is written now
        with statements() as said:
            page(office[name], code)
        assert len(said) <= 3, said


def test_a_text_that_was_erased_is_shown_as_nothing(office):
    code = office.until("in_progress", text="要删掉的话")
    with unit_of_work(settings.TENANT) as work:
        matter = load(work, code=code).matter
        work.execute(
            "UPDATE ledger.text SET body = '', title = '', salt = NULL, erased_at = now() WHERE id = %s",
            [matter.text.id],
        )
    assert page(office["registrar"], code)["text"] == ""


def test_why_another_unit_was_chosen_stands_in_the_history_for_the_staff_alone(office):
    code = office.until("accepted")
    why = "灯杆属小区物业，先由镇街协调"
    done = office["dispatcher"].act(code, "dispatch", lead="TOWN_CENTER", reason=why)
    assert done.status_code == 200, done.content.decode()
    seen = page(office["dispatcher"], code)
    step = seen["timeline"][-1]
    assert (step["title"], step["text"], seen["orders"][0]["rule"]) == ("交办", why, "person")
    with unit_of_work(settings.TENANT) as work:
        event = read_events(work, load(work, code=code).matter.id)[-1].event
    assert public_words(event) == ()
