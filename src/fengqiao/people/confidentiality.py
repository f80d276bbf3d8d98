"""Who reads which part of a dispute: the one place where the confidentiality of a table is decided (DOMAIN 6.2).

docs/reference/disputes.md tells the same as a table; a test asks the API as everybody and compares all three.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class TableStanding(StrEnum):
    """How somebody who may open a matter stands to its dispute."""

    TABLE = "table"
    LEAD = "lead"
    COURT = "court"
    APPROVING = "approving"
    DESK = "desk"
    APART = "apart"
    PARTY = "party"


_T = TableStanding
_TABLE = frozenset({_T.TABLE})
_AT_IT = _TABLE | {_T.PARTY}
_TERMS = _AT_IT | {_T.LEAD, _T.COURT, _T.APPROVING}
_MONEY = _AT_IT | {_T.LEAD, _T.APPROVING}
_STEPS = _TERMS | {_T.DESK}
EVERYBODY = frozenset(TableStanding)

SEES: Mapping[str, frozenset[TableStanding]] = MappingProxyType({
    "parties.name": _AT_IT | {_T.APPROVING, _T.DESK},
    "parties.phone": _AT_IT | {_T.APPROVING, _T.DESK},
    "parties.answer": _STEPS,
    "parties.speaks_for": _STEPS,
    "statements": _AT_IT,
    "notes": _AT_IT,
    "draft": _TABLE,
    "sessions": _STEPS,
    "sessions.present": _AT_IT,
    "sessions.place": _AT_IT,
    "sessions.record": _TABLE,
    "proposals": _AT_IT,
    "points": _AT_IT,
    "agreement_draft": _AT_IT,
    "agreement.terms": _TERMS,
    "performance.payments": _MONEY,
    "diversion.outcome": _MONEY,
    "escalations": EVERYBODY - {_T.PARTY},
    "escalations.reason": _TABLE | {_T.APPROVING},
})  # fmt: skip
"""Who is shown a part at all; what is not named here is shown to everybody who may open the matter.

Of what a party is shown some is the own only: names and numbers, what it did not share, notes and proposals of the
own side.
"""


def sees(standing: TableStanding, field: str) -> bool:
    """Whether a part of the dispute is shown to this standing."""
    return standing in SEES.get(field, EVERYBODY)
