"""Finding the answer (知识库): which articles are offered on a day and at a place, and which of them fit what was said.

Words are counted by pairs of characters, as Chinese is written without spaces; letters may be the initials of how an
article's question sounds.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from fengqiao.shared.publication import Standing, reaches, standing

LONGEST: Final = 500
"""What is said after so many characters finds no other answer."""
SHARED: Final = 0.4
"""An article without a keyword in what was said fits when so much of its question stands there."""
SHORTEST_SOUND: Final = 2

_KEYWORD: Final = 10
_NAMED: Final = 8
_SOUND: Final = 6
_RUN: Final = re.compile(r"[0-9a-z]+|[㐀-鿿豈-﫿]+")
_HAN: Final = re.compile(r"[㐀-鿿豈-﫿]")
# Pairs that stand in any question and so speak for none.
_ANY_QUESTION: Final = frozenset(
    [
        "怎么",
        "么办",
        "什么",
        "如何",
        "需要",
        "要什",
        "哪里",
        "哪些",
        "请问",
        "我想",
        "想问",
        "问一",
        "一下",
        "可以",
        "以吗",
        "是不",
        "不是",
        "能不",
        "不能",
        "多少",
        "办理",
        "理需",
    ]
)


@dataclass(frozen=True, slots=True)
class Article:
    """A published answer. `area`: significant code of where it is valid; `sounds`: pinyin initials of its question."""

    code: str
    version: int
    question: str
    answer: str
    keywords: tuple[str, ...] = ()
    category: str = ""
    area: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    basis: str = ""
    unit: str = ""
    sounds: str = ""


def offered(article: Article, *, day: date, area: str) -> bool:
    """Whether somebody may be answered with it. Where the place is not known as closely, its own validity is shown instead."""
    dated = standing(
        article.version,
        is_active=True,
        valid_from=article.valid_from,
        valid_until=article.valid_until,
        day=day,
    )
    if dated is not Standing.PUBLISHED:
        return False
    return reaches(article.area, area)


def fitting(articles: Iterable[Article], said: str, *, most: int) -> list[Article]:
    """The articles that fit what somebody says or looks for, the best first; equal ones by code."""
    found = [(fit(article, said), article) for article in articles]
    found = [(score, article) for score, article in found if score > 0]
    return [article for _, article in sorted(found, key=lambda each: (-each[0], each[1].code))][:most]


def fit(article: Article, said: str) -> float:
    """How well an article fits: 0 not at all. Its keywords count most, then what its question shares with the words."""
    text = _folded(said[:LONGEST])
    if not text:
        return 0
    words = [word for word in map(_folded, article.keywords) if word]
    hits = sum(1 for word in words if word in text)
    question = _folded(article.question)
    shared = _shared(question, text)
    # A search is a few characters: what is looked for stands whole in the question, in a keyword, or is how it sounds.
    looked_for = _looked_for(article, text, question, words)
    if not hits and shared < SHARED and not looked_for:
        return 0
    return _KEYWORD * hits + _KEYWORD * shared + looked_for


def _looked_for(article: Article, text: str, question: str, words: list[str]) -> float:
    if text == _folded(article.code) or text in question or any(text in word for word in words):
        return _NAMED
    if len(text) >= SHORTEST_SOUND and text.isascii() and text in article.sounds:
        return _SOUND
    return 0


def _shared(question: str, text: str) -> float:
    """How much of what a question is about stands in a text."""
    about = _pairs(question) - _ANY_QUESTION
    return len(about & _pairs(text)) / len(about) if about else 0


def _pairs(text: str) -> frozenset[str]:
    pairs: set[str] = set()
    for run in _RUN.findall(text):
        pairs.update((run,) if not _HAN.match(run) else (run[at : at + 2] for at in range(len(run) - 1)))
    return frozenset(pairs)


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
