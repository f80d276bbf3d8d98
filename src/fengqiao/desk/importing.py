"""Bringing in matters from a file: streamed, in batches, safe to run again (every row has a number of its source).

`occurred_at` comes from the file, the clocks start now; `history` brings them in with clocks and notices off. Nothing
is merged: likenesses show on the matter.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import islice

from fengqiao.clocks import SHANGHAI
from fengqiao.desk.acts import carry_out, written
from fengqiao.desk.entries import Entry, read_entry
from fengqiao.desk.forms import Texts
from fengqiao.desk.importing_rows import Columns, Fault, data_of
from fengqiao.desk.ports import Ports
from fengqiao.desk.suggesting import BatchSuggester, as_note
from fengqiao.gateways.files.tables import Row
from fengqiao.ledger.appending import Append, append_many
from fengqiao.ledger.connection import unit_of_work
from fengqiao.ledger.counters import take_numbers
from fengqiao.ledger.ids import uuid7
from fengqiao.ledger.records import Beside
from fengqiao.ledger.store import NOTHING, known
from fengqiao.ledger.tokens import tokens_of
from fengqiao.matters.codes import matter_code
from fengqiao.people.actors import SYSTEM
from fengqiao.shared.refused import Refused
from fengqiao.triage.suggestions import Triage
from fengqiao.triage.urgent import urgent

BATCH = 200


@dataclass(slots=True)
class Tally:
    """What an import came to."""

    read: int = 0
    created: int = 0
    existing: int = 0
    rejected: int = 0
    pending: int = 0

    def settle(self, made: int) -> None:
        """The pending batch was written: so many were made, the others stood already."""
        self.created += made
        self.existing += self.pending - made
        self.pending = 0

    def add(self, other: "Tally") -> None:
        """What another part of the same file came to."""
        self.read += other.read
        self.created += other.created
        self.existing += other.existing
        self.rejected += other.rejected


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that was not taken: where it stands, which field, and why."""

    line: int
    field: str
    why_zh: str
    why_en: str


def import_rows(
    ports: Ports,
    rows: Iterable[Row],
    mapping: Columns,
    *,
    source: str,
    channel: str,
    history: bool = False,
    dry_run: bool = False,
    reject: Callable[[Rejected], None],
    progress: Callable[[Tally], None] = lambda _: None,
    suggester: BatchSuggester | None = None,
) -> Tally:
    """Import rows; every broken one is given to `reject`, the others stand. Running it again creates none twice.

    With a `suggester` every matter is written with its suggestion; without one the worker suggests when it comes to it.
    """
    tally = Tally()
    # While the database writes one batch, the next one is read and decided.
    with ThreadPoolExecutor(1) as writer:
        writing: Future[int] | None = None
        for batch in _batches(rows):
            entries = list(
                _entries(
                    ports,
                    batch,
                    mapping,
                    source=source,
                    channel=channel,
                    history=history,
                    tally=tally,
                    reject=reject,
                )
            )
            acts = _decided(ports, entries, source, tally, dry_run=dry_run, suggester=suggester)
            if writing is not None:
                tally.settle(writing.result())
            tally.read += len(batch)
            progress(tally)
            tally.pending = len(acts)
            writing = writer.submit(_write, ports.tenant, acts)
        if writing is not None:
            tally.settle(writing.result())
            progress(tally)
    return tally


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    pending = iter(rows)
    while batch := list(islice(pending, BATCH)):
        yield batch


def _entries(
    ports: Ports,
    batch: Iterable[Row],
    mapping: Columns,
    *,
    source: str,
    channel: str,
    history: bool,
    tally: Tally,
    reject: Callable[[Rejected], None],
) -> Iterator[Entry]:
    county, now = ports.county(), ports.now()
    for row in batch:
        try:
            data = data_of(row, mapping, source=source, channel=channel, categories=county.categories)
            yield read_entry(data, county=county, texts=Texts(), now=now, history=history)
        except Fault as fault:
            tally.rejected += 1
            reject(Rejected(row.line, fault.field, fault.zh, fault.en))
        except Refused as refused:
            tally.rejected += 1
            words = refused.words
            reject(Rejected(row.line, refused.field, refused.zh or words.zh, refused.en or words.en))


def _decided(
    ports: Ports,
    entries: list[Entry],
    source: str,
    tally: Tally,
    *,
    dry_run: bool,
    suggester: BatchSuggester | None,
) -> list[Append]:
    """A batch as it is to be written, those that stand already left out."""
    fresh: dict[str, Entry] = {}
    for entry in entries:
        if entry.register.external_id in fresh:
            tally.existing += 1
        else:
            fresh[entry.register.external_id] = entry
    with unit_of_work(ports.tenant) as work:
        standing = known(work, source, list(fresh)) if fresh else {}
    new = [entry for number, entry in fresh.items() if number not in standing]
    tally.existing += len(fresh) - len(new)
    if dry_run:
        tally.created += len(new)
        return []
    said: Sequence[Triage | None] = [None] * len(new)
    if suggester is not None:
        said = suggester([entry.body for entry in new])
    acts = {
        entry.register.external_id: _act(ports, entry, code, triage)
        for entry, code, triage in zip(new, _codes(ports, new), said, strict=True)
    }
    # In one order for all: two that write the same numbers at once wait for each other, never both.
    return [acts[number] for number in sorted(acts)]


def _write(tenant: str, acts: list[Append]) -> int:
    """Write a batch in one statement; gives how many were new to the database, too."""
    if not acts:
        return 0
    with unit_of_work(tenant) as work:
        return len(append_many(work, acts))


def _codes(ports: Ports, entries: list[Entry]) -> Iterator[str]:
    """Codes for a batch, a block of numbers per kind letter."""
    day = ports.now().astimezone(SHANGHAI).date()
    letters = Counter(entry.register.category[:1] for entry in entries)
    numbers = {
        letter: iter(take_numbers(ports.tenant, f"matter/{day:%Y%m%d}/{letter}", size))
        for letter, size in letters.items()
    }
    for entry in entries:
        category = entry.register.category
        yield matter_code(ports.tenant, day, category, next(numbers[category[:1]]))


def _act(ports: Ports, entry: Entry, code: str, triage: Triage | None) -> Append:
    found = urgent(entry.body) if triage is None else triage.urgent
    register = entry.register if found is None else replace(entry.register, prompt=found.prompt)
    matter_id = uuid7()
    matter, recorded = carry_out(None, (register,), ports.facts(SYSTEM, matter_id=matter_id, code=code))
    typed = "".join(c for c in entry.phone if c.isdigit())[-4:]
    beside = Beside(
        texts=tuple(entry.texts.rows),
        persons=tuple(
            ports.ring.seal(ports.tenant, p.party.id, p.party.role, p.values) for p in entry.persons
        ),
        tracking=None if register.history else ports.ring.tracking(ports.tenant, matter_id, typed=typed),
        words=tokens_of(matter.code, entry.body, tenant=ports.tenant),
        suggestion=None if triage is None else as_note(triage, at=recorded[-1].at),
    )
    return written(matter, recorded, NOTHING, beside)
