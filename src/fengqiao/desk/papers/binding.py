"""Binding the dossier (卷宗): every paper in the checklist's order, refused while a required item is missing."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from fengqiao.clocks import day_of
from fengqiao.desk.acts import NotFound, Ref
from fengqiao.desk.looking import Seen
from fengqiao.desk.papers.chinese import day_of_moment, moment_words
from fengqiao.desk.papers.evidence_pages import evidence_part, signed_sheets
from fengqiao.desk.papers.opening import Opened
from fengqiao.desk.papers.standing import labels
from fengqiao.desk.ports import Ports
from fengqiao.gateways.documents.paper import Binder, Paper, Part, Rows, unpacked
from fengqiao.gateways.documents.pdf import bind_pdf
from fengqiao.gateways.files import store
from fengqiao.ledger import printing
from fengqiao.ledger.access import note_access
from fengqiao.ledger.connection import UnitOfWork, unit_of_work
from fengqiao.ledger.papers import Paper as Record
from fengqiao.ledger.papers import papers_of
from fengqiao.ledger.persons import reveal
from fengqiao.ledger.sealed import PHONE
from fengqiao.lifecycle.viewing import paper_reader
from fengqiao.matters.dossier import (
    AGREEMENT_ITEM,
    EVIDENCE_ITEM,
    ITEMS,
    PARTIES_ITEM,
    PARTIES_NAME,
    is_mediated,
    missing_items,
    required_papers,
)
from fengqiao.matters.matter import Matter
from fengqiao.people.actors import SYSTEM
from fengqiao.people.masking import mask_name, mask_phone
from fengqiao.people.visibility import may_open_paper
from fengqiao.shared.refused import Refusal, Refused

PURPOSE: Final = "装订卷宗"
NAMED: Final[Mapping[str, tuple[str, str]]] = {
    "rights_notice": ("权利义务告知书", "notice of rights and duties"),
    "mediation_record": ("调解记录", "mediation record"),
    "agreement": ("调解协议书或口头协议登记表", "agreement"),
    "visit": ("回访记录", "record of the return visit"),
    "result": ("办理结果", "result"),
    "approval": ("办结审核", "approval of the result"),
    "printing": ("尚未打印完成的文书", "papers that are still being printed"),
}
"""What may be missing, in words."""

_AGREEMENTS: Final = frozenset({"MEDIATION_AGREEMENT", "ORAL_AGREEMENT_RECORD"})


def bind_dossier(ports: Ports, folder: Path, seen: Seen) -> Opened:
    """The dossier of a matter as one PDF/A. Refused (noted) for who may not open every paper in it.

    Refused (dossier_incomplete) while an item is missing, naming it.
    """
    matter, now = seen.matter, ports.now()
    with unit_of_work(ports.tenant) as work:
        around = printing.around(work, matter.id)
        records = [each for each in papers_of(work, matter.id) if each.id not in around.voids]
    reader = paper_reader(matter, seen.facts)
    allowed = all(may_open_paper(each.template, reader) for each in records)
    with unit_of_work(ports.tenant) as work:
        result = "shown" if allowed else f"refused:{Refusal.NOT_INVOLVED_UNIT.value}"
        note_access(
            work, seen.facts.actor, act="bind_dossier", at=now, matter_id=matter.id, purpose=PURPOSE, result=result
        )  # fmt: skip
    if not allowed:
        raise Refused(Refusal.NOT_INVOLVED_UNIT)
    last = {each.document_id: each for each in around.issues if each.file_name is not None}
    _insist_on_completeness(matter, records, frozenset(last))
    printed = {each.id: _read(ports, folder, matter, last[each.id]) for each in records}
    with unit_of_work(ports.tenant) as work:
        parties = _parties(ports, work, seen)
    issuer = ports.county().unit_name(_holder(matter))
    brought = evidence_part(ports, folder, seen, issuer=issuer)
    number = next((each.number for each in reversed(records) if each.template in _AGREEMENTS), matter.code)
    binder = Binder(
        title="人民调解卷宗" if is_mediated(matter) else "事项办理卷宗",
        number=number,
        code=matter.code,
        cover=_cover(ports, matter),
        parts=_parts(records, printed, parties, brought, tuple(signed_sheets(ports, folder, seen))),
        back=(("立卷日期", day_of_moment(now)), ("立卷人", "　"), ("检查人", "　"), ("需要说明的情况", "　")),
        made_at=now,
        issuer=issuer,
    )
    return Opened(bind_pdf(binder), f"{number}卷.pdf")


def _insist_on_completeness(matter: Matter, records: list[Record], printed: frozenset[str]) -> None:
    """The checklist decides (`matters.dossier`); a paper that is not printed cannot be bound."""
    ready = {each.template for each in records if each.id in printed}
    missing = dict.fromkeys(missing_items(matter))
    missing |= dict.fromkeys(
        name for name, templates in required_papers(matter).items() if not ready & templates
    )
    if any(each.id not in printed for each in records):
        missing["printing"] = None
    if missing:
        words = [NAMED[name] for name in missing]
        raise Refused(
            Refusal.DOSSIER_INCOMPLETE,
            zh=f"还缺：{'、'.join(zh for zh, _ in words)}",
            en=f"still missing: {', '.join(en for _, en in words)}",
            missing=",".join(missing),
        )


def _read(ports: Ports, folder: Path, matter: Matter, issue: printing.Issue) -> Paper:
    try:
        words = store.read(
            folder, ports.ring, ports.tenant, name=issue.file_name or "", key_id=issue.key_id or "", small=True
        )  # fmt: skip
    except store.NoFile:
        raise NotFound(Ref(id=matter.id)) from None
    return unpacked(words)


def _parts(
    records: list[Record],
    printed: Mapping[str, Paper],
    parties: Paper | None,
    brought: Part | None,
    signed: tuple[Paper, ...],
) -> tuple[Part, ...]:
    """The items in the checklist's order; sheets that were signed by hand lie behind the agreement."""
    parts: list[tuple[int, Part]] = []
    for item in ITEMS:
        papers = tuple(printed[each.id] for each in records if each.template in item.templates)
        if papers:
            behind = signed if item.number == AGREEMENT_ITEM else ()
            parts.append((item.number, Part(item.name, (*papers, *behind))))
    if parties is not None:
        parts.append((PARTIES_ITEM, Part(PARTIES_NAME, (parties,))))
    if brought is not None:
        parts.append((EVIDENCE_ITEM, brought))
    return tuple(part for _, part in sorted(parts, key=lambda each: each[0]))


def _parties(ports: Ports, work: UnitOfWork, seen: Seen) -> Paper | None:
    """Item 3: who the parties are, masked as the law of least data asks; opened with a trace."""
    matter, now = seen.matter, ports.now()
    rows, called = [], labels(matter)
    for party in matter.parties:
        person = reveal(work, ports.ring, party.id, actor=SYSTEM, purpose=PURPOSE, at=now)
        held = person.values if person is not None else {}
        name = held.get("organisation") or mask_name(held.get("name", ""))
        said = "　".join(part for part in (name, mask_phone(held.get(PHONE, ""))) if part)
        rows.append((called[party.id], said or "未留存或者已依法删除"))
    if not rows:
        return None
    return Paper(
        title=PARTIES_NAME,
        number="",
        code=matter.code,
        blocks=(Rows(tuple(rows)),),
        made_at=now,
        issuer=ports.county().unit_name(_holder(matter)),
    )


def _cover(ports: Ports, matter: Matter) -> tuple[tuple[str, str], ...]:
    county = ports.county()
    category = county.categories.get(matter.category)
    agreement = matter.dispute.agreement if matter.dispute is not None else None
    rows = (
        ("事项编号", matter.code),
        ("案由", category.name_zh if category is not None else ""),
        ("承办单位", county.unit_name(_holder(matter))),
        ("登记时间", moment_words(matter.registered_at)),
        ("受理时间", moment_words(matter.accepted_at)),
        ("达成协议", day_of_moment(agreement.effective_at) if agreement is not None else ""),
        ("立卷年度", str(day_of(ports.now()).year)),
        ("保管期限", "　"),
    )
    return tuple(row for row in rows if row[1])


def _holder(matter: Matter) -> str:
    """The unit whose dossier it is: the lead, else the one that registered it."""
    return matter.lead.unit if matter.lead is not None else matter.registered_by.unit
