"""What is done at the table of a dispute, in a browser: sessions, signatures on the tablet, and a party's own page."""

from people import Citizen, Clerk
from playwright.sync_api import Locator, Page, expect

COMMITTEE = "青枫县人民调解委员会（联合调解）"
WAGES = "在枫林路的装饰公司做了四个月木工，老板克扣了工资，高温补贴也没有发。"


class Mediator(Clerk):
    """Somebody who mediates, at the page of one dispute."""

    def sit_down(self, code: str, state: str) -> None:
        self.go(f"/staff/disputes/{code}")
        self.stands(state)

    def side(self, name: str) -> Locator:
        return self.page.get_by_role("region", name=name, exact=True)

    def part(self, name: str) -> Locator:
        return self.page.get_by_role("region", name=name, exact=True)

    def link_for(self, side: str) -> str:
        """The way to a party's own page, as the party scans it."""
        self.side(side).get_by_role("button", name="发给本人的链接").click()
        address = self.side(side).get_by_role("link", name="在本机打开").get_attribute("href")
        assert address
        self.look()
        return address

    def consents(self, *, applicant: str = "", respondent: str = "") -> None:
        with self.form("记录调解意愿") as page:
            for name, answer in (("申请人是否同意", applicant), ("被申请人是否同意", respondent)):
                if answer:
                    page.get_by_role("group", name=name).get_by_text(answer, exact=True).click()

    def hold(self, number: int, record: str, *, result: str, told: str = "") -> None:
        """One session, whose record is written while people talk."""
        page = self.page
        self.part("调解过程").get_by_role("button", name=f"第 {number} 次").first.click()
        desk = page.get_by_role("form", name=f"第 {number} 次调解")
        desk.get_by_label("地点（必填）").fill("调解一室")
        for box in desk.get_by_role("group", name="到场的当事人").get_by_role("checkbox").all():
            box.check()
        desk.get_by_label("调解笔录（必填）").fill(record)
        expect(desk.get_by_role("status")).to_contain_text("已保存")
        desk.get_by_role("group", name="调解结果").get_by_text(result, exact=True).click()
        if told:
            desk.get_by_label("告知的其他途径").click(force=True)
            page.get_by_role("option", name=told).click()
        self.look()
        desk.get_by_role("button", name="结束本次调解").click()
        expect(self.part("调解过程")).to_contain_text(record)

    def note(self, side: str, words: str) -> None:
        """What one side says behind the other's back."""
        box = self.side(side)
        box.get_by_role("button", name="记录谈话").click()
        box.get_by_label("谈话内容（必填）").fill(words)
        box.get_by_role("button", name="确认记录单方谈话").click()
        expect(box).to_contain_text(words)
        self.look()

    def draft(self, *clauses: str, amount: int) -> None:
        self.part("调解协议").get_by_role("button", name="起草协议").click()
        drawer = self.page.get_by_role("dialog")
        for number, clause in enumerate(clauses, 1):
            if number > 1:
                drawer.get_by_role("button", name="再加一条").click()
            drawer.get_by_label(f"第 {number} 条", exact=True).fill(clause)
        drawer.get_by_label("金额（元）").fill(str(amount))
        drawer.get_by_label("金额（元）").press("Tab")
        expect(drawer).to_contain_text("贰仟元整")
        self.look()
        drawer.get_by_role("button", name="保存为新的一版").click()
        expect(drawer).to_be_hidden()
        expect(self.part("调解协议")).to_contain_text(clauses[-1])

    def pass_the_tablet(self, *signers: str) -> None:
        """The tablet goes round; each reads, writes the name, and hands it on. The seal is set last."""
        page = self.page
        self.part("调解协议").get_by_role("link", name="到平板上签名").click()
        expect(page.get_by_role("heading", level=1, name="请阅读并签名")).to_be_visible()
        expect(page.get_by_role("navigation")).to_have_count(0)
        self.look()
        page.get_by_role("button", name="我们已经读完，开始签名").click()
        for signer in signers:
            expect(page.get_by_role("heading", name=f"请{signer}签名")).to_be_visible()
            page.get_by_role("button", name="确认签名").click()
            expect(page.get_by_role("alert")).to_have_text("请写下完整的姓名。")
            write_a_name(page)
            self.look()
            page.get_by_role("button", name="确认签名").click()
        expect(page.get_by_text("所有人都签好了。")).to_be_visible()
        page.get_by_role("button", name="加盖调解委员会印章").click()
        expect(page.get_by_text("已加盖调解委员会印章")).to_be_visible()
        self.look()
        page.get_by_role("link", name="交还工作人员").click()
        expect(self.part("调解协议").get_by_role("img", name="的签名")).to_have_count(len(signers))


def write_a_name(page: Page) -> None:
    """Some strokes across the field; one too many is taken back."""
    field = page.locator("canvas")
    field.scroll_into_view_if_needed()
    box = field.bounding_box()
    assert box
    for stroke in range(4):
        page.mouse.move(box["x"] + box["width"] * (0.15 + 0.2 * stroke), box["y"] + box["height"] * 0.2)
        page.mouse.down()
        for step in range(1, 9):
            page.mouse.move(
                box["x"] + box["width"] * (0.15 + 0.2 * stroke + 0.01 * step),
                box["y"] + box["height"] * (0.2 + 0.07 * step),
            )
        page.mouse.up()
    expect(page.get_by_role("img", name="已写 4 笔")).to_be_visible()
    page.get_by_role("button", name="撤销一笔").click()
    expect(page.get_by_role("img", name="已写 3 笔")).to_be_visible()


class Party(Citizen):
    """One of those whose dispute it is, with the own link."""

    def sit_down(self, address: str) -> None:
        self.page.goto(address)
        expect(self.section("我的权利")).to_be_visible()
        self.look()

    def answers(self, answer: str) -> None:
        self.section("您愿意调解吗？").get_by_role("button", name=answer, exact=True).click()
        expect(self.page.get_by_role("status")).to_contain_text("已记录")
        self.look()


def walk_in(county) -> str:
    """Written down at the window with its other side, and accepted."""
    with county.clerk("registrar") as registrar:
        page = registrar.page
        page.keyboard.press("n")
        page.get_by_label("诉求内容（必填）").fill(WAGES)
        page.get_by_label("姓名", exact=True).fill("翁志强")
        page.get_by_label("电话", exact=True).fill("13800001234")
        page.get_by_role("combobox", name="类别", exact=True).fill("克扣工资")
        page.get_by_role("option").first.click()
        page.get_by_role("combobox", name="来源（必填）").click(force=True)
        page.get_by_role("option", name="窗口来访").click()
        page.get_by_role("button", name="登记并受理").click()
        page.get_by_role("link", name="打开事项").click()
        registrar.stands("待交办")
        page.locator(".steps").get_by_role("button", name="更多").click()
        page.get_by_role("menuitem", name="登记当事人").click()
        drawer = page.get_by_role("dialog")
        drawer.get_by_label("姓名（必填）").fill("青枫装饰工程有限公司")
        registrar.look()
        drawer.get_by_role("button", name="确认登记当事人").click()
        expect(drawer).to_be_hidden()
        return page.url.rsplit("/", 1)[-1]


def dispatch(county, code):
    with county.clerk("dispatcher") as dispatcher:
        dispatcher.open(code, "待交办")
        with dispatcher.form("交办") as page:
            page.get_by_label("改派其他单位").check()
            box = page.get_by_role("dialog").get_by_label("选择单位")
            box.click()
            box.press_sequentially("联合调解")
            page.get_by_role("option", name=COMMITTEE).click()
        dispatcher.stands("待签收")


def parties(mediator) -> list[str]:
    """The names of both, as the table is shown them."""
    return [
        mediator.side(side).get_by_role("listitem").first.locator("b").inner_text()
        for side in ("申请人一方", "被申请人一方")
    ]
