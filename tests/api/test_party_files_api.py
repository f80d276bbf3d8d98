"""A party's own page: papers and evidence come to whom the tables of docs/reference/disputes.md name, and to nobody else."""

import io
import re
import threading
from pathlib import Path

import pypdf
import pytest
from county_office import Browser, noise
from dispute_papers import print_all
from dispute_room import STANDINGS, furnished
from dispute_table import PHONES, laid
from django.conf import settings
from django.db import connections

from evidence_files import pdf
from fengqiao.desk import evidence as desk
from fengqiao.ledger.connection import unit_of_work

pytestmark = pytest.mark.database

DOCS = Path(__file__).parents[2] / "docs/reference/disputes.md"
SIDES = ("applicant", "respondent")


def table_of(title: str) -> dict[str, dict[str, str]]:
    """A table of the docs under a heading: row, column, word."""
    text = DOCS.read_text(encoding="utf-8").partition(f"## {title}\n")[2].partition("\n## ")[0]
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in text.splitlines()
        if line.startswith("|")
    ]
    return {row[0]: dict(zip(cells[0][1:], row[1:], strict=True)) for row in cells[2:]}


EVIDENCE = table_of("Evidence matrix")
PAPERS = table_of("Papers of a party")


def send(table, side: str, raw: bytes, name: str):
    file = io.BytesIO(raw)
    file.name = name
    return table.office["citizen"].post(
        f"/api/v1/public/party/{table.secrets[side]}/evidence", {"file": file}
    )


def brought(table, side: str, name: str = "转账记录.pdf") -> dict:
    answer = send(table, side, pdf() + name.encode(), name)
    assert answer.status_code == 201, answer.content.decode()
    return answer.json()


def own(table, side: str, what: str) -> list[dict]:
    answer = table.office["citizen"].ask(f"/public/party/{table.secrets[side]}/{what}")
    assert answer.status_code == 200, answer.content.decode()
    return answer.json()["items"]


@pytest.fixture(scope="module")
def room(office):
    found = furnished(office)
    pieces = {side: brought(found.performing, side, f"{side}.pdf") for side in SIDES}
    given = brought(found.performing, "respondent", "给双方看的.pdf")
    address = f"/public/party/{found.performing.secrets['respondent']}/evidence/{given['id']}/share"
    assert office["citizen"].tell(address, {}).json()["shared"] is True
    print_all()
    return found, {"own": pieces["applicant"], "not shared": pieces["respondent"], "shared": given}


@pytest.mark.parametrize("row", EVIDENCE)
@pytest.mark.parametrize("seat", STANDINGS)
def test_a_post_sees_the_evidence_that_the_table_of_the_docs_gives_it(office, room, row, seat):
    disputes, pieces = room
    where, piece = f"/matters/{disputes.performing.code}/evidence", pieces[row]
    listed = {each["id"] for each in office[seat].ask(where).json()["items"]}
    opened = office[seat].ask(f"{where}/{piece['id']}/file").status_code
    word = EVIDENCE[row][STANDINGS[seat]]
    assert (piece["id"] in listed, opened) == {"all": (True, 200), "-": (False, 404)}[word]


@pytest.mark.parametrize("row", EVIDENCE)
@pytest.mark.parametrize("side", SIDES)
def test_a_party_sees_its_own_evidence_and_what_was_shared(office, room, row, side):
    disputes, pieces = room
    piece, secret = pieces[row], disputes.performing.secrets[side]
    column = {"applicant": "party", "respondent": "other party"}[side]
    listed = {each["id"] for each in own(disputes.performing, side, "evidence")}
    opened = office["citizen"].ask(f"/public/party/{secret}/evidence/{piece['id']}/file").status_code
    word = EVIDENCE[row][column]
    assert (piece["id"] in listed, opened) == {"all": (True, 200), "-": (False, 404)}[word]


def test_what_is_told_of_a_piece_names_no_person_and_no_post(room):
    disputes, pieces = room
    (shared,) = [each for each in own(disputes.performing, "applicant", "evidence") if not each["mine"]]
    assert (shared["id"], shared["side"], shared["may_share"]) == (
        pieces["shared"]["id"],
        "respondent",
        False,
    )
    assert set(shared) == {
        "id", "mine", "side", "title", "mime", "size", "pages", "added_at", "shared", "may_share", "file", "picture",
    }  # fmt: skip


@pytest.mark.parametrize("side", SIDES)
def test_a_party_reads_the_papers_that_the_table_of_the_docs_names(office, room, side):
    disputes, _ = room
    table = disputes.performing
    papers = own(table, side, "papers")
    assert {each["template"] for each in papers} == {
        name for name, row in PAPERS.items() if row["here"] == "yes" and row[side] == "yes"
    }
    for each in papers:
        answer = office["citizen"].get(each["url"])
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf"), each
        assert each["number"] in words(answer.content)
    listed = office["mediator"].ask(f"/matters/{table.code}/documents").json()["items"]
    others = {each["id"] for each in listed} - {each["id"] for each in papers}
    assert others, "a paper that is not for the party"
    for each in others:
        assert office["citizen"].ask(f"/public/party/{table.secrets[side]}/papers/{each}").status_code == 404


def test_only_the_agreement_says_how_the_other_side_is_reached(office, room):
    disputes, _ = room
    for each in own(disputes.performing, "respondent", "papers"):
        said = words(office["citizen"].get(each["url"]).content)
        assert (PHONES["applicant"] in said) is (each["template"] == "MEDIATION_AGREEMENT"), each["template"]


def test_who_looked_at_a_paper_is_told_in_words(office, room):
    disputes, _ = room
    table = disputes.performing
    listed = office["mediator"].ask(f"/matters/{table.code}/documents").json()["items"]
    agreement = next(each["id"] for each in listed if each["template"] == "MEDIATION_AGREEMENT")
    assert office["mediator"].ask(f"/matters/{table.code}/documents/{agreement}/pdf").status_code == 200
    told = {each["purpose"] for each in table.own("applicant")["access"]}
    assert "打开《调解协议书》" in told
    assert not [each for each in told if re.fullmatch(r"[A-Za-z_]*", each)], told


def test_papers_and_evidence_of_another_dispute_and_a_wrong_secret_are_nowhere(office, room):
    disputes, pieces = room
    paper = own(disputes.performing, "applicant", "papers")[0]["id"]
    stranger = disputes.talking.secrets["applicant"]
    for secret in (stranger, "0" * 32):
        base = f"/public/party/{secret}"
        for path in (
            f"papers/{paper}",
            f"evidence/{pieces['shared']['id']}/file",
            "papers/x",
            "evidence/x/file",
        ):
            assert office["citizen"].ask(f"{base}/{path}").status_code == 404, path
        answer = office["citizen"].tell(f"{base}/evidence/{pieces['own']['id']}/share", {})
        assert answer.status_code == 404
    assert office["citizen"].ask(f"/public/party/{'0' * 32}/papers").status_code == 404
    assert office["citizen"].ask(f"/public/party/{'0' * 32}/evidence").status_code == 404


def test_a_void_paper_is_not_shown_any_more(office):
    table = laid(office)
    print_all()
    (notice,) = [each for each in own(table, "respondent", "papers") if each["template"] == "RIGHTS_NOTICE"]
    answer = office["mediator"].tell(
        f"/matters/{table.code}/documents/{notice['id']}/void", {"reason": "wrong_content"}
    )
    assert answer.status_code == 200, answer.content.decode()
    assert notice["id"] not in {each["id"] for each in own(table, "respondent", "papers")}
    assert office["citizen"].get(notice["url"]).status_code == 404


def test_a_photo_is_looked_at_and_nobody_shares_what_is_anothers(office):
    table = laid(office)
    answer = send(table, "applicant", noise((1600, 1200)), "漏水.jpg")
    piece = answer.json()
    small = office["citizen"].get(f"{piece['picture']}?small=1")
    assert small["Content-Type"] == "image/jpeg"
    assert len(small.content) < len(office["citizen"].get(piece["picture"]).content)
    other = f"/public/party/{table.secrets['respondent']}/evidence/{piece['id']}"
    assert office["citizen"].ask(f"{other}/picture").status_code == 404
    assert office["citizen"].tell(f"{other}/share", {}).status_code == 404
    paper = brought(table, "applicant")
    assert paper["picture"] == ""
    assert office["citizen"].get(paper["file"].replace("/file", "/picture")).status_code == 404


def test_an_agent_brings_for_whom_it_speaks_who_sees_it_too(office):
    table = laid(office, state="consent_pending")
    table.act(
        "add_party", role="agent", name="陈律师", phone="13812340009", speaks_for=table.parties["applicant"],
        authority="general",
    )  # fmt: skip
    (agent,) = [each["party"] for each in table.page()["parties"] if each["role"] == "agent"]
    given = office["mediator"].tell(f"/matters/{table.code}/parties/{agent}/link", {})
    table.secrets["agent"] = given.json()["secret"]
    piece = brought(table, "agent", "代理意见.pdf")
    assert piece["mine"] is True
    assert [(each["id"], each["mine"]) for each in own(table, "applicant", "evidence")] == [
        (piece["id"], True)
    ]
    assert own(table, "respondent", "evidence") == []
    assert {each["template"] for each in own(table, "agent", "papers")} == {
        each["template"] for each in own(table, "applicant", "papers")
    }


def test_what_is_no_evidence_is_refused_at_its_field_and_leaves_nothing(office):
    table = laid(office)
    answer = send(table, "applicant", b"{\\rtf1 bomb}" * 40, "欠条.pdf")
    assert (answer.status_code, answer.json()["field"]) == (400, "file")
    assert re.search(r"[a-z]", answer.json()["detail_en"])
    assert own(table, "applicant", "evidence") == []


def test_a_party_brings_no_more_than_its_share_and_nothing_once_it_is_over(office, monkeypatch):
    monkeypatch.setattr(desk, "MOST_OF_PARTY", 1)
    table = laid(office)
    brought(table, "applicant")
    answer = send(table, "applicant", pdf() + b"2", "b.pdf")
    assert (answer.status_code, answer.json()["field"]) == (400, "file")
    brought(table, "respondent")  # the other side's share is its own
    table.act("fail_mediation", reason="各执己见")
    table.act("withdraw", seat="registrar", reason="申请人撤回")
    assert send(table, "respondent", pdf() + b"3", "c.pdf").status_code == 409
    found = office["citizen"].ask(f"/public/party/{table.secrets['respondent']}/evidence").json()
    assert (found["may_bring"], len(found["items"])) == (False, 1)


@pytest.mark.parametrize("whose", ["party", "staff"])
def test_the_last_places_for_evidence_go_to_as_many_of_eight_clients_as_there_are(office, monkeypatch, whose):
    table = laid(office)
    party, secret = table.parties["applicant"], table.secrets["applicant"]
    ways = {
        "party": (Browser(), f"/public/party/{secret}/evidence"),
        "staff": (office["mediator"], f"/matters/{table.code}/evidence?party={party}"),
    }
    browser, way = ways[whose]
    stands = pdf()
    for each in (stands, stands, pdf(2)):  # the same once more is no other piece
        assert browser.send(way, each, name="a.pdf").status_code == 201
    limit = {"party": "MOST_OF_PARTY", "staff": "MOST"}[whose]
    monkeypatch.setattr(desk, limit, 5)
    start = threading.Barrier(8)
    told: list[int] = []

    def bring(number: int) -> None:
        mine = Browser()
        mine.cookies = browser.cookies.copy()
        try:
            start.wait()
            told.append(mine.send(way, pdf() + b"- %d" % number, name="b.pdf").status_code)
        finally:
            connections.close_all()

    clients = [threading.Thread(target=bring, args=(number,)) for number in range(8)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    assert sorted(told) == [201] * 3 + [400] * 5
    listed = office["mediator"].ask(f"/matters/{table.code}/evidence").json()["items"]
    assert len(listed) == 5
    again = browser.send(way, stands, name="a.pdf")
    assert again.status_code == (201 if whose == "staff" else 400)
    with unit_of_work(settings.TENANT) as work:
        uses = work.execute(
            "SELECT f.uses FROM sealed.evidence AS e JOIN ledger.file AS f ON f.tenant = e.tenant AND f.name = e.file_name"
            " JOIN ledger.matter AS m ON m.tenant = e.tenant AND m.id = e.matter_id WHERE m.code = %(code)s",
            {"code": table.code},
        ).fetchall()
    assert {each for (each,) in uses} == {1}


# The county's version included, beside BEGIN, COMMIT and set_config.
BUDGET = {"papers": 3, "paper": 5, "evidence": 3, "file": 4, "picture": 3, "share": 4, "bring": 4}


@pytest.mark.parametrize("what", BUDGET)
def test_what_a_partys_files_take_of_the_database(office, room, statements, what):
    disputes, pieces = room
    base = f"/public/party/{disputes.performing.secrets['applicant']}"
    citizen, photo = office["citizen"], send(disputes.performing, "applicant", noise(), "a.jpg").json()
    paper = own(disputes.performing, "applicant", "papers")[0]
    calls = {
        "papers": lambda: citizen.ask(f"{base}/papers"),
        "paper": lambda: citizen.get(paper["url"]),
        "evidence": lambda: citizen.ask(f"{base}/evidence"),
        "file": lambda: citizen.ask(f"{base}/evidence/{pieces['own']['id']}/file"),
        "picture": lambda: citizen.get(f"{photo['picture']}?small=1"),
        "share": lambda: citizen.tell(f"{base}/evidence/{photo['id']}/share", {}),
        "bring": lambda: send(disputes.performing, "applicant", pdf() + what.encode(), "z.pdf"),
    }
    with statements() as said:
        answer = calls[what]()
    assert answer.status_code in {200, 201}, answer.content.decode()
    assert len(said) <= BUDGET[what], said


def words(body: bytes) -> str:
    return re.sub(r"\s", "", "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(body)).pages))
