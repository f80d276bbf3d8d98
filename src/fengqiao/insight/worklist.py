"""Worklists: what waits for a post, by its limit, in one statement that leaves the database as JSON.

Keyset paging; counts stop at `MOST_COUNTED`, for nobody works through more.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Generic, TypeVar

import msgspec

from fengqiao.clocks import LimitUnit
from fengqiao.directory.snapshot import CountyDirectory
from fengqiao.insight.clock_bars import MiniBars, RowClock
from fengqiao.insight.scopes import Viewer, in_scope
from fengqiao.insight.views import View, branches, in_state
from fengqiao.insight.worklist_sql import (
    MOST,
    After,
    Narrowed,
    code_statement,
    codes_statement,
    counts_statement,
    ids_statement,
    page_statement,
    search_statement,
)
from fengqiao.ledger.connection import UnitOfWork
from fengqiao.ledger.ids import is_uuid
from fengqiao.ledger.tokens import query_of
from fengqiao.matters.codes import is_valid
from fengqiao.matters.words import State
from fengqiao.shared.refused import invalid

MOST_FOUND: Final = 300
_CALLING: Final = (View.TODO, View.SOON, View.OVERDUE)
_Read = TypeVar("_Read")


class Row(msgspec.Struct, array_like=True):
    """A row as the database gives it, in the order of `worklist_sql.COLUMNS`."""

    id: str
    code: str
    version: int
    state: str
    kind: str | None
    category: str
    urgency: str
    visibility: str
    channel: str
    area: str
    grid: str
    lead_unit: str
    registered_at: datetime
    accept_due: datetime | None
    due_at: datetime | None
    yellow_at: datetime | None
    resolved_at: datetime | None
    paused: bool
    reopened: int
    followers: int
    photos: int
    whistle_open: bool
    supervision_open: bool
    leader_case: bool
    outside: bool
    attention: list[str]
    title: str
    sort_at: datetime | None


class Cursor(msgspec.Struct, array_like=True):
    """Where the next page begins: the last row's limit and id."""

    at: datetime | None
    id: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list is asked for; "" for no filter. `most`: rows of a page."""

    view: View = View.TODO
    state: State | None = None
    unit: str = ""
    category: str = ""
    q: str = ""
    cursor: str = ""
    most: int = MOST


@dataclass(frozen=True, slots=True)
class Page:
    """One page of rows, in order, and where the next one begins."""

    rows: Sequence[Row]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class _Question(Generic[_Read]):
    """A statement, its parameters, and how its one row is understood."""

    statement: str
    params: Mapping[str, Any]
    understood: Callable[[tuple[Any, ...]], _Read]


def read_page(work: UnitOfWork, viewer: Viewer, asked: Asked) -> Page:
    """Read one page of a list, in one statement; refuses a cursor that is none of ours."""
    question = _page(viewer, asked)
    if question is None:
        return Page((), None)
    row = work.execute(question.statement, question.params).fetchone()
    assert row is not None
    return question.understood(row)


def read_list(work: UnitOfWork, viewer: Viewer, asked: Asked) -> tuple[Page, dict[str, int] | None]:
    """Read a page, and with the first one how much stands in the views that call for work, in one round trip.

    It ends the unit of work. Counted is up to `MOST_COUNTED`, each in one statement. Refuses as `read_page`.
    """
    page = _page(viewer, asked)
    counts = _counts(viewer) if not asked.cursor else None
    questions = [each for each in (page, counts) if each is not None]
    said = ((each.statement, each.params) for each in questions)
    rows = [each.fetchone() for each in work.read_all(*said)] if questions else []
    first, last = (rows[0], rows[-1]) if rows else (None, None)
    found = page.understood(first) if page is not None and first is not None else Page((), None)
    if asked.cursor:
        return found, None
    none = dict.fromkeys((view.value for view in _CALLING), 0)
    return found, counts.understood(last) if counts is not None and last is not None else none


def _page(viewer: Viewer, asked: Asked) -> _Question[Page] | None:
    """What a page is asked by; None where the viewer has nothing to see."""
    params: dict[str, Any] = {
        **viewer.params(),
        "lead": asked.unit,
        "category": asked.category,
    }
    after = _read_cursor(asked.cursor) if asked.cursor else None
    params |= {"after": after.at if after else None, "after_id": after.id if after else None}
    if asked.q:
        return _search(viewer, asked, params)
    wanted = in_state(viewer, asked.state) if asked.state is not None else branches(viewer, asked.view)
    if not wanted:
        return None
    begins = After.START if after is None else After.ID if after.at is None else After.ROW
    statement = page_statement(wanted, _narrowed(asked), begins, asked.most)
    return _Question(statement, params, lambda row: _paged(_rows(row[0]), asked.most))


def _counts(viewer: Viewer) -> _Question[dict[str, int]] | None:
    wanted = {view.value: branches(viewer, view) for view in _CALLING}
    if not any(wanted.values()):
        return None
    return _Question(
        counts_statement(tuple(wanted.values())),
        viewer.params(),
        lambda row: dict(zip(wanted, row, strict=True)),
    )


def rows_of(work: UnitOfWork, viewer: Viewer, ids: Sequence[str]) -> list[Row]:
    """The rows of these matters, as far as they are in the viewer's scope, newest first, in one statement."""
    if not ids:
        return []
    return _decoded(work, ids_statement(in_scope(viewer)), {**viewer.params(), "ids": list(ids)})


def rows_of_codes(work: UnitOfWork, viewer: Viewer, codes: Sequence[str]) -> list[Row]:
    """The rows of the matters of these codes, as far as they are in the viewer's scope, in one statement."""
    if not codes:
        return []
    return _decoded(work, codes_statement(in_scope(viewer)), {**viewer.params(), "codes": list(codes)})


def items(
    page: Page, county: CountyDirectory, *, at: datetime, english: bool = False
) -> list[dict[str, Any]]:
    """The rows of a page as screens show them, with names, clock and flags."""
    bars = MiniBars(at, calendar=county.calendar, yellow_ratio=county.profile.yellow_ratio, english=english)
    return [_item(row, county, bars, english=english) for row in page.rows]


def place_words(county: CountyDirectory, area: str, grid: str) -> str:
    """Where it is as far as the directory knows: town, village and grid, never an address."""
    names = [
        county.areas[code]
        for code in (area[:9], area[:12])
        if len(code) > len(county.tenant) and code in county.areas
    ]
    drawn = county.grids.get(grid)
    if drawn is not None:
        names.append(drawn.name)
    return " ".join(dict.fromkeys(names))


def _item(row: Row, county: CountyDirectory, bars: MiniBars, *, english: bool) -> dict[str, Any]:
    category = county.categories.get(row.category)
    name = "" if category is None else category.name_en if english else category.name_zh
    known = _clock(row, county)
    clock = bars.bar(known) if known is not None else None
    return {
        "code": row.code,
        "title": row.title,
        "category": row.category,
        "category_name": name or row.category,
        "state": row.state,
        "kind": row.kind,
        "urgency": row.urgency,
        "place": place_words(county, row.area, row.grid),
        "lead_unit": row.lead_unit,
        "lead_unit_name": county.unit_name(row.lead_unit, english=english) if row.lead_unit else "",
        "due_at": row.due_at or row.accept_due,
        "light": clock["light"] if clock else "",
        "clock": clock,
        "flags": flags(row),
        "version": row.version,
        "registered_at": row.registered_at,
    }


def flags(row: Row) -> list[str]:
    """What stands out, in the order of the screen; numbers behind a colon."""
    said = (
        (row.urgency == "urgent", "urgent"),
        (row.followers > 0, f"merged:{row.followers}"),
        (row.reopened > 0, f"reopened:{row.reopened}"),
        (row.whistle_open, "whistle"),
        (row.supervision_open, "supervised"),
        ("return" in row.attention or "later_return" in row.attention, "returned"),
        (row.leader_case, "leader_case"),
        (row.channel == "leader_instruction", "instructed"),
        (row.visibility == "restricted", "restricted"),
        (row.outside, "outside"),
        (row.photos > 0, f"photos:{row.photos}"),
    )
    return [flag for stands, flag in said if stands]


_CLOCKLESS: Final = frozenset({State.WITHDRAWN, State.TRANSFERRED, State.REJECTED, State.MERGED})


def _clock(row: Row, county: CountyDirectory) -> RowClock | None:
    """The main clock, before acceptance the one of acceptance; none of what nobody works on any more, or by itself."""
    if row.state in _CLOCKLESS:
        return None
    if row.due_at is not None:
        category = county.categories.get(row.category)
        return RowClock(
            start=row.registered_at,
            due=row.due_at,
            yellow_at=row.yellow_at,
            unit=LimitUnit(category.limit_unit) if category is not None else LimitUnit.HOUR,
            paused=("shelved" if row.state == State.SHELVED else "material") if row.paused else "",
            stopped_at=row.resolved_at,
        )
    if row.accept_due is not None:
        return RowClock(
            start=row.registered_at,
            due=row.accept_due,
            yellow_at=None,
            unit=county.profile.accept.unit,
            paused="verification" if row.paused else "",
            stopped_at=None if row.state in {State.REGISTERED, State.VERIFYING} else row.registered_at,
        )
    return None


def _search(viewer: Viewer, asked: Asked, params: dict[str, Any]) -> _Question[Page] | None:
    """Matters that hold all the words, newest first; a whole code finds its matter without the words."""
    code, words = asked.q.strip().upper(), query_of(asked.q)
    if is_valid(code):
        statement = code_statement(in_scope(viewer), _narrowed(asked, state=asked.state))
    elif words:
        statement = search_statement(in_scope(viewer), _narrowed(asked, state=asked.state), asked.most)
    else:
        return None
    params |= {"code": code, "words": words, "most_found": MOST_FOUND, "before": params["after_id"]}
    return _Question(statement, params, lambda row: _found(row, asked.most))


def _found(row: tuple[Any, ...], most: int) -> Page:
    page = _paged(_rows(row[0]), most)
    if page.next_cursor is None and row[1] is not None:
        # All that was found was looked at, but there is more that was not asked for yet.
        return Page(page.rows, _write_cursor(Cursor(None, row[1])))
    return page


def _narrowed(asked: Asked, *, state: State | None = None) -> Narrowed:
    return Narrowed(bool(asked.unit), bool(asked.category), state.value if state is not None else "")


def _decoded(work: UnitOfWork, statement: str, params: Mapping[str, Any]) -> list[Row]:
    row = work.execute(statement, params).fetchone()
    return _rows(row[0]) if row is not None else []


def _rows(text: str | None) -> list[Row]:
    """The rows, each matter once: a unit may hold two orders of one matter."""
    if text is None:
        return []
    return list({row.id: row for row in _decoder.decode(text)}.values())


_decoder: Final = msgspec.json.Decoder(list[Row])


def _paged(rows: list[Row], most: int) -> Page:
    shown = rows[:most]
    last = shown[-1] if len(rows) > most else None
    return Page(shown, _write_cursor(Cursor(last.sort_at, last.id)) if last is not None else None)


def _write_cursor(cursor: Cursor) -> str:
    return urlsafe_b64encode(msgspec.json.encode(cursor)).decode().rstrip("=")


def _read_cursor(text: str) -> Cursor:
    cursor: Cursor | None = None
    with suppress(ValueError):
        cursor = msgspec.json.decode(urlsafe_b64decode(text + "=" * (-len(text) % 4)), type=Cursor)
    if cursor is not None and is_uuid(cursor.id):
        return cursor
    raise invalid(
        "cursor", "翻页标记无效，请从第一页开始", "not one of our cursors; begin with the first page"
    )
