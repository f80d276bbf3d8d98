"""Disputes of the past for tests: lived by the same rules at past moments, and written like any other matter."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

from fengqiao.clocks import SHANGHAI
from fengqiao.desk.past import Life, write_lives
from fengqiao.desk.ports import Ports
from fengqiao.directory.snapshot import county
from fengqiao.ledger.keyring import open_ring
from fengqiao.people.actors import Actor, Post

SIGNERS = ["applicant", "respondent", "mediator", "committee_seal"]
BOTH = {"applicant": "agree", "respondent": "agree"}
HALL, COORD, SUPERVISION = "COUNTY_HALL", "COUNTY_COORD", "COUNTY_SUPERVISION"
START = datetime(2026, 3, 2, 9, 0, tzinfo=SHANGHAI)
"""A Monday."""


class Dispute(Life):
    """A dispute that is walked an hour a step; `day` moves on to 09:00 of another day."""

    def begin(self, *, category: str = "D0101", lead: str = "MC_TOWN", channel: str = "walk_in") -> "Dispute":
        """Registered, accepted, dispatched and signed for: the parties are being asked."""
        self.at, self.lead = START, lead
        self.register(
            START,
            Actor("clerk", Post.REGISTRAR, HALL),
            {
                "text": "楼上漏水,要求赔偿",
                "channel": channel,
                "category": category,
                "place": {"area": f"{self.ports.tenant}101201"},
                "requester": {"name": "翁某", "phone": "13812341234"},
                "parties": [{"role": "respondent", "name": "郑某", "phone": "13900005678"}],
            },
        )
        self.step("registrar", HALL, "accept", category=category)
        self.step("dispatcher", COORD, "dispatch", lead=lead)
        self.step("mediator" if "MC_" in lead else "handler", lead, "sign")
        return self

    def step(self, post: str, unit: str, action: str, **data: Any) -> "Dispute":
        self.at += timedelta(hours=1)
        self.do(self.at, Actor(f"{post}@{unit}", Post(post), unit), action, data)
        return self

    def day(self, month: int, day: int) -> "Dispute":
        self.at = datetime(2026, month, day, 9, 0, tzinfo=SHANGHAI)
        return self

    def table(self, action: str, *, unit: str = "", **data: Any) -> "Dispute":
        return self.step("mediator", unit or self.lead, action, **data)

    def agree(self, *, form: str = "written", unit: str = "", **data: Any) -> "Dispute":
        signed = {"signed_by": SIGNERS} if form == "written" else {}
        return self.table(
            "conclude_agreement", unit=unit, **{"form": form, "content": "三日内修好并赔偿"} | signed | data
        )

    def perform(self, **data: Any) -> "Dispute":
        return self.table("record_performance", **{"proof": "收条"} | data)

    def resolve(self) -> "Dispute":
        self.step("handler", self.lead, "submit_result", reply="已履行")
        return self.step("supervisor", SUPERVISION, "approve")

    def reopen(self) -> "Dispute":
        told: Mapping[str, Any] = {"solved": "false", "satisfaction": "dissatisfied", "reason": "又漏了"}
        self.step("supervisor", SUPERVISION, "record_visit", **told)
        return self.step("supervisor", SUPERVISION, "reopen")


def lives(folder: Path, now: datetime) -> tuple[Ports, Any]:
    """Ports of the county at a moment, and a function that makes a dispute up to it."""
    tenant = settings.TENANT
    ports = Ports(tenant=tenant, county=lambda: county(tenant), now=lambda: now, ring=open_ring(folder))
    return ports, lambda **given: Dispute(ports, now).begin(**given)


def write(ports: Ports, *disputes: Dispute) -> None:
    assert write_lives(ports, disputes) == len(disputes)
