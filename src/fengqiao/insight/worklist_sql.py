"""The statements of worklists, composed of branches: each branch is served by an index and sorted by it.

A page leaves the database as one JSON array of arrays, in the order of `COLUMNS`.
"""
# ruff: noqa: S608 -- composed of the constants here and in `views`, values come as parameters only

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from fengqiao.insight.views import Branch, Source

# Written into the statements: with them as parameters the planner would expect a tenth of the county, and read it all
# to sort it.
MOST: Final = 50
MOST_COUNTED: Final = 100

COLUMNS: Final = (
    "id", "code", "version", "state", "kind", "category", "urgency", "visibility", "channel", "area", "grid",
    "lead_unit", "registered_at", "accept_due", "due_at", "yellow_at", "resolved_at", "paused", "reopened", "followers",
    "photos", "whistle_open", "supervision_open", "leader_case", "outside", "attention", "title", "sort_at",
)  # fmt: skip
_OF_MATTER: Final = (*COLUMNS[:-2], "text_id")
_PICKED: Final = ", ".join(f"m.{name}" for name in _OF_MATTER)
_MATTER: Final = "FROM ledger.matter AS m"
_OF_ORDER: Final = (
    "FROM ledger.work_order AS o JOIN ledger.matter AS m ON m.tenant = ledger.tenant() AND m.id = o.matter_id"
)
# Where a branch reads, what it is sorted by, and by which county its index begins.
_READS: Final[Mapping[Source, tuple[str, str, str, str]]] = {
    Source.STATE: (_MATTER, "m.next_due", "m.id", "m.tenant = ledger.tenant() AND m.is_open"),
    Source.WAITING: (_MATTER, "m.next_due", "m.id", "m.tenant = ledger.tenant() AND m.is_open"),
    Source.SOON: (_MATTER, "m.due_at", "m.id", "m.tenant = ledger.tenant() AND m.is_open"),
    Source.ORDERS: (_OF_ORDER, "o.due_at", "o.matter_id", "o.tenant = ledger.tenant()"),
    Source.EXECUTING: (_OF_ORDER, "o.due_at", "o.matter_id", "o.tenant = ledger.tenant()"),
    Source.NEWEST: (_MATTER, "NULL::timestamptz", "m.id", "m.tenant = ledger.tenant()"),
}
_NAMED: Final = {"title": "coalesce(x.title, '')"}
_ROWS: Final = (
    "SELECT json_agg(json_build_array("
    + ", ".join(_NAMED.get(name, f"p.{name}") for name in COLUMNS)
    + ") ORDER BY p.place)::text"
)
_TITLES: Final = (
    "FROM page AS p LEFT JOIN ledger.text AS x"
    " ON x.tenant = ledger.tenant() AND x.id = p.text_id AND x.erased_at IS NULL"
)
_FOUND: Final = (
    "found AS MATERIALIZED"
    " (SELECT matter_id FROM ledger.search_matters(%(words)s, %(most_found)s, %(before)s::uuid))"
)
_LAST_FOUND: Final = (
    "(SELECT matter_id::text FROM found WHERE (SELECT count(*) FROM found) = %(most_found)s"
    " ORDER BY matter_id LIMIT 1)"
)


class After(StrEnum):
    """Where a page begins: at the start, behind a row's limit and id, or behind an id alone."""

    START = "start"
    ROW = "row"
    ID = "id"


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Which filters narrow a list: the lead unit, the category, a state (of the enum, for searches)."""

    unit: bool = False
    category: bool = False
    state: str = ""

    @property
    def sql(self) -> str:
        """The conditions on matter `m`, each beginning with AND."""
        unit = " AND m.lead_unit = %(lead)s" if self.unit else ""
        category = " AND m.category = %(category)s" if self.category else ""
        return unit + category + (f" AND m.state = '{self.state}'" if self.state else "")


@lru_cache(maxsize=512)
def page_statement(wanted: tuple[Branch, ...], narrowed: Narrowed, after: After, most: int = MOST) -> str:
    """One page out of several branches, which all run in the same direction."""
    newest = wanted[0].newest
    order = "u.sort_at DESC NULLS LAST, u.id DESC" if newest else "u.sort_at, u.id"
    union = " UNION ALL ".join(f"({_branch(branch, narrowed, after, most)})" for branch in wanted)
    return (
        f"WITH page AS (SELECT u.*, row_number() OVER (ORDER BY {order}) AS place FROM ({union}) AS u"
        f" ORDER BY {order} LIMIT {most + 1}) {_ROWS} {_TITLES}"
    )


@lru_cache(maxsize=256)
def counts_statement(views: tuple[tuple[Branch, ...], ...]) -> str:
    """How much stands in each of several views, up to `MOST_COUNTED`."""
    counted = []
    for wanted in views:
        each = " UNION ALL ".join(f"({_counted(branch)})" for branch in wanted) or "SELECT 1 WHERE false"
        counted.append(f"(SELECT count(*) FROM (SELECT FROM ({each}) AS b LIMIT {MOST_COUNTED}) AS c)")
    return f"SELECT {', '.join(counted)}"


@lru_cache(maxsize=256)
def search_statement(scope: str, narrowed: Narrowed, most: int = MOST) -> str:
    """A page of what was found by words, newest first, and the last id found if there is more to find."""
    page = (
        f"SELECT {_PICKED}, NULL::timestamptz AS sort_at, row_number() OVER (ORDER BY m.id DESC) AS place"
        f" FROM found AS f JOIN ledger.matter AS m ON m.tenant = ledger.tenant() AND m.id = f.matter_id"
        f" WHERE {scope}{narrowed.sql} ORDER BY m.id DESC LIMIT {most + 1}"
    )
    return f"WITH {_FOUND}, page AS ({page}) {_ROWS}, {_LAST_FOUND} {_TITLES}"


@lru_cache(maxsize=64)
def code_statement(scope: str, narrowed: Narrowed) -> str:
    """The matter of a code, if it is in the scope; the second column is for the shape of a search."""
    page = (
        f"SELECT {_PICKED}, NULL::timestamptz AS sort_at, 1 AS place {_MATTER}"
        f" WHERE m.tenant = ledger.tenant() AND m.code = %(code)s AND {scope}{narrowed.sql}"
    )
    return f"WITH page AS ({page}) {_ROWS}, NULL {_TITLES}"


@lru_cache(maxsize=64)
def ids_statement(scope: str) -> str:
    """The matters of given ids that are in a scope, newest first."""
    page = (
        f"SELECT {_PICKED}, NULL::timestamptz AS sort_at, row_number() OVER (ORDER BY m.id DESC) AS place {_MATTER}"
        f" WHERE m.tenant = ledger.tenant() AND m.id = ANY(%(ids)s::uuid[]) AND {scope}"
    )
    return f"WITH page AS ({page}) {_ROWS} {_TITLES}"


@lru_cache(maxsize=64)
def codes_statement(scope: str) -> str:
    """The matters of given codes that are in a scope, in the order of the codes."""
    page = (
        f"SELECT {_PICKED}, NULL::timestamptz AS sort_at, array_position(%(codes)s::text[], m.code) AS place {_MATTER}"
        f" WHERE m.tenant = ledger.tenant() AND m.code = ANY(%(codes)s::text[]) AND {scope}"
    )
    return f"WITH page AS ({page}) {_ROWS} {_TITLES}"


def _branch(branch: Branch, narrowed: Narrowed, after: After, most: int) -> str:
    source, sort_at, key, begins = _READS[branch.source]
    way, order = ("<", "DESC") if branch.newest else (">", "ASC")
    by_id = branch.source is Source.NEWEST
    beyond = {
        After.START: "",
        After.ID: f" AND {key} {way} %(after_id)s::uuid",
        After.ROW: f" AND ({sort_at}, {key}) {way} (%(after)s::timestamptz, %(after_id)s::uuid)",
    }[After.ID if by_id and after is After.ROW else after]
    ordered = f"{key} {order}" if by_id else f"{sort_at} {order}, {key} {order}"
    where = f"{begins} AND {branch.where}{narrowed.sql}{beyond}"
    return (
        f"SELECT {_PICKED}, {sort_at} AS sort_at {source} WHERE {where} ORDER BY {ordered} LIMIT {most + 1}"
    )


def _counted(branch: Branch) -> str:
    source, _, _, begins = _READS[branch.source]
    return f"SELECT 1 {source} WHERE {begins} AND {branch.where} LIMIT {MOST_COUNTED}"
