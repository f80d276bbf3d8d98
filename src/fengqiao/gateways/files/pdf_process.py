"""Looks into a stranger's PDF in a process of its own: `{"pages": n}` or `{"fault": name}` on standard output.

What it finds unfit: encrypted, broken, scripts, files inside, acts of its own, no page. The other side chooses words.
"""

import io
import json
import sys
from collections.abc import Iterator
from typing import Any, Final

from fengqiao.gateways.confined import confine

MEGABYTES: Final = 768
SECONDS: Final = 30

SCRIPTS: Final = frozenset({"/JS", "/JavaScript"})
INSIDE: Final = frozenset({"/EmbeddedFiles", "/EF", "/RichMedia", "/Collection"})
ACTS: Final = frozenset({"/XFA"})
ACTING: Final = frozenset(
    {"/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/Rendition", "/Movie", "/Sound"}
)


def main() -> int:
    """Read standard input, say what it is."""
    confine(megabytes=MEGABYTES, seconds=SECONDS)
    print(json.dumps(look(sys.stdin.buffer.read())))  # noqa: T201  this is what it is started for
    return 0


def look(raw: bytes) -> dict[str, Any]:
    """The pages of a PDF, or why it is not taken."""
    import pikepdf  # noqa: PLC0415  after the limits

    try:
        with pikepdf.open(io.BytesIO(raw), attempt_recovery=False, suppress_warnings=True) as pdf:
            if pdf.is_encrypted:
                return {"fault": "encrypted"}
            pages = len(pdf.pages)
            fault = next(faults(pdf), "") if pages else "broken"
    except pikepdf.PasswordError:
        return {"fault": "encrypted"}
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError, RecursionError):
        return {"fault": "broken"}
    return {"fault": fault} if fault else {"pages": pages}


def faults(pdf: Any) -> Iterator[str]:
    """What in its objects does something when it is opened, or carries something along."""
    import pikepdf  # noqa: PLC0415  after the limits

    waiting: list[Any] = [pdf.trailer, *pdf.objects]
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Array):
            waiting += [each for each in one if _is_direct(each)]
        elif isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            held = dict(one.items())
            names = held.keys()
            if names & SCRIPTS or str(held.get("/S", "")) == "/JavaScript":
                yield "script"
            if names & INSIDE or str(held.get("/Type", "")) == "/EmbeddedFile":
                yield "embedded"
            if names & ACTS or str(held.get("/S", "")) in ACTING:
                yield "acting"
            waiting += [each for each in held.values() if _is_direct(each)]


def _is_direct(one: Any) -> bool:
    """Whether an object stands inside another; those that stand by themselves are visited anyway."""
    import pikepdf  # noqa: PLC0415  after the limits

    return isinstance(one, pikepdf.Array | pikepdf.Dictionary) and not one.is_indirect


if __name__ == "__main__":
    sys.exit(main())
