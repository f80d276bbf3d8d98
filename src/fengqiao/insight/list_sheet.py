"""A list as a workbook: the columns of the screen, every cell as text, and a last line that says what it is."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from fengqiao.clocks import SHANGHAI
from fengqiao.insight.words import FLAG, LIGHT, STATE, URGENCY, word

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_EXPORTED: Final = 1000
"""Rows of a workbook: more is no list to work through, and statistics have their own page."""

VIEW: Final = {
    "todo": ("我的待办", "To do"),
    "soon": ("即将到期", "Due soon"),
    "overdue": ("已逾期", "Overdue"),
    "supervised": ("督办件", "Supervised"),
    "instructed": ("领导批示件", "Leader's instructions"),
    "all": ("全部", "All"),
}
_HEADS: Final = (
    ("编号", "Code", 24),
    ("诉求", "What was asked", 48),
    ("状态", "State", 12),
    ("紧急程度", "Urgency", 10),
    ("类别", "Category", 20),
    ("地点", "Place", 28),
    ("承办单位", "Unit", 24),
    ("登记时间", "Registered", 17),
    ("期限", "Due", 17),
    ("灯", "Light", 8),
    ("剩余", "Left", 34),
    ("标记", "Flags", 24),
)


@dataclass(frozen=True, slots=True)
class Made:
    """When it was made, for whom, of which view; `more`: there are rows that it does not hold."""

    at: datetime
    by: str
    view: str
    more: bool


def workbook(items: Sequence[Mapping[str, Any]], made: Made, *, english: bool) -> bytes:
    """The rows of `worklist.items` as XLSX. Nothing in it is taken for a formula or a link."""
    import xlsxwriter  # noqa: PLC0415  only an export needs it

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet()
        bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        for column, (zh, en, width) in enumerate(_HEADS):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, en if english else zh, bold)
        for number, item in enumerate(items, start=1):
            for column, cell in enumerate(_cells(item, english=english)):
                sheet.write_string(number, column, cell, wrap)
        sheet.write_string(len(items) + 2, 0, _last_line(len(items), made, english=english))
        sheet.freeze_panes(1, 1)
        if items:
            sheet.autofilter(0, 0, len(items), len(_HEADS) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
    return out.getvalue()


def _cells(item: Mapping[str, Any], *, english: bool) -> tuple[str, ...]:
    clock = item["clock"]
    return (
        item["code"],
        item["title"],
        word(STATE, item["state"], english=english),
        word(URGENCY, item["urgency"], english=english),
        item["category_name"],
        item["place"],
        item["lead_unit_name"],
        _moment(item["registered_at"]),
        _moment(item["due_at"]),
        word(LIGHT, item["light"], english=english) if item["light"] else "",
        clock["sentence"] if clock else "",
        (", " if english else "、").join(_flag(flag, english=english) for flag in item["flags"]),
    )


def _flag(flag: str, *, english: bool) -> str:
    name, _, count = flag.partition(":")
    return " ".join(part for part in (word(FLAG, name, english=english), count) if part)


def _moment(at: datetime | None) -> str:
    return "" if at is None else f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"


def _last_line(count: int, made: Made, *, english: bool) -> str:
    at = _moment(made.at)
    if english:
        more = f"; only the first {count} rows: narrow the list for the others" if made.more else ""
        return f"{made.view}: {count} matters as {made.by} saw them at {at}{more}"
    more = f"；只导出前 {count} 件，其余请缩小筛选范围后再导出" if made.more else ""
    return f"{made.view}：{made.by}于 {at} 所见 {count} 件{more}"
