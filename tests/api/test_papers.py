"""Papers of real matters: every template printed as PDF/A with what the law asks for, once, numbered without a gap."""

import io
import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime

import psycopg
import pypdf
import pytest
from dispute_papers import (
    APPLICANT,
    CONTENT,
    PHONE,
    RECORD,
    RESPONDENT,
    closed,
    dispute,
    do,
    mediated,
    print_all,
    seat,
)
from django.conf import settings

from fengqiao.desk.papers.printing import Press, print_due
from fengqiao.desk.settled import ports, ring
from fengqiao.directory.counties import DOCUMENTS
from fengqiao.directory.models import DocumentTemplate, Unit
from fengqiao.gateways.documents.paper import unpacked
from fengqiao.gateways.files import store
from fengqiao.ledger import printing
from fengqiao.ledger.connection import unit_of_work
from fengqiao.ledger.papers import make_paper, papers_of
from fengqiao.ledger.store import load
from fengqiao.people.actors import Post
from fengqiao.worker.printing import say
from gateways.pdfa import faults_of

pytestmark = pytest.mark.database


def matter_id(code: str) -> str:
    with unit_of_work(settings.TENANT) as work:
        return load(work, code=code).matter.id


def printed(code: str) -> dict[str, list[tuple[str, bytes, bytes]]]:
    """Of each template the papers of a matter: number, PDF, packed words."""
    found: dict[str, list[tuple[str, bytes, bytes]]] = {}
    with unit_of_work(settings.TENANT) as work:
        identifier = load(work, code=code).matter.id
        papers = {paper.id: paper for paper in papers_of(work, identifier)}
        issues = printing.around(work, identifier).issues
    for issue in issues:
        paper = papers[issue.document_id]
        assert issue.printed_at is not None, paper
        body, small = (
            store.read(
                settings.FILES,
                ring(),
                settings.TENANT,
                name=issue.file_name,
                key_id=issue.key_id,
                small=small,
            )
            for small in (False, True)
        )
        found.setdefault(paper.template, []).append((paper.number, body, small))
    return found


def words(body: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(body)).pages
    return re.sub(r"\s", "", "".join(page.extract_text() for page in pages))


def rejected(office) -> str:
    code = office.register(text="邻居家在外地办酒席太吵")
    do(office, "registrar", code, "reject", reason="outside_area", right_door="请向外县综治中心反映")
    return code


def late(office) -> str:
    code = office.until("in_progress")
    do(office, "handler", code, "request_extension", amount=1, unit="working_day", reason="等配件")
    do(office, "supervisor", code, "approve_extension")
    do(office, "supervisor", code, "urge", unit="MUNICIPAL")
    do(office, "supervisor", code, "supervise", unit="MUNICIPAL")
    do(
        office,
        "coordinator",
        code,
        "hold_consultation",
        number=1,
        attendees=5,
        tasks=["MUNICIPAL"],
        minutes="先换灯后查线路",
    )
    do(office, "duty_leader", code, "assign_leader_case", leader="副县长")
    return code


def confirmed(office) -> str:
    code = mediated(office, form="oral")
    do(
        office,
        "mediator",
        code,
        "apply_judicial_confirmation",
        applied_by=["applicant", "respondent"],
        court="COURT",
    )
    seat(office, "court", Post.HANDLER, "COURT")
    do(office, "court", code, "record_confirmation", result="confirmed", ruling_no="（2026）调确1号")
    return code


def test_every_template_prints_as_pdfa_with_what_it_must_say(office) -> None:
    """DOMAIN 1.5: all eighteen, from real acts."""
    agreed, oral = closed(office, mediated(office)), confirmed(office)
    codes = [agreed, oral, rejected(office), late(office)]
    print_all()
    made: dict[str, tuple[str, bytes, bytes]] = {}
    for code in codes:
        for template, papers in printed(code).items():
            made[template] = papers[-1]
    assert set(made) == set(DOCUMENTS)
    for template, (number, body, packed) in made.items():
        assert faults_of(body) == [], template
        said = words(body)
        paper = unpacked(packed)
        for must in (number, paper.title, paper.dated, paper.code):
            assert re.sub(r"\s", "", must) in said, (template, must)
        assert "{" not in said, template
    expected = {
        "MEDIATION_AGREEMENT": [
            APPLICANT, PHONE, RESPONDENT, "包工头拖欠工资二千元", "争议事项", "各方当事人的责任", CONTENT,
            "人民币2,000.00元（大写：贰仟元整）", "履行期限", "人民调解员（签名或指印）", "（印章）", "司法确认",
        ],
        "ORAL_AGREEMENT_RECORD": [APPLICANT, RESPONDENT, CONTENT, "口头协议"],
        "MEDIATION_RECORD": [APPLICANT, "第3次", "达成协议"],
        "RIGHTS_NOTICE": ["回避", "三十日内", "调解不收取任何费用", "申请人（签名或指印）"],
        "ROUTE_NOTICE": ["劳动人事争议仲裁委员会", "人民法院起诉"],
        "PAYMENT_RECEIPT": ["人民币2,000.00元", "现金当面付清"],
        "CONFIRMATION_APPLICATION": ["人民法院", CONTENT],
        "COURT_RULING": ["确认有效", "（2026）调确1号"],
        "REJECTION_NOTICE": ["请向外县综治中心反映"],
        "EXTENSION_FORM": ["等配件", "1个工作日"],
        "CONSULTATION_MINUTES": ["先换灯后查线路", "5人"],
        "LEADER_CASE_FORM": ["副县长"],
        "SLIP_RESOLVE": ["双方当场履行完毕", "按期办结"],
        "SLIP_EVALUATE": ["满意"],
        "LETTER_SUPERVISE": ["书面答复"],
    }  # fmt: skip
    for template, parts in expected.items():
        said = words(made[template][1])
        assert [part for part in parts if re.sub(r"\s", "", part) not in said] == [], template


def test_only_papers_of_the_table_name_anybody(office) -> None:
    code = closed(office, mediated(office))
    print_all()
    naming = set()
    for template, papers in printed(code).items():
        for _, body, packed in papers:
            said = words(body) + packed.decode()
            if APPLICANT in said or PHONE in said:
                naming.add(template)
            if template != "MEDIATION_RECORD":
                assert RECORD not in said
    assert naming == {"MEDIATION_RECORD", "MEDIATION_AGREEMENT", "PAYMENT_RECEIPT"}


def test_opening_persons_for_a_paper_stands_in_the_log(office) -> None:
    code = mediated(office)
    print_all()
    with unit_of_work(settings.TENANT) as work:
        looks = work.execute(
            "SELECT count(*) FROM ledger.access_log WHERE tenant = ledger.tenant() AND matter_id = %(m)s"
            " AND act = 'reveal' AND post = 'system' AND purpose = '制作文书'",
            {"m": matter_id(code)},
        ).fetchone()
    assert looks[0] >= 2


def test_an_issue_is_printed_once_and_never_changed(office) -> None:
    code = office.register()
    print_all()
    before = printed(code)
    assert print_due(ports(), Press(folder=settings.FILES, say=say)) == 0
    with unit_of_work(settings.TENANT) as work:
        document = papers_of(work, matter_id(code))[0].id
        job = printing.Job(document, 1, 1)
        again = printing.printed(
            work, job, name=printing.around(work, matter_id(code)).issues[0].file_name, key_id="x",
            sha256=b"x" * 32, size=1, pages=1, at=datetime.now(UTC),
        )  # fmt: skip
    assert again is False
    assert printed(code) == before
    with pytest.raises(Exception, match="not changed"), unit_of_work(settings.TENANT) as work:
        work.execute(
            "UPDATE ledger.printing SET sha256 = decode(repeat('00', 32), 'hex') WHERE printed_at IS NOT NULL"
        )


def test_numbers_are_never_twice_or_skipped_under_concurrency(office) -> None:
    """Eight at once on one series; a transaction that breaks off uses up no number."""
    identifiers = [matter_id(office.register()) for _ in range(24)]
    series = "（2026）并发人调字"

    def make(number: int) -> None:
        """Every fourth transaction ends with a division that nobody survives."""
        with suppress(psycopg.errors.DivisionByZero), unit_of_work(settings.TENANT) as work:
            make_paper(
                work, matter_id=identifiers[number], seq=1, template="MEDIATION_AGREEMENT", template_version="1",
                unit="MC_COUNTY", series=series, recipients=[], copies=[], at=datetime.now(UTC),
            )  # fmt: skip
            if number % 4 == 0:
                work.execute("SELECT 1 / 0")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(make, range(24)))
    with unit_of_work(settings.TENANT) as work:
        rows = work.execute(
            "SELECT n, number FROM ledger.document WHERE tenant = ledger.tenant() AND series = %(s)s ORDER BY n",
            {"s": series},
        ).fetchall()
    assert [row[0] for row in rows] == list(range(1, 19))
    assert rows[-1][1] == f"{series}第18号"


def test_the_county_names_the_series_and_both_kinds_of_agreement_count_in_it(office) -> None:
    unit = Unit.objects.get(tenant=settings.TENANT, code="MC_COUNTY")
    unit.short_name = "望"
    unit.save()
    codes = [mediated(office), mediated(office, form="oral"), mediated(office)]
    print_all()
    numbers = []
    for code in codes:
        made = printed(code)
        numbers += [
            number
            for number, *_ in made.get("MEDIATION_AGREEMENT", []) + made.get("ORAL_AGREEMENT_RECORD", [])
        ]
    year = datetime.now(UTC).year
    assert sorted(numbers) == [f"（{year}）望人调字第{n}号" for n in (1, 2, 3)]


def test_a_county_writes_its_own_words_and_does_without_a_slip(office) -> None:
    slip = DocumentTemplate.objects.get(tenant=settings.TENANT, code="SLIP_ACCEPT")
    before = slip.name_zh, slip.body
    slip.name_zh, slip.body = "回执", "> {诉求人}：\n本县自己的话，编号{事项编号}。"
    slip.save()
    evaluation = DocumentTemplate.objects.get(tenant=settings.TENANT, code="SLIP_EVALUATE")
    evaluation.is_active = False
    evaluation.save()
    code = office.until("closed")
    print_all()
    made = printed(code)
    assert "SLIP_EVALUATE" not in made
    assert "本县自己的话" in words(made["SLIP_ACCEPT"][0][1])
    assert "回执" in words(made["SLIP_ACCEPT"][0][1])
    slip.name_zh, slip.body = before
    slip.save()
    evaluation.is_active = True
    evaluation.save()


def test_a_paper_that_cannot_be_drawn_waits_and_is_given_up_for_operators_to_see(office, monkeypatch) -> None:
    from fengqiao.desk.papers import printing as press
    from fengqiao.gateways.documents.pdf import NotPrinted

    code = office.register()
    print_all_before = print_all

    def broken(paper):
        raise NotPrinted("typst: out of ink")

    with monkeypatch.context() as patch:
        patch.setattr(press, "print_pdf", broken)
        print_all_before()
        with unit_of_work(settings.TENANT) as work:
            waiting = printing.around(work, matter_id(code)).issues
            work.execute(
                "UPDATE ledger.printing SET attempts = 11, next_at = now() - interval '1 hour'"
                " WHERE tenant = ledger.tenant() AND printed_at IS NULL"
            )
        print_all_before()
    assert [issue.printed_at for issue in waiting] == [None]
    with unit_of_work(settings.TENANT) as work:
        dead = printing.dead(work)
    assert any(each.matter_id == matter_id(code) and "out of ink" in each.last_error for each in dead)


def test_what_was_erased_goes_from_the_files_too(office) -> None:
    from fengqiao.ledger.persons import erase_persons

    code = mediated(office)
    print_all()
    identifier = matter_id(code)
    now = datetime.now(UTC)
    with unit_of_work(settings.TENANT) as work:
        erase_persons(work, ring(), identifier, at=now)
        while printing.forget_erased(work, at=now):
            pass
        issues = printing.around(work, identifier).issues
        uses = work.execute("SELECT min(uses) FROM ledger.file WHERE tenant = ledger.tenant()").fetchone()
    assert issues
    assert all(issue.file_name is None and issue.sha256 is not None for issue in issues)
    assert uses[0] == 0


def test_a_dispute_before_consent_has_no_paper_of_the_table(office) -> None:
    code = dispute(office)
    print_all()
    assert set(printed(code)) == {"SLIP_ACCEPT", "SLIP_TRANSFER"}


def test_the_slip_of_the_acceptance_takes_the_place_of_the_receipt(office) -> None:
    """RULINGS 29: made at registration as the receipt; acceptance adds day and limit as its version 2."""
    code = office.register(text="路灯不亮")
    do(office, "registrar", code, "accept")
    print_all()
    (first, receipt, _), (second, slip, _) = printed(code)["SLIP_ACCEPT"]
    assert "办理期限" not in words(receipt)
    assert "代替" not in words(receipt)
    assert "办理期限" in words(slip)
    assert f"本单代替{first}，以本单为准。" in words(slip)
    with unit_of_work(settings.TENANT) as work:
        slips = [one for one in papers_of(work, matter_id(code)) if one.template == "SLIP_ACCEPT"]
    assert [(one.number, one.version) for one in slips] == [(first, 1), (second, 2)]
