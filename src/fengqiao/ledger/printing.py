"""The printing of papers: claimed like everything in the background, done once an issue, frozen after that.

What was printed has its hash for ever; its file goes when what it says was erased.
"""
# ruff: noqa: S608 -- composed of constants, values come as parameters only

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from fengqiao.ledger.access import log_entry, logged_with
from fengqiao.ledger.connection import UnitOfWork
from fengqiao.ledger.outbox import MOST_ATTEMPTS, wait
from fengqiao.people.actors import Actor

LEASE: Final = timedelta(seconds=120)

CLAIM: Final = """
WITH due AS MATERIALIZED (
    SELECT document_id, issue FROM ledger.printing
     WHERE tenant = ledger.tenant() AND printed_at IS NULL AND dead_at IS NULL AND next_at <= %(now)s
     ORDER BY next_at LIMIT %(most)s FOR UPDATE SKIP LOCKED
)
UPDATE ledger.printing AS p SET next_at = %(leased)s, attempts = p.attempts + 1 FROM due
 WHERE p.tenant = ledger.tenant() AND p.document_id = due.document_id AND p.issue = due.issue
RETURNING p.document_id, p.issue, p.attempts
"""
DONE: Final = """
WITH kept AS (
    INSERT INTO ledger.file AS f (tenant, name, size, mime, key_id, uses, created_at)
    VALUES (ledger.tenant(), %(name)s, %(size)s, 'application/pdf', %(key_id)s, 1, %(at)s)
    ON CONFLICT (tenant, name) DO UPDATE SET uses = f.uses + 1
    RETURNING name
)
UPDATE ledger.printing SET printed_at = %(at)s, file_name = kept.name, sha256 = %(sha256)s, size = %(size)s,
       pages = %(pages)s, last_error = '' FROM kept
 WHERE tenant = ledger.tenant() AND document_id = %(id)s::uuid AND issue = %(issue)s AND printed_at IS NULL
"""
FAILED: Final = """
UPDATE ledger.printing SET last_error = %(error)s, next_at = %(next_at)s, dead_at = %(dead_at)s
 WHERE tenant = ledger.tenant() AND document_id = %(id)s::uuid AND issue = %(issue)s AND printed_at IS NULL
"""
DEAD: Final = """
SELECT p.document_id, p.issue, d.template, d.matter_id, p.attempts, p.dead_at, p.last_error
  FROM ledger.printing AS p JOIN ledger.document AS d ON d.tenant = p.tenant AND d.id = p.document_id
 WHERE p.tenant = ledger.tenant() AND p.dead_at IS NOT NULL ORDER BY p.dead_at DESC LIMIT %(most)s
"""
REQUEUE: Final = """
UPDATE ledger.printing SET dead_at = NULL, attempts = 0, next_at = %(now)s
 WHERE tenant = ledger.tenant() AND document_id = %(id)s::uuid AND issue = %(issue)s AND dead_at IS NOT NULL
RETURNING issue
"""
AGAIN: Final = (
    """
WITH made AS (
    INSERT INTO ledger.printing (tenant, document_id, issue, asked_at, next_at, asked_by, reason)
    SELECT ledger.tenant(), %(id)s::uuid, max(issue) + 1, %(at)s, %(at)s, %(by)s, %(reason)s FROM ledger.printing
     WHERE tenant = ledger.tenant() AND document_id = %(id)s::uuid
    HAVING max(issue) IS NOT NULL AND bool_and(printed_at IS NOT NULL)
    RETURNING issue
), """
    + logged_with("made")
    + "SELECT issue FROM made"
)
ISSUES: Final = """
SELECT p.document_id, p.issue, p.printed_at, p.dead_at, p.erased_at, p.file_name, f.key_id, encode(p.sha256, 'hex'),
       p.size, p.pages, p.reason
  FROM ledger.printing AS p JOIN ledger.document AS d ON d.tenant = p.tenant AND d.id = p.document_id
       LEFT JOIN ledger.file AS f ON f.tenant = p.tenant AND f.name = p.file_name
 WHERE p.tenant = ledger.tenant() AND d.matter_id = %(matter)s::uuid ORDER BY p.document_id, p.issue
"""
RECEIPTS: Final = """
SELECT r.document_id, r.issue, r.recipient, r.way, r.at, r.unit
  FROM ledger.receipt AS r JOIN ledger.document AS d ON d.tenant = r.tenant AND d.id = r.document_id
 WHERE r.tenant = ledger.tenant() AND d.matter_id = %(matter)s::uuid ORDER BY r.at, r.recipient
"""
VOIDS: Final = """
SELECT v.document_id, v.reason, v.at
  FROM ledger.void AS v JOIN ledger.document AS d ON d.tenant = v.tenant AND d.id = v.document_id
 WHERE v.tenant = ledger.tenant() AND d.matter_id = %(matter)s::uuid
"""
# A paper says what it said on its day; once a person or a text of its matter is forgotten, it may not go on saying it.
ERASED: Final = """
WITH stale AS (
    SELECT p.document_id, p.issue, p.file_name
      FROM ledger.printing AS p JOIN ledger.document AS d ON d.tenant = p.tenant AND d.id = p.document_id
     WHERE p.tenant = ledger.tenant() AND p.file_name IS NOT NULL AND (
           EXISTS (SELECT FROM sealed.person AS s WHERE s.tenant = p.tenant AND s.matter_id = d.matter_id
                      AND s.erased_at >= p.printed_at)
        OR EXISTS (SELECT FROM ledger.text AS t WHERE t.tenant = p.tenant AND t.matter_id = d.matter_id
                      AND t.erased_at >= p.printed_at))
     LIMIT %(most)s FOR UPDATE OF p SKIP LOCKED
), gone AS (
    UPDATE ledger.printing AS p SET file_name = NULL, erased_at = %(at)s FROM stale
     WHERE p.tenant = ledger.tenant() AND p.document_id = stale.document_id AND p.issue = stale.issue
)
UPDATE ledger.file AS f SET uses = f.uses - used.n
  FROM (SELECT file_name, count(*)::int AS n FROM stale GROUP BY file_name) AS used
 WHERE f.tenant = ledger.tenant() AND f.name = used.file_name
"""


@dataclass(frozen=True, slots=True)
class Job:
    """An issue to print; `attempts` counts this one."""

    document_id: str
    issue: int
    attempts: int


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue of a paper: when it was printed, its file (None once erased) and what it hashes to."""

    document_id: str
    issue: int
    printed_at: datetime | None
    dead_at: datetime | None
    erased_at: datetime | None
    file_name: str | None
    key_id: str | None
    sha256: str | None
    size: int | None
    pages: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """Who got an issue, how, when, and which unit noted it."""

    document_id: str
    issue: int
    recipient: str
    way: str
    at: datetime
    unit: str


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the papers of a matter: their issues, receipts, and why and when some became void."""

    issues: tuple[Issue, ...]
    receipts: tuple[Receipt, ...]
    voids: dict[str, tuple[str, datetime]]


@dataclass(frozen=True, slots=True)
class DeadIssue:
    """A printing that was given up, and why."""

    document_id: str
    issue: int
    template: str
    matter_id: str
    attempts: int
    dead_at: datetime
    last_error: str


def claim(work: UnitOfWork, *, now: datetime, most: int, lease: timedelta = LEASE) -> list[Job]:
    """Take issues that are due, for the time of the lease."""
    return [Job(*row) for row in work.execute(CLAIM, {"now": now, "leased": now + lease, "most": most})]


def printed(
    work: UnitOfWork, job: Job, *, name: str, key_id: str, sha256: bytes, size: int, pages: int, at: datetime
) -> bool:
    """This issue was printed; False when another worker was first, and then nothing is used twice."""
    row: dict[str, Any] = {
        "id": job.document_id,
        "issue": job.issue,
        "name": name,
        "key_id": key_id,
        "at": at,
    }
    done = work.execute(DONE, row | {"sha256": sha256, "size": size, "pages": pages}).rowcount == 1
    if not done:
        work.execute(
            "UPDATE ledger.file SET uses = uses - 1 WHERE tenant = ledger.tenant() AND name = %(name)s", row
        )
    return done


def failed(work: UnitOfWork, job: Job, error: str, *, now: datetime, permanent: bool = False) -> None:
    """Try again later, or give up when the error is permanent or was met too often."""
    dead = permanent or job.attempts >= MOST_ATTEMPTS
    row = {"id": job.document_id, "issue": job.issue, "error": error[:500]}
    work.execute(FAILED, {**row, "next_at": now + wait(job.attempts), "dead_at": now if dead else None})


def dead(work: UnitOfWork, *, most: int = 200) -> list[DeadIssue]:
    """Printings that were given up, latest first."""
    return [DeadIssue(*row) for row in work.execute(DEAD, {"most": most})]


def requeue(work: UnitOfWork, document_id: str, issue: int, *, now: datetime) -> bool:
    """Give a printing another round of attempts; False when it was not given up."""
    row = {"id": document_id, "issue": issue, "now": now}
    return work.execute(REQUEUE, row).fetchone() is not None


def print_again(
    work: UnitOfWork, document_id: str, *, matter_id: str, actor: Actor, reason: str, at: datetime
) -> int | None:
    """Ask for the next issue of a paper, with a trace; gives its number, None while one before it is not printed."""
    row = {"id": document_id, "by": actor.person, "reason": reason, "at": at}
    entry = log_entry(
        work.tenant, actor, act="reissue_paper", at=at, matter_id=matter_id, subject=document_id, purpose=reason,
        result="done",
    )  # fmt: skip
    made = work.execute(AGAIN, row | entry).fetchone()
    return None if made is None else int(made[0])


def issues_of(work: UnitOfWork, matter_id: str) -> tuple[Issue, ...]:
    """The issues of a matter's papers."""
    return tuple(Issue(*row) for row in work.execute(ISSUES, {"matter": matter_id}))


def around(work: UnitOfWork, matter_id: str) -> Around:
    """Issues, receipts and voids of a matter's papers."""
    of = {"matter": matter_id}
    return Around(
        issues=issues_of(work, matter_id),
        receipts=tuple(Receipt(*row) for row in work.execute(RECEIPTS, of)),
        voids={row[0]: (row[1], row[2]) for row in work.execute(VOIDS, of)},
    )


def forget_erased(work: UnitOfWork, *, at: datetime, most: int = 200) -> int:
    """Let go the files of papers whose persons or texts were erased since; gives how many files lost a use."""
    return work.execute(ERASED, {"at": at, "most": most}).rowcount
