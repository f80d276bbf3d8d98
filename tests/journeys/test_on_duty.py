"""Who is on duty: planned for a week in the settings, seen by colleagues, and published to citizens where it is ticked."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [
    pytest.mark.browser,
    pytest.mark.database,
    pytest.mark.slow,
    pytest.mark.usefixtures("servers_of_its_own"),
]


def plan(page, day, person, *, named=""):
    """A day and a night of a duty leader on one day of the week that is open."""
    day.get_by_role("button", name="加一班").click()
    row = day.get_by_role("listitem").last
    row.locator(".when").click()
    page.get_by_role("option", name=re.compile("^全天")).last.click()
    row.locator(".who").click()
    row.get_by_label("值班人").press_sequentially(person)
    page.get_by_role("option", name=re.compile(person)).last.click()
    if named:
        row.get_by_text("向群众公布").click()
        row.get_by_label("公布的称呼").fill(named)


def test_a_week_of_duty_is_planned_seen_and_published(county):
    with county.clerk("administrator") as keeper:
        page = keeper.page
        page.get_by_role("link", name="设置", exact=True).click()
        page.get_by_role("link", name="值班表").click()
        expect(page.get_by_role("heading", level=1, name="值班表")).to_be_visible()
        keeper.look()
        days = page.locator("section.day")
        expect(days).to_have_count(7)
        leader = page.request.get(
            f"{keeper.origin}/api/v1/settings/roster?unit=COUNTY_CENTER&monday=2026-01-05"
        )
        people = {each["user"]: each["name"] for each in leader.json()["people"]}
        plan(page, days.first, people["duty_leader"], named="值班主任")
        expect(days.nth(1).get_by_text("缺值班领导")).to_be_visible()
        with keeper.refused(400):
            page.get_by_role("button", name="保存本周").click()
            expect(page.get_by_role("alert")).to_contain_text("没有安排值班领导")
        keeper.look()
        for place in range(1, 7):
            plan(page, days.nth(place), people["duty_leader"], named="值班主任")
        page.get_by_role("button", name="保存本周").click()
        expect(page.get_by_role("button", name="保存本周")).to_be_disabled()
        page.get_by_role("button", name="下一周").click()
        page.get_by_role("button", name="照抄上周").click()
        expect(days.nth(6).get_by_role("listitem")).to_have_count(1)
        page.get_by_role("button", name="保存本周").click()
        expect(page.get_by_role("button", name="保存本周")).to_be_disabled()
        expect(page.locator(".el-message")).to_have_count(0)
        keeper.look()

    with county.clerk("handler") as handler:
        handler.page.get_by_role("button", name="今日值班").click()
        drawer = handler.page.get_by_role("dialog", name="今日值班")
        expect(drawer.get_by_text(people["duty_leader"]).first).to_be_visible()
        handler.look()

    with county.citizen() as citizen:
        citizen.go("/citizen/")
        expect(citizen.page.get_by_role("heading", name="今日值班")).to_be_visible()
        citizen.sees("值班领导值班主任")
        expect(citizen.page.get_by_text(people["duty_leader"])).to_have_count(0)
        citizen.page.get_by_role("link", name="到哪里当面说").click()
        citizen.sees("值班领导值班主任")


def test_a_note_goes_to_the_next_shift(county):
    with county.clerk("registrar") as leaving:
        page = leaving.page
        page.get_by_role("button", name="交接班").click()
        drawer = page.get_by_role("dialog", name="交接班")
        drawer.get_by_role("button", name="写交接班记录").click()
        drawer.get_by_role("button", name="保存").click()
        expect(drawer.get_by_role("alert")).to_have_text("请填写“交接内容”。")
        drawer.get_by_label("交接内容").fill("文昌路的电话明早回。")
        leaving.look()
        drawer.get_by_role("button", name="保存").click()
        expect(drawer.get_by_text("文昌路的电话明早回。")).to_be_visible()
        expect(drawer.get_by_role("button", name="已阅，接班")).to_have_count(0)
    # The dispatcher of the demo county also holds the registrar's post.
    with county.clerk("dispatcher") as coming:
        page = coming.page
        page.locator(".seat-button").click()
        page.get_by_role("menuitem", name=re.compile("登记受理岗")).click()
        page.get_by_role("button", name="交接班").click()
        drawer = page.get_by_role("dialog", name="交接班")
        expect(drawer.get_by_text("文昌路的电话明早回。")).to_be_visible()
        coming.look()
        drawer.get_by_role("button", name="已阅，接班").click()
        expect(drawer.get_by_text("还没有写给下一班的记录。")).to_be_visible()
        drawer.get_by_text("以前的记录（1）").click()
        expect(drawer.get_by_text("文昌路的电话明早回。")).to_be_visible()


def test_a_notice_rings_is_read_and_waits_for_quiet_hours_to_end(county):
    with county.clerk("handler") as handler:
        page = handler.page
        with county.desk("registrar") as registrar:
            code = registrar.register("文昌路的路灯不亮。", category="P0108")
            registrar.act(code, "accept")
        with county.desk("dispatcher") as dispatcher:
            dispatcher.act(code, "dispatch", lead="MUNICIPAL")
        # The worker tells it, and the stream says that something changed.
        bell = page.get_by_role("button", name=re.compile(r"^提醒，\d+ 条未读$"))
        expect(bell).to_be_visible()
        bell.click()
        drawer = page.get_by_role("dialog", name="提醒")
        notice = drawer.get_by_role("button", name=re.compile(f"新交办的事项.*{code[10:]}"))
        expect(notice).to_contain_text("未读")
        handler.look()
        drawer.get_by_role("button", name="提醒设置").click()
        drawer.get_by_text("每天汇总一次").click()
        drawer.get_by_text("免打扰时段").click()
        drawer.get_by_label("从").fill("25")
        with handler.refused(400):
            drawer.get_by_role("button", name="保存").click()
            expect(drawer.get_by_role("alert")).to_contain_text("时刻")
        drawer.get_by_label("从").fill("20:00")
        handler.look()
        drawer.get_by_role("button", name="保存").click()
        expect(drawer.get_by_text(re.compile(r"另有 \d+ 条"))).to_be_visible()
        drawer.get_by_role("button", name="提醒设置").click()
        drawer.get_by_text("每天汇总一次").click()
        drawer.get_by_text("免打扰时段").click()
        drawer.get_by_role("button", name="保存").click()
        notice.click()
        expect(page).to_have_url(re.compile(f"/matters/{code}$"))
