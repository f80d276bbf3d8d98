"""Takes a picture of every screen, and of the form of every act, for people to look at.

    PYTHONPATH=tests/journeys:bench python bench/screens.py ADDRESS PASSWORD FOLDER [citizen|others|patrol|staff|booking|watching]

ADDRESS is a running demo county, PASSWORD that of its accounts. For the staff's pictures it first puts matters into
every state (bench/staging.py); no act is pressed while pictures are taken.
"""

import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, ConsoleMessage, Error, Page, sync_playwright
from visitors import DESK, PHONE, launched

from staging import Staging

STAFF = (
    "registrar",
    "dispatcher",
    "coordinator",
    "handler",
    "town_dispatcher",
    "grid_worker",
    "supervisor",
    "duty_leader",
    "analyst",
    "unit_leader",
    "leader",
    "auditor",
    "privacy_officer",
)
FORMLESS = frozenset(
    {
        "sign",
        "report_in",
        "archive",
        "verify",
        "add_progress",
        "book_session",
        "move_session",
        "cancel_session",
    }
)
"""Acts that are done at one press, the note that is written on the page itself, and what is done in the calendar."""
INSIDE = """() => {
  const scrolled = document.querySelector('.el-drawer__body') ?? document.querySelector('#content')
  return scrolled ? scrolled.scrollHeight - scrolled.clientHeight : 0
}"""
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
        page.on("console", _heard)
        return page

    def take(self, page: Page, name: str) -> None:
        page.wait_for_load_state("networkidle")
        page.evaluate(SETTLED)
        if page.evaluate("() => document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            print(f"{name} is wider than {self.screen['width']} ({self.language})", file=sys.stderr)
        # What scrolls inside the page is shown whole.
        more = page.evaluate(INSIDE)
        page.set_viewport_size(
            {"width": self.screen["width"], "height": self.screen["height"] + min(more, 4000)}
        )
        file = self.folder / f"{name}-{self.language[:2]}-{self.screen['width']}.png"
        page.screenshot(path=str(file), full_page=True)
        page.set_viewport_size(self.screen)
        print(file)


def _heard(message: ConsoleMessage) -> None:
    if message.type in {"error", "warning"}:
        print(f"console: {message.text} {message.location.get('url', '')}", file=sys.stderr)


def main(address: str, password: str, folder: str, only: str = "") -> None:
    Path(folder).mkdir(parents=True, exist_ok=True)
    staging = Staging(address, password)
    staged = dict(staging.all()) if only in ("", "staff") else {}
    secret = staging.watched() if only in ("", "watching") else ""
    with sync_playwright() as playwright:
        browser = launched(playwright)
        for screen in (PHONE, DESK):
            for language in ("zh-Hans", "en"):
                camera = Camera(browser, address, password, Path(folder), language, screen)
                for shots in (citizen, others, patrol, booking, settings):
                    if only in ("", shots.__name__):
                        shots(camera)
                if staged:
                    staff(camera, staged)
                if secret:
                    watching(camera, secret)
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
        page.reload()  # only what is behind the hash changed: the page is loaded anew, not caught half-way
        camera.take(page, name)
    page.context.close()


def others(camera: Camera) -> None:
    page = camera.page()
    for name, path in (("patrol", "/patrol/"), ("screen", "/screen/"), ("staff-sign-in", "/staff/sign-in")):
        page.goto(camera.address + path)
        camera.take(page, name)
    page.context.close()


def patrol(camera: Camera) -> None:
    """The grid worker's phone, signed in."""
    page = camera.page()
    page.goto(f"{camera.address}/patrol/#/sign-in")
    page.get_by_role("heading", level=1).wait_for()
    camera.take(page, "patrol-sign-in")
    page.locator("input").nth(0).fill("grid_worker")
    page.locator("input").nth(1).fill(camera.password)
    page.locator("button[type=submit]").click()
    page.locator(".strip").wait_for()
    for name in ("", "report/report", "report/self", "report/urgent", "help", "sweeps", "outbox", "me"):
        page.goto(f"{camera.address}/patrol/#/{name}")
        camera.take(page, f"patrol-{name.replace('/', '-') or 'tasks'}")
    task = page.locator("main li a").first
    page.goto(f"{camera.address}/patrol/#/")
    if task.count():
        task.click()
        camera.take(page, "patrol-task")
    page.context.close()


def staff(camera: Camera, staged: dict[str, str]) -> None:
    """Each post's worklist, each story's page once, and once each act's form."""
    seen: set[str] = set()
    shown: set[str] = set()
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
        for story, code in staged.items():
            answer = page.request.get(f"{camera.address}/api/v1/matters/{code}")
            if not answer.ok:
                continue
            fresh = [action for action in answer.json()["actions"] if action not in seen]
            seen.update(fresh)
            if story not in shown:
                shown.add(story)
                page.goto(f"{camera.address}/staff/matters/{code}")
                camera.take(page, f"staff-matter-{story.replace(', ', '-').replace(' ', '-')}")
            forms(camera, page, code, [action for action in fresh if action not in FORMLESS], user)
        page.context.close()


def booking(camera: Camera) -> None:
    """The calendar, and the form of an appointment, which has its place there and on no matter's page."""
    page = signed_in(camera, "mediator")
    page.goto(f"{camera.address}/staff/mediation/rooms")
    camera.take(page, "staff-calendar")
    page.locator("header .new").click()
    page.get_by_role("dialog").wait_for()
    camera.take(page, "staff-form-book_session")
    page.context.close()


def settings(camera: Camera) -> None:
    """The duty directory with the version in force, its checks and a dry run; the calendar."""
    page = signed_in(camera, "administrator")
    page.goto(f"{camera.address}/staff/settings/duties")
    page.locator(".cards li").first.wait_for()
    camera.take(page, "staff-duties")
    page.locator(".cards a").first.click()
    page.locator(".lines li").first.wait_for()
    camera.take(page, "staff-duties-lines")
    for name in ("findings", "dry"):
        page.goto(f"{page.url.partition('?')[0]}?tab={name}")
        page.locator(".tabs").wait_for()
        camera.take(page, f"staff-duties-{name}")
    for path, name in (("templates", "staff-templates"), ("templates/SLIP_ACCEPT", "staff-template")):
        page.goto(f"{camera.address}/staff/settings/{path}")
        page.locator(".cards li, .preview img").first.wait_for()
        camera.take(page, name)
    page.goto(f"{camera.address}/staff/settings/calendar")
    page.locator("textarea").wait_for()
    camera.take(page, "staff-workdays")
    page.context.close()


def watching(camera: Camera, secret: str) -> None:
    """Signals of machines and requests about the own data, as each side sees them."""
    page = camera.page()
    page.goto(f"{camera.address}/citizen/#/t/{secret}")
    camera.take(page, "citizen-track")
    page.context.close()
    for user, path in (("registrar", "signals"), ("supervisor", "signals"), ("privacy_officer", "rights")):
        page = signed_in(camera, user)
        page.goto(f"{camera.address}/staff/{path}")
        camera.take(page, f"staff-{path}-{user}")
        for place in range(page.locator(".cards li").first.locator(".el-button").count()):
            page.locator(".cards li").last.locator(".el-button").nth(place).click()
            page.get_by_role("dialog").wait_for()
            camera.take(page, f"staff-{path}-{user}-{place}")
            page.reload()
        page.context.close()


def forms(camera: Camera, page: Page, code: str, actions: list[str], user: str) -> None:
    names = page.request.get(f"{camera.address}/api/v1/directory").json()["words"]["action"]
    language = "en" if camera.language == "en" else "zh"
    for action in actions:
        page.goto(f"{camera.address}/staff/matters/{code}")
        try:
            page.locator(".steps button").first.wait_for()
            next_step = page.locator(".steps .next")
            if next_step.count() and next_step.inner_text().strip() == names[action][language]:
                next_step.click()
            else:
                page.locator(".others").click()
                page.get_by_role("menuitem", name=names[action][language], exact=True).click()
            page.get_by_role("dialog").wait_for()
            camera.take(page, f"staff-form-{action}")
        except Error as error:
            print(f"{user} {action} {code}: {str(error).splitlines()[0]}", file=sys.stderr)


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
