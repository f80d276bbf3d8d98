"""The demo county's committees, studios, mediators and rooms, read from tables such as a county fills in itself."""

from __future__ import annotations

from importlib import resources

from fengqiao.directory.exchange.files import read_table
from fengqiao.directory.exchange.resources import faults, import_table
from fengqiao.directory.exchange.tables import TABLES
from fengqiao.directory.models import Committee, DirectoryModel, Mediator, Room, Studio

_FILES: tuple[tuple[str, type[DirectoryModel]], ...] = (
    ("committees.csv", Committee),
    ("studios.csv", Studio),
    ("mediators.csv", Mediator),
    ("rooms.csv", Room),
)


def fill_register(tenant: str) -> None:
    """Bring the tables in, in the order in which they point to each other; what is there already stays as it is.

    RuntimeError when a table of ours has a fault.
    """
    for name, row in _FILES:
        if row._default_manager.filter(tenant=tenant).exists():
            continue
        content = resources.files("fengqiao.directory").joinpath("template", name).read_bytes()
        wrong = faults(import_table(TABLES[row](tenant=tenant), read_table(content, name=name)))
        if wrong:
            raise RuntimeError(f"{name}: {wrong[0]}")
