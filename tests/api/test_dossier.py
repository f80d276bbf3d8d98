"""The dossier: one PDF with every required item in order, refused while one is missing."""

import io
import re

import pypdf
import pytest
from county_office import noise
from dispute_papers import APPLICANT, CONTENT, PHONE, RECORD, closed, do, mediated, print_all, react
from dispute_table import drafted, laid
from django.conf import settings

from evidence_files import docx, pdf
from fengqiao.directory.counties import DOCUMENTS
from fengqiao.gateways.documents import fonts
from fengqiao.ledger.connection import unit_of_work
from fengqiao.matters.dossier import ITEMS
from fengqiao.matters.papers import INDISPENSABLE
from gateways.pdfa import faults_of

pytestmark = pytest.mark.database


def pages_of(body: bytes) -> list[str]:
    return [re.sub(r"\s", "", page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(body)).pages]


def test_a_mediated_dispute_is_bound_in_the_order_of_the_checklist(office) -> None:
    code = closed(office, mediated(office))
    print_all()
    answer = office["mediator"].ask(f"/matters/{code}/dossier")
    assert answer.status_code == 200, answer.content.decode()
    assert faults_of(answer.content) == []
    pages = pages_of(answer.content)
    assert "人民调解卷宗" in pages[0]
    assert "卷内目录" in pages[1]
    inner = pages[2:-1]
    assert "卷宗情况说明" in pages[-1]
    assert f"共{len(inner)}页" in pages[-1]
    for number, page in enumerate(inner, start=1):
        assert page.endswith(f"—{number}—"), number
    names = [
        "受理登记表", "当事人权利义务告知书", "当事人身份情况", "调解记录", "调解协议", "履行凭证", "回访记录", "流转与其他材料",
    ]  # fmt: skip
    places = [pages[1].index(f"{number}{name}") for number, name in enumerate(names, start=1)]
    assert places == sorted(places)
    order = [
        "受理单",
        "权利义务告知书",
        "当事人身份情况",
        "第1次",
        "第2次",
        "第3次",
        CONTENT,
        "收款凭证",
        "评价单",
    ]
    firsts = [next(n for n, page in enumerate(inner) if sign in page) for sign in order]
    assert firsts == sorted(firsts)
    whole = "".join(pages)
    assert RECORD.replace(" ", "") in whole
    parties = next(page for page in inner if "当事人身份情况" in page)
    assert APPLICANT not in parties
    assert PHONE not in parties
    assert "138****1234" in parties


def test_evidence_and_signed_sheets_are_bound_as_pages_and_other_files_are_named(office, picture) -> None:
    table = drafted(laid(office, category="D0303"))
    applicant, respondent = table.parties.values()
    where = f"/matters/{table.code}/evidence"
    for raw, name, party in (
        (noise((2400, 1800)), "漏水照片.jpg", f"?party={applicant}"), (pdf(), "租赁合同.pdf", ""), (docx(), "说明.docx", ""),
    ):  # fmt: skip
        sent = office["mediator"].send(f"{where}{party}", raw, name=name)
        assert sent.status_code == 201, sent.content.decode()
    sheet = office["mediator"].send("/uploads", picture).json()["id"]
    table.sign(applicant, strokes=[], photo=sheet)
    for who in (respondent, "mediator", "committee_seal"):
        table.sign(who)
    table.act("conclude_agreement", form="written", round=1)
    closed(office, table.code)
    print_all()
    answer = office["mediator"].ask(f"/matters/{table.code}/dossier")
    assert answer.status_code == 200, answer.content.decode()
    assert faults_of(answer.content) == []
    pages = pages_of(answer.content)
    index = pages[1]
    for line in ("1.漏水照片.jpg", "2.租赁合同.pdf（原件另存，未装订）", "3.说明.docx（原件另存，未装订）"):
        assert line in index
    assert index.index("当事人身份情况") < index.index("证据材料") < index.index("调解记录")
    listed = next(n for n, page in enumerate(pages) if "证据材料清单" in page)
    assert "1漏水照片.jpg申请人" in pages[listed]
    assert "漏水照片.jpg" in pages[listed + 1]
    agreed_on = next(n for n, page in enumerate(pages) if "签名见签字页扫描件，附卷" in page)
    behind = next(n for n, page in enumerate(pages) if "签字页扫描件申请人签名" in page)
    assert agreed_on < behind < next(n for n, page in enumerate(pages) if "收款凭证" in page and n > 1)
    reader = pypdf.PdfReader(io.BytesIO(answer.content))
    pictures = {n for n, page in enumerate(reader.pages) if any(i.image.size[0] > 500 for i in page.images)}
    assert pictures == {listed + 1, behind}
    shown = next(i.image for i in reader.pages[listed + 1].images if i.image.size[0] > 500)
    assert shown.size == (1600, 1200)
    with unit_of_work(settings.TENANT) as work:
        noted = work.execute(
            "SELECT count(*) FROM ledger.access_log WHERE tenant = ledger.tenant() AND act = 'open_evidence'"
        ).fetchone()
    assert noted[0] >= 1


def test_what_is_missing_is_named_in_both_languages(office) -> None:
    code = mediated(office)
    react()
    waiting = office["mediator"].ask(f"/matters/{code}/dossier")
    assert waiting.status_code == 409
    said = waiting.json()
    assert said["code"] == "dossier_incomplete"
    assert {"visit", "printing", "rights_notice", "agreement"} <= set(said["facts"]["missing"].split(","))
    assert "回访记录" in said["detail"]
    assert "return visit" in said["detail_en"]
    print_all()
    facts = office["mediator"].ask(f"/matters/{code}/dossier").json()["facts"]
    assert facts["missing"] == "visit"
    closed(office, code)
    print_all()
    assert office["mediator"].ask(f"/matters/{code}/dossier").status_code == 200


def test_a_voided_agreement_leaves_the_dossier_incomplete(office) -> None:
    code = closed(office, mediated(office))
    print_all()
    papers = office["mediator"].ask(f"/matters/{code}/documents").json()["items"]
    agreement = next(each["id"] for each in papers if each["template"] == "MEDIATION_AGREEMENT")
    assert (
        office["mediator"]
        .tell(f"/matters/{code}/documents/{agreement}/void", {"reason": "wrong_content"})
        .status_code
        == 200
    )
    answer = office["mediator"].ask(f"/matters/{code}/dossier")
    assert (answer.status_code, answer.json()["facts"]["missing"]) == (409, "agreement")


@pytest.mark.parametrize(
    "who", ["registrar", "supervisor", "privacy_officer", "analyst", "leader", "auditor"]
)
def test_nobody_but_the_table_opens_a_mediation_dossier(office, who) -> None:
    code = closed(office, mediated(office))
    print_all()
    assert office[who].ask(f"/matters/{code}/dossier").status_code == 403
    with unit_of_work(settings.TENANT) as work:
        noted = work.execute(
            "SELECT count(*) FROM ledger.access_log WHERE tenant = ledger.tenant() AND act = 'bind_dossier'"
            " AND post = %(post)s AND result = 'refused:not_involved_unit'", {"post": who},
        ).fetchone()  # fmt: skip
    assert noted[0] >= 1


def test_a_general_matter_is_bound_too(office) -> None:
    code = office.until("resolved")
    print_all()
    early = office["supervisor"].ask(f"/matters/{code}/dossier")
    assert early.json()["facts"]["missing"] == "visit"
    do(office, "supervisor", code, "record_visit", solved="true", satisfaction="satisfied")
    print_all()
    answer = office["supervisor"].ask(f"/matters/{code}/dossier")
    assert answer.status_code == 200
    assert "事项办理卷宗" in pages_of(answer.content)[0]


def test_without_fonts_it_says_what_to_install(office, monkeypatch, tmp_path) -> None:
    code = office.until("closed")
    print_all()
    assert office["supervisor"].ask(f"/matters/{code}/dossier").status_code == 200
    monkeypatch.setenv("FENGQIAO_FONTS", str(tmp_path))
    monkeypatch.setattr(fonts, "FOLDERS", ())
    for kept in (fonts.coverage, fonts.installed_fonts):
        kept.cache_clear()
    try:
        answer = office["supervisor"].ask(f"/matters/{code}/dossier")
    finally:
        for kept in (fonts.coverage, fonts.installed_fonts):
            kept.cache_clear()
    assert (answer.status_code, answer.json()["code"]) == (503, "fonts_missing")
    assert "make fonts" in answer.json()["detail"]
    assert "make fonts" in answer.json()["detail_en"]


def test_every_paper_has_its_place_in_the_dossier() -> None:
    placed = [template for item in ITEMS for template in item.templates]
    assert sorted(placed) == sorted(DOCUMENTS)
    assert set(placed) >= INDISPENSABLE
