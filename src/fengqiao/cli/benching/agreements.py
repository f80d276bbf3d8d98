"""What the bench of papers stands on: matters that are worked on, and agreements that were signed on the tablet."""

import json
import time
from collections.abc import Mapping
from itertools import count
from typing import Any, Final

from fengqiao.cli.benching.clients import Clients
from fengqiao.cli.benching.meters import checked
from fengqiao.cli.benching.requests import sign_in

_CLAUSES: Final = (
    "乙方于2027年6月30日前分两期向甲方支付赔偿款2000元（大写：贰仟元整），以银行转账凭证为证。",
    "双方互不再追究。",
)
_PARTS: Final = ({"due": "2027-05-31", "amount_cny": 700}, {"due": "2027-06-30", "amount_cny": 1300})
_STROKES: Final = ((100, 100, 900, 900, 1500, 300), (200, 1500, 2500, 1600))
_PLACE: Final = {"lon": 119.06, "lat": 28.02, "datum": "wgs84", "address": "望溪街道文昌路18号"}
_USERS: Final = ("registrar", "dispatcher", "handler", "mediator")


class Staff:
    """Whoever acts in the bench's county, one request at a time."""

    def __init__(self, clients: Clients, port: int, password: str) -> None:
        self.sessions = {user: sign_in(port, user, password) for user in _USERS}
        self._clients = clients
        self._keys = (f"papers-{time.monotonic_ns()}-{n}" for n in count())

    def post(self, user: str, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """Send a write; gives the answer."""
        request = self.sessions[user].post(path, body, key=next(self._keys))
        return self._answer(request)

    def ask(self, user: str, path: str) -> dict[str, Any]:
        """Read."""
        return self._answer(self.sessions[user].get(path))

    def act(self, user: str, code: str, action: str, **data: Any) -> None:
        """An act on a matter."""
        self.post(user, f"/api/v1/matters/{code}/actions/{action}", {"data": data})

    def _answer(self, request: bytes) -> dict[str, Any]:
        (reply,) = checked(self._clients.send([[request]])).all
        answer: dict[str, Any] = json.loads(reply.body)
        return answer


def in_progress(staff: Staff) -> str:
    """A matter that its unit is working on."""
    made = staff.post(
        "registrar",
        "/api/v1/matters",
        {"text": "路灯不亮，请安排人来修。", "category": "P0101", "channel": "phone", "place": _PLACE, "accept": True},
    )  # fmt: skip
    code: str = made["code"]
    staff.act("dispatcher", code, "dispatch", lead="MUNICIPAL")
    staff.act("handler", code, "sign")
    return code


def agreement(staff: Staff) -> None:
    """A dispute from the window to an agreement that everybody signed on the tablet."""
    made = staff.post(
        "registrar",
        "/api/v1/matters",
        {
            "text": "楼上漏水，天花板起皮，多次协商未果。", "channel": "walk_in", "category": "D0101", "place": _PLACE,
            "requester": {"name": "赵某", "phone": "13800001234"},
            "parties": [{"role": "respondent", "name": "李某", "phone": "13800005678"}], "accept": True,
        },
    )  # fmt: skip
    code: str = made["code"]
    staff.act("dispatcher", code, "dispatch", lead="MC_COUNTY")
    staff.act("mediator", code, "sign")
    staff.act("mediator", code, "record_consent", applicant="agree", respondent="agree")
    staff.act("mediator", code, "draft_agreement", clauses=_CLAUSES, amount_cny=2000, instalments=_PARTS)
    table = staff.ask("mediator", f"/api/v1/matters/{code}/dispute")
    sides = [one["party"] for one in table["parties"] if one["role"] in {"requester", "respondent"}]
    for who in (*sides, "mediator", "committee_seal"):
        drawn = {} if who == "committee_seal" else {"strokes": _STROKES}
        body = {"sha256": table["agreement_draft"]["sha256"], "who": who} | drawn
        staff.post("mediator", f"/api/v1/matters/{code}/dispute/signatures", body)
    staff.act("mediator", code, "conclude_agreement", form="written", round=1)
