"""The English pages, and mistakes: each is told at its field, in the language of the page."""

import pytest
from playwright.sync_api import expect

pytestmark = [
    pytest.mark.browser,
    pytest.mark.database,
    pytest.mark.slow,
    pytest.mark.usefixtures("servers_of_its_own"),
]


@pytest.fixture
def disguised(tmp_path):
    """A web page that calls itself a picture."""
    file = tmp_path / "photo.jpg"
    file.write_bytes(b"<html><script>alert(1)</script></html>" * 40)
    return file


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("Report a problem", "Take or choose a photo", "Next", "Submit", "Please say what happened.", "This number is not complete.", "What is wrong", "Telephone", "no JPEG")),
        ("zh-Hans", ("我要反映", "拍照或选照片", "下一步", "提交", "请写一写发生了什么。", "电话号码不完整，请核对。", "发生了什么", "联系电话", "JPEG")),
    ],
)  # fmt: skip
def test_an_empty_report_and_a_disguised_photo_are_told_at_their_field(county, disguised, language, words):
    report, take, forward, submit, missing, incomplete, text, phone, not_a_picture = words
    with county.citizen() as citizen:
        page = citizen.page
        speak(citizen, language)
        page.get_by_role("link", name=report).click()
        with citizen.refused(400):
            page.get_by_label(take).set_input_files(disguised)
            expect(page.get_by_role("alert")).to_contain_text(not_a_picture)
        citizen.look()
        page.get_by_role("button", name=forward).click()
        page.get_by_role("button", name=forward).click()
        page.get_by_label(phone).fill("1380000")
        page.get_by_role("button", name=submit).click()
        for label, said in ((text, missing), (phone, incomplete)):
            expect(page.locator(".van-field", has=page.get_by_label(label))).to_contain_text(said)
        citizen.look()
        assert page.locator("html").get_attribute("lang") == language


def test_english_from_report_to_tracking_with_a_pin(county):
    with county.citizen() as citizen:
        page = citizen.page
        speak(citizen, "en")
        page.get_by_role("link", name="Report a problem").click()
        page.get_by_role("button", name="Skip").click()
        page.get_by_role("button", name="Next").click()
        page.get_by_label("What is wrong").fill("The street lamp in front of 20 Wenchang Road is dark 🌃.")
        page.get_by_label("PIN").fill("135790")
        page.get_by_role("button", name="Submit").click()
        expect(page.get_by_role("heading", level=1, name="We have it")).to_be_visible()
        citizen.look()
        code = page.locator(".code").inner_text()
        citizen.go("/citizen/#/track")
        page.get_by_role("textbox", name="Code").fill(code)
        page.get_by_role("button", name="With my PIN").click()
        page.get_by_label("PIN", exact=True).fill("135790")
        page.get_by_role("button", name="Look", exact=True).click()
        expect(page.get_by_text("dark 🌃.")).to_be_visible()
        expect(page.get_by_role("heading", name="Who looked at my contact")).to_be_visible()
        citizen.look()


def test_a_clerk_reads_english_and_is_told_what_is_missing(county):
    with county.clerk("registrar") as clerk:
        page = clerk.page
        page.get_by_role("button", name="个人菜单").click()
        page.get_by_role("menuitem", name="English").click()
        expect(page.get_by_role("link", name="To do")).to_be_visible()
        clerk.look()
        page.get_by_role("link", name="Register", exact=True).click()
        page.get_by_role("button", name="Register", exact=True).click()
        expect(page.get_by_role("alert")).to_have_text("Please fill in “What is asked”.")
        clerk.look()


def test_a_lamp_without_a_place_is_told_at_the_address(county):
    with county.clerk("registrar") as clerk:
        page = clerk.page
        page.keyboard.press("n")
        page.get_by_label("诉求内容").fill("文昌路的路灯三天不亮了,晚上看不见路。")
        clerk.look()
        expect(page.get_by_role("button", name="路灯不亮")).to_be_visible()
        page.keyboard.press("Alt+1")
        with clerk.refused(400):
            page.keyboard.press("Control+Enter")
            expect(page.get_by_role("alert")).to_contain_text("须写明地点")
        expect(page.get_by_label("详细地址")).to_have_attribute("aria-invalid", "true")


def speak(citizen, language):
    citizen.go("/citizen/")
    other = citizen.page.get_by_role("button", name="切换到 English")
    expect(other).to_be_visible()
    if language == "en":
        other.click()
    citizen.look()
