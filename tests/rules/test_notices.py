"""A holiday notice is read line by line, and what is wrong with it names the line."""

from datetime import date

import pytest

from fengqiao.clocks.notices import read_notice
from fengqiao.shared.refused import Refused

NOTICE = """
2027-01-01 至 2027-01-03 休 元旦
2月5日至2月11日 休 春节
2027/2/20 班 春节调休
5月1日—5月5日 放假 劳动节
5-8 上班

2027年10月1日到10月7日，休，国庆节
"""


def test_a_notice_is_a_table_of_spans():
    days = {each.day: each for each in read_notice(NOTICE, year=2027)}
    assert len(days) == 3 + 7 + 1 + 5 + 1 + 7
    assert (days[date(2027, 2, 11)].worked, days[date(2027, 2, 11)].name) == (False, "春节")
    assert (days[date(2027, 2, 20)].worked, days[date(2027, 2, 20)].name) == (True, "春节调休")
    assert (days[date(2027, 5, 8)].worked, days[date(2027, 5, 8)].name) == (True, "")
    assert list(days) == sorted(days)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("下周一 休", "第 9 行：读不懂"),
        ("2027-03-01", "第 9 行：读不懂"),
        ("2027-02-30 休", "第 9 行：没有这一天"),
        ("2027-13-01 休", "第 9 行：没有这一天"),
        ("2026-12-31 休", "第 9 行：2026-12-31不在 2027 年"),
        ("2027-12-31 至 2028-01-01 休", "第 9 行：2028-01-01不在 2027 年"),
        ("2027-03-02 至 2027-03-01 休", "第 9 行：起止日期有误"),
        ("2027-03-01 至 2027-03-31 休", "第 9 行：起止日期有误"),
        ("2027-03-01 班", "第 9 行：2027-03-01本来就是工作日"),
        ("2027-02-06 班", "第 9 行：2027-02-06在第 3 行已经写过"),
        (f"2027-03-01 休 {'长' * 61}", "第 9 行：名称过长"),
    ],
    ids=lambda value: None,
)
def test_a_fault_names_its_line(line, said):
    with pytest.raises(Refused) as refused:
        read_notice(NOTICE + line, year=2027)
    assert refused.value.field == "table"
    assert refused.value.zh.startswith(said)
    assert refused.value.en.startswith("line 9: ")


def test_a_notice_may_be_written_in_english():
    table = "1-1 ~ 1-3 free New Year\n2027-02-20, workday, Spring Festival\n5-1 holiday\n10-1 free"
    days = {each.day: each for each in read_notice(table, year=2027)}
    assert (days[date(2027, 2, 20)].worked, days[date(2027, 2, 20)].name) == (True, "Spring Festival")
    assert days[date(2027, 1, 3)].name == "New Year"


@pytest.mark.parametrize("text", ["", "\n\n"])
def test_an_empty_notice_is_none(text):
    with pytest.raises(Refused, match="invalid_data"):
        read_notice(text, year=2027)


@pytest.mark.parametrize("without", ["元旦", "劳动节", "国庆节"])
def test_a_notice_without_a_day_that_is_always_free_is_incomplete(without):
    part = "\n".join(line for line in NOTICE.splitlines() if without not in line)
    with pytest.raises(Refused) as refused:
        read_notice(part, year=2027)
    assert without in refused.value.zh
