"""Free text: it stands in an erasable table, the events hold a reference and a salted hash (ARCHITECTURE section 3)."""

import os
from dataclasses import dataclass
from hashlib import sha256

from fengqiao.ledger.ids import uuid7
from fengqiao.shared.texts import TextRef


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
