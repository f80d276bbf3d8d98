"""Papers in a browser: opened, printed, saved for writing on, handed over, issued again, made void, bound; and a hand-over."""

import io
import re
import zipfile

import docx
import pypdf
import pytest
from by_hand import act, tell
from people import Clerk
from playwright.sync_api import expect
from round_the_table import WAGES, Mediator, dispatch, walk_in
from sheets import WATCH, shown

from gateways.pdfa import faults_of

pytestmark = [
    pytest.mark.browser,
    pytest.mark.database,
    pytest.mark.slow,
    pytest.mark.usefixtures("servers_of_its_own"),
]

AGREED = "装饰公司于三日内支付翁志强工资2000元。"


def agreed(county) -> str:
    """A dispute that both sides settled by word of mouth, still to be performed."""
    code = walk_in(county)
    dispatch(county, code)
    with county.clerk("mediator", kind=Mediator) as mediator:
        act(mediator, code, "sign")
        act(mediator, code, "record_consent", applicant="agree", respondent="agree")
        act(mediator, code, "conclude_agreement", form="oral", content=AGREED)
    return code


def papers_of(mediator: Mediator, code: str, name: str):
    """The papers at the table, as soon as this one is printed; and its line."""
    mediator.sit_down(code, "达成协议")
    block = mediator.part("文书")
    line = block.get_by_role("listitem").filter(has_text=name)
    for _ in range(60):
        if line.get_by_role("button", name="打开 PDF").count():
            return block, line
        block.get_by_role("button", name="刷新文书").click()
        mediator.page.wait_for_timeout(500)
    raise AssertionError(f"{name} is not printed: {block.inner_text()}")


def words(pdf: bytes) -> str:
    return re.sub(r"\s", "", "".join(one.extract_text() for one in pypdf.PdfReader(io.BytesIO(pdf)).pages))


def test_a_paper_is_opened_printed_saved_received_issued_again_and_made_void(county):
    code = agreed(county)
    with county.clerk("mediator", kind=Mediator) as mediator:
        page = mediator.page
        page.context.add_init_script(WATCH)
        block, line = papers_of(mediator, code, "口头协议")
        number = line.locator(".numbers").first.inner_text()
        assert re.fullmatch(r"（\d{4}）.+字第\d+号", number), number

        _, pdf = shown(page, line.get_by_role("button", name="打开 PDF").click)
        assert faults_of(pdf) == []
        assert AGREED in words(pdf)
        assert number in words(pdf)
        sheet, printed = shown(page, line.get_by_role("button", name="打印", exact=True).click)
        assert printed == pdf
        page.wait_for_function("() => window.printed === 1")
        sheet.close()

        with page.expect_download() as saved:
            line.get_by_role("button", name="下载 DOCX").click()
        assert saved.value.suggested_filename == f"{number}.docx"
        raw = saved.value.path().read_bytes()
        assert zipfile.ZipFile(io.BytesIO(raw)).testzip() is None
        written = docx.Document(io.BytesIO(raw))
        assert AGREED in re.sub(r"\s", "", "".join(each.text for each in written.paragraphs))

        received(mediator, line)
        issued_again(mediator, block, line, number)
        made_void(mediator, line)


def received(mediator: Mediator, line) -> None:
    page = mediator.page
    line.get_by_role("button", name="登记送达").click()
    form = line.get_by_role("form")
    form.get_by_role("button", name="登记").click()
    expect(form.get_by_role("alert")).to_have_text("请填写“送达方式”。")
    mediator.look()
    form.get_by_role("combobox", name="送达方式").click(force=True)
    page.get_by_role("option", name="邮寄送达").click()
    form.get_by_role("button", name="登记").click()
    expect(form).to_be_hidden()
    expect(line).to_contain_text("已送达：各方当事人（邮寄送达）")


def issued_again(mediator: Mediator, block, line, number: str) -> None:
    page = mediator.page
    line.get_by_role("button", name="重新出具").click()
    form = line.get_by_role("form")
    mediator.look()
    form.get_by_role("combobox", name="原因").click(force=True)
    page.get_by_role("option", name="遗失补发").click()
    form.get_by_role("button", name="重新出具").click()
    expect(form).to_be_hidden()
    expect(line).to_contain_text("第 2 版")
    for _ in range(60):
        if line.get_by_role("button", name="作废").count():
            break
        block.get_by_role("button", name="刷新文书").click()
        page.wait_for_timeout(500)
    expect(line.locator(".numbers").first).to_have_text(number)


def made_void(mediator: Mediator, line) -> None:
    page = mediator.page
    line.get_by_role("button", name="作废").click()
    form = line.get_by_role("form")
    expect(form).to_contain_text("作废后不能恢复")
    form.get_by_role("button", name="确定作废").click()
    expect(form.get_by_role("alert")).to_have_text("请填写“原因”。")
    mediator.look()
    form.get_by_role("combobox", name="原因").click(force=True)
    page.get_by_role("option", name="内容有误").click()
    form.get_by_role("button", name="确定作废").click()
    expect(line).to_contain_text("已作废")
    expect(line).to_contain_text("作废原因：内容有误")
    expect(line.get_by_role("button")).to_have_count(0)


def test_what_failed_is_handed_over_to_the_court_and_its_outcome_comes_back(county):
    code = walk_in(county)
    dispatch(county, code)
    with county.clerk("mediator", kind=Mediator) as mediator:
        act(mediator, code, "sign")
        act(mediator, code, "record_consent", applicant="agree", respondent="agree")
        act(mediator, code, "fail_mediation", reason="各执己见")
    with county.clerk("dispatcher") as dispatcher:
        dispatcher.go(f"/staff/matters/{code}")
        court = diverted(dispatcher)
        handed_over(dispatcher, code)
    with county.clerk("administrator") as administrator:
        token = tell(administrator, f"/bodies/{court}/token", {})["token"]
        answer = administrator.page.request.post(
            f"{county.origin}/api/v1/docked/handovers/{code}-1/outcome",
            data={"outcome": "判令公司支付工资二千元", "amount_cny": 2000},
            headers={"Authorization": f"Bearer {token}"},
        )
        assert answer.ok, answer.text()
    with county.clerk("mediator", kind=Mediator) as mediator:
        mediator.go(f"/staff/disputes/{code}")
        expect(mediator.part("其他合法途径")).to_contain_text("判令公司支付工资二千元")
        mediator.look()


def diverted(dispatcher: Clerk) -> str:
    """Onto the way of a lawsuit, to the court of the county; gives the code of that court."""
    page = dispatcher.page
    with page.expect_request("**/actions/divert") as sent, dispatcher.form("导入法定途径"):
        page.get_by_label("导入哪条途径（必填）").click(force=True)
        page.get_by_role("option", name="诉讼", exact=True).click()
        page.get_by_role("group", name="对接单位").get_by_text("法院").first.click()
    return str(sent.value.post_data_json["data"]["to"])


def handed_over(dispatcher: Clerk, code: str) -> None:
    """The words go over, nobody's name; what the court will get is read before it is sent."""
    page = dispatcher.page
    page.locator(".steps").get_by_role("button", name="更多").click()
    page.get_by_role("menuitem", name="移交对接单位").click()
    drawer = page.get_by_role("dialog")
    expect(drawer).to_contain_text(f"移交编号 {code}-1")
    drawer.get_by_role("group", name="移交哪些内容").get_by_text("纠纷情况").click()
    expect(drawer.get_by_role("region", name="对方将收到")).to_contain_text(WAGES)
    drawer.get_by_role("button", name="经当事人单独同意").click()
    dispatcher.look()
    drawer.get_by_role("button", name="确认移交对接单位").click()
    expect(drawer).to_be_hidden()
    answer = page.request.get(f"{dispatcher.origin}/api/v1/matters/{code}/handover").json()
    assert answer["referred"] == f"{code}-1"
