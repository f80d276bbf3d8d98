"""What goes wrong at a desk: the session ends while somebody types, the server is away, an address is not theirs."""

import pytest
from playwright.sync_api import expect

pytestmark = [
    pytest.mark.browser,
    pytest.mark.database,
    pytest.mark.slow,
    pytest.mark.usefixtures("servers_of_its_own"),
]

WORDS = "文昌路 20 号门口的路灯三天不亮了，晚上看不见路。"
REGISTER = "**/api/v1/matters"


def come_back(clerk, county, user):
    """Sign in again where the page asks for it."""
    page = clerk.page
    expect(page.get_by_label("账号")).to_be_visible()
    clerk.look()
    page.get_by_label("账号").fill(user)
    page.get_by_label("密码", exact=True).fill(county.password(user))
    page.get_by_role("button", name="登录").click()


def test_a_session_that_ends_in_the_middle_of_an_act_loses_no_word(county):
    with county.desk("registrar") as desk:
        code = desk.register(WORDS)
        desk.act(code, "accept", category="P0108")
    with county.desk("dispatcher") as desk:
        desk.act(code, "dispatch", lead="MUNICIPAL")
    with county.clerk("handler") as clerk:
        page = clerk.page
        clerk.go(f"/staff/matters/{code}")
        clerk.press("签收")
        clerk.stands("办理中")
        clerk.press("提交结果")
        drawer = page.get_by_role("dialog")
        drawer.get_by_label("答复内容（必填）").fill("已更换灯泡，今晚亮灯。")
        page.context.clear_cookies()
        with clerk.refused(401), clerk.refused(403):
            drawer.get_by_role("button", name="确认提交结果").click()
            come_back(clerk, county, "handler")
        clerk.stands("办理中")
        clerk.press("提交结果")
        expect(drawer.get_by_label("答复内容（必填）")).to_have_value("已更换灯泡，今晚亮灯。")
        drawer.get_by_role("button", name="确认提交结果").click()
        clerk.stands("待审核")


def test_a_session_that_ends_while_a_report_is_typed_loses_no_word(county):
    """The page may notice by itself, for it looks for similar reports while somebody types."""
    said, more = WORDS, "请尽快处理。"
    with county.clerk("registrar") as clerk:
        page = clerk.page
        clerk.go("/staff/register")
        page.get_by_label("诉求内容（必填）").fill(said)
        page.get_by_label("电话", exact=True).fill("13912345678")
        with clerk.refused(401), clerk.refused(403):
            page.context.clear_cookies()
            page.get_by_label("诉求内容（必填）").press_sequentially(more)
            page.get_by_role("button", name="登记", exact=True).or_(
                page.get_by_label("账号")
            ).first.wait_for()
            if page.get_by_role("button", name="登记", exact=True).is_visible():
                page.get_by_role("button", name="登记", exact=True).click()
            come_back(clerk, county, "registrar")
            expect(page.get_by_label("诉求内容（必填）")).to_have_value(said + more)
        expect(page.get_by_label("电话", exact=True)).to_have_value("139 1234 5678")
        page.get_by_role("button", name="登记", exact=True).click()
        expect(page.get_by_role("img", name="查询二维码")).to_be_visible()


def test_while_the_server_is_away_the_form_stays_and_the_same_report_is_made_once(county):
    with county.clerk("registrar") as clerk:
        page = clerk.page
        clerk.go("/staff/register")
        page.get_by_label("诉求内容（必填）").fill(WORDS + "（第二次）")
        keys = []

        def away(route):
            keys.append(route.request.headers["idempotency-key"])
            route.fetch()  # it arrived, and the answer was lost
            route.abort()

        page.route(REGISTER, away)
        page.get_by_role("button", name="登记", exact=True).click()
        expect(page.get_by_role("alert").first).to_contain_text("网络没有连上")
        clerk.look()
        clerk.faults = [fault for fault in clerk.faults if "ERR_FAILED" not in fault]
        page.unroute(REGISTER)
        page.get_by_role("button", name="登记", exact=True).click()
        expect(page.get_by_role("img", name="查询二维码")).to_be_visible()
        assert len(keys) == 1
    with county.desk("registrar") as desk:
        assert len(desk.found("（第二次）")) == 1


def test_an_address_of_somebody_elses_matter_says_why_it_does_not_open(county):
    with county.desk("registrar") as desk:
        code = desk.register(WORDS)
        desk.act(code, "accept", category="P0108")
    with county.clerk("handler") as clerk:
        with clerk.refused(403):
            clerk.go(f"/staff/matters/{code}")
            expect(clerk.page.get_by_role("alert").first).not_to_be_empty()
        clerk.look()
        expect(clerk.page.locator("body")).not_to_contain_text(WORDS)
