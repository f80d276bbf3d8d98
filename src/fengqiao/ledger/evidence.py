"""Files brought as proof of a matter: whose, by whom, and whether the others may see them yet.

A file's bytes are there before; its row (`ledger.file`) is written along and counts it as used, so that it is not
cleared away.
"""
# ruff: noqa: S608 -- composed of constants, values come as parameters only

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from fengqiao.ledger.access import log_entry, logged_with
from fengqiao.ledger.connection import UnitOfWork
from fengqiao.ledger.ids import is_uuid, uuid7
from fengqiao.ledger.sealed import KeyRing
from fengqiao.ledger.store import OWN_COLUMNS, Along
from fengqiao.ledger.trips import Row
from fengqiao.people.actors import Actor

# The same file of the same party in the same matter stands once, however often it is sent; only what was added counts
# as a use and leaves a trace. Where there is no place nothing is written; bytes that no row knows are cleared away.
ADD: Final = (
    """
WITH place AS MATERIALIZED (
    SELECT sealed.evidence_fits(%(matter_id)s::uuid, %(counted_of)s, %(most)s, %(party)s, %(file)s) AS fits
), stood AS (
    INSERT INTO sealed.evidence AS e (tenant, id, matter_id, party_id, file_name, pages, key_id, title, added_at, added_by,
                                      added_post)
    SELECT ledger.tenant(), %(id)s::uuid, %(matter_id)s::uuid, %(party)s, %(file)s, %(pages)s, %(key_id)s, %(title)s,
           %(at)s, %(by)s, %(post)s FROM place WHERE fits
    ON CONFLICT ON CONSTRAINT evidence_once DO UPDATE SET file_name = e.file_name
    RETURNING e.tenant, e.id, e.matter_id, e.party_id, e.file_name, e.pages, e.key_id, e.title, e.added_at, e.added_by,
              e.added_post, e.shared_at
), added AS (
    SELECT FROM stood WHERE id = %(id)s::uuid
), kept AS (
    INSERT INTO ledger.file AS f (tenant, name, size, mime, key_id, uses, created_at)
    SELECT ledger.tenant(), %(file)s, %(size)s, %(mime)s, %(key_id)s, (SELECT count(*) FROM added), %(at)s
      FROM place WHERE fits
    ON CONFLICT (tenant, name) DO UPDATE
       SET uses = f.uses + excluded.uses, created_at = greatest(f.created_at, excluded.created_at),
           key_id = excluded.key_id
    RETURNING f.tenant, f.name, f.size, f.mime, f.key_id
), """
    + logged_with("added")
    + """
SELECT {piece} FROM stood AS e JOIN kept AS f ON f.tenant = e.tenant AND f.name = e.file_name {reading}
"""
)
COUNT: Final = (
    "SELECT count(*) FROM sealed.evidence WHERE tenant = ledger.tenant() AND matter_id = %(matter_id)s::uuid"
    " AND party_id = %(party)s"
)
_PIECE: Final = (
    "e.id, e.matter_id, e.party_id, e.file_name, e.pages, e.key_id, e.title, e.added_at, e.added_by, e.added_post,"
    " e.shared_at, f.size, f.mime, f.key_id AS file_key, coalesce(r.state, '') AS reading"
)
_FILE: Final = "JOIN ledger.file AS f ON f.tenant = e.tenant AND f.name = e.file_name"
_READING: Final = "LEFT JOIN sealed.evidence_reading AS r ON r.tenant = e.tenant AND r.evidence_id = e.id"
_COLUMNS: Final = (
    f"SELECT {_PIECE} FROM sealed.evidence AS e {_FILE} {_READING} WHERE e.tenant = ledger.tenant() AND "
)
OF_MATTER: Final = _COLUMNS + "e.matter_id = %(matter_id)s::uuid ORDER BY e.added_at, e.id"
ONE: Final = _COLUMNS + "e.id = %(id)s::uuid"
# What was shared before stays as it was; the trace says each time who shared.
SHARE: Final = (
    """
WITH shared AS (
    UPDATE sealed.evidence AS e
       SET shared_at = coalesce(e.shared_at, %(at)s),
           shared_by = CASE WHEN e.shared_at IS NULL THEN %(by)s ELSE e.shared_by END
     WHERE e.tenant = ledger.tenant() AND e.id = %(id)s::uuid
    RETURNING e.tenant, e.id, e.matter_id, e.party_id, e.file_name, e.pages, e.key_id, e.title, e.added_at, e.added_by,
              e.added_post, e.shared_at
), """
    + logged_with("shared")
    + f"SELECT {_PIECE} FROM shared AS e {_FILE} {_READING}"
)


@dataclass(frozen=True, slots=True)
class New:
    """A file that is to become a piece of evidence; its bytes are written already."""

    matter_id: str
    party: str
    file_name: str
    title: str
    mime: str
    size: int
    pages: int


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence. `party` is "" for what belongs to no party; `reading` is the state of its reading, or ""."""

    id: str
    matter_id: str
    party: str
    file_name: str
    pages: int
    title: str
    added_at: datetime
    added_by: str
    added_post: str
    shared_at: datetime | None
    size: int
    mime: str
    file_key: str
    reading: str


def add(
    work: UnitOfWork,
    ring: KeyRing,
    new: New,
    actor: Actor,
    *,
    at: datetime,
    most: int,
    counted_of: str | None,
) -> Piece | None:
    """Write down a piece of evidence, count its file and note who brought it; gives the piece as it stands.

    The same again changes nothing and gives the piece that stands. None where `most` pieces stand already, of the matter
    or of the party `counted_of`: the limit holds, however many ask at once.
    """
    bound_to = _bound(new.matter_id, new.file_name)
    values = {
        "id": (made := uuid7()),
        "matter_id": new.matter_id,
        "party": new.party,
        "file": new.file_name,
        "pages": new.pages,
        "size": new.size,
        "mime": new.mime,
        "key_id": ring.current.id,
        "title": ring.encrypt(new.title.encode(), bound_to=bound_to),
        "at": at,
        "by": actor.person,
        "post": actor.post.value,
        "most": most,
        "counted_of": counted_of,
    }
    entry = log_entry(work.tenant, actor, act="bring_evidence", at=at, subject=made, result="kept")
    row = work.execute(ADD.format(piece=_PIECE, reading=_READING), values | entry).fetchone()
    return None if row is None else _piece(ring, row)


def count(work: UnitOfWork, matter_id: str, *, party: str) -> int:
    """How many pieces a party of a matter has."""
    row = work.execute(COUNT, {"matter_id": matter_id, "party": party}).fetchone()
    return int(row[0]) if row is not None else 0


def of_matter(work: UnitOfWork, ring: KeyRing, matter_id: str) -> list[Piece]:
    """All pieces of a matter, as they came; who may see which is asked elsewhere."""
    return [_piece(ring, row) for row in work.execute(OF_MATTER, {"matter_id": matter_id})]


def find(work: UnitOfWork, ring: KeyRing, evidence_id: str) -> Piece | None:
    """One piece by its id."""
    row = work.execute(ONE, {"id": evidence_id}).fetchone()
    return None if row is None else _piece(ring, row)


def along(evidence_id: str) -> Along | None:
    """What asks for a piece together with its matter; None for what is no id."""
    if not is_uuid(evidence_id):
        return None
    join = (
        f"LEFT JOIN (sealed.evidence AS e {_FILE} {_READING})"
        " ON e.tenant = ledger.tenant() AND e.id = %(piece)s::uuid AND e.matter_id = m.id"
    )
    return Along(_PIECE, join, {"piece": evidence_id})


def came_along(ring: KeyRing, row: Row) -> Piece | None:
    """The piece that was asked for together with its matter, if it is one of its."""
    found = row[OWN_COLUMNS:]
    return _piece(ring, found) if found and found[0] is not None else None


def share(work: UnitOfWork, ring: KeyRing, evidence_id: str, actor: Actor, *, at: datetime) -> Piece | None:
    """From now on the others see it, too, and the trace says who shared it; gives the piece as it stands."""
    entry = log_entry(work.tenant, actor, act="share_evidence", at=at, subject=evidence_id, result="shared")
    row = work.execute(SHARE, {"id": evidence_id, "at": at, "by": actor.person} | entry).fetchone()
    return None if row is None else _piece(ring, row)


def _piece(ring: KeyRing, row: Any) -> Piece:
    matter_id, file_name = str(row[1]), row[3]
    title = ring.decrypt(bytes(row[6]), key_id=row[5], bound_to=_bound(matter_id, file_name)).decode()
    return Piece(str(row[0]), matter_id, row[2], file_name, row[4], title, *row[7:])


def _bound(matter_id: str, file_name: str) -> str:
    return f"evidence|{matter_id}|{file_name}"
