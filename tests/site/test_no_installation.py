"""A command that speaks of what is there says so when nothing is, and leaves the place as it found it."""

import errno
import os

import pytest

from fengqiao.cli.faults import words_for
from fengqiao.cli.main import COMMANDS, main
from fengqiao.ledger.connection import DatabaseAway

pytestmark = pytest.mark.usefixtures("servers_of_its_own")
SPEAKING = (
    ("audit", "verify"),
    ("audit", "verify", "--json"),
    ("backup", "--without-keys", "COPY"),
    ("triage", "retrain"),
)


@pytest.fixture(autouse=True)
def _environment(monkeypatch):
    """`main` names the data folder in the environment for its children; the tests after these have their own."""
    monkeypatch.setenv("FENGQIAO_DATA", os.environ["FENGQIAO_DATA"])


@pytest.mark.parametrize("words", SPEAKING)
@pytest.mark.parametrize("exists", [True, False])
def test_an_empty_folder_is_no_installation(tmp_path, capsys, words, exists):
    data, copy = tmp_path / "data", tmp_path / "copy"
    if exists:
        data.mkdir()
    said = [str(copy) if word == "COPY" else word for word in words]
    assert main([*said, "--data", str(data)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "中没有枫桥的数据" in err
    assert f"there is no installation in {data}" in err
    assert [*tmp_path.rglob("*")] == ([data] if exists else [])


def test_a_database_that_was_never_finished_is_no_installation(tmp_path, capsys):
    (tmp_path / "postgres.json").write_text(
        '{"base": "postgres", "account": null, "passwords": {}, "ready": false}'
    )
    assert main(["audit", "verify", "--data", str(tmp_path)]) == 2
    assert "no installation" in capsys.readouterr().err


def test_another_server_without_the_folders_keys_is_no_installation(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("FENGQIAO_DATABASE_URL", "postgresql://a:b@127.0.0.1:1/fq")
    assert main(["audit", "verify", "--data", str(tmp_path)]) == 2
    assert "no installation" in capsys.readouterr().err
    assert not [*tmp_path.iterdir()]


def test_what_only_speaks_of_what_is_there_is_marked_as_such():
    assert {name for name, command in COMMANDS.items() if command.existing} == {"audit", "backup"}


@pytest.mark.parametrize("words", [("audit", "verify"), ("up", "--port", "1025"), ("migrate",)])
def test_a_file_in_the_place_of_the_folder_is_named(tmp_path, capsys, words):
    file = tmp_path / "file"
    file.touch()
    for data in (file, file / "below"):
        assert main([*words, "--data", str(data)]) == 2
        err = capsys.readouterr().err
        assert str(file) in err
        assert "文件夹" in err
        assert "folder" in err
        assert "Traceback" not in err


@pytest.mark.parametrize(
    ("error", "zh", "en"),
    [
        (OSError(errno.ENOSPC, "No space left on device", "/d/keys"), "磁盘已满", "the disk is full"),
        (OSError(errno.EROFS, "Read-only file system", "/d/keys"), "只读", "is read-only"),
        (PermissionError(errno.EACCES, "Permission denied", "/d/keys"), "没有权限", "may not be entered"),
        (DatabaseAway("the server closed the connection"), "数据库没有应答", "the database does not answer"),
    ],
)
def test_a_fault_of_the_place_is_said_in_words(error, zh, en):
    said = words_for(error)
    assert zh in said
    assert en in said
    if isinstance(error, OSError):
        assert said.startswith("/d/keys: ")


def test_a_full_disk_is_recognised_behind_the_ledgers_own_error():
    class Full(Exception):  # noqa: N818  as psycopg names it
        sqlstate = "53100"

    error = DatabaseAway("could not extend file")
    error.__cause__ = Full()
    assert "磁盘已满" in words_for(error)


def test_a_fault_of_ours_keeps_its_traceback(monkeypatch, tmp_path):
    assert words_for(KeyError("x")) is None
    monkeypatch.setattr("fengqiao.cli.due.run", lambda _: {}["x"])
    with pytest.raises(KeyError):
        main(["due", "2026-02-13 16:00", "3", "working_day", "--data", str(tmp_path)])
