"""A ticket is taken at the kiosk, called by a window, shown on the display, and goes along to the register form."""

import re

import pytest
from people import Clerk
from playwright.sync_api import expect
from visitors import DESK, PHONE

pytestmark = [
    pytest.mark.browser,
    pytest.mark.database,
    pytest.mark.slow,
    pytest.mark.usefixtures("servers_of_its_own"),
]


def test_from_the_kiosk_to_the_register_form(county):
    with county.clerk("registrar") as clerk:
        clerk.go("/screen/kiosk")
        page = clerk.page
        number = page.locator(".number")
        page.get_by_role("button", name="A 综合受理").click()
        expect(number).to_have_text("A001")
        clerk.look()
        page.get_by_role("button", name="知道了").click()
        page.get_by_role("button", name="老年人").click()
        clerk.look()
        page.get_by_role("button", name="A 综合受理").click()
        expect(number).to_have_text("A002")
        expect(page.get_by_text("同类前面还有 0 人")).to_be_visible()

        display = Clerk(page.context.new_page(), county.origin)
        display.go("/screen/queue")
        expect(display.page.get_by_text("A 综合受理：等候 2 人")).to_be_visible()

        clerk.go("/staff/queue")
        page.get_by_label("本窗口号").fill("3")
        page.get_by_label("本窗口号").press("Enter")
        page.get_by_role("button", name="叫下一个（等候 2）").click()
        expect(page.locator(".number")).to_have_text("A002")
        clerk.look()
        shown = display.page.get_by_role("list", name="正在叫号")
        expect(shown).to_have_text(re.compile(r"A002\s*3 号窗口"))
        display.look()
        for screen in (PHONE, DESK):
            display.page.set_viewport_size(screen)
            display.look()
        assert "翁" not in display.page.locator("main").inner_text()

        page.get_by_role("button", name="过号", exact=True).click()
        expect(page.get_by_role("button", name="重呼 A002")).to_be_visible()
        page.get_by_role("button", name="叫下一个（等候 1）").click()
        expect(page.locator(".number")).to_have_text("A001")
        page.get_by_role("button", name="办结并登记").click()
        expect(page.get_by_text("取号 A001")).to_be_visible()
        page.get_by_label("诉求内容").fill("楼上漏水，想来调解。")
        with page.expect_request(re.compile("/api/v1/matters$")) as sent:
            page.keyboard.press("Control+Enter")
        assert sent.value.post_data_json["ticket"]
        expect(page.get_by_role("heading", name=re.compile("已登记"))).to_be_visible()
        clerk.look()


def test_the_administrator_makes_a_machine_the_kiosk_and_it_sees_no_matter(county):
    with county.clerk("registrar") as clerk:
        clerk.go("/screen/queue")  # the hall has services before the machine is set up
        expect(clerk.page.get_by_text(re.compile("A 综合受理"))).to_be_visible()
    with county.clerk("administrator") as keeper:
        page = keeper.page
        with keeper.refused(403), keeper.refused(401):  # signing out is answered with 401
            keeper.go("/screen/kiosk")
            page.get_by_label("把这台设备设为取号机，只能取号，看不到任何事项").select_option("COUNTY_HALL")
            keeper.look()
            page.get_by_role("button", name="设为取号机并退出登录").click()
            page.get_by_role("button", name=re.compile("A 综合受理")).click()
        expect(page.locator(".number")).to_have_text(re.compile(r"A\d{3}"))
        keeper.look()
        assert page.request.get(f"{county.origin}/api/v1/hall").status == 401
        with keeper.refused(401):
            keeper.go("/staff/")
            expect(page.get_by_label("账号")).to_be_visible()
