"""Evidence and signatures leave with the persons whose they are; a file that nothing uses any more is cleared away.

A piece of a party goes when that party is forgotten, what belongs to none and the signatures when everybody of the
matter is. A matter that never named anybody keeps its evidence: there is nobody whose it is.
"""

from typing import Final

from fengqiao.ledger.connection import UnitOfWork

_NOBODY_LEFT: Final = """
EXISTS (SELECT FROM sealed.person AS p WHERE p.tenant = e.tenant AND p.matter_id = e.matter_id AND p.erased_at IS NOT NULL)
AND NOT EXISTS (SELECT FROM sealed.person AS p WHERE p.tenant = e.tenant AND p.matter_id = e.matter_id
                   AND p.erased_at IS NULL)
"""
_OF_THE_FORGOTTEN: Final = f"""
CASE WHEN e.party_id = '' THEN {_NOBODY_LEFT}
     ELSE EXISTS (SELECT FROM sealed.person AS p WHERE p.tenant = e.tenant AND p.matter_id = e.matter_id
                     AND p.id::text = e.party_id AND p.erased_at IS NOT NULL) END
"""
_UNSHARED: Final = "e.matter_id = %(matter_id)s::uuid AND e.party_id = %(party)s AND e.shared_at IS NULL"

_GIVE_BACK: Final = """
UPDATE ledger.file AS f SET uses = f.uses - used.n
  FROM (SELECT file_name, count(*)::int AS n FROM gone GROUP BY file_name) AS used
 WHERE f.tenant = ledger.tenant() AND f.name = used.file_name
"""
_PIECES: Final = """
WITH doomed AS MATERIALIZED (
    SELECT e.id FROM sealed.evidence AS e WHERE e.tenant = ledger.tenant() AND {which}
     LIMIT %(most)s FOR UPDATE SKIP LOCKED
), unread AS (
    DELETE FROM sealed.evidence_reading AS r USING doomed
     WHERE r.tenant = ledger.tenant() AND r.evidence_id = doomed.id
), gone AS (
    DELETE FROM sealed.evidence AS e USING doomed WHERE e.tenant = ledger.tenant() AND e.id = doomed.id
    RETURNING e.file_name
)
"""
FORGET_PIECES: Final = _PIECES.format(which=_OF_THE_FORGOTTEN) + _GIVE_BACK
WITHDRAW: Final = _PIECES.format(which=_UNSHARED) + _GIVE_BACK
FORGET_SIGNATURES: Final = f"""
WITH gone AS (
    DELETE FROM sealed.signature AS s USING (
        SELECT e.id FROM sealed.signature AS e WHERE e.tenant = ledger.tenant() AND {_NOBODY_LEFT}
         LIMIT %(most)s) AS doomed
     WHERE s.tenant = ledger.tenant() AND s.id = doomed.id RETURNING s.file_name
)
{_GIVE_BACK}"""  # noqa: S608  constants of ours
MOST: Final = 500


def forget_evidence(work: UnitOfWork, *, most: int = MOST) -> int:
    """Erase what belongs to persons who are forgotten; gives how many files lost a use, so that it goes on until 0."""
    return sum(
        work.execute(statement, {"most": most}).rowcount for statement in (FORGET_PIECES, FORGET_SIGNATURES)
    )


def withdraw_evidence(work: UnitOfWork, matter_id: str, party: str) -> bool:
    """Erase the pieces of a party that it never shared; False when there were none."""
    values = {"matter_id": matter_id, "party": party, "most": MOST}
    return work.execute(WITHDRAW, values).rowcount > 0
