"""Photos as they come from strangers: looked at, turned upright, made smaller, and written anew without metadata.

What is kept is made of pixels only: no camera, no owner, no place, no hidden file behind the picture.
"""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass
from typing import Any, Final

from PIL import Image, ImageOps, UnidentifiedImageError
from pillow_heif import register_heif_opener

LARGEST: Final = 20 * 1024 * 1024
MOST_PIXELS: Final = 50_000_000
"""What the largest telephones take; a picture that unfolds to more is refused before a pixel is read."""

LONGEST_EDGE: Final = 2560
THUMB_EDGE: Final = 320
PAGE_EDGE: Final = 1600
"""Of a picture on a page: 200 dots an inch of A4's width, so that print can be read in it."""
MIME: Final = "image/jpeg"
_QUALITY: Final = 85
_FORMATS: Final = ("JPEG", "PNG", "WEBP", "HEIF")
_GPS: Final = 0x8825
_COARSE: Final = 3  # decimals of a degree: about 100 m

register_heif_opener()
# Pillow's own alarm for bombs is an error to us; a picture is measured before it is read anyway.
Image.MAX_IMAGE_PIXELS = MOST_PIXELS


class NoPicture(Exception):  # noqa: N818  it names what was found
    """The file is not a picture that we take; `zh` and `en` say why."""

    def __init__(self, code: str, zh: str, en: str) -> None:
        super().__init__(code)
        self.code = code
        self.zh = zh
        self.en = en


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo ready to be kept: JPEG bytes, a small form, its size in pixels, and the coarse place it told."""

    body: bytes
    thumb: bytes
    width: int
    height: int
    place: tuple[float, float] | None


def read_picture(raw: bytes) -> Picture:
    """Make a stranger's file into a picture of ours. NoPicture for anything that is none, is broken, or is a bomb."""
    if not raw:
        raise NoPicture("empty_file", "文件是空的", "the file is empty")
    if len(raw) > LARGEST:
        raise NoPicture("file_too_large", "照片超过 20 MB", "the photo has more than 20 MB")
    try:
        with Image.open(io.BytesIO(raw), formats=list(_FORMATS)) as image:
            _measure(image)
            place = _place(image)
            # A telephone's JPEG is decoded at the size that is needed, which spares most of the memory.
            image.draft("RGB", (LONGEST_EDGE, LONGEST_EDGE))
            image.load()
            upright = _plain(ImageOps.exif_transpose(image))
    except NoPicture:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise NoPicture("too_many_pixels", "照片像素过大", "the photo has too many pixels") from None
    except UnidentifiedImageError:
        raise NoPicture(
            "no_picture", "不是 JPEG、PNG、WebP 或 HEIC 照片", "this is no JPEG, PNG, WebP or HEIC photo"
        ) from None
    except (
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        struct.error,
        MemoryError,
        RuntimeError,
        KeyError,
        IndexError,
        TypeError,
        Warning,
    ):
        raise NoPicture("broken_picture", "照片已损坏，无法读取", "the photo is damaged") from None
    upright.thumbnail((LONGEST_EDGE, LONGEST_EDGE), Image.Resampling.LANCZOS)
    small = upright.copy()
    small.thumbnail((THUMB_EDGE, THUMB_EDGE), Image.Resampling.LANCZOS)
    return Picture(_encoded(upright), _encoded(small), upright.width, upright.height, place)


def _measure(image: Image.Image) -> None:
    if image.width * image.height > MOST_PIXELS:
        raise NoPicture("too_many_pixels", "照片像素过大", "the photo has too many pixels")


def _plain(image: Image.Image) -> Image.Image:
    """The pixels alone, in RGB, on white where the picture was transparent."""
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        seen = image.convert("RGBA")
        ground = Image.new("RGB", seen.size, "white")
        ground.paste(seen, mask=seen.getchannel("A"))
        return ground
    plain = image.convert("RGB")
    plain.info = {}
    return plain


def _encoded(image: Image.Image) -> bytes:
    """JPEG without EXIF, colour profile or comment."""
    out = io.BytesIO()
    bare = Image.new("RGB", image.size)
    bare.paste(image)
    bare.save(out, "JPEG", quality=_QUALITY, optimize=False, progressive=False)
    return out.getvalue()


def _place(image: Image.Image) -> tuple[float, float] | None:
    """Where the camera says it was, as (lon, lat) in WGS-84 degrees rounded to about 100 m; None if it does not say."""
    try:
        gps: dict[int, Any] = dict(image.getexif().get_ifd(_GPS))
        lat, lon = _degrees(gps[2], gps[1], "S"), _degrees(gps[4], gps[3], "W")
    except (
        KeyError,
        ValueError,
        TypeError,
        IndexError,
        ZeroDivisionError,
        OSError,
        SyntaxError,
        struct.error,
    ):
        return None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180) or (lat == 0 and lon == 0):
        return None
    return round(lon, _COARSE), round(lat, _COARSE)


def _degrees(parts: Any, side: str, negative: str) -> float:
    """Degrees, minutes and seconds with N, S, E or W; ValueError for what is no number."""
    degrees, minutes, seconds = (float(part) for part in parts)
    value = degrees + minutes / 60 + seconds / 3600
    if value != value:  # noqa: PLR0124  not a number
        raise ValueError("no number")
    return -value if str(side).strip("\x00 ").upper() == negative else value


def for_page(body: bytes) -> tuple[bytes, int, int]:
    """A kept photo as a page of paper shows it, no larger than it needs to be: JPEG bytes, width and height."""
    with Image.open(io.BytesIO(body), formats=["JPEG"]) as image:
        if max(image.size) <= PAGE_EDGE:
            return body, *image.size
        image.draft("RGB", (PAGE_EDGE, PAGE_EDGE))
        page = image.convert("RGB")
    page.thumbnail((PAGE_EDGE, PAGE_EDGE), Image.Resampling.LANCZOS)
    return _encoded(page), *page.size
