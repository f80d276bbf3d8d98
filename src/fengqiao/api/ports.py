"""The desk's ports for one request: the county of this installation, its clock and its keys."""

from collections.abc import Callable
from datetime import UTC, datetime

from django.conf import settings

from fengqiao.desk.ports import Ports
from fengqiao.desk.settled import ring
from fengqiao.directory.snapshot import CountyDirectory
from fengqiao.directory.snapshot import county as county_of


def now() -> datetime:
    """This moment, aware, in UTC."""
    return datetime.now(UTC)


def ports_of(version: int) -> Ports:
    """The ports of a request that has read the county's version."""
    return Ports(
        tenant=settings.TENANT,
        county=_county(settings.TENANT, version),
        now=now,
        ring=ring(),
    )


def _county(tenant: str, version: int) -> Callable[[], CountyDirectory]:
    """Look the snapshot up once a request, and not before it is asked for."""
    found: CountyDirectory | None = None

    def county() -> CountyDirectory:
        nonlocal found
        if found is None:
            found = county_of(tenant, version=version)
        return found

    return county
