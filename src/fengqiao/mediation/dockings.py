"""四调对接: which body docks by which channel and route, what is handed over, and the hand-over out of mediation.

Only what is needed goes over: the lists below are all there is. A field that is not named here is refused by its name.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from fengqiao.matters.commands import ReferOut
from fengqiao.matters.dispute import Referral
from fengqiao.matters.events import Event
from fengqiao.matters.events.mediation import DisputeReferred
from fengqiao.matters.facts import Facts
from fengqiao.matters.matter import Matter
from fengqiao.matters.words import Channel, Docking, Route
from fengqiao.shared.refused import Refusal, Refused, invalid

_APPLICANT = ("applicant.name", "applicant.phone")
_PARTIES = (*_APPLICANT, "respondent.name", "respondent.phone")


@dataclass(frozen=True, slots=True)
class Door:
    """How a docked body and mediation hand disputes to each other.

    `bodies`: types of units that may dock here. `takes`: what comes over with a referral in. `gives`: what may go over
    with a referral out, by one of `routes`.
    """

    channel: Channel
    bodies: tuple[str, ...]
    routes: tuple[Route, ...]
    takes: tuple[str, ...]
    gives: tuple[str, ...]


DOORS: Mapping[Docking, Door] = MappingProxyType({
    Docking.COURT: Door(
        Channel.COURT_REFERRAL,
        ("COURT", "TRIBUNAL"),
        (Route.LITIGATION, Route.LITIGATION_FAST_TRACK),
        takes=("number", "text", "category", "demand", "amount_cny", "place", *_PARTIES),
        gives=("text", "category", *_PARTIES),
    ),
    Docking.POLICE: Door(
        Channel.POLICE_110,
        ("CITY_POLICE_110", "POLICE", "POLICE_STATION", "TRAFFIC_POLICE"),
        (Route.POLICE,),
        takes=("number", "text", "category", "place", "occurred_at", *_PARTIES),
        gives=("text", "category", "place", *_PARTIES),
    ),
    Docking.PROCURATORATE: Door(
        Channel.PROCURATORATE_REFERRAL,
        ("PROCURATORATE",),
        (Route.PROCURATORATE_SUPERVISION,),
        takes=("number", "text", "category", "demand", *_PARTIES),
        gives=("text", "category", *_PARTIES),
    ),
    Docking.PETITION: Door(
        Channel.PETITION,
        ("PETITION",),
        (Route.PETITION,),
        takes=("number", "text", "category", "demand", "place", *_PARTIES),
        gives=("text", "category", "place", *_APPLICANT),
    ),
})  # fmt: skip


def docking_of_body(unit_type: str) -> Docking | None:
    """The docking at which a body of this type stands, if any."""
    return next((docking for docking, door in DOORS.items() if unit_type in door.bodies), None)


def docking_of_route(route: Route) -> Docking | None:
    """The docking by which a route is entered; None for routes without a docked body."""
    return next((docking for docking, door in DOORS.items() if route in door.routes), None)


def docking_in(matter: Matter) -> Docking | None:
    """The docking by which a matter came, with the body's own number; None for every other matter."""
    if not matter.source_system or not matter.external_id:
        return None
    return next((docking for docking, door in DOORS.items() if matter.channel is door.channel), None)


def forbid_surplus(docking: Docking, names: Iterable[str], allowed: tuple[str, ...]) -> None:
    """Refuse, by its name, a field that this docking does not hand over."""
    for name in names:
        if name not in allowed:
            raise invalid(
                name[:50] or "fields",
                "这一项不在移交清单内，请勿移交",
                f"the {docking} docking does not hand this over",
            )


def refer_out(matter: Matter, command: ReferOut, facts: Facts) -> list[Event]:
    """To the unit of the route, once for each diversion, under our own number, with a basis (PIPL 23)."""
    diversion = matter.dispute.diversion if matter.dispute is not None else None
    if matter.dispute is None or diversion is None:
        raise Refused(Refusal.WRONG_STATE)
    docking = docking_of_route(diversion.route)
    unit = facts.unit(diversion.to, "to")
    if docking is None or unit.type not in DOORS[docking].bodies:
        raise Refused(
            Refusal.WRONG_STATE,
            zh="该途径或承接单位没有对接机制",
            en="neither this route nor its unit is a docked one",
        )
    if any(one.at >= diversion.at for one in matter.dispute.referrals):
        raise Refused(Refusal.WRONG_STATE, zh="已经移交过", en="it was handed over before")
    if command.basis is None:
        raise Refused(Refusal.REASON_REQUIRED, field="basis")
    if not command.fields or len(set(command.fields)) != len(command.fields):
        raise invalid("fields", "请选择要移交的内容，不要重复", "choose what is handed over, each once")
    forbid_surplus(docking, command.fields, DOORS[docking].gives)
    referral = Referral(
        number=f"{matter.code}-{len(matter.dispute.referrals) + 1}",
        docking=docking,
        to=diversion.to,
        at=facts.now,
        fields=command.fields,
        basis=command.basis,
    )
    return [DisputeReferred(referral=referral)]
