"""The yardstick of a machine: what our web server and Django take for a request that asks nothing of anybody.

Processor times of two machines, or of two hours of one, can be compared only as multiples of something. This is it: the
same server with the same workers, Django with one middleware and a view that answers at once, the same eight clients.
"""

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from django.core.handlers.wsgi import WSGIHandler
    from django.http import HttpRequest, HttpResponse

    from fengqiao.cli.benching.home import Bench

REQUESTS: Final = 150
_APPLICATION: Final = "fengqiao.cli.benching.bare:application()"


def bare_ms(home: "Bench", *, requests: int = REQUESTS) -> float:
    """Milliseconds of application CPU that a bare request takes now."""
    from fengqiao.cli.benching.clients import CLIENTS, Clients  # noqa: PLC0415  the web process needs none of these
    from fengqiao.cli.benching.home import free_port, serving  # noqa: PLC0415
    from fengqiao.cli.benching.meters import Meter, checked  # noqa: PLC0415
    from fengqiao.cli.benching.requests import Session  # noqa: PLC0415

    port = free_port()
    ours = home.program("web", port)
    program = replace(ours, words=(*ours.words[:-1], "--factory", _APPLICATION.removesuffix("()")))
    with serving(program, port) as process, Clients(port) as clients:
        ask = [[Session(port).get("/healthz")] * requests for _ in range(CLIENTS)]
        checked(clients.send(ask))
        meter = Meter(home, process)
        return meter.cost(len(checked(clients.send(ask)).all)).app_cpu_ms


def application() -> "WSGIHandler":
    """What the server runs instead of the product."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fengqiao.site.settings")
    import django  # noqa: PLC0415  the settings are read now
    from django.conf import settings  # noqa: PLC0415
    from django.core.handlers.wsgi import WSGIHandler  # noqa: PLC0415
    from django.http import JsonResponse  # noqa: PLC0415
    from django.urls import path  # noqa: PLC0415

    def answer(_: "HttpRequest") -> "HttpResponse":
        return JsonResponse({"status": "ok"})

    django.setup()
    settings.MIDDLEWARE = ["django.middleware.common.CommonMiddleware"]  # it says how long an answer is
    settings.ROOT_URLCONF = (path("healthz", answer),)
    return WSGIHandler()
