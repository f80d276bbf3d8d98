"""A handler with nothing but a phone: one list, sign, ask the citizen, answer with a usual reply and photos, return."""

import re

import pytest
from on_patrol import picture
from playwright.sync_api import expect
from visitors import PHONE

pytestmark = [
    pytest.mark.browser,
    pytest.mark.database,
    pytest.mark.slow,
    pytest.mark.usefixtures("servers_of_its_own"),
]


@pytest.fixture
def orders(county, tmp_path):
    """Three orders of the municipal company; the first came with a picture."""
    with county.desk("registrar") as desk:
        shown = desk.upload(picture(tmp_path, "before.jpg", size=(800, 600)))
        codes = [
            desk.register("文昌路的路灯不亮了。", category="P0108", photos=[shown]),
            desk.register("枫林路的路灯一闪一闪。", category="P0108"),
            desk.register("供电公司的路灯不亮了。", category="P0108"),
        ]
        for code in codes:
            desk.act(code, "accept")
    with county.desk("dispatcher") as desk:
        for code in codes:
            desk.act(code, "dispatch", lead="MUNICIPAL")
    return codes


def test_orders_are_signed_asked_about_answered_and_returned_on_a_phone(county, orders, tmp_path):
    answered, asked, returned = orders
    after = picture(tmp_path, "after.jpg", colour="green", size=(800, 600))
    with county.clerk("handler", screen=PHONE) as handler:
        page = handler.page
        for code in orders:
            expect(page.locator(f".list a[href$='/matters/{code}']")).to_be_visible()
        handler.look()

        handler.open(answered, "待签收")
        handler.press("签收")
        handler.stands("办理中")
        handler.press("提交结果")
        drawer = page.get_by_role("dialog")
        expect(drawer.get_by_text("受理时的图片")).to_be_visible()
        drawer.get_by_role("button", name="已修复").click()
        reply = drawer.get_by_label("答复内容（必填）")
        expect(reply).to_have_value(re.compile("您反映的设施已修复"))
        expect(drawer.get_by_role("alert")).to_contain_text("还没有填写")
        handler.look()
        reply.fill(reply.input_value().replace("〔换了或修了什么〕", "换了灯泡和触发器"))
        expect(drawer.get_by_role("alert")).to_have_count(0)
        drawer.get_by_label("添加图片").set_input_files(after)
        expect(drawer.get_by_role("button", name="删除第 1 张图片")).to_be_visible()
        handler.look()
        drawer.get_by_role("button", name="确认提交结果").click()
        handler.stands("待审核")

        handler.go("/staff/worklist")
        handler.open(asked, "待签收")
        handler.press("签收")
        handler.stands("办理中")
        page.get_by_label("填写进展").fill("请告诉我们灯杆上的编号。")
        expect(page.get_by_role("checkbox", name="诉求人可见")).to_be_checked()
        handler.look()
        page.get_by_role("button", name="记录进展").click()
        expect(
            page.get_by_role("list", name="办理记录").get_by_text("请告诉我们灯杆上的编号。")
        ).to_be_visible()
        page.get_by_role("button", name="更多", exact=True).click()
        page.get_by_role("menuitem", name="暂停计时", exact=True).click()
        page.get_by_role("dialog").get_by_text("等待补充材料").click()
        handler.look()
        page.get_by_role("dialog").get_by_role("button", name=re.compile("^确认")).click()
        expect(page.get_by_role("dialog")).to_be_hidden()

        handler.go("/staff/worklist")
        handler.open(returned, "待签收")
        page.get_by_role("button", name="更多", exact=True).click()
        page.get_by_role("menuitem", name="退单", exact=True).click()
        drawer = page.get_by_role("dialog")
        drawer.get_by_label("理由（必填）").fill("该路段由供电公司管护")
        drawer.get_by_label("依据").fill("职责清单第 3 条")
        handler.look()
        drawer.get_by_role("button", name=re.compile("^确认")).click()
        expect(drawer).to_be_hidden()
    with county.desk("supervisor") as desk:
        page = desk.see(answered)
        assert page["state"] == "pending_review"
        assert "换了灯泡和触发器" in page["orders"][0]["reply"]
        assert [each["kind"] for each in pictures(page)].count("after") == 1
        assert "material" in causes(desk.see(asked))
        assert desk.see(returned)["returns"][0]["reason"] == "该路段由供电公司管护"


def pictures(page):
    return [photo for entry in page["timeline"] for photo in entry["photos"]]


def causes(page):
    """What made the clocks of a matter stand still."""
    return {part["cause"] for clock in page["clocks"] for part in clock["segments"] if not part["running"]}
