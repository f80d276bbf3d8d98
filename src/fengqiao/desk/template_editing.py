"""Document templates at the desk: tried on a made-up matter by the press itself, changed under the name of who did it."""

from dataclasses import dataclass
from typing import Final

from fengqiao.desk.acts import NotFound, Ref
from fengqiao.desk.drafting import written_by
from fengqiao.desk.papers.sample import sample
from fengqiao.desk.ports import Ports
from fengqiao.desk.refusing import refusing
from fengqiao.directory import templates as kept
from fengqiao.directory.counties import DOCUMENTS
from fengqiao.directory.models import DocumentTemplate
from fengqiao.directory.snapshot import Template
from fengqiao.directory.templates import Wording, WordingVersion
from fengqiao.gateways.documents.pdf import draw_pages

MOST_PAGES: Final = 3
"""So many pages are shown; what a text looks like is seen by then."""


@dataclass(frozen=True, slots=True)
class Preview:
    """The first pages as PNG, how many there are, and the places that such a paper leaves empty."""

    images: tuple[bytes, ...]
    pages: int
    silent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeptTemplate:
    """A template with the words in use and every version of them."""

    code: str
    version: int
    in_use: bool
    wording: Wording
    versions: tuple[WordingVersion, ...]


def templates(ports: Ports) -> tuple[Template, ...]:
    """The templates of the papers that the program makes, in the order of the trade."""
    known = ports.county().templates
    return tuple(known[code] for code in DOCUMENTS if code in known)


def read(ports: Ports, code: str) -> KeptTemplate:
    """A template whole; NotFound for a code that names no paper."""
    return _whole(_row(ports, code))


def change(ports: Ports, who: str, code: str, wording: Wording, *, seen: int) -> KeptTemplate:
    """Print with these words from now on, as the next version; raises Refused, NotFound, ChangedMeanwhile."""
    row = _row(ports, code)
    with written_by(who):
        changed = kept.change_wording(row, wording, seen=seen)
    return _whole(changed)


def preview(ports: Ports, code: str, wording: Wording) -> Preview:
    """What a paper would look like; Refused names the field that could not be kept so. Nothing is read but the county."""
    if code not in DOCUMENTS or code not in ports.county().templates:
        raise NotFound(Ref())
    with refusing():
        kept.check_wording(ports.tenant, code, wording)
    made = sample(code, title=wording.name_zh, body=wording.body, at=ports.now())
    pages = draw_pages(made.paper)
    return Preview(pages[:MOST_PAGES], len(pages), tuple(sorted(made.silent)))


def _row(ports: Ports, code: str) -> DocumentTemplate:
    row = kept.template_of(ports.tenant, code)
    if row is None:
        raise NotFound(Ref())
    return row


def _whole(row: DocumentTemplate) -> KeptTemplate:
    return KeptTemplate(row.code, row.version, row.is_active, kept.wording_of(row), kept.versions_of(row))
