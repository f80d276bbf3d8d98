"""Extra questions of a category: kept in the settings without code, put to whoever reports, read by their edition for ever."""

import json
import uuid

import pytest
from county_office import API
from django.conf import settings

from fengqiao.directory.models import Category, History
from fengqiao.ledger.connection import unit_of_work

pytestmark = pytest.mark.database

POLE = {"zh": "灯杆编号", "en": "Number on the pole", "kind": "short", "required": True}
LAMPS = {"zh": "不亮几盏", "en": "How many are dark", "kind": "number", "unit_zh": "盏", "unit_en": "lamps"}
SINCE = {"zh": "哪天开始的", "en": "Since which day", "kind": "date"}
WHEN = {
    "zh": "什么时候不亮",
    "en": "When is it dark",
    "kind": "several",
    "options": [{"zh": "前半夜", "en": "Evening"}, {"zh": "后半夜", "en": "After midnight"}],
}
POWER = {"zh": "是否已断电", "en": "Is the power off", "kind": "yes_no", "staff": True}
ALL = [POLE, LAMPS, SINCE, WHEN, POWER]
SAID = {"q1": "松 12", "q2": 3, "q3": "2026-10-12", "q4": ["o1", "o2"]}


def publish(office, category, questions, *, edition=0, who="administrator"):
    body = json.dumps({"questions": questions, "edition": edition})
    return office[who].put(f"{API}/settings/questions/{category}", body, content_type="application/json")


def leaf() -> str:
    """A leaf that no other test has asked anything of."""
    unused = Category.objects.filter(tenant=settings.TENANT, is_leaf=True, is_active=True, question_sets=[])
    kinds = ("help", "complaint", "consultation", "request")
    return unused.filter(kind__in=kinds, restricted=False).values_list("code", flat=True)[0]


@pytest.fixture
def asking(office) -> str:
    """A category with five questions, one of them for staff only."""
    category = leaf()
    made = publish(office, category, ALL)
    assert made.status_code == 200, made.content.decode()
    return category


def report(office, category, **more):
    return office["citizen"].tell(
        "/public/matters", {"text": f"路灯不亮 {uuid.uuid4().hex[:6]}", "category": category} | more
    )


def page(office, code, who="registrar", **headers):
    answer = office[who].ask(f"/matters/{code}", **headers)
    assert answer.status_code == 200, answer.content.decode()
    return answer.json()


def own(office, secret, **headers):
    return office["citizen"].ask(f"/public/track/{secret}", **headers).json()


def test_a_list_is_published_under_a_name_and_read_with_its_codes(office, asking):
    shown = office["coordinator"].ask(f"/settings/questions/{asking}").json()
    assert shown["edition"] == 1
    assert [each["code"] for each in shown["questions"]] == ["q1", "q2", "q3", "q4", "q5"]
    assert [each["code"] for each in shown["questions"][3]["options"]] == ["o1", "o2"]
    listed = office["coordinator"].ask("/settings/questions").json()["items"]
    assert {
        key: next(each for each in listed if each["category"] == asking)[key]
        for key in ("edition", "questions")
    } == {"edition": 1, "questions": 5}
    row = Category.objects.get(tenant=settings.TENANT, code=asking)
    assert History.objects.filter(kind="category", row=row.pk).latest("id").who


@pytest.mark.parametrize("who", ["registrar", "handler", "supervisor", "auditor"])
def test_only_who_keeps_the_settings_may_ask_or_look(office, who):
    assert office[who].ask("/settings/questions").status_code == 403
    assert publish(office, "P0108", [POLE], who=who).status_code == 403


def test_the_citizen_is_asked_what_is_the_citizens_and_staff_everything(office, asking):
    public = office["citizen"].ask(f"/public/questions/{asking}").json()
    assert [each["code"] for each in public["questions"]] == ["q1", "q2", "q3", "q4"]
    assert len(office["registrar"].ask(f"/questions/{asking}").json()["questions"]) == 5
    assert office["citizen"].ask(f"/questions/{asking}").status_code == 401
    assert office["citizen"].ask("/public/questions/XX99").status_code == 404


@pytest.mark.parametrize(
    ("change", "field", "zh", "en"),
    [
        ({"zh": "您的民族"}, "questions[0].zh", "民族", "must not be asked"),
        ({"zh": "宗 教 信 仰"}, "questions[0].zh", "宗教", "must not be asked"),
        ({"en": "Licence plate of the car"}, "questions[0].en", "plate", "must not be asked"),
        ({"en": "Political status"}, "questions[0].en", "political status", "must not be asked"),
        ({"help_zh": "请上传人脸照片"}, "questions[0].help_zh", "人脸", "must not be asked"),
        ({"en": ""}, "questions[0].en", "请填写", "is required"),
        ({"zh": "长" * 61}, "questions[0].zh", "文字过长", "too long"),
        ({"kind": "one"}, "questions[0].options", "选项须为", "options"),
        ({"options": [{"zh": "一", "en": "a"}, {"zh": "二", "en": "b"}]}, "questions[0].options", "没有选项", "no options"),
        ({"kind": "number", "unit_zh": "米"}, "questions[0].unit_en", "单位", "both languages"),
    ],
)  # fmt: skip
def test_what_must_not_be_asked_is_refused_in_both_languages(office, change, field, zh, en):
    refused = publish(office, "P0108", [POLE | change])
    assert refused.status_code == 400, refused.content.decode()
    said = refused.json()
    assert said["field"] == field
    assert zh in said["detail"]
    assert en in said["detail_en"].lower()
    assert office["administrator"].ask("/settings/questions/P0108").json()["edition"] == 0


def test_a_second_person_does_not_publish_over_the_first(office, asking):
    assert publish(office, asking, [POLE], edition=1, who="coordinator").status_code == 200
    lost = publish(office, asking, [LAMPS], edition=1)
    assert (lost.status_code, lost.json()["field"]) == (409, "edition")


def test_answers_come_with_the_report_and_are_shown_on_both_pages(office, asking):
    made = report(office, asking, answers=SAID)
    assert made.status_code == 201, made.content.decode()
    code, secret = made.json()["code"], made.json()["secret"]
    assert [each["answer"] for each in page(office, code)["answers"]] == [
        "松 12", "3 盏", "2026-10-12", "前半夜、后半夜",
    ]  # fmt: skip
    english = page(office, code, **{"Accept-Language": "en"})["answers"]
    assert english[1] == {"question": "How many are dark", "answer": "3 lamps", "staff": False}
    assert [each["code"] for each in page(office, code)["open_questions"]] == ["q5"]
    assert own(office, secret)["answers"][0]["question"] == "灯杆编号"
    assert own(office, secret)["questions"] == []


@pytest.mark.parametrize(
    ("answers", "field", "zh"),
    [
        ({}, "answers.q1", "请回答：灯杆编号"),
        (SAID | {"q2": "三盏"}, "answers.q2", "“不亮几盏”应为数字"),
        (SAID | {"q2": True}, "answers.q2", "应为数字"),
        (SAID | {"q3": "2026-13-40"}, "answers.q3", "应为日期"),
        (SAID | {"q4": ["o1", "o9"]}, "answers.q4", "只能从所列选项中选择"),
        (SAID | {"q4": "o1"}, "answers.q4", "只能从所列选项中选择"),
        (SAID | {"q1": "长" * 201}, "answers.q1", "过长"),
        (SAID | {"q5": True}, "answers.q5", "没有这个问题"),
        (SAID | {"nobody": "x"}, "answers.nobody", "没有这个问题"),
    ],
)
def test_a_wrong_answer_names_its_question(office, asking, answers, field, zh):
    refused = report(office, asking, answers=answers)
    assert refused.status_code == 400, refused.content.decode()
    assert refused.json()["field"] == field
    assert zh in refused.json()["detail"]
    assert refused.json()["detail_en"]


def test_a_door_that_does_not_put_the_questions_registers_all_the_same(office, asking):
    made = report(office, asking)
    assert made.status_code == 201
    assert len(page(office, made.json()["code"])["open_questions"]) == 5
    assert report(office, "", answers={"q1": "x"}).json()["field"] == "category"


def test_the_citizen_answers_once_the_category_is_known(office, asking):
    made = report(office, asking).json()
    assert [each["code"] for each in own(office, made["secret"])["questions"]] == ["q1", "q2", "q3", "q4"]
    way = f"/public/track/{made['secret']}/answers"
    bad = office["citizen"].tell(way, {"answers": {"q2": 1}})
    assert (bad.status_code, bad.json()["field"]) == (400, "answers.q1")
    done = office["citizen"].tell(way, {"answers": SAID}, key="once")
    assert done.status_code == 200, done.content.decode()
    assert own(office, made["secret"])["questions"] == []
    assert "QuestionsAnswered" in [each["kind"] for each in own(office, made["secret"])["timeline"]]


def test_staff_answers_and_corrects_and_the_old_edition_stays_readable(office, asking):
    code = report(office, asking, answers=SAID).json()["code"]
    changed = publish(office, asking, [{"zh": "楼栋", "en": "Building", "kind": "short"}], edition=1)
    assert [each["code"] for each in changed.json()["questions"]] == ["q6"]
    assert changed.json()["past"][0]["edition"] == 1
    assert page(office, code)["answers"][1] == {"question": "不亮几盏", "answer": "3 盏", "staff": False}
    assert [each["code"] for each in page(office, code)["open_questions"]] == ["q6"]
    assert office["registrar"].act(code, "answer_questions", answers={"q6": "3 幢"}).status_code == 200
    assert office["registrar"].act(code, "answer_questions", answers={"q6": "5 幢"}).status_code == 200
    assert [each["answer"] for each in page(office, code)["answers"]][-1] == "5 幢"
    assert page(office, code)["open_questions"] == []


def test_what_staff_is_asked_is_no_citizens_to_answer_or_see(office, asking):
    made = report(office, asking, answers=SAID).json()
    assert office["registrar"].act(made["code"], "answer_questions", answers={"q5": False}).status_code == 200
    assert page(office, made["code"])["answers"][-1] == {
        "question": "是否已断电",
        "answer": "否",
        "staff": True,
    }
    assert "是否已断电" not in json.dumps(own(office, made["secret"]), ensure_ascii=False)
    way = f"/public/track/{made['secret']}/answers"
    assert office["citizen"].tell(way, {"answers": {"q5": True}}).status_code == 400


def test_a_matter_without_questions_takes_no_answers(office):
    code = office.register(category="P0101")
    refused = office["registrar"].act(code, "answer_questions", answers={"q1": "x"})
    assert (refused.status_code, refused.json()["code"]) == (409, "wrong_state")


def test_words_stand_outside_the_events_numbers_are_masked_for_handlers_and_the_copy_has_them(office, asking):
    made = report(office, asking, answers=SAID | {"q1": "找13987654321"}, phone="13812341234").json()
    with unit_of_work(settings.TENANT) as work:
        stored = work.execute(
            "SELECT string_agg(e.body, '') FROM ledger.event AS e JOIN ledger.matter AS m ON m.tenant = e.tenant"
            " AND m.id = e.matter_id WHERE m.code = %(code)s",
            {"code": made["code"]},
        ).fetchone()[0]
    assert "13987654321" not in stored
    office["registrar"].act(made["code"], "accept")
    assert office["dispatcher"].act(made["code"], "dispatch", lead="MUNICIPAL").status_code == 200
    assert page(office, made["code"], "handler")["answers"][0]["answer"] == "找139****4321"
    way = f"/public/track/{made['secret']}/rights"
    assert office["citizen"].tell(way, {"kind": "access"}).status_code == 201
    copy = office["privacy_officer"].tell(f"/rights/{made['code']}/export").json()
    assert {"question": "不亮几盏", "answer": "3 盏"} in copy["answers"]


def test_an_erasure_takes_what_nobody_had_to_answer(office, asking):
    made = report(office, asking, answers=SAID, phone="13812341234").json()
    gone = office["citizen"].tell(f"/public/track/{made['secret']}/rights", {"kind": "erasure"})
    assert gone.status_code == 201, gone.content.decode()
    assert "answers" in gone.json()["erased"]
    assert [each["answer"] for each in own(office, made["secret"])["answers"]] == ["松 12", "", "", ""]


def test_the_budget_of_statements_is_kept(office, asking, statements):
    code = report(office, asking, answers=SAID).json()["code"]
    way = f"/public/track/{report(office, asking).json()['secret']}/answers"
    for who, what, most in (
        ("citizen", lambda b: b.ask(f"/public/questions/{asking}"), 2),
        ("registrar", lambda b: b.ask(f"/questions/{asking}"), 2),
        ("administrator", lambda b: b.ask(f"/settings/questions/{asking}"), 3),
        ("registrar", lambda b: b.ask(f"/matters/{code}"), 4),
        ("citizen", lambda b: b.tell(way, {"answers": SAID}), 4),
    ):
        what(office[who])
        with statements() as said:
            assert what(office[who]).status_code == 200
        assert len(said) <= most, said
