"""How papers call those who take part: 申请人, 被申请人一, 申请人代理人; and by name where a paper may."""

from fengqiao.desk.papers.material import Material
from fengqiao.ledger.sealed import PHONE
from fengqiao.matters.matter import Matter, Party
from fengqiao.matters.parties import side_of
from fengqiao.matters.words import Side
from fengqiao.people.actors import Actor

BY_HAND = "____________________（手写补充）"
"""What the record does not hold and the law lets an agreement say is left to be written by hand."""

WITH_CONTACT = frozenset(
    {"MEDIATION_RECORD", "MEDIATION_AGREEMENT", "ORAL_AGREEMENT_RECORD", "CONFIRMATION_APPLICATION"}
)
"""Papers that need the parties' particulars (People's Mediation Law, article 29); all others name them only."""

SIDES = {Side.APPLICANT: "申请人", Side.RESPONDENT: "被申请人"}
_HELPERS = {"agent": "代理人", "guardian": "监护人", "representative": "代表人"}
_OTHERS = {"interpreter": "翻译", "affected": "利害关系人"}


def labels(matter: Matter) -> dict[str, str]:
    """What each party is called, by id; counted where several are called the same."""
    called = {party.id: _called(matter, party) for party in matter.parties}
    met: dict[str, list[str]] = {}
    for identifier, label in called.items():
        met.setdefault(label, []).append(identifier)
    return {
        identifier: label if len(ids) == 1 else f"{label}{place}"
        for label, ids in met.items()
        for place, identifier in enumerate(ids, start=1)
    }


def named(it: Material, party: Party) -> str:
    """Name or organisation; address and telephone, as far as they are held, where the paper needs them.

    Identity numbers are not held at all.
    """
    held = it.persons.get(party.id, {})
    parts = [held.get("organisation", ""), held.get("name", "")]
    if it.found.paper.template in WITH_CONTACT:
        phone = held.get(PHONE, "")
        parts += [held.get("address", ""), f"电话{phone}" if phone else ""]
    said = "，".join(part for part in parts if part)
    return said or BY_HAND


def short_name(it: Material, party: Party) -> str:
    """The name alone, "" where it is not held."""
    held = it.persons.get(party.id, {})
    return held.get("organisation", "") or held.get("name", "")


def mediator_name(it: Material, actor: Actor) -> str:
    """The mediator as the register calls the person; "" for somebody who is not in it."""
    return next(
        (one.name for one in it.county.mediators.values() if one.person and one.person == actor.person), ""
    )


def _called(matter: Matter, party: Party) -> str:
    side = side_of(matter, party.id)
    label = SIDES[side] if side is not None else ""
    if party.role in _HELPERS:
        return f"{label}{_HELPERS[party.role]}"
    return label or _OTHERS.get(party.role, "其他参加人")
