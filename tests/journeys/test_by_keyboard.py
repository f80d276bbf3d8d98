"""The dispatcher's morning: forty matters accepted and dispatched, and no hand on the mouse."""

import re
from collections.abc import Container

import pytest
from people import Clerk
from playwright.sync_api import expect

pytestmark = [
    pytest.mark.browser,
    pytest.mark.database,
    pytest.mark.slow,
    pytest.mark.usefixtures("servers_of_its_own"),
]

NO_MOUSE = """() => {
  window.touched = 0
  for (const kind of ['pointerdown', 'mousedown', 'wheel']) addEventListener(kind, () => { window.touched += 1 }, true)
}"""
LISTED = """async () => {
  const list = document.querySelector('.list .scroll')
  const found = new Set()
  for (let at = 0; ; at += list.clientHeight) {
    list.scrollTop = at
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
    for (const row of list.querySelectorAll('li a')) found.add(row.getAttribute('href'))
    if (at >= list.scrollHeight) break
  }
  list.scrollTop = 0
  return [...found]
}"""
COVER = "{n} 号门口的污水井盖松动了，车一过就响，怕有人摔倒。"
LAMP = "{n} 号门口的路灯三天不亮了，晚上看不见路。"
RUBBISH = "{n} 号楼下的路面塌了一块，积水很深。"
UNSORTED = "{n} 号想反映一下，门口的路灯坏了没人修。"
MANY = 40


class ByKeyboard(Clerk):
    """A clerk whose mouse is broken."""

    def sign_in(self, user: str, password: str) -> None:
        self.page.add_init_script(f"({NO_MOUSE})()")
        self.go("/staff/")
        expect(self.page.get_by_label("账号")).to_be_visible()
        while not self.page.evaluate("document.activeElement?.id === 'username'"):
            self.type("Tab")
        self.page.keyboard.type(user)
        self.type("Tab")
        self.page.keyboard.type(password)
        self.type("Enter")
        expect(self.page.get_by_role("navigation", name="视图")).to_be_visible()

    def type(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def sits(self, post: str) -> None:
        """Change to the next post, and see its own list."""
        self.type("c")
        expect(self.page.locator(".seat-button")).to_contain_text(post)
        expect(self.page.locator(".shown")).not_to_have_text("正在加载")

    def chosen(self) -> str:
        """The code of the matter that is selected and shown, with what the one key would do."""
        row = self.page.locator("li.selected a")
        expect(row).to_have_count(1)
        code = row.get_attribute("href").rpartition("/")[2]
        expect(self.page.locator(".preview .code .lead").first).to_contain_text(code[:14])
        expect(self.page.locator("aside.preview #matter-code")).to_have_text(code)
        expect(self.page.get_by_role("region", name="一键办理")).to_be_visible()
        return code

    def is_certain(self) -> bool:
        return self.page.locator(".one-key.certain").count() == 1

    def listed(self) -> set[str]:
        """The codes of the whole list, of which only what is near the window stands in the page."""
        return {row.rpartition("/")[2] for row in self.page.evaluate(f"({LISTED})()")}

    def pick(self, wanted: Container[str]) -> str:
        """Run down the list to the next of these: what else the county's night has left stays where it is."""
        while (code := self.chosen()) not in wanted:
            self.type("j")
            expect(self.page.locator(f"li.selected a[href$='{code}']")).to_have_count(0)
        return code

    def gone(self, code: str) -> None:
        expect(self.page.locator(f".list li a[href$='/matters/{code}']")).to_have_count(0)

    def send(self, *first: str) -> None:
        """Fill in the form that is open, and send it."""
        expect(
            self.page.get_by_role("dialog").get_by_role("button", name=re.compile("^确认"))
        ).to_be_enabled()
        self.type(*first, "Control+Enter")


@pytest.fixture
def waiting(county) -> dict[str, str]:
    """Forty matters of the night, each with the unit that is to have it."""
    with county.desk("registrar") as desk:
        area = {"area": f"{desk.county}001003"}
        expected = {}
        for n in range(MANY):
            text, category, lead = (COVER, "P0102", "MUNICIPAL") if n % 2 else (LAMP, "P0108", "MUNICIPAL")
            if n % 10 == 7:
                text, category, lead = RUBBISH, "P0101", ""
            elif n % 10 == 4:
                text, category = UNSORTED, None
            place = area | {"address": f"文昌路 {n + 1} 号"}
            expected[desk.register(text.format(n=n + 1), category=category, place=place)] = lead
    return expected


def test_forty_matters_are_accepted_and_dispatched_by_keyboard_alone(county, waiting):
    with county.clerk("dispatcher", kind=ByKeyboard) as clerk:
        clerk.type("?")
        expect(clerk.page.get_by_role("dialog")).to_contain_text("一键办理")
        clerk.look()
        clerk.type("Escape")
        expect(clerk.page.get_by_role("dialog")).to_be_hidden()
        clerk.sits("登记受理岗")
        assert clerk.listed() >= set(waiting)
        clerk.type("j")
        left, to_dispatch = set(waiting), set()
        while left:
            code = clerk.pick(left)
            if len(left) == MANY:
                clerk.look()
            if clerk.is_certain():
                clerk.type("d")
            else:
                to_dispatch.add(code)
                clerk.type("a")
                expect(clerk.page.locator(".suggested .options button").first).to_be_visible()
                clerk.send("Alt+1")
            clerk.gone(code)
            left.remove(code)
        assert len(to_dispatch) <= MANY // 4
        clerk.sits("分流派单员")
        assert clerk.listed() & set(waiting) == to_dispatch
        clerk.type("j")
        while to_dispatch:
            code = clerk.pick(to_dispatch)
            certain = clerk.is_certain()
            clerk.type("d")
            if not certain:
                clerk.send()
            clerk.gone(code)
            to_dispatch.remove(code)
        assert clerk.page.evaluate("window.touched") == 0
    with county.desk("supervisor") as desk:
        for code, lead in waiting.items():
            seen = desk.see(code)
            assert seen["state"] == "dispatched", code
            assert lead in {"", seen["orders"][0]["unit"]}
            kinds = [entry["kind"] for entry in seen["timeline"] if not entry["system"]]
            assert sorted(kinds) == ["MatterAccepted", "MatterDispatched", "MatterRegistered"]
