"""What a county asks beyond words, place and photo, category by category, and what was answered.

Questions stand in numbered editions: an answer names the edition it was given to, so that it is read by that one for
ever, whatever is asked now.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from fengqiao.shared.texts import TextRef

Value = str | bool | int | float | tuple[str, ...]
"""What comes in for a question: words, a number, yes or no, or the codes of several options."""


class QuestionKind(StrEnum):
    """How a question is answered."""

    SHORT = "short"
    LONG = "long"
    NUMBER = "number"
    ONE = "one"
    SEVERAL = "several"
    DATE = "date"
    YES_NO = "yes_no"


@dataclass(frozen=True, slots=True)
class Option:
    """One of what may be chosen."""

    code: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question in both languages. `staff`: it is put to the staff, never to the citizen. `unit`: of a number."""

    code: str
    zh: str
    en: str
    kind: QuestionKind
    required: bool = False
    staff: bool = False
    help_zh: str = ""
    help_en: str = ""
    unit_zh: str = ""
    unit_en: str = ""
    options: tuple[Option, ...] = ()

    def label(self, *, english: bool) -> str:
        """The question as it is put."""
        return self.en if english else self.zh

    def words_of(self, said: str, *, english: bool) -> str:
        """An answer as people read it, from the form it is stored in (see `stored`)."""
        match self.kind:
            case QuestionKind.YES_NO:
                yes, no = ("Yes", "No") if english else ("是", "否")
                return yes if said == "yes" else no
            case QuestionKind.ONE | QuestionKind.SEVERAL:
                names = {option.code: option.en if english else option.zh for option in self.options}
                return (", " if english else "、").join(names.get(code, code) for code in said.split(","))
            case QuestionKind.NUMBER:
                unit = self.unit_en if english else self.unit_zh
                return f"{said} {unit}".strip()
            case _:
                return said


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as it came in: what was said, for the rule to look at, and the reference to it for the event."""

    question: str
    value: Value
    said: TextRef


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer as it is kept: to which question of which edition, and where its words stand."""

    category: str
    edition: int
    code: str
    said: TextRef


def stored(value: Value) -> str:
    """What stands in the table of texts: the words, the number, yes or no, codes with commas."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ",".join(value)
    if isinstance(value, float):
        return format(value, "f").rstrip("0").rstrip(".")
    return str(value)
