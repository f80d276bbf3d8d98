"""Printing as a job: papers that wait are claimed, drawn, kept encrypted, and frozen with their hash.

Drawing happens outside any transaction. A worker killed in between leaves a claim that ends, and the issue comes again.
"""

from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path

import structlog

from fengqiao.desk.acts import NotFound
from fengqiao.desk.papers.making import SIGNED, make
from fengqiao.desk.papers.material import Material, Say, read_material
from fengqiao.desk.ports import Ports
from fengqiao.desk.table import signature_picture
from fengqiao.gateways.documents.fonts import FontsMissing, font_files
from fengqiao.gateways.documents.paper import Paper, packed
from fengqiao.gateways.documents.pdf import pages_of, print_pdf
from fengqiao.gateways.files import store
from fengqiao.gateways.files.strokes import trimmed
from fengqiao.ledger import printing
from fengqiao.ledger.connection import DatabaseAway, unit_of_work
from fengqiao.ledger.papers import find_paper
from fengqiao.matters.words import SignatureKind

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Press:
    """What printing needs beside the ports: the folder of files, the words of codes, the public address ("" for none)."""

    folder: Path
    say: Say
    address: str = ""


def print_due(ports: Ports, press: Press, *, most: int = 5) -> int:
    """Print papers that wait, oldest first; gives how many were looked at. Without fonts nothing is claimed."""
    try:
        font_files()
    except FontsMissing as missing:
        _warn(missing.zh, missing.en)
        return 0
    with unit_of_work(ports.tenant) as work:
        jobs = printing.claim(work, now=ports.now(), most=most)
    for job in jobs:
        try:
            _print(ports, press, job)
        except DatabaseAway:
            raise
        except Exception as error:  # noqa: BLE001  whatever it is, the issue goes on the list with it
            log.warning("printing_failed", document=job.document_id, issue=job.issue, error=_said(error))
            with unit_of_work(ports.tenant) as work:
                printing.failed(work, job, _said(error), now=ports.now())
    return len(jobs)


def paper_as_made(ports: Ports, press: Press, document_id: str) -> Paper:
    """A paper's words as of its event; LookupError for an unknown one. Opened persons stand in the access log."""
    with unit_of_work(ports.tenant) as work:
        found = find_paper(work, document_id)
        if found is None:
            raise LookupError(f"there is no paper {document_id}")
        material = read_material(ports, work, found, say=press.say, at=ports.now())
    if found.paper.template == SIGNED:
        material = replace(material, pictures=_pictures(ports, press, material))
    return make(material, address=press.address)


def _pictures(ports: Ports, press: Press, material: Material) -> dict[str, str]:
    """What was written on the tablet under the agreement; a picture that went with an erasure is missing."""
    dispute = material.matter.dispute
    agreement = dispute.agreement if dispute is not None else None
    found: dict[str, str] = {}
    for one in agreement.signatures if agreement is not None else ():
        if one.kind is SignatureKind.DRAWN:
            with suppress(NotFound):
                body, _ = signature_picture(ports, press.folder, material.matter, one.file)
                found[one.file] = trimmed(body)
    return found


def _print(ports: Ports, press: Press, job: printing.Job) -> None:
    paper = paper_as_made(ports, press, job.document_id)
    body = print_pdf(paper)
    digest = sha256(body).digest()
    name = ports.ring.file_name(ports.tenant, digest)
    store.write(press.folder, ports.ring, ports.tenant, name=name, body=body, small=packed(paper))
    with unit_of_work(ports.tenant) as work:
        printing.printed(
            work,
            job,
            name=name,
            key_id=ports.ring.current.id,
            sha256=digest,
            size=len(body),
            pages=pages_of(body),
            at=ports.now(),
        )


@cache
def _warn(zh: str, en: str) -> None:
    """Once a process: the press is asked every second."""
    log.warning("fonts_missing", zh=zh, en=en)


def _said(error: Exception) -> str:
    """What operators read: the sort of fault, and typst's own message, but never the words of a paper."""
    return (
        f"{type(error).__name__}: {error}"[:300]
        if type(error).__name__ in _SPEAKING
        else type(error).__name__
    )


_SPEAKING = {"NotPrinted", "FontsMissing", "LookupError", "KeyRingError", "Unsealable", "OSError"}
