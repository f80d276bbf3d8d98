"""Settings: the duty directory is tried on the last weeks before it is published, the holiday notice before it is taken."""

import re

import pytest
from by_hand import tell
from playwright.sync_api import expect

pytestmark = [
    pytest.mark.browser,
    pytest.mark.database,
    pytest.mark.slow,
    pytest.mark.usefixtures("servers_of_its_own"),
]


@pytest.fixture
def dispatched(county):
    """A lamp that the municipal company was given."""
    with county.desk("registrar") as registrar:
        code = registrar.register("文昌路的路灯不亮。", category="P0108")
        registrar.act(code, "accept")
    with county.desk("dispatcher") as dispatcher:
        dispatcher.act(code, "dispatch", lead="MUNICIPAL")
    return code


def proposed(clerk, code) -> str:
    """Whom the matter would be dispatched to now."""
    answer = clerk.page.request.get(f"{clerk.origin}/api/v1/matters/{code}")
    assert answer.ok, answer.text()
    return answer.json()["routes"][0]["unit"]


def test_settings_dry_run_and_publish(county, dispatched):
    with county.clerk("coordinator") as keeper:
        page = keeper.page
        before = proposed(keeper, dispatched)
        page.get_by_role("link", name="设置", exact=True).click()
        expect(page.get_by_role("heading", level=1, name="职责清单")).to_be_visible()
        expect(page.get_by_text("现行")).to_be_visible()
        keeper.look()
        page.get_by_role("button", name="新建草稿").click()
        drawer = page.get_by_role("dialog")
        drawer.get_by_label("说明").fill("照明改由城管负责")
        keeper.look()
        drawer.get_by_role("button", name="建立草稿").click()
        expect(page.get_by_text("草稿", exact=True)).to_be_visible()
        keeper.look()

        page.get_by_role("button", name="添加条目").click()
        drawer.get_by_role("button", name="保存").click()
        expect(drawer.get_by_role("alert")).to_have_text("请填写“主办单位”。")
        drawer.get_by_role("button", name="取消").click()
        expect(drawer).to_be_hidden()
        lines = page.get_by_role("main").get_by_role("listitem")
        page.get_by_label("按分类、区划或单位查找").fill("P0108")
        expect(lines).to_have_count(1)
        lines.first.get_by_role("button", name="修改").click()
        drawer.get_by_label("主办单位").click()
        drawer.get_by_label("主办单位").press_sequentially("综合行政执法局")
        page.get_by_role("option", name=re.compile("综合行政执法局")).first.click()
        drawer.get_by_label("依据").fill("县政府专题会议纪要")
        keeper.look()
        drawer.get_by_role("button", name="保存").click()
        expect(drawer).to_be_hidden()
        expect(lines.first).to_contain_text("综合行政执法局")

        page.get_by_role("link", name=re.compile("^检查")).click()
        keeper.look()
        page.get_by_role("link", name="试运行").click()
        page.get_by_role("button", name="开始试运行").click()
        expect(page.get_by_text(re.compile(r"重新派了 \d+ 件，其中 \d+ 件会交给别的单位。"))).to_be_visible()
        expect(page.get_by_role("cell", name=dispatched[10:])).to_be_visible()
        keeper.look()
        assert proposed(keeper, dispatched) == before, "a dry run changes nothing"

        page.get_by_role("button", name="发布", exact=True).click()
        expect(drawer.get_by_text(re.compile("刚才的试运行"))).to_be_visible()
        drawer.get_by_text("立即生效").click()
        keeper.look()
        drawer.get_by_role("button", name="确认发布").click()
        expect(page.get_by_text("现行", exact=True)).to_be_visible()
        expect(page.get_by_role("button", name="添加条目")).to_have_count(0)
        keeper.look()
        assert proposed(keeper, dispatched) != before
        page.get_by_role("link", name="试运行").click()
        page.get_by_role("button", name="开始试运行").click()
        expect(page.get_by_text(re.compile("没有一件会交给别的单位"))).to_be_visible()


def test_the_administrator_keeps_it_too_and_is_led_to_no_matter(county):
    with county.clerk("administrator") as keeper:
        page = keeper.page
        number = tell(
            keeper, "/settings/duties", {"effective_from": "2099-01-01T00:00:00+08:00", "note": "试"}
        )["number"]
        tell(keeper, f"/settings/duties/{number}/lines", {"category": "P010", "lead": "DRAINAGE"})
        keeper.go(f"/staff/settings/duties/{number}?tab=dry")
        page.get_by_role("button", name="开始试运行").click()
        table = page.get_by_role("region", name="会交给别处的事项")
        expect(table.get_by_role("cell", name="井盖").first).to_be_visible()
        expect(table.get_by_role("link")).to_have_count(0)
        keeper.look()
        page.get_by_role("button", name="废弃草稿").click()
        page.get_by_role("button", name="确定废弃，草稿和条目不再保留").click()
        expect(page.get_by_role("heading", level=1, name="职责清单")).to_be_visible()


def test_the_holiday_notice_is_tried_and_taken(county):
    with county.clerk("administrator") as keeper:
        page = keeper.page
        year = page.request.get(f"{keeper.origin}/api/v1/settings/calendar").json()["next_year"]
        page.get_by_role("link", name="设置", exact=True).click()
        page.get_by_role("link", name="工作日历").click()
        expect(page.get_by_role("heading", name=f"录入 {year} 年放假通知")).to_be_visible()
        keeper.look()
        table = page.get_by_label("放假安排")
        table.fill("1月1日 休 元旦\n明天 休")
        with keeper.refused(400):
            page.get_by_role("button", name="预览").click()
            expect(page.get_by_role("alert")).to_contain_text("第 2 行")
        table.fill("1月1日至1月3日 休 元旦\n5月1日 休 劳动节\n10月1日至10月7日 休 国庆节")
        page.get_by_role("button", name="预览").click()
        expect(page.get_by_text("读到 11 天放假、0 天调休上班。")).to_be_visible()
        keeper.look()
        page.get_by_role("button", name="确认录入").click()
        expect(page.get_by_role("alert")).to_have_text("请填写“通知文号”。")
        page.get_by_label("通知文号").fill("国办发明电〔2026〕7号")
        page.get_by_role("button", name="确认录入").click()
        expect(page.get_by_role("heading", name=f"录入 {year + 1} 年放假通知")).to_be_visible()
        expect(page.get_by_text("文号：国办发明电〔2026〕7号")).to_be_visible()
        keeper.look()
