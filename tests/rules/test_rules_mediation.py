"""D1 to D20: a dispute from consent to performance, or onto another lawful way; and the guards on its way."""

from datetime import date, datetime

import pytest
from county import text
from walk import CENTRE, COORD, HALL, REQUESTER, RESPONDENT, SOLVED, SUPERVISION, Walk, wall

from fengqiao.matters import commands as c
from fengqiao.matters.dossier import missing_items
from fengqiao.matters.matter import Party
from fengqiao.matters.words import (
    AgreementForm,
    Answer,
    Channel,
    PauseCause,
    PerformanceMode,
    Proof,
    Route,
    Ruling,
    SessionResult,
    Side,
    Signer,
)
from fengqiao.people.units import Level

BOTH = (REQUESTER, RESPONDENT)
YES = c.RecordConsent(applicant=Answer.AGREE, respondent=Answer.AGREE)
SIGNED = tuple(Signer)
PAID = c.RecordPerformance(proof=text(), kind=Proof.RECEIPT)
FAIL = c.FailMediation(reason=text())


def session(number: int = 1, **given) -> c.HoldSession:
    known = {
        "round": number,
        "result": SessionResult.NO_AGREEMENT,
        "place": text(),
        "attendees": 3,
        "record": text(),
    }
    return c.HoldSession(**known | given)


def agreement(**given) -> c.ConcludeAgreement:
    return c.ConcludeAgreement(
        **{"form": AgreementForm.WRITTEN, "content": text(), "signed_by": SIGNED} | given
    )


def later(day: str = "2026-11-20", **given) -> c.ConcludeAgreement:
    return agreement(perform_by=date.fromisoformat(day), **given)


def asked(category: str = "D0101", lead: str = "MC_TOWN", *co: str, parties=BOTH, **given) -> Walk:
    """A dispute whose parties are being asked: Monday 2026-11-02, accepted 09:00, signed 10:00."""
    walk = Walk().register("2026-11-02 09:00", category, parties=parties, **given)
    return walk.dispatch("2026-11-02 09:04", lead, *co).sign("2026-11-02 10:00", lead, "mediator")


def mediating(*args, **given) -> Walk:
    walk = asked(*args, **given)
    walk.do("2026-11-02 11:00", "mediator", walk.matter.lead.unit, YES)
    return walk


def table(walk: Walk, moment: str, command, **more):
    return walk.do(f"2026-11-{moment}", "mediator", "MC_TOWN", command, **more)


def refused(walk: Walk, moment: str, command, code: str, **more):
    return walk.refuse(f"2026-11-{moment}", "mediator", "MC_TOWN", command, code, **more)


# consent


def test_a_signed_dispute_asks_and_starts_when_all_agree():
    walk = asked()
    assert walk.state == "consent_pending"
    assert table(walk, "02 11:00", YES) == ["ConsentRecorded", "MediationStarted"]
    assert [one.party for one in walk.matter.stage.consents] == ["p1", "p2"]


def test_each_party_answers_for_itself_and_the_last_one_decides():
    third = Party(id="p3", role="respondent")
    walk = asked(parties=(*BOTH, third))
    assert table(walk, "02 11:00", c.RecordConsent(applicant=Answer.AGREE)) == ["ConsentRecorded"]
    table(walk, "02 11:10", c.RecordConsent(single=(("p2", Answer.AGREE),)))
    assert walk.state == "consent_pending"
    refused(walk, "02 11:11", agreement(), "consent_missing")
    table(walk, "02 11:20", c.RecordConsent(single=(("p3", Answer.AGREE),)))
    assert walk.state == "mediating"


def test_one_refusal_ends_it_and_only_other_ways_are_left():
    walk = asked()
    said = c.RecordConsent(applicant=Answer.AGREE, respondent=Answer.REFUSE)
    assert table(walk, "02 11:00", said) == ["ConsentRecorded", "MediationDeclined"]
    assert walk.state == "failed"
    for command in (session(), agreement(), FAIL):
        refused(walk, "02 11:01", command, "consent_missing")
    table(walk, "02 12:00", c.RecordSelfSettlement(note=text()))
    assert (walk.state, walk.matter.dispute.form, walk.matter.dispute.settled) == (
        "performed", "self_settled", True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (c.RecordConsent(), "applicant"),
        (c.RecordConsent(single=(("p9", Answer.AGREE),)), "single"),
    ],
)
def test_consent_is_somebodys(said, field):
    assert refused(asked(), "02 11:00", said, "invalid_data").field == field


def test_nobody_consents_for_a_side_that_nobody_stands_on():
    walk = asked(parties=(REQUESTER,))
    assert refused(walk, "02 11:00", YES, "invalid_data").field == "respondent"
    walk.do("2026-11-02 11:05", "registrar", HALL, c.AddParty(party=RESPONDENT))
    table(walk, "02 11:10", YES)
    assert walk.state == "mediating"
    walk.refuse("2026-11-02 11:20", "registrar", HALL, c.AddParty(party=RESPONDENT), "wrong_state")


@pytest.mark.parametrize(
    "command", [session(), agreement(), FAIL, c.Escalate(to="COUNTY_CENTER", reason=text())]
)
def test_nothing_at_the_table_before_consent(command):
    refused(asked(), "02 10:30", command, "consent_missing")
    accepted = Walk().register("2026-11-02 09:00", "D0101", parties=BOTH)
    refused(accepted, "02 09:01", command, "consent_missing")


def test_an_assist_mediates_without_signing_and_others_do_not():
    walk = asked("D0302", "LABOR_INSPECT", "JUSTICE")
    walk.do("2026-11-02 11:00", "mediator", "JUSTICE", YES)
    assert (walk.state, walk.order("JUSTICE").state.value) == ("mediating", "issued")
    walk.refuse("2026-11-02 12:00", "mediator", "MC_COUNTY", session(), "not_involved_unit")
    walk.refuse("2026-11-02 12:00", "handler", "LABOR_INSPECT", session(), "not_allowed_for_post")


# guards


@pytest.mark.parametrize(
    ("category", "code"),
    [("D0208", "mediation_forbidden_for_domestic_violence"), ("D1302", "mediation_forbidden")],
)
def test_what_is_guarded_takes_the_general_course(category, code):
    walk = Walk().register("2026-11-02 09:00", category, parties=BOTH)
    assert (walk.matter.dispute, walk.matter.mediation_barred) == (None, True)
    walk.refuse("2026-11-02 09:04", "dispatcher", COORD, c.Dispatch(lead="MC_FAMILY"), code)
    walk.dispatch("2026-11-02 09:04", "POLICE_STATION").sign("2026-11-02 10:00", "POLICE_STATION")
    assert walk.state == "in_progress"
    for command in (YES, session(), agreement(), FAIL, c.RecordSelfSettlement(note=text())):
        walk.refuse("2026-11-02 11:00", "mediator", "POLICE_STATION", command, code)
    walk.refuse(
        "2026-11-02 11:00", "dispatcher", COORD, c.MergeInto(main="m0", rule=""), "mediation_forbidden"
    )


def test_a_guarded_secondary_category_bars_as_well():
    walk = Walk().register("2026-11-02 09:00", "D0201", parties=BOTH, accept=False)
    walk.do("2026-11-02 09:01", "registrar", HALL, c.Accept(category="D0201", secondary=("D0208",)))
    assert walk.matter.dispute is None
    dispatch = c.Dispatch(lead="POLICE_STATION", co=("MC_FAMILY",))
    code = "mediation_forbidden_for_domestic_violence"
    walk.refuse("2026-11-02 09:04", "dispatcher", COORD, dispatch, code)


@pytest.mark.parametrize(("channel", "mediable"), [(Channel.PHONE, False), (Channel.COURT_REFERRAL, True)])
def test_what_lies_before_a_court_is_mediated_only_when_the_court_asks(channel, mediable):
    walk = Walk().register("2026-11-02 09:00", "D0101", parties=BOTH, channel=channel, accept=False)
    walk.do("2026-11-02 09:01", "registrar", HALL, c.Accept(category="D0101", pending_elsewhere=True))
    assert (walk.matter.dispute is not None) is mediable
    if not mediable:
        dispatch = c.Dispatch(lead="MC_TOWN")
        walk.refuse("2026-11-02 09:04", "dispatcher", COORD, dispatch, "mediation_forbidden")


def test_a_mediator_with_an_interest_withdraws_and_a_party_refuses_one():
    walk = mediating()
    table(walk, "02 12:00", c.RecuseMediator(reason=text()), person="li")
    refused(walk, "02 12:01", session(), "not_allowed_for_post", person="li")
    table(walk, "02 12:02", session(), person="wang")
    walk.do("2026-11-02 13:00", "citizen", "", c.RecuseMediator(reason=text()), person="p2")
    refused(walk, "02 13:01", agreement(), "not_allowed_for_post", person="wang")
    table(walk, "02 13:02", agreement(), person="zhao")


# sessions and levels


def test_sessions_are_numbered_and_told_in_full():
    walk = mediating()
    for change, field in (
        ({"number": 2}, "round"), ({"result": None}, "result"), ({"place": None}, "place"),
        ({"attendees": 0}, "attendees"), ({"record": None}, "record"),
    ):  # fmt: skip
        assert refused(walk, "02 14:00", session(**change), "invalid_data").field == field
    table(walk, "02 14:00", session(1))
    table(walk, "03 14:00", session(2, advised=Route.LABOUR_ARBITRATION))
    table(walk, "04 14:00", agreement(round=3))
    assert [one.round for one in walk.matter.dispute.sessions] == [1, 2, 3]


def test_a_dispute_rises_one_level_at_a_time_with_the_clock_running():
    walk = mediating(lead="MC_VILLAGE")
    handle = walk.matter.handle
    up = c.Escalate(to="TOWN_CENTER", reason=text())
    said = walk.refuse(
        "2026-11-03 09:00", "mediator", "MC_VILLAGE", c.Escalate("COUNTY_CENTER", text()), "invalid_data"
    )
    assert said.field == "to"
    walk.refuse(
        "2026-11-03 09:00", "mediator", "MC_VILLAGE", c.Escalate("TOWN_CENTER", None), "reason_required"
    )
    walk.refuse("2026-11-03 09:00", "mediator", "MC_TOWN", session(), "not_involved_unit")
    walk.do("2026-11-03 09:00", "mediator", "MC_VILLAGE", up)
    assert (walk.matter.level, walk.matter.handle) == (Level.TOWN, handle)
    walk.do("2026-11-03 10:00", "mediator", "MC_TOWN", session())
    walk.do("2026-11-03 11:00", "duty_leader", "TOWN_CENTER", c.Escalate("COUNTY_CENTER", text()))
    walk.do("2026-11-04 10:00", "mediator", "MC_COUNTY", agreement())
    assert walk.matter.dispute.settled_level is Level.COUNTY


# agreement and performance


@pytest.mark.parametrize("missing", SIGNED)
def test_a_written_agreement_needs_every_signature_and_the_seal(missing):
    signed = tuple(one for one in SIGNED if one != missing)
    assert refused(mediating(), "03 09:00", agreement(signed_by=signed), "invalid_data").field == "signed_by"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"form": None}, "form"),
        ({"content": None}, "content"),
        ({"amount_cny": -1}, "amount_cny"),
        ({"round": 2}, "round"),
        ({"perform_by": date(2026, 11, 2)}, "perform_by"),
        ({"perform_by": date(2026, 11, 9), "performance": PerformanceMode.IMMEDIATE}, "perform_by"),
    ],
)
def test_what_cannot_be_agreed_names_its_field(change, field):
    assert refused(mediating(), "03 09:00", agreement(**change), "invalid_data").field == field


def test_an_oral_agreement_is_written_down_by_the_mediator():
    walk = mediating()
    table(walk, "03 09:00", agreement(form=AgreementForm.ORAL, signed_by=()))
    assert (walk.state, walk.matter.dispute.form) == ("agreed", "oral")


def test_on_the_spot_or_by_a_day():
    walk = mediating()
    table(walk, "03 09:00", later())
    assert walk.state == "performing"
    table(walk, "20 09:00", PAID)
    assert (walk.state, walk.matter.dispute.finished_by) == ("performed", "MC_TOWN")


def test_a_part_of_the_amount_is_not_the_whole():
    walk = mediating()
    table(walk, "03 09:00", agreement(amount_cny=2000))
    table(walk, "03 09:10", c.RecordPerformance(proof=text(), amount_cny=500))
    assert (walk.state, walk.matter.dispute.finished_by) == ("performing", "")
    table(walk, "04 09:10", c.RecordPerformance(proof=text(), amount_cny=1500))
    assert (walk.state, walk.matter.dispute.recovered_cny) == ("performed", 2000)


def test_performance_needs_a_proof_and_an_agreement():
    walk = mediating()
    refused(walk, "03 09:00", PAID, "wrong_state")
    table(walk, "03 09:00", agreement())
    said = refused(walk, "03 09:01", c.RecordPerformance(proof=None), "invalid_data")
    assert said.field == "proof"


def test_a_breach_is_no_settlement_and_leads_to_other_routes():
    walk = mediating()
    table(walk, "03 09:00", later())
    future = c.ReportBreach(breached_on=date(2026, 11, 22))
    assert refused(walk, "21 09:00", future, "invalid_data").field == "date"
    assert walk.matter.dispute.settled
    table(walk, "21 09:00", c.ReportBreach(breached_on=date(2026, 11, 20)))
    assert (walk.state, walk.matter.dispute.settled) == ("failed", False)
    walk.do("2026-11-21 10:00", "dispatcher", COORD, c.Divert(route=Route.LITIGATION, to="COURT"))
    assert walk.state == "diverted"


# routes


@pytest.mark.parametrize(
    ("given", "state"),
    [
        ({}, "pending_review"),
        ({"amount_cny": 1280}, "performing"),
        ({"performed": False}, "performing"),
        ({"performed": True}, "performed"),
        ({"performed": True, "amount_cny": 1280}, "performed"),
    ],
)
def test_what_a_route_came_to(given, state):
    walk = mediating()
    table(walk, "03 09:00", FAIL)
    assert not walk.matter.dispute.settled
    walk.do("2026-11-03 10:00", "dispatcher", COORD, c.Divert(route=Route.LITIGATION_FAST_TRACK, to="COURT"))
    assert [order.role.value for order in walk.matter.live_orders] == ["lead", "route"]
    outcome = c.RecordOutcome(outcome=text(), **given)
    refused(walk, "03 11:00", outcome, "not_allowed_for_post")
    walk.refuse("2026-11-03 11:00", "handler", "MC_TOWN", outcome, "not_involved_unit")
    walk.do("2026-11-03 11:00", "handler", "COURT", outcome)
    assert (walk.state, walk.matter.dispute.settled) == (state, True)


def test_a_dispute_may_be_diverted_at_once_and_reviewed_without_a_lead():
    walk = Walk().register("2026-11-02 09:00", "D0101", parties=BOTH)
    divert = c.Divert(route=Route.ARBITRATION, to="LABOR_ARB")
    walk.do("2026-11-02 09:04", "dispatcher", COORD, divert)
    walk.do("2026-11-20 09:00", "handler", "LABOR_ARB", c.RecordOutcome(outcome=text()))
    walk.approve("2026-11-20 10:00")
    assert (walk.state, walk.matter.stage.verdict.on_time) == ("resolved", True)
    assert [order.state.value for order in walk.matter.orders] == ["approved"]


@pytest.mark.parametrize(
    ("divert", "field"),
    [
        (c.Divert(route=None, to="COURT"), "route"),
        (c.Divert(route=Route.POLICE, to=""), "to"),
        (c.Divert(route=Route.PETITION, to="DISCIPLINE"), "to"),
    ],
)
def test_a_route_leads_somewhere(divert, field):
    walk = Walk().register("2026-11-02 09:00", "D0101", parties=BOTH)
    assert walk.refuse("2026-11-02 09:04", "dispatcher", COORD, divert, "invalid_data").field == field
    general = Walk().register("2026-11-02 09:00", "R0302")
    general.refuse(
        "2026-11-02 09:04", "dispatcher", COORD, c.Divert(Route.POLICE, "POLICE_STATION"), "wrong_state"
    )


# review, time, rounds


def performed() -> Walk:
    walk = mediating()
    table(walk, "09 17:00", later("2026-12-20"))
    walk.do("2026-12-10 09:00", "mediator", "MC_TOWN", PAID)
    return walk


def test_on_time_is_judged_on_the_agreement_and_its_clock_shows_no_more_lights():
    walk = performed()
    assert walk.due == "2026-11-09 17:30"
    assert [light.value for light in walk.matter.lights] == ["green", "yellow"]
    walk.do("2026-12-10 10:00", "supervisor", SUPERVISION, c.Approve(on_submission_by="MC_TOWN"))
    assert walk.matter.stage.verdict.on_time
    late = mediating()
    table(late, "09 17:31", later("2026-12-20"))
    table(late, "10 09:00", PAID)
    late.do("2026-11-10 10:00", "supervisor", SUPERVISION, c.Approve(on_submission_by="MC_TOWN"))
    assert not late.matter.stage.verdict.on_time


def test_a_straight_approval_names_the_unit_and_is_never_its_own():
    walk = performed()
    for by in ("", "MC_COUNTY"):
        said = walk.refuse(
            "2026-12-10 10:00", "supervisor", SUPERVISION, c.Approve(on_submission_by=by), "invalid_data"
        )
        assert said.field == "on_submission_by"
    straight = c.Approve(on_submission_by="MC_TOWN")
    walk.refuse("2026-12-10 10:00", "supervisor", "MC_TOWN", straight, "own_result_not_approvable")
    mediator = "mediator@MC_TOWN"
    walk.refuse(
        "2026-12-10 10:00", "supervisor", SUPERVISION, straight, "own_result_not_approvable", person=mediator
    )


def test_a_straight_approval_asks_for_the_assists():
    walk = asked("D0101", "MC_TOWN", "HOUSING", "POWER")
    walk.sign("2026-11-02 10:30", "HOUSING")
    table(walk, "02 11:00", YES)
    table(walk, "03 09:00", agreement())
    table(walk, "03 09:01", PAID)
    straight = c.Approve(on_submission_by="MC_TOWN")
    walk.refuse("2026-11-03 10:00", "supervisor", SUPERVISION, straight, "assists_unfinished")
    walk.submit("2026-11-03 10:30", "HOUSING").do("2026-11-03 11:00", "supervisor", SUPERVISION, straight)
    assert [order.state.value for order in walk.matter.orders] == ["approved", "approved", "cancelled"]


def test_rework_goes_back_to_where_it_was_submitted_from():
    walk = performed().submit("2026-12-10 10:00", "MC_TOWN")
    walk.do("2026-12-10 11:00", "supervisor", SUPERVISION, c.Rework(reason=text()))
    assert (walk.state, walk.order("MC_TOWN").state.value) == ("performed", "rework")
    walk.submit("2026-12-10 12:00", "MC_TOWN").approve("2026-12-10 13:00")
    assert walk.state == "resolved"


def test_reopening_asks_again_in_a_new_round():
    walk = performed().submit("2026-12-10 10:00", "MC_TOWN").approve("2026-12-10 13:00")
    walk.do("2026-12-11 10:00", "supervisor", SUPERVISION, c.Reopen(reason=text()))
    dispute = walk.matter.dispute
    assert (walk.state, walk.matter.round, dispute.settled, dispute.concluded) == (
        "consent_pending", 2, False, None,
    )  # fmt: skip
    assert walk.matter.rounds[0].verdict.on_time


@pytest.mark.parametrize("where", ["consent_pending", "mediating", "performing"])
def test_shelving_and_waiting_lead_back_to_where_they_began(where):
    walk = {"consent_pending": asked, "mediating": mediating, "performing": mediating}[where]()
    if where == "performing":
        table(walk, "02 14:00", later())
    before = walk.matter.stage
    shelve = c.RequestShelve(reason=text(), plan=text(), next_review=date(2026, 11, 20))
    walk.do("2026-11-03 09:00", "handler", "MC_TOWN", shelve)
    walk.do("2026-11-03 10:00", "duty_leader", CENTRE, c.ApproveShelve())
    assert (walk.state, walk.matter.handle.is_paused) == ("shelved", True)
    walk.do("2026-11-04 09:00", "handler", "MC_TOWN", c.Unshelve())
    assert walk.matter.stage == before
    walk.do("2026-11-04 10:00", "mediator", "MC_TOWN", c.Pause(cause=PauseCause.MATERIAL))
    assert walk.state == where
    walk.do("2026-11-04 11:00", "registrar", HALL, c.AddMaterial(text=text()))
    assert (walk.matter.stage, walk.matter.handle.is_paused) == (before, False)


def test_a_conclusion_ends_a_wait_and_an_undecided_return():
    walk = mediating()
    table(walk, "02 12:00", c.Pause(cause=PauseCause.APPRAISAL))
    table(walk, "02 13:00", c.RequestReturn(reason=text(), basis=text()))
    table(walk, "02 15:00", FAIL)
    assert (walk.state, walk.matter.handle.is_paused) == ("failed", False)
    assert walk.matter.returns[0].decision.value == "lapsed"
    assert walk.order("MC_TOWN").state.value == "signed"


def test_a_party_stops_at_any_time_and_a_stranger_does_not():
    walk = mediating()
    walk.refuse("2026-11-02 12:00", "citizen", "", FAIL, "not_involved_unit", person="p9")
    refused(walk, "02 12:00", c.FailMediation(reason=None), "reason_required")
    walk.do("2026-11-02 12:00", "citizen", "", FAIL, person="p2")
    assert walk.state == "failed"


def test_no_withdrawal_after_an_agreement():
    walk = mediating()
    table(walk, "03 09:00", later())
    walk.refuse("2026-11-03 10:00", "registrar", HALL, c.Withdraw(reason=text()), "wrong_state")
    walk = mediating()
    table(walk, "03 09:00", FAIL)
    walk.do("2026-11-03 10:00", "mediator", "MC_TOWN", c.Withdraw(reason=text()))
    assert walk.state == "withdrawn"


# confirmation

JOINT = c.ApplyJudicialConfirmation(applied_by=tuple(Side))


def test_all_parties_apply_within_the_window_once():
    walk = mediating("D0601")
    table(walk, "03 09:00", later("2027-01-20"))
    alone = c.ApplyJudicialConfirmation(applied_by=(Side.APPLICANT,))
    said = refused(walk, "04 09:00", alone, "joint_application_required")
    assert wall(datetime.fromisoformat(said.facts["deadline"])) == "2026-12-03 17:30"
    assert (
        refused(
            walk, "04 09:00", c.ApplyJudicialConfirmation(JOINT.applied_by, "HOUSING"), "invalid_data"
        ).field
        == "court"
    )
    walk.do("2026-12-03 17:30", "mediator", "MC_TOWN", JOINT)
    assert walk.matter.dispute.confirmation_state == "applied"
    walk.refuse("2026-12-03 17:30", "mediator", "MC_TOWN", JOINT, "wrong_state")
    ruled = c.RecordConfirmation(result=Ruling.CONFIRMED, ruling_no=text())
    walk.refuse("2026-12-04 09:00", "handler", "MC_TOWN", ruled, "not_involved_unit")
    walk.do("2026-12-04 09:00", "handler", "COURT", ruled)
    assert walk.matter.dispute.confirmation_state == "confirmed"
    walk.refuse("2026-12-04 09:10", "handler", "COURT", ruled, "wrong_state")


def test_the_window_closes_even_for_a_joint_application():
    walk = mediating("D0601")
    table(walk, "03 09:00", later("2027-01-20"))
    walk.refuse("2026-12-03 17:31", "mediator", "MC_TOWN", JOINT, "confirmation_window_closed")


def test_what_courts_do_not_confirm():
    walk = mediating("D1101")
    refused(walk, "03 09:00", JOINT, "confirmation_excluded_property_right")
    walk = mediating("D0601")
    walk.refuse(
        "2026-11-03 08:50", "handler", "MC_TOWN", c.ExcludeConfirmation(reason=text()), "not_involved_unit"
    )
    walk.do("2026-11-03 09:00", "handler", "COURT", c.ExcludeConfirmation(reason=text()))
    table(walk, "03 09:10", later())
    refused(walk, "03 09:20", JOINT, "confirmation_excluded_property_right")


def test_what_is_performed_first_needs_no_confirmation():
    assert performed().matter.dispute.confirmation_state == "not_needed"


# dossier (RULINGS 26)


def closed(walk: Walk, day: str) -> Walk:
    walk.do(f"2026-{day} 13:00", "supervisor", SUPERVISION, c.Approve(on_submission_by="MC_TOWN"))
    walk.do(f"2026-{day} 14:00", "supervisor", SUPERVISION, SOLVED)
    return walk


def test_an_agreement_without_any_session_leaves_the_dossier_incomplete():
    walk = closed(performed(), "12-10")
    assert missing_items(walk.matter) == ("mediation_record",)
    walk.refuse("2026-12-11 09:00", "registrar", HALL, c.Archive(), "dossier_incomplete")


@pytest.mark.parametrize("record", [session(), agreement(round=1)])
def test_a_record_of_a_session_completes_it(record):
    walk = mediating()
    table(walk, "03 09:00", record)
    if isinstance(record, c.HoldSession):
        table(walk, "03 10:00", agreement())
    table(walk, "03 11:00", PAID)
    walk = closed(walk, "11-03")
    assert missing_items(walk.matter) == ()
    walk.do("2026-11-04 09:00", "registrar", HALL, c.Archive())
    assert walk.state == "archived"


def test_a_dispute_that_was_never_mediated_needs_what_general_matters_need():
    walk = asked()
    table(walk, "02 11:00", c.RecordConsent(respondent=Answer.REFUSE))
    table(walk, "02 12:00", c.RecordSelfSettlement(note=None))
    assert missing_items(walk.matter) == ("approval", "visit")
    assert missing_items(closed(walk, "11-02").matter) == ()
