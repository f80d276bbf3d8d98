"""Who may come in: every route names its guard, and a test walks the routes.

`Everyone` lets anybody in, `Staff` somebody signed in who holds one of the posts, `Source` a machine with its token.
"""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware

from fengqiao.api.ports import now, ports_of
from fengqiao.api.problems import Stopped
from fengqiao.api.tokens import docked_body_of, kiosk_hall_of, source_of
from fengqiao.clocks import SHANGHAI
from fengqiao.desk.ports import Ports
from fengqiao.insight.who import Said, Seat, Who, arrive
from fengqiao.ledger.sealed import KeyRing
from fengqiao.ledger.trips import Row
from fengqiao.people.actors import Actor, Post
from fengqiao.shared.refused import Refusal, Refused

POST_HEADER: Final = "X-Fengqiao-Post"
_POST_HEADER: Final = (
    "HTTP_X_FENGQIAO_POST"  # as it stands in META: reading `headers` takes all of them apart
)
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
Foresight = Callable[[HttpRequest, str], Said]
SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
ALL_POSTS: Final = frozenset(Post) - {Post.CITIZEN, Post.SYSTEM}
READING: Final = ALL_POSTS - {Post.ADMINISTRATOR}
"""Posts that open matters; an administrator keeps the configuration and no more (DOMAIN 6.4)."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who is in: the ports of the request, and for staff the person with the seat that acts.

    `found`: the row that the route's foresight asked for, where it travelled along.
    """

    ports: Ports
    at: datetime
    who: Who | None = None
    seat: Seat | None = None
    found: Row | None = None

    @property
    def person(self) -> Who:
        """Who is signed in; staff guards made sure that there is somebody."""
        assert self.who is not None
        return self.who

    @property
    def place(self) -> Seat:
        """The seat that acts; staff guards made sure that there is one."""
        assert self.seat is not None
        return self.seat

    @property
    def day(self) -> date:
        """The county's day."""
        return self.at.astimezone(SHANGHAI).date()

    @property
    def for_county(self) -> bool:
        """Whether the seat answers for the whole county."""
        return self.ports.tenant.startswith(self.place.area)

    @property
    def actor(self) -> Actor:
        """The actor for the desk: this person in this post."""
        return self.acting(self.place)

    def acting(self, seat: Seat) -> Actor:
        """This person in another post of theirs."""
        return Actor(person=self.person.person, post=seat.post, unit=seat.unit)


def caller_of(request: HttpRequest) -> Caller:
    """The caller that a guard let in."""
    caller: Caller = request.auth  # type: ignore[attr-defined]
    return caller


class Guard:
    """What stands before a route; called by ninja before the view, gives the caller or raises."""

    def __call__(self, request: HttpRequest) -> Caller:
        """Let in or raise Stopped or Refused."""
        raise NotImplementedError


class Everyone(Guard):
    """Anybody may ask: citizens have no account."""

    def __call__(self, request: HttpRequest) -> Caller:
        """Let in, whoever it is."""
        return _arrived(request, signed_in=False)


class SignedIn(Guard):
    """Anybody who is signed in, whatever the post; `optional` also lets others in, as nobody.

    `foresight`: what the route will ask the ledger first, so that it may travel with the question who comes.
    """

    openapi_security_schema: Final = {"type": "apiKey", "in": "cookie", "name": settings.SESSION_COOKIE_NAME}

    def __init__(self, *, optional: bool = False, foresight: Foresight | None = None) -> None:
        self.optional = optional
        self.foresight = foresight

    def __call__(self, request: HttpRequest) -> Caller:
        """Let in who has a session, and for writes the token that belongs to its cookie."""
        caller = _arrived(request, signed_in=True, foresight=self.foresight)
        if caller.who is None:
            if self.optional:
                return caller
            raise Stopped("signed_out")
        if caller.who.enrol_only:
            raise Stopped("second_factor_missing")
        if request.method not in SAFE:
            _check_csrf(request)
        return caller


class Staff(SignedIn):
    """Somebody signed in who holds one of the posts; the acting one is named by header, else it is the first."""

    def __init__(self, posts: Collection[Post] = ALL_POSTS, *, foresight: Foresight | None = None) -> None:
        super().__init__(foresight=foresight)
        self.posts = frozenset(posts)

    def __call__(self, request: HttpRequest) -> Caller:
        """Let in who holds such a post."""
        caller = super().__call__(request)
        seats = seats_named(request, caller.person)
        seat = next((seat for seat in seats if seat.post in self.posts), None)
        if seat is None:
            raise Refused(Refusal.NOT_ALLOWED_FOR_POST)
        return replace(caller, seat=seat)


class CountyStaff(Staff):
    """The same, but for somebody whose seat answers for the whole county: settings hold for all of it."""

    def __call__(self, request: HttpRequest) -> Caller:
        """Let in who holds such a post for the county."""
        caller = super().__call__(request)
        if not caller.for_county:
            raise Refused(Refusal.NOT_ALLOWED_FOR_POST)
        return caller


class Source(Guard):
    """A machine: a camera platform, a drone, a sensor gateway, a vehicle; each source has its own token."""

    openapi_security_schema: Final = {"type": "http", "scheme": "bearer"}

    def __call__(self, request: HttpRequest) -> Caller:
        """Let in a source that shows its token; which one stands on the request."""
        caller = _arrived(request, signed_in=False)
        request.source = _shown(request, caller, source_of)  # type: ignore[attr-defined]
        return caller


class Docked(Guard):
    """The system of a docked body (court, police, procuratorate, petition); each body has its own token."""

    openapi_security_schema: Final = {"type": "http", "scheme": "bearer"}

    def __call__(self, request: HttpRequest) -> Caller:
        """Let in a body that shows its token; which one stands on the request."""
        caller = _arrived(request, signed_in=False)
        request.body_named = _shown(request, caller, docked_body_of)  # type: ignore[attr-defined]
        return caller


class Kiosk(Guard):
    """The ticket machine of a hall: it shows its hall's key and has no session, so it sees no matter and no person."""

    openapi_security_schema: Final = {"type": "http", "scheme": "bearer"}

    def __call__(self, request: HttpRequest) -> Caller:
        """Let in a kiosk that shows its key; whose hall it stands in is on the request."""
        caller = _arrived(request, signed_in=False)
        request.hall = _shown(request, caller, kiosk_hall_of)  # type: ignore[attr-defined]
        return caller


def _shown(request: HttpRequest, caller: Caller, named: Callable[[KeyRing, str, str], str | None]) -> str:
    """Whose token a request shows; Stopped when it shows none that `named` knows."""
    scheme, _, token = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
    found = named(caller.ports.ring, caller.ports.tenant, token.strip())
    if scheme.lower() != "bearer" or found is None:
        raise Stopped("token_required")
    return found


def hall_named(request: HttpRequest) -> str:
    """The hall whose kiosk showed its key."""
    return str(request.hall)  # type: ignore[attr-defined]


def body_named(request: HttpRequest) -> str:
    """The docked body whose token a request showed."""
    return str(request.body_named)  # type: ignore[attr-defined]


def source_named(request: HttpRequest) -> str:
    """The source whose token a request showed."""
    return str(request.source)  # type: ignore[attr-defined]


def seats_named(request: HttpRequest, who: Who) -> tuple[Seat, ...]:
    """The seats a request may act in: the one it names, else all; Stopped when it names somebody else's."""
    named = request.META.get(_POST_HEADER, "").strip()
    if not named:
        return who.seats
    found = tuple(seat for seat in who.seats if seat.name == named)
    if not found:
        raise Stopped("not_your_post", field=POST_HEADER)
    return found


def _arrived(request: HttpRequest, *, signed_in: bool, foresight: Foresight | None = None) -> Caller:
    if _CONTROL.search(request.path_info):
        raise Stopped("not_found")  # no code and no secret has such characters, and the database takes none
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME) if signed_in else None
    moment = now()
    along = None if foresight is None else partial(foresight, request)
    arrival = arrive(settings.TENANT, key, now=moment, along=along)
    return Caller(ports_of(arrival.version), moment, arrival.who, found=arrival.row)


def _never(request: HttpRequest) -> HttpResponse:
    raise NotImplementedError


_csrf: Final[Any] = CsrfViewMiddleware(_never)
_nothing: Final[Callable[..., None]] = lambda: None  # noqa: E731  a view without `csrf_exempt`


def _check_csrf(request: HttpRequest) -> None:
    """Django's own check; its middleware has read the cookie already, but exempts ninja's views."""
    request.csrf_processing_done = False  # type: ignore[attr-defined]
    if _csrf.process_view(request, _nothing, (), {}) is not None:
        raise Stopped("csrf")
