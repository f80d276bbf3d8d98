"""How much a mediator has at the table now, and who is free: numbers for choosing, in no order but that of the codes.

What somebody settled is not counted here or anywhere: parties choose, and nobody is ranked (DOMAIN 6.3).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from fengqiao.ledger.connection import UnitOfWork

# At whose table an open dispute is: of the mediator who acted on it last, and of those who are booked for it.
TABLES: Final = """
WITH open AS MATERIALIZED (
    SELECT m.tenant, m.id FROM ledger.matter AS m
     WHERE m.tenant = ledger.tenant() AND m.is_open AND m.state IN ('consent_pending', 'mediating')
), sat AS (
    SELECT open.id, 'person:' || last.person AS holder
      FROM open CROSS JOIN LATERAL (
           SELECT e.person, e.kind FROM ledger.event AS e
            WHERE e.tenant = open.tenant AND e.matter_id = open.id AND e.post = 'mediator'
            ORDER BY e.seq DESC LIMIT 1) AS last
     WHERE last.kind <> 'MediatorRecused'
     UNION
    SELECT open.id, o.holder FROM open
      JOIN ledger.occupied AS o ON o.tenant = open.tenant AND o.matter_id = open.id
)
SELECT wanted.holder, (SELECT count(*) FROM sat WHERE sat.holder = wanted.holder),
       %(starts)s::timestamptz IS NOT NULL AND EXISTS (
           SELECT FROM ledger.occupied AS t
            WHERE t.tenant = ledger.tenant() AND t.holder = wanted.holder
              AND t.during && tstzrange(%(starts)s, %(ends)s))
  FROM unnest(%(holders)s::text[]) AS wanted (holder)
"""


@dataclass(frozen=True, slots=True)
class AtTable:
    """How many open disputes somebody has at the table now, and whether the time asked for is taken."""

    load: int = 0
    taken: bool = False


NOTHING: Final = AtTable()


def at_table(
    work: UnitOfWork, holders: Sequence[str], *, starts: datetime | None = None, ends: datetime | None = None
) -> dict[str, AtTable]:
    """Read it for these holders, in one statement; without a span nobody's time is asked about."""
    asked = {"holders": list(holders), "starts": starts, "ends": ends}
    return {holder: AtTable(load, bool(taken)) for holder, load, taken in work.execute(TABLES, asked)}
