"""A dispute at work: its page, the record that is being written, what clauses lack, links and signatures."""

from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Router

from fengqiao.api.acting import acted, foreseen_as, seat_for
from fengqiao.api.answers import Acted
from fengqiao.api.answers_disputes import ClauseHints, DisputeAnswer, DraftSaved, KeptTexts, PartyLink
from fengqiao.api.bodies_disputes import HintsBody, LinkBody, RecordDraftBody, SignatureBody
from fengqiao.api.decoding import body_of
from fengqiao.api.guards import READING, Staff, caller_of
from fengqiao.api.looking import at_sight, found_by, look
from fengqiao.api.problems import speaks_english
from fengqiao.api.routing import answered, raw, route
from fengqiao.desk.acts import Ref
from fengqiao.desk.cleaning import clean
from fengqiao.desk.table import GIVING_LINKS, give_link, keep_draft, sign, signature_picture
from fengqiao.gateways.files.strokes import MIME
from fengqiao.insight.dispute_parts import hints
from fengqiao.insight.disputes import dispute_page
from fengqiao.insight.kept_texts import CLAUSE, kept_texts
from fengqiao.ledger.access import note_access
from fengqiao.ledger.connection import unit_of_work
from fengqiao.lifecycle.viewing import table_standing
from fengqiao.people.actors import Post
from fengqiao.people.confidentiality import TableStanding
from fengqiao.shared.money import capitals
from fengqiao.shared.refused import Refusal, Refused, invalid

router = Router(tags=["disputes"])

MEDIATING: Final = frozenset({Post.MEDIATOR})


@route(
    router,
    "GET",
    "/matters/{code}/dispute",
    guard=Staff(READING, foresight=at_sight),
    answer=DisputeAnswer,
)
def show_dispute(request: HttpRequest, code: str) -> HttpResponse:
    """The dispute as far as the seat may see it; opening notes of private talks is noted in the access log."""
    caller, seen = look(request, caller_of(request), code)
    ports = caller.ports
    with unit_of_work(ports.tenant) as work:
        page = dispute_page(
            work, seen.matter, seen.facts, ports.county(), ports.ring, english=speaks_english(request)
        )
        if page["notes"]:
            note_access(work, caller.actor, act="read_notes", at=seen.facts.now, matter_id=seen.matter.id)
    return answered(page)


@route(
    router,
    "POST",
    "/matters/{code}/dispute/draft",
    guard=Staff(MEDIATING, foresight=at_sight),
    body=RecordDraftBody,
    answer=DraftSaved,
)
def save_record_draft(request: HttpRequest, code: str) -> HttpResponse:
    """Keep the record that is being written, for its writer only; `hold_session` fixes it."""
    caller, body = caller_of(request), body_of(request, RecordDraftBody)
    record = clean(body.record, "record")
    session, at = keep_draft(
        caller.ports, caller.actor, Ref(code=code.upper()), record, found=found_by(caller)
    )
    return answered({"session": session, "saved_at": at})


@route(
    router,
    "POST",
    "/matters/{code}/dispute/hints",
    guard=Staff(MEDIATING),
    body=HintsBody,
    answer=ClauseHints,
)
def hint_at_clauses(request: HttpRequest, code: str) -> HttpResponse:
    """What clauses lack to be performed and checked; nothing is kept."""
    del code
    body = body_of(request, HintsBody)
    found = [hints(clean(clause, f"clauses[{n}]")) for n, clause in enumerate(body.clauses)]
    words = capitals(body.amount_cny) if body.amount_cny is not None else ""
    return answered({"clauses": found, "amount_capitals": words})


@route(router, "GET", "/matters/{code}/dispute/clauses", guard=Staff(MEDIATING), answer=KeptTexts)
def list_clauses(request: HttpRequest, code: str) -> HttpResponse:
    """The clauses that the county keeps for disputes of this category, the nearest first."""
    caller, seen = look(request, caller_of(request), code)
    found = kept_texts(
        caller.ports.county(), seen.matter.category, prefix=CLAUSE, english=speaks_english(request)
    )
    return answered({"items": found})


@route(
    router,
    "POST",
    "/matters/{code}/parties/{party}/link",
    guard=Staff(GIVING_LINKS, foresight=at_sight),
    body=LinkBody,
    answer=PartyLink,
)
def give_party_link(request: HttpRequest, code: str, party: str) -> HttpResponse:
    """A party's own link, told once; the link before opens nothing any more."""
    caller, body = caller_of(request), body_of(request, LinkBody)
    pin = clean(body.pin, "pin", most=8)
    if pin and not (pin.isascii() and pin.isdigit() and len(pin) >= 4):
        raise invalid("pin", "查询密码为 4 至 8 位数字", "a PIN has 4 to 8 digits")
    # Behind the hash, as the front end has it: what stands there never reaches a server's log.
    secret, typed = give_link(
        caller.ports, caller.actor, Ref(code=code.upper()), party, pin=pin, found=found_by(caller)
    )
    return answered(
        {
            "party": party,
            "secret": secret,
            "url": request.build_absolute_uri(f"/citizen/#/party/{secret}"),
            "typed": typed,
        }
    )


@route(
    router,
    "POST",
    "/matters/{code}/dispute/signatures",
    guard=Staff(MEDIATING, foresight=foreseen_as("sign_agreement")),
    body=SignatureBody,
    answer=Acted,
)
def sign_at_table(request: HttpRequest, code: str) -> HttpResponse:
    """A signature before the mediator: of a party, of the mediator, or the committee's seal."""
    caller, body = caller_of(request), body_of(request, SignatureBody)
    found = found_by(caller)
    seat = seat_for(request, caller, "sign_agreement", code.upper(), found=found)
    done = sign(
        caller.ports,
        settings.FILES,
        caller.acting(seat),
        Ref(code=code.upper()),
        who=clean(body.who, "who", most=200),
        sha256=clean(body.sha256, "sha256", most=64),
        lines=body.strokes,
        photo=body.photo,
        expected=body.version,
        found=found,
    )
    return answered(acted(caller, seat, done))


@route(
    router,
    "GET",
    "/matters/{code}/dispute/signatures/{signature}",
    guard=Staff(MEDIATING),
    answer=MIME,
)
def show_signature(request: HttpRequest, code: str, signature: str) -> HttpResponse:
    """The picture of a signature, for the table only."""
    caller, seen = look(request, caller_of(request), code)
    if table_standing(seen.matter, seen.facts) is not TableStanding.TABLE:
        raise Refused(Refusal.NOT_INVOLVED_UNIT)
    body, mime = signature_picture(caller.ports, settings.FILES, seen.matter, signature)
    return raw(body, kind=mime)
