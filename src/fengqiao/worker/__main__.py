"""`python -m fengqiao.worker`: reactions, messages, moments that have come, and the housekeeping of each day."""

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fengqiao.site.settings")

import django

django.setup()

from fengqiao.worker.loop import work_on  # noqa: E402  Django must be set up first

sys.exit(work_on())
