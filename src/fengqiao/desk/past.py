"""A made-up past: whole lives of matters, decided by the same rules at past moments, and written in one statement each.

Nothing is sent: the notices of a past nobody lived through would only puzzle people.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from fengqiao.clocks import SHANGHAI
from fengqiao.desk import forms
from fengqiao.desk.acts import carry_out, written
from fengqiao.desk.entries import Entry, read_entry
from fengqiao.desk.ports import Ports
from fengqiao.ledger.appending import Append, append_many
from fengqiao.ledger.connection import unit_of_work
from fengqiao.ledger.counters import next_number
from fengqiao.ledger.ids import uuid7
from fengqiao.ledger.records import Beside
from fengqiao.ledger.store import NOTHING
from fengqiao.ledger.tokens import tokens_of
from fengqiao.lifecycle.wakes import next_wake
from fengqiao.matters.codes import matter_code
from fengqiao.matters.commands import Command, Tick
from fengqiao.matters.matter import Matter
from fengqiao.matters.recorded import Recorded
from fengqiao.people.actors import SYSTEM, Actor
from fengqiao.triage.urgent import urgent


class NotYet(Exception):  # noqa: N818  it names what happened
    """The next step lies after the present: the matter stays as it is."""


@dataclass(slots=True)
class Life:
    """One matter on its way through the past; `until` is the present."""

    ports: Ports
    until: datetime
    texts: forms.Texts = field(default_factory=forms.Texts)
    matter: Matter | None = None
    recorded: list[Recorded] = field(default_factory=list)
    entry: Entry | None = None

    def register(self, at: datetime, who: Actor, data: Mapping[str, Any]) -> None:
        """Register at a past moment; raises NotYet when that is not past."""
        if at > self.until:
            raise NotYet
        self.entry = read_entry(data, county=self.ports.county(), texts=self.texts, now=at)
        found = urgent(self.entry.body)
        command = self.entry.register if found is None else replace(self.entry.register, prompt=found.prompt)
        self._carry_out(at, who, command)

    def do(self, at: datetime, who: Actor, action: str, data: Mapping[str, Any]) -> None:
        """Act at a past moment, with every moment of the system noted on the way; NotYet when that is not past."""
        self.wait(min(at, self.until))
        if at > self.until:
            raise NotYet
        self._carry_out(at, who, forms.read(action, data, self.texts))

    def wait(self, at: datetime) -> None:
        """Let the system note what comes up to a moment."""
        while self.matter is not None:
            wake = next_wake(self.matter)
            if wake is None or wake.at > at:
                return
            self._carry_out(wake.at, SYSTEM, Tick())

    def _carry_out(self, at: datetime, who: Actor, command: Command) -> None:
        facts = replace(self.ports, now=lambda: at).facts(who)
        if self.matter is None:
            day = at.astimezone(SHANGHAI).date()
            letter = self.entry.register.category[:1] if self.entry is not None else ""
            number = next_number(self.ports.tenant, f"matter/{day:%Y%m%d}/{letter}")
            code = matter_code(self.ports.tenant, day, letter, number)
            facts = replace(facts, id=uuid7(), code=code)
        self.matter, recorded = carry_out(self.matter, (command,), facts)
        self.recorded += recorded

    def append(self) -> Append:
        """The whole life as one act for the ledger; nothing in it reacts any more."""
        if self.matter is None or self.entry is None:
            raise ValueError("the matter was never registered")
        tenant, ring = self.ports.tenant, self.ports.ring
        phone = "".join(c for c in self.entry.phone if c.isdigit())
        beside = Beside(
            texts=tuple(self.texts.rows),
            persons=tuple(ring.seal(tenant, p.party.id, p.party.role, p.values) for p in self.entry.persons),
            tracking=ring.tracking(tenant, self.matter.id, typed=phone[-4:]),
            words=tokens_of(self.matter.code, self.entry.body, tenant=tenant),
        )
        act = written(self.matter, self.recorded, NOTHING, beside)
        return replace(act, reacts=())


def write_lives(ports: Ports, lives: Sequence[Life]) -> int:
    """Write lives in one statement; gives how many."""
    with unit_of_work(ports.tenant) as work:
        return len(append_many(work, [life.append() for life in lives]))
