"""The rows that a write brings along beside the matter and its events."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from fengqiao.ledger.texts import TextRow


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A sealed person: `fields` names what is inside, `phone_key` is the keyed hash to look it up by."""

    id: str
    role: str
    key_id: str
    ciphertext: bytes
    fields: tuple[str, ...]
    phone_key: bytes | None = None
    purge_on: date | None = None


@dataclass(frozen=True, slots=True)
class TrackingRow:
    """How the citizen comes back: keyed hashes of the QR secret and of the last digits or PIN."""

    secret_hash: bytes
    pin_hash: bytes | None = None


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """A use of an uploaded file: registration, before, after, material, document or import."""

    id: str
    file_name: str
    kind: str


@dataclass(frozen=True, slots=True)
class NoteRow:
    """The note of a private talk, sealed."""

    id: str
    key_id: str
    ciphertext: bytes


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file that comes with the act which uses it; its bytes are written already."""

    name: str
    size: int
    mime: str
    key_id: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class SignatureRow:
    """The picture of a signature: a use of a file that only the table sees."""

    id: str
    file_name: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered to whoever repeats the write: `scope` says whose key it is, `text` is the door's own JSON."""

    scope: str
    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What triage said: `suggestions` is JSON text of categories with score and words, `urgent_words` rang the bell."""

    made_at: datetime
    model: str
    suggestions: str
    urgent_words: tuple[str, ...] = ()
    chosen: str = ""
    chosen_by: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """Everything that is written with an act in the same statement. `words`: see `tokens.tokens_of`."""

    texts: tuple[TextRow, ...] = ()
    persons: tuple[PersonRow, ...] = ()
    tracking: TrackingRow | None = None
    attachments: tuple[AttachmentRow, ...] = ()
    answer: Answer | None = None
    words: str = ""
    suggestion: Suggestion | None = None
    notes: tuple[NoteRow, ...] = ()
    signatures: tuple[SignatureRow, ...] = ()
    drawn: tuple[FileRow, ...] = ()


NOTHING_BESIDE: Final = Beside()
"""For acts of one matter and nothing else."""
