"""What stands before the API: health, sign-in, idle sessions, headers, and an honest answer when things are away."""

import time

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connections
from django.test import Client, override_settings
from django.utils import timezone

from fengqiao.site.accounts import ENROL_ONLY
from fengqiao.site.logs import discreet_exception

pytestmark = pytest.mark.database
LOGIN = "/_allauth/browser/v1/auth/login"
PASSWORD = "correct horse battery staple"


@pytest.fixture
def staff(db):
    cache.clear()  # where failed sign-ins are counted
    return get_user_model().objects.create_user("zhang", PASSWORD, tenant="330999", display_name="张三")


def sign_in(client, password=PASSWORD):
    return client.post(LOGIN, {"username": "zhang", "password": password}, content_type="application/json")


def test_health_says_ok(client, db):
    assert client.get("/healthz").json() == {"status": "ok"}


def test_without_the_database_the_answer_is_503_and_says_when_to_come_again(database, monkeypatch):
    connections["default"].close()
    monkeypatch.setitem(connections["default"].settings_dict, "HOST", "/nowhere")
    response = Client(raise_request_exception=False).get("/healthz")
    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0
    assert response.json()["code"] == "database_away"


def test_staff_sign_in_with_name_and_password(client, staff):
    assert sign_in(client).status_code == 200
    assert client.get("/_allauth/browser/v1/auth/session").json()["meta"]["is_authenticated"]


def test_nobody_signs_up(client, db):
    new = {"username": "li", "password": PASSWORD}
    assert (
        client.post("/_allauth/browser/v1/auth/signup", new, content_type="application/json").status_code
        == 403
    )


def test_five_wrong_passwords_lock_the_account_even_for_the_right_one(client, staff):
    for _ in range(5):
        assert sign_in(client, "wrong").status_code == 400
    response = sign_in(client)
    assert response.status_code == 400
    assert response.json()["errors"][0]["code"] == "too_many_login_attempts"


def test_a_weak_password_is_refused(client, staff):
    sign_in(client)
    for weak in ("short7", "1234567890", "password123"):
        change = {"current_password": PASSWORD, "new_password": weak}
        response = client.post(
            "/_allauth/browser/v1/account/password/change", change, content_type="application/json"
        )
        assert response.status_code == 400, weak


def test_the_idle_half_hour_begins_again_with_each_use(client, staff):
    sign_in(client)
    stored = Session.objects.get()
    session = client.session
    session["touched"] = int(time.time()) - 120
    session.save()
    Session.objects.update(expire_date=timezone.now() + timezone.timedelta(seconds=90))
    client.get("/_allauth/browser/v1/auth/session")
    left = Session.objects.get(pk=stored.pk).expire_date - timezone.now()
    assert left.total_seconds() > 29 * 60


def test_a_session_left_alone_ends(client, staff):
    sign_in(client)
    Session.objects.update(expire_date=timezone.now() - timezone.timedelta(seconds=1))
    assert not client.get("/_allauth/browser/v1/auth/session").json()["meta"]["is_authenticated"]


def test_the_cookie_ends_with_the_browser_and_scripts_cannot_read_it(client, staff):
    cookie = sign_in(client).cookies["sessionid"]
    assert not cookie["max-age"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_where_a_second_factor_is_required_nobody_works_before_enrolling_one(client, staff):
    get_user_model().objects.update(is_superuser=True)
    with override_settings(SECOND_FACTOR_REQUIRED=True):
        sign_in(client)
        assert client.session[ENROL_ONLY]
        assert client.get("/admin/").url.startswith("/staff/sign-in?enrol=1")
        TOTP.activate(staff, generate_totp_secret())
        client.get("/_allauth/browser/v1/auth/session")
        assert ENROL_ONLY not in client.session
        assert client.get("/admin/").status_code == 200


def test_a_second_factor_is_asked_for_at_the_next_sign_in(client, staff):
    TOTP.activate(staff, generate_totp_secret())
    response = sign_in(client)
    assert response.status_code == 401
    pending = [flow["id"] for flow in response.json()["data"]["flows"] if flow.get("is_pending")]
    assert pending == ["mfa_authenticate"]


def test_the_admin_has_no_sign_in_of_its_own(client, db):
    assert client.get("/admin/login/?next=/admin/").url == "/staff/sign-in?next=%2Fadmin%2F"
    assert client.get("/admin/login/?next=/admin/x/").url == "/staff/sign-in?next=%2Fadmin%2Fx%2F"
    for elsewhere in ("//evil.example", "https://evil.example", "/admin/login/?next=/", ""):
        assert client.get("/admin/login/", {"next": elsewhere}).url == "/staff/sign-in?next=%2Fadmin%2F"


def test_who_may_enter_the_admin_is_led_on_and_nobody_else_is(client, staff):
    sign_in(client)
    refused = client.get("/admin/login/?next=/admin/")
    assert refused.status_code == 403
    assert "不能进入" in refused.content.decode()
    get_user_model().objects.update(is_superuser=True)
    assert client.get("/admin/login/?next=/admin/directory/unit/").url == "/admin/directory/unit/"
    assert client.get("/admin/login/?next=//evil.example").url == "/admin/"


def test_a_form_without_its_token_is_refused_in_words(staff):
    response = sign_in(Client(enforce_csrf_checks=True))
    assert response.status_code == 403
    assert response.json()["code"] == "csrf"


def test_every_answer_carries_a_strict_policy(client, db):
    response = client.get("/healthz")
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy + ";"
    assert "unsafe-eval" not in policy
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_body_that_no_form_can_have_is_refused_unread(client):
    response = client.generic("POST", "/healthz", b"", headers={"content-length": str(10**12)})
    assert response.status_code == 413
    assert response.json()["code"] == "body_too_large"


def test_a_browser_that_asks_for_the_sign_by_its_old_name_is_led_to_it(client):
    answer = client.get("/favicon.ico")
    assert (answer.status_code, answer["Location"]) == (301, "/mark.svg")


def test_every_address_of_an_entry_gives_its_page(client, tmp_path):
    (tmp_path / "staff").mkdir()
    (tmp_path / "staff" / "index.html").write_text("<title>工作台</title>")
    with override_settings(FRONTEND_DIST=tmp_path):
        for address in ("/staff", "/staff/", "/staff/matters/1"):
            response = client.get(address)
            assert "工作台" in response.content.decode()
            assert response["Cache-Control"] == "no-cache"


def test_a_front_end_that_is_not_built_says_so(client, tmp_path):
    with override_settings(FRONTEND_DIST=tmp_path):
        response = client.get("/citizen/")
    assert response.status_code == 503
    assert "make frontend" in response.json()["detail"]


def test_a_browser_reads_in_both_languages_that_the_pages_are_away(client, tmp_path):
    with override_settings(FRONTEND_DIST=tmp_path):
        response = client.get("/staff/worklist", headers={"Accept": "text/html"})
    assert (response.status_code, response["Content-Type"][:9]) == (503, "text/html")
    assert int(response["Retry-After"]) > 0
    for words in ("页面正在更新", "being updated"):
        assert words in response.content.decode()


def test_logs_do_not_quote_the_row_that_failed():
    error = ValueError('duplicate key\nDETAIL:  Key (phone)=(13800000000) already exists.\nCONTEXT:  "张三"')
    event = {"exc_info": (type(error), error, None)}
    written = discreet_exception(None, "error", event)["exception"]
    assert "duplicate key" in written
    assert "13800000000" not in written
    assert "张三" not in written
