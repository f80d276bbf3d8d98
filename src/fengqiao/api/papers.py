"""Papers of a matter: the list, PDF and DOCX, receipts, new issues, voids; and for operators what was not printed."""

from datetime import datetime
from typing import Annotated, Final
from urllib.parse import quote

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from msgspec import Meta
from ninja import Router

from fengqiao.api.bodies import Body, Code, Nothing
from fengqiao.api.decoding import body_of, query_of
from fengqiao.api.guards import READING, Caller, Everyone, Staff, caller_of
from fengqiao.api.looking import at_sight, look, path_part, sight
from fengqiao.api.operators import OPERATORS, Requeued
from fengqiao.api.problems import Stopped, speaks_english
from fengqiao.api.routing import answered, raw, route
from fengqiao.api.tracking import own_matter
from fengqiao.desk import operating
from fengqiao.desk.papers import opening
from fengqiao.desk.papers.binding import bind_dossier
from fengqiao.desk.papers.opening import Opened
from fengqiao.desk.tracking import requester_of
from fengqiao.gateways.documents.docx import MIME as DOCX
from fengqiao.gateways.documents.fonts import FontsMissing
from fengqiao.insight.operations import codes_of
from fengqiao.insight.papers import name_of, paper_list
from fengqiao.insight.who import Said
from fengqiao.ledger import printing
from fengqiao.ledger.connection import unit_of_work
from fengqiao.ledger.papers import Found, along, came_along
from fengqiao.lifecycle.viewing import paper_reader

router = Router(tags=["papers"])
public = Router(tags=["public"])

PDF: Final = "application/pdf"


class IssueAnswer(msgspec.Struct):
    """One issue: when it was printed, and what its PDF hashes to."""

    issue: int
    printed_at: datetime | None
    sha256: str
    pages: int


class ReceiptAnswer(msgspec.Struct):
    """Who got an issue, how and when, as this unit noted it."""

    issue: int
    recipient: str
    way: str
    at: datetime
    unit: str
    unit_name: str


class PaperAnswer(msgspec.Struct):
    """A numbered paper; `state` is that of its last issue: waiting, printed, failed, erased, unprinted, or void.

    `may_change`: the seat's own unit issued it, so that it may issue it again or make it void.
    """

    id: str
    template: str
    name: str
    number: str
    version: int
    at: datetime
    recipients: list[str]
    copies: list[str]
    unit: str
    unit_name: str
    state: str
    void: str
    may_open: bool
    may_change: bool
    issues: list[IssueAnswer]
    receipts: list[ReceiptAnswer]


class Papers(msgspec.Struct):
    """The papers of a matter."""

    items: list[PaperAnswer]


class IssueQuery(msgspec.Struct, forbid_unknown_fields=True):
    """Which issue; the last one if none is named."""

    issue: Annotated[int, Meta(ge=1, le=9999)] | None = None


class ReceiptBody(Body):
    """Who got it, and how: by_hand, post, fetched, online."""

    recipient: Code
    way: Code
    issue: Annotated[int, Meta(ge=1, le=9999)] | None = None


class ReasonBody(Body):
    """Why: a word of the list."""

    reason: Code


class IssueNumber(msgspec.Struct):
    """The issue that was asked for."""

    issue: int


class Done(msgspec.Struct):
    """It stands."""

    id: str


class FailedPaper(msgspec.Struct):
    """A printing that was given up, and why."""

    id: str
    code: str
    template: str
    name: str
    issue: int
    attempts: int
    at: datetime
    error: str


class FailedPapers(msgspec.Struct):
    """The latest 200."""

    items: list[FailedPaper]


def with_paper(request: HttpRequest, person: str) -> Said:
    """What a route asks first that is about one paper: its matter, and the paper."""
    return sight(request, person, along(path_part(request, "document")))


def paper_of(caller: Caller) -> Found | None:
    """The paper that came with its matter; None where it did not."""
    return came_along(caller.found) if caller.found is not None else None


@route(router, "GET", "/matters/{code}/documents", guard=Staff(READING, foresight=at_sight), answer=Papers)
def list_documents(request: HttpRequest, code: str) -> HttpResponse:
    """The numbered papers of a matter: number, issues, receipts, and whether the seat may open each."""
    caller, seen = look(request, caller_of(request), code)
    reader = paper_reader(seen.matter, seen.facts)
    with unit_of_work(caller.ports.tenant) as work:
        papers = paper_list(
            work,
            seen.matter.id,
            caller.ports.county(),
            reader,
            english=speaks_english(request),
        )
    return answered({"items": papers})


@route(
    router, "GET", "/matters/{code}/documents/{document}/pdf", guard=Staff(READING, foresight=with_paper), query=IssueQuery, answer=PDF
)  # fmt: skip
def show_pdf(request: HttpRequest, code: str, document: str) -> HttpResponse:
    """A paper as it was issued (PDF/A); opening it is noted."""
    asked = query_of(request, IssueQuery)
    caller, seen = look(request, caller_of(request), code)
    return file(
        opening.open_paper(
            caller.ports, settings.FILES, seen, document, issue=asked.issue, found=paper_of(caller)
        ),
        PDF,
    )


@route(
    router, "GET", "/matters/{code}/documents/{document}/docx", guard=Staff(READING, foresight=with_paper), query=IssueQuery, answer=DOCX
)  # fmt: skip
def show_docx(request: HttpRequest, code: str, document: str) -> HttpResponse:
    """The same words as DOCX, to go on writing; opening it is noted."""
    asked = query_of(request, IssueQuery)
    caller, seen = look(request, caller_of(request), code)
    opened = opening.open_paper(
        caller.ports, settings.FILES, seen, document, issue=asked.issue, docx=True, found=paper_of(caller)
    )
    return file(opened, DOCX)


@route(
    router, "POST", "/matters/{code}/documents/{document}/issue", guard=Staff(READING, foresight=with_paper), body=ReasonBody,
    answer=IssueNumber, status=202,
)  # fmt: skip
def issue_document_again(request: HttpRequest, code: str, document: str) -> HttpResponse:
    """Ask for a new issue under the same number: corrected, completed or lost. What was issued before stays."""
    body = body_of(request, ReasonBody)
    caller, seen = look(request, caller_of(request), code)
    made = opening.issue_again(caller.ports, seen, document, reason=body.reason, found=paper_of(caller))
    return answered(IssueNumber(made), status=202)


@route(
    router, "POST", "/matters/{code}/documents/{document}/receipt", guard=Staff(READING, foresight=with_paper), body=ReceiptBody, answer=Done
)  # fmt: skip
def note_document_receipt(request: HttpRequest, code: str, document: str) -> HttpResponse:
    """Note that somebody got a paper."""
    body = body_of(request, ReceiptBody)
    caller, seen = look(request, caller_of(request), code)
    opening.receive(
        caller.ports,
        seen,
        document,
        recipient=body.recipient,
        way=body.way,
        issue=body.issue,
        found=paper_of(caller),
    )
    return answered(Done(document))


@route(
    router, "POST", "/matters/{code}/documents/{document}/void", guard=Staff(READING, foresight=with_paper), body=ReasonBody, answer=Done
)  # fmt: skip
def void_document(request: HttpRequest, code: str, document: str) -> HttpResponse:
    """Say that a paper does not count: wrong_content, made_twice, not_needed. Its number is not used again."""
    body = body_of(request, ReasonBody)
    caller, seen = look(request, caller_of(request), code)
    opening.void(caller.ports, seen, document, reason=body.reason, found=paper_of(caller))
    return answered(Done(document))


@route(router, "GET", "/matters/{code}/dossier", guard=Staff(READING, foresight=at_sight), answer=PDF)
def show_dossier(request: HttpRequest, code: str) -> HttpResponse:
    """The dossier as one PDF/A with cover, index and page numbers; refused while an item is missing, naming it."""
    caller, seen = look(request, caller_of(request), code)
    try:
        return file(bind_dossier(caller.ports, settings.FILES, seen), PDF)
    except FontsMissing as missing:
        raise Stopped("fonts_missing", zh=missing.zh, en=missing.en) from missing


@route(router, "GET", "/papers/failed", guard=Staff(OPERATORS), answer=FailedPapers)
def list_failed_papers(request: HttpRequest) -> HttpResponse:
    """Printings that were given up, and why; never what a paper says."""
    caller, english = caller_of(request), speaks_english(request)
    with unit_of_work(caller.ports.tenant) as work:
        dead = printing.dead(work)
        codes = codes_of(work, sorted({each.matter_id for each in dead}))
    county = caller.ports.county()
    items = [
        FailedPaper(
            id=operating.printing_id(each.document_id, each.issue),
            code=codes.get(each.matter_id, ""),
            template=each.template,
            name=name_of(each.template, county, english=english),
            issue=each.issue,
            attempts=each.attempts,
            at=each.dead_at,
            error=each.last_error,
        )
        for each in dead
    ]
    return answered(FailedPapers(items))


@route(
    router, "POST", "/papers/failed/{letter}/requeue", guard=Staff(OPERATORS), body=Nothing, answer=Requeued
)  # fmt: skip
def requeue_failed_paper(request: HttpRequest, letter: str) -> HttpResponse:
    """Give a printing another round of attempts."""
    caller = caller_of(request)
    body_of(request, Nothing)
    operating.requeue_printing(caller.ports, caller.actor, letter)
    return answered(Requeued(letter))


@route(public, "GET", "/public/track/{secret}/documents/{document}", guard=Everyone(), answer=PDF)
def show_own_document(request: HttpRequest, secret: str, document: str) -> HttpResponse:
    """A paper that was made out to the requester, by the own link."""
    caller = caller_of(request)
    matter = own_matter(caller, secret)
    opened = opening.open_own_paper(caller.ports, settings.FILES, matter.id, document, requester_of(matter))
    return file(opened, PDF)


def file(opened: Opened, kind: str) -> HttpResponse:
    """Answer a file to be looked at or saved; nobody between keeps it."""
    response = raw(opened.body, kind=kind)
    response["Cache-Control"] = "private, no-store"
    response["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(opened.name)}"
    return response
