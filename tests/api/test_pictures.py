"""Strangers' photos: taken, turned, stripped; everything else is refused with a reason."""

import io
import struct
import zlib

import pytest
from PIL import Image
from pillow_heif import register_heif_opener

from fengqiao.gateways.files.pictures import (
    LARGEST,
    LONGEST_EDGE,
    MOST_PIXELS,
    THUMB_EDGE,
    NoPicture,
    read_picture,
)

register_heif_opener()


def drawn(size=(400, 300), form="JPEG", **more):
    out = io.BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(out, form, **more)
    return out.getvalue()


def exif(*, orientation=1, lat=((28, 4, 48.0), "N"), lon=((119, 8, 24.0), "E")):
    data = Image.Exif()
    data[0x0112] = orientation
    data[0x010F] = "Maker"
    data[0x9286] = "a secret comment"
    data[0x013B] = "Weng Xiaoming"
    gps = data.get_ifd(0x8825)
    gps[1], gps[2] = lat[1], lat[0]
    gps[3], gps[4] = lon[1], lon[0]
    return data


def opened(body):
    return Image.open(io.BytesIO(body))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_what_telephones_make_is_taken(form):
    picture = read_picture(drawn(form=form))
    assert (picture.width, picture.height) == (400, 300)
    assert opened(picture.body).format == "JPEG"
    assert max(opened(picture.thumb).size) == THUMB_EDGE


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_nothing_that_stood_beside_the_pixels_is_kept(form):
    picture = read_picture(drawn(form=form, exif=exif()))
    for body in (picture.body, picture.thumb):
        kept = opened(body)
        assert dict(kept.getexif()) == {}
        assert set(kept.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        for word in (b"Exif", b"Weng", b"Maker", b"secret", b"http", b"ICC_PROFILE"):
            assert word not in body


def test_a_file_behind_the_picture_is_gone():
    hidden = b"PK\x03\x04 <?php system($_GET[0]); ?> <script>alert(1)</script>"
    assert b"php" not in read_picture(drawn() + hidden).body


def test_the_place_is_offered_back_coarsely():
    assert read_picture(drawn(exif=exif())).place == (119.14, 28.08)
    south = exif(lat=((33, 51, 31.0), "S"), lon=((151, 12, 51.0), "W"))
    assert read_picture(drawn(exif=south)).place == (-151.214, -33.859)


@pytest.mark.parametrize(
    "broken",
    [
        {"lat": ((0, 0, 0.0), "N"), "lon": ((0, 0, 0.0), "E")},
        {"lat": ((200, 0, 0.0), "N")},
        {"lat": ((float("nan"), 0, 0.0), "N")},
        {"lon": ((), "E")},
    ],
)
def test_a_place_that_is_none_is_not_offered(broken):
    try:
        raw = drawn(exif=exif(**broken))
    except (ValueError, struct.error):
        pytest.skip("Pillow does not write it either")
    assert read_picture(raw).place is None


@pytest.mark.parametrize(
    ("orientation", "size"), [(1, (400, 300)), (3, (400, 300)), (6, (300, 400)), (8, (300, 400))]
)
def test_a_picture_stands_upright(orientation, size):
    picture = read_picture(drawn(exif=exif(orientation=orientation)))
    assert (picture.width, picture.height) == size


def test_a_large_picture_is_made_smaller():
    picture = read_picture(drawn((5000, 3000)))
    assert max(picture.width, picture.height) <= LONGEST_EDGE
    assert picture.width / picture.height == pytest.approx(5 / 3, abs=0.01)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "L", "1", "CMYK", "I;16"])
def test_every_kind_of_colour_becomes_plain(mode):
    out = io.BytesIO()
    Image.new(mode, (60, 40)).save(out, "JPEG" if mode == "CMYK" else "PNG")
    kept = opened(read_picture(out.getvalue()).body)
    assert (kept.mode, kept.size) == ("RGB", (60, 40))


def test_what_is_transparent_is_white():
    out = io.BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(out, "PNG")
    assert opened(read_picture(out.getvalue()).body).getpixel((4, 4)) == (255, 255, 255)


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def bomb(width, height):
    """A PNG of a few kilobytes that unfolds to a wall."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 100_000, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "empty_file"),
        (b"x", "no_picture"),
        (b"%PDF-1.7 not a photo", "no_picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "no_picture"),
        (b"GIF89a" + b"\0" * 100, "no_picture"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 100, "broken_picture"),
        (b"\x89PNG\r\n\x1a\n" + b"junk" * 50, "broken_picture"),
        (b"RIFF\x00\x01\x00\x00WEBPVP8 " + b"\0" * 50, "broken_picture"),
        (drawn()[:400], "broken_picture"),
        (drawn(form="PNG")[:2000], "broken_picture"),
        (bomb(60_000, 60_000), "too_many_pixels"),
        (bomb(MOST_PIXELS // 1000 + 1, 1000), "too_many_pixels"),
        (bomb(2_000_000_000, 1), "too_many_pixels"),
        (b"\xff\xd8" + b"\0" * LARGEST, "file_too_large"),
    ],
)
def test_what_is_no_photo_is_refused_with_a_reason(raw, code):
    with pytest.raises(NoPicture) as no:
        read_picture(raw)
    assert no.value.code in {code, "no_picture" if code == "broken_picture" else code}
    assert no.value.zh
    assert no.value.en


def test_other_forms_are_refused_though_pillow_knows_them():
    for form in ("GIF", "BMP", "TIFF", "ICO", "PPM"):
        with pytest.raises(NoPicture):
            read_picture(drawn((32, 32), form=form))
