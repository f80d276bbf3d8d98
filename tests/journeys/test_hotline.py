"""The seat of the hotline: a caller who comes again, everything typed, and a receipt; no hand on the mouse."""

import pytest
from playwright.sync_api import expect
from test_by_keyboard import ByKeyboard

pytestmark = [
    pytest.mark.browser,
    pytest.mark.database,
    pytest.mark.slow,
    pytest.mark.usefixtures("servers_of_its_own"),
]

NUMBER = "13700004321"


def test_a_caller_who_comes_again_is_found_and_registered_by_keyboard_alone(county):
    with county.desk("registrar") as desk:
        before = desk.register("巷口的垃圾桶满了没人清。", requester={"name": "翁小明", "phone": NUMBER})
        other = desk.register("河边的栏杆断了。", requester={"name": "钱小红", "phone": "13700009999"})
    with county.clerk("registrar", kind=ByKeyboard) as clerk:
        page = clerk.page
        clerk.type("n")
        expect(page.get_by_role("heading", level=1, name="登记")).to_be_visible()
        expect(page.get_by_label("诉求内容")).to_be_focused()
        page.keyboard.type("文昌路 30 号门口的路灯三天不亮了，晚上看不见路。")
        clerk.type("Tab")
        expect(page.get_by_label("详细地址")).to_be_focused()
        page.keyboard.type("文昌路 30 号")
        tab_to(clerk, "姓名")
        page.keyboard.type("翁小明")
        clerk.type("Tab")
        page.keyboard.type(NUMBER)
        expect(page.get_by_label("电话", exact=True)).to_have_value("137 0000 4321")

        clerk.type("Alt+r")
        purpose = page.get_by_label("用途（必填）")
        expect(purpose).to_be_focused()
        expect(page.get_by_text(before)).to_have_count(0)
        page.keyboard.type("核对来电人是否反映过")
        clerk.type("Enter")
        expect(page.get_by_role("link", name=before)).to_be_visible()
        expect(page.get_by_role("link", name=other)).to_have_count(0)
        clerk.look()

        expect(page.locator(".suggested .options button").first).to_be_visible()
        clerk.type("Alt+1", "Control+Enter")
        receipt = page.get_by_role("status").filter(has_text="已登记")
        expect(receipt).to_be_visible()
        expect(page.get_by_role("button", name="再登记一件")).to_be_focused()
        code = page.locator(".slip .code").inner_text()
        clerk.look()
        clerk.type("Enter")
        expect(page.get_by_label("诉求内容")).to_be_focused()
        expect(page.get_by_label("电话", exact=True)).to_have_value("")
        assert page.evaluate("window.touched") == 0
    with county.desk("supervisor") as desk:
        seen = desk.see("".join(code.split()))
        assert seen["state"] == "registered"
        assert seen["category"] == "P0108"


def tab_to(clerk, label):
    """Go on with the tab key until the field is reached."""
    field = clerk.page.get_by_label(label, exact=True)
    while not field.evaluate("field => field === document.activeElement"):
        clerk.type("Tab")
