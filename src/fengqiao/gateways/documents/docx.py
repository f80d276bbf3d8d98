"""DOCX by docxtpl, for whoever has to go on writing; what counts is the PDF."""

import io
from dataclasses import asdict
from typing import Final

import segno
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage

from fengqiao.clocks import SHANGHAI
from fengqiao.gateways.documents.docx_layout import LAYOUT
from fengqiao.gateways.documents.paper import Paper, sort_of

MIME: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def print_docx(paper: Paper) -> bytes:
    """A paper as DOCX with the same words as its PDF; what people wrote stays words, whatever it looks like."""
    template = DocxTemplate(str(LAYOUT))
    words = {name: getattr(paper, name) for name in ("title", "number", "code", "issuer", "dated", "seal")}
    blocks = [{"sort": sort_of(one), **asdict(one)} for one in paper.blocks]
    qr = InlineImage(template, _qr(paper.qr), width=Mm(19)) if paper.qr else ""
    template.render(words | {"blocks": blocks, "qr": qr}, autoescape=True)
    properties = template.docx.core_properties
    properties.title, properties.author = paper.title, paper.issuer
    properties.created = properties.modified = paper.made_at.astimezone(SHANGHAI)
    properties.last_modified_by, properties.comments, properties.language = "", "", "zh-CN"
    out = io.BytesIO()
    template.save(out)
    return out.getvalue()


def _qr(words: str) -> io.BytesIO:
    out = io.BytesIO()
    segno.make(words, error="m", micro=False).save(out, kind="png", scale=8, border=0)
    out.seek(0)
    return out
