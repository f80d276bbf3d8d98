"""What the asynchronous server loads: Django is set up before anything of ours is imported."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fengqiao.site.settings")

import django

django.setup()

from fengqiao.live.application import Application  # noqa: E402  Django must be set up first

application = Application()
