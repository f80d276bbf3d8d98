"""Who stands on which side of a dispute, and who speaks for whom."""

from fengqiao.matters.matter import Matter, Party
from fengqiao.matters.words import Authority, Side
from fengqiao.shared.refused import invalid
from fengqiao.shared.texts import names_a_rule

GROUP = 5
"""From so many parties on a side on, the side names representatives."""

_SIDES = {"respondent": Side.RESPONDENT, "applicant": Side.APPLICANT, "requester": Side.APPLICANT}


def party_of(matter: Matter, party: str) -> Party | None:
    """The party of this id, None for nobody here."""
    return next((one for one in matter.parties if one.id == party), None)


def side_of(matter: Matter, party: str) -> Side | None:
    """The side on which somebody stands: by the own role, as it was named, or that of whom it speaks for."""
    found = party_of(matter, party)
    if found is None:
        return None
    if found.role in _SIDES:
        return _SIDES[found.role]
    if found.speaks_for:
        principal = party_of(matter, found.speaks_for)
        return _SIDES.get(principal.role) if principal is not None else None
    return found.side


def members(matter: Matter, side: Side) -> tuple[Party, ...]:
    """The parties of a side: who consents and signs."""
    return tuple(party for party in matter.disputants if side_of(matter, party.id) is side)


def is_group(matter: Matter, side: Side) -> bool:
    """Whether so many stand on a side that representatives speak for it."""
    on_side = members(matter, side)
    return len(on_side) >= GROUP or any(party.people >= GROUP for party in on_side)


def lacks_representative(matter: Matter, side: Side) -> bool:
    """Whether a side is a group for which nobody was named to speak."""
    return is_group(matter, side) and all(party.role != "representative" for party in members(matter, side))


def speaks_for(matter: Matter, person: str) -> tuple[str, ...]:
    """The parties in whose name somebody here may speak: the own, and whose agent or guardian it is."""
    party = party_of(matter, person)
    if party is None:
        return ()
    if any(one.id == person for one in matter.disputants):
        return (person,)
    stands = party.role == "guardian" or (party.role == "agent" and party.authority is not None)
    return (party.speaks_for,) if stands and party.speaks_for else ()


def settles_for(matter: Matter, person: str) -> tuple[str, ...]:
    """The parties for whom somebody may consent, accept and sign: an agent by special authority only, a minor never."""
    party = party_of(matter, person)
    if party is None or party.minor or (party.role == "agent" and party.authority is not Authority.SPECIAL):
        return ()
    return speaks_for(matter, person)


def lacks_guardian(matter: Matter, party: Party) -> bool:
    """Whether a minor has nobody who may consent for it."""
    return party.minor and not any(
        one.role == "guardian" and one.speaks_for == party.id for one in matter.parties
    )


def check_standing(matter: Matter, party: Party) -> None:
    """Refuse a party whose standing here makes no sense, naming the field."""
    if party.speaks_for and party_of(matter, party.speaks_for) not in matter.disputants:
        raise invalid("speaks_for", "被代理人不是本纠纷的当事人", "it speaks for nobody who is a party here")
    if party.role == "guardian" and not party.speaks_for:
        raise invalid("speaks_for", "请选择监护人代表哪一位未成年人", "say whose guardian it is")
    if party.language and not names_a_rule(party.language):
        raise invalid("language", "语言名称过长", "the name of a language is short")
    if party.role != "representative":
        if party.people:
            raise invalid(
                "people", "只有代表人才填写所代表的人数", "only a representative speaks for several"
            )
        return
    if party.side is None:
        raise invalid("side", "请选择代表人所在的一方", "say on which side the representative stands")
    if party.people < GROUP:
        raise invalid(
            "people", f"代表人所代表的人数应不少于 {GROUP} 人", f"a representative speaks for {GROUP} or more"
        )
