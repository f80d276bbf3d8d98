"""How the text of a paper is written: a small grammar of lines, with places that are filled when it is made.

`# 标题` is a head, `> 称谓：` a line without indent, `| 栏目 | 内容` a row of a table, `@ 甲、乙` places to sign, and
everything else a paragraph; `{当事人}` is a place. What fills a place is never read as a line of this grammar.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

_PLACE: Final = re.compile(r"\{([^{}\n]{1,20})\}")
_BETWEEN: Final = "、"


class Sort(StrEnum):
    """What a line of a text is."""

    HEAD = "head"
    PLAIN = "plain"
    ROW = "row"
    SIGN = "sign"
    TEXT = "text"
    TABLE = "table"


_MARKS: Final = {"#": Sort.HEAD, ">": Sort.PLAIN, "|": Sort.ROW, "@": Sort.SIGN}


@dataclass(frozen=True, slots=True)
class Written:
    """A line of a text; `label` is the left column of a row. Of a table `text` is the name of its place."""

    sort: Sort
    text: str
    label: str = ""


class Misread(StrEnum):
    """What a line cannot hold: it would stand on the paper as it was typed, and nobody means that."""

    BRACE = "brace"
    TAG = "tag"
    CONTROL = "control"
    ROW = "row"


_TAG: Final = re.compile(r"</?[A-Za-z][^<>\n]*>")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2066-\u2069]")


def misread(body: str) -> tuple[int, Misread] | None:
    """The first line of a text that cannot be meant as it stands, counted from 1; None where all is well."""
    for number, line in enumerate(body.replace("\r\n", "\n").split("\n"), start=1):
        rest = _PLACE.sub("", line)
        if "{" in rest or "}" in rest:
            return number, Misread.BRACE
        if _TAG.search(line):
            return number, Misread.TAG
        if _CONTROL.search(line):
            return number, Misread.CONTROL
        if line.lstrip().startswith("|"):
            label, bar, _ = line.lstrip()[1:].partition("|")
            if not bar or not label.strip():
                return number, Misread.ROW
    return None


def places_in(body: str) -> frozenset[str]:
    """The places that a text names."""
    return frozenset(_PLACE.findall(body))


def lines_of(body: str) -> Iterator[Written]:
    """The lines of a text, empty ones left out."""
    for raw in body.splitlines():
        line = raw.strip()
        sort = _MARKS.get(line[:1], Sort.TEXT)
        text = line if sort is Sort.TEXT else line[1:].strip()
        if sort is Sort.ROW:
            label, _, text = text.partition("|")
            yield Written(sort, text.strip(), label.strip())
        elif text:
            yield Written(sort, text)


def filled(
    body: str, values: Mapping[str, str], tables: Collection[str] = frozenset()
) -> tuple[Written, ...]:
    """The lines of a text with their places filled; a line whose every place is empty is left out.

    A paragraph that is filled with several lines becomes as many paragraphs; who signs is a line for each. A line that
    is nothing but a place of `tables` stands for that table. A head below which everything was left out goes, too.
    """
    made: list[Written] = []
    head, below, left_out = -1, False, False
    for line in lines_of(body):
        parts = tuple(_filled(line, values, tables))
        if line.sort in {Sort.HEAD, Sort.SIGN}:
            if head >= 0 and left_out and not below:
                del made[head]
            head, below, left_out = (len(made) if line.sort is Sort.HEAD else -1), False, False
        else:
            below, left_out = below or bool(parts), left_out or not parts
        made.extend(parts)
    if head >= 0 and left_out and not below:
        del made[head]
    return tuple(made)


def _filled(line: Written, values: Mapping[str, str], tables: Collection[str]) -> Iterator[Written]:
    names = _PLACE.findall(line.text)
    if line.sort is Sort.TEXT and len(names) == 1 and names[0] in tables and line.text == f"{{{names[0]}}}":
        yield Written(Sort.TABLE, names[0])
        return
    if names and not any(values.get(name, "") for name in names):
        return
    text = _PLACE.sub(lambda found: values.get(found[1], ""), line.text)
    match line.sort:
        case Sort.TEXT | Sort.PLAIN:
            yield from (Written(line.sort, part) for part in text.split("\n") if part.strip())
        case Sort.SIGN:
            yield from (Written(line.sort, part) for part in text.split(_BETWEEN) if part.strip())
        case Sort.HEAD | Sort.ROW | Sort.TABLE:
            yield Written(line.sort, text, line.label)
