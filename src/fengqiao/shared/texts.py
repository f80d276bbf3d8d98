"""Free text stays outside the events: they hold a reference and a salted hash (ARCHITECTURE section 3)."""

from dataclasses import dataclass

RULE_LENGTH = 64


@dataclass(frozen=True, slots=True)
class TextRef:
    """Where a text stands and what it said: text id and SHA-256 of salt + text, both hex.

    Erasing the text leaves the chain whole; as long as the text stands, the hash proves it unchanged.
    """

    id: str
    digest: str


@dataclass(frozen=True, slots=True)
class NoteRef:
    """Where the note of a private talk stands, sealed, with the same kind of hash.

    It is a type of its own so that nothing that shows texts can show it: it is no `TextRef`.
    """

    id: str
    digest: str


def names_a_rule(word: str) -> bool:
    """Whether a word names a rule (of a merge, of a risk colour): short and on one line, so no story stands in it."""
    return 0 < len(word) <= RULE_LENGTH and word.isprintable()
