"""Whatever writes on a dispute asks the database four things at most, sign-in included.

The whole life of disputes is lived through the API while every request is counted; the routes are walked, so that a new
one that writes either is lived here or says why it is no dispute's.
"""

import re
import uuid
from collections import defaultdict
from datetime import timedelta
from typing import Any, NamedTuple

import pytest
from county_office import Browser, Office, noise
from dispute_papers import closed, mediated, print_all
from dispute_room import furnished, led
from dispute_table import STROKES, agreed, drafted, laid, talked
from table import dispute, furnish, session, workday
from test_dockings_api import BOTH, did, referral, send

from evidence_files import pdf
from fengqiao.api.application import api
from fengqiao.insight import who
from fengqiao.ledger.connection import UnitOfWork

pytestmark = pytest.mark.database
MOST = 4

NO_WRITE_ON_A_DISPUTE = {
    "POST /suggest": "asks and writes nothing",
    "POST /ahead": "tells what would happen and writes nothing",
    "POST /matters/{code}/accept_and_dispatch": "two acts of one person with two posts; each is lived here",
    "POST /public/similar": "asks and writes nothing",
    "POST /similar": "asks and writes nothing",
    "POST /search_by_phone": "a search, with its trace",
    "POST /matters/{code}/reveal": "a look at a person, with its trace; test_statements_api has its budget",
    "POST /matters/{code}/merge": "of several matters at once; test_statements_api has its budget",
    "POST /matters/{code}/unmerge": "of several matters at once; test_statements_api has its budget",
    "POST /signals": "of a machine",
    "POST /signals/{signal}/confirm": "of a machine",
    "POST /signals/{signal}/dismiss": "of a machine",
    "POST /sources/{source}/token": "of a machine",
    "POST /bodies/{body}/token": "of a machine",
    "POST /public/track/{secret}/answers": "of the general matter's page; test_questions_api has its budget",
    "POST /public/track/{secret}/rights": "a request about the own data",
    "POST /rights/{code}/export": "a request about the own data",
    "POST /sweeps": "of the grid",
    "POST /sweeps/{sweep}/results": "of the grid",
    "POST /sweeps/{sweep}/close": "of the grid",
    "POST /papers/failed/{letter}/requeue": "of operators",
    "POST /alerts/{alert}/close": "of operators",
    "POST /dead-letters/{letter}/requeue": "of operators",
}
OF_NO_MATTER = (
    "/settings/",
    "/views",
    "/bell",
    "/hall",
    "/handover",
    "/knowledge",
    "/public-notices",
    "/kiosk",
    "/answers",
    "/public/knowledge",
)
"""What administrators set and workers keep for themselves: such addresses name no matter."""

# Said once a minute a session, and once in twenty registrations.
NOW_AND_THEN = ("UPDATE django_session", "INSERT INTO ledger.counter AS c (tenant, name, n)")


class Counted(NamedTuple):
    """A request that was answered: its route, the act it was, and what was said to the database for it."""

    route: str
    act: str
    status: int
    said: tuple[str, ...]


def writing_routes() -> set[str]:
    return {
        f"{method} {path}"
        for bound in api._get_bound_routers()
        for path, view in bound.path_operations.items()
        if not path.startswith(OF_NO_MATTER)
        for operation in view.operations
        for method in operation.methods
        if method not in {"GET", "HEAD", "OPTIONS"}
    }


@pytest.fixture(scope="module")
def lived(office: Office) -> list[Counted]:
    """Every request of several disputes from the window to the archive."""
    furnish(office)
    furnished(office)  # more seats, and everything is known to this process once
    requests: list[Counted] = []
    said: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        _listen(patch, said)
        real = Browser.request

        def request(self, **given: Any) -> Any:
            said.clear()
            answer = real(self, **given)
            match = getattr(answer, "resolver_match", None)
            if match is not None and answer.request["REQUEST_METHOD"] not in {"GET", "HEAD"}:
                path = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", match.route).removeprefix("api/v1")
                asked = tuple(each for each in said if not each.startswith(NOW_AND_THEN))
                route = f"{answer.request['REQUEST_METHOD']} {path}"
                act = match.kwargs.get("action", "")
                requests.append(Counted(route, act, answer.status_code, asked))
            return answer

        patch.setattr(Browser, "request", request)
        for browser in office.browsers.values():
            browser.ask("/me")
        _tables(office)
        _a_party(office)
        _calendar(office)
        _papers(office)
        _evidence(office)
        _dockings(office)
        _windows(office)
    return requests


def _listen(patch: pytest.MonkeyPatch, said: list[str]) -> None:
    """Hear every statement of the ledger's pool, but for BEGIN, COMMIT and set_config."""
    for name in ("execute", "execute_raw"):
        real = getattr(UnitOfWork, name)

        def execute(self, statement, *given, real=real, **more):
            said.append(" ".join(statement.split()))
            return real(self, statement, *given, **more)

        patch.setattr(UnitOfWork, name, execute)
    together, glance = UnitOfWork.read_all, who.glance

    def read_all(self, *asked):
        said.extend(" ".join(statement.split()) for statement, _ in asked)
        return together(self, *asked)

    def glanced(statement, params, **more):
        said.append(" ".join(statement.split()))
        return glance(statement, params, **more)

    patch.setattr(UnitOfWork, "read_all", read_all)
    patch.setattr(who, "glance", glanced)


def ok(answer: Any) -> Any:
    assert answer.status_code < 300, answer.content.decode()
    return answer.json()


def _tables(office: Office) -> None:
    """At the table: consents, sessions, proposals, an agreement, what is performed, and the ways out."""
    furnished_table = led(office)
    talked(furnished_table)
    way = f"/matters/{furnished_table.code}/dispute"
    mediator = furnished_table.mediator
    ok(mediator.tell(f"{way}/hints", {"clauses": ["x"]}))
    for _ in range(2):
        ok(mediator.tell(f"{way}/draft", {"record": "x"}))
    agreed(drafted(furnished_table))
    keyed = uuid.uuid4().hex
    other = talked(led(office))
    for _ in range(2):  # the same key again is answered as it was
        ok(mediator.act(other.code, "add_private_note", key=keyed, side="applicant", note="x"))
    other.act("escalate", to="COUNTY_CENTER", reason="村里谈不拢")
    other.act("fail_mediation", reason="各执己见")
    other.act("divert", seat="dispatcher", route="litigation", to="COURT")
    other.act("record_outcome", seat="court", outcome="法院判令支付", amount_cny=1800)


def _a_party(office: Office) -> None:
    """On a party's own page, by its link and by what it types."""
    table = laid(office, state="consent_pending")
    table.says("applicant", "consent", answer="agree")
    table.says("respondent", "mediator", wish="choose", mediator="M2")
    table.says("respondent", "consent", answer="agree")
    talked(table)
    statement = table.own("applicant")["statements"][0]["number"]
    table.says("applicant", "share", statement=statement)
    table.says("applicant", "answer", proposal=2, accept=False)
    drafted(table)
    sha = table.page()["agreement_draft"]["sha256"]
    table.says("applicant", "sign", sha256=sha, who=table.parties["applicant"], strokes=STROKES)
    citizen = office["citizen"]
    assert citizen.tell("/public/party", {"code": table.code, "typed": "9999"}).status_code == 404
    ok(citizen.tell("/public/party", {"code": table.code, "typed": "0001"}))
    table.says("respondent", "leave", reason="想直接起诉")


def _calendar(office: Office) -> None:
    code, mediator, when = dispute(office), office["mediator"], workday(2, 9)
    for key in ("a", "a", "b"):
        body = session(when + timedelta(hours=2 * (key == "b")), mediators=["M1"])
        ok(mediator.tell(f"/matters/{code}/bookings", body, key=key))
    ok(mediator.change(f"/matters/{code}/bookings/1", {"room": "R2"}, key="m"))
    ok(mediator.drop(f"/matters/{code}/bookings/2", key="c"))


def _papers(office: Office) -> None:
    code, mediator = closed(office, mediated(office)), office["mediator"]
    print_all()
    papers = {one["template"]: one for one in mediator.ask(f"/matters/{code}/documents").json()["items"]}
    where = f"/matters/{code}/documents/{papers['MEDIATION_AGREEMENT']['id']}"
    ok(mediator.tell(f"{where}/receipt", {"recipient": "parties", "way": "by_hand"}))
    ok(mediator.tell(f"{where}/issue", {"reason": "lost"}))
    ok(mediator.tell(f"{where}/void", {"reason": "made_twice"}))


def _evidence(office: Office) -> None:
    table = laid(office)
    mediator, where = office["mediator"], f"/matters/{table.code}/evidence"
    party = table.parties["applicant"]
    for _ in range(2):  # the same file again stands once
        piece = ok(mediator.send(f"{where}?party={party}", pdf(), name="收据.pdf"))["id"]
    ok(mediator.tell(f"{where}/{piece}/reading", {}))
    ok(mediator.tell(f"{where}/{piece}/share", {}))
    own = f"/public/party/{table.secrets['applicant']}/evidence"
    mine = ok(office["citizen"].send(own, pdf(2), name="录音.pdf"))["id"]
    ok(office["citizen"].tell(f"{own}/{mine}/share", {}))


def _dockings(office: Office) -> None:
    data = referral()
    for _ in range(2):
        assert send("CITY_POLICE_110", "/docked/referrals", data).status_code == 201
    ok(office["registrar"].tell("/referrals", referral(body="POLICE")))
    table = laid(office)
    table.act("fail_mediation", reason="各执己见")
    did(office["dispatcher"], table.code, "divert", route="litigation", to="COURT")
    did(office["dispatcher"], table.code, "refer_out", fields=["text"], basis="依法移交")
    answer = send("COURT", f"/docked/handovers/{table.code}-1/outcome", {"outcome": "判决赔偿"})
    assert answer.status_code == 200, answer.content.decode()


def _windows(office: Office) -> None:
    """Where a dispute begins, and what its requester does by the own link."""
    citizen, registrar = office["citizen"], office["registrar"]
    told = {"text": f"楼上漏水 {uuid.uuid4().hex[:6]}", "category": "D0101", "place": office.place}
    photo = ok(citizen.send("/public/uploads", noise()))["id"]
    ok(registrar.send("/uploads", noise()))
    for key in ("w", "w"):
        made = ok(
            citizen.tell("/public/matters", told | {"photos": [photo], "phone": "13912340000"}, key=key)
        )
    asked = {"requester": {"name": "翁小明", "phone": "13800001111"}, "channel": "walk_in"}
    ok(registrar.tell("/matters", told | asked | {"text": "邻里噪声"}))
    ok(citizen.tell("/public/track", {"code": made["code"], "last4": "0000"}))
    way = f"/public/track/{made['secret']}"
    ok(citizen.tell(f"{way}/material", {"text": "补充"}))
    did(registrar, made["code"], "accept")
    ok(citizen.tell(f"{way}/withdraw", {"reason": "自行和解"}))
    settled = ok(citizen.tell("/public/matters", told | {"text": "楼道堆物争执", "phone": "13912340000"}))
    for seat, action, given in (
        ("registrar", "accept", {}), ("registrar", "add_party", {"role": "respondent", "name": "季大海"}),
        ("dispatcher", "dispatch", {"lead": "MC_COUNTY"}), ("mediator", "sign", {}),
        ("mediator", "record_consent", BOTH),
        ("mediator", "conclude_agreement", {"form": "oral", "content": "各让一步", "performance": "immediate"}),
        ("mediator", "record_performance", {"proof": "已当场道歉"}),
        ("mediator", "submit_result", {"reply": "已调解"}), ("supervisor", "approve", {}),
    ):  # fmt: skip
        did(office[seat], settled["code"], action, **given)
    rated = {"solved": True, "satisfaction": "satisfied"}
    ok(citizen.tell(f"/public/track/{settled['secret']}/rate", rated))


def test_every_route_that_writes_is_lived_here_or_says_why_not(lived):
    mine = {one.route for one in lived if one.status < 300}
    assert mine - writing_routes() == set()
    assert writing_routes() - mine == set(NO_WRITE_ON_A_DISPUTE)


def test_no_write_on_a_dispute_says_more_than_four_things(lived):
    over: dict[str, list[str]] = defaultdict(list)
    for one in lived:
        if one.route not in NO_WRITE_ON_A_DISPUTE and len(one.said) > MOST:
            over[f"{one.route} {one.act} {one.status}"] = [each[:90] for each in one.said]
    assert not over, "\n".join(f"{name}: {said}" for name, said in over.items())


def test_what_is_counted_is_what_is_said(lived):
    """The count hears who comes, the matter and the write: an ear that fell off would pass everything."""
    acts = [one for one in lived if one.route.endswith("/actions/{action}") and one.status == 200]
    for one in acts:
        who_comes, matter, *write = one.said
        assert who_comes.startswith("SELECT c.version")
        assert matter.startswith("SELECT m.snapshot")
        assert len(write) <= 1 or one.act in {"book_session", "move_session"}, one
    assert sum(len(one.said) == 3 for one in acts) > len(acts) / 2
