"""The few pages that are not the API's: health, and the front end's entries."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib import admin
from django.db import connection
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseForbidden,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
    JsonResponse,
)
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from fengqiao.site.errors import front_end_missing
from fengqiao.site.middleware import ADMIN


@require_safe
def health(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 -- the signature is Django's
    """Say that web and database answer; without the database the error page says 503."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})


@require_safe
def home(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Lead a visitor without an address to the citizen's page."""
    return HttpResponseRedirect("/citizen/")


@require_safe
def mark(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """The sign of the product, for browsers that ask for it by its old name."""
    return HttpResponsePermanentRedirect("/mark.svg")


@require_safe
def front_end(request: HttpRequest, entry: str) -> HttpResponse:
    """Give an entry's page for every address below it: its router reads the rest."""
    page = settings.FRONTEND_DIST / entry / "index.html"
    try:
        response = HttpResponse(page.read_bytes(), content_type="text/html; charset=utf-8")
    except FileNotFoundError:
        return front_end_missing(request)
    patch_cache_control(response, no_cache=True)
    return response


def sign_in_elsewhere(request: HttpRequest, extra_context: object = None) -> HttpResponse:  # noqa: ARG001
    """Send the admin's visitors to the staff sign-in, and whoever is in already to the page they asked for.

    They are led to the admin's own pages only, whatever address stands in `next`.
    """
    wanted = request.GET.get("next", "")
    here = request.path_info
    page = wanted if wanted.startswith(ADMIN) and not wanted.startswith(here) else ADMIN
    if admin.site.has_permission(request):
        return HttpResponseRedirect(page)
    if request.user.is_authenticated:
        return HttpResponseForbidden("您的账号不能进入目录管理。 Your account may not enter the admin.")
    return HttpResponseRedirect(f"{settings.LOGIN_URL}?{urlencode({'next': page})}")
