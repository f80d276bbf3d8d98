"""Bringing in matters from a file: streamed, in batches, safe to run again (every row has a number of its source).

`occurred_at` comes from the file, the clocks start now; `history` brings them in with clocks and notices off. Nothing
is merged: likenesses show on the matter.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from typing import Any

from fengqiao.clocks import SHANGHAI
from fengqiao.desk.acts import carry_out, written
from fengqiao.desk.entries import Entry, read_entry
from fengqiao.desk.forms import Texts
from fengqiao.desk.ports import Ports
from fengqiao.desk.suggesting import BatchSuggester, as_note
from fengqiao.gateways.files.tables import Row
from fengqiao.ledger.appending import Append, append_many
from fengqiao.ledger.connection import unit_of_work
from fengqiao.ledger.counters import take_numbers
from fengqiao.ledger.ids import uuid7
from fengqiao.ledger.records import Beside
from fengqiao.ledger.store import NOTHING, known
from fengqiao.ledger.tokens import tokens_of
from fengqiao.matters.codes import matter_code
from fengqiao.people.actors import SYSTEM
from fengqiao.shared.refused import Refused
from fengqiao.triage.suggestions import Triage
from fengqiao.triage.urgent import urgent

BATCH = 200

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


@dataclass(slots=True)
class Tally:
    """What an import came to."""

    read: int = 0
    created: int = 0
    existing: int = 0
    rejected: int = 0
    pending: int = 0

    def settle(self, made: int) -> None:
        """The pending batch was written: so many were made, the others stood already."""
        self.created += made
        self.existing += self.pending - made
        self.pending = 0

    def add(self, other: "Tally") -> None:
        """What another part of the same file came to."""
        self.read += other.read
        self.created += other.created
        self.existing += other.existing
        self.rejected += other.rejected


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that was not taken: where it stands, which field, and why."""

    line: int
    field: str
    why_zh: str
    why_en: str


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


def import_rows(
    ports: Ports,
    rows: Iterable[Row],
    mapping: Columns,
    *,
    source: str,
    channel: str,
    history: bool = False,
    dry_run: bool = False,
    reject: Callable[[Rejected], None],
    progress: Callable[[Tally], None] = lambda _: None,
    suggester: BatchSuggester | None = None,
) -> Tally:
    """Import rows; every broken one is given to `reject`, the others stand. Running it again creates none twice.

    With a `suggester` every matter is written with its suggestion; without one the worker suggests when it comes to it.
    """
    tally = Tally()
    # While the database writes one batch, the next one is read and decided.
    with ThreadPoolExecutor(1) as writer:
        writing: Future[int] | None = None
        for batch in _batches(rows):
            entries = list(
                _entries(
                    ports,
                    batch,
                    mapping,
                    source=source,
                    channel=channel,
                    history=history,
                    tally=tally,
                    reject=reject,
                )
            )
            acts = _decided(ports, entries, source, tally, dry_run=dry_run, suggester=suggester)
            if writing is not None:
                tally.settle(writing.result())
            tally.read += len(batch)
            progress(tally)
            tally.pending = len(acts)
            writing = writer.submit(_write, ports.tenant, acts)
        if writing is not None:
            tally.settle(writing.result())
            progress(tally)
    return tally


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    pending = iter(rows)
    while batch := list(islice(pending, BATCH)):
        yield batch


def _entries(
    ports: Ports,
    batch: Iterable[Row],
    mapping: Columns,
    *,
    source: str,
    channel: str,
    history: bool,
    tally: Tally,
    reject: Callable[[Rejected], None],
) -> Iterator[Entry]:
    county, now = ports.county(), ports.now()
    for row in batch:
        try:
            data = _data(row, mapping, source=source, channel=channel, categories=county.categories)
            yield read_entry(data, county=county, texts=Texts(), now=now, history=history)
        except _Fault as fault:
            tally.rejected += 1
            reject(Rejected(row.line, fault.field, fault.zh, fault.en))
        except Refused as refused:
            tally.rejected += 1
            words = refused.words
            reject(Rejected(row.line, refused.field, refused.zh or words.zh, refused.en or words.en))


class _Fault(Exception):  # noqa: N818  it names what is wrong with a row
    def __init__(self, name: str, zh: str, en: str) -> None:
        super().__init__(en)
        self.field, self.zh, self.en = name, zh, en


def _data(
    row: Row, mapping: Columns, *, source: str, channel: str, categories: Mapping[str, Any]
) -> dict[str, Any]:
    """A row as a door's data."""
    if row.fault:
        zh, _, en = row.fault.partition(" / ")
        raise _Fault("row", zh, en or zh)
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
        raise _Fault("occurred_at", f"时间无法识别:{text[:40]}", f"not a time: {text[:40]}")
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
            raise _Fault(
                "place", f"坐标不是数字:{lon[:20]},{lat[:20]}", "the coordinates are not numbers"
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


def _decided(
    ports: Ports,
    entries: list[Entry],
    source: str,
    tally: Tally,
    *,
    dry_run: bool,
    suggester: BatchSuggester | None,
) -> list[Append]:
    """A batch as it is to be written, those that stand already left out."""
    fresh: dict[str, Entry] = {}
    for entry in entries:
        if entry.register.external_id in fresh:
            tally.existing += 1
        else:
            fresh[entry.register.external_id] = entry
    with unit_of_work(ports.tenant) as work:
        standing = known(work, source, list(fresh)) if fresh else {}
    new = [entry for number, entry in fresh.items() if number not in standing]
    tally.existing += len(fresh) - len(new)
    if dry_run:
        tally.created += len(new)
        return []
    said: Sequence[Triage | None] = [None] * len(new)
    if suggester is not None:
        said = suggester([entry.body for entry in new])
    acts = {
        entry.register.external_id: _act(ports, entry, code, triage)
        for entry, code, triage in zip(new, _codes(ports, new), said, strict=True)
    }
    # In one order for all: two that write the same numbers at once wait for each other, never both.
    return [acts[number] for number in sorted(acts)]


def _write(tenant: str, acts: list[Append]) -> int:
    """Write a batch in one statement; gives how many were new to the database, too."""
    if not acts:
        return 0
    with unit_of_work(tenant) as work:
        return len(append_many(work, acts))


def _codes(ports: Ports, entries: list[Entry]) -> Iterator[str]:
    """Codes for a batch, a block of numbers per kind letter."""
    day = ports.now().astimezone(SHANGHAI).date()
    letters = Counter(entry.register.category[:1] for entry in entries)
    numbers = {
        letter: iter(take_numbers(ports.tenant, f"matter/{day:%Y%m%d}/{letter}", size))
        for letter, size in letters.items()
    }
    for entry in entries:
        category = entry.register.category
        yield matter_code(ports.tenant, day, category, next(numbers[category[:1]]))


def _act(ports: Ports, entry: Entry, code: str, triage: Triage | None) -> Append:
    found = urgent(entry.body) if triage is None else triage.urgent
    register = entry.register if found is None else replace(entry.register, prompt=found.prompt)
    matter_id = uuid7()
    matter, recorded = carry_out(None, (register,), ports.facts(SYSTEM, matter_id=matter_id, code=code))
    typed = "".join(c for c in entry.phone if c.isdigit())[-4:]
    beside = Beside(
        texts=tuple(entry.texts.rows),
        persons=tuple(
            ports.ring.seal(ports.tenant, p.party.id, p.party.role, p.values) for p in entry.persons
        ),
        tracking=None if register.history else ports.ring.tracking(ports.tenant, matter_id, typed=typed),
        words=tokens_of(matter.code, entry.body, tenant=ports.tenant),
        suggestion=None if triage is None else as_note(triage, at=recorded[-1].at),
    )
    return written(matter, recorded, NOTHING, beside)
