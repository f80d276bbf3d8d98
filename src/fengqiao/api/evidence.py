"""Evidence of a matter: brought, listed, opened, shared, and read by the machine on request."""

from typing import Any, Final
from urllib.parse import quote

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Router

from fengqiao.api.answers import EvidenceAnswer, EvidenceList, ReadingAnswer
from fengqiao.api.bodies import Nothing
from fengqiao.api.decoding import body_of, query_of
from fengqiao.api.guards import READING, Caller, Staff, caller_of
from fengqiao.api.looking import at_sight, look, path_part, sight
from fengqiao.api.photos import photo
from fengqiao.api.routing import answered, raw, route
from fengqiao.api.uploads import FILE, uploaded
from fengqiao.desk.acts import NotFound, Ref
from fengqiao.desk.evidence import Opened, bring, is_shared, of_matter, open_as_staff, see, share
from fengqiao.desk.looking import Seen
from fengqiao.desk.reading import ask_to_read, reading_of
from fengqiao.gateways.files.pictures import MIME
from fengqiao.gateways.ocr import FAULTS, READABLE
from fengqiao.insight.who import Said
from fengqiao.ledger.evidence import Piece, along, came_along
from fengqiao.ledger.readings import Reading
from fengqiao.lifecycle.evidence import may_bring_evidence, may_share_evidence

router = Router(tags=["evidence"])

BYTES: Final = "application/octet-stream"
"""A file of a stranger is saved, never shown by the browser in our name."""

NOTES: Final = {
    "": ("尚未识别", "not read by the machine yet"),
    "asked": ("等待识别", "waiting to be read"),
    "reading": ("正在识别", "being read"),
    "read": (
        "机器识别的草稿，可能有误，请对照原件核对；不作为事实",
        "a draft made by a machine; it may be wrong. Compare it with the original: it is no fact",
    ),
    "blank": ("未识别到文字", "no text found"),
}


class EvidenceQuery(msgspec.Struct, forbid_unknown_fields=True):
    """Whose evidence a file is: a party of the matter, or nobody's."""

    party: str = ""


class PictureQuery(msgspec.Struct, forbid_unknown_fields=True):
    """`small=1`: in small."""

    small: str = ""


def with_piece(request: HttpRequest, person: str) -> Said:
    """What a route asks first that is about one piece: its matter, and the piece."""
    return sight(request, person, along(path_part(request, "piece")))


def piece_of(caller: Caller) -> Piece | None:
    """The piece that came with its matter; None where it did not."""
    return came_along(caller.ports.ring, caller.found) if caller.found is not None else None


@route(
    router,
    "GET",
    "/matters/{code}/evidence",
    guard=Staff(READING, foresight=at_sight),
    answer=EvidenceList,
)
def list_evidence(request: HttpRequest, code: str) -> HttpResponse:
    """The evidence of a matter that this viewer may see."""
    caller, seen = look(request, caller_of(request), code)
    pieces = of_matter(caller.ports, seen.matter, seen.facts)
    return answered(
        {
            "items": [told(each, seen) for each in pieces],
            "may_bring": may_bring_evidence(seen.matter, seen.facts),
        }
    )


@route(
    router,
    "POST",
    "/matters/{code}/evidence",
    guard=Staff(READING, foresight=at_sight),
    upload="file",
    query=EvidenceQuery,
    answer=EvidenceAnswer,
    status=201,
)
def bring_evidence(request: HttpRequest, code: str) -> HttpResponse:
    """Add a photo, PDF or DOCX up to 20 MB to the evidence of a matter; `party` says whose it is."""
    party = query_of(request, EvidenceQuery).party
    caller, seen = look(request, caller_of(request), code)
    body, named = uploaded(request, FILE)
    piece = bring(caller.ports, settings.FILES, seen.matter, seen.facts, party=party, raw=body, named=named)
    return answered(told(piece, seen), status=201)


@route(
    router,
    "GET",
    "/matters/{code}/evidence/{piece}/file",
    guard=Staff(READING, foresight=with_piece),
    answer=BYTES,
)
def save_evidence(request: HttpRequest, code: str, piece: str) -> HttpResponse:
    """The file of a piece of evidence, to be saved; the look is noted."""
    caller, seen = look(request, caller_of(request), code)
    found = piece_of(caller)
    return download(open_as_staff(caller.ports, settings.FILES, seen.matter, seen.facts, piece, found=found))


@route(
    router,
    "GET",
    "/matters/{code}/evidence/{piece}/picture",
    guard=Staff(READING, foresight=with_piece),
    query=PictureQuery,
    answer=MIME,
)
def show_evidence(request: HttpRequest, code: str, piece: str) -> HttpResponse:
    """A photo among the evidence, to be looked at."""
    small = query_of(request, PictureQuery).small == "1"
    caller, seen = look(request, caller_of(request), code)
    held = see(caller.ports, seen.matter, seen.facts, piece, found=piece_of(caller))
    if held.mime != MIME:
        raise NotFound(Ref(id=seen.matter.id))
    found = open_as_staff(
        caller.ports, settings.FILES, seen.matter, seen.facts, piece, small=small, found=held
    )
    return photo(found.body, found.mime)


@route(
    router,
    "POST",
    "/matters/{code}/evidence/{piece}/share",
    guard=Staff(READING, foresight=with_piece),
    body=Nothing,
    answer=EvidenceAnswer,
)
def share_evidence(request: HttpRequest, code: str, piece: str) -> HttpResponse:
    """Note at the table that a party shares a piece with the others; it is not undone."""
    body_of(request, Nothing)
    caller, seen = look(request, caller_of(request), code)
    shared = share(caller.ports, seen.matter, seen.facts, (), piece, found=piece_of(caller))
    return answered(told(shared, seen))


@route(
    router,
    "POST",
    "/matters/{code}/evidence/{piece}/reading",
    guard=Staff(READING, foresight=with_piece),
    body=Nothing,
    answer=ReadingAnswer,
    status=202,
)
def ask_for_reading(request: HttpRequest, code: str, piece: str) -> HttpResponse:
    """Have the machine read a photo or a scanned PDF in the background; also again after a failure."""
    body_of(request, Nothing)
    caller, seen = look(request, caller_of(request), code)
    asked = ask_to_read(caller.ports, seen.matter, seen.facts, piece, found=piece_of(caller))
    return answered(reading_told(piece, asked), status=202)


@route(
    router,
    "GET",
    "/matters/{code}/evidence/{piece}/reading",
    guard=Staff(READING, foresight=with_piece),
    answer=ReadingAnswer,
)
def show_reading(request: HttpRequest, code: str, piece: str) -> HttpResponse:
    """What the machine read, as a draft; a person takes it over by writing it into a text of the matter."""
    caller, seen = look(request, caller_of(request), code)
    found = reading_of(caller.ports, seen.matter, seen.facts, piece, found=piece_of(caller))
    return answered(reading_told(piece, found))


def told(piece: Piece, seen: Seen) -> dict[str, Any]:
    """A piece as it is told to staff."""
    shared = is_shared(piece)
    return {
        "id": piece.id,
        "party": piece.party,
        "title": piece.title,
        "mime": piece.mime,
        "size": piece.size,
        "pages": piece.pages,
        "added_at": piece.added_at,
        "added_post": piece.added_post,
        "shared": shared,
        "shared_at": piece.shared_at,
        "reading": piece.reading,
        "readable": piece.mime in READABLE,
        "may_share": not shared and may_share_evidence(seen.matter, seen.facts),
    }


def reading_told(piece: str, reading: Reading) -> dict[str, Any]:
    """A reading in words; a failure says why, and that it may be asked for again."""
    zh, en = FAULTS.get(reading.fault, FAULTS["crash"]) if reading.fault else NOTES[reading.state]
    return {
        "evidence": piece,
        "state": reading.state,
        "asked_at": reading.asked_at if reading.state else None,
        "ended_at": reading.ended_at,
        "pages": reading.pages,
        "draft": reading.draft,
        "machine_draft": bool(reading.draft),
        "fault": reading.fault,
        "note": {"zh": zh, "en": en},
    }


def download(file: Opened) -> HttpResponse:
    """A file of a stranger, to be saved under its own name and opened by no browser."""
    response = raw(file.body, kind=BYTES)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(file.title or 'evidence')}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
