"""Which answers fit what somebody says, and on which day and at which place they are offered."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengqiao.shared.publication import Standing, standing
from fengqiao.triage.knowledge import Article, fit, fitting, offered

DAY = date(2026, 11, 2)
CARD = Article(
    "S0101-1", 1, "身份证丢了怎么补办？", "到派出所。", ("身份证", "补办身份证"), sounds="sfzdlzmbb"
)
AID = Article(
    "S0201-1", 2, "请不起律师怎么办？", "法律援助中心。", ("法律援助", "请不起律师"), sounds="qbqlszmb"
)
SHOP = Article("S0105-1", 1, "开小店要办哪些手续？", "营业执照。", ("营业执照", "小店"), sounds="kxdybnxss")
ALL = (AID, CARD, SHOP)


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("请问我的身份证丢了，要带什么材料去补办", CARD),
        ("我想问下请律师太贵了请不起律师", AID),
        ("想开个小店卖早点", SHOP),
        ("身份证", CARD),
        ("sfz", CARD),
        ("KXD", SHOP),
        ("S0201-1", AID),
        ("身 份 证 丢了", CARD),
    ],
)
def test_what_fits_comes_first(said, first):
    assert fitting(ALL, said, most=3)[0] == first


@pytest.mark.parametrize("said", ["", "   ", "路灯不亮了怎么办", "请问怎么办", "x", "隔壁装修太吵"])
def test_other_words_find_nothing(said):
    assert fitting(ALL, said, most=3) == []


def test_no_more_than_asked_for_and_equal_ones_by_code():
    twins = [replace(CARD, code=code) for code in ("B", "C", "A")]
    assert [each.code for each in fitting(twins, "身份证丢了", most=2)] == ["A", "B"]


@given(st.text(max_size=200))
def test_an_article_s_own_question_always_fits_and_anything_may_be_said(said):
    assert fit(CARD, said) >= 0
    assert fit(CARD, CARD.question) > 0


@pytest.mark.parametrize(
    ("first", "last", "stands"),
    [
        (None, None, Standing.PUBLISHED),
        (DAY, DAY, Standing.PUBLISHED),
        (DAY + timedelta(1), None, Standing.COMING),
        (None, DAY - timedelta(1), Standing.EXPIRED),
    ],
)
def test_only_what_is_valid_today_is_offered(first, last, stands):
    assert standing(1, is_active=True, valid_from=first, valid_until=last, day=DAY) is stands
    article = replace(CARD, valid_from=first, valid_until=last)
    assert offered(article, day=DAY, area="") is (stands is Standing.PUBLISHED)


def test_a_draft_and_a_withdrawn_one_stand_as_such():
    assert standing(0, is_active=True, valid_from=None, valid_until=None, day=DAY) is Standing.DRAFT
    assert standing(3, is_active=False, valid_from=None, valid_until=None, day=DAY) is Standing.WITHDRAWN
    assert not offered(replace(CARD, version=0), day=DAY, area="")


@pytest.mark.parametrize(
    ("area", "told"),
    [("", True), ("331181", True), ("331181101", True), ("331181101201", True), ("331181102", False)],
)
def test_what_holds_in_one_town_is_not_told_in_another(area, told):
    assert offered(replace(CARD, area="331181101"), day=DAY, area=area) is told
