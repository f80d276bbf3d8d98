"""The duty roster at the desk: who keeps it, a week saved whole, and tables in and out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from fengqiao.desk.ports import Ports
from fengqiao.desk.refusing import refusing
from fengqiao.directory import rosters
from fengqiao.directory.exchange.files import Csv, UnreadableFile, Xlsx
from fengqiao.directory.exchange.resources import faults, import_table
from fengqiao.directory.exchange.tables import TABLES
from fengqiao.directory.models import DutyRoster
from fengqiao.directory.models.history import acting
from fengqiao.directory.rosters import Planned
from fengqiao.shared.refused import invalid

FORMATS: Final[dict[str, type[Csv] | type[Xlsx]]] = {"csv": Csv, "xlsx": Xlsx}


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong in a row of a file (the head is row 1, the file itself 0); field "" is the whole row."""

    row: int
    field: str
    words: str


def save_week(
    ports: Ports, who: str, unit: str, monday: date, week: Sequence[Planned], *, mark: str
) -> list[Planned]:
    """Save a unit's week; ChangedMeanwhile when somebody else did since it was read."""
    if monday.weekday() != 0:
        raise invalid("monday", "应为星期一的日期", "must be a Monday")
    with acting(who):
        return rosters.replace_week(ports.tenant, unit, monday, week, mark=mark)


def table_out(ports: Ports, kind: str) -> bytes:
    """The roster as a file, as the admin writes it."""
    made = TABLES[DutyRoster](tenant=ports.tenant).export()
    content: bytes = FORMATS[kind]().export_data(made)
    return content


def table_in(ports: Ports, who: str, content: bytes, name: str) -> tuple[int, list[RowFault]]:
    """Bring a file in, all of it or nothing; gives how many rows were written, or what is wrong with which row."""
    kind = FORMATS.get(name.rpartition(".")[2].lower())
    if kind is None:
        raise invalid("file", "请选择 CSV 或 XLSX 文件", "choose a CSV or XLSX file")
    try:
        table = kind().create_dataset(content)
    except UnreadableFile as error:
        zh, _, en = str(error).partition(" / ")
        raise invalid("file", zh, en) from None
    with refusing(), acting(who):
        result = import_table(TABLES[DutyRoster](tenant=ports.tenant), table)
    found = [RowFault(*each) for each in faults(result)]
    written = 0 if found else int(result.totals["new"] + result.totals["update"])
    return written, found
