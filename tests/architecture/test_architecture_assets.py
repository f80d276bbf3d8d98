"""The built front end needs nobody else's server: no CDN, no web font, no remote tile (ARCHITECTURE section 5)."""

import re
from pathlib import Path

import pytest
from django.conf import settings

DIST = Path(settings.FRONTEND_DIST)

# A link in a message is read by people; what is looked for is an address from which something would be loaded.
LOADED = {
    ".html": re.compile(
        r"""(?:src|href|action|data|poster)\s*=\s*["']?\s*(?:https?:)?//[^"'\s>]+""", re.IGNORECASE
    ),
    ".css": re.compile(r"""(?:url\(|@import)\s*["']?\s*(?:https?:)?//[^"')\s]+""", re.IGNORECASE),
    ".js": re.compile(
        r"""["'`](?:https?:)?//[^"'`\s]*(?:\.(?:m?js|css|woff2?|ttf|otf|pbf|mvt|png|jpe?g|webp|wasm|json|pmtiles)\b|\{z\})"""
        r"""|(?:import|fetch|importScripts)\(\s*["'`]https?://[^"'`]+""",
        re.IGNORECASE,
    ),
}
LOADED[".mjs"] = LOADED[".js"]
CDN = re.compile(r"//[\w.-]*(?:cdn|fonts\.|static\.|unpkg|tiles?\.)[\w.-]*\.[a-z]{2,}", re.IGNORECASE)


def built() -> list[Path]:
    if not DIST.is_dir():
        pytest.skip(f"the front end is not built: {DIST.name}/ is missing (make frontend)")
    return sorted(file for file in DIST.rglob("*") if file.suffix in LOADED)


def test_nothing_is_loaded_from_elsewhere():
    files = built()
    assert {".html", ".js", ".css"} <= {file.suffix for file in files}
    found = {
        file.relative_to(DIST).as_posix(): hits
        for file in files
        if (hits := _remote(file.suffix, file.read_text(encoding="utf-8", errors="replace")))
    }
    assert found == {}


def _remote(suffix: str, text: str) -> list[str]:
    return [*LOADED[suffix].findall(text), *CDN.findall(text)]


@pytest.mark.parametrize(
    ("suffix", "text"),
    [
        (".html", '<script src="https://a.example/x.js">'),
        (".html", "<link rel=stylesheet href=//a.example/x.css>"),
        (".css", "@font-face{src:url(https://a.example/f.woff2)}"),
        (".css", '@import "//a.example/x.css";'),
        (".js", 'x="https://a.example/font.woff2"'),
        (".js", "const t=`https://a.example/{z}/{x}/{y}`"),
        (".js", 'import("https://a.example/module")'),
        (".js", 'y="https://cdn.a.example/lib"'),
    ],
)
def test_the_check_sees_what_would_be_loaded(suffix, text):
    assert _remote(suffix, text)


@pytest.mark.parametrize(
    ("suffix", "text"),
    [
        (".html", '<script type="module" src="/assets/x.js">'),
        (".css", "a{background:url(/assets/x.svg)}"),
        (".js", 'throw Error("see https://a.example/errors for help")'),
        (".js", 'e.setAttribute("xmlns","http://www.w3.org/2000/svg")'),
    ],
)
def test_and_leaves_alone_what_would_not(suffix, text):
    assert _remote(suffix, text) == []


# What the oldest browser that is served does not know, and nobody puts in its place (ARCHITECTURE section 6).
YOUNGER = {
    ".css": re.compile(r":(?:is|where|has)\(|@(?:container|layer|property|scope)\b|color-mix\(|light-dark\("),
    ".js": re.compile(r"\.at\(-?\w+\)|\bstructuredClone\(|\bArray\.fromAsync\b|\bObject\.groupBy\b"),
}


def test_nothing_is_younger_than_the_oldest_browser():
    found = {
        file.name: hits
        for file in built()
        if file.suffix in YOUNGER and (hits := YOUNGER[file.suffix].findall(file.read_text(encoding="utf-8")))
    }
    assert found == {}


@pytest.mark.parametrize(
    ("suffix", "text"),
    [
        (".css", "a:not(:is(.b,.c)){}"),
        (".css", "@container (a)"),
        (".js", "x.at(-1)"),
        (".js", "structuredClone(x)"),
    ],
)
def test_what_is_younger_is_found(suffix, text):
    assert YOUNGER[suffix].search(text)
