"""Taking back (0016): a merge beside its message and by key; what waits and is left is not done."""

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
def lamps(county) -> list[str]:
    with county.desk("registrar") as desk:
        area = {"area": f"{desk.county}001003"}
        codes = [
            desk.register(LAMP.format(n=n), category="P0108", place=area | {"address": f"文昌路 {n} 号"})
            for n in (1, 2)
        ]
        for code in codes:
            desk.act(code, "accept")
    return codes


def test_a_merge_is_taken_back_by_key_and_its_step_then_has_no_button(county, lamps):
    main, follower = lamps
    with county.clerk("dispatcher") as clerk:
        page = clerk.page
        clerk.go(f"/staff/matters/{main}")
        expect(page.locator(".ledger")).to_be_visible()
        page.keyboard.press("m")
        drawer = page.get_by_role("dialog")
        drawer.get_by_placeholder("输入事项编号").fill(follower)
        drawer.get_by_role("button", name="加入").click()
        page.keyboard.press("Control+Enter")
        said = page.locator(".el-message").filter(has_text="已并案")
        expect(said.get_by_role("button", name="撤销")).to_be_visible()
        expect(page.locator(".ledger").get_by_role("button", name="撤销并案")).to_be_visible()
        clerk.look()
        page.keyboard.press("z")
        expect(drawer.get_by_label("理由")).to_have_value("操作有误，撤销")
        expect(drawer).to_contain_text("从本件中分出")
        clerk.look()
        page.keyboard.press("Control+Enter")
        expect(page.locator(".ledger").get_by_role("button", name="撤销并案")).to_have_count(0)
        expect(drawer).to_be_hidden()
    with county.desk("dispatcher") as desk:
        seen = desk.see(follower)
        assert seen["state"] == "accepted"
        assert [step["kind"] for step in seen["timeline"]][-2:] == ["MatterMerged", "MatterUnmerged"]


def test_leaving_the_drawer_while_it_waits_does_nothing(county, lamps):
    with county.desk("dispatcher") as desk:
        for code in lamps:
            desk.act(code, "dispatch", lead="MUNICIPAL")
    with county.clerk("handler") as clerk:
        page = clerk.page
        expect(page.locator(".list li")).to_have_count(2)
        for n in (1, 2):
            page.keyboard.press("j")
            page.keyboard.press("x")
            expect(page.get_by_role("toolbar")).to_contain_text(f"已选 {n} 件")
        page.keyboard.press(".")
        expect(page.get_by_role("toolbar").get_by_role("button").first).to_be_focused()
        page.keyboard.press("Enter")
        drawer = page.get_by_role("dialog")
        drawer.get_by_role("button", name="签收 2 件").click()
        expect(drawer.get_by_role("button", name="撤销")).to_be_focused()
        page.keyboard.press("Escape")
        expect(drawer).to_be_hidden()
        expect(page.get_by_role("toolbar")).to_contain_text("已选 2 件")
    with county.desk("handler") as desk:
        assert {desk.see(code)["state"] for code in lamps} == {"dispatched"}
