"""A list as a workbook: what the screen shows, no more, and nothing that runs."""

import io
import zipfile

import psycopg
import pytest
import python_calamine
from django.conf import settings

from fengqiao.insight import list_sheet

pytestmark = pytest.mark.database


def rows(answer):
    assert answer.status_code == 200, answer.content.decode()
    return python_calamine.load_workbook(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()


def test_it_holds_what_the_list_shows_to_the_same_seat(office, statements):
    code, other = office.until("in_progress"), office.register(category="P0102")
    with statements() as said:
        answer = office["handler"].ask("/worklist.xlsx?view=all")
    assert len(said) <= 6
    assert answer["Content-Type"] == list_sheet.XLSX
    assert "attachment" in answer["Content-Disposition"]
    shown = [each["code"] for each in office["handler"].ask("/worklist?view=all").json()["items"]]
    head, *body = rows(answer)
    assert head[:3] == ["编号", "诉求", "状态"]
    assert [row[0] for row in body[: len(shown)]] == shown
    assert code in shown
    assert other not in shown
    mine = next(row for row in body if row[0] == code)
    assert mine[2:7] == ["办理中", "普通", "路灯不亮", "松溪镇 松溪村 松溪村第一网格", "市政园林服务中心"]
    assert "138****5678" in mine[1]
    assert "市政园林服务中心于" in body[-1][0]


def test_filters_and_words_narrow_it_and_the_language_is_the_readers(office):
    code = office.register(text="枫桥头有一棵歪脖子树")
    body = rows(office["registrar"].ask("/worklist.xlsx?view=all&q=歪脖子树", **{"Accept-Language": "en"}))
    assert [row[0] for row in body[1:2]] == [code]
    assert body[0][0] == "Code"
    assert len(rows(office["registrar"].ask("/worklist.xlsx?view=all&state=archived"))) <= 3


def test_what_looks_like_a_formula_stays_a_text(office):
    text = '=HYPERLINK("http://evil.example","点这里")'
    office.register(text=text, category="P0103")
    answer = office["registrar"].ask("/worklist.xlsx?category=P0103")
    assert any(row[1] == text for row in rows(answer))
    with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")


def test_a_list_that_is_longer_says_so(office, monkeypatch):
    from fengqiao.api import lists

    for _ in range(3):
        office.register(category="P0104")
    monkeypatch.setattr(lists, "MOST_EXPORTED", 2)
    body = rows(office["registrar"].ask("/worklist.xlsx?category=P0104"))
    assert len([row for row in body[1:] if row[0].startswith(office.county.tenant)]) == 2
    assert "只导出前 2 件" in body[-1][0]


def test_an_export_leaves_a_trace_without_the_words_that_were_searched(office):
    office["supervisor"].ask("/worklist.xlsx?view=all&q=翁小明")
    with psycopg.connect(settings.DATABASE_URL) as connection:
        connection.execute("SELECT set_config('app.tenant', %s, true)", (office.county.tenant,))
        found = connection.execute(
            "SELECT post, purpose FROM ledger.access_log WHERE act = 'export_list' ORDER BY at DESC LIMIT 1"
        ).fetchone()
    assert found == ("supervisor", "all////words")


def test_who_sees_no_matter_exports_none(office):
    assert office["administrator"].ask("/worklist.xlsx").status_code == 403
