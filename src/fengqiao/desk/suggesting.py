"""Suggestions at the desk: made in the background when a matter is registered, kept beside what the person chose."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from fengqiao.ledger import triage_notes
from fengqiao.ledger.connection import UnitOfWork
from fengqiao.ledger.records import Suggestion
from fengqiao.ledger.texts import bodies
from fengqiao.matters.matter import Matter
from fengqiao.triage.suggestions import Triage

Suggester = Callable[[str], Triage]
BatchSuggester = Callable[[Sequence[str]], list[Triage]]


def installed_suggester(data: Path) -> Suggester:
    """The county's own model, or the one of the first day, loaded at the first question."""

    def suggest(text: str) -> Triage:
        # Loaded late: a process that never suggests does not carry the model.
        from fengqiao.gateways import classifier  # noqa: PLC0415

        return classifier.suggest(text, model=classifier.installed(data))

    return suggest


def installed_batch_suggester(data: Path) -> BatchSuggester:
    """The same for many messages at a time, which is several times as fast."""

    def suggest(texts: Sequence[str]) -> list[Triage]:
        from fengqiao.gateways import classifier  # noqa: PLC0415

        return list(classifier.suggest_many(texts, model=classifier.installed(data)))

    return suggest


def note_suggestion(work: UnitOfWork, matter: Matter, suggester: Suggester, *, at: datetime) -> None:
    """Ask the suggester about a matter's words and keep what it said, with the words that spoke for it.

    Not for a matter that has its suggestion already: an import writes it together with the matter.
    """
    if triage_notes.read(work, matter.id) is not None:
        return
    body = bodies(work, [matter.text.id]).get(matter.text.id)
    if body is not None:
        triage_notes.suggest(work, matter.id, as_note(suggester(body), at=at))


def as_note(triage: Triage, *, at: datetime) -> Suggestion:
    """What triage said, as it is kept."""
    said = [
        {"code": one.code, "score": round(one.score, 4), "words": list(one.words)}
        for one in triage.suggestions
    ]
    return Suggestion(
        made_at=at,
        model=triage.model,
        suggestions=msgspec.json.encode({"abstained": triage.abstained, "categories": said}).decode(),
        urgent_words=triage.urgent.words if triage.urgent is not None else (),
    )


def note_choice(work: UnitOfWork, matter: Matter, *, person: str, at: datetime) -> None:
    """Keep the category that the registrar decided on: the county's own training set."""
    triage_notes.choose(work, matter.id, matter.category, person=person, at=at)
