"""四调对接: what goes over to a docked body, under which number, and what goes back to the one that asked."""

from dataclasses import replace

import pytest
from county import text
from test_rules_mediation import FAIL, PAID, YES, agreement, asked, later, mediating, table
from walk import COORD, Walk

from fengqiao.lifecycle.react import HandOver, Notify, ReportBack, react
from fengqiao.lifecycle.reporting import RESULTS
from fengqiao.matters import commands as c
from fengqiao.matters.words import Answer, Channel, Docking, Route, Ruling, Side
from fengqiao.mediation.dockings import DOORS, docking_in, docking_of_body, docking_of_route

COURT = c.ReferOut(fields=("text", "applicant.name", "applicant.phone"), basis=text("民事诉讼法"))


def diverted(route: Route = Route.LITIGATION, to: str = "COURT") -> Walk:
    walk = mediating()
    table(walk, "02 12:00", FAIL)
    walk.do("2026-11-02 13:00", "dispatcher", COORD, c.Divert(route=route, to=to))
    return walk


def refer(walk: Walk, command: c.ReferOut = COURT, moment: str = "14:00") -> list[str]:
    return walk.do(f"2026-11-02 {moment}", "dispatcher", COORD, command)


def effects(walk: Walk) -> tuple:
    return react(walk.matter, walk.recorded[-1].event)


def test_a_diverted_dispute_goes_over_under_a_number_of_ours_with_the_fields_that_were_chosen():
    walk = diverted()
    assert refer(walk) == ["DisputeReferred"]
    made = walk.matter.dispute.referrals[0]
    assert (made.number, made.docking, made.to, made.fields) == ("c1-1", Docking.COURT, "COURT", COURT.fields)
    over = HandOver("COURT", "c1-1", "court", COURT.fields)
    assert effects(walk) == (over, Notify("unit", "referred", unit="COURT"), Notify("requester", "referred"))
    assert walk.replayed() == walk.matter


@pytest.mark.parametrize(
    ("command", "code", "field"),
    [
        (replace(COURT, basis=None), "reason_required", "basis"),
        (replace(COURT, fields=()), "invalid_data", "fields"),
        (replace(COURT, fields=("text", "text")), "invalid_data", "fields"),
        (replace(COURT, fields=("text", "sessions.record")), "invalid_data", "sessions.record"),
        (replace(COURT, fields=("applicant.id_number",)), "invalid_data", "applicant.id_number"),
        (replace(COURT, fields=("place",)), "invalid_data", "place"),
    ],
)
def test_nothing_goes_over_without_a_basis_or_beyond_the_list(command, code, field):
    said = diverted().refuse("2026-11-02 14:00", "dispatcher", COORD, command, code)
    assert said.field == field


@pytest.mark.parametrize("post", ["mediator", "handler", "registrar", "supervisor", "citizen"])
def test_only_the_dispatcher_hands_over(post):
    unit = "MC_TOWN" if post == "mediator" else COORD
    diverted().refuse("2026-11-02 14:00", post, unit, COURT, "not_allowed_for_post")


def test_it_goes_over_once_for_each_diversion_and_not_before():
    walk = mediating()
    walk.refuse("2026-11-02 12:00", "dispatcher", COORD, COURT, "wrong_state")
    walk = diverted()
    refer(walk)
    walk.refuse("2026-11-02 15:00", "dispatcher", COORD, COURT, "wrong_state")


@pytest.mark.parametrize(
    ("route", "to"),
    [(Route.ARBITRATION, "LABOR_ARB"), (Route.LITIGATION, "JUSTICE"), (Route.POLICE, "COURT")],
)
def test_a_route_or_a_unit_without_a_docking_takes_nothing_over(route, to):
    diverted(route, to).refuse("2026-11-02 14:00", "dispatcher", COORD, COURT, "wrong_state")


def test_a_second_round_takes_the_next_number():
    walk = diverted()
    refer(walk)
    walk.do("2026-11-03 09:00", "handler", "COURT", c.RecordOutcome(outcome=text(), performed=True))
    walk.do("2026-11-03 10:00", "handler", "MC_TOWN", c.SubmitResult(reply=text()))
    walk.approve("2026-11-03 11:00")
    reason = c.Reopen(reason=text())
    walk.do("2026-11-03 12:00", "supervisor", "COUNTY_SUPERVISION", reason)
    assert [one.number for one in walk.matter.dispute.referrals] == ["c1-1"]
    walk.do("2026-11-03 13:00", "mediator", "MC_TOWN", YES)
    walk.do("2026-11-03 14:00", "mediator", "MC_TOWN", FAIL)
    walk.do("2026-11-03 15:00", "dispatcher", COORD, c.Divert(route=Route.LITIGATION, to="COURT"))
    walk.do("2026-11-03 16:00", "dispatcher", COORD, COURT)
    assert [one.number for one in walk.matter.dispute.referrals] == ["c1-1", "c1-2"]


# back to the body that asked


def referred(channel: Channel = Channel.POLICE_110, source: str = "CITY_POLICE_110") -> Walk:
    walk = asked(channel=channel)
    walk.matter = replace(walk.matter, source_system=source, external_id="J-1")
    return walk


def told(walk: Walk) -> list[str]:
    """What the last act told the body."""
    found = [each for each in effects(walk) if isinstance(each, ReportBack)]
    assert all((each.to, each.number) == (walk.matter.source_system, "J-1") for each in found)
    return [each.result for each in found]


def test_the_body_that_asked_hears_every_turn_and_no_word_of_what_was_said():
    walk = referred()
    table(walk, "02 11:00", c.RecordConsent(applicant=Answer.AGREE))
    assert told(walk) == []
    table(walk, "02 11:10", YES)
    assert told(walk) == []
    table(walk, "02 12:00", later(amount_cny=100))
    assert told(walk) == ["agreed"]
    table(walk, "02 12:10", c.ApplyJudicialConfirmation(applied_by=tuple(Side)))
    assert told(walk) == []
    walk.do("2026-11-02 12:20", "handler", "COURT", c.RecordConfirmation(result=Ruling.CONFIRMED))
    assert told(walk) == ["confirmation_confirmed"]
    table(walk, "03 09:00", replace(PAID, amount_cny=40))
    assert told(walk) == []
    table(walk, "03 10:00", replace(PAID, amount_cny=60))
    assert told(walk) == ["performed"]


def test_failure_refusal_breach_settlement_diversion_and_outcome_are_told():
    walk = referred()
    table(walk, "02 11:00", c.RecordConsent(applicant=Answer.AGREE, respondent=Answer.REFUSE))
    assert told(walk) == ["declined"]
    table(walk, "02 12:00", c.RecordSelfSettlement(note=text()))
    assert told(walk) == ["self_settled"]
    walk = referred(Channel.PETITION, "PETITION")
    table(walk, "02 11:00", YES)
    table(walk, "02 12:00", FAIL)
    assert told(walk) == ["failed"]
    walk.do("2026-11-02 13:00", "dispatcher", COORD, c.Divert(route=Route.LITIGATION, to="COURT"))
    assert told(walk) == ["diverted"]
    walk.do("2026-11-02 14:00", "handler", "COURT", c.RecordOutcome(outcome=text(), performed=True))
    assert told(walk) == ["outcome_recorded"]
    walk = referred()
    table(walk, "02 11:00", YES)
    table(walk, "02 12:00", later())
    table(walk, "20 09:00", c.ReportBreach(breached_on=walk.recorded[-1].at.date()))
    assert told(walk) == ["breached"]
    walk = referred()
    walk.do("2026-11-02 11:00", "registrar", "COUNTY_HALL", c.Withdraw(reason=text()))
    assert told(walk) == ["withdrawn"]


def test_without_a_number_or_a_docking_nobody_is_told():
    walk = asked(channel=Channel.POLICE_110)
    table(walk, "02 11:00", YES)
    table(walk, "02 12:00", agreement())
    assert not [each for each in effects(walk) if isinstance(each, ReportBack)]
    walk = referred(Channel.HOTLINE_12345, "hotline")
    table(walk, "02 11:00", YES)
    table(walk, "02 12:00", FAIL)
    assert not [each for each in effects(walk) if isinstance(each, ReportBack)]


# the lists


def test_every_docking_has_its_own_channel_bodies_and_routes():
    assert set(DOORS) == set(Docking)
    for docking, door in DOORS.items():
        assert all(docking_of_body(kind) is docking for kind in door.bodies)
        assert all(docking_of_route(route) is docking for route in door.routes)
        assert docking_in(referred(door.channel).matter) is docking
    assert docking_of_body("MUNICIPAL") is None
    assert docking_of_route(Route.ARBITRATION) is None


def test_what_goes_over_is_names_numbers_and_the_matter_and_nothing_of_the_table():
    handed = {name for door in DOORS.values() for name in (*door.takes, *door.gives)}
    assert handed == {
        "number", "text", "category", "demand", "amount_cny", "place", "occurred_at",
        "applicant.name", "applicant.phone", "respondent.name", "respondent.phone",
    }  # fmt: skip
    assert len(set(RESULTS)) == len(RESULTS)
