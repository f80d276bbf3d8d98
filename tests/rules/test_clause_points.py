"""What a clause says to be performed, in its own words: who, what, how much, by when, how it is proven."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengqiao.mediation.clauses import LONGEST_NAME, Lack, Points, lacks, points


@pytest.mark.parametrize(
    ("clause", "found"),
    [
        (
            "乙方于2027年6月30日前分两期向甲方支付赔偿款2000元（大写：贰仟元整），以银行转账凭证为证。",
            Points("乙方", "支付", "2000元", "2027年6月30日前", "银行转账凭证"),
        ),
        (
            "装饰公司于签字当日一次性支付翁先生工资和高温补贴共2000元，当场付清，以收条为凭。",
            Points("装饰公司", "支付", "2000元", "当日", "收条"),
        ),
        ("翁志强应在三日内修复卫生间防水层，由社区现场验收。", Points("翁志强", "修复", "", "三日内", "验收")),
        ("双方互不再追究。", Points("双方", "互不再追究")),
        ("本协议一式三份，双方各执一份，签字后生效。", Points()),
        ("另行协商。", Points()),
    ],
)  # fmt: skip
def test_a_clause_is_read_into_its_points(clause, found):
    assert points(clause) == found


@given(st.text(alphabet="甲乙方公司应支付修复元当场收据，。不再12年月日前", max_size=60))
def test_points_are_words_of_the_clause_and_what_is_there_is_not_lacking(clause):
    """A reader never meets a word that nobody agreed on, nor a point that is both there and lacking."""
    found, open_ = points(clause), lacks(clause)
    for name, said in (
        ("who", found.who),
        ("amount", found.amount),
        ("deadline", found.deadline),
        ("proof", found.proof),
    ):
        assert said in clause
        assert not (said and Lack(name) in open_)
    assert found.what in clause
    assert len(found.who) <= max(LONGEST_NAME, 12)
