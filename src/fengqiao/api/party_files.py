"""What a party reads and brings on its own page: the papers made out to it, and evidence, its own and what is shared."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Router

from fengqiao.api.answers_disputes import OwnEvidence, OwnEvidenceList, OwnPapers
from fengqiao.api.bodies import Nothing
from fengqiao.api.decoding import body_of, query_of
from fengqiao.api.evidence import BYTES, PictureQuery, download
from fengqiao.api.guards import Caller, Everyone, caller_of
from fengqiao.api.papers import PDF, file
from fengqiao.api.photos import photo
from fengqiao.api.problems import speaks_english
from fengqiao.api.routing import answered, route
from fengqiao.api.uploads import FILE, uploaded
from fengqiao.desk.acts import NotFound, Ref
from fengqiao.desk.evidence import Opened, bring, is_shared, of_party, open_as_party, share
from fengqiao.desk.papers.opening import open_own_paper
from fengqiao.desk.table import Seated, sit_down
from fengqiao.gateways.files.pictures import MIME
from fengqiao.insight.disputes import party_viewer
from fengqiao.insight.papers import own_papers
from fengqiao.ledger.connection import unit_of_work
from fengqiao.ledger.evidence import Piece
from fengqiao.lifecycle.evidence import may_party_bring
from fengqiao.lifecycle.viewing import received_as
from fengqiao.matters.parties import side_of, speaks_for

router = Router(tags=["public"])


@route(router, "GET", "/public/party/{secret}/papers", guard=Everyone(), answer=OwnPapers)
def list_own_papers(request: HttpRequest, secret: str) -> HttpResponse:
    """The papers that were made out to this party, the latest first; voided ones and those of others are not among them."""
    caller, seated, english = *_seated(request, secret), speaks_english(request)
    names = received_as(seated.matter, _mine(seated))
    with unit_of_work(caller.ports.tenant) as work:
        items = own_papers(work, seated.matter.id, caller.ports.county(), names, english=english)
    for each in items:
        each["url"] = (
            f"/api/v1/public/party/{secret}/papers/{each['id']}" if each["state"] == "printed" else ""
        )
    return answered({"items": items})


@route(router, "GET", "/public/party/{secret}/papers/{document}", guard=Everyone(), answer=PDF)
def show_own_paper(request: HttpRequest, secret: str, document: str) -> HttpResponse:
    """A paper that was made out to this party, as PDF/A; opening it is noted."""
    caller, seated = _seated(request, secret)
    names = received_as(seated.matter, _mine(seated))
    opened = open_own_paper(
        caller.ports, settings.FILES, seated.matter.id, document, seated.actor, received_as=names
    )
    return file(opened, PDF)


@route(router, "GET", "/public/party/{secret}/evidence", guard=Everyone(), answer=OwnEvidenceList)
def list_own_evidence(request: HttpRequest, secret: str) -> HttpResponse:
    """The own evidence, also of whom one speaks for, and what the others have shared."""
    caller, seated = _seated(request, secret)
    pieces = of_party(caller.ports, seated.matter, _mine(seated))
    return answered(
        {
            "items": [_told(each, seated, secret) for each in pieces],
            "may_bring": may_party_bring(seated.matter),
        }
    )


@route(
    router,
    "POST",
    "/public/party/{secret}/evidence",
    guard=Everyone(),
    upload="file",
    answer=OwnEvidence,
    status=201,
)
def bring_own_evidence(request: HttpRequest, secret: str) -> HttpResponse:
    """Bring a photo, PDF or DOCX up to 20 MB; the mediator and the centre see it, the other side only once it is shared."""
    caller, seated = _seated(request, secret)
    body, named = uploaded(request, FILE)
    whose, *_ = speaks_for(seated.matter, seated.party.id)
    piece = bring(
        caller.ports, settings.FILES, seated.matter, caller.ports.facts(seated.actor), party=whose, raw=body,
        named=named, mine=_mine(seated),
    )  # fmt: skip
    return answered(_told(piece, seated, secret), status=201)


@route(router, "GET", "/public/party/{secret}/evidence/{piece}/file", guard=Everyone(), answer=BYTES)
def save_own_evidence(request: HttpRequest, secret: str, piece: str) -> HttpResponse:
    """The file of a piece that this party sees, to be saved; the look is noted."""
    return download(_opened(*_seated(request, secret), piece))


@route(
    router,
    "GET",
    "/public/party/{secret}/evidence/{piece}/picture",
    guard=Everyone(),
    query=PictureQuery,
    answer=MIME,
)
def show_own_evidence(request: HttpRequest, secret: str, piece: str) -> HttpResponse:
    """A photo that this party sees, to be looked at."""
    small = query_of(request, PictureQuery).small == "1"
    caller, seated = _seated(request, secret)
    found = _opened(caller, seated, piece, small=small)
    if found.mime != MIME:
        raise NotFound(Ref(id=seated.matter.id))
    return photo(found.body, found.mime)


@route(
    router,
    "POST",
    "/public/party/{secret}/evidence/{piece}/share",
    guard=Everyone(),
    body=Nothing,
    answer=OwnEvidence,
)
def share_own_evidence(request: HttpRequest, secret: str, piece: str) -> HttpResponse:
    """Let the others see an own piece from now on; it is not undone."""
    body_of(request, Nothing)
    caller, seated = _seated(request, secret)
    shared = share(caller.ports, seated.matter, caller.ports.facts(seated.actor), _mine(seated), piece)
    return answered(_told(shared, seated, secret))


def _seated(request: HttpRequest, secret: str) -> tuple[Caller, Seated]:
    caller = caller_of(request)
    return caller, sit_down(caller.ports, secret)


def _mine(seated: Seated) -> tuple[str, ...]:
    return party_viewer(seated.matter, seated.party.id).mine


def _opened(caller: Caller, seated: Seated, piece: str, *, small: bool = False) -> Opened:
    return open_as_party(
        caller.ports, settings.FILES, seated.matter, caller.ports.facts(seated.actor), mine=_mine(seated),
        evidence_id=piece, small=small,
    )  # fmt: skip


def _told(piece: Piece, seated: Seated, secret: str) -> dict[str, Any]:
    """A piece as it is told to a party: whose side brought it, never which member of the staff took it in."""
    own, side = piece.party in _mine(seated), side_of(seated.matter, piece.party)
    address = f"/api/v1/public/party/{secret}/evidence/{piece.id}"
    return {
        "id": piece.id,
        "mine": own,
        "side": side.value if side is not None else "",
        "title": piece.title,
        "mime": piece.mime,
        "size": piece.size,
        "pages": piece.pages,
        "added_at": piece.added_at,
        "shared": is_shared(piece),
        "may_share": own and not is_shared(piece),
        "file": f"{address}/file",
        "picture": f"{address}/picture" if piece.mime == MIME else "",
    }
