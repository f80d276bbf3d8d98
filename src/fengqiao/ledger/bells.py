"""What somebody wants to be told of and when, and which notices are read; by person, and nobody else looks."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from fengqiao.clocks.quiet import Quiet
from fengqiao.ledger.connection import UnitOfWork

CHOSEN: Final = """
SELECT silent, quiet_since, quiet_until, digest_at, read_until FROM ledger.bell_choice
 WHERE tenant = ledger.tenant() AND person = %(person)s
"""
CHOOSE: Final = """
INSERT INTO ledger.bell_choice (tenant, person, silent, quiet_since, quiet_until, digest_at)
VALUES (ledger.tenant(), %(person)s, %(silent)s, %(since)s, %(until)s, %(digest)s)
ON CONFLICT (tenant, person) DO UPDATE SET silent = excluded.silent, quiet_since = excluded.quiet_since,
       quiet_until = excluded.quiet_until, digest_at = excluded.digest_at
"""
# A later mark stands: two windows of one person may say it in any order.
READ_ALL: Final = """
INSERT INTO ledger.bell_choice AS c (tenant, person, read_until) VALUES (ledger.tenant(), %(person)s, %(until)s)
ON CONFLICT (tenant, person) DO UPDATE SET read_until = greatest(c.read_until, excluded.read_until)
"""
READ_ONE: Final = """
INSERT INTO ledger.bell_read (tenant, person, delivery_id)
SELECT d.tenant, %(person)s, d.id FROM ledger.delivery AS d
 WHERE d.tenant = ledger.tenant() AND d.kind = 'notice' AND d.id = ANY(%(ids)s::uuid[])
ON CONFLICT DO NOTHING
"""
WHICH: Final = """
SELECT delivery_id::text FROM ledger.bell_read
 WHERE tenant = ledger.tenant() AND person = %(person)s AND delivery_id = ANY(%(ids)s::uuid[])
"""


@dataclass(frozen=True, slots=True)
class Choice:
    """Kinds that are silent, when it is quiet, and up to when everything is read (None: nothing is)."""

    silent: Collection[str] = field(default_factory=frozenset)
    quiet: Quiet = field(default_factory=Quiet)
    read_until: datetime | None = None


def chosen(work: UnitOfWork, person: str) -> Choice:
    """What somebody chose; everything at once for whoever chose nothing."""
    row = work.execute(CHOSEN, {"person": person}).fetchone()
    return Choice() if row is None else Choice(frozenset(row[0]), Quiet(row[1], row[2], row[3]), row[4])


def choose(work: UnitOfWork, person: str, silent: Sequence[str], quiet: Quiet) -> None:
    """Keep what somebody chooses; what is read stays read."""
    said = {"since": quiet.since, "until": quiet.until, "digest": quiet.digest_at}
    work.execute(CHOOSE, {"person": person, "silent": list(silent), **said})


def read_all(work: UnitOfWork, person: str, *, until: datetime) -> None:
    """Everything that came until a moment is read."""
    work.execute(READ_ALL, {"person": person, "until": until})


def read_these(work: UnitOfWork, person: str, ids: Sequence[str]) -> None:
    """These notices are read; what is no notice is passed over."""
    work.execute(READ_ONE, {"person": person, "ids": list(ids)})


def which_read(work: UnitOfWork, person: str, ids: Sequence[str]) -> set[str]:
    """Which of these notices were read one by one."""
    return {row[0] for row in work.execute(WHICH, {"person": person, "ids": list(ids)})} if ids else set()
