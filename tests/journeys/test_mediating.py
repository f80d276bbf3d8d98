"""A worker's wages, from the window to the archive, in a browser (scenario SC01): consent, three sessions, an agreement.

The mediators' committee of the county stands for that of labour disputes: the demo county has an account there.
"""

import io
import re

import pypdf
import pytest
from playwright.sync_api import expect
from round_the_table import WAGES, Mediator, Party, dispatch, parties, walk_in
from sheets import WATCH, shown

from gateways.pdfa import faults_of

pytestmark = [
    pytest.mark.browser,
    pytest.mark.database,
    pytest.mark.slow,
    pytest.mark.usefixtures("servers_of_its_own"),
]

PAID = "装饰公司于签字当日一次性支付翁先生工资和高温补贴共2000元，当场付清，以收条为凭。"
ITEMS_IN_ORDER = (
    "受理登记表", "当事人权利义务告知书", "当事人身份情况", "调解记录", "调解协议", "履行凭证", "回访记录", "流转与其他材料",
)  # fmt: skip
SIGNS_IN_ORDER = (
    "受理单", "权利义务告知书", "当事人身份情况", "第1次", "第2次", "第3次", "协议版本", "收款凭证", "评价单", "流转单",
)  # fmt: skip
BOTTOM = "最低两千，急着回家"


def test_wages_are_settled_in_three_sessions_signed_on_the_tablet_paid_and_archived(county):
    code = walk_in(county)
    dispatch(county, code)
    with county.clerk("mediator", kind=Mediator) as mediator:
        mediator.open(code, "待签收")
        mediator.press("签收")
        mediator.stands("征询调解意愿")
        asked_for_consent(mediator, code)
        mediator.sit_down(code, "征询调解意愿")
        with county.somebody(Party) as weng:
            weng.sit_down(mediator.link_for("申请人一方"))
            weng.answers("愿意调解")
            mediator.sit_down(code, "征询调解意愿")
            mediator.consents(respondent="同意调解")
            mediator.stands("调解中")
            sessions(mediator, weng)
            mediator.draft(PAID, "双方再无其他争议。", amount=2000)
            mediator.pass_the_tablet(*parties(mediator), "调解员")
            conclude(mediator)
            weng.page.get_by_role("button", name="刷新").click()
            expect(weng.section("调解协议")).to_contain_text(PAID)
            weng.look()
        pay(mediator)
        with mediator.form("提交结果") as page:
            page.get_by_label("答复内容（必填）").fill("双方达成书面协议，二千元当场付清。")
        mediator.stands("待审核")
    with county.clerk("supervisor") as supervisor:
        supervisor.open(code, "待审核")
        with supervisor.form("审核通过"):
            pass
        supervisor.stands("待回访")
        # A message that is fading away is hard to read, and gone before anybody would.
        expect(supervisor.page.locator(".el-message")).to_have_count(0)
        with supervisor.form("回访") as page:
            page.get_by_role("group", name="问题解决了吗？").get_by_text("已解决", exact=True).click()
            page.get_by_role("group", name="对办理满意吗？").get_by_text("满意", exact=True).click()
        supervisor.stands("已办结")
        # What was said behind closed doors is nowhere on the page of who approves.
        supervisor.go(f"/staff/disputes/{code}")
        supervisor.stands("已办结")
        expect(supervisor.page.get_by_text(BOTTOM)).to_have_count(0)
        expect(supervisor.page.get_by_role("region", name="调解协议")).to_contain_text(PAID)
    with county.clerk("registrar") as registrar:
        registrar.go(f"/staff/matters/{code}")
        registrar.stands("已办结")
        registrar.press("归档")
        registrar.stands("已归档")
        papers = registrar.page.get_by_role("region", name="文书")
        for name in ("受理单", "权利义务告知书", "调解笔录", "调解协议书", "化解单", "评价单"):
            expect(papers).to_contain_text(name)
    with county.clerk("mediator", kind=Mediator) as mediator:
        when_it_is_printed(mediator.page, f"{county.origin}/api/v1/matters/{code}/dossier")
        mediator.page.context.add_init_script(WATCH)
        mediator.sit_down(code, "已归档")
        papers = mediator.part("文书")
        papers.get_by_role("button", name="装订卷宗").click()
        _, body = shown(mediator.page, papers.get_by_role("button", name="打开装订好的卷宗").click)
        the_dossier_is_whole(body)


def the_dossier_is_whole(body: bytes) -> None:
    """One PDF/A: cover, index, every item in order, pages numbered through, back cover; its Chinese can be copied."""
    assert faults_of(body) == []
    pages = [re.sub(r"\s", "", one.extract_text()) for one in pypdf.PdfReader(io.BytesIO(body)).pages]
    assert ("人民调解卷宗" in pages[0], "卷内目录" in pages[1], "卷宗情况说明" in pages[-1]) == (
        True,
        True,
        True,
    )
    places = [pages[1].index(f"{number}{name}") for number, name in enumerate(ITEMS_IN_ORDER, start=1)]
    assert places == sorted(places)
    inner = pages[2:-1]
    assert [page[-len(f"—{number}—") :] for number, page in enumerate(inner, start=1)] == [
        f"—{number}—" for number in range(1, len(inner) + 1)
    ]
    assert f"共{len(inner)}页" in pages[-1]
    firsts = [next(n for n, page in enumerate(inner) if sign in page) for sign in SIGNS_IN_ORDER]
    assert firsts == sorted(firsts)
    whole = "".join(inner)
    for said in (
        WAGES,
        PAID,
        "双方再无其他争议。",
        "人民币2,000.00元（大写：贰仟元整）",
        "申请人（签名）",
        "公司愿付一千五百元，申请人不同意。",
    ):
        assert said in whole, said
    assert BOTTOM not in whole


def when_it_is_printed(page, address) -> None:
    """Wait for the last paper of the dossier."""
    for _ in range(120):
        answer = page.request.get(address)
        if answer.status == 200:
            return
        assert answer.json()["facts"]["missing"].endswith("printing"), answer.text()
        page.wait_for_timeout(500)
    raise AssertionError(answer.text())


def test_a_party_that_says_no_loses_nothing_and_reads_its_other_ways(county):
    code = walk_in(county)
    dispatch(county, code)
    with county.clerk("mediator", kind=Mediator) as mediator:
        mediator.open(code, "待签收")
        mediator.press("签收")
        mediator.sit_down(code, "征询调解意愿")
        with county.somebody(Party) as company:
            company.sit_down(mediator.link_for("被申请人一方"))
            company.answers("不愿意")
            expect(company.section("我的权利")).to_contain_text("劳动仲裁")
        mediator.sit_down(code, "调解不成")


def asked_for_consent(mediator, code):
    """The mediator's day says who is still to be asked, one click from the table."""
    page = mediator.page
    page.get_by_role("link", name="调解工作").click()
    waiting = page.locator("section", has=page.get_by_role("heading", name="待征询意愿"))
    expect(waiting.locator(f"a[href$='/disputes/{code}']")).to_contain_text("已答复 0/2")
    mediator.look()


def sessions(mediator, weng):
    mediator.hold(1, "双方各自说明，工资数额有分歧。", result="未达成协议")
    mediator.note("申请人一方", BOTTOM)
    mediator.hold(2, "公司愿付一千五百元，申请人不同意。", result="未达成协议", told="劳动仲裁")
    weng.page.get_by_role("button", name="刷新").click()
    expect(weng.section("开过的调解会").get_by_role("listitem")).to_have_count(2)
    weng.look()


def conclude(mediator):
    part = mediator.part("调解协议")
    part.get_by_role("button", name="达成协议").click()
    drawer = mediator.page.get_by_role("dialog")
    expect(drawer.get_by_label("在第 3 次调解中达成")).to_be_checked()
    mediator.look()
    drawer.get_by_role("button", name="确认达成协议").click()
    expect(drawer).to_be_hidden()
    mediator.stands("达成协议")


def pay(mediator):
    part = mediator.part("履行")
    part.get_by_role("button", name="记录履行").click()
    drawer = mediator.page.get_by_role("dialog")
    drawer.get_by_label("履行凭证说明（必填）").fill("现金二千元，当场点清，收条一张")
    drawer.get_by_label("金额（元）").fill("2000")
    drawer.get_by_label("凭证种类").click(force=True)
    mediator.page.get_by_role("option", name="收据").click()
    mediator.look()
    drawer.get_by_role("button", name="确认记录履行").click()
    expect(drawer).to_be_hidden()
    mediator.stands("履行完毕")
    expect(part).to_contain_text("履行完毕")
