"""A party's own page: the own view of the dispute, own consent, words, proposals and signature, and the way out."""

from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Router

from fengqiao.api.acting import perform
from fengqiao.api.answers import Acted, Opened
from fengqiao.api.answers_disputes import PartyView
from fengqiao.api.bodies import ActBody
from fengqiao.api.bodies_disputes import (
    ConsentBody,
    LeaveBody,
    PartyCodeBody,
    ProposalAnswerBody,
    ProposalBody,
    ShareBody,
    SignatureBody,
    StatementBody,
    WishBody,
)
from fengqiao.api.decoding import body_of, key_of
from fengqiao.api.guards import Caller, Everyone, caller_of
from fengqiao.api.problems import speaks_english
from fengqiao.api.registering import due_of
from fengqiao.api.routing import answered, raw, route
from fengqiao.api.tracking import opened_by
from fengqiao.desk.acts import Done, NotFound, Ref
from fengqiao.desk.cleaning import clean
from fengqiao.desk.table import Seated, key_of_party, open_by_typing, sign, signature_picture, sit_down
from fengqiao.gateways.files.strokes import MIME
from fengqiao.insight.disputes import look_at, party_viewer
from fengqiao.insight.disputes import parts as parts_of
from fengqiao.insight.papers import purpose_of_look
from fengqiao.insight.sentences import standing_words
from fengqiao.insight.words import LOOK, POST, STATE, word
from fengqiao.ledger.access import note_access, trail
from fengqiao.ledger.connection import unit_of_work
from fengqiao.lifecycle.offers import offers
from fengqiao.matters.parties import side_of

router = Router(tags=["public"])

CAN: Final = {
    "consent": "answer_consent",
    "statement": "add_statement",
    "share": "share_statement",
    "proposal": "make_proposal",
    "answer": "answer_proposal",
    "sign": "sign_agreement",
    "mediator": "wish_mediator",
    "leave": "fail_mediation",
}
"""What a party may do on its page, and the act behind it."""

RIGHTS: Final = (
    ("调解自愿：可以接受或者拒绝调解，也可以随时要求终止。", "Mediation is free: you may refuse it and end it at any time."),
    ("可以选择调解员，也可以要求调解员回避。", "You may choose a mediator, or ask that one withdraw."),
    ("人民调解不收取任何费用。", "People's mediation costs nothing."),
    ("可以要求调解公开或者不公开进行。", "You may ask that it be held in public or in private."),
    ("拒绝或终止调解不影响您的任何权利，随时可以仲裁、起诉或走其他法定途径。", "Refusing or leaving touches no right: you may go to arbitration, court or any other way."),
    ("您与调解员单独谈话的内容，对方不会看到。", "What you tell the mediator alone the other side never sees."),
)  # fmt: skip
"""People's Mediation Law, articles 3, 4 and 23; always shown."""


@route(router, "POST", "/public/party", guard=Everyone(), body=PartyCodeBody, answer=Opened)
def open_party_by_code(request: HttpRequest) -> HttpResponse:
    """Come back with the code and the last four digits or the PIN; five wrong tries lock it for an hour."""
    caller, body = caller_of(request), body_of(request, PartyCodeBody)
    code = clean(body.code, "code", most=200)
    return answered({"secret": opened_by(open_by_typing, caller, code, body.typed)})


@route(router, "GET", "/public/party/{secret}", guard=Everyone(), answer=PartyView)
def show_party_page(request: HttpRequest, secret: str) -> HttpResponse:
    """The dispute as this party is shown it; that the page was opened is noted in the access log."""
    caller = caller_of(request)
    seated = sit_down(caller.ports, secret)
    return answered(_view(caller, seated, secret, english=speaks_english(request)))


@route(
    router,
    "POST",
    "/public/party/{secret}/consent",
    guard=Everyone(),
    body=ConsentBody,
    answer=Acted,
    keyed=True,
)
def answer_own_consent(request: HttpRequest, secret: str) -> HttpResponse:
    """Agree to mediation, or refuse it: both are free."""
    body = body_of(request, ConsentBody)
    return _act(request, secret, "answer_consent", {"answer": body.answer})


@route(
    router,
    "POST",
    "/public/party/{secret}/statement",
    guard=Everyone(),
    body=StatementBody,
    answer=Acted,
    keyed=True,
)
def add_own_statement(request: HttpRequest, secret: str) -> HttpResponse:
    """State something, for the mediator alone or for both sides."""
    body = body_of(request, StatementBody)
    return _act(request, secret, "add_statement", {"text": body.text, "shared": body.shared})


@route(
    router, "POST", "/public/party/{secret}/share", guard=Everyone(), body=ShareBody, answer=Acted, keyed=True
)
def share_own_statement(request: HttpRequest, secret: str) -> HttpResponse:
    """Let both sides read an own statement."""
    body = body_of(request, ShareBody)
    return _act(request, secret, "share_statement", {"statement": body.statement})


@route(
    router,
    "POST",
    "/public/party/{secret}/proposal",
    guard=Everyone(),
    body=ProposalBody,
    answer=Acted,
    keyed=True,
)
def make_own_proposal(request: HttpRequest, secret: str) -> HttpResponse:
    """Propose something, or answer a proposal with another one."""
    body = body_of(request, ProposalBody)
    data = {
        "text": body.text,
        "amount_cny": body.amount_cny,
        "to_both": body.to_both,
        "counter_to": body.counter_to,
    }
    return _act(request, secret, "make_proposal", data)


@route(
    router,
    "POST",
    "/public/party/{secret}/answer",
    guard=Everyone(),
    body=ProposalAnswerBody,
    answer=Acted,
    keyed=True,
)
def answer_one_proposal(request: HttpRequest, secret: str) -> HttpResponse:
    """Accept or decline a proposal for the own side."""
    body = body_of(request, ProposalAnswerBody)
    return _act(request, secret, "answer_proposal", {"proposal": body.proposal, "accept": body.accept})


@route(
    router,
    "POST",
    "/public/party/{secret}/mediator",
    guard=Everyone(),
    body=WishBody,
    answer=Acted,
    keyed=True,
)
def wish_for_mediator(request: HttpRequest, secret: str) -> HttpResponse:
    """Choose a mediator, or say whom one will not have."""
    body = body_of(request, WishBody)
    return _act(request, secret, "wish_mediator", {"wish": body.wish, "mediator": body.mediator})


@route(router, "POST", "/public/party/{secret}/sign", guard=Everyone(), body=SignatureBody, answer=Acted)
def sign_own(request: HttpRequest, secret: str) -> HttpResponse:
    """Sign the version of the agreement that was read."""
    caller, body = caller_of(request), body_of(request, SignatureBody)
    seated = sit_down(caller.ports, secret)
    done = sign(
        caller.ports,
        settings.FILES,
        seated.actor,
        Ref(id=seated.matter.id),
        who=clean(body.who, "who", most=200),
        sha256=clean(body.sha256, "sha256", most=64),
        lines=body.strokes,
        photo=body.photo,
        expected=body.version,
        found=seated.found,
    )
    return answered(_acted(caller, seated, done))


@route(
    router, "POST", "/public/party/{secret}/leave", guard=Everyone(), body=LeaveBody, answer=Acted, keyed=True
)
def leave_table(request: HttpRequest, secret: str) -> HttpResponse:
    """End the mediation, at any time and without any bad effect."""
    body = body_of(request, LeaveBody)
    return _act(request, secret, "fail_mediation", {"reason": body.reason})


@route(
    router,
    "GET",
    "/public/party/{secret}/signatures/{signature}",
    guard=Everyone(),
    answer=MIME,
)
def show_own_signature(request: HttpRequest, secret: str, signature: str) -> HttpResponse:
    """The own signature, and nobody else's."""
    caller = caller_of(request)
    seated = sit_down(caller.ports, secret)
    dispute = seated.matter.dispute
    held = (
        (*dispute.signatures, *(dispute.agreement.signatures if dispute.agreement else ())) if dispute else ()
    )
    mine = party_viewer(seated.matter, seated.party.id).mine
    if not any(one.file == signature and one.who in mine for one in held):
        raise NotFound(Ref())
    body, mime = signature_picture(caller.ports, settings.FILES, seated.matter, signature)
    return raw(body, kind=mime)


def _view(caller: Caller, seated: Seated, secret: str, *, english: bool) -> dict[str, Any]:
    ports, matter, party = caller.ports, seated.matter, seated.party
    county, facts = ports.county(), ports.facts(seated.actor)
    with unit_of_work(ports.tenant) as work:
        viewer = party_viewer(matter, party.id)
        sight = look_at(work, matter, viewer, county, ports.ring, at=facts.now, english=english)
        looks = trail(work, matter.id)
        note_access(work, seated.actor, act="party_page", at=facts.now, matter_id=matter.id, subject=party.id)
    page = parts_of(matter, facts, sight)
    for held in (page["agreement_draft"], page["agreement"]):
        for one in held["signatures"] if held is not None else []:
            one["image"] = f"/api/v1/public/party/{secret}/signatures/{one['image']}" if one["image"] else ""
    side = side_of(matter, party.id)
    return {
        "code": matter.code,
        "version": matter.version,
        "state": matter.state.value,
        "state_name": word(STATE, matter.state.value, english=english),
        "sentence": standing_words(matter, county, facts.now, english=english),
        "party": party.id,
        "role": party.role,
        "side": side.value if side is not None else "",
        **page,
        "wishes": [
            {
                "number": wish.no,
                "mediator": wish.mediator,
                "wish": wish.wish.value,
                "accepted": wish.accepted,
                "at": wish.at,
            }
            for wish in (matter.dispute.wishes if matter.dispute is not None else ())
            if wish.party == party.id
        ],
        "rights": [{"zh": zh, "en": en} for zh, en in RIGHTS],
        "can": _can(caller, seated),
        "access": [
            {
                "at": look.at,
                "unit": county.unit_name(look.unit, english=english) if look.unit else "",
                "post": word(POST, look.post, english=english),
                "purpose": purpose_of_look(look.purpose, county, english=english)
                or word(LOOK, look.act, english=english),
                "act": look.act,
            }
            for look in looks
            if look.result == "shown" and look.post != "citizen" and look.act != "read_notes"
        ],
        "phone": county.centre_phone,
    }


def _act(request: HttpRequest, secret: str, action: str, data: dict[str, Any]) -> HttpResponse:
    caller = caller_of(request)
    key = key_of(request)
    seated = sit_down(caller.ports, secret, action=action, key=key)
    ref, body = Ref(id=seated.matter.id), ActBody(data=data)
    own = key_of_party(seated.party.id, key)
    done = perform(caller, seated.actor, ref, action, body, key=own, found=seated.found)
    return answered(_acted(caller, seated, done))


def _acted(caller: Caller, seated: Seated, done: Done) -> dict[str, Any]:
    matter = done.matter
    can = _can(caller, Seated(matter, seated.party))
    return {
        "code": matter.code,
        "version": matter.version,
        "state": matter.state.value,
        "due_at": due_of(matter),
        "light": "",
        "actions": [name for name, may in can.items() if may],
        "next_step": None,
        "repeated": done.repeated,
    }


def _can(caller: Caller, seated: Seated) -> dict[str, bool]:
    """What the party may do now, by the law."""
    offered = offers(seated.matter, caller.ports.facts(seated.actor))
    return {name: act in offered for name, act in CAN.items()}
