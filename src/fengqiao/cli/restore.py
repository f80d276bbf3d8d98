"""`fengqiao restore DIR --data NEW`: make a data folder from a backup, after every byte of it was checked."""

import argparse
import json
import shutil
import sys
from pathlib import Path
from typing import Any

from fengqiao.cli.backup import (
    DUMP,
    FORMAT,
    KEYS,
    MANIFEST,
    SUMS,
    BadBackup,
    add_passphrase_options,
    digest,
    insist_on_empty,
    read_passphrase,
    run_tool,
)
from fengqiao.cli.wrapping import unwrap
from fengqiao.gateways.data_folder import FOLDER_MODE, files_folder, keys_folder, make_data_folder
from fengqiao.gateways.postgres.cluster import SUPERUSER, base_of, read_record
from fengqiao.gateways.postgres.server import ensure_running


def add_parser(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("restore", help="make a data folder (--data NEW) from a backup")
    parser.add_argument("folder", type=Path, help="the backup")
    add_passphrase_options(parser)


def run(args: argparse.Namespace) -> int:
    """Restore: 0 done, 1 a damaged backup, 2 a target in use or no passphrase."""
    passphrase = read_passphrase(args.passphrase_file)
    source = args.folder.absolute()
    try:
        manifest = verify(source)
    except (BadBackup, OSError) as error:
        sys.stderr.write(f"fengqiao: {error}\n")
        return 1
    if manifest["keys"] and passphrase is None:
        sys.stderr.write(
            "fengqiao: 密钥已加密，请用 --passphrase-file 指定口令文件 / the keys are wrapped; name --passphrase-file\n"
        )
        return 2
    try:
        existed = args.data.exists()
        insist_on_empty(args.data)
    except (BadBackup, OSError) as error:
        sys.stderr.write(f"fengqiao: {error}\n")
        return 2
    try:
        _restore(source, args.data, passphrase if manifest["keys"] else None)
    except BaseException as error:
        _clear(args.data, keep_folder=existed)
        if not isinstance(error, (BadBackup, ValueError, OSError)):
            raise
        sys.stderr.write(f"fengqiao: {error}\n")
        return 1
    if not manifest["keys"]:
        sys.stderr.write(f"fengqiao: the backup holds no keys; put them into {keys_folder(args.data)}\n")
    sys.stdout.write(json.dumps(manifest) + "\n")
    return 0


def verify(source: Path) -> dict[str, Any]:
    """Compare every file with its sum and return the manifest; BadBackup names the first difference."""
    try:
        manifest: dict[str, Any] = json.loads((source / MANIFEST).read_bytes())
    except FileNotFoundError:
        raise BadBackup(
            f"{source} holds no {MANIFEST}: it is no backup, or one that was never finished"
        ) from None
    except ValueError as error:
        raise BadBackup(f"{source / MANIFEST} is damaged: {error}") from error
    if manifest.get("format") != FORMAT:
        raise BadBackup(f"{source} has format {manifest.get('format')!r}; this program reads {FORMAT}")
    if digest(source / SUMS) != manifest["sums"]:
        raise BadBackup(f"{source / SUMS} was changed")
    lines = (source / SUMS).read_text().splitlines()
    for line in lines:
        expected, _, name = line.partition("  ")
        path = source / name
        if not path.is_file() or digest(path) != expected:
            raise BadBackup(f"{path} is missing or was changed")
    if len(lines) != manifest["entries"]:
        raise BadBackup(f"{source / SUMS} names {len(lines)} files instead of {manifest['entries']}")
    return manifest


def _restore(source: Path, data: Path, passphrase: str | None) -> None:
    data.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    if passphrase is not None:
        # First, for a wrong passphrase should be found before an hour of loading.
        unwrap((source / KEYS).read_bytes(), passphrase, keys_folder(data))
    make_data_folder(data)
    shutil.copytree(source / "files", files_folder(data), dirs_exist_ok=True)
    with ensure_running(data) as server:
        if server.cluster is None:
            raise BadBackup("FENGQIAO_DATABASE_URL names another server: restore into it with pg_restore")
        run_tool("pg_restore", server.url(SUPERUSER), ["--exit-on-error", "--jobs=2", str(source / DUMP)])


def _clear(data: Path, *, keep_folder: bool) -> None:
    """Leave nothing half-restored, also where the database stands outside the data folder."""
    cluster = read_record(data)
    if cluster is not None:
        shutil.rmtree(base_of(data, cluster), ignore_errors=True)
    shutil.rmtree(data, ignore_errors=True)
    if keep_folder:
        data.mkdir(mode=FOLDER_MODE)
