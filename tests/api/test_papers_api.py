"""Papers at the door: who is shown which, receipts, new issues, voids, and what operators see of a broken press."""

import io
import re

import docx
import pypdf
import pytest
from dispute_papers import APPLICANT, CONTENT, closed, mediated, print_all
from django.conf import settings

from fengqiao.desk.settled import ring
from fengqiao.ledger.connection import unit_of_work
from fengqiao.ledger.store import load
from gateways.pdfa import faults_of

pytestmark = pytest.mark.database

STAFF = (
    "registrar", "dispatcher", "coordinator", "analyst", "mediator", "supervisor", "duty_leader", "leader", "auditor",
    "privacy_officer", "unit_leader", "handler",
)  # fmt: skip
TABLE = {"mediator"}
MASKED = {"registrar", "dispatcher", "coordinator", "analyst", "supervisor", "duty_leader", "privacy_officer"}
WHO_OPENS = {
    "SLIP_ACCEPT": MASKED | TABLE,
    "RIGHTS_NOTICE": MASKED | TABLE,
    "ROUTE_NOTICE": MASKED | TABLE,
    "MEDIATION_RECORD": TABLE,
    "MEDIATION_AGREEMENT": TABLE,
    "PAYMENT_RECEIPT": TABLE,
    "SLIP_RESOLVE": MASKED | TABLE,
}


@pytest.fixture(scope="module")
def code(office) -> str:
    made = closed(office, mediated(office))
    print_all()
    return made


def listed(office, who: str, code: str) -> dict[str, dict]:
    response = office[who].ask(f"/matters/{code}/documents")
    assert response.status_code == 200, response.content.decode()
    return {item["template"]: item for item in response.json()["items"]}


def words(body: bytes) -> str:
    return re.sub(r"\s", "", "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(body)).pages))


@pytest.mark.parametrize("who", STAFF)
def test_each_post_opens_what_the_matrix_says_and_the_list_says_so_before(office, code, who) -> None:
    response = office[who].ask(f"/matters/{code}/documents")
    if response.status_code == 403:
        assert who in {"unit_leader", "handler"}
        papers = listed(office, "mediator", code)
        for template in WHO_OPENS:
            assert (
                office[who].ask(f"/matters/{code}/documents/{papers[template]['id']}/pdf").status_code == 403
            )
        return
    papers = {item["template"]: item for item in response.json()["items"]}
    for template, opens in WHO_OPENS.items():
        paper = papers[template]
        assert paper["may_open"] is (who in opens), (who, template)
        for form in ("pdf", "docx"):
            answer = office[who].ask(f"/matters/{code}/documents/{paper['id']}/{form}")
            assert answer.status_code == (200 if who in opens else 403), (who, template, form)
            if answer.status_code == 403:
                assert CONTENT not in answer.content.decode()


def test_a_paper_comes_as_pdfa_and_as_docx_and_every_look_is_noted(office, code) -> None:
    paper = listed(office, "mediator", code)["MEDIATION_AGREEMENT"]
    pdf = office["mediator"].ask(f"/matters/{code}/documents/{paper['id']}/pdf")
    assert pdf["Content-Type"] == "application/pdf"
    assert pdf["Cache-Control"] == "private, no-store"
    assert faults_of(pdf.content) == []
    assert APPLICANT in words(pdf.content)
    word = office["mediator"].ask(f"/matters/{code}/documents/{paper['id']}/docx")
    document = docx.Document(io.BytesIO(word.content))
    assert CONTENT in [each.text for each in document.paragraphs]
    office["supervisor"].ask(f"/matters/{code}/documents/{paper['id']}/pdf")
    with unit_of_work(settings.TENANT) as work:
        looks = work.execute(
            "SELECT post, result FROM ledger.access_log WHERE tenant = ledger.tenant() AND act = 'open_paper' AND subject = %(id)s"
            " ORDER BY at", {"id": paper["id"]},
        ).fetchall()  # fmt: skip
    assert looks[-3:] == [
        ("mediator", "shown"), ("mediator", "shown"), ("supervisor", "refused:not_involved_unit"),
    ]  # fmt: skip


def test_the_requester_opens_the_own_slips_by_the_own_link_and_nothing_else(office, code) -> None:
    with unit_of_work(settings.TENANT) as work:
        matter = load(work, code=code).matter
    secret = ring().query_secret(settings.TENANT, matter.id)
    own = office["citizen"].ask(f"/public/track/{secret}").json()["documents"]
    assert {each["template"] for each in own} == {"SLIP_ACCEPT", "SLIP_RESOLVE"}
    for each in own:
        answer = office["citizen"].ask(f"/public/track/{secret}/documents/{each['id']}")
        assert answer.status_code == 200
        assert each["number"] in words(answer.content)
        assert secret not in answer.content.decode("latin-1")
    agreement = listed(office, "mediator", code)["MEDIATION_AGREEMENT"]["id"]
    assert office["citizen"].ask(f"/public/track/{secret}/documents/{agreement}").status_code == 404
    assert office["citizen"].ask(f"/public/track/{'0' * 32}/documents/{own[0]['id']}").status_code == 404
    other = office.register()
    assert office["registrar"].ask(f"/matters/{other}/documents/{own[0]['id']}/pdf").status_code == 404


def test_a_receipt_is_noted_once_and_only_for_whom_the_paper_was_made(office, code) -> None:
    paper = listed(office, "mediator", code)["MEDIATION_AGREEMENT"]
    where = f"/matters/{code}/documents/{paper['id']}/receipt"
    for _ in range(2):
        assert office["mediator"].tell(where, {"recipient": "parties", "way": "by_hand"}).status_code == 200
    receipts = listed(office, "mediator", code)["MEDIATION_AGREEMENT"]["receipts"]
    assert [(each["recipient"], each["way"], each["unit"], each["issue"]) for each in receipts] == [
        ("parties", "by_hand", "MC_COUNTY", 1)
    ]
    for body, field in (
        ({"recipient": "MUNICIPAL", "way": "by_hand"}, "recipient"),
        ({"recipient": "parties", "way": "pigeon"}, "way"),
    ):
        refused = office["mediator"].tell(where, body)
        assert (refused.status_code, refused.json()["field"]) == (400, field)
    assert office["supervisor"].tell(where, {"recipient": "parties", "way": "post"}).status_code == 403


def test_a_new_issue_keeps_number_and_the_old_issue(office) -> None:
    code = mediated(office)
    print_all()
    paper = listed(office, "mediator", code)["RIGHTS_NOTICE"]
    assert (paper["may_change"], listed(office, "registrar", code)["RIGHTS_NOTICE"]["may_change"]) == (
        True,
        False,
    )
    where = f"/matters/{code}/documents/{paper['id']}"
    before = office["mediator"].ask(f"{where}/pdf").content
    assert (
        office["registrar"].tell(f"{where}/issue", {"reason": "lost"}).status_code == 403
    )  # another unit's paper
    assert office["mediator"].tell(f"{where}/issue", {"reason": "because"}).status_code == 400
    made = office["mediator"].tell(f"{where}/issue", {"reason": "lost"})
    assert (made.status_code, made.json()) == (202, {"issue": 2})
    assert office["mediator"].tell(f"{where}/issue", {"reason": "lost"}).status_code == 409
    print_all()
    after = listed(office, "mediator", code)["RIGHTS_NOTICE"]
    assert [each["issue"] for each in after["issues"]] == [1, 2]
    assert after["number"] == paper["number"]
    assert office["mediator"].ask(f"{where}/pdf?issue=1").content == before
    assert office["mediator"].ask(f"{where}/pdf?issue=9").status_code == 409


def test_a_void_number_is_not_used_again(office) -> None:
    code = mediated(office)
    print_all()
    paper = listed(office, "mediator", code)["MEDIATION_AGREEMENT"]
    where = f"/matters/{code}/documents/{paper['id']}/void"
    assert office["supervisor"].tell(where, {"reason": "wrong_content"}).status_code == 403
    assert office["mediator"].tell(where, {"reason": "wrong_content"}).status_code == 200
    shown = listed(office, "mediator", code)["MEDIATION_AGREEMENT"]
    assert (shown["state"], shown["void"], shown["may_change"]) == ("void", "wrong_content", False)
    assert office["mediator"].tell(where, {"reason": "wrong_content"}).status_code == 409
    following = mediated(office)
    print_all()
    numbers = [
        int(re.findall(r"\d+", one["number"])[-1])
        for one in (paper, listed(office, "mediator", following)["MEDIATION_AGREEMENT"])
    ]
    assert numbers[1] == numbers[0] + 1


def test_before_it_is_printed_a_paper_says_so(office) -> None:
    from dispute_papers import react

    code = office.register()
    react()
    paper = listed(office, "registrar", code)["SLIP_ACCEPT"]
    assert paper["state"] == "waiting"
    answer = office["registrar"].ask(f"/matters/{code}/documents/{paper['id']}/pdf")
    assert (answer.status_code, answer.json()["code"]) == (409, "wrong_state")
    assert "正在打印" in answer.json()["detail"]
    print_all()


def test_operators_see_what_was_not_printed_and_give_it_another_round(office, monkeypatch) -> None:
    from fengqiao.desk.papers import printing as press
    from fengqiao.gateways.documents.pdf import NotPrinted

    code = office.register()

    def broken(paper):
        raise NotPrinted("typst: out of ink")

    with monkeypatch.context() as patch:
        patch.setattr(press, "print_pdf", broken)
        patch.setattr("fengqiao.ledger.printing.MOST_ATTEMPTS", 1)
        print_all()
    items = office["administrator"].ask("/papers/failed").json()["items"]
    mine = next(each for each in items if each["code"] == code)
    assert (mine["template"], mine["error"]) == ("SLIP_ACCEPT", "NotPrinted: typst: out of ink")
    assert office["registrar"].ask("/papers/failed").status_code == 403
    assert office["administrator"].tell("/papers/failed/nothing/requeue").status_code == 404
    assert office["administrator"].tell(f"/papers/failed/{mine['id']}/requeue").status_code == 200
    assert office["administrator"].tell(f"/papers/failed/{mine['id']}/requeue").status_code == 409
    print_all()
    assert listed(office, "registrar", code)["SLIP_ACCEPT"]["state"] == "printed"


def test_papers_cost_few_statements(office, code, statements) -> None:
    """Who asks, the matter, the paper, its issues, the trace; a citizen's secret costs one more."""
    paper = listed(office, "mediator", code)["MEDIATION_AGREEMENT"]["id"]
    where = f"/matters/{code}/documents/{paper}"
    with unit_of_work(settings.TENANT) as work:
        secret = ring().query_secret(settings.TENANT, load(work, code=code).matter.id)
    own = office["citizen"].ask(f"/public/track/{secret}").json()["documents"][0]["id"]
    calls = {
        4: lambda: office["mediator"].ask(f"{where}/pdf"),
        3: lambda: office["mediator"].tell(f"{where}/receipt", {"recipient": "parties", "way": "by_hand"}),
        6: lambda: office["citizen"].ask(f"/public/track/{secret}/documents/{own}"),
        2: lambda: office["administrator"].ask("/papers/failed"),
    }
    for most, call in calls.items():
        call()
        with statements() as said:
            assert call().status_code == 200
        assert len(said) <= most, said
