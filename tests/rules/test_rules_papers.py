"""The wording of papers: a small grammar whose places are filled with words that stay words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengqiao.matters.papers import INDISPENSABLE, PLACES, REQUIRED, number_in, series_of
from fengqiao.matters.wording import Sort, Written, filled, lines_of, places_in

BODY = """
> {诉求人}：
# 一、事实
{纠纷事实}
| 金额 | {履行金额}
| 期限 | {履行期限}
固定的一句。
{不成原因}
@ {当事人称谓}、人民调解员
"""


def test_a_text_is_filled_line_by_line():
    values = {
        "诉求人": "翁某",
        "纠纷事实": "第一段\n第二段",
        "履行金额": "2,000元",
        "当事人称谓": "申请人、被申请人",
    }
    assert filled(BODY, values) == (
        Written(Sort.PLAIN, "翁某："),
        Written(Sort.HEAD, "一、事实"),
        Written(Sort.TEXT, "第一段"),
        Written(Sort.TEXT, "第二段"),
        Written(Sort.ROW, "2,000元", "金额"),
        Written(Sort.TEXT, "固定的一句。"),
        Written(Sort.SIGN, "申请人"),
        Written(Sort.SIGN, "被申请人"),
        Written(Sort.SIGN, "人民调解员"),
    )


@given(st.text(alphabet="#>|@{}、甲\n", max_size=30))
def test_what_fills_a_place_is_never_grammar(words):
    """No head, row or place comes out of somebody's words."""
    made = filled("{诉求内容}", {"诉求内容": words, "甲": "不该出现"})
    assert {one.sort for one in made} <= {Sort.TEXT}
    assert [one.text for one in made] == [part for part in words.split("\n") if part.strip()] * bool(words)


def test_every_required_place_is_one_that_is_filled():
    for template, places in REQUIRED.items():
        assert places <= PLACES, template
    assert set(REQUIRED) >= INDISPENSABLE


def test_places_and_lines_of_a_text():
    assert places_in("甲{当事人}乙{履行期限}{}{过长的名字过长的名字过长的名字过长的名字太长}") == {
        "当事人",
        "履行期限",
    }
    assert list(lines_of("\n  \n#\n")) == []


@pytest.mark.parametrize(
    ("unit", "short", "word", "series"),
    [
        ("望湖街道人民调解委员会", "", "人调字", "（2026）望湖街道人调字"),
        ("望湖街道人民调解委员会", "望", "人调字", "（2026）望人调字"),
        ("望湖街道人民调解委员会", "", "告字", "（2026）望湖街道人民调解委员会告字"),
        ("青枫县综治中心", "青综", "交字", "（2026）青综交字"),
        ("人民调解委员会", "", "人调字", "（2026）人民调解委员会人调字"),
    ],
)
def test_the_head_of_a_number(unit, short, word, series):
    assert series_of(year=2026, unit=unit, short_name=short, word=word) == series
    assert number_in(series, 3) == f"{series}第3号"
