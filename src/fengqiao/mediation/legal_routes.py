"""The other lawful ways of a dispute, with their limits and the days that apply to it; mediation never blocks one.

Limits are shown as information: the platform does not run these procedures (DOMAIN 2.6). Where the law counts from a
day that the matter does not know, no day is given, and the words say what it is counted from.
"""

from dataclasses import dataclass
from datetime import date

from fengqiao.clocks import SHANGHAI
from fengqiao.matters.matter import Matter
from fengqiao.matters.words import Route

LABOUR, LAND, ADMINISTRATIVE = "D03", ("D1103", "D1104"), ("D10", "D1406")
OWNERSHIP = ("D1101", "D1102", "D0106")
FAST_TRACK = frozenset({"D05", "D06", "D07", "D09", "D04", "D14"})

Both = tuple[str, str]

LIMITS: dict[Route, Both] = {
    Route.LABOUR_ARBITRATION: (
        "自知道或应当知道权利被侵害之日起一年内申请；五日内决定是否受理，四十五日内裁决，可延长十五日",
        "Within one year of learning of the infringement; accepted in 5 days, award in 45 days, 15 more if need be",
    ),
    Route.LABOUR_INSPECTION: (
        "自行为发生之日起二年内投诉；六十个工作日内办结，可延长三十个工作日",
        "Within two years of the act; done in 60 working days, 30 more if need be",
    ),
    Route.LAND_ARBITRATION: (
        "自知道或应当知道权利被侵害之日起二年内申请；六十日内裁决，可延长三十日",
        "Within two years of learning of the infringement; award in 60 days, 30 more if need be",
    ),
    Route.LITIGATION: (
        "诉讼时效一般三年；小额二个月、简易三个月、普通程序六个月内审结",
        "Three years as a rule; small claims take 2 months, summary trials 3, ordinary ones 6",
    ),
    Route.LITIGATION_FAST_TRACK: (
        "事实清楚、争议不大的，可申请速裁；小额程序二个月内审结",
        "Where facts are clear and little is in dispute: quick adjudication; small claims take 2 months",
    ),
    Route.RECONSIDERATION: (
        "对行政行为不服的，自知道之日起六十日内申请；五日内受理，六十日内决定，可延长三十日",
        "Against an administrative act: within 60 days of learning of it; accepted in 5, decided in 60, 30 more",
    ),
    Route.ADMINISTRATIVE_RULING: (
        "土地、山林权属等由人民政府裁决；七个工作日内审查受理，六个月内提出意见",
        "Ownership of land and woods is ruled by the government: looked at in 7 working days, opinion in 6 months",
    ),
    Route.PETITION: (
        "十五日内决定是否受理，六十日内办结，可延长三十日；不服的三十日内申请复查、复核",
        "Accepted in 15 days, done in 60, 30 more if need be; a review is asked for within 30 days",
    ),
    Route.POLICE: (
        "人身安全受到威胁或涉嫌违法犯罪的，请立即拨打 110",
        "Where somebody is in danger or a crime is suspected, dial 110 at once",
    ),
}
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
}


@dataclass(frozen=True, slots=True)
class Way:
    """A lawful way, its limits in words, and until when it is open as far as that can be told."""

    route: Route
    limits: Both
    by: date | None
    counted_from: Both
    advised: bool
    taken: bool


def ways(matter: Matter) -> tuple[Way, ...]:
    """The ways that are open to the parties of this matter, the nearest first."""
    return tuple(_way(matter, route) for route in _open(matter.category))


def _open(category: str) -> tuple[Route, ...]:
    near: list[Route] = []
    if category.startswith(LABOUR):
        near += [Route.LABOUR_ARBITRATION, Route.LABOUR_INSPECTION]
    if category.startswith(LAND):
        near.append(Route.LAND_ARBITRATION)
    if category.startswith(OWNERSHIP):
        near.append(Route.ADMINISTRATIVE_RULING)
    near.append(Route.LITIGATION)
    if category[:3] in FAST_TRACK:
        near.append(Route.LITIGATION_FAST_TRACK)
    if category.startswith(ADMINISTRATIVE):
        near.insert(0, Route.RECONSIDERATION)
    rest = (
        Route.LITIGATION_FAST_TRACK,
        Route.RECONSIDERATION,
        Route.ADMINISTRATIVE_RULING,
        Route.PETITION,
        Route.POLICE,
    )
    return tuple(dict.fromkeys((*near, *rest)))


def _way(matter: Matter, route: Route) -> Way:
    dispute = matter.dispute
    advised = {one.advised for one in dispute.sessions} if dispute is not None else set()
    diverted = dispute.diversion.route if dispute is not None and dispute.diversion is not None else None
    by, counted = _until(matter, route)
    return Way(
        route=route,
        limits=LIMITS[route],
        by=by,
        counted_from=counted,
        advised=route in advised,
        taken=_same(route, diverted),
    )


def _same(route: Route, taken: Route | None) -> bool:
    """A diversion to arbitration in general is one to the arbitration of this kind of dispute."""
    arbitrations = {Route.LABOUR_ARBITRATION, Route.LAND_ARBITRATION}
    return route is taken or (taken is Route.ARBITRATION and route in arbitrations)


def _until(matter: Matter, route: Route) -> tuple[date | None, Both]:
    """The last day to begin, and what it is counted from."""
    years = _YEARS.get(route)
    if years is None:
        return None, UNKNOWN if route is Route.RECONSIDERATION else NONE
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
