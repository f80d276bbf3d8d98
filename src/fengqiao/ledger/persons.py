"""Sealed identities: names, numbers and addresses, opened only for a purpose and with a trace (PIPL 28, 51)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from fengqiao.ledger.access import note_access
from fengqiao.ledger.connection import UnitOfWork
from fengqiao.ledger.records import PersonRow
from fengqiao.ledger.sealed import KeyRing, KeyRingError
from fengqiao.people.actors import Actor
from fengqiao.shared.refused import Refusal, Refused

NOBODY: Final = "00000000-0000-0000-0000-000000000000"
READ: Final = (
    "SELECT id, matter_id, role, key_id, ciphertext FROM sealed.person"
    " WHERE tenant = ledger.tenant() AND id = %(id)s::uuid AND erased_at IS NULL"
)
BY_PHONE: Final = (
    "SELECT id, matter_id, role FROM sealed.person"
    " WHERE tenant = ledger.tenant() AND phone_key = ANY(%(hashes)s) ORDER BY matter_id DESC LIMIT 200"
)
HELD: Final = (
    "SELECT fields, role, key_id, ciphertext FROM sealed.person"
    " WHERE tenant = ledger.tenant() AND id = %(id)s::uuid AND erased_at IS NULL FOR UPDATE"
)
REPLACE: Final = (
    "UPDATE sealed.person SET key_id = %(key_id)s, ciphertext = %(ciphertext)s, phone_key = %(phone_key)s,"
    " fields = %(fields)s, erased_at = %(erased_at)s WHERE tenant = ledger.tenant() AND id = %(id)s::uuid"
)
OF_MATTER: Final = (
    "SELECT id FROM sealed.person WHERE tenant = ledger.tenant() AND matter_id = %(matter_id)s::uuid"
    " AND erased_at IS NULL ORDER BY id"
)
SET_PURGE: Final = (
    "UPDATE sealed.person SET purge_on = %(on)s WHERE tenant = ledger.tenant() AND matter_id = %(matter_id)s::uuid"
    " AND erased_at IS NULL AND (purge_on IS NULL OR purge_on > %(on)s)"
)
PURGE_ON: Final = "SELECT min(purge_on) FROM sealed.person WHERE tenant = ledger.tenant() AND matter_id = %(matter_id)s::uuid"
TO_PURGE: Final = (
    "SELECT id FROM sealed.person WHERE tenant = ledger.tenant() AND purge_on <= %(today)s AND erased_at IS NULL"
    " ORDER BY purge_on LIMIT %(most)s FOR UPDATE SKIP LOCKED"
)
OLD_KEYS: Final = (
    "SELECT id, matter_id, role, key_id, ciphertext FROM sealed.person WHERE tenant = ledger.tenant()"
    " AND key_id <> %(key_id)s AND erased_at IS NULL AND id > %(after)s::uuid ORDER BY id LIMIT %(most)s FOR UPDATE"
)


@dataclass(frozen=True, slots=True)
class Person:
    """An opened person: never stored, never logged."""

    id: str
    matter_id: str
    role: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Found:
    """Where somebody with this phone number stands; who it is stays sealed."""

    person_id: str
    matter_id: str
    role: str


@dataclass(frozen=True, slots=True)
class Resealed:
    """A step of a rotation: the last person looked at (None at the end), how many were sealed, which do not open."""

    last: str | None
    done: int
    broken: tuple[str, ...]


def reveal(
    work: UnitOfWork, ring: KeyRing, person_id: str, *, actor: Actor, purpose: str, at: datetime
) -> Person | None:
    """Open a person and write who did and why, in the same transaction; None when erased or unknown.

    Refused (purpose_required) without a purpose; Unsealable when the row was tampered with.
    """
    _insist_on(purpose)
    row = work.execute(READ, {"id": person_id}).fetchone()
    result = "shown" if row is not None else "nothing_held"
    matter_id = row[1] if row is not None else None
    note_access(
        work,
        actor,
        act="reveal",
        at=at,
        matter_id=matter_id,
        subject=person_id,
        purpose=purpose,
        result=result,
    )
    return None if row is None else _opened(work, ring, row)


def find_by_phone(
    work: UnitOfWork, ring: KeyRing, phone: str, *, actor: Actor, purpose: str, at: datetime
) -> list[Found]:
    """The matters of a phone number, newest first, 200 at most; traced without the number.

    Refused (purpose_required) without a purpose.
    """
    _insist_on(purpose)
    hashes = ring.phone_keys(work.tenant, phone)
    rows = work.execute(BY_PHONE, {"hashes": hashes}).fetchall() if hashes else []
    note_access(work, actor, act="search_by_phone", at=at, purpose=purpose, result=f"found:{len(rows)}")
    return [Found(*row) for row in rows]


def erase(
    work: UnitOfWork, ring: KeyRing, person_id: str, *, at: datetime, fields: Collection[str] | None = None
) -> tuple[str, ...]:
    """Forget some fields of a person, or all of them; gives the names of what was held and is gone.

    To forget everything the person is not opened, so a lost key or a damaged row does not stand in the way.
    """
    row = work.execute(HELD, {"id": person_id}).fetchone()
    if row is None:
        return ()
    held, role = tuple(row[0]), row[1]
    kept: dict[str, str] = {}
    if fields is not None:
        values = ring.unseal(work.tenant, person_id, row[3], key_id=row[2])
        kept = {name: value for name, value in values.items() if name not in fields}
    _store(work, ring.seal(work.tenant, person_id, role, kept), None if kept else at)
    return tuple(name for name in held if name not in kept)


def erase_persons(work: UnitOfWork, ring: KeyRing, matter_id: str, *, at: datetime) -> int:
    """Forget every person of a matter; gives how many."""
    ids = [row[0] for row in work.execute(OF_MATTER, {"matter_id": matter_id})]
    for person_id in ids:
        erase(work, ring, person_id, at=at)
    return len(ids)


def set_purge(work: UnitOfWork, matter_id: str, *, on: date) -> None:
    """The persons of a matter go on this day; an earlier day that was set before stays."""
    work.execute(SET_PURGE, {"matter_id": matter_id, "on": on})


def purge_on(work: UnitOfWork, matter_id: str) -> date | None:
    """The day on which the first person of a matter goes; None when none is set."""
    row = work.execute(PURGE_ON, {"matter_id": matter_id}).fetchone()
    return row[0] if row is not None else None


def purge_due(work: UnitOfWork, ring: KeyRing, *, today: date, at: datetime, most: int = 200) -> int:
    """Forget the persons whose day has come; gives how many, so that the job goes on until it is 0."""
    ids = [row[0] for row in work.execute(TO_PURGE, {"today": today, "most": most})]
    for person_id in ids:
        erase(work, ring, person_id, at=at)
    return len(ids)


def reseal(work: UnitOfWork, ring: KeyRing, *, after: str = NOBODY, most: int = 200) -> Resealed:
    """Seal the next persons of older keys with the current one; begin again after `last` until it is None.

    Rows that do not open are named and left as they are.
    """
    rows = work.execute(OLD_KEYS, {"key_id": ring.current.id, "after": after, "most": most}).fetchall()
    broken = []
    for row in rows:
        try:
            person = _opened(work, ring, row)
        except KeyRingError:
            broken.append(row[0])
            continue
        _store(work, ring.seal(work.tenant, person.id, person.role, person.values), None)
    return Resealed(rows[-1][0] if rows else None, len(rows) - len(broken), tuple(broken))


def _insist_on(purpose: str) -> None:
    if not purpose.strip():
        raise Refused(Refusal.PURPOSE_REQUIRED, field="purpose")


def _opened(work: UnitOfWork, ring: KeyRing, row: tuple[str, str, str, str, bytes]) -> Person:
    person_id, matter_id, role, key_id, ciphertext = row
    values = ring.unseal(work.tenant, person_id, ciphertext, key_id=key_id)
    return Person(person_id, matter_id, role, values)


def _store(work: UnitOfWork, row: PersonRow, erased_at: datetime | None) -> None:
    work.execute(
        REPLACE,
        {
            "id": row.id,
            "key_id": row.key_id,
            "ciphertext": row.ciphertext,
            "phone_key": row.phone_key,
            "fields": list(row.fields),
            "erased_at": erased_at,
        },
    )
