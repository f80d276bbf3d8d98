"""Answers outside the API's views when something is wrong, in Chinese and English: problem details or a plain page."""

import sys
from typing import Any, Final

from django.core.exceptions import DisallowedHost
from django.db import DEFAULT_DB_ALIAS, InterfaceError, OperationalError, connections
from django.http import HttpRequest, HttpResponse, JsonResponse

from fengqiao.api.problems import DOOR
from fengqiao.api.problems import problem as api_problem
from fengqiao.ledger.connection import DatabaseAway

RETRY_AFTER: Final = 5  # seconds; a restarted database answers well within them


def problem(status: int, code: str, words: str, english: str) -> HttpResponse:
    """Answer with problem details (RFC 9457)."""
    body = {"type": "about:blank", "status": status, "code": code, "title": words, "detail": english}
    return JsonResponse(
        body,
        status=status,
        content_type="application/problem+json",
        json_dumps_params={"ensure_ascii": False},
    )


def database_away() -> HttpResponse:
    """Answer 503 and say when to come again."""
    response = problem(
        503, "database_away", "系统暂时不可用，请稍后再试。", "The database is away; try again shortly."
    )
    response["Retry-After"] = str(RETRY_AFTER)
    return response


def front_end_missing(request: HttpRequest) -> HttpResponse:
    """Answer for a page of the front end that is not there, or is just being built anew."""
    if "text/html" in request.headers.get("Accept", ""):
        response = HttpResponse(
            _PAGE.format(
                zh="页面正在更新",
                zh_next="请稍候刷新。如仍不显示，请管理员运行 make frontend。",
                en="These pages are being updated",
                en_next="Reload in a moment. If they stay away, the operator runs make frontend.",
            ),
            status=503,
        )
    else:
        response = problem(
            503, "front_end_missing", "前端尚未构建。", "The front end is not built: run `make frontend`."
        )
    response["Retry-After"] = str(RETRY_AFTER)
    response["Cache-Control"] = "no-store"
    return response


def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 -- the signature is Django's
    """Answer an exception that nobody caught: 503 when the database is away, else 500."""
    error = sys.exc_info()[1]
    while error is not None:
        if is_database_away(error):
            return database_away()
        error = error.__cause__
    return problem(500, "server_error", "系统出错，已经记录。", "Something went wrong; it has been recorded.")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """Answer a form or a call without the token that belongs to its cookie."""
    return problem(
        403, "csrf", "页面已过期，请刷新后重试。", "The CSRF token is missing or stale; reload the page."
    )


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what Django itself refuses, above all a Host that is not ours; nothing of the request is repeated."""
    if isinstance(exception, DisallowedHost):
        return _refused(request, "unknown_host", field="Host")
    return _refused(request, "malformed_request", field="request")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """Answer an address that nobody has."""
    return _refused(request, "not_found")


def _refused(request: HttpRequest, code: str, *, field: str = "") -> HttpResponse:
    """Problem details for programs, a plain page for browsers."""
    if request.path_info.startswith("/api/"):
        return api_problem(request, code, field=field)
    words = DOOR[code]
    return HttpResponse(
        _PAGE.format(zh=words.zh, zh_next=words.zh_next, en=words.en, en_next=words.en_next),
        status=words.status,
    )


_PAGE: Final = (
    '<!doctype html><html lang="zh-Hans"><meta charset="utf-8"><title>{zh}</title>'
    '<main><h1>{zh}</h1><p>{zh_next}</p><div lang="en"><h2>{en}</h2><p>{en_next}</p></div></main></html>'
)


def is_database_away(error: BaseException) -> bool:
    """Say whether the database cannot be reached or is too busy, in the ledger's, Django's or psycopg's words."""
    driver: Any = vars(type(connections[DEFAULT_DB_ALIAS]))["Database"]  # psycopg, without importing it here
    away = (DatabaseAway, OperationalError, InterfaceError, driver.OperationalError, driver.InterfaceError)
    return isinstance(error, away)
