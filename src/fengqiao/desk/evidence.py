"""Evidence at the desk: brought by staff or by a party, seen by whom it concerns, shared by its party.

The door of a party knows which matter and which party it is; it calls `bring`, `of_party`, `open_as_party` and `share`
with an actor of the post citizen whose person is the party.

What is done with evidence stands in the access log by the piece and not by the matter: the trail of a matter is read by
its requester, who must not learn from it that another party brought something.
"""

from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from fengqiao.desk.acts import NotFound, Ref
from fengqiao.desk.ports import Ports
from fengqiao.gateways.files import store
from fengqiao.gateways.files.evidence import NoEvidence, read_evidence, title_of
from fengqiao.ledger import evidence
from fengqiao.ledger.access import note_access
from fengqiao.ledger.connection import unit_of_work
from fengqiao.ledger.evidence import Piece
from fengqiao.ledger.ids import is_uuid
from fengqiao.lifecycle.evidence import (
    may_bring_evidence,
    may_party_bring,
    may_see_evidence,
    may_share_evidence,
    party_sees_evidence,
)
from fengqiao.matters.facts import Facts
from fengqiao.matters.matter import Matter
from fengqiao.people.actors import Actor, Post
from fengqiao.shared.refused import Refusal, Refused, invalid

MOST: Final = 100
"""Pieces of a matter; more is a case file, which belongs to a court."""

MOST_OF_PARTY: Final = 30
"""Pieces of one party by its own page: nobody fills up what the others may bring, or learns from it how much they did."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A file ready to be shown or saved."""

    body: bytes
    mime: str
    title: str


def bring(
    ports: Ports,
    folder: Path,
    matter: Matter,
    facts: Facts,
    *,
    party: str,
    raw: bytes,
    named: str,
    mine: Collection[str] = (),
) -> Piece:
    """Add a file to a matter's evidence; `party` is "" for what belongs to none. Gives the piece as it stands.

    `mine`: in whose name a party on its own page may bring something, itself left out. The file is looked into and
    written before the transaction; what is refused leaves nothing behind.
    """
    actor = facts.actor
    if party and all(each.id != party for each in matter.parties):
        raise invalid("party", "该事项没有这一当事人", "the matter has no such party")
    by_party = actor.post is Post.CITIZEN and party in {actor.person, *mine}
    if not (by_party or may_bring_evidence(matter, facts)):
        raise Refused(Refusal.NOT_ALLOWED_FOR_POST)
    if by_party and not may_party_bring(matter):
        raise Refused(Refusal.WRONG_STATE)
    most, counted_of = (MOST_OF_PARTY, party) if by_party else (MOST, None)
    if by_party:
        _courtesy(ports, matter, party)
    try:
        found = read_evidence(raw, named=named)
    except NoEvidence as no:
        raise invalid("file", no.zh, no.en) from None
    name = ports.ring.file_name(ports.tenant, sha256(found.body).digest())
    store.write(folder, ports.ring, ports.tenant, name=name, body=found.body, small=found.small)
    new = evidence.New(
        matter.id, party, name, title_of(named), mime=found.mime, size=len(found.body), pages=found.pages
    )
    with unit_of_work(ports.tenant) as work:
        piece = evidence.add(work, ports.ring, new, actor, at=facts.now, most=most, counted_of=counted_of)
    if piece is None:
        raise _too_many(by_party=by_party)
    return piece


def of_matter(ports: Ports, matter: Matter, facts: Facts) -> list[Piece]:
    """The pieces that staff who may open the matter see, as they came."""
    with unit_of_work(ports.tenant) as work:
        pieces = evidence.of_matter(work, ports.ring, matter.id)
    return [each for each in pieces if may_see_evidence(matter, facts, shared=is_shared(each))]


def of_party(ports: Ports, matter: Matter, mine: Collection[str]) -> list[Piece]:
    """The pieces that a party sees: its own, those of whom it speaks for, and what others have shared."""
    with unit_of_work(ports.tenant) as work:
        pieces = evidence.of_matter(work, ports.ring, matter.id)
    own = frozenset(mine)
    return [each for each in pieces if party_sees_evidence(own, each.party, shared=is_shared(each))]


def see(ports: Ports, matter: Matter, facts: Facts, evidence_id: str, *, found: Piece | None = None) -> Piece:
    """One piece for staff; NotFound for what is none of this matter, also for who may not know that it is there."""
    piece = find(ports, matter, evidence_id, found=found)
    if not may_see_evidence(matter, facts, shared=is_shared(piece)):
        raise NotFound(Ref(id=matter.id))
    return piece


def open_as_staff(
    ports: Ports,
    folder: Path,
    matter: Matter,
    facts: Facts,
    evidence_id: str,
    *,
    small: bool = False,
    found: Piece | None = None,
) -> Opened:
    """The file of a piece for staff; the look is noted, and the citizen's trail shows it."""
    piece = see(ports, matter, facts, evidence_id, found=found)
    return _opened(ports, folder, piece, facts, small=small)


def open_as_party(
    ports: Ports,
    folder: Path,
    matter: Matter,
    facts: Facts,
    *,
    mine: Collection[str],
    evidence_id: str,
    small: bool = False,
) -> Opened:
    """The file of a piece for a party who sees it."""
    piece = find(ports, matter, evidence_id)
    if not party_sees_evidence(frozenset(mine), piece.party, shared=is_shared(piece)):
        raise NotFound(Ref(id=matter.id))
    return _opened(ports, folder, piece, facts, small=small)


def share(
    ports: Ports,
    matter: Matter,
    facts: Facts,
    mine: Collection[str],
    evidence_id: str,
    *,
    found: Piece | None = None,
) -> Piece:
    """Let the others see a piece from now on: by its party, or by the mediator at the party's word. Not undone.

    `found`: the piece, where it came with the matter.
    """
    piece = find(ports, matter, evidence_id, found=found)
    if not (_is_party(facts.actor, mine) and piece.party in mine) and not may_share_evidence(matter, facts):
        if facts.actor.post is not Post.CITIZEN and may_see_evidence(matter, facts, shared=is_shared(piece)):
            raise Refused(Refusal.NOT_ALLOWED_FOR_POST)
        raise NotFound(Ref(id=matter.id))
    with unit_of_work(ports.tenant) as work:
        shared = evidence.share(work, ports.ring, piece.id, facts.actor, at=facts.now)
    if shared is None:
        raise NotFound(Ref(id=matter.id))
    return shared


def find(ports: Ports, matter: Matter, evidence_id: str, *, found: Piece | None = None) -> Piece:
    """A piece of this matter, whoever may see it; NotFound for anything else."""
    piece = found
    if piece is None and is_uuid(evidence_id):
        with unit_of_work(ports.tenant) as work:
            piece = evidence.find(work, ports.ring, evidence_id)
    if piece is None or piece.id != evidence_id or piece.matter_id != matter.id:
        raise NotFound(Ref(id=matter.id))
    return piece


def is_shared(piece: Piece) -> bool:
    """Whether its party has shared it."""
    return piece.shared_at is not None


def _courtesy(ports: Ports, matter: Matter, party: str) -> None:
    """Tell a party that its places are taken before its file is looked into; the ledger counts again as it is added."""
    with unit_of_work(ports.tenant) as work:
        held = evidence.count(work, matter.id, party=party)
    if held >= MOST_OF_PARTY:
        raise _too_many(by_party=True)


def _too_many(*, by_party: bool) -> Refused:
    if by_party:
        return invalid(
            "file",
            f"最多 {MOST_OF_PARTY} 份证据材料，更多的请交给工作人员",
            f"at most {MOST_OF_PARTY} pieces; give more to the staff",
        )
    return invalid(
        "file", f"每件事项最多 {MOST} 份证据材料", f"a matter has at most {MOST} pieces of evidence"
    )


def _is_party(actor: Actor, mine: Collection[str]) -> bool:
    return actor.post is Post.CITIZEN and actor.person in mine


def _opened(ports: Ports, folder: Path, piece: Piece, facts: Facts, *, small: bool) -> Opened:
    try:
        body = store.read(
            folder, ports.ring, ports.tenant, name=piece.file_name, key_id=piece.file_key, small=small
        )
    except store.NoFile:
        raise NotFound(Ref(id=piece.matter_id)) from None
    if not small:
        with unit_of_work(ports.tenant) as work:
            note_access(work, facts.actor, act="open_evidence", at=facts.now, subject=piece.id)
    return Opened(body, piece.mime, piece.title)
