"""Loading: one query before a rule decides, with the answer of an idempotency key (ARCHITECTURE section 1)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from fengqiao.ledger import codec
from fengqiao.ledger.chain import GENESIS, Entry
from fengqiao.ledger.connection import UnitOfWork
from fengqiao.ledger.ids import is_uuid
from fengqiao.ledger.snapshots import known_record
from fengqiao.ledger.stored_events import recorded_of
from fengqiao.lifecycle.evolve import replay
from fengqiao.matters.matter import Matter
from fengqiao.matters.recorded import Recorded


@dataclass(frozen=True, slots=True)
class Loaded:
    """A matter as it stands, or none. `answer`: what the idempotency key was answered; `answered`: for which matter.

    `officers`: who acted in the units that were asked for (`officers_of`), on this matter or one that is related to it;
    None where none were asked for.
    """

    matter: Matter | None
    head_hash: bytes = GENESIS
    answer: str | None = None
    answered: str | None = None
    officers: frozenset[str] | None = None
    officers_of: tuple[str, ...] = ()

    @property
    def version(self) -> int:
        """How many events it has; 0 for none."""
        return self.matter.version if self.matter is not None else 0


NOTHING: Final = Loaded(None)
"""What a registration stands on."""


@dataclass(frozen=True, slots=True)
class Along:
    """What else is asked with a matter (`m`), so that it needs no statement of its own: columns, their join, and values."""

    columns: str
    join: str
    params: Mapping[str, Any]


OWN_COLUMNS: Final = 7
"""Columns of the matter itself in a row of `asking`; what was asked along with it stands behind them."""

NOBODY: Final = "false"
BY_ID: Final = "m.id = %(id)s::uuid"
BY_CODE: Final = "m.code = %(code)s"
BY_ANSWER: Final = "m.id = i.matter_id"
BY_SOURCE: Final = "m.source_system = %(source)s AND m.external_id = %(number)s AND m.external_id <> ''"
ANSWERS: Final = (
    " LEFT JOIN ledger.idempotency AS i"
    " ON i.tenant = ledger.tenant() AND i.scope = %(scope)s AND i.key = %(key)s"
)
# The matter hangs on one empty row, so that an answer is found where its matter is not asked for.
LOAD: Final = (
    "SELECT m.snapshot, m.head_hash, m.id, {answer}, {officers}, {officers_of}{columns} FROM (VALUES (1)) AS one{join}"
    " LEFT JOIN ledger.matter AS m ON m.tenant = ledger.tenant() AND {by}{along}"
)
LOAD_LOCKED: Final = (
    "SELECT m.snapshot, m.head_hash, m.id, {answer}, {officers}, {officers_of} FROM ledger.matter AS m{join}"
    " WHERE m.tenant = ledger.tenant() AND {by} FOR NO KEY UPDATE OF m"
)
READ_MANY: Final = (
    "SELECT m.snapshot, m.head_hash, m.id, NULL, NULL, NULL, NULL FROM ledger.matter AS m"
    " WHERE m.tenant = ledger.tenant() AND m.id = ANY(%(ids)s::uuid[]) ORDER BY m.id"
)
READ_CODED: Final = (
    "SELECT m.snapshot, m.head_hash, m.id, NULL, NULL, NULL, NULL FROM ledger.matter AS m"
    " WHERE m.tenant = ledger.tenant() AND m.code = ANY(%(codes)s) ORDER BY m.id"
)
LOAD_MANY: Final = f"{READ_MANY} FOR NO KEY UPDATE OF m"
# Related are the matter itself, what it is merged with, and matters of a party with the same telephone. The number is
# compared by its keyed hash and leaves the database in no shape.
OFFICERS: Final = """coalesce((
SELECT array_agg(DISTINCT e.person) FROM ledger.event AS e
 WHERE e.tenant = m.tenant AND e.unit = ANY(%(officers_of)s) AND e.matter_id IN (
       SELECT m.id
        UNION SELECT m.main_matter_id
        UNION SELECT f.id FROM ledger.matter AS f WHERE f.tenant = m.tenant AND f.main_matter_id = m.id
        UNION (SELECT o.matter_id FROM sealed.person AS p
                 JOIN sealed.person AS o ON o.tenant = p.tenant AND o.phone_key = p.phone_key
                WHERE p.tenant = m.tenant AND p.matter_id = m.id AND p.phone_key IS NOT NULL
                ORDER BY o.matter_id DESC LIMIT 200))), '{}')"""
EVENTS: Final = (
    "SELECT seq, v, at, kind, person, post, unit, body FROM ledger.event"
    " WHERE tenant = ledger.tenant() AND matter_id = %(id)s::uuid ORDER BY seq"
)
KNOWN: Final = (
    "SELECT external_id, id FROM ledger.matter WHERE tenant = ledger.tenant()"
    " AND source_system = %(source)s AND external_id = ANY(%(numbers)s) AND external_id <> ''"
)


def load(
    work: UnitOfWork,
    matter_id: str = "",
    *,
    code: str = "",
    source: tuple[str, str] | None = None,
    idempotency: tuple[str, str] | None = None,
    for_update: bool = False,
    officers_of: Sequence[str] = (),
) -> Loaded:
    """Load a matter by id, code or (source system, external id), and what (scope, key) was answered, in one query.

    With nothing named it is the matter that the answer is about. `for_update` locks the row for the transaction; an answer then
    comes only along with a matter. An id that is no UUID is nobody's. `officers_of`: units whose people are asked for, as
    far as they acted on this matter or a related one.
    """
    row = work.execute(
        *asking(
            matter_id,
            code=code,
            source=source,
            idempotency=idempotency,
            for_update=for_update,
            officers_of=officers_of,
        )
    ).fetchone()
    return NOTHING if row is None else _loaded(work, row)


def asking(
    matter_id: str = "",
    *,
    code: str = "",
    source: tuple[str, str] | None = None,
    idempotency: tuple[str, str] | None = None,
    for_update: bool = False,
    officers_of: Sequence[str] = (),
    along: Along | None = None,
) -> tuple[str, dict[str, Any]]:
    """The query of `load`, to be sent along with others; `along` is not asked of a row that is locked."""
    by, params = _named(matter_id, code, source)
    if by == NOBODY and idempotency is not None and not (matter_id or code):
        by = BY_ANSWER
    if idempotency is not None:
        params |= {"scope": idempotency[0], "key": idempotency[1]}
    asked = idempotency is not None
    statement = (LOAD_LOCKED if for_update else LOAD).format(
        by=by,
        answer="i.answer, i.matter_id" if asked else "NULL, NULL",
        join=ANSWERS if asked else "",
        officers=OFFICERS if officers_of else "NULL",
        officers_of="%(officers_of)s::text[]" if officers_of else "NULL",
        columns=f", {along.columns}" if along is not None else "",
        along=f" {along.join}" if along is not None else "",
    )
    if officers_of:
        params["officers_of"] = list(officers_of)
    if along is not None:
        params |= along.params
    return statement, params


def loaded_from(row: tuple[Any, ...]) -> Loaded | None:
    """What a row of `asking` says by itself; None where the record is of another version and its events are needed."""
    snapshot, head_hash, _, answer, answered, officers, officers_of = row[:OWN_COLUMNS]
    if snapshot is None:
        return Loaded(None, answer=answer, answered=answered)
    try:
        matter = known_record(snapshot)
    except codec.CodecError:
        return None
    return Loaded(matter, head_hash, answer, answered, _officers(officers), tuple(officers_of or ()))


def _officers(found: list[str] | None) -> frozenset[str] | None:
    return None if found is None else frozenset(found)


def load_many(work: UnitOfWork, ids: Iterable[str]) -> dict[str, Loaded]:
    """Load and lock several matters, always in the order of their ids, so that two merges cannot block each other."""
    return _all_of(work, LOAD_MANY, ids)


def read_many(work: UnitOfWork, ids: Iterable[str]) -> dict[str, Loaded]:
    """Load several matters to look at them only."""
    return _all_of(work, READ_MANY, ids)


def read_coded(work: UnitOfWork, codes: Sequence[str]) -> dict[str, Matter]:
    """The matters of these codes, to look at them only; one that is not there is left out."""
    loaded = (_loaded(work, row) for row in work.execute(READ_CODED, {"codes": list(codes)}).fetchall())
    return {one.matter.code: one.matter for one in loaded if one.matter is not None}


def _all_of(work: UnitOfWork, statement: str, ids: Iterable[str]) -> dict[str, Loaded]:
    wanted = sorted({each for each in ids if is_uuid(each)})
    rows = work.execute(statement, {"ids": wanted}).fetchall()
    return {row[2]: _loaded(work, row) for row in rows}


def read_events(work: UnitOfWork, matter_id: str) -> list[Recorded]:
    """Every event of a matter in its present shape, oldest first."""
    return [recorded_of(Entry(*row)) for row in work.execute(EVENTS, {"id": matter_id})]


def known(work: UnitOfWork, source_system: str, numbers: Sequence[str]) -> dict[str, str]:
    """Which of these numbers of a source are in the ledger already, with the ids of their matters."""
    rows = work.execute(KNOWN, {"source": source_system, "numbers": list(numbers)}).fetchall()
    return {row[0]: row[1] for row in rows}


def _named(matter_id: str, code: str, source: tuple[str, str] | None) -> tuple[str, dict[str, Any]]:
    if matter_id:
        return (BY_ID, {"id": matter_id}) if is_uuid(matter_id) else (NOBODY, {})
    if code:
        return BY_CODE, {"code": code}
    if source is not None:
        return BY_SOURCE, {"source": source[0], "number": source[1]}
    return NOBODY, {}


def _loaded(work: UnitOfWork, row: tuple[Any, ...]) -> Loaded:
    loaded = loaded_from(row)
    if loaded is not None:
        return loaded
    _, head_hash, matter_id, answer, answered, officers, officers_of = row[:OWN_COLUMNS]
    # The events are the truth; the record is only quicker to read.
    matter = replay(read_events(work, matter_id))
    return Loaded(matter, head_hash, answer, answered, _officers(officers), tuple(officers_of or ()))
