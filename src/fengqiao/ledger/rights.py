"""Requests of persons about their own data (PIPL 44 to 48), answered within 15 working days (DOMAIN 6.1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from fengqiao.ledger.connection import UnitOfWork
from fengqiao.ledger.ids import uuid7

INSERT: Final = (
    "INSERT INTO ledger.rights_request (tenant, id, matter_id, person_id, kind, identity_check, asked_at, answer_by)"
    " VALUES (ledger.tenant(), %(id)s, %(matter)s, %(person)s, %(kind)s, %(check)s, %(at)s, %(by)s)"
)
ANSWER: Final = (
    "UPDATE ledger.rights_request SET state = %(state)s, answered_at = %(at)s, answered_by = %(by)s,"
    " refused = %(refused)s, erased = %(erased)s, reason = %(reason)s"
    " WHERE tenant = ledger.tenant() AND id = %(id)s AND state = 'open'"
)
ONE: Final = (
    "SELECT id, matter_id, person_id, kind, state, asked_at, answer_by, answered_at, refused, erased, reason"
    " FROM ledger.rights_request WHERE tenant = ledger.tenant() AND id = %(id)s"
)
OPEN: Final = (
    "SELECT id, matter_id, person_id, kind, state, asked_at, answer_by, answered_at, refused, erased, reason"
    " FROM ledger.rights_request WHERE tenant = ledger.tenant() AND state = 'open'"
    " AND (%(matter)s::uuid IS NULL OR matter_id = %(matter)s::uuid) ORDER BY asked_at LIMIT 500"
)


@dataclass(frozen=True, slots=True)
class RightsRequest:
    """One request: access, copy, correction, erasure or explanation."""

    id: str
    matter_id: str
    person_id: str
    kind: str
    state: str
    asked_at: datetime
    answer_by: datetime
    answered_at: datetime | None
    refused: tuple[str, ...]
    erased: tuple[str, ...]
    reason: str


def ask(
    work: UnitOfWork,
    *,
    matter_id: str,
    person_id: str,
    kind: str,
    identity_check: str,
    at: datetime,
    answer_by: datetime,
) -> str:
    """Open a request; gives its id."""
    request_id = uuid7()
    values = {
        "id": request_id,
        "matter": matter_id,
        "person": person_id,
        "kind": kind,
        "check": identity_check,
        "at": at,
        "by": answer_by,
    }
    work.execute(INSERT, values)
    return request_id


def answer(
    work: UnitOfWork,
    request_id: str,
    *,
    at: datetime,
    by: str,
    state: str = "answered",
    refused: Sequence[str] = (),
    erased: Sequence[str] = (),
    reason: str = "",
) -> None:
    """Answer an open request, in full or in part, with the reason for what was refused."""
    values = {
        "id": request_id,
        "state": state,
        "at": at,
        "by": by,
        "refused": list(refused),
        "erased": list(erased),
        "reason": reason,
    }
    work.execute(ANSWER, values)


def read_request(work: UnitOfWork, request_id: str) -> RightsRequest | None:
    """One request as it stands."""
    row = work.execute(ONE, {"id": request_id}).fetchone()
    return _request(row) if row is not None else None


def open_requests(work: UnitOfWork, matter_id: str | None = None) -> tuple[RightsRequest, ...]:
    """The requests that wait, oldest first; of one matter if named."""
    return tuple(_request(row) for row in work.execute(OPEN, {"matter": matter_id}).fetchall())


def _request(row: tuple[Any, ...]) -> RightsRequest:
    values = [*row[:8], tuple(row[8]), tuple(row[9]), row[10]]
    return RightsRequest(*values)
