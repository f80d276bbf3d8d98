"""A throwaway county for tests that change things; a demo county, loaded once a file, for those that look around."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from fengqiao.directory.demo import DemoAccount, demo_county
from fengqiao.directory.throwaway import ThrowawayCounty, throwaway_county

DEMO = "330999"
PASSWORD = "Qingfeng-2026"


@pytest.fixture
def made(db: None) -> ThrowawayCounty:
    """A county with one unit of every type."""
    return throwaway_county()


@pytest.fixture(scope="module")
def demo_accounts(module_database: object) -> list[DemoAccount]:
    """The demo county, there for the whole file."""
    return demo_county(DEMO, password=PASSWORD)


@pytest.fixture
def demo(demo_accounts: list[DemoAccount]) -> Iterator[str]:
    """The demo county's code; what the test changes is undone."""
    with transaction.atomic():
        yield DEMO
        transaction.set_rollback(True)
