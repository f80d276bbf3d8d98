"""Takes a picture of every screen, for people to look at.

    PYTHONPATH=tests/journeys python bench/screens.py ADDRESS PASSWORD FOLDER [citizen|others|staff]

ADDRESS is a running demo county, PASSWORD that of its accounts. It registers nothing and presses no act.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Error, Page, sync_playwright
from visitors import DESK, PHONE, launched

STAFF = (
    "registrar",
    "dispatcher",
    "coordinator",
    "handler",
    "town_dispatcher",
    "grid_worker",
    "supervisor",
    "duty_leader",
)
MATTERS_A_POST = 40
SETTLED = "() => Promise.all(document.getAnimations().map((one) => one.finished.catch(() => 0)))"


@dataclass(frozen=True)
class Camera:
    """Where the pictures of one language and width go."""

    browser: Browser
    address: str
    password: str
    folder: Path
    language: str
    screen: dict[str, int]

    def page(self) -> Page:
        context = self.browser.new_context(viewport=self.screen, locale="zh-CN", timezone_id="Asia/Shanghai")
        context.set_default_timeout(8_000)
        context.add_init_script(f"localStorage.setItem('fengqiao.locale', '{self.language}')")
        page = context.new_page()
        page.on("pageerror", lambda error: print(f"page error: {error}", file=sys.stderr))
        return page

    def take(self, page: Page, name: str) -> None:
        page.wait_for_load_state("networkidle")
        page.evaluate(SETTLED)
        if page.evaluate("() => document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            print(f"{name} is wider than {self.screen['width']} ({self.language})", file=sys.stderr)
        file = self.folder / f"{name}-{self.language[:2]}-{self.screen['width']}.png"
        page.screenshot(path=str(file), full_page=True)
        print(file)


def main(address: str, password: str, folder: str, only: str = "") -> None:
    Path(folder).mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = launched(playwright)
        for language in ("zh-Hans", "en"):
            for screen in (PHONE, DESK):
                camera = Camera(browser, address, password, Path(folder), language, screen)
                for shots in (citizen, others, staff):
                    if only in ("", shots.__name__):
                        shots(camera)
        browser.close()


def citizen(camera: Camera) -> None:
    page = camera.page()
    for name, path in (
        ("citizen-home", "#/"),
        ("citizen-photo", "#/report/1"),
        ("citizen-place", "#/report/2"),
        ("citizen-what", "#/report/3"),
        ("citizen-find", "#/track"),
        ("citizen-nowhere", "#/no/such/page"),
        ("citizen-lost", "#/t/nothing"),
    ):
        page.goto(f"{camera.address}/citizen/{path}")
        camera.take(page, name)
    page.context.close()


def others(camera: Camera) -> None:
    page = camera.page()
    for name, path in (("patrol", "/patrol/"), ("screen", "/screen/"), ("staff-sign-in", "/staff/sign-in")):
        page.goto(camera.address + path)
        camera.take(page, name)
    page.context.close()


def staff(camera: Camera) -> None:
    """Each post's worklist, and once each act's form, on a matter in which that post may do it."""
    seen: set[str] = set()
    for user in STAFF:
        page = signed_in(camera, user)
        camera.take(page, f"staff-worklist-{user}")
        if user == "registrar":
            page.goto(f"{camera.address}/staff/worklist?q=nothing-is-called-this")
            camera.take(page, "staff-worklist-empty")
            page.goto(f"{camera.address}/staff/register")
            camera.take(page, "staff-register")
            page.goto(f"{camera.address}/staff/no/such/page")
            camera.take(page, "staff-nowhere")
        for code, actions in matters(camera, page):
            fresh = [action for action in actions if action not in seen]
            if fresh:
                seen.update(fresh)
                forms(camera, page, code, fresh, user)
        page.context.close()


def forms(camera: Camera, page: Page, code: str, actions: list[str], user: str) -> None:
    names = page.request.get(f"{camera.address}/api/v1/directory").json()["words"]["action"]
    language = "en" if camera.language == "en" else "zh"
    page.goto(f"{camera.address}/staff/matters/{code}")
    camera.take(page, f"staff-matter-{user}-{code[-6:]}")
    for action in actions:
        if action in {"sign", "report_in", "archive", "verify", "add_progress"}:
            continue
        page.goto(f"{camera.address}/staff/matters/{code}")
        try:
            more = page.locator(".others")
            page.locator(".steps button").first.wait_for()
            next_step = page.locator(".steps .next")
            if next_step.count() and next_step.inner_text().strip() == names[action][language]:
                next_step.click()
            else:
                more.click()
                page.get_by_role("menuitem", name=names[action][language], exact=True).click()
            page.get_by_role("dialog").wait_for()
            camera.take(page, f"staff-form-{action}")
        except Error as error:
            print(f"{user} {action} {code}: {str(error).splitlines()[0]}", file=sys.stderr)


def matters(camera: Camera, page: Page) -> Iterator[tuple[str, list[str]]]:
    for view in ("todo", "all"):
        rows = page.request.get(f"{camera.address}/api/v1/worklist?view={view}").json().get("items", [])
        for row in rows[:MATTERS_A_POST]:
            answer = page.request.get(f"{camera.address}/api/v1/matters/{row['code']}")
            if answer.ok:
                yield row["code"], answer.json()["actions"]


def signed_in(camera: Camera, user: str) -> Page:
    page = camera.page()
    page.goto(f"{camera.address}/staff/sign-in")
    page.locator("#username").fill(user)
    page.locator("#password").fill(camera.password)
    page.locator("button[type=submit]").click()
    page.wait_for_url("**/staff/worklist*")
    return page


if __name__ == "__main__":
    main(*sys.argv[1:])
