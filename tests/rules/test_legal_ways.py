"""The lawful ways beside mediation: one table with every limit and its law, and the days that apply to a dispute."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from walk import Walk

from fengqiao.matters.words import Route
from fengqiao.mediation.legal_limits import RULES, limits_of
from fengqiao.mediation.legal_routes import HELPS, ways

LISTED = Path(__file__).parents[2] / "docs/reference/legal-ways.md"


def open_to(category: str, **changes) -> dict[Route, object]:
    walk = Walk()
    walk.register("2026-11-02 09:00", category="D0303")
    return {way.route: way for way in ways(replace(walk.matter, category=category, **changes))}


def test_every_route_has_rules_and_every_rule_names_its_law() -> None:
    assert set(RULES) == set(Route)
    for rules in RULES.values():
        for rule in rules:
            zh, en = rule.law.words
            assert re.fullmatch(
                r"《[^《》]+》(第[一二三四五六七八九十百零]+条(、第[一二三四五六七八九十百零]+条)*)?", zh
            )
            assert en.split(" art. ")[0].strip()
            assert not rule.zh.endswith(("。", "；"))
            assert not rule.en.endswith((".", ";"))


def test_the_reference_lists_every_rule_with_its_law() -> None:
    rows = [line for line in LISTED.read_text().splitlines() if line.startswith("| `")]
    wanted = [
        f"| `{route.value}` | {rule.zh} | {rule.law.words[0]} | {' '.join(rule.only)} |"
        for route, rules in RULES.items()
        for rule in rules
    ]
    assert rows == wanted


@pytest.mark.parametrize(
    ("category", "near"),
    [
        ("D0301", "labour_arbitration labour_inspection litigation legal_aid"),
        ("D0311", "litigation legal_aid"),
        ("D0601", "litigation arbitration litigation_fast_track legal_aid"),
        ("D0701", "consumer_complaint litigation litigation_fast_track legal_aid"),
        ("D0801", "medical_appraisal litigation legal_aid"),
        ("D1001", "reconsideration administrative_litigation litigation legal_aid"),
        ("D1004", "litigation legal_aid"),
        ("D1101", "administrative_ruling litigation legal_aid"),
        ("D1103", "land_arbitration litigation legal_aid"),
    ],
)
def test_the_ways_of_a_kind_of_dispute_come_first_and_the_others_stand_open(category, near) -> None:
    found = open_to(category)
    first = [route.value for route, way in found.items() if way.near]
    assert first == near.split()
    assert list(found)[: len(first)] == [Route(each) for each in first]
    assert {Route.LITIGATION, Route.RECONSIDERATION, Route.ADMINISTRATIVE_LITIGATION, Route.PETITION, Route.POLICE,
            Route.LEGAL_AID} <= set(found)  # fmt: skip


def test_what_is_decided_after_an_award_or_a_decision_is_said() -> None:
    assert "十五日内起诉" in limits_of(Route.LABOUR_ARBITRATION, "D0303")[0]
    assert "within 15 days" in limits_of(Route.LABOUR_ARBITRATION, "D0303")[1]
    assert "三十日内起诉" in limits_of(Route.LAND_ARBITRATION, "D1103")[0]
    assert "十五日内提起行政诉讼" in limits_of(Route.RECONSIDERATION, "D1001")[0]
    assert "六个月内，向人民法院起诉" in limits_of(Route.ADMINISTRATIVE_LITIGATION, "D1001")[0]


def test_a_rule_of_one_kind_of_dispute_is_not_told_to_another() -> None:
    assert "保护令" in limits_of(Route.POLICE, "D0201")[0]
    assert "保护令" not in limits_of(Route.POLICE, "D0303")[0]
    assert "工伤认定" in limits_of(Route.LABOUR_ARBITRATION, "D0308")[0]
    assert "工伤认定" not in limits_of(Route.LABOUR_ARBITRATION, "D0303")[0]


def test_days_are_counted_from_what_happened_and_not_from_an_act_nobody_knows() -> None:
    happened = datetime(2024, 2, 29, 4, 0, tzinfo=UTC)
    found = open_to("D0701", occurred_at=happened)
    assert found[Route.CONSUMER_COMPLAINT].by == date(2027, 2, 28)
    assert found[Route.LITIGATION].by == date(2027, 2, 28)
    assert found[Route.ADMINISTRATIVE_LITIGATION].by is None
    assert found[Route.LEGAL_AID].by is None


def test_helps_are_no_way_of_their_own() -> None:
    assert {each.value for each in HELPS} == {"legal_aid", "medical_appraisal"}
