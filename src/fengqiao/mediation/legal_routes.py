"""The other lawful ways of a dispute, with their limits and the days that apply to it; mediation never blocks one.

Their limits stand in `legal_limits`. Where the law counts from a
day that the matter does not know, no day is given, and the words say what it is counted from.
"""

from dataclasses import dataclass
from datetime import date

from fengqiao.clocks import SHANGHAI
from fengqiao.matters.matter import Matter
from fengqiao.matters.words import Route
from fengqiao.mediation.legal_limits import Both, limits_of

LABOUR, NO_EMPLOYMENT = "D03", "D0311"
LAND, OWNERSHIP = ("D1103", "D1104"), ("D1101", "D1102", "D0106")
ADMINISTRATIVE = ("D1001", "D1002", "D1003", "D1406")
CONSUMERS, PATIENTS, CONTRACTS = "D07", "D08", ("D05", "D06")
FAST_TRACK = frozenset({"D05", "D06", "D07", "D09", "D04", "D14"})
HELPS = frozenset({Route.LEGAL_AID, Route.MEDICAL_APPRAISAL})
"""What helps on a way and is none itself: nothing is diverted onto it."""

LEARNT: Both = (
    "自知道或应当知道权利被侵害之日起；此处按事发之日计",
    "From learning of the infringement; reckoned here from the day it happened",
)
UNKNOWN: Both = (
    "自知道或应当知道之日起；平台不知道这一天，请自行核对",
    "From learning of it; the platform does not know that day, reckon it yourself",
)
BROKEN: Both = ("自违约之日起", "From the breach")
NONE: Both = ("", "")

_YEARS = {
    Route.LABOUR_ARBITRATION: 1,
    Route.LABOUR_INSPECTION: 2,
    Route.LAND_ARBITRATION: 2,
    Route.LITIGATION: 3,
    Route.ARBITRATION: 3,
    Route.CONSUMER_COMPLAINT: 3,
}
_FROM_AN_ACT = frozenset({Route.RECONSIDERATION, Route.ADMINISTRATIVE_LITIGATION})
"""Counted from learning of an administrative act, which is nothing that a dispute tells."""


@dataclass(frozen=True, slots=True)
class Way:
    """A lawful way, its limits in words, and until when it is open as far as that can be told.

    `near`: disputes of this kind go there as a rule; the others stand open all the same.
    """

    route: Route
    limits: Both
    by: date | None
    counted_from: Both
    advised: bool
    taken: bool
    near: bool


def ways(matter: Matter) -> tuple[Way, ...]:
    """The ways that are open to the parties of this matter, the nearest first; also one that was advised or taken."""
    dispute = matter.dispute
    told = [one.advised for one in dispute.sessions if one.advised is not None] if dispute is not None else []
    if dispute is not None and dispute.diversion is not None:
        told.append(dispute.diversion.route)
    near = _near(matter.category)
    named = (*near, *_ALWAYS)
    further = [route for route in told if not any(_same(each, route) for each in named)]
    return tuple(_way(matter, route, near=route in near) for route in dict.fromkeys((*named, *further)))


_ALWAYS = (
    Route.LITIGATION_FAST_TRACK,
    Route.RECONSIDERATION,
    Route.ADMINISTRATIVE_LITIGATION,
    Route.ADMINISTRATIVE_RULING,
    Route.PETITION,
    Route.POLICE,
)


def _near(category: str) -> tuple[Route, ...]:
    near: list[Route] = []
    if category.startswith(ADMINISTRATIVE):
        near += [Route.RECONSIDERATION, Route.ADMINISTRATIVE_LITIGATION]
    if category.startswith(LABOUR) and category != NO_EMPLOYMENT:
        near += [Route.LABOUR_ARBITRATION, Route.LABOUR_INSPECTION]
    if category.startswith(LAND):
        near.append(Route.LAND_ARBITRATION)
    if category.startswith(OWNERSHIP):
        near.append(Route.ADMINISTRATIVE_RULING)
    if category.startswith(CONSUMERS):
        near.append(Route.CONSUMER_COMPLAINT)
    if category.startswith(PATIENTS):
        near.append(Route.MEDICAL_APPRAISAL)
    near.append(Route.LITIGATION)
    if category.startswith(CONTRACTS):
        near.append(Route.ARBITRATION)
    if category[:3] in FAST_TRACK:
        near.append(Route.LITIGATION_FAST_TRACK)
    return (*near, Route.LEGAL_AID)


def _way(matter: Matter, route: Route, *, near: bool) -> Way:
    dispute = matter.dispute
    advised = {one.advised for one in dispute.sessions} if dispute is not None else set()
    diverted = dispute.diversion.route if dispute is not None and dispute.diversion is not None else None
    by, counted = _until(matter, route)
    return Way(
        route=route,
        limits=limits_of(route, matter.category),
        by=by,
        counted_from=counted,
        advised=route in advised,
        taken=_same(route, diverted),
        near=near,
    )


def _same(route: Route, taken: Route | None) -> bool:
    """A diversion to arbitration in general is one to the arbitration of this kind of dispute."""
    arbitrations = {Route.LABOUR_ARBITRATION, Route.LAND_ARBITRATION}
    return route is taken or (taken is Route.ARBITRATION and route in arbitrations)


def _until(matter: Matter, route: Route) -> tuple[date | None, Both]:
    """The last day to begin, and what it is counted from."""
    years = _YEARS.get(route)
    if years is None:
        return None, UNKNOWN if route in _FROM_AN_ACT else NONE
    broken = matter.dispute.breached_on if matter.dispute is not None else None
    if route is Route.LITIGATION and broken is not None:
        return _years_after(broken, years), BROKEN
    if matter.occurred_at is None:
        return None, UNKNOWN
    return _years_after(matter.occurred_at.astimezone(SHANGHAI).date(), years), LEARNT


def _years_after(day: date, years: int) -> date:
    """The same day so many years later; 29 February ends with the month (Civil Code art. 202)."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
