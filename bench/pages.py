"""Times the pages in Chromium with a processor four times as slow, on loopback.

    PYTHONPATH=tests/journeys python bench/pages.py ADDRESS PASSWORD

ADDRESS is a running demo county, PASSWORD that of its accounts. Prints one line for each figure, with its goal; a figure is
the median of several visits, each with a browser that has nothing cached, or (warm) of the same page once more.
"""

import os
import statistics
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright
from visitors import DESK, PHONE, launched

SLOWER: Final = 4
VISITS: Final = 5
ROWS: Final = 10_000
KEYS: Final = "文昌路路口的井盖松了，车一过就响，怕有人摔倒，请尽快来看看。"
# The first frame in which the thing is there, counted from the start of the navigation.
SEEN: Final = """(() => {
  const look = () => {
    if (window.__seen || !document.querySelector(%r)) return
    window.__seen = -1
    requestAnimationFrame(() => setTimeout(() => { window.__seen = performance.now() }))
  }
  new MutationObserver(look).observe(document, { childList: true, subtree: true })
})()"""
# From a key to the end of the frame that shows it.
PRESSED: Final = """() => {
  window.__keys = []
  document.addEventListener('keydown', () => {
    const at = performance.now()
    requestAnimationFrame(() => setTimeout(() => window.__keys.push(performance.now() - at)))
  }, true)
}"""
LONG: Final = """() => {
  window.__long = [0]
  new PerformanceObserver((list) => { for (const one of list.getEntries()) window.__long.push(one.duration) }).observe({ entryTypes: ['longtask'] })
}"""
SCROLL: Final = """async () => {
  const list = document.querySelector('.scroll')
  for (let at = 0; at < list.scrollHeight; at += 1500) {
    list.scrollTop = at
    await new Promise((resolve) => requestAnimationFrame(resolve))
  }
  return list.querySelectorAll('a[href*="/matters/"]').length
}"""


@dataclass(frozen=True)
class Bench:
    """A browser, and the county that it visits."""

    browser: Browser
    address: str
    password: str

    def context(self, screen: dict[str, int], state: Any = None) -> BrowserContext:
        return self.browser.new_context(
            viewport=screen, locale="zh-CN", storage_state=state, service_workers="block"
        )

    def signed_in(self, user: str) -> Any:
        context = self.context(DESK)
        page = context.new_page()
        page.goto(f"{self.address}/staff/sign-in")
        page.locator("#username").fill(user)
        page.locator("#password").fill(self.password)
        page.locator("button[type=submit]").click()
        page.wait_for_url("**/staff/worklist*")
        state = context.storage_state()
        context.close()
        return state


def main(address: str, password: str) -> None:
    print(f"load before: {os.getloadavg()[0]:.1f}")
    with sync_playwright() as playwright:
        bench = Bench(launched(playwright), address, password)
        for name, figure, goal in figures(bench):
            print(f"{name}: {figure:.0f} ms (goal {goal} ms)", flush=True)
        bench.browser.close()
    print(f"load after: {os.getloadavg()[0]:.1f}")


def figures(bench: Bench) -> Iterator[tuple[str, float, int]]:
    """Every figure with its name and goal."""
    cold, warm = visits(bench, "/citizen/", PHONE, ".door.first", None)
    yield "citizen page, cold", cold, 1500
    yield "citizen page, warm", warm, 1500
    clerk = bench.signed_in("dispatcher")
    cold, warm = visits(bench, "/staff/worklist?view=all", DESK, "a[href*='/matters/']", clerk)
    yield "first list of the staff, cold", cold, 2500
    yield "first list of the staff, warm", warm, 800
    yield "a key in the register form, 95th of 100", keys(bench), 50
    yield f"the longest task while {ROWS} rows are scrolled", scrolled(bench, clerk), 100


def visits(bench: Bench, path: str, screen: dict[str, int], thing: str, state: Any) -> tuple[float, float]:
    """Median of the cold visits, and of the same pages once more."""
    cold, warm = [], []
    for _ in range(VISITS):
        context = bench.context(screen, state)
        page = slow(context)
        page.add_init_script(SEEN % thing)
        for times in (cold, warm):
            page.goto(bench.address + path)
            page.wait_for_function("() => window.__seen > 0")
            times.append(float(page.evaluate("() => window.__seen")))
        context.close()
    return statistics.median(cold), statistics.median(warm)


def keys(bench: Bench) -> float:
    """What a key costs while text is typed into the register form."""
    context = bench.context(DESK, bench.signed_in("registrar"))
    page = slow(context)
    page.goto(f"{bench.address}/staff/register")
    page.locator("textarea").first.click()
    page.evaluate(PRESSED)
    for sign in (KEYS * 4)[:100]:
        page.keyboard.press("a") if sign == "，" else page.keyboard.type("x" + sign)
        page.wait_for_timeout(40)
    pressed = sorted(page.evaluate("() => window.__keys"))
    context.close()
    return float(pressed[int(len(pressed) * 0.95)])


def scrolled(bench: Bench, state: Any) -> float:
    """The longest task while a list of many rows, that came in one answer, is scrolled to its end."""
    context = bench.context(DESK, state)
    page = slow(context)

    def many(route: Route) -> None:
        answer = route.fetch()
        said = answer.json()
        row = said["items"][0]
        said["items"] = [row | {"code": f"{row['code'][:-6]}{n:05d}X"} for n in range(ROWS)]
        route.fulfill(response=answer, json=said | {"next_cursor": None})

    page.route("**/api/v1/worklist?*", many)
    page.goto(f"{bench.address}/staff/worklist?view=all")
    page.locator("a[href*='/matters/']").first.wait_for(timeout=120_000)
    page.wait_for_timeout(2000)
    page.evaluate(LONG)
    page.evaluate(SCROLL)
    page.wait_for_timeout(500)
    longest = float(page.evaluate("() => Math.max(...window.__long)"))
    context.close()
    return longest


def slow(context: BrowserContext) -> Page:
    """A page whose processor is four times as slow."""
    context.set_default_timeout(60_000)
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    return page


if __name__ == "__main__":
    main(*sys.argv[1:])
