"""Many at once: what will happen is shown before it happens; what was refused stays chosen. A kept view is there again."""

import pytest
from playwright.sync_api import expect

pytestmark = [
    pytest.mark.browser,
    pytest.mark.database,
    pytest.mark.slow,
    pytest.mark.usefixtures("servers_of_its_own"),
]

LAMP = "文昌路 {n} 号门口的路灯三天不亮了，晚上看不见路。"


@pytest.fixture
def dispatched(county) -> list[str]:
    with county.desk("registrar") as desk:
        area = {"area": f"{desk.county}001003"}
        codes = [
            desk.register(LAMP.format(n=n), category="P0108", place=area | {"address": f"文昌路 {n} 号"})
            for n in (1, 2, 3)
        ]
        for code in codes:
            desk.act(code, "accept")
    with county.desk("dispatcher") as desk:
        for code in codes:
            desk.act(code, "dispatch", lead="MUNICIPAL")
    return codes


def test_three_are_signed_and_the_one_that_somebody_else_changed_is_told_and_stays(county, dispatched):
    with county.clerk("handler") as clerk, county.desk("supervisor") as desk:
        page = clerk.page
        rows = page.locator(".list li")
        expect(rows).to_have_count(3)
        expect(page.locator("li.selected")).to_have_count(0)
        for n in (1, 2, 3):
            page.keyboard.press("j")
            page.keyboard.press("x")
            expect(page.get_by_role("toolbar")).to_contain_text(f"已选 {n} 件")
        expect(page.get_by_role("toolbar")).to_contain_text("已选 3 件")
        clerk.look()
        page.keyboard.press(".")
        expect(page.get_by_role("toolbar").get_by_role("button").first).to_be_focused()
        page.keyboard.press("Enter")
        drawer = page.get_by_role("dialog")
        expect(drawer.locator("li.will")).to_have_count(3)
        expect(drawer.locator("li").first).to_contain_text("办理后为“办理中”")
        clerk.look()
        assert desk.see(dispatched[1])["state"] == "dispatched"
        desk.act(dispatched[1], "urge")
        drawer.get_by_role("button", name="签收 3 件").click()
        expect(drawer.get_by_role("timer")).to_contain_text("现在还没有写入任何内容")
        expect(drawer.locator("li.will").first).to_contain_text("秒后办理")
        clerk.look()
        page.keyboard.press("z")
        expect(drawer.get_by_role("status")).to_contain_text("已撤销，没有写入任何内容")
        assert [desk.see(code)["state"] for code in dispatched] == ["dispatched"] * 3
        with clerk.refused(409):
            drawer.get_by_role("button", name="签收 3 件").click()
            drawer.get_by_role("button", name="立即办理").click()
            expect(drawer.get_by_role("status")).to_contain_text("已办成 2 件，未办 1 件")
        expect(drawer.locator("li.failed")).to_contain_text("没有覆盖")
        clerk.look()
        drawer.get_by_role("button", name="关闭", exact=True).click()
        expect(drawer).to_be_hidden()
        expect(page.get_by_role("toolbar")).to_contain_text("已选 1 件")
        expect(page.locator(f"li:has(a[href$='{dispatched[1]}']) input.pick")).to_be_checked()
        states = [desk.see(code)["state"] for code in dispatched]
        assert states == ["in_progress", "dispatched", "in_progress"]


def test_a_view_is_kept_renamed_and_deleted_and_is_nobody_elses(county):
    with county.clerk("supervisor") as clerk:
        page = clerk.page
        clerk.go("/staff/worklist?view=all&category=P0108")
        page.get_by_role("button", name="保存为视图").click()
        page.get_by_label("视图名称").fill("全县路灯")
        clerk.look()
        page.keyboard.press("Enter")
        mine = page.get_by_role("group", name="我的视图")
        expect(mine.get_by_role("link", name="全县路灯")).to_have_attribute("aria-current", "page")
        clerk.go("/staff/worklist")
        mine.get_by_role("link", name="全县路灯").click()
        expect(page).to_have_url(f"{clerk.origin}/staff/worklist?view=all&category=P0108")
        clerk.look()
        mine.get_by_role("button", name="视图“全县路灯”的更多操作").click()
        page.get_by_role("menuitem", name="重命名").click()
        page.get_by_label("视图名称").fill("路灯")
        page.keyboard.press("Enter")
        expect(mine.get_by_role("link", name="路灯", exact=True)).to_be_visible()
        with county.clerk("duty_leader") as other:
            expect(other.page.locator(".saved")).to_have_count(0)
        mine.get_by_role("button", name="视图“路灯”的更多操作").click()
        page.get_by_role("menuitem", name="删除").click()
        page.get_by_role("dialog").get_by_role("button", name="删除").click()
        expect(mine).to_have_count(0)
        page.locator(".el-message").get_by_role("button", name="撤销").click()
        expect(mine.get_by_role("link", name="路灯", exact=True)).to_be_visible()
