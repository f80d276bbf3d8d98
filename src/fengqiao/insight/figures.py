"""Counts that several screens and the scenario runner share, computed from the ledger (DOMAIN 4.1, 4.2)."""

from dataclasses import dataclass
from typing import Final

from fengqiao.ledger.connection import unit_of_work

# A merged request counts in volume and visits, in handling it counts once, by its main matter. Shelved matters are
# left out of the rates and listed apart (RULINGS 8).
COUNTS: Final = """
SELECT count(*),
       count(*) FILTER (WHERE resolved_at IS NOT NULL AND state <> 'merged')
  FROM ledger.matter WHERE tenant = ledger.tenant()
"""
VISITS: Final = """
SELECT count(*) FROM ledger.event
 WHERE tenant = ledger.tenant() AND kind IN ('ResultApproved', 'MainResolved', 'MatterAnsweredDirectly')
   AND jsonb_typeof(body::jsonb -> 'visit') = 'object'
"""
ON_TIME: Final = """
SELECT id, on_time, shelved_ever FROM ledger.matter
 WHERE tenant = ledger.tenant() AND due_at IS NOT NULL
   AND state NOT IN ('rejected', 'transferred', 'withdrawn', 'merged')
"""


@dataclass(frozen=True, slots=True)
class Figures:
    """`received`: registered; `handled`: resolved, merged ones once; `visits`: visit tasks opened.

    `on_time_basis`: matters that the on-time rate counts; `shelved`: those listed apart.
    """

    received: int
    handled: int
    visits: int
    on_time_basis: frozenset[str]
    shelved: frozenset[str]


def figures(tenant: str) -> Figures:
    """The counts of a county over all its time."""
    with unit_of_work(tenant) as work:
        counts = work.execute(COUNTS).fetchone() or (0, 0)
        visits = work.execute(VISITS).fetchone() or (0,)
        rows = work.execute(ON_TIME).fetchall()
    return Figures(
        received=counts[0],
        handled=counts[1],
        visits=visits[0],
        on_time_basis=frozenset(row[0] for row in rows if not row[2]),
        shelved=frozenset(row[0] for row in rows if row[2]),
    )
