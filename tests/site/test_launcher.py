"""The embedded server lives as long as it is used, survives kills, and leaves nothing behind."""

import contextlib
import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from unittest.mock import Mock

import psycopg
import pytest

from fengqiao.gateways.postgres import install
from fengqiao.gateways.postgres.cluster import (
    DatabaseUnavailable,
    base_of,
    read_record,
    record_path,
    write_record,
)
from fengqiao.gateways.postgres.server import Server, database_url, ensure_running, stop
from watching import eventually, processes_below

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("servers_of_its_own")]


@pytest.fixture(scope="module")
def initialised(own_folder, servers_of_its_own):
    """A data folder with a cluster; `initdb` is the slow part, so the tests of this file share it, one by one."""
    data = own_folder / "data"
    ensure_running(data).leave()
    yield data
    stop(data)


@pytest.fixture
def data(initialised):
    yield initialised
    eventually(lambda: not processes_below(initialised))


def test_many_users_share_one_server_and_the_last_one_out_stops_it(data):
    with ThreadPoolExecutor(4) as pool:
        servers = list(pool.map(lambda _: ensure_running(data), range(4)))
    assert len({postmaster(server) for server in servers}) == 1
    for server in servers[:-1]:
        server.leave()
    assert answers(servers[-1])
    servers[-1].leave()
    assert not processes_below(data)


def test_a_killed_user_leaves_no_server_behind(data):
    words = "from fengqiao.gateways.postgres.server import ensure_running; from pathlib import Path; import sys, time;"
    words += "server = ensure_running(Path(sys.argv[1])); print('running', flush=True); time.sleep(60)"
    user = subprocess.Popen([sys.executable, "-c", words, str(data)], stdout=subprocess.PIPE)
    assert user.stdout.readline() == b"running\n"
    user.stdout.close()
    user.kill()
    user.wait()
    eventually(lambda: not processes_below(data))


def test_a_killed_server_comes_back_with_what_was_committed(data):
    with ensure_running(data) as server:
        with connect(server) as before:
            before.execute("CREATE TABLE IF NOT EXISTS kept (word text)")
            before.execute("INSERT INTO kept VALUES ('停车')")
        killed = postmaster(server)
        os.kill(killed, signal.SIGKILL)
        eventually(lambda: answers(server))
        assert postmaster(server) != killed
        with connect(server) as after:
            assert after.execute("SELECT count(*) FROM kept WHERE word = '停车'").fetchone()[0] >= 1
            after.execute("DROP TABLE kept")


def test_a_killed_guard_takes_its_server_along_and_the_next_call_starts_both(data):
    with ensure_running(data) as server:
        killed = postmaster(server)
        os.kill(guard(server), signal.SIGKILL)
        eventually(lambda: not Path(f"/proc/{killed}/exe").exists())
        assert not server.alive()
        with ensure_running(data):
            assert answers(server)


def test_guard_and_server_killed_together_are_no_obstacle(data):
    with ensure_running(data) as server:
        killed = [guard(server), postmaster(server)]
        for pid in killed:
            os.kill(pid, signal.SIGKILL)
        eventually(lambda: not any(Path(f"/proc/{pid}/exe").exists() for pid in killed))
        with ensure_running(data) as again:
            assert answers(again)


@pytest.mark.parametrize("number", [str(os.getpid()), "", "\0\0\0"], ids=["of another", "empty", "zeros"])
@pytest.mark.parametrize("which", ["pid file", "socket's lock"])
def test_what_a_crash_of_the_machine_leaves_is_no_obstacle(data, which, number):
    """A number that was given anew to a foreign process, or a file that a power cut or a full disk left empty."""
    with ensure_running(data) as server:
        base = base_of(data, server.cluster)
        file = base / "cluster" / "postmaster.pid" if which == "pid file" else install.socket_lock(base)
        lines = file.read_text().splitlines()
        owner = file.stat()
    file.write_text("\n".join([number, *lines[1:]]) + "\n" if number else "")
    os.chown(file, owner.st_uid, owner.st_gid)
    file.chmod(0o600)
    with ensure_running(data) as server:
        assert answers(server)


def test_an_interrupted_start_leaves_nothing_running_and_the_next_one_finishes_it(data, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    record = read_record(data)
    write_record(data, replace(record, ready=False))
    for place, what in (
        ("install.create_roles", interrupted),
        ("server.is_ready", Mock(side_effect=[False, KeyboardInterrupt])),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(f"fengqiao.gateways.postgres.{place}", what)
            with pytest.raises(KeyboardInterrupt):
                ensure_running(data)
        assert not processes_below(data)
    with ensure_running(data) as server:
        assert answers(server)
    assert read_record(data) == record


def test_a_program_that_is_interrupted_takes_along_what_it_started(monkeypatch):
    words = f"300.{os.getpid()}"  # found by its odd number of seconds
    monkeypatch.setattr("subprocess.Popen.communicate", Mock(side_effect=KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        install.run_as(None, ["sh", "-c", f"sleep {words} & wait"])
    eventually(lambda: not any(words in each for each in processes_below(Path(words))))


def test_a_lost_record_is_named_before_anything_is_made(data):
    record_path(data).rename(data / "kept.json")
    try:
        with pytest.raises(DatabaseUnavailable, match=r"postgres\.json 丢失.*postgres\.json is missing"):
            ensure_running(data)
        assert not record_path(data).exists()
    finally:
        (data / "kept.json").rename(record_path(data))


def test_the_programs_role_cannot_step_round_row_level_security(data):
    with ensure_running(data) as server, connect(server, "fengqiao_app") as app:
        rights = app.execute(
            "SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
        assert rights == (False, False, False, False)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute("CREATE TABLE public.mine (a int)")


def test_the_settings_are_those_that_were_measured(data):
    with ensure_running(data) as server, connect(server, "postgres") as admin:
        shown = {name: admin.execute(f"SHOW {name}").fetchone()[0] for name in WANTED}
        assert shown == WANTED
        assert admin.execute("SELECT '停' ~ '^[[:alpha:]]$'").fetchone() == (True,)


def test_an_operators_own_settings_have_the_last_word(data):
    with ensure_running(data) as server:
        local = base_of(data, server.cluster) / "local.conf"
    local.write_text("work_mem = '9MB'\n")
    local.chmod(0o644)
    try:
        with ensure_running(data) as server, connect(server) as app:
            assert app.execute("SHOW work_mem").fetchone() == ("9MB",)
    finally:
        local.unlink()


def test_a_server_that_cannot_start_says_why(data):
    with pytest.raises(DatabaseUnavailable, match="shared_buffers"):
        ensure_running(data, settings={"shared_buffers": "much"})


def test_a_long_path_gets_a_short_socket(tmp_path):
    base = tmp_path / ("深" * 30) / "postgres"
    folder = install.socket_folder(base)
    assert folder != base / "socket"
    assert len(f"{folder}/.s.PGSQL.5432".encode()) <= install.LONGEST_SOCKET_PATH


def test_a_short_path_keeps_the_socket_in_the_data_folder():
    assert install.socket_folder(Path("/srv/fengqiao/postgres")) == Path("/srv/fengqiao/postgres/socket")


def test_passwords_are_for_the_owner_of_the_data_folder_only(data):
    assert record_path(data).stat().st_mode & 0o777 == 0o600


def test_a_damaged_record_is_named(tmp_path):
    record_path(tmp_path).write_text("{")
    with pytest.raises(DatabaseUnavailable, match=r"postgres\.json is damaged"):
        database_url(tmp_path)


def test_the_environment_names_another_server(tmp_path, monkeypatch):
    monkeypatch.setenv("FENGQIAO_DATABASE_URL", "postgresql://a:b@db.example/fq?sslmode=require")
    with ensure_running(tmp_path / "unused") as server:
        assert server.url() == "postgresql://a:b@db.example/fq?sslmode=require"
        assert server.alive()
    assert not (tmp_path / "unused").exists()


@pytest.mark.parametrize("name", ["moved", "数据 目录", "it's 100%", 'a "b", c', "back\\slash"])
def test_a_data_folder_may_be_moved_and_called_anything(data, name):
    moved = data.with_name(name)
    data.rename(moved)
    try:
        with ensure_running(moved) as server:
            assert answers(server)
    finally:
        moved.rename(data)


WANTED = {
    "server_encoding": "UTF8",
    "data_checksums": "on",
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "jit": "off",
    "listen_addresses": "",
    "TimeZone": "UTC",
    "password_encryption": "scram-sha-256",
}


def connect(server: Server, role: str = "owner") -> psycopg.Connection:
    return psycopg.connect(server.url(role), autocommit=True)


def answers(server: Server) -> bool:
    with contextlib.suppress(psycopg.OperationalError), connect(server) as connection:
        return connection.execute("SELECT 1").fetchone() == (1,)
    return False


def postmaster(server: Server) -> int:
    return int((base_of(server.data, server.cluster) / "cluster" / "postmaster.pid").read_text().split()[0])


def guard(server: Server) -> int:
    return int((base_of(server.data, server.cluster) / "guard.lock").read_text())
