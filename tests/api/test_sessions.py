"""Sessions from the sign-in to the sign-out, over the door that browsers use: nobody is put into another's session."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from county_office import PASSWORD, Browser
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.core.cache import cache

from fengqiao.directory.people import person
from fengqiao.people.actors import Post

pytestmark = pytest.mark.database
AUTH = "/_allauth/browser/v1"
COOKIE, CSRF = settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME
NEW = "Another-2026-Password"


class Door(Browser):
    """A browser that keeps to the CSRF rules, as real ones do."""

    def __init__(self):
        super().__init__(enforce_csrf_checks=True)
        self.ask("/me")

    def say(self, path, body=None, *, token=None, method="post"):
        token = self.cookies[CSRF].value if token is None else token
        send = getattr(self, method)
        return send(
            f"{AUTH}{path}", body or {}, content_type="application/json", headers={"X-CSRFToken": token}
        )

    def sign_in(self, user, password=PASSWORD, **more):
        return self.say("/auth/login", {"username": user.username, "password": password}, **more)

    @property
    def is_in(self):
        return self.ask("/me").status_code == 200


@pytest.fixture
def user(office):
    """Somebody with a post, whose password and sessions are nobody else's."""
    cache.clear()  # where failed sign-ins are counted
    made = person(office.county.tenant, Post.ANALYST, "COUNTY_ANALYSIS", password=PASSWORD)
    made.set_password(PASSWORD)
    made.is_active = True
    made.save()
    Session.objects.all().delete()
    Authenticator.objects.filter(user=made).delete()
    return made


@pytest.fixture
def door(user):
    made = Door()
    assert made.sign_in(user).status_code == 200
    assert made.is_in
    return made


def leads_to_the_sign_in(browser):
    return browser.get("/admin/", follow=True).redirect_chain[-1][0].startswith("/staff/sign-in")


@pytest.mark.parametrize("token", ["", "x", "a" * 32, "é", "0" * 64])
def test_a_sign_in_without_the_cookies_token_is_refused(user, token):
    stranger = Door()
    answer = stranger.sign_in(user, token=token)
    assert (answer.status_code, answer.json()["code"]) == (403, "csrf")
    assert "刷新" in answer.json()["title"]
    assert not stranger.is_in


def test_a_sign_in_from_a_page_of_somebody_else_is_refused(user):
    stranger = Door()
    token = stranger.cookies[CSRF].value
    answer = stranger.post(
        f"{AUTH}/auth/login",
        {"username": user.username, "password": PASSWORD},
        content_type="application/json",
        headers={"X-CSRFToken": token, "origin": "https://evil.example"},
    )
    assert answer.status_code == 403
    assert not stranger.is_in


def test_signing_out_needs_the_token_too(door):
    assert door.say("/auth/session", token="", method="delete").status_code == 403
    assert door.is_in


def test_a_session_that_was_planted_before_the_sign_in_is_worth_nothing_after_it(user):
    attacker = Door()
    attacker.session.save()  # a session that stands, but belongs to nobody
    planted = attacker.cookies[COOKIE].value
    victim = Door()
    victim.cookies[COOKIE] = planted
    token = victim.cookies[CSRF].value
    assert victim.sign_in(user).status_code == 200
    assert victim.cookies[COOKIE].value != planted
    assert victim.cookies[CSRF].value != token
    assert victim.is_in
    attacker.cookies[COOKIE] = planted
    assert not attacker.is_in
    assert not Session.objects.filter(session_key=planted).exists()


def test_a_name_that_an_attacker_chose_for_a_session_is_never_taken(user):
    victim = Door()
    victim.cookies[COOKIE] = "a" * 32
    assert victim.sign_in(user).status_code == 200
    assert victim.cookies[COOKIE].value != "a" * 32


def test_a_signed_out_session_does_not_come_back_with_its_cookie(door):
    kept = door.cookies[COOKIE].value
    assert door.say("/auth/session", method="delete").status_code == 401  # as allauth says that nobody is in
    door.cookies[COOKIE] = kept
    assert not door.is_in
    assert not Session.objects.filter(session_key=kept).exists()


def test_of_two_sessions_one_signs_out_and_the_other_goes_on(user, door):
    other = Door()
    assert other.sign_in(user).status_code == 200
    assert other.cookies[COOKIE].value != door.cookies[COOKIE].value
    other.say("/auth/session", method="delete")
    assert (door.is_in, other.is_in) == (True, False)


def test_a_changed_password_keeps_this_session_under_a_new_name_and_ends_the_others(user, door):
    other = Door()
    other.sign_in(user)
    before = door.cookies[COOKIE].value
    changed = door.say("/account/password/change", {"current_password": PASSWORD, "new_password": NEW})
    assert changed.status_code == 200, changed.content
    assert door.cookies[COOKIE].value != before
    assert (door.is_in, other.is_in) == (True, False)
    assert not other.get(f"{AUTH}/auth/session").json()["meta"]["is_authenticated"]
    assert Door().sign_in(user).status_code == 400
    assert Door().sign_in(user, NEW).status_code == 200


def test_a_password_is_not_changed_without_the_present_one(door):
    changed = door.say("/account/password/change", {"current_password": "wrong", "new_password": NEW})
    assert changed.status_code == 400
    assert [error["param"] for error in changed.json()["errors"]] == ["current_password"]


def test_a_deactivated_account_is_out_of_every_door_and_does_not_come_in_again(user, door):
    get_user_model().objects.filter(pk=user.pk).update(is_active=False)
    assert not door.is_in
    assert door.ask("/worklist").status_code == 401
    assert leads_to_the_sign_in(door)
    assert not door.get(f"{AUTH}/auth/session").json()["meta"]["is_authenticated"]
    fresh = Door()
    assert fresh.sign_in(user).status_code in {400, 401}
    assert not fresh.is_in


def test_who_does_not_exist_is_refused_in_the_same_words_as_a_wrong_password(user):
    wrong = Door().sign_in(user, "wrong")
    user.username = "nobody-of-this-name"
    unknown = Door().sign_in(user, "wrong")
    assert (wrong.status_code, wrong.json()) == (unknown.status_code, unknown.json())


@pytest.mark.parametrize("written", [str.upper, " {} ".format, str.title])
def test_another_way_of_writing_the_name_is_no_way_round_the_lock(user, written):
    name = user.username
    for _ in range(5):
        user.username = written(name)
        assert Door().sign_in(user, "wrong").status_code == 400
    user.username = name
    answer = Door().sign_in(user)
    assert answer.json()["errors"][0]["code"] == "too_many_login_attempts"


def test_another_forwarded_address_is_no_way_round_the_lock(user):
    stranger = Door()
    for number in range(5):
        stranger.defaults["HTTP_X_FORWARDED_FOR"] = f"10.0.0.{number}"
        stranger.sign_in(user, "wrong")
    stranger.defaults["HTTP_X_FORWARDED_FOR"] = "10.0.0.99"
    assert stranger.sign_in(user).json()["errors"][0]["code"] == "too_many_login_attempts"
    assert not stranger.is_in


def test_one_account_that_is_locked_locks_no_other(user, office):
    for _ in range(6):
        Door().sign_in(user, "wrong")
    other = person(office.county.tenant, Post.AUDITOR, "COUNTY_CENTER", password=PASSWORD)
    other.set_password(PASSWORD)
    other.save()
    assert Door().sign_in(other).status_code == 200


def test_codes_of_the_second_factor_cannot_be_tried_for_ever(user):
    TOTP.activate(user, generate_totp_secret())
    stranger = Door()
    assert stranger.sign_in(user).status_code == 401
    said = [stranger.say("/auth/2fa/authenticate", {"code": f"{number:06}"}) for number in range(8)]
    assert {answer.status_code for answer in said} == {400}
    assert said[-1].json()["errors"][0]["code"] == "too_many_login_attempts"
    assert not stranger.is_in
    assert leads_to_the_sign_in(stranger)


@pytest.mark.parametrize(
    "away", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_no_address_of_ours_leads_elsewhere(door, away):
    stranger = Door()
    for path in ("/admin/login/", "/admin/logout/", "/staff/sign-in", "/", "/admin/"):
        for browser in (stranger, door):
            answer = browser.get(path, {"next": away})
            place = answer.get("Location", "/")
            assert place.startswith("/"), (path, place)
            assert not place.startswith(("//", "/\\")), (path, place)
    answer = stranger.post(
        f"{AUTH}/auth/login?next={away}", {}, content_type="application/json", headers={"X-CSRFToken": "x"}
    )
    assert "Location" not in answer
