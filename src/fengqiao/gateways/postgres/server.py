"""The door to the embedded PostgreSQL: make sure it runs, know its addresses, leave it.

Whoever called `ensure_running` uses the server until `Server.leave` or its own end; the last one out stops it.
`FENGQIAO_DATABASE_URL` names another server instead, which is then nobody's to start or stop.
"""

import contextlib
import os
import signal
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final, Self
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from fengqiao.gateways.data_folder import FOLDER_MODE
from fengqiao.gateways.postgres import install
from fengqiao.gateways.postgres.account import give_to
from fengqiao.gateways.postgres.cluster import (
    APP,
    DATABASE,
    OWNER,
    Cluster,
    DatabaseUnavailable,
    account_of,
    base_of,
    plan_cluster,
    read_record,
    record_path,
    write_record,
)
from fengqiao.gateways.postgres.guard import is_ready
from fengqiao.gateways.postgres.locks import is_held, take

START_LIMIT: Final = 60.0  # seconds; recovery after a crash replays at most max_wal_size


@dataclass(slots=True)
class Server:
    """A running server; `leave` gives it back."""

    data: Path
    cluster: Cluster | None  # None: another server, named by the environment
    _users_lock: int | None = field(default=None, repr=False)

    def url(self, role: str = APP, *, database: str = DATABASE) -> str:
        """Give the address for a role (`owner`, `fengqiao_app`, `postgres`), password included."""
        if self.cluster is None:
            return database_url(self.data, role, database=database)
        return _address(self.data, self.cluster, role, database)

    def alive(self) -> bool:
        """Say whether the guard lives; another server is not ours to judge."""
        return self.cluster is None or is_held(base_of(self.data, self.cluster) / "guard.lock")

    def leave(self) -> None:
        """Use it no longer; if nobody else does, stop it and wait until it is gone."""
        if self.cluster is None or self._users_lock is None:
            return
        os.close(self._users_lock)
        self._users_lock = None
        base = base_of(self.data, self.cluster)
        alone = take(base / "users.lock", patience=0.2)
        if alone is not None:
            _stop_guard(base)
            os.close(alone)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.leave()


def ensure_running(data: Path, *, settings: Mapping[str, str] | None = None) -> Server:
    """Start the data folder's server unless it runs, and use it; safe from many processes at once.

    `settings` are passed to a server that this call starts, over `install.SETTINGS`. Raises
    DatabaseUnavailable with the reason in words.
    """
    if external_url(APP) is not None:
        return Server(data=data, cluster=None)
    with _alone(data):
        cluster = read_record(data) or _plan(data)
        base = base_of(data, cluster)
        _make_base(base, cluster)
        users = take(base / "users.lock", shared=True, patience=START_LIMIT)
        if users is None:
            raise DatabaseUnavailable(
                f"{base} 中的数据库正在停止，但迟迟没有结束"
                f" / the database in {base} is stopping and does not come to an end"
            )
        server = Server(data=data, cluster=cluster, _users_lock=users)
        try:
            account = account_of(data, cluster)
            place = install.Place(base, account, install.binaries(base, account), cluster)
            _start(place, settings or {})
            if not cluster.ready:
                install.create_roles(place)
                server.cluster = replace(cluster, ready=True)
                write_record(data, server.cluster)
        except BaseException:  # an interrupted start, too, ends what it has begun
            server.leave()
            raise
    return server


def stop(data: Path) -> None:
    """Stop the data folder's server, whoever uses it; nothing happens when it does not run."""
    cluster = None if external_url(APP) else read_record(data)
    if cluster is not None:
        _stop_guard(base_of(data, cluster))


def database_url(data: Path, role: str = APP, *, database: str = DATABASE) -> str:
    """Give a role's address without starting anything; DatabaseUnavailable when there is no database yet."""
    external = external_url(role)
    if external is not None:
        return external
    cluster = read_record(data)
    if cluster is None:
        raise DatabaseUnavailable(
            f"{data} 中还没有数据库，请运行 `fengqiao migrate` / {data} has no database yet; `fengqiao migrate` makes it"
        )
    return _address(data, cluster, role, database)


def database_parts(url: str) -> dict[str, Any]:
    """Take an address apart into Django's words; what Django does not know by name becomes an option."""
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", parts.hostname or "")
    port = options.pop("port", str(parts.port or ""))
    return {
        "NAME": unquote(parts.path.lstrip("/")) or DATABASE,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": port,
        "OPTIONS": {"connect_timeout": 3, "application_name": "fengqiao", **options},
    }


def external_url(role: str) -> str | None:
    """Give the address of a server that somebody else runs, from the environment.

    `FENGQIAO_DATABASE_URL` is the application's; migrations take `FENGQIAO_DATABASE_OWNER_URL`, or the same
    where one role does both.
    """
    common = os.environ.get("FENGQIAO_DATABASE_URL")
    return os.environ.get("FENGQIAO_DATABASE_OWNER_URL", common) if role == OWNER and common else common


def _address(data: Path, cluster: Cluster, role: str, database: str) -> str:
    # PostgreSQL's library takes a plus sign for itself, not for a space.
    where = {"host": str(install.socket_folder(base_of(data, cluster))), "port": install.PORT}
    place = urlencode(where, quote_via=quote)
    return f"postgresql://{role}:{quote(cluster.passwords[role])}@/{database}?{place}"


@contextlib.contextmanager
def _alone(data: Path) -> Iterator[None]:
    """Let one process at a time decide about the server of a data folder."""
    try:
        data.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        lock = take(data / "start.lock", patience=2 * START_LIMIT)
    except OSError as error:
        raise DatabaseUnavailable(
            f"数据文件夹 {data} 不能写入 / cannot write to the data folder {data}: {error.strerror}"
        ) from error
    if lock is None:
        raise DatabaseUnavailable(
            f"另一个程序启动 {data} 的数据库用时过长"
            f" / another program has been starting the database in {data} for too long"
        )
    try:
        yield
    finally:
        os.close(lock)


def _plan(data: Path) -> Cluster:
    if (data / "postgres" / "cluster").exists():
        raise DatabaseUnavailable(
            f"{record_path(data)} 丢失，其中有数据库口令；请放回原文件，或从备份恢复到新文件夹"
            f" / {record_path(data)} is missing, with the database's passwords; put it back, or restore a backup"
        )
    cluster, words = plan_cluster(data)
    if words:
        sys.stderr.write(f"fengqiao: {words}\n")
    write_record(data, cluster)
    return cluster


def _make_base(base: Path, cluster: Cluster) -> None:
    try:
        if base.is_absolute() and not base.parent.exists():
            base.parent.mkdir(mode=0o711)
        for folder in (base, base / "log"):
            folder.mkdir(mode=0o700, exist_ok=True)
            if os.geteuid() == 0:  # each time, for a start may have been killed in between
                give_to(cluster.account, folder)
    except OSError as error:
        raise DatabaseUnavailable(
            f"不能创建 {base}，请换一个 DATA= / cannot make {base}: {error.strerror};"
            f" choose a DATA= that {cluster.account or 'this account'} can enter"
        ) from error


def _start(place: install.Place, settings: Mapping[str, str]) -> None:
    guard: list[int] = []
    try:
        _bring_up(place, settings, guard)
    except BaseException:
        for pid in guard:  # by its number: it may not have come to hold its lock yet
            os.kill(pid, signal.SIGTERM)
            os.waitpid(pid, 0)
        raise


def _bring_up(place: install.Place, settings: Mapping[str, str], guard: list[int]) -> None:
    """Wait until the server is ready, with a guard of ours if there is none; `guard` holds its number while it lives."""
    base = place.base
    until = time.monotonic() + START_LIMIT
    while not is_ready(base):
        if not guard and not is_held(base / "guard.lock"):
            if not (base / "cluster").exists():
                install.initialise(place)
            install.make_socket_folder(place)
            install.write_settings(place, settings)
            guard.append(_spawn_guard(base, install.server_command(place)))
        ended = bool(guard) and os.waitpid(guard[0], os.WNOHANG) != (0, 0)
        if ended:
            guard.clear()
        if ended or time.monotonic() > until:
            raise DatabaseUnavailable(install.explained("PostgreSQL does not start", _last_words(base)))
        time.sleep(0.02)


def _spawn_guard(base: Path, command: list[str]) -> int:
    """Start the guard in a session of its own: Ctrl-C in a terminal is for its users, it ends after them."""
    _bury(base)
    log = os.open(base / "log" / "guard.log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    quiet = os.open(os.devnull, os.O_RDONLY)
    words = [sys.executable, "-m", "fengqiao.gateways.postgres.guard", str(base)]
    words += [str(install.socket_lock(base)), *command]
    channels = [(os.POSIX_SPAWN_DUP2, quiet, 0), (os.POSIX_SPAWN_DUP2, log, 1), (os.POSIX_SPAWN_DUP2, log, 2)]
    try:
        return os.posix_spawn(sys.executable, words, os.environ, file_actions=channels, setsid=True)
    finally:
        os.close(log)
        os.close(quiet)


def _stop_guard(base: Path) -> None:
    lock = base / "guard.lock"
    while is_held(lock):
        with contextlib.suppress(ValueError, ProcessLookupError):
            pid = int(lock.read_text())
            os.kill(pid, signal.SIGTERM)
        for _ in range(200):
            if not is_held(lock):
                break
            time.sleep(0.02)
    _bury(base)


def _bury(base: Path) -> None:
    """Take note of the end of a guard that this process started, so that no dead entry stays behind."""
    with contextlib.suppress(ChildProcessError, ValueError, FileNotFoundError):
        os.waitpid(int((base / "guard.lock").read_text()), 0)


def _last_words(base: Path) -> str:
    logs = sorted((base / "log").glob("*.log"), key=lambda log: log.stat().st_mtime)
    lines = [
        line for log in logs for line in log.read_text(errors="replace").splitlines()[-5:] if line.strip()
    ]
    return "; ".join(lines[-6:]) or f"nothing is written in {base / 'log'}"
