"""Reading scans: what stands on a page is read, a blank one holds nothing, and what goes wrong is said."""

import io
import time

import pikepdf
import pytest
from PIL import Image, ImageDraw, ImageFont

from evidence_files import pdf
from fengqiao.gateways import ocr
from fengqiao.gateways.confined import Failed
from fengqiao.gateways.documents.fonts import font_files
from fengqiao.gateways.files.evidence import PDF
from fengqiao.gateways.files.pictures import MIME
from fengqiao.gateways.ocr import FAULTS, begin
from fengqiao.gateways.ocr.pages import LONGEST_EDGE, Unreadable, pages_of
from fengqiao.gateways.ocr.process import lines

WORDS = ["信访诉求书", "松溪村文化广场楼道路灯不亮", "多次向物业反映无人处理"]


SONG = str(next(path for path in font_files() if path.name == "FandolSong-Regular.otf"))


def page(words=WORDS, *, size=(1240, 1000), mode="RGB") -> Image.Image:
    image = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(image)
    for number, line in enumerate(words):
        draw.text((120, 120 + number * 90), line, font=ImageFont.truetype(SONG, 40), fill="black")
    return image.convert(mode)


def saved(image: Image.Image, kind: str = "JPEG") -> bytes:
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()


def read(body: bytes, mime: str = MIME) -> ocr.Found:
    reader = begin(body, mime=mime)
    while (found := reader.answer()) is None:
        time.sleep(0.2)
    return found


def as_pdf(*images: Image.Image) -> bytes:
    out = io.BytesIO()
    images[0].save(out, "PDF", save_all=True, append_images=images[1:], resolution=150)
    return out.getvalue()


def test_a_page_is_read_line_by_line():
    found = read(saved(page()))
    assert found.pages == 1
    assert [line.replace(" ", "") for line in found.text.splitlines()] == WORDS


def test_a_scanned_pdf_is_read_page_by_page_whichever_way_its_pages_are_made():
    turned = pikepdf.open(io.BytesIO(as_pdf(page(WORDS[:1]), page(WORDS[1:2], mode="1"))))
    turned.pages[0].obj.Rotate = 0
    out = io.BytesIO()
    turned.save(out)
    found = read(out.getvalue(), PDF)
    assert found.pages == 2
    assert found.text.replace(" ", "") == "\n\n".join(WORDS[:2])


def test_a_blank_page_holds_no_text():
    assert read(saved(page([]))) == ocr.Found("", 1)


def test_what_cannot_be_read_is_said():
    for body, mime, fault in (
        (pdf(2), PDF, "no_scan"),
        (b"no picture", MIME, "unreadable"),
        (b"%PDF-", PDF, "unreadable"),
    ):
        with pytest.raises(Failed) as failed:
            read(body, mime)
        assert failed.value.why == fault
        assert all(FAULTS[fault])


def test_time_that_is_over_ends_the_process():
    reader = begin(saved(page()), mime=MIME, seconds=0.0)
    with pytest.raises(Failed, match="timeout"):
        reader.answer()
    assert reader.running.process.poll() is not None


def test_an_enormous_picture_is_shrunk_before_it_is_read():
    shown = next(pages_of(saved(Image.new("L", (12_000, 9_000), 255)), mime=MIME, most=1))
    assert max(shown.shape) == LONGEST_EDGE
    with pytest.raises(Unreadable):
        next(pages_of(saved(Image.new("1", (25_000, 25_000)), "PNG"), mime=MIME, most=1))


def test_pieces_at_one_height_stand_in_one_line():
    def box(left, top):
        return [[left, top], [left + 50, top], [left + 50, top + 20], [left, top + 20]]

    boxes = [box(200, 104), box(10, 100), box(10, 140)]
    assert list(lines(boxes, ["300元", "赔偿", "三日内"])) == ["赔偿 300元", "三日内"]
