"""Limits profiles: read, inherited from one another, and refused when a key or value makes no sense."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from fengqiao.clocks import DEFAULT_PROFILE, Limit, LimitUnit, limits_profile

PROFILES = yaml.safe_load(
    (Path(__file__).parents[1] / "scenarios" / "acceptance.yaml").read_text(encoding="utf-8")
)["meta"]["profiles"]


def test_the_default_profile_is_that_of_the_acceptance_file() -> None:
    assert limits_profile(PROFILES["default"]) == DEFAULT_PROFILE
    assert limits_profile({}) == DEFAULT_PROFILE
    assert limits_profile({"accept_minutes": 9}) != DEFAULT_PROFILE


def test_every_default_setting_of_the_acceptance_file_is_read() -> None:
    other = limits_profile(
        {
            "accept_hours": 9,
            "dispatch_hours": 9,
            "sign_urgent_hours": 9,
            "sign_normal_hours": 9,
            "return_hours": 9,
            "visit_hours": 9,
            "yellow_at_remaining_ratio": 0.9,
            "urge_after_due_working_days": 9,
            "supervise_after_due_working_days": 9,
            "notify_after_due_working_days": 9,
            "max_extensions": 9,
            "max_reopen": 9,
        }
    )
    for key in PROFILES["default"]:
        back = limits_profile({key: PROFILES["default"][key]}, base=other)
        assert back != other, key
        other = back
    assert other == DEFAULT_PROFILE


def test_a_profile_inherits_and_may_change_the_unit() -> None:
    relaxed = limits_profile(PROFILES["relaxed"])
    assert relaxed.accept == relaxed.dispatch == Limit(1, LimitUnit.WORKING_DAY)
    assert relaxed.sign_normal == Limit(4, LimitUnit.WORKING_HOUR)
    stricter = limits_profile({"visit_calendar_days": 1, "max_reopen": 0}, base=relaxed)
    assert stricter.visit == Limit(1, LimitUnit.CALENDAR_DAY)
    assert stricter.max_reopen == 0
    assert stricter.accept == relaxed.accept


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("sign_normal_minutes", LimitUnit.MINUTE),
        ("sign_normal_hours", LimitUnit.HOUR),
        ("sign_normal_working_hours", LimitUnit.WORKING_HOUR),
        ("sign_normal_working_days", LimitUnit.WORKING_DAY),
        ("sign_normal_calendar_days", LimitUnit.CALENDAR_DAY),
    ],
)
def test_any_limit_may_stand_in_any_unit(key: str, expected: LimitUnit) -> None:
    assert limits_profile({key: 2}).sign_normal == Limit(2, expected)


def test_the_ratio_is_exact() -> None:
    assert limits_profile({"yellow_at_remaining_ratio": 0.1}).yellow_ratio == Decimal("0.1")
    assert limits_profile({"yellow_at_remaining_ratio": "0.3"}).yellow_ratio == Decimal("0.3")


def test_the_widest_values_are_read() -> None:
    widest = limits_profile(
        {
            "max_extensions": 100,
            "max_reopen": 0,
            "urge_after_due_working_days": 250,
            "yellow_at_remaining_ratio": 0,
        }
    )
    assert (widest.max_extensions, widest.max_reopen, widest.urge_after_due) == (100, 0, 250)
    assert widest.yellow_ratio == 0


def test_a_refusal_says_what_would_do() -> None:
    with pytest.raises(ValueError, match="from 1 to 250 is needed, not 251"):
        limits_profile({"notify_after_due_working_days": 251})
    with pytest.raises(ValueError, match="from 1 is needed, not 0"):
        limits_profile({"accept_minutes": 0})


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("accept", 3),
        ("accept_days", 3),
        ("accept_minute", 3),
        ("_minutes", 3),
        ("urge_minutes", 3),
        ("max_visits", 1),
        ("urge_after_due_calendar_days", 1),
        ("accept_minutes", 0),
        ("accept_minutes", -1),
        ("accept_minutes", 10**9),
        ("accept_minutes", 2.5),
        ("accept_minutes", "3"),
        ("accept_minutes", True),
        ("accept_minutes", None),
        ("max_reopen", -1),
        ("max_extensions", 101),
        ("urge_after_due_working_days", 0),
        ("urge_after_due_working_days", 251),
        ("yellow_at_remaining_ratio", 1),
        ("yellow_at_remaining_ratio", -0.1),
        ("yellow_at_remaining_ratio", "a quarter"),
        ("yellow_at_remaining_ratio", float("nan")),
        ("yellow_at_remaining_ratio", True),
        ("yellow_at_remaining_ratio", [0.25]),
    ],
)
def test_what_makes_no_sense_is_refused_by_name(key: str, value: Any) -> None:
    with pytest.raises(ValueError, match=f"^{key}:"):
        limits_profile({key: value})


def test_one_limit_in_two_units_is_refused() -> None:
    with pytest.raises(ValueError, match="accept_working_days"):
        limits_profile({"accept_minutes": 3, "accept_working_days": 1})
