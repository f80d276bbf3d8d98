"""Results of planned sweeps (排查): for each grid and item of a campaign none or found, and the matter that follows up."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from fengqiao.ledger.connection import UnitOfWork
from fengqiao.ledger.ids import uuid7
from fengqiao.people.actors import Actor

NOTE: Final = """
INSERT INTO ledger.sweep_result (tenant, id, campaign, grid, item, result, matter_id, at, person, unit)
VALUES (ledger.tenant(), %(id)s::uuid, %(campaign)s, %(grid)s, %(item)s, %(result)s, %(matter_id)s::uuid, %(at)s,
        %(person)s, %(unit)s)
ON CONFLICT (tenant, campaign, grid, item) DO NOTHING
"""
RESULTS: Final = """
SELECT grid, item, result, matter_id, at, unit FROM ledger.sweep_result
 WHERE tenant = ledger.tenant() AND campaign = %(campaign)s ORDER BY grid, item
"""


@dataclass(frozen=True, slots=True)
class SweepResult:
    """What was found at one place. The unit is kept for the list, the person only in the row (DOMAIN 6.3.13)."""

    grid: str
    item: str
    result: str
    matter_id: str | None
    at: datetime
    unit: str


def note_result(
    work: UnitOfWork,
    campaign: int,
    *,
    grid: str,
    item: str,
    actor: Actor,
    at: datetime,
    matter_id: str | None = None,
) -> bool:
    """Write "none", or "found" with the matter that follows up, once for a grid and item; False if it stood."""
    row = {"id": uuid7(), "campaign": campaign, "grid": grid, "item": item, "matter_id": matter_id, "at": at}
    who = {"person": actor.person, "unit": actor.unit, "result": "found" if matter_id else "none"}
    return work.execute(NOTE, {**row, **who}).rowcount == 1


def results(work: UnitOfWork, campaign: int) -> list[SweepResult]:
    """What a campaign found so far."""
    return [SweepResult(*row) for row in work.execute(RESULTS, {"campaign": campaign})]
