"""Pages for any browser, without a script: how one is guarded and rendered."""

from collections.abc import Callable, Mapping
from functools import wraps
from pathlib import Path
from typing import Any, Final

import msgspec
from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine
from django.views.decorators.csrf import csrf_exempt

from fengqiao.api.application import api
from fengqiao.api.guards import Guard
from fengqiao.api.problems import speaks_english
from fengqiao.api.routing import Problem

_ENGINE: Final = Engine(dirs=[str(Path(__file__).with_name("templates"))], autoescape=True)

View = Callable[..., HttpResponse]
Words = Mapping[bool, Mapping[str, Any]]
"""What a page says, for False (Chinese) and True (English)."""


def page(guard: Guard, view: View, on_problem: Callable[[HttpRequest, Problem], HttpResponse]) -> View:
    """A page with its guard beside it; what goes wrong is said by `on_problem`, on a page, too."""

    @csrf_exempt  # the secret in an address is the authority; no cookie is
    @wraps(view)
    def guarded(request: HttpRequest, **given: str) -> HttpResponse:
        try:
            caller = guard(request)
            # The API keeps it there, too.
            request.auth = caller  # type: ignore[attr-defined]
            response = view(request, caller, **given)
        except Exception as error:  # noqa: BLE001  the API knows every one of them, and logs the others
            answer = api.on_exception(request, error)
            response = on_problem(request, msgspec.json.decode(answer.content, type=Problem))
            if "Retry-After" in answer:
                response["Retry-After"] = answer["Retry-After"]
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "no-referrer"  # an address may hold a secret
        return response

    guarded.guard = guard  # type: ignore[attr-defined]
    return guarded


def rendered(
    request: HttpRequest, name: str, words: Words, given: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """A template in the language that is asked for."""
    english = speaks_english(request)
    context = Context({**given, "w": words[english], "lang": "en" if english else "zh-CN"})
    return HttpResponse(_ENGINE.get_template(name).render(context), status=status)
