"""Who is planned to be on duty in a day, for colleagues; and what of it is published, for citizens. A plan, no record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from fengqiao.insight.words import DUTY_ROLE, word
from fengqiao.ledger.connection import UnitOfWork
from fengqiao.people.rosters import DutyRole

MOST: Final = 400
DAY: Final = f"""
SELECT n.code, r.post, u.display_name, u.work_phone, r.starts, r.ends, r.is_published, r.published_name
  FROM directory_dutyroster AS r JOIN directory_unit AS n ON n.id = r.unit_id
  JOIN directory_user AS u ON u.id = r.user_id
 WHERE r.tenant = ledger.tenant() AND r.starts < %(last)s AND r.ends > %(first)s AND r.post = ANY(%(posts)s)
   AND (%(units)s::text[] IS NULL OR n.code = ANY(%(units)s)) AND (r.is_published OR NOT %(public)s)
 ORDER BY n.level = 'county' DESC, n.code, r.post, r.starts LIMIT {MOST}
"""  # noqa: S608  the limit is our own


@dataclass(frozen=True, slots=True)
class OnDuty:
    """Somebody who is planned at a unit; `name` is the one that the reader may have."""

    unit: str
    role: DutyRole
    name: str
    phone: str
    starts: datetime
    ends: datetime

    def told(self, *, english: bool) -> dict[str, Any]:
        """As pages show it, whoever reads them."""
        return {
            "role": self.role.value,
            "role_name": word(DUTY_ROLE, self.role.value, english=english),
            "name": self.name,
            "phone": self.phone,
            "starts": self.starts,
            "ends": self.ends,
        }


def on_duty(work: UnitOfWork, first: datetime, last: datetime) -> list[OnDuty]:
    """Everybody who is planned between two moments, the county's units first; one statement, for staff."""
    return [
        OnDuty(unit, DutyRole(role), name, phone, starts, ends)
        for unit, role, name, phone, starts, ends, _, _ in _rows(work, first, last)
    ]


def published(work: UnitOfWork, units: Sequence[str], first: datetime, last: datetime) -> list[OnDuty]:
    """What citizens may read of it: post, the name as the county writes it and the work phone, where it is ticked."""
    return [
        OnDuty(unit, DutyRole(role), name, phone, starts, ends)
        for unit, role, _, phone, starts, ends, _, name in _rows(work, first, last, units=units, public=True)
    ]


def _rows(
    work: UnitOfWork,
    first: datetime,
    last: datetime,
    *,
    units: Sequence[str] | None = None,
    public: bool = False,
) -> list[tuple[str, str, str, str, datetime, datetime, bool, str]]:
    asked = {
        "first": first,
        "last": last,
        "posts": [role.value for role in DutyRole],
        "units": None if units is None else list(units),
        "public": public,
    }
    return work.execute(DAY, asked).fetchall()
