"""From material to a paper: the county's wording with its places filled."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import groupby
from types import MappingProxyType

from fengqiao.clocks import day_of
from fengqiao.desk.papers.agreement_values import agreement_tables, marks
from fengqiao.desk.papers.chinese import dated
from fengqiao.desk.papers.material import Material
from fengqiao.desk.papers.values import values_of
from fengqiao.directory.counties import default_body
from fengqiao.gateways.documents.paper import (
    Block,
    Grid,
    Head,
    Line,
    Mark,
    Paper,
    Rows,
    Signatures,
    Signed,
)
from fengqiao.matters.wording import Sort, Written, filled

UNSEALED = frozenset(
    {
        "MEDIATION_RECORD",
        "LEADER_CASE_FORM",
        "PAYMENT_RECEIPT",
        "CONFIRMATION_APPLICATION",
        "COURT_RULING",
    }
)
"""Papers of the people at the table, or about a paper of somebody else: no seal of the issuing unit goes on them."""

SIGNED = "MEDIATION_AGREEMENT"
"""The paper that the signatures of the table were given under."""


def make(it: Material, *, address: str = "") -> Paper:
    """The paper as it is printed. `address`: where the county's citizens find their matters, "" where nobody said."""
    paper = it.found.paper
    template = it.county.templates.get(paper.template)
    body = template.body if template is not None and template.body.strip() else default_body(paper.template)
    return laid_out(
        paper.template,
        title=template.name_zh if template is not None else paper.template,
        number=paper.number,
        code=it.matter.code,
        blocks=_blocks(it, body),
        at=it.recorded.at,
        issuer=it.issuer,
        qr=f"{address}/t/?code={it.matter.code}" if address else it.matter.code,
    )


def laid_out(
    template: str,
    *,
    title: str,
    number: str,
    code: str,
    blocks: tuple[Block, ...],
    at: datetime,
    issuer: str,
    qr: str,
) -> Paper:
    """What every paper has around its words: its day, and the seal where one goes on it."""
    return Paper(
        title=title,
        number=number,
        code=code,
        blocks=blocks,
        made_at=at,
        issuer=issuer,
        dated=dated(day_of(at)),
        seal="" if template in UNSEALED else issuer,
        qr=qr,
    )


def _blocks(it: Material, body: str) -> tuple[Block, ...]:
    dispute = it.matter.dispute
    agreement = dispute.agreement if dispute is not None else None
    if dispute is None or agreement is None:
        return blocks_of(filled(body, values_of(it)))
    tables = agreement_tables(it, dispute, agreement)
    signed = marks(it, agreement) if it.found.paper.template == SIGNED else {}
    return blocks_of(filled(body, values_of(it), frozenset(tables)), tables, signed)


def blocks_of(
    lines: tuple[Written, ...],
    tables: Mapping[str, Grid] = MappingProxyType({}),
    signed: Mapping[str, Mark | None] = MappingProxyType({}),
) -> tuple[Block, ...]:
    """Rows that follow each other are one table, and so are those who sign."""
    blocks: list[Block] = []
    for sort, run in groupby(lines, key=lambda line: line.sort):
        match sort:
            case Sort.ROW:
                blocks.append(Rows(tuple((line.label, line.text) for line in run)))
            case Sort.SIGN:
                blocks.append(_signing([line.text for line in run], signed))
            case Sort.HEAD:
                blocks.extend(Head(line.text) for line in run)
            case Sort.PLAIN:
                blocks.extend(Line(line.text, indent=False) for line in run)
            case Sort.TABLE:
                blocks.extend(tables[line.text] for line in run)
            case Sort.TEXT:
                blocks.extend(Line(line.text) for line in run)
    return tuple(blocks)


def _signing(signers: Sequence[str], signed: Mapping[str, Mark | None]) -> Signatures | Signed:
    """Places to sign by hand, or the signatures that were given at the table."""
    if not signed:
        return Signatures(tuple(signers))
    found = (signed.get(who, Mark(who)) for who in signers)
    return Signed(tuple(mark for mark in found if mark is not None))
