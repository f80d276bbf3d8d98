"""Reads a scan in a process of its own: `{"text": …, "pages": n}` or `{"fault": name}` on standard output."""

import json
import os
import sys
from collections.abc import Iterator, Sequence
from typing import Any, Final

from fengqiao.gateways.confined import confine
from fengqiao.gateways.ocr.pages import Unreadable, pages_of

MEGABYTES: Final = 3072
"""Of addresses, of which a page uses a third; the weights and the library are mapped in as well."""
SECONDS: Final = 280
MOST_PAGES: Final = 20
MOST_CHARACTERS: Final = 100_000
_SURE: Final = 0.5
"""How sure of a line the machine must be; what it guesses on stains and paper is below."""


def main() -> int:
    """Read standard input, write the text; what is said besides goes nowhere."""
    confine(megabytes=MEGABYTES, seconds=SECONDS)
    answer = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # libraries that print must not spoil the answer
    with answer:
        json.dump(read(sys.stdin.buffer.read(), mime=os.environ.get("FENGQIAO_OCR_MIME", "")), answer)
    return 0


def read(raw: bytes, *, mime: str) -> dict[str, Any]:
    """The text of a file, page by page."""
    texts: list[str] = []
    engine = None
    try:
        for page in pages_of(raw, mime=mime, most=MOST_PAGES):
            engine = engine or _engine()
            texts.append(_text(engine, page))
    except Unreadable as fault:
        return {"fault": str(fault)}
    text = "\n\n".join(filter(None, texts))
    return {"text": text[:MOST_CHARACTERS], "pages": len(texts)}


def _engine() -> Any:
    from rapidocr import RapidOCR  # noqa: PLC0415  after the limits

    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.text_score": _SURE,
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def _text(engine: Any, page: Any) -> str:
    found = engine(page)
    if not found.txts:
        return ""
    return "\n".join(lines([list(map(list, box)) for box in found.boxes], found.txts))


def lines(boxes: Sequence[Sequence[Sequence[float]]], texts: Sequence[str]) -> Iterator[str]:
    """Lines from top to bottom of the pieces that were found: those at one height stand in one line."""
    placed = sorted(
        (
            (min(y for _, y in box), max(y for _, y in box), min(x for x, _ in box), text)
            for box, text in zip(boxes, texts, strict=True)
        ),
        key=lambda piece: (piece[0] + piece[1]) / 2,
    )
    line: list[tuple[float, str]] = []
    bottom = 0.0
    for top, low, left, text in placed:
        if line and (top + low) / 2 > bottom:
            yield " ".join(each for _, each in sorted(line))
            line = []
        if not line:
            bottom = low
        line.append((left, text.strip()))
    if line:
        yield " ".join(each for _, each in sorted(line))


if __name__ == "__main__":
    sys.exit(main())
