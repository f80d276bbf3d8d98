"""Pages that need no script: notices, answers, today's duty, and a secret that opens nothing."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from fengqiao.directory.models import DutyRoster, Unit, User

pytestmark = pytest.mark.database

TODAY = timezone.localdate()
LANGUAGES = ("zh-CN", "en")


def read(office, path, language="zh-CN"):
    answer = office["citizen"].get(path, headers={"Accept-Language": language})
    page = answer.content.decode()
    assert "<script" not in page
    assert ('lang="en"' in page) is (language == "en")
    return answer.status_code, page


@pytest.fixture(scope="module")
def notice(office):
    made = (
        office["administrator"]
        .tell(
            "/public-notices",
            {
                "title": "文昌路停水",
                "text": "今晚停水。\n<b>请储水</b>",
                "valid_from": str(TODAY),
                "valid_until": str(TODAY + timedelta(days=1)),
                "link": "https://example.org/water",
            },
        )
        .json()
    )
    office["administrator"].tell(f"/public-notices/{made['code']}/publish", {"mark": made["mark"]})
    return made["code"]


@pytest.fixture(scope="module")
def article(office):
    made = (
        office["administrator"]
        .tell("/knowledge", {"code": "READ-1", "question": "老年卡怎么办？", "answer": "带身份证到大厅。"})
        .json()
    )
    office["administrator"].tell("/knowledge/READ-1/publish", {"mark": made["mark"]})
    return made["code"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_notices_are_read_in_a_list_and_one_by_one(office, notice, language):
    status, page = read(office, "/read/notices", language)
    assert (status, "文昌路停水" in page, f"/read/notices/{notice}" in page) == (200, True, True)
    status, page = read(office, f"/read/notices/{notice}", language)
    assert (status, "今晚停水。<br>" in page, "&lt;b&gt;" in page) == (200, True, True)
    assert 'href="https://example.org/water"' in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_notice_that_is_not_there_is_said_in_words(office, language):
    status, page = read(office, "/read/notices/20000101-1", language)
    assert status == 404
    assert ("可能已经结束" if language == "zh-CN" else "may have ended") in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_answers_are_found_by_words(office, article, language):
    assert "带身份证到大厅。" in read(office, "/read/answers", language)[1]
    assert "带身份证到大厅。" in read(office, "/read/answers?q=老年卡", language)[1]
    status, page = read(office, "/read/answers?q=%3Cscript%3E井盖", language)
    assert (status, "带身份证到大厅。" in page) == (200, False)


def test_who_is_on_duty_is_read_as_far_as_it_is_published(office):
    centre = Unit.objects.get(tenant=office.county.tenant, code="COUNTY_CENTER")
    leader = User.objects.filter(tenant=office.county.tenant, assignments__post="duty_leader").first()
    now = timezone.now()
    shift = DutyRoster.objects.create(
        tenant=office.county.tenant, unit=centre, post="duty_leader", user=leader,
        starts=now - timedelta(hours=1), ends=now + timedelta(minutes=30), is_published=True, published_name="王主任",
    )  # fmt: skip
    assert "王主任" in read(office, "/read/today")[1]
    shift.is_published = False
    shift.save()
    page = read(office, "/read/today")[1]
    assert "王主任" not in page
    assert leader.display_name not in page
    shift.delete()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_page_leads_to_the_others(office, language):
    page = read(office, "/read/", language)[1]
    assert all(f'href="{each}"' in page for each in ("/read/notices", "/read/answers", "/read/today", "/t/"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("way", ["get", "post"])
def test_a_secret_that_opens_nothing_says_what_to_do_and_nothing_of_any_matter(office, language, way):
    code = office.register()
    void = "k" * 26
    path = f"/t/{void}" if way == "get" else f"/t/{void}/withdraw"
    answer = getattr(office["citizen"], way)(path, headers={"Accept-Language": language})
    page = answer.content.decode()
    assert answer.status_code == 404
    assert ("已经失效" if language == "zh-CN" else "no longer valid") in page
    assert ("电话后四位" if language == "zh-CN" else "last four digits") in page
    assert code not in page
    assert void not in page
    assert answer["Cache-Control"] == "no-store"


def test_what_the_api_says_of_such_a_secret_is_no_more(office):
    answer = office["citizen"].ask(f"/public/track/{'k' * 26}")
    assert (answer.status_code, json.loads(answer.content)["code"]) == (404, "not_found")


def test_few_statements_read_a_page(office, notice, statements):
    for path, most in (
        ("/read/notices", 2),
        (f"/read/notices/{notice}", 2),
        ("/read/answers?q=老年卡", 2),
        ("/read/today", 4),
    ):
        with statements() as said:
            assert read(office, path)[0] == 200
        assert len(said) <= most, said
