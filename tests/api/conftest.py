"""A county with one unit of every type, somebody for every post, and browsers that are signed in."""

import contextlib
from collections.abc import Iterator
from typing import Any

import pytest
from county_office import SEATS, Browser, Office, noise, signed_in
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fengqiao.directory.snapshot import forget
from fengqiao.directory.throwaway import throwaway_county
from fengqiao.insight import who
from fengqiao.insight.glance import glance
from fengqiao.ledger.connection import UnitOfWork
from fengqiao.ledger.counters import forget_blocks


@pytest.fixture(scope="module")
def office(module_database, tmp_path_factory) -> Iterator[Office]:
    forget()
    forget_blocks()
    county = throwaway_county(tenant=settings.TENANT)
    made = Office(county, {name: signed_in(name, county.tenant) for name in SEATS})
    made.browsers["citizen"] = Browser()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "FILES", tmp_path_factory.mktemp("files"))
        patch.setattr(who, "VERSION_KEPT", 0.0)  # tests change the county and ask in the same breath
        yield made
    forget()
    forget_blocks()


@pytest.fixture(scope="session")
def picture() -> bytes:
    """A photo of nothing in particular."""
    return noise((640, 400))


@pytest.fixture
def statements() -> Any:
    """Counts what goes to the database through the ledger's pool, but for BEGIN, COMMIT and set_config."""

    @contextlib.contextmanager
    def counting() -> Iterator[list[str]]:
        said: list[str] = []
        with pytest.MonkeyPatch.context() as patch:
            for name in ("execute", "execute_raw"):
                real = getattr(UnitOfWork, name)

                def execute(self, statement, *given, real=real, **more):
                    said.append(" ".join(statement.split())[:120])
                    return real(self, statement, *given, **more)

                patch.setattr(UnitOfWork, name, execute)

            read_all = UnitOfWork.read_all

            def read_together(self, *asked):
                said.extend(" ".join(statement.split())[:120] for statement, _ in asked)
                return read_all(self, *asked)

            patch.setattr(UnitOfWork, "read_all", read_together)

            def glanced(statement, params, **more):
                said.append(" ".join(statement.split())[:120])
                return glance(statement, params, **more)

            patch.setattr(who, "glance", glanced)
            with CaptureQueriesContext(connection) as by_django:
                yield said
            said += [each["sql"][:120] for each in by_django.captured_queries]

    return counting
