"""Public notices: written by who may, told to nobody before they are published, corrected on record, gone after their last day."""

import json
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from county_office import API, signed_in
from django.db import connection
from django.db.utils import Error
from django.utils import timezone

from fengqiao.directory.models import PublicNotice, PublicNoticeVersion
from fengqiao.directory.models.history import History
from fengqiao.insight.public_notices import shown
from fengqiao.ledger.connection import unit_of_work

pytestmark = pytest.mark.database

TODAY = timezone.localdate()
DAY = timedelta(days=1)
SENT = "/public-notices"
READ = "/public/notices"


def words(**more):
    return {
        "title": f"停水通知 {uuid.uuid4().hex[:6]}",
        "text": "文昌路一带因抢修停水，请提前储水。咨询0571-87654321。",
        "valid_from": str(TODAY),
        "valid_until": str(TODAY + 2 * DAY),
        "unit": "COUNTY_HALL",
    } | more


def drafted(browser, **more):
    answer = browser.tell(SENT, words(**more))
    assert answer.status_code == 201, answer.content.decode()
    return answer.json()


def put(browser, code, body):
    return browser.put(f"{API}{SENT}/{code}", json.dumps(body), content_type="application/json")


def publish(browser, made, **more):
    return browser.tell(f"{SENT}/{made['code']}/publish", {"mark": made["mark"], **more})


def published(office, **more):
    answer = publish(office["administrator"], drafted(office["administrator"], **more))
    assert answer.status_code == 200, answer.content.decode()
    return answer.json()


def told(office, area="", **headers):
    answer = office["citizen"].ask(f"{READ}?area={area}" if area else READ, **headers)
    assert answer.status_code == 200, answer.content.decode()
    return answer.json()["items"]


def codes(office, area=""):
    return [each["code"] for each in told(office, area)]


def listed(browser, code):
    return next(each for each in browser.ask(SENT).json()["items"] if each["code"] == code)


@pytest.fixture(autouse=True)
def withdrawn(office):
    """Each test finds a county in which nothing is told to people."""
    yield
    for each in office["administrator"].ask(SENT).json()["items"]:
        if each["standing"] not in {"draft", "withdrawn"}:
            mark = office["administrator"].ask(f"{SENT}/{each['code']}").json()["mark"]
            office["administrator"].tell(f"{SENT}/{each['code']}/withdraw", {"mark": mark})


def test_a_draft_is_told_to_nobody_until_it_is_published(office):
    made = drafted(office["registrar"])
    assert told(office) == []
    assert office["citizen"].ask(f"{READ}/{made['code']}").status_code == 404
    assert listed(office["registrar"], made["code"])["standing"] == "draft"
    assert publish(office["coordinator"], made).status_code == 200
    assert codes(office) == [made["code"]]
    one = office["citizen"].ask(f"{READ}/{made['code']}").json()
    assert (one["version"], one["corrected_at"], one["area_name"]) == (1, None, "")
    assert one["unit_name"]


def test_publishing_is_on_record_with_who_and_when(office):
    before = timezone.now()
    one = published(office)
    (version,) = PublicNoticeVersion.objects.filter(item__code=one["code"])
    assert version.who == office["administrator"].ask("/me").json()["username"]
    assert before <= version.at <= timezone.now()
    changes = History.objects.filter(kind="publicnotice", after__code=one["code"]).order_by("id")
    assert [each.after["version"] for each in changes] == [0, 1]
    assert {each.who for each in changes} == {version.who}


def test_a_correction_is_a_new_version_that_says_so_and_the_old_one_stays(office):
    one = published(office)
    first = told(office)[0]
    changed = put(office["registrar"], one["code"], words(text="改为明日停水。", mark=one["mark"])).json()
    assert told(office) == [first]
    assert listed(office["registrar"], one["code"])["changed"]
    silent = publish(office["administrator"], changed)
    assert (silent.status_code, silent.json()["field"]) == (400, "correction")
    assert told(office) == [first]
    assert publish(office["administrator"], changed, correction="停水日期由今日改为明日").status_code == 200
    (now,) = told(office)
    assert (now["version"], now["text"], now["correction"]) == (2, "改为明日停水。", "停水日期由今日改为明日")
    assert now["published_at"] == first["published_at"] < now["corrected_at"]
    whole = office["administrator"].ask(f"{SENT}/{one['code']}").json()
    assert [(each["number"], each["correction"]) for each in whole["versions"]] == [
        (2, "停水日期由今日改为明日"),
        (1, ""),
    ]
    with pytest.raises(Error, match="kept as it is"):
        PublicNoticeVersion.objects.filter(item__code=one["code"]).update(text="别的")


def test_a_notice_leaves_by_itself_after_its_last_day_and_comes_on_its_first(office):
    now = published(office)
    later = published(office, valid_from=str(TODAY + DAY))
    last = published(office, valid_until=str(TODAY))
    assert set(codes(office)) == {now["code"], last["code"]}
    stands = {each["code"]: each["standing"] for each in office["registrar"].ask(SENT).json()["items"]}
    assert [stands[each["code"]] for each in (now, later, last)] == ["published", "coming", "published"]
    with unit_of_work(office.county.tenant) as work:
        tomorrow = {each.notice.code for each in shown(work, day=TODAY + DAY)}
        after = {each.notice.code for each in shown(work, day=TODAY + 3 * DAY)}
    assert (tomorrow, after) == ({now["code"], later["code"]}, set())


def test_what_is_withdrawn_is_gone_and_publishing_brings_it_back(office):
    one = published(office)
    taken = office["coordinator"].tell(f"{SENT}/{one['code']}/withdraw", {"mark": one["mark"]}).json()
    assert told(office) == []
    assert listed(office["registrar"], one["code"])["standing"] == "withdrawn"
    assert publish(office["administrator"], taken).status_code == 200
    assert codes(office) == [one["code"]]


def test_a_town_s_notice_is_told_there_and_in_the_whole_county_s_list(office):
    one = published(office, area=office.county.town)
    wide = published(office)
    assert set(codes(office)) == {one["code"], wide["code"]}
    assert set(codes(office, office.county.village)) == {one["code"], wide["code"]}
    (there,) = [each for each in told(office) if each["code"] == one["code"]]
    assert there["area_name"]
    answer = office["citizen"].ask(f"{READ}?area=990000")
    assert (answer.status_code, answer.json()["field"]) == (400, "area")


def test_english_is_shown_where_it_was_written_and_chinese_says_what_it_is(office):
    one = published(office, title_en="No water", text_en="Wenchang Road, for repairs.")
    two = published(office)
    there = {each["code"]: each for each in told(office, **{"Accept-Language": "en"})}
    assert (there[one["code"]]["title"], there[one["code"]]["language"]) == ("No water", "en")
    assert there[two["code"]]["language"] == "zh-Hans"
    assert {each["language"] for each in told(office)} == {"zh-Hans"}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "长" * 81}, "title"),
        ({"text": ""}, "text"),
        ({"title_en": "No water"}, "text_en"),
        ({"text_en": "No water"}, "title_en"),
        ({"area": "990000"}, "area"),
        ({"link": "javascript:alert(1)"}, "link"),
        ({"link": "ftp://example.org/a"}, "link"),
        ({"unit": "NOWHERE"}, "unit"),
        ({"valid_from": "2026-12-02", "valid_until": "2026-12-01"}, "valid_until"),
        ({"valid_until": "soon"}, "valid_until"),
        ({"valid_until": None}, "valid_until"),
        ({"text": "请联系王师傅 138 1234 5678"}, "text"),
        ({"text": "身份证33099919900101123X的失主"}, "text"),
        ({"title": "找13812345678"}, "title"),
        ({"person": "x"}, "person"),
    ],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_bad_notices_are_refused_by_name(office, body, field, language):
    answer = office["administrator"].tell(SENT, words() | body, **{"Accept-Language": language})
    assert (answer.status_code, answer.json()["field"]) == (400, field), answer.content.decode()
    assert answer.json()["detail"].isascii() is (language == "en")


def test_a_village_is_too_small_and_a_correction_names_nobody(office):
    refused = office["administrator"].tell(SENT, words(area=office.county.village))
    assert (refused.status_code, refused.json()["field"]) == (400, "area")
    one = published(office)
    changed = put(office["administrator"], one["code"], words(mark=one["mark"])).json()
    personal = publish(office["administrator"], changed, correction="联系人改为13812345678")
    assert (personal.status_code, personal.json()["field"]) == (400, "correction")
    assert PublicNoticeVersion.objects.filter(item__code=one["code"]).count() == 1


@pytest.mark.parametrize(
    "name", ["dispatcher", "grid_worker", "supervisor", "leader", "auditor", "mediator", "analyst", "citizen"]
)
def test_others_write_nothing(office, name):
    expected = 401 if name == "citizen" else 403
    one = published(office)
    assert office[name].ask(SENT).status_code == expected
    assert office[name].ask(f"{SENT}/{one['code']}").status_code == expected
    assert office[name].tell(SENT, words()).status_code == expected
    assert put(office[name], one["code"], words(mark=one["mark"])).status_code == expected
    for act in ("publish", "withdraw"):
        assert office[name].tell(f"{SENT}/{one['code']}/{act}", {"mark": one["mark"]}).status_code == expected
    assert codes(office) == [one["code"]]


def test_a_unit_s_clerk_writes_for_the_own_unit_and_publishes_nothing(office):
    own = drafted(office["handler"], unit="MUNICIPAL")
    assert listed(office["handler"], own["code"])["may_write"]
    foreign = drafted(office["registrar"])
    assert not listed(office["handler"], foreign["code"])["may_write"]
    for unit in ("COUNTY_HALL", ""):
        refused = office["handler"].tell(SENT, words(unit=unit))
        assert (refused.status_code, refused.json()["field"]) == (403, "unit")
    assert put(office["handler"], foreign["code"], words(mark=foreign["mark"])).status_code == 403
    for act in ("publish", "withdraw"):
        for name in ("handler", "registrar", "town_dispatcher", "unit_leader"):
            refused = office[name].tell(f"{SENT}/{own['code']}/{act}", {"mark": own["mark"]})
            assert refused.status_code == 403
    assert told(office) == []


def test_two_who_publish_at_the_same_time_publish_one_version_and_drafts_have_numbers_of_their_own(office):
    browsers = [signed_in("administrator", office.county.tenant) for _ in range(4)]

    def both(browser):
        try:
            return drafted(browser)["code"], publish(browser, made).status_code
        finally:
            connection.close()

    made = drafted(office["registrar"])
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(both, browsers))
    assert sorted(status for _, status in done) == [200, 409, 409, 409]
    assert len({code for code, _ in done}) == 4
    assert all(PublicNotice.objects.filter(code=code).exists() for code, _ in done)


def test_few_statements_read_and_write_it(office, statements):
    one = published(office)
    for browser, path, most in (
        ("registrar", SENT, 2),
        ("registrar", f"{SENT}/{one['code']}", 4),
        ("citizen", READ, 2),
        ("citizen", f"{READ}/{one['code']}", 2),
    ):
        with statements() as said:
            assert office[browser].ask(path).status_code == 200
        assert len(said) <= most, said
