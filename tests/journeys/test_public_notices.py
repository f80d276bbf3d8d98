"""A notice is drafted by a unit, published, corrected, read by everybody with and without scripts, and gone when it is withdrawn."""

import re

import pytest
from playwright.sync_api import expect
from visitors import without_scripts

pytestmark = [
    pytest.mark.browser,
    pytest.mark.database,
    pytest.mark.slow,
    pytest.mark.usefixtures("servers_of_its_own"),
]


def test_a_notice_is_drafted_published_corrected_and_read(county):
    with county.citizen() as citizen:
        citizen.go("/citizen/")
        citizen.heads("综治中心")
        citizen.page.wait_for_load_state("networkidle")
        expect(citizen.page.get_by_role("region", name="公告", exact=True)).to_have_count(0)

    with county.clerk("registrar") as clerk:
        page = clerk.page
        clerk.go("/staff/notices")
        page.get_by_role("button", name="起草公告").click()
        drawer = page.get_by_role("dialog")
        drawer.get_by_role("textbox", name=re.compile("^标题")).fill("文昌路停水通知")
        drawer.get_by_role("textbox", name=re.compile("^正文")).fill("今晚十点停水，请找王师傅13812345678。")
        drawer.get_by_label(re.compile("^公布至")).fill("2030-12-31")
        page.keyboard.press("Enter")
        expect(page.locator(".el-picker__popper:visible")).to_have_count(0)
        clerk.look()
        with clerk.refused(400):
            drawer.get_by_role("button", name="保存草稿").click()
            expect(drawer.get_by_text("不能有个人手机号")).to_be_visible()
        drawer.get_by_role("textbox", name=re.compile("^正文")).fill("今晚十点停水，明早六点恢复。")
        drawer.get_by_role("button", name="保存草稿").click()
        expect(drawer).to_be_hidden()
        expect(page.get_by_role("listitem").filter(has_text="文昌路停水通知")).to_contain_text("草稿")
        clerk.look()

    with county.clerk("coordinator") as keeper:
        page = keeper.page
        page.get_by_role("link", name="设置", exact=True).click()
        page.get_by_role("link", name="公告", exact=True).click()
        page.get_by_role("button", name="文昌路停水通知").click()
        drawer = page.get_by_role("dialog")
        drawer.get_by_role("button", name="发布", exact=True).click()
        expect(drawer).to_be_hidden()
        expect(page.get_by_role("listitem").filter(has_text="文昌路停水通知")).to_contain_text("公布中")
        page.get_by_role("button", name="文昌路停水通知").click()
        drawer = page.get_by_role("dialog")
        drawer.get_by_role("textbox", name=re.compile("^正文")).fill("今晚十点停水，明早八点恢复。")
        drawer.get_by_role("button", name="保存草稿").click()
        drawer.get_by_role("button", name="发布更正").click()
        drawer.get_by_label(re.compile("^更正说明")).fill("恢复时间改为早八点")
        keeper.look()
        drawer.get_by_role("button", name="发布更正").click()
        expect(drawer).to_be_hidden()

    with county.citizen() as citizen:
        citizen.go("/citizen/")
        latest = citizen.page.get_by_role("region", name="公告", exact=True)
        expect(latest).to_contain_text("已更正")
        citizen.look()
        latest.get_by_role("link", name=re.compile("文昌路停水通知")).click()
        citizen.heads("文昌路停水通知")
        citizen.sees("明早八点恢复", "恢复时间改为早八点")
        code = citizen.page.url.rsplit("/", 1)[-1]
        citizen.go("/citizen/notices")
        citizen.heads("公告")
        citizen.sees("文昌路停水通知")

    with without_scripts(county.browser) as page:
        page.goto(county.origin + "/citizen/notices")
        page.get_by_role("link", name="公告、常见问题、今日值班").click()
        page.get_by_role("link", name="公告", exact=True).click()
        page.get_by_role("link", name="文昌路停水通知").click()
        expect(page.get_by_text("明早八点恢复")).to_be_visible()
        expect(page.get_by_text("恢复时间改为早八点")).to_be_visible()

    with county.clerk("coordinator") as keeper:
        page = keeper.page
        keeper.go("/staff/notices")
        page.get_by_role("button", name="文昌路停水通知").click()
        drawer = page.get_by_role("dialog")
        drawer.get_by_role("button", name="撤回", exact=True).click()
        drawer.get_by_role("button", name="确定撤回").click()
        expect(drawer).to_be_hidden()

    with county.citizen() as citizen, citizen.refused(404):
        citizen.go(f"/citizen/#/notices/{code}")
        citizen.heads("没有这份公告")
