"""The knowledge base: kept by who may, found while somebody asks, answered with at once, and read by everybody."""

import json
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from county_office import API, signed_in
from django.db import connection
from django.db.utils import Error
from django.utils import timezone

from fengqiao.directory.models import KnowledgeVersion
from fengqiao.directory.models.history import History

pytestmark = pytest.mark.database

TODAY = timezone.localdate()


def words(**more):
    return {
        "question": "老年卡怎么办？",
        "answer": "带身份证到政务服务大厅，当场领取。",
        "keywords": ["老年卡", "敬老卡"],
        "category": "S0301",
        "unit": "COUNTY_HALL",
    } | more


def drafted(browser, **more):
    code = f"K-{uuid.uuid4().hex[:8]}"
    answer = browser.tell("/knowledge", words(code=code, **more))
    assert answer.status_code == 201, answer.content.decode()
    return answer.json()


def put(browser, code, body):
    return browser.put(f"{API}/knowledge/{code}", json.dumps(body), content_type="application/json")


def published(office, **more):
    made = drafted(office["administrator"], **more)
    answer = office["administrator"].tell(f"/knowledge/{made['code']}/publish", {"mark": made["mark"]})
    assert answer.status_code == 200, answer.content.decode()
    return answer.json()


def offered(office, text, **more):
    answer = office["registrar"].tell("/answers", {"text": text, **more})
    assert answer.status_code == 200, answer.content.decode()
    return [each["code"] for each in answer.json()["items"]]


def listed(browser, code):
    return next(each for each in browser.ask("/knowledge").json()["items"] if each["code"] == code)


@pytest.fixture(autouse=True)
def withdrawn(office):
    """Each test finds a knowledge base in which nothing is told to people."""
    yield
    for each in office["administrator"].ask("/knowledge").json()["items"]:
        if each["standing"] != "draft":
            mark = office["administrator"].ask(f"/knowledge/{each['code']}").json()["mark"]
            office["administrator"].tell(f"/knowledge/{each['code']}/withdraw", {"mark": mark})


def test_a_draft_is_told_to_nobody_until_it_is_published(office):
    made = drafted(office["registrar"])
    assert offered(office, "请问老年卡在哪里领") == []
    assert listed(office["registrar"], made["code"])["standing"] == "draft"
    office["coordinator"].tell(f"/knowledge/{made['code']}/publish", {"mark": made["mark"]})
    assert offered(office, "请问老年卡在哪里领") == [made["code"]]
    assert offered(office, "lnkzmb") == [made["code"]]
    assert offered(office, "路灯不亮") == []


def test_a_change_is_told_to_nobody_either_and_each_version_stays(office):
    one = published(office)
    changed = put(office["registrar"], one["code"], words(answer="到社区领。", mark=one["mark"])).json()
    told = office["citizen"].ask("/public/knowledge?q=老年卡").json()["items"]
    assert [(each["answer"], each["version"]) for each in told] == [(words()["answer"], 1)]
    assert listed(office["registrar"], one["code"])["changed"]
    office["administrator"].tell(f"/knowledge/{one['code']}/publish", {"mark": changed["mark"]})
    told = office["citizen"].ask("/public/knowledge?q=lnk").json()["items"]
    assert [(each["answer"], each["version"]) for each in told] == [("到社区领。", 2)]
    whole = office["administrator"].ask(f"/knowledge/{one['code']}").json()
    assert [(each["number"], each["answer"]) for each in whole["versions"]] == [
        (2, "到社区领。"),
        (1, words()["answer"]),
    ]
    assert not whole["article"]["changed"]


def test_the_database_keeps_a_version_as_it_was(office):
    one = published(office)
    with pytest.raises(Error, match="kept as it is"):
        KnowledgeVersion.objects.filter(item__code=one["code"]).update(answer="别的")
    changes = History.objects.filter(kind="knowledgeitem", after__code=one["code"]).order_by("id")
    assert [each.who for each in changes] == [changes[0].who] * 2


def test_what_is_withdrawn_expired_or_not_valid_yet_is_not_offered_and_its_keeper_sees_why(office):
    day = timedelta(days=1)
    gone = published(office, valid_until=str(TODAY - day))
    later = published(office, valid_from=str(TODAY + day))
    taken = published(office)
    office["administrator"].tell(f"/knowledge/{taken['code']}/withdraw", {"mark": taken["mark"]})
    assert offered(office, "老年卡") == []
    assert office["citizen"].ask("/public/knowledge").json()["items"] == []
    stands = {
        each["code"]: each["standing"] for each in office["registrar"].ask("/knowledge").json()["items"]
    }
    assert [stands[each["code"]] for each in (gone, later, taken)] == ["expired", "coming", "withdrawn"]
    only = office["registrar"].ask("/knowledge?standing=expired").json()
    assert ([each["code"] for each in only["items"]], only["expired"]) == ([gone["code"]], 1)


def test_what_holds_in_one_town_is_answered_there_alone(office):
    one = published(office, valid_for="TOWN_CENTER")
    assert offered(office, "老年卡", area=office.county.town) == [one["code"]]
    assert offered(office, "老年卡", area=office.county.village) == [one["code"]]
    (told,) = office["citizen"].tell("/public/knowledge/answers", {"text": "老年卡"}).json()["items"]
    assert told["area_name"]


def test_a_consultation_is_answered_with_the_registration_and_names_article_and_version(office, statements):
    one = published(office)
    body = {
        "text": "请问老年卡在哪里领",
        "channel": "phone",
        "answer_with": {"article": one["code"], "version": 1},
    }
    with statements() as said:
        answer = office["registrar"].tell("/matters", body, key=uuid.uuid4().hex)
    assert answer.status_code == 201, answer.content.decode()
    assert len(said) <= 4
    assert answer.json()["state"] == "resolved"
    page = office["registrar"].ask(f"/matters/{answer.json()['code']}").json()
    assert page["category"] == "S0301"
    (step,) = [each for each in page["timeline"] if each["kind"] == "MatterAnsweredDirectly"]
    assert (step["text"], step["facts"]["knowledge_item"]) == (words()["answer"], f"{one['code']}@1")
    way = office["citizen"].ask(f"/public/track/{answer.json()['secret']}")
    assert words()["answer"] in way.content.decode()


def test_a_hole_in_the_street_is_not_answered_away(office):
    one = published(office)
    body = {
        "text": "井盖没了",
        "channel": "phone",
        "category": "P0102",
        "place": office.place,
        "answer_with": {"article": one["code"], "version": 1},
    }
    answer = office["registrar"].tell("/matters", body)
    assert (answer.status_code, answer.json()["field"]) == (400, "kind")


def test_an_answer_that_is_no_longer_told_answers_nothing(office):
    one = published(office)
    again = put(office["administrator"], one["code"], words(answer="改了。", mark=one["mark"])).json()
    office["administrator"].tell(f"/knowledge/{one['code']}/publish", {"mark": again["mark"]})
    body = {"text": "老年卡", "channel": "phone", "answer_with": {"article": one["code"], "version": 1}}
    stale = office["registrar"].tell("/matters", body)
    assert (stale.status_code, stale.json()["field"]) == (409, "answer_with.version")
    body["answer_with"] = {"article": "nowhere", "version": 1}
    gone = office["registrar"].tell("/matters", body, **{"Accept-Language": "en"})
    assert (gone.status_code, gone.json()["field"]) == (400, "answer_with.article")
    assert "expired" in gone.json()["detail"]


@pytest.mark.parametrize(
    "name", ["dispatcher", "grid_worker", "supervisor", "leader", "auditor", "mediator", "citizen"]
)
def test_others_keep_nothing(office, name):
    expected = 401 if name == "citizen" else 403
    assert office[name].ask("/knowledge").status_code == expected
    assert office[name].tell("/knowledge", words(code="K-X")).status_code == expected


def test_a_unit_s_clerk_writes_for_the_own_unit_and_publishes_nothing(office):
    own = drafted(office["handler"], unit="MUNICIPAL")
    assert listed(office["handler"], own["code"])["may_write"]
    foreign = drafted(office["registrar"])
    assert not listed(office["handler"], foreign["code"])["may_write"]
    for unit in ("COUNTY_HALL", ""):
        refused = office["handler"].tell("/knowledge", words(code="K-Y", unit=unit))
        assert (refused.status_code, refused.json()["field"]) == (403, "unit")
    assert put(office["handler"], foreign["code"], words(mark=foreign["mark"])).status_code == 403
    moved = put(office["handler"], own["code"], words(unit="COUNTY_HALL", mark=own["mark"]))
    assert moved.status_code == 403
    for act in ("publish", "withdraw"):
        for name in ("handler", "registrar"):
            refused = office[name].tell(f"/knowledge/{own['code']}/{act}", {"mark": own["mark"]})
            assert refused.status_code == 403
    assert listed(office["handler"], own["code"])["standing"] == "draft"


def test_two_who_change_at_the_same_time_do_not_undo_each_other(office):
    made = drafted(office["registrar"])
    browsers = [signed_in("administrator", office.county.tenant) for _ in range(4)]

    def change(place):
        try:
            body = words(answer=f"第 {place} 个答复", mark=made["mark"])
            return put(browsers[place], made["code"], body).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        codes = list(pool.map(change, range(4)))
    assert sorted(codes) == [200, 409, 409, 409]
    kept = office["registrar"].ask(f"/knowledge/{made['code']}").json()["article"]["answer"]
    assert kept == f"第 {codes.index(200)} 个答复"


def test_two_who_publish_at_the_same_time_publish_one_version(office):
    made = drafted(office["registrar"])
    browsers = [signed_in("administrator", office.county.tenant) for _ in range(4)]

    def publish(browser):
        try:
            return browser.tell(f"/knowledge/{made['code']}/publish", {"mark": made["mark"]}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        codes = list(pool.map(publish, browsers))
    assert sorted(codes) == [200, 409, 409, 409]
    assert len(office["registrar"].ask(f"/knowledge/{made['code']}").json()["versions"]) == 1


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"question": " "}, "question"),
        ({"answer": ""}, "answer"),
        ({"question": "长" * 301}, "question"),
        ({"category": "S03"}, "category"),
        ({"category": "Z9999"}, "category"),
        ({"valid_for": "NOWHERE"}, "valid_for"),
        ({"valid_from": "2026-12-02", "valid_until": "2026-12-01"}, "valid_until"),
        ({"valid_until": "soon"}, "valid_until"),
        ({"keywords": ["词"] * 51}, "keywords"),
        ({"keywords": [f"词{n}" for n in range(21)]}, "keywords"),
        ({"code": ""}, "code"),
        ({"code": "有 空格"}, "code"),
        ({"person": "x"}, "person"),
    ],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_bad_articles_are_refused_by_name(office, body, field, language):
    answer = office["administrator"].tell(
        "/knowledge", words(code="K-BAD") | body, **{"Accept-Language": language}
    )
    assert (answer.status_code, answer.json()["field"]) == (400, field), answer.content.decode()
    assert answer.json()["detail"].isascii() is (language == "en")


def test_a_code_stands_once_and_the_same_words_are_not_published_twice(office):
    one = published(office)
    again = office["administrator"].tell("/knowledge", words(code=one["code"]))
    assert again.status_code == 400
    same = office["administrator"].tell(f"/knowledge/{one['code']}/publish", {"mark": one["mark"]})
    assert (same.status_code, same.json()["field"]) == (400, "version")
    assert office["administrator"].ask("/knowledge/nowhere").status_code == 404


def test_few_statements_read_it(office, statements):
    one = published(office)
    for browser, path, most in (
        ("registrar", "/knowledge?q=老年", 2),
        ("registrar", f"/knowledge/{one['code']}", 4),
        ("citizen", "/public/knowledge?q=老年", 2),
    ):
        with statements() as said:
            assert office[browser].ask(path).status_code == 200
        assert len(said) <= most, said
    with statements() as said:
        office["registrar"].tell("/answers", {"text": "老年卡"})
    assert len(said) <= 2
    assert office["citizen"].ask("/public/knowledge?area=990000").json()["field"] == "area"


def asked_about(office):
    code = office.register(text="请问老年卡怎么办", kind="consultation", category="S0301")
    assert office["registrar"].act(code, "accept").status_code == 200
    return code


@pytest.mark.parametrize("version", ["", "@1"], ids=["bare", "versioned"])
def test_an_article_named_by_hand_is_kept_with_the_version_in_force(office, version, statements):
    one, code = published(office), asked_about(office)
    with statements() as said:
        done = office["registrar"].act(
            code, "answer_directly", answer="带身份证来。", knowledge_item=one["code"] + version
        )
    assert done.status_code == 200, done.content.decode()
    assert len(said) <= 4
    steps = office["registrar"].ask(f"/matters/{code}").json()["timeline"]
    (step,) = [each for each in steps if each["kind"] == "MatterAnsweredDirectly"]
    assert step["facts"]["knowledge_item"] == f"{one['code']}@1"


@pytest.mark.parametrize("how", ["unknown", "draft", "withdrawn", "expired", "older"])
def test_an_article_that_nobody_may_be_answered_with_is_refused_by_its_field(office, how):
    code, admin = asked_about(office), office["administrator"]
    name = "NO-SUCH"
    if how == "draft":
        name = drafted(admin)["code"]
    elif how == "withdrawn":
        one = published(office)
        admin.tell(f"/knowledge/{one['code']}/withdraw", {"mark": one["mark"]})
        name = one["code"]
    elif how == "expired":
        name = published(office, valid_until=str(TODAY - timedelta(days=1)))["code"]
    elif how == "older":
        name = published(office)["code"] + "@7"
    refused = office["registrar"].act(code, "answer_directly", answer="带身份证来。", knowledge_item=name)
    assert (refused.status_code, refused.json()["field"]) == (400, "knowledge_item")
    said = {
        "unknown": ("没有条目", "no article"),
        "older": ("现行版本是第 1 版", "in force is 1"),
    }.get(how, ("不能据以答复", "nobody is answered with it"))
    assert said[0] in refused.json()["detail"]
    assert said[1] in refused.json()["detail_en"]
    assert office["registrar"].ask(f"/matters/{code}").json()["state"] == "accepted"


def test_an_answer_that_was_given_is_repeated_though_its_article_is_gone(office):
    one, code = published(office), asked_about(office)
    key = uuid.uuid4().hex
    given = {"answer": "带身份证来。", "knowledge_item": one["code"]}
    assert office["registrar"].act(code, "answer_directly", key=key, **given).status_code == 200
    office["administrator"].tell(f"/knowledge/{one['code']}/withdraw", {"mark": one["mark"]})
    again = office["registrar"].act(code, "answer_directly", key=key, **given)
    assert (again.status_code, again.json()["repeated"]) == (200, True)
