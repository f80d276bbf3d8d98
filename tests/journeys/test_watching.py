"""What machines report, and what people ask about their own data: each waits on a page for the post that decides."""

import json
import re
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import expect

pytestmark = [
    pytest.mark.browser,
    pytest.mark.database,
    pytest.mark.slow,
    pytest.mark.usefixtures("servers_of_its_own"),
]

GAS = {"source": "sensor", "type": "gas", "place": {"lon": 119.14, "lat": 28.08, "datum": "wgs84"}}
PARKING = {
    "source": "ai_camera",
    "type": "illegal_parking",
    "place": {"lon": 119.15, "lat": 28.07, "datum": "wgs84"},
}


@pytest.fixture
def alarms(county):
    """The administrator connects two machines, and each reports."""
    with county.clerk("administrator") as administrator:
        for body in (PARKING, GAS):
            token = administrator.page.evaluate(
                """(source) => fetch(`/api/v1/sources/${source}/token`, {method: 'POST', body: '{}', headers: {
                  'Content-Type': 'application/json', 'X-CSRFToken': document.cookie.match(/csrftoken=([^;]+)/)[1],
                }}).then((answer) => answer.json()).then((answer) => answer.token)""",
                body["source"],
            )
            headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
            asked = Request(f"{county.origin}/api/v1/signals", json.dumps(body).encode(), headers)
            with urlopen(asked) as answer:
                assert answer.status == 201


@pytest.mark.usefixtures("alarms")
def test_a_signal_becomes_a_matter_or_nothing(county):
    with county.clerk("registrar") as clerk:
        page = clerk.page
        page.get_by_role("link", name="信号", exact=True).click()
        cards = page.get_by_role("main").get_by_role("listitem")
        expect(cards).to_have_count(2)
        expect(cards.first).to_contain_text("燃气报警")
        clerk.look()
        cards.first.get_by_role("button", name="确认成事项").click()
        drawer = page.get_by_role("dialog")
        drawer.get_by_role("button", name="确认成事项").click()
        expect(drawer.get_by_role("alert")).to_have_text("请填写“类别”。")
        expect(drawer.get_by_text("建议类别")).to_be_visible()
        drawer.locator(".suggested .options button").first.click()
        clerk.look()
        drawer.get_by_role("button", name="确认成事项").click()
        made = page.get_by_role("main").get_by_role("link", name=re.compile(r"\d{4}[A-Z]\d{5}"))
        expect(made).to_be_visible()
        clerk.look()
        expect(cards).to_have_count(1)
        cards.first.get_by_role("button", name="不成立").click()
        drawer.get_by_role("button", name="不成立").click()
        expect(drawer.get_by_role("alert")).to_have_text("请填写“理由”。")
        drawer.get_by_text("误报").click()
        clerk.look()
        drawer.get_by_role("button", name="不成立").click()
        expect(page.get_by_text("没有等待确认的信号")).to_be_visible()
        clerk.look()
        made.click()
        clerk.stands("待交办")


def test_somebody_asks_for_the_own_data_and_is_given_a_copy(county):
    with county.citizen() as citizen:
        code = citizen.report("巷口的垃圾三天没有清运。", address="文昌路 20 号", phone="13812345678")
        citizen.track(code, last4="5678")
        citizen.page.get_by_role("button", name="要一份我的信息副本").click()
        own = citizen.section("我的个人信息")
        expect(own).to_contain_text("已收到，将在期限内答复")
        citizen.look()
        with county.clerk("privacy_officer") as officer:
            page = officer.page
            page.get_by_role("link", name="个人信息请求").click()
            expect(page.get_by_role("main").get_by_role("listitem")).to_contain_text("查阅、复制")
            officer.look()
            page.get_by_role("button", name="出具副本").click()
            officer.look()
            page.get_by_role("dialog").get_by_role("button", name="出具并答复").click()
            expect(page.get_by_role("heading", level=1, name=code)).to_be_visible()
            expect(page.get_by_role("article")).to_contain_text("13812345678")
            officer.look()
            with page.expect_download() as given:
                page.get_by_role("button", name="下载文件").click()
            assert given.value.suggested_filename == f"{code}.json"
            page.get_by_role("button", name="返回请求列表").click()
            expect(page.get_by_text("没有等待答复的请求")).to_be_visible()
        citizen.page.get_by_role("button", name="刷新").click()
        expect(own).to_contain_text("已答复")
        citizen.page.get_by_role("button", name="删除可以不留的信息").click()
        citizen.look()
        citizen.page.get_by_role("button", name="确认删除").click()
        expect(own).to_contain_text("保留：")
        citizen.look()
