"""The matter code: {area6}{yyyymmdd}{kind1}{seq5 or more}{check}, e.g. 331181 20261019 P 00017 K (DOMAIN section 8).

The check character follows ISO 7064 MOD 37,36: it finds every single wrong character and nearly every swap.
"""

import re
from datetime import date

from fengqiao.shared.refused import invalid

_CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_SHAPE = re.compile(r"\d{6}\d{8}[A-Z]\d{5,9}[0-9A-Z]")

QUERY_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No character of a query code can be read as another one over the telephone."""

UNSORTED = "X"
"""The kind letter of a matter that has no category yet."""


def check_character(body: str) -> str:
    """The ISO 7064 MOD 37,36 check character of upper-case letters and digits."""
    product = 36
    for character in body:
        total = (product + _CHARACTERS.index(character)) % 36 or 36
        product = total * 2 % 37
    return _CHARACTERS[(37 - product) % 36]


def matter_code(tenant: str, day: date, category: str, number: int) -> str:
    """The code of the `number`-th matter of that day and kind letter (the first of its category code)."""
    body = f"{tenant}{day:%Y%m%d}{category[:1] or UNSORTED}{number:05d}"
    return body + check_character(body)


def is_valid(code: str) -> bool:
    """Whether a code has the right shape and check character."""
    return bool(_SHAPE.fullmatch(code)) and check_character(code[:-1]) == code[-1]


def read_code(typed: str) -> str:
    """A code as a person typed it: spaces, hyphens and case do not matter; refuses a wrong one."""
    code = re.sub(r"[\s-]", "", typed).upper()
    if not is_valid(code):
        raise invalid("code", "编号有误，请核对", "the code is mistyped")
    return code
