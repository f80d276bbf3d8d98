"""The front end may be built anew while the server runs: what is new is served, what is gone is no fault of the server."""

import os
import time
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.http import Http404
from django.test import RequestFactory, override_settings

from fengqiao.site.built import BuiltFiles
from fengqiao.site.errors import not_found

OLD, NEW = "/assets/staff-AAAAAAAA.js", "/assets/staff-BBBBBBBB.js"


def write(dist, address, text, *, ago=60):
    """A file as it stands after a build of so many seconds ago."""
    file = dist / address.removeprefix("/")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    for folder in (dist, file.parent):
        os.utime(folder, (time.time() - ago,) * 2)


@contextmanager
def served(dist):
    with override_settings(FRONTEND_DIST=dist, WHITENOISE_ROOT=dist if dist.is_dir() else None):
        yield BuiltFiles(lambda request: not_found(request, Http404()))


def read(files, address):
    """Status, headers and body of a file."""
    answer = files(RequestFactory().get(address))
    body = answer.getvalue()
    # Closing the answer would end a request of Django's, with its connections; here is none.
    for file in getattr(answer, "_resource_closers", ()):
        file()
    return answer.status_code, answer.headers, body


@pytest.fixture
def dist(tmp_path):
    write(tmp_path, "/mark.svg", "<svg/>")
    write(tmp_path, OLD, "old()")
    return tmp_path


def test_a_file_that_vanished_is_not_found_in_both_languages(dist):
    with served(dist) as files:
        before = (dist / "assets").stat().st_mtime_ns
        (dist / OLD[1:]).unlink()
        os.utime(dist / "assets", ns=(before, before))  # so that nobody looked again
        status, headers, body = read(files, OLD)
    assert (status, headers["Cache-Control"]) == (404, "no-store")
    said = body.decode()
    assert 'lang="zh-Hans"' in said
    assert 'lang="en"' in said


def test_what_was_built_anew_is_served_and_kept_by_caches(dist):
    with served(dist) as files:
        (dist / OLD[1:]).unlink()
        write(dist, NEW, "new()", ago=30)
        status, headers, body = read(files, NEW)
        assert (status, body) == (200, b"new()")
        assert "immutable" in headers["Cache-Control"]
        assert read(files, OLD)[0] == 404


def test_a_file_under_its_old_name_is_served_as_it_is_now(dist):
    with served(dist) as files:
        (dist / "mark.svg").unlink()
        write(dist, "/mark.svg", "<svg>longer than before</svg>", ago=30)
        _, headers, body = read(files, "/mark.svg")
    assert body == b"<svg>longer than before</svg>"
    assert int(headers["Content-Length"]) == len(body)


def test_a_build_that_is_still_being_written_is_looked_at_again(dist):
    with served(dist) as files:
        write(dist, NEW, "", ago=0)
        read(files, NEW)
        (dist / NEW[1:]).write_text("new()")  # its folder does not change any more
        _, headers, body = read(files, NEW)
    assert (int(headers["Content-Length"]), body) == (5, b"new()")


def test_without_a_folder_nothing_breaks_and_one_that_comes_later_is_served(tmp_path):
    dist = tmp_path / "dist"
    with served(dist) as files:
        assert read(files, OLD)[0] == 404
        write(dist, OLD, "old()")
        assert read(files, OLD)[2] == b"old()"


def test_the_installation_serves_its_files_this_way():
    assert "fengqiao.site.built.BuiltFiles" in settings.MIDDLEWARE
