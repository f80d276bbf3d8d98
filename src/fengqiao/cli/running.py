"""What a command finds running when it begins: nothing, Django, a server, or a database that is up to date."""

import contextlib
import importlib
import os
from collections.abc import Iterator
from enum import IntEnum
from pathlib import Path
from typing import Final

from fengqiao.gateways.data_folder import make_data_folder, signing_key
from fengqiao.gateways.postgres.cluster import APP, DatabaseUnavailable, read_record
from fengqiao.gateways.postgres.server import ensure_running, external_url

SETTINGS: Final = "fengqiao.site.settings"  # by name: the command stands below the site and may not import it
SUPERVISED: Final = (
    "FENGQIAO_SUPERVISED"  # set by `up` for its programs: whoever started them keeps the server
)


class Needs(IntEnum):
    """How much a command needs; each includes the one before."""

    NOTHING = 0
    DJANGO = 1
    SERVER = 2
    DATABASE = 3


@contextlib.contextmanager
def running(data: Path, needs: Needs) -> Iterator[None]:
    """Provide what is needed and take it back: a server that nobody else uses stops with the command.

    A database that is behind the code is migrated, unless it is somebody else's server (see `migrate`).
    """
    with contextlib.ExitStack() as stack:
        if needs >= Needs.SERVER:
            make_data_folder(data)
            if SUPERVISED not in os.environ:
                stack.enter_context(ensure_running(data))
        if needs >= Needs.DJANGO:
            set_up_django()
        if needs >= Needs.DATABASE:
            # Imported here, for it imports Django, which most commands that need nothing do without.
            importlib.import_module("fengqiao.cli.migrate").insist_on_current(data)
        yield


def insist_on_installation(data: Path) -> None:
    """Refuse to speak of a data folder that holds none, and leave it as it is: an empty answer would be a wrong one.

    With somebody else's server the folder still holds the keys.
    """
    if external_url(APP) is not None:
        there = signing_key(data) is not None
    else:
        record = read_record(data)
        there = record is not None and record.ready
    if not there:
        raise DatabaseUnavailable(
            f"{data} 中没有枫桥的数据，请用 --data 指定数据文件夹"
            f" / there is no installation in {data}; name its data folder with --data"
        )


def set_up_django() -> None:
    """Make Django's models and settings usable."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    importlib.import_module("django").setup()
