"""The requester's own matter: the way back, what is seen there, what may be done, with and without a script."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings

from fengqiao.api.tracking_words import WORDS
from fengqiao.ledger.connection import unit_of_work
from fengqiao.ledger.tracking import MOST_TRIES

pytestmark = pytest.mark.database


@pytest.fixture
def report(office):
    """A citizen's report with a telephone number."""
    body = {
        "text": "路灯不亮,打13812345678",
        "category": "P0108",
        "place": office.place,
        "phone": "13900001234",
    }
    return office["citizen"].tell("/public/matters", body).json()


def moved(office, code, state):
    """The report, moved on by the offices."""
    steps = {
        "accepted": ("registrar", "accept", {}),
        "dispatched": ("dispatcher", "dispatch", {"lead": "MUNICIPAL"}),
        "in_progress": ("handler", "sign", {}),
        "pending_review": ("handler", "submit_result", {"reply": "已更换灯泡,请放心"}),
        "resolved": ("supervisor", "approve", {}),
    }
    for name, (post, action, data) in steps.items():
        answer = office[post].act(code, action, **data)
        assert answer.status_code == 200, answer.content.decode()
        if name == state:
            return


def own(office, report):
    answer = office["citizen"].ask(f"/public/track/{report['secret']}")
    assert answer.status_code == 200, answer.content.decode()
    return answer.json()


def test_code_and_last_four_digits_lead_back(office, report):
    typed = {"code": f" {report['code'].lower()[:8]} {report['code'].lower()[8:]}", "last4": "1234"}
    assert office["citizen"].tell("/public/track", typed).json() == {"secret": report["secret"]}


@pytest.mark.parametrize("typed", [{"last4": "0000"}, {"last4": ""}, {"pin": "1"}, {"last4": "abcd"}])
def test_what_does_not_fit_opens_nothing(office, report, typed):
    answer = office["citizen"].tell("/public/track", {"code": report["code"]} | typed)
    assert (answer.status_code, answer.json()["code"]) == (404, "no_match")


def test_a_mistyped_code_is_told_from_one_that_does_not_fit(office, report):
    last = "A" if report["code"][-1] != "A" else "B"
    answer = office["citizen"].tell("/public/track", {"code": report["code"][:-1] + last, "last4": "1234"})
    assert (answer.status_code, answer.json()["field"]) == (400, "code")


def test_five_wrong_tries_lock_the_typed_way_for_an_hour_and_never_the_qr_code(office, report):
    for _ in range(MOST_TRIES):
        assert (
            office["citizen"].tell("/public/track", {"code": report["code"], "last4": "0000"}).status_code
            == 404
        )
    right = office["citizen"].tell("/public/track", {"code": report["code"], "last4": "1234"})
    assert (right.status_code, right.json()["code"]) == (429, "tracking_locked")
    assert 3500 <= right.json()["retry_after"] <= 3600
    assert int(right["Retry-After"]) == right.json()["retry_after"]
    assert own(office, report)["code"] == report["code"]
    with unit_of_work(settings.TENANT) as work:
        work.execute(
            "UPDATE sealed.tracking SET locked_until = %s WHERE locked_until IS NOT NULL",
            [datetime.now(UTC) - timedelta(seconds=1)],
        )
    assert (
        office["citizen"].tell("/public/track", {"code": report["code"], "last4": "1234"}).status_code == 200
    )


def test_a_right_try_forgets_the_wrong_ones_before_it(office, report):
    for _ in range(2):
        for _ in range(MOST_TRIES - 1):
            office["citizen"].tell("/public/track", {"code": report["code"], "last4": "0000"})
        assert (
            office["citizen"].tell("/public/track", {"code": report["code"], "last4": "1234"}).status_code
            == 200
        )


@pytest.mark.parametrize("secret", ["0" * 32, "x", "%00", "' OR 1=1 --", "z" * 4000])
def test_a_secret_that_nobody_gave_out_opens_nothing(office, secret):
    assert office["citizen"].ask(f"/public/track/{secret}").status_code == 404
    assert office["citizen"].get(f"/t/{secret}").status_code == 404


def test_the_sentence_says_who_has_it_and_by_when(office, report):
    waits = own(office, report)
    assert re.fullmatch(r"您的诉求已登记，等待受理，最晚 .+ 前由中心决定是否受理", waits["sentence"])
    assert waits["due_for"] == "acceptance"
    assert "<dt>最晚决定是否受理</dt>" in office["citizen"].get(f"/t/{report['secret']}").content.decode()
    in_english = {"Accept-Language": "en"}
    english = office["citizen"].ask(f"/public/track/{report['secret']}", **in_english).json()
    assert "the centre will decide on acceptance by" in english["sentence"]
    page = office["citizen"].get(f"/t/{report['secret']}", headers=in_english).content.decode()
    assert "<dt>Decision on acceptance by</dt>" in page
    assert "Answer by" not in page
    moved(office, report["code"], "in_progress")
    said = own(office, report)
    assert re.fullmatch(r"市政园林服务中心正在办理，最晚 \d+月\d+日 \d\d:\d\d 前给您结果", said["sentence"])
    assert (said["unit"], said["state"], said["due_for"]) == ("市政园林服务中心", "in_progress", "result")
    assert "<dt>最晚答复</dt>" in office["citizen"].get(f"/t/{report['secret']}").content.decode()
    assert said["clock"]["light"] == "green"
    english = office["citizen"].ask(f"/public/track/{report['secret']}", **{"Accept-Language": "en"}).json()
    assert "is at work on it, with a result by" in english["sentence"]


def test_the_requester_reads_the_own_words_in_full_and_only_what_is_meant_for_them(office, report):
    moved(office, report["code"], "in_progress")
    office["handler"].act(report["code"], "add_progress", note="内部:找材料", public=False)
    office["handler"].act(report["code"], "add_progress", note="已到现场")
    said = own(office, report)
    assert "13812345678" in said["text"]
    words = [each["text"] for each in said["timeline"]]
    assert "已到现场" in words
    assert not [each for each in words if "内部" in each]
    assert {each["unit"] for each in said["timeline"]} >= {"市政园林服务中心"}


def test_who_opened_the_record_stands_there_by_unit_and_post(office, report):
    party = office["registrar"].ask(f"/matters/{report['code']}").json()["requester"]["party"]
    office["registrar"].tell(f"/matters/{report['code']}/reveal", {"party": party, "purpose": "电话回访"})
    looks = own(office, report)["access"]
    assert [(each["unit"], each["post"], each["purpose"]) for each in looks] == [
        ("综合受理窗口（一厅）", "登记受理岗", "电话回访")
    ]


def test_material_withdrawal_and_verdict_are_offered_when_the_law_allows_them(office, report):
    assert own(office, report)["can"] == {"add_material": True, "withdraw": True, "rate": False}
    moved(office, report["code"], "resolved")
    assert own(office, report)["can"] == {"add_material": False, "withdraw": False, "rate": True}


def test_the_requester_adds_rates_and_has_the_last_word(office, report):
    path = f"/public/track/{report['secret']}"
    added = office["citizen"].tell(f"{path}/material", {"text": "补充:晚上七点后不亮"}, key="m1")
    assert added.status_code == 200
    assert (
        office["citizen"]
        .tell(f"{path}/material", {"text": "补充:晚上七点后不亮"}, key="m1")
        .json()["repeated"]
    )
    moved(office, report["code"], "resolved")
    rated = office["citizen"].tell(
        f"{path}/rate", {"solved": False, "satisfaction": "dissatisfied", "reason": "还是不亮"}
    )
    assert rated.json()["state"] == "resolved"
    assert own(office, report)["sentence"] == "您说还没有解决，正在安排接着办"
    assert office["supervisor"].ask(f"/matters/{report['code']}").json()["next_step"] == "reopen"
    office["supervisor"].act(report["code"], "reopen")
    assert own(office, report)["state"] == "in_progress"


def test_the_requester_withdraws(office, report):
    path = f"/public/track/{report['secret']}/withdraw"
    assert office["citizen"].tell(path, {"reason": ""}).json()["code"] == "reason_required"
    assert office["citizen"].tell(path, {"reason": "已经修好了"}).json()["state"] == "withdrawn"
    assert own(office, report)["can"]["add_material"] is False


def test_somebody_who_left_no_name_may_still_act_with_the_code(office):
    report = office["citizen"].tell("/public/matters", {"text": "匿名:井盖没了"}).json()
    answer = office["citizen"].tell(f"/public/track/{report['secret']}/material", {"text": "在学校门口"})
    assert answer.status_code == 200, answer.content.decode()


def test_who_left_no_name_says_with_the_code_whether_it_is_solved(office):
    body = {"text": "匿名:路灯不亮", "category": "P0108", "place": office.place}
    report = office["citizen"].tell("/public/matters", body).json()
    moved(office, report["code"], "resolved")
    page = own(office, report)
    assert page["can"]["rate"] is True
    verdict = {"solved": False, "satisfaction": "dissatisfied", "reason": "还是不亮"}
    answer = office["citizen"].tell(f"/public/track/{report['secret']}/rate", verdict)
    assert answer.status_code == 200, answer.content.decode()
    assert office["supervisor"].act(report["code"], "reopen").status_code == 200
    assert own(office, report)["state"] == "in_progress"


def test_photos_of_the_own_matter_open_and_no_others(office, picture):
    photo = office["citizen"].send("/public/uploads", picture).json()["id"]
    mine = office["citizen"].tell("/public/matters", {"text": "有照片", "photos": [photo]}).json()
    other = office["citizen"].tell("/public/matters", {"text": "别人的", "photos": [photo]}).json()
    shown = own(office, mine)["photos"]
    assert len(shown) == 1
    for address in (shown[0]["url"], shown[0]["thumb"]):
        answer = office["citizen"].get(address)
        assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    foreign = own(office, other)["photos"][0]["id"]
    assert office["citizen"].ask(f"/public/track/{mine['secret']}/photos/{foreign}").status_code == 404


# --- without a script ---------------------------------------------------------------------------------------


def test_the_page_stands_without_a_script(office, report):
    page = office["citizen"].get(f"/t/{report['secret']}")
    text = page.content.decode()
    assert page.status_code == 200
    assert "<script" not in text
    assert "您的诉求已登记" in text
    assert report["code"] in text
    assert page["Referrer-Policy"] == "no-referrer"
    assert page["Cache-Control"] == "no-store"
    assert "default-src 'none'" in page["Content-Security-Policy"]
    assert office["citizen"].get("/t/style.css")["Content-Type"].startswith("text/css")


def test_the_page_speaks_english_when_asked(office, report):
    page = office["citizen"].get(f"/t/{report['secret']}", headers={"Accept-Language": "en"}).content.decode()
    assert "What has happened" in page
    assert '<html lang="en">' in page


def test_the_page_has_each_of_its_words_in_both_languages():
    assert _keys(WORDS[False]) == _keys(WORDS[True])


def test_words_of_strangers_stay_words_on_the_page(office):
    body = {"text": "<script>alert(1)</script><img src=x onerror=alert(2)>"}
    secret = office["citizen"].tell("/public/matters", body).json()["secret"]
    page = office["citizen"].get(f"/t/{secret}").content.decode()
    assert "<script" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;" in page


def test_code_and_digits_are_typed_into_a_form(office, report):
    assert office["citizen"].get("/t/").status_code == 200
    wrong = office["citizen"].post("/t/", {"code": report["code"], "typed": "0000"})
    assert wrong.status_code == 400
    assert "不符" in wrong.content.decode()
    right = office["citizen"].post("/t/", {"code": report["code"], "typed": "1234"})
    assert (right.status_code, right["Location"]) == (303, f"/t/{report['secret']}")


def test_material_with_a_photo_is_sent_by_a_form_once(office, report, picture):
    from django.core.files.uploadedfile import SimpleUploadedFile

    for _ in range(2):
        form = {"text": "补一张照片", "key": "form-1", "photos": SimpleUploadedFile("a.jpg", picture)}
        answer = office["citizen"].post(f"/t/{report['secret']}/material", form)
        assert (answer.status_code, answer["Location"]) == (303, f"/t/{report['secret']}?done=material")
    said = own(office, report)
    assert [each["text"] for each in said["timeline"]].count("补一张照片") == 1
    assert [len(each["photos"]) for each in said["timeline"]] == [0, 1]
    assert "已收到您补充的材料" in office["citizen"].get(answer["Location"]).content.decode()


def test_the_verdict_is_given_by_a_form(office, report):
    moved(office, report["code"], "resolved")
    bad = office["citizen"].post(
        f"/t/{report['secret']}/rate", {"solved": "perhaps", "satisfaction": "satisfied"}
    )
    assert bad.status_code == 400
    assert 'role="alert"' in bad.content.decode()
    good = office["citizen"].post(
        f"/t/{report['secret']}/rate", {"solved": "true", "satisfaction": "satisfied"}
    )
    assert good.status_code == 303
    assert own(office, report)["state"] == "closed"


def test_forms_that_are_none_are_refused_in_words(office, report):
    for path in (f"/t/{report['secret']}/material", f"/t/{report['secret']}/withdraw", "/t/"):
        answer = office["citizen"].post(path, b"\xff\xfe{{{", content_type="multipart/form-data; boundary=x")
        assert answer.status_code == 400, path
        assert "<html" in answer.content.decode()
    assert office["citizen"].get(f"/t/{report['secret']}/nothing").status_code == 303


def _keys(words):
    return {name: _keys(value) if isinstance(value, dict) else None for name, value in words.items()}
