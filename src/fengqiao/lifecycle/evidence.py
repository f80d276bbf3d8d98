"""Who brings, sees and shares the evidence of a matter (DOMAIN 6.2: what a party brings stays with the table).

In a dispute, what a party brought is seen by the centre and by those who mediate; the other parties, the unit that has
the lead and the court see it from when its party has shared it. In any other matter evidence is seen like its photos.
"""

from typing import Final

from fengqiao.lifecycle.viewing import table_standing, what_is_shown
from fengqiao.matters.bookings import OVER
from fengqiao.matters.categories import Kind
from fengqiao.matters.facts import Facts
from fengqiao.matters.matter import Matter
from fengqiao.people.confidentiality import TableStanding

CENTRE_AND_TABLE: Final = frozenset({TableStanding.TABLE, TableStanding.DESK, TableStanding.APPROVING})
WHEN_SHARED: Final = CENTRE_AND_TABLE | {TableStanding.LEAD, TableStanding.COURT}


def may_bring_evidence(matter: Matter, facts: Facts) -> bool:
    """Whether staff who may open the matter may add to its evidence: in a dispute the centre and the mediators."""
    if matter.kind is not Kind.DISPUTE:
        return what_is_shown(matter, facts).photos
    return table_standing(matter, facts) in CENTRE_AND_TABLE


def may_see_evidence(matter: Matter, facts: Facts, *, shared: bool) -> bool:
    """Whether staff who may open the matter see a piece of its evidence."""
    if matter.kind is not Kind.DISPUTE:
        return what_is_shown(matter, facts).photos
    return table_standing(matter, facts) in (WHEN_SHARED if shared else CENTRE_AND_TABLE)


def may_share_evidence(matter: Matter, facts: Facts) -> bool:
    """Whether staff may note that a party shares what it brought: the mediator at the table, at the party's word."""
    return table_standing(matter, facts) is TableStanding.TABLE


def may_party_bring(matter: Matter) -> bool:
    """Whether a party may still add to the evidence: until the matter is over, also while a court or a visit follows."""
    return matter.state not in OVER


def party_sees_evidence(mine: frozenset[str], party: str, *, shared: bool) -> bool:
    """Whether a party sees a piece; `mine` are itself and those it speaks for."""
    return shared or party in mine
