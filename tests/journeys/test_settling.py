"""What the README promises, done in a browser: from a citizen's word to a settled matter."""

import pytest
from PIL import Image
from playwright.sync_api import expect
from visitors import PHONE

pytestmark = [
    pytest.mark.browser,
    pytest.mark.database,
    pytest.mark.slow,
    pytest.mark.usefixtures("servers_of_its_own"),
]

UNIT = "青枫县市政园林服务中心"
"""Whom the duty directory proposes for street furniture; the demo account `handler` is of this unit."""


@pytest.fixture(scope="module")
def photo(tmp_path_factory):
    file = tmp_path_factory.mktemp("photos") / "cover.jpg"
    Image.effect_noise((640, 480), 60).convert("RGB").save(file)
    return file


def test_a_report_with_photo_is_accepted_dispatched_handled_approved_and_rated_to_its_end(county, photo):
    with county.citizen() as citizen:
        code = citizen.report(
            "文昌路路口的井盖松动了，车一过就响，怕有人摔倒。",
            address="文昌路 18 号门口",
            photo=photo,
            phone="13800001234",
        )
    accept(county, code, suggestion="污水井盖破损")
    dispatch(county, code)
    with county.clerk("handler") as handler:
        handler.open(code, "待签收")
        handler.press("签收")
        handler.stands("办理中")
        with handler.form("提交结果") as page:
            page.get_by_label("答复内容（必填）").fill("已更换井盖并加固，现场已恢复通行。")
            page.get_by_label("添加图片").set_input_files(photo)
        handler.stands("待审核")
    approve(county, code, look_at_contact=True)
    with county.citizen() as citizen:
        citizen.track(code, last4="1234")
        citizen.sees(UNIT, "已更换井盖并加固，现场已恢复通行。", "期限是怎么算的")
        expect(citizen.section("谁看过我的联系方式")).to_contain_text("用途：回访诉求人")
        expect(citizen.section("办到哪一步了").get_by_role("listitem").first).to_contain_text("登记")
        rate(citizen, "已解决", "满意")
        citizen.sees("谢谢您的评价。", "已结案")
    with county.clerk("registrar") as registrar:
        registrar.go(f"/staff/matters/{code}")
        registrar.stands("已办结")


def test_what_the_citizen_calls_not_solved_is_done_again(county):
    with county.citizen() as citizen:
        code = citizen.report(
            "文昌路的路灯三天不亮了，晚上看不见路。", address="文昌路 20 号", phone="13900005678"
        )
    accept(county, code, category="路灯不亮")
    dispatch(county, code)
    with county.clerk("handler", screen=PHONE) as handler:
        handler.open(code, "待签收")
        handler.press("签收")
        handler.stands("办理中")
        with handler.form("提交结果") as page:
            page.get_by_label("答复内容（必填）").fill("已换灯泡。")
        handler.stands("待审核")
    approve(county, code)
    with county.citizen() as citizen:
        citizen.track(code, last4="5678")
        rate(citizen, "未解决", "不满意")
        expect(citizen.page.get_by_text("请写一写原因。")).to_be_visible()
        citizen.page.get_by_label("哪里没有解决？").fill("还是不亮。")
        citizen.page.get_by_role("button", name="提交评价").click()
        citizen.sees("知道了，我们会接着办。")
    with county.clerk("supervisor") as supervisor:
        supervisor.open(code, "待回访")
        with supervisor.form("重办"):
            pass
        supervisor.stands("办理中")
    with county.citizen() as citizen:
        citizen.track(code, last4="5678")
        citizen.sees("重办", UNIT)
        expect(citizen.page.get_by_role("heading", name="问题解决了吗？")).to_be_hidden()


def accept(county, code, *, suggestion="", category=""):
    """The clerk reads the report, takes the machine's suggestion or searches a category, and accepts."""
    with county.clerk("registrar") as registrar:
        registrar.open(code, "待受理")
        with registrar.form("受理") as page:
            field = page.get_by_label("类别（必填）", exact=True)
            if suggestion:
                page.get_by_role("button", name=suggestion).click()
            else:
                field.fill(category)
                page.get_by_role("option", name=category).first.click()
            expect(field).to_have_value(suggestion or category)
        registrar.stands("待交办")


def dispatch(county, code):
    """The dispatcher takes what the duty directory proposes, which says why."""
    with county.clerk("dispatcher") as dispatcher:
        dispatcher.open(code, "待交办")
        with dispatcher.form("交办") as page:
            proposed = page.get_by_role("radio", name=UNIT)
            expect(proposed).to_be_checked()
            expect(page.locator(".route.chosen .why")).not_to_be_empty()
        dispatcher.stands("待签收")


def approve(county, code, *, look_at_contact=False):
    """Another unit than the one that handled it approves; who looks at the contact says what for."""
    with county.clerk("supervisor") as supervisor:
        supervisor.open(code, "待审核")
        if look_at_contact:
            page = supervisor.page
            page.get_by_role("button", name="查看联系方式").click()
            page.get_by_role("button", name="回访诉求人").click()
            page.get_by_role("button", name="确认查看").click()
            expect(page.get_by_role("link", name="13800001234")).to_be_visible()
        with supervisor.form("审核通过"):
            pass
        supervisor.stands("待回访")


def rate(citizen, solved, satisfied):
    page = citizen.page
    page.get_by_role("group", name="问题解决了吗？").get_by_role("button", name=solved, exact=True).click()
    page.get_by_role("group", name="对办理满意吗？").get_by_role("button", name=satisfied, exact=True).click()
    citizen.look()
    page.get_by_role("button", name="提交评价").click()
