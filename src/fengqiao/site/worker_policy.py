"""Headers of the one static file that is not like the others: the service worker of the patrol page."""

from typing import Final

SERVICE_WORKER: Final = "/patrol/sw.js"
POLICY: Final = "default-src 'none'; connect-src 'self'"
"""A worker is bound by the policy of its own file: it fetches the page's files and loads no code."""


def add_worker_headers(headers: dict[str, str], path: str, url: str) -> None:  # noqa: ARG001 -- whitenoise's signature
    """Bind the worker, and have browsers ask for it anew: an old one would keep an old page for ever."""
    if url == SERVICE_WORKER:
        headers["Content-Security-Policy"] = POLICY
        headers["Cache-Control"] = "no-cache"
