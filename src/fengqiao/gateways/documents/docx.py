"""DOCX by docxtpl, for whoever has to go on writing; what counts is the PDF."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Final, assert_never

import segno
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage

from fengqiao.clocks import SHANGHAI
from fengqiao.gateways.documents.docx_layout import LAYOUT
from fengqiao.gateways.documents.paper import (
    Block,
    Grid,
    Head,
    Line,
    Paper,
    Rows,
    Sheet,
    Signatures,
    Signed,
    sort_of,
)

MIME: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def print_docx(paper: Paper) -> bytes:
    """A paper as DOCX with the same words as its PDF; what people wrote stays words, whatever it looks like."""
    template = DocxTemplate(str(LAYOUT))
    words = {name: getattr(paper, name) for name in ("title", "number", "code", "issuer", "dated", "seal")}
    plain = [each for one in paper.blocks for each in _plain(one)]
    blocks = [{"sort": sort_of(one), **asdict(one)} for one in plain]
    qr = InlineImage(template, _qr(paper.qr), width=Mm(19)) if paper.qr else ""
    template.render(words | {"blocks": blocks, "qr": qr}, autoescape=True)
    properties = template.docx.core_properties
    properties.title, properties.author = paper.title, paper.issuer
    properties.created = properties.modified = paper.made_at.astimezone(SHANGHAI)
    properties.last_modified_by, properties.comments, properties.language = "", "", "zh-CN"
    out = io.BytesIO()
    template.save(out)
    return out.getvalue()


def _plain(block: Block) -> Iterator[Block]:
    """What the sheet knows to draw: a table becomes rows of what each line says, signatures become places to sign."""
    match block:
        case Grid():
            if block.title:
                yield Line(block.title, indent=False)
            yield Rows(tuple((row[0], _said(block.heads[1:], row[1:])) for row in block.rows))
        case Signed():
            for mark in block.marks:
                given = mark.note or ("已在平板上签名" if mark.picture else "")
                if given:
                    yield Line(f"{mark.who}：{given}，{mark.day}", indent=False)
                else:
                    yield Signatures((mark.who,))
        case Sheet():
            yield Line(f"{block.title}（图片见 PDF）", indent=False)
        case Head() | Line() | Rows() | Signatures():
            yield block
        case _:
            assert_never(block)


def _said(heads: Sequence[str], cells: Sequence[str]) -> str:
    return "，".join(f"{head}：{cell}" for head, cell in zip(heads, cells, strict=True) if cell)


def _qr(words: str) -> io.BytesIO:
    out = io.BytesIO()
    segno.make(words, error="m", micro=False).save(out, kind="png", scale=8, border=0)
    out.seek(0)
    return out
