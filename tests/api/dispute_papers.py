"""A dispute from the window to the visit, with every paper on the way; and the press that prints them."""

from typing import Any

from county_office import Browser, Office
from django.conf import settings

from fengqiao.desk import settled
from fengqiao.desk.papers.printing import Press, print_due
from fengqiao.desk.settled import gateways, ports
from fengqiao.desk.worker import run_until_quiet
from fengqiao.directory.people import person
from fengqiao.people.actors import Post
from fengqiao.worker.printing import say

APPLICANT = "翁㐀𬺰"
RESPONDENT = "望山置业有限公司"
PHONE = "13812341234"
RECORD = "申请人陈述:去年三月至九月务工,工资未结清。被申请人承认欠薪。"
CONTENT = "被申请人当场支付申请人工资二千元,申请人不再就本次欠薪主张权利。"


def seat(office: Office, name: str, post: Post, unit: str) -> Browser:
    """One more browser, for a post of a unit that the office does not have."""
    if name not in office.browsers:
        browser = Browser()
        user = person(office.county.tenant, post, unit, password="Qingfeng-2026-Fengqiao")
        browser.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
        office.browsers[name] = browser
    return office.browsers[name]


def do(office: Office, who: str, code: str, action: str, **data: Any) -> None:
    response = office[who].act(code, action, **data)
    assert response.status_code == 200, (action, response.content.decode())


def dispute(office: Office, **more: Any) -> str:
    """A dispute over wages that stands before the mediators of the county, with its two sides."""
    code = office.register(
        text="包工头拖欠工资二千元,多次讨要未果。", channel="walk_in", category="D0303",
        requester={"name": APPLICANT, "phone": PHONE}, **more,
    )  # fmt: skip
    do(office, "registrar", code, "add_party", role="respondent", organisation=RESPONDENT)
    do(office, "registrar", code, "accept")
    do(office, "dispatcher", code, "dispatch", lead="MC_COUNTY")
    do(office, "mediator", code, "sign")
    return code


def mediated(office: Office, *, form: str = "written") -> str:
    """A dispute at the table, two rounds held, the second with advice of another way."""
    code = dispute(office)
    do(office, "mediator", code, "record_consent", applicant="agree", respondent="agree")
    for number, advised in ((1, {}), (2, {"advised": "labour_arbitration"})):
        do(
            office, "mediator", code, "hold_session", round=number, result="no_agreement", place="第一调解室",
            attendees=3, record=RECORD, **advised,
        )  # fmt: skip
    signed = (
        {"signed_by": ["applicant", "respondent", "mediator", "committee_seal"]} if form == "written" else {}
    )
    do(
        office, "mediator", code, "conclude_agreement", round=3, form=form, content=CONTENT, amount_cny=2000,
        performance="immediate", **signed,
    )  # fmt: skip
    return code


def closed(office: Office, code: str) -> str:
    """From the agreement to the visit."""
    do(office, "mediator", code, "record_performance", amount_cny=2000, kind="receipt", proof="现金当面付清")
    do(office, "mediator", code, "submit_result", reply="双方当场履行完毕")
    do(office, "supervisor", code, "approve")
    do(office, "supervisor", code, "record_visit", solved="true", satisfaction="satisfied", reason="满意")
    return code


def react() -> None:
    settled._looked.clear()  # the worker believes a look at the county for two seconds
    run_until_quiet(ports(), gateways())


def print_all() -> int:
    """Print everything that waits; gives how many papers were looked at."""
    react()
    total = 0
    while part := print_due(ports(), Press(folder=settings.FILES, say=say), most=20):
        total += part
    return total
