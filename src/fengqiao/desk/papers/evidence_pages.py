"""Evidence in the dossier (卷宗第6项): a list of all that the binder sees, photos as pages, everything else named only.

A PDF or DOCX stays as it is, because its bytes are the proof: the list says that it is kept beside the volume.
"""

import base64
from collections.abc import Iterator
from pathlib import Path

from fengqiao.desk import evidence
from fengqiao.desk.evidence import is_shared
from fengqiao.desk.looking import Seen
from fengqiao.desk.papers.chinese import day_of_moment
from fengqiao.desk.papers.standing import labels
from fengqiao.desk.ports import Ports
from fengqiao.desk.table import signature_picture
from fengqiao.gateways.documents.paper import Grid, Paper, Part, Sheet
from fengqiao.gateways.files import pictures
from fengqiao.ledger.evidence import Piece
from fengqiao.matters.dispute import Dispute, Signature
from fengqiao.matters.dossier import EVIDENCE_NAME
from fengqiao.matters.words import SignatureKind

_FORMS = {"application/pdf": "PDF 文件"}


def evidence_part(ports: Ports, folder: Path, seen: Seen, *, issuer: str) -> Part | None:
    """Item 6, None where nobody brought anything. Each photo that is bound is noted as opened."""
    pieces = evidence.of_matter(ports, seen.matter, seen.facts)
    if not pieces:
        return None
    return Part(
        EVIDENCE_NAME,
        (_list(ports, seen, pieces, issuer), *_pages(ports, folder, seen, pieces)),
        notes=tuple(_line(number, piece) for number, piece in enumerate(pieces, start=1)),
    )


def signed_sheets(ports: Ports, folder: Path, seen: Seen) -> Iterator[Paper]:
    """The scanned sheets on which the agreement was signed: they lie behind it."""
    called = labels(seen.matter)
    for one in _scanned(seen.matter.dispute):
        body, _ = signature_picture(ports, folder, seen.matter, one.file)
        who = called.get(one.who, "人民调解员")
        yield Paper(
            title="签字页扫描件",
            number="",
            code=seen.matter.code,
            blocks=(_sheet(f"{who}签名，{day_of_moment(one.at)}", body),),
            made_at=one.at,
        )


def _scanned(dispute: Dispute | None) -> list[Signature]:
    agreement = dispute.agreement if dispute is not None else None
    return [
        one
        for one in (agreement.signatures if agreement is not None else ())
        if one.kind is SignatureKind.SCANNED and one.file
    ]


def _list(ports: Ports, seen: Seen, pieces: list[Piece], issuer: str) -> Paper:
    called = labels(seen.matter)
    rows = tuple(
        (
            str(number),
            piece.title,
            called.get(piece.party, "—"),
            day_of_moment(piece.added_at),
            _form(piece),
            "是" if is_shared(piece) or not piece.party else "否",
        )
        for number, piece in enumerate(pieces, start=1)
    )
    heads = ("序号", "名称", "提交人", "提交日期", "形式", "已出示")
    return Paper(
        title="证据材料清单",
        number="",
        code=seen.matter.code,
        blocks=(Grid(heads, rows, (2, 6, 4, 5, 4, 2)),),
        made_at=ports.now(),
        issuer=issuer,
    )


def _pages(ports: Ports, folder: Path, seen: Seen, pieces: list[Piece]) -> Iterator[Paper]:
    for number, piece in enumerate(pieces, start=1):
        if piece.mime != pictures.MIME:
            continue
        opened = evidence.open_as_staff(ports, folder, seen.matter, seen.facts, piece.id)
        yield Paper(
            title=f"证据材料{number}",
            number="",
            code=seen.matter.code,
            blocks=(_sheet(piece.title, opened.body),),
            made_at=piece.added_at,
        )


def _sheet(title: str, body: bytes) -> Sheet:
    page, width, height = pictures.for_page(body)
    return Sheet(title, width, height, pictures.MIME, base64.b64encode(page).decode())


def _line(number: int, piece: Piece) -> str:
    beside = "" if piece.mime == pictures.MIME else "（原件另存，未装订）"
    return f"{number}. {piece.title}{beside}"


def _form(piece: Piece) -> str:
    if piece.mime == pictures.MIME:
        return "照片，装订"
    return f"{_FORMS.get(piece.mime, 'DOCX 文件')}，另存"
