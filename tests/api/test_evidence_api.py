"""Evidence through the door: who sees what before and after its party shares it, and nothing half-written."""

import io
import time
import uuid
from datetime import UTC, datetime
from pathlib import Path

import pytest
from county_office import noise
from dispute_lives import BOTH, lives, write
from django.conf import settings
from PIL import Image

from evidence_files import docx, pdf, script
from fengqiao.api.ports import ports_of
from fengqiao.desk import evidence as desk
from fengqiao.desk import reading
from fengqiao.desk.acts import NotFound
from fengqiao.desk.reading import ScanReader
from fengqiao.desk.settled import ring
from fengqiao.gateways import ocr
from fengqiao.gateways.confined import Failed
from fengqiao.insight.who import county_version
from fengqiao.ledger import readings
from fengqiao.ledger.connection import DatabaseAway, unit_of_work
from fengqiao.people.actors import Actor, Post

pytestmark = pytest.mark.database
NOW = datetime(2026, 9, 1, 4, 0, tzinfo=UTC)
SEES_BEFORE = {
    "mediator",
    "registrar",
    "town_dispatcher",
    "dispatcher",
    "coordinator",
    "supervisor",
    "duty_leader",
}


class Case:
    """A dispute at the table of the county's committee, with its two parties."""

    def __init__(self, office, matter) -> None:
        self.office, self.matter, self.code = office, matter, matter.code
        (self.respondent,) = (party.id for party in matter.parties if party.role == "respondent")
        (self.applicant,) = (party.id for party in matter.parties if party.role != "respondent")

    @property
    def address(self) -> str:
        return f"/matters/{self.code}/evidence"

    def send(self, who: str, raw: bytes, name: str, party: str = ""):
        file = io.BytesIO(raw)
        file.name = name
        query = f"?party={party}" if party else ""
        return self.office[who].post(f"/api/v1{self.address}{query}", {"file": file})

    def listed(self, who: str):
        return self.office[who].ask(self.address)

    def seen_by(self, piece: str, *names: str) -> set[str]:
        found = set()
        for name in names or self.office.browsers:
            answer = self.listed(name)
            listed = answer.status_code == 200 and piece in {each["id"] for each in answer.json()["items"]}
            opened = self.office[name].ask(f"{self.address}/{piece}/file").status_code
            read = self.office[name].ask(f"{self.address}/{piece}/reading").status_code
            assert (opened == 200) == (read == 200) == listed, name
            if not listed:
                assert opened in {401, 403, 404}, name
            if listed:
                found.add(name)
        return found


@pytest.fixture
def case(office, tmp_path) -> Case:
    _, dispute = lives(tmp_path, NOW)
    life = dispute(lead="MC_COUNTY").table("record_consent", **BOTH)
    write(life.ports, life)
    return Case(office, life.matter)


@pytest.fixture
def ports(office):
    return ports_of(county_version(settings.TENANT))


def as_party(ports, party: str):
    return ports.facts(Actor(person=party, post=Post.CITIZEN, unit=""))


def rows() -> tuple[int, int]:
    with unit_of_work(settings.TENANT) as work:
        row = work.execute(
            "SELECT (SELECT count(*) FROM sealed.evidence), (SELECT count(*) FROM ledger.file)"
        )
        return row.fetchone()


def on_disk() -> set[str]:
    return {path.name for path in Path(settings.FILES).rglob("*") if path.is_file()}


def test_what_a_party_brought_is_seen_by_centre_and_table_until_it_is_shared(office, case, ports):
    answer = case.send("mediator", pdf(2), "欠条.pdf", case.applicant)
    assert answer.status_code == 201, answer.content.decode()
    piece = answer.json()
    assert (piece["title"], piece["pages"], piece["party"]) == ("欠条.pdf", 2, case.applicant)
    assert (piece["shared"], piece["may_share"], piece["readable"]) == (False, True, True)
    assert case.seen_by(piece["id"]) == SEES_BEFORE
    own, other = ({case.applicant}, {case.respondent})
    assert [each.id for each in desk.of_party(ports, case.matter, own)] == [piece["id"]]
    assert desk.of_party(ports, case.matter, other) == []
    with pytest.raises(NotFound):
        desk.open_as_party(
            ports,
            settings.FILES,
            case.matter,
            as_party(ports, case.respondent),
            mine=other,
            evidence_id=piece["id"],
        )
    refused = office["registrar"].tell(f"{case.address}/{piece['id']}/share")
    assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed_for_post")
    shared = office["mediator"].tell(f"{case.address}/{piece['id']}/share").json()
    assert (shared["shared"], shared["may_share"]) == (True, False)
    assert [each.id for each in desk.of_party(ports, case.matter, other)] == [piece["id"]]
    assert case.seen_by(piece["id"]) == SEES_BEFORE
    opened = desk.open_as_party(
        ports,
        settings.FILES,
        case.matter,
        as_party(ports, case.respondent),
        mine=other,
        evidence_id=piece["id"],
    )
    assert (opened.title, opened.body[:5]) == ("欠条.pdf", b"%PDF-")


def test_a_party_brings_and_shares_its_own_and_nobody_elses(case, ports):
    facts = as_party(ports, case.respondent)
    brought = desk.bring(
        ports, settings.FILES, case.matter, facts, party=case.respondent, raw=noise(), named="漏水.jpg"
    )
    assert (brought.party, brought.added_post, brought.shared_at) == (case.respondent, "citizen", None)
    assert case.seen_by(brought.id) == SEES_BEFORE
    with pytest.raises(desk.Refused) as refused:
        desk.bring(
            ports, settings.FILES, case.matter, facts, party=case.applicant, raw=noise(), named="x.jpg"
        )
    assert refused.value.code.value == "not_allowed_for_post"
    with pytest.raises(NotFound):
        desk.share(ports, case.matter, as_party(ports, case.applicant), {case.applicant}, brought.id)
    mine = desk.share(ports, case.matter, facts, {case.respondent}, brought.id)
    assert mine.shared_at is not None
    again = desk.share(ports, case.matter, facts, {case.respondent}, brought.id)
    assert again.shared_at == mine.shared_at


def test_the_leading_unit_sees_shared_evidence_only(office, tmp_path, ports):
    _, dispute = lives(tmp_path, NOW)
    life = dispute(lead="MUNICIPAL")
    write(life.ports, life)
    case = Case(office, life.matter)
    piece = case.send("registrar", noise(), "a.jpg", case.applicant).json()["id"]
    assert case.seen_by(piece, "handler", "other_handler", "unit_leader", "registrar") == {"registrar"}
    assert case.send("handler", noise(), "b.jpg").status_code == 403
    desk.share(ports, case.matter, as_party(ports, case.applicant), {case.applicant}, piece)
    assert case.seen_by(piece, "handler", "other_handler", "unit_leader", "registrar") == {
        "registrar",
        "handler",
    }


def test_a_mediator_who_withdrew_sees_nothing(office, tmp_path):
    _, dispute = lives(tmp_path, NOW)
    life = dispute(lead="MC_COUNTY")
    person = office["mediator"].session["_auth_user_id"]
    life.do(life.at, Actor(person, Post.MEDIATOR, "MC_COUNTY"), "recuse_mediator", {"reason": "亲属"})
    write(life.ports, life)
    case = Case(office, life.matter)
    piece = case.send("registrar", noise(), "a.jpg", case.applicant).json()["id"]
    assert case.seen_by(piece, "mediator", "registrar") == {"registrar"}


def test_of_a_general_matter_evidence_is_seen_like_its_photos(office):
    code = office.until("in_progress")
    answer = office["handler"].send(f"/matters/{code}/evidence", docx(), name="说明.docx")
    assert answer.status_code == 201
    piece = answer.json()
    assert (piece["readable"], piece["may_share"]) == (False, False)
    for name, status in (("registrar", 200), ("supervisor", 200), ("other_handler", 403), ("citizen", 401)):
        assert office[name].ask(f"/matters/{code}/evidence").status_code == status, name
    saved = office["supervisor"].ask(f"/matters/{code}/evidence/{piece['id']}/file")
    assert saved.content[:4] == b"PK\x03\x04"
    assert saved["Content-Type"] == "application/octet-stream"
    assert saved["Content-Disposition"].startswith("attachment; filename*=UTF-8''%E8%AF%B4")
    assert saved["X-Content-Type-Options"] == "nosniff"
    assert office["supervisor"].ask(f"/matters/{code}/evidence/{piece['id']}/picture").status_code == 404
    other = office.until("in_progress")
    assert office["supervisor"].ask(f"/matters/{other}/evidence/{piece['id']}/file").status_code == 404
    for odd in ("x", str(uuid.uuid4()), "' or 1=1", piece["id"].upper()):
        assert office["supervisor"].ask(f"/matters/{code}/evidence/{odd}/file").status_code == 404


def test_a_photo_is_looked_at_whole_and_small(office):
    code = office.until("in_progress")
    piece = office["handler"].send(f"/matters/{code}/evidence", noise((900, 600))).json()["id"]
    whole, small = (
        office["registrar"].ask(f"/matters/{code}/evidence/{piece}/picture?small={n}") for n in (0, 1)
    )
    assert whole["Content-Type"] == small["Content-Type"] == "image/jpeg"
    assert len(small.content) < len(whole.content)


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (b"", "a.pdf"),
        (rb"{\rtf1 bomb}", "a.docx"),
        (pdf(201), "a.pdf"),
        (pdf(change=script), "a.pdf"),
        (docx([("word/media/x.bin", b"\0" * (20 << 20))]), "a.docx"),
        (b"MZ\0", "a.jpg"),
    ],
    ids=["empty", "rtf", "long", "script", "bomb", "disguised"],
)
def test_a_refused_file_leaves_nothing_and_names_the_field(office, case, raw, name):
    before = (rows(), on_disk())
    answer = case.send("registrar", raw, name, case.applicant)
    said = answer.json()
    assert (answer.status_code, said["code"], said["field"]) == (400, "invalid_data", "file")
    assert said["detail"]
    assert said["detail_en"]
    assert (rows(), on_disk()) == before


def test_a_party_of_another_matter_and_too_much_evidence_are_refused(office, case, monkeypatch):
    before = rows()
    answer = case.send("registrar", noise(), "a.jpg", str(uuid.uuid4()))
    assert (answer.status_code, answer.json()["field"]) == (400, "party")
    monkeypatch.setattr(desk, "MOST", 0)
    answer = case.send("registrar", noise(), "a.jpg")
    assert (answer.status_code, answer.json()["field"]) == (400, "file")
    assert rows() == before


def test_the_same_file_twice_stands_once_and_is_not_cleared_away(case):
    shot = noise()
    first, second = (case.send("registrar", shot, "a.jpg", case.applicant).json() for _ in range(2))
    assert first["id"] == second["id"]
    with unit_of_work(settings.TENANT) as work:
        row = work.execute(
            "SELECT f.uses FROM ledger.file f JOIN sealed.evidence e ON e.file_name = f.name WHERE e.id = %s",
            [first["id"]],
        ).fetchone()
    assert row == (1,)


def test_a_name_of_a_file_stands_nowhere_in_the_clear(case):
    piece = case.send("registrar", noise(), "翁小明的欠条.jpg", case.applicant).json()
    with unit_of_work(settings.TENANT) as work:
        row = work.execute("SELECT e::text FROM sealed.evidence e WHERE id = %s", [piece["id"]]).fetchone()
        trail = work.execute(
            "SELECT count(*) FROM ledger.access_log WHERE act = 'bring_evidence' AND subject = %s"
            " AND matter_id IS NULL",
            [piece["id"]],
        ).fetchone()
    assert "翁小明" not in row[0]
    assert "翁小明".encode().hex() not in row[0]
    assert trail == (1,)


def read_to_end(ports, reader: ScanReader) -> None:
    deadline = time.monotonic() + 240
    while reader.step(ports) or reader.claimed is not None:
        assert time.monotonic() < deadline
        time.sleep(0.2)


def test_a_blank_page_is_read_in_the_background_and_holds_no_text(office, ports):
    out = io.BytesIO()
    Image.new("RGB", (400, 300), "white").save(out, "PNG")
    code = office.until("in_progress")
    piece = office["handler"].send(f"/matters/{code}/evidence", out.getvalue(), name="a.png").json()["id"]
    address = f"/matters/{code}/evidence/{piece}/reading"
    assert office["handler"].ask(address).json()["state"] == ""
    asked = office["handler"].tell(address)
    assert (asked.status_code, asked.json()["state"], asked.json()["machine_draft"]) == (202, "asked", False)
    read_to_end(ports, ScanReader(Path(settings.FILES)))
    said = office["handler"].ask(address).json()
    assert (said["state"], said["draft"], said["machine_draft"]) == ("blank", "", False)
    assert said["note"] == {"zh": "未识别到文字", "en": "no text found"}
    assert office["other_handler"].ask(address).status_code == 403


class Told:
    """A reader that says at once what it was told to say."""

    def __init__(self, said) -> None:
        self.said = said

    def answer(self):
        if isinstance(self.said, Failed):
            raise self.said
        return self.said

    def stop(self) -> None:
        self.said = None


def test_a_draft_is_marked_and_stands_encrypted_and_a_failure_can_be_asked_again(office, ports, monkeypatch):
    code = office.until("in_progress")
    piece = office["handler"].send(f"/matters/{code}/evidence", noise()).json()["id"]
    address = f"/matters/{code}/evidence/{piece}/reading"
    reader = ScanReader(Path(settings.FILES))
    for fault in ("timeout", "crash"):
        office["handler"].tell(address)
        monkeypatch.setattr(reading, "begin", lambda body, mime, fault=fault: Told(Failed(fault)))
        read_to_end(ports, reader)
        said = office["handler"].ask(address).json()
        assert (said["state"], said["fault"], said["draft"]) == ("failed", fault, "")
        assert (said["note"]["zh"], said["note"]["en"]) == ocr.FAULTS[fault]
    office["handler"].tell(address)
    monkeypatch.setattr(reading, "begin", lambda body, mime: Told(ocr.Found("欠款三百元", 1)))
    read_to_end(ports, reader)
    said = office["handler"].ask(address).json()
    assert (said["state"], said["draft"], said["machine_draft"]) == ("read", "欠款三百元", True)
    assert "草稿" in said["note"]["zh"]
    assert "no fact" in said["note"]["en"]
    with unit_of_work(settings.TENANT) as work:
        stored = work.execute("SELECT r::text FROM sealed.evidence_reading r WHERE evidence_id = %s", [piece])
        assert "欠款三百元".encode().hex() not in stored.fetchone()[0]
        texts = work.execute("SELECT count(*) FROM ledger.text WHERE body LIKE '%%欠款三百元%%'").fetchone()
    assert texts == (0,)
    assert "欠款三百元" not in office["handler"].ask(f"/matters/{code}").content.decode()


def test_what_was_read_is_kept_until_the_database_is_back(office, ports, monkeypatch):
    code = office.until("in_progress")
    piece = office["handler"].send(f"/matters/{code}/evidence", noise()).json()["id"]
    office["handler"].tell(f"/matters/{code}/evidence/{piece}/reading")
    once = [ocr.Found("欠款三百元", 1)]
    monkeypatch.setattr(reading, "begin", lambda body, mime: Told(once.pop()))
    reader = ScanReader(Path(settings.FILES))
    assert reader.step(ports) == 1
    with monkeypatch.context() as away:
        away.setattr(reading.readings, "end_read", gone)
        with pytest.raises(DatabaseAway):
            reader.step(ports)
    read_to_end(ports, reader)
    said = office["handler"].ask(f"/matters/{code}/evidence/{piece}/reading").json()
    assert (said["state"], said["draft"]) == ("read", "欠款三百元")


def gone(*given, **more):
    raise DatabaseAway


def test_a_claim_of_a_dead_worker_is_taken_over_and_given_up_after_two(office, ports):
    code = office.until("in_progress")
    piece = office["handler"].send(f"/matters/{code}/evidence", noise()).json()["id"]
    office["handler"].tell(f"/matters/{code}/evidence/{piece}/reading")
    tries = []
    now = ports.now()
    for _ in range(3):
        with unit_of_work(ports.tenant) as work:
            one = readings.claim(work, now=now)
            assert readings.claim(work, now=now) is None
        tries.append(one.tries)
        now += readings.LEASE
    assert tries == [1, 2, 3]
    late = readings.Claimed(piece, 1)
    with unit_of_work(ports.tenant) as work:
        readings.end_read(work, ring(), late, "late", pages=1, at=now)
        assert readings.find(work, ring(), piece).state == "reading"
    with unit_of_work(ports.tenant) as work:
        work.execute("UPDATE sealed.evidence_reading SET due_at = %s WHERE evidence_id = %s", [NOW, piece])
    ScanReader(Path(settings.FILES)).step(ports)
    said = office["handler"].ask(f"/matters/{code}/evidence/{piece}/reading").json()
    assert (said["state"], said["fault"]) == ("failed", "crash")


def test_word_files_are_not_read_by_the_machine(office):
    code = office.until("in_progress")
    piece = office["handler"].send(f"/matters/{code}/evidence", docx(), name="a.docx").json()["id"]
    answer = office["handler"].tell(f"/matters/{code}/evidence/{piece}/reading")
    assert (answer.status_code, answer.json()["field"]) == (400, "evidence")


@pytest.mark.parametrize(
    ("what", "most"),
    [("list", 3), ("file", 3), ("reading", 3), ("ask", 3), ("share", 3), ("bring", 3)],
)
def test_the_budget_of_statements_is_kept(office, case, statements, what, most):
    piece = case.send("mediator", pdf(), "收据.pdf", case.applicant).json()["id"]
    mediator, address = office["mediator"], f"{case.address}/{piece}"
    calls = {
        "list": lambda: mediator.ask(case.address),
        "file": lambda: mediator.ask(f"{address}/file"),
        "reading": lambda: mediator.ask(f"{address}/reading"),
        "ask": lambda: mediator.tell(f"{address}/reading", {}),
        "share": lambda: mediator.tell(f"{address}/share", {}),
        "bring": lambda: case.send("mediator", pdf() + b"\n", "另一张.pdf", case.applicant),
    }
    calls["list"]()
    with statements() as said:
        answer = calls[what]()
    assert answer.status_code in {200, 201, 202, 204}, answer.content
    assert len(said) <= most, said
