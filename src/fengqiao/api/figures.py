"""Figures: rates of a period, always with numerator and denominator, never of a person."""

from datetime import date
from typing import Final

import msgspec
from django.http import HttpRequest, HttpResponse
from ninja import Router

from fengqiao.api.answers import Words
from fengqiao.api.decoding import query_of
from fengqiao.api.guards import Staff, caller_of
from fengqiao.api.routing import answered, route
from fengqiao.insight.dispute_figures import dispute_figures
from fengqiao.insight.words import COUNT
from fengqiao.ledger.connection import unit_of_work
from fengqiao.metrics.catalogue import METRICS
from fengqiao.metrics.disputes import Period
from fengqiao.metrics.formulas import FORMULAS
from fengqiao.people.actors import Post
from fengqiao.shared.refused import invalid

router = Router(tags=["figures"])

COUNTING: Final = frozenset(
    {Post.ANALYST, Post.SUPERVISOR, Post.COORDINATOR, Post.DUTY_LEADER, Post.LEADER, Post.TOWN_DISPATCHER}
)


class FiguresQuery(msgspec.Struct, forbid_unknown_fields=True):
    """Days of the county, both included; without them everything."""

    first: date | None = None
    last: date | None = None


class CountAnswer(msgspec.Struct):
    """A count by name."""

    code: str
    name: Words
    n: int


class FigureAnswer(msgspec.Struct):
    """A rate with both numbers; `shown` is a dash where nothing stands below the line.

    `above` and `below` name the counts of `counts` that are added up.
    """

    code: str
    name: Words
    basis: str
    numerator: int
    denominator: int
    shown: str
    above: list[str]
    below: list[str]


class Figures(msgspec.Struct):
    """The figures of disputes of a period and a territory ("" the whole county).

    `apart`: counted, but part of no rate.
    """

    first: date | None
    last: date | None
    area: str
    items: list[FigureAnswer]
    counts: list[CountAnswer]
    apart: list[CountAnswer]


@route(router, "GET", "/figures/disputes", guard=Staff(COUNTING), query=FiguresQuery, answer=Figures)
def figures_of_disputes(request: HttpRequest) -> HttpResponse:
    """Settlement, mediation success, performance, confirmation and grassroots share of the own territory."""
    caller, asked = caller_of(request), query_of(request, FiguresQuery)
    if asked.first is not None and asked.last is not None and asked.last < asked.first:
        raise invalid("last", "截止日期不能早于起始日期", "the last day lies before the first")
    within = Period(asked.first, asked.last)
    county, area = caller.ports.county(), caller.place.area
    with unit_of_work(caller.ports.tenant) as work:
        found = dispute_figures(work, county, within, at=caller.at, area=area)
    items = [
        {
            "code": rate.code,
            "name": {"zh": METRICS[rate.code].name_zh, "en": METRICS[rate.code].name_en},
            "basis": METRICS[rate.code].basis.value,
            "numerator": rate.numerator,
            "denominator": rate.denominator,
            "shown": rate.shown,
            "above": FORMULAS[rate.code].above,
            "below": FORMULAS[rate.code].below,
        }
        for rate in found.rates
    ]
    return answered(
        {
            "first": asked.first,
            "last": asked.last,
            "area": "" if county.tenant.startswith(area) else area,
            "items": items,
            "counts": _counts(found.counts),
            "apart": _counts(found.apart),
        }
    )


def _counts(counted: dict[str, int]) -> list[dict[str, object]]:
    return [
        {"code": code, "name": dict(zip(("zh", "en"), COUNT[code], strict=True)), "n": n}
        for code, n in counted.items()
    ]
