"""A category's own questions: kept in the settings, put by the register form, answered by the citizen, seen on the matter."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [
    pytest.mark.browser,
    pytest.mark.database,
    pytest.mark.slow,
    pytest.mark.usefixtures("servers_of_its_own"),
]


def test_a_question_is_published_asked_and_answered(county):
    with county.clerk("coordinator") as keeper:
        page = keeper.page
        keeper.go("/staff/settings/questions/P0108")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        page.get_by_role("button", name="添加问题").click()
        drawer = page.get_by_role("dialog")
        drawer.get_by_label("问题（中文）").fill("您的民族")
        drawer.get_by_label("问题（英文）").fill("Number on the pole")
        drawer.get_by_text("必须回答").click()
        keeper.look()
        drawer.get_by_role("button", name="放入列表").click()
        expect(drawer).to_be_hidden()
        with keeper.refused(400):
            page.get_by_role("button", name="发布", exact=True).click()
            expect(page.get_by_role("alert")).to_contain_text("不得询问“民族”")
        page.get_by_role("button", name="修改").click()
        drawer.get_by_label("问题（中文）").fill("灯杆编号")
        drawer.get_by_role("button", name="放入列表").click()
        expect(drawer).to_be_hidden()
        page.get_by_role("button", name="发布", exact=True).click()
        expect(page.get_by_text(re.compile("^第 1 版"))).to_be_visible()
        keeper.look()

    with county.desk("registrar") as desk:
        code = desk.register("文昌路的路灯不亮。", category="P0108")
    with county.clerk("registrar") as clerk:
        page = clerk.page
        clerk.go(f"/staff/matters/{code}")
        expect(page.get_by_text("还没有回答：灯杆编号")).to_be_visible()
        clerk.look()
