"""Which matter somebody said to be the same as another one, read by whoever may merge them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from fengqiao.ledger.connection import UnitOfWork

SAY: Final = """
INSERT INTO ledger.following (tenant, matter_id, main_id, said_at)
SELECT ledger.tenant(), %(matter_id)s::uuid, id, %(at)s FROM ledger.matter
 WHERE tenant = ledger.tenant() AND id = %(main_id)s::uuid
ON CONFLICT DO NOTHING
"""
# Both ways: what this matter follows, and what follows it.
SAID: Final = """
SELECT m.code, m.state, m.registered_at, m.visibility, coalesce(x.title, ''), f.main_id = m.id
  FROM (SELECT main_id AS other, main_id FROM ledger.following
         WHERE tenant = ledger.tenant() AND matter_id = %(id)s::uuid
        UNION ALL
        (SELECT matter_id, main_id FROM ledger.following
          WHERE tenant = ledger.tenant() AND main_id = %(id)s::uuid ORDER BY matter_id LIMIT %(most)s)) AS f
  JOIN ledger.matter AS m ON m.tenant = ledger.tenant() AND m.id = f.other AND m.is_open
  LEFT JOIN ledger.text AS x ON x.tenant = m.tenant AND x.id = m.text_id AND x.erased_at IS NULL
 ORDER BY m.registered_at
"""
MOST: Final = 50


@dataclass(frozen=True, slots=True)
class Said:
    """An open matter that a requester called the same; `is_main`: it is the one that was there first."""

    code: str
    state: str
    registered_at: datetime
    restricted: bool
    title: str
    is_main: bool


def say_same(work: UnitOfWork, matter_id: str, main_id: str, *, at: datetime) -> None:
    """Keep what the requester said; a matter that is not there any more is no fault of theirs."""
    work.execute(SAY, {"matter_id": matter_id, "main_id": main_id, "at": at})


def said_same(work: UnitOfWork, matter_id: str) -> Iterator[Said]:
    """The open matters that requesters called the same as this one, the oldest first."""
    for row in work.execute(SAID, {"id": matter_id, "most": MOST}):
        yield Said(row[0], row[1], row[2], row[3] == "restricted", row[4], row[5])
