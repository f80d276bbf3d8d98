"""Papers as files: PDF/A whose Chinese can be copied, names that always print, words that are never markup."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import docx
import pikepdf
import pypdf
import pytest

from fengqiao.clocks import SHANGHAI
from fengqiao.gateways.data_folder import PROJECT
from fengqiao.gateways.documents import fonts
from fengqiao.gateways.documents.docx import print_docx
from fengqiao.gateways.documents.docx_layout import LAYOUT, make_layout
from fengqiao.gateways.documents.glyphs import GETA, coverage_of
from fengqiao.gateways.documents.paper import Head, Line, Paper, Rows, Signatures
from fengqiao.gateways.documents.pdf import print_pdf
from gateways.pdfa import faults_of

RARE = "㐀䶵龥𠀀𪛖𪜀𫝀𫠝𬺡𬺰"
"""The first and last of Extensions A to E and of the basic block, with the ends that the issue names."""

HOSTILE = [
    '#import "@preview/cetz:0.2.2"', "#panic()", "*粗* _斜_ $x^2$ `码` <标> @引 \\ // /* = 头",
    "{{ title }} {% for x in y %}", "</w:t></w:r><w:br/>", "]]> &amp; <b>", "#sys.inputs", '"}, "title": "改"',
]  # fmt: skip

PAPER = Paper(
    title="人民调解协议书",
    number="（2026）望人调字第1号",
    code="6209022026101201D00001X",
    issuer="望湖街道人民调解委员会",
    seal="望湖街道人民调解委员会",
    dated="二〇二六年十一月二十七日",
    qr="https://county.example/t/abcdef",
    made_at=datetime(2026, 11, 27, 9, 30, tzinfo=SHANGHAI),
    blocks=(
        Rows((("申请人", "翁某某"), ("被申请人", "望山置业有限公司"))),
        Head("一、纠纷主要事实"),
        Line("申请人于2026年3月至9月在被申请人处务工,被申请人拖欠工资人民币2,000.00元(大写:贰仟元整)。"),
        Signatures(("申请人", "被申请人", "人民调解员")),
    ),
)


def words_of(body: bytes) -> str:
    """The text that a reader copies, without its line ends and spaces."""
    pages = pypdf.PdfReader(io.BytesIO(body)).pages
    return re.sub(r"\s", "", "".join(page.extract_text() for page in pages))


def with_lines(*lines: str) -> Paper:
    return replace(PAPER, blocks=tuple(Line(each) for each in lines))


def test_a_paper_is_pdfa_and_its_chinese_can_be_copied() -> None:
    body = print_pdf(PAPER)
    assert faults_of(body) == []
    words = words_of(body)
    for expected in ("人民调解协议书", "（2026）望人调字第1号", "拖欠工资人民币2,000.00元(大写:贰仟元整)",
                     "二〇二六年十一月二十七日", "—1—"):  # fmt: skip
        assert expected in words


def test_the_check_finds_what_it_is_for() -> None:
    """A checker that never complains proves nothing: each fault is made once."""
    sound = print_pdf(PAPER)

    def spoiled(change) -> str:
        with pikepdf.open(io.BytesIO(sound)) as pdf:
            change(pdf)
            out = io.BytesIO()
            pdf.save(out)
        return "; ".join(faults_of(out.getvalue()))

    def without_fonts(pdf: pikepdf.Pdf) -> None:
        for each in pdf.objects:
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/FontDescriptor":
                for name in {"/FontFile2", "/FontFile3"} & set(each.keys()):
                    del each[name]

    def drop(name: str):
        return lambda pdf: pdf.Root.__delitem__(name)

    def script(pdf: pikepdf.Pdf) -> None:
        pdf.Root.OpenAction = pdf.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.Action, S=pikepdf.Name.JavaScript, JS="1")
        )

    assert "is not embedded" in spoiled(without_fonts)
    assert "output intent" in spoiled(drop("/OutputIntents"))
    assert "no XMP" in spoiled(drop("/Metadata"))
    assert "script" in spoiled(script)
    assert "title" in spoiled(lambda pdf: pdf.docinfo.__setitem__("/Title", "anders"))


def test_rare_characters_of_names_print_and_can_be_copied() -> None:
    body = print_pdf(with_lines(f"当事人:翁{RARE}"))
    assert faults_of(body) == []  # also that no .notdef is shown
    assert f"翁{RARE}" in words_of(body)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (0x3400, 0x4DB5),
        (0x4E00, 0x9FFF),
        (0x20000, 0x2A6D6),
        (0x2A700, 0x2B734),
        (0x2B740, 0x2B81D),
        (0x2B820, 0x2CEA1),
    ],
)
def test_every_ideograph_that_the_issue_names_has_a_glyph(first: int, last: int) -> None:
    known = fonts.coverage()
    assert [f"U+{n:04X}" for n in range(first, last + 1) if chr(n) not in known] == []


def test_what_no_font_draws_is_named_and_never_a_box() -> None:
    body = print_pdf(with_lines("古字𑀀、自造字\ue123完", "零宽\u200b字\U000e0100符\x07"))
    assert faults_of(body) == []
    assert f"古字{GETA}(U+11000)、自造字{GETA}(U+E123)完" in words_of(body)
    assert "零宽字符" in words_of(body)


@pytest.mark.parametrize("words", HOSTILE)
def test_words_of_people_are_never_markup(words: str) -> None:
    paper = replace(
        PAPER, title=words, blocks=(Line(words), Head(words), Rows(((words, words),)), Signatures((words,)))
    )
    wanted = re.sub(r"\s", "", words)
    assert words_of(print_pdf(paper)).count(wanted) >= 5
    document = docx.Document(io.BytesIO(print_docx(paper)))
    assert sum(words in each.text for each in document.paragraphs) == 4
    assert [cell.text for cell in document.tables[0].rows[0].cells] == [words, words]


def test_printing_again_gives_the_same_bytes() -> None:
    assert print_pdf(PAPER) == print_pdf(PAPER)


def test_long_papers_have_page_numbers_and_sixty_thousand_characters_print() -> None:
    body = print_pdf(with_lines(*["申请人与被申请人就拖欠工资一事达成一致。" * 30] * 100))
    reader = pypdf.PdfReader(io.BytesIO(body))
    assert len(reader.pages) > 50
    assert f"—{len(reader.pages)}—" in re.sub(r"\s", "", reader.pages[-1].extract_text())


def test_the_docx_says_the_same() -> None:
    document = docx.Document(io.BytesIO(print_docx(PAPER)))
    words = [each.text for each in document.paragraphs]
    assert PAPER.title in words
    assert PAPER.number in words
    assert PAPER.blocks[2].text in words
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [
        list(row) for row in PAPER.blocks[0].rows
    ]
    assert len(document.inline_shapes) == 1  # the QR code
    fonts_used = set(re.findall(r'w:eastAsia="([^"]+)"', document.element.xml))
    assert {"仿宋", "黑体", "宋体"} <= fonts_used


def test_the_layout_is_what_its_script_makes(tmp_path: Path) -> None:
    made = tmp_path / "layout.docx"
    make_layout(made)
    for part in ("word/document.xml", "word/footer1.xml"):
        assert zipfile.ZipFile(made).read(part) == zipfile.ZipFile(LAYOUT).read(part)


def test_missing_fonts_are_named_in_both_languages(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(fonts, "FOLDERS", (tmp_path,))
    monkeypatch.delenv("FENGQIAO_FONTS", raising=False)
    with pytest.raises(fonts.FontsMissing) as missing:
        fonts.font_files()
    assert "FandolFang-Regular.otf" in missing.value.zh
    assert "缺少" in missing.value.zh
    assert "texlive-lang-chinese" in missing.value.en


def test_the_set_up_brings_the_fonts_that_papers_need() -> None:
    script = (PROJECT / ".ci" / "fonts").read_text()
    assert dict(re.findall(r"\[([\w.-]+\.[ot]tf)\]=(\S+)", script)) == fonts.NEEDED


def test_a_file_that_is_no_font_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttf"
    for body in (b"", b"nothing of a font", b"\x00\x01\x00\x00\x00\x05" + b"\x00" * 20):
        broken.write_bytes(body)
        with pytest.raises(ValueError, match="font"):
            coverage_of([broken])
