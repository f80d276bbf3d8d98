"""Texts that the county keeps for what is written every day: document templates whose code begins with a prefix.

`CLAUSE_D0301_1` is a clause for wages that are owed, `CLAUSE_D03_1` for every labour dispute, `CLAUSE_1` for all;
`REPLY_P01_1` is a reply about street furniture.
"""

from typing import Any, Final

from fengqiao.directory.snapshot import CountyDirectory

CLAUSE: Final = "CLAUSE_"
REPLY: Final = "REPLY_"


def kept_texts(
    county: CountyDirectory, category: str, *, prefix: str, english: bool = False
) -> list[dict[str, Any]]:
    """The texts of a kind for a category, those of the category itself first, then its group's, then everybody's."""
    found = [
        {
            "code": code,
            "category": _category(code, prefix),
            "title": (template.name_en if english else template.name_zh) or template.name_zh,
            "text": template.body,
        }
        for code, template in county.templates.items()
        if code.startswith(prefix) and category.startswith(_category(code, prefix))
    ]
    return sorted(found, key=lambda text: (-len(text["category"]), text["code"]))


def _category(code: str, prefix: str) -> str:
    """The category that a text is for, "" for every matter."""
    first, _, rest = code.removeprefix(prefix).partition("_")
    return first if rest else ""
