"""Comparing what a file expects with what the product shows, key by key (section 3 of the format)."""

from collections.abc import Mapping
from typing import Any

from fengqiao.cli.scenario.format import AS_SETS, AT_LEAST


def differs(key: str, expected: Any, actual: Any) -> bool:
    """Whether an expectation is not met. A truth value is never a number, a word never a truth value."""
    if key in AT_LEAST:
        return not _contains(expected, actual)
    if key in AS_SETS:
        if not _lists(expected, actual):
            return True
        return sorted(map(repr, expected)) != sorted(map(repr, actual))
    if key == "metrics" and isinstance(expected, Mapping):
        return any(name not in actual or not _same(value, actual[name]) for name, value in expected.items())
    return not _same(expected, actual)


def _contains(expected: Any, actual: Any) -> bool:
    """At least these, in any order, each as often as it is named."""
    if not _lists(expected, actual):
        return False
    rest = list(actual)
    for one in expected:
        if one not in rest:
            return False
        rest.remove(one)
    return True


def _lists(expected: Any, actual: Any) -> bool:
    return isinstance(expected, list) and isinstance(actual, list | tuple)


def _same(expected: Any, actual: Any) -> bool:
    if isinstance(expected, Mapping) and isinstance(actual, Mapping):
        return expected.keys() == actual.keys() and all(_same(expected[key], actual[key]) for key in expected)
    if isinstance(expected, list) and isinstance(actual, list | tuple):
        return len(expected) == len(actual) and all(map(_same, expected, actual))
    if isinstance(expected, bool) or isinstance(actual, bool):
        return expected is actual
    return bool(expected == actual)
