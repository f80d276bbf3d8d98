"""Lists that somebody keeps for the own work: a name and its filters, by person and post."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from fengqiao.ledger.connection import UnitOfWork
from fengqiao.ledger.ids import is_uuid, uuid7

MOST: Final = 20
"""As the table says: a list of lists that nobody oversees helps nobody."""

_OWN: Final = "v.tenant = ledger.tenant() AND v.person = %(person)s AND v.post = %(post)s"
ALL: Final = (
    f"SELECT v.id::text, v.name, v.filters::text FROM ledger.saved_view AS v WHERE {_OWN} ORDER BY v.place"  # noqa: S608
)
KEEP: Final = f"""
INSERT INTO ledger.saved_view (tenant, person, post, place, id, name, filters)
SELECT ledger.tenant(), %(person)s, %(post)s, free.place, %(id)s::uuid, %(name)s, %(filters)s::jsonb
  FROM generate_series(1, {MOST}) AS free (place)
 WHERE NOT EXISTS (SELECT FROM ledger.saved_view AS v WHERE {_OWN} AND v.place = free.place)
 ORDER BY free.place LIMIT 1
ON CONFLICT DO NOTHING RETURNING id
"""  # noqa: S608
NAMED: Final = f"SELECT count(*), bool_or(v.name = %(name)s) FROM ledger.saved_view AS v WHERE {_OWN}"  # noqa: S608
CHANGE: Final = f"""
UPDATE ledger.saved_view AS v SET name = coalesce(%(name)s, v.name), filters = coalesce(%(filters)s::jsonb, v.filters)
 WHERE {_OWN} AND v.id = %(id)s::uuid AND NOT EXISTS (
       SELECT FROM ledger.saved_view AS o WHERE o.tenant = v.tenant AND o.person = v.person AND o.post = v.post
          AND o.name = %(name)s AND o.id <> v.id)
RETURNING v.id::text, v.name, v.filters::text
"""  # noqa: S608
DROP: Final = f"DELETE FROM ledger.saved_view AS v WHERE {_OWN} AND v.id = %(id)s::uuid RETURNING v.id"  # noqa: S608
KNOWN: Final = f"SELECT v.id FROM ledger.saved_view AS v WHERE {_OWN} AND v.id = %(id)s::uuid"  # noqa: S608


class NameTaken(Exception):  # noqa: N818  it names what happened
    """This person has a list of this name already."""


class NoRoom(Exception):  # noqa: N818  it names what happened
    """This person keeps as many lists as there may be."""


class Gone(LookupError):  # noqa: N818  it names what happened
    """There is no such list of this person."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose lists: a person in a post."""

    person: str
    post: str


@dataclass(frozen=True, slots=True)
class SavedView:
    """A kept list."""

    id: str
    name: str
    filters: Mapping[str, Any]


def kept_by(work: UnitOfWork, owner: Owner) -> list[SavedView]:
    """The lists that somebody keeps, the oldest first."""
    return [_view(row) for row in work.execute(ALL, _own(owner))]


def keep(work: UnitOfWork, owner: Owner, name: str, filters: Mapping[str, Any]) -> SavedView:
    """Keep a list; NameTaken or NoRoom when that does not go."""
    view = SavedView(str(uuid7()), name, filters)
    row = {**_own(owner), "id": view.id, "name": name, "filters": _text(filters)}
    if work.execute(KEEP, row).fetchone() is not None:
        return view
    known = work.execute(NAMED, row).fetchone()
    raise NameTaken if known is not None and known[1] else NoRoom


def change(
    work: UnitOfWork,
    owner: Owner,
    view_id: str,
    *,
    name: str | None = None,
    filters: Mapping[str, Any] | None = None,
) -> SavedView:
    """Give a list another name or other filters; Gone or NameTaken when that does not go."""
    if not is_uuid(view_id):
        raise Gone
    given = None if filters is None else _text(filters)
    asked = {**_own(owner), "id": view_id, "name": name, "filters": given}
    row = work.execute(CHANGE, asked).fetchone()
    if row is not None:
        return _view(row)
    raise NameTaken if work.execute(KNOWN, asked).fetchone() is not None else Gone


def drop(work: UnitOfWork, owner: Owner, view_id: str) -> None:
    """Keep a list no longer; Gone when there is none."""
    if not is_uuid(view_id) or work.execute(DROP, {**_own(owner), "id": view_id}).fetchone() is None:
        raise Gone


def _own(owner: Owner) -> dict[str, Any]:
    return {"person": owner.person, "post": owner.post}


def _text(filters: Mapping[str, Any]) -> str:
    return msgspec.json.encode(filters).decode()


def _view(row: tuple[Any, ...]) -> SavedView:
    return SavedView(row[0], row[1], msgspec.json.decode(row[2]))
