"""What is taken as evidence and what is not: told by the content, with words that say why."""

import io
import os
import subprocess
import sys
import time
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from evidence_files import CONTENTS, docx, form, hidden_script, inside, launch, lying_bomb, pdf, script
from fengqiao.gateways import confined
from fengqiao.gateways.files import evidence as reading
from fengqiao.gateways.files.evidence import DOCX, PDF, NoEvidence, read_evidence, title_of
from fengqiao.gateways.files.pictures import LARGEST

RTF = rb"{\rtf1{\object\objdata " + b"01" * 500 + b"}}"
DOOR = b"<!DOCTYPE x [<!ENTITY a 'aaaa'>]>"


def picture(kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.effect_noise((60, 40), 60).convert("RGB").save(out, kind)
    return out.getvalue()


def test_good_files_are_taken_as_they_are_and_photos_become_ours():
    three = pdf(3)
    taken = read_evidence(three, named="欠条.PDF")
    assert (taken.mime, taken.pages, taken.small, taken.body) == (PDF, 3, None, three)
    word = docx()
    assert read_evidence(word, named="申请书.docx").body == word
    assert read_evidence(word, named="申请书").mime == DOCX
    shot = read_evidence(picture(), named="a.jpg")  # a photo by another photo's name: telephones do that
    assert shot.mime == "image/jpeg"
    assert shot.small


@pytest.mark.parametrize(
    ("raw", "named", "code"),
    [
        (b"", "a.pdf", "empty_file"),
        (b"%PDF-" + b"\0" * LARGEST, "a.pdf", "file_too_large"),
        (RTF, "bomb.rtf", "rtf"),
        (RTF, "bomb.docx", "rtf"),
        (b"\xef\xbb\xbf \r\n" + RTF, "bomb.pdf", "rtf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "locked.docx", "old_word"),
        (b"MZ" + b"\0" * 600, "photo.jpg", "unknown_kind"),
        (b"<html><script>alert(1)</script>", "page.pdf", "disguised"),
        (picture(), "scan.pdf", "disguised"),
        (pdf(), "photo.png", "disguised"),
        (docx(), "letter.pdf", "disguised"),
        (pdf()[: len(pdf()) // 2], "a.pdf", "pdf_broken"),
        (b"%PDF-1.7\njust words", "a.pdf", "pdf_broken"),
        (pdf(0), "a.pdf", "pdf_broken"),
        (pdf(201), "a.pdf", "pdf_too_long"),
        (pdf(encryption=pikepdf.Encryption(owner="o", user="u")), "a.pdf", "pdf_encrypted"),
        (pdf(encryption=pikepdf.Encryption(owner="o", user="")), "a.pdf", "pdf_encrypted"),
        (pdf(change=script), "a.pdf", "pdf_script"),
        (
            pdf(change=hidden_script, object_stream_mode=pikepdf.ObjectStreamMode.generate),
            "a.pdf",
            "pdf_script",
        ),
        (pdf(change=inside), "a.pdf", "pdf_embedded"),
        (pdf(change=launch), "a.pdf", "pdf_acting"),
        (pdf(change=form), "a.pdf", "pdf_acting"),
        (docx()[:-40], "a.docx", "word_broken"),
        (docx([("word/media/x.bin", b"\0" * (20 << 20))]), "a.docx", "word_bomb"),
        (docx([(f"word/{n}.xml", "x") for n in range(2001)]), "a.docx", "word_bomb"),
        (docx([("word/styles.xml", DOOR)]), "a.docx", "word_bomb"),
        (docx([("word/vbaProject.bin", b"x")]), "a.docx", "word_active"),
        (docx([("word/embeddings/oleObject1.bin", b"x")]), "a.docx", "word_active"),
        (docx([("word/_rels/settings.xml.rels", "<r Type='x/attachedTemplate'/>")]), "a.docx", "word_active"),
        (
            docx(contents=CONTENTS.replace("wordprocessingml.document", "ms-word.document.macroEnabled")),
            "a.docx",
            "word_active",
        ),
        (docx([("../../etc/cron.d/x", "x")]), "a.docx", "word_broken"),
        (docx([("WORD/document.xml", "x")]), "a.docx", "word_broken"),
        (b"PK\x03\x04" + b"\0" * 100, "a.docx", "word_broken"),
    ],
    ids=lambda given: given if isinstance(given, str) else "",
)
def test_what_could_hurt_is_refused_with_its_reason(raw, named, code):
    with pytest.raises(NoEvidence) as no:
        read_evidence(raw, named=named)
    assert no.value.code == code
    assert no.value.zh
    assert no.value.en


def test_a_part_that_lies_about_its_size_is_not_unfolded():
    with pytest.raises(NoEvidence) as no:
        read_evidence(lying_bomb(), named="a.docx")
    assert no.value.code in {"word_bomb", "word_broken"}


def test_a_zip_that_is_no_text_is_none():
    with pytest.raises(NoEvidence, match="word_no_word"):
        read_evidence(docx(contents="<Types/>"), named="a.docx")


def test_a_pdf_that_takes_too_long_or_ends_its_reader_is_broken(monkeypatch):
    for module, wait in (("this_module_is_not_there", 20.0), ("fengqiao.gateways.files.pdf_process", 0.0)):
        monkeypatch.setattr(reading, "_WAIT", wait)
        monkeypatch.setattr(
            reading,
            "start",
            lambda _, raw, seconds, module=module: confined.start(module, raw, seconds=seconds),
        )
        with pytest.raises(NoEvidence, match="pdf_broken"):
            read_evidence(pdf(), named="a.pdf")


@pytest.mark.parametrize(
    ("named", "title"),
    [
        ("C:\\文件\\欠条.pdf", "欠条.pdf"),
        ("../../etc/passwd", "passwd"),
        ("照片\u202egpj.exe", "照片gpj.exe"),
        ("a\x00b\r\n.pdf", "ab.pdf"),
        ("长" * 200 + ".pdf", "长" * 116 + ".pdf"),
        ("", ""),
    ],
)
def test_a_title_hides_nothing(named, title):
    assert title_of(named) == title


CONFINED = """
import socket
from fengqiao.gateways.confined import confine
confine(megabytes=512, seconds=5)
{}
"""


@pytest.mark.parametrize(
    "deed",
    [
        "socket.create_connection(('127.0.0.1', 9))",
        "socket.getaddrinfo('example.org', 80)",
        "bytearray(1 << 30)",
        "\nwhile True: pass",
    ],
)
def test_a_confined_process_reaches_no_network_and_ends_at_its_limits(deed, tmp_path, monkeypatch):
    (tmp_path / "deed.py").write_text(CONFINED.format(deed))
    monkeypatch.setattr(confined, "_SOURCES", f"{confined._SOURCES}:{tmp_path}")
    with pytest.raises(confined.Failed, match="crash"):
        confined.start("deed", b"", seconds=60).wait()


def test_a_confined_process_gets_no_key_and_no_address(tmp_path, monkeypatch):
    (tmp_path / "deed.py").write_text("import os; print(sorted(os.environ))")
    monkeypatch.setattr(confined, "_SOURCES", f"{confined._SOURCES}:{tmp_path}")
    monkeypatch.setenv("FENGQIAO_DATABASE_URL", "postgresql://secret")
    said = confined.start("deed", b"", seconds=60, more={"SAID": "1"}).wait().decode()
    assert "FENGQIAO" not in said
    assert "SAID" in said


PARENT = """
import sys, time
from fengqiao.gateways import confined
confined._SOURCES += ":" + sys.argv[1]
print(confined.start("deed", b"", seconds=60).process.pid, flush=True)
time.sleep(60)
"""


def test_a_confined_process_ends_with_whoever_started_it(tmp_path):
    ready = tmp_path / "ready"
    more = f"import pathlib, time; pathlib.Path({str(ready)!r}).touch(); time.sleep(60)"
    (tmp_path / "deed.py").write_text(CONFINED.format(more))
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, str(tmp_path)], stdout=subprocess.PIPE, env=os.environ
    ) as parent:
        child = int(parent.stdout.readline())
        assert until(ready.exists)
        parent.kill()
    assert until(lambda: state_of(child) in {"", "Z"})


def until(holds) -> bool:
    end = time.monotonic() + 30
    while not holds() and time.monotonic() < end:
        time.sleep(0.05)
    return bool(holds())


def state_of(pid: int) -> str:
    """R, S, Z …; "" for a process that is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return ""
