"""From material to a paper: the county's wording with its places filled."""

from itertools import groupby

from fengqiao.clocks import day_of
from fengqiao.desk.papers.chinese import dated
from fengqiao.desk.papers.material import Material
from fengqiao.desk.papers.values import values_of
from fengqiao.directory.counties import default_body
from fengqiao.gateways.documents.paper import Block, Head, Line, Paper, Rows, Signatures
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


def make(it: Material, *, address: str = "") -> Paper:
    """The paper as it is printed. `address`: where the county's citizens find their matters, "" where nobody said."""
    paper = it.found.paper
    template = it.county.templates.get(paper.template)
    body = template.body if template is not None and template.body.strip() else default_body(paper.template)
    return Paper(
        title=template.name_zh if template is not None else paper.template,
        number=paper.number,
        code=it.matter.code,
        blocks=blocks_of(filled(body, values_of(it))),
        made_at=it.recorded.at,
        issuer=it.issuer,
        dated=dated(day_of(it.recorded.at)),
        seal="" if paper.template in UNSEALED else it.issuer,
        qr=f"{address}/t/?code={it.matter.code}" if address else it.matter.code,
    )


def blocks_of(lines: tuple[Written, ...]) -> tuple[Block, ...]:
    """Rows that follow each other are one table, and so are those who sign."""
    blocks: list[Block] = []
    for sort, run in groupby(lines, key=lambda line: line.sort):
        match sort:
            case Sort.ROW:
                blocks.append(Rows(tuple((line.label, line.text) for line in run)))
            case Sort.SIGN:
                blocks.append(Signatures(tuple(line.text for line in run)))
            case Sort.HEAD:
                blocks.extend(Head(line.text) for line in run)
            case Sort.PLAIN:
                blocks.extend(Line(line.text, indent=False) for line in run)
            case Sort.TEXT:
                blocks.extend(Line(line.text) for line in run)
    return tuple(blocks)
