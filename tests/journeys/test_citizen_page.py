"""The citizen's page in hard moments: an elderly person, no network, a link that is none, a browser without scripts."""

import pytest
from on_patrol import picture
from people import Citizen
from playwright.sync_api import expect
from visitors import PHONE, visiting

pytestmark = [
    pytest.mark.browser,
    pytest.mark.database,
    pytest.mark.slow,
    pytest.mark.usefixtures("servers_of_its_own"),
]

LAMP = "文昌路的路灯三天不亮了，晚上看不见路。"


def resolved(county, code):
    """Everything that the staff does until the citizen is asked."""
    for user, action, data in (
        ("registrar", "accept", {"category": "P0108"}),
        ("dispatcher", "dispatch", {"lead": "MUNICIPAL"}),
        ("handler", "sign", {}),
        ("handler", "submit_result", {"reply": "已换灯泡，今晚亮灯。"}),
        ("supervisor", "approve", {}),
    ):
        with county.desk(user) as desk:
            desk.act(code, action, **data)


def one_action(citizen):
    """In elder mode a page has one main action, a way to call, and nothing wider than the screen."""
    page = citizen.page
    citizen.look()
    assert page.locator("main .van-button--primary:visible").count() <= 1
    expect(page.get_by_role("link", name="打电话给综治中心")).to_be_visible()
    expect(page.get_by_role("button", name="标准版")).to_be_visible()
    size = page.evaluate("() => parseFloat(getComputedStyle(document.querySelector('main')).fontSize)")
    assert size >= 22


def test_an_elderly_citizen_reports_and_rates_one_action_at_a_time(county):
    with county.citizen() as citizen:
        page = citizen.page
        citizen.go("/citizen/")
        page.get_by_role("button", name="大字版").click()
        one_action(citizen)
        page.get_by_role("link", name="我要反映").click()
        one_action(citizen)
        page.get_by_role("button", name="跳过").click()
        page.get_by_label("详细地点").fill("文昌路 20 号")
        one_action(citizen)
        page.get_by_role("button", name="下一步").click()
        page.get_by_role("button", name="下一步").click()
        expect(page.get_by_text("请写一写发生了什么。")).to_be_visible()
        page.get_by_label("发生了什么、希望怎么办").fill(LAMP)
        one_action(citizen)
        page.get_by_role("button", name="下一步").click()
        citizen.heads("怎么联系您？")
        page.get_by_label("联系电话（可以不填）").fill("13900005678")
        one_action(citizen)
        page.get_by_role("button", name="提交").click()
        citizen.heads("我们收到了")
        one_action(citizen)
        code = page.locator(".code").inner_text()
        resolved(county, code)
        page.get_by_role("button", name="看进度").click()
        expect(page.get_by_role("heading", name="问题解决了吗？")).to_be_visible()
        one_action(citizen)
        page.get_by_role("button", name="已解决", exact=True).click()
        expect(page.get_by_role("button", name="部分解决")).to_be_hidden()
        page.get_by_role("button", name="满意", exact=True).click()
        one_action(citizen)
        page.get_by_role("button", name="提交评价").click()
        citizen.sees("谢谢您的评价。")
        page.get_by_role("link", name="办到哪一步了").click()
        expect(page.get_by_role("region", name="办到哪一步了")).to_contain_text("已换灯泡，今晚亮灯。")
        expect(page.get_by_role("region", name="我的个人信息")).to_be_hidden()
        one_action(citizen)
        page.get_by_role("button", name="返回这件事").click()
        page.reload()
        one_action(citizen)


def test_without_network_a_report_with_its_photo_waits_and_is_sent_once(county, tmp_path):
    photo = picture(tmp_path, "lamp.jpg", size=(1200, 900))
    with county.citizen() as citizen:
        page = citizen.page
        citizen.go("/citizen/")
        citizen.sees("我要反映")
        citizen.wait_until_served()
        with citizen.cut():
            page.close()
            citizen.page = page = page.context.new_page()
            citizen.go("/citizen/")
            page.get_by_role("link", name="我要反映").click()
            page.get_by_label("拍照或选照片").set_input_files(photo)
            expect(page.get_by_role("button", name="删除第 1 张图片")).to_be_visible()
            page.get_by_role("button", name="下一步").click()
            page.get_by_label("详细地点").fill("山上的护林路口")
            page.get_by_role("button", name="下一步").click()
            page.get_by_label("发生了什么、希望怎么办").fill("护林路口的护栏断了一截。")
            page.get_by_label("联系电话（可以不填）").fill("13900004321")
            # The phone is switched off in the middle of it: words and photo are there afterwards.
            page.goto("about:blank")
            citizen.go("/citizen/")
            page.get_by_role("link", name="接着写").click()
            expect(page.get_by_role("button", name="删除第 1 张图片")).to_be_visible()
            page.get_by_role("button", name="下一步").click()
            page.get_by_role("button", name="下一步").click()
            expect(page.get_by_label("发生了什么、希望怎么办")).to_have_value("护林路口的护栏断了一截。")
            page.get_by_role("button", name="提交").click()
            citizen.heads("在这部手机上的反映")
            citizen.sees("有网络就自动发送")
            page.goto("about:blank")
            citizen.go("/citizen/")
            expect(page.get_by_role("link", name="本机待发送 1 件")).to_be_visible()
        sent = page.get_by_role("link", name="保存的反映已经发出")
        expect(sent).to_be_visible()
        sent.click()
        code = page.locator("main li b").inner_text()
        citizen.look()
        page.get_by_role("button", name="看进度").click()
        expect(page.get_by_role("button", name="查看第 1 张图片")).to_have_count(1)
        with county.desk("registrar") as desk:
            assert [each["code"] for each in desk.found("护林路口的护栏")] == [code]


def test_what_one_photo_too_large_for_a_proxy_needs_is_made_smaller(county, tmp_path):
    photo = picture(tmp_path, "large.jpg", size=(2400, 1800))
    with county.citizen() as citizen:
        page = citizen.page
        widths = []

        def proxy(route):
            if not widths:
                widths.append(2400)
                route.fulfill(status=413, body="too large")
                return
            answer = route.fetch()
            widths.append(answer.json()["width"])
            route.fulfill(response=answer)

        page.route("**/api/v1/public/uploads", proxy)
        with citizen.refused(413):
            citizen.report("井盖破损。", address="文昌路 1 号", photo=photo)
        assert widths == [2400, 1440]


def test_two_neighbours_one_follows_the_other(county):
    with county.citizen() as citizen:
        first = citizen.report("文昌路口的路灯整排不亮，晚上很黑。", address="文昌路口", phone="13900001111")
    with county.desk("registrar") as desk:
        desk.act(first, "accept", category="P0108")
    with county.citizen() as citizen:
        page = citizen.page
        page.route("**/api/v1/public/similar", similar_of(county, first))
        citizen.go("/citizen/#/report/3")
        page.get_by_label("发生了什么、希望怎么办").fill("文昌路口的路灯又不亮了，晚上很黑。")
        expect(page.get_by_role("heading", name="附近已经有人反映过")).to_be_visible()
        citizen.look()
        page.get_by_role("button", name="就是这件事，我也跟着").click()
        citizen.sees("您跟着别人反映过的同一件事")


def similar_of(county, code):
    """What the server says of a matter near by; the page of this test has no map to choose a point from."""
    del county
    item = {
        "ref": "1.AAAA",
        "category": "路灯不亮",
        "place": "文昌社区",
        "state": "待交办",
        "day": "2026-11-27",
    }
    assert code not in str(item)
    return lambda route: route.fulfill(json={"items": [item]})


def test_somebody_files_for_a_neighbour_who_agreed(county):
    with county.citizen() as citizen:
        page = citizen.page
        citizen.go("/citizen/#/report/3")
        page.get_by_label("发生了什么、希望怎么办").fill("楼道灯坏了，老人上下楼不方便。")
        page.get_by_label("我是替别人反映的").check()
        page.get_by_label("替谁反映（姓名）").fill("王奶奶")
        page.get_by_role("button", name="提交").click()
        expect(page.get_by_text("请先征得本人同意，再勾选。")).to_be_visible()
        citizen.look()
        page.get_by_label("您自己的电话").fill("13900139000")
        page.get_by_label("本人已经同意").check()
        page.get_by_role("button", name="提交").click()
        citizen.heads("我们收到了")
        code = page.locator(".code").inner_text()
    with county.desk("registrar") as desk:
        page = desk.see(code)
        assert [each["role"] for each in page["parties"]] == ["agent"]
        assert page["requester"]


def test_a_link_that_is_none_says_where_to_go(county):
    with county.citizen() as citizen:
        with citizen.refused(404):
            citizen.go("/citizen/#/t/" + "0" * 32)
            expect(citizen.page.get_by_role("alert")).to_contain_text("这个二维码或链接已经失效")
        citizen.look()
        citizen.page.get_by_role("link", name="用编号和电话后四位（或查询密码）查询").click()
        citizen.heads("查进度")


def test_five_wrong_tries_lock_the_code_and_say_for_how_long(county):
    with county.citizen() as citizen:
        code = citizen.report("路面积水。", address="文昌路 3 号", phone="13900002222")
        page = citizen.page
        citizen.go("/citizen/#/track")
        page.get_by_role("textbox", name="编号").fill(code)
        for last4 in ("0001", "0002", "0003", "0004", "0005"):
            page.get_by_label("手机号后四位", exact=True).fill(last4)
            with citizen.refused(403), citizen.refused(404), citizen.refused(400), citizen.refused(429):
                page.get_by_role("button", name="查询", exact=True).click()
                expect(page.get_by_role("alert")).to_be_visible()
        page.get_by_label("手机号后四位", exact=True).fill("2222")
        with citizen.refused(429):
            page.get_by_role("button", name="查询", exact=True).click()
            expect(page.get_by_role("alert")).to_contain_text("锁定一小时")
        citizen.look()


def test_without_javascript_the_tracking_page_is_read_and_rated(county):
    with county.citizen() as citizen:
        code = citizen.report(LAMP, address="文昌路 20 号", phone="13900003333")
        resolved(county, code)
    context = county.browser.new_context(viewport=PHONE, locale="zh-CN", java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(county.origin + "/t/")
        page.get_by_label("编号").fill(code)
        page.locator("input[name=typed]").fill("3333")
        page.locator("form button").first.click()
        expect(page.locator("body")).to_contain_text("已换灯泡，今晚亮灯。")
        expect(page.locator("body")).to_contain_text(code)
        assert page.url.startswith(county.origin + "/t/")
        page.get_by_label("已解决").first.check()
        page.get_by_label("满意", exact=True).check()
        page.locator("form[action$='/rate'] button").click()
        expect(page.locator("body")).to_contain_text("已结案")
    finally:
        context.close()


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_a_browser_without_scripts_is_led_to_the_page_that_needs_none(county, language):
    context = county.browser.new_context(viewport=PHONE, locale=language, java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(county.origin + "/citizen/")
        page.locator("a[href='/t/']").first.click()
        expect(page.locator("input[name=typed]")).to_be_visible()
    finally:
        context.close()


def test_people_of_all_modes_are_served_alike(county):
    """Elder mode is kept in the browser, and the switch stands on every page."""
    with visiting(county.browser, county.origin, Citizen, screen=PHONE) as citizen:
        page = citizen.page
        citizen.go("/citizen/")
        page.get_by_role("button", name="大字版").click()
        for path in ("#/report/1", "#/report/4", "#/track", "#/kept", "#/mediators", "#/party", "#/nowhere"):
            page.goto("about:blank")
            citizen.go(f"/citizen/{path}")
            expect(page.get_by_role("button", name="标准版")).to_be_visible()
            expect(page.locator("main")).not_to_be_empty()
            page.wait_for_load_state("networkidle")
            citizen.look()
