"""The wording of a paper is changed beside the paper itself, and what is printed from then on carries it."""

import io
import re
import time

import pypdf
import pytest
from playwright.sync_api import expect

pytestmark = [
    pytest.mark.browser,
    pytest.mark.database,
    pytest.mark.slow,
    pytest.mark.usefixtures("servers_of_its_own"),
]

ADDED = "请带着这张单子到窗口领取材料。"


def slip_of(desk, code: str) -> str:
    """The words of the acceptance slip of a matter, as soon as it is printed."""
    at = f"/api/v1/matters/{code}/documents"
    for _ in range(60):
        items = desk.get(at).json()["items"]
        slips = [one for one in items if one["template"] == "SLIP_ACCEPT" and one["state"] == "printed"]
        if slips:
            body = desk.get(f"{at}/{slips[-1]['id']}/pdf").body()
            return re.sub(
                r"\s", "", "".join(one.extract_text() for one in pypdf.PdfReader(io.BytesIO(body)).pages)
            )
        time.sleep(0.5)
    raise AssertionError(f"the slip of {code} is not printed: {items}")


def accepted(desk, words: str) -> str:
    code = desk.register(words)
    desk.act(code, "accept", category="P0102")
    return code


def test_the_words_of_a_slip_are_changed_and_printed(county):
    with county.desk("registrar") as desk:
        before = accepted(desk, "井盖松动。")
        assert ADDED not in slip_of(desk, before)

    with county.clerk("coordinator") as keeper:
        page = keeper.page
        page.get_by_role("link", name="设置", exact=True).click()
        page.get_by_role("link", name="文书模板", exact=True).click()
        page.get_by_role("link", name="受理单", exact=True).click()
        sheet = page.get_by_role("img", name="第 1 页")
        expect(sheet).to_be_visible()
        drawn = sheet.get_attribute("src")
        text = page.get_by_label(re.compile("^正文"))
        shipped = text.input_value()
        keeper.look()
        with keeper.refused(400):
            text.fill(shipped + "\n{没有的地方}")
            expect(page.get_by_role("alert")).to_contain_text("没有这些填充处：没有的地方")
        assert sheet.get_attribute("src") == drawn
        text.fill(f"{shipped.rstrip()}\n{ADDED}")
        expect(page.get_by_role("alert")).to_have_count(0)
        expect(sheet).not_to_have_attribute("src", drawn)
        page.get_by_role("button", name="保存为新版本").click()
        expect(page.get_by_text(re.compile("^第 2 版 · "))).to_be_visible()
        page.get_by_text("各个版本").click()
        page.get_by_text(re.compile("^第 1 版")).click()
        keeper.look()

    with county.desk("registrar") as desk:
        after = accepted(desk, "井盖破了。")
        assert ADDED in slip_of(desk, after)
        assert ADDED not in slip_of(desk, before)
