"""Sealed persons through the door: opened and found for a purpose, with a trace."""

import pytest

pytestmark = pytest.mark.database


@pytest.fixture(scope="module")
def sealed(office):
    code = office.until(
        "in_progress", requester={"name": "欧阳明", "phone": "13700007777", "email": "o@example.org"}
    )
    return code, office["registrar"].ask(f"/matters/{code}").json()["requester"]["party"]


def test_a_person_is_opened_for_a_purpose(office, sealed):
    code, party = sealed
    answer = office["registrar"].tell(f"/matters/{code}/reveal", {"party": party, "purpose": "电话回访"})
    assert answer.json() | {} == {
        "party": party, "role": "requester", "name": "欧阳明", "phone": "13700007777", "second_phone": "",
        "address": "", "email": "o@example.org", "organisation": "",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["handler", "dispatcher", "analyst", "leader", "unit_leader", "coordinator"])
def test_other_posts_do_not_open_it_and_that_is_noted(office, sealed, name):
    code, party = sealed
    answer = office[name].tell(f"/matters/{code}/reveal", {"party": party, "purpose": "想看看"})
    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed_for_post")
    assert "欧阳" not in answer.content.decode()
    noted = office["supervisor"].ask(f"/matters/{code}").json()["access"]
    assert ("reveal", "refused:not_allowed_for_post") in [(each["act"], each["result"]) for each in noted]


@pytest.mark.parametrize("purpose", ["", "   "])
def test_without_a_purpose_nothing_opens(office, sealed, purpose):
    code, party = sealed
    answer = office["supervisor"].tell(f"/matters/{code}/reveal", {"party": party, "purpose": purpose})
    assert (answer.status_code, answer.json()["code"], answer.json()["field"]) == (
        400,
        "purpose_required",
        "purpose",
    )


@pytest.mark.parametrize("party", ["nobody", "01a201d0-26a6-72e4-a1ab-e348faacf10c", ""])
def test_a_person_of_another_matter_does_not_open_here(office, sealed, party):
    code, _ = sealed
    answer = office["registrar"].tell(f"/matters/{code}/reveal", {"party": party, "purpose": "电话回访"})
    assert answer.status_code == 404


def test_a_number_finds_matters_for_a_purpose(office, sealed):
    code, _ = sealed
    found = office["registrar"].tell(
        "/search_by_phone", {"phone": "+86 137-0000-7777", "purpose": "来电核对"}
    )
    assert [(each["code"], each["role"]) for each in found.json()["items"]] == [(code, "requester")]
    assert "欧阳" not in found.content.decode()
    assert (
        office["registrar"].tell("/search_by_phone", {"phone": "13700000000", "purpose": "x"}).json()["items"]
        == []
    )


@pytest.mark.parametrize(
    ("name", "body", "status", "field"),
    [
        ("registrar", {"phone": "13700007777", "purpose": ""}, 400, "purpose"),
        ("registrar", {"phone": "one", "purpose": "x"}, 400, "phone"),
        ("registrar", {"phone": "\x00", "purpose": "x"}, 400, "phone"),
        ("registrar", {"purpose": "x"}, 400, "phone"),
        ("handler", {"phone": "13700007777", "purpose": "x"}, 403, ""),
        ("dispatcher", {"phone": "13700007777", "purpose": "x"}, 403, ""),
    ],
)
def test_a_search_that_is_not_allowed_or_wrong_is_refused(office, name, body, status, field):
    answer = office[name].tell("/search_by_phone", body)
    assert (answer.status_code, answer.json()["field"]) == (status, field)
