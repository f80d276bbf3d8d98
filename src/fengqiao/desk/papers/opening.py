"""Opening, handing over, issuing again and voiding papers; every opening and every refusal leaves a trace."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NoReturn

from fengqiao.desk.acts import NotFound, Ref
from fengqiao.desk.looking import Seen
from fengqiao.desk.ports import Ports
from fengqiao.gateways.documents.docx import print_docx
from fengqiao.gateways.documents.paper import unpacked
from fengqiao.gateways.files import store
from fengqiao.ledger import printing
from fengqiao.ledger.access import note_access
from fengqiao.ledger.connection import unit_of_work
from fengqiao.ledger.ids import is_uuid
from fengqiao.ledger.papers import Found, find_paper, make_void, note_receipt
from fengqiao.lifecycle.react import REQUESTER
from fengqiao.lifecycle.viewing import paper_reader
from fengqiao.people.actors import Actor, Post
from fengqiao.people.visibility import Reader, may_change_paper, may_open_paper
from fengqiao.shared.refused import Refusal, Refused, invalid

WAYS: Final = ("by_hand", "post", "fetched", "online")
AGAIN: Final = ("corrected", "completed", "lost")
"""Why a paper is issued again: what it says was corrected or completed, or the sheet was lost."""
VOID: Final = ("wrong_content", "made_twice", "not_needed")


@dataclass(frozen=True, slots=True)
class Opened:
    """A file ready to be shown; `name` is how it is saved."""

    body: bytes
    name: str


def open_paper(
    ports: Ports,
    folder: Path,
    seen: Seen,
    document_id: str,
    *,
    issue: int | None = None,
    docx: bool = False,
    found: Found | None = None,
) -> Opened:
    """A printed paper for somebody of the staff. Refused (noted) for whom it is none of their business.

    NotFound for a paper of another matter, Refused (wrong_state) while it is not printed. `found`: the paper where it
    came with its matter, here and below.
    """
    found = _found(ports, seen, document_id, found)
    return _opened(ports, folder, found, seen.facts.actor, issue=issue, docx=docx)


def open_own_paper(
    ports: Ports,
    folder: Path,
    matter_id: str,
    document_id: str,
    citizen: Actor,
    *,
    received_as: Collection[str] = (REQUESTER,),
) -> Opened:
    """A paper that was made out to a citizen, by the own link; NotFound for every other.

    `received_as`: the names under which papers are made out to this citizen.
    """
    with unit_of_work(ports.tenant) as work:
        found = find_paper(work, document_id) if is_uuid(document_id) else None
    if found is None or found.matter_id != matter_id:
        raise NotFound(Ref(id=matter_id))
    reader = Reader(Post.CITIZEN, addressed=not set(received_as).isdisjoint(found.paper.recipients))
    if found.void or not may_open_paper(found.paper.template, reader):
        raise NotFound(Ref(id=matter_id))
    return _opened(ports, folder, found, citizen, issue=None, docx=False)


def issue_again(
    ports: Ports, seen: Seen, document_id: str, *, reason: str, found: Found | None = None
) -> int:
    """Ask for a new issue of a paper under its number; what was issued before stays. Gives the number of the issue."""
    found = _own(ports, seen, document_id, found)
    _one_of("reason", reason, AGAIN)
    with unit_of_work(ports.tenant) as work:
        made = printing.print_again(
            work, document_id, matter_id=found.matter_id, actor=seen.facts.actor, reason=reason, at=ports.now()
        )  # fmt: skip
    if made is None:
        raise Refused(
            Refusal.WRONG_STATE,
            zh="上一版还没有打印完成",
            en="the issue before has not been printed yet",
        )
    return made


def receive(
    ports: Ports,
    seen: Seen,
    document_id: str,
    *,
    recipient: str,
    way: str,
    issue: int | None = None,
    found: Found | None = None,
) -> None:
    """Note who got a printed paper and how; noting it again changes nothing."""
    found = _found(ports, seen, document_id, found)
    _one_of("way", way, WAYS)
    allowed = (*found.paper.recipients, *found.paper.copies)
    _one_of("recipient", recipient, allowed)
    wanted = next((each for each in reversed(found.printed) if issue in {None, each}), None)
    if wanted is None:
        raise _not_printed()
    with unit_of_work(ports.tenant) as work:
        note_receipt(
            work, document_id, wanted, recipient=recipient, way=way, actor=seen.facts.actor, at=ports.now()
        )  # fmt: skip


def void(ports: Ports, seen: Seen, document_id: str, *, reason: str, found: Found | None = None) -> None:
    """A paper does not count any more; its number stays used. Again: no change."""
    found = _own(ports, seen, document_id, found)
    _one_of("reason", reason, VOID)
    with unit_of_work(ports.tenant) as work:
        make_void(
            work, document_id, matter_id=found.matter_id, actor=seen.facts.actor, reason=reason, at=ports.now()
        )  # fmt: skip


def _found(ports: Ports, seen: Seen, document_id: str, found: Found | None) -> Found:
    """The paper, if it is of this matter and the viewer may open it."""
    if found is None and is_uuid(document_id):
        with unit_of_work(ports.tenant) as work:
            found = find_paper(work, document_id)
    if found is None or found.paper.id != document_id or found.matter_id != seen.matter.id:
        raise NotFound(Ref(id=seen.matter.id))
    if not may_open_paper(found.paper.template, paper_reader(seen.matter, seen.facts)):
        _refuse(ports, seen, document_id)
    return found


def _own(ports: Ports, seen: Seen, document_id: str, found: Found | None) -> Found:
    """The paper, if the viewer's own unit issued it: nobody changes another's papers."""
    found = _found(ports, seen, document_id, found)
    if not may_change_paper(found.paper.template, found.unit, paper_reader(seen.matter, seen.facts)):
        _refuse(ports, seen, document_id)
    if found.void:
        raise Refused(Refusal.WRONG_STATE, zh="该文书已作废", en="this paper is void")
    return found


def _refuse(ports: Ports, seen: Seen, document_id: str) -> NoReturn:
    refusal = Refusal.NOT_INVOLVED_UNIT
    with unit_of_work(ports.tenant) as work:
        note_access(
            work, seen.facts.actor, act="open_paper", at=ports.now(), matter_id=seen.matter.id,
            subject=document_id, result=f"refused:{refusal.value}",
        )  # fmt: skip
    raise Refused(refusal)


def _issue(ports: Ports, found: Found, issue: int | None) -> printing.Issue:
    """The asked issue, else the last printed one; Refused when it is not printed or its file went with an erasure."""
    with unit_of_work(ports.tenant) as work:
        issues = printing.issues_of(work, found.matter_id)
    own = [each for each in issues if each.document_id == found.paper.id and each.printed_at is not None]
    wanted = next((each for each in reversed(own) if issue in {None, each.issue}), None)
    if wanted is None:
        raise _not_printed()
    return wanted


def _not_printed() -> Refused:
    return Refused(
        Refusal.WRONG_STATE,
        zh="文书正在打印，请稍后再试",
        en="the paper is being printed; try again in a moment",
    )


def _opened(
    ports: Ports, folder: Path, found: Found, actor: Actor, *, issue: int | None, docx: bool
) -> Opened:
    wanted = _issue(ports, found, issue)
    if wanted.file_name is None or wanted.key_id is None:
        raise Refused(
            Refusal.WRONG_STATE,
            zh="文书内容已依法删除，只保留文号和校验值",
            en="what it said was erased by law; number and checksum remain",
        )
    try:
        body = store.read(
            folder, ports.ring, ports.tenant, name=wanted.file_name, key_id=wanted.key_id, small=docx
        )
    except store.NoFile:
        raise NotFound(Ref(id=found.matter_id)) from None
    with unit_of_work(ports.tenant) as work:
        note_access(
            work, actor, act="open_paper", at=ports.now(), matter_id=found.matter_id, subject=found.paper.id,
            purpose=found.paper.template,
        )  # fmt: skip
    ending = "docx" if docx else "pdf"
    return Opened(print_docx(unpacked(body)) if docx else body, f"{found.paper.number}.{ending}")


def _one_of(field: str, value: str, options: tuple[str, ...]) -> None:
    if value not in options:
        raise invalid(field, f"只能是：{'、'.join(options)}", f"must be one of: {', '.join(options)}")
