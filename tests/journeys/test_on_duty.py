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
