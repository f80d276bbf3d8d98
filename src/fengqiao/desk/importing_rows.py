"""A row of somebody's table read as a door's data: which column is what, and what is wrong with a row."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from fengqiao.clocks import SHANGHAI
from fengqiao.gateways.files.tables import Row

NAMES: dict[str, tuple[str, ...]] = {
    "external_id": ("编号", "工单编号", "工单号", "留言编号", "事项编号", "受理编号", "id", "msg_id", "external_id", "ticket_no",
                    "number", "unique_key", "case_no", "order_no"),
    "title": ("主题", "标题", "留言主题", "title", "subject"),
    "text": ("内容", "详情", "留言详情", "诉求内容", "诉求", "反映内容", "描述", "text", "content", "description", "detail",
             "message", "body"),
    "occurred_at": ("时间", "留言时间", "发生时间", "受理时间", "登记时间", "来电时间", "创建时间", "time", "occurred_at", "created_at",
                    "created", "date", "datetime"),
    "name": ("姓名", "诉求人", "来电人", "联系人", "留言用户", "用户", "user", "name", "requester", "caller"),
    "phone": ("电话", "联系电话", "手机", "手机号", "来电号码", "phone", "tel", "mobile", "telephone"),
    "address": ("地址", "地点", "事发地址", "位置", "place", "address", "location"),
    "lon": ("经度", "lon", "lng", "longitude", "x"),
    "lat": ("纬度", "lat", "latitude", "y"),
    "category": ("类别", "分类", "分类编码", "一级标签", "category", "type", "service_code"),
}  # fmt: skip
"""The names by which columns are recognised, the more telling first."""

DATUM = "cgcs2000"
"""The datum of a file's coordinates unless the mapping says otherwise: the one that official data must use."""

_MOMENTS = (
    "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M:%S", "%Y/%m/%d %H:%M", "%Y-%m-%d", "%Y/%m/%d",
    "%Y年%m月%d日 %H:%M:%S", "%Y年%m月%d日 %H:%M", "%Y年%m月%d日", "%Y.%m.%d %H:%M:%S", "%Y.%m.%d", "%Y%m%d%H%M%S", "%Y%m%d",
    "%m/%d/%Y %H:%M:%S", "%m/%d/%Y %H:%M", "%m/%d/%Y %I:%M:%S %p", "%m/%d/%Y",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column is read as what; `fixed` gives values that no column has (datum, category …)."""

    columns: Mapping[str, str]
    fixed: Mapping[str, str] = field(default_factory=dict)

    def value(self, cells: Mapping[str, str], name: str) -> str:
        """A row's value of one of our names, trimmed."""
        column = self.columns.get(name)
        found = cells.get(column, "").strip() if column is not None else ""
        return found or self.fixed.get(name, "")


def recognise(columns: Iterable[str]) -> dict[str, str]:
    """Which columns are ours, by their common Chinese and English names; each column once."""
    given = list(columns)
    folded = {_fold(column): column for column in reversed(given)}
    found: dict[str, str] = {}
    for name, known_as in NAMES.items():
        column = next((folded[_fold(one)] for one in known_as if _fold(one) in folded), None)
        if column is not None and column not in found.values():
            found[name] = column
    return found


def _fold(name: str) -> str:
    return re.sub(r"[\s_\-()()]+", "", name).casefold()


class Fault(Exception):  # noqa: N818  it names what is wrong with a row
    """Why a row cannot be taken: which field, and what is wrong with it in both languages."""

    def __init__(self, name: str, zh: str, en: str) -> None:
        super().__init__(en)
        self.field, self.zh, self.en = name, zh, en


def data_of(
    row: Row, mapping: Columns, *, source: str, channel: str, categories: Mapping[str, Any]
) -> dict[str, Any]:
    """A row as a door's data."""
    if row.fault:
        zh, _, en = row.fault.partition(" / ")
        raise Fault("row", zh, en or zh)
    cells = row.cells
    title, body = mapping.value(cells, "title"), mapping.value(cells, "text")
    text = body if not title or body.startswith(title) else f"{title}\n{body}".strip()
    data: dict[str, Any] = {
        "text": re.sub(r"_x000D_|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", " ", text)
        .replace("\r\n", "\n")
        .strip(),
        "channel": channel,
        "source_system": source,
        "external_id": mapping.value(cells, "external_id") or _fingerprint(cells),
        "category": _category(mapping.value(cells, "category"), categories),
        "place": _place(cells, mapping),
    }
    moment = mapping.value(cells, "occurred_at")
    if moment:
        data["occurred_at"] = parse_moment(moment)
    person = {"name": mapping.value(cells, "name"), "phone": mapping.value(cells, "phone")}
    if any(person.values()):
        data["requester"] = {key: value for key, value in person.items() if value}
    return data


def parse_moment(text: str) -> datetime:
    """A moment in one of the usual ways of writing it; without a zone it is the county's."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = None
    for shape in _MOMENTS if found is None else ():
        try:
            found = datetime.strptime(text, shape)  # noqa: DTZ007  the zone follows
            break
        except ValueError:
            continue
    if found is None or not 1949 <= found.year <= 2999:
        raise Fault("occurred_at", f"时间无法识别：{text[:40]}", f"not a time: {text[:40]}")
    return found if found.tzinfo is not None else found.replace(tzinfo=SHANGHAI)


def _place(cells: Mapping[str, str], mapping: Columns) -> dict[str, Any] | None:
    place: dict[str, Any] = {}
    if address := mapping.value(cells, "address"):
        place["address"] = address
    lon, lat = mapping.value(cells, "lon"), mapping.value(cells, "lat")
    if lon or lat:
        try:
            place |= {"lon": float(lon), "lat": float(lat), "datum": mapping.fixed.get("datum", DATUM)}
        except ValueError:
            raise Fault(
                "place", f"坐标不是数字：{lon[:20]},{lat[:20]}", "the coordinates are not numbers"
            ) from None
    return place or None


def _category(value: str, categories: Mapping[str, Any]) -> str:
    """A leaf's code or name; what is neither is left to triage."""
    if value in categories:
        return value
    if not value:
        return ""
    return next((code for code, info in categories.items() if value in {info.name_zh, info.name_en}), "")


def _fingerprint(cells: Mapping[str, str]) -> str:
    """A number for a row that has none: the same row has the same."""
    text = "\x1f".join(f"{name}\x1e{value.strip()}" for name, value in sorted(cells.items()))
    return "row-" + hashlib.sha256(text.encode()).hexdigest()[:32]
