"""Labels in two languages, written side by side so that neither can be forgotten and nothing has to be compiled."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, cast

from django.utils.functional import lazy
from django.utils.translation import get_language

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Label = _StrPromise


def _spoken(zh: str, en: str) -> str:
    """The Chinese words unless English is the active language."""
    return en if (get_language() or "").startswith("en") else zh


_lazy_label = lazy(_spoken, str)


def label(zh: str, en: str) -> Label:
    """A text that becomes Chinese or English when it is shown, by the language active then."""
    return cast("Label", _lazy_label(zh, en))


def choices(*rows: tuple[StrEnum, str, str]) -> list[tuple[str, Label]]:
    """Choices of a field from enum members with their Chinese and English words."""
    return [(member.value, label(zh, en)) for member, zh, en in rows]


def missing(members: Iterable[StrEnum], rows: Iterable[tuple[str, object]]) -> set[str]:
    """Members of an enum that a list of choices forgot; a test asks."""
    return {member.value for member in members} - {value for value, _ in rows}
