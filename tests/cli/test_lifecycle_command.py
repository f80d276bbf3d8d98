"""`fengqiao lifecycle`: drawn from the law, and the reference page is the drawing of today."""

import json
import re
from pathlib import Path

import pytest

from fengqiao.cli.main import main
from fengqiao.lifecycle.law import LAW
from fengqiao.matters.words import State

PAGE = Path(__file__).parents[2] / "docs/reference/lifecycle.md"


def printed(capsys, *words: str) -> str:
    assert main(["lifecycle", *words]) == 0
    return capsys.readouterr().out


def test_the_reference_page_is_current(capsys):
    assert PAGE.read_text(encoding="utf-8") == printed(capsys, "--markdown"), (
        "write it again: fengqiao lifecycle --markdown > docs/reference/lifecycle.md"
    )


def test_the_diagram_names_every_state_and_draws_what_domain_says(capsys):
    drawn = printed(capsys, "--mermaid")
    assert drawn.startswith("stateDiagram-v2\n")
    for state in State:
        assert re.search(rf'^    state "\S+ {state}" as {state}$', drawn, re.MULTILINE)
    arrows = set(re.findall(r"^    (\S+) --> (\S+): (\S+) ", drawn, re.MULTILINE))
    assert {
        ("[*]", "registered", "register"),
        ("registered", "accepted", "accept"),
        ("accepted", "dispatched", "dispatch"),
        ("dispatched", "in_progress", "sign"),
        ("in_progress", "accepted", "approve_return"),
        ("in_progress", "shelved", "approve_shelve"),
        ("in_progress", "pending_review", "submit_result"),
        ("pending_review", "in_progress", "rework"),
        ("pending_review", "resolved", "approve"),
        ("resolved", "in_progress", "reopen"),
        ("resolved", "closed", "auto_close"),
        ("closed", "archived", "archive"),
        ("dispatched", "consent_pending", "sign"),
        ("consent_pending", "mediating", "record_consent"),
        ("consent_pending", "failed", "record_consent"),
        ("mediating", "agreed", "conclude_agreement"),
        ("mediating", "performing", "conclude_agreement"),
        ("mediating", "failed", "fail_mediation"),
        ("agreed", "performed", "record_performance"),
        ("performing", "performed", "record_performance"),
        ("performing", "failed", "report_breach"),
        ("failed", "diverted", "divert"),
        ("accepted", "diverted", "divert"),
        ("diverted", "performing", "record_outcome"),
        ("failed", "performed", "record_self_settlement"),
        ("performed", "pending_review", "submit_result"),
        ("performed", "resolved", "approve"),
        ("resolved", "consent_pending", "reopen"),
    } <= arrows
    # What an act does not move out of is not drawn: an assist signs in progress, and nothing moves.
    assert ("shelved", "in_progress", "sign") not in arrows
    assert ("merged", "closed", "record_visit") not in arrows
    assert ("dispatched", "pending_review", "submit_result") not in arrows
    worked = {"in_progress", "consent_pending", "mediating", "performing"}
    assert {end for start, end, _ in arrows if start == "shelved"} == worked


def test_the_data_holds_every_act_and_every_post(capsys):
    data = json.loads(printed(capsys, "--json"))
    assert [one["state"] for one in data["states"]] == [state.value for state in State]
    assert len(data["acts"]) == len(LAW) + 1
    by_name = {one["act"]: one for one in data["acts"]}
    assert by_name["approve"] == {
        "act": "approve",
        "zh": "审核通过",
        "ref": "G22, D16",
        "posts": ["duty_leader", "supervisor"],
        "from": ["performed", "pending_review"],
        "to": ["resolved"],
    }
    assert all(one["posts"] and one["zh"] for one in data["acts"])
    assert {"from": "", "act": "register", "ref": "G1", "to": "registered"} in data["transitions"]


@pytest.mark.parametrize("words", [[], ["--mermaid", "--json"], ["--svg"]])
def test_it_says_what_it_can_draw(words, capsys):
    with pytest.raises(SystemExit) as end:
        main(["lifecycle", *words])
    assert end.value.code == 2
    assert "usage:" in capsys.readouterr().err
