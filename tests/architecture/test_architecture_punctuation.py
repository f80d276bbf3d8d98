"""Chinese sentences have Chinese punctuation: no half-width comma, colon, semicolon, mark or bracket beside a character."""

import ast
import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src/fengqiao"
HAN = "\u3400-\u9fff"
CLOSED = f"{HAN}”》）〕】"
HALF_WIDTH = re.compile(rf"(?<=[{CLOSED}])[,:;?!()]|[,:;?!()](?=[{HAN}“《（〔【])")
CHINESE = re.compile(f"[{HAN}]")

READS_WHAT_PEOPLE_WRITE = {
    "triage/urgent.py",
    "gateways/classifier/reading.py",
    "people/masking.py",
    "mediation/clauses.py",
}
"""Modules whose Chinese is patterns for what people write, with the brackets of regular expressions."""
SPOKEN_COLUMNS = {"name_zh", "duties_zh", "legal_ref"}


def test_what_the_server_says_has_chinese_punctuation():
    found = [
        f"{file.relative_to(SOURCE)}:{line} {said}"
        for file in sorted(SOURCE.rglob("*.py"))
        if file.relative_to(SOURCE).as_posix() not in READS_WHAT_PEOPLE_WRITE
        for line, said in _sentences(ast.parse(file.read_text(encoding="utf-8")))
        if _is_mixed(said)
    ]
    assert found == []


def test_its_pages_have_chinese_punctuation():
    found = [
        f"{file.name}: {line.strip()}"
        for file in sorted(SOURCE.rglob("*.html"))
        for line in file.read_text(encoding="utf-8").splitlines()
        if _is_mixed(re.sub(r"\{[{%#].*?[}%#]\}", "\ufffc", line))
    ]
    assert found == []


@pytest.mark.parametrize("name", ["units", "categories"])
def test_the_county_template_has_chinese_punctuation(name):
    with (SOURCE / "directory" / "template" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    assert [row for row in rows if any(_is_mixed(row.get(column) or "") for column in SPOKEN_COLUMNS)] == []


@pytest.mark.parametrize(
    ("code", "is_found"),
    [
        ('x = "没有办成,请再试"', True),
        ('x = f"没有这个操作:{action}"', True),
        ('x = f"已办结{n}件(共{m}件)"', True),
        ('x = "没有办成，请再试 / not done, try again"', False),
        ('x = "sessions read like “{}”, in order"', False),
        ('"""A campaign (排查): described."""', False),
        ('x = re.compile("(?:一|二)")', False),
    ],
)
def test_half_width_punctuation_is_found_in_sentences_only(code, is_found):
    assert any(_is_mixed(said) for _, said in _sentences(ast.parse(code))) is is_found


def _is_mixed(said: str) -> bool:
    return bool(CHINESE.search(said) and HALF_WIDTH.search(said))


def _sentences(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every string with its line, docstrings and patterns left out; a value put into one reads as a character."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re."):
            continue
        if isinstance(node, ast.JoinedStr):
            yield node.lineno, "".join(_part(part) for part in node.values)
            for part in node.values:
                if isinstance(part, ast.FormattedValue):
                    yield from _sentences(part)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value
        else:
            yield from _sentences(node)


def _part(part: ast.expr) -> str:
    return part.value if isinstance(part, ast.Constant) and isinstance(part.value, str) else "\ufffc"
