"""Where a citizen may go from a place: the centre, the town's, the village's station, with numbers, and who has duty now.

The roster is a plan of posts; whose name and number are published with it is `duty_today`'s part.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from fengqiao.ledger.connection import UnitOfWork
from fengqiao.people.actors import Post

NUMBERS: Final = """
SELECT u.code, u.phone, NULL::timestamptz FROM directory_unit AS u
 WHERE u.tenant = ledger.tenant() AND u.code = ANY(%(units)s)
UNION ALL
SELECT u.code, u.phone, r.ends FROM directory_dutyroster AS r JOIN directory_unit AS u ON u.id = r.unit_id
 WHERE r.tenant = ledger.tenant() AND u.code = ANY(%(units)s) AND r.post = %(post)s
   AND r.starts <= %(at)s AND r.ends > %(at)s
"""


@dataclass(frozen=True, slots=True)
class Reached:
    """The office numbers by unit, and until when each unit's duty leader of now is on duty."""

    phones: dict[str, str]
    duty_until: dict[str, datetime]


def reached(work: UnitOfWork, units: Sequence[str], *, at: datetime) -> Reached:
    """How units are reached at a moment, in one statement."""
    found = Reached({}, {})
    params = {"units": list(units), "post": Post.DUTY_LEADER.value, "at": at}
    for code, phone, until in work.execute(NUMBERS, params):
        if until is None:
            found.phones[code] = phone
        else:
            found.duty_until[code] = max(until, found.duty_until.get(code, until))
    return found
