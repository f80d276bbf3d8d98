"""A grid worker's day in a browser, with the network cut at every step: nothing is lost, and nothing is done twice."""

import itertools
import uuid

import pytest
from on_patrol import GRID, noisy, picture
from playwright.sync_api import Route, expect
from visitors import DESK

pytestmark = [
    pytest.mark.browser,
    pytest.mark.database,
    pytest.mark.slow,
    pytest.mark.usefixtures("servers_of_its_own"),
]


@pytest.fixture
def token():
    """Words by which a record is found again."""
    return f"井盖{uuid.uuid4().hex[:8]}"


@pytest.fixture
def shot(tmp_path):
    return picture(tmp_path, "shot.jpg")


def test_a_report_takes_two_taps_from_a_cold_start_without_network(county, token, shot):
    with county.worker() as worker, county.desk("registrar") as desk:
        page = worker.page
        worker.wait_until_served()
        with worker.cut():
            page.reload()
            worker.heads("巡查")
            worker.look()
            worker.photograph("拍照上报", shot)
            worker.heads("上报")
            expect(page.get_by_role("img", name="第 1 张照片")).to_be_visible()
            page.get_by_label("情况").fill(token)
            worker.look()
            page.reload()
            expect(page.get_by_label("情况")).to_have_value(token)
            worker.press("上报")
            worker.heads("本机待传")
            worker.strip("本机待传 1")
            worker.look()
            (kept,) = worker.kept("photos")
            assert kept["blob"]["type"] == "image/jpeg"
            assert kept["blob"]["size"] < shot.stat().st_size
            (record,) = worker.kept("records")
            assert record["what"]["report"]["place"] == {"grid": GRID}, "no position is taken unasked"
        worker.strip("已同步")
        assert worker.states() == ["已传"]
        assert worker.kept("photos") == []
        (found,) = desk.found(token)
        assert [each["kind"] for each in desk.see(found["code"])["photos"]] == ["registration"]


def test_a_position_is_taken_for_the_record_and_only_when_it_is_pressed_for(county, token):
    with county.worker() as worker, county.desk("registrar") as desk:
        page = worker.page
        page.context.grant_permissions(["geolocation"], origin=worker.origin)
        page.context.set_geolocation({"latitude": 28.0412345, "longitude": 119.0312345})
        page.get_by_role("link", name="紧急").click()
        worker.heads("紧急求助")
        worker.look()
        assert page.get_by_role("link", name="119").get_attribute("href") == "tel:119"
        page.get_by_role("link", name="不拍照，只写文字").click()
        page.get_by_label("情况").fill(token)
        worker.press("标上事发位置")
        expect(page.get_by_text("已标上事发位置")).to_be_visible()
        worker.look()
        worker.press("紧急上报")
        worker.heads("本机待传")
        worker.strip("已同步")
        (found,) = desk.found(token)
        seen = desk.see(found["code"])
        assert (seen["urgency"], seen["place"]["lon"], seen["place"]["lat"]) == (
            "urgent",
            119.03123,
            28.04123,
        )
        assert "119.0" not in str([worker.kept("day"), worker.kept("drafts"), worker.kept("tasks")])


def test_settling_on_the_spot_takes_three_taps(county, token, shot, tmp_path):
    with county.worker() as worker, county.desk("supervisor") as desk:
        page = worker.page
        worker.wait_until_served()
        with worker.cut():
            worker.photograph("自办自结：先拍处置前", shot)
            worker.heads("自办自结")
            worker.press("提交自办自结")
            expect(page.get_by_role("alert").first).to_have_text("请拍一张处置后的照片。")
            worker.photograph("拍照：处置后", picture(tmp_path, "after.jpg", colour="green"))
            page.get_by_role("searchbox", name="类别").fill("井盖")
            page.get_by_role("button", name="井盖", exact=False).first.click()
            page.get_by_label("情况").fill(token)
            worker.look()
            worker.press("提交自办自结")
            worker.strip("本机待传 1")
        worker.strip("已同步")
        (found,) = desk.found(token)
        assert found["state"] == "pending_review"
        # The next one knows the category: camera, camera, send.
        page.get_by_role("link", name="任务", exact=True).click()
        worker.photograph("自办自结：先拍处置前", shot)
        worker.photograph("拍照：处置后", shot)
        worker.press("提交自办自结")
        worker.heads("本机待传")
        worker.strip("已同步")
        assert worker.states()[:2] == ["已传", "已传"]


def test_verifying_inspecting_and_visiting_with_the_old_picture_beside_the_new(county, token, shot, tmp_path):
    after = picture(tmp_path, "after.jpg", colour="green")
    with (
        county.desk("registrar") as hall,
        county.desk("dispatcher") as dispatcher,
        county.desk("handler") as handler,
        county.desk("supervisor") as supervisor,
        county.worker() as worker,
    ):
        page = worker.page
        code = hall.register(token, photos=[hall.upload(shot)])
        hall.act(code, "verify")
        worker.refresh()
        worker.task(token)
        worker.wait_until_served()
        with worker.cut():
            page.reload()
            worker.heads(token)
            expect(page.get_by_role("img", name="第 1 张照片")).to_be_visible()
            worker.press("属实")
            worker.photograph("拍照：现在", after)
            worker.look()
            worker.press("提交：反馈核实")
            worker.strip("本机待传 1")
        worker.strip("已同步")
        assert hall.see(code)["state"] == "registered"

        hall.act(code, "accept", category="P0102")
        dispatcher.act(code, "dispatch", lead="MUNICIPAL")
        handler.act(code, "sign")
        handler.act(code, "submit_result", photos=[handler.upload(after)], reply="已更换井盖")
        page.get_by_role("link", name="任务", exact=True).click()
        worker.refresh()
        worker.task(token)
        with worker.cut():
            expect(page.get_by_text("已更换井盖")).to_be_visible()
            expect(page.get_by_text("承办单位所拍")).to_be_visible()
            worker.press("已处理好")
            worker.photograph("拍照：现在", after)
            worker.look()
            worker.press("提交：核查")
            worker.heads("本机待传")
        worker.strip("已同步")
        assert "Inspected" in [entry["kind"] for entry in hall.see(code)["timeline"]]

        supervisor.act(code, "approve")
        page.get_by_role("link", name="任务", exact=True).click()
        worker.refresh()
        worker.task(token)
        with worker.cut():
            expect(page.get_by_role("button", name="满意", exact=True)).to_have_count(0)
            page.get_by_label("对方是反映人本人").check()
            page.get_by_label("对方同意现在回访").check()
            worker.press("已解决")
            worker.press("满意")
            worker.look()
            worker.press("提交：上门回访")
            worker.heads("本机待传")
        worker.strip("已同步")
        assert hall.see(code)["state"] == "closed"


def test_of_who_does_not_agree_to_a_visit_nothing_is_written(county, token):
    with (
        county.desk("registrar") as hall,
        county.desk("dispatcher") as dispatcher,
        county.desk("handler") as handler,
        county.desk("supervisor") as supervisor,
        county.worker() as worker,
    ):
        code = hall.register(token)
        hall.act(code, "accept", category="P0102")
        dispatcher.act(code, "dispatch", lead="MUNICIPAL")
        handler.act(code, "sign")
        handler.act(code, "submit_result", reply="已更换井盖")
        version = supervisor.act(code, "approve")["version"]
        worker.refresh()
        worker.task(token)
        worker.press("对方不愿意，不作记录")
        worker.heads("巡查")
        assert (worker.kept("records"), worker.kept("drafts")) == ([], [])
        assert hall.see(code)["version"] == version


def test_who_was_slower_sees_what_changed_and_decides(county, token):
    with county.desk("registrar") as hall, county.worker() as worker:
        code = hall.register(token)
        hall.act(code, "verify")
        worker.refresh()
        worker.task(token)
        worker.wait_until_served()
        with worker.cut():
            worker.press("属实")
            worker.press("提交：反馈核实")
            worker.strip("本机待传 1")
            hall.act(code, "add_material", text="又响了一夜")
        with worker.refused(409):
            worker.strip("1 条需要您处理")
        worker.page.get_by_role("link", name=token).click()
        expect(worker.page.get_by_role("heading", name="您看过之后的变化")).to_be_visible()
        expect(worker.page.get_by_text("补充材料")).to_be_visible()
        worker.look()
        worker.press("按现在的情况再次提交")
        worker.strip("已同步")
        assert hall.see(code)["state"] == "registered"


def test_what_came_too_late_becomes_a_report_of_its_own_or_is_dropped(county, token, shot):
    with county.desk("registrar") as hall, county.worker() as worker:
        page = worker.page
        code = hall.register(token)
        hall.act(code, "verify")
        worker.refresh()
        worker.task(token)
        worker.wait_until_served()
        with worker.cut():
            worker.press("属实")
            page.get_by_label("情况说明").fill(f"{token}还在")
            worker.photograph("拍照：现在", shot)
            worker.press("提交：反馈核实")
            worker.strip("本机待传 1")
            hall.act(code, "withdraw", reason="不用了")
        with worker.refused(409):
            worker.strip("1 条需要您处理")
        page.get_by_role("link", name=token).click()
        expect(page.get_by_text("已撤回").first).to_be_visible()
        worker.look()
        worker.press("作为新的上报")
        worker.strip("已同步")
        (found,) = hall.found(f"{token}还在")
        anew = hall.see(found["code"])
        assert code in anew["text"]
        assert len(anew["photos"]) == 1


def test_a_session_that_ended_loses_nothing(county, token):
    with county.worker() as worker, county.desk("registrar") as desk:
        page = worker.page
        page.get_by_role("link", name="紧急").click()
        page.get_by_role("link", name="不拍照，只写文字").click()
        page.get_by_label("情况").fill(token)
        page.context.clear_cookies(name="sessionid")
        with worker.refused(401), worker.refused(403):
            worker.press("紧急上报")
            expect(page.get_by_text("登录后自动传出。")).to_be_visible()
            assert worker.states() == ["待登录"]
            worker.look()
            page.get_by_role("link", name="登录", exact=True).click()
            expect(page.get_by_label("账号")).to_have_value("grid_worker")
            page.get_by_label("密码").fill(county.password("grid_worker"))
            worker.press("登录")
            worker.strip("已同步")
        assert len(desk.found(token)) == 1


def test_signing_out_warns_while_something_waits_and_takes_the_tasks_away(county, token):
    with county.desk("registrar") as hall, county.worker() as worker:
        page = worker.page
        hall.act(hall.register(token), "verify")
        worker.refresh()
        expect(page.get_by_role("link", name=token)).to_be_visible()
        worker.wait_until_served()
        page.context.route("**/api/v1/matters", lambda route: route.abort())
        page.get_by_role("link", name="紧急").click()
        page.get_by_role("link", name="不拍照，只写文字").click()
        page.get_by_label("情况").fill(f"{token}急")
        with worker.cut():
            worker.press("紧急上报")
            worker.strip("本机待传 1")
            page.get_by_role("link", name="我", exact=True).click()
            worker.press("退出登录")
            expect(page.get_by_role("alert")).to_contain_text("还有 1 条没有传出去")
            worker.look()
            worker.press("仍然退出")
            expect(page.get_by_text("没有连上，现在不能退出。")).to_be_visible()
        with worker.refused(401):
            worker.press("仍然退出")
            expect(page.get_by_text("您还没有登录")).to_be_visible()
        assert worker.kept("tasks") == []
        assert len(worker.kept("records")) == 1
        worker.faults = [fault for fault in worker.faults if "ERR_FAILED" not in fault]
        page.context.unroute("**/api/v1/matters")
        worker.sign_in("grid_worker", county.password("grid_worker"))
        assert len(hall.found(f"{token}急")) == 1


def test_a_photo_that_is_too_large_on_the_way_goes_again_in_fewer_bytes(county, token, tmp_path):
    sizes = []

    def narrow(route: Route) -> None:
        """A proxy that takes no more than a few kilobytes."""
        sizes.append(len(route.request.post_data_buffer or b""))
        if sizes[-1] > 300_000:
            route.fulfill(status=413, body="<html>413</html>", content_type="text/html")
        else:
            route.continue_()

    with county.worker() as worker, county.desk("registrar") as desk:
        page = worker.page
        page.context.route("**/api/v1/uploads", narrow)
        page.get_by_role("link", name="紧急").click()
        with worker.refused(413):
            worker.photograph("拍照，紧急上报", noisy(tmp_path))
            page.get_by_label("情况").fill(token)
            worker.press("紧急上报")
            worker.heads("本机待传")
            expect(page.locator("main li .state").first).to_have_text("已传")
        assert len(sizes) > 1
        assert sizes == sorted(sizes, reverse=True)
        (found,) = desk.found(token)
        assert len(desk.see(found["code"])["photos"]) == 1


def test_what_a_rule_refuses_is_told_in_words_and_written_anew(county, token):
    with county.worker() as worker, county.desk("registrar") as desk:
        page = worker.page
        page.get_by_role("link", name="紧急").click()
        page.get_by_role("link", name="不拍照，只写文字").click()
        page.get_by_label("情况").fill(token)
        wrong = {
            "code": "invalid_data",
            "field": "text",
            "detail": "请写得具体一些。",
            "detail_en": "Say more.",
        }
        page.context.route("**/api/v1/matters", lambda route: route.fulfill(status=400, json=wrong))
        with worker.refused(400):
            worker.press("紧急上报")
            worker.strip("1 条需要您处理")
        page.context.unroute("**/api/v1/matters")
        page.get_by_role("link", name=token).click()
        expect(page.get_by_text("请写得具体一些。")).to_be_visible()
        worker.look()
        worker.press("改一改再交")
        expect(page.get_by_label("情况")).to_have_value(token)
        worker.press("紧急上报")
        worker.heads("本机待传")
        worker.strip("已同步")
        assert len(desk.found(token)) == 1


def test_the_answer_lost_at_each_step_doubles_nothing(county, token, shot, tmp_path):
    """Two photos, the report and the act: the network breaks behind the server once at each of the four."""
    after = picture(tmp_path, "after.jpg", colour="green")
    with county.worker() as worker, county.desk("supervisor") as desk:
        page = worker.page
        for lost in range(4):
            page.get_by_role("link", name="任务", exact=True).click()
            worker.photograph("自办自结：先拍处置前", shot)
            worker.photograph("拍照：处置后", after)
            if lost == 0:  # afterwards the category of the last one is chosen already
                page.get_by_role("searchbox", name="类别").fill("井盖")
                page.get_by_role("button", name="井盖", exact=False).first.click()
            page.get_by_label("情况").fill(f"{token}第{lost}次")
            page.context.route("**/api/v1/**", broken_behind(lost))
            worker.press("提交自办自结")
            worker.heads("本机待传")
            expect(page.locator("main li .state").first).to_have_text("稍后再传")
            page.context.unroute("**/api/v1/**")
            worker.press("马上再传")
            worker.strip("已同步")
            (found,) = desk.found(f"{token}第{lost}次")
            seen = desk.see(found["code"])
            kinds = [entry["kind"] for entry in seen["timeline"]]
            assert (seen["state"], kinds.count("ResultSubmitted")) == ("pending_review", 1)
        worker.faults = [fault for fault in worker.faults if "ERR_FAILED" not in fault]


def broken_behind(lost: int):
    """The server does what it was asked, and of the n-th write nobody hears the answer."""
    count = itertools.count()

    def handle(route: Route) -> None:
        if route.request.method == "POST" and next(count) == lost:
            route.fetch()
            route.abort()
        else:
            route.continue_()

    return handle


def test_a_sweep_notes_what_was_found_and_what_was_not(county, token, shot):
    with county.desk("analyst") as analyst, county.worker() as worker, county.desk("registrar") as hall:
        page = worker.page
        name = f"楼道清理{uuid.uuid4().hex[:6]}"
        analyst.open_sweep(name, category="H0202")
        worker.refresh()
        worker.strip("已同步")
        worker.wait_until_served()
        with worker.cut():
            for item, found in (("1 幢", False), ("2 幢", True)):
                page.get_by_role("link", name="排查", exact=True).click()
                worker.look()
                page.get_by_role("listitem").filter(has_text=name).get_by_role("link").click()
                worker.heads(name)
                page.get_by_label("排查对象").fill(item)
                worker.press("发现问题" if found else "未发现问题")
                if found:
                    worker.photograph("拍照：照片", shot)
                    page.get_by_label("情况").fill(token)
                worker.look()
                worker.press("提交排查结果")
            worker.strip("本机待传 2")
        worker.strip("已同步")
        assert worker.states() == ["已传", "已传"]
        (matter,) = hall.found(token)
        assert matter["category"] == "H0202"


@pytest.mark.parametrize("screen", [None, DESK], ids=["phone", "desk"])
def test_every_page_is_free_of_barriers_in_each_mode(county, token, screen, shot):
    given = {} if screen is None else {"screen": screen}
    with county.desk("registrar") as hall, county.worker(**given) as worker:
        page = worker.page
        code = hall.register(token, photos=[hall.upload(shot)])
        hall.act(code, "verify")
        for language, theme, scale in (
            ("zh-Hans", "dark", "citizen"),
            ("zh-Hans", "light", "elder"),
            ("en", "light", "citizen"),
            ("en", "dark", "elder"),
        ):
            page.evaluate(
                "([language, theme, scale]) => { localStorage.setItem('fengqiao.locale', language);"
                " localStorage.setItem('fengqiao.theme', theme); localStorage.setItem('fengqiao.scale', scale) }",
                [language, theme, scale],
            )
            for path in (
                "",
                f"task/{code}",
                "report/self",
                "report/report",
                "help",
                "sweeps",
                "outbox",
                "me",
            ):
                page.goto("about:blank")
                worker.go(f"/patrol/#/{path}")
                expect(page.get_by_role("heading", level=1)).to_be_visible()
                expect(page.locator(".strip")).to_have_text({"en": "Synced"}.get(language, "已同步"))
                worker.look()


def test_the_phone_is_offered_the_page_as_an_app_of_its_own(county):
    with county.worker() as worker:
        page = worker.page
        served = page.request.get(worker.origin + "/patrol/sw.js")
        assert served.headers["content-security-policy"] == "default-src 'none'; connect-src 'self'"
        assert served.headers["cache-control"] == "no-cache"
        link = page.locator("link[rel=manifest]").get_attribute("href")
        manifest = page.request.get(worker.origin + link)
        assert manifest.headers["content-type"].startswith("application/manifest+json")
        app = manifest.json()
        assert (app["start_url"], app["scope"], app["display"]) == ("/patrol/", "/patrol/", "standalone")
        for icon in app["icons"]:
            assert page.request.get(worker.origin + icon["src"]).headers["content-type"] == "image/png"
        worker.wait_until_served()
        scope = page.evaluate("() => navigator.serviceWorker.getRegistration().then((one) => one.scope)")
        assert scope == worker.origin + "/patrol/"
