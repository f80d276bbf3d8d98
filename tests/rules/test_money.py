"""Amounts in Chinese capitals: the examples of the banks' own regulation, and reading back what was written."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengqiao.shared.money import DIGITS, MOST, capitals

PLACES = {"拾": 10, "佰": 100, "仟": 1000}


def read(words: str) -> Decimal:
    """An amount from its capitals, by another way than it is written: word by word, from the left."""
    whole, _, rest = words.partition("元") if "元" in words else ("", "", words)
    found = Decimal(_yuan(whole))
    for unit, worth in (("角", Decimal("0.1")), ("分", Decimal("0.01"))):
        if unit in rest:
            found += DIGITS.index(rest[rest.index(unit) - 1]) * worth
    return found


def _yuan(words: str) -> int:
    for unit, worth in (("亿", 10**8), ("万", 10**4)):
        if unit in words:
            above, _, below = words.rpartition(unit)
            return (_yuan(above) or 1) * worth + _yuan(below)
    total, digit = 0, 0
    for word in words:
        if word in PLACES:
            total, digit = total + digit * PLACES[word], 0
        else:
            digit = DIGITS.index(word)
    return total + digit


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("0.50", "伍角整"),
        ("1.05", "壹元零伍分"),
        (10, "壹拾元整"),
        (2000, "贰仟元整"),
        (100200, "壹拾万零贰佰元整"),
        (10**8, "壹亿元整"),
        (10**8 + 1, "壹亿零壹元整"),
        (10**12, "壹万亿元整"),
        (1000100000000, "壹万零壹亿元整"),
        (1000000010000, "壹万亿零壹万元整"),
        # The regulation's own examples; of its two ways to write the third, the shorter.
        ("1409.50", "壹仟肆佰零玖元伍角整"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("107000.53", "壹拾万柒仟元伍角叁分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("1.005", "壹元零壹分"),
    ],
)
def test_an_amount_in_capitals(amount, words):
    assert capitals(amount) == words


@pytest.mark.parametrize("amount", ["", "x", "-1", "-0.01", "nan", "inf", 10**16, "9999999999999999.999"])
def test_what_is_no_amount_is_refused(amount):
    with pytest.raises(ValueError, match="is not an amount"):
        capitals(amount)


@given(st.decimals(0, MOST - 1, places=2))
def test_what_was_written_reads_back_as_the_same_amount(amount):
    assert read(capitals(amount)) == amount


@given(st.decimals(0, MOST - 1, places=2))
def test_no_gap_is_written_twice_and_none_at_an_end(amount):
    words = capitals(amount)
    assert "零零" not in words
    assert not words.startswith("零") or amount == 0
    assert words.endswith(("整", "分"))
