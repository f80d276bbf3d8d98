"""A year of a made-up county: what happened to each matter, decided by the same rules at past moments."""

import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from typing import Any, Final

from tqdm import tqdm

from fengqiao.cli.demo_disputes import Mediation, came_from, respondent
from fengqiao.cli.demo_steps import approver, office, standing, who
from fengqiao.clocks import SHANGHAI
from fengqiao.desk.past import Life, NotYet, write_lives
from fengqiao.desk.settled import ports
from fengqiao.directory.demo import land
from fengqiao.directory.duties import propose
from fengqiao.directory.snapshot import CountyDirectory
from fengqiao.ledger.ids import uuid7
from fengqiao.matters.categories import Urgency
from fengqiao.matters.words import State
from fengqiao.shared.refused import Refused

BATCH: Final = 50
_SHARES: Final = {"E": 31, "P": 14, "R": 30, "D": 15, "H": 5, "S": 5}
"""Parts of a hundred by top category (DOMAIN section 8)."""

_CHANNELS: Final = ("phone", "hotline_12345", "snapshot", "mini_program", "walk_in", "grid_patrol", "web")
_SURNAMES: Final = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"


def move(count: int, *, days: int, seed: int) -> int:
    """Move that many matters of the last days through the rules, the oldest first; gives how many were written."""
    county, made = ports(), 0
    batch: list[Life] = []
    now = datetime.now(UTC)
    walked = plans(count, now=now, days=days, seed=seed, county=county.county())
    for plan in tqdm(walked, total=count, unit="", disable=not sys.stderr.isatty(), file=sys.stderr):
        life = Life(county, now)
        plan.live(life)
        if life.matter is not None:
            batch.append(life)
        if len(batch) >= BATCH:
            made += write_lives(county, batch)
            batch = []
    return made + (write_lives(county, batch) if batch else 0)


@cache
def _messages() -> dict[str, list[str]]:
    """Everyday messages by category, the ones that the cold-start suggester learns from: all of them our own."""
    found: dict[str, list[str]] = {}
    folder = files("fengqiao.gateways.classifier").joinpath("corpus")
    for top in _SHARES:
        for line in folder.joinpath(f"{top}.tsv").read_text(encoding="utf-8").splitlines():
            code, _, text = line.partition("\t")
            found.setdefault(code, []).append(text)
    return found


@dataclass(frozen=True, slots=True)
class Plan:
    """What happens to one made-up matter: when, what, where, and how smoothly."""

    at: datetime
    category: str
    text: str
    channel: str
    person: dict[str, str]
    place: dict[str, Any]
    chance: random.Random
    county: CountyDirectory

    def live(self, life: Life) -> None:
        """Walk the matter through its life, as far as the present."""
        try:
            self._steps(life)
        except NotYet:
            return
        except Refused:
            # The made-up step did not fit the rules (a holiday, a passed window): the matter stays where it was.
            life.wait(life.until)

    def _steps(self, life: Life) -> None:
        chance, at = self.chance, self.at
        data: dict[str, Any] = {
            "text": self.text,
            "channel": self.channel,
            "category": self.category,
            "place": self.place,
            "requester": self.person,
        }
        if self.category.startswith("D"):
            data["parties"] = [respondent(chance, _SURNAMES)]
            data |= came_from(chance, f"{self.at:%Y%m%d}-{uuid7()[-12:]}")
        clerk = who("registrar", "COUNTY_HOTLINE")
        life.register(at, clerk, data)
        at += timedelta(
            seconds=chance.randint(40, 170) if chance.random() < 0.96 else chance.randint(200, 1500)
        )
        if chance.random() < 0.02:
            door = {"reason": "other_procedure", "right_door": "请按法定程序向有管辖权的机关提出"}
            life.do(at, clerk, "reject", door)
            return
        life.do(at, clerk, "accept", {"category": self.category})
        if self.category.startswith("S") and chance.random() < 0.75:
            at += timedelta(minutes=chance.randint(1, 20))
            answer = {"answer": "已按办事指南向您说明所需材料和办理地点。", "knowledge_item": "guide"}
            life.do(at, clerk, "answer_directly", answer)
        elif standing(life).dispute is not None:
            choice = propose(self.county, self.category, standing(life).place.area, at=at)
            at = Mediation(life, self.county, chance, at).walk((choice.lead, *choice.co))
        else:
            at = self._handled(life, at)
        self._asked(life, at)

    def _handled(self, life: Life, at: datetime) -> datetime:
        chance = self.chance
        desk = who("dispatcher", "COUNTY_COORD")
        choice = propose(self.county, self.category, standing(life).place.area, at=at)
        if choice.transfer_only:
            at += timedelta(minutes=3)
            life.do(at, desk, "transfer_out", {"target": choice.lead, "basis": "职责不在本平台"})
            return at
        at += timedelta(seconds=chance.randint(60, 280))
        life.do(
            at,
            desk,
            "dispatch",
            {"lead": choice.lead, "co": list(choice.co[:1]) if chance.random() < 0.3 else []},
        )
        handler = who("handler", choice.lead)
        urgent = standing(life).urgency is Urgency.URGENT
        soon = at + timedelta(minutes=chance.randint(5, 25 if urgent else 90))
        at = soon if urgent else office(soon, self.county)
        if chance.random() < 0.07:
            words = {"reason": "不属于本单位职责", "basis": "职责清单"}
            life.do(at, handler, "request_return", words)
            at += timedelta(minutes=chance.randint(10, 60))
            life.do(at, desk, "refuse_return", {"reason": "清单列明由该单位主办"})
            at += timedelta(minutes=15)
        life.do(at, handler, "sign", {})
        handle = standing(life).handle
        if handle is None:
            return at
        late = chance.random() < 0.035 or at >= handle.due
        left = max(handle.due - at, timedelta(hours=1))
        done = at + left * (chance.uniform(1.05, 1.6) if late else chance.uniform(0.1, 0.75))
        if chance.random() < 0.3:
            note = {"note": "已到现场查看，正在安排处理。"}
            life.do(at + (done - at) * 0.4, handler, "add_progress", note)
        life.do(done, handler, "submit_result", {"reply": "已处理完毕，请您查看。如有反复请随时联系我们。"})
        checked = done + (left * 0.1 if late else (handle.due - done) * chance.uniform(0.1, 0.9))
        life.do(checked, approver(life), "approve", {})
        return checked

    def _asked(self, life: Life, at: datetime) -> None:
        """The return visit, now and then a second round, and the file."""
        chance = self.chance
        caller = who("supervisor", "COUNTY_SUPERVISION")
        if standing(life).state is not State.RESOLVED:
            return
        at = office(at + timedelta(hours=chance.randint(2, 30)), self.county)
        if standing(life).dispute is None and chance.random() < 0.03:
            told = {"solved": False, "satisfaction": "dissatisfied", "reason": "问题又出现了"}
            life.do(at, caller, "record_visit", told)
            at += timedelta(minutes=10)
            life.do(at, caller, "reopen", {})
            lead = standing(life).lead
            if lead is None:
                return
            at = office(at + timedelta(hours=chance.randint(3, 20)), self.county)
            life.do(at, who("handler", lead.unit), "submit_result", {"reply": "已再次处理，并回看确认。"})
            at += timedelta(hours=1)
            life.do(at, caller, "approve", {})
            at = office(at + timedelta(hours=5), self.county)
        word = chance.choices(["satisfied", "basically_satisfied", "not_rated"], [70, 22, 8])[0]
        life.do(at, caller, "record_visit", {"solved": True, "satisfaction": word})
        at = office(at + timedelta(days=chance.randint(1, 4)), self.county)
        life.do(at, who("registrar", "COUNTY_HALL"), "archive", {})


def plans(count: int, *, now: datetime, days: int, seed: int, county: CountyDirectory) -> Iterator[Plan]:
    """Plan that many matters of the last days, the oldest first, the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311  a made-up year
    patches = list(land.patches())
    moments = sorted(_moment(chance, now, days) for _ in range(count))
    by_top = {top: [code for code in _messages() if code.startswith(top)] for top in _SHARES}
    for at in moments:
        top = chance.choices(list(_SHARES), list(_SHARES.values()))[0]
        category = chance.choice(by_top[top])
        yield Plan(
            at=at,
            category=category,
            text=chance.choice(_messages()[category]),
            channel=chance.choice(_CHANNELS),
            person=_person(chance),
            place=_place(chance, patches),
            chance=random.Random(chance.random()),  # noqa: S311
            county=county,
        )


def _moment(chance: random.Random, now: datetime, days: int) -> datetime:
    """Most of them by day, some at night."""
    day: date = (now.astimezone(SHANGHAI) - timedelta(days=chance.random() * days)).date()
    hour = min(23.9, max(0.0, chance.gauss(13.5, 4.0)))
    at = datetime.combine(day, time(), SHANGHAI) + timedelta(hours=hour)
    return min(at, now - timedelta(minutes=chance.randint(1, 90))).astimezone(UTC)


def _person(chance: random.Random) -> dict[str, str]:
    """A fictional requester; the number is one that is never given out."""
    return {"name": f"{chance.choice(_SURNAMES)}某", "phone": f"1380000{chance.randint(0, 9999):04d}"}


def _place(chance: random.Random, patches: Sequence[land.Patch]) -> dict[str, Any]:
    patch = chance.choice(patches)
    lon, lat = patch.middle
    return {
        "lon": round(lon + chance.uniform(-0.001, 0.001), 6),
        "lat": round(lat + chance.uniform(-0.001, 0.001), 6),
        "datum": "wgs84",
        "address": f"{patch.town.name}{patch.village.name}{chance.randint(1, 60)}号",
    }
