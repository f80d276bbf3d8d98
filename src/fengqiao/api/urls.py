"""Addresses below /api/."""

from django.http import HttpRequest, HttpResponse
from django.urls import path, re_path
from django.views.decorators.csrf import csrf_exempt

from fengqiao.api.application import api
from fengqiao.api.problems import problem


@csrf_exempt
def nothing_here(request: HttpRequest) -> HttpResponse:
    """Answer an address that nobody has, in the API's own words."""
    return problem(request, "not_found")


urlpatterns = [path("v1/", api.urls), re_path("", nothing_here)]
