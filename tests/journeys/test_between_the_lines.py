"""The smaller steps around a table: a mediator that a party asks for, times that move, proof, a scanned signature,
instalments that stay unpaid, an agent and an interpreter, and a party that leaves.
"""

from datetime import datetime, timedelta

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import expect
from round_the_table import Mediator, Party, dispatch, parties, walk_in, write_a_name

from fengqiao.clocks import SHANGHAI

pytestmark = [
    pytest.mark.browser,
    pytest.mark.database,
    pytest.mark.slow,
    pytest.mark.usefixtures("servers_of_its_own"),
]

CLAUSE = "装饰公司分两期向翁先生支付工资2000元，逾期不付的按年利率百分之四支付利息，以银行转账凭证为证。"


@pytest.fixture(scope="module")
def sheet(tmp_path_factory):
    """A sheet of paper that was signed by hand, photographed."""
    file = tmp_path_factory.mktemp("sheets") / "signed.jpg"
    picture = Image.new("RGB", (800, 500), "#f4f1ea")
    ImageDraw.Draw(picture).line([(120, 300), (260, 180), (400, 320), (620, 200)], fill="#1a1a2e", width=9)
    picture.save(file)
    return file


def test_instalments_stay_unpaid_after_one_signed_on_paper_and_one_on_the_own_page(county, sheet):
    code = walk_in(county)
    dispatch(county, code)
    with county.clerk("mediator", kind=Mediator) as mediator:
        signed_for(mediator, code)
        with county.somebody(Party) as weng, county.somebody(Party) as company:
            weng.sit_down(mediator.link_for("申请人一方"))
            company.sit_down(mediator.link_for("被申请人一方"))
            wished(mediator, weng, code)
            weng.answers("愿意调解")
            company.answers("愿意调解")
            mediator.sit_down(code, "调解中")
            booked(mediator)
            mediator.sit_down(code, "调解中")
            proved(mediator, weng, company, sheet)
            proposed(mediator, weng, company)
            in_two_parts(mediator)
            signed(mediator, weng, sheet)
            owed(mediator)
            read(weng, company)
            broken(mediator, weng)


def test_an_agent_speaks_an_interpreter_helps_and_a_party_leaves_when_it_will(county):
    code = walk_in(county)
    dispatch(county, code)
    with county.clerk("mediator", kind=Mediator) as mediator:
        signed_for(mediator, code)
        seated(mediator, "代理人", "陈律师", whom="诉求人")
        seated(mediator, "翻译", "白翻译", language="畲语")
        side = mediator.side("申请人一方")
        expect(side.get_by_role("listitem").filter(has_text="代理人")).to_contain_text("特别授权")
        expect(side.get_by_role("listitem").filter(has_text="畲语")).to_be_visible()
        with county.somebody(Party) as agent:
            agent.sit_down(link_of(mediator, side.get_by_role("listitem").filter(has_text="代理人")))
            agent.answers("愿意调解")
            mediator.sit_down(code, "征询调解意愿")
            mediator.consents(respondent="同意调解")
            mediator.stands("调解中")
            agent.page.get_by_role("button", name="刷新").click()
            leave(agent)
        mediator.sit_down(code, "调解不成")


def signed_for(mediator, code):
    mediator.open(code, "待签收")
    mediator.press("签收")
    mediator.sit_down(code, "征询调解意愿")


def wished(mediator, party, code):
    """A party chooses one mediator and will not have another; the unit answers on its day."""
    panel = party.section("调解员")
    panel.get_by_role("button", name="看看有哪些调解员").click()
    own = panel.get_by_role("listitem").filter(has_text="林知秋")
    own.get_by_role("button", name="选这位").click()
    expect(party.page.get_by_role("status").first).to_contain_text("您选择林知秋")
    party.look()
    mediator.go("/staff/mediation")
    asked = mediator.page.locator("section", has=mediator.page.get_by_role("heading", name="待答复的选择"))
    line = asked.get_by_role("listitem").filter(has=mediator.page.locator(f"a[href$='/disputes/{code}']"))
    mediator.look()
    line.get_by_role("button", name="同意", exact=True).click()
    expect(line).to_have_count(0)
    party.page.get_by_role("button", name="刷新").click()
    panel.get_by_role("button", name="看看有哪些调解员").or_(
        panel.get_by_text("将由这位调解")
    ).first.wait_for()
    mediator.sit_down(code, "征询调解意愿")


def booked(mediator):
    """A time is booked, moved by an hour and a day, and called off."""
    page = mediator.page
    page.get_by_role("region", name="预约").get_by_role("link", name="预约").click()
    page.get_by_role("button", name="预约", exact=True).click()
    drawer = page.locator(".el-drawer[role=dialog]")
    at, later = (str((datetime.now(SHANGHAI) + timedelta(days=days)).date()) for days in (8, 9))
    fill_time(drawer, at, "09:00", "10:30")
    drawer.get_by_label("房间（必填）").click(force=True)
    page.get_by_role("option").first.click()
    mediator.look()
    drawer.get_by_role("button", name="确认预约").click()
    expect(drawer).to_be_hidden()
    for day, end in ((at, "moved"), (later, "off")):
        page.goto(page.url.partition("?")[0] + f"?view=list&day={day}")
        mediator.page.locator("button.slot").first.click()
        drawer = page.locator(".el-drawer[role=dialog]")
        expect(drawer.get_by_label("开始时间")).to_have_value("09:00" if end == "moved" else "14:00")
        if end == "moved":
            fill_time(drawer, later, "14:00", "15:30")
            drawer.get_by_role("button", name="保存修改").click()
        else:
            drawer.get_by_role("button", name="取消预约").click()
            drawer.get_by_role("button", name="确定取消，并通知各方").click()
        expect(drawer).to_be_hidden()
    expect(page.locator("button.slot")).to_have_count(0)


def fill_time(drawer, day, start, end):
    drawer.get_by_label("日期（必填）").fill(day)
    drawer.get_by_label("日期（必填）").press("Enter")
    drawer.get_by_label("开始时间").fill(start)
    drawer.get_by_label("结束时间").fill(end)


def proved(mediator, weng, company, sheet):
    """What a party brings the other does not see before it is shared."""
    mine = weng.section("证据材料")
    mine.get_by_label("拍照或选择文件").set_input_files(sheet)
    expect(mine.get_by_role("listitem").filter(has_text="signed.jpg")).to_contain_text("对方看不到")
    weng.look()
    company.page.get_by_role("button", name="刷新").click()
    theirs = company.section("证据材料")
    expect(theirs.get_by_role("listitem")).to_have_count(0)
    mine.get_by_role("button", name="让对方也看到").click()
    mine.get_by_role("button", name="确定公开").click()
    expect(mine.get_by_role("listitem")).to_contain_text("双方都能看到")
    company.page.get_by_role("button", name="刷新").click()
    expect(theirs.get_by_role("listitem")).to_contain_text("申请人一方公开")
    mediator.page.reload()
    expect(mediator.part("证据材料").get_by_role("listitem")).to_contain_text("双方可见")
    mediator.look()


def proposed(mediator, weng, company):
    """One side proposes, the other answers with a proposal of its own, which is taken."""
    weng.page.get_by_role("button", name="刷新").click()
    offer(weng, "请一次付清三千元。", "3000")
    company.page.get_by_role("button", name="刷新").click()
    company.section("方案").get_by_role("button", name="我另提一个方案").click()
    offer(company, "分两期付两千元。", "2000", open_already=True)
    weng.page.get_by_role("button", name="刷新").click()
    weng.section("方案").get_by_role("button", name="接受", exact=True).last.click()
    expect(weng.page.get_by_role("status").first).to_contain_text("您接受方案 2")
    weng.look()
    mediator.page.reload()
    expect(mediator.part("调解方案")).to_contain_text("分两期付两千元。")


def offer(party, words, amount, *, open_already=False):
    part = party.section("方案")
    if not open_already:
        part.get_by_role("button", name="提出我的方案").click()
    part.get_by_label("我的方案").fill(words)
    part.get_by_label("金额（元，可以不填）").fill(amount)
    part.get_by_role("button", name="提交").click()
    expect(party.page.get_by_role("status").first).to_contain_text("方案已提交")


def in_two_parts(mediator):
    """The parts must come to the amount; equal ones are made by one press."""
    mediator.part("调解协议").get_by_role("button", name="起草协议").click()
    drawer = mediator.page.get_by_role("dialog")
    drawer.get_by_label("第 1 条", exact=True).fill(CLAUSE)
    drawer.get_by_label("金额（元）").fill("2000")
    drawer.get_by_label("金额（元）").press("Tab")
    drawer.get_by_role("group", name="履行方式").locator("label").last.click()
    drawer.get_by_label("期数").fill("2")
    drawer.get_by_label("期数").press("Tab")
    drawer.get_by_role("button", name="平均分期").click()
    drawer.get_by_label("第 1 期金额").fill("700")
    drawer.get_by_label("第 1 期金额").press("Tab")
    expect(drawer.get_by_role("alert")).to_contain_text("各期合计比总额少 300 元")
    mediator.look()
    drawer.get_by_role("button", name="平均分期").click()
    expect(drawer.get_by_role("alert")).to_have_count(0)
    drawer.get_by_role("button", name="保存为新的一版").click()
    expect(drawer).to_be_hidden()


def signed(mediator, weng, sheet):
    """The applicant on the own page, the company on paper, the mediator on the tablet."""
    weng.page.get_by_role("button", name="刷新").click()
    draft = weng.section("协议草案")
    draft.get_by_role("button", name="我要签名").click()
    write_a_name(weng.page)
    weng.look()
    draft.get_by_role("button", name="确认签名").click()
    expect(weng.page.get_by_role("status").first).to_contain_text("签名已收到")
    company = parties(mediator)[1]
    page = mediator.page
    page.reload()
    mediator.part("调解协议").get_by_role("link", name="到平板上签名").click()
    page.get_by_role("button", name="我们已经读完，开始签名").click()
    expect(page.get_by_role("heading", name=f"请{company}签名")).to_be_visible()
    page.get_by_role("button", name="改用纸质签名").click()
    page.get_by_role("button", name="确认签名").click()
    expect(page.get_by_role("alert")).to_have_text("请先选择纸质签名的图片。")
    page.get_by_label("在纸上签名或按手印").set_input_files(sheet)
    expect(page.get_by_role("img", name="的纸质签名")).to_be_visible()
    mediator.look()
    page.get_by_role("button", name="确认签名").click()
    expect(page.get_by_role("heading", name="请调解员签名")).to_be_visible()
    write_a_name(page)
    page.get_by_role("button", name="确认签名").click()
    page.get_by_role("button", name="加盖调解委员会印章").click()
    expect(page.get_by_text("已加盖调解委员会印章")).to_be_visible()
    page.get_by_role("link", name="交还工作人员").click()


def owed(mediator):
    """A part is paid, the rest is not: the breach is written down and the other ways are told."""
    mediator.part("调解协议").get_by_role("button", name="达成协议").click()
    mediator.page.get_by_role("dialog").get_by_role("button", name="确认达成协议").click()
    part = mediator.part("履行")
    expect(part.get_by_role("row")).to_have_count(3)
    part.get_by_role("button", name="记录履行").click()
    drawer = mediator.page.get_by_role("dialog")
    drawer.get_by_label("履行凭证说明（必填）").fill("银行转账一笔")
    drawer.get_by_label("金额（元）").fill("600")
    drawer.get_by_role("button", name="确认记录履行").click()
    expect(drawer).to_be_hidden()
    expect(part).to_contain_text("部分履行")
    expect(part.get_by_role("row").nth(1)).to_contain_text("¥600")
    mediator.look()


def broken(mediator, weng):
    """The rest is not paid: the day is written down, and the party reads what it may do now."""
    part = mediator.part("履行")
    part.get_by_role("button", name="报告违约").click()
    drawer = mediator.page.get_by_role("dialog")
    day = drawer.get_by_label("违约日期（必填）")
    day.fill(str(datetime.now(SHANGHAI).date()))
    day.press("Enter")
    day.press("Tab")
    expect(mediator.page.locator(".el-picker__popper:visible")).to_have_count(0)
    mediator.look()
    drawer.get_by_role("button", name="确认报告违约").click()
    expect(drawer).to_be_hidden()
    expect(part).to_contain_text("未按协议履行")
    weng.page.get_by_role("button", name="刷新").click()
    expect(weng.section("履行情况")).to_contain_text("您可以凭协议向人民法院起诉")
    weng.look()


def read(weng, company):
    """Each reads the own papers; what stays to be paid is on the own page."""
    for party in (weng, company):
        party.page.get_by_role("button", name="刷新").click()
        papers = party.section("给我的文书")
        expect(papers).to_contain_text("权利义务告知书")
        expect(party.section("履行情况")).to_contain_text("已付 ¥600，共 ¥2,000")
        party.look()


def seated(mediator, role, name, *, whom="", language=""):
    page = mediator.page
    page.locator(".steps").get_by_role("button", name="更多").click()
    page.get_by_role("menuitem", name="登记当事人").click()
    drawer = page.get_by_role("dialog")
    drawer.get_by_label("当事人身份（必填）").click(force=True)
    page.get_by_role("option", name=role, exact=True).click()
    drawer.get_by_label("姓名（必填）").fill(name)
    if whom:
        drawer.get_by_label("代表谁（必填）").click(force=True)
        page.get_by_role("option").filter(has_text=whom).click()
        drawer.get_by_role("group", name="授权").get_by_text("特别授权", exact=True).click()
    if language:
        drawer.get_by_role("group", name="哪一方").get_by_text("申请人", exact=True).click()
        drawer.get_by_label("翻译的语言").fill(language)
    mediator.look()
    drawer.get_by_role("button", name="确认登记当事人").click()
    expect(drawer).to_be_hidden()


def link_of(mediator, line):
    line.get_by_role("button", name="发给本人的链接").click()
    address = line.get_by_role("link", name="在本机打开").get_attribute("href")
    assert address
    return address


def leave(party):
    """Out at any time: asked once whether it is meant, and never why."""
    rights = party.section("我的权利")
    rights.get_by_role("button", name="我不想再调解了").click()
    party.look()
    rights.get_by_role("button", name="继续调解").click()
    rights.get_by_role("button", name="我不想再调解了").click()
    rights.get_by_role("button", name="确认退出").click()
    expect(party.page.get_by_role("status").first).to_contain_text("已退出调解")
    party.look()
