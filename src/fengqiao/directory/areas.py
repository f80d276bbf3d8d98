"""Area codes at the border: what people type becomes the significant form that the rules read."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from fengqiao.directory.labels import label
from fengqiao.places.areas import significant


def check_area(code: str) -> None:
    """For models: refuse what is not an area code in significant form (no filling zeros)."""
    try:
        short = significant(code)
    except ValueError:
        raise ValidationError(
            label("区划代码是6、9、12、15或17位数字", "An area code has 6, 9, 12, 15 or 17 digits")
        ) from None
    if short != code:
        raise ValidationError(
            label(f"区划代码不带补位的零，应为{short}", f"Write the code without filling zeros: {short}")
        )


def short_area(code: str) -> str:
    """The significant form where the code is one, else the text unchanged (validation names the fault later)."""
    try:
        return significant(code.strip())
    except ValueError:
        return code.strip()
