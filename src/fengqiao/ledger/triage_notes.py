"""What triage suggested for a matter, and what the person chose: the county's own training set."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from fengqiao.ledger.connection import UnitOfWork
from fengqiao.ledger.records import Suggestion

SUGGEST: Final = """
INSERT INTO ledger.triage_note AS t (tenant, matter_id, made_at, model, suggestions, urgent_words, chosen, chosen_by)
VALUES (ledger.tenant(), %(matter_id)s::uuid, %(made_at)s, %(model)s, %(suggestions)s::jsonb, %(urgent_words)s, '', '')
ON CONFLICT (tenant, matter_id) DO UPDATE
   SET made_at = excluded.made_at, model = excluded.model, suggestions = excluded.suggestions,
       urgent_words = excluded.urgent_words
 WHERE t.chosen = ''
"""
CHOOSE: Final = """
UPDATE ledger.triage_note SET chosen = %(category)s, chosen_at = %(at)s, chosen_by = %(person)s
 WHERE tenant = ledger.tenant() AND matter_id = %(matter_id)s::uuid
"""
READ: Final = """
SELECT made_at, model, suggestions::text, urgent_words, chosen, chosen_by FROM ledger.triage_note
 WHERE tenant = ledger.tenant() AND matter_id = %(matter_id)s::uuid
"""
SURE: Final = """
SELECT matter_id::text, suggestions #>> '{categories,0,code}' FROM ledger.triage_note
 WHERE tenant = ledger.tenant() AND matter_id = ANY(%(ids)s::uuid[]) AND NOT (suggestions ->> 'abstained')::boolean
"""
HISTORY: Final = """
SELECT x.body, t.chosen FROM ledger.triage_note AS t
  JOIN ledger.matter AS m ON m.tenant = t.tenant AND m.id = t.matter_id
  JOIN ledger.text AS x ON x.tenant = m.tenant AND x.id = m.text_id AND x.erased_at IS NULL
 WHERE t.tenant = ledger.tenant() AND t.chosen <> '' AND m.visibility = 'normal' ORDER BY t.matter_id
"""


def suggest(work: UnitOfWork, matter_id: str, note: Suggestion) -> None:
    """Keep a suggestion; a newer one takes its place as long as nobody has chosen."""
    row = {"matter_id": matter_id, "made_at": note.made_at, "model": note.model}
    work.execute(SUGGEST, {**row, "suggestions": note.suggestions, "urgent_words": list(note.urgent_words)})


def choose(work: UnitOfWork, matter_id: str, category: str, *, person: str, at: datetime) -> None:
    """Keep what the person chose, whatever had been suggested."""
    work.execute(CHOOSE, {"matter_id": matter_id, "category": category, "person": person, "at": at})


def read(work: UnitOfWork, matter_id: str) -> Suggestion | None:
    """The suggestion for a matter and what became of it."""
    row = work.execute(READ, {"matter_id": matter_id}).fetchone()
    return None if row is None else Suggestion(row[0], row[1], row[2], tuple(row[3]), row[4], row[5])


def sure_categories(work: UnitOfWork, ids: Sequence[str]) -> dict[str, str]:
    """For each matter the category that the machine was sure of; those it left to a person are left out."""
    return {row[0]: row[1] for row in work.execute(SURE, {"ids": list(ids)}) if row[1]}


def history(work: UnitOfWork) -> Iterator[tuple[str, str]]:
    """Every text that stands, with the category a person chose for it: what a county's model is trained on."""
    with work.stream(HISTORY) as rows:
        yield from ((row[0], row[1]) for row in rows)
