"""People before a browser: each in a browser of the own, watched for errors, strange hosts and barriers."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright, Request, expect
from playwright.sync_api import TimeoutError as NotInTime

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1366, "height": 768}
OFFLINE = ("ERR_INTERNET_DISCONNECTED", "ERR_FAILED", "ERR_CONNECTION_REFUSED")
PATIENCE = 20_000  # milliseconds in which what is expected must show; only there so that a failure ends
BARRIERS = """async () => {
  // What fades in or out is pale for a moment; it is looked at when it stands still.
  const moving = document.getAnimations().filter((each) => each.effect?.getComputedTiming().endTime !== Infinity && each.playState === 'running')
  await Promise.all(moving.map((each) => each.finished.catch(() => null)))
  const found = await axe.run(document, { resultTypes: ['violations'] })
  return found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`)
}"""
TOO_WIDE = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"

expect.set_options(timeout=PATIENCE)


def launched(playwright: Playwright) -> Browser:
    """A Chromium with a new profile, which playwright makes and throws away."""
    return playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=FLAGS)


Somebody = TypeVar("Somebody", bound="Visitor")


class Visitor:
    """Somebody with a browser of the own. What went wrong meanwhile is told when they leave."""

    def __init__(self, page: Page, origin: str) -> None:
        self.page = page
        self.origin = origin
        self.faults: list[str] = []
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.faults.append(f"page error: {error}"))
        page.on("request", self._asked)

    def go(self, path: str) -> None:
        self.page.goto(self.origin + path)

    def look(self) -> None:
        """What is shown now must be free of barriers and no wider than the screen.

        A page that is still on its way has no heading yet; one that never gets a heading is told of as any other barrier.
        """
        with contextlib.suppress(NotInTime):
            self.page.locator("h1").first.wait_for(state="attached", timeout=5_000)
        self.page.evaluate(
            "() => Promise.all(document.getAnimations().map((one) => one.finished.catch(() => 0)))"
        )
        if not self.page.evaluate("() => 'axe' in window"):
            self.page.evaluate(AXE.read_text())
        for barrier in self.page.evaluate(BARRIERS):
            self.faults.append(f"{self.page.url}: {barrier}")
        if self.page.evaluate(TOO_WIDE):
            self.faults.append(f"{self.page.url}: wider than the screen")

    @contextlib.contextmanager
    def refused(self, status: int) -> Iterator[None]:
        """Chromium itself complains of an answer that refuses; here it is what is wanted."""
        expected = f"the server responded with a status of {status}"
        before = len(self.faults)
        yield
        after = self.faults[before:]
        self.faults[before:] = [fault for fault in after if expected not in fault]

    def wait_until_served(self) -> None:
        """The phone has all that the page needs."""
        self.page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")

    @contextlib.contextmanager
    def cut(self) -> Iterator[None]:
        """Without network; what Chromium says of it is no fault of the page."""
        before = len(self.faults)
        self.page.context.set_offline(True)
        try:
            yield
        finally:
            self.page.context.set_offline(False)
            self.faults[before:] = [
                fault for fault in self.faults[before:] if not any(word in fault for word in OFFLINE)
            ]

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.faults.append(f"console: {message.text} {message.location.get('url', '')}")

    def _asked(self, request: Request) -> None:
        live = f"http://127.0.0.1:{int(self.origin.rpartition(':')[2]) + 1}/live/"
        if not request.url.startswith((self.origin + "/", live, "data:", "blob:")):
            self.faults.append(f"asked another host: {request.url}")


@contextlib.contextmanager
def visiting(
    browser: Browser, origin: str, kind: type[Somebody], *, screen: dict[str, int]
) -> Iterator[Somebody]:
    """A visitor of the installation at `origin`, gone afterwards; their faults fail the test."""
    context = browser.new_context(viewport=screen, locale="zh-CN", timezone_id="Asia/Shanghai")
    context.set_default_timeout(PATIENCE)
    try:
        visitor = kind(context.new_page(), origin)
        yield visitor
        assert not visitor.faults, "\n".join(visitor.faults)
    finally:
        context.close()


@contextlib.contextmanager
def without_scripts(browser: Browser, *, locale: str = "zh-CN") -> Iterator[Page]:
    """A phone whose browser runs no script: nobody can look for barriers there, so pages are only read."""
    context = browser.new_context(
        viewport=PHONE, locale=locale, timezone_id="Asia/Shanghai", java_script_enabled=False
    )
    context.set_default_timeout(PATIENCE)
    try:
        yield context.new_page()
    finally:
        context.close()
