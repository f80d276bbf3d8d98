"""The trace of looks and refusals: who looked at what and why, in chains of their own beside those of the matters."""

import zlib
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

from fengqiao.ledger.codec import canonical, in_utc
from fengqiao.ledger.connection import UnitOfWork
from fengqiao.people.actors import Actor

LANES: Final = 8
"""Chains of a county side by side: an entry waits only for the lane of its person."""

# The lane's row is the chain's head; whoever updates it holds it until the commit, so numbers have no gap.
_LOGGED: Final = """
head AS (
    INSERT INTO ledger.access_lane AS l (tenant, lane, n, hash)
    SELECT ledger.tenant(), %(log_lane)s, 1, sha256(decode(repeat('00', 32), 'hex')
           || convert_to(%(log_lane)s || ':1' || chr(10) || %(log_body)s, 'UTF8')) FROM {of}
    ON CONFLICT (tenant, lane) DO UPDATE
       SET n = l.n + 1,
           hash = sha256(l.hash || convert_to(l.lane || ':' || l.n + 1 || chr(10) || %(log_body)s, 'UTF8'))
    RETURNING lane, n, hash
), logged AS (
    INSERT INTO ledger.access_log (tenant, lane, n, at, matter_id, person, post, unit, act, subject, purpose, result,
                                   hash)
    SELECT ledger.tenant(), lane, n, %(log_at)s, %(log_matter_id)s::uuid, %(log_person)s, %(log_post)s, %(log_unit)s,
           %(log_act)s, %(log_subject)s, %(log_purpose)s, %(log_result)s, hash FROM head
)
"""
APPEND: Final = "WITH " + _LOGGED.format(of="(VALUES (1)) AS one") + "SELECT 1"
TRAIL: Final = (
    "SELECT at, unit, post, act, purpose, result FROM ledger.access_log WHERE tenant = ledger.tenant()"
    " AND matter_id = %(matter_id)s::uuid ORDER BY at DESC, lane, n DESC LIMIT %(most)s"
)


@dataclass(frozen=True, slots=True)
class Look:
    """An entry of a matter's trail as the citizen may see it: the unit, not the person (DOMAIN 6.3.10)."""

    at: datetime
    unit: str
    post: str
    act: str
    purpose: str
    result: str


def note_access(
    work: UnitOfWork,
    actor: Actor,
    *,
    act: str,
    at: datetime,
    matter_id: str | None = None,
    subject: str = "",
    purpose: str = "",
    result: str = "shown",
) -> None:
    """Write a look or a refused act into the chain, in the running transaction.

    `subject` is an id or a code, never a name or number; `result` is e.g. shown, or the code of a refusal.
    """
    entry = log_entry(
        work.tenant,
        actor,
        act=act,
        at=at,
        matter_id=matter_id,
        subject=subject,
        purpose=purpose,
        result=result,
    )
    work.execute(APPEND, entry)


def logged_with(of: str) -> str:
    """The steps of a WITH that write the entry of `log_entry` along with an act: for the one row of `of`, or not at all."""
    return _LOGGED.format(of=of)


def log_entry(
    tenant: str,
    actor: Actor,
    *,
    act: str,
    at: datetime,
    matter_id: str | None = None,
    subject: str = "",
    purpose: str = "",
    result: str = "shown",
) -> dict[str, Any]:
    """The values of an entry, as `note_access` takes them, for a statement that writes it along with an act."""
    row: dict[str, Any] = {
        "at": at,
        "matter_id": matter_id,
        "person": actor.person,
        "post": actor.post.value,
        "unit": actor.unit,
        "act": act,
        "subject": subject,
        "purpose": purpose,
        "result": result,
    }
    body = access_body(tenant, row).decode()
    lane = zlib.crc32(actor.person.encode()) % LANES
    return {f"log_{name}": value for name, value in {**row, "lane": lane, "body": body}.items()}


def trail(work: UnitOfWork, matter_id: str, *, most: int = 200) -> list[Look]:
    """Who looked at a matter, latest first, by unit and post."""
    return [Look(*row) for row in work.execute(TRAIL, {"matter_id": matter_id, "most": most})]


def access_body(tenant: str, row: dict[str, Any]) -> bytes:
    """The canonical bytes of an entry's columns, all but its place in the chain."""
    return canonical({**row, "at": in_utc(row["at"]), "tenant": tenant})


def access_hash(previous: bytes, *, lane: int, n: int, body: bytes) -> bytes:
    """What the database computes when an entry is written."""
    return sha256(previous + f"{lane}:{n}\n".encode() + body).digest()
