"""Free text stays outside the events: they hold a reference and a salted hash (ARCHITECTURE section 3)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TextRef:
    """Where a text stands and what it said: text id and SHA-256 of salt + text, both hex.

    Erasing the text leaves the chain whole; as long as the text stands, the hash proves it unchanged.
    """

    id: str
    digest: str
