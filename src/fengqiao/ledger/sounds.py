"""How a title sounds: matters are found by pinyin (jinggai) and by its initials (jgsd), as people type them.

Sounds are words of the search index that no text can hold, for they begin with an underscore. They are added in the
background: a registration waits for none of them. Only the title is heard, which lists show anyway; names in sealed
tables never come here.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from fengqiao.ledger.connection import UnitOfWork

LONGEST: Final = 60
"""Characters of a title that are heard."""
MOST_LETTERS: Final = 40
"""Letters of a search that are taken for pinyin; what is longer is no name of anything."""
_LONGEST_SYLLABLE: Final = 6

_HAN: Final = re.compile(r"[㐀-鿿豈-﫿]+")
_LETTERS: Final = re.compile(rf"[a-z]{{2,{MOST_LETTERS}}}")

TITLE: Final = "SELECT title FROM ledger.text WHERE tenant = ledger.tenant() AND id = %(text)s::uuid AND erased_at IS NULL"
ADD: Final = (
    "UPDATE ledger.matter_search SET tokens = tokens || %(sounds)s::tsvector"
    " WHERE tenant = ledger.tenant() AND matter_id = %(matter)s::uuid"
)


def note_sound(work: UnitOfWork, matter_id: str, text_id: str) -> None:
    """Add the sounds of a matter's title to its words. Safe to repeat; what was erased stays forgotten."""
    row = work.execute(TITLE, {"text": text_id}).fetchone()
    sounds = sorted(sounds_of(row[0])) if row is not None else []
    if sounds:
        work.execute(ADD, {"matter": matter_id, "sounds": " ".join(sounds)})


def sounds_of(title: str) -> set[str]:
    """Pairs and triples of initials, and pairs of syllables, of each run of Chinese characters."""
    found: set[str] = set()
    for run in _HAN.findall(title[:LONGEST]):
        syllables = _syllables_of(run)
        initials = "".join(each[0] for each in syllables)
        found.update(
            f"_{initials[at : at + size]}" for size in (2, 3) for at in range(len(initials) - size + 1)
        )
        found.update(f"_{one}_{other}" for one, other in pairwise(syllables))
    return found


def sounds_asked(word: str) -> Iterator[tuple[str, ...]]:
    """What a word of a search may ask for by its sound: its letters as initials, and as whole syllables."""
    if not _LETTERS.fullmatch(word):
        return
    size = min(len(word), 3)
    yield tuple(sorted({f"_{word[at : at + size]}" for at in range(len(word) - size + 1)}))
    syllables = syllables_in(word)
    if len(syllables) > 1:
        yield tuple(sorted({f"_{one}_{other}" for one, other in pairwise(syllables)}))


def syllables_in(word: str) -> Sequence[str]:
    """Letters cut into the fewest syllables that there are; none where they are no pinyin."""
    known = _known_syllables()
    best: dict[int, tuple[str, ...]] = {0: ()}
    for end in range(1, len(word) + 1):
        cuts = [
            (*best[start], word[start:end])
            for start in range(max(0, end - _LONGEST_SYLLABLE), end)
            if start in best and word[start:end] in known
        ]
        if cuts:
            best[end] = min(cuts, key=len)
    return best.get(len(word), ())


def _syllables_of(run: str) -> list[str]:
    # Loaded late: only the worker hears titles, and the dictionary is large.
    from pypinyin import lazy_pinyin  # noqa: PLC0415

    return [
        each for each in lazy_pinyin(run, errors="ignore", v_to_u=False) if each.isascii() and each.isalpha()
    ]


@lru_cache(maxsize=1)
def _known_syllables() -> frozenset[str]:
    from pypinyin.constants import PINYIN_DICT  # noqa: PLC0415

    readings = {each for said in PINYIN_DICT.values() for each in said.split(",")}
    return frozenset(plain for each in readings if (plain := _without_tone(each)).isascii())


def _without_tone(reading: str) -> str:
    parts = unicodedata.normalize("NFD", reading).replace("u\u0308", "v")
    return "".join(each for each in parts if not unicodedata.combining(each))
