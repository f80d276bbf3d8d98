"""The acceptance scenarios pass, and the runner sees every wrong expectation."""

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from fengqiao.cli.scenario.format import ACTIONS, EXPECT, FINAL
from fengqiao.cli.scenario.observe import EXPECT_READERS, FINAL_READERS
from fengqiao.cli.scenario.run import FAILED, PASSED, Runner
from fengqiao.ledger.keyring import open_ring

HERE = Path(__file__).parent


@pytest.fixture
def runner(module_database, tmp_path_factory) -> Runner:
    return Runner(open_ring(tmp_path_factory.mktemp("keys") / "ring"), module_database.owner_url)


def load(name: str) -> dict[str, Any]:
    return yaml.safe_load((HERE / name).read_text(encoding="utf-8"))


def test_every_acceptance_scenario_and_vector_passes(runner):
    results = list(runner.run_file(HERE / "acceptance.yaml"))
    assert [r.line() for r in results if r.status != PASSED] == []
    assert len(results) == 39


def test_further_cases_pass(runner):
    results = list(runner.run_file(HERE / "further.yaml"))
    assert [r.line() for r in results if r.status != PASSED] == []
    assert len(results) > 10


def test_every_key_of_the_format_has_a_reader():
    assert set(EXPECT_READERS) == EXPECT
    assert set(FINAL_READERS) == FINAL


def other(value: Any) -> Iterator[Any]:
    """Wrong values of the same kind: each element of a list and each value of a map in turn."""
    match value:
        case bool():
            yield not value
        case int() | float():
            yield value + 1
        case str():
            yield "2001-01-01 00:00" if value[:2] == "20" and value[4:5] == "-" else f"{value}x"
        case list():
            for place, one in enumerate(value):
                for wrong in other(one):
                    yield [*value[:place], wrong, *value[place + 1 :]]
            if not value:
                yield ["something"]
        case dict():
            for key, one in value.items():
                for wrong in other(one):
                    yield value | {key: wrong}
        case _:
            raise AssertionError(f"no wrong value for {value!r}")


def mutations(scenario: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    places = [("steps", number) for number in range(len(scenario["steps"]))]
    if "counter_example" in scenario:
        places.append(("counter_example", None))
    for part, number in places:
        step = scenario[part] if number is None else scenario[part][number]
        for key, value in (step.get("expect") or {}).items():
            if key == "note":
                continue
            for wrong in other(value):
                changed = copy.deepcopy(scenario)
                target = changed[part] if number is None else changed[part][number]
                target["expect"][key] = wrong
                yield f"{part} {number} {key} {wrong!r}", changed
    for key, value in (scenario.get("final") or {}).items():
        if key == "note":
            continue
        for wrong in other(value):
            changed = copy.deepcopy(scenario)
            changed["final"][key] = wrong
            yield f"final {key} {wrong!r}", changed


ACCEPTANCE = load("acceptance.yaml")
SCENARIOS = ACCEPTANCE["scenarios"]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario["id"])
def test_every_wrong_expectation_is_seen(runner, scenario):
    missed = [
        what
        for what, changed in mutations(scenario)
        if runner.run(changed["id"], changed, ACCEPTANCE["meta"]).status != FAILED
    ]
    assert missed == []


@pytest.mark.parametrize("kind", ["calendar_vectors", "metric_vectors"])
def test_every_wrong_vector_is_seen(runner, tmp_path, kind):
    key = "due" if kind == "calendar_vectors" else "shown"
    rows = [row | {key: next(other(row[key]))} for row in ACCEPTANCE[kind]]
    file = tmp_path / "wrong.yaml"
    file.write_text(yaml.safe_dump({"meta": ACCEPTANCE["meta"], kind: rows}, allow_unicode=True))
    results = list(runner.run_file(file))
    assert {r.status for r in results} == {FAILED}
    assert len(results) == len(rows)


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (lambda s: s.update(colour="red"), "scenario.colour"),
        (lambda s: s.update(category="Z9999"), "category"),
        (lambda s: s.update(profile="lazy"), "profile"),
        (lambda s: s.update(given={"state": "in_progress", "mood": "good"}), "given.mood"),
        (lambda s: s["steps"][0].update(action="dance"), "step 1.action"),
        (lambda s: s["steps"][0].update(unit="MARS"), "step 1.unit"),
        (lambda s: s["steps"][0].update(post="king"), "step 1"),
        (lambda s: s["steps"][0].update(data={"hat": 1}), "step 1.data.hat"),
        (lambda s: s["steps"][0]["expect"].update(smell="good"), "step 1.expect.smell"),
        (lambda s: s.update(final={"joy": True}), "final.joy"),
        (lambda s: s["steps"][1].update(at="2020-01-01 00:00"), "step 2.at"),
        (lambda s: s["steps"][0].update(at="yesterday"), "step 1"),
    ],
)
def test_what_the_format_does_not_know_fails(runner, change, key):
    scenario = copy.deepcopy(SCENARIOS[1])
    change(scenario)
    result = runner.run(scenario["id"], scenario, ACCEPTANCE["meta"])
    assert (result.status, result.key) == (FAILED, key)


def test_every_action_of_the_format_is_carried_out():
    from fengqiao.cli.scenario.acting import Steps
    from fengqiao.desk.forms import ACTIONS as FORMS

    assert set(ACTIONS) == set(Steps.SPECIAL) | (set(FORMS) & set(ACTIONS))
