"""Wherever a walk through the rules leads, the row is what its events make and every chain verifies."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledger_stories import RING, TENANT, Life, do, minutes

from fengqiao.clocks import Light
from fengqiao.ledger.appending import append
from fengqiao.ledger.connection import unit_of_work
from fengqiao.ledger.rows import order_rows, registration_row, row_of
from fengqiao.ledger.store import load, read_events
from fengqiao.ledger.verification import verify
from fengqiao.lifecycle.evolve import replay
from fengqiao.matters import commands as c
from fengqiao.matters.words import (
    CaseRisk,
    Letter,
    PauseCause,
    RejectReason,
    Satisfaction,
    Solved,
    WhistleKind,
)
from fengqiao.shared.refused import Refused
from rules.county import text

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("shared_ledger")]

WHY = text("01a20000-0000-7000-8000-00000000000a")
STEPS = {
    "accept": ("registrar", "COUNTY_HOTLINE", c.Accept(category="E0101")),
    "verify": ("registrar", "COUNTY_HOTLINE", c.Verify()),
    "reject": ("registrar", "COUNTY_HOTLINE", c.Reject(RejectReason.OTHER_BRANCH, WHY)),
    "dispatch": ("dispatcher", "COUNTY_COMMAND", c.Dispatch(lead="MUNICIPAL", co=("TOWN_GOV",))),
    "again": ("dispatcher", "COUNTY_COMMAND", c.Dispatch(lead="TOWN_GOV")),
    "sign": ("handler", "MUNICIPAL", c.Sign()),
    "sign too": ("handler", "TOWN_GOV", c.Sign()),
    "return": ("handler", "MUNICIPAL", c.RequestReturn(reason=WHY, suggested="TOWN_GOV")),
    "approve return": ("dispatcher", "COUNTY_COMMAND", c.ApproveReturn()),
    "refuse return": ("dispatcher", "COUNTY_COMMAND", c.RefuseReturn(reason=WHY)),
    "rule": ("coordinator", "COUNTY_COORD", c.RuleLead(lead="TOWN_GOV", basis=WHY)),
    "sub": ("handler", "MUNICIPAL", c.SubDispatch(to="DRAINAGE")),
    "progress": ("handler", "MUNICIPAL", c.AddProgress(note=WHY)),
    "extend": ("handler", "MUNICIPAL", c.RequestExtension(amount=1, unit="hour", reason=WHY)),
    "allow": ("supervisor", "COUNTY_SUPERVISION", c.ApproveExtension()),
    "shelve": ("handler", "MUNICIPAL", c.RequestShelve(reason=WHY, plan=WHY, next_review=date(2026, 11, 20))),
    "allow shelving": ("duty_leader", "COUNTY_CENTER", c.ApproveShelve()),
    "pause": ("handler", "MUNICIPAL", c.Pause(PauseCause.MATERIAL)),
    "resume": ("handler", "MUNICIPAL", c.Resume(PauseCause.MATERIAL)),
    "submit": ("handler", "MUNICIPAL", c.SubmitResult(reply=WHY, photos_after=1)),
    "submit too": ("handler", "TOWN_GOV", c.SubmitResult(reply=WHY, photos_after=1)),
    "rework": ("supervisor", "COUNTY_SUPERVISION", c.Rework(reason=WHY)),
    "approve": ("supervisor", "COUNTY_SUPERVISION", c.Approve()),
    "dissatisfied": (
        "supervisor", "COUNTY_SUPERVISION", c.RecordVisit(solved=Solved.FALSE, satisfaction=Satisfaction.DISSATISFIED, reason=WHY),
    ),
    "satisfied": (
        "supervisor", "COUNTY_SUPERVISION", c.RecordVisit(solved=Solved.TRUE, satisfaction=Satisfaction.SATISFIED),
    ),
    "reopen": ("supervisor", "COUNTY_SUPERVISION", c.Reopen(reason=WHY)),
    "archive": ("registrar", "COUNTY_HOTLINE", c.Archive()),
    "urge": ("supervisor", "COUNTY_SUPERVISION", c.IssueLetter(letter=Letter.SUPERVISE, unit="MUNICIPAL")),
    "whistle": (
        "town_dispatcher", "TOWN_CENTER",
        c.BlowWhistle(kind=WhistleKind.JOINT, units=("MUNICIPAL",), reason=WHY, respond_within="30_minutes"),
    ),
    "risk": ("supervisor", "COUNTY_SUPERVISION", c.SetCaseRisk(CaseRisk.RED, ("rule",))),
    "withdraw": ("citizen", "", c.Withdraw(reason=WHY)),
    "tick": ("system", "", c.Tick()),
}  # fmt: skip
USUAL = ["accept", "dispatch", "sign"]


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.booleans(), st.lists(st.tuples(st.sampled_from(sorted(STEPS)), st.integers(1, 900)), max_size=14))
def test_any_walk_leaves_a_row_that_its_events_make(usual, walk):
    life, minute = Life().begin(), 0
    for name, later in [(name, 1) for name in USUAL if usual] + walk:
        minute += later
        with unit_of_work(TENANT) as work:
            try:
                append_step(work, life, name, minute)
            except Refused:
                continue
    check(life)


def append_step(work, life: Life, name: str, minute: int) -> None:
    post, unit, command = STEPS[name]
    act = do(load(work, life.id), post, unit, command, at=minutes(minute))
    if act.recorded:
        append(work, act)


def check(life: Life) -> None:
    with unit_of_work(TENANT) as work:
        events, stood = read_events(work, life.id), load(work, life.id)
        matter = replay(events)
        assert matter == stood.matter
        expected = {**row_of(matter), **registration_row(events[0].event)}
        row = work.execute(
            f"SELECT {', '.join(expected)} FROM ledger.matter WHERE id = %s::uuid", [life.id]
        ).fetchone()
        assert dict(zip(expected, row, strict=True)) == expected
        for order in order_rows(matter):
            row = work.execute(
                f"SELECT {', '.join(order)} FROM ledger.work_order WHERE matter_id = %s::uuid AND no = %s",
                [life.id, order["no"]],
            ).fetchone()
            assert dict(zip(order, row, strict=True)) == order
        count = work.execute(
            "SELECT count(*) FROM ledger.work_order WHERE matter_id = %s::uuid", [life.id]
        ).fetchone()
        assert count == (len(matter.orders),)


def test_the_walks_reach_far_and_everything_verifies():
    life, minute = Life().begin(), 0
    for name in (
        *USUAL,
        "sign too",
        "submit too",
        "submit",
        "rework",
        "submit",
        "approve",
        "dissatisfied",
        "reopen",
        "tick",
    ):
        minute += 3
        with unit_of_work(TENANT) as work:
            append_step(work, life, name, minute)
    matter = life.loaded().matter
    assert matter.round == 2
    assert matter.lights[0] is Light.GREEN
    check(life)
    assert verify([TENANT], RING, deep=True).ok
