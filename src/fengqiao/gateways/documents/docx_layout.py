"""Makes `layout.docx`, the sheet of every paper in DOCX: `python -m fengqiao.gateways.documents.docx_layout`.

The fonts are named as Word knows them (仿宋, 黑体); they are the reader's own and are not embedded.
"""

from pathlib import Path
from typing import Final

from docx import Document
from docx.document import Document as Sheet
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

LAYOUT: Final = Path(__file__).with_name("layout.docx")
FANG, HEI, SONG = "仿宋", "黑体", "宋体"
SIZE2, SIZE3, SIZE4, SMALL = 22.0, 16.0, 14.0, 12.0


def make_layout(path: Path = LAYOUT) -> None:
    """Write the sheet: places of docxtpl in official typography."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(33), Mm(30)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    _page_number(section.footer.paragraphs[0])
    _head(document)
    _blocks(document)
    _close(document)
    document.save(str(path))


def _head(document: Sheet) -> None:
    _line(document, "事项编号 {{ code }}", SONG, 10.5)
    _line(document, "{%p if qr %}", FANG, SMALL)
    _line(document, "{{ qr }}", FANG, SMALL, right=True)
    _line(document, "{%p endif %}", FANG, SMALL)
    _line(document, "{{ issuer }}", SONG, SIZE3, centred=True)
    _line(document, "{{ title }}", HEI, SIZE2, centred=True)
    _line(document, "{{ number }}", FANG, SIZE4, centred=True)


def _blocks(document: Sheet) -> None:
    _line(document, "{%p for b in blocks %}", FANG, SMALL)
    _line(document, '{%p if b.sort == "head" %}', FANG, SMALL)
    _line(document, "{{ b.text }}", HEI, SIZE3)
    _line(document, '{%p elif b.sort == "line" and b.indent %}', FANG, SMALL)
    _line(document, "{{ b.text }}", FANG, SIZE3, indent=True)
    _line(document, '{%p elif b.sort == "line" %}', FANG, SMALL)
    _line(document, "{{ b.text }}", FANG, SIZE3)
    _line(document, '{%p elif b.sort == "rows" %}', FANG, SMALL)
    table = document.add_table(rows=3, cols=2, style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for row in table.rows:
        for cell, width in zip(row.cells, (Mm(34), Mm(122)), strict=True):
            cell.width = width
    _run(table.cell(0, 0).paragraphs[0], "{%tr for r in b.rows %}", FANG, SMALL)
    _run(table.cell(1, 0).paragraphs[0], "{{ r[0] }}", HEI, SMALL)
    _run(table.cell(1, 1).paragraphs[0], "{{ r[1] }}", FANG, SIZE4)
    _run(table.cell(2, 0).paragraphs[0], "{%tr endfor %}", FANG, SMALL)
    _line(document, '{%p elif b.sort == "signatures" %}', FANG, SMALL)
    _line(document, "{%p for who in b.signers %}", FANG, SMALL)
    _line(document, "{{ who }}（签名或指印）：____________________　　　　年　　月　　日", FANG, SIZE4)
    _line(document, "{%p endfor %}", FANG, SMALL)
    _line(document, "{%p endif %}", FANG, SMALL)
    _line(document, "{%p endfor %}", FANG, SMALL)


def _close(document: Sheet) -> None:
    _line(document, "{%p if seal %}", FANG, SMALL)
    _line(document, "{{ seal }}（印章）", FANG, SIZE3, right=True)
    _line(document, "{%p endif %}", FANG, SMALL)
    _line(document, "{{ dated }}", FANG, SIZE3, right=True)


def _line(
    document: Sheet,
    words: str,
    font: str,
    size: float,
    *,
    centred: bool = False,
    right: bool = False,
    indent: bool = False,
) -> None:
    paragraph = document.add_paragraph()
    form = paragraph.paragraph_format
    form.space_after, form.line_spacing = Pt(4), 1.4
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if indent:
        form.first_line_indent = Pt(2 * size)
    _run(paragraph, words, font, size)


def _run(paragraph: Paragraph, words: str, font: str, size: float) -> Run:
    run = paragraph.add_run(words)
    run.font.size = Pt(size)
    run.font.name = font
    fonts = run._element.get_or_add_rPr().get_or_add_rFonts()  # noqa: SLF001  the library has no public way
    fonts.set(qn("w:eastAsia"), font)
    return run


def _page_number(paragraph: Paragraph) -> None:
    """— n —, counted by the reader's program."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(paragraph, "— ", SONG, SMALL)
    run = _run(paragraph, "", SONG, SMALL)
    for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = words
        run._element.append(part)  # noqa: SLF001
    _run(paragraph, " —", SONG, SMALL)


if __name__ == "__main__":
    make_layout()
