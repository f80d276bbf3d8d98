"""The live stream: who is told what, what a screen that comes back is told, and who may not listen at all."""

import asyncio
import json
from contextlib import asynccontextmanager

import pytest
from django.conf import settings
from django.db import connections

from fengqiao.insight import who
from fengqiao.ledger.connection import DatabaseAway
from fengqiao.live import application as door
from fengqiao.live import hub as room
from fengqiao.live.application import Application

pytestmark = pytest.mark.database

PATIENCE = 20.0
QUIET = 1.0


class Listener:
    """One open stream, read as a browser reads it."""

    def __init__(self):
        self.status = 0
        self.started = asyncio.Event()
        self.headers = {}
        self.parts = asyncio.Queue()
        self.hang_up = asyncio.Event()
        self.text = ""
        self.last_id = ""

    async def receive(self):
        await self.hang_up.wait()
        return {"type": "http.disconnect"}

    async def send(self, message):
        if message["type"] == "http.response.start":
            self.status, self.headers = message["status"], dict(message["headers"])
            self.started.set()
        await self.parts.put(message)

    async def next(self, patience=PATIENCE):
        """The next event as (name, data); None when the stream ended or stayed quiet."""
        until = asyncio.get_running_loop().time() + patience
        while True:
            while "\n\n" in self.text:
                block, _, self.text = self.text.partition("\n\n")
                fields = dict(line.split(": ", 1) for line in block.split("\n") if ": " in line)
                self.last_id = fields.get("id", self.last_id)
                if "event" in fields:
                    return fields["event"], json.loads(fields["data"])
            try:
                message = await asyncio.wait_for(self.parts.get(), until - asyncio.get_running_loop().time())
            except TimeoutError:
                return None
            self.text += message.get("body", b"").decode()

    async def codes(self, patience=PATIENCE):
        """The codes named until the stream is quiet."""
        found = {}
        while (event := await self.next(patience)) is not None:
            name, data = event
            found[data.get("code", name)] = name
            patience = QUIET
        return found


@asynccontextmanager
async def listening(application, browser=None, *, after="", post="", path="/live/changes", **headers):
    cookie = browser.cookies.get(settings.SESSION_COOKIE_NAME) if browser is not None else None
    sent = {"host": "127.0.0.1:8001"} | headers
    if cookie is not None:
        sent["cookie"] = f"{settings.SESSION_COOKIE_NAME}={cookie.value}"
    if after:
        sent["last-event-id"] = after
    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "query_string": f"post={post}".encode(),
        "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in sent.items()],
    }
    listener = Listener()
    serving = asyncio.create_task(application(scope, listener.receive, listener.send))
    try:
        await asyncio.wait_for(listener.started.wait(), PATIENCE)
        yield listener
    finally:
        listener.hang_up.set()
        await asyncio.wait_for(serving, PATIENCE)


async def elsewhere(act):
    """Do what talks to the database beside the loop, and leave no connection of that thread behind."""

    def once():
        try:
            return act()
        finally:
            connections.close_all()

    return await asyncio.to_thread(once)


async def ready(application):
    await asyncio.wait_for(application.hub._ready.wait(), PATIENCE)


def told(office, act):
    """What every post is told of an act: post → codes with the event's name; and what the act gave."""

    async def run():
        application = Application()
        async with (
            listening(application, office["handler"]) as handler,
            listening(application, office["other_handler"]) as other,
            listening(application, office["supervisor"]) as supervisor,
            listening(application, office["analyst"]) as analyst,
        ):
            await ready(application)
            gave = await elsewhere(act)
            screens = {
                "handler": handler,
                "other_handler": other,
                "supervisor": supervisor,
                "analyst": analyst,
            }
            first = await supervisor.codes()
            rest = {name: await each.codes(QUIET) for name, each in screens.items() if name != "supervisor"}
            return gave, rest | {"supervisor": first}

    return asyncio.run(run())


def test_each_post_is_told_of_what_its_lists_show_and_of_nothing_else(office):
    code, by_post = told(office, lambda: office.until("dispatched"))
    assert by_post["supervisor"] == {code: "matter"}
    assert by_post["analyst"] == {code: "matter"}
    assert by_post["handler"] == {code: "matter"}
    assert by_post["other_handler"] == {}


def test_what_went_elsewhere_leaves_the_list_of_the_unit_that_had_it(office):
    code = office.until("dispatched")

    def give_back():
        for who_acts, action, data in (
            (
                "handler",
                "request_return",
                {"reason": "duty_mismatch", "suggested_unit": "WATER", "basis": "权责清单"},
            ),
            ("dispatcher", "approve_return", {}),
            ("dispatcher", "dispatch", {"lead": "WATER"}),
        ):
            answer = office[who_acts].act(code, action, **data)
            assert answer.status_code == 200, answer.content.decode()

    _, by_post = told(office, give_back)
    assert by_post["handler"] == {code: "gone"}
    assert by_post["other_handler"] == {code: "matter"}
    assert by_post["supervisor"] == {code: "matter"}


def test_a_restricted_matter_is_told_to_no_post_whose_lists_leave_it_out(office):
    code, by_post = told(office, lambda: office.register(category="D0208", text="家里有人打人", kind="help"))
    assert by_post["supervisor"] == {code: "matter"}
    assert by_post["analyst"] == {}


def test_a_screen_that_comes_back_is_told_what_it_missed(office):
    async def run():
        application = Application()
        async with listening(application, office["supervisor"]) as first:
            await ready(application)
            seen = await elsewhere(office.register)
            assert await first.next() == ("matter", {"code": seen, "version": 1, "state": "registered"})
            mark = first.last_id
            async with listening(application, office["dispatcher"]):
                first.hang_up.set()
                missed = await elsewhere(office.register)
                await asyncio.sleep(3 * room.EVERY)
                async with listening(application, office["supervisor"], after=mark) as again:
                    assert await again.codes() == {missed: "matter"}

    asyncio.run(run())


def test_the_mark_outlives_the_process(office):
    async def before():
        application = Application()
        async with listening(application, office["supervisor"]) as screen:
            await ready(application)
            await elsewhere(office.register)
            await screen.next()
            return screen.last_id

    async def after(mark):
        async with listening(Application(), office["supervisor"], after=mark) as screen:
            return await screen.codes()

    mark = asyncio.run(before())
    missed = office.register()
    assert asyncio.run(after(mark)) == {missed: "matter"}


@pytest.mark.parametrize("mark", ["1-1", "nonsense", "9000000000000000000-1", "-"])
def test_who_names_a_place_that_nobody_knows_loads_anew(office, mark):
    async def run():
        async with listening(Application(), office["supervisor"], after=mark) as screen:
            assert await screen.next() == ("reset", {})

    asyncio.run(run())


def test_after_the_database_was_away_every_screen_loads_anew(office, monkeypatch):
    monkeypatch.setattr(room, "AWAY", 0.1)
    real = room.read_on
    fail = []

    def read_on(mark):
        if fail:
            fail.pop()
            raise DatabaseAway("it is away")
        return real(mark)

    monkeypatch.setattr(room, "read_on", read_on)

    async def run():
        application = Application()
        async with listening(application, office["supervisor"]) as screen:
            await ready(application)
            fail.append(True)
            assert await screen.next() == ("reset", {})
            code = await elsewhere(office.register)
            found = await screen.codes()
            assert found == {code: "matter"}

    asyncio.run(run())


def test_a_screen_that_does_not_read_is_told_once_to_load_anew():
    async def run():
        screen = room.Screen(actor=None)
        for number in range(3 * room.MOST_WAITING):
            screen.tell([b"%d" % number])
        said = [screen.waiting.get_nowait() for _ in range(screen.waiting.qsize())]
        assert len(said) < room.MOST_WAITING
        assert said[0] == room.RESET
        assert said[-1] == b"%d" % (3 * room.MOST_WAITING - 1)

    asyncio.run(run())


@pytest.mark.parametrize(
    ("name", "asked", "answered"),
    [
        (None, {}, (401, "signed_out")),
        ("administrator", {}, (401, "signed_out")),
        ("supervisor", {"post": "leader@COUNTY_GOV_OFFICE"}, (401, "signed_out")),
        ("supervisor", {"origin": "https://elsewhere.example"}, (403, "unknown_origin")),
        ("supervisor", {"host": "elsewhere.example"}, (400, "unknown_host")),
        ("supervisor", {"host": "[::1"}, (400, "unknown_host")),
        ("supervisor", {"path": "/live/else"}, (404, "not_found")),
        ("supervisor", {"cookie": 'a="\x00;;=;'}, (401, "signed_out")),
    ],
)
def test_who_may_not_listen_is_told_why(office, name, asked, answered):
    async def run():
        browser = office[name] if name and "cookie" not in asked else None
        async with listening(Application(), browser, **asked) as listener:
            message = await listener.parts.get()
            body = json.loads((await listener.parts.get())["body"])
            assert body["detail"]
            assert body["detail_en"]
            return message["status"], body["code"]

    assert asyncio.run(run()) == answered


def test_the_page_of_the_same_host_may_read_and_no_other(office):
    async def run():
        async with listening(Application(), office["supervisor"], origin="http://127.0.0.1:8000") as screen:
            assert screen.headers[b"access-control-allow-origin"] == b"http://127.0.0.1:8000"
            assert screen.headers[b"access-control-allow-credentials"] == b"true"

    asyncio.run(run())


def test_a_person_opens_only_so_many(office, monkeypatch):
    monkeypatch.setattr(door, "MOST_OF_ONE", 1)

    async def run():
        application = Application()
        async with (
            listening(application, office["supervisor"]) as one,
            listening(application, office["supervisor"]) as two,
            listening(application, office["dispatcher"]) as other,
        ):
            return one.status, two.status, other.status

    assert asyncio.run(run()) == (200, 429, 200)


def test_a_stream_ends_with_its_session_and_does_not_keep_it_alive(office, monkeypatch):
    monkeypatch.setattr(door, "LOOK", 0.0)
    monkeypatch.setattr(door, "BEAT", 0.05)
    slid = []
    monkeypatch.setattr(who, "_slide", lambda *given: slid.append(given))
    browser = office["coordinator"]
    cookie = browser.cookies[settings.SESSION_COOKIE_NAME].value

    async def run():
        async with listening(Application(), browser) as screen:
            await asyncio.sleep(0.3)
            await elsewhere(browser.session.__class__(cookie).delete)
            return await screen.next()

    assert asyncio.run(run()) == ("signed_out", {})
    assert slid == []
