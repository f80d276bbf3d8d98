"""Reading the characters of a scan: a process of its own for each file, gone when it is read.

`begin(body, mime=…)` starts it, `Reader.answer()` looks whether it is done. The weights come with the library and
nothing is ever fetched: the process cannot reach a network.
"""

import json
from dataclasses import dataclass
from typing import Final

from fengqiao.gateways.confined import Failed, Running, start
from fengqiao.gateways.files.evidence import PDF
from fengqiao.gateways.files.pictures import MIME

READABLE: Final = frozenset({MIME, PDF})
WAIT: Final = 300.0
"""Seconds for a file; a page takes a few."""

FAULTS: Final = {
    "timeout": ("识别超时，可以重试", "the reading took too long; it can be asked for again"),
    "crash": ("识别程序意外中止，可以重试", "the reading broke off; it can be asked for again"),
    "too_much": ("识别结果过长，请分开上传后重试", "it holds too much text; upload it in parts"),
    "file_gone": ("文件已不存在", "the file is no longer there"),
    "unreadable": ("文件无法识别", "the file cannot be read by the machine"),
    "no_scan": (
        "这份 PDF 没有扫描图像，其中的文字可以直接复制",
        "this PDF holds no scanned pages; its text can be copied from it",
    ),
}
"""Why nothing came of a reading, in words."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was read: the text, "" for a blank page, and of how many pages."""

    text: str
    pages: int


@dataclass
class Reader:
    """A reading that runs."""

    running: Running

    def answer(self) -> Found | None:
        """What was read; None while it runs. Raises Failed with a key of FAULTS."""
        said = self.running.answer()
        if said is None:
            return None
        try:
            found = json.loads(said)
            fault, text, pages = found.get("fault", ""), found.get("text", ""), found.get("pages", 0)
        except (ValueError, AttributeError):
            raise Failed("crash") from None
        if fault:
            raise Failed(fault if fault in FAULTS else "crash")
        return Found(str(text), int(pages))

    def stop(self) -> None:
        """End it."""
        self.running.stop()


def begin(body: bytes, *, mime: str, seconds: float = WAIT) -> Reader:
    """Start to read a file of one of the READABLE kinds. Failed when no process can be started."""
    module = "fengqiao.gateways.ocr.process"
    return Reader(start(module, body, seconds=seconds, more={"FENGQIAO_OCR_MIME": mime}))
