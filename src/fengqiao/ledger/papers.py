"""Numbered papers: one for each event and template, numbered without a gap within the year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from fengqiao.clocks import SHANGHAI
from fengqiao.ledger.connection import UnitOfWork
from fengqiao.ledger.ids import uuid7


@dataclass(frozen=True, slots=True)
class Paper:
    """A document record; its PDF and DOCX are made from it."""

    id: str
    template: str
    number: str
    version: int
    event_seq: int
    recipients: tuple[str, ...]
    copies: tuple[str, ...]
    made_at: datetime


MADE: Final = (
    "SELECT 1 FROM ledger.document WHERE tenant = ledger.tenant()"
    " AND matter_id = %(matter)s AND event_seq = %(seq)s AND template = %(template)s"
)
NUMBER: Final = (
    "INSERT INTO ledger.counter AS c (tenant, name, n) VALUES (ledger.tenant(), %(name)s, 1)"
    " ON CONFLICT (tenant, name) DO UPDATE SET n = c.n + 1 RETURNING n"
)
INSERT: Final = (
    "INSERT INTO ledger.document (tenant, id, matter_id, event_seq, version, template, template_version, number,"
    " recipients, copies, made_at) SELECT ledger.tenant(), %(id)s, %(matter)s, %(seq)s,"
    " (SELECT count(*) + 1 FROM ledger.document WHERE tenant = ledger.tenant() AND matter_id = %(matter)s"
    "   AND template = %(template)s AND event_seq < %(seq)s),"
    " %(template)s, %(template_version)s, %(number)s, %(recipients)s, %(copies)s, %(at)s"
)
LIST: Final = (
    "SELECT id, template, number, version, event_seq, recipients, copies, made_at FROM ledger.document"
    " WHERE tenant = ledger.tenant() AND matter_id = %(matter)s ORDER BY event_seq, template"
)


def make_paper(
    work: UnitOfWork,
    *,
    matter_id: str,
    seq: int,
    template: str,
    template_version: str,
    recipients: Sequence[str],
    copies: Sequence[str],
    at: datetime,
) -> bool:
    """Make the paper of an event, once: (year) template No. n, its version counted per matter. False if it stands."""
    key = {"matter": matter_id, "seq": seq, "template": template}
    if work.execute(MADE, key).fetchone() is not None:
        return False
    year = at.astimezone(SHANGHAI).year
    row = work.execute(NUMBER, {"name": f"paper/{template}/{year}"}).fetchone()
    assert row is not None
    work.execute(
        INSERT,
        key
        | {
            "id": uuid7(),
            "template_version": template_version,
            "number": f"（{year}）第{row[0]}号",
            "recipients": list(recipients),
            "copies": list(copies),
            "at": at,
        },
    )
    return True


def papers_of(work: UnitOfWork, matter_id: str) -> tuple[Paper, ...]:
    """The papers of a matter, in the order they were made."""
    rows = work.execute(LIST, {"matter": matter_id}).fetchall()
    return tuple(
        Paper(row[0], row[1], row[2], row[3], row[4], tuple(row[5]), tuple(row[6]), row[7]) for row in rows
    )
