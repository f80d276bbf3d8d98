"""The papers of an agreement that was built and signed at the table: everything that was agreed, and who signed it."""

import io
import re

import docx
import pypdf
import pytest
from dispute_papers import print_all
from dispute_table import CLAUSES, NAMES, PHONES, agreed, drafted, laid, talked
from test_papers import printed, words

from fengqiao.gateways.documents.docx import print_docx
from fengqiao.gateways.documents.paper import Grid, Rows, Signed, unpacked
from fengqiao.insight.words import ROUTE
from fengqiao.matters.words import Route
from fengqiao.mediation.legal_limits import RULES
from gateways.pdfa import faults_of

pytestmark = pytest.mark.database


def close(*parts: str) -> list[str]:
    return [re.sub(r"\s", "", each) for each in parts]


def missing(body: bytes, *parts: str) -> list[str]:
    said = re.sub(r"—\d+—", "", words(body))
    return [each for each in close(*parts) if each not in said]


@pytest.fixture(scope="module")
def papers(office):
    table = agreed(drafted(talked(laid(office))))
    print_all()
    return table, printed(table.code)


def test_the_agreement_prints_everything_that_was_agreed(papers) -> None:
    table, made = papers
    ((number, body, packed),) = made["MEDIATION_AGREEMENT"]
    assert faults_of(body) == []
    sha = table.page()["agreement"]["sha256"]
    assert missing(
        body, number, *CLAUSES, "（一）", "（二）", "人民币2,000.00元（大写：贰仟元整）",
        "人民币700.00元（大写：柒佰元整）", "人民币1,300.00元（大写：壹仟叁佰元整）", "2027年5月31日前", "2027年6月30日前", "第2期", "合计",
        *NAMES.values(), *PHONES.values(), "第1版", sha, "（印章）", "申请人（签名）", "被申请人（签名）", "人民调解员（签名）",
    ) == []  # fmt: skip
    blocks = unpacked(packed).blocks
    points = next(one for one in blocks if isinstance(one, Grid) and one.heads[1] == "由谁履行")
    assert points.rows == (
        ("（一）", "乙方", "支付", "2000元", "2027年6月30日前", "银行转账凭证"),
        ("（二）", "双方", "互不再追究", "—", "—", "—"),
    )
    signed = next(one for one in blocks if isinstance(one, Signed))
    assert [mark.who for mark in signed.marks] == ["申请人", "被申请人", "人民调解员"]
    assert all(mark.picture.startswith("<svg ") and not mark.note for mark in signed.marks)


def test_a_line_that_nobody_drew_is_no_signature(papers) -> None:
    """The strokes are on the page as lines, not as an empty frame: without them the file is smaller in ink."""
    _, made = papers
    body = made["MEDIATION_AGREEMENT"][0][1]
    drawn = [
        page.get_contents().get_data().count(b" l\n") for page in pypdf.PdfReader(io.BytesIO(body)).pages
    ]
    assert sum(drawn) >= 9  # three strokes' corners for each of three signers


def test_the_docx_says_who_signed_and_every_instalment(papers) -> None:
    _, made = papers
    paper = unpacked(made["MEDIATION_AGREEMENT"][0][2])
    document = docx.Document(io.BytesIO(print_docx(paper)))
    said = "\n".join([each.text for each in document.paragraphs])
    cells = "\n".join(cell.text for one in document.tables for row in one.rows for cell in row.cells)
    assert "申请人：已在平板上签名" in said
    assert all(clause in said for clause in CLAUSES)
    assert "金额：人民币700.00元（大写：柒佰元整）" in cells


def test_the_record_says_who_was_there_and_the_receipt_what_is_still_owed(papers) -> None:
    _, made = papers
    ((_, record, packed),) = made["MEDIATION_RECORD"]
    assert missing(record, "一号调解室", "第一次笔录", *(f"：{name}" for name in NAMES.values()), "3人") == []
    rows = next(dict(one.rows) for one in unpacked(packed).blocks if isinstance(one, Rows))
    assert rows["到场当事人"] == f"申请人：{NAMES['applicant']}\n被申请人：{NAMES['respondent']}"
    ((_, receipt, packed),) = made["PAYMENT_RECEIPT"]
    assert missing(
        receipt, "收据一张", "人民币900.00元（大写：玖佰元整）", "人民币2,000.00元（大写：贰仟元整）", "人民币1,100.00元（大写：壹仟壹佰元整）"
    ) == []  # fmt: skip
    parts = next(one for one in unpacked(packed).blocks if isinstance(one, Grid))
    assert [row[2:] for row in parts.rows] == [
        ("700.00", "700.00", "0.00"),
        ("1,300.00", "200.00", "1,100.00"),
    ]


def test_a_scanned_sheet_is_named_and_a_session_that_agreed_tells_what(office, picture) -> None:
    table = drafted(laid(office))
    photo = office["mediator"].send("/uploads", picture).json()["id"]
    applicant, respondent = table.parties.values()
    table.sign(applicant, strokes=[], photo=photo)
    for who in (respondent, "mediator", "committee_seal"):
        table.sign(who)
    table.act("conclude_agreement", form="written", round=1)
    print_all()
    made = printed(table.code)
    ((number, body, packed),) = made["MEDIATION_AGREEMENT"]
    assert missing(body, "签名见签字页扫描件，附卷") == []
    signed = next(one for one in unpacked(packed).blocks if isinstance(one, Signed))
    assert [bool(mark.picture) for mark in signed.marks] == [False, True, True]
    ((_, record, _),) = made["MEDIATION_RECORD"]
    assert missing(record, *CLAUSES, number, "各方在本次调解中自愿达成协议") == []


def test_the_route_notice_is_the_table_of_the_screens(office) -> None:
    table = laid(office, category="D0303", occurred_at="2026-03-15T10:00:00+08:00")
    table.act("fail_mediation", reason="数额谈不拢")
    print_all()
    ((_, body, _),) = printed(table.code)["ROUTE_NOTICE"]
    shown = table.page()["routes"]
    assert missing(body, *(f"{one['name']['zh']}：{one['limits']['zh']}" for one in shown)) == []
    assert (
        missing(
            body,
            "最迟为2027年3月15日",
            "自收到裁决书之日起十五日内起诉",
            "（同法第二十九条）",
            "法律援助",
            ROUTE["petition"][0],
        )
        == []
    )
    assert {Route(one["route"]) for one in shown} <= set(RULES)


def test_a_group_that_is_represented_signs_by_its_representative_alone(office) -> None:
    """Six of them, and one who signs for all: the others have no place on the paper, and stand on it by name."""
    owners = [f"业主{name}" for name in "甲乙丙丁戊己"]
    table = laid(
        office, state="consent_pending", parties=[{"role": "respondent", "name": each} for each in owners]
    )
    table.act(
        "add_party", role="representative", side="respondent", name="代表人庚", people=6, authority="special"
    )
    table.act("record_consent", applicant="agree", respondent="agree")
    drafted(table)
    people = table.page()["parties"]
    (voice,) = [one["party"] for one in people if one["role"] == "representative"]
    (asked,) = [one["party"] for one in people if one["role"] == "requester"]
    for who in (asked, voice, "mediator", "committee_seal"):
        table.sign(who)
    table.act("conclude_agreement", form="written")
    print_all()
    ((_, body, packed),) = printed(table.code)["MEDIATION_AGREEMENT"]
    signed = next(one for one in unpacked(packed).blocks if isinstance(one, Signed))
    places = [mark.who for mark in signed.marks]
    assert len(places) == 3, places
    assert places[0] == "申请人"
    assert places[2] == "人民调解员"
    assert "代表人" in places[1] or any("代表人" in mark.note for mark in signed.marks), signed.marks
    assert all(mark.picture for mark in signed.marks)
    assert words(body).count("（签名）") == 3
    assert missing(body, *owners, "代表人庚") == []
