"""What no view of ours ever sees: a foreign host, an address that nobody has. Both are told so in both languages."""

import json

import pytest
from django.test import Client

from fengqiao.api.problems import DOOR

FOREIGN = ("evil.example", "localhost.evil.example", "127.0.0.1:8000@evil.example", "bad host", "", "[::1")


@pytest.mark.parametrize("host", FOREIGN)
@pytest.mark.parametrize("method", ["get", "post"])
def test_the_api_names_the_field_host(host, method):
    answer = getattr(Client(), method)("/api/v1/directory", headers={"host": host})
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    said = json.loads(answer.content)
    assert (said["code"], said["field"]) == ("unknown_host", "Host")
    assert (said["title"], said["detail_en"]) == (DOOR["unknown_host"].zh, DOOR["unknown_host"].en)
    assert "evil" not in answer.content.decode()


@pytest.mark.parametrize("host", FOREIGN)
@pytest.mark.parametrize(
    "path", ["/", "/citizen/", "/staff/sign-in", "/admin/", "/t/", "/healthz", "/_allauth/x"]
)
def test_a_page_says_it_in_both_languages_and_repeats_nothing(host, path):
    answer = Client().get(path, headers={"host": host})
    assert (answer.status_code, answer["Content-Type"]) == (400, "text/html; charset=utf-8")
    page = answer.content.decode()
    assert DOOR["unknown_host"].zh in page
    assert DOOR["unknown_host"].en in page
    assert "evil" not in page
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_a_forwarded_host_is_not_believed():
    answer = Client().get("/", headers={"x-forwarded-host": "evil.example"})
    assert (answer.status_code, answer["Location"]) == (302, "/citizen/")


@pytest.mark.parametrize("path", ["/nowhere", "/admin.php", "/.env", "/static/../../etc/passwd", "/%00"])
def test_an_address_that_nobody_has_is_told_in_both_languages(path):
    answer = Client().get(path)
    page = answer.content.decode()
    assert answer.status_code == 404
    assert DOOR["not_found"].zh in page
    assert DOOR["not_found"].en in page


def test_the_api_says_so_in_its_own_form():
    answer = Client().get("/api/v1/nowhere", headers={"accept-language": "en"})
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert answer.json()["title"] == DOOR["not_found"].en
