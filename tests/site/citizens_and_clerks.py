"""An installation under load: people who talk to it over HTTP and try again until they are answered."""

import contextlib
import http.client
import itertools
import json
import threading
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

from fengqiao.gateways.postgres.cluster import base_of, read_record
from installations import Running

PATIENCE = 90.0  # seconds in which somebody who tries again must be answered
PLACE = {"address": "文昌路1号", "lon": 119.06, "lat": 28.02, "datum": "wgs84"}
STEPS = (
    ("registrar", "accept", {"category": "P0101"}),
    ("dispatcher", "dispatch", {"lead": "MUNICIPAL"}),
    ("handler", "sign", {}),
    ("handler", "add_progress", {"note": "已到现场"}),
    ("handler", "submit_result", {"reply": "已处理完毕"}),
    ("supervisor", "approve", {}),
    ("supervisor", "record_visit", {"solved": True, "satisfaction": "satisfied"}),
)


@dataclass(frozen=True)
class Installation(Running):
    """A running `fengqiao up` whose processes can be found, to be killed.

    `since`: when it was up; what happened before is the demo county's past, to which nothing reacts.
    """

    since: datetime = field(default_factory=lambda: datetime.now(UTC))

    def status(self) -> int | None:
        """What the health page says; None when nobody answers."""
        with contextlib.suppress(OSError, http.client.HTTPException):
            return Talk(self).get("/healthz").status
        return None

    def web(self) -> int:
        return self._child(self.pid, "fengqiao.site.wsgi")

    def worker(self) -> int:
        return self._child(self.pid, "fengqiao.worker")

    def web_workers(self) -> list[int]:
        return children(self.web())

    def guard(self) -> int:
        return int((self._base() / "guard.lock").read_text())

    def postmaster(self) -> int:
        return int((self._base() / "cluster" / "postmaster.pid").read_text().split()[0])

    def backends(self) -> list[int]:
        return [pid for pid in children(self.postmaster()) if "fengqiao_app" in words(pid)]

    def _base(self) -> Path:
        return base_of(self.data, read_record(self.data))

    def _child(self, parent: int, name: str) -> int:
        """The one child of that name, which may be about to be started again."""
        until = time.monotonic() + 30
        while time.monotonic() < until:
            found = [pid for pid in children(parent) if name in words(pid)]
            if len(found) == 1:
                return found[0]
            time.sleep(0.05)
        raise AssertionError(f"there is no {name}")


@dataclass(frozen=True)
class Reply:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Talk:
    """One person's talk with the installation: a citizen's, or somebody's who signs in."""

    def __init__(self, installation: Installation, user: str = "") -> None:
        self._installation = installation
        self._cookies: SimpleCookie = SimpleCookie()
        if user:
            login = {"username": user, "password": installation.accounts[user]}
            self.get("/_allauth/browser/v1/config")
            assert self.post("/_allauth/browser/v1/auth/login", login).status == 200
            assert self.get("/api/v1/me").status == 200

    def get(self, path: str) -> Reply:
        return self._ask("GET", path, None, {})

    def post(self, path: str, body: Any, *, key: str = "") -> Reply:
        headers = {"Content-Type": "application/json"} | ({"Idempotency-Key": key} if key else {})
        return self._ask("POST", path, json.dumps(body).encode(), headers)

    def report(self, text: str, *, key: str = "") -> Reply:
        body = {"text": text, "category": "P0101", "place": PLACE, "name": "赵某", "phone": "13800001234"}
        return self.post("/api/v1/public/matters", body, key=key)

    def act(self, code: str, action: str, *, seen: int | None = None, key: str = "", **data: Any) -> Reply:
        body = {"data": data} | ({"version": seen} if seen else {})
        return self.post(f"/api/v1/matters/{code}/actions/{action}", body, key=key)

    def _ask(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Reply:
        """One request over a connection of its own, as after a restart."""
        connection = http.client.HTTPConnection("127.0.0.1", self._installation.port, timeout=20)
        try:
            if self._cookies:
                headers["Cookie"] = "; ".join(f"{name}={one.value}" for name, one in self._cookies.items())
            if "csrftoken" in self._cookies:
                headers["X-CSRFToken"] = self._cookies["csrftoken"].value
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            content = answer.read()
            for cookie in answer.headers.get_all("Set-Cookie") or ():
                self._cookies.load(cookie)
            return Reply(
                answer.status, {name.lower(): value for name, value in answer.headers.items()}, content
            )
        finally:
            connection.close()


@dataclass
class Citizens:
    """Clients that report and see each matter through, until they are told to stop.

    Each write has a key, and is sent again under it until it is answered. `created` and `acted` hold what was.
    """

    installation: Installation
    count: int
    mark: str = field(default_factory=lambda: f"演练{uuid.uuid4().hex[:8]}")
    created: dict[str, str] = field(default_factory=dict)
    acted: list[tuple[str, str]] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    _stop: threading.Event = field(default_factory=threading.Event)

    @property
    def acknowledged(self) -> int:
        """How many writes were answered."""
        return len(self.created) + len(self.acted)

    @contextlib.contextmanager
    def busy(self) -> Iterator[None]:
        """Let them work meanwhile; at the end each finishes the write it is at."""
        # They sign in before anything is killed: it is their writes that are tried again, not their sign-in.
        users = ["", *dict.fromkeys(step[0] for step in STEPS)]
        people = [{user: Talk(self.installation, user) for user in users} for _ in range(self.count)]
        threads = [
            threading.Thread(target=self._work, args=(number, talks)) for number, talks in enumerate(people)
        ]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self._stop.set()
            for thread in threads:
                thread.join()

    def _work(self, number: int, talks: dict[str, Talk]) -> None:
        try:
            for turn in itertools.count():
                text = f"{self.mark} {number} {turn}"
                reply = self._until_answered(lambda key, text=text: talks[""].report(text, key=key))
                code = self.created[text] = reply.json["code"]
                for user, action, data in STEPS:
                    if self._stop.is_set():
                        return
                    self._until_answered(
                        lambda key, u=user, a=action, d=data, c=code: talks[u].act(c, a, key=key, **d),
                        what=f"{action} {code}",
                    )
                    self.acted.append((code, action))
        except Exception as error:  # noqa: BLE001  a thread's errors are told to the test
            self.failures.append(repr(error))

    def _until_answered(self, ask: Any, what: str = "report") -> Reply:
        """Send it under one key again and again until it is done; whatever else is answered is a failure."""
        key, until, tries = uuid.uuid4().hex, time.monotonic() + PATIENCE, []
        while time.monotonic() < until:
            try:
                reply = ask(key)
            except (OSError, http.client.HTTPException) as error:
                tries.append(repr(error))
            else:
                if reply.status in {200, 201}:
                    return reply
                tries.append(f"{reply.status} {reply.body.decode(errors='replace')}")
                if reply.status != 503:
                    raise AssertionError(f"{what}: {tries}")
                assert int(reply.headers["retry-after"]) > 0
            time.sleep(0.1)
        raise AssertionError(f"{what} was not answered in {PATIENCE} s: {tries[-3:]}")


def children(parent: int) -> list[int]:
    """The children of a process."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, IndexError):
            if int((process / "stat").read_text().rpartition(")")[2].split()[1]) == parent:
                found.append(int(process.name))
    return found


def words(pid: int) -> str:
    """The command line of a process."""
    with contextlib.suppress(OSError):
        return Path("/proc", str(pid), "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    return ""
