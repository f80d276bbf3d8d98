"""The pages of a scan as pictures of a bearable size: a photo is one page, of a PDF each page's largest picture."""

import io
from collections.abc import Iterator
from typing import Any, Final

from PIL import Image, ImageOps

LONGEST_EDGE: Final = 2560
MOST_PIXELS: Final = 150_000_000
"""A page of a newspaper at 600 dots an inch has 110 million."""
_PDF: Final = "application/pdf"


class Unreadable(Exception):  # noqa: N818  it names what was found
    """No page can be made of the file; its text is the fault."""


def pages_of(raw: bytes, *, mime: str, most: int) -> Iterator[Any]:
    """The first pages as arrays of RGB pixels. Raises Unreadable."""
    import numpy as np  # noqa: PLC0415  after the limits

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    for page in _of_pdf(raw, most) if mime == _PDF else _of_photo(raw):
        yield np.asarray(_bearable(page))


def _of_photo(raw: bytes) -> Iterator[Image.Image]:
    yield _opened(io.BytesIO(raw))


def _of_pdf(raw: bytes, most: int) -> Iterator[Image.Image]:
    import pikepdf  # noqa: PLC0415  after the limits

    try:
        with pikepdf.open(io.BytesIO(raw), suppress_warnings=True) as pdf:
            found = 0
            for page in pdf.pages:
                picture = max(page.images.values(), key=_area, default=None)
                if picture is None:
                    continue
                yield _turned(_picture(picture), int(page.obj.get("/Rotate", 0)))
                found += 1
                if found == most:
                    return
    except pikepdf.PdfError:
        raise Unreadable("unreadable") from None
    if not found:
        raise Unreadable("no_scan")


def _area(picture: Any) -> int:
    return int(picture.get("/Width", 0)) * int(picture.get("/Height", 0))


def _picture(stream: Any) -> Image.Image:
    import pikepdf  # noqa: PLC0415  after the limits

    if _area(stream) > MOST_PIXELS:
        raise Unreadable("unreadable")
    try:
        image = pikepdf.PdfImage(stream)
        if image.filters == ["/DCTDecode"]:
            return _opened(
                io.BytesIO(
                    image.read_raw_bytes() if hasattr(image, "read_raw_bytes") else stream.read_raw_bytes()
                )
            )
        return image.as_pil_image()
    except (
        pikepdf.PdfError,
        pikepdf.models.image.UnsupportedImageTypeError,
        NotImplementedError,
        ValueError,
        TypeError,
    ):
        raise Unreadable("unreadable") from None


def _opened(file: io.BytesIO) -> Image.Image:
    try:
        image = Image.open(file)
        image.draft("RGB", (LONGEST_EDGE, LONGEST_EDGE))  # a JPEG is decoded at the size that is needed
        image.load()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise Unreadable("unreadable") from None
    return ImageOps.exif_transpose(image)


def _turned(image: Image.Image, degrees: int) -> Image.Image:
    return image.rotate(-degrees, expand=True) if degrees % 360 else image


def _bearable(image: Image.Image) -> Image.Image:
    plain = image.convert("L" if image.mode in {"1", "I;16"} else "RGB").convert("RGB")
    plain.thumbnail((LONGEST_EDGE, LONGEST_EDGE), Image.Resampling.LANCZOS)
    return plain
