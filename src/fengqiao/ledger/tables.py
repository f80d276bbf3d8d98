"""What stands beside a dispute and is sealed: notes of private talks, drafts of records, links of parties."""
# ruff: noqa: S608 -- composed of constants, values come as parameters only

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hmac import compare_digest
from typing import Any, Final

from fengqiao.ledger.access import log_entry, logged_with
from fengqiao.ledger.connection import UnitOfWork
from fengqiao.ledger.sealed import KeyRing, secret_hash
from fengqiao.ledger.store import NOTHING, OWN_COLUMNS, Loaded, load, loaded_from
from fengqiao.ledger.tracking import LOCKED_FOR, MOST_TRIES, Locked
from fengqiao.people.actors import Actor

SAVE_DRAFT: Final = """
INSERT INTO sealed.mediation_draft AS d (tenant, matter_id, person, session, saved_at, key_id, ciphertext)
VALUES (ledger.tenant(), %(matter_id)s::uuid, %(person)s, %(session)s, %(at)s, %(key_id)s, %(ciphertext)s)
ON CONFLICT (tenant, matter_id, person) DO UPDATE SET session = excluded.session, saved_at = excluded.saved_at,
       key_id = excluded.key_id, ciphertext = excluded.ciphertext
"""
DROP_DRAFTS: Final = (
    "DELETE FROM sealed.mediation_draft WHERE tenant = ledger.tenant() AND saved_at < %(before)s"
)
ISSUE: Final = (
    """
WITH issued AS (
    INSERT INTO sealed.party_link AS l (tenant, matter_id, party_id, secret_hash, pin_hash, issued_at)
    VALUES (ledger.tenant(), %(matter_id)s::uuid, %(party_id)s::uuid, %(secret)s, %(pin)s, %(at)s)
    ON CONFLICT (tenant, matter_id, party_id) DO UPDATE SET secret_hash = excluded.secret_hash,
           pin_hash = excluded.pin_hash, issued_at = excluded.issued_at, wrong_tries = 0, locked_until = NULL
    RETURNING 1
), """
    + logged_with("issued")
    + "SELECT 1"
)
OPENED: Final = (
    "SELECT matter_id, party_id FROM sealed.party_link"
    " WHERE tenant = ledger.tenant() AND secret_hash = %(hash)s"
)
# The columns of `store.asking`, and the party behind them.
SEATED: Final = (
    "SELECT m.snapshot, m.head_hash, m.id, NULL, NULL, NULL, NULL, l.party_id FROM sealed.party_link AS l"
    " JOIN ledger.matter AS m ON m.tenant = l.tenant AND m.id = l.matter_id"
    " WHERE l.tenant = ledger.tenant() AND l.secret_hash = %(hash)s"
)
LINKS_LOCKED: Final = (
    "SELECT party_id, pin_hash, wrong_tries, locked_until, secret_hash, issued_at FROM sealed.party_link"
    " WHERE tenant = ledger.tenant() AND matter_id = %(matter_id)s::uuid ORDER BY party_id FOR UPDATE"
)
TRIED: Final = """
UPDATE sealed.party_link AS l SET wrong_tries = t.tries, locked_until = t.until
  FROM unnest(%(parties)s::uuid[], %(tries)s::int[], %(until)s::timestamptz[]) AS t (party_id, tries, until)
 WHERE l.tenant = ledger.tenant() AND l.matter_id = %(matter_id)s::uuid AND l.party_id = t.party_id
"""
SIGNATURE: Final = """
SELECT s.file_name, f.key_id, f.mime FROM sealed.signature AS s
  JOIN ledger.file AS f ON f.tenant = s.tenant AND f.name = s.file_name
 WHERE s.tenant = ledger.tenant() AND s.id = %(id)s::uuid AND s.matter_id = %(matter_id)s::uuid
"""
PHONE_OF: Final = (
    "SELECT key_id, ciphertext FROM sealed.person"
    " WHERE tenant = ledger.tenant() AND id = %(id)s::uuid AND erased_at IS NULL"
)
# Notes, drafts and links go with the last person of a matter that is not forgotten yet.
FORGET: Final = """
DELETE FROM {table} AS t WHERE t.tenant = ledger.tenant() AND NOT EXISTS (
    SELECT FROM sealed.person AS p WHERE p.tenant = t.tenant AND p.matter_id = t.matter_id AND p.erased_at IS NULL)
"""
FORGOTTEN: Final = ("sealed.mediation_note", "sealed.mediation_draft", "sealed.party_link")
DRAFT_KEPT: Final = timedelta(days=30)
"""A draft that nobody fixed as a record for so long was given up."""


@dataclass(frozen=True, slots=True)
class Opened:
    """Whose link it was."""

    matter_id: str
    party_id: str


def save_draft(
    work: UnitOfWork, ring: KeyRing, matter_id: str, *, person: str, session: int, record: str, at: datetime
) -> None:
    """Keep what a writer has so far, sealed; the one before is gone."""
    bound_to = draft_bound(work.tenant, matter_id, person)
    work.execute(
        SAVE_DRAFT,
        {
            "matter_id": matter_id,
            "person": person,
            "session": session,
            "at": at,
            "key_id": ring.current.id,
            "ciphertext": ring.encrypt(record.encode(), bound_to=bound_to),
        },
    )


def draft_bound(tenant: str, matter_id: str, person: str) -> str:
    """What a draft's bytes belong to."""
    return f"{tenant}|draft|{matter_id}|{person}"


def drop_drafts(work: UnitOfWork, *, now: datetime) -> int:
    """Forget the drafts that were given up; gives how many."""
    return work.execute(DROP_DRAFTS, {"before": now - DRAFT_KEPT}).rowcount


def issue_link(
    work: UnitOfWork, ring: KeyRing, opened: Opened, actor: Actor, *, typed: str, at: datetime
) -> str:
    """Give a party its link and tell its secret, with a trace; `typed` opens it, too. The link before opens nothing more."""
    secret = ring.party_secrets(work.tenant, opened.party_id, at)[0]
    values = {
        "matter_id": opened.matter_id,
        "party_id": opened.party_id,
        "secret": secret_hash(secret),
        "pin": ring.pin_hash(work.tenant, opened.party_id, typed) if typed else None,
        "at": at,
    }
    entry = log_entry(
        work.tenant, actor, act="party_link", at=at, matter_id=opened.matter_id, subject=opened.party_id
    )
    work.execute(ISSUE, values | entry)
    return secret


def phone_of(work: UnitOfWork, ring: KeyRing, party_id: str) -> str:
    """The number of a party, to make its last digits a key; "" for none. Shown to nobody."""
    row = work.execute(PHONE_OF, {"id": party_id}).fetchone()
    if row is None:
        return ""
    return ring.unseal(work.tenant, party_id, row[1], key_id=row[0]).get("contact_phone", "")


def party_of_secret(work: UnitOfWork, secret: str) -> Opened | None:
    """The party whose secret this is."""
    row = work.execute(OPENED, {"hash": secret_hash(secret.strip().lower())}).fetchone()
    return None if row is None else Opened(row[0], row[1])


def try_typed_party(
    work: UnitOfWork, ring: KeyRing, matter_id: str, typed: str, *, at: datetime
) -> str | None:
    """The secret of the party that typed digits or a PIN open; None when they fit nobody, or several.

    Wrong ones count against every party of the matter, so that nobody guesses at the others' by knowing the own. The
    count must be committed also when it was wrong. Raises Locked when nobody's is left to be tried.
    """
    rows = work.execute(LINKS_LOCKED, {"matter_id": matter_id}).fetchall()
    free = [row for row in rows if row[3] is None or row[3] <= at]
    if rows and not free:
        raise Locked(min(row[3] for row in rows))
    found = [row for row in free if _fits(ring, work.tenant, row, typed)]
    if len(found) == 1:
        party_id, *_, kept, issued_at = found[0]
        _tried(work, matter_id, [(party_id, 0, None)])
        secrets = ring.party_secrets(work.tenant, party_id, issued_at)
        return next((one for one in secrets if compare_digest(secret_hash(one), bytes(kept))), None)
    counted = [(row[0], (0 if row[3] is not None else row[2]) + 1) for row in free]
    locked = at + LOCKED_FOR
    _tried(work, matter_id, [(one, n, locked if n >= MOST_TRIES else None) for one, n in counted])
    return None


def seated_by(work: UnitOfWork, secret: str) -> tuple[Opened | None, Loaded]:
    """The party whose secret this is, together with its matter as it stands."""
    row = work.execute(SEATED, {"hash": secret_hash(secret.strip().lower())}).fetchone()
    if row is None:
        return None, NOTHING
    return Opened(row[2], row[OWN_COLUMNS]), loaded_from(row) or load(work, row[2])


def signature_file(work: UnitOfWork, matter_id: str, signature_id: str) -> tuple[str, str, str] | None:
    """File name, key and MIME of a signature's picture."""
    return work.execute(SIGNATURE, {"id": signature_id, "matter_id": matter_id}).fetchone()


def forget_tables(work: UnitOfWork) -> int:
    """Erase what was written down at tables whose persons are all forgotten; gives how many rows."""
    return sum(work.execute(FORGET.format(table=table)).rowcount for table in FORGOTTEN)


def _fits(ring: KeyRing, tenant: str, row: tuple[Any, ...], typed: str) -> bool:
    party_id, pin = row[0], row[1]
    return pin is not None and any(
        compare_digest(one, bytes(pin)) for one in ring.pin_hashes(tenant, party_id, typed)
    )


def _tried(work: UnitOfWork, matter_id: str, counts: Sequence[tuple[str, int, datetime | None]]) -> None:
    """Keep the wrong tries of some parties, and until when each is locked, in one statement however many they are."""
    parties, tries, until = zip(*counts, strict=True) if counts else ((), (), ())
    params = {"matter_id": matter_id, "parties": list(parties), "tries": list(tries), "until": list(until)}
    work.execute(TRIED, params)
