"""Guard 1 and 3: what never reaches a mediation table, whatever anybody clicks (DOMAIN 2.4, RULINGS 19)."""

from fengqiao.matters.categories import Kind
from fengqiao.matters.facts import Facts
from fengqiao.matters.matter import Matter
from fengqiao.matters.words import Channel
from fengqiao.shared.refused import Refusal, Refused

DOMESTIC_VIOLENCE = "D0208"

REFERRED = frozenset({Channel.COURT_REFERRAL, Channel.PROCURATORATE_REFERRAL})
"""The body that has the dispute asks for mediation itself (诉调、检调)."""


def bars_mediation(codes: tuple[str, ...], facts: Facts) -> bool:
    """Whether one of these categories must not be mediated; a secondary one counts as much."""
    return any((found := facts.categories.get(code)) is not None and found.no_mediation for code in codes)


def is_barred(matter: Matter, facts: Facts) -> bool:
    """Whether this matter must not be mediated: by its categories, or as it was accepted."""
    return matter.mediation_barred or bars_mediation((matter.category, *matter.secondary), facts)


def forbid_mediation(matter: Matter, facts: Facts) -> None:
    """Refuse mediation of a matter that is barred from it."""
    if not is_barred(matter, facts):
        return
    if DOMESTIC_VIOLENCE in {matter.category, *matter.secondary}:
        raise Refused(Refusal.MEDIATION_FORBIDDEN_FOR_DOMESTIC_VIOLENCE)
    raise Refused(Refusal.MEDIATION_FORBIDDEN)


def is_dispute(matter: Matter) -> bool:
    """Whether it is, or will be by what the door knows, on a dispute's course."""
    return matter.dispute is not None or (matter.accepted_at is None and matter.kind is Kind.DISPUTE)
