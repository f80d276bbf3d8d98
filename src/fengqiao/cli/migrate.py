"""`fengqiao migrate`: bring the database up to date, as its owner."""

import argparse
import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

from fengqiao.gateways.postgres.cluster import OWNER, DatabaseUnavailable
from fengqiao.gateways.postgres.server import database_parts, database_url, external_url


def add_parser(subparsers: Any) -> None:
    """Declare the command."""
    subparsers.add_parser("migrate", help="bring the database up to date")


def run(args: argparse.Namespace) -> int:
    """Apply what is pending."""
    bring_up_to_date(args.data)
    sys.stderr.write("the database is up to date\n")
    return 0


def insist_on_current(data: Path) -> None:
    """Migrate our own server when it is behind the code; say so when it is somebody else's."""
    if not _is_behind():
        return
    if external_url(OWNER) is not None:
        raise DatabaseUnavailable(
            "数据库版本落后于程序，请先运行 `fengqiao migrate`"
            " / the database is behind this program; run `fengqiao migrate`"
        )
    bring_up_to_date(data)


def bring_up_to_date(data: Path) -> None:
    """Check the locale and apply every migration; a second time it changes nothing."""
    with _as_owner(data):
        check_locale()
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)


def check_locale() -> None:
    """Refuse a database whose locale takes Chinese letters for punctuation: it would find no word in them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_encoding') = 'UTF8' AND '停' ~ '^[[:alpha:]]$'")
        row = cursor.fetchone()
    if not row[0]:
        raise DatabaseUnavailable(
            "数据库不识别汉字，请以 UTF8 编码和 builtin C.UTF-8 区域重新创建"
            " / the database does not know Chinese letters; create it with encoding UTF8 and"
            " LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8', or another locale whose LC_CTYPE is not C"
        )


def _is_behind() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


@contextlib.contextmanager
def _as_owner(data: Path) -> Iterator[None]:
    """Let Django's connection be the owner's for a while: the programs' own role may not change tables."""
    app = connection.settings_dict
    connection.close()
    connection.settings_dict = {**app, **database_parts(database_url(data, OWNER, database=app["NAME"]))}
    try:
        yield
    finally:
        connections["default"].close()
        connection.settings_dict = app
