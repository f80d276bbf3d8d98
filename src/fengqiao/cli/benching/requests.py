"""Requests as bytes, made before anything is timed; and signing in as a browser does."""

import json
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any, Final

HOST: Final = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody signed in, as the cookies and headers that show it; without a name a citizen."""

    port: int
    cookies: str = ""
    token: str = ""

    def get(self, path: str) -> bytes:
        """A read."""
        return f"GET {path} HTTP/1.1\r\n{self._common()}\r\n".encode()

    def post(self, path: str, body: Mapping[str, Any], *, key: str) -> bytes:
        """A write under a key of its own."""
        content = json.dumps(body, ensure_ascii=False).encode()
        head = (
            f"POST {path} HTTP/1.1\r\n{self._common()}Content-Type: application/json\r\n"
            f"Idempotency-Key: {key}\r\nContent-Length: {len(content)}\r\n\r\n"
        )
        return head.encode() + content

    def send(self, path: str, raw: bytes, *, name: str, key: str) -> bytes:
        """A file, as the form of a page sends it."""
        bound = f"bench-{key}"
        before = (
            f'--{bound}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n"
        ).encode()
        content = before + raw + f"\r\n--{bound}--\r\n".encode()
        head = (
            f"POST {path} HTTP/1.1\r\n{self._common()}Content-Type: multipart/form-data; boundary={bound}\r\n"
            f"Content-Length: {len(content)}\r\n\r\n"
        )
        return head.encode() + content

    def _common(self) -> str:
        signed = f"Cookie: {self.cookies}\r\nX-CSRFToken: {self.token}\r\n" if self.cookies else ""
        return f"Host: {HOST}:{self.port}\r\n{signed}"


def sign_in(port: int, user: str, password: str) -> Session:
    """Sign in with a password, as the sign-in page does. HTTPError when it is refused."""
    jar: SimpleCookie = SimpleCookie()
    _ask(port, jar, "/_allauth/browser/v1/config")
    _ask(port, jar, "/_allauth/browser/v1/auth/login", {"username": user, "password": password})
    _ask(port, jar, "/api/v1/me")
    cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in jar.items())
    return Session(port, cookies, jar["csrftoken"].value)


def _ask(port: int, jar: SimpleCookie, path: str, body: Mapping[str, str] | None = None) -> None:
    """One step of the sign-in, with the cookies so far."""
    request = urllib.request.Request(
        f"http://{HOST}:{port}{path}", data=json.dumps(body).encode() if body is not None else None
    )
    request.add_header("Cookie", "; ".join(f"{name}={morsel.value}" for name, morsel in jar.items()))
    if body is not None:
        request.add_header("Content-Type", "application/json")
        request.add_header("X-CSRFToken", jar["csrftoken"].value if "csrftoken" in jar else "")
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            jar.load(cookie)
