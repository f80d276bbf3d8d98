"""A column that holds several short texts and is written ``a|b|c`` in forms and files, as the template does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.forms import SimpleArrayField
from django.db import models

if TYPE_CHECKING:
    from fengqiao.directory.labels import Label

    _TextArray = ArrayField[list[str], list[str]]
else:
    _TextArray = ArrayField


class CodeList(_TextArray):
    """A PostgreSQL array, empty by default, never null."""

    def __init__(
        self, verbose_name: str | Label | None, base_field: models.Field[Any, Any], **more: Any
    ) -> None:
        settings: dict[str, Any] = {"base_field": base_field, "default": list, "blank": True} | more
        super().__init__(**settings, verbose_name=verbose_name)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Give migrations the plain array: the form is no business of theirs."""
        name, _, args, kwargs = super().deconstruct()
        return name or "", "django.contrib.postgres.fields.ArrayField", list(args), kwargs

    def formfield(self, **kwargs: Any) -> Any:
        """One line of text with bars between the parts."""
        return models.Field.formfield(
            self,
            **(
                {"form_class": SimpleArrayField, "base_field": self.base_field.formfield(), "delimiter": "|"}
                | kwargs
            ),
        )


def split(text: str) -> list[str]:
    """Read ``a|b|c``; empty parts and spaces around parts do not count."""
    return [part.strip() for part in text.replace("|", "|").split("|") if part.strip()]


def join(parts: list[str] | tuple[str, ...] | None) -> str:
    """Write ``a|b|c``."""
    return "|".join(parts or ())
