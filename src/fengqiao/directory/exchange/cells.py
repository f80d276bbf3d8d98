"""Cells of a table: how a value of each sort is written, and how what people type is read back.

`read` raises ValueError with words in the reader's language; import-export puts them beside row and field.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils import timezone, translation
from django.utils.dateparse import parse_datetime
from import_export.widgets import Widget

from fengqiao.directory.areas import short_area
from fengqiao.directory.codelist import join, split
from fengqiao.directory.labels import label
from fengqiao.directory.models import DirectoryModel

_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:\s+00:00(?::00)?)?")
_YES = frozenset({"是", "yes", "y", "true", "1", "√", "对"})
_NO = frozenset({"否", "no", "n", "false", "0", "×", "错"})


class Text(Widget):  # type: ignore[misc]  # import-export ships no types
    """Plain text without spaces around it; the other sorts read and write what lies in it."""

    def clean(self, value: object, row: object = None, **_: Any) -> Any:  # noqa: ARG002  the library's signature
        """Take a cell of a file; control characters have no business in a directory."""
        text = "" if value is None else str(value).strip()
        if any(ord(sign) < 32 and sign not in "\n\r\t" for sign in text):
            raise ValueError(label("含有控制字符", "Holds control characters"))
        return self.read(text)

    def render(self, value: Any, obj: object = None, **_: Any) -> str:  # noqa: ARG002
        """Make a cell of a file."""
        return "" if value is None else self.write(value)

    def read(self, text: str) -> Any:
        """The value of a cell's text."""
        return text

    def write(self, value: Any) -> str:
        """The text of a value."""
        return str(value)


class Area(Text):
    """An area code in either form; filling zeros fall away."""

    def read(self, text: str) -> str:
        """The significant form."""
        return short_area(text)


class Whole(Text):
    """A whole number or nothing."""

    def read(self, text: str) -> int | None:
        """The number."""
        if not text:
            return None
        if not re.fullmatch(r"[+-]?\d{1,9}", text, re.ASCII):
            raise ValueError(label(f"“{text}”不是整数", f"“{text}” is not a whole number"))
        return int(text)


class Number(Text):
    """A number or nothing."""

    def read(self, text: str) -> float | None:
        """The number."""
        if not text:
            return None
        if not re.fullmatch(r"[+-]?\d{1,9}(\.\d{1,20})?", text, re.ASCII):
            raise ValueError(label(f"“{text}”不是数字", f"“{text}” is not a number"))
        return float(text)


class YesNo(Text):
    """是 or 否; an empty cell leaves it to the field's default."""

    def read(self, text: str) -> bool | None:
        """The truth."""
        if not text:
            return None
        if text.lower() in _YES:
            return True
        if text.lower() in _NO:
            return False
        raise ValueError(label(f"“{text}”应填是或否", f"“{text}” should be yes or no"))

    def write(self, value: Any) -> str:
        """The word."""
        return str(label("是", "yes") if value else label("否", "no"))


class Day(Text):
    """A date as 2026-02-14, 2026/2/14 or 2026年2月14日, or nothing."""

    def read(self, text: str) -> date | None:
        """The day."""
        if not text:
            return None
        match = _DATE.fullmatch(text)
        try:
            # What does not match is made the year 0, which no calendar has.
            return date(*map(int, match.groups() if match else "000"))
        except ValueError:
            raise ValueError(label(f"“{text}”不是日期", f"“{text}” is not a date")) from None


class Moment(Text):
    """A date with a time, or nothing; Shanghai time where no zone is named."""

    def read(self, text: str) -> Any:
        """The moment."""
        if not text:
            return None
        try:
            read = parse_datetime(text.replace("/", "-"))
        except ValueError:
            read = None
        if read is None:
            raise ValueError(label(f"“{text}”不是日期时间", f"“{text}” is not a date and time"))
        return timezone.make_aware(read) if timezone.is_naive(read) else read

    def write(self, value: Any) -> str:
        """The moment in Shanghai time."""
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")


class Codes(Text):
    """Several codes or words: a|b|c."""

    def read(self, text: str) -> list[str]:
        """The parts."""
        return split(text)

    def write(self, value: Any) -> str:
        """The parts with bars between them."""
        return join(value)


class Json(Text):
    """A JSON value or nothing."""

    def read(self, text: str) -> Any:
        """The value."""
        try:
            return json.loads(text) if text else None
        except (ValueError, RecursionError):
            raise ValueError(label("不是有效的 JSON", "Not valid JSON")) from None

    def write(self, value: Any) -> str:
        """The value in one line."""
        return json.dumps(value, ensure_ascii=False)


class Choice(Text):
    """One of a field's choices, by its code or its word in either language."""

    def __init__(self, rows: Sequence[tuple[Any, Any]]) -> None:
        """Take the choices of the field."""
        super().__init__()
        self.words = {str(value): word for value, word in rows}
        self.known = {value.lower(): value for value in self.words}
        for language in ("zh-hans", "en"):
            with translation.override(language):
                self.known |= {str(word).lower(): value for value, word in self.words.items()}

    def read(self, text: str) -> str:
        """The code."""
        found = self.known.get(text.lower())
        if found is None and text:
            words = "、".join(str(word) for word in self.words.values())
            raise ValueError(label(f"“{text}”应为：{words}", f"“{text}” should be one of: {words}"))
        return found or ""

    def write(self, value: Any) -> str:
        """The word in the active language."""
        return str(self.words.get(str(value), value)) if value else ""


class Reference(Text):
    """Another row of the same county, named by its code."""

    def __init__(self, model: type[DirectoryModel], *, tenant: str, by: str = "code") -> None:
        """Name the sort of row; the county's are read at the first cell."""
        super().__init__()
        self.model, self.tenant, self.by = model, tenant, by
        self.rows: Mapping[str, DirectoryModel] | None = None

    def read(self, text: str) -> DirectoryModel | None:
        """The row; one that is not known may stand a few lines above in the same file, so they are read again."""
        if not text:
            return None
        if self.rows is None or text not in self.rows:
            known = self.model._default_manager.filter(tenant=self.tenant)
            self.rows = {str(getattr(one, self.by)): one for one in known}
        found = self.rows.get(text)
        if found is None:
            kind = self.model._meta.verbose_name
            raise ValueError(label(f"没有{kind}“{text}”", f"No {kind} “{text}”"))
        return found

    def write(self, value: Any) -> str:
        """The code."""
        return str(getattr(value, self.by))
