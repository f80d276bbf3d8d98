"""A dispute at its table, for tests of the API: two neighbours, a mediator, and links for both."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from county_office import Browser, Office

STROKES = [[100, 100, 900, 900, 1500, 300], [200, 1500, 2500, 1600]]
NAMES = {"applicant": "翁小明", "respondent": "𬺰㐀霞"}
PHONES = {"applicant": "13812340001", "respondent": "13812340002"}


@dataclass
class Table:
    """One dispute: its code, its parties by side, and their secrets."""

    office: Office
    code: str
    parties: dict[str, str] = field(default_factory=dict)
    secrets: dict[str, str] = field(default_factory=dict)

    @property
    def mediator(self) -> Browser:
        return self.office["mediator"]

    def act(self, action: str, *, seat: str = "mediator", status: int = 200, **data: Any) -> dict[str, Any]:
        answer = self.office[seat].act(self.code, action, **data)
        assert answer.status_code == status, answer.content.decode()
        return answer.json()

    def page(self, seat: str = "mediator") -> dict[str, Any]:
        answer = self.office[seat].ask(f"/matters/{self.code}/dispute")
        assert answer.status_code == 200, answer.content.decode()
        return answer.json()

    def own(self, side: str) -> dict[str, Any]:
        answer = self.office["citizen"].ask(f"/public/party/{self.secrets[side]}")
        assert answer.status_code == 200, answer.content.decode()
        return answer.json()

    def says(self, side: str, path: str, *, status: int = 200, **body: Any) -> dict[str, Any]:
        answer = self.office["citizen"].tell(f"/public/party/{self.secrets[side]}/{path}", body)
        assert answer.status_code == status, answer.content.decode()
        return answer.json()

    def sign(self, who: str, *, status: int = 200, **more: Any) -> dict[str, Any]:
        draft = self.page()["agreement_draft"]
        drawn = {} if who == "committee_seal" else {"strokes": STROKES}
        body = {"sha256": draft["sha256"], "who": who} | drawn | more
        answer = self.mediator.tell(f"/matters/{self.code}/dispute/signatures", body)
        assert answer.status_code == status, answer.content.decode()
        return answer.json()


def by_mediators(table: Table) -> None:
    """Dispatched to the county's mediators, who sign for it."""
    table.act("dispatch", seat="dispatcher", lead="MC_COUNTY")
    table.act("sign")


def laid(
    office: Office,
    *,
    state: str = "mediating",
    category: str = "D0101",
    signed: Callable[[Table], None] = by_mediators,
    **more: Any,
) -> Table:
    """A dispute in a state: consent_pending or mediating, with the links of both sides."""
    body = {
        "text": f"楼上漏水，天花板起皮 {uuid.uuid4().hex[:6]}",
        "channel": "walk_in",
        "category": category,
        "place": office.place,
        "requester": {"name": NAMES["applicant"], "phone": PHONES["applicant"]},
        "parties": [{"role": "respondent", "name": NAMES["respondent"], "phone": PHONES["respondent"]}],
        "accept": True,
    } | more
    made = office["registrar"].tell("/matters", body)
    assert made.status_code == 201, made.content.decode()
    table = Table(office, made.json()["code"])
    signed(table)
    table.parties = {
        one["side"]: one["party"]
        for one in table.page()["parties"]
        if one["role"] in {"requester", "respondent"}
    }
    for side, party in table.parties.items():
        given = office["mediator"].tell(f"/matters/{table.code}/parties/{party}/link", {})
        assert given.status_code == 200, given.content.decode()
        table.secrets[side] = given.json()["secret"]
    if state == "mediating":
        table.act("record_consent", applicant="agree", respondent="agree")
    return table


def talked(table: Table) -> Table:
    """Everything that may be said before an agreement."""
    table.says("applicant", "statement", text="只给调解员看的话")
    table.says("respondent", "statement", text="双方都能看的话", shared=True)
    for side in table.parties:
        table.act("add_private_note", side=side, note=f"与{side}单独谈话")
    table.act(
        "hold_session", round=1, result="no_agreement", place="一号调解室", attendees=3, record="第一次笔录",
        present=list(table.parties.values()),
    )  # fmt: skip
    table.says("applicant", "proposal", text="请赔三千", amount_cny=3000)
    table.says("respondent", "proposal", text="只能出两千", amount_cny=2000, counter_to=1)
    table.says("applicant", "proposal", text="底线两千五", amount_cny=2500, to_both=False)
    table.act("note_point", text="漏水由楼上修复", amount_cny=2000)
    answer = table.mediator.tell(f"/matters/{table.code}/dispute/draft", {"record": "第二次笔录草稿"})
    assert answer.status_code == 200, answer.content.decode()
    return table


CLAUSES = [
    "乙方于2027年6月30日前分两期向甲方支付赔偿款2000元（大写：贰仟元整），以银行转账凭证为证。",
    "双方互不再追究。",
]
INSTALMENTS = [{"due": "2027-05-31", "amount_cny": 700}, {"due": "2027-06-30", "amount_cny": 1300}]


def drafted(table: Table, **more: Any) -> Table:
    table.act(
        "draft_agreement", **{"clauses": CLAUSES, "amount_cny": 2000, "instalments": INSTALMENTS} | more
    )
    return table


def agreed(table: Table) -> Table:
    """Signed by both, the mediator and the seal, concluded, and a part of it paid."""
    for who in (*table.parties.values(), "mediator", "committee_seal"):
        table.sign(who)
    table.act("conclude_agreement", form="written")
    table.act("record_performance", proof="收据一张", kind="receipt", amount_cny=900)
    return table
