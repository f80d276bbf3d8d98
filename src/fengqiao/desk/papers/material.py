"""What a paper is made from: the one place that reads matter, texts and persons for it; every person leaves a trace."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from fengqiao.desk.ports import Ports
from fengqiao.directory.snapshot import CountyDirectory
from fengqiao.ledger.connection import UnitOfWork
from fengqiao.ledger.papers import Found, papers_of
from fengqiao.ledger.persons import reveal
from fengqiao.ledger.store import read_events
from fengqiao.ledger.texts import bodies_of
from fengqiao.lifecycle.evolve import evolve
from fengqiao.matters.events.intake import MatterRegistered
from fengqiao.matters.events.mediation import SessionHeld
from fengqiao.matters.matter import Matter, Party
from fengqiao.matters.recorded import Recorded
from fengqiao.people.actors import SYSTEM
from fengqiao.people.units import COUNTY_CENTRE
from fengqiao.shared.texts import TextRef

Say = Callable[[str, str], str]
"""The Chinese word for a code of a table: say("route", "arbitration")."""

PURPOSE = "制作文书"
NAMING = frozenset(
    {
        "MEDIATION_RECORD",
        "MEDIATION_AGREEMENT",
        "ORAL_AGREEMENT_RECORD",
        "PAYMENT_RECEIPT",
        "CONFIRMATION_APPLICATION",
        "COURT_RULING",
    }
)
"""Papers that name the parties in full. No other opens a sealed person but for the masked name of a requester."""

REPLACING = frozenset({"SLIP_ACCEPT"})
"""Papers whose next version stands in the place of the one before: acceptance adds its day and limit (RULINGS 29)."""

TO_REQUESTER = frozenset({"SLIP_ACCEPT", "SLIP_RESOLVE", "REJECTION_NOTICE"})


@dataclass(frozen=True, slots=True)
class Material:
    """A paper's surroundings as of its event. `persons`: the opened ones by party; `texts`: what is not erased.

    `pictures`: what was written on the tablet, SVG by the signature's file. `replaced`: the number of the paper whose
    place this one takes, "" for none.
    """

    found: Found
    matter: Matter
    recorded: Recorded
    registered: MatterRegistered
    texts: Mapping[str, str]
    persons: Mapping[str, Mapping[str, str]]
    county: CountyDirectory
    say: Say
    agreement_number: str
    replaced: str = ""
    pictures: Mapping[str, str] = field(default_factory=dict)

    def text(self, reference: TextRef | None) -> str:
        """A text's words; "" for none, and for one that was erased."""
        return self.texts.get(reference.id, "") if reference is not None else ""

    def unit(self, code: str) -> str:
        """What a unit is called."""
        return self.county.unit_name(code) if code else ""

    @property
    def category_name(self) -> str:
        """What the county calls the matter's category."""
        category = self.county.categories.get(self.matter.category)
        return category.name_zh if category is not None else ""

    @property
    def issuer(self) -> str:
        """The name of the unit that issues the paper."""
        return self.unit(self.found.unit)


def issuing_unit(matter: Matter, recorded: Recorded) -> str:
    """Who issues the papers of an event: the unit whose post acted, for citizens and the system the registering one."""
    return recorded.actor.unit or matter.registered_by.unit or COUNTY_CENTRE


def read_material(ports: Ports, work: UnitOfWork, found: Found, *, say: Say, at: datetime) -> Material:
    """Everything that a paper may say, as of its event; opened persons stand in the access log. LookupError if none."""
    seq = found.paper.event_seq
    matter, registered = None, None
    for recorded in read_events(work, found.matter_id):
        matter = evolve(matter, recorded)
        registered = registered or recorded.event
        if recorded.seq == seq:
            break
    else:
        raise LookupError(f"matter {found.matter_id} has no event {seq}")
    assert matter is not None
    assert isinstance(registered, MatterRegistered)
    agreement, replaced = _earlier(work, found)
    return Material(
        found=found,
        matter=matter,
        recorded=recorded,
        registered=registered,
        texts=bodies_of(work, matter.id),
        persons=_opened(ports, work, _named(matter, recorded, found.paper.template), at),
        county=ports.county(),
        say=say,
        agreement_number=agreement,
        replaced=replaced,
    )


def _named(matter: Matter, recorded: Recorded, template: str) -> tuple[Party, ...]:
    """Whom the paper names: those at the table, the requester of a slip, or nobody."""
    if template in NAMING:
        return (*matter.disputants, *_present(matter, recorded))
    requester = matter.requester
    return (requester,) if template in TO_REQUESTER and requester is not None else ()


def _opened(
    ports: Ports, work: UnitOfWork, wanted: tuple[Party, ...], at: datetime
) -> dict[str, Mapping[str, str]]:
    opened = {}
    for party in dict.fromkeys(wanted):
        person = reveal(work, ports.ring, party.id, actor=SYSTEM, purpose=PURPOSE, at=at)
        opened[party.id] = person.values if person is not None else {}
    return opened


def _present(matter: Matter, recorded: Recorded) -> tuple[Party, ...]:
    """Who sat at the session that the paper is about."""
    event = recorded.event
    there = event.session.present if isinstance(event, SessionHeld) else ()
    return tuple(party for party in matter.parties if party.id in there)


def _earlier(work: UnitOfWork, found: Found) -> tuple[str, str]:
    """The numbers of the latest agreement up to the paper, and of the paper whose place it takes."""
    agreement, replaced = "", ""
    for paper in papers_of(work, found.matter_id):
        if paper.template in _AGREEMENTS and paper.event_seq <= found.paper.event_seq:
            agreement = paper.number
        if paper.template in REPLACING & {found.paper.template} and paper.event_seq < found.paper.event_seq:
            replaced = paper.number
    return agreement, replaced


_AGREEMENTS = frozenset({"MEDIATION_AGREEMENT", "ORAL_AGREEMENT_RECORD"})
