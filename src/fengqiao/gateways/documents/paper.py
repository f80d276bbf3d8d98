"""A paper as plain data: what stands on it, and nothing of how a program draws it. Words of people are data here, too."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final, assert_never


@dataclass(frozen=True, slots=True)
class Head:
    """A heading of a section (黑体)."""

    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph; `indent`: its first line begins two characters in, as running text does."""

    text: str
    indent: bool = True


@dataclass(frozen=True, slots=True)
class Rows:
    """A table of two columns: what it is, and what it says."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Signatures:
    """Places to sign by hand, one for each of these."""

    signers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with a head of its own; `widths` are the shares of its columns, `title` stands above it."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """One who signs: `picture` is the SVG of what was written on the tablet, "" for a place to sign by hand.

    `note` says how it was signed otherwise, e.g. on a scanned sheet; `day` when.
    """

    who: str
    picture: str = ""
    note: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True)
class Signed:
    """Signatures that were given, and the places of those that were not."""

    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A picture as a whole page: what it is, its size in pixels, and its bytes (`mime`) as base64."""

    title: str
    width: int
    height: int
    mime: str
    body: str


Block = Head | Line | Rows | Signatures | Grid | Signed | Sheet


def sort_of(block: Block) -> str:
    """What the templates call a block."""
    match block:
        case Head():
            return "head"
        case Line():
            return "line"
        case Rows():
            return "rows"
        case Signatures():
            return "signatures"
        case Grid():
            return "grid"
        case Signed():
            return "signed"
        case Sheet():
            return "sheet"
        case _:
            assert_never(block)


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper. `seal`: whose seal goes on it, "" for none; `qr`: what its code says, "" for none.

    `made_at` is aware and becomes the date in the file, so that printing again gives the same bytes.
    """

    title: str
    number: str
    code: str
    blocks: tuple[Block, ...]
    made_at: datetime
    issuer: str = ""
    dated: str = ""
    seal: str = ""
    qr: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """An item of a dossier: its name in the index, its papers, and what else the index says of it."""

    name: str
    papers: tuple[Paper, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Binder:
    """A dossier to be bound: cover rows, the items in their order, and what the back cover says."""

    title: str
    number: str
    code: str
    cover: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    back: tuple[tuple[str, str], ...]
    made_at: datetime
    issuer: str = ""


_SORTS: Final[dict[str, type[Block]]] = {
    "head": Head,
    "line": Line,
    "rows": Rows,
    "signatures": Signatures,
    "grid": Grid,
    "signed": Signed,
    "sheet": Sheet,
}


def packed(paper: Paper) -> bytes:
    """A paper as bytes, to be kept beside its file: what it said can be drawn again in another form."""
    blocks = [{"sort": sort_of(one), **asdict(one)} for one in paper.blocks]
    said = asdict(paper) | {"blocks": blocks, "made_at": paper.made_at.isoformat()}
    return json.dumps(said, ensure_ascii=False, sort_keys=True).encode()


def unpacked(body: bytes) -> Paper:
    """The paper that `packed` gave. ValueError, KeyError or TypeError for anything else."""
    said: dict[str, Any] = json.loads(body)
    blocks = tuple(_block(one.pop("sort"), _frozen(one)) for one in said["blocks"])
    return Paper(**said | {"blocks": blocks, "made_at": datetime.fromisoformat(said["made_at"])})


def _block(sort: str, said: Any) -> Block:
    if sort == "signed":
        return Signed(tuple(Mark(**one) for one in said["marks"]))
    return _SORTS[sort](**said)


def _frozen(value: Any) -> Any:
    """Lists of JSON as the tuples that they were."""
    if isinstance(value, dict):
        return {name: _frozen(one) for name, one in value.items()}
    return tuple(_frozen(one) for one in value) if isinstance(value, list) else value
