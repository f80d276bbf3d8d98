"""The desk's ports as this installation is configured: the county of the settings, the wall clock, the data folder."""

import os
import time
from datetime import UTC, datetime
from functools import cache, lru_cache, partial
from pathlib import Path

from django.conf import settings

from fengqiao.desk.dockings import DOCKING_CHANNEL
from fengqiao.desk.ports import Ports
from fengqiao.desk.suggesting import Suggester, installed_suggester
from fengqiao.directory.snapshot import CountyDirectory, county
from fengqiao.gateways.data_folder import keys_folder
from fengqiao.gateways.dockings import FolderDocking
from fengqiao.gateways.messages import Gateways
from fengqiao.ledger.keyring import FILE, open_ring
from fengqiao.ledger.sealed import KeyRing

LOOK_AGAIN_SECONDS = 2.0
"""How old a look at the county's version may be where nobody read it in a statement of the own."""

_looked: dict[str, tuple[float, CountyDirectory]] = {}


def ring() -> KeyRing:
    """The keys of the data folder, read again when the file was replaced: keys are changed while programs run."""
    data = str(settings.DATA)
    try:
        changed = os.stat(_key_file(data)).st_mtime_ns  # noqa: PTH116  a Path costs more than the look itself
    except FileNotFoundError:
        changed = 0
    return _ring(data, changed)


@lru_cache(maxsize=4)
def _key_file(data: str) -> str:
    return str(keys_folder(Path(data)) / FILE)


@lru_cache(maxsize=4)
def _ring(data: str, changed: int) -> KeyRing:  # noqa: ARG001  the moment of the change is part of the key
    return open_ring(keys_folder(Path(data)))


def ports(*, version: int | None = None) -> Ports:
    """The ports of the settings' county. `version`: its version if the caller has just read it."""
    tenant = settings.TENANT
    snapshot = partial(county, tenant, version=version) if version is not None else partial(_recent, tenant)
    return Ports(
        tenant=tenant, county=snapshot, now=lambda: datetime.now(UTC), ring=ring(), suggester=_suggester()
    )


@cache
def _suggester() -> Suggester:
    return installed_suggester(settings.DATA)


def gateways() -> Gateways:
    """The ways out that are configured: by default the Null twins."""
    if settings.DOCKINGS is None:
        return Gateways()
    return Gateways({DOCKING_CHANNEL: FolderDocking(settings.DOCKINGS)})


def _recent(tenant: str) -> CountyDirectory:
    seen = _looked.get(tenant)
    now = time.monotonic()
    if seen is None or now - seen[0] > LOOK_AGAIN_SECONDS:
        seen = (now, county(tenant))
        _looked[tenant] = seen
    return seen[1]
