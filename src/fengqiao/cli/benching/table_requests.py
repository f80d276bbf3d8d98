"""What is sent at a table, by staff and by parties: the life of one dispute as kinds of requests, for the bench."""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from PIL import Image

from fengqiao.cli.benching.requests import Session

UNIT: Final = "MC_COUNTY"
STAFF: Final = ("registrar", "dispatcher", "mediator")
_TEXT: Final = "楼上漏水，天花板起皮，多次协商未果，请求调解。"
_CLAUSES: Final = (
    "乙方于2027年6月30日前分两期向甲方支付赔偿款2000元（大写：贰仟元整），以银行转账凭证为证。",
    "双方互不再追究。",
)
_PARTS: Final = ({"due": "2027-05-31", "amount_cny": 700}, {"due": "2027-06-30", "amount_cny": 1300})
_STROKES: Final = ((100, 100, 900, 900, 1500, 300), (200, 1500, 2500, 1600))
_SLOT: Final = timedelta(minutes=10)


@dataclass(slots=True)
class Table:
    """One dispute as its requests need it: what the answers before told of it."""

    number: int
    code: str = ""
    parties: dict[str, str] = field(default_factory=dict)
    secret: str = ""
    sha256: str = ""
    piece: str = ""


Ask = Callable[[Session, Table, str], bytes]
Take = Callable[[Table, Any], None]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of request: who sends it ("" for a party by its own link), how, and what its answer tells."""

    name: str
    user: str
    ask: Ask
    take: Take | None = None
    reads: bool = False


def kinds_of(mediator: str) -> tuple[Kind, ...]:
    """The life of a dispute from the window to a payment, and beside it what a party does by its own link."""
    began = datetime.now(UTC).replace(second=0, microsecond=0) + timedelta(days=1)

    def booking(table: Table) -> dict[str, Any]:
        starts = began + table.number * _SLOT
        return {"starts": starts.isoformat(), "ends": (starts + _SLOT).isoformat(), "mode": "phone", "mediators": [mediator]}  # fmt: skip

    held = {
        "round": 1,
        "result": "no_agreement",
        "place": "第一调解室",
        "attendees": 3,
        "record": "双方各自陈述。",
    }
    signed = {"who": "mediator", "strokes": _STROKES}
    way = "/api/v1/matters/{code}"
    return (
        Kind("register", "registrar", _posting("/api/v1/matters", lambda _: _ENTRY), _registered),
        _act("dispatch", "dispatcher", lead=UNIT),
        _act("sign", "mediator"),
        Kind("page", "mediator", _getting(way + "/dispute"), _opened, reads=True),
        Kind("give_link", "mediator", _posting(way + "/parties/{applicant}/link", lambda _: {}), _linked),
        Kind("own_consent", "", _own("consent", lambda _: {"answer": "agree"})),
        _act("record_consent", "mediator", respondent="agree"),
        Kind("book_session", "mediator", _posting(way + "/bookings", booking)),
        Kind("save_draft", "mediator", _posting(way + "/dispute/draft", lambda _: {"record": "双方各自陈述。"})),
        _act("hold_session", "mediator", **held),
        Kind("own_statement", "", _own("statement", lambda _: {"text": _TEXT, "shared": True})),
        _act("add_private_note", "mediator", side="applicant", note="愿意让步。"),
        Kind("own_proposal", "", _own("proposal", lambda _: {"text": "请赔三千元", "amount_cny": 3000})),
        _act("answer_proposal", "mediator", proposal=1, accept=False, side="respondent"),
        _act("note_point", "mediator", text="漏水由楼上修复", amount_cny=2000),
        Kind("own_evidence", "", _bringing, _brought),
        Kind("share_own_evidence", "", _own("evidence/{piece}/share", lambda _: {})),
        _act("draft_agreement", "mediator", clauses=_CLAUSES, amount_cny=2000, instalments=_PARTS),
        Kind("page_with_draft", "mediator", _getting(way + "/dispute"), _drafted, reads=True),
        Kind("own_page", "", lambda session, table, _: session.get(f"/api/v1/public/party/{table.secret}"), reads=True),
        Kind("own_signature", "", _own("sign", lambda table: {"sha256": table.sha256, "who": table.parties["applicant"], "strokes": _STROKES})),
        Kind("signature", "mediator", _signing(lambda table: {"who": table.parties["respondent"], "strokes": _STROKES})),
        Kind("signature_of_mediator", "mediator", _signing(lambda _: signed)),
        Kind("seal", "mediator", _signing(lambda _: {"who": "committee_seal"})),
        _act("conclude_agreement", "mediator", form="written", round=2),
        _act("record_performance", "mediator", proof="收据一张", kind="receipt", amount_cny=700),
    )  # fmt: skip


_ENTRY: Final = {
    "text": _TEXT, "channel": "walk_in", "category": "D0101", "accept": True,
    "place": {"lon": 119.06, "lat": 28.02, "datum": "wgs84", "address": "望溪街道文昌路18号"},
    "requester": {"name": "赵某", "phone": "13800001234"},
    "parties": [{"role": "respondent", "name": "李某", "phone": "13800005678"}],
}  # fmt: skip


def _act(action: str, user: str, **data: Any) -> Kind:
    """An act on the dispute; places in braces are filled from what is known of it."""

    def body(table: Table) -> dict[str, Any]:
        named = {
            name: value.format(**table.parties) if isinstance(value, str) else value
            for name, value in data.items()
        }
        return {"data": named}

    return Kind(action, user, _posting("/api/v1/matters/{code}/actions/" + action, body))


def _posting(path: str, body: Callable[[Table], Mapping[str, Any]]) -> Ask:
    return lambda session, table, key: session.post(
        path.format(code=table.code, **table.parties), body(table), key=key
    )


def _getting(path: str) -> Ask:
    return lambda session, table, _: session.get(path.format(code=table.code))


def _own(path: str, body: Callable[[Table], Mapping[str, Any]]) -> Ask:
    return lambda session, table, key: session.post(
        f"/api/v1/public/party/{table.secret}/{path.format(piece=table.piece)}", body(table), key=key
    )


def _signing(body: Callable[[Table], Mapping[str, Any]]) -> Ask:
    return lambda session, table, key: session.post(
        f"/api/v1/matters/{table.code}/dispute/signatures",
        {"sha256": table.sha256, **body(table)},
        key=key,
    )


def _bringing(session: Session, table: Table, key: str) -> bytes:
    return session.send(f"/api/v1/public/party/{table.secret}/evidence", _photo(), name="照片.jpg", key=key)


def _photo() -> bytes:
    """A photo like no other, as small as a scaled-down one of a phone."""
    out = io.BytesIO()
    Image.effect_noise((480, 360), 40).convert("RGB").save(out, "JPEG", quality=70)
    return out.getvalue()


def _registered(table: Table, answer: Any) -> None:
    table.code = answer["code"]


def _opened(table: Table, answer: Any) -> None:
    table.parties = {
        "respondent" if one["role"] == "respondent" else "applicant": one["party"]
        for one in answer["parties"]
    }


def _linked(table: Table, answer: Any) -> None:
    table.secret = answer["secret"]


def _brought(table: Table, answer: Any) -> None:
    table.piece = answer["id"]


def _drafted(table: Table, answer: Any) -> None:
    table.sha256 = answer["agreement_draft"]["sha256"]
