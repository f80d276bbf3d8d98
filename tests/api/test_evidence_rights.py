"""Evidence and the rights of whose it is: a copy of the own, erasure of what nobody saw, and the end with the person."""

import base64

import pytest
from county_office import noise
from dispute_table import agreed, drafted, laid
from django.conf import settings

from evidence_files import docx, pdf
from fengqiao.desk.settled import ports, ring
from fengqiao.ledger.connection import unit_of_work
from fengqiao.ledger.evidence_erasure import forget_evidence
from fengqiao.ledger.persons import erase, erase_persons
from fengqiao.ledger.store import load

pytestmark = pytest.mark.database
CONTRACT = pdf()


def bring(table, raw: bytes, name: str, side: str = "") -> str:
    query = f"?party={table.parties[side]}" if side else ""
    sent = table.mediator.send(f"/matters/{table.code}/evidence{query}", raw, name=name)
    assert sent.status_code == 201, sent.content.decode()
    return sent.json()["id"]


def listed(table) -> list[str]:
    return [one["title"] for one in table.mediator.ask(f"/matters/{table.code}/evidence").json()["items"]]


def matter_of(table):
    with unit_of_work(settings.TENANT) as work:
        return load(work, code=table.code).matter


def uses_of_files() -> dict[str, int]:
    with unit_of_work(settings.TENANT) as work:
        return dict(
            work.execute("SELECT name, uses FROM ledger.file WHERE tenant = ledger.tenant()").fetchall()
        )


@pytest.fixture
def case(office, monkeypatch):
    """A dispute with its tracking secret: two pieces of the applicant, one of the other side, one of nobody."""
    secrets = []
    real = office["registrar"].tell

    def tell(path, body=None, **more):
        answer = real(path, body, **more)
        if path == "/matters":
            secrets.append(answer.json()["secret"])
        return answer

    monkeypatch.setattr(office["registrar"], "tell", tell)
    table = laid(office)
    own = bring(table, noise((64, 48)), "只给调解员.jpg", "applicant")
    shared = bring(table, CONTRACT, "合同.pdf", "applicant")
    bring(table, docx(), "对方材料.docx", "respondent")
    bring(table, pdf(2), "勘验.pdf")
    assert table.mediator.tell(f"/matters/{table.code}/evidence/{shared}/share").status_code == 200
    return table, secrets[0], own


def ask(table, secret: str, kind: str) -> dict:
    answer = table.office["citizen"].tell(f"/public/track/{secret}/rights", {"kind": kind})
    assert answer.status_code == 201, answer.content.decode()
    return answer.json()


def test_the_copy_of_the_own_data_holds_the_own_evidence_and_nobody_elses(case) -> None:
    table, secret, _ = case
    ask(table, secret, "access")
    held = table.office["privacy_officer"].tell(f"/rights/{table.code}/export").json()
    assert [one["title"] for one in held["evidence"]] == ["只给调解员.jpg", "合同.pdf"]
    assert base64.b64decode(held["evidence"][1]["file"]) == CONTRACT
    assert [one["shared_at"] is None for one in held["evidence"]] == [True, False]
    assert "对方材料" not in str(held)
    assert "勘验" not in str(held)


def test_erasure_takes_back_what_nobody_else_saw_and_keeps_the_rest_with_the_reason(case) -> None:
    table, secret, _ = case
    before = uses_of_files()
    done = ask(table, secret, "erasure")
    assert "evidence" in done["erased"]
    assert "evidence" in done["refused"]
    assert set(done["reason"]) == {"zh", "en"}
    assert listed(table) == ["合同.pdf", "对方材料.docx", "勘验.pdf"]
    assert sum(before.values()) - sum(uses_of_files().values()) == 1


def test_evidence_and_signatures_go_with_the_persons_whose_they_are(office) -> None:
    table = agreed(drafted(laid(office)))
    reader = bring(table, noise((50, 40)), "甲.jpg", "applicant")
    bring(table, noise((40, 50)), "乙.jpg", "respondent")
    bring(table, noise((45, 45)), "公.jpg")
    assert table.mediator.tell(f"/matters/{table.code}/evidence/{reader}/reading").status_code in {200, 202}
    matter = matter_of(table)
    now = ports().now()
    with unit_of_work(settings.TENANT) as work:
        assert forget_evidence(work) == 0
        erase(work, ring(), table.parties["applicant"], at=now)
    with unit_of_work(settings.TENANT) as work:
        assert forget_evidence(work) == 1
    assert listed(table) == ["乙.jpg", "公.jpg"]
    with unit_of_work(settings.TENANT) as work:
        erase_persons(work, ring(), matter.id, at=now)
    used = sum(uses_of_files().values())
    with unit_of_work(settings.TENANT) as work:
        gone = forget_evidence(work)
        assert forget_evidence(work) == 0
    assert gone >= 3
    assert listed(table) == []
    assert used - sum(uses_of_files().values()) == 2 + 3  # two pieces, three signatures
    with unit_of_work(settings.TENANT) as work:
        left = work.execute(
            "SELECT count(*) FROM sealed.signature WHERE tenant = ledger.tenant() AND matter_id = %(m)s::uuid",
            {"m": matter.id},
        ).fetchone()
    assert left[0] == 0
