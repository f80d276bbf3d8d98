"""A matter that leaves before its dispatch has no clock that runs on."""

import pytest

pytestmark = pytest.mark.database


def clocks(office, code):
    return {clock["name"] for clock in office["registrar"].ask(f"/matters/{code}").json()["clocks"]}


def test_a_withdrawn_matter_shows_no_clock_of_its_dispatch(office):
    code = office.until("accepted")
    assert "dispatch" in clocks(office, code)
    gone = office["registrar"].act(code, "withdraw", reason="已经自己解决了")
    assert gone.status_code == 200, gone.content.decode()
    assert clocks(office, code) == {"handle", "accept"}


def test_a_dispatched_matter_keeps_the_clock_that_was_met(office):
    assert "dispatch" in clocks(office, office.until("dispatched"))


def test_a_refused_look_is_named_in_the_timeline(office):
    words = office["registrar"].ask("/directory").json()["words"]
    code = office.until("accepted")
    assert office["handler"].ask(f"/matters/{code}").status_code == 403
    refused = [
        one["act"]
        for one in office["registrar"].ask(f"/matters/{code}").json()["access"]
        if one["result"].startswith("refused:")
    ]
    assert refused == ["view_matter"]
    assert set(refused) <= set(words["look"])
