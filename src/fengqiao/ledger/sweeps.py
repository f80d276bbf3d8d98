"""Results of planned sweeps (排查): for each grid and item of a campaign none or found, and the matter that follows up."""

from collections.abc import Sequence
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

# A matter that was merged is put right when its main one is.
PROGRESS: Final = """
SELECT r.campaign, count(DISTINCT r.grid), count(*) FILTER (WHERE r.result = 'none'),
       count(*) FILTER (WHERE r.result = 'found'), count(*) FILTER (WHERE coalesce(main.is_open, m.is_open)),
       count(*) FILTER (WHERE coalesce(main.state, m.state) IN ('closed', 'archived')),
       array_agg(DISTINCT r.grid ORDER BY r.grid)
  FROM ledger.sweep_result AS r
  LEFT JOIN ledger.matter AS m ON m.tenant = r.tenant AND m.id = r.matter_id
  LEFT JOIN ledger.matter AS main ON main.tenant = m.tenant AND main.id = m.main_matter_id
 WHERE r.tenant = ledger.tenant() AND r.campaign = ANY(%(campaigns)s)
   AND r.grid >= %(area)s AND r.grid < %(area)s || ':'
 GROUP BY r.campaign
"""
SETTLED: Final = """
SELECT m.code FROM ledger.matter AS m
  LEFT JOIN ledger.matter AS main ON main.tenant = m.tenant AND main.id = m.main_matter_id
 WHERE m.tenant = ledger.tenant() AND m.code = ANY(%(codes)s)
   AND coalesce(main.state, m.state) IN ('closed', 'archived')
"""
FOUND: Final = """
SELECT r.grid, r.item, r.result, m.code FROM ledger.sweep_result AS r
  LEFT JOIN ledger.matter AS m ON m.tenant = r.tenant AND m.id = r.matter_id
 WHERE r.tenant = ledger.tenant() AND r.campaign = %(campaign)s AND r.grid = %(grid)s ORDER BY r.item
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


@dataclass(frozen=True, slots=True)
class SweepCounts:
    """How far a campaign is: grids seen, items with nothing or a finding, findings still open or put right."""

    visited: int = 0
    none: int = 0
    found: int = 0
    open: int = 0
    settled: int = 0
    grids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GridResult:
    """A result of one grid, with the code of the matter that follows up."""

    grid: str
    item: str
    result: str
    code: str | None


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


def grid_results(work: UnitOfWork, campaign: int, grid: str) -> list[GridResult]:
    """What a campaign found in one grid so far."""
    return [GridResult(*row) for row in work.execute(FOUND, {"campaign": campaign, "grid": grid})]


def progress_of(work: UnitOfWork, campaigns: Sequence[int], *, area: str) -> dict[int, SweepCounts]:
    """How far campaigns are within an area (significant code); those without a result are left out."""
    rows = work.execute(PROGRESS, {"campaigns": list(campaigns), "area": area})
    return {
        number: SweepCounts(visited, none, found, still_open, settled, tuple(grids))
        for number, visited, none, found, still_open, settled, grids in rows
    }


def settled_codes(work: UnitOfWork, codes: Sequence[str]) -> frozenset[str]:
    """Which of these matters are put right."""
    return frozenset(row[0] for row in work.execute(SETTLED, {"codes": list(codes)}))
