"""The command's contract: quick where it needs nothing, plain about bad usage, and up until it is asked to stop."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from fengqiao.cli import processes, up
from fengqiao.cli.main import main, take_data
from watching import eventually, processes_below

pytestmark = pytest.mark.usefixtures("servers_of_its_own")
COMMAND = [sys.executable, "-m", "fengqiao.cli.main"]


def test_help_needs_neither_django_nor_a_driver():
    words = "import sys; from fengqiao.cli.main import COMMANDS, main\n"
    words += "try: main(['--help'])\nexcept SystemExit: pass\n"
    words += (
        "sys.exit(any(name in sys.modules for name in ('django', 'psycopg', 'numpy', 'fengqiao.cli.up')))"
    )
    assert subprocess.run([sys.executable, "-c", words], capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize(
    "words", [[], ["nonsense"], ["up", "--port", "0"], ["up", "--port", "x"], ["restore"]]
)
def test_bad_usage_ends_with_2(words, capsys):
    with pytest.raises(SystemExit) as end:
        main(words)
    assert end.value.code == 2
    assert "usage:" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["--data"], ["migrate", "--data"], ["--data=", "migrate"]])
def test_a_data_folder_without_a_name_is_bad_usage(words, capsys):
    assert main(words) == 2
    assert "--data needs a folder" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        ["--data", "/d", "audit", "verify"],
        ["audit", "--data", "/d", "verify"],
        ["audit", "verify", "--data=/d"],
    ],
)
def test_the_data_folder_may_be_named_anywhere(words):
    assert take_data(words) == (Path("/d"), ["audit", "verify"])


def test_what_stands_after_two_dashes_is_left_alone():
    assert take_data(["import", "--", "--data"]) == (None, ["import", "--", "--data"])


@pytest.mark.database
def test_up_serves_survives_kills_and_leaves_nothing(own_folder):
    data = own_folder / "data"
    stopped_while_it_starts(data)
    with served(data) as (running, port):
        assert status(port) == 200
        for other in (port, port + 2):
            second = subprocess.run(
                command(data, other), env=environment(), capture_output=True, text=True, check=False
            )
            assert (second.returncode, second.stdout) == (2, "")
            assert f"已由另一个 `fengqiao up` 提供服务：http://127.0.0.1:{port}" in second.stderr
            assert f"already served by another `fengqiao up`: http://127.0.0.1:{port}" in second.stderr
        assert status(port) == 200
        web = only_child(running.pid, "fengqiao.site.wsgi")
        os.kill(web, signal.SIGKILL)
        eventually(lambda: status(port) == 200 and only_child(running.pid, "fengqiao.site.wsgi") != web)
        running.send_signal(signal.SIGINT)
        assert running.wait(30) == 0
    assert not processes_below(data)
    with served(data) as (running, port):
        assert status(port) == 200
        running.kill()
        running.wait()
        eventually(lambda: not processes_below(data))


def stopped_while_it_starts(data):
    """Stop `up` while it brings the database up to date: it ends everything before it ends itself."""
    with subprocess.Popen(command(data, free_port()), env=environment(), stderr=subprocess.PIPE) as starting:
        try:
            eventually(lambda: only_child(starting.pid, "prepare") is not None)
            starting.send_signal(signal.SIGTERM)
            _, said = starting.communicate(timeout=30)
        finally:
            starting.kill()
    assert starting.returncode == 130
    assert b"Traceback" not in said
    assert not processes_below(data)


def test_what_a_killed_supervisor_left_is_ended_even_when_it_hangs(monkeypatch):
    monkeypatch.setattr(processes, "STOP_PATIENCE", 0.2)
    words = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); time.sleep(60)"
    mark = {"FENGQIAO_TEST_MARK": f"of {os.getpid()}"}
    with contextlib.ExitStack() as stack:
        orphan, stranger = (
            stack.enter_context(
                subprocess.Popen(
                    [sys.executable, "-c", words], env={**os.environ, **marked}, stdout=subprocess.PIPE
                )
            )
            for marked in (mark, {})
        )
        for each in (orphan, stranger):
            stack.callback(each.kill)
            assert each.stdout.readline() == b"\n"
        assert processes.end_orphans(mark) == 1
        assert orphan.wait(5) == -signal.SIGKILL
        assert stranger.poll() is None


@pytest.mark.database
def test_a_port_in_use_is_named(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(command(tmp_path / "new", port), capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert f"端口 {port} 已被占用" in done.stderr
    assert f"port {port} is in use" in done.stderr
    assert not (tmp_path / "new").exists()


def test_a_port_that_the_account_may_not_use_is_named(tmp_path, monkeypatch, capsys):
    class Forbidden(socket.socket):
        def bind(self, _):
            raise PermissionError

    monkeypatch.setattr(up.socket, "socket", Forbidden)
    monkeypatch.setenv("FENGQIAO_DATA", str(tmp_path))
    assert main(["up", "--port", "80", "--data", str(tmp_path / "new")]) == 2
    said = capsys.readouterr().err
    assert "不能使用端口 80" in said
    assert "may not listen on port 80" in said
    assert not (tmp_path / "new").exists()


@contextlib.contextmanager
def served(data):
    """Run `up` until it has printed its address."""
    port = free_port()
    with subprocess.Popen(
        command(data, port), env=environment(), stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout.readline() == f"http://127.0.0.1:{port}\n"
            yield process, port
        finally:
            process.terminate()
            process.wait()


def command(data, port):
    return [*COMMAND, "up", "--data", str(data), "--port", str(port)]


def environment():
    """Production, for it loads no demo county."""
    return {**os.environ, "FENGQIAO_PROFILE": "production", "FENGQIAO_HOSTS": "county.example"}


def free_port():
    """Find two free ports in a row: web and live."""
    while True:
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port = first.getsockname()[1]
            with contextlib.suppress(OSError, OverflowError):
                second.bind(("127.0.0.1", port + 1))
                return port


def status(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/healthz", headers={"Host": "county.example"})
        return connection.getresponse().status
    except OSError:
        return None
    finally:
        connection.close()


def only_child(parent, name):
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            status_line = (process / "stat").read_text().rpartition(")")[2].split()
            if int(status_line[1]) == parent and name in (process / "cmdline").read_text():
                found.append(int(process.name))
    return found[0] if len(found) == 1 else None
