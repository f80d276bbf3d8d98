"""The API: routers by noun, and one place where what goes wrong becomes an answer."""

import errno
from typing import Any

import structlog
from django.core.exceptions import SuspiciousOperation, TooManyFieldsSent
from django.db import DEFAULT_DB_ALIAS, InterfaceError, OperationalError, connections
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI, Router
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema

from fengqiao.api import (
    acting,
    alarms,
    bell,
    bookings,
    calendar,
    directory,
    disputes,
    dockings,
    duties,
    evidence,
    figures,
    hall,
    handovers,
    kiosk,
    knowledge,
    lists,
    matters,
    mediation_day,
    mediators,
    nearby,
    operators,
    paper_templates,
    papers,
    parties,
    party_files,
    passing_on,
    persons,
    photos,
    public_notices,
    questions,
    registering,
    rights,
    rooms,
    rosters,
    saved_views,
    suggesting,
    sweeps,
    tracking,
    whereto,
)
from fengqiao.api.guards import Everyone
from fengqiao.api.problems import Stopped, problem, refusal, stopped
from fengqiao.api.routing import answered, components, route, view_of
from fengqiao.desk.acts import NotFound
from fengqiao.directory.snapshot import UnknownCounty as NoCounty
from fengqiao.insight.who import UnknownCounty
from fengqiao.ledger.appending import AlreadyDone, LostRace
from fengqiao.ledger.connection import DatabaseAway, NoSpace
from fengqiao.shared.refused import Refused

log = structlog.get_logger(__name__)
FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


class FengqiaoAPI(NinjaAPI):
    """ninja's application; its description also holds the structs of bodies and answers."""

    def get_openapi_schema(self, **given: Any) -> OpenAPISchema:
        """The OpenAPI document."""
        document = super().get_openapi_schema(**given)
        document["components"]["schemas"].update(components())
        return document


api = FengqiaoAPI(
    title="枫桥 Fengqiao",
    version="1",
    description="From a citizen's word to a settled matter. Problems are RFC 9457, in Chinese and English.",
    docs_url=None,
    openapi_url=None,
    urls_namespace="api-v1",
)
about = Router(tags=["about"])


@route(about, "GET", "/openapi.json", guard=Everyone(), answer="application/json")
def openapi_document(request: HttpRequest) -> HttpResponse:
    """This description."""
    del request
    return answered(api.get_openapi_schema())


# What is asked most often comes first: addresses are looked up one after the other.
for router in (
    registering.router,
    registering.public,
    lists.router,
    saved_views.router,
    acting.router,
    matters.router,
    passing_on.router,
    disputes.router,
    tracking.router,
    parties.router,
    party_files.router,
    directory.router,
    photos.router,
    photos.public,
    evidence.router,
    suggesting.router,
    nearby.router,
    nearby.public,
    whereto.router,
    persons.router,
    alarms.router,
    rights.router,
    sweeps.router,
    figures.router,
    hall.router,
    kiosk.router,
    knowledge.router,
    knowledge.public,
    public_notices.router,
    public_notices.public,
    rooms.router,
    bookings.router,
    mediators.router,
    mediation_day.router,
    dockings.router,
    papers.router,
    papers.public,
    operators.router,
    duties.router,
    questions.router,
    questions.public,
    paper_templates.router,
    calendar.router,
    rosters.router,
    handovers.router,
    bell.router,
    about,
):
    api.add_router("", router)


@api.exception_handler(Refused)
def on_refused(request: HttpRequest, refused: Refused) -> HttpResponse:
    """A rule said no."""
    return refusal(request, refused)


@api.exception_handler(Stopped)
def on_stopped(request: HttpRequest, stop: Stopped) -> HttpResponse:
    """The door said no."""
    return stopped(request, stop)


@api.exception_handler(LostRace)
def on_lost_race(request: HttpRequest, race: LostRace) -> HttpResponse:
    """Somebody else was faster."""
    return problem(request, "lost_race", more={"current_version": race.version})


@api.exception_handler(NotFound)
@api.exception_handler(Http404)
def on_not_found(request: HttpRequest, error: Exception) -> HttpResponse:
    """There is no such thing here."""
    del error
    return problem(request, "not_found")


@api.exception_handler(AlreadyDone)
def on_key_reused(request: HttpRequest, error: AlreadyDone) -> HttpResponse:
    """The key belongs to another write."""
    del error
    return problem(request, "key_reused", field="Idempotency-Key")


@api.exception_handler(UnknownCounty)
@api.exception_handler(NoCounty)
def on_no_county(request: HttpRequest, error: Exception) -> HttpResponse:
    """This installation's county was not loaded yet."""
    del error
    return _later(problem(request, "not_ready"), 30)


@api.exception_handler(DatabaseAway)
@api.exception_handler(OperationalError)
@api.exception_handler(InterfaceError)
def on_database_away(request: HttpRequest, error: Exception) -> HttpResponse:
    """The database is away, in the ledger's or in Django's words."""
    log.warning("database_away", route=view_of(request), error=type(error).__name__)
    connections[DEFAULT_DB_ALIAS].close_if_unusable_or_obsolete()
    return _later(problem(request, "database_away"), DatabaseAway.retry_after)


@api.exception_handler(NoSpace)
def on_no_space(request: HttpRequest, error: Exception) -> HttpResponse:
    """The disk is full: to come again soon would not help."""
    log.error("no_space", route=view_of(request), error=type(error).__name__)
    return _later(problem(request, "no_space"), 300)


@api.exception_handler(AuthenticationError)
def on_signed_out(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    """Nobody is signed in."""
    del error
    return problem(request, "signed_out")


@api.exception_handler(ValidationError)
@api.exception_handler(HttpError)
@api.exception_handler(SuspiciousOperation)
@api.exception_handler(TooManyFieldsSent)
def on_malformed(request: HttpRequest, error: Exception) -> HttpResponse:
    """What ninja or Django could not read."""
    del error
    return problem(request, "malformed_request", field="request")


@api.exception_handler(Exception)
def on_error(request: HttpRequest, error: Exception) -> HttpResponse:
    """A fault of ours, or a full disk: recorded, and answered without what is inside."""
    if isinstance(error, OSError) and error.errno in FULL:
        return on_no_space(request, error)
    log.error("unexpected", route=view_of(request), method=request.method, exc_info=error)
    return problem(request, "server_error")


def _later(response: HttpResponse, seconds: int) -> HttpResponse:
    response["Retry-After"] = str(seconds)
    return response
