"""Free text: it stands in an erasable table, the events hold a reference and a salted hash (ARCHITECTURE section 3)."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final

from fengqiao.ledger.connection import UnitOfWork
from fengqiao.ledger.ids import uuid7
from fengqiao.shared.texts import TextRef

BODIES: Final = (
    "SELECT id, body FROM ledger.text WHERE tenant = ledger.tenant() AND id = ANY(%(ids)s::uuid[])"
    " AND erased_at IS NULL"
)
OF_MATTER: Final = (
    "SELECT id, body FROM ledger.text WHERE tenant = ledger.tenant() AND matter_id = %(matter)s::uuid"
    " AND erased_at IS NULL"
)

# With the salt gone, the hash in the events cannot be tried against guesses.
ERASE: Final = """
UPDATE ledger.text SET salt = NULL, title = '', body = '', erased_at = %(at)s
 WHERE tenant = ledger.tenant() AND matter_id = %(matter_id)s::uuid AND erased_at IS NULL
   AND (%(ids)s::uuid[] IS NULL OR id = ANY(%(ids)s::uuid[])) RETURNING id
"""
FORGET_WORDS: Final = (
    "DELETE FROM ledger.matter_search WHERE tenant = ledger.tenant() AND matter_id = %(matter_id)s::uuid"
)
PROVE: Final = """
SELECT salt, body FROM ledger.text
 WHERE tenant = ledger.tenant() AND id = %(id)s::uuid AND erased_at IS NULL
"""


@dataclass(frozen=True, slots=True)
class TextRow:
    """A text to be stored; `title` is the short form for lists, erased with it."""

    id: str
    field: str
    salt: bytes
    title: str
    body: str


def new_text(field: str, body: str, *, title: str = "") -> tuple[TextRef, TextRow]:
    """Give the reference for the event and the row for the ledger. ValueError for what UTF-8 or the database refuse."""
    if "\x00" in body or "\x00" in title:
        raise ValueError(f"{field}: a NUL character cannot be stored")
    salt = os.urandom(16)
    identifier = uuid7()
    return TextRef(identifier, digest(salt, body)), TextRow(identifier, field, salt, title, body)


def digest(salt: bytes, body: str) -> str:
    """SHA-256 of salt and text, hex."""
    return sha256(salt + body.encode()).hexdigest()


def bodies(work: UnitOfWork, ids: Iterable[str]) -> dict[str, str]:
    """The texts of these ids; an erased one is missing."""
    rows = work.execute(BODIES, {"ids": list(ids)}).fetchall()
    return {row[0]: row[1] for row in rows}


def bodies_of(work: UnitOfWork, matter_id: str) -> dict[str, str]:
    """Every text of a matter by id, but for those erased."""
    return {row[0]: row[1] for row in work.execute(OF_MATTER, {"matter": matter_id}).fetchall()}


def is_unchanged(work: UnitOfWork, reference: TextRef) -> bool | None:
    """Whether a text is still what its event says; None when it was erased."""
    row = work.execute(PROVE, {"id": reference.id}).fetchone()
    return None if row is None else digest(row[0], row[1]) == reference.digest


def erase_texts(
    work: UnitOfWork,
    matter_id: str,
    *,
    at: datetime,
    ids: Iterable[str] | None = None,
    searchable: bool = False,
) -> int:
    """Forget texts of a matter, all of them or those named, and the words it is searched by; gives how many.

    `searchable`: the named ones are no part of those words, which stay.

    The chain stays whole: the events hold salted hashes, and the salts go with the texts.
    """
    named = None if ids is None else list(ids)
    gone = work.execute(ERASE, {"matter_id": matter_id, "at": at, "ids": named}).rowcount
    if gone and not searchable:
        work.execute(FORGET_WORDS, {"matter_id": matter_id})
    return gone
