"""Scripts are off, or the QR code opens nothing any more: the pages still say what is to be said, and nothing of a matter."""

import pytest
from playwright.sync_api import expect
from visitors import without_scripts

pytestmark = [
    pytest.mark.browser,
    pytest.mark.database,
    pytest.mark.slow,
    pytest.mark.usefixtures("servers_of_its_own"),
]
VOID = "/t/" + "k" * 26


@pytest.mark.parametrize(
    ("locale", "title", "first", "second"),
    [
        ("zh-CN", "这个二维码或链接已经失效", "电话后四位", "综治中心窗口"),
        ("en-US", "This QR code or link is no longer valid", "last four digits", "window of the centre"),
    ],
)
def test_a_qr_code_that_opens_nothing_leads_on_without_scripts(county, locale, title, first, second):
    with without_scripts(county.browser, locale=locale) as page:
        answer = page.goto(county.origin + VOID)
        assert answer is not None
        assert answer.status == 404
        expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()
        expect(page.get_by_text(second)).to_be_visible()
        page.get_by_role("link", name=first).click()
        expect(page.get_by_role("textbox")).to_have_count(2)


def test_a_qr_code_that_opens_nothing_leads_on_with_scripts_too(county):
    with county.citizen() as citizen:
        with citizen.refused(404):
            citizen.go(VOID)
            citizen.heads("这个二维码或链接已经失效")
        with citizen.refused(404):
            citizen.go("/citizen/#" + VOID)
            citizen.heads("这个二维码或链接已经失效")
            citizen.sees("综治中心窗口")
        citizen.page.get_by_role("link", name="电话后四位").click()
        citizen.heads("查进度")


def test_the_own_matter_answers_and_today_s_houses_are_read_without_scripts(county):
    with county.citizen() as citizen:
        code = citizen.report("文昌路的路灯不亮了。", address="文昌路 20 号", phone="13900005678")
    with without_scripts(county.browser) as page:
        page.goto(county.origin + "/citizen/")
        page.get_by_role("link", name="可以在这里查进度").click()
        page.get_by_label("事项编号").fill(code)
        page.get_by_label("电话后四位或查询密码").fill("5678")
        page.get_by_role("button", name="查询").click()
        expect(page.get_by_text("文昌路的路灯不亮了。")).to_be_visible()
        expect(page.get_by_role("heading", name="办理经过")).to_be_visible()
        page.goto(county.origin + "/read/")
        page.get_by_role("link", name="常见问题").click()
        expect(page.get_by_role("heading", level=2).first).to_be_visible()
        page.get_by_label("查找").fill("身份证")
        page.get_by_role("button", name="查找").click()
        expect(page.get_by_role("heading", level=2, name="身份证").first).to_be_visible()
        page.goto(county.origin + "/read/today")
        expect(page.get_by_role("heading", level=2, name="综治中心").first).to_be_visible()


def test_an_answer_is_found_while_typing_and_nothing_is_sent_or_the_report_goes_on(county):
    with county.citizen() as citizen:
        page = citizen.page
        sent: list[str] = []
        page.on("request", lambda each: sent.append(each.url) if each.method == "POST" else None)
        citizen.go("/citizen/#/report/3")
        page.get_by_label("发生了什么、希望怎么办").fill("身份证丢了怎么补办")
        hint = page.get_by_role("region", name="这里也许已有答复")
        hint.get_by_text("身份证").first.click()
        citizen.look()
        hint.get_by_role("button", name="这已经答复了我").first.click()
        citizen.heads("已经有了答复")
        assert not [each for each in sent if each.endswith("/public/matters")]
        page.goto("about:blank")
        citizen.go("/citizen/")
        citizen.heads("综治中心")
        expect(page.get_by_text("您有一份没写完的反映")).to_have_count(0)
        citizen.go("/citizen/#/report/3")
        page.get_by_label("发生了什么、希望怎么办").fill("身份证丢了怎么补办")
        expect(page.get_by_role("region", name="这里也许已有答复")).to_be_visible()
        page.get_by_label("发生了什么、希望怎么办").fill("身份证丢了，窗口没有人办。")
        page.get_by_role("button", name="提交").click()
        citizen.heads("我们收到了")
