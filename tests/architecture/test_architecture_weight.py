"""What a browser must load of script before the first page of an entry can be used, as it goes over the line (gzip)."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings

DIST = Path(settings.FRONTEND_DIST)
ASSETS = DIST / "assets"
STATIC = re.compile(r"""(?:from|import)\s*["']\./([\w.-]+\.js)["']""")
KIB = 1024

FIRST_ROUTES = {"citizen": ("citizen",), "staff": ("workbench",)}
"""The file in which the first page comes."""
MOST = {"citizen": 120 * KIB, "staff": 350 * KIB}


def page_of(entry: str) -> str:
    file = DIST / entry / "index.html"
    if not file.is_file():
        pytest.skip(f"the front end is not built: {DIST.name}/ is missing (make frontend)")
    return file.read_text(encoding="utf-8")


def first_scripts(entry: str) -> set[str]:
    """The scripts that the page names, the first route's, and what these import at once."""
    open_ones = set(re.findall(r"/assets/([\w.-]+\.js)", page_of(entry)))
    open_ones |= {file.name for name in FIRST_ROUTES[entry] for file in ASSETS.glob(f"{name}-*.js")}
    found: set[str] = set()
    while open_ones:
        name = open_ones.pop()
        if name not in found:
            found.add(name)
            open_ones |= set(STATIC.findall((ASSETS / name).read_text(encoding="utf-8")))
    return found


def weight(entry: str) -> int:
    return sum(len(gzip.compress((ASSETS / name).read_bytes())) for name in first_scripts(entry))


@pytest.mark.parametrize("entry", sorted(MOST))
def test_the_first_route_is_light(entry):
    scripts = first_scripts(entry)
    assert all(any(one.startswith(f"{name}-") for one in scripts) for name in FIRST_ROUTES[entry])
    assert weight(entry) <= MOST[entry], {
        name: len(gzip.compress((ASSETS / name).read_bytes())) for name in scripts
    }
