"""Which seat looks at a matter, and whether its territory holds it."""

from dataclasses import replace

from django.http import HttpRequest

from fengqiao.api.guards import Caller, seats_named
from fengqiao.desk.acts import NotFound, Ref
from fengqiao.desk.looking import Seen, may_see, view_matter
from fengqiao.directory.snapshot import CountyDirectory
from fengqiao.insight.scopes import READS_BY_ORDERS
from fengqiao.insight.who import Seat
from fengqiao.ledger.connection import unit_of_work
from fengqiao.ledger.store import load
from fengqiao.matters.matter import Matter
from fengqiao.shared.refused import Refusal, Refused


def look(request: HttpRequest, caller: Caller, code: str) -> tuple[Caller, Seen]:
    """Open a matter in the seat that was named, else in the first that may see it; the caller then sits there.

    Refused (noted by the desk) for whom it is none of their business, NotFound when there is no such matter.
    """
    ref = Ref(code=code.upper())
    seats = seats_named(request, caller.person)
    if len(seats) > 1:
        seats = (_first_that_may(caller, seats, ref), *seats)
    seated = replace(caller, seat=seats[0])
    seen = view_matter(caller.ports, seated.actor, ref)
    if not answers_for(caller.ports.county(), seats[0], seen.matter):
        raise Refused(Refusal.NOT_INVOLVED_UNIT)
    return seated, seen


def is_narrow(county: CountyDirectory, seat: Seat) -> bool:
    """Whether a seat answers for a part of its unit's territory only; what stands with a unit is its people's anyway."""
    unit = county.units.get(seat.unit)
    return unit is not None and seat.post not in READS_BY_ORDERS and len(seat.area) > len(unit.area)


def answers_for(county: CountyDirectory, seat: Seat, matter: Matter) -> bool:
    """Whether a seat's own territory, where it is narrower than its unit's, holds the place of the matter."""
    return not is_narrow(county, seat) or county.units.place(matter.place.area).startswith(seat.area)


def covers(county: CountyDirectory, seat: Seat, area: str) -> bool:
    """Whether a seat's territory holds an area; places nobody knows and those outside are the county's."""
    return county.units.place(area).startswith(seat.area)


def _first_that_may(caller: Caller, seats: tuple[Seat, ...], ref: Ref) -> Seat:
    with unit_of_work(caller.ports.tenant) as work:
        matter = load(work, code=ref.code).matter
    if matter is None:
        raise NotFound(ref)
    county = caller.ports.county()
    sees = (
        seat
        for seat in seats
        if answers_for(county, seat, matter) and may_see(matter, caller.ports.facts(caller.acting(seat)))
    )
    return next(sees, seats[0])
