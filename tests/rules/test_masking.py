"""What is left of names, numbers and addresses by default (DOMAIN 6.3.8)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengqiao.people.masking import holds_own_number, mask_address, mask_name, mask_phone, mask_text


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("身份证330999199001011234,请查", "199001011234"),
        ("身份证33099919900101123X。", "19900101123X"),
        ("证号 330999 19900101 1234", "19900101 1234"),
        ("老证330999900101123", "900101123"),
        ("打13812345678", "12345678"),
        ("打+8613812345678", "12345678"),
        ("打0086 138 1234 5678", "1234 5678"),
        ("138-1234-5678", "1234-5678"),
        ("138.1234.5678", "1234.5678"),
        ("138 123 45678", "123 45678"),
        ("(138)12345678", "12345678"),
        ("138 - 1234 - 5678", "1234 - 5678"),
        ("138(1234)5678", "1234"),
        ("1 3 8 1 2 3 4 5 6 7 8", "1 2 3 4 5"),
        ("１３８１２３４５６７８", "１２３４"),
        ("座机0571-87654321", "8765"),
        ("卡号6222 0212 3456 7890 123", "0212 3456"),
        ("卡号6222021234567890", "02123456"),
    ],
)
def test_numbers_of_persons_inside_a_text_are_masked(text, hidden):
    masked = mask_text(text)
    assert hidden not in masked
    assert "*" in masked


@pytest.mark.parametrize(
    "text", ["12345热线", "编号33099920261122P000015", "2026年10月12日9点", "罚款5000元", "第138号楼"]
)
def test_other_numbers_stay(text):
    assert mask_text(text) == text


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("请联系王师傅 138 1234 5678", True),
        ("报名带身份证33099919900101123X", True),
        ("退费到 6222 0212 3456 7890 123", True),
        ("1 3 8 1 2 3 4 5 6 7 8", True),
        ("咨询0571-87654321或12345", False),
        ("11月28日22:00至11月29日06:00停水，涉及1200户", False),
        ("", False),
    ],
)
def test_what_everybody_reads_names_nobody_s_own_number_but_an_office_s_line(text, own):
    assert holds_own_number(text) is own


@given(
    st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Nd"])),
    st.integers(3, 9),
    st.integers(0, 10**9 - 1),
)
def test_no_mobile_number_survives_between_words(words, second, rest):
    number = f"1{second}{rest:09d}"
    assert number not in mask_text(f"{words}{number}{words}")


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("松溪村文化广场3号楼2单元501室", "松溪村文化广场3号楼***"),
        ("人民路88号3栋501号", "人民路88号3栋***"),
        ("人民路88号", "人民路88号"),
        ("人民路88号501", "人民路88号***"),
        ("阳光小区5楼502", "阳光小区***"),
        ("松溪村三组王家大院", "松溪村***"),
        ("城关镇", "城***"),
        ("", ""),
    ],
)
def test_an_address_ends_with_the_building(address, shown):
    assert mask_address(address) == shown


def test_a_name_keeps_its_first_character_and_a_number_its_ends():
    assert (mask_name("翁小明"), mask_name("")) == ("翁**", "")
    assert (mask_phone("138 1234 5678"), mask_phone("12345"), mask_phone("")) == ("138****5678", "*****", "")
