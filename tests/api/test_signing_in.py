"""Who is let in: sessions in one statement, posts in force, tokens against forgery, idle time."""

from datetime import UTC, datetime, timedelta

import pytest
from county_office import Browser, signed_in
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.middleware.csrf import _get_new_csrf_string

from fengqiao.clocks import SHANGHAI
from fengqiao.directory.models import Assignment, Unit
from fengqiao.directory.people import person
from fengqiao.insight import who
from fengqiao.people.actors import Post

pytestmark = pytest.mark.database


@pytest.fixture
def clerk(office):
    """A browser of its own, so that what happens to the session concerns nobody else."""
    return signed_in("registrar", office.county.tenant)


def session_of(browser):
    return Session.objects.get(session_key=browser.cookies[settings.SESSION_COOKIE_NAME].value)


def test_me_names_the_person_the_posts_and_the_county(clerk, office):
    me = clerk.ask("/me").json()
    assert me["posts"] == [
        {
            "post": "registrar",
            "unit": "COUNTY_HALL",
            "unit_name": "综合受理窗口（一厅）",
            "area": office.county.tenant,
        }
    ]
    assert me["county"]["name"] == "预演县"


def test_asking_who_is_in_is_no_fault_when_nobody_is_and_brings_the_csrf_cookie(office):
    response = Browser().ask("/me")
    assert (response.status_code, response.content) == (204, b"")
    assert settings.CSRF_COOKIE_NAME in response.cookies


def test_session_account_posts_and_county_come_in_one_statement(clerk, statements):
    clerk.ask("/me")
    with statements() as said:
        clerk.ask("/me")
    assert len(said) == 1, said


def test_a_session_that_another_process_has_not_seen_costs_one_more_statement(clerk, statements):
    clerk.ask("/me")
    who._users.clear()
    with statements() as said:
        assert clerk.ask("/me").status_code == 200
    assert len(said) == 2, said


def test_a_wrong_memory_of_whose_session_it_is_lets_nobody_in_as_somebody_else(clerk, office):
    key = clerk.cookies[settings.SESSION_COOKIE_NAME].value
    other = person(office.county.tenant, Post.SUPERVISOR, "COUNTY_SUPERVISION")
    who._users[key] = other.pk
    assert clerk.ask("/me").json()["posts"][0]["post"] == "registrar"


@pytest.mark.parametrize("cookie", ["", "nobody", "\x00", "a" * 5000, "' OR 1=1 --", "é"])
def test_a_cookie_that_is_no_session_is_nobody(office, cookie):
    browser = Browser()
    browser.cookies[settings.SESSION_COOKIE_NAME] = cookie
    assert browser.ask("/me").status_code == 204


def test_forged_session_data_is_nobody(clerk):
    stored = session_of(clerk)
    stored.session_data = stored.session_data[:-4] + "AAAA"
    stored.save()
    assert clerk.ask("/me").status_code == 204


def test_an_idle_session_ends(clerk):
    clerk.ask("/me")
    Session.objects.filter(pk=session_of(clerk).pk).update(
        expire_date=datetime.now(UTC) - timedelta(seconds=1)
    )
    assert clerk.ask("/me").status_code == 204


def test_the_idle_time_begins_anew_with_use_and_is_written_at_most_once_a_minute(clerk, statements):
    clerk.ask("/me")
    stored = session_of(clerk)
    long_ago = datetime.now(UTC) + timedelta(minutes=10)
    Session.objects.filter(pk=stored.pk).update(expire_date=long_ago)
    clerk.ask("/me")
    slid = session_of(clerk).expire_date
    assert slid > long_ago + timedelta(minutes=15)
    with statements() as said:
        clerk.ask("/me")
    assert not [each for each in said if each.startswith("UPDATE")]
    assert session_of(clerk).expire_date == slid


def test_a_changed_password_ends_the_sessions_that_stood(office):
    user = person(office.county.tenant, Post.ANALYST, "COUNTY_GOV_OFFICE")
    browser = Browser()
    browser.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    assert browser.ask("/me").status_code == 200
    user.set_password("Another-2026-Password")
    user.save()
    assert browser.ask("/me").status_code == 204


def test_a_deactivated_account_is_out_at_once(office):
    user = person(office.county.tenant, Post.ANALYST, "JUSTICE")
    browser = Browser()
    browser.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    get_user_model().objects.filter(pk=user.pk).update(is_active=False)
    assert browser.ask("/me").status_code == 204


def test_another_countys_account_is_nobody_here(office):
    user = get_user_model().objects.create_user("elsewhere", "x" * 20, tenant="330998", display_name="外县")
    browser = Browser()
    browser.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    assert browser.ask("/me").status_code == 204


def test_somebody_who_has_to_enrol_a_second_factor_first_gets_no_further(clerk):
    session = clerk.session
    session[who.ENROL_ONLY] = True
    session.save()
    response = clerk.ask("/worklist")
    assert (response.status_code, response.json()["code"]) == (403, "second_factor_missing")


def test_the_mark_of_who_has_to_enrol_is_the_sites():
    from fengqiao.site import accounts

    assert who.ENROL_ONLY == accounts.ENROL_ONLY


def test_a_post_counts_from_its_first_to_its_last_day(office):
    tenant = office.county.tenant
    user = person(tenant, Post.LEADER, "HRSS")
    unit = Unit.objects.get(tenant=tenant, code="HRSS")
    today = datetime.now(SHANGHAI).date()
    Assignment.objects.create(
        tenant=tenant,
        user=user,
        post="coordinator",
        unit=unit,
        valid_from=today - timedelta(days=9),
        valid_to=today - timedelta(days=1),
    )
    Assignment.objects.create(
        tenant=tenant, user=user, post="analyst", unit=unit, valid_from=today + timedelta(days=2)
    )
    Assignment.objects.create(tenant=tenant, user=user, post="supervisor", unit=unit, area=f"{tenant}101")
    browser = Browser()
    browser.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    held = [(each["post"], each["area"]) for each in browser.ask("/me").json()["posts"]]
    assert held == [("leader", tenant), ("supervisor", f"{tenant}101")]


def test_writes_need_the_token_that_belongs_to_the_cookie(office):
    browser = signed_in("registrar", office.county.tenant, csrf=True)
    body = {"text": "路灯不亮", "channel": "phone"}
    without = browser.tell("/matters", body)
    assert (without.status_code, without.json()["code"]) == (403, "csrf")
    browser.ask("/me")
    token = browser.cookies[settings.CSRF_COOKIE_NAME].value
    assert browser.tell("/matters", body, **{"X-CSRFToken": token}).status_code == 201
    assert browser.tell("/matters", body, **{"X-CSRFToken": _get_new_csrf_string()}).status_code == 403


def test_citizens_need_no_token(office):
    browser = Browser(enforce_csrf_checks=True)
    assert browser.tell("/public/matters", {"text": "路灯不亮"}).status_code == 201


def test_the_acting_post_must_be_ones_own(clerk):
    response = clerk.ask("/worklist", **{"X-Fengqiao-Post": "supervisor@COUNTY_SUPERVISION"})
    assert (response.status_code, response.json()["code"]) == (403, "not_your_post")
    assert response.json()["field"] == "X-Fengqiao-Post"
    assert clerk.ask("/worklist", **{"X-Fengqiao-Post": "registrar@COUNTY_HALL"}).status_code == 200


def test_an_administrators_seat_opens_no_matter_beside_another_post(office):
    tenant = office.county.tenant
    user = person(tenant, Post.ADMINISTRATOR, "WATER")
    unit = Unit.objects.get(tenant=tenant, code="COUNTY_CENTER")
    today = datetime.now(SHANGHAI).date()
    for post, place in (
        (Post.ADMINISTRATOR, unit),
        (Post.HANDLER, Unit.objects.get(tenant=tenant, code="WATER")),
    ):
        Assignment.objects.create(tenant=tenant, user=user, post=post.value, unit=place, valid_from=today)
    browser = Browser()
    browser.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    code = office.until("in_progress")
    for path in ("", "/similar", "/documents", "/evidence", "/dossier"):
        answer = browser.ask(f"/matters/{code}{path}")
        assert (answer.status_code, answer.json()["code"]) == (403, "not_involved_unit"), path


def test_a_route_for_certain_posts_refuses_the_others(clerk):
    response = clerk.ask("/proposals")
    assert (response.status_code, response.json()["code"]) == (403, "not_allowed_for_post")


def test_every_problem_is_said_in_the_language_that_was_asked_for_and_in_english(clerk):
    chinese = clerk.ask("/proposals").json()
    english = clerk.ask("/proposals", **{"Accept-Language": "en-GB,en;q=0.9"}).json()
    assert chinese["title"] == "您的岗位不能办理这一步。"
    assert english["title"] == chinese["detail_en"] == "Your post may not do this."
    assert english["next"] == chinese["next_en"]
