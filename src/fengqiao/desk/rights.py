"""Rights of persons over their own data: access, a copy, erasure (PIPL 44 to 48, DOMAIN 6.1)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fengqiao.clocks import Limit, LimitUnit, due
from fengqiao.desk.acts import NotFound, Ref
from fengqiao.desk.ports import Ports
from fengqiao.desk.rights_evidence import copies, erase_own_evidence, own_pieces
from fengqiao.directory.snapshot import CountyDirectory
from fengqiao.intake.doors import OPTIONAL_FIELDS
from fengqiao.intake.questions import latest
from fengqiao.ledger.access import note_access, trail
from fengqiao.ledger.connection import UnitOfWork, unit_of_work
from fengqiao.ledger.papers import papers_of
from fengqiao.ledger.persons import erase, reveal
from fengqiao.ledger.rights import RightsRequest, answer, ask, open_requests, read_request
from fengqiao.ledger.store import load, read_events
from fengqiao.ledger.texts import bodies_of, erase_texts
from fengqiao.matters.events import kind_of
from fengqiao.matters.events.feedback import MatterClosed
from fengqiao.matters.events.handling import ProgressAdded, ResultSubmitted
from fengqiao.matters.events.intake import MaterialAdded, MatterAnsweredDirectly, MatterRejected
from fengqiao.matters.events.mediation import TableEvent
from fengqiao.matters.matter import Matter, Party
from fengqiao.matters.recorded import Recorded
from fengqiao.people.actors import Actor, Post
from fengqiao.people.masking import mask_name, mask_phone, mask_text
from fengqiao.shared.refused import Refusal, Refused, invalid

ANSWER_WITHIN = Limit(15, LimitUnit.WORKING_DAY)
RETENTION = "statutory_archive_retention"
"""Why part of an erasure is refused: the archive rule keeps what the matter needs (DOMAIN 6.5)."""

PURPOSE = "本人行使个人信息权利"


@dataclass(frozen=True, slots=True)
class Export:
    """A person's own data out of one matter, with what says who else looked. Others appear masked only."""

    request_id: str
    content: Mapping[str, Any]


def request_access(ports: Ports, actor: Actor, ref: Ref, *, identity_check: str) -> RightsRequest:
    """A person asks what is held. `identity_check` says how it was made sure that it is the person."""
    with unit_of_work(ports.tenant) as work:
        matter, party = _own(work, actor, ref)
        if not identity_check:
            raise invalid("identity_check", "请写明如何核验身份", "say how the identity was checked")
        request_id = _ask(ports, work, matter, party, kind="access", check=identity_check)
        note_access(work, actor, act="request_access", at=ports.now(), matter_id=matter.id, result="open")
        return _read(work, request_id)


def export_own_data(ports: Ports, actor: Actor, ref: Ref, *, folder: Path | None = None) -> Export:
    """The privacy officer answers the open request with a copy of the person's own data.

    `folder`: where files are, so that the own evidence goes with it; without it the pieces are only named.
    """
    if actor.post is not Post.PRIVACY_OFFICER:
        raise Refused(Refusal.NOT_ALLOWED_FOR_POST)
    with unit_of_work(ports.tenant) as work:
        matter = _matter(work, ref)
        request = next((r for r in open_requests(work, matter.id) if r.kind in {"access", "copy"}), None)
        if request is None:
            raise Refused(Refusal.WRONG_STATE, zh="没有待答复的查阅请求", en="no access request is open")
        content = _content(ports, work, actor, matter, request.person_id)
        pieces = own_pieces(ports, work, matter, request.person_id)
        answer(work, request.id, at=ports.now(), by=actor.person)
        note_access(
            work, actor, act="export_own_data", at=ports.now(), matter_id=matter.id, subject=request.person_id,
            purpose=PURPOSE, result="exported",
        )  # fmt: skip
    return Export(request_id=request.id, content=content | {"evidence": copies(ports, folder, pieces)})


def request_erasure(ports: Ports, actor: Actor, ref: Ref) -> RightsRequest:
    """Optional fields and evidence that nobody else saw go at once; what the archive needs is kept, and the answer says so."""
    with unit_of_work(ports.tenant) as work:
        matter, party = _own(work, actor, ref)
        request_id = _ask(ports, work, matter, party, kind="erasure", check="own_tracking")
        erased = erase(work, ports.ring, party.id, at=ports.now(), fields=OPTIONAL_FIELDS)
        kept = tuple(field for field in party.fields if field not in erased)
        gone_files, kept_files = erase_own_evidence(ports, work, matter, party.id)
        optional = _optional(matter, ports.county())
        if optional and erase_texts(work, matter.id, at=ports.now(), ids=optional, searchable=True):
            gone_files = (*gone_files, "answers")
        erased, kept = (*erased, *gone_files), (*kept, *kept_files)
        answer(
            work,
            request_id,
            at=ports.now(),
            by="system",
            state="partly_refused" if kept else "answered",
            refused=kept,
            erased=erased,
            reason=RETENTION if kept else "",
        )
        note_access(
            work, actor, act="request_erasure", at=ports.now(), matter_id=matter.id, result="answered"
        )
        return _read(work, request_id)


def _content(ports: Ports, work: UnitOfWork, actor: Actor, matter: Matter, person_id: str) -> dict[str, Any]:
    """Own fields in full, own words in full, the others masked, the unit's answers, and who looked."""
    now = ports.now()
    own = reveal(work, ports.ring, person_id, actor=actor, purpose=PURPOSE, at=now)
    held = {
        party: person.values
        for party in matter.parties
        if party.id != person_id
        and (person := reveal(work, ports.ring, party.id, actor=actor, purpose=PURPOSE, at=now)) is not None
    }
    others = [
        {
            "role": party.role,
            "name": mask_name(values.get("name", "")),
            "contact_phone": mask_phone(values.get("contact_phone", "")),
        }
        for party, values in held.items()
    ]
    texts = bodies_of(work, matter.id)
    return {
        "matter": matter.code,
        "state": matter.state.value,
        "registered_at": matter.registered_at.isoformat(),
        "person": dict(own.values) if own is not None else {},
        "request_text": _without(texts.get(matter.text.id, ""), held.values()),
        "answers": [
            {"question": zh, "answer": _without(words, held.values())}
            for zh, words in _answers(matter, ports.county(), texts)
        ],
        "others": others,
        "timeline": [
            entry for one in read_events(work, matter.id) if (entry := _entry(one, texts)) is not None
        ],
        "documents": [{"template": p.template, "number": p.number} for p in papers_of(work, matter.id)],
        "looked_at_by": [
            {"at": look.at.isoformat(), "unit": look.unit, "post": look.post, "purpose": look.purpose}
            for look in trail(work, matter.id)
        ],
    }


def _answers(matter: Matter, county: CountyDirectory, texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What was answered to the county's questions, by the citizen or about the matter; what was erased is left out."""
    for each in latest(matter.answers):
        said, question = texts.get(each.said.id, ""), county.question(each)
        if said:
            yield (
                (question.zh, question.words_of(said, english=False))
                if question is not None
                else (each.code, said)
            )


def _optional(matter: Matter, county: CountyDirectory) -> list[str]:
    """The texts of answers that nobody had to give: they go whenever the person asks."""
    asked = ((each.said.id, county.question(each)) for each in matter.answers)
    return [text for text, question in asked if question is not None and not question.required]


def _without(text: str, others: Iterable[Mapping[str, str]]) -> str:
    """The own words, without the names and numbers of others that stand in them."""
    masked = mask_text(text)
    for value in (value for values in others for value in values.values()):
        masked = masked.replace(value, "***")
    return masked


def _entry(recorded: Recorded, texts: Mapping[str, str]) -> dict[str, Any] | None:
    """A step of the matter as its requester may have it: kind, when, which unit, and words meant for the person."""
    event = recorded.event
    if isinstance(event, TableEvent):
        return None  # what the other side said at the table, or that it was talked to, is not the requester's
    words = ""
    match event:
        case ResultSubmitted(reply=ref) | MatterAnsweredDirectly(answer=ref):
            words = texts.get(ref.id, "")
        case ProgressAdded(note=ref, public=True):
            words = texts.get(ref.id, "")
        case ProgressAdded():
            return None
        case MatterRejected(right_door=ref) | MatterClosed(explanation=ref) | MaterialAdded(text=ref):
            words = texts.get(ref.id, "") if ref is not None else ""
        case _:
            pass
    return {
        "at": recorded.at.isoformat(),
        "kind": kind_of(event),
        "unit": recorded.actor.unit,
        "text": mask_text(words),
    }


def _ask(ports: Ports, work: UnitOfWork, matter: Matter, party: Party, *, kind: str, check: str) -> str:
    now = ports.now()
    return ask(
        work,
        matter_id=matter.id,
        person_id=party.id,
        kind=kind,
        identity_check=check[:200],
        at=now,
        answer_by=due(now, ANSWER_WITHIN, calendar=ports.county().calendar).at,
    )


def _own(work: UnitOfWork, actor: Actor, ref: Ref) -> tuple[Matter, Party]:
    """The matter and the person in it who asks."""
    matter = _matter(work, ref)
    if actor.post is not Post.CITIZEN:
        raise Refused(Refusal.NOT_ALLOWED_FOR_POST)
    party = next((p for p in matter.parties if p.id == actor.person), None)
    if party is None:
        raise Refused(Refusal.NOT_INVOLVED_UNIT)
    return matter, party


def _matter(work: UnitOfWork, ref: Ref) -> Matter:
    matter = load(work, ref.id, code=ref.code, source=ref.source).matter
    if matter is None:
        raise NotFound(ref)
    return matter


def _read(work: UnitOfWork, request_id: str) -> RightsRequest:
    request = read_request(work, request_id)
    if request is None:
        raise LookupError(request_id)
    return request
