"""A year of matters for the bench's county, quickly: some thousand lives by the rules, then copies of them.

A copy has its own ids, code, persons, texts and chain, so every copied matter verifies and opens; only the moments and
the words are those of its pattern.
"""

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from fengqiao.cli.demo_year import plans
from fengqiao.clocks import SHANGHAI
from fengqiao.desk.past import Life
from fengqiao.desk.ports import Ports
from fengqiao.ledger import codec
from fengqiao.ledger.append_sql import EVENT, MATTER, ORDER, REGISTRATION
from fengqiao.ledger.appending import Append
from fengqiao.ledger.chain import GENESIS, Entry, link
from fengqiao.ledger.connection import UnitOfWork, pool_of, unit_of_work
from fengqiao.ledger.ids import uuid7
from fengqiao.ledger.records import PersonRow, TrackingRow
from fengqiao.ledger.rows import order_rows, registration_row, row_of
from fengqiao.ledger.sealed import PHONE
from fengqiao.ledger.stored_events import stored
from fengqiao.ledger.texts import TextRow
from fengqiao.matters.codes import matter_code
from fengqiao.matters.events.intake import MatterRegistered
from fengqiao.matters.matter import Matter

PATTERNS: Final = 4000
DAYS: Final = 365
ROWS_AT_ONCE: Final = 20_000
_BETWEEN: Final = "\x00"
_LATER: Final = "\x01"
_LAST: Final = "\x02"
"""Marks that no text of ours holds."""

_TEXT: Final = ("matter_id", "id", "field", "salt", "title", "body")
_PERSON: Final = ("matter_id", "id", "role", "key_id", "ciphertext", "phone_key", "fields")
_ESCAPED: Final = str.maketrans({"\\": r"\\", "\n": r"\n", "\t": r"\t", "\r": r"\r"})
TABLES: Final[Mapping[str, Sequence[str]]] = {
    "ledger.matter": [*MATTER, *REGISTRATION],
    "ledger.event": list(EVENT),
    "ledger.work_order": list(ORDER),
    "ledger.text": _TEXT,
    "sealed.person": _PERSON,
    "sealed.tracking": ("matter_id", "secret_hash", "pin_hash"),
    "ledger.matter_search": ("matter_id", "tokens"),
}
_INDEXES: Final = """
SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index AS i
  JOIN pg_class AS c ON c.oid = i.indrelid JOIN pg_namespace AS n ON n.oid = c.relnamespace
 WHERE n.nspname IN ('ledger', 'sealed') AND NOT EXISTS (SELECT FROM pg_constraint AS k WHERE k.conindid = i.indexrelid)
   AND c.oid = ANY(%(tables)s::regclass[])
"""
_COUNTER: Final = (
    "INSERT INTO ledger.counter AS c (tenant, name, n) VALUES (%(tenant)s, %(name)s, %(n)s)"
    " ON CONFLICT (tenant, name) DO UPDATE SET n = greatest(c.n, excluded.n)"
)


def fill(ports: Ports, superuser: str, count: int, *, seed: int = 1) -> int:
    """Write that many matters of the last year, oldest first; gives how many.

    `superuser`: the address of a role that row-level security does not bind. Indexes are made afterwards, and the
    planner's figures renewed.
    """
    patterns = sorted(_patterns(ports, min(count, PATTERNS), seed), key=lambda each: each.at)
    if not patterns:
        return 0
    numbers = _numbers_taken(ports, superuser)
    indexes = _without_indexes(superuser)
    made = 0
    rows = _Rows()
    with unit_of_work(ports.tenant, url=superuser) as work:
        work.execute("SET LOCAL session_replication_role = replica")
        work.execute("SET LOCAL statement_timeout = 0")
        for place, pattern in enumerate(patterns):
            for _ in range(count * (place + 1) // len(patterns) - count * place // len(patterns)):
                pattern.copy(rows, numbers)
                made += 1
            if rows.count >= ROWS_AT_ONCE:
                rows.write(work)
        rows.write(work)
        for name, n in numbers.items():
            work.execute(_COUNTER, {"tenant": ports.tenant, "name": name, "n": n})
    _with_indexes(superuser, indexes)
    return made


def _patterns(ports: Ports, count: int, seed: int) -> Iterator["Pattern"]:
    now = ports.now()
    for plan in plans(count, now=now, days=DAYS, seed=seed, county=ports.county()):
        life = Life(ports, now)
        plan.live(life)
        if life.matter is not None:
            yield Pattern(ports, life.append())


def _numbers_taken(ports: Ports, superuser: str) -> Counter[str]:
    """The counters of codes as they stand, which the copies count on from."""
    with unit_of_work(ports.tenant, url=superuser) as work:
        return Counter(
            dict(
                work.execute("SELECT name, n FROM ledger.counter WHERE name LIKE 'matter/%%'", {}).fetchall()
            )
        )


def _without_indexes(superuser: str) -> list[str]:
    """Drop what is quicker to build at once; gives the statements that build it."""
    with pool_of(superuser).connection() as connection:
        found = connection.execute(_INDEXES, {"tables": list(TABLES)}).fetchall()
        for name, _ in found:
            connection.execute(f"DROP INDEX {name}".encode())
    return [statement for _, statement in found]


def _with_indexes(superuser: str, statements: Sequence[str]) -> None:
    with pool_of(superuser).connection() as connection:
        connection.execute("SET statement_timeout = 0")
        connection.execute("SET maintenance_work_mem = '512MB'")
        for statement in statements:
            connection.execute(statement.encode())
        connection.execute("VACUUM ANALYZE")
        connection.execute("CHECKPOINT")
        connection.execute("RESET ALL")


class _Rows:
    """Lines in the text form of COPY, a list a table."""

    def __init__(self) -> None:
        self.lines: dict[str, list[str]] = {table: [] for table in TABLES}
        self.count = 0

    def add(self, table: str, line: str) -> None:
        self.lines[table].append(line)
        self.count += 1

    def write(self, work: UnitOfWork) -> None:
        for table, columns in TABLES.items():
            if self.lines[table]:
                statement = f"COPY {table} (tenant, {', '.join(columns)}) FROM STDIN"
                with work.connection.cursor().copy(statement.encode()) as copy:
                    copy.write("".join(self.lines[table]))
                self.lines[table] = []
        self.count = 0


class Pattern:
    """One life as lines of COPY, in which a copy only exchanges its ids and reckons its chain anew."""

    def __init__(self, ports: Ports, act: Append) -> None:
        self._ports = ports
        matter, beside, tenant = act.matter, act.beside, ports.tenant
        first = act.recorded[0].event
        assert isinstance(first, MatterRegistered)
        self.at: datetime = matter.registered_at
        self._day: date = self.at.astimezone(SHANGHAI).date()
        self._matter = matter
        self._ids = [*(row.id for row in beside.persons), *(row.id for row in beside.texts)]
        self._persons = [
            (row, ports.ring.unseal(tenant, row.id, row.ciphertext, key_id=row.key_id))
            for row in beside.persons
        ]
        phones = [values[PHONE] for _, values in self._persons if PHONE in values]
        self._typed = phones[0][-4:] if phones else ""
        self._entries = [stored(each) for each in act.recorded]
        row = {**row_of(matter), **registration_row(first), "head_hash": None, "snapshot": _LAST}
        events = [
            {"matter_id": matter.id, "hash": None, **{name: getattr(each, name) for name in Entry.__slots__}}
            for each in self._entries
        ]
        words = {"matter_id": matter.id, "tokens": beside.words.replace(matter.code.casefold(), matter.code)}
        parts = [
            *(each.body for each in self._entries),
            *(_line(tenant, each, EVENT, without="hash") for each in events),
            _line(tenant, row, TABLES["ledger.matter"], without="head_hash"),
            "".join(_line(tenant, each, ORDER) for each in order_rows(matter)),
            "".join(_line(tenant, _of(text) | {"matter_id": matter.id}, _TEXT) for text in beside.texts),
            _line(tenant, words, TABLES["ledger.matter_search"]),
            codec.to_text(matter, Matter),
        ]
        self._parts = _BETWEEN.join(parts)

    def copy(self, rows: _Rows, numbers: Counter[str]) -> None:
        """Add the rows of another matter with this life."""
        tenant, ring, old, n = self._ports.tenant, self._ports.ring, self._matter, len(self._entries)
        name = f"matter/{self._day:%Y%m%d}/{old.category[:1]}"
        numbers[name] += 1
        code, matter_id = matter_code(tenant, self._day, old.category, numbers[name]), _id_of(self.at)
        ids = {old.id: matter_id, old.code: code} | {each: uuid7() for each in self._ids}
        if old.external_id:
            ids[old.external_id] = f"{old.external_id}-{numbers[name]}"
        text = self._parts
        for before, after in ids.items():
            text = text.replace(before, after)
        parts = text.split(_BETWEEN)
        head = GENESIS
        for entry, body, line in zip(self._entries, parts[:n], parts[n : 2 * n], strict=True):
            own = Entry(entry.seq, entry.v, entry.at, entry.kind, entry.person, entry.post, entry.unit, body)
            head = link(head, own, tenant=tenant, matter_id=matter_id)
            rows.add("ledger.event", line.replace(_LATER, _cell(head)))
        line, orders, texts, words, snapshot = parts[2 * n :]
        packed = zlib.compress(snapshot.encode(), 1)
        rows.add("ledger.matter", line.replace(_LATER, _cell(head)).replace(_LAST, _cell(packed)))
        rows.add("ledger.work_order", orders)
        rows.add("ledger.text", texts)
        rows.add("ledger.matter_search", words.replace(code, code.casefold()))
        for person, held in self._persons:
            sealed = ring.seal(tenant, ids[person.id], person.role, held)
            rows.add("sealed.person", _line(tenant, _of(sealed) | {"matter_id": matter_id}, _PERSON))
        way = {"matter_id": matter_id, **_of(ring.tracking(tenant, matter_id, typed=self._typed))}
        rows.add("sealed.tracking", _line(tenant, way, TABLES["sealed.tracking"]))


def _id_of(at: datetime) -> str:
    """An id as if made at that moment: a county's rows lie in the order of time."""
    fresh = uuid7()
    shifted = round(at.timestamp() * 1000) + (int(fresh[-3:], 16) % 1000)
    return f"{shifted:012x}"[:8] + "-" + f"{shifted:012x}"[8:] + fresh[13:]


def _of(record: TextRow | PersonRow | TrackingRow) -> dict[str, Any]:
    return {name: getattr(record, name) for name in record.__slots__}


def _line(tenant: str, row: Mapping[str, Any], columns: Iterable[str], *, without: str = "") -> str:
    """A row as a line of COPY, with a mark for the hash that only a copy knows."""
    return "\t".join([tenant, *(_LATER if each == without else _cell(row[each]) for each in columns)]) + "\n"


def _cell(value: object) -> str:
    """A value as COPY writes it."""
    if value is None:
        return r"\N"
    if isinstance(value, str):
        return value.translate(_ESCAPED)
    if isinstance(value, bytes):
        return r"\\x" + value.hex()
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return "{" + ",".join(value) + "}"
    return str(value)
