"""What tests share: one embedded server for all workers, a migrated template, a clone of it for whoever asks.

A test that needs the database takes `database` (its own, thrown away afterwards), `module_database` (one for the
file) or, for Django's models alone, pytest-django's `db`. Each connects as `fengqiao_app`, never as the owner.
"""

import contextlib
import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import django
import psycopg
import pytest

# The first process makes the folder, workers of pytest-xdist inherit it. Set before Django reads its settings.
if "FENGQIAO_TEST_DATA" not in os.environ:
    os.environ["FENGQIAO_TEST_DATA"] = tempfile.mkdtemp(prefix="fengqiao-tests-")
    Path(os.environ["FENGQIAO_TEST_DATA"]).chmod(0o711)  # the database's account passes through
    OWNED_BY = os.getpid()
else:
    OWNED_BY = 0
TEST_DATA = Path(os.environ["FENGQIAO_TEST_DATA"])
os.environ["FENGQIAO_DATA"] = str(TEST_DATA)
os.environ["DJANGO_SETTINGS_MODULE"] = "fengqiao.site.settings"
for name in (
    "FENGQIAO_DATABASE_URL",
    "FENGQIAO_DATABASE_OWNER_URL",
    "FENGQIAO_PROFILE",
    "FENGQIAO_SUPERVISED",
):
    os.environ.pop(name, None)

from django.conf import settings as django_settings  # noqa: E402
from django.db import connections  # noqa: E402

from fengqiao.gateways.data_folder import make_data_folder  # noqa: E402
from fengqiao.gateways.postgres.locks import take  # noqa: E402
from fengqiao.gateways.postgres.server import Server, database_parts, ensure_running  # noqa: E402
from fengqiao.ledger.connection import close_pools  # noqa: E402

# Tests lose their data on purpose; what is lost in a crash is tried on a server with the real settings.
HASTY = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}

make_data_folder(TEST_DATA)
django.setup()


def pytest_unconfigure() -> None:
    if os.getpid() == OWNED_BY:
        shutil.rmtree(TEST_DATA, ignore_errors=True)


@dataclass(frozen=True)
class Database:
    """A clone of the migrated template: its name and the addresses of the roles."""

    name: str
    url: str
    owner_url: str
    superuser_url: str


@pytest.fixture(scope="session")
def postgres(django_db_blocker) -> Iterator[Server]:
    """The server, with the database `fengqiao` migrated; nobody stays connected to it, for it is the template."""
    with ensure_running(TEST_DATA, settings=HASTY) as server:
        lock = take(TEST_DATA / "template.lock")
        try:
            if not (TEST_DATA / "template.made").exists():
                with pointed_at(Database("fengqiao", *urls(server, "fengqiao"))), django_db_blocker.unblock():
                    from fengqiao.cli.migrate import bring_up_to_date

                    bring_up_to_date(TEST_DATA)
                (TEST_DATA / "template.made").touch()
        finally:
            os.close(lock)
        yield server


@pytest.fixture
def database(postgres, django_db_blocker) -> Iterator[Database]:
    """A database of the test's own."""
    with django_db_blocker.unblock(), cloned(postgres) as clone, pointed_at(clone):
        yield clone


@pytest.fixture(scope="module")
def module_database(postgres, django_db_blocker) -> Iterator[Database]:
    """A database for the tests of one file, which then depend on their order as little as they can."""
    with django_db_blocker.unblock(), cloned(postgres) as clone, pointed_at(clone):
        yield clone


@pytest.fixture(scope="session")
def django_db_setup(postgres, django_db_blocker) -> Iterator[None]:
    """What pytest-django's `db` rolls back: a clone for the session instead of a database that it would make."""
    with cloned(postgres) as clone, pointed_at(clone):
        yield


@pytest.fixture(scope="module")
def own_folder() -> Path:
    """A folder that the database's account can enter, as pytest's own are not: it closes them for each session."""
    folder = TEST_DATA / f"own-{uuid.uuid4().hex[:8]}"
    folder.mkdir(mode=0o711)
    return folder


@pytest.fixture(scope="module")
def servers_of_its_own() -> Iterator[None]:
    """For tests of the launcher: forget whichever database the tests before were pointed at."""
    with pytest.MonkeyPatch.context() as patch:
        for variable in ("FENGQIAO_DATABASE_URL", "FENGQIAO_DATABASE_OWNER_URL"):
            patch.delenv(variable, raising=False)
        yield


@contextlib.contextmanager
def cloned(server: Server) -> Iterator[Database]:
    """Copy the template, and drop the copy afterwards, whoever is still connected."""
    name = f"test_{uuid.uuid4().hex[:16]}"
    with psycopg.connect(server.url("postgres", database="postgres"), autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name} TEMPLATE fengqiao OWNER owner STRATEGY FILE_COPY")
        try:
            yield Database(name, *urls(server, name))
        finally:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextlib.contextmanager
def pointed_at(database: Database) -> Iterator[None]:
    """Let Django, the ledger and the processes that a test starts connect there, and back again afterwards."""
    default = connections.settings["default"]
    before = dict(default)
    wanted = {"FENGQIAO_DATABASE_URL": database.url, "FENGQIAO_DATABASE_OWNER_URL": database.owner_url}
    with pytest.MonkeyPatch.context() as patch:
        for variable, value in wanted.items():
            patch.setenv(variable, value)
        patch.setattr(django_settings, "DATABASE_URL", database.url)
        default.update(database_parts(database.url))
        forget_connections()
        try:
            yield
        finally:
            forget_connections()
            default.clear()
            default.update(before)
            forget_connections()


def forget_connections() -> None:
    """Close the ledger's pools and this thread's connection; the next use opens one with the settings of then."""
    close_pools()
    with contextlib.suppress(AttributeError):
        connections["default"].close()
        del connections["default"]


def urls(server: Server, name: str) -> tuple[str, str, str]:
    return tuple(server.url(role, database=name) for role in ("fengqiao_app", "owner", "postgres"))
