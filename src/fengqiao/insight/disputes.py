"""The page of a dispute: everything around the table in one statement, asked for only as far as the viewer may read it.

What somebody may not read is not fetched: neither the words, nor the persons, nor the notes of the other side.
"""

from base64 import b64decode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

import msgspec

from fengqiao.directory.snapshot import CountyDirectory
from fengqiao.insight.clock_bars import full_bar
from fengqiao.insight.dispute_parts import Sight, agreement, draft_of, escalations, performance, table
from fengqiao.insight.dispute_ways import confirmation, diversion, routes
from fengqiao.ledger.connection import UnitOfWork
from fengqiao.ledger.sealed import KeyRing
from fengqiao.ledger.tables import draft_bound
from fengqiao.lifecycle.offers import next_step, offers
from fengqiao.lifecycle.viewing import table_standing
from fengqiao.matters.clockwork import counting
from fengqiao.matters.dispute import Dispute
from fengqiao.matters.facts import Facts
from fengqiao.matters.guards import is_barred
from fengqiao.matters.matter import Matter
from fengqiao.matters.parties import side_of, speaks_for
from fengqiao.matters.words import Side
from fengqiao.people.confidentiality import TableStanding, sees

_TEXTS: Final = (
    "(SELECT json_object_agg(t.id, t.body)::text FROM ledger.text AS t WHERE t.tenant = ledger.tenant()"
    " AND t.id = ANY(%(texts)s::uuid[]) AND t.erased_at IS NULL)"
)
_PERSONS: Final = (
    "(SELECT json_agg(json_build_array(t.id, t.key_id, encode(t.ciphertext, 'base64')))::text FROM sealed.person AS t"
    " WHERE t.tenant = ledger.tenant() AND t.id = ANY(%(persons)s::uuid[]) AND t.erased_at IS NULL)"
)
_NOTES: Final = (
    "(SELECT json_agg(json_build_array(t.id, t.key_id, encode(t.ciphertext, 'base64')))::text"
    " FROM sealed.mediation_note AS t WHERE t.tenant = ledger.tenant() AND t.id = ANY(%(notes)s::uuid[]))"
)
_DRAFT: Final = (
    "(SELECT json_build_array(t.session, t.saved_at, t.key_id, encode(t.ciphertext, 'base64'))::text"
    " FROM sealed.mediation_draft AS t WHERE t.tenant = ledger.tenant() AND t.matter_id = %(id)s::uuid"
    " AND t.person = %(person)s)"
)
_LINKS: Final = (
    "(SELECT json_object_agg(t.party_id, t.issued_at)::text FROM sealed.party_link AS t"
    " WHERE t.tenant = ledger.tenant() AND t.matter_id = %(id)s::uuid)"
)


@dataclass(frozen=True, slots=True)
class Viewer:
    """For whom the page is made: a seat at work, or a party by its id."""

    standing: TableStanding
    person: str
    mine: tuple[str, ...] = ()
    side: Side | None = None


def party_viewer(matter: Matter, party: str) -> Viewer:
    """A party on its own page; whoever speaks for a party sees what that party sees."""
    mine = tuple(dict.fromkeys((party, *speaks_for(matter, party))))
    return Viewer(TableStanding.PARTY, party, mine, side_of(matter, party))


def dispute_page(
    work: UnitOfWork,
    matter: Matter,
    facts: Facts,
    county: CountyDirectory,
    ring: KeyRing,
    *,
    english: bool = False,
) -> dict[str, Any]:
    """The dispute of a matter as the actor of the facts is shown it, in one statement."""
    viewer = Viewer(table_standing(matter, facts), facts.actor.person)
    sight = look_at(work, matter, viewer, county, ring, at=facts.now, english=english)
    offered = offers(matter, facts)
    dispute = matter.dispute or Dispute()
    return {
        "code": matter.code,
        "version": matter.version,
        "state": matter.state.value,
        "round": matter.round,
        "level": matter.level.value,
        "standing": viewer.standing.value,
        "mediable": not is_barred(matter, facts),
        "consented_at": dispute.consented_at,
        "next_session": len(dispute.sessions) + 1,
        "draft": draft_of(matter, sight),
        "escalations": escalations(matter, sight),
        "self_settled_at": dispute.self_settled_at,
        "settled_level": dispute.settled_level.value if dispute.settled_level is not None else "",
        "clocks": [
            full_bar(timer, facts.now, calendar=county.calendar, english=english)
            for timer in counting(matter, matter.handle, matter.accept, matter.dispatch)
        ],
        "actions": offered,
        "next_step": next_step(matter, facts, offered),
        **parts(matter, facts, sight),
    }


def parts(matter: Matter, facts: Facts, sight: Sight) -> dict[str, Any]:
    """What the page at work and the party's page have in common."""
    return {
        **table(matter, sight),
        **agreement(matter, sight),
        "performance": performance(matter, sight),
        "confirmation": confirmation(matter, facts, sight),
        "routes": routes(matter),
        "diversion": diversion(matter, sight),
    }


def look_at(
    work: UnitOfWork,
    matter: Matter,
    viewer: Viewer,
    county: CountyDirectory,
    ring: KeyRing,
    *,
    at: datetime,
    english: bool,
) -> Sight:
    """Fetch what this viewer may read, in one statement."""
    asked = {
        "id": matter.id,
        "person": viewer.person,
        "texts": list(_texts(matter, viewer)),
        "persons": [party.id for party in matter.parties] if sees(viewer.standing, "parties.name") else [],
        "notes": [note.note.id for note in _notes(matter, viewer)],
    }
    row = work.execute(_statement(sees(viewer.standing, "draft")), asked).fetchone()
    assert row is not None
    texts, persons, notes, links, draft = row
    return Sight(
        standing=viewer.standing,
        mine=viewer.mine,
        side=viewer.side,
        county=county,
        at=at,
        english=english,
        texts=_decoded(texts, dict[str, str]) or {},
        persons={
            key: ring.unseal(work.tenant, key, b64decode(sealed), key_id=key_id)
            for key, key_id, sealed in _decoded(persons, list[tuple[str, str, str]]) or []
        },
        notes={
            key: ring.unseal_note(work.tenant, key, b64decode(sealed), key_id=key_id)
            for key, key_id, sealed in _decoded(notes, list[tuple[str, str, str]]) or []
        },
        links=_decoded(links, dict[str, datetime]) or {},
        draft=_draft(work, matter, viewer, ring, draft),
    )


@lru_cache(maxsize=2)
def _statement(drafting: bool) -> str:  # noqa: FBT001  the one switch of a statement
    return f"SELECT {', '.join((_TEXTS, _PERSONS, _NOTES, _LINKS, _DRAFT if drafting else 'NULL'))}"


def _draft(
    work: UnitOfWork, matter: Matter, viewer: Viewer, ring: KeyRing, row: str | None
) -> tuple[int, datetime, str] | None:
    found = _decoded(row, tuple[int, datetime, str, str])
    if found is None:
        return None
    session, saved_at, key_id, sealed = found
    bound_to = draft_bound(work.tenant, matter.id, viewer.person)
    return session, saved_at, ring.decrypt(b64decode(sealed), key_id=key_id, bound_to=bound_to).decode()


def _notes(matter: Matter, viewer: Viewer) -> Iterable[Any]:
    """The notes that this viewer may read: all at the table, those of the own side for a party, else none."""
    if matter.dispute is None or not sees(viewer.standing, "notes"):
        return ()
    own_only = viewer.standing is TableStanding.PARTY
    return tuple(note for note in matter.dispute.notes if not own_only or note.side is viewer.side)


def _texts(matter: Matter, viewer: Viewer) -> Iterator[str]:
    """The ids of the words that this viewer may read, and of no others."""
    dispute, standing = matter.dispute, viewer.standing
    if dispute is None:
        return
    for session in dispute.sessions:
        for field, ref in (("sessions.record", session.record), ("sessions.place", session.place)):
            if ref is not None and sees(standing, field):
                yield ref.id
    if sees(standing, "statements"):
        yield from (one.text.id for one in dispute.statements if one.shared or _at(one.party, viewer))
    if sees(standing, "proposals"):
        yield from (one.text.id for one in dispute.proposals if _reads(one.to, viewer))
    if sees(standing, "points"):
        yield from (one.text.id for one in dispute.points)
    if dispute.terms is not None and sees(standing, "agreement_draft"):
        yield from (clause.id for clause in dispute.terms.clauses)
    if dispute.agreement is not None and sees(standing, "agreement.terms"):
        yield dispute.agreement.content.id
        yield from (
            clause.id for clause in (dispute.agreement.terms.clauses if dispute.agreement.terms else ())
        )
    if sees(standing, "performance.payments"):
        yield from (one.proof.id for one in dispute.performances if one.proof is not None)
    if dispute.outcome is not None and sees(standing, "diversion.outcome"):
        yield dispute.outcome.outcome.id
    if sees(standing, "escalations.reason"):
        yield from (one.reason.id for one in dispute.escalations)


def _at(party: str, viewer: Viewer) -> bool:
    """Whether something of this party is the viewer's to read: the mediator's, or the party's own."""
    return viewer.standing is TableStanding.TABLE or party in viewer.mine


def _reads(to: tuple[Side, ...], viewer: Viewer) -> bool:
    return viewer.standing is TableStanding.TABLE or viewer.side in to


def _decoded(text: str | None, kind: Any) -> Any:
    return msgspec.json.decode(text, type=kind) if text is not None else None
