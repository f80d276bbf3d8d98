"""The supervisor's late list: letters that the clock proposes, a review with both sides, a call by the script, a reopening."""

import re

import pytest
from on_patrol import picture
from playwright.sync_api import expect

pytestmark = [
    pytest.mark.browser,
    pytest.mark.database,
    pytest.mark.slow,
    pytest.mark.usefixtures("servers_of_its_own"),
]


def test_what_is_late_gets_the_letter_that_the_clock_proposes_by_one_press(county):
    with county.clerk("supervisor") as supervisor, county.desk("supervisor") as desk:
        page = supervisor.page
        proposed = desk.proposals()
        assert proposed, "the weeks of the demo county left nothing late"
        code = proposed[0]["code"]
        page.get_by_role("navigation", name="视图").get_by_role("link", name="已逾期").click()
        row = page.locator(f".list a[href$='/matters/{code}']")
        expect(row).to_be_visible()
        supervisor.look()
        row.click()
        letters = page.locator("aside.preview").get_by_role("region", name="系统提醒")
        expect(letters).to_contain_text(proposed[0]["unit_name"])
        supervisor.look()
        before = len(desk.see(code)["supervisions"])
        letters.get_by_role("button", name=re.compile("发出")).first.click()
        expect(page.get_by_text(re.compile("^已(催办|督办|通报)$"))).to_be_visible()
        assert len(desk.see(code)["supervisions"]) == before + 1


@pytest.fixture
def submitted(county, tmp_path):
    """A lamp with a picture before and one after, whose result waits for its review."""
    with county.desk("registrar") as desk:
        shown = desk.upload(picture(tmp_path, "before.jpg", size=(800, 600)))
        code = desk.register("文昌路的路灯不亮了。", category="P0108", photos=[shown])
        desk.act(code, "accept")
    with county.desk("dispatcher") as desk:
        desk.act(code, "dispatch", lead="MUNICIPAL")
    with county.desk("handler") as desk:
        done = desk.upload(picture(tmp_path, "after.jpg", colour="green", size=(800, 600)))
        desk.act(code, "sign")
        desk.act(code, "submit_result", reply="已换灯泡。", photos=[done])
    return code


def test_a_result_is_reviewed_side_by_side_called_about_by_the_script_and_reopened(county, submitted):
    with county.clerk("supervisor") as supervisor:
        page = supervisor.page
        supervisor.open(submitted, "待审核")
        supervisor.press("审核通过")
        drawer = page.get_by_role("dialog")
        asked, done = (drawer.get_by_role("region", name=name) for name in ("反映的情况", "办理结果"))
        for side, words in ((asked, "文昌路的路灯不亮了"), (done, "已换灯泡。")):
            expect(side).to_contain_text(words)
            expect(side.get_by_role("button")).to_have_count(1)
        left, right = asked.bounding_box(), done.bounding_box()
        assert left["y"] == right["y"]
        assert left["x"] + left["width"] <= right["x"]
        supervisor.look()
        drawer.get_by_role("button", name="确认审核通过").click()
        supervisor.stands("待回访")

        supervisor.press("回访")
        drawer = page.get_by_role("dialog")
        script = drawer.get_by_role("region", name="通话参考")
        expect(script).to_contain_text("路灯")
        expect(script).to_contain_text("已换灯泡。")
        expect(drawer.get_by_role("link", name="13812341234")).to_have_count(0)
        drawer.get_by_role("button", name="查看联系方式").click()
        drawer.get_by_role("button", name="确认查看").click()
        expect(drawer.get_by_role("link", name="13812341234")).to_be_visible()
        drawer.get_by_text("未解决", exact=True).click()
        drawer.get_by_text("不满意", exact=True).click()
        expect(drawer.get_by_text("会请承办单位接着办")).to_be_visible()
        drawer.get_by_label("群众的意见").fill("第二天又不亮了")
        supervisor.look()
        drawer.get_by_role("button", name="确认回访").click()
        expect(drawer).to_be_hidden()
        with supervisor.form("重办"):
            pass
        supervisor.stands("办理中")
    with county.desk("supervisor") as desk:
        seen = desk.see(submitted)
        assert seen["round"] == 2
        assert seen["visits"][0]["reason"] == "第二天又不亮了"
        looks = [each["purpose"] for each in seen["access"] if each["act"] == "reveal"]
        assert looks.count("回访诉求人") == 1
