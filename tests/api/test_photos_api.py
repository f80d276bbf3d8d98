"""Photos through the door: uploaded ahead, encrypted, counted, seen by whom it concerns, cleared away."""

import errno
import os
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from unittest.mock import Mock

import pytest
from county_office import noise
from django.conf import settings

from fengqiao.api.ports import ports_of
from fengqiao.desk.photos import clear_strays, clear_unused
from fengqiao.desk.settled import ring
from fengqiao.gateways.files import store
from fengqiao.gateways.files.pictures import LARGEST, read_picture
from fengqiao.insight.who import county_version
from fengqiao.ledger.connection import unit_of_work
from fengqiao.ledger.sealed import Unsealable

pytestmark = pytest.mark.database


def on_disk():
    return {path.name for path in Path(settings.FILES).rglob("*") if path.is_file()}


def uses(name):
    with unit_of_work(settings.TENANT) as work:
        row = work.execute("SELECT uses FROM ledger.file WHERE name = %s", [name]).fetchone()
    return row[0] if row is not None else None


def test_a_photo_is_kept_encrypted_under_a_name_that_tells_nothing(office, picture):
    taken = office["citizen"].send("/public/uploads", picture).json()
    body = read_picture(picture).body
    assert taken["id"] != sha256(body).hexdigest()
    path = Path(settings.FILES) / settings.TENANT / taken["id"][:2] / taken["id"]
    assert path.stat().st_mode & 0o077 == 0
    assert body[:200] not in path.read_bytes()
    assert (taken["width"], taken["height"], taken["size"]) == (640, 400, len(body))
    assert (
        store.read(settings.FILES, ring(), settings.TENANT, name=taken["id"], key_id=ring().current.id)
        == body
    )


def test_bytes_that_were_changed_or_moved_do_not_open(office):
    one, two = (office["citizen"].send("/public/uploads", noise()).json()["id"] for _ in range(2))
    folder = Path(settings.FILES) / settings.TENANT
    (folder / one[:2] / one).write_bytes((folder / two[:2] / two).read_bytes())
    with pytest.raises(Unsealable):
        store.read(settings.FILES, ring(), settings.TENANT, name=one, key_id=ring().current.id)


def test_the_same_photo_in_two_counties_has_two_names(picture):
    digest = sha256(picture).digest()
    assert ring().file_name("330999", digest) != ring().file_name("330998", digest)


@pytest.mark.parametrize(
    ("raw", "status", "code"),
    [
        (b"", 400, "invalid_data"),
        (b"not a photo", 400, "invalid_data"),
        (b"\xff\xd8" + b"\0" * 1000, 400, "invalid_data"),
        (b"\0" * (LARGEST + 1), 400, "invalid_data"),
        (b"\0" * (LARGEST + 100_000), 413, "body_too_large"),
    ],
)
def test_what_is_no_photo_is_refused_naming_the_field(office, raw, status, code):
    before = on_disk()
    answer = office["citizen"].send("/public/uploads", raw)
    assert (answer.status_code, answer.json()["code"], answer.json()["field"]) == (status, code, "file")
    assert on_disk() == before


@pytest.mark.parametrize(
    ("body", "content_type", "status", "code"),
    [
        (b"{}", "application/json", 415, "unsupported_type"),
        (b"junk", "multipart/form-data; boundary=x", 400, "invalid_data"),
        (b"junk", "multipart/form-data", 400, "malformed_form"),
        (
            b"--x\r\nContent-Disposition: form-data; name=other\r\n\r\n1\r\n--x--\r\n",
            "multipart/form-data; boundary=x",
            400,
            "invalid_data",
        ),
    ],
)
def test_a_form_that_is_none_is_refused_as_what_it_is(office, body, content_type, status, code):
    answer = office["citizen"].post("/api/v1/public/uploads", body, content_type=content_type)
    said = answer.json()
    assert (answer.status_code, said["code"], said["field"]) == (status, code, "file")
    if code == "malformed_form":
        assert "表单" in said["detail"]
        assert "JSON" not in said["detail"] + said["detail_en"] + said["next"] + said["next_en"]


def test_a_photo_that_finds_no_room_is_not_kept_and_says_so(office, monkeypatch):
    before = on_disk()
    monkeypatch.setattr(
        "fengqiao.gateways.files.store.os.fsync", Mock(side_effect=OSError(errno.ENOSPC, "full"))
    )
    answer = office["citizen"].send("/public/uploads", noise())
    assert (answer.status_code, answer.json()["code"]) == (507, "no_space")
    assert int(answer["Retry-After"]) > 0
    assert on_disk() == before


def test_nine_photos_go_with_a_report_and_not_ten(office):
    ids = [office["citizen"].send("/public/uploads", noise()).json()["id"] for _ in range(10)]
    ten = office["citizen"].tell("/public/matters", {"text": "很多照片", "photos": ids})
    assert (ten.status_code, ten.json()["field"]) == (400, "photos")
    nine = office["citizen"].tell("/public/matters", {"text": "很多照片", "photos": ids[:9]})
    assert nine.status_code == 201
    assert [uses(each) for each in ids] == [1] * 9 + [0]


@pytest.mark.parametrize("photo", ["nobody", "0" * 64, "../../etc/passwd", "\x00", ""])
def test_a_photo_that_was_never_uploaded_is_refused_and_nothing_is_written(office, photo):
    with unit_of_work(settings.TENANT) as work:
        before = work.execute("SELECT count(*) FROM ledger.matter").fetchone()
    answer = office["citizen"].tell("/public/matters", {"text": "没有照片", "photos": [photo]})
    assert (answer.status_code, answer.json()["field"].partition("[")[0]) == (400, "photos")
    with unit_of_work(settings.TENANT) as work:
        assert work.execute("SELECT count(*) FROM ledger.matter").fetchone() == before


def test_photos_are_seen_by_whom_the_matter_concerns(office, picture):
    photo = office["registrar"].send("/uploads", picture).json()["id"]
    code = office.until("in_progress", photos=[photo])
    shown = office["handler"].ask(f"/matters/{code}").json()["photos"][0]
    for name, status in (
        ("handler", 200),
        ("registrar", 200),
        ("other_handler", 403),
        ("citizen", 401),
        ("administrator", 403),
    ):
        answer = office[name].get(shown["url"])
        assert answer.status_code == status, name
    whole, small = office["handler"].get(shown["url"]), office["handler"].get(shown["thumb"])
    assert whole["Content-Type"] == small["Content-Type"] == "image/jpeg"
    assert len(small.content) < len(whole.content)
    assert "private" in whole["Cache-Control"]


def test_photos_of_a_restricted_matter_are_for_its_lead_and_the_centre(office, picture):
    photo = office["registrar"].send("/uploads", picture).json()["id"]
    code = office.register(category="D0208", text="家里有人打人", kind="help", photos=[photo])
    office["registrar"].act(code, "accept", category="D0208", kind="help")
    office["dispatcher"].act(code, "dispatch", lead="MUNICIPAL", co=["WATER"])
    shown = office["handler"].ask(f"/matters/{code}").json()["photos"][0]
    assert office["other_handler"].ask(f"/matters/{code}").json()["photos"] == []
    assert office["other_handler"].get(shown["url"]).status_code == 403
    assert office["handler"].get(shown["url"]).status_code == 200


@pytest.mark.parametrize("attachment", ["nobody", "01a201d0-2b70-7714-8d63-93840bc47aea", "%00", "../x"])
def test_a_photo_that_is_not_there_is_not_found(office, attachment):
    assert office["registrar"].ask(f"/photos/{attachment}").status_code == 404


def test_photos_that_no_act_used_are_cleared_after_a_day_and_used_ones_stay(office):
    ports = ports_of(county_version(settings.TENANT))
    given_up, used = (office["citizen"].send("/public/uploads", noise()).json()["id"] for _ in range(2))
    office["citizen"].tell("/public/matters", {"text": "用了一张", "photos": [used]})
    clear_unused(ports, settings.FILES)
    assert {given_up, used} <= on_disk()
    with unit_of_work(settings.TENANT) as work:
        work.execute("UPDATE ledger.file SET created_at = created_at - interval '2 days'")
    assert clear_unused(ports, settings.FILES) >= 1
    assert given_up not in on_disk()
    assert f"{given_up}{store.SMALL}" not in on_disk()
    assert uses(given_up) is None
    assert used in on_disk()


def test_bytes_that_no_row_knows_are_cleared_when_they_are_old(office):
    ports = ports_of(county_version(settings.TENANT))
    kept = office["citizen"].send("/public/uploads", noise()).json()["id"]
    stray, fresh = "a" * 64, "b" * 64
    for name in (stray, fresh):
        store.write(settings.FILES, ring(), settings.TENANT, name=name, body=b"x", small=b"y")
    long_ago = (datetime.now(UTC) - timedelta(days=2)).timestamp()
    for name in (stray, kept):
        os.utime(Path(settings.FILES) / settings.TENANT / name[:2] / name, (long_ago, long_ago))
    assert clear_strays(ports, settings.FILES) == 1
    assert stray not in on_disk()
    assert {kept, fresh} <= on_disk()


def test_strangers_cannot_fill_the_disk_with_photos_that_nobody_uses(office, monkeypatch):
    assert office["citizen"].send("/public/uploads", noise()).status_code == 201
    monkeypatch.setattr("fengqiao.desk.photos.MOST_UNUSED", 1)
    before = on_disk()
    full = office["citizen"].send("/public/uploads", noise())
    assert (full.status_code, full.json()["code"], full.json()["field"]) == (429, "uploads_full", "file")
    assert int(full["Retry-After"]) > 0
    assert on_disk() == before
    told = office["citizen"].tell("/public/matters", {"text": "没有照片也能反映"})
    assert told.status_code == 201
    assert office["registrar"].send("/uploads", noise()).status_code == 201
