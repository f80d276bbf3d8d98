"""Clauses that the county keeps for agreements: document templates whose code begins with CLAUSE_.

`CLAUSE_D0301_1` is for wages that are owed, `CLAUSE_D03_1` for every labour dispute, `CLAUSE_1` for all.
"""

from typing import Any, Final

from fengqiao.directory.snapshot import CountyDirectory

PREFIX: Final = "CLAUSE_"


def clause_templates(
    county: CountyDirectory, category: str, *, english: bool = False
) -> list[dict[str, Any]]:
    """The clauses for a category, those of the category itself first, then its group's, then everybody's."""
    found = [
        {
            "code": code,
            "category": _category(code),
            "title": (template.name_en if english else template.name_zh) or template.name_zh,
            "text": template.body,
        }
        for code, template in county.templates.items()
        if code.startswith(PREFIX) and category.startswith(_category(code))
    ]
    return sorted(found, key=lambda clause: (-len(clause["category"]), clause["code"]))


def _category(code: str) -> str:
    """The category that a clause is for, "" for every dispute."""
    first, _, rest = code.removeprefix(PREFIX).partition("_")
    return first if rest else ""
