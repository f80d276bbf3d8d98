"""Headers of the static files that are not like the others: the service workers of pages that open without network."""

from typing import Final

SERVICE_WORKERS: Final = frozenset({"/citizen/sw.js", "/patrol/sw.js"})
POLICY: Final = "default-src 'none'; connect-src 'self'"
"""A worker is bound by the policy of its own file: it fetches the page's files and loads no code."""


def add_worker_headers(headers: dict[str, str], path: str, url: str) -> None:  # noqa: ARG001 -- whitenoise's signature
    """Bind the worker, and have browsers ask for it anew: an old one would keep an old page for ever."""
    if url in SERVICE_WORKERS:
        headers["Content-Security-Policy"] = POLICY
        headers["Cache-Control"] = "no-cache"
