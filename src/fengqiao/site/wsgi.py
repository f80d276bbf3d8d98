"""What the web server runs."""

import ctypes
import gc
import os
import signal

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from fengqiao.gateways.data_folder import data_folder, signing_key

if signing_key(data_folder()) is None:
    # Two workers with two keys would each refuse the other's sessions.
    raise ImproperlyConfigured(f"{data_folder()} has no keys; run `fengqiao migrate` first")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fengqiao.site.settings")
application = get_wsgi_application()

_PR_SET_PDEATHSIG = 1


def stand_ready() -> None:
    """Read everything a request may need, before the workers fork; they share what stands then."""
    get_resolver().check()
    # What stands now stands for good: looking through it for garbage again and again is a tenth of a list's cost.
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
    os.register_at_fork(after_in_child=_end_with_server)


def _end_with_server() -> None:
    """A worker whose server was killed would keep the port and serve on beside its successor."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
