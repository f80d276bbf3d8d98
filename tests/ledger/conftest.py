"""A migrated database per test, and pools that end with it."""

from collections.abc import Iterator

import psycopg
import pytest

from fengqiao.ledger.connection import close_pools


@pytest.fixture
def ledger(database) -> Iterator[str]:
    """The ledger as the programs see it; gives the address, which is also the settings' own."""
    yield database.url
    close_pools()


@pytest.fixture
def shared_ledger(module_database) -> Iterator[str]:
    """One ledger for the tests of a file, which each make their own matters."""
    yield module_database.url
    close_pools()


@pytest.fixture
def superuser(database) -> Iterator[psycopg.Connection]:
    """Somebody with every right, as a tamperer may have."""
    with psycopg.connect(database.superuser_url, autocommit=True) as connection:
        yield connection


@pytest.fixture
def superuser_of_file(module_database) -> Iterator[psycopg.Connection]:
    """The same for a file that shares one ledger."""
    with psycopg.connect(module_database.superuser_url, autocommit=True) as connection:
        yield connection
