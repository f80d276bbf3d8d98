"""At the table: drafts of records, links of parties, the parties' own page, signatures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256 as digest_of
from pathlib import Path
from typing import Final

from fengqiao.desk.acts import Done, NotFound, Ref, act, find_first, tried
from fengqiao.desk.looking import may_see
from fengqiao.desk.ports import Ports
from fengqiao.gateways.files import store, strokes
from fengqiao.ledger import files
from fengqiao.ledger.connection import unit_of_work
from fengqiao.ledger.ids import uuid7
from fengqiao.ledger.records import Beside, FileRow, SignatureRow
from fengqiao.ledger.store import NOTHING, Loaded, load
from fengqiao.ledger.tables import (
    Opened,
    issue_link,
    party_of_secret,
    phone_of,
    save_draft,
    seated_by,
    signature_file,
    try_typed_party,
)
from fengqiao.lifecycle.offers import offers
from fengqiao.lifecycle.viewing import table_standing
from fengqiao.matters.codes import read_code
from fengqiao.matters.commands import SignAgreement
from fengqiao.matters.guards import forbid_mediation
from fengqiao.matters.matter import Matter, Party
from fengqiao.matters.parties import party_of, speaks_for
from fengqiao.matters.words import SignatureKind
from fengqiao.people.actors import Actor, Post
from fengqiao.people.confidentiality import TableStanding
from fengqiao.shared.refused import Refusal, Refused, invalid

GIVING_LINKS: Final = frozenset({Post.MEDIATOR, Post.REGISTRAR, Post.TOWN_DISPATCHER})


@dataclass(frozen=True, slots=True)
class Seated:
    """A party on its own page: the matter, and as whom it acts. `found`: what an act of it begins with."""

    matter: Matter
    party: Party
    found: Loaded = NOTHING

    @property
    def actor(self) -> Actor:
        """The party as an actor on its own dispute."""
        return Actor(person=self.party.id, post=Post.CITIZEN)


def keep_draft(
    ports: Ports, actor: Actor, ref: Ref, record: str, *, found: Loaded | None = None
) -> tuple[int, datetime]:
    """Keep what a mediator has written of the running session; gives its number and the moment.

    `found`: the matter as it was found when the request came in, here and below.
    """
    facts = ports.facts(actor)
    with unit_of_work(ports.tenant) as work:
        matter = (found or load(work, code=ref.code)).matter
        if matter is None:
            raise NotFound(ref)
        forbid_mediation(matter, facts)
        if "hold_session" not in offers(matter, facts):
            outside = table_standing(matter, facts) is not TableStanding.TABLE
            raise Refused(Refusal.NOT_INVOLVED_UNIT if outside else Refusal.WRONG_STATE)
        session = len(matter.dispute.sessions) + 1 if matter.dispute is not None else 1
        save_draft(
            work, ports.ring, matter.id, person=actor.person, session=session, record=record, at=facts.now
        )
    return session, facts.now


def give_link(
    ports: Ports, actor: Actor, ref: Ref, party_id: str, *, pin: str, found: Loaded | None = None
) -> tuple[str, bool]:
    """A party's own link, by its secret, and whether digits or a PIN open it, too; noted in the access log."""
    facts = ports.facts(actor)
    with unit_of_work(ports.tenant) as work:
        matter = (found or load(work, code=ref.code)).matter
        if matter is None:
            raise NotFound(ref)
        standing = table_standing(matter, facts)
        desk = actor.post in GIVING_LINKS and standing is TableStanding.DESK and may_see(matter, facts)
        if standing is not TableStanding.TABLE and not desk:
            raise Refused(Refusal.NOT_INVOLVED_UNIT)
        if matter.dispute is None:
            raise Refused(Refusal.WRONG_STATE)
        if not speaks_for(matter, party_id):
            raise invalid(
                "party",
                "只有当事人、监护人和已登记授权的代理人有自己的页面",
                "only parties, guardians and agents with a letter of authority have a page",
            )
        typed = pin or phone_of(work, ports.ring, party_id)[-4:]
        secret = issue_link(work, ports.ring, Opened(matter.id, party_id), actor, typed=typed, at=facts.now)
    return secret, bool(typed)


def sit_down(ports: Ports, secret: str, *, action: str = "", key: str = "") -> Seated:
    """The party whose secret it is, on its own dispute; raises NotFound, also for a party that has left.

    `action`, `key`: the act that it came to do, if it is one. Who only looks, or brings something, is found together
    with the matter.
    """
    with unit_of_work(ports.tenant) as work:
        if action:
            opened = party_of_secret(work, secret)
            own = key_of_party(opened.party_id, key) if opened is not None else ""
            found = find_first(work, ports, opened.matter_id, action, own) if opened is not None else NOTHING
        else:
            opened, found = seated_by(work, secret)
    matter = found.matter
    party = party_of(matter, opened.party_id) if matter is not None and opened is not None else None
    if matter is None or party is None or not speaks_for(matter, party.id):
        raise NotFound(Ref())
    return Seated(matter, party, found)


def key_of_party(party_id: str, key: str) -> str:
    """A key is its party's: the same one from the other side is another act."""
    return f"{party_id}/{key}" if key else ""


def open_by_typing(ports: Ports, code: str, typed: str) -> str | None:
    """The secret of the party whose digits or PIN fit; None when they fit nobody's, raises Locked."""
    with unit_of_work(ports.tenant) as work:
        matter = load(work, code=read_code(code)).matter
        if matter is None or not typed:
            return None
        return try_typed_party(work, ports.ring, matter.id, typed, at=ports.now())


def sign(
    ports: Ports,
    folder: Path,
    actor: Actor,
    ref: Ref,
    *,
    who: str,
    sha256: str,
    lines: Sequence[Sequence[int]] = (),
    photo: str = "",
    expected: int | None = None,
    found: Loaded | None = None,
) -> Done:
    """Sign the version of this hash: with strokes, a scanned sheet, or the seal's mark. Its picture is the table's only.

    `found`: the matter as it was found when the request came in; it serves the first try.
    """

    def once(seen: Loaded | None) -> Done:
        file, kind, drawn = _picture(ports, folder, lines, photo)
        signature = SignatureRow(id=uuid7(), file_name=file) if file else None
        command = SignAgreement(
            sha256=sha256, who=who, kind=kind, file=signature.id if signature is not None else ""
        )
        beside = Beside(
            signatures=(signature,) if signature is not None else (),
            drawn=(drawn,) if drawn is not None else (),
        )
        return act(ports, actor, ref, command, beside=beside, expected=expected, found=seen)

    return tried(ports, actor, ref, "sign_agreement", once, expected=expected, found=found)


def signature_picture(ports: Ports, folder: Path, matter: Matter, signature_id: str) -> tuple[bytes, str]:
    """The picture of a signature and its kind; raises NotFound."""
    dispute = matter.dispute
    held = (
        (*dispute.signatures, *(dispute.agreement.signatures if dispute.agreement else ())) if dispute else ()
    )
    if not any(one.file == signature_id for one in held):
        raise NotFound(Ref(id=matter.id))
    with unit_of_work(ports.tenant) as work:
        found = signature_file(work, matter.id, signature_id)
    if found is None:
        raise NotFound(Ref(id=matter.id))
    name, key_id, mime = found
    try:
        return store.read(folder, ports.ring, ports.tenant, name=name, key_id=key_id), mime
    except store.NoFile:
        raise NotFound(Ref(id=matter.id)) from None


def _picture(
    ports: Ports, folder: Path, lines: Sequence[Sequence[int]], photo: str
) -> tuple[str, SignatureKind | None, FileRow | None]:
    """The file of a signature, what kind it is, and its row where it was drawn; ("", None, None) as of the seal.

    The bytes of what was drawn stand before the act does; when it comes to nothing they are cleared away as strays.
    """
    if lines and photo:
        raise invalid("photo", "手写签名和扫描件只能选一种", "either drawn or scanned, not both")
    if photo:
        with unit_of_work(ports.tenant) as work:
            if not store.is_name(photo) or photo not in files.known(work, [photo]):
                raise invalid(
                    "photo",
                    "照片不存在或已过期，请重新上传",
                    "the sheet is unknown or expired; upload it again",
                )
        return photo, SignatureKind.SCANNED, None
    if not lines:
        return "", None, None
    try:
        body = strokes.drawn(lines)
    except strokes.NoSignature as no:
        raise invalid("strokes", no.zh, no.en) from None
    name = ports.ring.file_name(ports.tenant, digest_of(body).digest())
    store.write(folder, ports.ring, ports.tenant, name=name, body=body, small=None)
    row = FileRow(name, len(body), strokes.MIME, ports.ring.current.id, ports.now())
    return name, SignatureKind.DRAWN, row
