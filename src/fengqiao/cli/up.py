"""`fengqiao up`: the database, the migrations, the demo county, then web, worker and live until Ctrl-C."""

import argparse
import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from fengqiao.cli.processes import Program, asked_to_stop_by, end_orphans, supervise
from fengqiao.cli.running import SUPERVISED
from fengqiao.gateways.data_folder import files_folder, keys_folder, make_data_folder
from fengqiao.gateways.postgres.account import as_account, can_run, choose_account, give_to
from fengqiao.gateways.postgres.cluster import account_of
from fengqiao.gateways.postgres.locks import is_held, take
from fengqiao.gateways.postgres.server import Server, ensure_running

HOST: Final = "127.0.0.1"
WEB_WORKERS: Final = 2
WEB_THREADS: Final = 2  # a worker: a second request is decoded while the first waits for the database
LONGEST_AHEAD: Final = 30.0  # seconds in which the web comes up alone
LOCK: Final = "up.lock"


def add_parser(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("up", help="start everything and keep it running")
    parser.add_argument(
        "--port", type=_port, default=8000, help="where the web listens; the one above is for live"
    )


def run(args: argparse.Namespace) -> int:
    """Start everything, print the address and the demo accounts, and stay until asked to stop."""
    data: Path = args.data
    try:
        _claim(data, args.port)
    except Occupied as occupied:
        sys.stderr.write(f"fengqiao: {occupied}\n")
        return 2
    with _orderly(), ensure_running(data) as server:
        home = Home(data, args.port, account_for(data, server))
        accounts = home.prepare()
        if accounts is None:
            return 1
        watch = _Watch(server, args.port, accounts, os.isatty(0))
        return supervise(home.programs(watch.lets_others_start), on_tick=watch.tick)


class Occupied(Exception):  # noqa: N818 -- it names what was found
    """The data folder is served already, or a port is taken: said in both languages."""


def _claim(data: Path, port: int) -> None:
    """Make the data folder ours until this process ends, and the ports free of what a killed `up` left behind.

    Raises Occupied, and then has changed nothing: whoever serves the folder goes on, a new folder is not made.
    """
    if not (data / LOCK).exists():
        _insist_on_free(port)
    elif is_held(data / LOCK):
        raise Occupied(_served_already(data))
    make_data_folder(data)
    lock = take(data / LOCK, patience=0)
    if lock is None:
        raise Occupied(_served_already(data))
    ended = end_orphans({"FENGQIAO_DATA": str(data), SUPERVISED: "1"})
    if ended:
        sys.stderr.write(
            f"fengqiao: 上次被强行终止，已结束遗留的 {ended} 个进程 / ended {ended} processes of a killed `up`\n"
        )
    _insist_on_free(port)
    os.ftruncate(lock, 0)
    os.write(lock, f"{port} {os.getpid()}\n".encode())


def _served_already(data: Path) -> str:
    port, _, pid = (data / LOCK).read_text().strip().partition(" ")
    zh, en = (
        (f"：http://{HOST}:{port}，进程 {pid}", f": http://{HOST}:{port}, process {pid}") if pid else ("", "")
    )
    return f"{data} 已由另一个 `fengqiao up` 提供服务{zh} / {data} is already served by another `fengqiao up`{en}"


@contextlib.contextmanager
def _orderly() -> Iterator[None]:
    """Let whoever asks us to stop while we start see everything ended that was begun, as Ctrl-C does.

    Also Ctrl-C's own signal is set, for a shell starts what it puts in the background without it.
    """
    previous = {each: signal.signal(each, signal.default_int_handler) for each in asked_to_stop_by()}
    try:
        yield
    finally:
        for each, handler in previous.items():
            signal.signal(each, handler)


@dataclass(frozen=True, slots=True)
class Home:
    """One installation that is to run: where, on which port, as whom."""

    data: Path
    port: int
    account: str | None

    def environment(self) -> Mapping[str, str]:
        """What the programs find in their environment besides ours."""
        return {
            "FENGQIAO_DATA": str(self.data),
            "FENGQIAO_LIVE_PORT": str(self.port + 1),
            "DJANGO_SETTINGS_MODULE": "fengqiao.site.settings",
            SUPERVISED: "1",
        }

    def words(self, module: str, *arguments: str) -> list[str]:
        """How a module of ours is run as the account."""
        return [*as_account(self.account, on_parent_death="TERM"), sys.executable, "-m", module, *arguments]

    def prepare(self) -> str | None:
        """Migrate and load the demo county: the lines of its accounts, None when it failed."""
        done = subprocess.run(  # noqa: S603 -- words of our own
            self.words("fengqiao.cli.main", "prepare"),
            env={**os.environ, **self.environment()},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        )
        return done.stdout if done.returncode == 0 else None

    def programs(self, others_may_start: Callable[[], bool]) -> list[Program]:
        """What runs: the web first, then worker and live, for all at once would only keep people waiting."""
        web = ["--interface", "wsgi", "--host", HOST, "--port", str(self.port), "--http", "1", "--no-ws"]
        web += [
            "--workers",
            str(WEB_WORKERS),
            "--blocking-threads",
            str(WEB_THREADS),
            "--runtime-threads",
            "1",
        ]
        web += ["--respawn-failed-workers", "--respawn-interval", "0.5", "--workers-kill-timeout", "5"]
        web += ["--log-level", "warning", "fengqiao.site.wsgi:application"]
        own = [name for name in ("worker", "live") if find_spec(f"fengqiao.{name}.__main__")]
        return [
            Program("web", self.words("fengqiao.site", *web), self.environment()),
            *(
                Program(name, self.words(f"fengqiao.{name}"), self.environment(), others_may_start)
                for name in own
            ),
        ]


@dataclass(slots=True)
class _Watch:
    """What the supervisor does between two looks: announce the address once, keep the database's guard alive."""

    server: Server
    port: int
    accounts: str
    terminal: bool
    announced: bool = False
    since: float = field(default_factory=time.monotonic)

    def lets_others_start(self) -> bool:
        """When the web answers; timers run and outboxes are emptied, too, where it never does."""
        return self.announced or time.monotonic() - self.since > LONGEST_AHEAD

    def tick(self) -> float | None:
        if self.terminal and not os.isatty(0):
            # It was closed. Its signal may have stopped at the `make` that runs us and waits for us.
            return None
        if not self.server.alive():
            with ensure_running(self.server.data):
                sys.stderr.write("fengqiao: 数据库已重新启动 / the database was started again\n")
        if self.announced:
            return 1.0
        if answers(self.port):
            sys.stdout.write(f"http://{HOST}:{self.port}\n{self.accounts}")
            sys.stdout.flush()
            self.announced = True
        return 0.1


def account_for(data: Path, server: Server) -> str | None:
    """Name the account for the programs when root starts them: None, with words, where it cannot reach them."""
    if os.geteuid() != 0:
        return None
    account = choose_account() if server.cluster is None else account_of(data, server.cluster)
    if not can_run(account, [sys.executable, "-c", "import fengqiao, django, granian"]):
        sys.stderr.write(
            f"fengqiao: 账号 {account} 不能访问 {sys.executable} 或项目，web、worker、live 以 root 运行"
            f" / web, worker and live stay root: {account} cannot reach {sys.executable} or the project\n"
        )
        return None
    for folder in (keys_folder(data), files_folder(data)):
        owned = folder.owner() == account
        give_to(account, folder, *([] if owned else folder.rglob("*")))
        give_to(account, *folder.glob("*"))
    return account


def _port(word: str) -> int:
    if not word.isdecimal() or not 1 <= int(word) < 65535:
        raise argparse.ArgumentTypeError("端口是 1 到 65534 的数字 / a port is a number from 1 to 65534")
    return int(word)


def _insist_on_free(port: int) -> None:
    """Raise Occupied unless web and live can listen."""
    for each in (port, port + 1):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, each))
            except PermissionError:
                raise Occupied(
                    f"此账号不能使用端口 {each}，请用 PORT= 或 --port 选 1024 以上的端口"
                    f" / this account may not listen on port {each}; choose one above 1023 with PORT= or --port"
                ) from None
            except OSError:
                raise Occupied(
                    f"端口 {each} 已被占用，请用 PORT= 或 --port 换一个"
                    f" / port {each} is in use; choose another with PORT= or --port"
                ) from None


def answers(port: int) -> bool:
    """Ask the web for its health, by hand: a client library would stay in the supervisor's memory."""
    name = os.environ.get("FENGQIAO_HOSTS", "localhost").partition(",")[0].strip()
    try:
        with socket.create_connection((HOST, port), timeout=1) as connection:
            connection.sendall(f"GET /healthz HTTP/1.0\r\nHost: {name}\r\n\r\n".encode())
            return b" 200 " in connection.recv(64)
    except OSError:
        return False
