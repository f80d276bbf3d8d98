"""The asynchronous server's side: one address that gives a stream of server-sent events to whoever is signed in.

The session is looked at when the stream opens and every half minute, and never counts as used by it. The page comes
from another port of the same host, so its origin is answered by name; any other is refused.
"""

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

import msgspec
from django.conf import settings

from fengqiao.ledger.changes import START, Mark
from fengqiao.ledger.connection import DatabaseAway
from fengqiao.live.hub import Hub, Screen
from fengqiao.live.reading import seat_of
from fengqiao.people.actors import Actor

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]
Headers = dict[bytes, bytes]

PATH: Final = "/live/changes"
HEALTH: Final = "/healthz"
BEAT: Final = 15.0
"""Seconds after which a quiet stream says how far it is."""

LOOK: Final = 30.0
"""Seconds after which the session is looked at again."""

COME_BACK: Final = b"retry: 3000\n\n"
SIGNED_OUT: Final = b"event: signed_out\ndata: {}\n\n"
MOST_SCREENS: Final = 1000
MOST_OF_ONE: Final = 20

_PROBLEMS: Final[Mapping[str, tuple[int, str, str]]] = {
    "not_found": (404, "没有找到。", "There is nothing here."),
    "no_such_method": (405, "这个网址只支持 GET。", "This address takes GET only."),
    "unknown_host": (
        400,
        "本系统不以这个主机名提供服务。",
        "This system is not served under that host name.",
    ),
    "unknown_origin": (403, "只有本系统的页面可以接收实时消息。", "Only pages of this system may listen."),
    "signed_out": (
        401,
        "您尚未登录，或没有可接收实时消息的岗位。",
        "You are not signed in, or hold no post that may listen.",
    ),
    "too_many_streams": (
        429,
        "打开的页面太多，请关闭一些。",
        "Too many pages are open; close some of them.",
    ),
    "database_away": (503, "数据库暂时不可用。", "The database is away for the moment."),
}


class Application:
    """What the server runs; every process of it has a hub of its own."""

    def __init__(self) -> None:
        self.hub = Hub()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await _live_through(receive, send)
            return
        headers: Headers = dict(scope["headers"])
        origin = _origin(headers)
        if scope["path"] == HEALTH:
            await _answer(send, 200, {"status": "ok", "screens": self.hub.count})
        elif not _known_host(headers):
            await _refuse(send, "unknown_host")
        elif origin is None:
            await _refuse(send, "unknown_origin")
        elif scope["path"] != PATH:
            await _refuse(send, "not_found", origin)
        elif scope["method"] != "GET":
            await _refuse(send, "no_such_method", origin)
        else:
            await self._stream(scope, headers, origin, receive, send)

    async def _stream(
        self, scope: Scope, headers: Headers, origin: str, receive: Receive, send: Send
    ) -> None:
        asked = parse_qs(scope["query_string"].decode("latin-1"))
        key, named = _session(headers), asked.get("post", [""])[0]
        try:
            actor = await asyncio.to_thread(seat_of, key, named) if key else None
        except DatabaseAway:
            await _refuse(send, "database_away", origin)
            return
        if actor is None:
            await _refuse(send, "signed_out", origin)
            return
        if self.hub.count >= MOST_SCREENS or self.hub.count_of(actor.person) >= MOST_OF_ONE:
            await _refuse(send, "too_many_streams", origin)
            return
        # A browser that comes back by itself names its place in the header, a page that opens anew in the address.
        place = headers.get(b"last-event-id", b"").decode("latin-1") or asked.get("after", [""])[0]
        await send({"type": "http.response.start", "status": 200, "headers": _stream_headers(origin)})
        with self.hub.listening(actor) as screen:
            writing = asyncio.create_task(self._write(screen, key, named, place, send))
            leaving = asyncio.create_task(_left(receive))
            await asyncio.wait({writing, leaving}, return_when=asyncio.FIRST_COMPLETED)
            for task in (writing, leaving):
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError, ConnectionError, RuntimeError):
                    await task

    async def _write(self, screen: Screen, key: str, named: str, place: str, send: Send) -> None:
        """Write what comes until the session ends."""
        await _put(send, COME_BACK)
        if place:
            await self.hub.missed(screen, Mark.read(place) or START)
        looked = time.monotonic()
        while True:
            try:
                parts = [await asyncio.wait_for(screen.waiting.get(), BEAT)]
                while not screen.waiting.empty():
                    parts.append(screen.waiting.get_nowait())
                await _put(send, b"".join(parts))
            except TimeoutError:
                await _put(send, f"id: {self.hub.mark}\n\n".encode() if self.hub.mark else b": \n\n")
            if time.monotonic() - looked >= LOOK:
                looked = time.monotonic()
                if await _seat_now(key, named, screen.actor) != screen.actor:
                    await _put(send, SIGNED_OUT)
                    await send({"type": "http.response.body", "body": b"", "more_body": False})
                    return


async def _seat_now(key: str, named: str, before: Actor) -> Actor | None:
    """Whose the session is now; while the database is away, whose it was."""
    try:
        return await asyncio.to_thread(seat_of, key, named)
    except DatabaseAway:
        return before


async def _left(receive: Receive) -> None:
    """Wait until the other side hangs up."""
    while (await receive())["type"] != "http.disconnect":
        pass


async def _put(send: Send, body: bytes) -> None:
    await send({"type": "http.response.body", "body": body, "more_body": True})


async def _live_through(receive: Receive, send: Send) -> None:
    while True:
        asked = (await receive())["type"]
        await send({"type": f"{asked}.complete"})
        if asked == "lifespan.shutdown":
            return


async def _refuse(send: Send, code: str, origin: str = "") -> None:
    status, zh, en = _PROBLEMS[code]
    problem = {"type": "about:blank", "status": status, "code": code, "detail": zh, "detail_en": en}
    await _answer(send, status, problem, kind=b"application/problem+json", origin=origin)


async def _answer(
    send: Send, status: int, body: Mapping[str, Any], *, kind: bytes = b"application/json", origin: str = ""
) -> None:
    headers = [(b"content-type", kind), (b"cache-control", b"no-store"), *_may_read(origin)]
    if status in {429, 503}:
        headers.append((b"retry-after", b"30"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": msgspec.json.encode(body), "more_body": False})


def _stream_headers(origin: str) -> list[tuple[bytes, bytes]]:
    return [
        (b"content-type", b"text/event-stream; charset=utf-8"),
        (b"cache-control", b"no-store"),
        (b"x-accel-buffering", b"no"),  # a proxy that collects would hold the events back
        *_may_read(origin),
    ]


def _may_read(origin: str) -> list[tuple[bytes, bytes]]:
    if not origin:
        return []
    return [
        (b"access-control-allow-origin", origin.encode()),
        (b"access-control-allow-credentials", b"true"),
        (b"vary", b"Origin"),
    ]


def _known_host(headers: Headers) -> bool:
    host = headers.get(b"host", b"").decode("latin-1")
    return _name_of(f"//{host}") in {each.strip("[]") for each in settings.ALLOWED_HOSTS}


def _origin(headers: Headers) -> str | None:
    """The page's origin when it is one of ours, "" for the same origin or none, None for a stranger's."""
    origin = headers.get(b"origin", b"").decode("latin-1")
    if not origin or origin in settings.CSRF_TRUSTED_ORIGINS:
        return origin
    host = headers.get(b"host", b"").decode("latin-1")
    if settings.LIVE_URL is None and _name_of(origin) == _name_of(f"//{host}"):
        return origin
    return None


def _name_of(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _session(headers: Headers) -> str:
    try:
        cookies = SimpleCookie(headers.get(b"cookie", b"").decode("latin-1"))
    except CookieError:
        return ""
    found = cookies.get(settings.SESSION_COOKIE_NAME)
    return found.value if found is not None else ""
