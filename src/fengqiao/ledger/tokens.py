"""Words to search by: pairs of neighbouring Chinese characters, whole words and numbers of other scripts.

Numbers of persons are searched as they are shown, masked: a list is no way to try out somebody's number, and the
search by number, which asks for a purpose and leaves a trace, is the only one.
"""

import re
import unicodedata
from collections.abc import Iterator
from operator import add
from typing import Final

from fengqiao.ledger.sounds import sounds_asked
from fengqiao.people.masking import mask_text

LONGEST: Final = 4000
"""Characters of a text that are searched; a matter is named in its first pages."""

_RUNS = re.compile(r"[㐀-鿿豈-﫿𠀀-𱍊]+|[^\W_㐀-鿿豈-﫿𠀀-𱍊]+")
_HAN = re.compile(r"[㐀-鿿豈-﫿𠀀-𱍊]")


def tokens_of(*texts: str, tenant: str) -> str:
    """The tsvector text of a matter's words; the county is one of them, so that the index tells counties apart."""
    words = {tenant}
    for text in texts:
        words.update(_words(text[:LONGEST]))
    return " ".join(sorted(words))


def query_of(text: str) -> str:
    """The tsquery text that asks for all words of a search; empty when there is nothing to search for.

    Latin letters are a word as it stands, or how Chinese words sound.
    """
    return " & ".join(_asked(word) for word in sorted(set(_words(text[:LONGEST]))))


def _asked(word: str) -> str:
    sounds = [" & ".join(each) for each in sounds_asked(word)]
    return f"({' | '.join([word, *(f'({each})' for each in sounds)])})" if sounds else word


def _words(text: str) -> Iterator[str]:
    """Pairs of a run of Chinese characters, or the one character that it has; other runs as they are."""
    for run in _RUNS.findall(mask_text(unicodedata.normalize("NFKC", text)).casefold()):
        if not _HAN.match(run):
            yield run[:64]
        elif len(run) == 1:
            yield run
        else:
            yield from map(add, run, run[1:])
