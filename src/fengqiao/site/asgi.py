"""The same application for an asynchronous server; the launcher runs `wsgi`."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fengqiao.site.settings")
application = get_asgi_application()
