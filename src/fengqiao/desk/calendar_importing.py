"""The yearly notice comes in: the county's days of that year are written, and the year is no longer provisional.

Due moments that rested on it are reckoned again by the worker (`recomputing`), which looks for a newly published year.
"""

from typing import Final

from django.db import transaction

from fengqiao.clocks.notices import NoticeDay, read_notice
from fengqiao.desk.cleaning import clean
from fengqiao.desk.ports import Ports
from fengqiao.desk.refusing import refusing
from fengqiao.directory import calendars
from fengqiao.directory.models.history import acting
from fengqiao.people.actors import Post
from fengqiao.shared.refused import invalid

KEEPING: Final = frozenset({Post.ADMINISTRATOR})
"""Who brings the notice in."""


def next_year(ports: Ports) -> int:
    """The first year whose notice is not in: years come one after the other, or none would be reckoned again."""
    published = ports.county().calendar.published
    return max(published) + 1 if published else ports.now().year


def read(ports: Ports, year: int, table: str) -> tuple[NoticeDay, ...]:
    """The days of a notice for the year that is next; refuses another year, for its due moments stand."""
    wanted = next_year(ports)
    if year != wanted:
        raise invalid(
            "year",
            f"只能导入 {wanted} 年：已公布年份的期限不再重算，年份须依次导入",
            f"only {wanted} can be imported: due moments of a published year stand, and years come in order",
        )
    return read_notice(clean(table, "table"), year=year)


def import_notice(ports: Ports, who: str, year: int, table: str, *, source: str) -> int:
    """Write the days and publish the year; gives how many days were written."""
    days, named = read(ports, year, table), clean(source, "source", most=120)
    if not named:
        raise invalid("source", "请填写通知的文号", "name the notice")
    with refusing(), acting(who), transaction.atomic():
        calendars.publish_year(ports.tenant, year, days, source=named)
    return len(days)
