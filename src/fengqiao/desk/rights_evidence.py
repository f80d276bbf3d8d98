"""A person's own evidence, in the copy of the own data and in its erasure (PIPL 44 to 48).

In a dispute, what a person brought and never shared goes at its word, until the dossier is filed; what the others have
seen, and all evidence of any other matter, stays as long as the archive keeps the matter.
"""

import base64
from pathlib import Path
from typing import Any, Final

from fengqiao.desk.ports import Ports
from fengqiao.gateways.files import store
from fengqiao.ledger import evidence
from fengqiao.ledger.connection import UnitOfWork
from fengqiao.ledger.evidence import Piece
from fengqiao.ledger.evidence_erasure import withdraw_evidence
from fengqiao.matters.categories import Kind
from fengqiao.matters.matter import Archived, Matter

FIELD: Final = "evidence"
MOST_BYTES: Final = 30 * 1024 * 1024
"""What one export carries of files; the others are named, and handed over at the counter."""


def own_pieces(ports: Ports, work: UnitOfWork, matter: Matter, person: str) -> list[Piece]:
    """The pieces that a person brought, or that were brought as its own."""
    return [each for each in evidence.of_matter(work, ports.ring, matter.id) if each.party == person]


def copies(ports: Ports, folder: Path | None, pieces: list[Piece]) -> list[dict[str, Any]]:
    """What is held of each piece, with the file itself (base64) as long as they are small together."""
    told, left = [], MOST_BYTES
    for piece in pieces:
        body = _body(ports, folder, piece) if piece.size <= left else None
        left -= len(body or b"")
        told.append({
            "title": piece.title,
            "mime": piece.mime,
            "size": piece.size,
            "pages": piece.pages,
            "added_at": piece.added_at.isoformat(),
            "shared_at": piece.shared_at.isoformat() if piece.shared_at is not None else None,
            "file": base64.b64encode(body).decode() if body is not None else None,
        })  # fmt: skip
    return told


def erase_own_evidence(
    ports: Ports, work: UnitOfWork, matter: Matter, person: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Erase what the person may take back; gives what is gone and what is kept, as names of fields."""
    gone = False
    if matter.kind is Kind.DISPUTE and not isinstance(matter.stage, Archived):
        gone = withdraw_evidence(work, matter.id, person)
    kept = bool(own_pieces(ports, work, matter, person))
    return ((FIELD,) if gone else ()), ((FIELD,) if kept else ())


def _body(ports: Ports, folder: Path | None, piece: Piece) -> bytes | None:
    if folder is None:
        return None
    try:
        return store.read(folder, ports.ring, ports.tenant, name=piece.file_name, key_id=piece.file_key)
    except store.NoFile:
        return None
