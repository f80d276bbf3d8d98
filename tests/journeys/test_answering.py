"""A question is answered at the window at once: written by a unit, published by who may, found while somebody asks."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [
    pytest.mark.browser,
    pytest.mark.database,
    pytest.mark.slow,
    pytest.mark.usefixtures("servers_of_its_own"),
]


def test_a_consultation_is_answered_at_the_window_and_read_by_everybody(county):
    with county.clerk("registrar") as clerk:
        page = clerk.page
        clerk.go("/staff/knowledge")
        page.get_by_role("button", name="起草条目").click()
        drawer = page.get_by_role("dialog")
        for label, said in (
            ("代码", "HALL-1"),
            ("问题", "老年优待证在哪里领？"),
            ("答复", "带身份证到政务服务大厅三号窗口，当场领取。"),
            ("关键词", "老年优待证、老年证"),
        ):
            drawer.get_by_label(label).fill(said)
        drawer.get_by_label("分类").click()
        drawer.get_by_label("分类").press_sequentially("S0301")
        page.get_by_role("option", name=re.compile("惠民惠农政策")).first.click()
        clerk.look()
        drawer.get_by_role("button", name="保存草稿").click()
        expect(drawer).to_be_hidden()
        row = page.get_by_role("listitem").filter(has_text="老年优待证在哪里领")
        expect(row).to_contain_text("草稿")
        clerk.look()

    with county.clerk("coordinator") as keeper:
        page = keeper.page
        page.get_by_role("link", name="设置", exact=True).click()
        page.get_by_role("link", name="知识库", exact=True).click()
        page.get_by_label("搜索问题、关键词、拼音首字母").fill("lnyd")
        page.get_by_role("button", name="老年优待证在哪里领？").click()
        drawer = page.get_by_role("dialog")
        expect(drawer.get_by_text("还没有发布过。")).to_be_visible()
        keeper.look()
        drawer.get_by_role("button", name="发布", exact=True).click()
        expect(drawer).to_be_hidden()
        expect(page.get_by_role("listitem").filter(has_text="老年优待证在哪里领")).to_contain_text("已发布")

    with county.clerk("registrar") as clerk:
        page = clerk.page
        clerk.go("/staff/register")
        page.get_by_label("诉求内容").fill("请问老年证去哪里领")
        offered = page.get_by_text("带身份证到政务服务大厅三号窗口，当场领取。")
        expect(offered).to_be_visible()
        clerk.look()
        page.keyboard.press("Shift+Alt+1")
        expect(page.get_by_text("已当场答复")).to_be_visible()
        clerk.look()

    with county.citizen() as citizen:
        citizen.go("/citizen/")
        citizen.page.get_by_role("link", name="常见问题").click()
        citizen.heads("常见问题")
        citizen.page.get_by_label("查找").fill("老年证")
        citizen.page.get_by_text("老年优待证在哪里领？").click()
        citizen.sees("带身份证到政务服务大厅三号窗口，当场领取。")
        citizen.go("/citizen/#/report/3")
        citizen.page.get_by_label("发生了什么、希望怎么办").fill("老年证去哪里领")
        citizen.sees("这里也许已有答复")
        expect(citizen.page.get_by_role("button", name="提交")).to_be_enabled()
