"""The papers of a matter as a list: number, issues, receipts, and which of them the viewer may open; one statement."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, Final

import msgspec

from fengqiao.directory.snapshot import CountyDirectory
from fengqiao.insight.words import LOOK_PURPOSE, word
from fengqiao.ledger.connection import UnitOfWork
from fengqiao.people.visibility import Reader, may_change_paper, may_open_paper

PAPERS: Final = """
SELECT json_agg(json_build_object(
         'id', d.id, 'template', d.template, 'number', d.number, 'version', d.version, 'at', d.made_at, 'unit', d.unit,
         'recipients', d.recipients, 'copies', d.copies,
         'void', (SELECT v.reason FROM ledger.void AS v WHERE v.tenant = d.tenant AND v.document_id = d.id),
         'issues', (SELECT json_agg(json_build_object(
                        'issue', p.issue, 'printed_at', p.printed_at, 'dead', p.dead_at IS NOT NULL,
                        'erased', p.erased_at IS NOT NULL, 'sha256', encode(p.sha256, 'hex'), 'pages', p.pages)
                        ORDER BY p.issue)
                      FROM ledger.printing AS p WHERE p.tenant = d.tenant AND p.document_id = d.id),
         'receipts', (SELECT json_agg(json_build_object(
                        'issue', r.issue, 'recipient', r.recipient, 'way', r.way, 'at', r.at, 'unit', r.unit)
                        ORDER BY r.at, r.recipient)
                      FROM ledger.receipt AS r WHERE r.tenant = d.tenant AND r.document_id = d.id))
         ORDER BY d.event_seq, d.template)::text
  FROM ledger.document AS d WHERE d.tenant = ledger.tenant() AND d.matter_id = %(matter)s::uuid
"""


class _Issue(msgspec.Struct):
    issue: int
    printed_at: datetime | None
    dead: bool
    erased: bool
    sha256: str | None
    pages: int | None


class _Receipt(msgspec.Struct):
    issue: int
    recipient: str
    way: str
    at: datetime
    unit: str


class _Row(msgspec.Struct):
    id: str
    template: str
    number: str
    version: int
    at: datetime
    unit: str
    recipients: list[str]
    copies: list[str]
    void: str | None
    issues: list[_Issue] | None
    receipts: list[_Receipt] | None


_rows: Final = msgspec.json.Decoder(list[_Row])


def paper_list(
    work: UnitOfWork, matter_id: str, county: CountyDirectory, reader: Reader, *, english: bool = False
) -> list[dict[str, Any]]:
    """The papers of a matter in the order they were made, voided ones among them."""
    row = work.execute(PAPERS, {"matter": matter_id}).fetchone()
    text = row[0] if row is not None else None
    return [_paper(each, county, reader, english=english) for each in (_rows.decode(text) if text else ())]


def own_papers(
    work: UnitOfWork,
    matter_id: str,
    county: CountyDirectory,
    received_as: Collection[str],
    *,
    english: bool = False,
) -> list[dict[str, Any]]:
    """The papers that were made out to a citizen under these names and still count, the latest first."""
    row = work.execute(PAPERS, {"matter": matter_id}).fetchone()
    text = row[0] if row is not None else None
    found = [
        {
            "id": each.id,
            "template": each.template,
            "name": name_of(each.template, county, english=english),
            "number": each.number,
            "at": each.at,
            "unit_name": county.unit_name(each.unit, english=english) if each.unit else "",
            "state": _state(each, each.issues[-1] if each.issues else None),
            "pages": (each.issues[-1].pages or 0) if each.issues else 0,
        }
        for each in (_rows.decode(text) if text else ())
        if not each.void and not set(received_as).isdisjoint(each.recipients)
    ]
    return found[::-1]


def name_of(template: str, county: CountyDirectory, *, english: bool) -> str:
    """What the county calls a template; its code when nobody knows it."""
    known = county.templates.get(template)
    return template if known is None else (known.name_en if english else known.name_zh) or template


def purpose_of_look(purpose: str, county: CountyDirectory, *, english: bool) -> str:
    """Why a sealed person was seen, for the person: a paper that was opened stands there by its template's code."""
    if purpose not in county.templates:
        return word(LOOK_PURPOSE, purpose, english=english)
    name = name_of(purpose, county, english=english)
    return f"opening “{name}”" if english else f"打开《{name}》"


def _paper(row: _Row, county: CountyDirectory, reader: Reader, *, english: bool) -> dict[str, Any]:
    issues = row.issues or []
    last = issues[-1] if issues else None
    return {
        "id": row.id,
        "template": row.template,
        "name": name_of(row.template, county, english=english),
        "number": row.number,
        "version": row.version,
        "at": row.at,
        "recipients": row.recipients,
        "copies": row.copies,
        "unit": row.unit,
        "unit_name": county.unit_name(row.unit, english=english) if row.unit else "",
        "state": _state(row, last),
        "void": row.void or "",
        "may_open": may_open_paper(row.template, reader),
        "may_change": not row.void and may_change_paper(row.template, row.unit, reader),
        "issues": [
            {
                "issue": each.issue,
                "printed_at": each.printed_at,
                "sha256": each.sha256 or "",
                "pages": each.pages or 0,
            }
            for each in issues
        ],
        "receipts": [
            {
                "issue": each.issue,
                "recipient": each.recipient,
                "way": each.way,
                "at": each.at,
                "unit": each.unit,
                "unit_name": county.unit_name(each.unit, english=english),
            }
            for each in row.receipts or ()
        ],
    }


def _state(row: _Row, last: _Issue | None) -> str:
    """void, unprinted (of before papers were printed), waiting, failed, erased or printed: what the last issue is."""
    if row.void:
        return "void"
    if last is None:
        return "unprinted"
    if last.printed_at is None:
        return "failed" if last.dead else "waiting"
    return "erased" if last.erased else "printed"
