"""The one statement that writes an act: composed of the parts that the act has, so that it stays short and prepared.

Each part takes one JSON array. `ok` holds the matters that were really written; every other part joins it, so a lost
race or a repeated registration writes nothing at all.
"""
# ruff: noqa: S608 -- composed of the names below, values come as parameters only

from collections.abc import Mapping
from functools import cache
from typing import Final

MATTER: Final[Mapping[str, str]] = {
    "id": "uuid",
    "version": "int",
    "head_hash": "bytea",
    "registered_at": "timestamptz",
    "accepted_at": "timestamptz",
    "occurred_at": "timestamptz",
    "accept_due": "timestamptz",
    "dispatch_due": "timestamptz",
    "first_dispatched_at": "timestamptz",
    "due_at": "timestamptz",
    "original_due_at": "timestamptz",
    "yellow_at": "timestamptz",
    "next_due": "timestamptz",
    "resolved_at": "timestamptz",
    "closed_at": "timestamptz",
    "wake_at": "timestamptz",
    "lon": "float8",
    "lat": "float8",
    "text_id": "uuid",
    "main_matter_id": "uuid",
    "round": "smallint",
    "reopened": "smallint",
    "followers": "int",
    "photos": "smallint",
    "is_open": "bool",
    "paused": "bool",
    "on_time": "bool",
    "on_time_strict": "bool",
    "outside": "bool",
    "history": "bool",
    "whistle_open": "bool",
    "supervision_open": "bool",
    "shelved_ever": "bool",
    "leader_case": "bool",
    "settled": "bool",
    "code": "text",
    "state": "text",
    "kind": "text",
    "category": "text",
    "channel": "text",
    "source_system": "text",
    "external_id": "text",
    "urgency": "text",
    "visibility": "text",
    "level": "text",
    "area": "text",
    "grid": "text",
    "registered_unit": "text",
    "lead_unit": "text",
    "executing_unit": "text",
    "first_unit": "text",
    "light": "text",
    "case_risk": "text",
    "close_reason": "text",
    "attention": "text[]",
    "snapshot": "bytea",
}
"""Columns of a matter that an act writes, with their types."""

REGISTRATION: Final[Mapping[str, str]] = {"urgent_prompt": "bool", "signal": "text"}
"""Columns that only the registration writes."""

# Never changed after the registration: leaving them out of the update spares the comparison of their indexes.
FIXED: Final = frozenset(
    {"id", "registered_at", "code", "source_system", "external_id", "registered_unit", "history"}
)

EVENT: Final[Mapping[str, str]] = {
    "matter_id": "uuid",
    "seq": "int",
    "v": "smallint",
    "at": "timestamptz",
    "kind": "text",
    "person": "text",
    "post": "text",
    "unit": "text",
    "body": "text",
    "hash": "bytea",
}

ORDER: Final[Mapping[str, str]] = {
    "matter_id": "uuid",
    "no": "smallint",
    "is_open": "bool",
    "due_at": "timestamptz",
    "yellow_at": "timestamptz",
    "issued_at": "timestamptz",
    "sign_due": "timestamptz",
    "signed_at": "timestamptz",
    "arrived_at": "timestamptz",
    "submitted_at": "timestamptz",
    "line_id": "bigint",
    "line_version": "int",
    "waived": "bool",
    "unit": "text",
    "executing_unit": "text",
    "role": "text",
    "state": "text",
    "rule": "text",
}
_ORDER_CHANGES: Final = [name for name in ORDER if name not in {"matter_id", "no", "issued_at"}]

_BESIDE: Final[Mapping[str, tuple[str, Mapping[str, str]]]] = {
    "texts": (
        "ledger.text",
        {
            "matter_id": "uuid",
            "id": "uuid",
            "field": "text",
            "salt": "bytea",
            "title": "text",
            "body": "text",
        },
    ),
    "persons": (
        "sealed.person",
        {
            "matter_id": "uuid",
            "id": "uuid",
            "role": "text",
            "key_id": "text",
            "ciphertext": "bytea",
            "phone_key": "bytea",
            "fields": "text[]",
            "purge_on": "date",
        },
    ),
    "notes": (
        "sealed.mediation_note",
        {"matter_id": "uuid", "id": "uuid", "key_id": "text", "ciphertext": "bytea"},
    ),
    "tracking": ("sealed.tracking", {"matter_id": "uuid", "secret_hash": "bytea", "pin_hash": "bytea"}),
    "answers": (
        "ledger.idempotency",
        {"matter_id": "uuid", "scope": "text", "key": "text", "at": "timestamptz", "answer": "text"},
    ),
    "words": ("ledger.matter_search", {"matter_id": "uuid", "tokens": "tsvector"}),
    "suggestions": (
        "ledger.triage_note",
        {
            "matter_id": "uuid",
            "made_at": "timestamptz",
            "model": "text",
            "suggestions": "jsonb",
            "urgent_words": "text[]",
            "chosen": "text",
            "chosen_by": "text",
        },
    ),
}
"""Parts that are plain inserts: their table and columns."""

ATTACHMENT: Final[Mapping[str, str]] = {
    "matter_id": "uuid",
    "id": "uuid",
    "event_seq": "int",
    "file_name": "text",
    "kind": "text",
    "added_at": "timestamptz",
}

SIGNATURE: Final[Mapping[str, str]] = {"matter_id": "uuid", "id": "uuid", "file_name": "text"}

DRAWN: Final[Mapping[str, str]] = {
    "matter_id": "uuid",
    "name": "text",
    "size": "bigint",
    "mime": "text",
    "key_id": "text",
    "created_at": "timestamptz",
}
"""A file that comes with the act which uses it."""

PARTS: Final = ("new", "old", "events", "reacting", "orders", "drawn", "attachments", "signatures", *_BESIDE)
"""The parts in the order of their parameters."""


@cache
def append_statement(parts: tuple[str, ...], *, many: bool) -> str:
    """The statement for these parts of an act; it answers with the ids written. `many`: acts on several matters.

    Its parameters are $1, $2 … in the order of the parts: it is too long for psycopg to remember its own reading of it.
    """
    steps = []
    if "new" in parts:
        columns = {**MATTER, **REGISTRATION}
        steps.append(
            f"made AS (INSERT INTO ledger.matter (tenant, {', '.join(columns)})"
            f" SELECT ledger.tenant(), {_values('m', columns)} FROM {_rows('new', columns, 'm', many=many)}"
            " ON CONFLICT (tenant, source_system, external_id) WHERE external_id <> '' DO NOTHING RETURNING id)"
        )
    if "old" in parts:
        changed = {name: type_ for name, type_ in MATTER.items() if name not in FIXED}
        given = {"id": "uuid", "expected": "int", **changed}
        steps.append(
            f"moved AS (UPDATE ledger.matter AS t SET ({', '.join(changed)}, leased_until)"
            f" = ({_values('m', changed)}, NULL) FROM {_rows('old', given, 'm', many=many)}"
            " WHERE t.tenant = ledger.tenant() AND t.id = m.id AND t.version = m.expected RETURNING t.id)"
        )
    names = [name for name, part in (("made", "new"), ("moved", "old")) if part in parts]
    steps.append("ok AS (" + " UNION ALL ".join(f"SELECT id FROM {name}" for name in names) + ")")
    steps.append(_insert("events", "ledger.event", EVENT, many=True))
    steps.append(
        "noted AS (INSERT INTO ledger.change (tenant, matter_id) SELECT ledger.tenant(), ok.id FROM ok)"
    )
    if "reacting" in parts:
        reacting = {
            "matter_id": "uuid",
            "seq": "int",
            "kind": "text",
            "created_at": "timestamptz",
            "next_at": "timestamptz",
        }
        steps.append(_insert("reacting", "ledger.outbox", reacting, many=True))
    if "orders" in parts:
        changes = ", ".join(f"{name} = excluded.{name}" for name in _ORDER_CHANGES)
        conflict = f" ON CONFLICT (tenant, matter_id, no) DO UPDATE SET {changes}"
        steps.append(_insert("orders", "ledger.work_order", ORDER, many=True, conflict=conflict))
    steps += _file_uses(parts)
    steps += [
        _insert(part, table, columns, many=True)
        for part, (table, columns) in _BESIDE.items()
        if part in parts
    ]
    statement = f"WITH {', '.join(steps)} SELECT id FROM ok"
    for place, part in enumerate(parts, start=1):
        statement = statement.replace(f"%({part})s", f"${place}")
    return statement


def _file_uses(parts: tuple[str, ...]) -> list[str]:
    """Files that the act uses, as attachments or as signatures, and how often each is used now.

    A file that comes with the act is written with its use; one statement changes no row twice.
    """
    tables = {"attachments": ("ledger.attachment", ATTACHMENT), "signatures": ("sealed.signature", SIGNATURE)}
    used = [part for part in tables if part in parts]
    if not used:
        return []
    steps = [_insert(part, *tables[part], many=True, returning="file_name") for part in used]
    names = " UNION ALL ".join(f"SELECT file_name FROM put_{part}" for part in used)
    if "drawn" in parts:
        again = (
            " ON CONFLICT (tenant, name) DO UPDATE SET uses = t.uses + 1, key_id = excluded.key_id,"
            " created_at = greatest(t.created_at, excluded.created_at)"
        )
        steps.append(
            "put_drawn AS (INSERT INTO ledger.file AS t (tenant, name, size, mime, key_id, created_at, uses)"
            " SELECT ledger.tenant(), r.name, r.size, r.mime, r.key_id, r.created_at, 1 FROM ok"
            f" JOIN {_rows('drawn', DRAWN, 'r', many=True)} ON r.matter_id = ok.id{again} RETURNING name)"
        )
        names = f"SELECT file_name FROM ({names}) AS n WHERE file_name NOT IN (SELECT name FROM put_drawn)"
    return [
        *steps,
        (
            f"counted AS (UPDATE ledger.file AS f SET uses = f.uses + u.n FROM (SELECT file_name, count(*) AS n FROM ({names})"
            " AS n GROUP BY file_name) AS u WHERE f.tenant = ledger.tenant() AND f.name = u.file_name)"
        ),
    ]


def _insert(
    part: str, table: str, columns: Mapping[str, str], *, many: bool, conflict: str = "", returning: str = ""
) -> str:
    """A step that inserts a part's rows for the matters that were written."""
    back = f" RETURNING {returning}" if returning else ""
    return (
        f"put_{part} AS (INSERT INTO {table} (tenant, {', '.join(columns)}) SELECT ledger.tenant(),"
        f" {_values('r', columns)} FROM ok JOIN {_rows(part, columns, 'r', many=many)} ON r.matter_id = ok.id"
        f"{conflict}{back})"
    )


def _rows(part: str, columns: Mapping[str, str], alias: str, *, many: bool) -> str:
    """The rows of a parameter. Bytes come as base64, arrays and text-search words in their own writing."""
    plain = {"bytea": "text", "tsvector": "text"}
    declared = ", ".join(f"{name} {plain.get(type_, type_)}" for name, type_ in columns.items())
    if many:
        return f"json_to_recordset(%({part})s::json) AS {alias} ({declared})"
    return f"json_to_record(%({part})s::json -> 0) AS {alias} ({declared})"


def _values(alias: str, columns: Mapping[str, str]) -> str:
    as_written = {"bytea": "decode({}, 'base64')", "tsvector": "{}::tsvector"}
    return ", ".join(as_written.get(type_, "{}").format(f"{alias}.{name}") for name, type_ in columns.items())
