"""What people do in a browser, in their own words: a citizen who reports and follows, a clerk who acts."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from on_patrol import Desk, Worker
from playwright.sync_api import Browser, Locator, Page, expect
from visitors import DESK, PHONE, Somebody, Visitor, visiting

from installations import Running


class Citizen(Visitor):
    """Somebody with a phone and no account."""

    def report(
        self, text: str, *, address: str, photo: Path | None = None, phone: str = "", pin: str = ""
    ) -> str:
        """Report in the three steps; returns the code that is to be kept."""
        page = self.page
        self.go("/citizen/")
        self.sees("我要反映")
        page.get_by_role("link", name="我要反映").click()
        self.heads("拍一张照片")
        if photo:
            page.get_by_label("拍照或选照片").set_input_files(photo)
            expect(page.get_by_role("button", name="删除第 1 张图片")).to_be_visible()
        page.get_by_role("button", name="下一步" if photo else "跳过").click()
        self.heads("在哪里？")
        page.get_by_label("详细地点").fill(address)
        page.get_by_role("button", name="下一步").click()
        self.heads("说说情况")
        page.get_by_label("发生了什么、希望怎么办").fill(text)
        if phone:
            page.get_by_label("联系电话（可以不填）").fill(phone)
        if pin:
            page.get_by_label("查询密码").fill(pin)
        page.get_by_role("button", name="提交").click()
        self.heads("我们收到了")
        expect(page.get_by_role("img", name="查询二维码")).to_be_visible()
        return page.locator(".code").inner_text()

    def track(self, code: str, *, last4: str = "", pin: str = "") -> None:
        """Look it up again as somebody who kept nothing but the code."""
        page = self.page
        self.go("/citizen/")
        page.get_by_role("link", name="查进度").click()
        self.heads("查进度")
        page.get_by_role("textbox", name="编号").fill(code)
        if pin:
            page.get_by_role("button", name="用查询密码").click()
            page.get_by_label("查询密码", exact=True).fill(pin)
        else:
            page.get_by_label("手机号后四位", exact=True).fill(last4)
        page.get_by_role("button", name="查询", exact=True).click()
        expect(page.get_by_role("heading", name="办到哪一步了")).to_be_visible()
        self.look()

    def heads(self, title: str) -> None:
        expect(self.page.get_by_role("heading", level=1, name=title)).to_be_visible()
        self.look()

    def section(self, name: str) -> Locator:
        return self.page.get_by_role("region", name=name, exact=True)

    def sees(self, *words: str) -> None:
        for said in words:
            expect(self.page.get_by_text(said).first).to_be_visible()
        self.look()


class Clerk(Visitor):
    """Somebody of the staff, signed in."""

    def sign_in(self, user: str, password: str) -> None:
        self.go("/staff/")
        self.page.get_by_label("账号").fill(user)
        self.page.get_by_label("密码", exact=True).fill(password)
        self.look()
        self.page.get_by_role("button", name="登录").click()
        expect(self.page.get_by_role("navigation", name="视图")).to_be_visible()

    def open(self, code: str, state: str) -> None:
        """Find it in one's own list and open it; its state is the heading."""
        link = self.page.locator(f"a[href$='/matters/{code}']")
        expect(link).to_be_visible()
        self.look()
        link.click()
        if self.page.viewport_size == DESK:
            self.page.get_by_role("link", name="打开全页").click()
        self.stands(state)

    def stands(self, state: str) -> None:
        expect(self.page.get_by_role("heading", level=1, name=state, exact=True)).to_be_visible()
        self.look()

    def press(self, step: str) -> None:
        """The one next step."""
        self.page.locator(".steps").get_by_role("button", name=step, exact=True).click()

    @contextlib.contextmanager
    def form(self, step: str) -> Iterator[Page]:
        """Open the form of the next step, and send it after it was filled in."""
        self.press(step)
        drawer = self.page.get_by_role("dialog")
        expect(drawer.get_by_role("button", name=f"确认{step}")).to_be_enabled()
        yield self.page
        self.look()
        drawer.get_by_role("button", name=f"确认{step}").click()
        expect(drawer).to_be_hidden()


SomeClerk = TypeVar("SomeClerk", bound=Clerk)


class County:
    """The running county, and whoever comes to it."""

    def __init__(self, browser: Browser, installation: Running) -> None:
        self.browser = browser
        self._accounts = installation.accounts
        self.origin = f"http://127.0.0.1:{installation.port}"

    def password(self, user: str) -> str:
        return self._accounts[user]

    @contextlib.contextmanager
    def citizen(self) -> Iterator[Citizen]:
        with visiting(self.browser, self.origin, Citizen, screen=PHONE) as somebody:
            yield somebody

    @contextlib.contextmanager
    def clerk(
        self, user: str, *, screen: dict[str, int] = DESK, kind: type[SomeClerk] = Clerk
    ) -> Iterator[SomeClerk]:
        with visiting(self.browser, self.origin, kind, screen=screen) as somebody:
            somebody.sign_in(user, self._accounts[user])
            yield somebody

    @contextlib.contextmanager
    def worker(self, user: str = "grid_worker", *, screen: dict[str, int] = PHONE) -> Iterator[Worker]:
        """A grid worker with the patrol page on the phone."""
        with visiting(self.browser, self.origin, Worker, screen=screen) as somebody:
            somebody.sign_in(user, self._accounts[user])
            yield somebody

    @contextlib.contextmanager
    def desk(self, user: str) -> Iterator[Desk]:
        """Somebody whose screens are not the matter here: acts through the API."""
        context = self.browser.new_context(base_url=self.origin)
        try:
            yield Desk(context.request, user, self._accounts[user])
        finally:
            context.close()

    @contextlib.contextmanager
    def somebody(self, kind: type[Somebody]) -> Iterator[Somebody]:
        """Anybody else with a phone and no account."""
        with visiting(self.browser, self.origin, kind, screen=PHONE) as visitor:
            yield visitor
