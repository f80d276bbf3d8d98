"""What tickets are taken for in a hall."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from fengqiao.ledger.connection import UnitOfWork

SERVICES: Final = """
SELECT s.letter, s.name_zh, s.name_en, s.priority_minutes
  FROM directory_hallservice AS s JOIN directory_unit AS u ON u.id = s.unit_id
 WHERE s.tenant = ledger.tenant() AND u.code = %(hall)s AND s.is_active ORDER BY s.letter
"""


@dataclass(frozen=True, slots=True)
class Service:
    """A service: its letter and names, and how much earlier a priority ticket counts as taken."""

    letter: str
    name_zh: str
    name_en: str
    ahead: timedelta

    def name(self, *, english: bool) -> str:
        """Its name in a language."""
        return (self.name_en or self.name_zh) if english else self.name_zh


def services_of(work: UnitOfWork, hall: str) -> list[Service]:
    """The services of a hall by letter; none where no tickets are taken."""
    rows = work.execute(SERVICES, {"hall": hall})
    return [Service(letter, zh, en, timedelta(minutes=minutes)) for letter, zh, en, minutes in rows]
