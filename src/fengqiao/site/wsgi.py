"""What the web server runs."""

import ctypes
import gc
import os
import signal

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

from fengqiao.gateways.data_folder import data_folder, signing_key

if signing_key(data_folder()) is None:
    # Two workers with two keys would each refuse the other's sessions.
    raise ImproperlyConfigured(f"{data_folder()} has no keys; run `fengqiao migrate` first")
# A worker whose server was killed would keep the port and serve on beside its successor.
_PR_SET_PDEATHSIG = 1
ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fengqiao.site.settings")
application = get_wsgi_application()
# What stands now stands for good: looking through it for garbage again and again is a tenth of a list's cost.
gc.freeze()
gc.set_threshold(50_000, 20, 50)
