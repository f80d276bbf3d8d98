"""What does not fit at a table is answered clearly, with the field named, and leaves nothing half-written."""

from datetime import UTC, datetime, timedelta

import pytest
from county_office import noise
from dispute_table import CLAUSES, STROKES, drafted, laid
from table import furnish, session

from fengqiao.ledger.connection import unit_of_work

pytestmark = pytest.mark.database
BOMB = rb"{\rtf1" + rb"{\b " * 200_000 + b"}" * 200_000 + b"}"
WRITTEN = (
    "SELECT (SELECT count(*) FROM ledger.event), (SELECT count(*) FROM ledger.text), (SELECT count(*) FROM sealed.evidence),"
    " (SELECT count(*) FROM sealed.signature), (SELECT count(*) FROM ledger.booking), (SELECT count(*) FROM ledger.file)"
)


@pytest.fixture(scope="module")
def table(office):
    furnish(office)
    return laid(office)


def written(office) -> tuple[int, ...]:
    with unit_of_work(office.county.tenant) as work:
        return work.execute(WRITTEN).fetchone()


def refused(office, ask, status: int, code: str, field: str = "") -> None:
    before = written(office)
    answer = ask()
    said = answer.json()
    assert (answer.status_code, said["code"], said["field"].removeprefix("data.")) == (status, code, field), (
        said
    )
    assert said["detail"], said
    assert said["detail_en"], said
    assert written(office) == before


def act(table, action: str, **data):
    return lambda: table.mediator.act(table.code, action, **data)


def test_nothing_is_performed_before_it_is_agreed(office, table):
    paid = {"proof": "收据", "kind": "receipt", "amount_cny": 100}
    refused(office, act(table, "record_performance", **paid), 409, "wrong_state")


@pytest.mark.parametrize("parts", [(700, 1200), (2000, 1)])
def test_instalments_that_do_not_add_up(office, table, parts):
    days = ("2027-05-31", "2027-06-30")
    given = [{"due": day, "amount_cny": yuan} for day, yuan in zip(days, parts, strict=True)]
    ask = act(table, "draft_agreement", clauses=CLAUSES, amount_cny=2000, instalments=given)
    refused(office, ask, 400, "invalid_data", "instalments")


def test_a_session_in_the_past(office, table):
    body = session(datetime.now(UTC) - timedelta(hours=2), mediators=["M2"])
    ask = lambda: table.mediator.tell(f"/matters/{table.code}/bookings", body)  # noqa: E731
    refused(office, ask, 400, "invalid_data", "starts")


def test_an_agreement_without_a_party(office):
    table = drafted(laid(office))
    sha = table.page()["agreement_draft"]["sha256"]
    for who in (table.parties["applicant"], "mediator"):
        table.sign(who)
    stranger = {"sha256": sha, "who": "01a20000-0000-7000-8000-000000000001", "strokes": STROKES}
    way = f"/matters/{table.code}/dispute/signatures"
    refused(office, lambda: table.mediator.tell(way, stranger), 400, "invalid_data", "who")
    refused(office, act(table, "conclude_agreement", form="written"), 400, "invalid_data", "signed_by")
    other = laid(office, state="consent_pending")
    other.act("record_consent", applicant="agree")
    refused(
        office, act(other, "conclude_agreement", form="oral", content="各让一步", performance="immediate"), 409,
        "consent_missing",
    )  # fmt: skip


@pytest.mark.parametrize("name", ["欠条.rtf", "欠条.pdf", "欠条.docx", "欠条.jpg"])
@pytest.mark.parametrize("whose", ["party", "staff"])
def test_a_bomb_of_rtf_is_no_evidence_whatever_it_is_called(office, table, name, whose):
    browser, way = {
        "party": (office["citizen"], f"/public/party/{table.secrets['applicant']}/evidence"),
        "staff": (table.mediator, f"/matters/{table.code}/evidence"),
    }[whose]
    refused(office, lambda: browser.send(way, BOMB, name=name), 400, "invalid_data", "file")
    assert (
        browser.send(way, noise(), name="收条.jpg").status_code == 201
    )  # what is evidence is taken as before
