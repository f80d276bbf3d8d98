"""The desk's ports for one request: the county of this installation, its clock and its keys."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from fengqiao.desk.ports import Ports
from fengqiao.directory.snapshot import CountyDirectory
from fengqiao.directory.snapshot import county as county_of
from fengqiao.gateways.data_folder import keys_folder
from fengqiao.ledger.keyring import FILE, open_ring
from fengqiao.ledger.sealed import KeyRing


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


def ring() -> KeyRing:
    """The keys of the data folder, read again when the file was replaced."""
    folder = keys_folder(settings.DATA)
    try:
        changed = (folder / FILE).stat().st_mtime_ns
    except FileNotFoundError:
        changed = 0
    return _ring(folder, changed)


def _county(tenant: str, version: int) -> Callable[[], CountyDirectory]:
    """Look the snapshot up once a request, and not before it is asked for."""
    found: CountyDirectory | None = None

    def county() -> CountyDirectory:
        nonlocal found
        if found is None:
            found = county_of(tenant, version=version)
        return found

    return county


@lru_cache(maxsize=4)
def _ring(folder: Path, changed: int) -> KeyRing:  # noqa: ARG001  the moment of the change is part of the key
    return open_ring(folder)
