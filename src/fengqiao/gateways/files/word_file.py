"""Looks into a stranger's DOCX: a zip that unfolds within bounds, holds a text, and nothing that acts or hides."""

import io
import zipfile
import zlib
from typing import Final

MOST_PARTS: Final = 2_000
MOST_UNFOLDED: Final = 100 * 1024 * 1024
MOST_TIMES: Final = 200
"""How many times its size a part may unfold to; Word's own texts stay below 50."""
SMALL_ENOUGH: Final = 1024 * 1024
"""A part that unfolds to no more is harmless at any ratio."""

MAIN: Final = "word/document.xml"
CONTENTS: Final = "[Content_Types].xml"
_PLAIN: Final = b"wordprocessingml.document.main+xml"
_FOREIGN: Final = ("word/vbaproject.bin", "word/embeddings/", "word/activex/", "word/afchunk")
_PIECE: Final = 1 << 16
_DECLARED: Final = 8192
"""How far into a part a DOCTYPE is looked for: it stands before the first element."""


def fault_of(raw: bytes) -> str:
    """Why a DOCX is not taken: broken, encrypted, bomb, active, no_word; "" when it is one to take."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            return _fault(packed)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError):
        return "broken"


def _fault(packed: zipfile.ZipFile) -> str:
    parts = packed.infolist()
    names = [part.filename.replace("\\", "/").lower() for part in parts]
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNFOLDED:
        return "bomb"
    if any(part.flag_bits & 1 for part in parts):
        return "encrypted"
    if CONTENTS.lower() not in names or MAIN not in names:
        return "no_word"
    if len(set(names)) < len(names):
        return "broken"  # two parts of one name: each program would read another one
    if any(name.startswith(("/", "..")) or "/../" in name or ":" in name for name in names):
        return "broken"
    if any(name.startswith(_FOREIGN) for name in names):
        return "active"
    return next((fault for part in parts if (fault := _part(packed, part))), "") or _kind(packed)


def _part(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> str:
    """Unfold a part and look at it; what its header says of its size may be a lie."""
    unfolded, head = 0, b""
    with packed.open(part) as file:
        while piece := file.read(_PIECE):
            if len(head) < _DECLARED:
                head += piece
            unfolded += len(piece)
            if unfolded > MOST_UNFOLDED or (
                unfolded > SMALL_ENOUGH and unfolded > MOST_TIMES * max(part.compress_size, 1)
            ):
                return "bomb"
    if part.filename.lower().endswith((".xml", ".rels")) and b"<!DOCTYPE" in head.replace(b"\0", b""):
        return "bomb"
    return ""


def _kind(packed: zipfile.ZipFile) -> str:
    """A text without macros, and without parts that are fetched from elsewhere or are texts of another kind."""
    contents = packed.read(CONTENTS)
    if _PLAIN not in contents:
        return "active" if b"macroEnabled" in contents else "no_word"
    for name in packed.namelist():
        if name.lower().endswith(".rels"):
            said = packed.read(name)
            if b"/attachedTemplate" in said or b"/aFChunk" in said or b"/oleObject" in said:
                return "active"
    return ""
