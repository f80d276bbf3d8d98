"""What must hold: lists by keyboard alone, faults of the way said in words, pages at 200 %, another unit than proposed."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [
    pytest.mark.browser,
    pytest.mark.database,
    pytest.mark.slow,
    pytest.mark.usefixtures("servers_of_its_own"),
]
HALF = {"width": 683, "height": 384}
"""1366 by 768 at 200 %."""
LAMP = "文昌路 20 号门口的路灯三天不亮了，晚上看不见路。"
LIST = "**/api/v1/worklist?*"


def registered(county, *, category="路灯不亮") -> str:
    """A clerk registers and accepts by keyboard alone."""
    with county.clerk("registrar") as clerk:
        page = clerk.page
        clerk.go("/staff/register")
        page.get_by_label("诉求内容").fill(LAMP)
        page.get_by_label("详细地址").fill("枫林街道文昌社区文昌路 20 号")
        field = page.get_by_role("combobox", name="类别", exact=True)
        field.focus()
        expect(field).to_have_attribute("aria-expanded", "false")
        assert field.get_attribute("aria-controls") is None
        page.keyboard.press("ArrowDown")
        expect(field).to_have_attribute("aria-expanded", "true")
        expect(meant(page, field)).to_be_in_viewport()
        page.keyboard.press("End")
        expect(meant(page, field)).to_be_in_viewport()
        clerk.look()
        page.keyboard.press("Escape")
        expect(field).to_have_attribute("aria-expanded", "false")
        page.keyboard.type(category)
        expect(meant(page, field)).to_contain_text(category)
        clerk.look()
        page.keyboard.press("Enter")
        expect(field).to_have_value(category)
        page.get_by_role("button", name="登记并受理").click()
        code = page.locator(".code")
        expect(code).to_be_visible()
        return re.sub(r"\s", "", code.inner_text())


def meant(page, field):
    """The choice that the field says is meant."""
    return page.locator(f"[id='{field.get_attribute('aria-activedescendant')}']")


def test_a_dispatcher_may_choose_another_unit_than_the_directory_and_says_why(county):
    code = registered(county)
    why = "灯杆在小区里，先请住建核对产权"
    with county.clerk("dispatcher") as dispatcher:
        dispatcher.open(code, "待交办")
        with dispatcher.form("交办") as page:
            page.get_by_role("radio", name="改派其他单位").check()
            unit = page.get_by_role("combobox", name="选择单位")
            unit.click()
            unit.press_sequentially("住房和城乡")
            page.get_by_role("option", name="住房和城乡建设局").click()
            page.get_by_label("为什么不交给建议单位（可以不填）").fill(why)
        dispatcher.stands("待签收")
        history = dispatcher.page.get_by_role("list", name="办理记录")
        expect(history.get_by_text(why)).to_be_visible()
        expect(dispatcher.page.get_by_text("人工选择").first).to_be_visible()


def test_a_list_that_cannot_be_read_says_so_and_what_stands_there_is_marked_as_old(county):
    code = registered(county)
    with county.clerk("dispatcher") as dispatcher:
        page = dispatcher.page
        row = page.locator(f"a[href$='/matters/{code}']")
        expect(row).to_be_visible()

        page.route(LIST, lambda route: route.fulfill(status=503, headers={"Retry-After": "60"}, json=AWAY))
        with dispatcher.refused(503):
            page.get_by_role("button", name="刷新").click()
            note = page.get_by_role("alert")
            expect(note).to_contain_text("系统暂时不可用")
            expect(note).to_contain_text("请在 60 秒后重试")
            expect(note).to_contain_text("可能已经变化")
            expect(row).to_be_visible()
            dispatcher.look()

            # The answer to another question is not shown as the answer to this one.
            page.get_by_role("navigation", name="视图").get_by_role("link", name="已逾期").click()
            expect(row).to_be_hidden()
            expect(page.get_by_role("alert")).not_to_contain_text("可能已经变化")

        page.unroute(LIST)
        page.get_by_role("button", name="重试").click()
        expect(page.get_by_role("alert")).to_be_hidden()
        expect(page.get_by_text("这里没有事项")).to_be_visible()
        dispatcher.look()


AWAY = {"code": "database_away", "title": "系统暂时不可用，请稍后再试。"}


def test_without_a_network_and_without_a_right_the_page_says_which(county):
    with county.clerk("dispatcher") as dispatcher:
        page = dispatcher.page
        page.route(LIST, lambda route: route.abort())
        page.get_by_role("button", name="刷新").click()
        expect(page.get_by_role("alert")).to_contain_text("网络没有连上")
        dispatcher.look()
        dispatcher.faults = [fault for fault in dispatcher.faults if "ERR_FAILED" not in fault]
        page.unroute(LIST)
        page.get_by_role("button", name="重试").click()
        expect(page.get_by_role("alert")).to_be_hidden()

        forbidden = {"code": "not_allowed_for_post", "detail": "本岗位不能查看这个列表。"}
        page.route(LIST, lambda route: route.fulfill(status=403, json=forbidden))
        with dispatcher.refused(403):
            page.get_by_role("button", name="刷新").click()
            expect(page.get_by_role("alert")).to_contain_text("本岗位不能查看这个列表。")
            expect(page.get_by_role("button", name="重试")).to_be_hidden()


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_at_200_percent_nothing_is_lost(county, language):
    code = registered(county)
    with county.clerk("dispatcher", screen=HALF) as clerk:
        page = clerk.page
        page.evaluate("(language) => localStorage.setItem('fengqiao.locale', language)", language)
        for path in ("/staff/worklist", f"/staff/matters/{code}"):
            clerk.go(path)
            reads_whole(clerk)
        expect(page.locator(".steps button").first).to_be_in_viewport()
        clerk.go("/staff/worklist")
        row = page.locator(f"a[href$='/matters/{code}']")
        row.scroll_into_view_if_needed()
        box = row.bounding_box()
        assert box is not None
        assert box["height"] < HALF["height"] / 2
        expect(row).to_be_in_viewport(ratio=1)
    with county.clerk("registrar", screen=HALF) as clerk:
        clerk.go("/staff/register")
        reads_whole(clerk)
        page = clerk.page
        page.get_by_role("combobox", name="类别", exact=True).click()
        expect(page.get_by_role("listbox")).to_be_in_viewport(ratio=1)


def test_at_200_percent_a_citizen_reads_all(county):
    with county.citizen() as citizen:
        citizen.page.set_viewport_size(HALF)
        citizen.report(LAMP, address="文昌路 20 号", phone="13800005678")
        code = citizen.page.locator(".code").inner_text()
        reads_whole(citizen)
        citizen.track(code, last4="5678")
        reads_whole(citizen)


def reads_whole(visitor):
    """No barriers, nothing beside the screen, no word cut off, and nothing that scrolls aside but bars of tabs."""
    visitor.page.wait_for_load_state("networkidle")
    visitor.look()
    assert visitor.page.evaluate(LOST) == []


LOST = """() => [...document.querySelectorAll('body *')].filter((one) => {
  const style = getComputedStyle(one), box = one.getBoundingClientRect()
  if (box.width === 0 || box.height === 0 || style.visibility === 'hidden' || one.closest('.heard')) return false
  const cut = style.overflowX === 'hidden' && style.textOverflow !== 'ellipsis' && one.scrollWidth > one.clientWidth + 1
    && one.childElementCount === 0 && one.textContent.trim() !== ''
  return cut || box.right > innerWidth + 1 && style.position !== 'fixed' && !one.closest('nav')
}).map((one) => `${one.tagName}.${one.className}`)"""
