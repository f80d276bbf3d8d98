"""Puts matters into every state of a demo county, so that each act has one on which its form can be opened.

    python bench/staging.py ADDRESS PASSWORD

ADDRESS is a running demo county, PASSWORD that of its accounts; prints one line `story<TAB>code` for each matter.
"""

import json
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from http.cookiejar import CookieJar
from typing import Any, Final
from urllib.error import HTTPError
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

Step = tuple[str, str, dict[str, Any]]

LAMP: Final = {"category": "P0108", "text": "文昌路 20 号门口的路灯三天不亮了，晚上看不见路。"}
COVER: Final = {"category": "P0102", "text": "枫林路口的污水井盖松了，车一过就响，怕有人摔倒。"}
LONG: Final = {"category": "P0108", "text": "这条路的灯一到下雨就跳闸，已经反映过很多次，还是老样子。" * 60}
QUESTION: Final = {"category": "S0101", "text": "想问问身份证丢了怎么补办，需要带哪些材料？"}

NOBODY: Final = "nobody"
ALARMS: Final = (
    ("sensor", "gas", {"lon": 119.14, "lat": 28.08, "datum": "wgs84"}),
    ("ai_camera", "illegal_parking", {"lon": 119.141, "lat": 28.081, "datum": "wgs84"}),
    ("ai_camera", "illegal_parking", {"lon": 119.141, "lat": 28.081, "datum": "wgs84"}),
    ("drone", "slag_heap", {}),
)
"""Life safety, one that came twice, and one without a place whose kind has no word here."""

ACCEPT: Final[Step] = ("registrar", "accept", {})
DISPATCH: Final[Step] = ("dispatcher", "dispatch", {"lead": "MUNICIPAL"})
WITH_ASSIST: Final[Step] = ("dispatcher", "dispatch", {"lead": "MUNICIPAL", "co": ["DRAINAGE"]})
SIGN: Final[Step] = ("handler", "sign", {})
RESULT: Final[Step] = ("handler", "submit_result", {"reply": "已更换灯泡并检修线路，当晚恢复照明。"})
APPROVE: Final[Step] = ("supervisor", "approve", {})
UNHAPPY: Final[Step] = (
    "supervisor",
    "record_visit",
    {"solved": "false", "satisfaction": "dissatisfied", "reason": "第二天又不亮了"},
)
HAPPY: Final[Step] = ("supervisor", "record_visit", {"solved": "true", "satisfaction": "satisfied"})
TO_WORK: Final = (ACCEPT, DISPATCH, SIGN)
TO_VISIT: Final = (*TO_WORK, RESULT, APPROVE)
RETURN: Final[Step] = (
    "handler",
    "request_return",
    {"reason": "该路段路灯由供电公司管护", "basis": "职责清单第 3 条"},
)


def stories() -> dict[str, tuple[dict[str, Any], tuple[Step, ...]]]:
    """What each matter is about, and what happens to it."""
    soon = (date.today() + timedelta(days=20)).isoformat()  # noqa: DTZ011  a demo county's day is this machine's
    extension = {"amount": 1, "unit": "working_day", "reason": "灯杆需定制，厂家明天到货"}
    shelve = {"reason": "须列入年度改造计划", "plan": "纳入第三季度道路改造", "next_review": soon}
    whistle = {
        "units": ["MUNICIPAL", "DRAINAGE"],
        "respond_within": "1_working_day",
        "type": "joint",
        "reason": "需要几家单位一起到现场",
    }
    return {
        "registered": (LAMP, ()),
        "registered, long": (LONG, ()),
        "question": (QUESTION, (ACCEPT,)),
        "verifying": (LAMP, (("registrar", "verify", {}),)),
        "accepted": (COVER, (ACCEPT,)),
        "rejected": (
            LAMP,
            (("registrar", "reject", {"reason": "other_branch", "right_door": "请向有管辖权的机关反映。"}),),
        ),
        "dispatched": (COVER, (ACCEPT, DISPATCH)),
        "in progress": (LAMP, TO_WORK),
        "assisted": (LAMP, (ACCEPT, WITH_ASSIST, SIGN, ("handler.drainage", "sign", {}))),
        "return": (LAMP, (ACCEPT, DISPATCH, RETURN)),
        "second return": (
            LAMP,
            (
                ACCEPT,
                DISPATCH,
                RETURN,
                ("dispatcher", "refuse_return", {"reason": "清单列明由你单位主办"}),
                RETURN,
            ),
        ),
        "extension": (LAMP, (*TO_WORK, ("handler", "request_extension", extension))),
        "shelving": (LAMP, (*TO_WORK, ("handler", "request_shelve", shelve))),
        "shelved": (
            LAMP,
            (*TO_WORK, ("handler", "request_shelve", shelve), ("duty_leader", "approve_shelve", {})),
        ),
        "paused": (LAMP, (*TO_WORK, ("handler", "pause", {"cause": "material"}))),
        "whistle": (LAMP, (*TO_WORK, ("coordinator", "whistle", whistle))),
        "whistle answered": (
            LAMP,
            (
                *TO_WORK,
                ("coordinator", "whistle", whistle),
                ("handler", "report_in", {}),
                ("handler.drainage", "report_in", {}),
            ),
        ),
        "supervised": (LAMP, (*TO_WORK, ("supervisor", "supervise", {"reply_by_working_days": 2}))),
        "replied": (
            LAMP,
            (
                *TO_WORK,
                ("supervisor", "supervise", {"reply_by_working_days": 2}),
                ("handler", "reply_supervision", {"reply": "已排入今晚抢修，明早报结果。"}),
            ),
        ),
        "pending review": (LAMP, (*TO_WORK, RESULT)),
        "resolved": (LAMP, TO_VISIT),
        "not solved": (LAMP, (*TO_VISIT, UNHAPPY)),
        "reopened": (LAMP, (*TO_VISIT, UNHAPPY, ("supervisor", "reopen", {}))),
        "closed": (LAMP, (*TO_VISIT, HAPPY)),
        "transferred": (
            LAMP,
            (ACCEPT, ("dispatcher", "transfer_out", {"target": "DISCIPLINE", "basis": "属干部作风线索"})),
        ),
        "withdrawn": (LAMP, (ACCEPT, ("registrar", "withdraw", {"reason": "已经自己解决了"}))),
        "merged": (LAMP, (ACCEPT,)),
    }


@dataclass
class Staging:
    """The accounts of a demo county, each signed in when it first acts."""

    address: str
    password: str
    _seats: dict[str, tuple[OpenerDirector, CookieJar]] = field(default_factory=dict)

    def ask(self, user: str, path: str, body: Any = None, *, bearer: str = "") -> Any:
        """The answer to a call of this account, or of nobody's machine with its token; GET without a body."""
        if user not in self._seats:
            jar = CookieJar()
            self._seats[user] = build_opener(HTTPCookieProcessor(jar)), jar
            self.ask(user, "/_allauth/browser/v1/config")
            if user != NOBODY:
                login = {"username": user, "password": self.password}
                self.ask(user, "/_allauth/browser/v1/auth/login", login)
        opener, jar = self._seats[user]
        token = next((cookie.value for cookie in jar if cookie.name == "csrftoken"), "")
        headers = {"Content-Type": "application/json", "X-CSRFToken": token or "", "Referer": self.address}
        if bearer:
            headers["Authorization"] = f"Bearer {bearer}"
        if path in {"/api/v1/matters", "/api/v1/public/matters"}:
            headers["Idempotency-Key"] = str(uuid.uuid4())
        raw = None if body is None else json.dumps(body).encode()
        try:
            with opener.open(Request(self.address + path, raw, headers)) as answer:
                return json.load(answer)
        except HTTPError as error:
            raise SystemExit(f"{user} {path}: {error.read().decode()}") from None

    def act(self, code: str, step: Step) -> None:
        user, action, data = step
        self.ask(user, f"/api/v1/matters/{code}/actions/{action}", {"data": data})

    def register(self, about: dict[str, Any]) -> str:
        body = about | {
            "channel": "phone",
            "place": {"address": "枫林街道文昌社区文昌路 20 号", "area": self.area},
            "requester": {"name": "翁小明", "phone": "13800001234"},
        }
        return str(self.ask("registrar", "/api/v1/matters", body)["code"])

    @property
    def area(self) -> str:
        """The first community of the county."""
        areas = self.ask("registrar", "/api/v1/directory")["areas"]
        return str(min(area["code"] for area in areas if len(area["code"]) == 12))

    def all(self) -> Iterator[tuple[str, str]]:
        """Every story and its matter's code."""
        codes = {}
        for name, (about, steps) in stories().items():
            code = codes[name] = self.register(about)
            for step in steps:
                self.act(code, step)
            yield name, code
        main = f"/api/v1/matters/{codes['in progress']}/merge"
        self.ask("dispatcher", main, {"followers": [codes["merged"]], "rule": "同一盏灯"})

    def watched(self) -> str:
        """Alarms of three machines, and somebody who asks for a copy of the own data; gives that secret."""
        for source, kind, place in ALARMS:
            token = self.ask("administrator", f"/api/v1/sources/{source}/token", {})["token"]
            body = {"source": source, "type": kind, "place": place}
            self.ask(NOBODY, "/api/v1/signals", body, bearer=token)
        body = {"text": "巷口的垃圾三天没有清运。", "name": "翁小明", "phone": "13800001234"}
        secret = str(self.ask(NOBODY, "/api/v1/public/matters", body)["secret"])
        self.ask(NOBODY, f"/api/v1/public/track/{secret}/rights", {"kind": "access"})
        return secret


def main(address: str, password: str) -> None:
    for name, code in Staging(address.rstrip("/"), password).all():
        print(f"{name}\t{code}")


if __name__ == "__main__":
    main(*sys.argv[1:])
