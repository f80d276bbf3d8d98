"""Texts as they may be stored."""

import re

from fengqiao.shared.refused import invalid

TEXT_LENGTH = 20_000
CODE_LENGTH = 200

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f\ud800-\udfff]")


def clean(value: object, name: str, *, most: int = TEXT_LENGTH) -> str:
    """A text as it may be stored, trimmed; refuses what is no text, too long, or holds control characters."""
    if not isinstance(value, str):
        raise invalid(name, "应为文字", "must be text")
    text = value.strip()
    if len(text) > most:
        raise invalid(name, f"文字过长，最多 {most} 字", f"too long, at most {most} characters")
    if _CONTROL.search(text):
        raise invalid(name, "含有不能保存的控制字符", "contains control characters")
    return text
