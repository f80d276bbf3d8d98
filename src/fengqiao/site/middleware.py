"""What stands between the server and the views: size, policy, idle sessions, the second factor."""

import time
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any, Final

from csp.constants import HEADER, SELF, UNSAFE_EVAL, UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.middleware.locale import LocaleMiddleware
from django.utils.deprecation import MiddlewareMixin

from fengqiao.api.problems import problem as api_problem
from fengqiao.site.accounts import ENROL_ONLY, has_second_factor
from fengqiao.site.errors import problem

Next = Callable[[HttpRequest], HttpResponse]
ADMIN: Final = "/admin/"
API: Final = "/api/"
SIGN_IN: Final = "/_allauth/"
TOUCH_EVERY: Final = 60  # seconds: a session is not written more often than this only because it was used
_TOUCHED: Final = "touched"


def limit_body(get_response: Next) -> Next:
    """Refuse a body that no form of ours can have, before a byte of it is read."""

    def middleware(request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > settings.LARGEST_BODY:
            return problem(413, "body_too_large", "内容太大，请减少或压缩附件。", "The request is too large.")
        return get_response(request)

    return middleware


def explain_methods(get_response: Next) -> Next:
    """Say in the API's own words that an address does not take a method; ninja answers that in plain English."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or not request.path_info.startswith(API):
            return response
        said = api_problem(request, "no_such_method", field="method")
        said["Allow"] = response.get("Allow", "")
        return said

    return middleware


class ContentPolicy(CSPMiddleware):
    """The strict policy of the settings; the admin's Alpine.js evaluates, so the admin gets a wider one.

    An answer that brings a policy of its own, as the API's do, keeps it.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Set the header where it is missing."""
        return response if HEADER in response else super().process_response(request, response)

    def get_policy_parts(
        self,
        request: HttpRequest,
        response: HttpResponseBase,
        report_only: bool = False,  # noqa: FBT001, FBT002 -- as django-csp
    ) -> PolicyParts:
        """Give the parts that the policy of this answer is built from."""
        parts = super().get_policy_parts(request, response, report_only)
        if request.path_info.startswith(ADMIN) and not report_only:
            parts.replace = {
                "script-src": [SELF, UNSAFE_EVAL, UNSAFE_INLINE],
                "style-src": [SELF, UNSAFE_INLINE],
            }
        return parts


class _ForPages(MiddlewareMixin):
    """Stays out of the way of the API, which reads session, language and token itself, in one statement."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase | Awaitable[HttpResponseBase]:
        """Pass requests to the API on as they are."""
        if request.path_info.startswith(API):
            return self.get_response(request)
        return super().__call__(request)


class Sessions(_ForPages, SessionMiddleware):
    """Django's sessions, for pages."""


class Languages(_ForPages, LocaleMiddleware):
    """Django's choice of language, for pages."""


class Accounts(_ForPages, AuthenticationMiddleware):
    """Django's accounts, for pages."""


class Messages(_ForPages, MessageMiddleware):
    """Django's messages, for pages."""


def slide_session(get_response: Next) -> Next:
    """Count the idle half hour from the last request that used the session."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.path_info.startswith(API):
            return response
        session = request.session
        if session.accessed and not session.modified and not session.is_empty() and SESSION_KEY in session:
            now = int(time.time())
            if now - int(session.get(_TOUCHED, 0)) >= TOUCH_EVERY:
                session[_TOUCHED] = now
        return response

    return middleware


def insist_on_second_factor(get_response: Next) -> Next:
    """Keep somebody who still has to enrol a second factor to the enrolment.

    The API reads sessions itself and refuses one that holds `accounts.ENROL_ONLY`; this covers Django's own
    pages and takes the mark away once the code is enrolled.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        path = request.path_info
        if path.startswith(ADMIN) and request.session.get(ENROL_ONLY):
            return HttpResponseRedirect(f"{settings.LOGIN_URL}?enrol=1")
        response = get_response(request)
        if path.startswith(SIGN_IN) and request.session.get(ENROL_ONLY):
            user: Any = request.user
            if user.is_authenticated and has_second_factor(user):
                del request.session[ENROL_ONLY]
        return response

    return middleware
