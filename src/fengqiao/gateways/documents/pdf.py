"""PDF/A-2b by typst. Its sandbox: our own templates as the only files, our own fonts, and no packages.

What people wrote is handed over as JSON and never becomes markup.
"""

import io
import json
import re
from dataclasses import asdict, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

import segno
import typst

from fengqiao.clocks import SHANGHAI
from fengqiao.gateways.documents.fonts import coverage, installed_fonts
from fengqiao.gateways.documents.glyphs import Coverage
from fengqiao.gateways.documents.paper import Binder, Block, Paper, Sheet, sort_of

STANDARD: Final = "a-2b"
_ROOM: Final = Path(__file__).parent
_NOWHERE: Final = _ROOM / "no-packages"
"""A folder that does not exist: no package can be found there, and none is fetched."""

_SCREEN: Final = 110
"""Dots an inch of a page that is looked at on a screen."""

_COUNT: Final = re.compile(rb"/Type\s*/Pages\s*/Count (\d+)")


class NotPrinted(RuntimeError):  # noqa: N818  it names what happened
    """A paper could not be drawn; the message is typst's and holds no words of people."""


def print_pdf(paper: Paper) -> bytes:
    """A paper as PDF/A-2b. FontsMissing without fonts, NotPrinted when it cannot be drawn."""
    return _compiled("paper.typ", as_data(paper, coverage()), paper.made_at)


def draw_pages(paper: Paper) -> tuple[bytes, ...]:
    """The pages of a paper as PNG pictures, by the layout that prints it. Raises as `print_pdf`."""
    made = _made("paper.typ", as_data(paper, coverage()), paper.made_at, format="png", ppi=_SCREEN)
    return tuple(made) if isinstance(made, list) else (made,)


def bind_pdf(binder: Binder) -> bytes:
    """A dossier as one PDF/A-2b: cover, index, every item, back cover. Raises as `print_pdf`."""
    known = coverage()
    data = _drawn(asdict(replace(binder, parts=())) | {"parts": [], "moment": _moment(binder.made_at)}, known)
    data["parts"] = [
        {
            "name": known.printable(part.name),
            "papers": [as_data(paper, known) for paper in part.papers],
            "notes": [known.printable(note) for note in part.notes],
        }
        for part in binder.parts
    ]
    return _compiled("dossier.typ", data, binder.made_at)


def pages_of(body: bytes) -> int:
    """How many pages a PDF of ours has, as its page tree says."""
    found = _COUNT.search(body)
    return int(found[1]) if found is not None else 0


def as_data(paper: Paper, known: Coverage) -> dict[str, Any]:
    """A paper as the template reads it, without a character that no font can draw."""
    data: dict[str, Any] = _drawn(
        asdict(replace(paper, blocks=())) | {"moment": _moment(paper.made_at)}, known
    )
    data["blocks"] = [_block(one, known) for one in paper.blocks]
    data["qr"] = _qr(paper.qr) if paper.qr else ""
    return data


def _block(block: Block, known: Coverage) -> dict[str, Any]:
    """A block with printable words; what is no word, a picture's bytes, stays as it is."""
    said = asdict(block)
    if isinstance(block, Sheet):
        said["title"] = known.printable(block.title)
    else:
        said = _drawn(said, known)
    return {"sort": sort_of(block), **said}


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(
        root=str(_ROOM),
        font_paths=installed_fonts(),
        ignore_system_fonts=True,
        package_path=str(_NOWHERE),
        package_cache_path=str(_NOWHERE),
    )


def _compiled(template: str, data: dict[str, Any], moment: datetime) -> bytes:
    made = _made(template, data, moment, format="pdf", pdf_standards=STANDARD)
    assert isinstance(made, bytes)
    return made


def _made(template: str, data: dict[str, Any], moment: datetime, **form: Any) -> Any:
    """What typst makes of our template and this data, in one form or another."""
    try:
        return _compiler().compile(
            str(_ROOM / template),
            sys_inputs={"paper": json.dumps(data, ensure_ascii=False)},
            timestamp=int(moment.timestamp()),
            **form,
        )
    except typst.TypstError as error:
        raise NotPrinted(f"typst: {error.message}") from None


def _moment(moment: datetime) -> dict[str, int]:
    local = moment.astimezone(SHANGHAI)
    names = ("year", "month", "day", "hour", "minute", "second")
    return {name: getattr(local, name) for name in names}


def _drawn(value: Any, known: Coverage) -> Any:
    """The same data with every text printable."""
    match value:
        case str():
            return known.printable(value)
        case dict():
            return {name: _drawn(one, known) for name, one in value.items()}
        case list() | tuple():
            return [_drawn(one, known) for one in value]
        case datetime():
            return ""
        case _:
            return value


def _qr(words: str) -> str:
    out = io.BytesIO()
    segno.make(words, error="m", micro=False).save(out, kind="svg", border=0, xmldecl=False)
    return out.getvalue().decode()
