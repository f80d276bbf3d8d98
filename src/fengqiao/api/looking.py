"""Which seat looks at a matter, and whether its territory holds it."""

from dataclasses import replace

from django.http import HttpRequest

from fengqiao.api.guards import Caller, seats_named
from fengqiao.desk.acts import NotFound, Ref
from fengqiao.desk.looking import Seen, may_see, view_matter
from fengqiao.directory.snapshot import CountyDirectory
from fengqiao.insight.scopes import READS_BY_ORDERS, Viewer
from fengqiao.insight.who import Said, Seat
from fengqiao.ledger.connection import unit_of_work
from fengqiao.ledger.store import Along, Loaded, asking, load, loaded_from
from fengqiao.matters.matter import Matter
from fengqiao.shared.refused import Refusal, Refused


def viewer_of(caller: Caller) -> Viewer:
    """The seat that looks, as lists take it."""
    seat = caller.place
    return Viewer(caller.ports.tenant, seat.post, seat.unit, seat.area, caller.at)


def at_sight(request: HttpRequest, person: str) -> Said:
    """What a route asks first that looks at the matter of its path."""
    return sight(request, person)


def sight(request: HttpRequest, person: str, along: Along | None = None) -> Said:
    """The matter of the path, and what the route wants to know along with it."""
    del person
    return asking(code=path_part(request, "code").upper(), along=along)


def path_part(request: HttpRequest, name: str) -> str:
    """A part of the path by its name."""
    named = request.resolver_match.kwargs if request.resolver_match is not None else {}
    return str(named.get(name, ""))


def found_by(caller: Caller) -> Loaded | None:
    """The matter that came with whoever asks; None where it did not, or is of another version of the program."""
    return loaded_from(caller.found) if caller.found is not None else None


def look(request: HttpRequest, caller: Caller, code: str) -> tuple[Caller, Seen]:
    """Open a matter in the seat that was named, else in the first that may see it; the caller then sits there.

    Refused (noted by the desk) for whom it is none of their business, NotFound when there is no such matter.
    """
    ref, found = Ref(code=code.upper()), found_by(caller)
    seats = seats_named(request, caller.person)
    if len(seats) > 1:
        seats = (_first_that_may(caller, seats, ref, found), *seats)
    seated = replace(caller, seat=seats[0])
    seen = view_matter(caller.ports, seated.actor, ref, found=found)
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


def _first_that_may(caller: Caller, seats: tuple[Seat, ...], ref: Ref, found: Loaded | None) -> Seat:
    if found is None:
        with unit_of_work(caller.ports.tenant) as work:
            found = load(work, code=ref.code)
    matter = found.matter
    if matter is None:
        raise NotFound(ref)
    county = caller.ports.county()
    sees = (
        seat
        for seat in seats
        if answers_for(county, seat, matter) and may_see(matter, caller.ports.facts(caller.acting(seat)))
    )
    return next(sees, seats[0])
