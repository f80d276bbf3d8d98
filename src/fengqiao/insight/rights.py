"""Requests about the own data as they are read: by the holder of a matter's secret, and by who answers them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import msgspec

from fengqiao.insight.pointers import Pointer
from fengqiao.insight.scopes import Viewer, of_territory
from fengqiao.ledger.connection import UnitOfWork
from fengqiao.ledger.sealed import secret_hash

MOST: Final = 50

# The requester has a row while anything is held, also when all of it was erased meanwhile.
OWN: Final = """
SELECT t.matter_id, p.id,
       (SELECT json_agg(json_build_object('id', r.id, 'kind', r.kind, 'state', r.state, 'asked_at', r.asked_at,
               'answer_by', r.answer_by, 'answered_at', r.answered_at, 'erased', r.erased, 'refused', r.refused,
               'reason', r.reason) ORDER BY r.asked_at DESC, r.id DESC)::text
          FROM ledger.rights_request AS r
         WHERE r.tenant = t.tenant AND r.matter_id = t.matter_id AND r.person_id = p.id)
  FROM sealed.tracking AS t
  LEFT JOIN sealed.person AS p ON p.tenant = t.tenant AND p.matter_id = t.matter_id AND p.role = 'requester'
 WHERE t.tenant = ledger.tenant() AND t.secret_hash = %(hash)s
"""
WAITING: Final = """
SELECT r.id, m.code, m.state, r.kind, r.asked_at, r.answer_by
  FROM ledger.rights_request AS r JOIN ledger.matter AS m ON m.tenant = r.tenant AND m.id = r.matter_id
 WHERE r.tenant = ledger.tenant() AND r.state = 'open' AND {scope}
   AND (%(after)s::timestamptz IS NULL OR (r.asked_at, r.id) > (%(after)s::timestamptz, %(after_id)s::uuid))
 ORDER BY r.asked_at, r.id LIMIT %(most)s
"""


class OwnRequest(msgspec.Struct):
    """A request of the person: `erased` and `refused` name fields, `reason` why those are kept."""

    id: str
    kind: str
    state: str
    asked_at: datetime
    answer_by: datetime
    answered_at: datetime | None
    erased: list[str]
    refused: list[str]
    reason: str


@dataclass(frozen=True, slots=True)
class Own:
    """What a secret opens: the matter, its requester ("" for nobody named) and the requests, latest first."""

    matter_id: str
    person_id: str
    requests: Sequence[OwnRequest]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A request that waits for its answer; whose it is does not stand here."""

    id: str
    code: str
    state: str
    kind: str
    asked_at: datetime
    answer_by: datetime


def own_requests(work: UnitOfWork, secret: str) -> Own | None:
    """The requests of whoever holds a secret, in one statement; None for a secret that opens nothing."""
    row = work.execute(OWN, {"hash": secret_hash(secret.strip().lower())}).fetchone()
    if row is None:
        return None
    matter_id, person_id, found = row
    requests = msgspec.json.decode(found, type=list[OwnRequest]) if found is not None else []
    return Own(matter_id, person_id or "", requests)


def waiting_requests(
    work: UnitOfWork, viewer: Viewer, after: Pointer | None
) -> tuple[list[Waiting], Pointer | None]:
    """Open requests of the own territory, the longest waiting first, and where the next page begins."""
    params = {
        **viewer.params(),
        "after": after.at if after else None,
        "after_id": after.id if after else None,
        "most": MOST + 1,
    }
    rows = work.execute(WAITING.format(scope=of_territory(viewer)), params).fetchall()
    page = [Waiting(*row) for row in rows[:MOST]]
    more = len(rows) > MOST
    return page, Pointer(page[-1].asked_at, page[-1].id) if more else None
