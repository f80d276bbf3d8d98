"""Evidence as it comes from strangers: told by its content, never by its name, and looked into before it is kept.

Photos become pictures of ours, as everywhere. PDF and DOCX are kept as they are, for their bytes are the proof; what
could act, hide or unfold when somebody opens them is refused.
"""

import json
import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from fengqiao.gateways.confined import Failed, start
from fengqiao.gateways.files import word_file
from fengqiao.gateways.files.pictures import LARGEST, MIME, NoPicture, read_picture

PDF: Final = "application/pdf"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MOST_PAGES: Final = 200
LONGEST_TITLE: Final = 120
_WAIT: Final = 40.0
_PICTURES: Final = frozenset({"jpg", "jpeg", "jpe", "png", "webp", "heic", "heif"})
_ENDINGS: Final = {MIME: _PICTURES, PDF: frozenset({"pdf"}), DOCX: frozenset({"docx"})}
_HIDDEN: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


class NoEvidence(Exception):  # noqa: N818  it names what was found
    """The file is not taken as evidence; `zh` and `en` say why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
        self.zh, self.en = _SAID[code]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file ready to be kept; `small` is a picture's small form, `pages` those of a PDF, 0 where nobody counts."""

    body: bytes
    mime: str
    small: bytes | None = None
    pages: int = 0


def read_evidence(raw: bytes, *, named: str) -> Evidence:
    """Make a stranger's file into one of ours. NoEvidence for anything that is not taken, saying why."""
    if not raw:
        raise NoEvidence("empty_file")
    if len(raw) > LARGEST:
        raise NoEvidence("file_too_large")
    mime = _kind(raw)
    ending = named.rpartition(".")[2].lower() if "." in named else ""
    if ending in frozenset().union(*_ENDINGS.values()) - _ENDINGS[mime]:
        raise NoEvidence("disguised")
    if mime == PDF:
        return Evidence(raw, PDF, pages=_pages(raw))
    if mime == DOCX:
        if fault := word_file.fault_of(raw):
            raise NoEvidence(f"word_{fault}")
        return Evidence(raw, DOCX)
    try:
        picture = read_picture(raw)
    except NoPicture as no:
        if no.code == "no_picture":
            raise NoEvidence("unknown_kind") from None
        raise NoEvidence(no.code) from None
    return Evidence(picture.body, MIME, picture.thumb)


def title_of(named: str) -> str:
    """What a file is called on the screen: its name without folders and without characters that hide its ending."""
    name = _HIDDEN.sub("", unicodedata.normalize("NFC", named)).replace("\\", "/").rpartition("/")[2].strip()
    stem, dot, ending = name.rpartition(".")
    if dot and len(name) > LONGEST_TITLE:
        return f"{stem[: LONGEST_TITLE - len(ending) - 1]}.{ending}"[:LONGEST_TITLE]
    return name[:LONGEST_TITLE]


def _kind(raw: bytes) -> str:
    """What a file is by its first bytes; whatever is none of ours goes to the photos, which look closely."""
    head = raw[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"{\\rt"):
        raise NoEvidence("rtf")
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise NoEvidence("old_word")
    if raw.startswith(b"%PDF-"):
        return PDF
    if raw.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return DOCX
    return MIME


def _pages(raw: bytes) -> int:
    """The pages of a PDF that may be kept, counted and looked into in a process of its own."""
    try:
        found = json.loads(start("fengqiao.gateways.files.pdf_process", raw, seconds=_WAIT).wait())
    except (Failed, ValueError):
        raise NoEvidence("pdf_broken") from None
    if "fault" in found:
        raise NoEvidence(f"pdf_{found['fault']}")
    pages = int(found["pages"])
    if pages > MOST_PAGES:
        raise NoEvidence("pdf_too_long")
    return pages


_SAID: Final = {
    "empty_file": ("文件是空的", "the file is empty"),
    "file_too_large": ("文件超过 20 MB", "the file has more than 20 MB"),
    "unknown_kind": (
        "只接收 JPEG、PNG、WebP、HEIC 照片和 PDF、DOCX 文件",
        "only JPEG, PNG, WebP and HEIC photos, PDF and DOCX files are taken",
    ),
    "disguised": (
        "文件内容与扩展名不符，请核对后重新上传",
        "the content is not what the file's name says; check it and upload it again",
    ),
    "rtf": (
        "不接收 RTF 文件，请另存为 PDF 或 DOCX",
        "RTF files are not taken; save it as PDF or DOCX",
    ),
    "old_word": (
        "不接收旧版 Office 文件或设有密码的文件，请去掉密码并另存为 PDF 或 DOCX",
        "old Office files and files with a password are not taken; save it as PDF or DOCX without a password",
    ),
    "too_many_pixels": ("照片像素过大", "the photo has too many pixels"),
    "broken_picture": ("照片已损坏，无法读取", "the photo is damaged"),
    "pdf_broken": ("PDF 已损坏，无法读取", "the PDF is damaged and cannot be read"),
    "pdf_encrypted": ("PDF 设有密码，请去掉密码后上传", "the PDF has a password; upload it without one"),
    "pdf_script": ("PDF 含有脚本，请打印为新的 PDF 后上传", "the PDF holds scripts; print it to a new PDF"),
    "pdf_embedded": (
        "PDF 内嵌其他文件，请分别上传",
        "the PDF carries other files inside; upload them one by one",
    ),
    "pdf_acting": (
        "PDF 含有自动动作或动态表单，请打印为新的 PDF 后上传",
        "the PDF acts by itself or holds a dynamic form; print it to a new PDF",
    ),
    "pdf_too_long": (
        f"PDF 超过 {MOST_PAGES} 页，请分开上传",
        f"the PDF has more than {MOST_PAGES} pages; upload it in parts",
    ),
    "word_broken": ("DOCX 已损坏，无法读取", "the DOCX is damaged and cannot be read"),
    "word_encrypted": ("DOCX 设有密码，请去掉密码后上传", "the DOCX has a password; upload it without one"),
    "word_bomb": ("DOCX 展开后过大，不予接收", "the DOCX unfolds to far too much and is not taken"),
    "word_active": (
        "DOCX 含有宏、内嵌对象或外部模板，请另存为 PDF 后上传",
        "the DOCX holds macros, objects or a template from elsewhere; save it as PDF",
    ),
    "word_no_word": ("这不是 DOCX 文件", "this is no DOCX file"),
}
