"""The disputes of a made-up year: every way that DOMAIN 2.4 knows, decided by the same rules at past moments."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from fengqiao.cli.demo_steps import approver, office, standing, who
from fengqiao.clocks import SHANGHAI
from fengqiao.desk.past import Life
from fengqiao.directory.snapshot import CountyDirectory
from fengqiao.matters.words import State
from fengqiao.people.units import Level, UnitInfo

SIGNERS: Final = ["applicant", "respondent", "mediator", "committee_seal"]
BOTH: Final = {"applicant": "agree", "respondent": "agree"}

_ABOVE: Final = {Level.VILLAGE: "MC_TOWN", Level.TOWN: "MC_COUNTY"}
_DOCKED: Final = (("police_110", "CITY_POLICE_110"), ("court_referral", "COURT"), ("petition", "PETITION"))


def came_from(chance: random.Random, number: str) -> dict[str, str]:
    """Some disputes were handed over by a docked body, under its own number; none for the others."""
    if chance.random() >= 0.14:
        return {}
    channel, body = chance.choices(_DOCKED, [8, 4, 2])[0]
    return {"channel": channel, "source_system": body, "external_id": number}


def respondent(chance: random.Random, surnames: str) -> dict[str, str]:
    """The other side; the number is one that is never given out."""
    return {
        "role": "respondent",
        "name": f"{chance.choice(surnames)}某",
        "phone": f"1390000{chance.randint(0, 9999):04d}",
    }


@dataclass(slots=True)
class Mediation:
    """One dispute on its way: the moment, the unit that leads, and the one at whose table it lies."""

    life: Life
    county: CountyDirectory
    chance: random.Random
    at: datetime
    lead: str = ""
    table: str = ""
    sessions: int = 0

    def walk(self, choice: tuple[str, ...]) -> datetime:
        """From dispatch to the approved result, as far as its way goes; gives the moment it ended.

        `choice`: the units that the duty directory names, the lead first.
        """
        self.lead = self.table = self._mediating_unit(choice)
        self._wait(minutes=self.chance.randint(2, 4))
        co = [unit for unit in choice[1:2] if unit != self.lead and self._takes_orders(unit)]
        self._do("dispatcher", "COUNTY_COORD", "dispatch", {"lead": self.lead, "co": co})
        self._later(minutes=self.chance.randint(10, 150))
        self._at_table("sign")
        self._later(hours=self.chance.randint(2, 20))
        ways, weights = zip(*_WAYS, strict=True)
        self.chance.choices(ways, weights)[0](self)
        return self.at

    # --- the ways -----------------------------------------------------------------------------------------------

    def on_the_spot(self) -> None:
        """Agreed in writing and paid before the parties leave."""
        self._consent()
        self._talk(self.chance.randint(0, 2))
        amount = self.chance.randint(3, 80) * 100
        self._agree(None, form="written", amount_cny=amount, performance="immediate")
        self._wait(minutes=self.chance.randint(5, 20))
        self._at_table("record_performance", proof="收条", kind="receipt", amount_cny=amount)
        self._approve()

    def by_word_of_mouth(self) -> None:
        """An oral agreement that is kept within days."""
        self._consent()
        self._talk(self.chance.randint(0, 1))
        days = self.chance.randint(5, 12)
        self._agree(days, form="oral", performance="deferred")
        self._later(days=self._kept(days))
        self._at_table("record_performance", proof="现场查看已修好", kind="photo")
        self._approve()

    def by_instalments(self) -> None:
        """A written agreement that is paid in two parts, now and then after its day."""
        self._consent()
        self._talk(self.chance.randint(0, 2))
        half = self.chance.randint(5, 60) * 100
        days = self.chance.randint(10, 30)
        self._agree(days, form="written", amount_cny=2 * half)
        self._later(days=days // 2)
        self._at_table("record_performance", proof="转账截图", kind="transfer", amount_cny=half)
        self._later(days=self._kept(days - days // 2))
        self._at_table("record_performance", proof="银行回单", kind="bank_slip", amount_cny=half)
        self._approve()

    def confirmed(self) -> None:
        """Both ask the court together, and the court confirms, or now and then does not."""
        if self.county.categories[standing(self.life).category].confirmation_excluded:
            self.by_instalments()
            return
        self._consent()
        self._talk(1)
        self._agree(60, form="written", amount_cny=self.chance.randint(50, 600) * 100)
        self._later(days=self.chance.randint(2, 15))
        self._at_table("apply_judicial_confirmation", applied_by=["applicant", "respondent"])
        self._later(days=self.chance.randint(3, 8))
        result = "confirmed" if self.chance.random() < 0.93 else "refused"
        self._do("handler", "COURT", "record_confirmation", {"result": result})
        self._later(days=self.chance.randint(5, 30))
        self._at_table("record_performance", proof="银行回单", kind="bank_slip")
        self._approve()

    def raised(self) -> None:
        """No agreement at the lower table; one is found at the next."""
        self._consent()
        self._talk(self.chance.randint(1, 2))
        above = self._above()
        if above is not None:
            self._at_table("escalate", to=above.code, reason="双方分歧较大，本级调解未果")
            self.table = above.code
            self._later(hours=self.chance.randint(3, 30))
        self._talk(1)
        self._agree(12, form="written", performance="deferred")
        self._later(days=self._kept(12))
        self._at_table("record_performance", proof="双方签字的确认书", kind="other")
        self._approve()

    def broken(self) -> None:
        """The agreement is not kept; the court's way comes to something."""
        self._consent()
        self._talk(1)
        day = self._agree(10, form="written", amount_cny=self.chance.randint(20, 300) * 100)
        self._later(days=12)
        self._at_table("report_breach", date=day)
        self._divert("litigation", "COURT", {"outcome": "法院判决履行协议", "performed": True})

    def failed(self) -> None:
        """No agreement; another lawful way comes to something, or has not yet."""
        self._consent()
        self._talk(self.chance.randint(1, 3))
        self._at_table("fail_mediation", reason="双方差距较大，申请人要求终止调解")
        route, unit = self.chance.choice((("litigation", "COURT"), ("litigation_fast_track", "COURT"),
                                          ("police", "POLICE"), ("petition", "PETITION")))  # fmt: skip
        done = {"outcome": "途径已办结，双方当事人无异议"} if self.chance.random() < 0.8 else None
        self._divert(route, unit, done)

    def declined(self) -> None:
        """The other side will not have mediation; some settle it by themselves, others go another way."""
        self._at_table("record_consent", applicant="agree", respondent="refuse")
        self._later(days=self.chance.randint(1, 4))
        if self.chance.random() < 0.6:
            self._at_table("record_self_settlement", note="双方自行和解并都确认")
            self._approve()
        else:
            self._divert("litigation", "COURT", {"outcome": "已立案，诉前达成和解", "performed": True})

    # --- steps --------------------------------------------------------------------------------------------------

    def _consent(self) -> None:
        self._at_table("record_consent", **BOTH)

    def _talk(self, rounds: int) -> None:
        """Sessions that bring no agreement yet, a day or two apart, as long as the limit allows."""
        for _ in range(rounds):
            self._later(hours=self.chance.randint(4, 26))
            self.sessions += 1
            self._at_table(
                "hold_session",
                round=self.sessions,
                result=self.chance.choice(("no_agreement", "adjourned")),
                mode=self.chance.choices(("room", "visit", "video", "phone"), (7, 2, 1, 1))[0],
                place="调解室",
                attendees=self.chance.randint(3, 6),
                record="双方各自陈述了意见，调解员说明了相关法律规定。",
            )

    def _agree(self, days: int | None, **data: Any) -> str:
        """An agreement, to be performed within these days; gives the last of them."""
        self._later(hours=self.chance.randint(1, 22))
        day = self._day(days) if days is not None else ""
        if day:
            data["perform_by"] = day
        self.sessions += 1
        signed: Mapping[str, Any] = {"signed_by": SIGNERS} if data["form"] == "written" else {}
        content = "双方自愿达成协议：按约定的时间和方式履行，今后互谅互让。"
        self._at_table("conclude_agreement", round=self.sessions, content=content, **data, **signed)
        return day

    def _kept(self, days: int) -> int:
        """After how many of the days it is performed; one in twelve is late. Free days may add to it."""
        if self.chance.random() < 0.08:
            return days + self.chance.randint(2, 6)
        return self.chance.randint(1, max(1, days - 4))

    def _divert(self, route: str, to: str, outcome: Mapping[str, Any] | None) -> None:
        self._later(hours=self.chance.randint(2, 20))
        self._do("dispatcher", "COUNTY_COORD", "divert", {"route": route, "to": to})
        if outcome is None:
            return
        self._later(days=self.chance.randint(5, 40))
        self._do("handler", to, "record_outcome", outcome)
        self._approve()

    def _approve(self) -> None:
        """The lead submits what was performed; what a route came to may wait for approval already."""
        self._later(hours=self.chance.randint(1, 10))
        if standing(self.life).state is State.PERFORMED:
            self._do("mediator", self.lead, "submit_result", {"reply": "纠纷已化解，协议已履行。"})
            self._later(hours=self.chance.randint(1, 12))
        self.life.do(self.at, approver(self.life), "approve", {})

    def _at_table(self, action: str, **data: Any) -> None:
        self._do("mediator", self.table, action, data)

    def _do(self, post: str, unit: str, action: str, data: Mapping[str, Any]) -> None:
        self.life.do(self.at, who(post, unit), action, data)

    def _wait(self, **span: float) -> None:
        self.at += timedelta(**span)

    def _later(self, **span: float) -> None:
        self.at = office(self.at + timedelta(**span), self.county)

    def _day(self, days: int) -> str:
        day: date = self.at.astimezone(SHANGHAI).date() + timedelta(days=days)
        return day.isoformat()

    def _mediating_unit(self, choice: tuple[str, ...]) -> str:
        """The first of the named units that mediates, else the committee of the town, else the county's."""
        units = self.county.units
        for code in choice:
            unit = units.get(code)
            if unit is not None and unit.mediates:
                return code
        near = units.nearest("MC_TOWN", standing(self.life).place.area) or units.nearest("MC_COUNTY", "")
        if near is None:
            raise LookupError("the demo county has no committee")
        return near.code

    def _above(self) -> UnitInfo | None:
        unit = self.county.units.get(self.table)
        kind = _ABOVE.get(unit.level) if unit is not None else None
        return self.county.units.nearest(kind, standing(self.life).place.area) if kind is not None else None

    def _takes_orders(self, code: str) -> bool:
        unit = self.county.units.get(code)
        return unit is not None and unit.takes_orders


_WAYS: Final[tuple[tuple[Callable[[Mediation], None], int], ...]] = (
    (Mediation.on_the_spot, 30),
    (Mediation.by_word_of_mouth, 24),
    (Mediation.by_instalments, 18),
    (Mediation.confirmed, 7),
    (Mediation.raised, 8),
    (Mediation.broken, 3),
    (Mediation.failed, 5),
    (Mediation.declined, 5),
)
"""How often each way is gone, in a hundred."""
