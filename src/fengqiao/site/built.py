"""The files of the built front end, as they are now: it may be built anew, or taken away, while the server runs."""

import copy
import time
from collections.abc import Callable
from typing import Any, Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from whitenoise.middleware import WhiteNoiseMiddleware

from fengqiao.site.errors import not_found

API: Final = "/api/"
SETTLED: Final = 2 * 10**9  # nanoseconds without a change, after which a build is over


class BuiltFiles(WhiteNoiseMiddleware):  # type: ignore[misc]  # comes without types
    """Serves what was found when the folder last changed; a file that has vanished since is not there, and no fault."""

    files: dict[str, Any]
    _seen: int | None

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        super().__init__(get_response)
        self._seen = _changed_at()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Serve a file, after a look at the folder; the API has none and is not kept waiting."""
        if not request.path_info.startswith(API):
            changed = _changed_at()
            if changed != self._seen:
                self._look_again(changed)
        answer: HttpResponseBase = super().__call__(request)
        return answer

    def _look_again(self, changed: int) -> None:
        """Take the new files in at once; while they are still being written, the next request looks again."""
        fresh = copy.copy(self)
        fresh.files = {url: file for url, file in self.files.items() if url.startswith(self.static_prefix)}
        try:
            if settings.FRONTEND_DIST.is_dir():
                fresh.add_files(settings.FRONTEND_DIST)
        except OSError:  # a file went while it was looked at
            return
        self.files = fresh.files
        self._seen = changed if time.time_ns() - changed > SETTLED else None

    @staticmethod
    def serve(static_file: Any, request: HttpRequest) -> HttpResponse:
        """Give a file, or say that it is gone."""
        try:
            answer: HttpResponse = WhiteNoiseMiddleware.serve(static_file, request)
        except FileNotFoundError:
            answer = not_found(request, Http404())
            answer["Cache-Control"] = "no-store"
        return answer


def _changed_at() -> int:
    """When a file last came into the folder or went out of it, in nanoseconds; 0 while there is no folder."""
    dist: Any = settings.FRONTEND_DIST
    changed = 0
    for folder in (dist, dist / "assets"):
        try:
            changed = max(changed, folder.stat().st_mtime_ns)
        except OSError:
            continue
    return changed
